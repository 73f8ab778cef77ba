"""What a person can type, what is refused, and that it is said in one line each."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publishing.samples import code, with_parameters, write_notebook

from ukjp.errors import ParameterError
from ukjp.publishing.notebooks import Notebook, read_notebook
from ukjp.publishing.parameters import (
    build_model,
    check_parameters,
    describe_values,
    kernel_values,
    parse_assignments,
    set_values,
)

CELL = """
articles: str = ""  # folder of articles; empty: the briefs
donor: str = "Japan"  # who gives
recipient: str = "Ukraine"
# first day shown;
# empty: the earliest
start: date | None = None
end: "date | None" = None
as_of: Optional[date] = None
currency: str = "USD"
show_reference: bool = False
size: Literal["slide", "column"] = "slide"
rounds: Annotated[int, Field(ge=1, le=5)] = 2
share: float = 0.5
outlets: list[str] = []
years: Annotated[list[int], Field(max_length=3)] = [2023, 2024]
day: date = date(2024, 6, 13)
plain = 7
"""


@pytest.fixture
def notebook(tmp_path: Path) -> Notebook:
    return with_parameters(tmp_path, CELL)


def faults(notebook: Notebook, **typed: object) -> list[str]:
    with pytest.raises(ParameterError) as caught:
        check_parameters(notebook, typed)
    assert caught.value.exit_code == 2
    return str(caught.value).splitlines()


def test_defaults_are_what_the_cell_says(notebook: Notebook) -> None:
    values = check_parameters(notebook, {})
    assert values["donor"] == "Japan"
    assert values["start"] is None
    assert values["years"] == [2023, 2024]
    assert values["day"] == dt.date(2024, 6, 13)
    assert set_values(notebook, values) == {}


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        pytest.param("start", "2024-01-31", dt.date(2024, 1, 31), id="a day"),
        pytest.param("start", "", None, id="nothing for an optional day"),
        pytest.param("end", "2024-02-29", dt.date(2024, 2, 29), id="a leap day, quoted type"),
        pytest.param("as_of", dt.date(2024, 4, 3), dt.date(2024, 4, 3), id="a day of a TOML file"),
        pytest.param("show_reference", "yes", True, id="yes"),
        pytest.param("show_reference", "FALSE", False, id="false in capitals"),
        pytest.param("rounds", "5", 5, id="a whole number at its limit"),
        pytest.param("share", "1e-3", 0.001, id="a number"),
        pytest.param("outlets", "NHK, Kyodo ,", ["NHK", "Kyodo"], id="a list by commas"),
        pytest.param("outlets", "", [], id="an empty list"),
        pytest.param("years", "2022,2023", [2022, 2023], id="whole numbers by commas"),
        pytest.param("donor", "japan", "Japan", id="a name in small letters"),
        pytest.param("donor", " Norway ", "Norway", id="a name with blanks"),
        pytest.param("currency", "jpy", "JPY", id="a currency in small letters"),
        pytest.param("size", "column", "column", id="one of a few words"),
        pytest.param("plain", "8", 8, id="a type taken from the default"),
    ],
)
def test_text_is_read_by_the_declared_type(
    notebook: Notebook, name: str, typed: object, value: object
) -> None:
    read = check_parameters(notebook, {name: typed})[name]
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param({"donr": "Japan"}, "did you mean 'donor'?", id="a misspelt name"),
        pytest.param({"zzz": "1"}, "known are articles, donor", id="a name like no other"),
        pytest.param({"start": "tomorrow"}, "write it like 2024-06-13", id="no day"),
        pytest.param({"start": "2024-02-30"}, "write it like 2024-06-13", id="a day that is none"),
        pytest.param({"start": "0"}, "write it like 2024-06-13", id="a number for a day"),
        pytest.param({"start": "20240613"}, "write it like 2024-06-13", id="a day without dashes"),
        pytest.param({"start": "2024-W24-4"}, "write it like 2024-06-13", id="a day of a week"),
        pytest.param({"show_reference": "maybe"}, "write true or false", id="no yes or no"),
        pytest.param({"rounds": "6"}, "less than or equal to 5", id="out of range"),
        pytest.param({"rounds": "2.5"}, "write it like 12", id="no whole number"),
        pytest.param({"rounds": True}, "write it like 12", id="true for a number"),
        pytest.param({"rounds": ""}, "write it like 12", id="nothing for a number"),
        pytest.param({"share": "nan"}, "write it like 12.5", id="not a number"),
        pytest.param({"share": "inf"}, "write it like 12.5", id="infinity"),
        pytest.param({"years": "2022,x"}, "'x' is no whole number", id="one item of a list"),
        pytest.param({"years": "1,2,3,4"}, "at most 3 items", id="too long a list"),
        pytest.param({"years": "a,b"}, "'a' is no whole number", id="two items of a list"),
        pytest.param({"donor": 5}, "put it in quotes", id="a number for a name"),
        pytest.param({"donor": "Jpan"}, "did you mean 'Japan'?", id="a misspelt donor"),
        pytest.param({"donor": ""}, "is empty", id="no donor"),
        pytest.param({"recipient": "Atlantis"}, "not a known actor", id="an unknown recipient"),
        pytest.param({"recipient": "Japan"}, "two different actors", id="one actor for both"),
        pytest.param(
            {"currency": "DOLLARS"},
            "no rate of the European Central Bank",
            id="an unknown currency",
        ),
        pytest.param({"size": "slidee"}, "did you mean 'slide'?", id="a misspelt choice"),
        pytest.param({"articles": "nowhere"}, "no such file or folder", id="no such folder"),
        pytest.param(
            {"start": "2024-05-01", "end": "2024-04-30"}, "lies after end", id="start after end"
        ),
        pytest.param(
            {"start": "2024-05-01", "as_of": "2024-04-30"},
            "lies after as_of",
            id="start after as_of",
        ),
        pytest.param({"api_token": "x"}, "looks like a secret", id="a token"),
        pytest.param({"dbPassword": "x"}, "looks like a secret", id="a password in camel case"),
        pytest.param(
            {"articles": "s3://me:word@host/x"}, "user and a password", id="in an address"
        ),
    ],
)
def test_wrong_input_gets_one_line(notebook: Notebook, typed: dict[str, object], said: str) -> None:
    found = faults(notebook, **typed)
    assert len(found) == 1
    assert said in found[0]
    assert next(iter(typed)) in found[0]


def test_all_faults_are_told_at_once(notebook: Notebook) -> None:
    found = faults(
        notebook, donr="x", start="2024-05-01", end="2024-04-01", rounds="9", currency="??",
        password="x",
    )  # fmt: skip
    named = [line.split(":")[0].split()[0] for line in found]
    assert sorted(named) == ["currency", "donr", "password", "rounds", "start"]


def test_an_empty_folder_of_articles_is_told(notebook: Notebook, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (line,) = faults(notebook, articles=str(empty))
    assert "no articles in this folder" in line


def test_places_start_where_the_caller_stands(
    notebook: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.txt").write_text("words")
    monkeypatch.chdir(tmp_path)
    values = check_parameters(notebook, {"articles": "mine"})
    assert values["articles"] == str(tmp_path / "mine")


@pytest.mark.parametrize("name", ["author", "passage", "monkey", "tokenised", "keyboard", "cook"])
def test_harmless_names_are_no_secrets(tmp_path: Path, name: str) -> None:
    assert check_parameters(with_parameters(tmp_path, f'{name}: str = ""'), {name: "x"}) == {
        name: "x"
    }


def test_a_number_of_tokens_is_no_secret_but_a_token_is(tmp_path: Path) -> None:
    assert check_parameters(with_parameters(tmp_path, "max_tokens: int = 5"), {})
    (line,) = faults(with_parameters(tmp_path, 'access_token: str = ""'))
    assert "sample.ipynb" in line


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        pytest.param("x: DataFrame = 1", "type DataFrame is not known", id="an unknown type"),
        pytest.param("x: int = len('a')", "computed", id="a computed default"),
        pytest.param("x: int = 1\nfor i in x: pass", "more than assignments", id="other code"),
        pytest.param("x: int =", "line 1", id="no Python"),
        pytest.param("x: date = date(2024, 2, 30)", "is no day", id="a default that is no day"),
        pytest.param("x: Annotated[int, Field(le=f())] = 1", "not known", id="a computed limit"),
        pytest.param("x: int = 'a'", "no whole number", id="a default of another type"),
    ],
)
def test_a_broken_parameters_cell_is_told(tmp_path: Path, cell: str, said: str) -> None:
    (line,) = faults(with_parameters(tmp_path, cell))
    assert said in line


def test_a_notebook_without_parameters_takes_none(tmp_path: Path) -> None:
    notebook = read_notebook(write_notebook(tmp_path / "none.ipynb", code("1 + 1")))
    assert check_parameters(notebook, {}) == {}
    (line,) = faults(notebook, donor="Japan")
    assert "no cell tagged 'parameters'" in line


def test_schema_carries_types_limits_and_help(notebook: Notebook) -> None:
    schema = build_model(notebook).model_json_schema()
    assert schema["additionalProperties"] is False
    properties = schema["properties"]
    assert properties["donor"]["description"] == "who gives"
    assert properties["start"]["description"] == "first day shown; empty: the earliest"
    assert properties["start"]["anyOf"][0] == {"format": "date", "type": "string"}
    assert properties["size"]["enum"] == ["slide", "column"]
    assert (properties["rounds"]["minimum"], properties["rounds"]["maximum"]) == (1, 5)


def test_only_what_differs_is_set_in_the_notebook(notebook: Notebook) -> None:
    values = check_parameters(notebook, {"donor": "Japan", "start": "2024-01-01", "rounds": "2"})
    assert kernel_values(set_values(notebook, values)) == {"start": "2024-01-01"}


def test_an_empty_value_is_described_by_its_help(notebook: Notebook) -> None:
    described = describe_values(
        notebook, {"articles": "", "start": None, "end": None, "outlets": []}
    )
    assert described == {
        "articles": "the briefs", "start": "the earliest", "end": "not set", "outlets": [],
    }  # fmt: skip


def test_the_last_assignment_wins_and_values_may_hold_anything() -> None:
    assert parse_assignments(["a=1", "b = x=y ", "a=2", "c="]) == {"a": "2", "b": "x=y", "c": ""}


@pytest.mark.parametrize("words", ["donor", "=Japan", "a b=1", "1a=2", "-P=1"])
def test_words_that_assign_nothing_are_refused(words: str) -> None:
    with pytest.raises(ParameterError, match="write name=value"):
        parse_assignments([words])


@pytest.fixture(scope="module")
def shared_notebook(tmp_path_factory: pytest.TempPathFactory) -> Notebook:
    return with_parameters(tmp_path_factory.mktemp("shared"), CELL)


NAMES = ["start", "rounds", "share", "years", "show_reference", "size", "currency", "donor"]


@given(name=st.sampled_from(NAMES), typed=st.text(max_size=12))
def test_any_text_is_taken_or_refused_in_one_line(
    shared_notebook: Notebook, name: str, typed: str
) -> None:
    try:
        value = check_parameters(shared_notebook, {name: typed})[name]
    except ParameterError as error:
        said = str(error)
    else:
        again = kernel_values({name: value})[name]
        assert check_parameters(shared_notebook, {name: again})[name] == value
        return
    assert len(said.split("\n")) == 1
    assert said.startswith(name)
