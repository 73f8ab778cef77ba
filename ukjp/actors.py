"""Who is who: canonical names of donors and recipients, and where a text names them.

The names stand in `data/reference/actors.toml`; adding an actor there is enough. A mention keeps
the form it had, because "Japanese aid", "Tokyo said" and "a conference in Tokyo" mean different
things.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from functools import cache
from typing import Any, NamedTuple

from ukjp.errors import DataError, ParameterError
from ukjp.resources import resource_folder

_FORMS = {
    "names": "name",
    "adjectives": "adjective",
    "metonyms": "metonym",
    "people": "person",
    "bodies": "body",
}
# The capital comes first and what stands before it is asked then: found in half the time.
_CAPITALISED = re.compile(r"[A-ZÀ-ÞĀ-Ž](?<![\w$].)\w*(?:\.(?=\w\.)\w\.)*")
_MONEY_BEHIND = re.compile(
    r"\$|[\s-]*(?:dollars?|euros?|pounds?|kroner|kronor|krone|kronas?|crowns?|yen|won|yuan|zlot\w+|francs?|lira|"
    r"rupees?|hryvnias?)\b"
)
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|outside|from|to|around|of)\s+(?:the\s+)?$", re.I)
_PLACES_BEFORE = re.compile(r"\b(?:in|at|near|outside|around)\s+[A-Z]\w+,?\s+(?:and|or)\s+$")

# "Lawmakers in Tokyo" act for the state.
_OFFICE_BEFORE = re.compile(
    r"\b(?:lawmakers|officials|ministers|parliament|government|cabinet|authorities|leaders|"
    r"diplomats|ministry)\s+in\s+$", re.I
)  # fmt: skip


class Actor(NamedTuple):
    """A state, an organisation or a group that gives or receives."""

    name: str
    kind: str
    role: str
    dollar: str | None


class Mention(NamedTuple):
    """A place in a text that names an actor; `form` is name, adjective, metonym, person, body."""

    start: int
    end: int
    actor: str
    form: str


class _Alias(NamedTuple):
    words: str
    actor: str
    form: str


@cache
def read_actors() -> dict[str, Actor]:
    """Return every known actor by its canonical name."""
    return {
        name: Actor(name, row["kind"], row["role"], row.get("dollar"))
        for name, row in _actor_tables().items()
    }


@cache
def _actor_tables() -> dict[str, dict[str, Any]]:
    path = resource_folder("data") / "reference" / "actors.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{path.name}: the table of actors cannot be read: {error}") from error


@cache
def _aliases() -> dict[str, list[_Alias]]:
    """Aliases by their first word, longest first, so that the longest one wins."""
    table: dict[str, list[_Alias]] = {}
    for name, row in _actor_tables().items():
        for field, form in _FORMS.items():
            words = list(row.get(field, ()))
            if form in ("name", "adjective"):
                words += [alias.upper() for alias in words if len(alias) > 3]  # of headlines
            for alias in dict.fromkeys(words):
                first = _CAPITALISED.match(alias)
                key = first.group() if first else alias
                table.setdefault(key, []).append(_Alias(alias, name, form))
    for aliases in table.values():
        aliases.sort(key=lambda alias: -len(alias.words))
    return table


def find_mentions(text: str) -> list[Mention]:
    """Return every place in `text` that names a known actor, in order, never overlapping."""
    aliases, found, behind = _aliases(), [], 0
    for match in _CAPITALISED.finditer(text):
        candidates = aliases.get(match[0])
        if candidates is None or (start := match.start()) < behind:
            continue
        alias = _longest_alias(text, start, candidates)
        if alias is None or _MONEY_BEHIND.match(text, start + len(alias.words)):
            continue  # "US$" and "Norwegian kroner" name a currency, nobody who gives
        behind = start + len(alias.words)
        found.append(Mention(start, behind, alias.actor, alias.form))
    return found


def _longest_alias(text: str, start: int, candidates: list[_Alias]) -> _Alias | None:
    for alias in candidates:
        words = alias.words
        if text.startswith(words, start):
            end = start + len(words)
            if not text[end : end + 1].isalnum():
                return alias
    return None


def is_place(text: str, mention: Mention) -> bool:
    """Tell whether a metonym stands for the city itself ("held in Tokyo")."""
    if mention.form != "metonym":
        return False
    start = mention.start
    if text.startswith((" and ", "s or "), max(0, start - 5)):
        return bool(_PLACES_BEFORE.search(text, max(0, start - 32), start))
    if not _PLACE_BEFORE.search(text, max(0, start - 16), start):
        return False
    return not _OFFICE_BEFORE.search(text, max(0, start - 32), start)


def check_actor(name: str, role: str) -> str:
    """Return the canonical name of `name`; raise ParameterError with the nearest known one."""
    known = read_actors()
    by_words = {
        alias.words.casefold(): alias.actor
        for aliases in _aliases().values()
        for alias in aliases
        if alias.form in ("name", "metonym")
    }
    found = by_words.get(name.strip().casefold())
    if found:
        return found
    near = difflib.get_close_matches(name.casefold(), list(by_words), n=1)
    hint = f"did you mean {by_words[near[0]]!r}?" if near else f"known are {', '.join(known)}"
    raise ParameterError(f"{role} {name!r} is not a known actor; {hint}")
