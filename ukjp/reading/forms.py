"""The form and the purpose of aid: grant, loan, guarantee or goods; for what."""

from __future__ import annotations

import re

from ukjp.reading.cues import Cue
from ukjp.reading.figures import Figures
from ukjp.reading.settings import Setting
from ukjp.vocabulary import AID_KINDS

_FORMS = {"guaranteeform": "guarantee", "grantform": "grant", "loanform": "loan"}
_GOODS = {"kindform": "in_kind"}
_SECTORS = {
    name: name for name in ("humanitarian", "budget", "military", "reconstruction", "energy")
}

_SINGLE = AID_KINDS - {"cumulative_total"}
_NEXT = re.compile(
    r"\s*[^$€¥£\d]{0,90}?\b(?:money|funds?|aid|assistance|sum|package|it|this)\b[^$€¥£\d.;]{0,60}?"
    r"\b(grants?|gratuitous|loans?|credits?|arms|weapons|equipment)\b"
)
_NEXT_REACH, _DEEPEST = 220, 4
_THE_FORM = re.compile(
    r"\W*(?:the|this|both|these) (?:[\w-]+ ){0,2}?(grants?|gratuitous|loans?|credits?)\b"
)
_THE_MONEY = re.compile(r"\W*(?:the (?:money|funds?|aid|assistance|sum|package)|it|this)\b")
_NEXT_FORMS = {
    "gra": "grant", "loan": "loan", "credit": "loan", "arms": "in_kind", "weapons": "in_kind",
    "equipment": "in_kind",
}  # fmt: skip


_FORM_WORDS = {
    "grant": r"(?:grants?|grant aid|grant assistance|donations?|gifts?)",
    "guarantee": r"(?:(?:loan |credit )?guarantees?|guaranties|credit enhancements?|sureties)",
    "loan": r"(?:(?:yen |soft |concessional |budget |fiscal )?(?:loans?|credits?))",
}
_OF = r"\s+(?:of|worth|totall?ing|amounting to|for)\s+(?:[\w-]+\s+){0,2}$"
_IS = (
    r"(?:\s*\([^)]{0,40}\))?\s*,?\s*[–—-]?\s*(?:is|are|was|were|makes|make|constitutes|forms|"
    r"takes the form of|in the form of|comes? as|given as|provided as|as)\s+"
    r"(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,2}?"
)
_FORM_OF = {form: re.compile(rf"\b{words}{_OF}") for form, words in _FORM_WORDS.items()}
_FORM_IS = {form: re.compile(rf"{_IS}{words}\b") for form, words in _FORM_WORDS.items()}
_GUARANTEES = re.compile(
    r"\b(?:underwr(?:ites?|itten|iting|ote)|guarantee(?:s|d|ing)?|insur(?:es?|ed|ing)|"
    r"cover(?:s|ed|ing)?|reinsur(?:es?|ed)|back(?:s|ed|ing)?|"
    r"stands? (?:surety|security|guarantor) for)\s+"
    r"(?:[\w'’-]+\s+){0,9}?$"
)
_SECURED = re.compile(
    r"[^.;]{0,30}\b(?:loans?|credits?|lending|financing)\b[^.;,]{0,20}"
    r"\b(?:guaranteed|secured|insured|covered|underwritten|backed) by "
    r"(?:an? |the )?(?:[\w’'-]+ ){0,3}?(?:guarantees?|guaranties|"
    r"insurance|surety|cover|government)\b"
)
# "The tally covers a loan": only who insures covers one.
_INSURES = re.compile(r"\b(?:insur\w+|reinsur\w+|nexi|guarant\w+|export credit|risks?|sureties)\b")
_LENDING = re.compile(r"\b(?:loans?|credits?|lending|borrowing|financing|exports?|investments?)\b")
_NEED_NOT = re.compile(
    r"\b(?:non-?refundable|non-?repayable|non-?reimbursable|free of charge|gratis|"
    r"(?:need|does|do|will|has|have) not (?:have to |need to )?"
    r"(?:be repaid|be paid back|be returned)|"
    r"without (?:any )?(?:repayment|return)|not to be repaid|irrevocabl[ey])"
)
_REPAID = re.compile(
    r"\b(?:concessional|soft|preferential|favou?rable) (?:terms|conditions|rates?|financing)\b|"
    r"\b(?:to be repaid|repayable|to be paid back|repayment (?:period|over)|maturity|"
    r"(?:at|with) (?:an? )?(?:annual )?(?:interest|rate))\b|"
    r"\bera (?:loans?|mechanism|scheme|initiative)\b|"
    r"\bextraordinary revenue acceleration\b|\bat [\d.,]+ ?(?:%|percent|per cent)\b"
)
_GRANTED = re.compile(
    r"\b(?:granted|grants|donated|donates|gifted)\s+(?:[\w'’-]+\s+){0,3}$|"
    r"\bwill (?:grant|donate)\s+(?:[\w'’-]+\s+){0,3}$"
)
_UNDER_IT = re.compile(r"\W*under (?:it|this|that|them|these|those|the (?:agreement|deal|notes))\b")
_LAST_FORM = re.compile(r"\b(grants?|grant aid|loans?|credits?|guarantees?)\b[^.;]*[.;]\s*$")
_UNITS = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|a dozen|dozens of|hundreds of)\s+"
    r"(?:[\w-]+\s+){1,4}?(?:\S+\s+){0,2}(?:worth|valued at|costing)\s+(?:[\w-]+\s+){0,2}$"
)
_OF_THEM = re.compile(r"\b(?:of|among) (?:them|these|those)\b|\b(?:up|down) from\s+(?:\w+\s+)?$")


