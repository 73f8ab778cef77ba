"""Claims: every figure of an article, what it is, who gives it to whom, and the words it is in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ukjp.actors import read_actors
from ukjp.reading.cleaning import Sentence
from ukjp.reading.figures import Figures
from ukjp.reading.forms import find_instruments, find_sector
from ukjp.reading.kind_records import Kind
from ukjp.reading.level_days import LevelDay
from ukjp.reading.parties import Parties
from ukjp.reading.settings import Setting
from ukjp.reading.speakers import Speakers

CONTEXT = 32
_NEAR_ANNOUNCEMENT, _BESIDE = 600, 90


class Scope(NamedTuple):
    """The donor and the recipient asked for, by canonical name."""

    donor: str = "Japan"
    recipient: str = "Ukraine"


class Claim(NamedTuple):
    """One figure of an article; the fields are the columns of the table `claims`."""

    claim_id: str
    article_id: str
    start: int
    end: int
    quote: str
    qualifier_text: str | None
    prefix: str
    suffix: str
    sentence: str
    amount: float
    amount_max: float | None
    currency: str
    currency_basis: str
    qualifier: str
    kind: str
    in_scope: bool
    excluded_because: str | None
    donor: str | None
    recipient: str | None
    instrument: str | None
    sector: str | None
    channel: str | None
    part_of: str | None
    conversion_of: str | None
    as_of_earliest: date | None
    as_of_latest: date | None
    as_of_basis: str | None
    attributed_to: str | None
    rule: str


class Moment(NamedTuple):
    """A day that figures can be dated by: where it stands, its bounds and basis."""

    start: int
    earliest: date
    latest: date
    basis: str
    announces: bool


def claim_identifier(article_id: str, start: int) -> str:
    """Return the identifier of the claim that begins at `start` of an article."""
    return f"{article_id}-{start}"


def build_claims(
    article_id: str,
    text: str,
    figures: Figures,
    moments: Sequence[Moment],
    levels: Sequence[LevelDay],
    published: tuple[date | None, date | None, str],
    scope: Scope,
) -> list[Claim]:
    """Return one claim for every figure, in the order of the text."""
    forms, speakers = find_instruments(figures), Speakers(text)
    return [
        _build_claim(
            article_id, text, figures, n, moments, levels, published, scope, speakers
        )._replace(instrument=forms[n])
        for n in range(len(figures.settings))
    ]


def _build_claim(
    article_id: str,
    text: str,
    figures: Figures,
    n: int,
    moments: Sequence[Moment],
    levels: Sequence[LevelDay],
    published: tuple[date | None, date | None, str],
    scope: Scope,
    speakers: Speakers,
) -> Claim:
    setting, kind = figures.settings[n], figures.kinds[n]
    amount, conversion = setting.amount, setting.amount.conversion_of
    whole = figures.wholes[n if conversion is None else conversion]
    worded = setting if conversion is None else figures.settings[conversion]
    excluded, party = judge_scope(setting, kind, figures.parties[n], scope)
    earliest, latest, basis = _date_claim(figures, n, moments, levels, published)

    def identifier(number: int | None) -> str | None:
        if number is None:
            return None
        return claim_identifier(article_id, figures.settings[number].amount.start)

    return Claim(
        claim_id=claim_identifier(article_id, amount.start),
        article_id=article_id,
        start=amount.start,
        end=amount.end,
        quote=amount.quote,
        qualifier_text=amount.qualifier_text,
        prefix=text[max(0, amount.start - CONTEXT) : amount.start],
        suffix=text[amount.end : amount.end + CONTEXT],
        sentence=text[setting.sentence.start : setting.sentence.end],
        amount=amount.amount,
        amount_max=amount.amount_max,
        currency=amount.currency,
        currency_basis=amount.currency_basis,
        qualifier=amount.qualifier,
        kind=kind.kind,
        in_scope=excluded is None,
        excluded_because=excluded,
        donor=party.donor,
        recipient=party.recipient,
        instrument=None,
        sector=find_sector(worded),
        channel=party.channel,
        part_of=identifier(whole),
        conversion_of=identifier(conversion),
        as_of_earliest=earliest,
        as_of_latest=latest,
        as_of_basis=basis,
        attributed_to=speakers.of(setting.sentence, amount.start),
        rule=kind.rule,
    )


def judge_scope(
    setting: Setting, kind: Kind, parties: Parties, scope: Scope
) -> tuple[str | None, Parties]:
    """Return why the figure does not count (None when it does) and the parties as asked for."""
    if scope.donor in parties.also:
        parties = parties._replace(donor=scope.donor)
    if kind.excluded_because is None and _gives_together(parties.donor):
        kind = Kind("other", "programme_total", "")
    if kind.excluded_because == "programme_total":
        parties = parties._replace(donor=None)
    if setting.sentence.role == "furniture":
        return "page_furniture", parties
    if kind.excluded_because is not None:
        return kind.excluded_because, parties
    if parties.recipient != scope.recipient:
        return "other_recipient", parties
    if parties.donor != scope.donor:
        return "other_donor", parties
    return None, parties


def _date_claim(
    figures: Figures,
    n: int,
    moments: Sequence[Moment],
    levels: Sequence[LevelDay],
    published: tuple[date | None, date | None, str],
) -> tuple[date | None, date | None, str | None]:
    """Return the day the figure speaks of: its sentence's, its announcement's, or the article's."""
    setting, kind = figures.settings[n], figures.kinds[n].kind
    if setting.sentence.role == "furniture":
        return None, None, None  # another story's figure has another story's day
    if kind == "cumulative_total":
        level = _level_day(setting, levels, published[1])
        if level is not None:
            return level.earliest, level.latest, level.basis
    else:
        near = _moments_near(setting, moments)
        moment = _moment_inside(setting, near)
        if moment is None and kind in ("commitment", "component"):
            moment = _moment_of_its_announcement(figures, n, near)
        if moment is not None:
            return moment.earliest, moment.latest, moment.basis
    earliest, latest, basis = published
    return earliest, latest, f"article: {basis}" if earliest or latest else None


