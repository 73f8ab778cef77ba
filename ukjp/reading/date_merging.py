"""Join what belongs together: "Thursday, June 13", "from May 19 to June 2", "July last year"."""

from __future__ import annotations

import re

from ukjp.reading.day_records import DANGLING, Mention

_DATED = frozenset(["date", "numeric"])
_RANGED = frozenset(["date", "numeric", "month", "year", "weekday", "season", "quarter"])
_PERIODS = frozenset(["date", "month", "season", "quarter", "half"])
_TITLE = re.compile(r"(?:,|\s[-–—])?\s*\(?(?:the\s)?|\s")
_TO = re.compile(r",?\s?(?:[-–—]|(?:to|through|thru|until|till)\b)\s?(?:the\s)?")
_AND = re.compile(r",?\sand\s(?:the\s)?")
_OF = re.compile(r",?\s(?:of\s|in\s)?(?:the\s)?")
_LIST = re.compile(r",\s|,?\s(?:and|or|&)\s(?:in\s|on\s|the\s)?")
_LONGEST_GAP = 12
_ANCHORED = re.compile(r"[^.,;:!?()\n]{1,70}")
_INVASION = re.compile(
    r"\s(?:the\s)?(?:(?:start|beginning|onset|launch|outbreak)\sof\s)?(?:the\s|its\s)?"
    r"(?:russia(?:['’]s|n)?\s|moscow['’]s\s)?(?:full-scale\s|all-out\s|large-scale\s|unprovoked\s)?"
    r"(?:russian\s)?(?:invasion|war\b|invaded|launched\sits|started\sits|began\sits)"
)
_CLAUSE = re.compile(r"\s[a-z\"“‘]")
_INVASION_DAY = Mention(0, 0, "date", 2022, 2, 24)


def merge_mentions(mentions: list[Mention], low: str) -> list[Mention]:
    """Return the mentions with neighbours joined and years lent, without stray abbreviations."""
    merged: list[Mention] = []
    for mention in mentions:
        merged.append(mention)
        while len(merged) > 1:
            first, second = merged[-2:]
            if second.start - first.end > _LONGEST_GAP:
                break
            joined = _join(first, second, low)
            if joined is None:
                break
            merged[-2:] = [joined]
    _lend_years(merged, low)
    _anchor_shifts(merged, low)
    return [m for m in merged if not (m.kind == "weekday" and m.unit == "weak")]


def _join(first: Mention, second: Mention, low: str) -> Mention | None:
    gap = low[first.end : second.start]
    if first.until is None and first.kind == "weekday" and second.kind in _DATED:
        if _TITLE.fullmatch(gap) and second.weekday is None:
            end = second.end + ("(" in gap and low.startswith(")", second.end))
            return second._replace(
                start=first.start, end=end, weekday=first.weekday, left=first.left
            )
        return None
    if first.kind in _DATED and second.kind == "weekday":
        if gap.strip() == "(" and low[second.end : second.end + 1] == ")":
            return first._replace(end=second.end + 1, weekday=second.weekday)
        return None
    return _join_period(first, second, gap) or _join_range(first, second, gap)


def _join_period(first: Mention, second: Mention, gap: str) -> Mention | None:
    """Read "July last year", "Thursday next week", "last week on Thursday"."""
    if second.kind == "unit" and not second.part and _OF.fullmatch(gap):
        year = second.unit in ("year", "fiscal year") and first.kind in _PERIODS
        week = second.unit == "week" and first.kind == "weekday"
        if (year and first.year is None) or week:
            return first._replace(end=second.end, within=second)
    if first.kind == "unit" and first.unit == "week" and second.kind == "weekday" and gap == " on ":
        return second._replace(start=first.start, within=first)
    if first.unit == "weekend" and second.kind == "date" and gap == " of ":
        return second._replace(start=first.start)
    return None


def _join_range(first: Mention, second: Mention, gap: str) -> Mention | None:
    if first.until or second.until or first.kind not in _RANGED or second.kind != first.kind:
        return None
    if _TO.fullmatch(gap) or (first.left == "between" and _AND.fullmatch(gap)):
        return first._replace(end=second.end, until=second)
    return None


def _lend_years(mentions: list[Mention], low: str) -> None:
    """Give "in July and August 2023" its year twice."""
    for at in range(len(mentions) - 2, -1, -1):
        first, second = mentions[at : at + 2]
        if first.year is not None or first.within or second.start - first.end > _LONGEST_GAP:
            continue
        if first.kind not in ("date", "month") or second.kind not in ("date", "month"):
            continue
        if second.year is not None and _LIST.fullmatch(low, first.end, second.start):
            mentions[at] = first._replace(year=second.year - (first.month > second.month))
        elif second.within is not None and _LIST.fullmatch(low, first.end, second.start):
            mentions[at] = first._replace(within=second.within)


def _anchor_shifts(mentions: list[Mention], low: str) -> None:
    """Tie "two days after" to the date that follows it, or to the invasion.

    What it counts from otherwise, where words follow, only a named summit can tell.
    """
    for at, first in enumerate(mentions):
        if first.kind != "shift" or first.det not in ("before", "after"):
            continue
        second = mentions[at + 1] if at + 1 < len(mentions) else None
        ranged = second if second and second.kind in _RANGED else None
        if ranged and _ANCHORED.fullmatch(low, first.end, ranged.start):
            mentions[at] = first._replace(within=ranged)
            mentions[at + 1] = ranged._replace(left="")
        elif _INVASION.match(low, first.end):
            mentions[at] = first._replace(within=_INVASION_DAY)
        elif _CLAUSE.match(low, first.end):
            mentions[at] = first._replace(left=DANGLING)
