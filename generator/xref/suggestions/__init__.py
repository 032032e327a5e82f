"""Names that the articles use and no note covers, best first.

In: annotated articles and the notes. Out: `Suggestion`s, each with a guessed type, its forms and up to three sentences.
A person decides: nothing is linked, and no note is written. Evidence is a capital in mid-sentence, outside headlines in
title case; what stands at the start of sentences only, or elsewhere in lower case, is no name.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from generator.calling import Call, plainly
from generator.gazetteer.tokens import fold_marks, plain
from generator.gazetteer.words import (
    DEMONYM,
    DIRECTIONS,
    DROPPED_HEADS,
    FUNCTION_WORDS,
    INSTITUTIONS,
    LEGAL_FORMS,
    ORGANIZATION_TYPES,
    PERSON_TYPES,
    ROLES,
    SPEECH,
    is_function,
    is_ordinary,
)
from generator.model import AnnotatedArticle, Article, Block, Entity, Statement, Suggestion
from generator.xref.suggestions.runs import POSTS, Run, runs

_MOST = 100  # suggestions: more than anybody goes through in one sitting
_COMPARED = 1000  # names, the best, that are compared with the forms of the notes: bounds the cost
_SENTENCES = 3
_PLACES = 12  # occurrences of a name that are remembered to choose its sentences from
# Per cent of letters in common (`rapidfuzz.fuzz.ratio`). Of the 4204 pairs of forms of different notes with the same
# digits in the example, one reaches 77 (GPT-4 and GPT-4o); a letter lost, added or changed in seven leaves 85 or more.
_NEAR = 85
_SHORTEST_NEAR = 4  # letters: among shorter names one letter makes another name
_HEADLINE = 300  # characters: longer than any headline
_LOWER = re.compile(r"(?<![\w’'])[a-z][a-z’']{0,40}")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,6}")
_DIGITS = re.compile(r"\d+")
_NUMBERED = re.compile(r"(.{2,60}?)[ -]v?\d")

_FIRMS = frozenset(
    "company firm startup start-up manufacturer maker publisher retailer bank university agency charity nonprofit "
    "organization organisation institute laboratory newspaper group association provider supplier giant "
    "lab".split()
)
_HEADS = (
    DROPPED_HEADS
    | INSTITUTIONS
    | frozenset(
        "foundation initiative alliance consortium agency commission committee council union partners ventures capital "
        "media studios times post journal news party federation authority bureau office corporation "
        "network".split()
    )
)
# Words for a body that say which one only with a word in front: "the Council".
_BARE = INSTITUTIONS | frozenset(
    "foundation initiative alliance consortium agency commission committee council union partners ventures federation "
    "authority bureau office corporation league cup board".split()
)
# Initials that stand for ordinary words.
_COMMON_INITIALS = frozenset("TV PC CD DVD ID PR VIP MP MEP PM MD PhD FAQ GDP HR IT OK DJ ATM URL USB AM".split())
_PRODUCTS = frozenset(
    "app software platform tool product device service model system library game browser language "
    "framework website".split()
)
_OF_A_BODY = POSTS | frozenset("chief president executives shares employees".split())
_NO_NOUNS = FUNCTION_WORDS | SPEECH
_PLACED = frozenset("in at into near across the".split())


@dataclass(slots=True)
class _Name:
    """What was seen of one name, gathered while the articles are read."""

    runs: list[Run] = field(default_factory=list)
    count: int = 0
    inside: int = 0  # in mid-sentence
    spoken: int = 0
    titled: int = 0
    placed: int = 0
    attributive: int = 0
    employing: int = 0  # "X spokeswoman", "researcher at X"
    articles: set[str] = field(default_factory=set)
    surname: bool = False  # several names end with it
    places: list[tuple[AnnotatedArticle, Block, Run]] = field(default_factory=list)
    appositions: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    abbreviations: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)

    def add(self, annotated: AnnotatedArticle, block: Block, run: Run) -> None:
        self.count += 1
        self.inside += not run.opens
        self.spoken += run.speaks
        self.titled += run.titled
        self.placed += run.before.lower() in _PLACED and not run.employs
        self.attributive += run.after.islower() and run.after not in _NO_NOUNS
        self.employing += run.employs or run.after.lower() in _OF_A_BODY
        self.forms[run.text] += 1
        if run.apposition:
            self.appositions.append(run.apposition)
        if run.kind or run.before in _FIRMS:  # "the startup X"
            self.kinds.append(run.kind or run.before)
        if run.abbreviation:
            self.abbreviations[run.abbreviation] += 1
        if len(self.places) < _PLACES or annotated.article.id not in self.articles:
            self.places.append((annotated, block, run))
        self.articles.add(annotated.article.id)

    def join(self, other: _Name) -> None:
        """Take in another form of the same name."""
        self.count += other.count
        self.inside += other.inside
        self.spoken += other.spoken
        self.titled += other.titled
        self.placed += other.placed
        self.articles |= other.articles
        self.forms.update(other.forms)
        self.appositions += other.appositions
        self.kinds += other.kinds
        self.places += other.places

    @property
    def personal(self) -> int:
        """How much more it speaks than it is a place."""
        return self.spoken + self.titled - self.placed

    @property
    def form(self) -> str:
        """The spelling that is used most."""
        return min(self.forms, key=lambda form: (-self.forms[form], form))

    @property
    def score(self) -> float:
        """How much speaks for a note: uses in mid-sentence, spread over articles, what makes a name of it."""
        signs = bool(self.appositions) + bool(self.titled or self.spoken) + bool(self.abbreviations)
        return math.log2(1 + self.inside) + math.log2(len(self.articles)) + signs / 2


def suggest(
    articles: Sequence[AnnotatedArticle], entities: Sequence[Entity], types: Sequence[str] = (), call: Call = plainly
) -> tuple[Suggestion, ...]:
    """The names without a note, at most a hundred and then those that nearly are a form of a note, best first.

    `types` are the ids to guess from, the last one standing for "something else"; without them the guess is `person`,
    `organization`, `product` or `concept`.
    """
    names, lower = _gather(articles, call)
    forms = {_key(text): (entity.id, text) for entity in entities for text in _forms(entity)}
    refused = {_key(text) for entity in entities for text in entity.never}
    kept = {
        key: name
        for key, name in names.items()
        if key not in forms and key not in refused and _is_name(key, name, lower)
    }
    _join_forms(kept)
    ranked = sorted(kept.items(), key=lambda item: (-item[1].score, " " not in item[0], -item[1].count, item[0]))
    numbered = {match[1] for key in kept if (match := _NUMBERED.match(key))}
    found = []
    for rank, (key, name) in enumerate(ranked[:_COMPARED]):
        near = _near(key, forms)
        if near or rank < _MOST:
            found.append(_suggestion(name, near, types, numbered=key in numbered))
    return tuple(found)


# ---------------------------------------------------------------- gathering


@dataclass(frozen=True, slots=True)
class _Runs:
    """What one article has: its runs with their keys and blocks, and how often each word stands in lower case."""

    found: tuple[tuple[str, Block, Run], ...]
    lower: Counter[str]


def _gather(articles: Iterable[AnnotatedArticle], call: Call) -> tuple[dict[str, _Name], Counter[str]]:
    """Every run of every block under its key, and how often each word stands in lower case."""
    names: dict[str, _Name] = defaultdict(_Name)
    lower: Counter[str] = Counter()
    for annotated in articles:
        linked = ((m.block, m.start, m.end) for m in annotated.mentions)
        taken = (*linked, *((d.block, d.start, d.end) for d in annotated.doubts))
        here: _Runs = call(_runs, annotated.article, taken, of=annotated.article.id)
        lower.update(here.lower)
        for key, block, run in here.found:
            names[key].add(annotated, block, run)
    return names, lower


def _runs(article: Article, taken: Iterable[tuple[str, int, int]]) -> _Runs:
    """The runs of an article outside what is `taken`: block, start and end."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for name, start, end in taken:
        spans[name].append((start, end))
    found: list[tuple[str, Block, Run]] = []
    lower: Counter[str] = Counter()
    for block in article.blocks:
        if block.kind in {"code", "image", "table"} or _headline(block.text):
            continue
        lower.update(_LOWER.findall(block.text))
        code = [(i.start, i.end) for i in block.inlines if i.kind in {"code", "image"}]
        found += ((_key(run.text), block, run) for run in runs(block.text, [*spans[block.id], *code]))
    return _Runs(tuple(found), lower)


