"""Exhibits as HTML, through the templates, in which everything is escaped unless made here."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from ukjp.publishing.exhibits import Exhibit

_SAFE_ADDRESS = re.compile(r"(?:#[^\s\"'<>]+|https?://[^\s\"'<>\\]+)", re.I)
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
    r"\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


@cache
def templates() -> Environment:
    """Return the templates' environment: escaping on, unknown names an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("ukjp.publishing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: clean_text(value) if type(value) is str else value,
    )
    environment.filters["address"] = safe_address
    return environment


def clean_text(text: object) -> str:
    """Return text without controls, marks that turn the reading direction, and half characters."""
    return _INVISIBLE.sub("", str(text))


def safe_address(address: str) -> str:
    """Return an anchor or a web address as it is, anything else as nothing."""
    return address if _SAFE_ADDRESS.fullmatch(address) else ""


def trusted(html: str) -> Markup:
    """Return HTML as markup: only for what templates made, or was reduced to plain elements."""
    from markupsafe import Markup

    return Markup(html)  # noqa: S704 - the one place where text becomes markup


def format_value(value: object) -> str:
    """Return a parameter's value in words."""
    if value is None or value == "":
        return "not set"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value)


def format_exhibit(exhibit: Exhibit, *, standalone: bool = False, **context: Any) -> str:
    """Return an exhibit as HTML; `standalone` adds the little style it needs in JupyterLab."""
    made = templates().get_template("exhibit.html.j2")
    return made.render(exhibit=exhibit, standalone=standalone, **context).strip() + "\n"
