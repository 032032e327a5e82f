"""Quotations in German, French and Spanish: who speaks by a cue right behind the words, and whether a text is English.

In: texts. Out: a `Phrase`, or a truth. Only “…”, VERB NAME is read, as „…“, sagte Jane Roe; the rules without a cue and
those that need English grammar around a verb stay silent in other languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.extractors.quotes import cues
from generator.extractors.quotes.paragraph import Paragraph
from generator.extractors.quotes.phrases import Phrase

# Words of every English text that German, French, Spanish, Italian and Dutch do not have.
_ENGLISH = frozenset(
    (
        "the and of to that for with it is by from this have has had they she his her said who which are not you your "
        "we our be been will would what when how can more if but out up there their"
    ).split()
)
_READ = 1000  # characters of a text that tell its language
_FEWEST_WORDS = 12  # fewer tell nothing
# Of 2,174 texts in the dev halves of ../shared/eval, all English prose but four scraps has more, other languages less.
_SHARE = 0.06
_WORD = re.compile(r"\w+")

_SAID = (
    "sagte|sagt|erklärte|erklärt|betonte|betont|meinte|meint|berichtete|warnte|kritisierte|so|"
    "(?:a|ont)\\s(?:déclaré|dit|affirmé|expliqué|ajouté|assuré|estimé)|dit|affirme|explique|déclare|assure|estime|"
    "dijo|afirmó|declaró|explicó|aseguró|añadió|señaló|dice|afirma"
)
_ARTICLE = r"(?:der|die|das|le|la|l[’']|el)"
_UNLINKED = r"(?!(?:de|du|des|del|von|vom|der|und|et|y)\b)"
_NAME = rf"[{cues.CAPITALS}][\w’'-]{{1,30}}+(?:\s[{cues.CAPITALS}][\w’'-]{{1,30}}+){{0,3}}+"
_BEHIND = re.compile(
    rf"[\s,.–—-]{{0,4}}(?:{_SAID})\s(?:{_ARTICLE}\s?(?:{_UNLINKED}[a-zà-ÿ-]{{3,30}}\s){{0,2}})?(?P<name>{_NAME})"
    r"(?!\s(?:von|van|de|du|del)\s)"  # "Ursula von der Leyen" is longer than what was read
)
_ROLE = re.compile(  # German nouns have capitals: "Hafendirektor Piotr Wysocki"
    r"(?:\w{0,25}(?:direktor|minister|meister|präsident|sprecher|chef|leiter|kanzler|professor|kommissar|forscher|anwält|"
    r"anwalt|inhaber|gründer|trainer|experte|beamte|rätin|rat|vorsitzende|vorstand)(?:in|r)?|Herr|Frau|Dr)(?:\s|$)",
    re.IGNORECASE,
)


def is_english(texts: Iterable[str]) -> bool:
    """Whether a text has the small words of English; too few words count as English."""
    sample = " ".join(texts)[:_READ]
    words = _WORD.findall(sample)
    return len(words) < _FEWEST_WORDS or sum(w.lower() in _ENGLISH for w in words) >= _SHARE * len(words)


def said_behind(p: Paragraph, k: int) -> Phrase | None:
    """„…“, sagte X. « … », a déclaré X. «…», dijo X."""
    found = _BEHIND.match(p.masked, p.outer[k][1], p.stops[k])
    if found is None:
        return None
    start, end = found.span("name")
    role = _ROLE.match(p.masked, start, end)
    start = role.end() if role else start
    return Phrase(start, end, "name") if start < end else None
