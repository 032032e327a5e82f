"""Whom a speaker's words mean: "he", "Mr. Roe" and "the company" as the full name that the article gives.

In: the texts of the blocks, their quotations and attributions. Out: `Resolved` per attribution. Only names that the
article itself spells out are used.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.extractors.quotes import cues
from generator.extractors.quotes.marks import Quoted
from generator.extractors.quotes.speakers import Attribution, Span

# First names by the gender they are mostly given to, only so that "she" does not mean a John. Unlisted names fit both.
_FEMALE = frozenset(
    (
        "abigail alexandra alice alicia alison amanda amy andrea angela ann anna anne annie barbara beth betty "
        "brenda carmen carol caroline catherine charlotte cheryl christina christine claire cynthia dana deborah "
        "debra denise diana diane donna doris dorothy elena elizabeth ellen emily emma erica erin eva evelyn fei- "
        "fei fiona frances gina gloria grace hannah heather helen hillary ingrid irene isabel jacqueline jane "
        "janet jean jennifer jessica jill joan joanna joelle joyce judith judy julia julie karen kate katherine "
        "kathleen kathryn katie kelly kimberly laura lauren linda lisa lori louise lucy lydia margaret maria "
        "marie marilyn martha mary megan melanie melissa michelle mira monica nancy naomi natalie nicole nina "
        "nora olivia pamela patricia paula priya rachel rebecca rita rosa rose ruth sally samantha sandra sara "
        "sarah sharon sheila shirley sofia sonia sophia sophie stephanie sue susan suzanne sylvia teresa theresa "
        "timnit tina tracy valerie vanessa vera veronica victoria virginia wanda wendy yvonne zoe"
    ).split()
)
_MALE = frozenset(
    (
        "aaron adam ahmed alan albert alexander ali allen andrew anthony antonio arthur barack ben benjamin "
        "bernard bill bob brandon brian bruce carl carlos charles chris christopher craig dan daniel dave david "
        "demis dennis derek don donald douglas ed edward elon eric ernest eugene francis frank fred gary george "
        "gerald gordon greg gregory harold harry hassan henry howard hugh ian ibrahim ivan jack jacob james jason "
        "jay jeff jeffrey jeremy jerry jim jimmy joe joel john johnny jonathan jose joseph joshua juan justin "
        "karl keith ken kenneth kevin larry lawrence leo leonard lewis louis luis marc marco marcus mario mark "
        "martin matthew max michael miguel mike mohamed mohammed muhammad nathan neil nicholas nick oliver omar "
        "oscar patrick paul peter philip phillip rafael ralph ray raymond richard rick rob robert roger ron "
        "ronald roy russell ryan sam samuel satya scott sean sergey stephen steve steven sundar ted theodore "
        "thomas tim timothy todd tom tony vincent vladimir walter warren wayne william yann"
    ).split()
)
_TITLE = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Capt|Lt|Sgt|Rev|Hon|Sir|Lord|Lady|Dame|President|Senator|"
    r"Professor|Governor|Secretary|Judge|Justice|Chief|Minister|Chancellor|Pope|King|Queen|Prince|Princess)\b\.?\s){1,3}"
)
_ROLE = re.compile(
    r"^(?:[\w.&’'-]{1,30}\s){0,4}(?:CEO|CTO|CFO|COO|CIO|VP|MP|President|Chairman|Chairwoman|Chair|Director|Founder|Chancellor|"
    r"Minister|Secretary|Senator|Governor|Professor|Spokesman|Spokeswoman|Ambassador|Analyst|Editor|Chief)\s(?=[A-Z])"
)
_ORGANIZATION = re.compile(
    r"\b(?:Inc|Corp|Co|Ltd|LLC|Group|Party|House|Senate|Court|Department|University|Institute|Committee|Council|Times|Post|"
    r"Journal|News|Bank|Agency|Association|Foundation|Commission|Union|Street|City|County|Company|Center|Centre|College|"
    r"School|Bureau|Ministry|Office|Board|Press|Fund|Labs?|States|Kingdom|Valley|North|South|East|West|New|United|The)\b"
)
_SUFFIX = re.compile(r",?\s(?:Jr|Sr|II|III)\.?$")
_PAPER_NAME = re.compile(
    r"(?:[Tt]he\s)?(?:[A-Z]\w{1,20}\s){0,4}(?:Times|Post|Journal|Tribune|Herald|Guardian|Telegraph|Chronicle|Gazette|News|Globe|"
    r"Observer|Independent|Economist|Register|Review|Magazine|Daily|Mail|Mirror|Star|Sun|Standard)\b"
)
_PAPER = re.compile(r"[Tt]he\s(?:news)?(?:paper|magazine|daily|outlet|weekly|journal)$")
_WRITING = re.compile(
    r"(?P<owner>[A-Z][\w.-]{0,30}(?:\s[A-Z][\w.-]{0,30}){0,4})[’']s?\s"
    r"(?:tweet|letter|statement|post|email|e-mail|message|memo|note|speech|essay|book|article|report|reply|answer)"
)
_COMPANY_NAME = re.compile(
    r"(?:[A-Z][\w&]{1,20}\s){1,4}(?:Inc|Corp|Co|Ltd|LLC|PLC|AG|SE|Group|Holdings|Technologies)\b\.?"
)
_COMPANY = re.compile(
    r"[Tt]he\s(?:company|firm|startup|start-up|group|corporation|maker|lab|carmaker|organi[sz]ation)$"
)
_BLOCKS_BACK = 4  # a pronoun farther from its name than this many paragraphs stays a pronoun
_NAMES_BACK = 40  # names before a pronoun that are looked at
_REACH_BACK = 1500  # characters of each of them in which "the paper" looks for its name


@dataclass(frozen=True, slots=True)
class Resolved:
    """The speaker's full wording, the span to look for a mention at, and whether nobody else could be meant."""

    name: str
    span: Span
    sure: bool


