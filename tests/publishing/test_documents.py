"""The report as a PDF: tagged, with bookmarks and words for figures, harmless, the same bytes."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from PIL import Image
from publishing.samples import ATTACKS, code, content, displayed, markdown, shown
from publishing.test_pages import SVG, executed, picture, table
from publishing.unpacking import streams

from ukjp.errors import ReportError
from ukjp.publishing import show
from ukjp.publishing.contents import read_contents
from ukjp.publishing.documents import building
from ukjp.publishing.documents.letters import MISSING
from ukjp.publishing.documents.tables import split_table
from ukjp.publishing.exhibits import Problem, Problems, Prose, Title, cell, line, row, words
from ukjp.publishing.vectors import find_marks

MORE_ATTACKS = {
    "typst": '#eval("1+1") #read("/etc/passwd") #include "x" $x^2$ *b* _i_ `r` <lab> @ref \\ //',
    "tex": r"\input{/etc/passwd} \write18{id} $\frac{1}{2}$ % comment",
    "half a character": "a\ud800b \ufffe c",
    "a word without end": "x" * 300 + " https://example.org/" + "a/b" * 80,
}


def document(made: dict[str, Any] | None = None, mode: Any = "hidden", **parameters: Any) -> bytes:
    return building.build_document(
        read_contents(made or executed(), "briefing", mode),
        parameters={"donor": "Japan"} | parameters,
        made_with="Made with ukjp.",
    )


def asked(program: str, made: bytes, folder: Path, *options: str, stdout: bool = False) -> str:
    path = folder / "made.pdf"
    path.write_bytes(made)
    command = [program, *options, str(path), *(["-"] if stdout else [])]
    return subprocess.run(
        command, capture_output=True, check=True, text=True, errors="replace"
    ).stdout


def words_of(made: bytes, folder: Path) -> str:
    text = asked("pdftotext", made, folder, "-layout", stdout=True)
    return " ".join(text.replace("\u200b", "").split())


@pytest.mark.needs("office")
def test_it_is_tagged_for_who_cannot_see_it(tmp_path: Path) -> None:
    made = document()
    facts = asked("pdfinfo", made, tmp_path)
    assert re.search(r"Tagged: +yes", facts)
    assert re.search(r"Title: +Japan’s support", facts)
    assert re.search(r"Page size: .*A4", facts)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    tree = asked("pdfinfo", made, tmp_path, "-struct-text")
    assert tree.count("H1 ") == 1
    for tag in ("H2 ", "Figure", "Table", "THead", "TH ", "TD", "TOC", "Link"):
        assert tag in tree
    everything = made + b"".join(unpacked for _, unpacked in streams("", made))
    assert re.search(rb"/Alt\s*\(Step chart: more than \$12 billion\.\)", everything)


@pytest.mark.needs("office")
def test_every_page_says_where_it_comes_from(tmp_path: Path) -> None:
    rows = tuple(row(f"${n} billion", f"words {n}", anchor=f"c-{n}") for n in range(120))
    long = table(rows=rows)
    title = Title(text="Aid", subtitle="As known", source="Source: 5 articles, known on 1 May 2024")
    made = document(content(code("", outputs=[shown(title)]), code("", outputs=[shown(long)])))
    pages = asked("pdftotext", made, tmp_path, "-layout", stdout=True).split("\f")[:-1]
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert "Source: 5 articles, known on 1 May 2024" in page
        assert re.search(rf"{number} ?/ ?{len(pages)}\n", page)
    for page in pages[:-1]:
        assert re.search(r"Figure +Words", page), "the table's head is on each of its pages"


@pytest.mark.needs("office")
def test_its_fonts_are_its_own(tmp_path: Path) -> None:
    made = document(executed(table(caption="Україна ελληνικά تلقت")))
    fonts = asked("pdffonts", made, tmp_path).splitlines()[2:]
    assert all(re.search(r"SourceSans3|DejaVuSans", font) for font in fonts)
    assert all(re.search(r"Identity-H +yes yes yes", font) for font in fonts)


@pytest.mark.needs("office")
def test_it_says_what_the_page_says(tmp_path: Path) -> None:
    marked = words("$12 bn", "mark")
    hit = table(rows=(row("a", cell(line("They gave ", marked, " then.")), anchor="claim-a-1"),))
    text = words_of(document(executed(hit)), tmp_path)
    for said in ("They gave $12 bn then.", "It reached $12 billion.", "Every mark.", "The chart"):
        assert said in text


def test_figures_and_sentences_lead_to_rows() -> None:
    (mark,) = find_marks(SVG)
    assert mark.anchor == "claim-a-1"
    assert 0 <= mark.left < mark.left + mark.width <= 1
    without = content(markdown("# A"), code("", outputs=[shown(table())]))
    with_picture = content(
        markdown("# A"), code("", outputs=[shown(table())]), code("", outputs=[shown(picture())])
    )
    links = re.compile(rb"/Subtype\s*/Link")
    assert len(links.findall(document(with_picture))) == len(links.findall(document(without))) + 1


def test_the_same_contents_give_the_same_bytes() -> None:
    made = document()
    assert made == document()
    assert b"/CreationDate" not in made
    assert b"CreateDate" not in made


@pytest.mark.needs("office")
@pytest.mark.parametrize("attack", (ATTACKS | MORE_ATTACKS).values(), ids=ATTACKS | MORE_ATTACKS)
def test_words_of_an_article_do_nothing(attack: str, tmp_path: Path) -> None:
    quoted = cell(line(words(attack, "quote", lang="uk")), line(words(attack, "mark")))
    linked = line(
        words(attack, "", "javascript:alert(1)"), words("y", "", f"https://e.org/{attack}")
    )
    hostile = table(
        name="left_out", caption=attack, columns=(attack, "b"), note=attack,
        rows=(row(attack, quoted, anchor=attack, label=attack), row(linked, "x")),
    )  # fmt: skip
    made = executed(
        hostile,
        Prose(name="n", paragraphs=(line(attack, words("x", "source", "#row")),)),
        Problems(problems=(Problem(path=attack, message=attack),)),
        picture("other", alt=attack, description=attack),
    )
    made["cells"] += [
        markdown(f"## {attack}\n\n{attack}"),
        code(attack, outputs=[displayed(text__html=f"<p>{attack}</p>")]),
        code(attack, outputs=[{"output_type": "stream", "name": "stdout", "text": attack}]),
    ]
    pdf = document(made, mode="shown", donor=attack)
    for active in (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/AA", b"/GoToR", b"/SubmitForm"):
        assert active not in pdf
    targets = re.findall(rb"/URI\s*\((.*?)\)", pdf)
    assert all(target.startswith((b"https://", b"http://", b"mailto:")) for target in targets)
    text = words_of(pdf, tmp_path)
    if attack.isprintable():
        squeezed = re.sub(r"\s", "", text)
        assert re.sub(r"\s", "", attack) in squeezed, "the words stand there as they are"
    assert "root:" not in text
    assert "\x1b" not in text


@pytest.mark.needs("office")
def test_letters_that_no_font_has_are_told(tmp_path: Path) -> None:
    text = words_of(document(executed(table(caption="日本は 45億ドル"))), tmp_path)
    assert f"{MISSING}{MISSING}{MISSING} 45{MISSING}{MISSING}{MISSING}" in text
    assert f"{MISSING} stands for seven letters" in text or "stands for six letters" in text


@pytest.mark.needs("office")
def test_a_wide_table_is_turned_or_divided_and_stays_on_the_page(tmp_path: Path) -> None:
    frame = pd.DataFrame({f"column_{n}": [f"value {n}", "x" * 90] for n in range(30)})
    made = document(content(code("", outputs=[shown(show.table(frame, "Wide"))])))
    assert "Wide (part 1 of " in words_of(made, tmp_path)
    boxes = asked("pdftotext", made, tmp_path, "-bbox", stdout=True)
    for page in boxes.split("<page ")[1:]:
        width = float(re.search(r'width="([\d.]+)"', page)[1])  # type: ignore[index]
        rights = [float(one) for one in re.findall(r'xMax="([\d.]+)"', page)]
        assert max(rights) <= width - 50, "words end before the margin"


def test_each_part_of_a_wide_table_says_what_its_rows_are() -> None:
    columns = [f"a rather long name {n}" for n in range(20)]
    rows = [([[[{"text": f"{n} {place}"}]] for place in range(20)], f"row-{n}") for n in range(3)]
    parts = list(split_table("Wide", columns, rows))
    assert len(parts) > 1
    assert {part["columns"][0] for part in parts} == {"a rather long name 0"}
    seen = [name for part in parts for name in part["columns"][1:]]
    assert seen == columns[1:]
    anchors = [row.get("anchor") for part in parts for row in part["rows"]]
    assert [one for one in anchors if one] == ["row-0", "row-1", "row-2"], "each anchor once"


def pixels() -> str:
    import base64

    buffer = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


@pytest.mark.needs("office")
def test_a_notebook_of_others_is_set_as_well(tmp_path: Path) -> None:
    nested = "\n".join("  " * n + f"- level {n}" for n in range(9))
    text = (
        "# Mine\n\n## One\n\nBold **is** *slanted* `code` ~~gone~~ [link](https://e.org)  \ng\n\n"
        "1. one\n2. two\n\n> h\n\n"
        "---\n\n```\ni = 1\n```\n\n| j | k |\n|---|---|\n| l | **m** |\n\n" + nested
    )
    made = content(
        markdown(text),
        code("", outputs=[displayed(text__html=pd.DataFrame({"n": [1]}).to_html())]),
        code("", outputs=[displayed(text__html="<b>" * 700 + "o" + "</b>" * 700)]),
        code("", outputs=[displayed(image__png=pixels(), text__plain="A red box")]),
        code("", outputs=[displayed(image__png="AAAA", text__plain="No picture")]),
        code("", outputs=[displayed(image__svg_plus_xml=SVG)]),
    )
    said = words_of(document(made), tmp_path)
    for word in (
        "Mine",
        "Bold is slanted code gone link",
        "1. one",
        "i = 1",
        "level 8",
        "No picture",
    ):
        assert word in said


def test_what_typst_refuses_is_one_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "note_of", lambda _: {"is": "heading", "level": 9, "text": 1})
    with pytest.raises(ReportError, match="the PDF cannot be made"):
        document(executed(table(caption="日")))
