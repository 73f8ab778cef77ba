"""What the widget is told, and what a correction does, without a browser."""

from __future__ import annotations

import csv
import json
import re
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ukjp
from ukjp.dataset import Dataset, build_dataset
from ukjp.errors import DataError, ParameterError, UkjpError
from ukjp.exploring.assets import MODULES, read_module, read_style
from ukjp.exploring.desk import Desk
from ukjp.exploring.explorer import Explorer
from ukjp.exploring.patches import find_changes
from ukjp.exploring.records import build_records
from ukjp.exploring.wording import spell_amount
from ukjp.reconciling.curation_file import CurationConflictError, read_curation

PLEDGE, GUARANTEE, AGAIN = (
    "001_e771c5d0828bcf05-510", "001_e771c5d0828bcf05-1147", "004_736a7f1d69cb5549-151",
)  # fmt: skip
UNDATED, PROGRAMME = "003_8b1f115c4d90c759-1104", "000_cbeb73633f10d832-981"
TABLES = ("articles", "claims", "events", "links", "ledger")


@pytest.fixture(scope="module")
def records(data: Dataset) -> dict[str, Any]:
    return build_records(data)


@pytest.fixture
def desk(curated: Dataset) -> Desk:
    return Desk(curated, "Ada")


def plain(text: str) -> str:
    return re.sub(r"\s", " ", text)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ((12e9, "USD", "at_least"), "more than 12 billion US dollars"),
        ((12e9, "USD", "up_to"), "up to 12 billion US dollars"),
        ((1.87e12, "JPY", "exact"), "1.87 trillion Japanese yen"),
        ((75e9, "NOK", "about"), "about 75 billion Norwegian kroner"),
        ((None, "USD", "exact"), "an unknown amount"),
    ],
)
def test_amounts_are_spelled_out_with_their_bound(amount: Any, words: str) -> None:
    assert plain(spell_amount(*amount)) == words


def test_a_range_keeps_both_ends() -> None:
    told = plain(spell_amount(6e9, "EUR", "range", low=5e9, high=6e9))
    assert told == "between 5 billion and 6 billion euros"


def test_every_mark_leads_to_its_words(records: dict[str, Any], data: Dataset) -> None:
    assert json.loads(json.dumps(records, allow_nan=False)) == records
    for mark in (*records["marks"], *records["happenings"]):
        assert mark["words"]
        assert mark["claims"] or mark["events"]
        for name in mark["claims"]:
            claim = records["claims"][name]
            text = data.texts[claim["article"]]
            assert text[claim["start"] : claim["end"]] == claim["quote"]
        for name in mark.get("events", ()):
            event = records["events"][name]
            text = data.texts[event["article"]]
            assert text[event["start"] : event["end"]] == event["quote"]
    assert set(records["claims"]) == set(data.claims["claim_id"]), "what is left out is there too"


def test_headlines_are_those_of_the_report(records: dict[str, Any], data: Dataset) -> None:
    told = [number.sentence for number in ukjp.headline_numbers(data)]
    assert [number["sentence"] for number in records["headlines"]] == told


def test_the_queue_begins_with_what_can_change_the_total(records: dict[str, Any]) -> None:
    queue = records["queue"]
    assert queue[0]["link"] == [AGAIN, PLEDGE, "restates"]
    assert queue[1]["claim"] == UNDATED
    weights = [item["weight"] for item in queue]
    assert weights == sorted(weights, reverse=True)
    assert len({item["id"] for item in queue}) == len(queue)
    assert not any(item["looked"] for item in queue)


def test_looking_at_an_item_never_makes_the_queue_shorter(desk: Desk) -> None:
    before = build_records(desk.data, desk.rules)["queue"]
    desk.correct(UNDATED, {"as_of": "2024-06-10"}, "The archive says so.")
    desk.accept_link(AGAIN, PLEDGE, "restates")
    after = build_records(desk.data, desk.rules)["queue"]
    assert [item["id"] for item in after] == [item["id"] for item in before]
    assert [item["looked"] for item in after[:3]] == [True, True, False]
    reason = str(
        desk.data.links.set_index(["from_claim", "to_claim"]).loc[(AGAIN, PLEDGE), "reason"]
    )
    assert "reference table lists both as one money" in reason, "what the rules said is kept"


def test_with_curation_is_what_a_new_build_would_give(desk: Desk, briefs: Path) -> None:
    desk.decide(AGAIN, PLEDGE, "restates", "different", "The ministry confirms it.")
    desk.correct(UNDATED, {"as_of": "2024-06-10", "instrument": "grant"}, "The archive says so.")
    built = build_dataset(briefs, curation=desk.file)
    for table in TABLES:
        assert getattr(desk.data, table).equals(getattr(built, table)), table
    assert desk.data.problems == built.problems