def _headline(text: str) -> bool:
    """Whether capitals mean nothing in a text: all its longer words have one."""
    if len(text) > _HEADLINE:
        return text.isupper()
    return text.isupper() or all(word in FUNCTION_WORDS for word in _LOWER.findall(text))


def _key(text: str) -> str:
    """What forms of one spelling have in common: marks and capitals made equal, hyphens as spaces, no "The" in front.

    "U.S." is "US" and "AIs" are "AI"; short capitals stay as they are: "IT" is not "It".
    """
    bare = plain(fold_marks(text)[0]).removeprefix("The ")
    if _INITIALS.fullmatch(bare):
        bare = bare.replace(".", "")
    if bare[:-1].isupper() and bare[-1] == "s":
        bare = bare[:-1]
    return bare if bare.isupper() and len(bare) < _SHORTEST_NEAR else bare.lower()


def _forms(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *(alias.text for alias in entity.aliases))


# ---------------------------------------------------------------- deciding


def _is_name(key: str, name: _Name, lower: Mapping[str, int]) -> bool:
    """Whether a run is a name rather than an ordinary word with a capital."""
    words, form = key.split(), name.form
    if not name.inside or _is_kind_of_word(form, name):
        return False
    if len(words) > 1:
        return (
            not all(is_ordinary(w) or lower.get(w.lower(), 0) for w in words)
            or name.inside > 1
            or bool(name.abbreviations)
        )
    if is_function(key) or key.lower() in ROLES | DIRECTIONS | _BARE or len(key) == 1 or key[0].isdigit():
        return False
    if form.isupper() or not form[1:].islower():
        return True
    return not is_ordinary(key) and lower.get(key.lower(), 0) < name.inside


