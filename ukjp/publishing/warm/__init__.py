"""Processes that are born with everything imported.

`warm_context()` gives the `multiprocessing` context whose processes are forked from one parent that
has done the heavy imports (pandas, matplotlib, papermill, IPython's kernel, the package's own
modules). That parent is the standard library's fork server, so the context serves for
`ProcessPoolExecutor(jobs, mp_context=warm_context())` and for `Process` alike. It is None where
processes cannot be forked safely; then any other context does the same work, only later:

    context = warm_context() or multiprocessing.get_context("spawn")

Call it as early as possible: the imports run while the caller goes on. Notebook kernels that are
started in such a process are forked from the same imports. Functions for these processes must be
importable, as everywhere in `multiprocessing`.

The parts: `imports` says what is imported, `preload` is what the fork server runs, `nursery` the
process that forks kernels, `kernel` what its child does, `births` how a kernel is asked for,
`provisioner` how Jupyter does that, `engine` how papermill does.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from multiprocessing.context import BaseContext

PRELOAD = "ukjp.publishing.warm.preload"
ASKED = "UKJP_WARM_PARENT"
"""Set while the fork server starts, so that `preload` does nothing when imported elsewhere."""

_STARTING = threading.Lock()


def can_fork() -> bool:
    """Say whether a process full of imported libraries can be forked and watched here."""
    # macOS has os.fork, but its system libraries do not survive it; pidfd is Linux 5.3.
    return sys.platform.startswith("linux") and hasattr(os, "pidfd_open") and _has_pidfd()


def _has_pidfd() -> bool:
    try:
        os.close(os.pidfd_open(os.getpid()))
    except OSError:
        return False
    return True


def warm_context() -> BaseContext | None:
    """Return the context whose processes begin with everything imported, or None.

    Starts their parent if it does not run yet; Ctrl-C does not reach it. It ends by itself when
    this process and all that were forked from it have ended, however they end. A fork server that
    the program has started before for something else is used as it is, imports or not.
    """
    if not can_fork():
        return None
    from multiprocessing import forkserver

    context = multiprocessing.get_context("forkserver")
    with _STARTING:
        context.set_forkserver_preload([PRELOAD])
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        os.environ[ASKED] = str(os.getpid())
        try:
            forkserver.ensure_running()
        except OSError:
            return None
        finally:
            os.environ.pop(ASKED, None)
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return context