def find_instrument(setting: Setting) -> str | None:
    """Return grant, loan, guarantee or in_kind where words beside the figure say so.

    What is guaranteed, insured or covered is a guarantee, though the words name a loan; what need
    not be repaid is a grant, though nobody calls it one.
    """
    return _said_outright(setting) or _by_words_around(setting)


def _said_outright(s: Setting) -> str | None:
    """The form as "a loan of …", "… is a grant", "underwrites a credit of …" give it."""
    front, behind = s.words_before(90), s.words_after(90)
    last = max((end for _, end in s.others if end <= s.amount.start), default=0)
    front = front[max(0, last - (s.amount.start - len(front))) :]
    surety = _GUARANTEES.search(front)
    if (
        surety
        and _LENDING.search(surety.group() + " " + behind[:45])
        and (
            not surety.group().startswith(("cover", "back"))
            or _INSURES.search(
                s.lowered, max(s.sentence.start, s.amount.start - 300), s.sentence.end
            )
        )
    ):
        return "guarantee"
    if _SECURED.match(behind):
        return "guarantee"
    for form, pattern in _FORM_OF.items():
        if pattern.search(front):
            return "guarantee" if form == "loan" and _is_surety(s) else form
    for form, pattern in _FORM_IS.items():
        if pattern.match(behind):
            return form
    return None


def _is_surety(s: Setting) -> bool:
    """Tell whether a sentence gives a guarantee for the loan that it names."""
    loans = [c for c in s.cues if c.sense == "loanform"]
    return any(_is_guaranteed(s, c) for c in loans)


