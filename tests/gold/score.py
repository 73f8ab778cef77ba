"""Score extracted tables against labels: which money and which events were read, and read rightly.

Labels are JSON lines, one article each, with `money` and `events`; tables are `claims.csv` and
`events.csv` as `ukjp build` writes them. Money is seen from the article's focus (Japan to Ukraine
unless it names another): `kind_any` says what somebody else's money is for its own donor, and
`must_not_count` marks money that must never come out as the focus donor's. Labels that are
`ambiguous` count for being found and for their value only.

    python tests/gold/score.py LABELS.jsonl TABLES
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

AID = frozenset({"cumulative_total", "commitment", "disbursement", "component"})
COUNTED_DESPITE = frozenset({"", "other_donor"})

Label = Mapping[str, Any]
Row = Mapping[str, str]
Figure = float | int | None


class Score(NamedTuple):
    """Figures by name (shares from 0 to 1, counts; None where nothing was asked) and the misses."""

    figures: dict[str, Figure]
    misses: list[str]

    @property
    def shares(self) -> dict[str, Figure]:
        """The figures that are 1.0 when everything was read rightly."""
        counts = {"articles", "money_labels", "event_labels", "false_aid"}
        return {name: figure for name, figure in self.figures.items() if name not in counts}


class Focus(NamedTuple):
    """Whose aid to whom an article is asked about; no donor means anybody's."""

    donor: str | None
    recipient: str

    def counts(self, claim: Row) -> bool:
        """Whether a found claim comes out as aid of the donor to the recipient asked for."""
        is_donor = self.donor is None or same_name(claim["donor"], self.donor)
        return is_kept(claim) and same_name(claim["recipient"], self.recipient) and is_donor


