"""The words in which English names days: months, weekdays, seasons, units, numbers.

Everything here is lower case: the text is lowered before it is searched, and the few words whose
capital matters (May, March, Sat) are looked up again in the text as it stands.
"""

from __future__ import annotations

_MONTH_STEMS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY_STEMS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# The first three letters tell every month and every weekday.
MONTHS = {stem: number for number, stem in enumerate(_MONTH_STEMS, 1)}
WEEKDAYS = {stem: number for number, stem in enumerate(_WEEKDAY_STEMS)}

# The first month of each season of the northern hemisphere; winter runs into the next year.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4,
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip

NUMBERS = {
    "a": (1, 1), "an": (1, 1), "one": (1, 1), "two": (2, 2), "three": (3, 3), "four": (4, 4),
    "five": (5, 5), "six": (6, 6), "seven": (7, 7), "eight": (8, 8), "nine": (9, 9),
    "ten": (10, 10), "eleven": (11, 11), "twelve": (12, 12), "thirteen": (13, 13),
    "fourteen": (14, 14), "fifteen": (15, 15), "sixteen": (16, 16), "eighteen": (18, 18),
    "twenty": (20, 20), "thirty": (30, 30), "dozen": (12, 12), "couple": (2, 2),
    # Vague numbers give bounds, not a day.
    "few": (2, 6), "several": (2, 10), "recent": (0, 0), "coming": (0, 0),
}  # fmt: skip

# Words before a bare month, year or weekday that make it a date and no name or verb.
DATE_PREPOSITIONS = frozenset(
    "in on of as since by until till from to through before after during between and or for "
    "last this next early mid late end every around about throughout over ahead beyond "
    "around per".split()
)

# Words that follow a number or a date without making it the count of something.
FUNCTION_WORDS = frozenset(
    "a about across after against ahead alongside along amid among an and are around as at "
    "based because before being below between but by can could despite did do does due "
    "during each for from had has have he her his how i if in instead into is it its just "
    "less like may might more must near nor not of off on once only onto or our out over "
    "per pledges plus said says she should since so such than that the their then there "
    "these they this those though thus through to toward towards under unless until unlike "
    "up upon us versus via was we were what when where whereas which while who whose will "
    "with within without would yet you your plans aims begins starts opens marks means ends "
    "runs takes remains needs brings sees gives goes makes sends".split()
)


def month_number(word: str) -> int:
    """Return 1 to 12 for a month's name or abbreviation."""
    return MONTHS[word[:3]]


def weekday_number(word: str) -> int:
    """Return 0 (Monday) to 6 for a weekday's name or abbreviation."""
    return WEEKDAYS[word[:3]]


def read_count(words: str) -> tuple[int, int]:
    """Return the least and the most that a number in figures or words can mean."""
    if words.isdigit():
        return int(words), int(words)
    for word in reversed(words.replace("-", " ").split()):
        if word in NUMBERS:
            return NUMBERS[word]
        if word.isdigit():
            return int(word), int(word)
    return 1, 1
