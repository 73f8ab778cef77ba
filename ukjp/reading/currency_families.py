"""Currencies that share a name, and which of them a text means: whose dollars, whose crowns."""

from __future__ import annotations

import re
from collections import Counter

# fmt: off
# Names that several countries share, and whose each is when an adjective says so.
FAMILIES: dict[str, dict[str, str]] = {
    "$": {
        "u.s.": "USD", "us": "USD", "u.s": "USD", "american": "USD", "canadian": "CAD",
        "australian": "AUD", "aussie": "AUD", "new zealand": "NZD", "hong kong": "HKD",
        "singapore": "SGD", "singaporean": "SGD", "taiwan": "TWD", "taiwanese": "TWD",
        "new taiwan": "TWD", "jamaican": "JMD", "fijian": "FJD", "namibian": "NAD",
        "zimbabwean": "ZWL",
    },
    "krone": {
        "norwegian": "NOK", "danish": "DKK", "swedish": "SEK", "czech": "CZK", "icelandic": "ISK",
        "estonian": "EEK",
    },
    "pound": {
        "british": "GBP", "u.k.": "GBP", "uk": "GBP", "egyptian": "EGP", "lebanese": "LBP",
        "syrian": "SYP", "sudanese": "SDG", "south sudanese": "SSP", "english": "GBP",
    },
    "rupee": {
        "indian": "INR", "pakistani": "PKR", "pakistan": "PKR", "sri lankan": "LKR",
        "nepalese": "NPR", "nepali": "NPR", "mauritian": "MUR", "seychelles": "SCR",
    },
    "peso": {
        "mexican": "MXN", "argentine": "ARS", "argentinian": "ARS", "philippine": "PHP",
        "chilean": "CLP", "colombian": "COP", "cuban": "CUP", "uruguayan": "UYU",
        "dominican": "DOP",
    },
    "franc": {
        "swiss": "CHF", "cfa": "XOF", "rwandan": "RWF", "congolese": "CDF", "burundian": "BIF",
        "guinean": "GNF",
    },
    "dinar": {
        "serbian": "RSD", "kuwaiti": "KWD", "iraqi": "IQD", "jordanian": "JOD", "algerian": "DZD",
        "tunisian": "TND", "libyan": "LYD", "bahraini": "BHD",
    },
    "leu": {"romanian": "RON", "moldovan": "MDL"},
    "riyal": {"saudi": "SAR", "qatari": "QAR", "yemeni": "YER", "omani": "OMR", "iranian": "IRR"},
    "dirham": {"uae": "AED", "emirati": "AED", "moroccan": "MAD"},
    "shilling": {"kenyan": "KES", "ugandan": "UGX", "tanzanian": "TZS", "somali": "SOS"},
    "ruble": {"russian": "RUB", "belarusian": "BYN", "belarussian": "BYN"},
    "won": {"south korean": "KRW", "korean": "KRW", "north korean": "KPW"},
    "manat": {"azerbaijani": "AZN", "azeri": "AZN", "turkmen": "TMT"},
    "som": {"kyrgyz": "KGS", "uzbek": "UZS"},
}
_DEFAULTS = {
    "$": "USD", "krone": "NOK", "kroner": "NOK", "¥": "JPY", "pound": "GBP", "rupee": "INR",
    "peso": "MXN", "franc": "CHF", "dinar": "RSD", "leu": "RON", "riyal": "SAR", "dirham": "AED",
    "shilling": "KES", "ruble": "RUB", "won": "KRW", "manat": "AZN", "som": "UZS",
}
# Families whose bare name means one currency in English, unless a text says otherwise.
_SETTLED = frozenset({"pound", "ruble", "won", "¥"})
_MEMBERS = {
    "kroner": frozenset({"NOK", "DKK"}),
    "krone": frozenset({"NOK", "DKK", "SEK", "CZK", "ISK"}),
    "¥": frozenset({"JPY", "CNY"}),
}
_SIGNS: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "krone": (
        ("NOK", re.compile(r"\bNorw(?:ay|egian)|\bOslo\b|\bNOK\b")),
        ("SEK", re.compile(r"\bSwed(?:en|ish)|\bStockholm\b|\bSEK\b|\bkronor\b")),
        ("DKK", re.compile(r"\bDenmark|\bDanish\b|\bCopenhagen\b|\bDKK\b")),
        ("CZK", re.compile(r"\bCzech|\bPrague\b|\bCZK\b|\bkoruna?\b")),
        ("ISK", re.compile(r"\bIceland(?:ic)?\b|\bReykjav[ií]k\b|\bISK\b")),
    ),
    "$": (
        ("CAD", re.compile(r"\bCanad(?:a|ian)|\bOttawa\b|\bToronto\b")),
        ("AUD", re.compile(r"\bAustralian?\b|\bCanberra\b|\bSydney\b")),
        ("NZD", re.compile(r"\bNew Zealand|\bWellington\b")),
        ("HKD", re.compile(r"\bHong Kong\b")),
        ("SGD", re.compile(r"\bSingapore")),
        ("TWD", re.compile(r"\bTaiwan|\bTaipei\b")),
    ),
    "rupee": (
        ("INR", re.compile(r"\bIndian?\b|\bNew Delhi\b")),
        ("PKR", re.compile(r"\bPakistani?\b|\bIslamabad\b")),
        ("LKR", re.compile(r"\bSri Lanka")),
        ("NPR", re.compile(r"\bNepal")),
    ),
    "peso": (
        ("MXN", re.compile(r"\bMexic(?:o|an)\b")),
        ("ARS", re.compile(r"\bArgentin(?:a|e|ian)\b")),
        ("PHP", re.compile(r"\bPhilippines?\b|\bManila\b")),
        ("CLP", re.compile(r"\bChilean?\b")),
        ("COP", re.compile(r"\bColombian?\b")),
    ),
    "leu": (
        ("RON", re.compile(r"\bRomanian?\b|\bBucharest\b")),
        ("MDL", re.compile(r"\bMoldovan?\b|\bChi[sș]in[aă]u\b")),
    ),
    "dinar": (
        ("RSD", re.compile(r"\bSerbian?\b|\bBelgrade\b")),
        ("KWD", re.compile(r"\bKuwaiti?\b")),
        ("IQD", re.compile(r"\bIraqi?\b|\bBaghdad\b")),
        ("JOD", re.compile(r"\bJordan(?:ian)?\b|\bAmman\b")),
    ),
    "riyal": (
        ("SAR", re.compile(r"\bSaudi\b|\bRiyadh\b")),
        ("QAR", re.compile(r"\bQatari?\b|\bDoha\b")),
        ("IRR", re.compile(r"\bIran(?:ian)?\b|\bTehran\b")),
    ),
    "dirham": (
        ("AED", re.compile(r"\bUAE\b|\bEmirat(?:es|i)\b|\bDubai\b|\bAbu Dhabi\b")),
        ("MAD", re.compile(r"\bMorocc(?:o|an)\b|\bRabat\b")),
    ),
    "shilling": (
        ("KES", re.compile(r"\bKenyan?\b|\bNairobi\b")),
        ("UGX", re.compile(r"\bUgandan?\b|\bKampala\b")),
        ("TZS", re.compile(r"\bTanzanian?\b")),
    ),
    "¥": (
        ("JPY", re.compile(r"\b[Yy]en\b|\bJapan|\bTokyo\b|\bJPY\b")),
        ("CNY", re.compile(r"\b[Yy]uan\b|\b[Rr]enminbi\b|\bRMB\b|\bCNY\b|\bBeijing\b")),
    ),
}
_SIGNS["kroner"] = tuple(sign for sign in _SIGNS["krone"] if sign[0] in _MEMBERS["kroner"])
# fmt: on