def _is_kind_of_word(form: str, name: _Name) -> bool:
    """Whether a form has its capitals whatever it names: "Co Inc", "MPs", and "Canadian" in "Canadian courts"."""
    *before, last = form.split()
    region = all(word.lower() in DIRECTIONS | {"central", "latin"} for word in before)
    adjective = region and DEMONYM.fullmatch(last.removesuffix("s")) and 4 * name.attributive >= name.count
    legal = all(word in LEGAL_FORMS for word in (*before, last))
    return legal or bool(adjective) or form.removesuffix("s") in _COMMON_INITIALS


def _join_forms(names: dict[str, _Name]) -> None:
    """Put a surname under the one full name that ends with it, and an abbreviation under what it is short for."""
    holders: dict[str, set[str]] = defaultdict(set)
    for key, name in names.items():
        if " " in key:
            for short in (*(_key(a) for a in name.abbreviations), *([key.split()[-1]] * _looks_personal(name.form))):
                holders[short].add(key)
            if " and " in key:  # the other uses are read from behind the "and" on
                holders[key.rpartition(" and ")[2]].add(key)
    for short, full in sorted(holders.items()):
        if short not in names or not full <= names.keys():
            continue
        one = names[min(full)]
        if len(full) > 1:
            names[short].surname = True
        elif _is_short_for(short, names[short], one):
            one.join(names.pop(short))


