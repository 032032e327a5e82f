"""The surface forms of an entity: those its note lists, and those that rules derive from them.

In: an `Entity`. Out: `Form` values, and the reason why a form is refused. A derived form says by its origin which rule
made it:

legal-suffix   "Meta Platforms, Inc." -> "Meta Platforms"; never shortened beyond the legal form.
group          "Volkswagen Group" -> "Volkswagen"; also "Holdings".
article        "The Oval" -> "Oval", for names of more than one further word or of no ordinary word.
middle-name    "James K. Polk" -> "James Polk".
initials       "J. Polk", "J. K. Polk", "James K. Polk".
surname        "Polk", when no other note has the word.
abbreviation   "United States Navy" -> "U.S. Navy", "US Navy"; a handful of states and unions.
inverted       "Department of Energy" -> "Energy Department"; also for ministries and universities.
ampersand      "Hambrecht & Quist" -> "Hambrecht and Quist", and the other way round.
acronym        "Open Compute Project" -> "OCP"; counts only in an article that has the full name.
short-form     a person's surname or first name, "Heathrow" of "Heathrow Airport", "United" of "Leeds United"; counts
               only in an article that has the full name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from generator.gazetteer.tokens import fold_marks, plain
from generator.gazetteer.words import (
    ABBREVIATED,
    BUSY_INITIALS,
    CALENDAR,
    DEMONYM,
    DIRECTIONS,
    DROPPED_HEADS,
    FUNCTION_WORDS,
    GROUP_HEADS,
    LEGAL_FORMS,
    NUMBER_WORDS,
    ORGANIZATION_TYPES,
    PARTICLES,
    PERSON_TYPES,
    PLACE_TYPES,
    ROLES,
    TEAM_WORDS,
    TITLES,
    common_words,
    is_ordinary,
)
from generator.model import Alias, Entity
from generator.text import fold_space

GATED = frozenset({"acronym", "short-form"})

_NAME_WORD = re.compile(r"[^\W\d_][\w'.-]*")
_INITIAL_WORD = re.compile(r"[^\W\d_][\w'.]*")
_GENERATION = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:his|her|their|its|our|my|your) ", re.IGNORECASE)
_INVERTIBLE = re.compile(r"(?:.{1,40} )?(Department|Ministry|University) of (?:the )?(\w+)")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write an entity's name. `text` has its marks folded; `origin` is "name", "alias", "never" or a rule.

    `plain` is the text with hyphens as spaces, which count the same.
    """

    text: str
    entity: str
    origin: str
    any_case: bool = False
    when: tuple[str, ...] = ()
    line: int = 1
    column: int = 0
    plain: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "plain", plain(self.text))


def listed_forms(entity: Entity) -> tuple[Form, ...]:
    """The note's name and aliases, in its order; an alias that repeats the name says more about it."""
    forms = [_form(entity, Alias(entity.name, origin="name", line=entity.line_of("name"), column=entity.name_column))]
    for alias in entity.aliases:
        form = _form(entity, alias)
        if form.text == forms[0].text and (alias.origin == "name" or alias.any_case or alias.when):
            forms[0] = replace(form, origin="name")
        else:
            forms.append(form)
    texts = {form.text for form in forms}
    return tuple(f for f in forms if f.text and (f.origin == "name" or not _has_twin(f.text, texts)))


def _has_twin(text: str, texts: AbstractSet[str]) -> bool:
    """Whether the form without its article is listed too; then the article is not linked."""
    return text.startswith("The ") and text.removeprefix("The ") in texts


def never_forms(entity: Entity) -> tuple[Form, ...]:
    """What the note says the entity is never called."""
    line = entity.line_of("not")
    return tuple(_form(entity, Alias(text, origin="never", line=line)) for text in entity.never if text.strip())


def _form(entity: Entity, alias: Alias) -> Form:
    # An article in lower case is the sentence's, not the name's; but of "the volcano" it makes the one that is meant.
    text = fold_space(fold_marks(alias.text)[0])
    if not text.removeprefix("the ")[:1].islower():
        text = text.removeprefix("the ")
    return Form(text, entity.id, alias.origin, alias.any_case, alias.when, alias.line, alias.column)


def why_generic(form: Form) -> str:
    """Why the form would be found where nobody means the entity; empty when it is fit for use.

    Context words (`when`) excuse everything but forms without a letter; `any_case` excuses an ordinary word, because
    only an editor who means the concept writes that; capitals excuse "US", "WHO" and "IT".
    """
    text, lower = form.text, form.text.removeprefix("the ").lower()
    if not _LETTER.search(text):
        return "it has no letter"
    if form.when:
        return ""
    name = form.origin == "name"
    shouted = text.isupper() and not form.any_case and len(text) > 1
    reasons = (
        ("it is one letter", len(text) == 1 and text.isascii()),
        ("it begins with a possessive", bool(_POSSESSIVE.match(text))),
        (
            "it is a pronoun, a number or another word of grammar",
            not shouted and lower in FUNCTION_WORDS | NUMBER_WORDS,
        ),
        ("it is a part of the calendar", lower in CALENDAR),
        ("it is a role, not a name", not name and not shouted and lower.rstrip(".") in ROLES),
        ("it is a direction", not name and lower in DIRECTIONS),
        ("it is one ordinary word", text == text.lower() and not form.any_case and lower in common_words()),
    )
    return next((reason for reason, holds in reasons if holds), "")


