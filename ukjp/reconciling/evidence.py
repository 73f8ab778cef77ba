"""Is it the same money? The evidence for and against, each piece words that can be checked.

Equal amounts are where the question begins, never the answer: they weigh nothing. Alike forms
(instrument, channel, purpose) together never weigh more than one, since many gifts look alike. What
the pieces amount to is decided in `judging`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ukjp.reconciling.amounts import tell_amount
from ukjp.reconciling.growth import growth_evidence
from ukjp.reconciling.judging import Evidence
from ukjp.reconciling.reference import Facts
from ukjp.reconciling.statements import ONE_OCCASION, WIDE_SPAN, Statement
from ukjp.reconciling.wordings import named_month

_LONG_AGO = 540
_MONTH = 31
_STAGES = 730
_NEW_FOR = 30
_CONTEXT = 16


def pledge_evidence(earlier: Statement, later: Statement, facts: Facts) -> list[Evidence]:
    """Return what speaks for and against two promises of one amount being one."""
    together = on_one_occasion(earlier, later)
    pieces = [
        _occasion(earlier, later),
        _same_words(earlier, later),
        _wording(earlier, later, together=together),
        *_forms(earlier, later),
        _whole(earlier, later),
        _breakdown(earlier, later),
        _reference(earlier, later, facts),
    ]
    if not together:
        pieces += [_stage(earlier, later), *growth_evidence(earlier, later, facts)]
    return [piece for piece in pieces if piece is not None]


def payment_evidence(earlier: Statement, later: Statement, facts: Facts) -> list[Evidence]:
    """Return what speaks for and against two payments of one amount being one."""
    pieces = [
        _occasion(earlier, later),
        _same_words(earlier, later),
        _wording(earlier, later, together=on_one_occasion(earlier, later)),
        *_forms(earlier, later),
        _reference(earlier, later, facts),
    ]
    days = days_apart(earlier, later)
    if days is not None and days > 25 and not later.wording.again:
        pieces.append(Evidence(-3, f"payments {days} days apart, and equal tranches are common"))
    return [piece for piece in pieces if piece is not None]


def payout_evidence(promise: Statement, payment: Statement, facts: Facts) -> list[Evidence]:
    """Return what speaks for and against a payment being made out of a promise of its amount."""
    pieces = [*_forms(promise, payment), _reference(promise, payment, facts)]
    if promise.article_id == payment.article_id:
        pieces.append(Evidence(2, "one article promises it and tells of its payment"))
    if payment.wording.again and _names_days_of(promise, payment):
        pieces.append(
            Evidence(2, f"the payment is told as “{payment.wording.again.group().strip()}”")
        )
    if (
        promise.earliest
        and payment.latest
        and (promise.earliest - payment.latest).days > ONE_OCCASION
    ):
        pieces.append(
            Evidence(-3, f"paid by {payment.latest}, before it was promised on {promise.span}")
        )
    return [piece for piece in pieces if piece is not None]


def days_apart(a: Statement, b: Statement) -> int | None:
    """Return the fewest days that can lie between two statements, None where days are unknown."""
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return None
    if b.earliest > a.latest:
        return (b.earliest - a.latest).days
    return (a.earliest - b.latest).days if a.earliest > b.latest else 0


def on_one_occasion(a: Statement, b: Statement) -> bool:
    """Tell whether two statements certainly speak of the same few days."""
    days = days_apart(a, b)
    return days is not None and days <= ONE_OCCASION and max(a.width, b.width) <= WIDE_SPAN


def _occasion(earlier: Statement, later: Statement) -> Evidence | None:
    if earlier.article_id == later.article_id:
        return _within_article(earlier, later)
    days = days_apart(earlier, later)
    if days is None:
        return Evidence(0, "the day of one of them is not known")
    both = f"{earlier.span} and {later.span}"
    if days <= ONE_OCCASION:
        if max(earlier.width, later.width) > WIDE_SPAN:
            month = max(earlier.width, later.width) < _MONTH
            return Evidence(1 if month else 0, f"their days can be the same ({both})")
        return Evidence(
            2,
            f"both speak of the same days ({both})"
            if earlier.span != later.span
            else f"both speak of {later.span}",
        )
    return Evidence(-1 if days > _LONG_AGO else 0, f"{days} days lie between them ({both})")


def _within_article(earlier: Statement, later: Statement) -> Evidence:
    if earlier.told_day and later.told_day and (days_apart(earlier, later) or 0) > ONE_OCCASION:
        return Evidence(
            -3, f"one article gives each a day of its own ({earlier.span} and {later.span})"
        )
    if earlier.lead.sentence == later.lead.sentence and not _surrounded_alike(earlier, later):
        return Evidence(0, "one sentence names it twice")
    return Evidence(2, "the same article names it again")


def _surrounded_alike(earlier: Statement, later: Statement) -> bool:
    """Tell whether the same words stand around both: a headline that a page prints twice."""
    a, b = earlier.lead, later.lead
    return (a.prefix[-_CONTEXT:], a.suffix[:_CONTEXT]) == (
        b.prefix[-_CONTEXT:],
        b.suffix[:_CONTEXT],
    )


def _same_words(earlier: Statement, later: Statement) -> Evidence | None:
    if earlier.article_id == later.article_id or not earlier.sentences & later.sentences:
        return None
    days = days_apart(earlier, later)
    weight = 3 if days is None or days <= ONE_OCCASION else 0 if later.moved else 2
    return Evidence(weight, "both stand in the same sentence, word for word")


def _wording(earlier: Statement, later: Statement, *, together: bool) -> Evidence | None:
    words = later.wording
    inside = later.article_id == earlier.article_id
    if earlier.sentences & later.sentences and not inside:
        return None
    if words.again and not together and not inside:
        return _told_again(earlier, later)
    if inside:
        return _called_another(earlier, later)
    if later.raised and later.whole is not None:
        told = " ".join(later.whole.lead.quote.split())
        return Evidence(3, f"the later text raises it to {told}, so it was promised before")
    if together:
        if words.further and not earlier.wording.further:
            return Evidence(0, f"“{words.further}” can mean more than earlier support")
        return None
    return _told_as_new(earlier, later)


def _called_another(earlier: Statement, later: Statement) -> Evidence | None:
    """One article: "another" is more money, unless a headline named that same money first."""
    words = later.wording.further
    if not words or earlier.wording.further:
        return None
    if earlier.headline:
        return Evidence(0, f"“{words}” can mean more than earlier support")
    return Evidence(-4, f"the second is called “{words}”")


def _told_again(earlier: Statement, later: Statement) -> Evidence:
    """The later text says when its money was promised: then, or on other days."""
    assert later.wording.again is not None  # noqa: S101 - for the type checker
    words = " ".join(later.wording.again.group().split()).rstrip(".,")
    if _names_days_of(earlier, later):
        return Evidence(3, f"the later text says “{words}”")
    return Evidence(-2, f"the later text says “{words}”, which is not {earlier.span}")


def _told_as_new(earlier: Statement, later: Statement) -> Evidence:
    words, days = later.wording, days_apart(earlier, later)
    if words.further and (days is None or days <= ONE_OCCASION):
        return Evidence(-1, f"“{words.further}” may mean more than this")
    if words.further:
        return Evidence(-3, f"the later text says “{words.further}”")
    if words.new and (days is None or days > _NEW_FOR):
        return Evidence(-1, f"the later text calls it “{words.new}”")
    return Evidence(0, "the later text calls it neither new nor already announced")


def _names_days_of(earlier: Statement, later: Statement) -> bool:
    """Tell whether "pledged in December 2023" can mean the earlier statement's days."""
    again = later.wording.again
    if again is None:
        return False
    year, month = named_month(again)
    if year is None and month is None:
        return True
    if earlier.earliest is None or earlier.latest is None:
        return True
    first, last = earlier.earliest, earlier.latest
    inside = (date(y, m, 1) for y in range(first.year, last.year + 1) for m in range(1, 13))
    months = {
        (d.year, d.month)
        for d in inside
        if (first.year, first.month) <= (d.year, d.month) <= (last.year, last.month)
    }
    return any(year in (None, y) and month in (None, m) for y, m in months)


