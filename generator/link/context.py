"""What stands around a found name: the words beside it, and the capitalised run it may be a piece of.

In: a block's text, the matches in it. Out: a `Neighbourhood` per match, and the reason why a match is only a piece of a
longer name. It looks at most a few words to either side, so its cost does not grow with the block.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.gazetteer import Match
from generator.gazetteer.spelling import opens_sentence
from generator.gazetteer.words import (
    COMBINING_FORMS,
    DEMONYM,
    FUNCTION_WORDS,
    INSTITUTIONS,
    LEGAL_FORMS,
    LEGAL_SUFFIXES,
    PAST_VERBS,
    PREFIXES,
    ROLES,
    SPEECH,
    TITLES,
    is_function,
    is_ordinary,
)

_REACH = 40  # characters: longer than any English word
_BEFORE_OF = re.compile(r"([^\W\d_]\w{0,39}) (?:of|for) (?:the )?$")
_AFTER = re.compile(r"([ \u00a0]|[-‐‑–])([^\W_]\w{0,39})")
_LOWER_LEGAL = frozenset({"corp", "inc", "ltd", "plc", "llc"})
_LEGAL = re.compile(rf"(?: (?:Holdings?|Group))?(?:,? (?:{'|'.join(sorted(LEGAL_FORMS | _LOWER_LEGAL))})\b\.?){{1,3}}")
# What is called after somebody: "the Jane Roe Memorial Library".
_NAMESAKE = re.compile(
    r"(?: [A-Z][\w’'-]{1,30}){0,2} (?:Airport|Arena|Avenue|Award|Boulevard|Bridge|Building|Cent(?:er|re)|College|Dam|"
    r"Foundation|Hall|Hospital|Institute|Library|Medal|Memorial|Museum|Park|Prize|Road|School|Square|Stadium|Street|"
    r"Theat(?:er|re)|Tower|University)\b"
)
_INITIALS = re.compile(r"(?:[A-Z]\.){0,3}[A-Z]\.?")
_LOWER_WORD = re.compile(r"(?<![\w’'])[^\W\d_A-Z]\w*")
_HEADLINE = 300  # characters: longer than any headline
_JOINTS = "-‐‑–"
_BLANKS = " \u00a0"
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_ARTICLED = frozenset({"the", "this", "that"})
_BODIES = frozenset({"Police", "Department", "Government", "Parliament", "Congress", "Administration", "Division"})
_AGENTIVE = frozenset({"led", "run", "made", "built", "style", "like", "only", "wide", "centric", "specific"})
_LEADING = "\"'“”‘’([{«*_—/"


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The words to the left and right of a match, empty where there is none within a space or hyphen.

    `left_at` is where the left word starts. `left_joint` and `right_joint` say that it is joined by a hyphen;
    `left_match` and `right_match` are other matches that they belong to. `title_case` says that the block capitalises
    its words throughout, so that capitals mean nothing in it.
    """

    text: str
    match: Match
    title_case: bool
    left: str
    left_at: int
    left_joint: bool
    left_match: Match | None
    right: str
    right_joint: bool
    right_match: Match | None

    @property
    def titled(self) -> bool:
        """Whether a title such as "Mr." or "President" stands before the match."""
        return self.left.lower() in TITLES

    @property
    def opens(self) -> bool:
        """Whether a sentence begins with the match."""
        return opens_sentence(self.text, self.match.start)

    @property
    def institution(self) -> str:
        """The capitalised noun of "Bank of X" where X is the match."""
        found = _BEFORE_OF.search(self.text[max(0, self.match.start - _REACH) : self.match.start])
        return found[1] if found and found[1][0].isupper() else ""

    @property
    def initial(self) -> bool:
        """Whether the left word is one or more initials, as in "J. Meyer" and "J.P. Meyer"."""
        return bool(_INITIALS.fullmatch(self.left)) and not self.left_joint


def is_title_case(text: str) -> bool:
    """Whether a text of at least three words, or of two in capitals, writes none but words of grammar in lower case."""
    if len(text) > _HEADLINE or text.count(" ") < 2:  # noqa: PLR2004 -- two spaces divide three words
        return len(text) <= _HEADLINE and " " in text and text.isupper()
    return all(word in FUNCTION_WORDS for word in _LOWER_WORD.findall(text))


def neighbourhood(
    text: str, match: Match, starts: Mapping[int, Match], ends: Mapping[int, Match], *, title_case: bool
) -> Neighbourhood:
    """What stands beside `match`; `starts` and `ends` have the block's matches by where they start and end."""
    left, left_at, gap = _word_before(text, match.start)
    after = _AFTER.match(text, match.end)
    return Neighbourhood(
        text,
        match,
        title_case,
        left=left,
        left_at=left_at,
        left_joint=gap in _JOINTS,
        left_match=ends.get(match.start - 1),
        right=after[2] if after else "",
        right_joint=after is not None and after[1] in _JOINTS,
        right_match=starts.get(match.end + 1),
    )


