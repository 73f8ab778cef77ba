"""The reference tables hold what `data/datapackage.json` says of them."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ukjp import vocabulary
from ukjp.actors import read_actors

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = Path(__file__).parents[1] / "data"
PACKAGE: dict[str, Any] = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
TABLES = {
    Path(resource["path"]).name: resource
    for resource in PACKAGE["resources"]
    if resource.get("type") == "table"
}
VOCABULARIES = {
    "kind": vocabulary.KINDS,
    "instrument": vocabulary.INSTRUMENTS,
    "sector": vocabulary.SECTORS,
    "type": vocabulary.EVENT_TYPES,
    "status": vocabulary.STATUSES,
    "qualifier": vocabulary.QUALIFIERS,
}
Row = dict[str, str]


def read_table(name: str) -> list[Row]:
    with (DATA / "reference" / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def is_day(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text)) and bool(date.fromisoformat(text))


def is_month(text: str) -> bool:
    return is_day(f"{text}-01")


# How a cell of each type is written; a wrong one gives False or raises ValueError.
CHECKS: dict[str, Callable[[str], bool]] = {
    "string": bool,
    "number": lambda text: float(text) == float(text),
    "integer": lambda text: str(int(text)) == text,
    "boolean": lambda text: text in {"true", "false"},
    "date": is_day,
    "yearmonth": is_month,
}


def faults_of_cell(cell: str, field: dict[str, Any]) -> str:
    """Say what is wrong with a cell, or nothing."""
    limits = field.get("constraints", {})
    if not cell:
        return "empty" if limits.get("required") else ""
    try:
        is_typed = CHECKS[field["type"]](cell)
    except ValueError:
        is_typed = False
    if not is_typed:
        return f"no {field['type']}"
    if "enum" in limits and cell not in limits["enum"]:
        return f"not one of {limits['enum']}"
    if "pattern" in limits and not re.fullmatch(limits["pattern"], cell):
        return f"does not match {limits['pattern']}"
    if "minimum" in limits and float(cell) < limits["minimum"]:
        return f"below {limits['minimum']}"
    return ""


def days_of(cell: str) -> tuple[date, date]:
    """First and last day of a day or a month."""
    if is_day(cell):
        return date.fromisoformat(cell), date.fromisoformat(cell)
    year, month = map(int, cell.split("-"))
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), date.fromordinal(following.toordinal() - 1)


def precision(cell: str) -> str:
    return {0: "range", 7: "month", 10: "day"}[len(cell)]


def test_every_file_is_described_and_every_description_has_its_file() -> None:
    described = {
        path
        for resource in PACKAGE["resources"]
        for path in (resource["path"] if isinstance(resource["path"], list) else [resource["path"]])
    }
    found = {
        path.relative_to(DATA).as_posix()
        for folder in ("articles", "reference")
        for path in (DATA / folder).iterdir()
        if path.suffix != ".md"
    }
    assert described == found


@pytest.mark.parametrize("name", TABLES)
def test_cells_are_as_described(name: str) -> None:
    fields = {field["name"]: field for field in TABLES[name]["schema"]["fields"]}
    rows = read_table(name)
    assert rows
    for line, row in enumerate(rows, start=2):
        assert list(row) == list(fields), f"{name}, line {line}"
        for column, cell in row.items():
            fault = faults_of_cell(cell, fields[column])
            assert not fault, f"{name}, line {line}, {column}: {cell!r} is {fault}"
            assert cell == cell.strip()


@pytest.mark.parametrize("name", TABLES)
def test_keys_are_given_once(name: str) -> None:
    schema, rows = TABLES[name]["schema"], read_table(name)
    unique = [f["name"] for f in schema["fields"] if f.get("constraints", {}).get("unique")]
    for columns in (schema["primaryKey"], *([column] for column in unique)):
        keys = Counter(tuple(row[column] for column in columns) for row in rows)
        assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_a_source_that_can_be_followed(name: str) -> None:
    for row in read_table(name):
        assert row["source_name"]
        address = row["source_url"]
        if not address.startswith("http"):
            assert (DATA / "reference" / address).is_file(), address


@pytest.mark.parametrize("name", TABLES)
def test_columns_are_explained_and_their_words_are_those_of_the_package(name: str) -> None:
    for field in TABLES[name]["schema"]["fields"]:
        assert len(field["description"]) > 8, field["name"]
        words = field.get("constraints", {}).get("enum")
        if words and field["name"] in VOCABULARIES:
            assert set(words) <= set(VOCABULARIES[field["name"]]), field["name"]


@pytest.mark.parametrize(
    ("cell", "field", "fault"),
    [
        pytest.param("2024-02-30", {"type": "date"}, "no date", id="no such day"),
        pytest.param("2024-2-3", {"type": "date"}, "no date", id="day without zeros"),
        pytest.param("2024-13", {"type": "yearmonth"}, "no yearmonth", id="month 13"),
        pytest.param("nan", {"type": "number"}, "no number", id="not a number"),
        pytest.param("1e", {"type": "number"}, "no number", id="broken number"),
        pytest.param("07", {"type": "integer"}, "no integer", id="leading zero"),
        pytest.param("True", {"type": "boolean"}, "no boolean", id="capital"),
        pytest.param("", {"type": "string", "constraints": {"required": True}}, "empty", id="none"),
        pytest.param("", {"type": "date"}, "", id="nothing where nothing may stand"),
        pytest.param("-1", {"type": "number", "constraints": {"minimum": 0}}, "below 0", id="low"),
    ],
)
def test_a_wrong_cell_is_seen(cell: str, field: dict[str, Any], fault: str) -> None:
    assert faults_of_cell(cell, field) == fault


def test_no_summit_ends_before_it_starts() -> None:
    for row in read_table("summits.csv"):
        first, last = date.fromisoformat(row["start"]), date.fromisoformat(row["end"])
        assert 0 <= (last - first).days < 7, row["name"]


def test_a_counted_summit_comes_after_the_one_before() -> None:
    counted: dict[str, list[Row]] = {}
    for row in read_table("summits.csv"):
        if row["ordinal"]:
            counted.setdefault(row["family"], []).append(row)
    for rows in counted.values():
        by_number = sorted(rows, key=lambda row: int(row["ordinal"]))
        assert by_number == sorted(rows, key=lambda row: row["start"])


def test_agreements_stand_in_the_order_of_signing() -> None:
    rows = read_table("security_agreements.csv")
    assert [int(row["order"]) for row in rows] == list(range(1, len(rows) + 1))
    assert [row["signed"] for row in rows] == sorted(row["signed"] for row in rows)
    for row in rows:
        if row["talks_started"]:
            assert days_of(row["talks_started"])[0] <= date.fromisoformat(row["signed"])


def test_parties_of_agreements_have_canonical_names() -> None:
    unknown = {row["party"] for row in read_table("security_agreements.csv")} - set(read_actors())
    assert unknown == set()


def test_events_lie_within_their_bounds_and_say_how_precise_they_are() -> None:
    for row in read_table("ukraine_japan_events.csv"):
        bounds = date.fromisoformat(row["date_earliest"]), date.fromisoformat(row["date_latest"])
        assert bounds[0] <= bounds[1]
        assert precision(row["date"]) == row["date_precision"]
        if row["date"]:
            assert days_of(row["date"]) == bounds


@pytest.mark.parametrize(
    ("name", "column"),
    [("japan_support_announcements.csv", "date"), ("japan_support_totals.csv", "as_of")],
)
def test_a_stated_precision_is_that_of_the_day(name: str, column: str) -> None:
    rows = read_table(name)
    assert [precision(row[column]) for row in rows] == [row[f"{column}_precision"] for row in rows]


def test_announcements_name_wholes_that_exist_and_are_not_exceeded() -> None:
    rows = {row["announcement_id"]: row for row in read_table("japan_support_announcements.csv")}
    parts: Counter[str] = Counter()
    for row in rows.values():
        assert bool(row["amount"]) == bool(row["qualifier"])
        assert row["currency"] or not row["amount"]
        assert (row["kind"] == "component") == bool(row["part_of"])
        if row["part_of"]:
            whole = rows[row["part_of"]]
            assert (row["money_id"], row["currency"]) == (whole["money_id"], whole["currency"])
            parts[row["part_of"]] += round(float(row["amount"]))
    assert parts
    for whole_id, total in parts.items():
        assert total <= float(rows[whole_id]["amount"])


def test_announcement_ids_are_made_from_the_date() -> None:
    for row in read_table("japan_support_announcements.csv"):
        assert re.fullmatch(rf"{row['date']}-[1-9]\d*", row["announcement_id"])


def test_the_ministrys_totals_never_fall() -> None:
    ladder = [
        (days_of(row["as_of"])[0], float(row["amount"]))
        for row in read_table("japan_support_totals.csv")
        if (row["concept"], row["view"], row["covers"]) == ("announced", "donor", "all")
    ]
    assert len(ladder) > 3
    amounts = [amount for _, amount in sorted(ladder)]
    assert amounts == sorted(amounts)


def test_the_trackers_sums_are_the_sums_of_their_parts_and_never_fall() -> None:
    rows = read_table("kiel_japan_monthly.csv")
    for row in rows:
        parts = [
            float(row[f"cum_alloc_{k}_eur_bn"]) for k in ("financial", "humanitarian", "military")
        ]
        assert sum(parts) == pytest.approx(float(row["cum_alloc_total_eur_bn"]), abs=2e-4)
    assert [row["month"] for row in rows] == sorted(row["month"] for row in rows)
    for column in ("cum_alloc_total_eur_bn", "cum_commitments_eur_bn"):
        series = [float(row[column]) for row in rows]
        assert series == sorted(series)


def test_the_months_of_the_tracker_have_no_gap() -> None:
    months = [row["month"] for row in read_table("kiel_japan_monthly.csv")]
    for one, following in pairwise(months):
        assert days_of(following)[0].toordinal() == days_of(one)[1].toordinal() + 1


def test_codes_stand_for_words_of_ours_and_one_is_preferred() -> None:
    rows = [row for row in read_table("code_lists.csv") if row["vocabulary"] or row["ukjp_code"]]
    preferred: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        assert row["ukjp_code"] in VOCABULARIES[row["vocabulary"]], row["code"]
        key = (row["list"], row["vocabulary"], row["ukjp_code"])
        preferred[key] += row["preferred"] == "true"
    assert set(preferred.values()) == {1}
