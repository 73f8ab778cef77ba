"""Currency signs, codes and names, and which currency a bare "$" or "kroner" means in a text."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from ukjp.reading.numerals import BLANK, GAP

ISO_CODES = frozenset(
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP "
    "BYN BZD CAD CDF CHF CLP CNH CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP "
    "GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES "
    "KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR "
    "MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB "
    "RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD "
    "TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XDR XOF XPF YER ZAR ZMW ZWL".split()
)
# Codes that are also English words or names: they need a magnitude or set-off thousands.
_WORD_CODES = frozenset("ALL ANG BAM BOB COP CUP GEL LAK MAD MOP PEN RON SOS STN TOP TRY".split())
_ALIASES = {
    "RMB": "CNY", "NIS": "ILS", "NTD": "TWD", "SDR": "XDR", "SDRS": "XDR", "KZ": "AOA",
    "FCFA": "XOF", "DEM": "DEM", "STG": "GBP",
}  # fmt: skip
_SYMBOLS = {
    "€": "EUR", "£": "GBP", "¥": "¥", "￥": "¥", "円": "JPY", "元": "CNY", "₩": "KRW", "￦": "KRW",
    "₹": "INR", "₺": "TRY", "₪": "ILS", "₽": "RUB", "₴": "UAH", "₦": "NGN", "₱": "PHP",
    "฿": "THB", "₫": "VND", "₸": "KZT", "₾": "GEL", "₼": "AZN", "$": "$", "＄": "$",
    "kč": "CZK", "zł": "PLN", "ft": "HUF", "грн": "UAH", "руб": "RUB", "ドル": "$",
}  # fmt: skip
_DOLLARS = {
    "US": "USD", "USD": "USD", "U.S.": "USD", "U.S": "USD", "C": "CAD", "CA": "CAD", "CAN": "CAD",
    "CAD": "CAD", "CDN": "CAD", "A": "AUD", "AU": "AUD", "AUD": "AUD", "AUS": "AUD", "NZ": "NZD",
    "NZD": "NZD", "HK": "HKD", "HKD": "HKD", "S": "SGD", "SG": "SGD", "SGD": "SGD", "NT": "TWD",
    "NTD": "TWD", "TW": "TWD", "TWD": "TWD", "R": "BRL", "BRL": "BRL", "MX": "MXN", "MXN": "MXN",
    "FJ": "FJD", "J": "JMD", "TT": "TTD", "EC": "XCD", "RD": "DOP", "BZ": "BZD", "N": "NAD",
}  # fmt: skip
_YENS = {"JP": "JPY", "JPY": "JPY", "J": "JPY", "CN": "CNY", "CNY": "CNY", "RMB": "CNY"}
# Words and abbreviations in front of a number. Those in lower case need a magnitude or thousands.
_BEFORE_WORDS = {
    "kr": "krone", "kr.": "krone", "Kr": "krone", "Kr.": "krone", "NKr": "NOK", "Nkr": "NOK",
    "SKr": "SEK", "Skr": "SEK", "DKr": "DKK", "Dkr": "DKK", "Rs": "rupee", "Rs.": "rupee",
    "Rp": "IDR", "Kč": "CZK", "zł": "PLN", "Rmb": "CNY", "Rbs": "RUB", "SFr": "CHF", "Sfr": "CHF",
    "SwFr": "CHF", "Ft": "HUF", "Euro": "EUR", "Euros": "EUR", "euro": "EUR", "euros": "EUR",
    "EURO": "EUR", "Yen": "JPY", "yen": "JPY", "Won": "KRW", "RM": "MYR", "R": "ZAR", "Php": "PHP",
    "hryvnia": "UAH", "hryvnias": "UAH", "dollars": "$", "Dollars": "$", "Dh": "AED", "Dhs": "AED",
}  # fmt: skip
_NEEDS_SIZE = frozenset(
    "Euro Euros euro euros EURO Yen yen Won R RM hryvnia hryvnias dollars Dollars".split()
)

# Names that several countries share, and whose each is when an adjective says so.
_FAMILIES: dict[str, dict[str, str]] = {
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
}  # fmt: skip
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

_NAMES: dict[str, str] = {
    "dollar": "$", "dollars": "$", "usd": "USD", "euro": "EUR", "euros": "EUR", "yen": "JPY",
    "pound": "pound", "pounds": "pound", "sterling": "GBP", "quid": "GBP",
    "krone": "kroner", "kroner": "kroner", "kroners": "kroner", "kr": "krone", "kr.": "krone",
    "crown": "krone", "crowns": "krone", "krona": "SEK", "kronor": "SEK", "kronas": "SEK",
    "krónur": "ISK", "kronur": "ISK", "króna": "ISK",
    "koruna": "CZK", "korunas": "CZK", "koruny": "CZK", "korun": "CZK",
    "zloty": "PLN", "zlotys": "PLN", "zloties": "PLN", "zlotych": "PLN", "złoty": "PLN",
    "złotych": "PLN", "forint": "HUF", "forints": "HUF",
    "hryvnia": "UAH", "hryvnias": "UAH", "hryvnya": "UAH", "hryvnyas": "UAH", "hryvnia's": "UAH",
    "hryvna": "UAH", "hryvnas": "UAH", "hryven": "UAH", "hryvni": "UAH", "uah": "UAH",
    "ruble": "ruble", "rubles": "ruble", "rouble": "ruble", "roubles": "ruble",
    "yuan": "CNY", "yuans": "CNY", "renminbi": "CNY", "won": "won",
    "rupee": "rupee", "rupees": "rupee", "franc": "franc", "francs": "franc",
    "lira": "TRY", "liras": "TRY", "shekel": "ILS", "shekels": "ILS",
    "real": "BRL", "reais": "BRL", "reals": "BRL", "rand": "ZAR", "rands": "ZAR",
    "peso": "peso", "pesos": "peso", "dinar": "dinar", "dinars": "dinar",
    "leu": "leu", "lei": "leu", "lev": "BGN", "leva": "BGN", "levs": "BGN", "lari": "GEL",
    "laris": "GEL", "tenge": "KZT", "baht": "THB", "dong": "VND", "rupiah": "IDR",
    "rupiahs": "IDR", "ringgit": "MYR", "ringgits": "MYR", "naira": "NGN", "taka": "BDT",
    "birr": "ETB", "cedi": "GHS", "cedis": "GHS", "dram": "AMD", "drams": "AMD", "manat": "manat",
    "manats": "manat", "som": "som", "sum": "UZS", "denar": "MKD", "denars": "MKD",
    "kuna": "HRK", "kunas": "HRK", "riyal": "riyal", "riyals": "riyal", "rial": "IRR",
    "rials": "IRR", "dirham": "dirham", "dirhams": "dirham", "shilling": "shilling",
    "shillings": "shilling", "kwacha": "ZMW", "kyat": "MMK", "afghani": "AFN",
    "afghanis": "AFN", "tugrik": "MNT", "sdr": "XDR", "sdrs": "XDR",
    "special drawing rights": "XDR",
}  # fmt: skip
# Names that are other words too: only in lower case, and never "5 million real people".
_WORD_NAMES = frozenset("won real reals rand som sum dong birr dram lev lei leu taka".split())
_PHRASE_ONLY = frozenset({"real", "sum"})
_ADJECTIVES = sorted(
    {adjective for family in _FAMILIES.values() for adjective in family}
    | set(
        "japanese ukrainian polish hungarian chinese turkish israeli brazilian bulgarian "
        "georgian kazakh thai vietnamese indonesian malaysian nigerian ethiopian armenian "
        "macedonian croatian european bangladeshi uzbek".split()
    )
    | {"south african", "new israeli"},
    key=len,
    reverse=True,
)
_JOIN = rf"(?:{BLANK}{{1,2}}|{BLANK}?\r?\n{BLANK}{{0,20}}|-)"
_PHRASE = re.compile(
    rf"(?:({'|'.join(re.escape(a).replace(chr(92) + ' ', _JOIN) for a in _ADJECTIVES)}){_JOIN})?"
    rf"({'|'.join(sorted(map(re.escape, _NAMES), key=len, reverse=True))})(?![\w])"
    r"(?:[\s-](sterling)\b)?",
    re.IGNORECASE,
)
_FIRST_WORDS = frozenset(
    word.split()[0].rstrip(".").lower() for word in (*_ADJECTIVES, *_NAMES)
) | {"u"}
_AFTER_TOKEN = re.compile(
    rf"{GAP}(?:of{BLANK}{{1,2}})?"
    r"(?:((?:US|U\.S\.|USD|CAD?|C|AUD?|A|NZ|HK|S|NT|R)?[$＄]|[€£¥￥円元₩￦₹₺₪₽₴₦₱฿₫₸₾₼]|ドル)"
    r"|([^\W\d_]+))"
)
_AFTER_SYMBOL_DIGIT = re.compile(rf"{BLANK}?(?:[A-Z]{{1,3}})?[0-9]")
_LETTERS_BEFORE = re.compile(r"(?:(?<![\w.])|(?<=[0-9]))(U\.S\.|[A-Za-z]{1,3})([ \u00a0]?)$")
_LETTERS_BEHIND = re.compile(r"[$¥](US|AU|A|NZ|CAN|CA|C|HK|NT)$")
_WORD_BEFORE = re.compile(r"(?<![\w/])([^\W\d_]{1,8}\.?)$")
_OWED_TO = re.compile(r"\b[Tt]he\s+(?:US|U\.S\.)$")
_US_BEFORE = re.compile(r"\b(?:US|U\.S\.)\s$")
_PRICES_OF = re.compile(r"\b(?:in|constant)\s+\d{4}$")
_WEIGHED = re.compile(
    rf"{_JOIN}(?:of\b(?!(?:\s+[\w'’-]+){{0,2}}\s+(?:aid|assistance|support|funding|funds|money|"
    r"help|grants?|loans?|investments?|debts?|damages?|credit|savings|tax(?:es)?|revenue)\b)"
    r"|(?:bomb|warhead|shell|payload|weight)s?\b|(?:in )?weight\b|\(\d[\d.,]* ?(?:kg|kilo|tons?|t\b))"
)
_WON_WHAT = re.compile(r"\s+(?:the|their|his|her|its|over|against|back|an?\s(?!year|month|week|day))")
_AREA = re.compile(r"[\s-](?:area|zone|\d)")


class Found(NamedTuple):
    """A currency beside a number: where it ends (or begins, in front), and its key.

    The key is an ISO code or the name of a family ("$", "krone") that `Resolver` settles.
    """

    at: int
    key: str


def find_currency_before(text: str, start: int, *, sized: bool) -> Found | None:
    """Return the currency that ends right in front of a number beginning at `start`.

    `sized` says that the number has a magnitude or set-off thousands.
    """
    at = start
    while at > 0 and start - at < 3 and text[at - 1].isspace():
        at -= 1
    if at == 0:
        return None
    last = text[at - 1]
    if last in "$＄¥￥":
        return _lettered_symbol(text, at)
    if last in _SYMBOLS and last not in "円元":
        return Found(at - 1, _SYMBOLS[last])
    if last.isalpha() or last == ".":
        return _letters_before(text, at, start, sized=sized)
    return None


def _lettered_symbol(text: str, at: int) -> Found:
    """Read "$", "US$", "U.S. $", "A$", "JP¥"; letters set apart count only for codes and "US"."""
    yen = text[at - 1] in "¥￥"
    letters = _LETTERS_BEFORE.search(text, max(0, at - 6), at - 1)
    known = _YENS if yen else _DOLLARS
    if letters is not None:
        word, blank = letters.groups()
        key = known.get(word) or known.get(word.upper() if len(word) == 3 else "")
        apart_fits = word in {"US", "U.S.", "RMB"} or word in ISO_CODES
        if key and (not blank or (apart_fits and not _owed(text, letters.end(1)))):
            return Found(letters.start(), key)
    return Found(at - 1, "¥" if yen else "$")


def _owed(text: str, end: int) -> bool:
    """Tell "owes the US $5 billion", where US is no sign of the dollar's country."""
    return _OWED_TO.search(text, max(0, end - 10), end) is not None


