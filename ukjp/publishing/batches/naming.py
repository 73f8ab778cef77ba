"""Names and titles built from parameters: "aid {currency} {as_of}" becomes "aid JPY 2024-06-30"."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import string
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ukjp.publishing.checks import PLACES

_UNFIT = re.compile(r'[/\\:*?"<>|\x00-\x1f]+')


def check_template(template: str, known: Sequence[str]) -> list[str]:
    """Return a line for each thing between braces that is no plain name of a parameter."""
    try:
        parts = list(string.Formatter().parse(template))
    except ValueError as error:
        return [f"{template!r}: {str(error).lower()}; write {{{{ for a brace"]
    faults = []
    for _, field, form, conversion in parts:
        if field is None:
            continue
        if form or conversion or field not in known:
            near = difflib.get_close_matches(field.lower(), known, n=1, cutoff=0.5)
            hint = f"did you mean {{{near[0]}}}? " if near else ""
            shown = "{" + field + (f"!{conversion}" if conversion else "")
            shown += (f":{form}" if form else "") + "}"
            faults.append(f"{shown} is no parameter; {hint}known are {', '.join(known)}")
    return faults


def fill_template(template: str, values: Mapping[str, Any], *, for_file: bool = False) -> str:
    """Return the template with the values as words; `for_file` without what no file name takes.

    An empty value leaves nothing, not even its blank.
    """
    words = {name: _word(name, value) for name, value in values.items()}
    if for_file:
        words = {name: _UNFIT.sub("-", word) for name, word in words.items()}
    return " ".join(template.format_map(words).split())


def _word(name: str, value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Path():
            return value.name
        case dt.date():
            return value.isoformat()
        case list() | tuple():
            return "-".join(_word("", item) for item in value)
    return Path(value).name if name in PLACES and value else str(value)
