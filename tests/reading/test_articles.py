"""Articles of every format, one by one; what cannot be read is named and the rest goes on."""

from __future__ import annotations

import gzip
import hashlib
import json
import tracemalloc
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukjp.errors import ArticleError, OutputError
from ukjp.reading import articles as module
from ukjp.reading.article_files import ArticleFile
from ukjp.reading.articles import Article, ArticleReader, Item, Problem, read_articles
from ukjp.reading.claims import Scope
from ukjp.reading.extraction import extract_article

TEXT = "Japan gave Ukraine £3bn.\r\n\r\nIt said so on Monday."
HTML = (
    '<html><head><meta property="article:published_time" content="2024-02-19"></head><body>'
    "<article><h1>Tokyo promises more</h1><p>Japan will give Ukraine another $12 million for "
    "generators before the winter comes, its foreign ministry said in a statement.</p>"
    "<p>The first of them are on their way already, according to the ministry.</p></article>"
    "</body></html>"
)


def _read(*places: Path) -> tuple[list[Article], list[Problem]]:
    items = list(read_articles(places))
    return [i for i in items if isinstance(i, Article)], [
        i for i in items if isinstance(i, Problem)
    ]


def _lines(*records: object) -> bytes:
    return "".join(json.dumps(record) + "\n" for record in records).encode()


# --- formats ------------------------------------------------------------------------------------


def test_plain_text_is_the_bytes_decoded(tmp_path: Path) -> None:
    data = ("\ufeff" + TEXT).encode()
    (tmp_path / "a.txt").write_bytes(data)
    [article], problems = _read(tmp_path)
    assert problems == []
    assert article == Article(
        "a", "a.txt", hashlib.sha256(data).hexdigest(), "utf-8", data.decode()
    )


def test_front_matter_gives_fields_and_the_text_stays_whole(tmp_path: Path) -> None:
    text = "---\ntitle: Kyiv: more\noutlet: Example Times\ndate: 2024-05-01\n---\n\nBody here.\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    [article], _ = _read(tmp_path)
    assert article.text == text
    assert article[5:] == ("Kyiv: more", "Example Times", None, "2024-05-01", "front_matter")


