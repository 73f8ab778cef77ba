"""A relation between two claims, with its verdict, its reason, and who decided."""

from __future__ import annotations

from typing import NamedTuple


class Link(NamedTuple):
    """One relation between two claims; the fields are the columns of the table `links`."""

    from_claim: str
    to_claim: str
    relation: str
    verdict: str
    reason: str
    decided_by: str = "rule"

    @property
    def by_curator(self) -> bool:
        """Whether a person decided it."""
        return self.decided_by == "curator"
