"""What a parameters cell declares: names, types, defaults and the comments that are their help.

The cell is read, never run. Annotations are looked up in a short list of types, so that a notebook
can be checked before a kernel starts and without trusting its code.
"""

from __future__ import annotations

import ast
import datetime as dt
import io
import re
import tokenize
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BeforeValidator, Field

from ukjp.errors import ParameterError
from ukjp.publishing.notebooks import Notebook, parameters_source

ALLOWED = "str, int, float, bool, date, Path, list[…], Literal[…], … | None, Annotated[…, Field(…)]"
_LIMITS = frozenset({"ge", "gt", "le", "lt", "multiple_of", "min_length", "max_length", "pattern"})


_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Declaration(NamedTuple):
    """One parameter: its name, the type as written and as pydantic takes it, default and help."""

    name: str
    written: str
    annotation: Any
    default: Any
    help: str


def _read_day(value: object) -> object:
    """Take a day in ISO form only: pydantic alone would read "0" as the first of January 1970."""
    if isinstance(value, dt.datetime):
        raise ValueError("no day")
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value.strip()):
        return dt.date.fromisoformat(value.strip())
    raise ValueError("no day")


def _no_flag(value: object) -> object:
    """Refuse true and false as numbers, which Python takes them for."""
    if isinstance(value, bool):
        raise ValueError("no number")
    return value


_TYPES: dict[str, Any] = {
    "str": str,
    "int": Annotated[int, BeforeValidator(_no_flag)],
    "float": Annotated[float, BeforeValidator(_no_flag), Field(allow_inf_nan=False)],
    "bool": bool,
    "date": Annotated[dt.date, BeforeValidator(_read_day)],
    "Path": Path,
    "None": None,
}


def read_declarations(notebook: Notebook) -> list[Declaration]:
    """Return what the notebook's parameters cell declares, in its order.

    Raises ParameterError with every fault of the cell at once.
    """
    source = parameters_source(notebook)
    if source is None:
        return []
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise ParameterError(
            f"{notebook.path.name}: line {error.lineno} of the parameters cell: {error.msg}"
        ) from error
    comments = _read_comments(source)
    declared: dict[str, Declaration] = {}
    faults: list[str] = []
    for statement in tree.body:
        try:
            declaration = _declaration(statement, source, comments)
        except ValueError as error:
            faults.append(f"{notebook.path.name}: {error}")
        else:
            declared[declaration.name] = declaration
    if faults:
        raise ParameterError("\n".join(faults))
    return list(declared.values())


def _read_comments(source: str) -> dict[int, tuple[str, bool]]:
    """Return the comment of each line, and whether it has the line to itself."""
    found: dict[int, tuple[str, bool]] = {}
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            alone = not token.line[: token.start[1]].strip()
            found[token.start[0]] = (token.string.lstrip("#").strip(), alone)
    return found


def _declaration(
    statement: ast.stmt, source: str, comments: dict[int, tuple[str, bool]]
) -> Declaration:
    match statement:
        case ast.AnnAssign(
            target=ast.Name(id=name), annotation=annotation, value=ast.expr() as value
        ):
            default = _constant(name, value)
            kind = _resolve(name, annotation)
            written = ast.unparse(annotation).strip("'\"")
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            default = _constant(name, value)
            written = type(default).__name__
            kind = _resolve(name, ast.Name(written))
        case _:
            line = (ast.get_source_segment(source, statement) or "").splitlines()[0]
            raise ValueError(f"the parameters cell holds more than assignments: {line!r}")
    return Declaration(name, written, kind, default, _help(statement, comments))


def _help(statement: ast.stmt, comments: dict[int, tuple[str, bool]]) -> str:
    """Return the comment behind the statement, else the comment lines right above it."""
    behind = comments.get(statement.end_lineno or statement.lineno)
    words = [behind[0]] if behind else []
    line = statement.lineno - 1
    while not behind and line in comments and comments[line][1]:
        words.insert(0, comments[line][0])
        line -= 1
    return " ".join(words)


def _constant(name: str, value: ast.expr) -> Any:
    match value:
        case ast.Call(func=ast.Name(id="date"), args=arguments, keywords=[]):
            try:
                return dt.date(*(ast.literal_eval(argument) for argument in arguments))
            except (ValueError, TypeError) as error:
                raise ValueError(f"{name}: its default {ast.unparse(value)} is no day") from error
        case ast.Call(
            func=ast.Name(id="Path"), args=[ast.Constant(value=str() as path)], keywords=[]
        ):
            return Path(path)
    try:
        return ast.literal_eval(value)
    except ValueError as error:
        raise ValueError(
            f"{name}: its default {ast.unparse(value)} is computed; write a plain value"
        ) from error


def _resolve(name: str, node: ast.expr) -> Any:
    try:
        return _type_of(node)
    except (ValueError, SyntaxError, TypeError) as error:
        raise ValueError(
            f"{name}: type {ast.unparse(node)} is not known; write one of {ALLOWED}"
        ) from error


def _type_of(node: ast.expr) -> Any:
    match node:
        case ast.Constant(value=str() as quoted):
            return _type_of(ast.parse(quoted, mode="eval").body)
        case ast.Constant(value=None):
            return None
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in _TYPES:
            return _TYPES[name]
        case ast.Name(id="list"):
            return list[str]
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _type_of(left) | _union_member(right)
        case ast.Subscript(value=ast.Name(id=outer), slice=inner):
            return _OUTER[outer](inner) if outer in _OUTER else _unknown(outer)
    return _unknown(ast.unparse(node))


def _union_member(node: ast.expr) -> Any:
    member = _type_of(node)
    return type(None) if member is None else member


def _unknown(name: str) -> Any:
    raise ValueError(name)


def _literal(node: ast.expr) -> Any:
    members = node.elts if isinstance(node, ast.Tuple) else [node]
    return Literal[tuple(ast.literal_eval(member) for member in members)]


def _annotated(node: ast.expr) -> Any:
    match node:
        case ast.Tuple(elts=[kind, ast.Call(func=ast.Name(id="Field"), args=[], keywords=limits)]):
            given = {limit.arg: ast.literal_eval(limit.value) for limit in limits if limit.arg}
            if given.keys() <= _LIMITS:
                # Limits stand next to the type, so that the JSON Schema has them.
                found = _type_of(kind)
                plain, *checks = get_args(found) if get_origin(found) is Annotated else (found,)
                return Annotated[plain, Field(**given), *checks]
    raise ValueError(ast.unparse(node))


_OUTER: dict[str, Callable[[ast.expr], Any]] = {
    "list": lambda node: list[_type_of(node)],  # type: ignore[misc]
    "Optional": lambda node: _type_of(node) | None,
    "Literal": _literal,
    "Annotated": _annotated,
}
