"""A quote in its sentence, with the figure marked and the place it stands at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ukjp.publishing.exhibits import Line, Words, line, words
from ukjp.reconciling.cells import text_of

_AROUND = 220
"""Characters of a long sentence that are kept on each side of the quote."""


def quote_line(
    sentence: str,
    quote: str,
    *,
    prefix: str = "",
    suffix: str = "",
    qualifier: str = "",
    lang: str = "",
) -> Line:
    """Return the sentence with the quote marked, its qualifying words with it.

    Where the quote stands more than once, prefix and suffix say which one is meant. A sentence
    without the quote, which no claim should have, is followed by it.
    """
    start = _find_quote(sentence, quote, prefix, suffix)
    if start < 0:
        return line(words(sentence, "quote", lang=lang), " ", words(quote, "mark"))
    end = start + len(quote)
    before = sentence[:start]
    if qualifier and before.rstrip().endswith(qualifier):
        start = before.rstrip().rindex(qualifier)
    elif qualifier and sentence[end:].lstrip().startswith(qualifier):
        end = sentence.index(qualifier, end) + len(qualifier)
    parts = (
        words(_shorten_front(sentence[:start]), "quote", lang=lang),
        words(sentence[start:end], "mark", lang=lang),
        words(_shorten_back(sentence[end:]), "quote", lang=lang),
    )
    return tuple(part for part in parts if part.text)


def _find_quote(sentence: str, quote: str, prefix: str, suffix: str) -> int:
    """Return where the quote begins: of several places the one whose surroundings fit best."""
    best, start, place = -1, -1, sentence.find(quote) if quote else -1
    while place >= 0:
        fit = _common_end(sentence[:place], prefix) + _common_start(
            sentence[place + len(quote) :], suffix
        )
        if fit > best:
            best, start = fit, place
        place = sentence.find(quote, place + 1)
    return start


def _common_end(first: str, second: str) -> int:
    return _common_start(first[::-1], second[::-1])


def _common_start(first: str, second: str) -> int:
    pairs = zip(first, second, strict=False)
    return next(
        (n for n, (one, two) in enumerate(pairs) if one != two), min(len(first), len(second))
    )


def _shorten_front(text: str) -> str:
    if len(text) <= _AROUND:
        return text
    return "… " + text[-_AROUND:].partition(" ")[2]


def _shorten_back(text: str) -> str:
    if len(text) <= _AROUND:
        return text
    return text[:_AROUND].rpartition(" ")[0] + " …"


def place_words(row: Mapping[str, Any]) -> Words:
    """Return where in its article's text a quote stands."""
    return words(f"characters {row['start']}–{row['end']}", "muted")


def foreign_language(article: Mapping[str, Any] | None) -> str:
    """Return the language of an article that is not English, for screen readers."""
    language = text_of(article.get("language")) if article else ""
    return "" if language in {"", "en"} else language
