"""What the fork server does before its first child: import, rehearse, and leave a nursery.

The nursery is forked here, so that kernels and the fork server's own children share the pages of
one import. Nothing may be raised: the fork server hides some errors and dies of the others.
"""

from __future__ import annotations

import os
import socket
import sys
import warnings

from ukjp.publishing.warm import ASKED
from ukjp.publishing.warm.imports import import_all
from ukjp.publishing.warm.nursery import open_files, serve
from ukjp.publishing.warm.rehearsal import rehearse

HARMLESS = {"-B", "-q"}

CHANNEL: socket.socket | None = None
"""Where processes forked from here ask for kernels; they inherit it."""


def _leave_nursery(inherited: set[int]) -> socket.socket | None:
    """Fork the nursery; `inherited` are the fork server's own files, which it has no use for."""
    asking, serving = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    if os.fork():
        serving.close()
        # The fork server does not know this child, and would say so aloud if it were killed.
        warnings.filterwarnings("ignore", message="forkserver: waitpid returned unexpected pid")
        return asking
    try:
        asking.close()
        for file in inherited & open_files():
            os.close(file)
        serve(serving)
    finally:
        os._exit(0)


def _preload() -> socket.socket | None:
    inherited = open_files()
    import_all(reports=True)
    # Here and not in the nursery, so that every process shares what is kept.
    rehearse()
    return _leave_nursery(inherited) if _is_plain() else None


def _is_plain() -> bool:
    """Say whether this process has no interpreter options that a kernel would not have."""
    options = sys.orig_argv[1 : sys.orig_argv.index("-c")]
    return set(options) <= HARMLESS


if os.environ.pop(ASKED, ""):
    CHANNEL = _preload()
