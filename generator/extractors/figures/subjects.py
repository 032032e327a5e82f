"""Which entity a figure is about: the grammatical subject of the figure's clause, or nobody.

In: a text, its mentions and sentences, a figure's span. Out: entity ids, none where it is doubtful: a reader takes a
figure beside a name for that name's, so that one too few costs less than one of a rival's. First that fits: whoever
stands right beside an age; the mention in "of X" right behind what is counted, inside of it ("40 million Heron users")
or right before it ("Heron's 40 engines", "Heron: $40"); the mention that opens the clause of the figure, if nothing
makes it a source ("X said"), a neighbour in a list, or the owner of another name ("X's Heron"); for a clause that opens
with a pronoun, the subject of what comes before it. A mention is nobody where it is only a piece of a longer name.

It knows no verbs: a clause begins behind a mark or a closed class of conjunctions, and a name opens it if no more than
a title or one adjective stands before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.extractors.figures import clauses
from generator.gazetteer.words import CALENDAR
from generator.model import Mention, Sentence

_AGED = re.compile(r"[\w-]{1,20}?[-\s]years?[-\s]old\b")
_LONGEST_AGE = 12  # characters of "-year-old"
_APPOSED_AGE = re.compile(r"(?:,\s|\s(?:is|was)\s)(?:now\s)?(?:(?:an?|the|his|her|its)\s)?(?:\w{2,9}\s){0,2}")
_BESIDE_ANOTHER = re.compile(
    r"\b(?:compared (?:to|with)|versus|vs\.?)\s(?:the|an?|its|their)\s[^.;,]{3,60}\s(?:of|at)\s(?:\w{4,9}\s)?$"
)
_OF = re.compile(r"\sof\s(?:the\s|its\s)?")
_ALL_OF = re.compile(r"(?:\sof(?:\sall)?)?\s(?:the\s)?")
_NAMED_NEXT = re.compile(r"(?:-[a-z]{1,15}(?:-\d{1,3})?)?\s(?=(?P<word>[A-Z][\w-]{0,20}))")
_ONE_NOUN = re.compile(r"\s[a-z-]{2,20}")
_OWNED = re.compile(r"[’'](?:s\s|\s)(?:[a-z]{2,20}\s){0,2}")
_WITH = re.compile(r",?\swith\s(?:[a-z]{2,20}\s){0,2}")
_HAVING = re.compile(
    r",?\s(?:(?:which|who)\s(?:\w{2,12}\s)?(?:has|had|have)|with\s(?:its|their|his|her))\s(?:[a-z]{2,20}\s){0,2}"
)
_MADE_BY = re.compile(r"\s(?:on\stop\sof|based\son|built\son|(?:made|written|sold|run|owned|operated)\sby)\s(?:the\s)?")
_COST = re.compile(
    r"\b(?:cost|costs|costing|paid|pays|pay|gave|gives|fined|saved|saves|owes|owed|earned|offered|brought)\s$"
)
_LONGEST_VERB = 12  # characters of "costing" with what parts words
_FRONTED = re.compile(r"(?:With|At|Having|Boasting|Featuring|Weighing|Measuring)\s(?:[\w-]{1,20}\s){0,3}")
_FRONTS = frozenset("WAHBFM")  # how those words begin
_FRONTED_OF = re.compile(r"(?:\s[a-z][\w\s-]{0,40})?,\s(?:(?:the|an?)\s(?:[a-z-]{2,20}\s){0,2})?")
_FRONTED_IT = re.compile(r"(?:\s[a-z][\w\s-]{0,40})?,?\s(?:it|they|he|she)\b")
_PRICED = re.compile(r"\s?[:–—(-]\s?(?:(?:from|price:?|about|starts?\sat)\s)?", re.IGNORECASE)
_REST_OF_LINE = 16  # characters behind the figure of a line that is no sentence: "Heron: $40 a month"
_LONGEST_LINK = 24  # characters between what is counted and a mention that it is of
_LONGEST_GAP = 80  # characters between a mention and a figure right behind it
_NEAR = 32  # mentions before a figure, and after it, among which its subject is looked for
_FAR = 400  # characters before the figure in which its clause begins, and of the sentence before that are read


class Span(NamedTuple):
    """A figure's place in the text; `phrase_end` ends what it counts, or the figure."""

    start: int
    end: int
    phrase_end: int


def about(
    text: str, mentions: Sequence[Mention], starts: Sequence[int], sentences: Sequence[Sentence], span: Span
) -> tuple[str, ...]:
    """The entities that the figure at `span` is about.

    `mentions` are the block's, in order, and `starts` where they start; `sentences` are the figure's own, last, and the
    one before where there is one.
    """
    start, sentence = span.start, sentences[-1]
    of_years = text.find("year", start, span.phrase_end + _LONGEST_AGE) >= 0
    if of_years and _AGED.match(text, start, span.phrase_end + _LONGEST_AGE):
        return _aged(text, mentions, starts, start)
    begin = max(sentence.start, start - _FAR)
    compared = text.find("compared ", begin, start) >= 0 or text.find("vs", begin, start) >= 0
    if (compared or text.find("versus ", begin, start) >= 0) and _BESIDE_ANOTHER.search(text, begin, start):
        return ()  # "compared with the national average of 3%"
    inside = _within(mentions, starts, sentence, bisect_right(starts, start))
    beside, settled = _beside(text, inside, span, sentence)
    if settled:
        return (beside.entity,) if beside else ()
    if text[sentence.start] in _FRONTS and _FRONTED.fullmatch(text, sentence.start, start):
        return _behind(text, mentions, starts, sentences, span.phrase_end)
    clause = clauses.clause_of(text, begin, start)
    subject = _subject(text, inside, clause, start)
    if subject is None and clauses.opens_with_pronoun(text, clause.start, start):
        return _antecedent(text, mentions, starts, sentences, clause.start)
    return (subject.entity,) if subject else ()