def _level_day(setting: Setting, levels: Sequence[LevelDay], last: date | None) -> LevelDay | None:
    """The day a total of this sentence is told as of; one still to come is a target's."""
    low = bisect_left(levels, setting.sentence.start, key=_level_start)
    high = bisect_left(levels, setting.sentence.end, key=_level_start)
    told = [
        d
        for d in levels[low:high]
        if (last is None or d.latest <= last) and not _is_told_of_another(setting, d.start)
    ]
    return min(told, key=lambda d: abs(d.start - setting.amount.start), default=None)


def _is_told_of_another(setting: Setting, day: int) -> bool:
    """Tell "on top of $7 billion pledged by September, …": the day is the former figure's."""
    return any(
        end <= day < setting.amount.start and day - end < _BESIDE for _, end in setting.others
    )


def _level_start(day: LevelDay) -> int:
    return day.start


def _moments_near(setting: Setting, moments: Sequence[Moment]) -> Sequence[Moment]:
    at = setting.amount.start
    low = bisect_left(moments, at - _NEAR_ANNOUNCEMENT, key=_moment_start)
    high = bisect_left(moments, at + _NEAR_ANNOUNCEMENT, key=_moment_start)
    return moments[low:high]


def _moment_inside(setting: Setting, near: Sequence[Moment]) -> Moment | None:
    """The day in the figure's own sentence, a payment's or promise's first."""
    at, sentence = setting.amount.start, setting.sentence
    inside = [
        m for m in near if _holds(sentence, m) and (m.announces or abs(m.start - at) < _BESIDE)
    ]
    return min(inside, key=lambda m: (not m.announces, abs(m.start - at)), default=None)


def _moment_of_its_announcement(figures: Figures, n: int, near: Sequence[Moment]) -> Moment | None:
    """The day a sentence nearby tells of the promise: one without a figure, or with its whole's.

    What a sentence with a figure of its own announces is that figure.
    """
    at, whole = figures.settings[n].amount.start, figures.wholes[n]
    whole_at = None if whole is None else figures.settings[whole].amount.start
    told = [m for m in near if m.announces and not _is_of_another(figures, n, m, whole_at)]
    return min(told, key=lambda m: abs(m.start - at), default=None)


def _is_of_another(figures: Figures, n: int, moment: Moment, whole_at: int | None) -> bool:
    holders = [s for s in figures.settings[max(0, n - 12) : n + 12] if _holds(s.sentence, moment)]
    return bool(holders) and all(s.amount.start != whole_at for s in holders)


def _holds(sentence: Sentence, moment: Moment) -> bool:
    return sentence.start <= moment.start < sentence.end


def _moment_start(moment: Moment) -> int:
    return moment.start


def _gives_together(donor: str | None) -> bool:
    return donor is not None and read_actors()[donor].kind == "group"