def derived_forms(entity: Entity, listed: tuple[Form, ...]) -> Iterator[Form]:
    """The forms that rules make of the listed ones, surnames without their uniqueness checked."""
    person, organization = entity.type in PERSON_TYPES, entity.type in ORGANIZATION_TYPES

    def made(text: str, origin: str, source: Form) -> Form:
        return Form(text, entity.id, origin, source.any_case, source.when, source.line, source.column)

    for form in listed:
        for text, origin in _respelled(form.text, legal=not person):
            yield made(text, origin, form)
        if organization:
            yield from (made(text, "acronym", form) for text in _acronyms(form.text))
    name = listed[0]
    if organization:
        yield from (made(text, "group", name) for text in _heads_dropped(name.text, GROUP_HEADS))
        yield from (made(text, "short-form", name) for text in _team_name(name.text))
    if organization or entity.type in PLACE_TYPES:
        yield from (made(text, "short-form", name) for text in _heads_dropped(name.text, DROPPED_HEADS))
    if not person:
        return
    for text, origin in _person_forms(name.text):
        yield made(text, origin, name)


def _respelled(text: str, *, legal: bool) -> Iterator[tuple[str, str]]:
    """The same name without its legal form or its article, or with another "and", each with its rule."""
    words = text.split()
    if legal and (shorter := _without_legal_suffix(words)):
        yield shorter, "legal-suffix"
    if words[0] == "The" and (len(words) > 2 or (len(words) == 2 and not is_ordinary(words[1]))):  # noqa: PLR2004
        yield " ".join(words[1:]), "article"
    for long, short in ABBREVIATED.items():
        if long in text:
            yield text.replace(long, short), "abbreviation"
            yield text.replace(long, short.replace(".", "")), "abbreviation"
    if inverted := _INVERTIBLE.fullmatch(text):
        yield f"{inverted[2]} {inverted[1]}", "inverted"
    if " & " in text:
        yield text.replace(" & ", " and "), "ampersand"
    elif " and " in text and text[0].isupper():
        yield text.replace(" and ", " & "), "ampersand"


def _person_forms(name: str) -> Iterator[tuple[str, str]]:
    """Shorter ways to write a person's name, each with its rule."""
    words = [w for w in name.replace(",", "").split() if not _GENERATION.fullmatch(w)]
    if len(words) < 2 or not all(_NAME_WORD.fullmatch(w) for w in words):  # noqa: PLR2004
        return
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].lower() in PARTICLES:
        cut -= 1
    first, surname = words[0], " ".join(words[cut:])
    if cut > 1 and all(w[0].isupper() for w in words[:cut]):
        yield f"{first} {surname}", "middle-name"
    yield from ((text, "initials") for text in _with_initials(words[:cut], surname))
    if len(words[-1]) > 1 and words[-1][0].isupper():
        yield surname, "short-form"
        if len(surname) > 2 and not is_ordinary(surname):  # noqa: PLR2004
            yield surname, "surname"
    if len(first) > 2 and first.lower() not in TITLES and first[0].isupper() and not is_ordinary(first):  # noqa: PLR2004
        yield first, "short-form"


def _with_initials(given: list[str], surname: str) -> Iterator[str]:
    """The ways to shorten given names: "A. Brook", "A. Q. Brook", "A.Q. Brook", "Ada Q. Brook"."""
    if not all(w[0].isupper() for w in given):
        return
    initials = [f"{w[0]}." for w in given]
    yield f"{initials[0]} {surname}"
    if len(given) > 1:
        yield f"{' '.join(initials)} {surname}"
        yield f"{''.join(initials)} {surname}"
        yield f"{given[0]} {' '.join(initials[1:])} {surname}"


def _heads_dropped(name: str, heads: AbstractSet[str]) -> Iterator[str]:
    """What is left of a name when the nouns that say what it is go: "Heathrow" of "Heathrow Airport".

    "Mistral AI" stays whole, and so does "Boston Globe".
    """
    words = name.split()
    kept = len(words)
    while kept > 1 and words[kept - 1].strip(".,").lower() in heads:
        kept -= 1
    shorter = " ".join(words[:kept]).rstrip(",")
    vague = kept == 1 and (is_ordinary(shorter) or DEMONYM.fullmatch(shorter) or "." in shorter)  # "U.S. Steel"
    if kept < len(words) and len(shorter) > 2 and shorter[0].isupper() and not vague:  # noqa: PLR2004
        yield shorter


def _team_name(name: str) -> Iterator[str]:
    """The last word of a team's name, which follows the town's: "United" of "Leeds United F.C."."""
    words = (_without_legal_suffix(name.split()) or name).split()
    if len(words) > 1 and words[-1].lower() in TEAM_WORDS:
        yield words[-1]


def _acronyms(name: str) -> Iterator[str]:
    """The initials of a name's capitalised words, with and without its legal form.

    Two letters stand for too much where they are a word in use ("MP") or one of them an acronym's ("Mistral AI").
    """
    for text in dict.fromkeys((name, _without_legal_suffix(name.split()) or name)):
        words = [w for w in _INITIAL_WORD.findall(text) if w[0].isupper()]
        acronym = "".join(w[0] for w in words)
        busy = acronym.lower() in BUSY_INITIALS or any(w.isupper() for w in words)
        if len(acronym) > 2 or (len(acronym) == 2 and not busy):  # noqa: PLR2004
            yield acronym


def _without_legal_suffix(words: list[str]) -> str:
    kept = list(words)
    while len(kept) > 1 and kept[-1].replace(".", "").strip(",") in LEGAL_FORMS:
        kept.pop()
    return " ".join(kept).rstrip(",") if len(kept) < len(words) else ""
