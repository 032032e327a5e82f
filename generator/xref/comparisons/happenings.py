"""Happenings: what articles date in plain words, as a thing, what happened to it, and when.

In: an annotated article. Out: a `Happening` for each verb of a short list that stands, in one clause, right beside the
entity it happened to and the date it happened on: "Avia was founded by two pilots in 1998", "In 1998 Brandt founded
Avia", "Heron opened on 4 May 2001", "Avia (founded 1998)", "who joined Avia, which was founded in 1998".

A clause is matched whole, with every name and every date taken as one letter, so that nothing stands between subject,
verb and date but what the grammar below spells out: no negation, doubt or plan ("will open", "first opened", "was said
to be founded"), no part ("Avia's school was founded"), no companion ("Avia and Heron were founded"). What it does not
spell out is missed. English only.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model import AnnotatedArticle, Block, DateExpression, Mention

_FORMS = {
    "founded": "founded",
    "co-founded": "founded",
    "cofounded": "founded",
    "established": "founded",
    "launched": "launched",
    "released": "released",
    "announced": "announced",
    "unveiled": "announced",
    "acquired": "acquired",
    "bought": "acquired",
    "opened": "opened",
    "inaugurated": "opened",
    "born": "born",
    "died": "died",
}
_SILENT = frozenset({"heading", "table", "code", "image"})  # kinds of blocks without sentences, or without full ones
_LONGEST = 600  # characters of a sentence that are read: longer ones are lists
_MOST = 40  # names, and dates, of a sentence


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened (`event`, a verb of the list) to `entity`, on the date of `date`.

    `verb` is the article's word; `place` is where, in its words; `number` counts the happenings of the article.
    """

    number: int
    article: str
    entity: str
    event: str
    verb: str
    date: DateExpression
    place: str = ""

    @property
    def order(self) -> tuple[str, int]:
        """Its place among all happenings."""
        return self.article, self.number

    @property
    def spelled_out(self) -> bool:
        """Whether the article itself gives the year, so that the date hangs on no day of publication."""
        return (self.date.value or "")[:4] in self.date.text


def happenings_of(annotated: AnnotatedArticle) -> tuple[Happening, ...]:
    """Every happening of an article with a resolved date, in reading order."""
    return tuple(Happening(number, *found) for number, found in enumerate(_in_article(annotated)))


_Found = tuple[str, str, str, str, DateExpression, str]  # a happening without its number


def _in_article(annotated: AnnotatedArticle) -> Iterator[_Found]:
    dates: dict[str, list[DateExpression]] = defaultdict(list)
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for date in annotated.dates:
        dates[date.block].append(date)
    for mention in annotated.mentions:
        if mention.block in dates:
            mentions[mention.block].append(mention)
    for block in annotated.article.blocks:
        if block.kind not in _SILENT and block.id in mentions and _VERB.search(block.text):
            for found in _in_block(block, sorted(mentions[block.id], key=_start), sorted(dates[block.id], key=_start)):
                yield annotated.article.id, *found


def _start(value: Mention | DateExpression) -> int:
    return value.start


def _in_block(
    block: Block, mentions: Sequence[Mention], dates: Sequence[DateExpression]
) -> Iterator[tuple[str, str, str, DateExpression, str]]:
    mention_starts, date_starts = [m.start for m in mentions], [d.start for d in dates]
    for sentence in block.sentences:
        end = min(sentence.end, sentence.start + _LONGEST)
        named = mentions[bisect_left(mention_starts, sentence.start) : bisect_left(mention_starts, end)]
        dated = dates[bisect_left(date_starts, sentence.start) : bisect_left(date_starts, end)]
        if named and dated and len(named) <= _MOST and len(dated) <= _MOST and end == sentence.end:
            yield from _Clause.of(block.text, sentence.start, end, named, dated).happenings()


# ---------------------------------------------------------------- the grammar of a clause

