"""The grammar of day words: where an expression can begin, and what it can be.

Two steps keep it fast: HEADS finds the few places where a date can begin, `match_expression`
reads one there. Both work on lowered text; no part repeats without a limit, so cost grows with the
length only.
"""

from __future__ import annotations

import re
from functools import cache

# One gap between words: blanks, or one line break, never an empty line.
_S = r"(?:[^\S\n]{1,2}\n?[^\S\n]?|\n[^\S\n]{0,2})"
_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|jun(?:e|\.)?|jul(?:y|\.)?|"
    r"aug(?:ust|\.)?|sep(?:tember|t\.?|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
    r"(?![a-z])"
)
_WEEKDAY = (
    r"(?:mon(?:day|\.)?|tue(?:sday|s\.?|\.)?|wed(?:nesday|s\.?|\.)?|thu(?:rsday|rs?\.?|\.)?|"
    r"fri(?:day|\.)?|sat(?:urday|\.)?|sun(?:day|\.)?)(?![a-z])"
)
_YEAR = r"(?:19|20)\d\d(?![\d%]|[.,]\d)"
_SECOND_YEAR = r"[-–/](?:(?:19|20)\d\d|\d\d)(?!\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.:]\d|,\d{3}(?!\d))"
_TO = rf"(?:{_S}?[-–—]{_S}?|{_S}(?:to|through|thru|until|till|or){_S}(?:the{_S})?)"
_MORE_DAYS = rf"(?:(?:,{_S}{_DAY}){{0,4}},?{_S}(?:and|&){_S}(?:the{_S})?{_DAY}|{_TO}{_DAY})"
_NUMBER = (
    rf"(?:\d{{1,3}}|half{_S}an?|(?:an?{_S})?(?:few|couple(?:{_S}of)?|dozen)|several|an?|one|two|"
    r"three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"eighteen|twenty|thirty)"
)
_UNIT = r"(?:hour|day|night|week|fortnight|month|year|decade)"
_CALENDAR_UNIT = (
    rf"(?:(?:fiscal|financial|calendar){_S}year|weekend|week|month|year|quarter|decade|century|"
    r"fortnight|day|hour|morning|afternoon|evening|night)"
)

# No letter, digit or sign of money; written as ranges, which are searched faster than a negation.
_FREE = (
    r"[\x00-#%-/:-@\[-^`{-\xa2\xa4\xa6-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7"
    r"\u2000-\u206f\u2190-\u245f\u2500-\u2bff\u3000-\u3004\u3008-\u3020\ufeff\U0001f000-\U0001faff]"
)
# Where a date can begin; the head itself is not consumed.
HEADS = re.compile(
    rf"{_FREE}(?=\d|"
    r"a(?:pr|ug|utumn|n?\s+(?:few|coupl|dozen|day|week|month|year|decade|fortn|hour|night))|"
    r"beginning\s|c(?:oming|urrent|ouple|hristmas|lose\sof)|d(?:ec|ay\s)|"
    r"e(?:nd[\s-]|ight|leven|nsuing)|"
    r"f(?:eb|ri|iscal|inanc|y|irst\s|ourth\s|inal\s|all(?![a-z])|ollowing|ive|our\s|ourteen|ifteen|"
    r"ew\s)|h[12](?!\w)|half\s|i(?:n\s+(?:\d|an?\s|one|t[whe]|f[oie]|s[ie]|eigh|nine|hal))|"
    r"j(?:an|u[nl]|fy)|l(?:ast\s)|m(?:a[ry]|iddle\s|on(?:d|\.|\s|th\s))|n(?:ov|ext\s|ine\s|ew\s)|"
    r"o(?:ct|ne\s)|p(?:ast\s|revious\s|receding)|q[1-4]|r(?:ecent\s|est\s|emainder)|"
    r"s(?:ep|at|un|pring|ummer|econd\s|tart\s|ix|even|everal|ame\s)|"
    r"t(?:ue|hu|oday|onight|omorrow|urn\sof|hird\s|h(?:at|is|e)\s+(?:same\s|past\s|coming\s|fiscal|"
    r"financial|calendar|week|month|year|quarter|decade|century|day|morning|afternoon|evening|night)|"
    r"wo\s|hree\s|en\s|welve|wenty|hirt)|upcoming|w(?:ed|inter|eek\s|ithin)|y(?:esterday|ear))"
)

