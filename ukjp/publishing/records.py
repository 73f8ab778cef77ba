"""A record beside figures and decks: what they were made from, as a report's manifest tells it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ukjp.publishing.checks import PLACES
from ukjp.publishing.freshness import digest_code, digest_file, read_inputs, read_versions
from ukjp.publishing.landing import write_file

SUFFIX = ".made.json"


def write_record(files: Sequence[Path], kind: str, asked: Mapping[str, Any]) -> Path:
    """Write beside some files of one stem what they were made from; return the record.

    `kind` is figure or deck, `asked` what the command was given: `articles` (a place, several, or
    nothing for the briefs) and its options. Raises OutputError where it cannot be written.
    """
    articles = asked.get("articles")
    places = [articles] if isinstance(articles, str | Path) else list(articles or [])
    options = {name: _plain(value) for name, value in asked.items() if name not in PLACES}
    facts = made_from(places) | {
        "kind": kind,
        "parameters": options | {"articles": [Path(one).name for one in places]},
        "outputs": {path.name: digest_file(path) for path in files},
    }
    record = files[0].with_name(files[0].stem + SUFFIX)
    write_file(record, json.dumps(facts, indent=2, ensure_ascii=False, sort_keys=True) + "\n")
    return record


def read_record(path: Path) -> dict[str, Any] | None:
    """Return a record, or None where the file is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and isinstance(found.get("outputs"), dict) else None


def made_from(places: Sequence[str | Path]) -> dict[str, Any]:
    """Return the facts that hold for what is made today from articles at these places."""
    inputs = read_inputs({})
    for number, place in enumerate(places):
        found = read_inputs({"articles": str(place)})["articles"]
        inputs["articles" if not number else f"articles {number + 1}"] = found
    return {"made_with": read_versions(), "code_sha256": digest_code(), "inputs": inputs}


def _plain(value: Any) -> Any:
    """Return a value as JSON has it; of a path only its last part, which tells of no machine."""
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Path) or (isinstance(value, str) and os.sep in value):
        return Path(value).name
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
