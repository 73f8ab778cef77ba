"""Claims: every figure of an article, what it is, who gives it to whom, and the words it is in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ukjp.actors import Mention, read_actors
from ukjp.reading.cleaning import Sentence
from ukjp.reading.cues import Cue, find_cues
from ukjp.reading.kind_records import Kind
from ukjp.reading.kinds import decide_kind
from ukjp.reading.money import Amount
from ukjp.reading.parties import Parties, Roles, find_parties
from ukjp.reading.parts import Parts
from ukjp.reading.settings import Setting, build_setting
from ukjp.reading.speakers import Speakers
from ukjp.vocabulary import AID_KINDS

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


class Figures(NamedTuple):
    """The figures of an article with what they are and who gives them, before they become rows."""

    settings: list[Setting]
    kinds: list[Kind]
    parties: list[Parties]
    wholes: list[int | None]

    def is_settled(self, n: int) -> bool:
        """Tell whether a figure is aid that somebody has decided on."""
        kind = self.kinds[n]
        return kind.kind != "other" and kind.excluded_because is None


def read_figures(
    text: str,
    lowered: str,
    sentences: Sequence[Sentence],
    amounts: Sequence[Amount],
    mentions: Sequence[Mention],
    roles: Roles,
) -> Figures:
    """Return what every amount is, in the order of the text."""
    settings = _build_settings(
        text, lowered, sentences, amounts, mentions, _is_topical(mentions, roles)
    )
    parties = _respectively(settings, [_parties_of(s, settings, roles) for s in settings])
    kinds, wholes = Parts(settings, [decide_kind(s) for s in settings], parties).link()
    kinds = [_like_converted(kinds, n, s.amount) for n, s in enumerate(settings)]
    return Figures(settings, kinds, _inherit_parties(parties, wholes), wholes)


def build_claims(
    article_id: str,
    text: str,
    figures: Figures,
    moments: Sequence[Moment],
    published: tuple[date | None, date | None, str],
    scope: Scope,
) -> list[Claim]:
    """Return one claim for every figure, in the order of the text."""
    forms, speakers = _instruments(figures), Speakers(text)
    return [
        _build_claim(article_id, text, figures, n, moments, published, scope, speakers)._replace(
            instrument=forms[n]
        )
        for n in range(len(figures.settings))
    ]


def _build_claim(
    article_id: str,
    text: str,
    figures: Figures,
    n: int,
    moments: Sequence[Moment],
    published: tuple[date | None, date | None, str],
    scope: Scope,
    speakers: Speakers,
) -> Claim:
    setting, kind = figures.settings[n], figures.kinds[n]
    amount, conversion = setting.amount, setting.amount.conversion_of
    whole = figures.wholes[n if conversion is None else conversion]
    worded = setting if conversion is None else figures.settings[conversion]
    excluded, party = judge_scope(setting, kind, figures.parties[n], scope)
    earliest, latest, basis = _date_claim(setting, kind, moments, published)

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


def _build_settings(
    text: str,
    lowered: str,
    sentences: Sequence[Sentence],
    amounts: Sequence[Amount],
    mentions: Sequence[Mention],
    topical: bool,
) -> list[Setting]:
    starts = [sentence.start for sentence in sentences]
    mention_starts = [m.start for m in mentions]
    settings: list[Setting] = []
    current: tuple[Sentence, list[Cue], Sequence[Mention], Sequence[Mention]] | None = None
    for amount, others in zip(amounts, _neighbours(amounts), strict=True):
        at = max(0, bisect_right(starts, amount.start) - 1)
        sentence = _whole_sentence(sentences, at, amount)
        if current is None or sentence != current[0]:
            low = bisect_right(mention_starts, sentence.start - 1)
            high = bisect_right(mention_starts, sentence.end - 1)
            cues = find_cues(lowered, sentence.start, sentence.end)
            current = sentence, cues, mentions[low:high], mentions[max(0, low - 10) : low]
        settings.append(build_setting(text, lowered, amount, *current, others, topical))
    return settings


def _is_topical(mentions: Sequence[Mention], roles: Roles) -> bool:
    """Tell whether the article is about somebody who receives, not merely mentions one."""
    named = [m for m in mentions if m.actor == roles.recipient]
    return len(named) >= 3 or any(m.start < 300 for m in named)


def _neighbours(amounts: Sequence[Amount]) -> list[list[tuple[int, int]]]:
    """The spans of the few figures before and behind each figure, conversions left out."""
    spans = [(a.start, a.end) for a in amounts]
    firm = [a.conversion_of is None for a in amounts]
    return [
        [spans[k] for k in range(max(0, n - 4), min(len(spans), n + 5)) if k != n and firm[k]]
        for n in range(len(spans))
    ]


def _whole_sentence(sentences: Sequence[Sentence], at: int, amount: Amount) -> Sentence:
    """The sentence of an amount, widened where the amount runs over its end."""
    sentence = sentences[at]
    return sentence if amount.end <= sentence.end else sentence._replace(end=amount.end)


def _like_converted(kinds: Sequence[Kind], n: int, amount: Amount) -> Kind:
    return kinds[n] if amount.conversion_of is None else kinds[amount.conversion_of]


def _parties_of(setting: Setting, settings: Sequence[Setting], roles: Roles) -> Parties:
    """A conversion has the parties of what it converts."""
    conversion = setting.amount.conversion_of
    return find_parties(setting if conversion is None else settings[conversion], roles)


def _respectively(settings: Sequence[Setting], parties: list[Parties]) -> list[Parties]:
    """Hand out givers in order: "Japan and Norway gave 465 and 295 million respectively"."""
    by_sentence: dict[int, list[int]] = {}
    for n, s in enumerate(settings):
        if s.amount.conversion_of is None and any(c.sense == "respectively" for c in s.cues):
            by_sentence.setdefault(s.sentence.start, []).append(n)
    for numbers in by_sentence.values():
        first = settings[numbers[0]]
        names = list(
            dict.fromkeys(
                m.actor
                for m in first.mentions
                if m.end <= first.amount.start
                and m.actor != parties[numbers[0]].recipient
                and read_actors()[m.actor].role == "donor"
            )
        )[-len(numbers) :]
        if len(names) == len(numbers):
            for n, name in zip(numbers, names, strict=True):
                parties[n] = parties[n]._replace(donor=name, also=())
    return parties


def _inherit_parties(parties: list[Parties], wholes: Sequence[int | None]) -> list[Parties]:
    """A part whose own sentence names no giver has the giver of its whole."""
    for n, whole in enumerate(wholes):
        if whole is not None and not parties[n].named and parties[whole].donor is not None:
            parties[n] = parties[n]._replace(donor=parties[whole].donor)
    return parties


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


_FORMS = {"guaranteeform": "guarantee", "grantform": "grant", "loanform": "loan"}
_GOODS = {"kindform": "in_kind"}
_SECTORS = {
    name: name for name in ("humanitarian", "budget", "military", "reconstruction", "energy")
}


def find_instrument(setting: Setting) -> str | None:
    """Return grant, loan, guarantee or in_kind where words beside the figure say so."""
    return _nearest_sense(setting, _FORMS, 70) or _nearest_sense(setting, _GOODS, 40)


def find_sector(setting: Setting) -> str | None:
    """Return the purpose of the aid where words beside the figure say so."""
    return _nearest_sense(setting, _SECTORS, 90)


def _nearest_sense(setting: Setting, senses: dict[str, str], reach: int) -> str | None:
    """The noun the figure counts, else the nearest such word in its clause, behind it first."""
    low, high = setting.tail
    inside = [c for c in setting.cues if c.sense in senses and low <= c.start < high]
    if inside:
        return senses[max(inside, key=lambda c: (c.end, c.end - c.start)).sense]
    best: tuple[float, str] | None = None
    for cue in setting.cues:
        code = senses.get(cue.sense)
        if code is None or not setting.clause[0] <= cue.start < setting.clause[1]:
            continue
        behind = cue.start >= setting.amount.end
        distance = (
            cue.start - setting.amount.end if behind else (setting.amount.start - cue.end) * 1.5
        )
        if distance <= reach and (best is None or distance < best[0]):
            best = (distance, code)
    return None if best is None else best[1]


def _instruments(figures: Figures) -> list[str | None]:
    """The form of each figure: its own words, else its whole's, else those where it is repeated."""
    found = [
        find_instrument(
            figures.settings[n if s.amount.conversion_of is None else s.amount.conversion_of]
        )
        for n, s in enumerate(figures.settings)
    ]
    said: dict[tuple[float, str], str] = {}
    for n, form in enumerate(found):
        amount = figures.settings[n].amount
        if form is not None and form != "in_kind" and figures.kinds[n].kind in AID_KINDS:
            said.setdefault((amount.amount, amount.currency), form)
    for n, form in enumerate(found):
        if form is None and figures.kinds[n].kind in AID_KINDS - {"cumulative_total"}:
            whole, amount = figures.wholes[n], figures.settings[n].amount
            inherited = found[whole] if whole is not None else None
            found[n] = inherited or said.get((amount.amount, amount.currency))
    return found


