"""A missing part is a visible skip, unless UKJP_REQUIRE names it: then it is a failure."""

from __future__ import annotations

from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py").read_text(encoding="utf-8")
BY_MARK = """
    import pytest

    @pytest.mark.needs('originals')
    def test_reads_an_original():
        assert True
"""
BY_FIXTURE = """
    def test_reads_an_original(originals):
        assert list(originals.glob('*.txt'))
"""


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A suite of its own with our conftest, on a machine that has no original article."""
    pytester.makeconftest(CONFTEST)
    monkeypatch.setenv("UKJP_ORIGINALS", str(pytester.path / "originals"))
    monkeypatch.delenv("UKJP_REQUIRE", raising=False)
    return pytester


def add_original(suite: pytest.Pytester) -> None:
    folder = suite.path / "originals"
    folder.mkdir()
    (folder / "a.txt").write_text("An article.", encoding="utf-8")


@pytest.mark.parametrize("source", [BY_MARK, BY_FIXTURE], ids=["mark", "fixture"])
def test_missing_part_is_skipped_with_its_reason(suite: pytest.Pytester, source: str) -> None:
    suite.makepyfile(source)
    result = suite.runpytest_inprocess("-rs")
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["*needs originals: no articles in*UKJP_ORIGINALS*"])


@pytest.mark.parametrize("source", [BY_MARK, BY_FIXTURE], ids=["mark", "fixture"])
def test_required_part_that_is_missing_fails(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    monkeypatch.setenv("UKJP_REQUIRE", "cluster, originals")
    suite.makepyfile(source)
    result = suite.runpytest_inprocess()
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*UKJP_REQUIRE names originals*no articles in*"])


@pytest.mark.parametrize("source", [BY_MARK, BY_FIXTURE], ids=["mark", "fixture"])
def test_part_that_is_there_is_used(suite: pytest.Pytester, source: str) -> None:
    add_original(suite)
    suite.makepyfile(source)
    suite.runpytest_inprocess().assert_outcomes(passed=1)


def test_required_test_may_not_skip_itself(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_original(suite)
    monkeypatch.setenv("UKJP_REQUIRE", "originals")
    suite.makepyfile("""
        import pytest

        @pytest.mark.needs('originals')
        def test_gives_up():
            pytest.skip('too slow here')

        def test_needs_nothing():
            pytest.skip('not today')
    """)
    result = suite.runpytest_inprocess("-rs")
    result.assert_outcomes(failed=1, skipped=1)
    result.stdout.fnmatch_lines(["*UKJP_REQUIRE names originals*too slow here*"])


def test_known_miss_stays_an_expected_failure(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_original(suite)
    monkeypatch.setenv("UKJP_REQUIRE", "originals")
    suite.makepyfile("""
        import pytest

        @pytest.mark.needs('originals')
        @pytest.mark.xfail(reason='known miss')
        def test_misses():
            assert False
    """)
    suite.runpytest_inprocess().assert_outcomes(xfailed=1)


def test_unknown_part_in_the_variable_is_an_error(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UKJP_REQUIRE", "orginals")
    suite.makepyfile("def test_nothing(): pass")
    result = suite.runpytest_inprocess()
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*UKJP_REQUIRE: unknown part orginals; known are originals, *"])


def test_unknown_part_in_a_mark_is_an_error(suite: pytest.Pytester) -> None:
    suite.makepyfile(BY_MARK.replace("originals", "browzer"))
    result = suite.runpytest_inprocess()
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*test_reads_an_original: unknown part browzer*"])


def test_here_the_originals_are_no_briefs(originals: Path, briefs: Path) -> None:
    """The briefs retell the originals one by one, under the same names and in other words."""
    names = sorted(path.name for path in originals.glob("*.txt"))
    assert names == sorted(path.name for path in briefs.glob("*.txt"))
    for name in names:
        assert (originals / name).read_bytes() != (briefs / name).read_bytes()