class Tally:
    """How often something was asked and how often it was right, by the name of the figure."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.misses: list[str] = []

    def ask(self, name: str, right: bool, miss: str = "") -> None:
        self.asked[name] += 1
        self.right[name] += right
        if miss and not right:
            self.misses.append(miss)

    def share(self, name: str) -> float | None:
        asked = self.asked[name]
        return round(self.right[name] / asked, 4) if asked else None


def read_labels(path: Path) -> list[Label]:
    """Return the labelled articles of a JSON lines file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def read_rows(path: Path) -> dict[str, list[Row]]:
    """Return a table's rows by article_id, every cell a string."""
    table: dict[str, list[Row]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            table[row["article_id"]].append(row)
    return table


def score_tables(labels: Path, tables: Path) -> Score:
    """Score the tables in a folder against a file of labels."""
    articles = read_labels(labels)
    claims, events = read_rows(tables / "claims.csv"), read_rows(tables / "events.csv")
    tally = Tally()
    for article in articles:
        _score_money(tally, article, claims.get(article["id"], []))
        _score_events(tally, article, events.get(article["id"], []))
    return Score(_figures(tally, len(articles)), tally.misses)


def same_name(one: str | None, other: str | None) -> bool:
    return (one or "").strip().casefold() == (other or "").strip().casefold()


def is_kept(claim: Row) -> bool:
    """Whether a found claim is aid that nothing but its donor may keep from counting."""
    return claim["kind"] in AID and claim.get("excluded_because", "") in COUNTED_DESPITE


def pair_claims(money: Iterable[Label], found: Iterable[Row]) -> list[tuple[Label, Row]]:
    """Give each label, in the order of the text, the free claim that overlaps it most, if half."""
    free, pairs = list(found), []
    for label in sorted(money, key=lambda label: label["start"]):
        best = max(free, key=lambda claim: _overlap(label, claim), default=None)
        if best is not None and _overlap(label, best) >= 0.5:
            free.remove(best)
            pairs.append((label, best))
    return pairs


def _overlap(label: Label, claim: Row) -> float:
    """Return the shared characters over the length of the longer span."""
    start, end = int(claim["start"]), int(claim["end"])
    label_start, length = int(label["start"]), len(label["quote"])
    shared = min(label_start + length, end) - max(label_start, start)
    return max(0, shared) / max(1, length, end - start)


def _score_money(tally: Tally, article: Label, found: list[Row]) -> None:
    focus = Focus(article.get("focus_donor", "Japan"), article.get("focus_recipient") or "Ukraine")
    pairs = pair_claims(article.get("money", []), found)
    met_labels = {id(label) for label, _ in pairs}
    met_claims = {id(claim) for _, claim in pairs}
    for label in article.get("money", []):
        tally.ask("money_recall", id(label) in met_labels, _miss(article, "missed", label))
    for claim in found:
        tally.ask("money_precision", id(claim) in met_claims, _miss(article, "invented", claim))
    by_id = {claim["claim_id"]: claim for claim in found}
    for label, claim in pairs:
        _score_value(tally, article, label, claim)
        _score_exclusion(tally, article, label, claim, focus)
        if not label.get("ambiguous"):
            _score_kind(tally, article, label, claim, focus)
            if label["kind"] in AID:
                _score_aid(tally, article, label, claim, focus, by_id)


def _score_value(tally: Tally, article: Label, label: Label, claim: Row) -> None:
    is_same = _same_amount(claim["amount"], label["amount"])
    value = is_same and claim["currency"] == label["currency"]
    got = f"{claim['amount']} {claim['currency']}"
    tally.ask("amount_and_currency", value, _miss(article, "value", label, got))
    right = claim["qualifier"] == label["qualifier"]
    tally.ask("qualifier", right, _miss(article, "qualifier", label, claim["qualifier"]))


def _same_amount(found: str, wanted: float) -> bool:
    try:
        return abs(float(found) - wanted) <= 1e-6 * max(1.0, abs(wanted))
    except ValueError:
        return False


def _score_exclusion(tally: Tally, article: Label, label: Label, claim: Row, focus: Focus) -> None:
    is_foreign = label["kind"] == "other" and not label.get("ambiguous")
    if label.get("must_not_count") or is_foreign:
        got = f"{claim['donor']} {claim['kind']}"
        tally.ask("kept_out", not focus.counts(claim), _miss(article, "false aid", label, got))
    if wanted := label.get("excluded_because"):
        got = claim.get("excluded_because", "")
        tally.ask("excluded_because", got == wanted, _miss(article, "excluded", label, got))


def _score_kind(tally: Tally, article: Label, label: Label, claim: Row, focus: Focus) -> None:
    wanted = label.get("kind_any") or label["kind"]
    is_aid_here = is_kept(claim) and same_name(claim["recipient"], focus.recipient)
    right = claim["kind"] == wanted or (wanted == "other" and not is_aid_here)
    tally.ask("kind", right, _miss(article, "kind", label, claim["kind"]))


def _score_aid(
    tally: Tally,
    article: Label,
    label: Label,
    claim: Row,
    focus: Focus,
    by_id: Mapping[str, Row],
) -> None:
    if focus.donor is None or same_name(label.get("donor"), focus.donor):
        got = f"{claim['kind']} {claim['donor']} {claim.get('excluded_because')}"
        tally.ask("scope", focus.counts(claim), _miss(article, "scope", label, got))
    tally.ask("aid_recall", claim["kind"] in AID)
    for side in ("donor", "recipient"):
        right = same_name(claim[side], label.get(side))
        tally.ask(side, right, _miss(article, side, label, claim[side]))
    if wanted := label.get("instrument"):
        got = claim["instrument"]
        tally.ask("instrument", got == wanted, _miss(article, "instrument", label, got))
    if wanted := label.get("part_of"):
        whole = by_id.get(claim.get("part_of") or "", {"quote": ""})["quote"].strip()
        right = bool(whole) and whole.endswith(wanted.strip())
        tally.ask("part_of", right, _miss(article, "part of", label, whole))


def _score_events(tally: Tally, article: Label, found: list[Row]) -> None:
    shown = [event for event in found if not event.get("excluded_because")]
    unsure = [label for label in article.get("events", []) if label.get("ambiguous")]
    sure = [label for label in article.get("events", []) if not label.get("ambiguous")]
    for label in sure:
        same_day = [event for event in shown if is_same_day(event, label)]
        typed = [event for event in same_day if event["type"] == label["type"]]
        got = ", ".join(event["type"] for event in same_day) or "no event on that day"
        tally.ask("event_date_recall", bool(same_day))
        tally.ask("event_type_and_date_recall", bool(typed), _miss(article, "event", label, got))
        if typed:
            is_status = any(event["status"] == label["status"] for event in typed)
            got = ", ".join(event["status"] for event in typed)
            tally.ask("event_status", is_status, _miss(article, "status", label, got))
    if article.get("events_complete", True):
        _score_event_precision(tally, article, sure, unsure, shown)


def _score_event_precision(
    tally: Tally, article: Label, sure: list[Label], unsure: list[Label], shown: list[Row]
) -> None:
    """Count the events shown against the sure labels; one on an unsure label's day is no matter."""
    for event in shown:
        is_wanted = any(_is_event(event, label) for label in sure)
        if is_wanted or not any(is_same_day(event, label) for label in unsure):
            tally.ask("event_shown", is_wanted, _miss(article, "unasked", event))
    for label in sure:
        tally.ask("event_found", any(_is_event(event, label) for event in shown))


def _is_event(event: Row, label: Label) -> bool:
    return is_same_day(event, label) and event["type"] == label["type"]


def is_same_day(event: Row, label: Label) -> bool:
    """Whether the found day lies in the label's, at least as precise, or within its bounds."""
    date = event.get("date") or ""
    if not label.get("bounds"):
        return bool(date) and date.startswith(label["date"])
    first, last = label["bounds"]
    earliest = event.get("date_earliest") or date
    latest = event.get("date_latest") or date or "~"
    return bool(first <= earliest and latest <= last)


def _miss(article: Label, what: str, row: Mapping[str, Any], got: str = "") -> str:
    where = f"{article['id']} {what:10} {row['quote']!r} at {row['start']}"
    return f"{where}: {got}" if got else where


def _figures(tally: Tally, articles: int) -> dict[str, Figure]:
    precision, recall, f1 = _balance(
        tally.right["money_recall"], tally.asked["money_precision"], tally.asked["money_recall"]
    )
    event_precision, _, event_f1 = _balance(
        tally.right["event_found"], tally.asked["event_shown"], tally.asked["event_found"]
    )
    names = ("amount_and_currency", "qualifier", "kind", "aid_recall", "scope", "excluded_because",
             "donor", "recipient", "instrument", "part_of", "event_date_recall",
             "event_type_and_date_recall", "event_status")  # fmt: skip
    return {
        "articles": articles,
        "money_labels": tally.asked["money_recall"],
        "money_precision": precision,
        "money_recall": recall,
        "money_f1": f1,
        **{name: tally.share(name) for name in names},
        "false_aid": tally.asked["kept_out"] - tally.right["kept_out"],
        "event_labels": tally.asked["event_date_recall"],
        "event_precision": event_precision,
        "event_f1": event_f1,
    }


def _balance(hit: int, found: int, wanted: int) -> tuple[float, float, float]:
    """Return precision, recall and their harmonic mean; nothing found is precise if none wanted."""
    precision = min(1.0, hit / found) if found else float(not wanted)
    recall = hit / wanted if wanted else 1.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return round(precision, 4), round(recall, 4), round(f1, 4)


def main() -> None:
    """Print one figure a line, then the misses."""
    ask = argparse.ArgumentParser(description="Score extracted tables against labels.")
    ask.add_argument("labels", type=Path)
    ask.add_argument("tables", type=Path)
    given = ask.parse_args()
    score = score_tables(given.labels, given.tables)
    lines = [f"{name:28} {figure}" for name, figure in score.figures.items()]
    sys.stdout.write("\n".join(lines + score.misses) + "\n")


if __name__ == "__main__":
    main()
