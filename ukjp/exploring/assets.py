"""The widget's own files as one module and one style sheet, with the figures' colours.

The files in `static` are ES modules that import each other, so that each can be read and tested;
a notebook takes a single module, which is made here by putting them one behind the other.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from ukjp.drawing.theme import THEMES, Theme, blend

MODULES = (
    "dom", "days", "labels", "marks", "aid_chart", "timeline_chart", "filters", "corrections",
    "evidence", "figure_list", "review", "view", "explorer",
)  # fmt: skip
"""Each module stands behind all that it imports."""

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./\w+\.js";\n', re.M)
_EXPORT = re.compile(r"^export (?!default)", re.M)


@cache
def read_module() -> str:
    """Return the widget as one ES module with a default export, as anywidget takes it."""
    return "\n".join(_EXPORT.sub("", _IMPORT.sub("", _read(f"{name}.js"))) for name in MODULES)


@cache
def read_style() -> str:
    """Return the style sheet: both palettes, then the looks."""
    dark = _palette(THEMES["dark"])
    root, media = ".ukjp-explore", "@media (prefers-color-scheme: dark)"
    return "\n".join(
        [
            f"{root} {_palette(THEMES['light'])}",
            f"{media} {{ body:not([data-jp-theme-light]) {root} {dark} }}",
            f'body[data-jp-theme-light="false"] {root} {dark}',
            f'{root}[data-theme="dark"] {dark}',
            f'{root}[data-theme="light"] {_palette(THEMES["light"])}',
            _read("explorer.css"),
        ]
    )


def _read(name: str) -> str:
    return (files("ukjp.exploring") / "static" / name).read_text(encoding="utf-8")


def _palette(theme: Theme) -> str:
    """Return a theme's colours as CSS variables."""
    dark = theme.name == "dark"
    colours = {
        name: getattr(theme, name)
        for name in (
            "ground", "ink", "muted", "grid", "level", "increment", "receipt", "diplomacy",
            "context",
        )
    }  # fmt: skip
    colours |= {
        "scheme": theme.name,
        "raised": blend(theme.ink, theme.ground, 0.04 if dark else 0.025),
        "field": blend(theme.ink, theme.ground, 0.06) if dark else theme.ground,
        "line": blend(theme.ink, theme.ground, 0.5),
        "increment-words": blend(theme.increment, theme.ink, 0.75) if dark else theme.increment,
        "linked": "#8ab8ff" if dark else "#0b4f9e",
        "focus": "#6aa9ff" if dark else "#1a66d0",
        "focus-ground": "#1a5fc4",
        "focus-ink": "#ffffff",
        "refused": "#ff9d8a" if dark else "#a3200d",
        "mark": "#ffd866",
        "mark-ink": "#16191d",
    }
    return "{ " + "; ".join(f"--ukjp-{name}: {value}" for name, value in colours.items()) + " }"
