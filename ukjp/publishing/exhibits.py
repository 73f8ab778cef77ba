"""What a notebook shows and a report prints: title, prose, tables, figures, problems.

An exhibit carries its content as data in the notebook's own output, beside the picture or the HTML
that JupyterLab shows. The report is made from that data by its own templates, so nothing in a
notebook's HTML can reach the page, and a figure keeps its alt text, its vectors and its links.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from ukjp.errors import ReportError

MIME = "application/vnd.ukjp.exhibit+json"

Bundle = tuple[dict[str, Any], dict[str, Any]]
"""An output's data by type, and the metadata of each."""

Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
Style = Literal["", "strong", "muted", "mark", "quote", "source"]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(_Record):
    """A run of text in one style. `href` leads to an anchor of the page or to a web address.

    `label` says where a link leads whose own text does not ("[1]").
    """

    text: str
    style: Style = ""
    href: str = ""
    label: str = ""
    lang: str = ""


Line = tuple[Words, ...]


class Cell(_Record):
    """A table's cell: lines of words under each other."""

    lines: tuple[Line, ...]


class Row(_Record):
    """A table's row; `anchor` is its id in the page, `label` what a link to it is called."""

    cells: tuple[Cell, ...]
    anchor: str = ""
    label: str = ""


class Exhibit(_Record):
    """Base of what is shown: it tells JupyterLab its HTML, and the report its data."""

    name: str

    def plain(self) -> str:
        """Return the exhibit as plain text."""
        raise NotImplementedError

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle:
        del include, exclude  # IPython's signature
        from ukjp.publishing.markup import format_exhibit

        bundle = {
            MIME: self.model_dump(mode="json", exclude_defaults=True) | {"exhibit": _kind(self)},
            "text/html": format_exhibit(self, standalone=True),
            "text/plain": self.plain(),
        }
        return bundle, {}


def _kind(exhibit: Exhibit) -> str:
    return str(exhibit.exhibit)  # type: ignore[attr-defined]


class Title(Exhibit):
    """What the report is about, as its first heading, and a line below it.

    `source` says on every printed page what the report rests on, and up to when.
    """

    exhibit: Literal["title"] = "title"
    name: str = "title"
    text: str
    subtitle: str = ""
    source: str = ""

    def plain(self) -> str:
        """Return title and subtitle."""
        return f"{self.text}\n{self.subtitle}".strip()


class Prose(Exhibit):
    """Sentences: the headline numbers, or a note on what was left out."""

    exhibit: Literal["prose"] = "prose"
    paragraphs: tuple[Line, ...]
    role: Literal["headline", "note", "warning"] = "note"

    def plain(self) -> str:
        """Return the sentences, one a line."""
        return "\n".join(_plain_line(line) for line in self.paragraphs)


class Table(Exhibit):
    """A table with its caption; `empty` is what is said where there are no rows."""

    exhibit: Literal["table"] = "table"
    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    empty: str
    note: str = ""

    def plain(self) -> str:
        """Return the caption and the cells, a row a line."""
        rows = [" | ".join(_plain_cell(cell) for cell in row.cells) for row in self.rows]
        return "\n".join([self.caption, *(rows or [self.empty])])


class Picture(Exhibit):
    """A figure: alt text, long description, and the drawing for wide and for narrow screens.

    `png` and `pdf` are base64. `colours` gives for every colour of the vectors the one it stands
    for on a light and on a dark page. `inset` is the share of the width left blank on each side.
    """

    exhibit: Literal["figure"] = "figure"
    alt: str
    description: str = ""
    svg: str
    narrow: str = ""
    inset: float = 0
    png: str = Field(repr=False)
    pdf: str = Field(default="", repr=False)
    colours: dict[Colour, tuple[Colour, Colour]] = {}

    def plain(self) -> str:
        """Return the alt text."""
        return self.alt

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle:
        """Show the picture in JupyterLab; the PNG stands once, under its own type."""
        del include, exclude
        data = self.model_dump(mode="json", exclude_defaults=True, exclude={"png"})
        bundle = {
            MIME: data | {"exhibit": self.exhibit},
            "image/png": self.png,
            "text/plain": self.alt,
        }
        return bundle, {"image/png": {"alt": self.alt}}


class Problem(_Record):
    """An article that was not read or not used, and why; `fatal` where content was lost."""

    path: str
    message: str
    fatal: bool = True


class Problems(Exhibit):
    """What was not read, for the report and for the command that ran it."""

    exhibit: Literal["problems"] = "problems"
    name: str = "problems"
    problems: tuple[Problem, ...] = ()

    def plain(self) -> str:
        """Return one line for each problem."""
        return "\n".join(f"{p.path}: {p.message}" for p in self.problems) or "Everything was read."


AnyExhibit = Annotated[Title | Prose | Table | Picture | Problems, Field(discriminator="exhibit")]
_ADAPTER: TypeAdapter[Any] = TypeAdapter(AnyExhibit)


def read_exhibit(data: Mapping[str, Any]) -> Exhibit | None:
    """Return the exhibit in a notebook's output data, or None where there is none.

    Raises ReportError where there is one that this version cannot read.
    """
    found = data.get(MIME)
    if found is None:
        return None
    fields = json.loads(found) if isinstance(found, str) else dict(found)
    if fields.get("exhibit") == "figure":
        fields["png"] = data.get("image/png", "").replace("\n", "")
    try:
        exhibit: Exhibit = _ADAPTER.validate_python(fields)
    except ValidationError as error:
        raise ReportError(
            f"an exhibit in the notebook cannot be read: {error.errors()[0]['msg']}"
        ) from error
    return exhibit


def words(text: object, style: Style = "", href: str = "", lang: str = "") -> Words:
    """Return a run of text; shorter to write than the record itself."""
    return Words(text=str(text), style=style, href=href, lang=lang)


def line(*parts: Words | str) -> Line:
    """Return a line of words; plain strings take no style."""
    return tuple(words(part) if isinstance(part, str) else part for part in parts)


def cell(*lines: Line | str) -> Cell:
    """Return a cell of one or more lines; empty ones are left out."""
    made = (line(one) if isinstance(one, str) else one for one in lines)
    return Cell(lines=tuple(one for one in made if _plain_line(one)))


def row(*cells: Cell | Line | str, anchor: str = "", label: str = "") -> Row:
    """Return a row; a line or a string makes a cell of one line."""
    made = tuple(one if isinstance(one, Cell) else cell(one) for one in cells)
    return Row(cells=made, anchor=anchor, label=label)


def _plain_line(parts: Line) -> str:
    return "".join(part.text for part in parts)


def _plain_cell(one: Cell) -> str:
    return " ".join(_plain_line(parts) for parts in one.lines)
