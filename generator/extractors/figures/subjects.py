"""Which entity a figure is about: the subject of its clause, by position alone.

In: a text, its mentions and sentences, a figure's span. Out: entity ids, none where it is doubtful. An age is of
whoever stands right beside it, and what the subject is compared with is nobody's. All others, first that fits:
the mention in "of X" right behind what is counted; the one that an open relative clause belongs to;
the nearest mention before the figure that is no object of a preposition and no source ("X said"); for a sentence whose
subject is a pronoun, the subject of the sentence before it; the only entity of the sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from generator.model import Mention, Sentence

_OBJECT = re.compile(
    r"\b(?:of|in|on|with|by|for|to|from|than|like|against|at|via|through|using|as|including|over|behind|surpassing)"
    r"\s(?:the\s|its\s|a\s)?$",
    re.IGNORECASE,
)
_SOURCE_BEFORE = re.compile(r"(?:[,”\"]\s(?:said|says|told|tells)|\b(?:according to|by))\s(?:the\s)?$", re.IGNORECASE)
_ASIDE = re.compile(r",\s(?:which|who|whom|that)\s$")
# The last words of the three patterns above: where none of them ends what stands before, none need be searched for.
_LEAD_TO = tuple(
    (
        "of in on with by for to from than like against at via through using as including over behind surpassing the "
        "its a said says told tells which who whom that"
    ).split()
)
_LONGEST_LEAD = 20  # characters; none of them takes more
_BESIDE = re.compile(r",?\s(?:and|or)\s")
_SOURCE_AFTER = re.compile(
    r"\s(?:(?!is |are |was |were |has |have |had )\w{1,20}\s)?"
    r"(?:said|says|announced|reported|reports|claimed|claims|estimates|estimated|told|wrote|writes)\b"
)
_SAID_IT = re.compile(r"\s(?:said|says|announced|reported|reports)\s(?:that\s)?(?:it|they|he|she|its|their)\b")
_GENITIVE = re.compile(r"\b(?:of|like|with|by|for|using)\s(?:the\s|its\s|a\s)?$", re.IGNORECASE)
_PRONOUN = re.compile(r"[“\"‘(]?(?:It|They|He|She|Its|Their|His|Her)\b")
_FRONTED = re.compile(r"(?:With|At|Having|Boasting|Featuring|Including|Despite)\s")
_PRONOUN_NEXT = re.compile(r",?\s(?:it|they|he|she)\b")
_OWNS = re.compile(r"[’']s?\s(?:\w{1,20}\s)?")
_CLAUSE = re.compile(r"[;:—]\s|,\s(?:but|and|while|whereas|although|though|with)\s|\s(?:but|while|whereas)\s")
_RELATIVE = re.compile(r",?\s(?:which|who|that)\s[^,]{0,120}$")
_OF = re.compile(r"\sof\s(?:the\s|its\s)?")
_LONGEST_OF = 8  # characters of " of the "
_AGED = re.compile(r"[\w-]{1,20}?[-\s]years?[-\s]old\b")
_LONGEST_AGE = 12  # characters of "-year-old"
_APPOSED_AGE = re.compile(r"(?:,\s|\s(?:is|was)\s)(?:now\s)?(?:(?:an?|the|his|her|its)\s)?(?:\w{2,9}\s){0,2}")
_BESIDE_ANOTHER = re.compile(
    r"\b(?:compared (?:to|with)|versus|vs\.?)\s(?:the|an?|its|their)\s[^.;,]{3,60}\s(?:of|at)\s(?:\w{4,9}\s)?$"
)
_NEAR = 32  # mentions before a figure, and after it, among which its subject is looked for
_FAR = 400  # characters before the figure in which its clause begins
_REACH = 40  # characters in which a preposition before a mention or a verb of saying behind it is looked for


def about(
    text: str, mentions: Sequence[Mention], starts: Sequence[int], sentences: Sequence[Sentence], span: tuple[int, int]
) -> tuple[str, ...]:
    """The entities that the figure at `span`, counted phrase included, is about.

    `mentions` are the block's, in order, and `starts` where they start; `sentences` are the figure's own, last, and the
    one before where there is one.
    """
    start, end = span
    if _AGED.match(text, start, end + _LONGEST_AGE):
        return _aged(text, mentions, starts, start)
    if _BESIDE_ANOTHER.search(text, max(sentences[-1].start, start - _FAR), start):
        return ()  # "compared with the national average of 3%"
    return _by_position(text, mentions, starts, sentences, span)


def _by_position(
    text: str, mentions: Sequence[Mention], starts: Sequence[int], sentences: Sequence[Sentence], span: tuple[int, int]
) -> tuple[str, ...]:
    start, end = span
    sentence = sentences[-1]
    middle = bisect_right(starts, start)
    inside = _within(mentions, starts, sentence, middle)
    for mention in inside:
        if end <= mention.start <= end + _LONGEST_OF and _OF.fullmatch(text, end, mention.start):
            return (mention.entity,)
    before = [m for m in inside if m.end <= start]
    if not before and _FRONTED.match(text, sentence.start) and _PRONOUN_NEXT.match(text, end):
        return _subject_before(text, mentions, starts, sentences, middle)
    antecedent = _antecedent(text, before, start)
    if antecedent:
        return (antecedent.entity,)
    subjects = _subjects(text, before, sentence, start)
    if subjects:
        return (_nearest(text, subjects, max(sentence.start, start - _FAR), start).entity,)
    if _PRONOUN.match(text, sentence.start):
        return _subject_before(text, mentions, starts, sentences, middle)
    entities = dict.fromkeys(m.entity for m in before or inside)
    return tuple(entities) if len(entities) == 1 and _is_owner(text, (before or inside)[0], start) else ()


def _aged(text: str, mentions: Sequence[Mention], starts: Sequence[int], start: int) -> tuple[str, ...]:
    """Whose age it is: "17-year-old Ines Hall", "Ines Hall, a 17-year-old", "Ines Hall is a 17-year-old"."""
    middle = bisect_right(starts, start)
    age = _AGED.match(text, start)
    behind = mentions[middle : middle + 1]
    if age and behind and behind[0].start == age.end() + 1:
        return (behind[0].entity,)
    before = mentions[max(0, middle - 1) : middle]
    return (before[0].entity,) if before and _APPOSED_AGE.fullmatch(text, before[0].end, start) else ()


def _nearest(text: str, subjects: Sequence[Mention], begin: int, start: int) -> Mention:
    """The last subject before the figure at `start`, of its own clause where it has one there."""
    if len(subjects) == 1:
        return subjects[0]
    clause = max((m.end() for m in _CLAUSE.finditer(text, begin, start)), default=0)
    return ([m for m in subjects if m.start >= clause] or subjects)[-1]


def _within(mentions: Sequence[Mention], starts: Sequence[int], sentence: Sentence, middle: int) -> Sequence[Mention]:
    """The mentions in `sentence`, of which no more than `_NEAR` before and behind the one numbered `middle`."""
    first = max(bisect_left(starts, sentence.start), middle - _NEAR)
    return mentions[first : min(bisect_left(starts, sentence.end), middle + _NEAR)]


def _is_owner(text: str, mention: Mention, start: int) -> bool:
    """Whether the only entity of a sentence is more than a place or a companion: "the makers of X", "X's software"."""
    if text.startswith(("’s ", "'s "), mention.end):
        return True
    before = text[max(0, mention.start - _REACH) : mention.start]
    return not _OBJECT.search(before) or (mention.start < start and bool(_GENITIVE.search(before)))


def _antecedent(text: str, before: Sequence[Mention], start: int) -> Mention | None:
    """The mention that an open relative clause belongs to: "Heron, which has 40 engines"."""
    for mention in reversed(before):
        if _RELATIVE.fullmatch(text, mention.end, start):
            return mention
    return None


def _owned(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions without those that only say whose the next one is: "Avia's Heron" is Heron."""
    if len(mentions) < 2:  # noqa: PLR2004 - one mention has no neighbour
        return list(mentions)
    owners = {m.start for m, owned in pairwise(mentions) if _OWNS.fullmatch(text, m.end, owned.start)}
    return [m for m in mentions if m.start not in owners]