def test_a_day_asked_for_holds_after_a_correction(briefs: Path) -> None:
    early = build_dataset(briefs, as_of="2024-04-30", curation=[])
    again = early.with_curation([])
    for table in TABLES:
        assert getattr(early, table).equals(getattr(again, table)), table
    assert (early.as_of, early.problems) == (again.as_of, again.problems)


def test_undo_and_redo_go_back_and_forth(desk: Desk) -> None:
    counted = desk.data.ledger["counts_in_total"].sum()
    desk.decide(AGAIN, PLEDGE, "restates", "different", "New money.")
    desk.decide(AGAIN, PLEDGE, "restates", "undecided", "Perhaps not.")
    assert desk.undo().endswith("undecided")
    assert desk.data.ledger["counts_in_total"].sum() == counted + 1, "the first decision is back"
    desk.undo()
    assert desk.data.ledger["counts_in_total"].sum() == counted
    assert read_curation(desk.file or "") == ([], [])
    desk.redo()
    assert desk.data.ledger["counts_in_total"].sum() == counted + 1
    desk.accept(PLEDGE)
    with pytest.raises(DataError, match="nothing to undo or redo"):
        desk.redo()


@pytest.mark.parametrize(
    ("claim", "changes", "words"),
    [
        pytest.param(UNDATED, {"as_of": "2024-02-31"}, "expected a day", id="no such day"),
        pytest.param(UNDATED, {"as_of": "soon"}, "expected a day", id="no day at all"),
        pytest.param(UNDATED, {"as_of": "2024-06/2024-02"}, "expected a day", id="turned round"),
        pytest.param(UNDATED, {"kind": "gift"}, "expected cumulative_total", id="unknown kind"),
        pytest.param(UNDATED, {"donor": "Jappan"}, "did you mean", id="misspelt donor"),
        pytest.param(UNDATED, {"currency": "DOL"}, "ISO 4217", id="unknown currency"),
        pytest.param(UNDATED, {"rule": "x"}, "cannot be curated", id="unknown field"),
        pytest.param(PLEDGE, {"part_of": PLEDGE}, "part of itself", id="part of itself"),
        pytest.param(PLEDGE, {"part_of": GUARANTEE}, "circle", id="circle"),
        pytest.param(UNDATED, {"part_of": PLEDGE}, "not larger than", id="larger than its whole"),
        pytest.param(PLEDGE, {"part_of": "nowhere-1"}, "no figure nowhere-1", id="no such whole"),
        pytest.param("nowhere-1", {"kind": "other"}, "no figure nowhere-1", id="no such figure"),
        pytest.param(PLEDGE, {}, "nothing is changed", id="nothing changed"),
    ],
)
def test_wrong_input_is_refused_and_nothing_written(
    desk: Desk, claim: str, changes: dict[str, str], words: str
) -> None:
    before = desk.data
    with pytest.raises(UkjpError, match=words):
        desk.correct(claim, changes, "Because.")
    assert desk.data is before
    assert not (desk.file or Path()).exists()


def test_a_reason_is_needed(desk: Desk) -> None:
    with pytest.raises(DataError, match="needs a reason"):
        desk.correct(PLEDGE, {"kind": "other"}, "  ")


def test_what_was_left_out_is_brought_in_and_back(desk: Desk) -> None:
    desk.correct(PLEDGE, {"excluded_because": "hypothetical"}, "Parliament has yet to agree.")
    claims = desk.data.claims.set_index("claim_id")
    assert not claims.loc[PLEDGE, "in_scope"]
    desk.correct(PLEDGE, {"excluded_because": ""}, "It has agreed.")
    claims = desk.data.claims.set_index("claim_id")
    assert claims.loc[PLEDGE, "in_scope"]
    desk.correct(PROGRAMME, {"excluded_because": "", "kind": "commitment", "donor": "Japan"}, "x")
    assert desk.data.claims.set_index("claim_id").loc[PROGRAMME, "in_scope"]


def test_two_desks_lose_nothing_and_overwrite_nothing(curated: Dataset) -> None:
    ada, bea = Desk(curated, "Ada"), Desk(curated, "Bea")
    ada.correct(UNDATED, {"as_of": "2024-06-01"}, "Archive.")
    bea.correct(PLEDGE, {"as_of": "2023-12-07"}, "Newswire.")
    assert len(bea.data.verdicts) == 2
    with pytest.raises(CurationConflictError) as caught:
        ada.correct(PLEDGE, {"as_of": "2023-12-05"}, "Ministry.")
    (conflict,) = caught.value.conflicts
    assert conflict.mine
    assert conflict.mine.value == "2023-12-05"
    assert [(row.value, row.who) for row in conflict.theirs] == [("2023-12-07", "Bea")]
    assert len(read_curation(ada.file or "")[0]) == 2
    assert ada.refresh()
    ada.correct(PLEDGE, {"as_of": "2023-12-05"}, "Ministry.")
    bea.refresh()
    assert str(bea.data.claims.set_index("claim_id").loc[PLEDGE, "as_of_latest"].date()) == (
        "2023-12-05"
    )
    assert any("overruled by Ada" in problem.message for problem in bea.data.problems)


