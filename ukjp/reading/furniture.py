"""Which lines of a saved page are furniture: how menus, feeds and forms give themselves away.

Each rule looks at one line and knows nothing of any outlet. A line that merely contains such a
word is left alone: the line must consist of it, or begin with it and be short.
"""

from __future__ import annotations

import re

_SHORT = 90

_CONTROL = re.compile(
    r"""^\W*(?:
      skip\ to\b.*|press\ releases?(?:\ no\b.*)?|
      edit\ (?:post|page)|(?:main\ )?menu|home(?:page)?|search|log\ ?in|log\ out|
      sign\ (?:in|up|out)\b.*|register|my\ account|
      (?:click\ here\ to\ )?subscribe\b.*|enter\ your\ e-?mail.*|please,?\ enter\b.*|
      \*?\s*indicates\ required.*|success(?:ful|fuly|fully)?\b.*|
      thank\ you\ for\ (?:signing|subscribing|reading)\b.*|
      (?:get|receive|join)\ (?:our|the|your)\b.*(?:newsletter|inbox|e-?mail|telegram|channel).*|
      (?:our\ |daily\ |weekly\ )?newsletters?\b.*|(?:push\ )?notifications?|
      share(?:\ (?:this|on|via|article)\b.*|\s*:.*)?|tweet|facebook|twitter|whatsapp|telegram|
      linkedin|reddit|e-?mail|print(?:\ this)?|copy\ (?:the\ )?link|link\ copied.*|
      (?:facebook|twitter|x|telegram|whatsapp|linkedin|e-?mail|print|copy)(?:[\s|,/·•]+
        (?:facebook|twitter|x|telegram|whatsapp|linkedin|e-?mail|print|copy|link|share))+|
      follow\ (?:us|me|our)\b.*|like\ us\ on\b.*|
      (?:we|this\ (?:web)?site|our\ (?:web)?site)\ uses?\ cookies.*|accept(?:\ all)?(?:\ cookies)?|
      (?:cookie|privacy)\ (?:policy|settings|notice|preferences).*|manage\ (?:cookies|consent).*|
      by\ (?:continuing|clicking|using|browsing)\b.*(?:agree|accept|consent).*|
      advertisements?|sponsored(?:\ content)?|promoted|story\ continues\ below.*|
      plans?\ (?:start|from)\b.*|free\ trial\b.*|unlimited\ access\b.*|
      already\ a\ subscriber\b.*|
      article\ continues\ (?:below|after).*|continue\ reading\b.*|read\ (?:the\ )?full\b.*|
      (?:all\ rights\ reserved|copyright\b|©|\(c\)\ \d{4}).*|terms\ of\ (?:use|service)\b.*|
      about\ us|contact(?:\ us)?|careers|help|faq|site\ ?map|imprint|impressum|
      (?:load|show|view|see)\ (?:more|all)\b.*|next(?:\ (?:article|post|page|story))?|
      prev(?:ious)?(?:\ (?:article|post|page|story|and\ next\ news).*)?|back\ to\ top|
      leave\ a\ (?:reply|comment)|(?:add|post|write)\ a?\ ?comment\b.*|
      \d*\ ?comments?(?:\ \(\d+\))?|
      your\ e-?mail\ address\ will\ not\b.*|required\ fields\ are\b.*|name\ \*|e-?mail\ \*|
      this\ (?:news|article|post|page|story)\ (?:has\ been|was)\ (?:read|viewed|seen)\b.*|
      (?:views?|shares?|likes?)\s*:?\s*[\d,.]+k?|[\d,.]+k?\ (?:views?|shares?|reads?|comments?)|
      tags?\s*:.*|topics?\s*:.*|categor(?:y|ies)\s*:.*|keywords?\s*:.*|filed\ under.*|
      (?:estimated\ )?reading\ time.*|\d+\ min(?:ute)?s?\ read|listen(?:\ to\ (?:this|the)\b.*)?|
      (?:this\ )?audio\ (?:is|was|version)\b.*|(?:play|watch)(?:\ (?:video|now|live))?|live|
      (?:download|get)\ (?:our|the)\ app\b.*|available\ on\b.*(?:app\ store|google\ play).*|
      source\s*:?\s*of\ news|kaynak\b.*|font\ size.*|text\ size.*|a[-+](?:\ a[-+])?|
      (?:if\ you\ (?:have\ )?(?:notice|spot|see|find|found)\b.*(?:error|mistake|typo).*)|
      (?:support|donate\ to|become\ a\ (?:member|patron|supporter))\b.{0,60}
        (?:journalis|newsroom|independent\ media|patreon|our\ work|us\ today).*|
      (?:january|february|march|april|may|june|july|august|september|october|november|december)\s*$
    )\W*$""",
    re.X,
)

