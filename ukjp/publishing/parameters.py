"""Typed parameters of a notebook, checked before a kernel starts.

papermill takes any name and guesses types; here a misspelt name, a wrong type, two values that
contradict each other, or a secret that would be stored in the report are refused, all at once.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, create_model

from ukjp.errors import ParameterError
from ukjp.publishing.checks import check_values
from ukjp.publishing.declarations import Declaration, read_declarations
from ukjp.publishing.notebooks import Notebook

_SECRET_WORDS = re.compile(
    r"(?:^|_)(?:pass_?(?:word|wd|phrase|code)|pwd|secrets?|(?:auth|access|bearer|api|refresh)_?tokens?|"
    r"tokens?|credentials?|auth|(?:api|access|private|secret|signing|encryption)_?keys?|cookies?)(?:_|$|\d)"
)
_USER_IN_ADDRESS = re.compile(r"\w://[^/\s:@]+:[^/\s@]+@")
_NAME = re.compile(r"[^\W\d]\w*")


def parse_assignments(assignments: Iterable[str]) -> dict[str, str]:
    """Return `name=value` words as a mapping; the last one of a name wins.

    Raises ParameterError for words that are no assignment.
    """
    given: dict[str, str] = {}
    faults: list[str] = []
    for words in assignments:
        name, sign, value = words.partition("=")
        if sign and _NAME.fullmatch(name.strip()):
            given[name.strip()] = value.strip()
        else:
            faults.append(f"-P {words!r} is no assignment; write name=value")
    if faults:
        raise ParameterError("\n".join(faults))
    return given


def build_model(notebook: Notebook) -> type[BaseModel]:
    """Return a pydantic model of the notebook's parameters, closed to other names.

    Its `model_json_schema()` is the notebook's JSON Schema. Raises ParameterError where the
    parameters cell cannot be read.
    """
    declarations = read_declarations(notebook)
    faults = [
        f"{notebook.path.name}: {_secret_fault(d.name)}" for d in declarations if _is_secret(d)
    ]
    if faults:
        raise ParameterError("\n".join(faults))
    fields: dict[str, Any] = {
        d.name: (_reading_text(d.annotation), Field(default=d.default, description=d.help or None))
        for d in declarations
    }
    settings = ConfigDict(
        extra="forbid", frozen=True, validate_default=True, protected_namespaces=()
    )
    return create_model(
        notebook.name,
        __config__=settings,
        __doc__=f"Parameters of {notebook.path.name}.",
        **fields,
    )


def check_parameters(
    notebook: Notebook, given: Mapping[str, object], *, folder: Path | None = None
) -> dict[str, Any]:
    """Return every parameter of the notebook with its checked value, defaults included.

    `given` holds native values or text as typed on a command line; text is read by the declared
    type (days in ISO form, lists by comma, empty for none). Relative paths start at `folder`,
    by default the current one. Raises ParameterError with one line for each fault.
    """
    model = build_model(notebook)
    refused = {
        name: fault for name, value in given.items() if (fault := _name_fault(model, name, value))
    }
    faults = list(refused.values())
    known = {name: value for name, value in given.items() if name not in refused}
    try:
        values = dict(model(**known))
    except ValidationError as error:
        # Of a list's items the first wrong one speaks for all.
        first = {str(found["loc"][0]): found for found in reversed(error.errors())}
        faults += [_type_fault(model, found) for _, found in sorted(first.items())]
        values = _values_without(model, known, set(first))
    values, contradictions = check_values(values, folder or Path.cwd())
    faults += contradictions
    if faults:
        raise ParameterError("\n".join(dict.fromkeys(faults)))
    return values


def kernel_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return checked values as what a notebook's cell can hold: days and paths as text."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    match value:
        case dt.date():
            return value.isoformat()
        case Path():
            return str(value)
        case list() | tuple():
            return [_plain(item) for item in value]
    return value


def _values_without(
    model: type[BaseModel], known: Mapping[str, object], broken: set[str]
) -> dict[str, Any]:
    """Return the values that are right, so that they are checked against each other as well."""
    right = {name: value for name, value in known.items() if name not in broken}
    try:
        values = dict(model(**right))
    except ValidationError:
        return {}
    return {name: value for name, value in values.items() if name not in broken}


def _reading_text(annotation: Any) -> Any:
    """Let a field take text as typed: a comma-separated list, nothing for None."""
    optional, listed = _takes_none(annotation), _takes_list(annotation)

    def read(value: object) -> object:
        if not isinstance(value, str):
            return value
        if optional and not value.strip():
            return None
        if listed:
            return [part.strip() for part in value.split(",") if part.strip()]
        return value

    return Annotated[annotation, BeforeValidator(read)] if optional or listed else annotation


def _members(annotation: Any) -> tuple[Any, ...]:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _members(get_args(annotation)[0])
    if origin in {Union, UnionType}:
        return tuple(member for part in get_args(annotation) for member in _members(part))
    return (annotation,)


def _takes_none(annotation: Any) -> bool:
    return any(member in {None, NoneType} for member in _members(annotation))


def _takes_list(annotation: Any) -> bool:
    return any(get_origin(member) is list for member in _members(annotation))


def _is_secret(declaration: Declaration) -> bool:
    textual = any(member is str for member in _members(declaration.annotation))
    return textual and names_secret(declaration.name)


def names_secret(name: str) -> bool:
    """Tell whether a name is one that secrets go by."""
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    return bool(_SECRET_WORDS.search(snake))


def _secret_fault(name: str) -> str:
    return (
        f"{name}: looks like a secret, and parameters are stored in the report; "
        "let the notebook read it from the environment"
    )


def _name_fault(model: type[BaseModel], name: str, value: object) -> str | None:
    if name not in model.model_fields:
        if names_secret(name):
            return _secret_fault(name)
        return _unknown_fault(list(model.model_fields), name)
    if isinstance(value, str) and _USER_IN_ADDRESS.search(value):
        return f"{name}: holds a user and a password, which the report would store; leave them out"
    return None


def _unknown_fault(known: list[str], name: str) -> str:
    if not known:
        return f"{name}: no such parameter; this notebook has no cell tagged 'parameters'"
    near = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]!r}? " if near else ""
    return f"{name}: no such parameter; {hint}known are {', '.join(known)}"


_EXPECTED = {
    "bool": "is no yes or no; write true or false",
    "int": "is no whole number; write it like 12",
    "float": "is no number; write it like 12.5",
    "finite": "is no number; write it like 12.5",
    "string": "is no text; put it in quotes",
    "date": "is no day; write it like 2024-06-13",
    "list": "is no list; write its items with commas between them",
    "none": "does not fit; leave it empty",
    "path": "is no path; name a file or a folder",
}


def _type_fault(model: type[BaseModel], found: Any) -> str:
    """Return one line for what pydantic found: the name, what is wrong, what would be right."""
    name, value = str(found["loc"][0]), _shortened(found["input"])
    kind, context = str(found["type"]), found.get("ctx", {})
    if kind == "literal_error":
        near = difflib.get_close_matches(
            str(found["input"]), re.findall(r"'([^']+)'", context["expected"]), n=1
        )
        hint = f"; did you mean {near[0]!r}?" if near else ""
        return f"{name}: {value} is none of {context['expected'].replace(' or ', ', ')}{hint}"
    if kind == "value_error":
        kind = _declared_kind(model, name)
    expected = _EXPECTED.get(kind.split("_", maxsplit=1)[0])
    if expected and kind.endswith(
        ("_parsing", "_type", "_from_float", "_number", "_kind", "_required")
    ):
        return f"{name}: {value} {expected}"
    return f"{name}: {value} does not fit; {found['msg'][:1].lower()}{found['msg'][1:]}"


def _declared_kind(model: type[BaseModel], name: str) -> str:
    """Return the kind that a validator of ours refused a value for."""
    members = _members(model.model_fields[name].annotation)
    named = {dt.date: "date_kind", int: "int_kind", float: "float_kind"}
    return next((kind for member, kind in named.items() if member in members), "")


def _shortened(value: object, most: int = 60) -> str:
    shown = value.isoformat() if isinstance(value, dt.date | dt.time) else repr(value)
    return shown if len(shown) <= most else f"{shown[:most]}…"


def set_values(notebook: Notebook, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that differ from what the notebook's own cell sets."""
    defaults = {d.name: d.default for d in read_declarations(notebook)}
    return {
        name: value
        for name, value in values.items()
        if name not in defaults or _plain(defaults[name]) != _plain(value)
    }


def describe_values(notebook: Notebook, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values for readers: an empty one as its help says ("empty: the latest day")."""
    helps = {d.name: d.help for d in read_declarations(notebook)}
    return {
        name: _meaning_of_empty(helps.get(name, "")) if value is None or value == "" else value
        for name, value in values.items()
    }


def _meaning_of_empty(help_text: str) -> str:
    found = re.search(r"\bempty:\s*([^;]+)", help_text)
    return found[1].strip() if found else "not set"