def _date_claim(
    setting: Setting,
    kind: Kind,
    moments: Sequence[Moment],
    published: tuple[date | None, date | None, str],
) -> tuple[date | None, date | None, str | None]:
    """Return the day the figure speaks of: its sentence's, its announcement's, or the article's."""
    if setting.sentence.role == "furniture":
        return None, None, None  # another story's figure has another story's day
    if kind.kind != "cumulative_total":
        moment = _nearest_moment(setting, moments, kind.kind in ("commitment", "component"))
        if moment is not None:
            return moment.earliest, moment.latest, moment.basis
    earliest, latest, basis = published
    return earliest, latest, f"article: {basis}" if earliest or latest else None


def _nearest_moment(
    setting: Setting, moments: Sequence[Moment], may_be_announced: bool
) -> Moment | None:
    """The day in the figure's sentence, a payment's or promise's first; else one announced near."""
    at, sentence = setting.amount.start, setting.sentence
    low = bisect_left(moments, at - _NEAR_ANNOUNCEMENT, key=_moment_start)
    high = bisect_left(moments, at + _NEAR_ANNOUNCEMENT, key=_moment_start)

    def rank(m: Moment) -> tuple[bool, int]:
        return not m.announces, abs(m.start - at)

    near = moments[low:high]
    inside = [
        m
        for m in near
        if sentence.start <= m.start < sentence.end and (m.announces or abs(m.start - at) < _BESIDE)
    ]
    if inside:
        return min(inside, key=rank)
    return min((m for m in near if m.announces and may_be_announced), key=rank, default=None)


def _moment_start(moment: Moment) -> int:
    return moment.start


def _gives_together(donor: str | None) -> bool:
    return donor is not None and read_actors()[donor].kind == "group"
