"""The words that tell a past from what is still to come."""

from __future__ import annotations

AUXILIARIES = frozenset("will shall won't wo would may might could should can must 'll".split())
PLANNED = frozenset(
    "due scheduled slated expected planned plans plan planning poised going upcoming "
    "forthcoming impending expects expect hopes hope hoping hoped aims aim aiming intends "
    "intend intended preparing prepares awaiting awaits looming likely considering mulling "
    "coming next pending supposed tipped ready".split()
)
# Words after which "to" and a verb name something still to come.
GOVERNS = PLANNED | frozenset(
    "agreed agree agrees set vowed pledged promised wants want willing invited offered bid "
    "is are be was were been about seeks sought seeking needs committed undertook decided "
    "way have ahead".split()
)
NO_INFINITIVE = frozenset("according thanks owing compared relative subject prior due".split())
# The present of a timetable: what "opens on Friday" is still to come.
BEGINS = frozenset(
    "begins begin starts start opens commences convenes convene kicks falls ends runs "
    "culminates expires concludes resumes resume leaves departs arrives returns enters takes "
    "meet gather flies travels heads".split()
)
PRESENT = frozenset("is are am it's that's there's isn't aren't remains".split())
HAVE = frozenset("has have had having hasn't haven't hadn't".split())
SPEECH = frozenset(
    "said told announced added noted stated wrote reported tweeted posted confirmed "
    "stressed declared explained revealed disclosed reiterated emphasized emphasised "
    "commented warned argued".split()
)
# A line that begins with these labels a day and tells nothing.
LABELS = frozenset(["published", "posted", "updated", "modified", "issued"])
DETERMINERS = frozenset(
    "the a an of with for its their his her our more some any no these those this that "
    "several from by into additional further new other".split()
)
PREPOSITIONS = frozenset("on in at from of by late early the this that".split())
BARRIERS = frozenset([*',;:()“”"—–', "--"])
DASHES = frozenset(["—", "–", "--"])
PAST = frozenset(
    "said told met held made gave sent began took came went was were had did got saw left "
    "led spoke wrote brought bought built found kept knew lost paid rose fell shot sold "
    "spent stood struck taught thought understood won withdrew broke chose drew drove flew "
    "grew became laid lent dealt fought heard ran sat shook showed threw bore meant "
    "undertook overcame oversaw given taken begun seen done gone written been shown known "
    "drawn frozen spoken sworn has have having hit wasn't weren't didn't hadn't hasn't "
    "haven't".split()
)
_NO_PARTICIPLE = frozenset(
    "need indeed speed exceed proceed succeed feed seed breed bleed hundred red bed shed "
    "sacred united armed unmanned wicked kindred infrared med mohammed ahmed embed "
    "shared advanced".split()
)


def is_auxiliary(token: str) -> bool:
    """Whether a word announces a verb still to come: "will", "he'll"."""
    return token in AUXILIARIES or token.endswith(("'ll", "’ll"))


def is_past(token: str) -> bool:
    """Whether a word is a past or a participle, as far as its form tells."""
    if token in PAST:
        return True
    if not token.endswith("ed") or len(token) < 4 or token in _NO_PARTICIPLE:
        return False
    return not token.endswith("eed") or token in ("agreed", "freed", "guaranteed", "decreed")
