"""Where names stand in an article, and what the article as a whole says about them.

In: an article and the gazetteer. Out: a `Found` per name, and `Evidence`. Nothing is decided here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.gazetteer import Gazetteer, Match, Trie
from generator.gazetteer.forms import Form
from generator.gazetteer.tokens import TOKEN, fold_marks, index_text
from generator.gazetteer.words import is_ordinary
from generator.link.context import Neighbourhood, is_title_case, legal_suffix_after, neighbourhood
from generator.model import Article, Block

# An address or a path is no prose; its words name nothing. "Meta/Apple" is none.
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S{1,2000}"
    r"|(?<![\w./-])(?:[A-Za-z0-9-]{1,63}\.){1,5}[a-z]{2,12}/\S{0,2000}"
    r"|(?<!\S)(?:[~.]{0,2}/|[A-Za-z]:\\)[^\s/\\]{1,255}[/\\]\S{0,2000}"
)
DEFINITION = re.compile(r" \(([A-Z][A-Za-z]{0,4}[A-Z])\)")
_WORD = re.compile(r"\w+")
_PLAIN_WORD = re.compile(r"(?<![\w.@/#-])[^\W\d_]\w*(?![\w/@-]|\.\w)")  # no piece of an address or a compound


@dataclass(frozen=True, slots=True)
class Scan:
    """A block with its matches, none of them in code or in an address."""

    block: Block
    matches: tuple[Match, ...]
    title_case: bool
    shouted: bool  # all in capitals


@dataclass(frozen=True, slots=True)
class Found:
    """A match in its block, with what stands around it.

    `starts` and `ends` have all of the block's matches; `shouted` says that the block is all in capitals.
    """

    block: Block
    match: Match
    near: Neighbourhood
    starts: Mapping[int, Match]
    ends: Mapping[int, Match]
    shouted: bool

    @property
    def surface(self) -> str:
        """The article's own spelling."""
        return self.block.text[self.match.start : self.match.end]

    @property
    def forced(self) -> bool:
        """Whether it is a single word that its place capitalises: a sentence's first, or any of a headline."""
        surface = self.surface
        if " " in surface:
            return False
        if surface.isupper():
            return self.shouted
        return surface[0].isupper() and (self.near.title_case or self.near.opens)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the whole article says.

    `full` has, for every entity named in full, the surfaces; `named` every entity that some form means alone; `words`
    its words in lower case, counted where anything turns on them; `nouns` the single words among the names that it
    does not treat as names: where a sentence begins with one, the capital says nothing.
    """

    full: Mapping[str, frozenset[str]]
    named: frozenset[str]
    words: Counter[str]
    nouns: frozenset[str] = frozenset()


def scan(article: Article, gazetteer: Gazetteer) -> tuple[tuple[Found, ...], Evidence]:
    """Find the names; once it is known which are there in full, find their short forms too."""
    scans = [_scan(block, gazetteer) for block in article.blocks if block.kind != "code"]
    evidence = _evidence(article, scans)
    if short := gazetteer.short_forms(sorted(evidence.full), dict.fromkeys(_defined(scans))):
        scans = [_scan(s.block, gazetteer, short) if _may_have(s.block.text, short) else s for s in scans]
    found = tuple(found for each in scans for found in _found(each))
    return found, replace(evidence, nouns=_nouns(article, found))


def _nouns(article: Article, found: Sequence[Found]) -> frozenset[str]:
    """The words that the article writes in lower case at least as often as it capitalises them by choice.

    An ordinary English word is one of them unless the article capitalises it by choice.
    """
    forced = {item.surface for item in found if item.forced}
    if not forced:
        return frozenset()
    chosen = Counter(item.surface for item in found if item.surface in forced and not item.forced)
    lower = {surface.lower() for surface in forced}
    written = Counter(w for block in article.blocks for w in _PLAIN_WORD.findall(block.text) if w in lower)
    return frozenset(s for s in forced if chosen[s] <= written[s.lower()] and (written[s.lower()] or is_ordinary(s)))


def _defined(scans: Sequence[Scan]) -> Iterator[Form]:
    """Acronyms that the article introduces in brackets after a full name ("Open Compute Project (OCP)")."""
    for scanned in scans:
        text = scanned.block.text
        for match in scanned.matches:
            bracket = DEFINITION.match(text, legal_suffix_after(text, match.end))
            if bracket is None or " " not in text[match.start : match.end] or len({f.entity for f in match.forms}) > 1:
                continue
            if _abbreviates(bracket[1], text[match.start : match.end]):
                yield Form(bracket[1], match.forms[0].entity, "acronym")


def _abbreviates(short: str, name: str) -> bool:
    """Whether the letters of `short` occur in `name` in order, from its first on (after Schwartz & Hearst 2003)."""
    words = _WORD.findall(name.lower().removeprefix("the "))
    if not words or words[0][0] != short[0].lower():
        return False
    letters = iter("".join(words))
    return all(letter in letters for letter in short.lower())


def _scan(block: Block, gazetteer: Gazetteer, short: Trie | None = None) -> Scan:
    matches = gazetteer.find(block.text, short)
    if not matches:
        return Scan(block, (), title_case=False, shouted=False)
    barred = [(i.start, i.end) for i in block.inlines if i.kind == "code"]
    if "/" in block.text or "\\" in block.text or "www." in block.text:
        barred += [m.span() for m in _ADDRESS.finditer(block.text)]
    if barred:
        barred.sort()
        matches = tuple(m for m in matches if not _inside(m, barred))
    title_case = block.kind == "heading" or is_title_case(block.text)
    return Scan(block, matches, title_case, shouted=block.text.isupper())


def _inside(match: Match, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the match touches the last of the sorted spans that starts before its end."""
    before = bisect_left(spans, (match.end, 0))
    return before > 0 and spans[before - 1][1] > match.start


def _may_have(text: str, short: Trie) -> bool:
    return not short.keys().isdisjoint(TOKEN.findall(index_text(fold_marks(text)[0])))


def _found(scanned: Scan) -> Iterator[Found]:
    starts, ends = {m.start: m for m in scanned.matches}, {m.end: m for m in scanned.matches}
    for match in scanned.matches:
        near = neighbourhood(scanned.block.text, match, starts, ends, title_case=scanned.title_case)
        yield Found(scanned.block, match, near, starts, ends, scanned.shouted)


def _evidence(article: Article, scans: Sequence[Scan]) -> Evidence:
    full: dict[str, set[str]] = defaultdict(set)
    named: set[str] = set()
    weighed = False
    for scanned in scans:
        for match in scanned.matches:
            weighed = weighed or len(match.forms) > 1 or bool(match.forms[0].when)
            listed = {f.entity: f for f in match.forms if f.origin != "surname"}
            meant = [q for q, f in listed.items() if not f.when and (len(listed) == 1 or f.origin == "name")]
            surface = scanned.block.text[match.start : match.end]
            if " " in surface:
                for q in meant:
                    full[q].add(surface)
            if len(meant) == 1:
                named.add(meant[0])
    words = Counter(w for block in article.blocks for w in _WORD.findall(block.text.lower())) if weighed else Counter()
    return Evidence({q: frozenset(s) for q, s in full.items()}, frozenset(named), words)
