"""Named summits and conferences: the reference table, and how articles call its families."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import NamedTuple

from ukjp.resources import resource_folder


class Summit(NamedTuple):
    """A row of `data/reference/summits.csv`; `places` are the lowered words for where it was."""

    family: str
    name: str
    ordinal: int | None
    place: str
    start: date
    end: date
    video: bool
    places: frozenset[str]


class Family(NamedTuple):
    """How articles call a family: what may stand before the noun, or behind it."""

    names: tuple[str, ...]
    noun: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


# Where the table names a town, articles may name the country, and the other way round.
_COUNTRIES = {
    "schloss elmau": "germany german bavaria bavarian elmau",
    "hiroshima": "japan japanese",
    "fasano": "italy italian apulia puglia",
    "kananaskis": "canada canadian alberta",
    "brussels": "belgium belgian",
    "madrid": "spain spanish",
    "vilnius": "lithuania lithuanian",
    "washington": "u.s. us united-states american",
    "the hague": "netherlands dutch hague",
    "lugano": "switzerland swiss",
    "london": "uk u.k. britain british united-kingdom",
    "berlin": "germany german",
    "rome": "italy italian",
    "tokyo": "japan japanese",
    "buergenstock": "switzerland swiss bürgenstock burgenstock lucerne",
    "copenhagen": "denmark danish",
    "jeddah": "saudi saudi-arabia",
    "malta": "maltese valletta",
    "davos": "switzerland swiss",
    "kyiv": "kiev",
    "athens": "greece greek",
    "dubrovnik": "croatia croatian",
    "stockholm": "sweden swedish",
    "prague": "czechia czech",
    "chisinau": "moldova moldovan",
    "granada": "spain spanish",
    "blenheim palace": "uk u.k. britain british blenheim woodstock oxfordshire",
    "budapest": "hungary hungarian",
    "tirana": "albania albanian",
}
_COUNTRY_WORDS = frozenset(word for words in _COUNTRIES.values() for word in words.split())
_GROUP_OF_SEVEN = r"(?:g-?7|group\sof\s(?:seven|7)(?:\s\(g-?7\))?)"
_OTHER_MEETINGS = r"(?!ministers|foreign|finance|defen[cs]e|and\b|trade)"
_FEW_WORDS = rf"(?:\s{_OTHER_MEETINGS}[\w'’-]+){{0,2}}\s?"


def _family(names: str, noun: str, before: str = "", after: str = "") -> Family:
    return Family(
        tuple(names.split("; ")),
        noun,
        re.compile(rf"(?<!\w)(?:{before})$") if before else None,
        re.compile(rf"(?:{after})(?!\w)") if after else None,
    )


# The first family named is the one meant where nothing else decides.
FAMILIES = (
    _family(
        "G7 summit; G7 leaders (extraordinary); G7 leaders' video conference",
        "summit",
        rf"{_GROUP_OF_SEVEN}(?:['’]s)?{_FEW_WORDS}",
        rf"\sof\s(?:the\s)?(?:leaders\sof\s(?:the\s)?)?{_GROUP_OF_SEVEN}",
    ),
    _family(
        "G7 leaders' video conference",
        "video",
        rf"{_GROUP_OF_SEVEN}(?:['’]s)?{_FEW_WORDS}",
        rf"\s\w+\s(?:of|by|with|between|among)\s(?:the\s)?(?:leaders\sof\s(?:the\s)?)?{_GROUP_OF_SEVEN}",
    ),
    _family(
        "NATO summit",
        "summit",
        rf"nato(?:['’]s)?(?:\smilitary)?\s?(?:alliance)?{_FEW_WORDS}",
        r"\sof\s(?:the\s)?(?:leaders\sof\s(?:the\s)?)?nato",
    ),
    _family("European Political Community", "community", r"european\spolitical\s"),
    _family(
        "Ukraine-Southeast Europe",
        "summit",
        r"ukraine\s?[-–—\s]\s?south[-\s]?east(?:ern)?[-\s]europe(?:an)?(?:an)?\s",
    ),
    _family(
        "Ukraine-Northern Europe",
        "summit",
        r"(?:ukraine\s?[-–—\s]\s?)?(?:nordic|northern\seurope)\s"
    ),
    _family(
        "Summit on Peace in Ukraine",
        "summit",
        r"peace\s",
        r"\s(?:on|for)\s(?:global\s)?peace(?:\sin\sukraine)?",
    ),
    _family(
        "Summit on Peace in Ukraine",
        "conference",
        r"(?:swiss|bürgenstock)\speace\s",
        r"(?<=peace\sconference)(?:\s[\w-]+){0,4}?\s(?:switzerland|swiss|b(?:ue|ü|u)rgenstock)",
    ),
    _family("Crimea Platform", "platform", r"crimean?\s"),
    _family(
        "Ukraine Recovery Conference; Japan-Ukraine conference",
        "conference",
        r"(?:ukrain\w+(?:['’]s)?\s)?(?:recovery|reconstruction|rebuilding)\s",
        r"\s(?:on|for)\s(?:the\s)?(?:ukrain\w+(?:['’]s)?\s)?(?:recovery|reconstruction|rebuilding)"
        r"(?:\s(?:of|in)\sukraine)?",
    ),
    _family(
        "Japan-Ukraine conference",
        "conference",
        r"(?:japan(?:ese)?\s?[-–—\s]\s?ukrain(?:e|ian)|ukrain(?:e|ian)\s?[-–—\s]\s?japan(?:ese)?)"
        r"(?:\s[\w'’-]+){0,4}\s",
        r"\s(?:on|for)\s(?:the\s)?(?:promotion\sof\s)?(?:ukraine['’]s\s)?economic\s"
        r"(?:growth|recovery|reconstruction)(?:\sand\sreconstruction)?",
    ),
    _family(
        "Peace Formula advisers",
        "meeting",
        r"peace\sformula(?:\s[\w'’-]+){0,3}\s",
        r"\s(?:on|of)\s(?:the\s|ukraine['’]s\s|zelensky+['’]s\s)?(?:10-point\s)?peace\sformula",
    ),
)  # fmt: skip


@cache
def read_summits() -> tuple[Summit, ...]:
    """Read the reference table, in order of the days."""
    path = resource_folder("data") / "reference" / "summits.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = [_read_row(row) for row in csv.DictReader(handle)]
    return tuple(sorted(rows, key=lambda row: row.start))


@cache
def rows_of(families: tuple[str, ...]) -> tuple[Summit, ...]:
    """Return the rows of some families, in order of the days."""
    return tuple(row for row in read_summits() if row.family in families)


def _read_row(row: dict[str, str]) -> Summit:
    ordinal = re.match(r"\d+", row.get("ordinal") or "")
    return Summit(
        row["family"],
        row["name"],
        int(ordinal[0]) if ordinal else None,
        row["place"],
        date.fromisoformat(row["start"]),
        date.fromisoformat(row["end"]),
        row.get("mode") == "video",
        frozenset(_place_words(row["place"], row["name"])),
    )


def _place_words(place: str, name: str) -> Iterable[str]:
    for part in (*place.split(","), re.sub(r"\(.*", "", name)):
        word = part.strip().lower()
        if word and word not in ("video", "online") and not _NO_PLACE.search(word):
            yield word
            yield from (w.replace("-", " ") for w in _COUNTRIES.get(word, "").split())


_NO_PLACE = re.compile(r"presidency|extraordinary|second|third|fourth|promotion")


@cache
def place_pattern() -> re.Pattern[str]:
    """Return a pattern for every place that some summit was held in."""
    words = {word for row in read_summits() for word in row.places}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


@cache
def towns() -> dict[str, tuple[str, ...]]:
    """Return the families that met in a town: "the Vilnius summit" needs no other name."""
    found: dict[str, list[str]] = {}
    for row in read_summits():
        for word in row.places - _COUNTRY_WORDS:
            if row.family not in found.setdefault(word, []):
                found[word].append(row.family)
    return {word: tuple(families) for word, families in found.items()}


@cache
def families_of_noun() -> dict[str, tuple[Family, ...]]:
    """Return the families by the noun that names them; unknown ones by their own last word."""
    known = {name for family in FAMILIES for name in family.names}
    rest = {row.family for row in read_summits()} - known
    own = [
        _family(
            name, name.lower().split()[-1], re.escape(" ".join(name.lower().split()[:-1])) + r"\s?"
        )
        for name in sorted(rest)
    ]
    nouns: dict[str, list[Family]] = {}
    for family in (*FAMILIES, *own):
        nouns.setdefault(family.noun, []).append(family)
    return {noun: tuple(families) for noun, families in nouns.items()}


@cache
def noun_pattern() -> re.Pattern[str]:
    """Return a pattern for the nouns that a named happening ends with."""
    nouns = "|".join(re.escape(noun) for noun in sorted(families_of_noun()))
    # No look-behind in front: a pattern that begins with letters is searched much faster.
    return re.compile(rf"(?:{nouns}|videoconference)(?:s(?!\w)|(?!\w))")