def _word_before(text: str, start: int) -> tuple[str, int, str]:
    """The word that a space or hyphen divides from `start`, where it starts, and what divides it."""
    gap = text[start - 1] if start else " "
    if start < 2 or (gap not in _BLANKS and gap not in _JOINTS):  # noqa: PLR2004 -- a word and a gap
        return "", start, " "
    window = text[max(0, start - _REACH) : start - 1]
    blank = max(window.rfind(" "), window.rfind("\u00a0"), window.rfind("\n"))
    word = window[blank + 1 :].lstrip(_LEADING)
    at = start - 1 - len(word)
    bare = word.removesuffix(".") if gap in _BLANKS else word
    return (bare, at, gap) if bare and (bare[-1].isalnum() or bare.endswith(_POSSESSIVE)) else ("", start, " ")


def left_is_name(near: Neighbourhood) -> bool:
    """Whether the word before is a capitalised one that nothing explains but a longer name."""
    left = near.left.rpartition("-")[2]  # "Miami-based" is no name
    if not left or not left[0].isupper() or near.left_match:
        return False
    if left.lower() in ROLES or is_function(left) or left.endswith(_POSSESSIVE):
        return False
    if len(left) > 1 and near.text[near.left_at + len(near.left)] == "." and left.lower() not in TITLES:
        return False  # the last word of a sentence
    return not (is_ordinary(left) and (near.title_case or opens_sentence(near.text, near.left_at)))


def right_is_name(near: Neighbourhood) -> bool:
    """The same for the word after."""
    right = near.right
    if not right or not right[0].isupper() or near.right_match:
        return False
    if right.lower() in ROLES or right.lower() in LEGAL_SUFFIXES or is_function(right):
        return False
    return not (near.title_case and is_ordinary(right))


def piece_of_longer_name(near: Neighbourhood, *, person: bool, place: bool, own: bool) -> str:
    """Why the match is a piece of a longer name, empty where it stands for itself.

    `own` says that the match spells the entity's whole name. A full name of several words bears neighbours ("Meta CEO
    Mark Zuckerberg Friday"); a single word does not, unless it is an entity's own name before a further word ("Google
    Cloud").
    """
    single = " " not in near.text[near.match.start : near.match.end]
    if joined := _joined_to(near, single=single, own=own):
        return joined
    if person and near.initial and (single or near.text[near.match.start + 1] == "."):
        return "an initial stands before it"
    if person and not near.title_case and (namesake := _NAMESAKE.match(near.text, near.match.end)):
        return f"it is a piece of a longer name with {namesake[0].strip()!r}"
    left, right = left_is_name(near), right_is_name(near)
    if (right or place) and (institution := near.institution.lower()) in INSTITUTIONS:
        return f"it names a {institution}"
    acronym = near.right.isupper() and 1 < len(near.right) < 4  # noqa: PLR2004 -- "Llama AI", "Meta VR"
    further = (
        (person and single and (left or (right and not near.title_case)))  # a headline's verb: "Meyer Extols Rye"
        or (not person and single and (left or (right and not acronym)) and (not own or (place and left)))
        or (place and (right or near.right in _BODIES) and not near.right_joint)
    )
    return f"it is a piece of a longer name with {near.left if left and single else near.right!r}" if further else ""


def _joined_to(near: Neighbourhood, *, single: bool, own: bool) -> str:
    """The same for names that a hyphen joins to a number, a name or, where the match is a prefix, a noun."""
    if single and near.right_joint and ((near.right[0].isdigit() and not own) or _is_combining(near)):
        return f"it is joined to {near.right!r}"
    if near.title_case:
        return ""
    if near.left_joint and left_is_name(near) and near.left.lower() not in PREFIXES:
        return f"it is joined to {near.left!r}"
    return f"it is joined to {near.right!r}" if near.right_joint and right_is_name(near) else ""


def _is_combining(near: Neighbourhood) -> bool:
    """Whether the match is a prefix rather than a name that a participle follows ("Meta-owned", "Meta-led")."""
    name, right = near.text[near.match.start : near.match.end].lower(), near.right
    return name in COMBINING_FORMS and right.islower() and not right.endswith("ed") and right not in _AGENTIVE


def describes_noun(near: Neighbourhood, name: str) -> bool:
    """Whether a demonym or the initials of a state stand before a common noun ("Japanese yen", "U.S. dollar").

    Initials with an article are the state itself where a verb follows: "the U.S. agreed", but "the U.S. economy".
    """
    right = near.right
    if near.right_joint or not right.islower() or right in FUNCTION_WORDS or right in SPEECH:
        return False
    articled = near.left.lower() in _ARTICLED and (right.endswith(("ed", "s")) or right in PAST_VERBS)
    initials = name.isupper() and not near.title_case and not articled
    return initials or bool(DEMONYM.fullmatch(name))


def legal_suffix_after(text: str, end: int) -> int:
    """Where a firm's legal form after its name ends ("Meta" in "Meta Inc."), or `end`."""
    found = _LEGAL.match(text, end)
    return found.end() if found else end
