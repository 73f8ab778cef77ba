"""The words that make a figure part of another: of, including, split into, the rest."""

from __future__ import annotations

import re

PART_OF = re.compile(
    r"\b(?:part|share|portion|slice) of\s+(?:[\w'’-]+\s+){0,4}$|"
    r"\b(?:out )?(?<!top )of\s+(?:the|an?|that|this|its|their)\s+(?:[\w'’-]+\s+){0,4}$"
)
PART_MARK = re.compile(
    r"\bof (?:which|that|this|these|those|it|them|the)\b|\bout of\b|\bincluding\b|\bfrom (?:it|"
    r"which|that)\b|\bincludes?\b|\b(?:tranches|instal?lments|parts|payments) of\b"
)
UP_FROM = re.compile(r"\b(?:up|down) from\s+(?:\w+\s+){0,2}$")
INCLUDES = re.compile(
    r"[^.;]{0,60}?\b(?:includ(?:es?|ed|ing)|compris\w+|consists? of|consisting of|covers|contains|"
    r"made up of|composed of|(?:split|divided) (?:into|between|among)|breaks? down into|"
    r"broken down into)\s[^.;]{0,50}|"
    r"[^.;:$€£¥\d]{0,60}:\s+(?:(?:an?|the|some|about|over|up to|nearly)\s+)*"
)
COMPARED = re.compile(r"\s*(?:more|less|above|below|up|down|higher|lower)\b")
FIRST_OF = re.compile(
    r"\b(?:instal?lments|tranches|payments|parts|stages)\b[^.;]{0,40}\b(?:first|second|last)"
    r"(?: one)?,? (?:being |is |was )?(?:of )?(?:\w+ )?$|"
    r"['’]s (?:share|slice|portion) of (?:\w+ )?$|"
    r"\b(?:half|thirds?|quarters?|fifths?|the bulk|percent|per cent|%)"
    r"(?: of (?:it|that|this|which|the \w+))?,?\s+(?:or\s+|that is,?\s+|some\s+|about\s+)*$"
)
# "31 billion would go to substations and 24 billion to mines": the verb is understood.
GAPPED = re.compile(r"(?:\band|,|;|\bplus)\s+(?:another\s+|some\s+|about\s+|over\s+)?$")
GAPPED_TO = re.compile(r"\s*(?:\([^)]{0,40}\)\s*)?(?:to|for|on|into|towards?)\s")
IN_ALL = re.compile(r"\s*(?:in all|in total|altogether|overall|all told)\b")
OF_REST = re.compile(r"\s*(?:\([^)]{0,40}\)\s*)?of the (?:rest|remainder|balance|remaining)\b")
REST = re.compile(
    r"\b(?:the (?:rest|remainder|balance|remaining)|remaining|what (?:is left|remains))\b"
    r"[^.;]{0,40}$"
)
BASE = re.compile(
    r"\b(?:on top of|in addition to|besides|beyond|follow(?:s|ed|ing)|compared (?:with|to)|than|"
    r"up from|down from|atop|after)\s+(?:the|an?|its|their)?\s*(?:[\w-]+\s+){0,2}\(?$"
)
OF_THE_NOUN = re.compile(r"\bof the (grant|loan|guarantee|credit)s?\b[^.;]{0,40}$")
# "— launchers are €1.1bn of that — and €750m …" goes on with the list that it interrupts.
ASIDE = re.compile(r"\s*of (?:that|this|which|it)\b[^.;—–]{0,40}\s?[—–-]\s?,?and\s")
LIST_JOINT = re.compile(r",|;|\band\b|\bplus\b|\bas well as\b|\bwhile\b")
GOES_TO = re.compile(
    r"\s*(?:\([^)]{0,40}\)\s*)?(?:will|would|is|are|goes|go|buys?|pays?|for|to|on|in|as)\b"
)