def test_one_person_in_two_notebooks_meets_the_same_conflict(curated: Dataset) -> None:
    one, two = Desk(curated, "Ada"), Desk(curated, "Ada")
    one.correct(UNDATED, {"as_of": "2024-06-01"}, "Archive.")
    with pytest.raises(CurationConflictError):
        two.correct(UNDATED, {"as_of": "2024-06-02"}, "Paper.")
    two.refresh()
    one.undo()
    with pytest.raises(CurationConflictError, match="nothing on it any more"):
        two.withdraw(list(two.data.verdicts))
    two.refresh()
    two.correct(UNDATED, {"as_of": "2024-06-01"}, "Archive.")


def test_a_broken_row_of_the_file_stays_and_is_told(desk: Desk) -> None:
    desk.accept(PLEDGE)
    assert desk.file
    with desk.file.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(["x", "y"])
    desk.accept(UNDATED)
    assert "x,y" in desk.file.read_text(encoding="utf-8")
    assert any("cells; expected" in problem.message for problem in desk.data.problems)


def test_without_a_file_or_a_name_it_says_how_to_give_one(data: Dataset, curated: Dataset) -> None:
    assert "names one" in Desk(data, "Ada").obstacle
    assert "who corrects" in Desk(curated, " ").obstacle
    bare = replace(curated, reading=None)
    with pytest.raises(ParameterError, match="not built from articles"):
        Desk(bare, "Ada").correct(PLEDGE, {"kind": "other"}, "x")


def test_a_correction_is_followed_by_data_and_by_whoever_observes(curated: Dataset) -> None:
    explorer = Explorer(curated, who="Ada")
    told: list[Any] = []
    explorer.send = told.append  # type: ignore[method-assign]
    seen: list[Dataset] = []
    explorer.observe(lambda change: seen.append(change.new), "data")
    begin = time.process_time()
    message = {"type": "verdict", "from": AGAIN, "to": PLEDGE, "relation": "restates",
               "verdict": "different", "reason": "New money.", "request": 1}  # fmt: skip
    explorer._hear(None, message, [])
    spent = time.process_time() - begin
    assert told[-1]["ok"]
    assert seen == [explorer.data]
    assert explorer.data.ledger["counts_in_total"].sum() == 2
    assert spent < 0.5
    changed = explorer.changes["ledger"]["changed"]
    assert set(changed) == {f"L-{AGAIN}"}
    assert "articles" not in explorer.changes
    explorer._hear(None, {"type": "no such thing"}, [])
    assert not told[-1]["ok"]
    assert Explorer(curated).data.ledger["counts_in_total"].sum() == 2, "also when shown anew"
    outside = replace(explorer.data.with_curation([]), curation_file=None)
    explorer.data = outside
    assert explorer.data.ledger["counts_in_total"].sum() == 1
    assert explorer.changes == {}, "a dataset from outside is shown as a whole"


SECTIONS = st.fixed_dictionaries(
    {
        "named": st.dictionaries(st.sampled_from("abcd"), st.integers(0, 2)),
        "listed": st.lists(
            st.fixed_dictionaries({"id": st.sampled_from("abcd"), "value": st.integers(0, 2)}),
            unique_by=lambda one: one["id"],
        ),
        "plain": st.lists(st.integers(0, 2)),
    }
)


@given(SECTIONS, SECTIONS)
def test_changes_turn_one_state_into_the_other(before: Any, after: Any) -> None:
    now = dict(before)
    for name, change in find_changes(before, after).items():
        if "whole" in change:
            now[name] = change["whole"]
        elif "order" in change:
            known = {one["id"]: one for one in before[name]} | change["changed"]
            now[name] = [known[one] for one in change["order"]]
        else:
            now[name] = {k: v for k, v in before[name].items() if k not in change["gone"]}
            now[name] |= change["changed"]
    assert now == after


def test_the_module_is_whole_and_reaches_nowhere() -> None:
    module, style = read_module(), read_style()
    assert "import " not in re.sub(r"//.*|/\*.*?\*/", "", module, flags=re.S)
    assert module.count("export ") == 1
    static = Path(ukjp.__file__).parent / "exploring" / "static"
    assert {path.stem for path in static.glob("*.js")} == set(MODULES)
    names = re.findall(r"^(?:async )?(?:function|class|const|let) (\w+)", module, re.M)
    assert len(names) == len(set(names)), "two modules use one name"
    for text in (module, style):
        reached = [url for url in re.findall(r"https?://[^\s\"']+", text) if "w3.org" not in url]
        assert reached == []
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text)