def _letters_before(text: str, at: int, start: int, *, sized: bool) -> Found | None:
    low = max(0, at - 10)
    behind = _LETTERS_BEHIND.search(text, low, at)
    if behind is not None:
        return Found(behind.start(), {**_DOLLARS, **_YENS}[behind.group(1)])
    match = _WORD_BEFORE.search(text, low, at)
    if match is None or (match.start() == low and low > 0 and text[low - 1].isalpha()):
        return None
    word = match.group(1)
    if word in ISO_CODES or word in _ALIASES:
        if word in _WORD_CODES and not (sized and not _in_capitals(text, match.start())):
            return None
        return Found(match.start(), _ALIASES.get(word, word))
    key = _BEFORE_WORDS.get(word)
    if key is None or (word in _NEEDS_SIZE and not sized) or (word == "R" and at != start):
        return None
    if key == "$":
        stated = _US_BEFORE.search(text, max(0, match.start() - 6), match.start())
        return Found(stated.start(), "USD") if stated else None
    return Found(match.start(), key)


def _in_capitals(text: str, at: int) -> bool:
    """Tell whether the words in front are all capitals: a headline, where ALL is just "all"."""
    words = text[max(0, at - 24) : at].split()
    return bool(words) and words[-1].isalpha() and words[-1].isupper() and len(words[-1]) > 1


