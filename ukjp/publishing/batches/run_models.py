"""What may stand in a run file, as pydantic models, and a line for each thing that may not."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Annotated, Any, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from ukjp.publishing.contents import Code


def _split_words(value: object) -> object:
    return [one.strip() for one in value.split(",")] if isinstance(value, str) else value


def _no_switch(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


class Choices(BaseModel):
    """A `[[run]]`, or the `[defaults]` of all."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str | None = None
    notebook: str | None = None
    title: str | None = None
    parameters: dict[str, Any] = {}
    matrix: dict[str, Annotated[list[Any], Field(min_length=1)]] = {}
    formats: (
        Annotated[tuple[str, ...], Field(min_length=1), BeforeValidator(_split_words)] | None
    ) = None
    code: Code | None = None
    timeout: (
        Annotated[float, Field(gt=0, allow_inf_nan=False), BeforeValidator(_no_switch)] | None
    ) = None


class RunFile(BaseModel):
    """A whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    defaults: Choices = Choices()
    run: Annotated[list[Choices], Field(min_length=1)]


def readable_part(content: Mapping[str, Any]) -> RunFile:
    """Return what of a faulty file can be checked further."""
    runs = content.get("run")
    return RunFile.model_construct(
        defaults=_readable_choices(content.get("defaults")),
        run=[_readable_choices(run) for run in runs] if isinstance(runs, list) else [],
    )


def _readable_choices(content: object) -> Choices:
    kept = dict(content) if isinstance(content, dict) else {}
    try:
        return Choices.model_validate(kept)
    except ValidationError as error:
        for found in error.errors():
            key, *inner = found["loc"]
            within = kept.get(str(key))
            if inner and isinstance(within, dict):
                kept[str(key)] = {k: v for k, v in within.items() if k != inner[0]}
            else:
                kept.pop(str(key), None)
    return Choices.model_validate(kept)


_EXPECTED = {
    "string": "is no text; put it in quotes",
    "list": "is no list; write it like [1, 2]",
    "tuple": "is no list; write it like ['html']",
    "dict": "is no table; write it like { donor = 'Japan' }",
    "model": "is no table",
    "float": "is no number of seconds above 0",
    "greater": "is no number of seconds above 0",
    "finite": "is no number of seconds above 0",
}


def structure_fault(found: Any) -> str:
    """Return one line for what pydantic found."""
    place, kind = [str(part) for part in found["loc"]], str(found["type"])
    key = next((part for part in reversed(place) if not part.isdigit()), place[-1])
    if kind == "extra_forbidden":
        known = sorted(Choices.model_fields if len(place) > 1 else RunFile.model_fields)
        near = difflib.get_close_matches(key.lower(), known, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]!r}? " if near else ""
        return f"{key}: no such key; {hint}known are {', '.join(known)}"
    if kind == "missing":
        return "holds no [[run]]; write one"
    if kind == "too_short":
        return (
            "holds no [[run]]; write one"
            if key == "run"
            else f"{key}: is empty; name a value at least"
        )
    expected = _EXPECTED.get(re.split(r"[_.]", kind)[0])
    if place == ["run"]:
        expected = "is no list of tables; write [[run]] above each"
    if kind == "literal_error":
        expected = f"is none of {', '.join(get_args(Code))}"
    shown = repr(found["input"])[:60]
    return f"{key}: {shown} {expected}" if expected else f"{key}: {shown}: {found['msg']}"
