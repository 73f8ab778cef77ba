"""Signs, codes and names of currencies, as texts write them.

A value is an ISO 4217 code, or the key of a family of currencies that share a name ("$", "krone");
`currency_families` says which member a text means.
"""

from __future__ import annotations

# fmt: off
ISO_CODES = frozenset(
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP "
    "BYN BZD CAD CDF CHF CLP CNH CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP "
    "GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES "
    "KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR "
    "MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB "
    "RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD "
    "TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XDR XOF XPF YER ZAR ZMW ZWL".split()
)
# Codes that are seldom anything else. The others are words, names or abbreviations too ("SDG 7",
# "BMD 4", "BSD 3", "ALL 5"): they need a magnitude or set-off thousands.
PLAIN_CODES = frozenset(
    "AED ARS AUD BDT BGN BRL BYN CAD CHF CLP CNY CZK DKK EGP EUR GBP HKD HRK HUF IDR ILS INR IQD "
    "IRR ISK JOD JPY KES KGS KRW KWD KZT LKR MDL MXN MYR NGN NOK NPR NZD PKR PLN QAR RSD RUB SAR "
    "SEK SGD THB TJS TWD TZS UAH UGX USD UZS VND XDR ZAR".split()
)
WORD_CODES = ISO_CODES - PLAIN_CODES
ALIASES = {
    "RMB": "CNY", "NIS": "ILS", "NTD": "TWD", "SDR": "XDR", "SDRS": "XDR", "KZ": "AOA",
    "FCFA": "XOF", "DEM": "DEM", "STG": "GBP",
}
SYMBOLS = {
    "€": "EUR", "£": "GBP", "¥": "¥", "￥": "¥", "円": "JPY", "元": "CNY", "₩": "KRW", "￦": "KRW",
    "₹": "INR", "₺": "TRY", "₪": "ILS", "₽": "RUB", "₴": "UAH", "₦": "NGN", "₱": "PHP",
    "฿": "THB", "₫": "VND", "₸": "KZT", "₾": "GEL", "₼": "AZN", "$": "$", "＄": "$",
    "kč": "CZK", "zł": "PLN", "ft": "HUF", "грн": "UAH", "руб": "RUB", "ドル": "$",
}
DOLLARS = {
    "US": "USD", "USD": "USD", "U.S.": "USD", "U.S": "USD", "C": "CAD", "CA": "CAD", "CAN": "CAD",
    "CAD": "CAD", "CDN": "CAD", "A": "AUD", "AU": "AUD", "AUD": "AUD", "AUS": "AUD", "NZ": "NZD",
    "NZD": "NZD", "HK": "HKD", "HKD": "HKD", "S": "SGD", "SG": "SGD", "SGD": "SGD", "NT": "TWD",
    "NTD": "TWD", "TW": "TWD", "TWD": "TWD", "R": "BRL", "BRL": "BRL", "MX": "MXN", "MXN": "MXN",
    "FJ": "FJD", "J": "JMD", "TT": "TTD", "EC": "XCD", "RD": "DOP", "BZ": "BZD", "N": "NAD",
}
YENS = {"JP": "JPY", "JPY": "JPY", "J": "JPY", "CN": "CNY", "CNY": "CNY", "RMB": "CNY"}
# Words and abbreviations in front of a number. Those in lower case need a magnitude or thousands.
BEFORE_WORDS = {
    "kr": "krone", "kr.": "krone", "Kr": "krone", "Kr.": "krone", "NKr": "NOK", "Nkr": "NOK",
    "SKr": "SEK", "Skr": "SEK", "DKr": "DKK", "Dkr": "DKK", "Rs": "rupee", "Rs.": "rupee",
    "Rp": "IDR", "Kč": "CZK", "zł": "PLN", "Rmb": "CNY", "Rbs": "RUB", "SFr": "CHF", "Sfr": "CHF",
    "SwFr": "CHF", "Ft": "HUF", "Euro": "EUR", "Euros": "EUR", "euro": "EUR", "euros": "EUR",
    "Hr": "UAH", "Hr.": "UAH", "EURO": "EUR", "Yen": "JPY", "yen": "JPY", "Won": "KRW", "RM": "MYR",
    "R": "ZAR", "Php": "PHP",
    "hryvnia": "UAH", "hryvnias": "UAH", "dollars": "$", "Dollars": "$", "Dh": "AED", "Dhs": "AED",
}
NEEDS_SIZE = frozenset(
    "Euro Euros euro euros EURO Yen yen Won R RM hryvnia hryvnias dollars Dollars".split()
)
GLUED_ONLY = frozenset({"R", "Won"})

NAMES: dict[str, str] = {
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
}
# Names that are other words too: small numbers take them in lower case only, and never
# "5 million real people".
WORD_NAMES = frozenset("won yuan real reals rand som sum dong birr dram lev lei leu taka".split())
PHRASE_ONLY = frozenset({"real", "sum"})
# In the singular a small number counts weight or heads: "a 5-pound package", "100 crown lawyers".
SINGULAR = frozenset({"pound", "crown"})
# fmt: on
