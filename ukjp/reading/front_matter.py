"""Front matter: the fields between two lines of dashes at the head of a Markdown file."""

from __future__ import annotations

import re

_LIMIT = 20_000
_BLOCK = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?P<inner>(?:.*\r?\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"
)
_FIELD = re.compile(r"^([A-Za-z][\w-]*)[ \t]*:[ \t]*(.*?)[ \t\r]*$", re.M)


def find_front_matter(text: str) -> tuple[int, int]:
    """Return where the fields begin and where the whole block ends; (0, 0) where there is none.

    A rule of dashes that opens the text is front matter only if `name: value` comes next.
    """
    if not text.startswith(("---", "\ufeff---")):
        return 0, 0
    match = _BLOCK.match(text[:_LIMIT])
    if match is None or _FIELD.search(match["inner"]) is None:
        return 0, 0
    return match.start("inner"), match.end()


def read_front_matter(text: str) -> dict[str, str]:
    """Return the fields that hold one value each, as they are written; no type is guessed.

    Where the block is no YAML, as a headline with a colon in it makes it, its lines are read one
    by one.
    """
    start, end = find_front_matter(text)
    if not end:
        return {}
    block = text[start:end].rstrip().removesuffix("---").removesuffix("...")
    import yaml

    try:
        # This loader makes strings, lists and dicts of them, and nothing else.
        fields = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, RecursionError):
        fields = None
    if not isinstance(fields, dict):
        fields = {name: value.strip("\"'") for name, value in _FIELD.findall(block)}
    return {
        str(name).strip().lower(): value for name, value in fields.items() if isinstance(value, str)
    }
