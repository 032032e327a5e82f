"""Lists of chrome: a heading such as "Recent posts" or "Archives" and the lines that belong to it.

In: the folded texts of all blocks and which of them are paragraphs. Out: the cut lines with rule and reason. A list
ends where prose begins again; one that stands inside the article loses only its heading and its bulleted lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONGEST = 100  # characters of a heading
_EDGE = " \t-–—•*·:.…→»›>|#"
_LIST_WORDS = 25  # a headline or a teaser in a list; a longer line is somebody's prose
_SENTENCE_WORDS = 6  # words of a sentence that may be a paragraph; headlines that end in a full stop come one by one
_SENTENCE = re.compile(r"(?<!\.)[.!][\"”’']{0,2}$")
_NUMBERED = re.compile(r"\d{1,2}[.)] \S")
# Of the last lines of such boxes one in three is a heading of the article; of 19 others that nothing else cuts 16 are
# chrome, and 3 are headlines that the labels keep (boilerplate_text dev).
_OF_HEADLINES = ("read-also", "recent-posts")
_BOX = 9  # lines; what is longer has a sidebar's posts and the article's sections in it
_MONTHS_IN_A_LIST = 3  # fewer month lines may be headings of a chronicle

Why = tuple[str, str]
_ARCHIVE: Why = ("archive-list", "the site's archive by month")
_KINDS = r"(?:posts?|articles?|stories|news|headlines|blogs?|reads|updates|entries|insights|videos)"
_POINTERS = r"(?:posts?|articles?|stories|reading|content|news|links?|coverage|topics|videos)"
_HEADINGS: tuple[tuple[Why, re.Pattern[str]], ...] = tuple(
    (why, re.compile("|".join(wordings)))
    for why, wordings in (
        (
            ("recent-posts", "a list of other posts of the site"),
            (
                rf"(?:recent|latest|featured|popular|top|trending|more|newest|other|our latest) {_KINDS}",
                r"most (?:read|popular|viewed|shared|recent|discussed)(?: (?:posts|articles|stories))?",
                r"trending(?: now| topics)?",
                r"editor['’]?s['’]? (?:picks?|choice)",
                r"more (?:from|in|by) .{1,40}|more for you",
                r"latest (?:from|in|on) .{1,40}",
                r"what['’]s (?:new|trending|hot)",
            ),
        ),
        (
            ("read-also", "a list of pointers to other articles"),
            (
                rf"related(?: {_POINTERS})?",
                r"you (?:might|may) (?:also )?(?:like|enjoy|be interested in|have missed)",
                rf"recommended(?: for you| {_POINTERS})?",
                r"(?:what to )?read next|up next|see also|also read|keep reading|more like this",
                r"mehr zum thema|lesen sie auch|auch interessant|das könnte sie auch interessieren",
                r"weitere (?:artikel|meldungen)|(?:à )?lire aussi|sur le même sujet|te puede interesar",
                r"l(?:ea|ee|eia) (?:también|também)|leggi anche|lees ook",
                r"اقرأ أيض[اًﺎ]{1,2}|相关阅读|相关新闻|延伸阅读|推荐阅读",
            ),
        ),
        (_ARCHIVE, (r"(?:monthly |blog |post )?archives?",)),
        (("tag-line", "the site's tags or categories"), (r"(?:popular |all |browse )?(?:categories|tags|topics)",)),
        (
            ("comment-form", "readers' comments"),
            (r"leave a (?:comment|reply)", r"(?:\d{1,5} )?comments?(?: \(\d{1,5}\))?"),
        ),
        (
            ("feedback", "a question to the reader about the page"),
            (r"(?:was|did you find) this (?:page|article|answer|information|content|post) (?:helpful|useful)",),
        ),
        (
            ("share-links", "buttons for sharing and following"),
            (r"share(?: this)?|follow us|connect with us|stay connected",),
        ),
    )
)
_ANY_HEADING = re.compile("|".join(pattern.pattern for _, pattern in _HEADINGS))
_MONTH = re.compile(
    r"(?:[-•*]\s?)?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{4}"
    r"(?: ?\(\d{1,5}\))?",
    re.IGNORECASE,
)
_ENDS_A_MONTH = frozenset("0123456789)")


def list_lines(texts: Sequence[str], prose: Sequence[bool], *, bare: bool = False) -> dict[int, Why]:
    """Blocks that belong to a list of chrome (recent posts, archives): index -> rule name and reason.

    `prose` marks the blocks that are the article's sentences as far as one can tell; in a `bare` text no block tells
    its role. A list after the last of them is cut with its heading, up to a short sentence that no headline is; before
    it, only its heading, its bulleted lines and, of a bare text's headlines, all but the last, which may head what
    follows.
    """
    found: dict[int, Why] = _month_lists(texts)
    last_prose = max((i for i, p in enumerate(prose) if p), default=-1)
    rule: Why | None = None
    for i, text in enumerate(texts):
        heading = _heading(text)
        if heading and (i > last_prose or not _prose_follows(i, prose)):
            rule = found[i] = heading
            if bare and i < last_prose and rule[0] in _OF_HEADLINES:
                found.update(dict.fromkeys(_headlines(i + 1, texts, prose), rule))
        elif not rule:
            continue
        elif (
            not prose[i] and len(text.split()) <= _LIST_WORDS and not (i > last_prose and _goes_on(i, texts, bare=bare))
        ):
            if i > last_prose or text[:1] in "-•*":
                found.setdefault(i, rule)
            else:
                rule = None
        else:
            rule = None
    return found


def _headlines(start: int, texts: Sequence[str], prose: Sequence[bool]) -> range:
    """The lines from `start` on that a box in the midst of an article holds, without the last one above the prose."""
    for i in range(start, min(start + _BOX + 1, len(texts))):
        if prose[i]:
            return range(start, i - 1)
        if _NUMBERED.match(texts[i]):
            return range(start, i)  # what is numbered heads a section of the article
        if texts[i][-1:] == ":":
            return range(start, i - 1)
        if len(texts[i].split()) > _LIST_WORDS or _goes_on(i, texts, bare=True):
            break
    return range(0)


def _goes_on(i: int, texts: Sequence[str], *, bare: bool) -> bool:
    """Whether the article goes on here in short paragraphs; a sentence alone may be a headline of a bare text."""
    return _is_sentence(texts[i]) and (not bare or (i + 1 < len(texts) and _is_sentence(texts[i + 1])))


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= _SENTENCE_WORDS and _SENTENCE.search(text[-4:]) is not None and text[:1] not in "-•*"


def _heading(text: str) -> Why | None:
    key = text.strip(_EDGE).lower() if len(text) <= _LONGEST else ""
    if not (key and _ANY_HEADING.fullmatch(key)):
        return None
    return next(why for why, pattern in _HEADINGS if pattern.fullmatch(key))


def _prose_follows(i: int, prose: Sequence[bool]) -> bool:
    return i + 1 < len(prose) and prose[i + 1]


def _month_lists(texts: Sequence[str]) -> dict[int, Why]:
    found: dict[int, Why] = {}
    run: list[int] = []
    for i, text in enumerate((*texts, "")):
        if text[-1:] in _ENDS_A_MONTH and len(text) <= _LONGEST and _MONTH.fullmatch(text):
            run.append(i)
            continue
        if len(run) >= _MONTHS_IN_A_LIST:
            found.update(dict.fromkeys(run, _ARCHIVE))
        run = []
    return found