_TURNED_INTO_US = re.compile(
    r"(?<![A-Z.])\$ ?[0-9][0-9.,]*+(?: ?-?(?:[mb]n?|million|billion))?(?: [a-z]+){0,3}"
    r" \((?:[a-z]+ ){0,2}(?:US ?\$|USD)"
)


class Resolver:
    """Settles families of one text: whose dollars, whose crowns. Signs are looked for once."""

    def __init__(self, text: str, home_currency: str | None) -> None:
        self._text = text
        self._home = home_currency
        self._known: dict[str, tuple[str, str]] = {}

    def resolve(self, key: str) -> tuple[str, str]:
        """Return the ISO code for a key, and whether it is "stated" or "assumed"."""
        if key not in _DEFAULTS:
            return key, "stated"
        if key not in self._known:
            self._known[key] = self._settle(key)
        return self._known[key]

    def _settle(self, key: str) -> tuple[str, str]:
        members = _MEMBERS.get(key) or frozenset(FAMILIES[key].values())
        if self._home in members:
            return str(self._home), "stated"
        if key == "$" and not self._converts_to_us():
            return "USD", "assumed"
        signs = _SIGNS.get(key, ())
        counts = Counter({code: len(sign.findall(self._text)) for code, sign in signs})
        counts = +counts
        if key == "¥":
            return ("CNY", "assumed") if set(counts) == {"CNY"} else ("JPY", "stated")
        if key == "$":
            return (counts.most_common(1)[0][0] if counts else "USD"), "assumed"
        if len(counts) == 1:
            return next(iter(counts)), "stated"
        if counts and _DEFAULTS[key] not in counts:
            return counts.most_common(1)[0][0], "assumed"
        return _DEFAULTS[key], "stated" if key in _SETTLED else "assumed"

    def _converts_to_us(self) -> bool:
        """Tell whether a bare "$" is turned into US dollars, so that it cannot be one itself."""
        return "US" in self._text and _TURNED_INTO_US.search(self._text) is not None
