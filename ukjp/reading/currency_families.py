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
# Plain strings, since counting those is many times faster than any pattern.
_SIGNS: dict[str, dict[str, tuple[str, ...]]] = {
    "krone": {
        "NOK": ("Norway", "Norwegian", "Oslo", "NOK "),
        "SEK": ("Sweden", "Swedish", "Stockholm", "SEK ", "kronor"),
        "DKK": ("Denmark", "Danish", "Copenhagen", "DKK "),
        "CZK": ("Czech", "Prague", "CZK ", "koruna"),
        "ISK": ("Iceland", "Reykjavik", "Reykjavík", "ISK "),
    },
    "$": {
        "CAD": ("Canada", "Canadian", "Ottawa", "Toronto"),
        "AUD": ("Australia", "Canberra", "Sydney"),
        "NZD": ("New Zealand", "Wellington"),
        "HKD": ("Hong Kong",),
        "SGD": ("Singapore",),
        "TWD": ("Taiwan", "Taipei"),
    },
    "rupee": {
        "INR": ("India", "New Delhi"),
        "PKR": ("Pakistan", "Islamabad"),
        "LKR": ("Sri Lanka",),
        "NPR": ("Nepal",),
    },
    "peso": {
        "MXN": ("Mexico", "Mexican"),
        "ARS": ("Argentin",),
        "PHP": ("Philippine", "Manila"),
        "CLP": ("Chile",),
        "COP": ("Colombia",),
    },
    "leu": {"RON": ("Romania", "Bucharest"), "MDL": ("Moldova", "Chisinau", "Chișinău")},
    "dinar": {
        "RSD": ("Serbia", "Belgrade"),
        "KWD": ("Kuwait",),
        "IQD": ("Iraq", "Baghdad"),
        "JOD": ("Jordan", "Amman"),
    },
    "riyal": {
        "SAR": ("Saudi", "Riyadh"),
        "QAR": ("Qatar", "Doha"),
        "IRR": ("Iran", "Tehran"),
    },
    "dirham": {
        "AED": ("UAE", "Emirates", "Emirati", "Dubai", "Abu Dhabi"),
        "MAD": ("Morocco", "Moroccan", "Rabat"),
    },
    "shilling": {
        "KES": ("Kenya", "Nairobi"),
        "UGX": ("Uganda", "Kampala"),
        "TZS": ("Tanzania",),
    },
    "¥": {
        "JPY": (" yen", "Yen", "Japan", "Tokyo", "JPY"),
        "CNY": ("yuan", "Yuan", "enminbi", "RMB", "CNY", "Beijing"),
    },
}
_SIGNS["kroner"] = {code: _SIGNS["krone"][code] for code in _MEMBERS["kroner"]}
# fmt: on

_TURNED_INTO_US = re.compile(
    r"(?<![A-Z.])\$ ?[0-9][0-9.,]*+(?: ?-?(?:[mb]n?|million|billion))?(?: [a-z]+){0,3}"
    r" \((?:[a-z]+ ){0,2}(?:US ?\$|USD)"
)

_NEAR = 120


class Resolver:
    """Settles families of one text: whose dollars, whose crowns. Signs are looked for once."""

    def __init__(self, text: str, home_currency: str | None) -> None:
        self._text = text
        self._home = home_currency
        self._known: dict[str, tuple[str, str]] = {}

    def resolve(self, key: str, at: int) -> tuple[str, str]:
        """Return the ISO code for a key at a place, and whether it is "stated" or "assumed"."""
        if key not in _DEFAULTS:
            return key, "stated"
        if key not in {"$", "¥"}:
            named = self._named_before(key, at)
            if named is not None:
                return named, "stated"
        if key not in self._known:
            self._known[key] = self._settle(key)
        return self._known[key]

    def _named_before(self, key: str, at: int) -> str | None:
        """Return the one currency whose country the sentence names in front: "Denmark gave"."""
        window = self._text[max(0, at - _NEAR) : at]
        window = window[max(window.rfind(". "), window.rfind("\n")) + 1 :]
        named = [
            code
            for code, signs in _SIGNS.get(key, {}).items()
            if any(sign in window for sign in signs)
        ]
        return named[0] if len(named) == 1 else None

    def _settle(self, key: str) -> tuple[str, str]:
        members = _MEMBERS.get(key) or frozenset(FAMILIES[key].values())
        if self._home in members:
            return str(self._home), "stated"
        if key == "$" and not self._converts_to_us():
            return "USD", "assumed"
        count = self._text.count
        counts = +Counter(
            {code: sum(map(count, signs)) for code, signs in _SIGNS.get(key, {}).items()}
        )
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