def _forms(earlier: Statement, later: Statement) -> list[Evidence]:
    """Instrument, channel and purpose: alike they weigh one together, unlike each its own."""
    inside = earlier.article_id == later.article_id
    pieces, alike = [], []
    for name, first, second, against in (
        ("instrument", earlier.instruments, later.instruments, -2),
        ("channel", earlier.channels, later.channels, -3),
        ("purpose", earlier.sectors, later.sectors, -1),
    ):
        if not first or not second:
            continue
        if first & second:
            alike.append(f"{name} {_listed(first & second)}")
        elif {*first, *second} == {"loan", "guarantee"}:
            pieces.append(Evidence(0, "one is called a loan, the other a guarantee"))
        elif not inside or name != "purpose" or earlier.lead.sentence == later.lead.sentence:
            weight = -4 if inside else against
            pieces.append(
                Evidence(weight, f"the {name}s differ ({_listed(first)} and {_listed(second)})")
            )
    if alike:
        pieces.append(Evidence(1, f"both name the {' and the '.join(alike)}"))
    return pieces


def _listed(words: Iterable[str]) -> str:
    return " and ".join(sorted(word.replace("_", " ") for word in words))


def _whole(earlier: Statement, later: Statement) -> Evidence | None:
    """Parts of one whole are the same part; parts of two wholes are not."""
    if earlier.whole is None or later.whole is None or earlier.article_id == later.article_id:
        return None
    if earlier.whole.root is later.whole.root:
        return Evidence(3, f"both are part of the same {later.whole.lead.quote}")
    if earlier.whole.amounts & later.whole.amounts:
        return None
    return Evidence(
        -3, f"one is part of {earlier.whole.lead.quote}, the other of {later.whole.lead.quote}"
    )


def _breakdown(earlier: Statement, later: Statement) -> Evidence | None:
    shared = earlier.parts & later.parts
    if len(shared) >= 2 or (shared and shared == earlier.parts == later.parts):
        told = " and ".join(tell_amount(amount, code) for code, amount in sorted(shared))
        return Evidence(3, f"both are divided into {told}")
    if earlier.parts and later.parts and not shared:
        return Evidence(-1, "they are divided into other parts")
    return None


def _reference(earlier: Statement, later: Statement, facts: Facts) -> Evidence | None:
    first, second = earlier.announced_as(facts), later.announced_as(facts)
    if first is None or second is None or earlier.article_id == later.article_id:
        return None
    weight = 3 if first[1] and second[1] else 1
    if first[0] == second[0]:
        return Evidence(weight, f"the reference table lists both as one money ({first[0]})")
    return Evidence(
        -weight, f"the reference table lists them as different money ({first[0]} and {second[0]})"
    )


def _stage(earlier: Statement, later: Statement) -> Evidence | None:
    """A promise and its signature are stages of one money."""
    days = days_apart(earlier, later)
    if not later.wording.signed or not earlier.wording.pledged or earlier.wording.signed:
        return None
    if days is None or days > _STAGES or later.wording.further:
        return None
    return Evidence(
        1,
        f"the earlier text promises (“{earlier.wording.pledged}”), "
        f"the later one says “{later.wording.signed}”",
    )