_FEED = re.compile(
    r"""^\W*(?:
      (?:latest|top|more|breaking|other|trending|popular|recent|today'?s|live)\ (?:top\ )?
        (?:news|stories|headlines|articles|posts|videos|updates|from\b.{0,40}|in\b.{0,40}|on\b.{0,40})|
      news\ ?feed|newsfeed|most\ (?:read|popular|viewed|shared|commented|discussed).{0,25}|
      editors?['’]?s?['’]?\ (?:picks?|choice)|what\ (?:else\ )?to\ read.{0,20}|
      you\ (?:may|might)\ (?:also\ )?(?:like|be\ interested).{0,40}|
      recommended(?:\ for\ you|\ stories)?|
      up\ next|don['’]t\ miss|trending(?:\ now)?|around\ the\ web|
      from\ (?:our|the)\ (?:partners|web)|
      (?:user\ |reader\ )?comments?(?:\s*\(?\d+\)?)?|leave\ a\ (?:reply|comment).{0,20}|
      add\ a\ comment.{0,20}|join\ the\ (?:discussion|conversation).{0,30}|
      more\ from\b.{0,40}|more\ on\ (?:this|the)\b.{0,40}|also\ in\ the\ news|in\ other\ news|
      news\ (?:of\ the\ day|in\ brief|ticker)|(?:our\ )?newsletters?
    )\W*$""",
    re.X,
)

_RELATED = re.compile(
    r"""^\W*(?:
      related(?:\ (?:content|articles?|stories|news|posts?|topics?|links?|coverage|video)s?)?
        (?:\W*|\s*[:–—|].*)|
      (?:read|see|watch|view|look)\ (?:also|more|next|too)\b[^:–—|]{0,30}\W*|also\ read\W*|
      recommended\ (?:articles?|reading).*|(?:the\ )?latest\ news:.*|further\ reading.*|
      (?:as|was)\ previously\ reported\W*$|
      more\ (?:about|details)\b.{0,30}
    )$""",
    re.X,
)

_POINTER = re.compile(
    r"^\W*(?:(?:read|see|watch|view|look)\ (?:also|more|next|too)|also\ read|read)"
    r"\s*[:–—|-]\s*\S.*$|"
    r"^\W*(?:read|see)\ also\b.*$",
    re.X,
)
_PLEA = re.compile(
    r"\b(?:by subscribing|become an? (?:member|subscriber|patron|supporter)|support (?:our|"
    r"independent) (?:journalism|reporting|newsroom)|quality journalism is|"
    r"subscribe to (?:our|the)\b.{0,40}\bnewsletter)",
    re.I,
)

_CREDIT = re.compile(
    r"""^(?:
      (?:photo|photos|image|images|picture|video|illustration|graphic|file\ photo|archive)s?
        (?:\ (?:source|credit|by|courtesy|illustrative|via|from|provided))*\s*[:©(/].*|
      (?:photo|image|picture|illustration)\ (?:by|credit|courtesy|source|via)\b.{0,120}|
      source\s*:\s*.{0,60}|credits?\s*:\s*.{0,80}|caption\s*:.{0,200}|
      ©.{0,120}|ed\.\ \w+(?:\ \w+)?|.{0,160}©.{0,80}|
      .{10,400}\((?:[^()]{0,60}(?:getty|afp|reuters|ap\ photo|epa|kyodo|pool|office|
        press\ service|ukrinform|archive|screenshot|x/|via|file|handout|shutterstock|xinhua)
        [^()]{0,60})\)\.?
    )$""",
    re.I | re.X,
)

_PHOTO_CREDIT = re.compile(
    r".{10,400}(?:\([^()]{0,60}(?:getty|ap photo|photo|handout|shutterstock|press service|"
    r"press office|screenshot)[^()]{0,60}\)|[.!]\s(?:file )?(?:photo|picture|image)s?"
    r"(?: by| courtesy| credit)?\s?[:/]\s?.{2,60})\.?",
    re.I,
)

_PICTURING = ("hoto", "PHOTO", "icture", "mage", "etty", "andout", "tock", "ress ", "creenshot")
# What a plea must contain, looked for before the pattern is tried.
_PLEADING = ("ubscri", "ournalis", "newsroom", "ecome a", "upport ")

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATELINE = re.compile(
    rf"""^(?:
      (?:by|from|written\ by|reporting\ by|author:?)\ .{{2,90}}|
      .{{0,90}}?(?:(?:\b{_MONTH}\.?\ \d{{1,2}}(?:st|nd|rd|th)?,?\ \d{{4}})|
        (?:\b\d{{1,2}}\ {_MONTH}\.?,?\ \d{{4}})|(?:\b\d{{4}}-\d\d-\d\d)|
        (?:\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})).{{0,60}}|
      (?:(?:first\ )?published|updated|posted|last\ (?:updated|modified)|
        date)\b.{{0,70}}\d.{{0,40}}|
      \d{{1,2}}[:.]\d\d\ ?(?:[ap]\.?m\.?)?(?:\ [A-Z]{{2,4}})?
    )$""",
    re.I | re.X,
)

