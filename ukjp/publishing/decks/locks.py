"""Whether another program has a deck open: it then has put a lock beside it."""

from __future__ import annotations

from pathlib import Path

from ukjp.errors import OutputError


def lock_beside(deck: Path) -> Path | None:
    """Return the lock of PowerPoint or LibreOffice beside a deck, if there is one."""
    for name in (f"~${deck.name}", f"~${deck.name[2:]}", f".~lock.{deck.name}#"):
        lock = deck.with_name(name)
        if lock.exists():
            return lock
    return None


def refuse_open(deck: Path) -> None:
    """Raise OutputError where another program has a deck open."""
    lock = lock_beside(deck)
    if lock is not None:
        raise OutputError(
            f"{deck}: is open in another program ({lock.name} stands beside it); close it there "
            "and try again"
        )
