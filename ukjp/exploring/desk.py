"""The analyst's desk: her corrections checked, written at once, undone and redone.

Every change goes to the curation file under its lock and against the rows as they were last seen:
what another notebook decided meanwhile is merged, and a real contradiction is given back as a
conflict with both sides. The dataset is then made anew from what was read before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ukjp.errors import DataError, OutputError, ParameterError
from ukjp.exploring.judging import check_change
from ukjp.reconciling.curation import Curation, row_about, verdict_on
from ukjp.reconciling.curation_file import read_curation, update_curation

if TYPE_CHECKING:
    from pathlib import Path

    from ukjp.dataset import Dataset
    from ukjp.reading.claims import Claim

LOOKS_RIGHT = "looks right"


class Change(NamedTuple):
    """One step that can be undone: the rows that came, the rows that went, and what it was."""

    added: tuple[Curation, ...]
    removed: tuple[Curation, ...]
    told: str


class Desk:
    """Corrections to one dataset. `data` is the dataset with all of them, `rules` without any."""

    def __init__(self, data: Dataset, who: str) -> None:
        self.data = data
        self.who = who.strip()
        self.done: list[Change] = []
        self.undone: list[Change] = []
        self.rules = data.with_curation([]) if data.verdicts and data.reading else data

    @property
    def file(self) -> Path | None:
        """Where corrections are written; None where the verdicts came as bare rows."""
        return self.data.curation_file

    @property
    def obstacle(self) -> str:
        """Why nothing can be corrected here; empty when it can."""
        if self.data.reading is None:
            return "This dataset was not built from articles, so nothing can be corrected here."
        if self.file is None:
            return "No curation file is named: explore(data, curation='curation.csv') names one."
        if not self.who:
            return "Nobody is named: explore(data, who='your name') says who corrects."
        return ""

    def correct(self, claim_id: str, changes: Mapping[str, str], reason: str) -> None:
        """Change fields of a claim. Raises DataError, with nothing written, for a wrong value."""
        claims = self._claims()
        claim = claims.get(claim_id)
        if claim is None:
            raise DataError(f"there is no figure {claim_id}")
        if not changes:
            raise DataError("nothing is changed yet: choose another value, or press “Looks right”")
        self._need(reason)
        rows = []
        for field, value in changes.items():
            other = claims.get(value) if field in ("part_of", "conversion_of") else None
            row = row_about(
                claim, field, value.strip(), reason=reason.strip(), who=self.who, when=_now(),
                other=other,
            )  # fmt: skip
            check_change(self.data, row)
            rows.append(row)
        fields = ", ".join(field.replace("_", " ") for field in changes)
        self._write(rows, (), f"{fields} of “{claim.quote}”")

    def decide(self, start: str, end: str, relation: str, verdict: str, reason: str) -> None:
        """Give the verdict on a link. Raises DataError for a figure or a code there is not."""
        claims = self._claims()
        if start not in claims or end not in claims or start == end:
            raise DataError(f"there is no link from {start} to {end}")
        self._need(reason)
        row = verdict_on(
            claims[start], claims[end], relation, verdict, reason=reason.strip(), who=self.who,
            when=_now(),
        )  # fmt: skip
        self._write([row], (), f"“{claims[start].quote}” and “{claims[end].quote}”: {verdict}")

    def accept(self, claim_id: str) -> None:
        """Confirm a claim as it was read."""
        self.correct(claim_id, {"accepted": "true"}, LOOKS_RIGHT)

    def accept_link(self, start: str, end: str, relation: str) -> None:
        """Confirm a link's verdict; the reason the rules gave stays readable."""
        for row in self.data.links.itertuples():
            if (row.from_claim, row.to_claim, row.relation) == (start, end, relation):
                reason = str(row.reason).removeprefix("curator: ")
                self.decide(start, end, relation, str(row.verdict), f"{LOOKS_RIGHT}: {reason}")
                return
        raise DataError("this link is there no more: an earlier correction has changed its figures")

    def withdraw(self, rows: Sequence[Curation]) -> None:
        """Take corrections back, whoever made them."""
        if not rows:
            raise DataError("this correction is there no more")
        self._write((), rows, f"withdrawn: {rows[0].told}")

    def undo(self) -> str:
        """Take the last change back and return what it was. Raises DataError without one."""
        return self._go(self.done, self.undone, lambda change: (change.removed, change.added))

    def redo(self) -> str:
        """Make the change undone last again."""
        return self._go(self.undone, self.done, lambda change: (change.added, change.removed))

    def refresh(self) -> bool:
        """Read the file again; tell whether it has changed."""
        if self.file is None or self.data.reading is None:
            return False
        rows, refused = read_curation(self.file) if self.file.exists() else ([], [])
        if list(rows) == list(self.data.verdicts):
            return False
        self.data = self.data.with_curation(rows, refused)
        return True

    def _go(
        self,
        source: list[Change],
        target: list[Change],
        turn: Callable[[Change], tuple[Sequence[Curation], Sequence[Curation]]],
    ) -> str:
        if not source:
            raise DataError("there is nothing to undo or redo")
        add, remove = turn(source[-1])
        self._write(add, remove, "", recorded=False)
        target.append(source.pop())
        return target[-1].told

    def _write(
        self,
        add: Sequence[Curation],
        remove: Sequence[Curation],
        told: str,
        *,
        recorded: bool = True,
    ) -> None:
        """Write a change and make the dataset anew; what cannot be built leaves the file again."""
        if self.obstacle or self.file is None:
            raise ParameterError(self.obstacle)
        seen = list(self.data.verdicts)
        taken = {(row.target, row.who) for row in add}
        replaced = [row for row in seen if (row.target, row.who) in taken]
        _make_folder(self.file)
        update_curation(self.file, add, remove, seen=seen)
        try:
            self.refresh()
        except Exception:
            update_curation(self.file, [*replaced, *remove], add)
            raise
        if recorded:
            gone = tuple(dict.fromkeys([*replaced, *remove]))
            self.done.append(Change(tuple(add), gone, told))
            self.undone.clear()

    def _claims(self) -> dict[str, Claim]:
        """Return the claims as read, whose words anchor a correction."""
        if self.data.reading is None:
            raise ParameterError(self.obstacle)
        return {c.claim_id: c for e in self.data.reading.extractions for c in e.claims}

    @staticmethod
    def _need(reason: str) -> None:
        if not reason.strip():
            raise DataError("a correction needs a reason: say in a few words why")


def find_rows(rows: Iterable[Curation], key: str) -> list[Curation]:
    """Return the rows that a key of `row_key` names."""
    return [row for row in rows if row_key(row) == key]


def row_key(row: Curation) -> str:
    """Return what names a correction in the page: what it decides, who and when."""
    return "|".join((*row.target, row.who, row.when))


def _make_folder(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{file.parent}: cannot be made: {error.strerror or error}") from error


def _now() -> str:
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
