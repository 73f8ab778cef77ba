"""On which line of a TOML file a key stands, for messages about its value.

tomllib tells values, not places. Only what people write in run files is looked for: tables, arrays
of tables, keys at the start of a line, and keys of inline tables. Where a key is written in another
way its table's line stands for it.
"""

from __future__ import annotations

import re
from collections import Counter

_HEADER = re.compile(r"\s*(?P<open>\[\[?)\s*(?P<name>[^\[\]#]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*(?P<key>[\w-]+|"[^"]+"|'[^']+')\s*(?:\.|=)""")
_FENCE = re.compile(r'"""|\'\'\'')

Place = tuple[str | int, ...]


def find_lines(text: str) -> dict[Place, int]:
    """Return the line, counted from 1, of each table and key: ("run", 0, "parameters", "donor")."""
    found: dict[Place, int] = {}
    counts: Counter[str] = Counter()
    table: Place = ()
    key: Place = ()
    fenced = False
    for number, line in enumerate(text.splitlines(), 1):
        inside, fenced = fenced, fenced != (len(_FENCE.findall(line)) % 2 == 1)
        if inside:
            continue
        if header := _HEADER.match(line):
            table = key = _table_place(header["name"], header["open"] == "[[", counts)
            found.setdefault(table, number)
        elif assigned := _KEY.match(line):
            key = (*table, assigned["key"].strip("\"'"))
            found.setdefault(key, number)
            _note_inner(found, key, line[assigned.end() :], number)
        else:
            _note_inner(found, key, line, number)
    return found


def line_of(found: dict[Place, int], place: Place) -> int | None:
    """Return the line of a place, or of the nearest table around it."""
    for length in range(len(place), 0, -1):
        if place[:length] in found:
            return found[place[:length]]
    return None


def _table_place(name: str, is_array: bool, counts: Counter[str]) -> Place:
    first, *rest = (part.strip().strip("\"'") for part in name.split("."))
    if is_array and not rest:
        counts[first] += 1
    place: Place = (first, counts[first] - 1) if counts[first] else (first,)
    return (*place, *rest)


def _note_inner(found: dict[Place, int], key: Place, words: str, number: int) -> None:
    """Note the keys of an inline table, and that of a dotted key."""
    for inner in re.finditer(r"""(?:^|[{,.])\s*([\w-]+|"[^"]+")\s*=""", words):
        found.setdefault((*key, inner[1].strip('"')), number)