def _by_words_around(s: Setting) -> str | None:
    low, high = s.tail
    counted = {c.sense for c in s.cues if low <= c.start < high}
    if counted & _GOODS.keys() and not counted & _FORMS.keys():
        return "in_kind"
    near = _nearest_sense(s, _FORMS, 70)
    if near is not None:
        return near
    clause = s.lowered[s.clause[0] : s.clause[1]]
    if _NEED_NOT.search(clause):
        return "grant"
    if _REPAID.search(clause):
        return "loan"
    if _UNITS.search(s.words_before(80)):
        return "in_kind"
    under = _UNDER_IT.match(s.lowered, s.sentence.start)
    told = _LAST_FORM.search(s.lowered, max(0, s.sentence.start - 160), s.sentence.start)
    if under and told:
        return next(form for form, words in _FORM_WORDS.items() if re.fullmatch(words, told[1]))
    goods = _nearest_sense(s, _GOODS, 40)
    if goods is None and _GRANTED.search(s.words_before(40)):
        return "grant"
    return goods


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
        if code == "loan" and _is_guaranteed(setting, cue):
            code = "guarantee"
        if code is None or not setting.clause[0] <= cue.start < setting.clause[1]:
            continue
        behind = cue.start >= setting.amount.end
        distance = (
            cue.start - setting.amount.end if behind else (setting.amount.start - cue.end) * 1.5
        )
        if distance <= reach and (best is None or distance < best[0]):
            best = (distance, code)
    return None if best is None else best[1]


def _is_guaranteed(setting: Setting, loan: Cue) -> bool:
    """Tell "guaranteed World Bank loans": the giver guarantees what another lends."""
    return any(
        c.sense == "guaranteeform" and 0 < loan.start - c.end < 40 and c.phrase != "guarantee"
        for c in setting.before("guaranteeform", clause=True)
    )


def find_instruments(figures: Figures) -> list[str | None]:
    """The form of each figure: its own words, else its whole's, else those where it is repeated."""
    found = [
        find_instrument(
            figures.settings[n if s.amount.conversion_of is None else s.amount.conversion_of]
        )
        for n, s in enumerate(figures.settings)
    ]
    _take_from_neighbours(figures, found)
    said = _forms_said(figures, found)
    for n, (setting, kind) in enumerate(zip(figures.settings, figures.kinds, strict=True)):
        if found[n] is None and kind.kind in _SINGLE:
            whole, amount = figures.wholes[n], setting.amount
            inherited = found[whole] if whole is not None else None
            found[n] = inherited or said.get((amount.amount, amount.currency))
    for n, setting in enumerate(figures.settings):
        if found[n] is None and figures.kinds[n].kind in _SINGLE:
            found[n] = _said_next(setting)
    for n, setting in enumerate(figures.settings):
        if setting.amount.conversion_of is not None:
            found[n] = found[setting.amount.conversion_of]
    return found


def _take_from_neighbours(figures: Figures, found: list[str | None]) -> None:
    """Goods bought from a grant are that grant; "the first of them" is what the others are."""
    for n, direct in enumerate(figures.wholes):
        whole = direct
        for _ in range(_DEEPEST):
            if whole is not None and found[whole] is None:
                whole = figures.wholes[whole]
        if whole is not None and found[n] == "in_kind" and found[whole] == "grant":
            found[n] = found[whole]
        if n and found[n] is None and _OF_THEM.search(figures.settings[n].words_before(40)):
            found[n] = found[n - 1]


def _forms_said(figures: Figures, found: list[str | None]) -> dict[tuple[float, str], str]:
    """The form of each sum that the article says once, for where it repeats the sum."""
    said: dict[tuple[float, str], str] = {}
    for n, form in enumerate(found):
        amount = figures.settings[n].amount
        if form is not None and form != "in_kind" and figures.kinds[n].kind in AID_KINDS:
            said.setdefault((amount.amount, amount.currency), form)
    return said


def _said_next(setting: Setting) -> str | None:
    """The form that the next sentence gives "the money", before it names another figure."""
    end = setting.sentence.end
    following = setting.lowered[end : end + _NEXT_REACH]
    if not any(map(following.__contains__, _NEXT_FORMS)) and "repa" not in following:
        return None
    if _NEED_NOT.search(following.split(".")[0]) and _THE_MONEY.match(following):
        return "grant"
    match = _THE_FORM.match(following) or _NEXT.match(following)
    if match is None:
        return None
    return next(form for word, form in _NEXT_FORMS.items() if match.group(1).startswith(word))
