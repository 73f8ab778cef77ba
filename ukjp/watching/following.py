"""Wait for a folder to change, until what is being written is whole, and bring a corpus up to date.

The system's own notes of changes only wake us: what has changed is found by looking at the files,
so that a note that is lost costs some seconds and no article.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

from ukjp.errors import ArticleError, UkjpError
from ukjp.watching.corpus import LiveCorpus, Update

_WAKE_MS = 1_000
_SECONDS_BETWEEN_LOOKS = 10.0
_QUIET_SECONDS = 0.25
_MOST_SECONDS_UNQUIET = 60.0


def follow(
    corpus: LiveCorpus, *, poll: bool = False, stop: Event | None = None
) -> Iterator[Update | UkjpError]:
    """Yield an update after every change until `stop` is set, or a fault that may pass.

    With `poll` the files are looked at every second, where a network folder sends no notes. Raises
    ArticleError when the folder is gone or cannot be watched.
    """
    looked = float("-inf")
    for noted in _wake_ups(corpus.folder, poll=poll, stop=stop):
        due = time.monotonic() - looked > (_WAKE_MS / 1000 if poll else _SECONDS_BETWEEN_LOOKS)
        if not (noted or due or corpus.verdicts_changed()):
            continue
        await_quiet(corpus)
        try:
            update = corpus.update()
        except UkjpError as error:
            if not corpus.folder.is_dir():
                raise
            yield error
        else:
            if update:
                yield update
        looked = time.monotonic()


def _wake_ups(folder: Path, *, poll: bool, stop: Event | None) -> Iterator[bool]:
    """Yield True when something happened in the folder, False at least every second."""
    import watchfiles

    try:
        for changes in watchfiles.watch(
            folder,
            watch_filter=None,
            step=100,
            debounce=800,
            stop_event=stop,
            rust_timeout=_WAKE_MS,
            yield_on_timeout=True,
            force_polling=poll or None,
            poll_delay_ms=_WAKE_MS,
            ignore_permission_denied=True,
        ):
            yield bool(changes)
    except (OSError, RuntimeError) as error:
        if isinstance(error, UkjpError):
            raise
        raise ArticleError(
            f"{folder}: cannot be watched: {error}; with --poll its files are looked at instead"
        ) from error


def await_quiet(corpus: LiveCorpus) -> None:
    """Wait until no file has changed for a moment: what is half-written is not read.

    A file that never comes to rest is waited for a minute.
    """
    deadline = time.monotonic() + _MOST_SECONDS_UNQUIET
    stamps = corpus.stamps()
    while time.monotonic() < deadline:
        time.sleep(_QUIET_SECONDS)
        later = corpus.stamps()
        if later == stamps:
            return
        stamps = later
