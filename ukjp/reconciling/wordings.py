"""What the words beside a figure say of it: new money, announced before, signed, raised.

"Another" on the day of the announcement speaks of earlier support; half a year later it speaks of
more money. So words are only found here; what they weigh is decided in `evidence`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ukjp.reading.claims import Claim

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_PROMISED = r"(?:announced|pledged|promised|committed|agreed|approved|unveiled)"

_FURTHER = re.compile(
    r"\b(?:a further|further|additional|another|extra|supplementary|one more|more aid|on top of|"
    r"in addition(?: to)?|besides|a second)\b|"
    r"\b(?:rais|increas|boost|expand|lift)\w*\b[^.;]{0,40}\bby\b",
    re.I,
)
_NEW = re.compile(r"\b(?:new|fresh|newly|latest)\b", re.I)
_FURTHER_BEHIND = re.compile(r"\s*(?:more\b|(?:in )?(?:additional|further|extra)\b|on top\b)", re.I)
_AGAIN = re.compile(
    rf"\b(?:already|previously|earlier|first|originally)\s+{_PROMISED}\b|"
    r"\b(?:reaffirm|reiterat|restat|recall)\w*|\bthe previously\b|\bearlier (?:pledge|promise)\b|"
    rf"\b{_PROMISED}\s+(?:\w+\s+)?(?:back )?(?:in|last|on|at|since)\s+"
    r"(?:the\s+)?(?:(?:late|early|mid-?)\s*)?"
    rf"(?:\d{{1,2}}\s+)?(?P<month>{_MONTH})?(?:\s*\d{{1,2}}(?!\d),?)?\s*(?P<year>20\d\d)?"
    r"(?P<vague>year|month|week|spring|summer|autumn|winter)?",
    re.I,
)
_SIGNED = re.compile(
    r"\b(?:sign(?:ed|s|ing)|signature|exchange[sd]? (?:of )?notes|finali[sz]ed|ratified|"
    r"approv(?:ed|es|al)|conclud(?:ed|es)|(?:loan|grant|credit) agreements?)\b",
    re.I,
)
_PLEDGED = re.compile(
    r"\b(?:pledg|promis|announc|will|vow|commit|plan|intend|decid|agree[ds]? to|offer)\w*", re.I
)
_RAISED = re.compile(
    r"\b(?:rais|increas|boost|expand|lift|tripl|doubl)\w*\b[^.;]{0,90}?\bto\s+(?:\w+\s+){0,2}$",
    re.I,
)
_FACTORS = {"doubl": 2.0, "tripl": 3.0}
_RECEIVED = re.compile(r"\b(?:receiv|disburs|transferr|deliver|obtain|paid)\w*", re.I)
_ANNOUNCED = re.compile(r"\b(?:pledg|promis|announc|commit)\w*", re.I)
_SPACE = re.compile(r"\W+")


class Wording(NamedTuple):
    """What stands beside a figure; each field is the words as found, None where there are none."""

    further: str | None
    new: str | None
    again: re.Match[str] | None
    signed: str | None
    pledged: str | None


def read_wording(claim: Claim) -> Wording:
    """Return the words beside a figure that tell whether its money was announced before."""
    at, behind = _place(claim)
    text = claim.sentence
    front, back = text[max(0, at - 60) : at], text[behind : behind + 90]
    wide = f"{text[max(0, at - 90) : at]}…{back}"
    further = _FURTHER.search(front) or _FURTHER_BEHIND.match(back)
    again = next((m for m in _AGAIN.finditer(wide) if _says_again(m)), None)
    new = _NEW.search(front[-30:]) or _NEW.match(back.removeprefix(" in ").strip())
    signed, pledged = _SIGNED.search(wide), _PLEDGED.search(wide)
    return Wording(
        " ".join(further.group().split()) if further else None,
        new.group() if new else None,
        again,
        signed.group() if signed else None,
        pledged.group() if pledged else None,
    )


def _place(claim: Claim) -> tuple[int, int]:
    """Where the figure stands in its sentence, found by what stands before it."""
    anchored = claim.sentence.find(claim.prefix[-12:] + claim.quote) if claim.prefix else -1
    at = (
        anchored + len(claim.prefix[-12:])
        if anchored >= 0
        else max(0, claim.sentence.find(claim.quote))
    )
    return at, at + len(claim.quote)


def _says_again(match: re.Match[str]) -> bool:
    """A bare "announced on" says nothing: a month, a year or "last year" must follow."""
    dated = match["month"] or match["year"] or match["vague"]
    return bool(dated) or not re.match(rf"{_PROMISED}\b", match.group(), re.I)


def named_month(again: re.Match[str]) -> tuple[int | None, int | None]:
    """Return the year and month that "pledged in December 2023" names, None for what it omits."""
    month = again["month"]
    number = next(
        (n for n, name in enumerate(_MONTHS, 1) if month and name.startswith(month[:3].lower())),
        None,
    )
    return int(again["year"]) if again["year"] else None, number


def raised_from(claim: Claim) -> float | None:
    """Return what a figure was raised from where words tell ("doubled to"), 0 for "raised to"."""
    at, _ = _place(claim)
    match = _RAISED.search(claim.sentence[max(0, at - 120) : at])
    if match is None:
        return None
    factor = next((f for verb, f in _FACTORS.items() if verb in match.group().lower()), None)
    return claim.amount / factor if factor else 0.0


def says_raised(small: Claim, large: Claim) -> bool:
    """Tell whether one sentence raises the first figure to the second ("from $300m to $600m")."""
    if small.sentence != large.sentence or small.amount >= large.amount:
        return False
    first, second = sorted((small, large), key=lambda c: c.start)
    between = second.start - first.end
    words = claim_words_before(second, between)
    if first is small:
        joined = re.fullmatch(
            r"[^.;\d]{0,40}?\bto\s+(?:(?:a total of|about|over|up to)\s+)?", words
        )
        return (
            bool(joined)
            and re.search(r"\bfrom\s+(?:\w+\s+)?$", claim_words_before(first, 20)) is not None
        )
    return re.fullmatch(r"[^.;\d]{0,30}?,?\s*(?:up )?from\s+(?:the \w+ )?", words) is not None


def claim_words_before(claim: Claim, length: int) -> str:
    """Return the last characters of the sentence in front of a figure."""
    at, _ = _place(claim)
    return claim.sentence[max(0, at - length) : at]


def plain_words(text: str) -> str:
    """Return a sentence without case, spacing and punctuation, for telling copies."""
    return _SPACE.sub(" ", text.casefold()).strip()


def speaks_of(claim: Claim) -> str | None:
    """Return "received" or "announced" where the words beside a total say which it counts."""
    at, behind = _place(claim)
    near = f"{claim.sentence[max(0, at - 90) : at]}…{claim.sentence[behind : behind + 60]}"
    received, announced = _RECEIVED.search(near), _ANNOUNCED.search(near)
    if bool(received) == bool(announced):
        return None
    return "received" if received else "announced"
