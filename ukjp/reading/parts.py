"""Which figure is part of which, within one article.

A whole stands in front of its parts, in the same sentence or a few before, in the same currency
and from the same giver, and is never smaller than what is taken from it. Parts that add up to a
whole are parts even where no word says so.
"""

from __future__ import annotations

from ukjp.reading.items import Level, behind_colon, find_level
from ukjp.reading.kind_records import NO_AID_WORD, Kind
from ukjp.reading.kinds import decide_kind
from ukjp.reading.not_aid import names_receiver_after
from ukjp.reading.part_wholes import Wholes
from ukjp.reading.part_wording import (
    COMPARED,
    FIRST_OF,
    GAPPED,
    GAPPED_TO,
    GOES_TO,
    IN_ALL,
    INCLUDES,
    LIST_JOINT,
    OF_REST,
    UP_FROM,
)
from ukjp.reading.promise_words import INCREASE

_WHOLES = frozenset(["commitment", "cumulative_total"])
# What an item of a list costs is what is given for it.
_PRICED = frozenset(["belongs to cost", "belongs to price", "counts cost"])
_VERBS = frozenset(["promise", "give", "pay", "receive", "lose", "wish", "sign"])
_WINDOW = 6
_SAME = 1e-6
_NEAR = 700


class Parts(Wholes):
    """The figures of one article while each is linked to its whole."""

    def link(self) -> tuple[list[Kind], list[int | None]]:
        """Return the kinds, corrected where parts are found or missed, and each figure's whole."""
        self._take_kind_of_equal()
        for number, kind in enumerate(self.kinds):
            if kind.kind == "component" or kind.rule.startswith("a part that moved"):
                if kind.kind != "component" or not self._link_item(number):
                    self._link_marked(number)
            elif self._link_included(number):
                continue
            elif kind.kind in ("disbursement", "commitment") and not self._link_item(number):
                self._link_named(number)
            elif kind.rule in _PRICED and self._link_item(number):
                pass
            elif kind is NO_AID_WORD and not self._link_item(number):
                self._link_listed(number)
            self._follow_list(number)
        self._link_sums()
        return self.kinds, self.wholes

    def _take_kind_of_equal(self) -> None:
        """A figure without a word of aid that repeats one with: the headline of its sentence."""
        known = {
            (s.amount.amount, s.amount.currency): kind
            for s, kind in reversed(list(zip(self.settings, self.kinds, strict=True)))
            if kind.kind in ("commitment", "cumulative_total", "disbursement")
        }
        for n, kind in enumerate(self.kinds):
            amount = self.settings[n].amount
            twin = known.get((amount.amount, amount.currency))
            if kind is NO_AID_WORD and twin is not None:
                self.kinds[n] = twin._replace(rule="repeats a figure that the article explains")

    def _link_marked(self, n: int) -> None:
        if self._is_part_of_no_aid(n):
            self.kinds[n] = Kind("other", "not_aid", "part of what is no aid")
            return
        whole, kind = self._find_whole(n), self.kinds[n]
        if whole is None:
            if kind.kind == "component":
                self.kinds[n] = decide_kind(self.settings[n], may_be_part=False)
            return
        if self._other_giver(whole, n) and self.kinds[whole].kind == "disbursement":
            self.kinds[n] = Kind("disbursement", kind.excluded_because, "a share of what moved")
            self._take(n, whole)
            return
        if self._is_pooled(whole) or self._other_giver(whole, n):
            if kind.kind == "component":
                self.kinds[n] = Kind(
                    "commitment", kind.excluded_because, "one giver's share of what several pay"
                )
                return
        if self.kinds[whole].kind == "disbursement" and kind.kind == "component":
            self.kinds[n] = Kind(
                "disbursement", kind.excluded_because, f"part of what moved: {kind.rule}"
            )
        self._take(n, whole)

    def _is_part_of_no_aid(self, n: int) -> bool:
        """Tell "a budget of 656 trillion won, including 6.5 trillion won for …"."""
        s = self.settings[n]
        before = self.settings[n - 1] if n else s
        return (
            before.sentence.start == s.sentence.start
            and n > 0
            and self.kinds[n - 1].excluded_because == "not_aid"
            and self.kinds[n - 1] is not NO_AID_WORD
            and self._can_hold(n - 1, n)
            and not names_receiver_after(s)
        )

    def _link_named(self, n: int) -> None:
        """A larger figure of the same sentence that stands behind "part of"."""
        whole, kind = self._marked_whole(n), self.kinds[n]
        if whole is None or (kind.kind == "commitment" and self._is_pooled(whole)):
            return
        self._take(n, whole)
        if kind.kind == "commitment":
            self.kinds[n] = Kind(
                "component", kind.excluded_because, "part of the figure named beside it"
            )

    def _link_item(self, n: int) -> bool:
        """Link the sum of a list's item, "(1) Recovery: 9.4 billion yen", to its whole.

        An item of the same level has the same whole; "of which" and deeper items are parts of the
        item above them.
        """
        s = self.settings[n]
        level = find_level(s)
        if level is None or not (self.kinds[n] is NO_AID_WORD or level.marked or level.nested):
            return False
        for k in range(n - 1, max(-1, n - 12), -1):
            whole = self._whole_of_level(k, n, level)
            if whole is not None and self._can_hold(whole, n) and self._same_region(whole, n):
                excluded = (
                    self.kinds[n].excluded_because
                    if self.kinds[n] is not NO_AID_WORD
                    else (self.kinds[whole].excluded_because)
                )
                self.kinds[n] = Kind("component", excluded, "an item of a list")
                self._take(n, whole)
                return True
        return False

    def _whole_of_level(self, k: int, n: int, level: Level) -> int | None:
        """The whole of a list's item as the figure `k` before it tells: `k`, its whole, or none."""
        above = find_level(self.settings[k])
        if above == level:
            return self.wholes[k]
        if above is not None and above.nested and not level.nested:
            return None
        if above is not None and not level.nested and above.indent >= level.indent > 0:
            return None
        if self.kinds[k].kind == "commitment":
            return k
        if self.kinds[k].kind == "cumulative_total" and behind_colon(self.settings[n]):
            return k
        deeper = above is not None and (level.nested or level.indent > above.indent)
        return k if deeper and self.kinds[k].kind == "component" else None

    def _link_included(self, n: int) -> bool:
        """Link "$7.6 billion so far, includes $470 million …" and "the first, of ¥120bn"."""
        s, kind = self.settings[n], self.kinds[n]
        if kind.kind not in ("commitment", "cumulative_total") and kind is not NO_AID_WORD:
            return False
        first = FIRST_OF.search(s.words_before(90)) or OF_REST.match(s.words_after(50))
        whole = self._find_whole(n) if first else self._includes(n)
        if whole is None or self._is_pooled(whole) or self._other_giver(whole, n):
            return False
        self.kinds[n] = Kind("component", self.kinds[whole].excluded_because, "is included in it")
        self._take(n, whole)
        return True

    def _includes(self, n: int) -> int | None:
        """The figure right before, in the same sentence, that the text says includes this one."""
        s = self.settings[n]
        for k in range(n - 1, max(-1, n - 3), -1):
            other = self.settings[k]
            if other.sentence.start != s.sentence.start:
                return None
            if other.amount.conversion_of is None and self._can_hold(k, n):
                settled = self.kinds[k].kind in ("commitment", "cumulative_total")
                named = INCLUDES.fullmatch(s.lowered, other.amount.end, s.amount.start)
                settled = settled and not COMPARED.match(s.words_after(20))
                if named and named.group().rstrip().endswith(":"):
                    settled = settled and self.kinds[k].kind == "commitment"
                return k if settled and named else None
        return None

    def _link_listed(self, n: int) -> None:
        """A figure without a word of aid behind a commitment it fits into: "$1bn will buy …"."""
        s = self.settings[n]
        if (
            not GOES_TO.match(s.words_after(60))
            or INCREASE.search(s.words_before(40))
            or s.before("not_aid", "lose")
            or s.after("not_aid", reach=60)
        ):
            return
        for k in range(n - 1, max(-1, n - 4), -1):
            near = s.sentence.start - self.settings[k].sentence.end < 350
            whole = self.wholes[k] if self.kinds[k].kind == "component" else k
            if not near or whole is None or self.kinds[whole].kind != "commitment":
                continue
            if self._can_hold(whole, n) and self._same_region(whole, n):
                excluded = self.kinds[whole].excluded_because
                self.kinds[n] = Kind(
                    "component", excluded, "stands behind the sum it is taken from"
                )
                self._take(n, whole)
                return

    def _follow_list(self, n: int) -> None:
        """An item without a verb of its own goes on with the list it stands in."""
        if (
            n == 0
            or self.kinds[n].kind not in ("commitment", "other", "cumulative_total")
            or self.wholes[n] is not None
        ):
            return
        before = next(
            (k for k in range(n - 1, -1, -1) if self.settings[k].amount.conversion_of is None), None
        )
        s = self.settings[n]
        if before is None or self.settings[before].sentence.start != s.sentence.start:
            return
        if self.kinds[before].kind == "cumulative_total" and UP_FROM.search(s.words_before(24)):
            self.kinds[n] = self.kinds[before]._replace(rule="what the figure before it was")
            return
        if s.predicate is not None and s.predicate.heir and not self._is_pooled(before):
            self.kinds[n] = self.kinds[before]._replace(rule="goes on with the figure before it")
            return
        whole = self.wholes[before]
        if self.kinds[n].kind == "cumulative_total" and (
            whole is None or not self._can_hold(whole, n)
        ):
            return
        if not self._goes_on_with(before, n):
            return
        self.kinds[n] = self.kinds[before]._replace(rule="goes on with the list before it")
        if whole is not None and self._can_hold(whole, n) and not self._other_giver(whole, n):
            self._take(n, whole)

    def _goes_on_with(self, before: int, n: int) -> bool:
        """Tell whether a figure is the next item of the list that the one before it stands in."""
        s, kind, first = self.settings[n], self.kinds[n], self.settings[before].amount
        is_open = (
            kind is NO_AID_WORD
            or kind.excluded_because is None
            or kind.rule.startswith("stands with")
        )
        if self.kinds[before].kind not in ("component", "disbursement") or not is_open:
            return False
        if IN_ALL.match(s.words_after(16)) or s.before("not_aid", reach=30):
            return False
        if GAPPED.search(s.words_before(24)) and GAPPED_TO.match(s.words_after(50)):
            return True
        between = [c for c in s.cues if first.end <= c.start < s.amount.start]
        joint = LIST_JOINT.search(s.lowered[first.end : s.amount.start])
        if joint is None or any(c.sense in _VERBS for c in between):
            return False
        return not s.after("promise", "will", reach=50)

    def _link_sums(self) -> None:
        """Mark the figures that follow a commitment of one giver and add up to it as its parts."""
        for n, kind in enumerate(self.kinds):
            if kind.kind != "commitment" or self.wholes[n] is not None:
                continue
            parts = self._summands(n)
            for k in parts:
                self._take(k, n)
                if self.kinds[k].kind != "component":
                    self.kinds[k] = Kind(
                        "component",
                        self.kinds[n].excluded_because,
                        "adds up to the figure before it",
                    )

    def _summands(self, n: int) -> list[int]:
        target, total, parts = self.settings[n].amount.amount, 0.0, list[int]()
        for k in range(n + 1, min(len(self.kinds), n + 1 + _WINDOW)):
            if self.settings[k].amount.conversion_of is not None:
                continue
            if not self._can_hold(n, k):
                return []
            if self.wholes[k] in parts and self._is_pointed(k):
                continue  # already taken from one of the parts
            if (
                self.kinds[k].kind not in ("commitment", "component")
                and self.kinds[k] is not NO_AID_WORD
            ):
                return []
            if self.settings[k].sentence.start - self.settings[n].sentence.end > _NEAR:
                return []
            if self.parties[k].named and self.parties[k].donor != self.parties[n].donor:
                return []
            total += self.settings[k].amount.amount
            parts.append(k)
            if abs(total - target) <= _SAME * target and len(parts) > 1:
                return parts
        return []