_NAME, _DATE = "\ue000", "\ue001"  # private use: what stands for a name and for a date
_CUE = r"(?:(?:back\s)?(?:in|on)\s)?"
_WORD = r"(?:[$€£]?\w[\w.’'-]{0,30}|[\ue000&])"
# Words of which none may stand in what the grammar skips: another clause, another relation, a doubt.
_TURNS = (
    r"(?!(?:who|whom|whose|which|that|when|where|after|before|since|until|till|was|were|is|are|be|been|had|has|have"
    r"|while|but|from|as|about|than|not|never|if|and\s(?:was|were))\b)"
)
_SKIPPED = rf"(?:{_TURNS}{_WORD},?\s){{0,9}}{_TURNS}{_WORD}"
_PASSIVE = "founded|co-founded|cofounded|established|launched|released|announced|unveiled|acquired|bought|opened"
_PASSIVE += "|inaugurated|born"
_ALONE = "launched|opened|died"  # what a thing does by itself
_ACTIVE = "founded|co-founded|cofounded|established|launched|released|announced|unveiled|acquired|bought|opened"
_HOW = r"(?:\s(?:officially|formally|publicly))?"
# What may stand between the start of a clause and its subject: an article, a word or two of description, an owner.
_PREPOSITION = (
    r"(?!(?:of|to|for|by|with|without|in|into|from|like|unlike|than|at|on|about|over|under|and|or|not|no|near|against|via"
    r"|other|another|most|many|some|every|each|all|both|half|part|rival|former|new|old|second|third|next|last)\b)"
)
_DESCRIBED = rf"(?:{_PREPOSITION}[A-Za-z][\w-]{{0,20}}(?:[’']s)?\s){{0,3}}(?:{_NAME}[’']s\s)?"
_OPENS = (
    rf"(?:^[\"“‘'(]{{0,2}}(?:(?:Back\s)?(?:(?:In|On)\s)?(?P<front>{_DATE}),?\s)?{_DESCRIBED}"
    r"|(?:\b(?:that|when|after|before|while|but|where|because|although|though|until)|;)\s(?:the\s)?)"
)
_ASIDE = r"(?:,\s(?:the|an?|its|their|his|her)\s[^,.;:()\ue000\ue001]{1,80},)?"
_CAPITAL = r"(?:[A-Z][\w’'-]{0,30}|\ue000)"
_PLACE = rf"(?:in|at)\s(?:the\s)?(?P<place>{_CAPITAL}(?:,?\s{_CAPITAL}){{0,3}})"
_THERE = re.sub(r"\?P<place>", "?:", rf"(?:\s{_PLACE},?)?")
_BEHIND = rf"(?:\sby\s{_SKIPPED},?)?{_THERE},?\s{_CUE}(?P<behind>{_DATE})(?!\s?(?:and|or|to|–|-)\s?{_DATE})"
_FRONTED = r"(?(front)|(?!))"  # only where the clause opened with its date
_ENDS = r"(?=\s?(?:$|[,.;:)\"”’—–])|\s(?:and|but|as|when|while|with|after|at|in|on|by|for|to|from|before|where)\b)"