def find_currency_after(text: str, end: int, *, sized: bool) -> Found | None:
    """Return the currency that follows a number ending at `end`.

    `sized` says that the number has a magnitude or set-off thousands.
    """
    token = _AFTER_TOKEN.match(text, end)
    if token is None:
        return None
    symbol, word = token.groups()
    if symbol:
        if _AFTER_SYMBOL_DIGIT.match(text, token.end()):
            return None
        letters = symbol[:-1] if symbol != "ドル" else ""
        return Found(token.end(), _DOLLARS.get(letters) or _SYMBOLS.get(symbol) or "$")
    if word in ISO_CODES or word in _ALIASES:
        return _code_after(text, token.end(), word, sized=sized)
    lowered = word.lower()
    if lowered in _SYMBOLS and (lowered != "ft" or word == "Ft") and not text[end].isalpha():
        return Found(token.end(), _SYMBOLS[lowered])
    if lowered not in _FIRST_WORDS:
        return None
    found = _name_after(text, token.start(2), sized=sized)
    if found is not None and not sized and _PRICES_OF.search(text, max(0, end - 16), end):
        return None
    return found


def _code_after(text: str, end: int, word: str, *, sized: bool) -> Found | None:
    if _AFTER_SYMBOL_DIGIT.match(text, end) or text[end : end + 1] == "/":
        return None
    if word in _WORD_CODES and not sized:
        return None
    return Found(end, _ALIASES.get(word, word))