# Each alternative with the letters it can begin with; 0 stands for every digit.
_ALTERNATIVES = (
    ("0", r"(?P<iso>(?:19|20)\d\d(?P<i_sep>[-/.])\d{1,2}(?P=i_sep)\d{1,2}(?!\d))"),
    (
        "0",
        (
            r"(?P<numeric>\d{1,2}(?P<n_sep>[-/.])\d{1,2}(?P=n_sep)(?:(?:19|20)\d\d|\d\d)"
            r"(?!\d|[-/.]\d))"
        ),
    ),
    (
        "0",
        (
            rf"(?P<daymonth>(?P<d_day>{_DAY})(?P<d_more>{_MORE_DAYS})?"
            rf"(?:{_S}(?:(?:day{_S})?of{_S})?|[-/])"
            rf"(?P<d_name>{_MONTH})(?:(?:,?{_S}(?:of{_S})?|[-/])(?P<d_year>{_YEAR}))?)"
        ),
    ),
    (
        "jfmasond",
        (
            rf"(?P<month>(?P<m_name>{_MONTH})"
            rf"(?:{_S}?(?:the{_S})?(?P<m_day>{_DAY})(?!-[a-z])(?P<m_more>{_MORE_DAYS}(?!{_S}?{_MONTH}))?)?"
            rf"(?:(?:,{_S}?|{_S}(?:of{_S})?)(?P<m_year>{_YEAR}))?)"
        ),
    ),
    ("mtwfs", rf"(?P<weekday>{_WEEKDAY})"),
    (
        "0haotfsendc",
        (
            rf"(?P<shift>(?P<h_number>{_NUMBER})(?P<h_half>{_S}and{_S}a{_S}half)?{_S}"
            rf"(?P<h_unit>{_UNIT})s?(?P<h_half2>{_S}and{_S}a{_S}half)?{_S}"
            rf"(?P<h_way>ago|earlier|before|later|after|from{_S}now|from{_S}today|hence|prior|previously|"
            rf"afterwards?)(?![a-z])(?P<h_exact>{_S}today|{_S}to{_S}the{_S}day)?)"
        ),
    ),
    ("0", rf"(?P<year>(?P<y_first>{_YEAR})(?P<y_second>{_SECOND_YEAR})?(?P<y_s>s)?(?!\w))"),
    (
        "dyt",
        (
            rf"(?P<offset>day{_S}(?:before{_S}yesterday|after{_S}tomorrow)|yesterday|today|tonight|"
            r"tomorrow)"
        ),
    ),
    (
        "fstlqh0",
        (
            rf"(?P<quarter>(?:(?:(?P<q_order>first|second|third|fourth|final|1st|2nd|3rd|4th)|"
            rf"last(?={_S}(?:quarter|half){_S}of{_S}(?:the{_S}year|\d))){_S}(?P<q_kind>quarter|half)|"
            rf"(?P<q_code>[qh][1-4]))(?![a-z\d])"
            rf"(?:(?:{_S}(?:of|in){_S}(?:fiscal{_S}(?:year{_S})?)?|{_S}|-)(?P<q_year>{_YEAR})|"
            rf"(?P<q_the>{_S}of{_S}the{_S}(?:(?:fiscal|financial|calendar){_S})?year(?![a-z])))?)"
        ),
    ),
    (
        "esbmctr",
        (
            rf"(?P<ends>(?P<e_part>end|start|beginning|middle|close|turn|rest|remainder){_S}of{_S}the{_S}"
            rf"(?P<e_unit>{_CALENDAR_UNIT})(?![a-z]))"
        ),
    ),
    (
        "nc",
        (
            rf"(?P<feast>(?:new{_S}year['’]?s{_S}(?:day|eve)|christmas(?:{_S}(?:day|eve))?)(?![a-z])"
            rf"(?:,?{_S}(?:of{_S})?(?P<x_year>{_YEAR}))?)"
        ),
    ),
    ("ye", r"(?P<yearend>year-end|year['’]s\send|end-of-year)"),
    (
        "ltnpcufsre",
        (
            r"(?P<unit>(?P<u_det>last|this|next|past|previous|preceding|coming|upcoming|current|following|"
            rf"that|same|recent|ensuing|the){_S}(?:(?:same|past|coming){_S})?(?:(?P<u_number>{_NUMBER}){_S})?"
            rf"(?P<u_unit>{_CALENDAR_UNIT})(?P<u_many>s)?(?![a-z]))"
        ),
    ),
    (
        "dnwmy",
        (
            rf"(?P<nextto>(?P<t_unit>day|night|week|month|year){_S}(?P<t_way>before|after|earlier|later)"
            r"(?![a-z]))"
        ),
    ),
    (
        "iw",
        (
            rf"(?P<ahead>(?P<a_word>in|within){_S}(?P<a_number>{_NUMBER}){_S}(?P<a_unit>{_UNIT})s?"
            rf"(?:['’]?s?{_S}time)?(?![a-z]))"
        ),
    ),
    (
        "safw",
        (
            rf"(?P<season>(?P<s_name>spring|summer|autumn|fall|winter)(?![a-z])"
            rf"(?:,?{_S}(?:of{_S})?(?P<s_year>{_YEAR})(?:{_SECOND_YEAR})?)?)"
        ),
    ),
    (
        "fj",
        (
            rf"(?P<fiscal>(?:(?:fiscal|financial)(?:{_S}year)?{_S}|j?fy{_S}?-?)"
            rf"(?P<f_year>(?:19|20)\d\d|\d\d)(?!\d)(?:{_SECOND_YEAR})?)"
        ),
    ),
)