# What such a line must contain, looked for before the pattern is tried.
_DAY_OR_AUTHOR = re.compile(r"\d|^(?:by|from|written|reporting|author)\b", re.I)
# "June 18, 2024." is a day; "Kamikawa visited Kyiv on June 18, 2024." says something.
_MADE_OF_NAMES = re.compile(r"(?:[^a-z\s]\S*+\s*+|(?:of|the|at|and|by|in|to|a\.m|p\.m)\b\W*+)*+$")
_TIMED = re.compile(r"^\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?\s+\S.{0,180}[^.!?…\s\"”»)]$", re.I)
# "Amount: up to 15.8 billion yen" in a table of facts is no other story's headline.
_LABELLED = re.compile(
    r"(?:[A-Z][\w ()]{0,40} )?(?:(?:total|loan|grant) )?(?:amounts?|values?|sums?|totals?|limits?|"
    r"ceiling|contributions?|funding|budget|grants?|loans?)\b[^:]{0,60}:\s.{0,40}\d", re.I
)  # fmt: skip
_LIST_ITEM = re.compile(r"^(?:[-–—•*·▪]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    "the of and to in a is that for on with as was by it at from has have had will be are were an "
    "this which its or not but he she they his her their said says who after before over more "
    "about into than been would could also all no new we you your our can if when up out".split()
)
_FOREIGN = frozenset(
    "der die das und ist nicht mit von für auf dem den des ein eine im zu zum la le les et est "
    "une pour dans que qui sur par el los las del por con para una il di che per non della sono "
    "ve bir bu ile için olan da het een van niet op voor og av som til på er det är och att na "
    "nie się jest że w z do i je v se že aby ja on ei että".split()
)


def is_timed_headline(line: str) -> bool:
    """Tell a headline of a feed: "17:02 Ports report a record month"."""
    return len(line) <= 200 and bool(_TIMED.match(line))


def is_headline(line: str) -> bool:
    """Tell a line that reads as a headline: some words, no full stop, no item of a list."""
    if len(line) > 170 or line[-1] in '.!?…"”»:;,':
        return False
    return not _LIST_ITEM.match(line) and not _LABELLED.match(line)


def is_control(line: str) -> bool:
    """Tell a button, menu item, form field, notice or counter."""
    return len(line) <= 240 and bool(_CONTROL.match(line.lower()))


def opens_feed(line: str) -> bool:
    """Tell a heading behind which only other stories, comments or forms follow."""
    return len(line) <= _SHORT and bool(_FEED.match(line.lower()))


def is_pointer(line: str) -> bool:
    """Tell a pointer to one other story: "Read also: Ports report a record month"."""
    return len(line) <= 240 and bool(_POINTER.match(line.lower()))


def is_plea(line: str) -> bool:
    """Tell a paragraph that asks for a subscription or a gift."""
    if len(line) > 600 or not any(map(line.__contains__, _PLEADING)):
        return False
    return bool(_PLEA.search(line))


def opens_related(line: str) -> bool:
    """Tell a pointer to other stories, after which the article may go on."""
    return len(line) <= 200 and bool(_RELATED.match(line.lower()))


def is_credit(line: str) -> bool:
    """Tell a caption with its credit, or a credit alone."""
    return len(line) <= 420 and bool(_CREDIT.match(line))


def is_photo_credit(line: str) -> bool:
    """Tell a caption that ends in the credit of its photograph."""
    if len(line) > 420 or not any(map(line.__contains__, _PICTURING)):
        return False
    return bool(_PHOTO_CREDIT.fullmatch(line))


def is_dateline_only(line: str) -> bool:
    """Tell a line that holds a byline or a day and no sentence."""
    if len(line) > 170 or not _DAY_OR_AUTHOR.search(line) or not _DATELINE.match(line):
        return False
    if re.search(r"[a-z]{2}[.!?]$", line) or _common_words(line) > 3:
        return False
    return line[-1] != "." or _MADE_OF_NAMES.match(line) is not None


def is_foreign(line: str) -> bool:
    """Tell a line in another language than English: six words, and the common ones are not ours."""
    if line.isascii() and " the " in line:
        return False  # a glance is enough for most lines
    tokens = line.split()
    if _count_common(tokens) > 0.15 * len(tokens):
        return False  # at a glance
    words = _WORD.findall(line)
    if len(words) < 6 or _count_common(words) / len(words) > 0.1:
        return False
    strange = sum(word in _FOREIGN or not word.isascii() for word in words if word.islower())
    return strange >= 2 and strange / len(words) >= 0.15


def _common_words(line: str) -> int:
    return _count_common(_WORD.findall(line))


def _count_common(words: list[str]) -> int:
    return sum(map(_ENGLISH.__contains__, words))
