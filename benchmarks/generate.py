"""Articles for measuring, made from the briefs: as many as wanted, no two lines of them the same.

    python benchmarks/generate.py 10000 > articles.jsonl

Donors, people, amounts and days are drawn anew for every article and its sentences are put in
another order, so that nothing read before helps with what comes next. The same number and seed give
the same articles.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from ukjp.reading.articles import Article, read_articles

CHECKOUT = Path(__file__).resolve().parent.parent
BRIEFS = CHECKOUT / "data" / "articles"

# Name, adjective, capital, head of government.
DONORS = [
    ("Japan", "Japanese", "Tokyo", "Kishida"),
    ("Norway", "Norwegian", "Oslo", "Støre"),
    ("Canada", "Canadian", "Ottawa", "Trudeau"),
    ("Germany", "German", "Berlin", "Scholz"),
    ("Australia", "Australian", "Canberra", "Albanese"),
    ("Netherlands", "Dutch", "The Hague", "Rutte"),
    ("Sweden", "Swedish", "Stockholm", "Kristersson"),
    ("France", "French", "Paris", "Macron"),
]
MONTHS = (
    "January February March April May June July August September October November December"
).split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
# Whoever else the briefs name is replaced by somebody who does not exist.
PEOPLE = (
    "Fumio Kishida|Mizuno Masayoshi|Denys Shmyhal|Andrii Sybiha|Ihor Zhovk?va|Serhi Korsunsky|"
    "Markiian Dmytrasevych|William Burns|Joe Biden|Zhovka|Sybiha"
)
SLOTS = re.compile(
    rf"(?P<person>\b(?:{PEOPLE})\b)"
    r"|(?P<donor>\bJapan\b)|(?P<adjective>\bJapanese\b)|(?P<capital>\bTokyo\b)|(?P<head>\bKishida\b)"
    r"|(?P<iso>\b\d{4}-\d\d-\d\d\b)|(?P<clock>\b\d{1,2}:\d\d\b)"
    rf"|(?P<day>\b(?:{'|'.join(DAYS)})\b)"
    rf"|(?P<date>\b(?:{'|'.join(MONTHS)}|Oct\.|Dec\.) \d{{1,2}}\b)"
    rf"|(?P<month>\b(?:{'|'.join(MONTHS)}|Oct\.|Dec\.)(?= \d{{4}}\b))"
    r"|(?P<year>\b20[012]\d\b)|(?P<amount>(?<=\$)\d+(?:\.\d+)?)|(?P<number>\b\d{1,3}(?:,\d{3})*\b)"
)
SENTENCE = re.compile(r"[^.!?]*(?:[.!?](?!\s[\"“]?[A-Z]|$)[^.!?]*)*[.!?][\"”’)]*\s*|[^.!?]+$")
# Furniture gives itself away by its words, so that a name has to stand where it does no harm.
HEADINGS = {"Latest News": "Latest from {}", "* required field": "* indicates required {}"}
SYLLABLES = (
    "ba be bo da de do fa ga go ha he ka ke ko la le lo ma me mi na ne no pa po ra re ri ro sa se "
    "si so ta te ti to va ve vi za zo an en in on ar er or as es is al el il ol"
).split()


class Cast(NamedTuple):
    """Who and when an article is about."""

    donor: tuple[str, str, str, str]
    people: dict[str, str]
    draw: random.Random


def generate_articles(count: int, seed: int = 0) -> Iterator[Article]:
    """Yield `count` articles of 2.7 KB on average."""
    briefs = [item.text for item in read_articles(BRIEFS) if isinstance(item, Article)]
    templates = [[_sentences(line) for line in text.split("\n")] for text in briefs]
    for number in range(count):
        draw = random.Random(f"{seed}/{number}")  # noqa: S311 - nothing secret is made of it
        text = _article(templates[number % len(templates)], draw)
        name = f"{seed}-{number:06d}"
        yield Article(name, f"{name}.txt", f"{number:064x}", "utf-8", text)


def _sentences(line: str) -> list[str]:
    return [sentence.strip() for sentence in SENTENCE.findall(line)]


def _article(lines: list[list[str]], draw: random.Random) -> str:
    cast = Cast(draw.choice(DONORS), {}, draw)
    return "\n".join(_line(sentences, cast) for sentences in lines)


def _line(sentences: list[str], cast: Cast) -> str:
    """Return a line that no other article has: somebody is in it who is nowhere else."""
    heading = HEADINGS.get(" ".join(sentences))
    if heading:
        return heading.format(_name(cast.draw))
    made = [SLOTS.sub(lambda match: _drawn(match, cast), sentence) for sentence in sentences]
    if len(made) > 1:
        cast.draw.shuffle(made)
    if made and made[-1]:
        end = made[-1].rstrip('.!?"”’)')
        said = f", said {_name(cast.draw)}" if made[-1].endswith((".", '"', "”")) else ""
        made[-1] = f"{end}{said or ' ' + _name(cast.draw)}{made[-1][len(end) :]}"
    return " ".join(made)


def _drawn(match: re.Match[str], cast: Cast) -> str:
    kind, draw = str(match.lastgroup), cast.draw
    if kind in _FROM_DONOR:
        return cast.donor[_FROM_DONOR.index(kind)]
    if kind == "person":
        return cast.people.setdefault(match.group(), _name(draw))
    return _DRAWN[kind](match.group(), draw)


def _name(draw: random.Random) -> str:
    def word() -> str:
        return "".join(draw.choices(SYLLABLES, k=draw.randint(2, 4))).capitalize()

    return f"{word()} {word()}"


def _amount(words: str, draw: random.Random) -> str:
    if "." in words:
        return f"{draw.randint(11, 199) / 10}"
    return str(draw.randint(2, 999 if len(words) > 2 else 25))


def _number(words: str, draw: random.Random) -> str:
    digits = len(words.replace(",", ""))
    return f"{draw.randint(10 ** (digits - 1) + 1, 10**digits - 1):,}"


_FROM_DONOR = ("donor", "adjective", "capital", "head")
_DRAWN: dict[str, Callable[[str, random.Random], str]] = {
    "iso": lambda _, draw: f"202{draw.randint(2, 5)}-0{draw.randint(1, 9)}-{draw.randint(10, 28)}",
    "clock": lambda _, draw: f"{draw.randint(1, 12)}:{draw.randint(10, 59)}",
    "day": lambda _, draw: draw.choice(DAYS),
    "date": lambda _, draw: f"{draw.choice(MONTHS)} {draw.randint(1, 28)}",
    "month": lambda _, draw: draw.choice(MONTHS),
    "year": lambda _, draw: str(draw.randint(2022, 2025)),
    "amount": _amount,
    "number": _number,
}


def main() -> None:
    """Write articles as JSON lines to stdout."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    for article in generate_articles(given.count, given.seed):
        record = {"id": article.article_id, "text": article.text}
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