@cache
def _expression(letter: str) -> re.Pattern[str]:
    return re.compile(
        "|".join(words for letters, words in _ALTERNATIVES if letter in letters) or "(?!)"
    )


def match_expression(low: str, start: int) -> re.Match[str] | None:
    """Read the expression that begins at `start`; its `lastgroup` is the kind."""
    letter = low[start : start + 1]
    return _expression("0" if letter.isdigit() else letter).match(low, start)


# What stands in front: a preposition that bounds, a part of a period, "last" or "next".
BEFORE = re.compile(
    r"(?<!\w)(?:(?P<bound>(?:no|not)\s+later\s+than|(?:no|not)\s+earlier\s+than|prior\s+to|"
    r"as\s+of|as\s+early\s+as|ahead\s+of|"
    r"(?!(?:last|this|next|past|previous|coming|upcoming|following|that|same|current|the|an?|early|"
    r"mid|later?|earlier|end|start|beginning|middle|close|first|second)\b)[a-z]++)\s++(?:at\s+least\s+)?)?(?P<the>the\s+|an?\s+)?"
    r"(?P<lead>(?:(?P<part>early|mid|late|later|earlier|(?:the\s+)?(?:very\s+)?(?:end|start|beginning|"
    r"middle|close)(?=\s+of)|(?:the\s+)?(?:first|second)\s+half(?=\s+of)|end|beginning|start)"
    r"(?:\s+(?:of|in|on))?(?:\s+the)?[\s-]+)?"
    r"(?:(?P<det>(?:this|the)\s+(?:past|coming)|last|this|next|past|previous|preceding|coming|"
    r"upcoming|following|that|same|current)\s+)?)$"
)