def _name_after(text: str, at: int, *, sized: bool) -> Found | None:
    match = _PHRASE.match(text, at)
    if match is None:
        return None
    adjective, name, sterling = match.groups()
    lowered = name.lower()
    key = _NAMES[lowered]
    if adjective is None and not _fits(text, match.end(), name, sized=sized):
        return None
    if adjective is not None and key in _FAMILIES:
        adjective = re.sub(r"[\s-]+", " ", adjective.lower())
        key = _FAMILIES[key].get(adjective, "")
    elif adjective is not None and key == "kroner":
        key = _FAMILIES["krone"].get(re.sub(r"[\s-]+", " ", adjective.lower()), "")
    return Found(match.end(), "GBP" if sterling else key) if key else None


def _fits(text: str, end: int, name: str, *, sized: bool) -> bool:
    lowered = name.lower()
    if lowered in _PHRASE_ONLY or (lowered in _WORD_NAMES and name != lowered):
        return False
    if lowered in {"pound", "pounds"}:
        return _WEIGHED.match(text, end) is None
    if lowered == "won":
        return sized and _WON_WHAT.match(text, end) is None
    return not (lowered == "euro" and _AREA.match(text, end))


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
        members = _MEMBERS.get(key) or frozenset(_FAMILIES[key].values())
        if self._home in members:
            return str(self._home), "stated"
        signs = _SIGNS.get(key, ())
        counts = Counter({code: len(sign.findall(self._text)) for code, sign in signs})
        counts = +counts
        if key == "¥":
            return ("CNY", "assumed") if set(counts) == {"CNY"} else ("JPY", "stated")
        if len(counts) == 1:
            return next(iter(counts)), "stated"
        if counts and _DEFAULTS[key] not in counts:
            return counts.most_common(1)[0][0], "assumed"
        return _DEFAULTS[key], "stated" if key in _SETTLED else "assumed"
