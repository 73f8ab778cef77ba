"""A process that has imported everything, has one thread, and forks a kernel for whoever asks.

A request is one message on the nursery's channel, with three open files: the asker's private
socket and the kernel's stdout and stderr. The private socket then carries the answer (the kernel's
pid and pidfd, or why there is none), the word that the kernel is ready, and how it ended. Its
other end is held by the asker alone, so a kernel whose asker is gone is known, and killed, by that
socket's end. The nursery ends when all who could ask are gone.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from ukjp.publishing.warm.rehearsal import rehearse

LARGEST_REQUEST = 1 << 20
READY = b"ready"
FILES = 3
SECOND = 2
"""The birth before which a nursery rehearses: for a single kernel it would be lost time."""

# They change from kernel to kernel, or nothing but their process reads them.
OWN_VARIABLES = frozenset(
    "IPYTHONDIR JPY_PARENT_PID JPY_SESSION_NAME PYDEVD_DISABLE_FILE_VALIDATION "
    "PYTEST_CURRENT_TEST PWD OLDPWD SHLVL COLUMNS LINES UKJP_CURATION _".split()
)


class Request(NamedTuple):
    """What a kernel is to be: its Python, ipykernel's arguments, its folder and variables."""

    interpreter: str
    arguments: list[str]
    folder: str
    environment: dict[str, str]


class _Child(NamedTuple):
    pid: int
    ended: int
    private: socket.socket


def format_request(request: Request) -> bytes:
    """Return the request as a message."""
    return json.dumps(request).encode("ascii")


def serve(channel: socket.socket) -> None:
    """Fork a kernel for each request until all who could ask are gone, and so are the kernels."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _leave_terminal()
    _Nursery(channel).run()


def _leave_terminal() -> None:
    """Hold none of the program's streams open: who reads them must see their end."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    os.close(nothing)


class _Nursery:
    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._born_in = settled_environment(os.environ)
        self._children: dict[int, _Child] = {}
        self._births = 0
        self._events = selectors.DefaultSelector()
        self._events.register(channel, selectors.EVENT_READ, self._answer)

    def run(self) -> None:
        while self._events.get_map():
            for key, _ in self._events.select():
                # What was seen before it may have ended this one, and its number be another's.
                if self._events.get_map().get(key.fd) is key:
                    key.data()

    def _answer(self) -> None:
        message, files, flags, _ = socket.recv_fds(self._channel, LARGEST_REQUEST, FILES)
        if not message:
            self._events.unregister(self._channel)
            return
        private = socket.socket(fileno=files[0]) if files else None
        if private is None or len(files) < FILES or flags & (socket.MSG_TRUNC | socket.MSG_CTRUNC):
            return
        try:
            self._fork(Request(*json.loads(message)), private, files[1:])
        finally:
            for file in files[1:]:
                os.close(file)

    def _fork(self, request: Request, private: socket.socket, streams: list[int]) -> None:
        refusal = _refusal(request, self._born_in)
        if refusal:
            _say(private, {"refused": refusal})
            private.close()
            return
        self._births += 1
        if self._births == SECOND:
            rehearse()
        pid = os.fork()
        if not pid:
            self._become(request, private, streams)
        ended = os.pidfd_open(pid)
        with suppress(OSError):
            socket.send_fds(private, [json.dumps({"pid": pid}).encode()], [ended])
        child = _Child(pid, ended, private)
        self._children[pid] = child
        self._events.register(ended, selectors.EVENT_READ, lambda: self._bury(child))
        self._events.register(private, selectors.EVENT_READ, lambda: self._abandon(child))

    def _become(self, request: Request, private: socket.socket, streams: list[int]) -> NoReturn:
        """Be the kernel, in the child."""
        status = 1
        try:
            self._events.close()
            self._channel.close()
            for sibling in self._children.values():
                os.close(sibling.ended)
                sibling.private.close()
            from ukjp.publishing.warm.kernel import run_kernel

            status = run_kernel(request, private, streams)
        finally:
            os._exit(status)

    def _abandon(self, child: _Child) -> None:
        """Kill a kernel whose owner is gone; owners never write to it."""
        self._events.unregister(child.private)
        with suppress(OSError):
            os.killpg(child.pid, signal.SIGKILL)
        with suppress(OSError):
            signal.pidfd_send_signal(child.ended, signal.SIGKILL)

    def _bury(self, child: _Child) -> None:
        self._events.unregister(child.ended)
        if child.private in self._events.get_map():
            self._events.unregister(child.private)
        _, status = os.waitpid(child.pid, 0)
        _say(child.private, {"ended": os.waitstatus_to_exitcode(status)})
        child.private.close()
        os.close(child.ended)
        del self._children[child.pid]


def open_files() -> set[int]:
    """Return the numbers of this process's open files, without its three streams."""
    listed = list(Path("/proc/self/fd").iterdir())
    # One of them was the list itself.
    return {int(path.name) for path in listed if path.is_symlink()} - {0, 1, 2}


def _say(private: socket.socket, words: Mapping[str, Any]) -> None:
    with suppress(OSError):
        private.send(json.dumps(words).encode())


def settled_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that Python and its libraries may have read while they were loaded."""
    return {name: value for name, value in environment.items() if name not in OWN_VARIABLES}


def _refusal(request: Request, born_in: Mapping[str, str]) -> str:
    """Say why a kernel forked from here would differ from one that is started anew."""
    if request.interpreter != sys.executable:
        return "another Python"
    if settled_environment(request.environment) != born_in:
        return "other variables than those the libraries were loaded with"
    hiding = _hiding_names(Path(request.folder))
    return f"{hiding} in the folder stands before what was loaded" if hiding else ""


def _hiding_names(folder: Path) -> str:
    """Return a file of the folder that a new kernel would have loaded in place of another."""
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        return "nothing readable"
    for name in names:
        loaded = sys.modules.get(name.split(".")[0])
        if name == "matplotlibrc":
            return name
        if loaded is None or not _is_module(folder / name):
            continue
        origin = getattr(loaded, "__file__", None)
        if origin is None or not Path(origin).is_relative_to(folder.resolve()):
            return name
    return ""


def _is_module(path: Path) -> bool:
    return path.suffix in {".py", ".so", ".pyc"} or (path.is_dir() and "." not in path.name)


def main() -> None:
    """Import everything and serve on the socket whose number is the one argument."""
    from ukjp.publishing.warm.imports import drop_folder, import_all

    channel = socket.socket(fileno=int(sys.argv[1]))
    channel.set_inheritable(False)
    import_all(reports=False)
    drop_folder()
    serve(channel)


if __name__ == "__main__":
    main()
