"""The verdict on a figure, and what all rules about kinds share."""

from __future__ import annotations

from typing import NamedTuple

from ukjp.reading.settings import Setting


class Kind(NamedTuple):
    """A kind, the exclusion that goes with it if any, and the rule in words."""

    kind: str
    excluded_because: str | None
    rule: str


NO_AID_WORD = Kind("other", "not_aid", "no word of aid near the figure")

# What armies, grids and builders get may be a state's own; relief is for others.
PURPOSES = ("aid", "humanitarian")


def speaks_of_aid(s: Setting) -> bool:
    """Tell whether the sentence names aid, a purpose of aid, or somebody who receives it."""
    if s.before("aid", clause=False) or s.after("aid", clause=False) or s.names_receiver():
        return True
    # "Earmarked for missiles": aid in an article about a receiver, elsewhere a defence budget.
    purposes = s.before(*PURPOSES, clause=False) or s.after(*PURPOSES, clause=False)
    return s.topical and bool(purposes)