@dataclass(frozen=True, slots=True)
class _Person:
    """A name at a place; `subject` where it begins a sentence, `gender` as its title tells it."""

    name: str
    span: Span
    subject: bool
    gender: str


class Roster:
    """The names that an article gives, by place and by last name; built once per article."""

    def __init__(self, texts: Sequence[str], found: Sequence[Attribution]) -> None:
        self._full: dict[str, _Person] = {}
        self._titles: dict[str, str] = {}
        self._people: list[_Person] = []
        self._speaking = {texts[number][start:end] for a in found if a.speaker for number, start, end in [a.speaker]}
        spoken: dict[int, list[Quoted]] = {}
        for attribution in found:
            spoken.setdefault(attribution.quoted.block, []).append(attribution.quoted)
        named = [
            name
            for number, text in enumerate(texts if self._speaking else ())
            for m in _outside(cues.names(text), spoken.get(number, ()))
            if (name := _named(text, number, m))
        ]
        for person in named:
            self._enter(person)
        for person in named:
            full = self._full.get(_last(person.name))
            if full is not None and (" " not in person.name or person.name == full.name):
                self._people.append(replace(person, name=full.name))
            elif (" " in person.name and _is_person(person.name)) or (
                person.name in self._speaking and _is_name(person.name)
            ):
                self._people.append(person)
        self._speaking |= {person.name for last, person in self._full.items() if last in self._speaking}

    def _enter(self, person: _Person) -> None:
        if person.gender:
            self._titles[_last(person.name)] = person.gender
        if " " in person.name and _is_person(person.name):
            last = _last(person.name)
            known = self._full.get(last)
            # "Ann Roe" rather than "Captain Ann Roe", where both occur
            if known is None or (known.name.endswith(" " + person.name) and person.name != last):
                self._full[last] = person

    def full(self, name: str) -> _Person | None:
        """The person whom the article calls by that last name, or by part of the full one."""
        person = self._full.get(_last(name))
        return person if person and (" " not in name or name in person.name) else None

    def before(self, span: Span, gender: str) -> tuple[_Person | None, bool]:
        """The person a pronoun at `span` means, and whether no other fits.

        Known persons come before names that may be anything, then subjects of sentences, then the nearest.
        """
        k = bisect_left(self._people, span, key=lambda person: person.span)
        near = [
            person
            for person in reversed(self._people[max(0, k - _NAMES_BACK) : k])
            if span[0] - person.span[0] <= _BLOCKS_BACK and self._gender(person.name) in {"", gender}
        ]
        known = [p for p in near if self._gender(p.name) or p.name in self._speaking] or near
        if not known:
            return None, False
        subjects = [p for p in known if p.subject and p.span[0] == known[0].span[0]]
        return (subjects or known)[0], len({p.name for p in near}) == 1

    def _gender(self, name: str) -> str:
        first = name.split(maxsplit=1)[0].lower()
        return "f" if first in _FEMALE else "m" if first in _MALE else self._titles.get(_last(name), "")


