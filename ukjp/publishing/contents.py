"""What an executed notebook holds, in the order in which a page shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from ukjp.publishing.exhibits import Exhibit, Picture, Problem, Problems, Table, Title, read_exhibit
from ukjp.publishing.frames import KEPT, WIDGET, Frame, read_frame
from ukjp.publishing.notebooks import PARAMETERS_TAG, cell_source, cell_tags
from ukjp.publishing.prose import Heading, read_passages, reduce_html

Code = Literal["hidden", "folded", "shown"]
CODES: tuple[Code, ...] = ("hidden", "folded", "shown")
_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b.")
_PARAMETER_TAGS = frozenset({PARAMETERS_TAG, "injected-parameters"})


class Block(NamedTuple):
    """A part of the page: `kind` says which of the other fields it uses."""

    kind: Literal["heading", "html", "exhibit", "code", "text", "image", "svg", "frame"]
    text: str = ""
    heading: Heading | None = None
    exhibit: Exhibit | None = None
    alt: str = ""
    frame: Frame | None = None


class Contents(NamedTuple):
    """A notebook's title, its blocks in order, and the exhibits among them.

    `source` is the line on what the report rests on and up to when, empty where none is shown.
    """

    title: str
    kicker: str
    subtitle: str
    blocks: tuple[Block, ...]
    exhibits: tuple[Exhibit, ...]
    source: str = ""

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The figures."""
        return tuple(one for one in self.exhibits if isinstance(one, Picture))

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables."""
        return tuple(one for one in self.exhibits if isinstance(one, Table))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was not read or not used."""
        shown = (one for one in self.exhibits if isinstance(one, Problems))
        return tuple(dict.fromkeys(problem for one in shown for problem in one.problems))


def read_contents(content: Mapping[str, Any], name: str, code: Code = "hidden") -> Contents:
    """Return what the executed notebook `name` holds; `code` says whether cells' code is part."""
    blocks = _distinct(list(_blocks(content, code)))
    exhibits = tuple(block.exhibit for block in blocks if block.exhibit)
    shown = next((one for one in exhibits if isinstance(one, Title)), None)
    written = next((b for b in blocks if b.heading and b.heading.level == 1), None)
    heading = written.text if written else name.replace("_", " ").capitalize()
    rest = tuple(b for b in blocks if b is not written and not isinstance(b.exhibit, Title))
    return Contents(
        title=shown.text if shown else heading,
        kicker=heading if shown else "",
        subtitle=shown.subtitle if shown else "",
        blocks=rest,
        exhibits=exhibits,
        source=shown.source if shown else "",
    )


def _blocks(content: Mapping[str, Any], code: Code) -> Iterator[Block]:
    for cell in content["cells"]:
        kind = cell.get("cell_type")
        if kind == "markdown":
            for passage in read_passages(cell_source(cell)):
                if passage.heading:
                    yield Block("heading", passage.heading.text, heading=passage.heading)
                else:
                    yield Block("html", passage.html)
        elif kind == "code":
            if code != "hidden" and cell_source(cell).strip():
                yield Block("code", cell_source(cell))
            for output in cell.get("outputs", ()):
                yield from _output_blocks(output, code)


def is_parameters_cell(cell: Mapping[str, Any]) -> bool:
    """Tell whether a cell declares or sets parameters."""
    return bool(_PARAMETER_TAGS & set(cell_tags(cell)))


def _output_blocks(output: Mapping[str, Any], code: Code) -> Iterator[Block]:
    kind = output.get("output_type")
    if kind == "stream":
        # Warnings are for whoever reads the code.
        if output.get("name") == "stdout" or code != "hidden":
            yield Block("text", plain_text(_joined(output.get("text", ""))))
    elif kind in {"display_data", "execute_result"}:
        yield from _data_blocks(output.get("data", {}), output.get("metadata", {}))


def _data_blocks(data: Mapping[str, Any], metadata: Mapping[str, Any]) -> Iterator[Block]:
    """Return the richest form of an output that a page can show."""
    exhibit = read_exhibit(data)
    plain = _joined(data.get("text/plain", ""))
    if exhibit is not None:
        yield Block("exhibit", exhibit=exhibit)
    elif WIDGET in data or KEPT in data:
        yield _widget_block(data, plain)
    elif "image/svg+xml" in data:
        yield Block(
            "svg", _joined(data["image/svg+xml"]), alt=_alt(metadata, "image/svg+xml", plain)
        )
    elif image := next((one for one in ("image/png", "image/jpeg") if one in data), None):
        source = f"data:{image};base64,{''.join(_joined(data[image]).split())}"
        yield Block("image", source, alt=_alt(metadata, image, plain))
    elif "text/html" in data:
        yield Block("html", reduce_html(_joined(data["text/html"])))
    elif "text/markdown" in data:
        for passage in read_passages(_joined(data["text/markdown"])):
            if passage.heading:
                yield Block("heading", passage.heading.text, heading=passage.heading)
            else:
                yield Block("html", passage.html)
    elif plain:
        yield Block("text", plain_text(plain))


def _widget_block(data: Mapping[str, Any], plain: str) -> Block:
    frame = read_frame(data)
    if frame is None:
        return Block("text", "An interactive part stands here in the notebook.")
    return Block("frame", plain_text(plain), frame=frame)


def _alt(metadata: Mapping[str, Any], kind: str, plain: str) -> str:
    """Return the alt text an output names, else its plain text, unless that says nothing."""
    own = metadata.get(kind)
    named = (own.get("alt") if isinstance(own, Mapping) else None) or metadata.get("alt")
    said = plain if plain and not plain.startswith("<") else ""
    return str(named or said or "Figure without a description")


def _joined(text: object) -> str:
    return "".join(text) if isinstance(text, list) else str(text)


def plain_text(text: str) -> str:
    """Return text without the codes by which terminals are coloured or steered."""
    return _ANSI.sub("", text)


def _distinct(blocks: list[Block]) -> list[Block]:
    """Let no anchor and no figure's name stand twice in the page."""
    anchors: set[str] = set()
    names: set[str] = set()
    result = []
    for block in blocks:
        exhibit = block.exhibit
        if isinstance(exhibit, Table):
            rows = []
            for row in exhibit.rows:
                fresh = row.anchor not in anchors
                anchors.add(row.anchor)
                rows.append(
                    row if fresh or not row.anchor else row.model_copy(update={"anchor": ""})
                )
            exhibit = exhibit.model_copy(update={"rows": tuple(rows)})
        elif isinstance(exhibit, Picture):
            name, number = exhibit.name, 2
            while name in names:
                name, number = f"{exhibit.name}_{number}", number + 1
            names.add(name)
            exhibit = exhibit.model_copy(update={"name": name})
        result.append(block._replace(exhibit=exhibit))
    return result