def _subjects(text: str, mentions: Sequence[Mention], sentence: Sentence, end: int) -> list[Mention]:
    """The mentions that nothing beside them makes an object, an example, a source, or part of an aside before `end`."""
    subjects: list[Mention] = []
    last: Mention | None = None
    for mention in _owned(text, mentions):
        before = text[max(sentence.start, mention.start - _LONGEST_LEAD) : mention.start]
        after = text[mention.end : min(sentence.end, mention.end + _REACH)]
        leads = before.rstrip().lower().endswith(_LEAD_TO)
        aside = leads and _ASIDE.search(before) and text.find(",", mention.end, end) >= 0
        listed = _BESIDE.fullmatch(text, mention.end, end) or (  # "Heron and 40 engineers"
            last and last not in subjects and _BESIDE.fullmatch(text, last.end, mention.start)
        )
        source = (leads and _SOURCE_BEFORE.search(before)) or (_SOURCE_AFTER.match(after) and not _SAID_IT.match(after))
        if not (source or aside or listed or (leads and _OBJECT.search(before))):
            subjects.append(mention)
        last = mention
    return subjects


def _subject_before(
    text: str, mentions: Sequence[Mention], starts: Sequence[int], sentences: Sequence[Sentence], middle: int
) -> tuple[str, ...]:
    """The subject of the sentence before, for a sentence that opens with a pronoun."""
    for sentence in sentences[:-1]:
        subjects = _subjects(text, _within(mentions, starts, sentence, middle), sentence, sentence.end)
        if subjects:
            return (subjects[0].entity,)
    return ()
