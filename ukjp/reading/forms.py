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

_NEXT = re.compile(
    r"\s*[^$€¥£\d]{0,90}?\b(?:money|funds?|aid|assistance|sum|package|it|this)\b[^$€¥£\d.;]{0,60}?"
    r"\b(grants?|gratuitous|loans?|credits?|arms|weapons|equipment)\b"
)
_NEXT_REACH = 220
_NEXT_FORMS = {
    "gra": "grant", "loan": "loan", "credit": "loan", "arms": "in_kind", "weapons": "in_kind",
    "equipment": "in_kind",
}  # fmt: skip


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
    for n, setting in enumerate(figures.settings):
        if found[n] is None and figures.kinds[n].kind in AID_KINDS - {"cumulative_total"}:
            found[n] = _said_next(setting)
    for n, setting in enumerate(figures.settings):
        if setting.amount.conversion_of is not None:
            found[n] = found[setting.amount.conversion_of]
    return found


def _said_next(setting: Setting) -> str | None:
    """The form that the next sentence gives "the money", before it names another figure."""
    end = setting.sentence.end
    following = setting.lowered[end : end + _NEXT_REACH]
    if not any(map(following.__contains__, _NEXT_FORMS)):
        return None
    match = _NEXT.match(following)
    if match is None:
        return None
    return next(form for word, form in _NEXT_FORMS.items() if match.group(1).startswith(word))
