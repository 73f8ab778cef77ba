"""When an article appeared: the day that it states, or the bounds that its contents allow.

What is trusted, in this order: a field of the record, a clock line, a byline with a date, a date
line, an agency's dateline, the address, the file's name. Without any of them the day is bounded by
what the text tells as done and as still to come, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ukjp.reading.calendar_arithmetic import month_interval
from ukjp.reading.calendar_words import MONTHS
from ukjp.reading.date_context import DatedText, read_dated_text
from ukjp.reading.date_resolution import resolve
from ukjp.reading.datelines import StatedDay, find_stated_days
from ukjp.reading.dates import find_days
from ukjp.reading.day_records import Mention
from ukjp.reading.undated import Bounds, find_bounds


class Published(NamedTuple):
    """The day of an article: bounds, equal where the day is known, and what they rest on.

    `basis` is one of vocabulary.PUBLISHED_BASIS, `reason` a sentence with the words it rests on,
    `span` where those words stand in the text, None where they stand elsewhere or are several.
    """

    earliest: date | None
    latest: date | None
    basis: str
    reason: str
    span: tuple[int, int] | None


class _Written(NamedTuple):
    """A day, or a month (`day` 0), written in an address or a file's name."""

    first: date
    last: date
    words: str


_SEP = r"[-/_.]"
_ADDRESS_DAY = re.compile(
    rf"(?<![0-9a-z])(?:(?P<y>(?:19|20)\d\d){_SEP}(?P<m>\d{{1,2}}|[a-z]{{3}}){_SEP}(?P<d>\d{{1,2}})(?!\d)|"
    rf"(?P<d2>\d{{1,2}}){_SEP}(?P<m2>\d{{1,2}}){_SEP}(?P<y2>(?:19|20)\d\d)(?!\d)|"
    rf"(?P<y3>(?:19|20)\d\d)(?P<m3>[01]\d)(?P<d3>[0-3]\d)(?![0-9a-z])|"
    rf"(?P<y4>(?:19|20)\d\d){_SEP}(?P<m4>0[1-9]|1[0-2])(?![0-9a-z]))",
    re.I,
)
_FOLDERS = re.compile(r"^.*[\\/]", re.S)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:\(c\)\s*|©\s*)?(?:(?:19|20)\d\d\s*[-–]\s*)?((?:19|20)\d\d)", re.I
)


def date_article(
    text: str | DatedText,
    *,
    title: str | None = None,
    url: str | None = None,
    file_name: str | None = None,
    meta_published: str | date | None = None,
    meta_basis: str = "front_matter",
    body: Sequence[tuple[int, int]] | None = None,
) -> Published:
    """Return when a text appeared.

    `meta_published` is a date as a record's field or a page's meta element gives it, and
    `meta_basis` says which of the two. `body` are the spans that are article and not page
    furniture; without it the whole text counts. Never raises on any text.
    """
    dated = read_dated_text(text)
    from_meta = _from_meta(meta_published, meta_basis)
    if from_meta is not None:
        return from_meta
    own_name = _FOLDERS.sub("", file_name) if file_name else None
    written = _from_address(url, "url"), _from_address(own_name, "file_name")
    stated = find_stated_days(dated, body)
    from_line = _from_lines(dated, stated, [w for w, _ in written if w], body)
    if from_line is not None and from_line.earliest == from_line.latest:
        return from_line
    for found, basis in written:
        if found is not None:
            where = "the address" if basis == "url" else "the file's name"
            return Published(found.first, found.last, basis, f"{where} holds “{found.words}”", None)
    if from_line is not None:
        return from_line
    return _bounded(_with_title(dated, title), body)


def _with_title(dated: DatedText, title: str | None) -> DatedText:
    """Let a headline that stands outside the text speak too, as a last sentence of its own."""
    if not title or title.strip() in dated.text:
        return dated
    return read_dated_text(f"{dated.text}\n\n{title.strip()}.\n")


def _from_meta(value: str | date | None, basis: str) -> Published | None:
    if value is None:
        return None
    if isinstance(value, date):
        value = value.isoformat()
    words = " ".join(value.split())[:80]
    reason = f"a field of the record gives “{words}”"
    found = _parse_written(words)
    if found is not None:
        return Published(found.first, found.last, basis, reason, None)
    for named in find_days(words):
        if named.earliest is not None and named.iso and named.precision in ("day", "month"):
            return Published(named.earliest, named.latest, basis, reason, None)
    return None


def _from_address(value: str | None, basis: str) -> tuple[_Written | None, str]:
    return (_parse_written(value) if value else None), basis


def _parse_written(words: str) -> _Written | None:
    """Read a day in figures out of an address, a file's name or a field; else a month."""
    month: _Written | None = None
    for match in _ADDRESS_DAY.finditer(words):
        found = match.groupdict()
        try:
            if found["y4"]:
                interval = month_interval(int(found["y4"]), int(found["m4"]))
                if month is None and interval.earliest and interval.latest:
                    month = _Written(interval.earliest, interval.latest, match.group())
                continue
            day = _day_of(found)
        except (ValueError, KeyError):
            continue
        return _Written(day, day, match.group())
    return month


