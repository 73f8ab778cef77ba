"""The figures of an article as possible wholes: which can hold another, and which one does."""

from __future__ import annotations

from collections.abc import Sequence

from ukjp.reading.kind_records import Kind
from ukjp.reading.part_wording import ASIDE, BASE, OF_REST, OF_THE_NOUN, PART_MARK, PART_OF, REST
from ukjp.reading.parties import Parties
from ukjp.reading.settings import Setting
from ukjp.reading.shares import LISTS_PARTS

_WINDOW = 6
_SAME = 1e-6


class Wholes:
    """The figures of one article while their wholes are looked for."""

    def __init__(
        self, settings: Sequence[Setting], kinds: Sequence[Kind], parties: Sequence[Parties]
    ) -> None:
        self.settings = settings
        self.kinds = list(kinds)
        self.parties = parties
        self.wholes: list[int | None] = [None] * len(settings)
        self._taken = [0.0] * len(settings)

    def _other_giver(self, whole: int, n: int) -> bool:
        return self.parties[n].named and self.parties[n].donor != self.parties[whole].donor

    def _can_hold(self, whole: int, part: int) -> bool:
        a, b = self.settings[whole].amount, self.settings[part].amount
        return (
            a.currency == b.currency
            and (a.amount_max or a.amount) > b.amount * (1 + _SAME)
            and a.conversion_of is None
            and b.conversion_of is None
        )

    def _same_region(self, whole: int, part: int) -> bool:
        a, b = self.settings[whole].sentence, self.settings[part].sentence
        return (a.role == "furniture") == (b.role == "furniture") and b.start - a.end < 2500

    def _is_pooled(self, n: int) -> bool:
        return self.kinds[n].excluded_because == "programme_total"

    def _take(self, part: int, whole: int) -> None:
        """Note that a figure is taken from a whole, and how much of the whole is taken."""
        self.wholes[part] = whole
        self._taken[whole] += self.settings[part].amount.amount

    def _find_whole(self, part: int) -> int | None:
        """The whole in front: one that this part completes, else the nearest that can hold it."""
        candidates = [
            n
            for n in range(part - 1, max(-1, part - 12), -1)
            if self._can_hold(n, part) and self._same_region(n, part)
            and (self.kinds[n].kind != "other" or self._is_pooled(n))
            and (self.settings[n].sentence.start == self.settings[part].sentence.start
                 or not BASE.search(self.settings[n].words_before(50)))
        ]  # fmt: skip
        candidates = self._named_by_noun(part, candidates)
        if part and ASIDE.match(self.settings[part].lowered, self.settings[part - 1].amount.end):
            candidates = [n for n in candidates if n not in (part - 1, self.wholes[part - 1])]
        amount = self.settings[part].amount.amount
        sibling = self.wholes[part - 1] if part else None
        s = self.settings[part]
        rest = REST.search(s.words_before(60)) or OF_REST.match(s.words_after(50))
        if sibling in candidates and rest:
            return sibling
        for n in () if self._is_pointed(part) else candidates:
            taken, whole = self._taken[n], self.settings[n].amount.amount
            if taken and abs(taken + amount - whole) <= _SAME * whole:
                return n
        for n in candidates:
            whole_amount = self.settings[n].amount
            room = (whole_amount.amount_max or whole_amount.amount) * 1.02
            if self._taken[n] + amount > room or self._beside_in_list(n, part):
                continue
            same_sentence = self.settings[n].sentence.start == self.settings[part].sentence.start
            if self.kinds[n].kind == "component" and not (
                (same_sentence and self._is_taken_from(n, part)) or len(candidates) == 1
            ):
                continue
            if (
                self.kinds[n].kind == "cumulative_total"
                and not same_sentence
                and len(candidates) > 1
            ):
                continue
            return n
        return self._whole_in_another_currency(part) if not candidates else None

    def _is_pointed(self, part: int) -> bool:
        """Tell "€1.1 billion of that figure": taken from what was named last."""
        s = self.settings[part]
        return PART_MARK.match(s.lowered, s.amount.end + 1) is not None

    def _named_by_noun(self, part: int, candidates: list[int]) -> list[int]:
        """Of several wholes the one told of the noun: "of the grants, $130 million is for …"."""
        match = OF_THE_NOUN.search(self.settings[part].words_before(60))
        if match is None:
            return candidates
        told = [
            n
            for n in candidates
            if match[1] in self.settings[n].words_after(30).split(" and ")[0]
            or (
                match[1] in self.settings[n].words_before(24)
                and not OF_THE_NOUN.search(self.settings[n].words_before(60))
            )
        ]
        return told[:1] or candidates

    def _beside_in_list(self, whole: int, part: int) -> bool:
        """Tell whether both are items of one list: "consists of $9, … and $2"."""
        s, other = self.settings[part], self.settings[whole]
        if other.sentence.start != s.sentence.start or self._is_taken_from(whole, part):
            return False
        return bool(
            LISTS_PARTS.search(
                s.lowered, max(s.sentence.start, other.amount.start - 200), other.amount.start
            )
        )

    def _is_taken_from(self, whole: int, part: int) -> bool:
        """Tell a part of a part from the next item of one list, which has no mark of its own."""
        s = self.settings[part]
        ends = {end for _, end in s.others}  # "€1.1 billion of that" speaks of the €1.1 billion
        marks = PART_MARK.finditer(s.lowered, self.settings[whole].amount.end, s.amount.start)
        return any(mark.start() - 1 not in ends for mark in marks) or bool(
            PART_MARK.search(s.lowered, s.amount.end, min(s.sentence.end, s.amount.end + 30))
        )

    def _whole_in_another_currency(self, part: int) -> int | None:
        """Return the commitment right before, in dollars: "of the total, 250 billion won"."""
        s = self.settings[part]
        for n in range(part - 1, max(-1, part - 4), -1):
            other = self.settings[n]
            if self.kinds[n].kind != "commitment" or other.amount.conversion_of is not None:
                continue
            if (
                other.amount.currency != s.amount.currency
                and 0 <= s.sentence.start - other.sentence.end < 300
            ):
                return n
        return None

    def _marked_whole(self, part: int) -> int | None:
        s = self.settings[part]
        for n in range(max(0, part - _WINDOW), min(len(self.settings), part + _WINDOW)):
            other = self.settings[n]
            if n == part or other.sentence.start != s.sentence.start or not self._can_hold(n, part):
                continue
            if self.kinds[n].kind == "cumulative_total" or (
                self.kinds[n].kind == "other"
                and self.kinds[n].excluded_because != "programme_total"
            ):
                continue
            if other.amount.start - s.amount.end > 160:
                continue
            mark = PART_OF.search(other.words_before(70))
            if self._is_pooled(n) and self.kinds[part].kind == "disbursement" and n < part:
                return n
            if mark and (
                "part of" in mark.group()
                or "share of" in mark.group()
                or other.amount.start > s.amount.start
            ):
                return n
        return None