def _aged(text: str, mentions: Sequence[Mention], starts: Sequence[int], start: int) -> tuple[str, ...]:
    """Whose age it is: "17-year-old Ines Hall", "Ines Hall, a 17-year-old", "Ines Hall is a 17-year-old"."""
    middle = bisect_right(starts, start)
    age = _AGED.match(text, start)
    behind = mentions[middle : middle + 1]
    if age and behind and behind[0].start == age.end() + 1:
        return (behind[0].entity,)
    before = mentions[max(0, middle - 1) : middle]
    return (before[0].entity,) if before and _APPOSED_AGE.fullmatch(text, before[0].end, start) else ()


def _within(mentions: Sequence[Mention], starts: Sequence[int], sentence: Sentence, middle: int) -> Sequence[Mention]:
    """The mentions in `sentence`, of which no more than `_NEAR` before and behind the one numbered `middle`."""
    first = max(bisect_left(starts, sentence.start), middle - _NEAR)
    return mentions[first : min(bisect_left(starts, sentence.end), middle + _NEAR)]


def _beside(text: str, inside: Sequence[Mention], span: Span, sentence: Sentence) -> tuple[Mention | None, bool]:
    """The mention that touches the counted phrase, and whether the figure is settled: it may touch another name."""
    start, end, phrase_end = span
    last: Mention | None = None
    for mention in inside:
        if mention.end <= start:
            last = mention
        elif mention.start > phrase_end + _LONGEST_LINK:
            break
        elif _touches(text, mention, end, phrase_end):
            return _if_whole(text, mention), True
    named = _NAMED_NEXT.match(text, end) if end == phrase_end else None
    if named and named["word"].lower() not in CALENDAR:
        found = next((m for m in inside if m.start == named.end()), None)
        return found and _if_whole(text, found), True
    if last is None or start - last.end > _LONGEST_GAP:
        return None, False
    gap = text[last.end : start]
    costing = gap == " " and _COST.search(text, max(0, last.start - _LONGEST_VERB), last.start)
    line = sentence.end - phrase_end <= _REST_OF_LINE and _PRICED.fullmatch(gap)
    owned = costing or _OWNED.fullmatch(gap) or _HAVING.fullmatch(gap)
    if owned or ((line or _WITH.fullmatch(gap)) and not clauses.is_object(text, last.start)):
        return _if_whole(text, last), True
    return None, False


def _touches(text: str, mention: Mention, end: int, phrase_end: int) -> bool:
    """Whether what is counted is of a mention behind the number, made by it, or begins with it."""
    if _OF.fullmatch(text, phrase_end, mention.start):
        return not clauses.is_modifier(text, mention.end)
    if _MADE_BY.fullmatch(text, phrase_end, mention.start):
        return True
    opens = mention.start < phrase_end and _ALL_OF.fullmatch(text, end, mention.start)
    return bool(opens) and _ONE_NOUN.fullmatch(text, mention.end, phrase_end) is not None


def _if_whole(text: str, mention: Mention) -> Mention | None:
    return mention if clauses.is_whole(text, mention.start, mention.end) else None


def _behind(
    text: str, mentions: Sequence[Mention], starts: Sequence[int], sentences: Sequence[Sentence], end: int
) -> tuple[str, ...]:
    """Whom a phrase describes that opens its sentence: "With 40 engines, Heron", "At 40 grams, it"."""
    if _FRONTED_IT.match(text, end):
        return _antecedent(text, mentions, starts, sentences, sentences[-1].start)
    at = bisect_left(starts, end)
    following = mentions[at : at + 1]
    of = following and _FRONTED_OF.fullmatch(text, end, following[0].start)
    return (following[0].entity,) if of and clauses.is_whole(text, following[0].start, following[0].end) else ()


def _subject(text: str, mentions: Iterable[Mention], clause: clauses.Clause, end: int) -> Mention | None:
    """The mention that opens the clause and has it for its predicate up to `end`."""
    for mention in mentions:
        if mention.end > end:
            break
        if mention.start < clause.start or not clauses.is_opened_by(text, clause, mention.start):
            continue
        if clauses.is_whole(text, mention.start, mention.end) and clauses.is_predicate(text, mention.end, end, clause):
            return mention
        if not clauses.owns_next(text, mention.end):
            return None
    return None


def _antecedent(
    text: str, mentions: Sequence[Mention], starts: Sequence[int], sentences: Sequence[Sentence], clause: int
) -> tuple[str, ...]:
    """Whom a pronoun at `clause` means: who said so in its sentence, or whom the sentence before is about."""
    sentence = sentences[-1]
    middle = bisect_right(starts, clause)
    before = [m for m in _within(mentions, starts, sentence, middle) if m.start < clause]
    if before:
        sayer = before[0]
        said = len(before) == 1 and clauses.says(text, sayer.end, clause)
        opens = said and clauses.is_opened_by(text, clauses.Clause(sentence.start), sayer.start)
        return (sayer.entity,) if opens and clauses.is_whole(text, sayer.start, sayer.end) else ()
    if clause > sentence.start:
        return ()
    for previous in sentences[:-1]:
        opening = _within(mentions, starts, previous, middle)
        first = clauses.first_of(text, previous.start, min(previous.end, previous.start + _FAR))
        subject = _subject(text, opening, clauses.Clause(previous.start), first)
        if subject and not clauses.owns_next(text, subject.end):  # "it" is what the name owns
            return (subject.entity,)
    return ()
