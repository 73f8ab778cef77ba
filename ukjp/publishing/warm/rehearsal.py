"""What is slow the first time and not the second: done once, before kernels are forked.

Patterns, languages and calendars are read, table checks are set up, glyphs are measured. Everything
that is kept is a cache of what does not change; figures are drawn without pyplot, and no setting
is touched.
"""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress

_DONE: list[bool] = []


def rehearse() -> None:
    """Read the package's own articles and show them as a report does, for nobody; but once."""
    if _DONE:
        return
    _DONE.append(True)
    with suppress(Exception):
        _show_everything()
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)  # what is free now would be nobody's in each child
    # The collector would write to every object, and so take a copy of every shared page.
    gc.freeze()


def _show_everything() -> None:
    import ukjp
    from ukjp.publishing import show

    data = ukjp.build_dataset()
    for build in (show.title, show.problems, show.headline, show.ledger, show.claims, show.links):
        build(data)._repr_mimebundle_()
    for draw in (ukjp.figure_cumulative_aid, ukjp.figure_negotiation_timeline):
        show.figure(draw, data)._repr_mimebundle_()
