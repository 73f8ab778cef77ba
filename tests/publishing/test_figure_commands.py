"""`ukjp figures` writes what was asked for, under names that never collide."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from ukjp.cli import cli


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["figures", *words])
    return result.exit_code, result.output


def test_one_figure_stands_with_its_data_and_words(tmp_path: Path, briefs: Path) -> None:
    code, output = run(
        "cumulative-aid", "--articles", str(briefs), "--format", "svg", "--currency", "jpy",
        "--size", "phone", "--theme", "dark", "--as-of", "2024-04-30", "--out", str(tmp_path),
    )  # fmt: skip
    names = sorted(path.name for path in tmp_path.iterdir())
    stem = "cumulative_aid_japan-ukraine_phone_dark_jpy_2024-04-30"
    assert (code, names) == (
        0, [f"{stem}.csv", f"{stem}.made.json", f"{stem}.svg", f"{stem}.txt"],
    )  # fmt: skip
    assert all(str(tmp_path / name) in output for name in names if ".made." not in name)
    assert "¥" in (tmp_path / f"{stem}.svg").read_text(encoding="utf-8")


def test_a_slide_of_any_size_and_a_larger_picture_have_names_of_their_own(
    tmp_path: Path, briefs: Path
) -> None:
    code, output = run(
        "security-agreements", "--articles", str(briefs), "--format", "pptx,png", "--size",
        "10x7.5", "--scale", "2", "--out", str(tmp_path),
    )  # fmt: skip
    assert code == 0, output
    stem = "security_agreements_japan-ukraine_10x7.5_light_2x_2024-06-15"
    assert {f"{stem}.pptx", f"{stem}.png"} <= {path.name for path in tmp_path.iterdir()}
    code, output = run("--size", "99x7", "--articles", str(briefs), "--out", str(tmp_path))
    assert (code, "inches wide" in output) == (2, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["pie"], "none of cumulative_aid", id="a figure there is not"),
        pytest.param(["--currency", "XXX"], "no rate", id="a code that is no money"),
        pytest.param(["--currency", "UAH"], "no rate", id="a currency without a rate"),
        pytest.param(["--size", "huge"], "none of slide", id="a size there is not"),
        pytest.param(["--format", "bmp"], "none of png", id="a format there is not"),
        pytest.param(["--start", "2024-06-02", "--end", "2024-06-01"], "after end", id="reversed"),
        pytest.param(["--as-of", "soon"], "YYYY-MM-DD", id="no day"),
    ],
)
def test_wrong_requests_are_one_line_and_write_nothing(
    tmp_path: Path, briefs: Path, words: list[str], said: str
) -> None:
    code, output = run(*words, "--articles", str(briefs), "--out", str(tmp_path / "out"))
    assert (code, len(output.splitlines())) == (2, 1)
    assert said in output
    assert not (tmp_path / "out").exists()