def _is_short_for(short: str, name: _Name, one: _Name) -> bool:
    """Whether a name is the abbreviation, the part behind an "and", or the surname of `one`, which ends with it."""
    surname = one.personal + name.personal > 0 and name.placed < name.count  # "in Canada" is no Ms. Canada
    return " " in short or short in {_key(a) for a in one.abbreviations} or surname


def _looks_personal(form: str) -> bool:
    """Whether a name has the shape of a person's: two or three words, none in capitals, the last no ordinary one."""
    *given, last = form.split()
    return (
        len(given) in {1, 2}
        and given[0].lower() not in DIRECTIONS | {"new"}
        and not is_ordinary(last)
        and last.lower() not in _HEADS
        and all(w[0].isupper() and w.replace("-", "").isalpha() and not w.isupper() for w in (*given, last))
    )


def _near(key: str, forms: Mapping[str, tuple[str, str]]) -> tuple[str, str] | None:
    """The note and its form that a name may be a slip of, when their digits are the same."""
    if len(key) < _SHORTEST_NEAR:
        return None
    digits = _DIGITS.findall(key)
    for form, _, _ in process.extract(key, list(forms), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=5):
        if len(form) >= _SHORTEST_NEAR and _DIGITS.findall(form) == digits:
            return forms[form]
    return None


# ---------------------------------------------------------------- telling


def _suggestion(name: _Name, near: tuple[str, str] | None, types: Sequence[str], *, numbered: bool) -> Suggestion:
    longest = max(len(form.split()) for form in name.forms)
    forms = sorted(
        {*name.forms, *name.abbreviations},
        key=lambda form: (len(form.split()) != longest, -name.forms[form], form),
    )
    return Suggestion(
        name=forms[0],
        type=_guess(forms[0], name, types, numbered=numbered),
        count=name.count,
        articles=tuple(sorted(name.articles)),
        forms=tuple(forms),
        sentences=_sentences(name),
        near=near,
    )


def _sentences(name: _Name) -> tuple[Statement, ...]:
    """Sentences that use the name: of as many articles as there are, those that explain it first."""
    ordered = sorted(name.places, key=lambda place: (not place[2].apposition, place[1].kind == "heading"))
    found: dict[tuple[str, str, int], Statement] = {}
    for annotated, block, run in ordered:
        sentence = block.sentence_at(run.start)
        start, end = (sentence.start, sentence.end) if sentence else (0, len(block.text))
        found.setdefault((annotated.article.id, block.id, start), Statement(annotated.article.id, block.id, start, end))
    first = {s.article: s for s in reversed(found.values())}
    spread = [s for s in found.values() if first[s.article] is s]
    rest = [s for s in found.values() if first[s.article] is not s]
    return tuple([*spread, *rest][:_SENTENCES])


def _guess(text: str, name: _Name, types: Sequence[str], *, numbered: bool) -> str:
    """The type that what stands around a name speaks for; `numbered` where others are the name with a number."""
    words = {word.lower().strip(".") for word in text.split()}
    said = {*name.appositions, *name.kinds}
    speaks = name.personal > 0
    person = (said & ROLES and not said & _FIRMS) or (speaks and (name.surname or name.titled or _looks_personal(text)))
    if person and not words & _HEADS:
        return _choose(PERSON_TYPES, "person", types)
    if words & _HEADS or said & _FIRMS or 0 < name.employing >= name.placed:
        return _choose(ORGANIZATION_TYPES, "organization", types)
    if said & _PRODUCTS or _DIGITS.search(text) or numbered:
        return _choose({"product"}, "product", types)
    if _looks_personal(text) and not name.placed and not any(map(is_ordinary, text.split())):
        return _choose(PERSON_TYPES, "person", types)
    return _choose(ORGANIZATION_TYPES, "organization", types) if speaks else _choose({"concept"}, "concept", types)


def _choose(wanted: Iterable[str], default: str, types: Sequence[str]) -> str:
    if not types:
        return default
    return next((t for t in types if t in wanted), types[-1])