def _day_of(found: dict[str, str | None]) -> date:
    for year, month, day in (("y", "m", "d"), ("y2", "m2", "d2"), ("y3", "m3", "d3")):
        if found[year]:
            name = found[month] or ""
            number = MONTHS[name.lower()] if name.isalpha() else int(name)
            return date(int(found[year] or 0), number, int(found[day] or 0))
    raise KeyError(year)


def _from_lines(
    dated: DatedText,
    stated: list[StatedDay],
    written: list[_Written],
    body: Sequence[tuple[int, int]] | None,
) -> Published | None:
    if not stated:
        return None
    line = stated[0]
    span = (line.mention.start, line.mention.end)
    quote = "“" + " ".join(dated.text[slice(*span)].split()) + "”"
    found = _resolve_stated(dated, line.mention, _reference(written))
    if found is None:
        return _complete(dated, line, quote, written, body)
    reason = f"{_WHERE[line.manner]} names {quote}"
    return Published(*found, line.basis, reason, span)


def _resolve_stated(
    dated: DatedText, mention: Mention, reference: date | None
) -> tuple[date, date] | None:
    """Return the bounds of a stated day that needs no year from elsewhere.

    A day and month inside a summit that is named beside them has its year from there.
    """
    if mention.year is not None and mention.kind != "numeric":
        interval = resolve(mention, None, None)
        if interval is None or interval.earliest is None or interval.latest is None:
            return None
        return interval.earliest, interval.latest
    found = next((d for d in find_days(dated, reference) if d.start == mention.start), None)
    if found is None or found.earliest is None or found.latest is None:
        return None
    known = mention.year is not None or found.basis == "reference"
    return (found.earliest, found.latest) if known else None


_WHERE = {
    "published": "a line that says when it was published",
    "updated": "a line that says when it was updated",
    "clock_line": "a line with day and time of day",
    "byline": "the byline",
    "date_line": "a line of its own",
    "dateline": "the dateline",
}


def _reference(written: list[_Written]) -> date | None:
    return next((w.first for w in written if w.first == w.last), None)


def _complete(
    dated: DatedText,
    line: StatedDay,
    quote: str,
    written: list[_Written],
    body: Sequence[tuple[int, int]] | None,
) -> Published | None:
    """Give the year to a dateline without one, from the address, the contents or the copyright."""
    span = (line.mention.start, line.mention.end)
    where = _WHERE[line.manner]
    for found in written:
        day = _nearest(line.mention, found.first)
        if day is not None and abs((day - found.first).days) < 60:
            return Published(
                day,
                day,
                line.basis,
                f"{where} names {quote}, the year stands in “{found.words}”",
                span,
            )
    bounds = find_bounds(dated, body, line.mention)
    fitting = _occurrences(line.mention, bounds)
    if len(fitting) == 1:
        reason = f"{where} names {quote}; the year follows, since {_why(bounds)}"
        return Published(fitting[0], fitting[0], line.basis, reason, span)
    year = _COPYRIGHT.search(dated.text, max(0, len(dated.text) - 3000))
    if year is not None:
        day = _in_year(line.mention, int(year[1]))
        if day is not None and (not fitting or day in fitting):
            return Published(
                day, day, line.basis, f"{where} names {quote}, the copyright line {year[1]}", span
            )
    if fitting:
        return Published(
            fitting[0],
            fitting[-1] if bounds.latest else None,
            "bounded",
            f"{where} names {quote} without a year; {_why(bounds)}",
            span,
        )
    return None


def _nearest(mention: Mention, reference: date) -> date | None:
    interval = resolve(mention._replace(tense="open", bound=""), reference, None)
    return interval.earliest if interval else None


def _in_year(mention: Mention, year: int) -> date | None:
    interval = resolve(mention._replace(year=year, bound=""), None, None)
    day = interval.earliest if interval else None
    fits = day is not None and mention.weekday in (None, day.weekday())
    return day if fits else None


def _occurrences(mention: Mention, bounds: Bounds) -> list[date]:
    """Return the days of that month and day within the bounds, five where one is open."""
    if bounds.earliest is None and bounds.latest is None:
        return []
    first = bounds.earliest.day if bounds.earliest else None
    last = bounds.latest.day if bounds.latest else None
    start = first.year if first else (last.year - 4 if last else 1)
    stop = last.year if last else start + 4
    days = [d for year in range(start, stop + 1) if (d := _in_year(mention, year))]
    return [d for d in days if (first is None or d >= first) and (last is None or d <= last)]


def _bounded(dated: DatedText, body: Sequence[tuple[int, int]] | None) -> Published:
    bounds = find_bounds(dated, body)
    earliest = bounds.earliest.day if bounds.earliest else None
    latest = bounds.latest.day if bounds.latest else None
    if earliest is None and latest is None:
        return Published(None, None, "unknown", "nothing in the text narrows the day", None)
    return Published(earliest, latest, "bounded", f"no day is written; {_why(bounds)}", None)


def _why(bounds: Bounds) -> str:
    parts = []
    if bounds.earliest:
        parts.append(f"not before {bounds.earliest.day}, because {bounds.earliest.why}")
    if bounds.latest:
        parts.append(f"not after {bounds.latest.day}, because {bounds.latest.why}")
    if bounds.set_aside:
        aside = "; ".join(bound.why for bound in bounds.set_aside[:3])
        parts.append(f"set aside as contradicting: {aside}")
    return "; ".join(parts) or "nothing in the text narrows the day"
