"""Ask for a kernel that is forked, and hold it as if it were a process started here."""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from typing import Any

from ukjp.publishing.warm import PRELOAD, can_fork
from ukjp.publishing.warm.nursery import READY, Request, format_request

_MOST = 4096
_LONGEST_START = 120
"""Seconds that a nursery may take to import everything, and a kernel to start."""


class ForkedKernel:
    """A kernel's process, with what `subprocess.Popen` has that Jupyter uses.

    It dies when this object is closed or the process that holds it ends, however it ends.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, ended: int, private: socket.socket) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._ended = ended
        self._private = private

    def fileno(self) -> int:
        """Return a file that becomes readable when the process ends."""
        return self._ended

    def poll(self) -> int | None:
        """Return how the process ended, or None while it runs."""
        return self._look(0)

    def wait(self, timeout: float | None = None) -> int | None:
        """Wait for the process's end at most `timeout` seconds; return how it ended."""
        return self._look(timeout)

    def _look(self, timeout: float | None) -> int | None:
        if self.returncode is None and select.select([self._ended], [], [], timeout)[0]:
            self.returncode = self._last_word()
            self.close()
        return self.returncode

    def _last_word(self) -> int:
        self._private.settimeout(1)
        with suppress(OSError, ValueError):
            while message := self._private.recv(_MOST):
                if message != READY:
                    return int(json.loads(message)["ended"])
        # The nursery was killed, so nobody knows.
        return -int(signal.SIGKILL)

    def send_signal(self, number: int) -> None:
        """Send a signal to the process if it still runs."""
        if self.returncode is None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._ended, number)

    def terminate(self) -> None:
        """Ask the process to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the process."""
        self.send_signal(signal.SIGKILL)

    def close(self) -> None:
        """Let go of the process, which kills it where it still runs."""
        if self._ended >= 0:
            os.close(self._ended)
            self._ended = -1
            self._private.close()

    __del__ = close


def fork_kernel(request: Request, stdout: int, stderr: int) -> ForkedKernel | None:
    """Return a kernel that listens on its sockets, or None where one must be started anew."""
    channel = _find_channel()
    if channel is None:
        return None
    private, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    private.settimeout(_LONGEST_START)
    try:
        with theirs:
            files = [theirs.fileno(), stdout, stderr]
            socket.send_fds(channel, [format_request(request)], files)
        kernel = _await_birth(private)
    except (OSError, ValueError):
        kernel = None
    if kernel is None:
        private.close()
    return kernel


def _await_birth(private: socket.socket) -> ForkedKernel | None:
    message, files, _, _ = socket.recv_fds(private, _MOST, 1)
    answer: dict[str, Any] = json.loads(message or b"{}")
    if "pid" not in answer or not files:
        return None
    kernel = ForkedKernel(answer["pid"], files[0], private)
    # A kernel that dies before it is ready is started anew, which shows what is wrong.
    return kernel if private.recv(_MOST) == READY else None


def _find_channel() -> socket.socket | None:
    preload = sys.modules.get(PRELOAD)
    inherited: socket.socket | None = getattr(preload, "CHANNEL", None)
    if inherited is not None and _is_open(inherited):
        return inherited
    return _OWN.find() if can_fork() else None


def _is_open(channel: socket.socket) -> bool:
    events = select.poll()
    events.register(channel, select.POLLIN)
    return not events.poll(0)


class _OwnNursery:
    """The nursery of a process that was not born in one; started at the first need."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._owner = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None

    def find(self) -> socket.socket | None:
        with self._lock:
            if self._owner != os.getpid() or self._channel is None or not _is_open(self._channel):
                self._close()
                with suppress(OSError):
                    self._start()
            return self._channel

    def _start(self) -> None:
        self._channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            number = theirs.fileno()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "ukjp.publishing.warm.nursery", str(number)],
                pass_fds=[number],
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._owner = os.getpid()
        atexit.register(self.close)

    def close(self) -> None:
        """End the nursery, and with it its kernels."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        process, channel = self._process, self._channel
        self._process = self._channel = None
        if channel is not None:
            channel.close()
        if process is not None and self._owner == os.getpid():
            with suppress(subprocess.TimeoutExpired):
                process.wait(5)


_OWN = _OwnNursery()