def resolve(attribution: Attribution, texts: Sequence[str], roster: Roster) -> Resolved | None:
    """The full name behind an attribution's words; the words themselves where the article has none."""
    if attribution.speaker is None:
        return None
    number, start, end = attribution.speaker
    wording = texts[number][start:end]
    stands_for = _PAPER_NAME if _PAPER.match(wording) else _COMPANY_NAME if _COMPANY.match(wording) else None
    found: tuple[str, Span] | None = None
    sure = wording.lower() not in {"he", "she", "they", "it", "we", "i"}
    if wording.lower() in {"he", "she"}:
        person, sure = roster.before(attribution.speaker, "m" if wording.lower() == "he" else "f")
        found = (person.name, person.span) if person else None
    elif stands_for:
        span = _last_before(stands_for, texts, attribution.speaker)
        found = (texts[span[0]][span[1] : span[2]], span) if span else None
    elif cues.NAME.fullmatch(wording):
        person = roster.full(_bare(wording, start)[0])
        found = (person.name, attribution.speaker) if person else None
    elif owned := _WRITING.fullmatch(wording):  # "Roe’s letter" says what Roe says
        person = roster.full(_bare(owned["owner"], start)[0])
        found = (person.name if person else owned["owner"], (number, start, start + owned.end("owner")))
    name, span = found or (wording, attribution.speaker)
    return Resolved(name, span, sure)


def _outside(found: Iterable[re.Match[str]], quotations: Sequence[Quoted]) -> Iterator[re.Match[str]]:
    """The matches that stand in no quotation."""
    ends = [quoted.end for quoted in quotations]
    for m in found:
        at = bisect_left(ends, m.start() + 1)
        if at == len(ends) or m.start() < quotations[at].start:
            yield m


def _named(text: str, number: int, m: re.Match[str]) -> _Person | None:
    """A name without its titles; None for a word that is capitalised for another reason."""
    if m[0] in cues.NOT_NAMES:
        return None
    name, start = _bare(m[0], m.start()) if " " in m[0] else (m[0], m.start())
    before = text[max(0, start - 2) : start]
    gender = "m" if m[0].startswith(("Mr.", "Mr ")) else "f" if m[0].startswith(("Ms", "Mrs")) else ""
    return _Person(name, (number, start, m.end()), not before.strip() or before[0] in '.!?”"', gender)


def _last_before(pattern: re.Pattern[str], texts: Sequence[str], span: Span) -> Span | None:
    for number in range(span[0], max(-1, span[0] - _BLOCKS_BACK - 1), -1):
        text = texts[number]
        stop = span[1] if number == span[0] else len(text)
        last = deque(pattern.finditer(text, max(0, stop - _REACH_BACK), stop), maxlen=1)
        if last:
            return number, last[0].start(), last[0].end()
    return None


def _bare(name: str, start: int) -> tuple[str, int]:
    """The name without titles and without words that are capitalised for another reason, and where it begins."""
    while True:
        title = _TITLE.match(name) or _ROLE.match(name)
        first = name.split(" ", 1)[0].rstrip(".,")
        cut = title.end() if title else len(name.split(" ", 1)[0]) + 1 if first in cues.NOT_NAMES else 0
        if not 0 < cut < len(name):
            return name, start
        name, start = name[cut:], start + cut


def _last(name: str) -> str:
    return _SUFFIX.sub("", name).rpartition(" ")[2]


def _is_person(name: str) -> bool:
    words = name.split()
    first = words[0].lower()
    if first in _FEMALE or first in _MALE:
        return True
    return 2 <= len(words) <= 4 and _is_name(name)  # noqa: PLR2004 - first, middle and last names


def _is_name(name: str) -> bool:
    """Neither an organization by its words nor an acronym nor a product with a number."""
    odd = any(
        (word.isupper() and len(word) > 1 and "." not in word) or any(c.isdigit() for c in word)
        for word in name.split()
    )
    return not odd and not _ORGANIZATION.search(name)
