"""Tables that fit a page: widths from what stands in the columns, wide ones turned or divided."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from ukjp.publishing.documents.letters import breakable

Run = dict[str, Any]
Cells = list[list[list[Run]]]
"""A row's cells, each with its lines, each with its runs."""

_UPRIGHT, _TURNED = 100, 155
"""Characters of a table's text that fit side by side on an A4 page, upright and turned."""
_GAP = 2
LONGEST_WORD = 22
_SHORT_LINE = 12
_FULL_PAGE = 1200
"""Characters from which on a row may be divided between two pages."""


def split_table(
    caption: str, columns: Sequence[str], rows: Sequence[tuple[Cells, str]]
) -> Iterator[dict[str, Any]]:
    """Yield the table as parts of a document: one, or several where it is too wide for a page.

    `columns` may be empty: then the table has no head. Each part repeats the first column, which
    says what a row is. `rows` are cells with the row's anchor.
    """
    count = max([len(columns), *(len(cells) for cells, _ in rows)], default=0)
    if not count:
        return
    needs = [_needed(place, columns, rows) for place in range(count)]
    landscape = sum(needs) > _UPRIGHT
    groups = _groups(needs, _TURNED if landscape else _UPRIGHT)
    for number, places in enumerate(groups, 1):
        part = f" (part {number} of {len(groups)})" if len(groups) > 1 else ""
        yield {
            "is": "table",
            "caption": (caption + part).strip(),
            "landscape": landscape,
            "columns": [breakable(columns[place], LONGEST_WORD) for place in places]
            if columns
            else [],
            "widths": [_width(place, needs, rows) for place in places],
            "rows": [_row(cells, anchor, places, places is groups[0]) for cells, anchor in rows],
        }


def _row(cells: Cells, anchor: str, places: Sequence[int], first: bool) -> dict[str, Any]:
    shown = [cells[place] if place < len(cells) else [] for place in places]
    row = {
        "cells": [[_breakable_runs(line) for line in lines] for lines in shown],
        "long": max(map(_length, shown)) > _FULL_PAGE,
    }
    return row | ({"anchor": anchor} if anchor and first else {})


def _groups(needs: Sequence[int], room: int) -> list[list[int]]:
    """Return which columns stand together: the first one in each group."""
    groups, used = [[0]], needs[0]
    for place in range(1, len(needs)):
        if used + needs[place] > room and len(groups[-1]) > 1:
            groups.append([0])
            used = needs[0]
        groups[-1].append(place)
        used += needs[place]
    return groups


def _needed(place: int, columns: Sequence[str], rows: Sequence[tuple[Cells, str]]) -> int:
    """Return the characters that a column's longest word takes; a short line is not broken."""
    lines = [columns[place]] if place < len(columns) else []
    for cells, _ in rows:
        lines += [_text(line) for line in cells[place]] if place < len(cells) else []
    longest = max((len(word) for line in lines for word in line.split()), default=0)
    short = max((len(line) for line in lines if len(line) <= _SHORT_LINE), default=0)
    return min(max(longest, short), LONGEST_WORD) + _GAP


def _text(line: Sequence[Run]) -> str:
    return "".join(run["text"] for run in line)


def _width(place: int, needs: Sequence[int], rows: Sequence[tuple[Cells, str]]) -> float:
    """Return a column's share: at least its longest word, more for more text."""
    lengths = sorted(_length(cells[place]) for cells, _ in rows if place < len(cells)) or [0]
    # One long reason among short ones should not take the room of quotes that all are long.
    usual = (lengths[len(lengths) // 2] + sum(lengths) / len(lengths)) / 2
    return round(max(needs[place], 2.2 * math.sqrt(usual)), 2)


def _length(lines: Sequence[Sequence[Run]]) -> int:
    return sum(len(run["text"]) for line in lines for run in line)


def _breakable_runs(line: Sequence[Run]) -> list[Run]:
    return [run | {"text": breakable(run["text"], LONGEST_WORD)} for run in line]
