"""An analyst's verdicts: rows that win over the rules, and stay hers through every rebuild.

A row changes one field of one claim, or the verdict of one link. It carries the quote with its
surroundings, so that it is found again when the article was edited elsewhere (`anchoring`). What no
longer fits anything is reported and kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from ukjp.reading.articles import Problem
from ukjp.reading.claims import Claim, Scope
from ukjp.reconciling.anchoring import Anchors
from ukjp.reconciling.rates import known_currency
from ukjp.reconciling.reference import period_of
from ukjp.reconciling.relations import Link
from ukjp.vocabulary import EXCLUSIONS, INSTRUMENTS, KINDS, QUALIFIERS, RELATIONS, SECTORS, VERDICTS

VERDICT = "verdict"
_RULE = "curator"
_SYMMETRIC = ("restates", "same_total", "conversion_of")


class Curation(NamedTuple):
    """One decision of a person; the fields are the columns of data/curation.csv.

    About a claim: `field` is a column of `claims` (or `as_of`, or `accepted`) and `value` its new
    value, empty for none. About a link: `relation` and `to_claim` name it, `field` is "verdict".
    `quote`, `prefix` and `suffix` (and `to_…` for a link's other end) find the words again.
    """

    claim_id: str
    relation: str
    to_claim: str
    field: str
    value: str
    reason: str
    who: str
    when: str
    article_id: str
    quote: str
    prefix: str
    suffix: str
    to_article_id: str = ""
    to_quote: str = ""
    to_prefix: str = ""
    to_suffix: str = ""

    @property
    def about_link(self) -> bool:
        """Whether the row decides a link, not a claim."""
        return self.field == VERDICT

    @property
    def target(self) -> tuple[str, str, str, str]:
        """What the row decides: two rows with one target contradict or repeat each other."""
        ends = (self.claim_id, self.to_claim)
        if self.relation in _SYMMETRIC:
            ends = (min(ends), max(ends))
        return ends[0], self.relation, ends[1], self.field

    @property
    def told(self) -> str:
        """What was decided, in words for a message."""
        if self.about_link:
            return f"{self.claim_id} {self.relation} {self.to_claim}: {self.value}"
        return f"{self.claim_id}: {self.field} = {self.value or 'nothing'}"

    @property
    def rule(self) -> str:
        """The words that stand in a claim's `rule` and in a link's reason."""
        return f"{_RULE}: {self.reason.strip() or 'no reason given'} ({self.who}, {self.when})"


def _one_of(codes: Iterable[str], *, empty: bool = False) -> Callable[[str], object]:
    known = tuple(codes)

    def read(value: str) -> str | None:
        if value in known:
            return value
        if empty and not value:
            return None
        raise ValueError(f"expected {', '.join(known)}{' or nothing' if empty else ''}")

    return read


def _read_name(value: str) -> str | None:
    return value.strip() or None


def _read_amount(value: str) -> float | None:
    amount = float(value) if value else None
    if amount is not None and (amount != amount or abs(amount) == float("inf")):  # noqa: PLR0124
        raise ValueError("expected a number")
    return amount


def _read_amount_needed(value: str) -> float:
    amount = _read_amount(value)
    if amount is None:
        raise ValueError("expected a number")
    return amount


def _read_currency(value: str) -> str:
    if not known_currency(value):
        raise ValueError("expected an ISO 4217 code such as USD")
    return value


def _read_days(value: str) -> tuple[date, date]:
    first, _, last = value.partition("/")
    start, end = period_of(first), period_of(last or first)
    if start is None or end is None or start[0] > end[1]:
        raise ValueError(
            "expected a day, month or year (2024-06-13), or two of them (2024-02/2024-06-13)"
        )
    return start[0], end[1]


FIELDS: Mapping[str, Callable[[str], Any]] = {
    "accepted": _one_of(("true",)),
    "in_scope": _one_of(("true", "false")),
    "excluded_because": _one_of(EXCLUSIONS, empty=True),
    "kind": _one_of(KINDS),
    "donor": _read_name,
    "recipient": _read_name,
    "instrument": _one_of(INSTRUMENTS, empty=True),
    "sector": _one_of(SECTORS, empty=True),
    "channel": _read_name,
    "qualifier": _one_of(QUALIFIERS),
    "amount": _read_amount_needed,
    "amount_max": _read_amount,
    "currency": _read_currency,
    "as_of": _read_days,
    "part_of": _read_name,
    "conversion_of": _read_name,
    "attributed_to": _read_name,
    VERDICT: _one_of(VERDICTS),
}


def check_row(row: Curation) -> str | None:
    """Return what is wrong with a row, None when it can be applied."""
    if row.field not in FIELDS:
        return f"field {row.field!r} cannot be curated; known are {', '.join(FIELDS)}"
    if not row.claim_id or not row.who.strip() or period_of(row.when[:10]) is None:
        return "claim_id, who and when (YYYY-MM-DD) must be given"
    if row.about_link and (row.relation not in RELATIONS or not row.to_claim):
        return f"a verdict needs to_claim and a relation of {', '.join(RELATIONS)}"
    if not row.about_link and (row.relation or row.to_claim):
        return f"field {row.field!r} is about a claim: relation and to_claim must be empty"
    try:
        FIELDS[row.field](row.value)
    except ValueError as error:
        return f"{row.field} = {row.value!r}: {error}"
    return None


class Curated(NamedTuple):
    """Claims and links after the analyst's verdicts, and what could not be applied."""

    claims: list[Claim]
    links: list[Link]
    problems: list[Problem]


def apply_curation(
    claims: Sequence[Claim],
    links: Sequence[Link],
    rows: Sequence[Curation],
    scope: Scope | None = None,
) -> Curated:
    """Return claims and links with the rows applied; `links` are those of the changed claims.

    Where links must be found anew from changed claims, use `curate_claims`, find them, and then
    `curate_links`. Of two rows about one thing the later `when` wins, and the other is reported.
    """
    changed, problems = curate_claims(claims, rows, scope or Scope())
    decided, more = curate_links(links, changed, rows)
    return Curated(changed, decided, [*problems, *more])


def curate_claims(
    claims: Sequence[Claim], rows: Sequence[Curation], scope: Scope
) -> tuple[list[Claim], list[Problem]]:
    """Return the claims with every row about a claim applied, and what could not be."""
    problems: list[Problem] = []
    anchors = Anchors(claims)
    found: dict[str, list[Curation]] = {}
    for row in _latest((row for row in rows if not row.about_link), problems):
        claim = anchors.find(row.claim_id, row.article_id, row.quote, row.prefix, row.suffix)
        followed, fault = _with_claim_value(row, anchors)
        if claim is None or fault:
            problems.append(_unfit(row, anchors, fault))
        else:
            found.setdefault(claim.claim_id, []).append(followed)
    changed = [_apply(claim, found.get(claim.claim_id, ()), scope) for claim in claims]
    return changed, problems


def _latest(rows: Iterable[Curation], problems: list[Problem]) -> list[Curation]:
    """Of several rows about one thing keep the latest, and say so where they disagree."""
    kept: dict[tuple[str, str, str, str], Curation] = {}
    for row in sorted(rows, key=lambda r: (r.when, r.who, r.value)):
        before = kept.get(row.target)
        if before is not None and before.value != row.value and before.who != row.who:
            ruled = f"{before.told} ({before.who}, {before.when})"
            words = f"{ruled} is overruled by {row.who}, {row.when}: {row.value}"
            problems.append(Problem("curation", words, fatal=False))
        kept[row.target] = row
    return list(kept.values())


def _with_claim_value(row: Curation, anchors: Anchors) -> tuple[Curation, str | None]:
    """Find the other claim that a row names as value, by its words where it has moved."""
    if row.field not in ("part_of", "conversion_of") or not row.value:
        return row, None
    other = anchors.find(
        row.value, row.to_article_id or row.article_id, row.to_quote, row.to_prefix, row.to_suffix
    )
    if other is None:
        return row, f"there is no claim {row.value}"
    return row._replace(value=other.claim_id), None


def _unfit(row: Curation, anchors: Anchors, fault: str | None = None) -> Problem:
    if row.article_id and row.article_id not in anchors.articles and not fault:
        ruled = f"{row.told} ({row.who}, {row.when})"
        words = f"{ruled}: its article {row.article_id} is not among those read"
        return Problem("curation", words, fatal=False)
    why = fault or f"no figure “{row.quote}” with these surroundings is in {row.article_id}"
    words = f"{row.told} ({row.who}, {row.when}) fits nothing any more: {why}; the row is kept"
    return Problem("curation", words)


def _apply(claim: Claim, rows: Sequence[Curation], scope: Scope) -> Claim:
    """Return the claim with the rows applied; what is in scope follows unless a row says it."""
    if not rows:
        return claim
    values = {row.field: FIELDS[row.field](row.value) for row in rows}
    changes = {name: value for name, value in values.items() if name in claim._fields}
    if "as_of" in values:
        changes["as_of_earliest"], changes["as_of_latest"] = values["as_of"]
        changes["as_of_basis"] = _RULE
    changed = claim._replace(**changes)
    excluded = _excluded(changed, values, scope)
    rule = "; ".join(dict.fromkeys(row.rule for row in rows))
    return changed._replace(in_scope=excluded is None, excluded_because=excluded, rule=rule)


def _excluded(claim: Claim, values: Mapping[str, Any], scope: Scope) -> str | None:
    """Why the curated claim does not count: as she says, else as its kind and parties say."""
    if "excluded_because" in values:
        reason: str | None = values["excluded_because"]
        return reason
    if values.get("in_scope") == "true":
        return None
    if values.get("in_scope") == "false":
        return claim.excluded_because or "not_aid"
    if not {"kind", "donor", "recipient"} & values.keys():
        return claim.excluded_because
    if claim.kind == "other":
        return claim.excluded_because or "not_aid"
    if claim.recipient != scope.recipient:
        return "other_recipient"
    return None if claim.donor == scope.donor else "other_donor"


def curate_links(
    links: Sequence[Link], claims: Sequence[Claim], rows: Sequence[Curation]
) -> tuple[list[Link], list[Problem]]:
    """Return the links with every verdict of a person in place of the rules', and what did not fit.

    A verdict on a pair that the rules did not look at adds a link.
    """
    problems: list[Problem] = []
    anchors = Anchors(claims)
    decided = {_pair(link): link for link in sorted(links)}
    for row in _latest((row for row in rows if row.about_link), problems):
        start = anchors.find(row.claim_id, row.article_id, row.quote, row.prefix, row.suffix)
        end = anchors.find(
            row.to_claim, row.to_article_id, row.to_quote, row.to_prefix, row.to_suffix
        )
        if start is None or end is None or start is end:
            problems.append(_unfit_link(row, anchors, start))
            continue
        link = Link(start.claim_id, end.claim_id, row.relation, row.value, row.rule, _RULE)
        before = decided.get(_pair(link))
        if before is not None:
            link = link._replace(from_claim=before.from_claim, to_claim=before.to_claim)
        decided[_pair(link)] = link
    return sorted(decided.values()), problems


def _pair(link: Link) -> tuple[str, str, str]:
    ends = (link.from_claim, link.to_claim)
    if link.relation in _SYMMETRIC:
        ends = (min(ends), max(ends))
    return *ends, link.relation


def _unfit_link(row: Curation, anchors: Anchors, start: Claim | None) -> Problem:
    if start is None:
        return _unfit(row, anchors)
    other = row._replace(article_id=row.to_article_id, quote=row.to_quote)
    return _unfit(other, anchors)


def row_about(
    claim: Claim,
    field: str,
    value: str,
    *,
    reason: str,
    who: str,
    when: str,
    other: Claim | None = None,
) -> Curation:
    """Return the row for a decision on a claim, with what is needed to find its words again.

    `other` is the claim named as value of `part_of` or `conversion_of`.
    """
    return Curation(
        claim.claim_id, "", "", field, value, reason, who, when,
        claim.article_id, claim.quote, claim.prefix, claim.suffix,
        *((other.article_id, other.quote, other.prefix, other.suffix) if other else ()),
    )  # fmt: skip


def verdict_on(
    start: Claim, end: Claim, relation: str, verdict: str, *, reason: str, who: str, when: str
) -> Curation:
    """Return the row for a decision on how two claims relate."""
    return Curation(
        start.claim_id, relation, end.claim_id, VERDICT, verdict, reason, who, when,
        start.article_id, start.quote, start.prefix, start.suffix,
        end.article_id, end.quote, end.prefix, end.suffix,
    )  # fmt: skip
