"""The words in front of a day or a happening: what they say of the one and the other."""

from __future__ import annotations

import re

SAID_ON = re.compile(
    r"(?<!\bas )\b(?:said|says|told|wrote|noted|added|stated|reported|tweeted|posted|stressed|"
    r"explained)\b[^.;,]{0,40}$"
)
AROUND = re.compile(
    r"\b(?:ahead of|before|prior to|since|after|following|"
    r"for|from|fiscal|than in|as of)"
    r"\s+(?:the\s+|early\s+|late\s+|mid-?\s*)*(?:upcoming\s+|next\s+|last\s+)?$"
)
TOPIC = re.compile(
    r"\b(?:about|regarding|concerning|discuss\w*|for|to|prepar\w+|until|before|ahead of)\s+"
    r"(?:the|an?|its|this)\s+(?:[\w-]+\s+){0,2}$"
)
# A gathering where something else happened is no row of its own.
SETTING_OF = re.compile(
    r"\b(?:at|during|attend(?:ed|ing|s)?|join(?:ed|ing|s)?|(?:take|takes|took|taking) part in|"
    r"(?:on|in) the (?:sidelines|margins|framework|fringes) of|alongside)\s+"
    r"(?:the\s+|an?\s+)?(?:[\w-]+\s+){0,2}$"
)
# It is one again where the text goes on to tell of it: "at the summit, which Italy is hosting".
GONE_ON_WITH = re.compile(
    r"[^.;:]{0,30}?(?:,\s*(?:which|where|that)\b|\b(?:being\s+)?(?:held|hosted|convened|chaired)\b|"
    r"\b(?:hosting|opening|taking place|under way|underway)\b)"
)
# "Is scheduled for April" names the day of what is to come.
SET_FOR = re.compile(
    r"\b(?:is|are|was|were|be|(?:has|have) been) (?:now |currently |tentatively )?"
    r"(?:envisaged|planned|scheduled|slated|foreseen|set|due|expected) $"
)
TO_COME = re.compile(
    r"\b(?:will|is to|are to|plans to|plan to|is due to|are due to|is expected to) "
    r"(?:then |also )?$"
)
PICTURED = re.compile(
    r"\b(?:photo|photograph|picture|image|footage)s?\s+(?:taken|provided|released|made|shot)\b[^.;]{0,30}$"
)
