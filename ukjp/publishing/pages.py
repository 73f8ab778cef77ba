"""A report as one page: self-contained, accessible, the same bytes for the same notebook."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any, NamedTuple

from markupsafe import Markup

from ukjp.publishing.contents import Block, Contents
from ukjp.publishing.exhibits import Picture
from ukjp.publishing.fonts import font_faces
from ukjp.publishing.linking import link_targets, linked
from ukjp.publishing.markup import clean_text, format_exhibit, format_value, templates, trusted
from ukjp.publishing.vectors import build_inline_svg, colour_name

_DEEPEST = 6


class Entry(NamedTuple):
    """A line of the list of contents."""

    text: str
    anchor: str


class Section(NamedTuple):
    """What stands under one second-level heading; the first has none."""

    heading: Entry | None
    parts: tuple[Markup, ...]


def build_page(
    contents: Contents, *, parameters: Mapping[str, Any], folded: bool = False, made_with: str = ""
) -> str:
    """Return the page of an executed notebook.

    `parameters` are listed at its end; `folded` hides each cell's code behind a button;
    `made_with` names program and version.
    """
    targets = link_targets(contents)
    sections = _sections(contents.blocks, targets, folded=folded)
    return (
        templates()
        .get_template("report.html.j2")
        .render(
            title=clean_text(contents.title),
            kicker=clean_text(contents.kicker),
            subtitle=clean_text(contents.subtitle),
            sections=sections,
            entries=[section.heading for section in sections if section.heading],
            parameters={name: format_value(value) for name, value in parameters.items()},
            made_with=made_with,
            style=trusted(_style(contents.pictures)),
            scripts=sorted({b.frame.script for b in contents.blocks if b.frame}),
        )
    )


def _sections(
    blocks: Sequence[Block], targets: Mapping[str, str], *, folded: bool
) -> list[Section]:
    sections = [Section(None, ())]
    anchors: set[str] = set()
    level, pictures = 2, 0
    for block in blocks:
        if block.heading and block.heading.level <= 2:
            entry = Entry(clean_text(block.text), _anchor(block.text, anchors))
            sections.append(Section(entry, ()))
            level = 2
            continue
        if block.heading:
            # A level left out in the notebook is not left out in the page.
            level = min(block.heading.level, level + 1, _DEEPEST)
            part = Markup("<h{0}>{1}</h{0}>").format(level, clean_text(block.text))
        else:
            pictures += block.kind == "svg"
            part = _block_html(block, targets, folded=folded, number=pictures)
        if part.strip():
            sections[-1] = sections[-1]._replace(parts=(*sections[-1].parts, part))
    return [section for section in sections if section.heading or section.parts]


def _anchor(text: str, taken: set[str]) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "part"
    anchor, number = f"section-{words}", 2
    while anchor in taken:
        anchor, number = f"section-{words}-{number}", number + 1
    taken.add(anchor)
    return anchor


def _block_html(block: Block, targets: Mapping[str, str], *, folded: bool, number: int) -> Markup:
    match block.kind:
        case "exhibit" if isinstance(block.exhibit, Picture):
            return _picture_html(block.exhibit, targets)
        case "exhibit" if block.exhibit:
            return trusted(format_exhibit(linked(block.exhibit, targets)))
        case "svg":
            drawn = build_inline_svg(
                block.text, prefix=f"drawing{number}", name=block.alt, colours={}, links=targets
            )
            return Markup('<figure class="paper">{}</figure>').format(trusted(drawn))
        case "image":
            return Markup('<figure class="paper"><img src="{}" alt="{}"></figure>').format(
                block.text, clean_text(block.alt)
            )
        case "code":
            code = Markup("<pre><code>{}</code></pre>").format(clean_text(block.text))
            inside = Markup("<summary>Code</summary>{}").format(code)
            return Markup('<details class="code">{}</details>').format(inside) if folded else code
        case "frame" if block.frame:
            return Markup(
                '<iframe class="interactive" sandbox="allow-scripts allow-popups" title="{}" '
                'srcdoc="{}"></iframe>'
            ).format(clean_text(block.frame.title), block.frame.page)
        case "text":
            return Markup("<pre>{}</pre>").format(clean_text(block.text.rstrip("\n")))
    return trusted(block.text)


def _picture_html(picture: Picture, targets: Mapping[str, str]) -> Markup:
    identifier = "figure-" + re.sub(r"[^A-Za-z0-9_-]", "-", picture.name)
    described_by = f"{identifier}-description" if picture.description else ""
    drawings = {
        kind: trusted(
            build_inline_svg(
                svg,
                prefix=f"{identifier}-{kind}",
                name=clean_text(picture.alt),
                colours=picture.colours,
                links=targets,
                described_by=described_by,
            )
        )
        for kind, svg in (("wide", picture.svg), ("narrow", picture.narrow))
        if svg
    }
    return trusted(
        templates()
        .get_template("picture.html.j2")
        .render(
            identifier=identifier, picture=picture, drawings=drawings, described_by=described_by
        )
    )


def _style(pictures: Sequence[Picture]) -> str:
    """Return the page's style: typeface, rules, and the figures' colours on both grounds."""
    colours = {name: pair for one in pictures for name, pair in sorted(one.colours.items())}
    rules = (files("ukjp.publishing") / "templates" / "report.css").read_text(encoding="utf-8")
    on_light, on_dark = (
        ";".join(f"--{colour_name(name)}:{pair[side]}" for name, pair in sorted(colours.items()))
        for side in (0, 1)
    )
    dark = f"@media screen and (prefers-color-scheme:dark){{:root{{{on_dark}}}}}"
    return f"{font_faces()}\n{rules}\n:root{{{on_light}}}\n{dark}"
