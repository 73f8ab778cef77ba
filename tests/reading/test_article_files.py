"""Files are found in an order of their own, once each, wherever links lead."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ukjp.errors import ArticleError
from ukjp.reading.article_files import (
    Register,
    article_stem,
    find_article_files,
    printable,
    register_files,
)


def _write(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Article {name}.", encoding="utf-8")
    return folder


def _names(*places: Path) -> list[str]:
    register, _ = register_files(places)
    return [file.name for file in register.files()]


def test_folders_are_searched_in_depth_and_sorted(tmp_path: Path) -> None:
    _write(tmp_path, "b.txt", "a/z.md", "a.txt", "a/b/c.HTML", "A.jsonl", "x.jsonl.gz", "k.htm")
    assert _names(tmp_path) == [
        "A.jsonl", "a/b/c.HTML", "a/z.md", "a.txt", "b.txt", "k.htm", "x.jsonl.gz",
    ]  # fmt: skip


def test_the_order_of_the_places_and_where_they_lie_change_nothing(tmp_path: Path) -> None:
    one, two = _write(tmp_path / "z", "b.txt", "d.txt"), _write(tmp_path / "a", "a.txt", "c.txt")
    assert _names(one, two) == _names(two, one) == ["a.txt", "b.txt", "c.txt", "d.txt"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    _write(tmp_path, "in/a.txt")
    assert _names(tmp_path, tmp_path / "in" / "a.txt", tmp_path / "in") == ["in/a.txt"]


def test_hidden_files_and_readmes_are_no_articles(tmp_path: Path) -> None:
    _write(
        tmp_path, "a.txt", ".hidden.txt", ".git/b.txt", "README.md", "readme.de.txt", "Readmes.txt"
    )
    assert _names(tmp_path) == ["Readmes.txt", "a.txt"]


def test_what_is_passed_over_is_said(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", "b.pdf", "c.pdf", "d.docx", "noend")
    _, notes = register_files(tmp_path)
    assert [message.split(";")[0] for _, message in notes] == [
        "1 file ending in '.docx' not read",
        "2 files ending in '.pdf' not read",
        "1 file ending in 'noend' not read",
    ]


def test_a_folder_whose_name_ends_like_an_article_is_a_folder(tmp_path: Path) -> None:
    _write(tmp_path, "x.txt/a.txt", "y.jsonl/b.md")
    assert _names(tmp_path) == ["x.txt/a.txt", "y.jsonl/b.md"]


def test_links_that_lead_round_end(tmp_path: Path) -> None:
    _write(tmp_path, "in/a.txt")
    (tmp_path / "in" / "loop").symlink_to(tmp_path)
    (tmp_path / "again").symlink_to(tmp_path / "in")
    assert len(_names(tmp_path)) == 1


def test_a_link_to_a_folder_elsewhere_is_followed(tmp_path: Path) -> None:
    _write(tmp_path, "archive/a.txt", "set/b.txt")
    (tmp_path / "set" / "old").symlink_to(tmp_path / "archive")
    assert _names(tmp_path / "set") == ["b.txt", "old/a.txt"]


def test_a_broken_link_is_trouble_and_the_rest_is_found(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "c.txt").symlink_to(tmp_path / "c.txt")
    register, _ = register_files(tmp_path)
    troubles = {file.name: file.trouble for file in register.files()}
    assert troubles["a.txt"] is None
    assert "No such file" in str(troubles["b.txt"])
    assert "cannot be read" in str(troubles["c.txt"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "b.txt")
    register, _ = register_files(tmp_path)
    assert [file.trouble is None for file in register.files()] == [True, False]


def test_a_closed_folder_is_trouble_and_the_rest_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path, "a.txt", "closed/b.txt")
    list_folder = os.scandir

    def scandir(path: str) -> object:  # root may list every folder
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return list_folder(path)

    monkeypatch.setattr(os, "scandir", scandir)
    register, _ = register_files(tmp_path)
    troubles = {file.name: file.trouble for file in register.files()}
    assert troubles == {"a.txt": None, "closed": "cannot be read: Permission denied"}


@pytest.mark.parametrize("name", ["gone", "gone.txt", "nul\0.txt", "x" * 5000])
def test_a_place_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(ArticleError) as caught:
        register_files(tmp_path / name)
    assert "\n" not in str(caught.value)
    assert printable(name)[:20] in str(caught.value)


def test_an_empty_folder_says_what_is_expected(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"no articles in this folder; expected .*\.jsonl\.gz"):
        register_files(tmp_path)


def test_no_places_at_all() -> None:
    with pytest.raises(ArticleError, match="no articles named"):
        register_files([])


def test_one_place_needs_no_list(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt")
    assert (
        find_article_files(str(tmp_path)) == find_article_files([tmp_path]) == [tmp_path / "a.txt"]
    )


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("a.txt", "a"), ("in/b.c.md", "b.c"), ("x.jsonl.gz", "x"), ("y.TXT", "y"),
        ("plain", "plain"), ("odd.article", "odd"), ("in.dir/plain", "plain"), (".txt", ""),
    ],
)  # fmt: skip
def test_stems(name: str, stem: str) -> None:
    assert article_stem(name) == stem


@pytest.mark.parametrize(
    ("names", "taken"),
    [
        (["a", "b"], ["a", "b"]),
        (["a", "a", "a"], ["a", "a_01234567", "a_012345678"]),
        (["two words\tand\nmore"], ["two_words_and_more"]),
        (["\x1b[31mred\u202e", "ü日本"], ["[31mred", "ü日本"]),
        (["_a_", "caf\ufffd"], ["_a_", "caf"]),
        ([" ", "\u200b"], ["article", "article_01234567"]),
        (["x" * 500], ["x" * 120]),
    ],
)
def test_identifiers_are_unique_and_without_blanks(names: list[str], taken: list[str]) -> None:
    register = Register()
    assert [register.take_name(name, "0123456789abcdef") for name in names] == taken


def test_names_run_out_never() -> None:
    register = Register()
    assert len({register.take_name("a", "ab") for _ in range(50)}) == 50


def test_unseen_characters_are_shown() -> None:
    assert printable("a\x1b[2Jb\u202ec\udcff日本 é") == "a\ufffd[2Jb\ufffdc\ufffd日本 é"