# "Avia was founded by two pilots in 1998", "In 1998 Avia was founded"
_IS_DONE = (
    rf"{_OPENS}(?P<thing>{_NAME}){_ASIDE}\s(?:was|were|has\sbeen|had\sbeen){_HOW}\s(?P<verb>{_PASSIVE})\b"
    rf"(?:{_BEHIND}|{_FRONTED}){_ENDS}"
)
# "Heron opened on 4 May 2001", "In 2001 Heron opened in Oslo"; not "Brandt opened 2012 with a win"
_HAPPENS = (
    rf"{_OPENS}(?P<thing>{_NAME}){_ASIDE}(?:\shas|\shad)?{_HOW}\s(?P<verb>{_ALONE})\b"
    rf"(?:(?!\s{_DATE}){_BEHIND}|{_FRONTED}){_ENDS}"
)
# "Avia, founded by two pilots in 1998, flies ..."
_ASIDE_OF = rf"{_OPENS}(?P<thing>{_NAME}),\s(?P<verb>{_PASSIVE}){_BEHIND}(?=[,.])"
# "He joined Avia, which was founded in 1998", "Brandt, who died in 2010": only a name can be meant, but not in "a rival
# of Avia, which was founded"
_WHICH_WAS = (
    rf"(?<!\bof\s)(?<!\bof\sthe\s)(?<!\band\s)(?<!\bor\s)(?P<thing>{_NAME}),"
    rf"\s(?:(?:which|who)\swas{_HOW}\s(?=\w{{1,20}}\b)|who\s(?=died))(?P<verb>{_PASSIVE}|died)\b{_BEHIND}{_ENDS}"
)
# "works at Avia (founded 1998)"
_IN_BRACKETS = rf"(?P<thing>{_NAME})\s\((?:which\swas\s)?(?P<verb>{_PASSIVE}|died){_BEHIND}(?=[),;])"
# "Brandt founded Avia with two pilots in 1998", "In 1998 Brandt founded Avia"
_DOES = (
    rf"(?:(?:Back\s)?(?:In|On)\s(?P<front>{_DATE}),?\s(?:{_TURNS}{_WORD}\s){{1,6}}|(?<![\w-]))"
    rf"(?P<verb>{_ACTIVE})\s(?:the\s|its\s|their\s)?(?P<thing>{_NAME}){_ASIDE}"
    rf"(?:(?:\s(?:with|for)\s{_SKIPPED})?{_BEHIND}|{_FRONTED}){_ENDS}"
)
_CLAUSES = tuple(map(re.compile, (_IS_DONE, _HAPPENS, _ASIDE_OF, _WHICH_WAS, _IN_BRACKETS, _DOES)))
_PLACES = re.compile(rf"\s{_PLACE}")
_VERB = re.compile(rf"(?<![\w-])(?:{'|'.join(_FORMS)})\b")
# Before a verb these make it no report: "has not released", "would have founded", "the newly opened".
_DOUBTED = re.compile(
    r"(?:\b(?:not|never|would|could|should|might|may|if|unless|almost|nearly|first|reportedly|allegedly)|n[’']t)\s"
    r"(?:\w{1,20}\s){0,2}$|\b(?:the|an?|its|their|his|her|this|newly|recently)\s$",
    re.IGNORECASE,
)
_UNREAL = re.compile(r"[\"“‘'(]{0,2}(?:Had|Should|Were)\s")  # "Had Brandt founded Avia in 2014, ..."
_DOUBT_REACH = 60  # characters before the verb


@dataclass(frozen=True, slots=True)
class _Clause:
    """A sentence in which each name is the letter `_NAME`, each date `_DATE`; `meant` says which, by place."""

    text: str
    meant: dict[int, Mention | DateExpression]

    @staticmethod
    def of(text: str, start: int, end: int, names: Sequence[Mention], dates: Sequence[DateExpression]) -> _Clause:
        """The sentence `text[start:end]`; of what overlaps, the first counts."""
        parts: list[str] = []
        meant: dict[int, Mention | DateExpression] = {}
        values: list[Mention | DateExpression] = [*names, *dates]
        size = 0
        for value in sorted(values, key=_start):
            if value.start < start or value.end > end:
                continue
            before = text[start : value.start].replace(_NAME, " ").replace(_DATE, " ")
            parts += [before, _NAME if isinstance(value, Mention) else _DATE]
            size += len(before)
            meant[size] = value
            size, start = size + 1, value.end
        return _Clause("".join([*parts, text[start:end]]), meant)

    def happenings(self) -> Iterator[tuple[str, str, str, DateExpression, str]]:
        """Each verb at most once, by the first pattern that fits."""
        told: set[int] = set()
        for pattern in _CLAUSES if _VERB.search(self.text) and not _UNREAL.match(self.text) else ():
            for found in pattern.finditer(self.text):
                at = found.start("verb")
                front = found.groupdict().get("front")
                date = self.meant[found.start("front" if front else "behind")]
                thing = self.meant[found.start("thing")]
                if at in told or not isinstance(date, DateExpression) or not isinstance(thing, Mention):
                    continue
                told.add(at)
                both = bool(front and found["behind"])  # "In 2004 ... founded in 2005": which one is meant?
                if date.value and not both and not _DOUBTED.search(self.text[max(0, at - _DOUBT_REACH) : at]):
                    verb = found["verb"]
                    yield thing.entity, _FORMS[verb], verb, date, self._place(found.end("verb"))

    def _place(self, at: int) -> str:
        """The first place named behind `at`, in the article's words."""
        found = _PLACES.search(self.text, at)
        if found is None:
            return ""
        start, _ = found.span("place")
        return "".join(
            value.surface if isinstance(value := self.meant.get(start + i), Mention) else letter
            for i, letter in enumerate(found["place"])
        )
