"""A forked process becomes a kernel, as alike to one started anew as can be."""

from __future__ import annotations

import atexit
import fcntl
import multiprocessing.process
import os
import select
import signal
import socket
import stat
import sys
import threading
import traceback
from contextlib import suppress

from ukjp.publishing.warm.imports import ADDED, drop_folder
from ukjp.publishing.warm.nursery import READY, Request, open_files


def run_kernel(request: Request, private: socket.socket, streams: list[int]) -> int:
    """Run ipykernel in this process until it is told to end; return the exit status."""
    os.setsid()
    _end_with(private)
    _take_streams(streams)
    _take_place(request)
    _part_from_siblings()
    _forget_randomness()
    for number in (signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    status = 0
    try:
        _run_application(request.arguments, private)
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - nobody above would say what it was
        traceback.print_exc(file=sys.__stderr__)
        status = 1
    _end_orderly()
    return status


def _end_orderly() -> None:
    """Do what a program's end does, but for taking its memory apart."""
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None:
            with suppress(OSError, ValueError):
                stream.flush()


def _end_with(private: socket.socket) -> None:
    """Have the system kill this process, and what it starts, when its owner is gone.

    The nursery does so too; this holds where the nursery has been killed, and whatever a cell does.
    """
    fcntl.fcntl(private, fcntl.F_SETOWN, -os.getpid())
    fcntl.fcntl(private, fcntl.F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(private, fcntl.F_SETFL, fcntl.fcntl(private, fcntl.F_GETFL) | os.O_ASYNC)
    if select.select([private], [], [], 0)[0]:
        os._exit(1)


def _take_streams(streams: list[int]) -> None:
    for source, number in zip(streams, (1, 2), strict=True):
        os.dup2(source, number)
        os.close(source)


def _take_place(request: Request) -> None:
    os.chdir(request.folder)
    os.environ.clear()
    os.environ.update(ADDED | request.environment)
    drop_folder()
    sys.argv = [_launcher(), *request.arguments]
    # Where processes that a cell starts look for their modules.
    multiprocessing.process.ORIGINAL_DIR = request.folder  # type: ignore[attr-defined]


def _part_from_siblings() -> None:
    """Open anew what the parent had open to read, so that each process has its own place in it."""
    for file in open_files():
        with suppress(OSError):
            if stat.S_ISREG(os.fstat(file).st_mode):
                own = os.open(f"/proc/self/fd/{file}", os.O_RDONLY | os.O_CLOEXEC)
                os.lseek(own, os.lseek(file, 0, os.SEEK_CUR), os.SEEK_SET)
                os.dup2(own, file, inheritable=False)
                os.close(own)


def _launcher() -> str:
    import ipykernel_launcher

    return str(ipykernel_launcher.__file__)


def _forget_randomness() -> None:
    """Seed numpy anew; Python's own generator is seeded anew by every fork."""
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()


def _run_application(arguments: list[str], private: socket.socket) -> None:
    from ipykernel.kernelapp import IPKernelApp

    application = IPKernelApp.instance()
    # 1 stands for no parent to watch.
    application.initialize(  # type: ignore[no-untyped-call]
        [*arguments, "--IPKernelApp.parent_handle=1"]
    )
    _meet_shell(application.shell)
    private.send(READY)
    application.start()  # type: ignore[no-untyped-call]


def _meet_shell(shell: object) -> None:
    """Do what libraries do when a cell imports them, and could not do before there was a shell."""
    matplotlib, widgets = sys.modules.get("matplotlib"), sys.modules.get("ipywidgets")
    if matplotlib is not None:
        matplotlib.rcParams["backend"] = os.environ["MPLBACKEND"]
    if widgets is not None:
        widgets.load_ipython_extension(shell)