def test_a_page_gives_its_article_and_its_day(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(HTML, encoding="utf-8")
    [article], _ = _read(tmp_path)
    assert article.text.startswith("Tokyo promises more\n")
    assert "<p>" not in article.text
    assert (article.published, article.published_from) == ("2024-02-19", "html_meta")


@pytest.mark.parametrize("packed", [False, True], ids=["jsonl", "jsonl.gz"])
def test_json_lines_hold_one_article_each(tmp_path: Path, packed: bool) -> None:
    data = _lines(
        {"id": "x7", "text": TEXT, "title": "Aid", "url": "https://a.test/7", "date": "2024-05-01"},
        {"id": 8, "text": "Another one."},
        {"text": "A third, without an identifier."},
    )  # fmt: skip
    name = "set.jsonl.gz" if packed else "set.jsonl"
    (tmp_path / name).write_bytes(gzip.compress(data) if packed else data)
    found, problems = _read(tmp_path)
    assert problems == []
    assert [a.article_id for a in found] == ["x7", "8", "set_3"]
    assert [a.path for a in found] == [f"{name}:1", f"{name}:2", f"{name}:3"]
    assert found[0].text == TEXT
    assert found[0][5:] == ("Aid", None, "https://a.test/7", "2024-05-01", "front_matter")
    assert found[1][5:] == (None, None, None, None, None)
    assert found[0].sha256 == hashlib.sha256(data.split(b"\n")[0]).hexdigest()


def test_the_row_says_where_the_day_comes_from(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(HTML, encoding="utf-8")
    (tmp_path / "b.md").write_text(f"---\ndate: 2024-05-01\n---\n{TEXT}", encoding="utf-8")
    (tmp_path / "c.jsonl").write_bytes(_lines({"text": "Aid came.", "published": "2024-05-02"}))
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "2024-05-03-aid.txt").write_text("It came.", encoding="utf-8")
    rows = [extract_article(article, Scope()).article for article in _read(tmp_path)[0]]
    assert [(str(row.published_earliest), row.published_basis) for row in rows] == [
        ("2024-02-19", "html_meta"),
        ("2024-05-01", "front_matter"),
        ("2024-05-02", "front_matter"),
        ("2024-05-03", "file_name"),
    ]


def test_files_of_all_formats_come_in_order(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_bytes(
        _lines({"id": "one", "text": "One."}, {"id": "two", "text": "Two."})
    )
    (tmp_path / "a.txt").write_text("Three.", encoding="utf-8")
    (tmp_path / "c.md").write_text("Four.", encoding="utf-8")
    (tmp_path / "d.html").write_text(HTML, encoding="utf-8")
    found, _ = _read(tmp_path)
    assert [a.article_id for a in found] == ["a", "one", "two", "c", "d"]


def test_other_encodings_are_recorded(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("The aid is £3bn, it said.".encode("cp1252"))
    (tmp_path / "b.jsonl").write_bytes(
        '{"text": "It was the £4bn."}\n{"text": "It was the £5bn."}\n'.encode("cp1252")
    )
    found, _ = _read(tmp_path)
    assert [(a.encoding, "£" in a.text) for a in found] == [("cp1252", True)] * 3


# --- names --------------------------------------------------------------------------------------


def test_same_stems_in_different_folders_get_their_own_names(tmp_path: Path) -> None:
    for folder in ("2023", "2024", "2025"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "index.txt").write_text(f"Written in {folder}.", encoding="utf-8")
    found, _ = _read(tmp_path)
    names = [a.article_id for a in found]
    assert names == ["index", *(f"index_{a.sha256[:8]}" for a in found[1:])]
    assert [a.path for a in found] == ["2023/index.txt", "2024/index.txt", "2025/index.txt"]


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("日本 から.txt", "日本_から"),
        ("a b\tc.txt", "a_b_c"),
        ("line\nbreak\x1b[0m.txt", "line_break_[0m"),
        ("=cmd|' calc'.txt", "=cmd|'_calc'"),
        ("x" * 200 + ".txt", "x" * 120),
    ],
)
def test_odd_file_names(tmp_path: Path, name: str, identifier: str) -> None:
    (tmp_path / name).write_text("Some article.", encoding="utf-8")
    [article], _ = _read(tmp_path)
    assert article.article_id == identifier
    assert article.path.isprintable() or "\ufffd" in article.path


def test_a_file_name_that_is_no_unicode(tmp_path: Path) -> None:
    try:
        (tmp_path / "caf\udce9.txt").write_text("Some article.", encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes Unicode alone")
    [article], _ = _read(tmp_path)
    assert (article.article_id, article.path) == ("caf", "caf\ufffd.txt")


# --- the same article twice ---------------------------------------------------------------------


def test_the_same_content_is_read_once_and_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    (tmp_path / "b.txt").write_bytes(("\ufeff" + TEXT.replace("\r\n", "\n") + "\n").encode())
    (tmp_path / "c.jsonl").write_bytes(
        _lines({"id": "c", "text": TEXT}, {"id": "d", "text": "Other."})
    )
    found, problems = _read(tmp_path)
    assert [a.article_id for a in found] == ["a", "d"]
    assert problems == [
        Problem("b.txt", "same content as a.txt: not counted twice", fatal=False),
        Problem("c.jsonl:1", "same content as a.txt: not counted twice", fatal=False),
    ]


# --- what cannot be read ------------------------------------------------------------------------


def _broken(folder: Path) -> dict[str, str]:
    """Write files that cannot be read; return the words with which each is refused."""
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.md").write_bytes(b" \n\n")
    (folder / "image.txt").write_bytes(b"\x89PNG\x00\x01\xff")
    (folder / "page.html").write_bytes(b"<html></html>")
    (folder / "cut.jsonl.gz").write_bytes(gzip.compress(_lines({"text": "x" * 5000}))[:-12])
    (folder / "fake.jsonl.gz").write_bytes(b"no gzip")
    (folder / "none.jsonl").write_bytes(b"\n\n")
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    return {
        "empty.txt": "empty",
        "blank.md": "empty",
        "image.txt": "no text",
        "page.html": "no article text",
        "cut.jsonl.gz:1": "cannot be read",
        "fake.jsonl.gz:1": "cannot be read",
        "none.jsonl": "expected an article a line",
        "gone.txt": "No such file",
    }


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    expected = _broken(tmp_path)
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "z.jsonl").write_bytes(_lines({"id": "last", "text": "At the end."}))
    found, problems = _read(tmp_path)
    assert [a.article_id for a in found] == ["good", "last"]
    assert {p.path for p in problems} == set(expected)
    for problem in problems:
        assert expected[problem.path] in problem.message
        assert "\n" not in problem.message
        assert problem.fatal


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"{not json}", "no JSON"),
        (b'"a string"', "no text in this record"),
        (b'{"id": "x"}', "no text in this record"),
        (b'{"text": 7}', "no text in this record"),
        (b'{"text": "  "}', "no text in this record"),
        (b'{"text": null}', "no text in this record"),
        (b"[" * 100_000, "no JSON"),
        (b'{"n": ' + b"1" * 5000 + b', "text": "a"}', "no JSON"),
        (b"\xff\x00", "no text"),
    ],
    ids=["braces", "string", "missing", "number", "blank", "null", "deep", "long-number", "bytes"],
)
def test_a_broken_line_is_named_and_the_next_is_read(
    tmp_path: Path, line: bytes, words: str
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(line + b"\n" + _lines({"id": "next", "text": "Good."}))
    [article], [problem] = _read(path)
    assert article.article_id == "next"
    assert problem.path == "a.jsonl:1"
    assert words in problem.message
    assert "expected" in problem.message


def test_half_a_pair_becomes_a_sign_of_the_same_length(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(
        b'{"id": "\\udc00i", "text": "a\\ud800b", "title": "\\ud800"}\n'
    )
    [article], _ = _read(tmp_path)
    assert article.text == "a\ufffdb"
    assert "\ud800" not in repr(article)
    assert article.article_id.encode()


def test_lines_before_a_cut_are_kept(tmp_path: Path) -> None:
    records = [
        {"id": f"n{i}", "text": f"{i} " + hashlib.sha256(b"%d" % i).hexdigest() * 40}
        for i in range(200)
    ]
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(_lines(*records))[:-3000])
    found, [problem] = _read(tmp_path)
    assert 0 < len(found) < 200
    assert problem.path == f"a.jsonl.gz:{len(found) + 1}"


def test_what_unpacks_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST", 100_000)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b" " * 10_000_000))
    (tmp_path / "b.txt").write_bytes(b"x" * 100_001)
    (tmp_path / "c.txt").write_bytes(b"y" * 100_000)
    found, problems = _read(tmp_path)
    assert [a.article_id for a in found] == ["c"]
    assert [p.path for p in problems][-1] == "b.txt"
    assert "larger than" in problems[-1].message


def test_nothing_to_read_is_said_before_reading() -> None:
    with pytest.raises(ArticleError, match="no such file or folder"):
        read_articles("nowhere/at/all")


def test_a_full_disk_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    reader = read_articles(tmp_path)

    def full(*_: object) -> str:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(type(reader._register), "take_name", full)
    with pytest.raises(OutputError, match="temporary folder: database or disk is full"):
        next(reader)


# --- laws ---------------------------------------------------------------------------------------


@given(st.lists(st.binary(max_size=60), min_size=1, max_size=5))
def test_any_bytes_in_lines_are_read_or_named(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "a.jsonl").write_bytes(b"\n".join(lines))
    found, problems = _read(folder)
    filled = sum(bool(line.strip()) for line in b"\n".join(lines).split(b"\n"))
    assert len(found) + len(problems) == max(1, filled)


def test_progress_ends_at_the_whole(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(
        _lines(*({"id": i, "text": f"Text {i}."} for i in range(50)))
    )
    for number in range(40):
        (tmp_path / f"b{number}.txt").write_text(f"File {number}.", encoding="utf-8")
    reader = read_articles(tmp_path)
    seen = [reader.read_size for _ in reader]
    assert seen == sorted(seen)
    assert (
        reader.read_size == reader.total_size == sum(p.stat().st_size for p in tmp_path.iterdir())
    )


def test_files_can_be_read_elsewhere_in_groups(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number:02}.txt").write_text(f"File {number}.", encoding="utf-8")
    groups: list[int] = []

    def elsewhere(
        work: Callable[[Sequence[ArticleFile]], list[Item]], files: Iterable[Sequence[ArticleFile]]
    ) -> Iterable[list[Item]]:
        for group in files:
            groups.append(len(group))
            yield work(group)

    assert list(ArticleReader(tmp_path, elsewhere)) == list(ArticleReader(tmp_path))
    assert sum(groups) == 40
    assert len(groups) > 1


def test_memory_does_not_grow_with_the_number_of_articles(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        path = tmp_path / f"{count}.jsonl"
        with path.open("wb") as file:
            for number in range(count):
                file.write(
                    _lines({"id": f"article-{number}", "text": f"{number} " + "word " * 200})
                )
        tracemalloc.start()
        assert sum(1 for _ in read_articles(path)) == count
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(100)
    assert peak(6000) < peak(600) + 100_000
