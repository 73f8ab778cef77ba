"""From bytes to text: UTF-8 as it stands, other encodings as detected, never silently.

The text is exactly what the bytes say: byte order marks, CRLF and control characters stay, so that
offsets refer to the file's own characters.
"""

from __future__ import annotations

import codecs
import re
from io import BytesIO

from ukjp.errors import ArticleError
from ukjp.reading.language import is_english

# What newspapers have been written in; fewer candidates make a better guess from few bytes.
_CANDIDATES = (
    "cp1252 latin_1 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 koi8_r koi8_u iso8859_2 "
    "iso8859_5 cp866 mac_roman cp932 euc_jp gb18030 big5 cp949"
).split()
_WESTERN = "cp1252"
_SAMPLE = 50_000
_HEAD = 4096
_SIGNS = frozenset("€£¥‘’“”–—…•™©®°·«»½¼¾§\u00a0\u00ad")
_ACCENTED = frozenset("éèêëàâäáãåçïíîñöóôõøüúûæÉÀÁÅÇÖØÜ")
_FEW = 0.1
_TIE = 0.005
_DAMAGED = 0.1
_HIGH = re.compile(rb"[\x80-\xff]")
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^<>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I
)


def decode_bytes(data: bytes) -> tuple[str, str]:
    """Return the text of `data` and the name of the encoding it was read with.

    Valid UTF-8 is taken as such. Where bytes had to be replaced by U+FFFD the name says how many.
    Raises ArticleError for bytes without a word in them, and for bytes that are neither valid
    UTF-8 nor free of NUL.
    """
    text, encoding = _decode(data)
    if not text.lstrip("\ufeff").strip():
        raise ArticleError("the file is empty; expected an article's text")
    return text, encoding


def _decode(data: bytes) -> tuple[str, str]:
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if b"\0" in data:
        wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        advice = "it looks like UTF-16: save it as UTF-8" if wide else "expected text"
        raise ArticleError(f"the bytes are no text (not UTF-8, and NUL bytes among them); {advice}")
    damaged = data.decode("utf-8", "replace")
    if _is_utf8(damaged):
        return damaged, _named("utf-8", damaged)
    encoding = detect_encoding(data)
    text = data.decode(encoding, "replace")
    return text, _named(encoding, text)


def _named(encoding: str, text: str) -> str:
    lost = text.count("\ufffd")
    return f"{encoding} ({lost} replaced)" if lost else encoding


def _is_utf8(damaged: str) -> bool:
    """Tell UTF-8 with a few broken bytes, such as a cut end, from another encoding.

    Sequences of several bytes that are valid UTF-8 do not come about by chance.
    """
    lost = damaged.count("\ufffd")
    wide = len(damaged) - len(damaged.encode("ascii", "ignore")) - lost
    return wide > 0 and lost <= max(1, wide * _DAMAGED)


def detect_encoding(data: bytes) -> str:
    """Return the encoding that bytes which are not UTF-8 are most plausibly written in."""
    declared = _declared_encoding(data)
    if declared:
        return declared
    if _is_western_press(data):
        return _WESTERN
    from charset_normalizer import from_bytes

    matches = from_bytes(_telling_bytes(data), cp_isolation=_CANDIDATES, preemptive_behaviour=False)
    best = matches.best()
    if best is None:
        return "latin_1"
    # Where nothing tells the candidates apart, the commonest one is the likeliest.
    for match in matches:
        tied = match.chaos <= best.chaos and match.coherence >= best.coherence - _TIE
        if tied and match.encoding == _WESTERN:
            return _WESTERN
    return best.encoding


def _is_western_press(data: bytes) -> bool:
    """Tell English with the signs and accents of press copy: too few bytes for any statistics."""
    head = data[:_SAMPLE]
    high = b"".join(_HIGH.findall(head))
    try:
        used = set(high.decode(_WESTERN))
    except UnicodeDecodeError:
        return False
    if used <= _SIGNS:
        return len(high) <= _FEW * len(head)
    return used <= _SIGNS | _ACCENTED and is_english(head.decode("ascii", "ignore"))


def _declared_encoding(data: bytes) -> str | None:
    """The encoding that a page or an XML file names for itself, where its bytes obey it."""
    match = _DECLARED.search(data[:_HEAD])
    if match is None:
        return None
    try:
        name = codecs.lookup(match.group(1).decode("ascii")).name
        name = _WESTERN if name in ("iso8859-1", "ascii") else name
        data.decode(name)
    except (LookupError, UnicodeError):
        return None
    return name


def _telling_bytes(data: bytes) -> bytes:
    """Return lines that hold more than ASCII, enough of them to tell the encoding."""
    sample = bytearray()
    for line in BytesIO(data):
        first = _HIGH.search(line)
        if first is None:
            continue
        start = max(0, first.start() - _HEAD)
        sample += line[start : start + _SAMPLE]
        if len(sample) >= _SAMPLE:
            # No encoding uses these as second bytes, so that no character is cut in two.
            last = max(sample.rfind(mark) for mark in b"\n .,;()")
            return bytes(sample[: last + 1] if last > 0 else sample)
    return bytes(sample)
