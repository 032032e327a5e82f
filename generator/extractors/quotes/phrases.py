"""Noun phrases that can be a speaker: where they begin and end beside a verb of saying.

In: a text with its quotations masked, and a range in it. Out: a `Phrase`, or None. A shallow reading by closed word
classes and capital letters; there is no parser behind it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.extractors.quotes import cues


@dataclass(frozen=True, slots=True)
class Phrase:
    """`text[start:end]`, and whether it is a name, a pronoun or another noun phrase.

    `lead` is how many characters before the name the whole phrase begins ("senior adviser Jane Roe").
    """

    start: int
    end: int
    kind: Literal["name", "pronoun", "nominal"]
    lead: int = 0


_TOKEN = re.compile(r"[^\s]{1,60}")
_LONGEST = 160  # characters of a phrase that may be read; longer ones are cut there
_HEAD_WORDS = 4  # words of a noun phrase, its article too, among which the last person named is its head
LONGEST_WORDS = 8  # words of a phrase before its verb; longer ones are clauses
_STOP_AFTER = re.compile(
    r"[,;:!?(\x01]|\.(?:\s|$)|\s(?:who|which|whose|in|on|at|during|after|before|when|while|as|to|with|about|told|that|last|this|"
    r"by|from|if|because|regarding|referring|speaking|during|since|but|and\s(?:has|was|is|that|then)|earlier|later|yesterday|today|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b|\s[–—-]\s"
)
_PREPOSITION = re.compile(r"\s(?:of|by|for|from|at|in|with|to|on|against|about|who|which|that|near|under|behind)\s")
_POSSESSIVE = re.compile(r"[’']s?\s")
_BOUNDARY = re.compile(
    r"[;:\x01(]|,(?=\s)|\s[–—-]{1,2}(?=\s)|(?<=\s)(?:but|while|when|because|as|that|though|although|if|where|after|before|since|"
    r"whether|how|what|why|until|than|so|or|who|which)\s"
)
_APPOSITION = re.compile(
    r"[^,.;:!?\x01]{0,60},\s(?P<name>[A-Z][\w’'-]{0,30}(?:\s(?:de|van|von|bin|al|la)|\s[A-Z]\.|\s[A-Z][\w’'-]{0,30}){1,4})"
    r"(?=[,.;\x01]|$)"
)
_APPOSED_SHORT = re.compile(r",\s(?P<name>[A-Z][\w’'-]{1,30}),")  # "her brother, Jonas,"
_ROLE_REACH = 20  # characters in which the noun before an apposition stands
# "University of Ohio professor Jane Roe": a noun, and no preposition, right before a full name.
_ROLE_BEFORE = re.compile(
    r"(?<!\w)(?!(?:of|for|from|at|in|with|to|on|against|about|and|the|an?|his|her|their|its|by|under|near|behind|that|who|"
    r"which|as)\s)[a-z-]{3,20}\s$"
)
_SPEAKING_FOR = re.compile(
    r"\s(?:spokes(?:man|woman|person)|spokespeople|officials?|officers?|sources?|statement|report)$"
)
_OFFICE_OF = re.compile(
    r"(?:[\w.’'-]{1,20}\s){0,3}(?:Secretary|Minister|Director|Head|Chief|President|Speaker|Commissioner|Attorney|Bishop|"
    r"Archbishop|Chairman|Chairwoman|Chair|CEO|Governor|Mayor|Leader|Founder|Editor|Dean|Professor|Captain)\sof\s(?:the\s)?(?:[A-Z]\w{1,20}\s){1,3}(?P<name>[A-Z][\w’'-]{1,20}\s(?:[A-Z]\.\s)?[A-Z][\w’'-]{1,30})$"
)
_OFFICE = re.compile(
    r"(?:Secretary|Minister|Director|Head|Chief|President|Speaker|Commissioner|Attorney|Bishop|Chairman|Chairwoman|Chair|CEO|"
    r"CFO|CTO|COO|Governor|Mayor|Leader|Founder|Editor|Dean|Professor|Captain|Author|Owner|Manager|Members?|Officials?)$"
)
# What somebody is, between a word that is capitalised because the sentence begins or a group is called so and a name.
_ROLE_THEN_NAME = re.compile(r"(?P<role>(?:\s[a-z][a-z-]{2,19}){1,5})\s(?=[A-Z][\w.’'-]{0,30}\s[A-Z])")
_DETERMINERS = 3  # noun phrases that a preposition may hang on one another
_LINKS = re.compile(r"\s(?:of|in|at|for|from)\s$")
_TELLS = re.compile(rf"\s(?:{'|'.join(sorted(cues.STRONG))})\s(?:that\s)?(?=\w)")
_NAME_ENDS = re.compile(r"(?:^|\s)[A-Z][\w.’'-]{1,28}$")
_FINITE = re.compile(
    r"\s(?:is|are|was|were|has|have|had|will|would|can|could|did|does|do|may|might|should|must|became|made|"
    rf"{'|'.join(sorted(cues.VERBS))}|[a-z]{{3,20}}ed|[a-z]{{2,20}}ly)\b"
)
# Words that open a sentence and whose capital is no name's: "See: “…”", "Lots of titles like “…”".
_NO_NAME = frozenset(
    "See Read Watch Hear Lots Part More Less Much Few Plus Get Take Make Let Yes Well Maybe Often".split()
)
_LONGEST_NAME = 30  # characters; a longer one may be a clause that was read as a name
_DOING = re.compile(r"[A-Z]?[a-z]{2,15}ing\s[a-z]")  # "Breaking into such markets"
_OF_US = re.compile(r"\s(?:you|me|us|we)\b")  # a clause that was read as a name: "in case, like me, you"
_AS_THEY = "as the "  # "as the French say"
_OURS = re.compile(r"(?:[Mm]y|[Oo]ur|[Yy]our|[Tt]hese|[Tt]hose)\s")
_NOBODY = re.compile(
    r"(?:\b(?:per\s?cent|percentage|[Ll]yrics?|[Ss]ongs?|[Cc]horus|[Vv]erses?|[Tt]unes?|[Aa]lbums?|[Ff]ilms?|[Mm]ovies?|[Ee]pisodes?|"
    r"[Hh]alf|[Mm]ost|[Tt]hirds?|[Qq]uarters?)|%)$"
)
# What was read as a noun phrase and is a piece of a clause: "the mills have", "a lack of", "sometimes".
_PIECE = re.compile(
    r"\s(?:of|or|and|for|with|in|to|by|from|at|on|so|as|than|what['’]s|what|which|that|sometimes|often|usually|also)$|"
    r"\s(?:is|are|was|were|has|have|had|will|would|can|could|did|does|may|might|should|must)\s"
)
_WHEN = re.compile(
    r"(?:(?:Earlier|Later)\s)?(?:[Tt]his|[Ll]ast|[Tt]he same|[Nn]ext)\s(?:week|month|year|summer|spring|fall|winter)\s"
)
_CONTRAST = re.compile(r"(?:[,;]\s(?:but|while|whereas|although|though)|;)\s")
_WHO = (" who", " which")
_RELATIVE = re.compile(r",?\s(?:who|which)$")
_AS_NAMED = re.compile(rf"\s{{0,2}}As\s{cues.NAME.pattern},")  # "As Jane Roe, the mayor, puts it"
_CONJUNCTION = re.compile(r"\s{0,2}(?:As|But|And|So|Yet|While|Though|Still|Then)\s")
_AND = re.compile(r"\sand\s")
_INTRODUCTION = re.compile(
    r"\s{0,2}(?:In|On|At|After|Before|During|When|While|As|With|For|By|From|Asked|Speaking|Responding|Since|If|Despite|Following|"
    r"Although|Though|Citing|Referring|Until|Under|Over|Through|Last|Earlier|Later|Yesterday|Today|Instead|However|"
    r"Meanwhile|Still|Now|Then|Also|And|But|So|Yet|Within|Without|Among|Like|Unlike|Once|To|Even|Because|\w{2,20}ing|\w{2,20}ly)\b"
    r"[^,\x01]{0,200},\s"
)
_PLURAL_PEOPLE = re.compile(
    r"\b(?:[Oo]fficials|[Cc]ritics|[Aa]nalysts|[Ee]xperts|[Rr]esearchers|[Ss]upporters|[Oo]pponents|[Aa]ides|[Ll]awyers|"
    r"[Pp]rosecutors|[Pp]olice|[Aa]dvocates|[Ss]cientists|[Rr]eporters|[Vv]oters|[Ss]ources|[Aa]uthorities|[Dd]emonstrators|"
    r"[Pp]rotesters|[Ww]itnesses|[Dd]octors|[Ee]conomists|[Aa]llies|[Aa]dvisers|[Ii]nvestigators|[Ee]xecutives|[Dd]evelopers|"
    r"[Ee]ngineers|[Aa]uthors|[Ee]mployees|[Ww]orkers|[Rr]esidents|[Ss]tudents|[Tt]eachers|[Pp]eople|[Oo]thers|[Ll]awmakers)\b"
)


# A name of plain words up to a comma or a full stop, without days.
_PLAIN_NAME = re.compile(r"[A-Z][a-z]{1,30}(?:\s(?!\w{2,9}day\b)[A-Z][a-z]{1,30}){0,4}(?=,\s(?!Jr|Sr|II)|\.\s|\.$)")


_ALONE = re.compile(r"[A-Z][a-z]{2,30}(?:\s[A-Z][a-z]{2,30}){0,3}")


def phrase_after(text: str, start: int, stop: int) -> Phrase | None:
    """The phrase that begins at `start`, as after "said" or "according to"."""
    while start < stop and text[start] in " \t'‘":
        start += 1
    stop = min(stop, start + _LONGEST)
    pronoun = cues.PRONOUN.match(text, start, stop)
    if pronoun:
        return Phrase(pronoun.start(), pronoun.end(), "pronoun")
    plain = _PLAIN_NAME.match(text, start, stop)
    if plain and plain[0].partition(" ")[0] not in cues.NOT_NAMES and not cues.is_abbreviated(text, start, plain.end()):
        return Phrase(start, plain.end(), "name")  # most speakers; what follows would find the same
    end = stop
    for m in _STOP_AFTER.finditer(text, start + 1, stop):
        if not cues.is_abbreviated(text, start, m.start()):
            end = m.start()
            break
    if cues.NAME.fullmatch(text, start, end) and (name := _trimmed(text, start, end)):
        return Phrase(name.start, name.end, "name", lead=name.start - start)
    head = _head(text, start, end)
    if head is None or head.kind == "name":
        return head
    name = _apposed(text, end, stop)
    return Phrase(name.start, name.end, "name", lead=name.start - start) if name else head


def subject_before(text: str, floor: int, verb: int) -> Phrase | None:
    """The subject of the verb at `verb`; nothing before `floor` belongs to its clause."""
    floor = max(floor, verb - 2 * _LONGEST)
    end = _without_fillers(text, floor, verb)
    if end <= floor:
        return None
    begin = floor
    while begin < end and text[begin] in " ,":
        begin += 1
    alone = _ALONE.fullmatch(text, begin, end)  # most subjects after a quotation; what follows would find the same
    if alone and alone[0].partition(" ")[0] not in cues.NOT_NAMES and not text.startswith("to ", verb - 3):
        return Phrase(begin, end, "name")
    relative = _RELATIVE.search(text, max(floor, end - 8), end) if text.endswith(_WHO, floor, end) else None
    if relative:  # "the writer Jane Roe, who wrote"
        return _antecedent(text, _clause(text, floor, relative.start()), relative.start())
    infinitive = text[floor:verb].endswith(" to ")
    if infinitive or text[end - 1] in ",)–—" or text[floor:end].endswith((" and", " but", " then", " or", " that")):
        contrast = deque(_CONTRAST.finditer(text, floor, end), maxlen=1) if text[end - 1] == "," else ()
        own = main_subject(text, contrast[0].end(), end) if contrast else None  # "left, but Jane Roe, the mayor, said"
        return own or main_subject(text, floor, end)
    begin = _clause(text, floor, end)
    found = _adjacent(text, begin, end)
    if found is None and begin > floor and text[floor:begin].strip():
        return _adjacent(text, floor, end) or main_subject(text, floor, end)
    return found


def has_verb(text: str, phrase: Phrase) -> bool:
    """Whether what was read as a noun phrase is a clause: "his group will probably sue"."""
    return phrase.kind == "nominal" and _FINITE.search(text, phrase.start, phrase.end) is not None


def _is_no_person(words: str) -> bool:
    a_thing = (_OURS.match(words) or _DOING.match(words)) and not cues.is_person(words)
    return bool(a_thing) or _OF_US.search(words) is not None


def is_nobody(text: str, phrase: Phrase) -> bool:
    """Whether a noun phrase names what cannot speak: a measure, a work of song or film, or no one thing at all."""
    if phrase.kind == "pronoun":
        return False
    words = text[phrase.start : phrase.end]
    if words in _NO_NAME or text.startswith(_AS_THEY, max(0, phrase.start - len(_AS_THEY))):
        return True
    if (phrase.kind == "nominal" or len(words) > _LONGEST_NAME) and _is_no_person(words):
        return True
    piece = phrase.kind == "nominal" and _PIECE.search(text, phrase.start, phrase.end) is not None
    return piece or _NOBODY.search(text, phrase.start, phrase.end) is not None


def _clause(text: str, floor: int, end: int) -> int:
    """Where the clause that goes on at `end` begins."""
    begin = floor
    for m in _BOUNDARY.finditer(text, floor, end):
        if text[m.end() : end].strip():
            begin = m.end()
    for m in _AND.finditer(text, begin, end):
        if not _NAME_ENDS.search(text, max(begin, m.start() - 30), m.start()):
            begin = m.end()
    conjunction = _CONJUNCTION.match(text, begin, end)
    return conjunction.end() if conjunction else begin


def _antecedent(text: str, begin: int, end: int) -> Phrase | None:
    """What a relative clause at `end` belongs to: the name right before it, or the noun phrase."""
    name = next((run for run in _names(text, begin, end) if run.end == end), None)
    if name:
        return name
    determiner = deque(cues.DETERMINER.finditer(text, begin, end), maxlen=1)
    start = determiner[0].start() if determiner else text.rfind(" ", begin, end) + 1 or begin
    return Phrase(start, end, "nominal") if start < end and _is_phrase(text, start, end) else None


def main_subject(text: str, start: int, stop: int) -> Phrase | None:
    """The first phrase of a clause, an introduction up to its comma skipped."""
    stop = min(stop, start + 2 * _LONGEST)
    introduction = _INTRODUCTION.match(text, start, stop) if not _AS_NAMED.match(text, start, stop) else None
    if introduction and _first(text, introduction.end(), stop):
        start = introduction.end()
    return _first(text, start, stop)


def _first(text: str, start: int, stop: int) -> Phrase | None:
    pronoun = cues.PRONOUN.search(text, start, stop)
    name = next((n for n in _names(text, start, stop)), None)
    other = cues.DETERMINER.search(text, start, stop) or _PLURAL_PEOPLE.search(text, start, stop)
    firsts = [pronoun.start() if pronoun else stop, name.start if name else stop, other.start() if other else stop]
    if min(firsts) == stop:
        return None
    if other and firsts[2] == min(firsts):
        verb = _FINITE.search(text, other.end() + 1, stop)
        phrase = phrase_after(text, other.start(), verb.start() if verb else stop)
        if phrase:
            return _to_person(text, phrase)
    if pronoun and (name is None or pronoun.start() <= name.start):
        return Phrase(pronoun.start(), pronoun.end(), "pronoun")
    if name and _POSSESSIVE.match(text, name.end):
        return phrase_after(text, name.start, stop) or name
    return _bearer(text, name, stop) if name else None


def _to_person(text: str, phrase: Phrase) -> Phrase:
    """A noun phrase cut after the person it names, where a verb that is not known as one was read with it."""
    if phrase.kind != "nominal" or cues.is_person(text[phrase.start : phrase.end]):
        return phrase
    words = list(_TOKEN.finditer(text, phrase.start, phrase.end))[1:_HEAD_WORDS]
    last = next((word.end() for word in reversed(words) if cues.is_person(word[0])), None)
    return Phrase(phrase.start, last, "nominal") if last else phrase


def _bearer(text: str, name: Phrase, stop: int) -> Phrase:
    """Who is meant where a name only begins the phrase: "Senior researcher Jane Roe", "Harbour officials"."""
    role = _ROLE_THEN_NAME.match(text, name.end, stop)
    words = role["role"].split() if role else []
    if role and cues.VERBS.isdisjoint(words) and any(map(cues.is_person, words)):
        bearer = next(_names(text, role.end(), stop), None)
        if bearer and bearer.start == role.end():
            return Phrase(bearer.start, bearer.end, "name", bearer.start - name.start)
    people = _PLURAL_PEOPLE.match(text, name.end + 1, stop)
    return Phrase(name.start, people.end(), "nominal") if people else name


def _adjacent(text: str, begin: int, end: int) -> Phrase | None:
    """The phrase that ends right before the verb."""
    while begin < end and text[begin] in " ,\t":
        begin += 1
    last = max(begin, text.rfind(" ", begin, end) + 1)
    pronoun = cues.PRONOUN.match(text, last, end)
    if pronoun and pronoun.end() == end:
        return Phrase(last, end, "pronoun")
    if cues.DETERMINER.match(text, begin, end) or _PLURAL_PEOPLE.match(text, begin, end):
        told = deque(_TELLS.finditer(text, begin, end), maxlen=1)  # "a spokesman said the witness"
        return _head(text, told[0].end() if told else begin, end)
    return _adjacent_name(text, begin, end) or _adjacent_nominal(text, begin, end)


def _adjacent_name(text: str, begin: int, end: int) -> Phrase | None:
    """A name before the verb: "Jane Roe", "senior adviser Jane Roe", "Jane Roe of Ohio", "On Monday Jane Roe"."""
    runs = list(_names(text, begin, end))
    first = _TOKEN.match(text, begin, end)
    if not runs or first is None:
        return None
    last = runs[-1]
    if first[0] in cues.NOT_NAMES:
        return last if last.end == end else None
    if text[begin].islower():
        if last.end != end or any(cues.DETERMINER.finditer(text, begin, end)):
            return None
        return _head(text, begin, end) if _is_phrase(text, begin, end) else last
    if last.end == end and not _PREPOSITION.search(text, runs[0].end, end):
        return Phrase(last.start, end, "name", last.start - begin)
    return _head(text, runs[0].start, end)


def _adjacent_nominal(text: str, begin: int, end: int) -> Phrase | None:
    start = None
    for determiner in reversed(list(cues.DETERMINER.finditer(text, begin, end))[-_DETERMINERS:]):
        if start is None or _LINKS.search(text, determiner.end(), start):  # "the prayer in the old canon"
            start = determiner.start()
    if start is not None and _is_phrase(text, start, end):
        return _head(text, start, end)
    people = _PLURAL_PEOPLE.search(text, begin, end)
    return Phrase(people.start(), end, "nominal") if people else None


def _is_phrase(text: str, start: int, end: int) -> bool:
    return len(text[start:end].split()) <= LONGEST_WORDS


def _names(text: str, start: int, stop: int) -> Iterator[Phrase]:
    return (n for n in (_trimmed(text, m.start(), m.end()) for m in cues.names(text, start, stop)) if n)


def _head(text: str, start: int, end: int) -> Phrase | None:
    """The name a phrase ends in ("senior adviser Jane Roe"), or else the phrase ("a lawyer for Jane Roe")."""
    when = _WHEN.match(text, start, end)
    start = when.end() if when else start
    while end > start and text[end - 1] in " ,;:–—-'’":
        end -= 1
    if end <= start:
        return None
    core_end = end
    preposition = _PREPOSITION.search(text, start, end)
    if preposition:
        core_end = preposition.start()
        if office := _officer(text, start, end):
            return office
    core = start
    for possessive in _POSSESSIVE.finditer(text, start, core_end):
        core = possessive.end()
    runs = list(_names(text, core, end))
    if (
        runs
        and runs[-1].end == end
        and " " in text[runs[-1].start : end]
        and _ROLE_BEFORE.search(text, start, runs[-1].start)
    ):
        return Phrase(runs[-1].start, end, "name", lead=runs[-1].start - start)
    runs = [run for run in runs if run.end <= core_end]
    if runs and runs[-1].end >= core_end - 1 and not (preposition and _OFFICE.search(text, start, runs[-1].end)):
        return Phrase(runs[-1].start, runs[-1].end, "name", lead=runs[-1].start - start)
    return Phrase(start, end, "nominal") if any(c.isalpha() for c in text[start:end]) else None


def _officer(text: str, start: int, end: int) -> Phrase | None:
    """A phrase whose "of" belongs to an office: "a Department of Health spokesman", "Secretary of State Jane Roe"."""
    if _SPEAKING_FOR.search(text, start, end):
        return Phrase(start, end, "nominal")
    office = _OFFICE_OF.match(text, start, end)
    return Phrase(office.start("name"), end, "name", lead=office.start("name") - start) if office else None


def _apposed(text: str, end: int, stop: int) -> Phrase | None:
    """The name in "the company’s chief scientist, Jane Roe," and in "the ambassador to Poland, Jane Roe,"."""
    apposition = _APPOSITION.match(text, end, stop) or (
        _APPOSED_SHORT.match(text, end, stop) if cues.is_person(text[max(0, end - _ROLE_REACH) : end]) else None
    )
    if apposition is None:
        return None
    return _trimmed(text, apposition.start("name"), apposition.end("name"))


def _trimmed(text: str, start: int, end: int) -> Phrase | None:
    """The run of capitalised words without what is capitalised for another reason; None if nothing is left."""
    if text[start:end] in cues.NAMED_MONTHS and not cues.BEFORE_MONTHS.search(text, max(0, start - 9), start):
        return Phrase(start, end, "name")
    while start < end:
        word = _TOKEN.match(text, start, end)
        if word is None or word[0].rstrip(",").replace("’", "'").split("'", 1)[0] not in cues.NOT_NAMES:
            break
        if cues.NAMED_HE.match(text, start):
            break
        start = word.end()
        while start < end and text[start] == " ":
            start += 1
    return Phrase(start, end, "name") if end - start > 1 else None


def _without_fillers(text: str, floor: int, end: int) -> int:
    """Where the words before a verb end without its auxiliaries, adverbs and days."""
    end = floor + len(text[floor:end].rstrip(" '’"))
    while True:
        last = text[max(floor, text.rfind(" ", floor, end) + 1) : end]
        if not (last in cues.FILLER_ENDS or last.endswith("ly") or last[:1].isupper()):
            return end
        m = cues.FILLER.search(text, max(floor, end - 30), end)
        if m is None or m.end() != end:
            return end
        end = floor + len(text[floor : m.start()].rstrip())
