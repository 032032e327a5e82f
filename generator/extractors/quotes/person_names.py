"""Runs of capitalised words as names: without titles and offices, of a person or of something else.

In: words. Out: a `Name`. Told by closed lists (titles, offices, first names, words that only organizations have) and
by the form of the words; nothing is looked up.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from generator.extractors.quotes import cues
from generator.extractors.quotes.first_names import FEMALE, MALE

FIRST_NAMES = FEMALE | MALE
_ABBREVIATED = frozenset("Mr Mrs Ms Dr Prof Sen Rep Gov Gen Col Capt Lt Sgt Rev Hon".split())
_TITLES = _ABBREVIATED | frozenset(
    (
        "Sir Lord Lady Dame President Senator Professor Governor Secretary Judge Justice Chief Minister "
        "Chancellor Pope King Queen Prince Princess"
    ).split()
)
_ROLES = frozenset(
    (
        "CEO CTO CFO COO CIO VP MP President Chairman Chairwoman Chair Director Founder Chancellor Minister "
        "Secretary Senator Governor Professor Spokesman Spokeswoman Ambassador Analyst Editor Chief Leader "
        "Manager Commissioner Sheriff Mayor Captain Coach Lawyer Attorney Officer Detective Bishop Actress Actor "
        "Singer Author Writer Artist Reporter Journalist Researcher Scientist Economist Owner Producer Inspector "
        "Sergeant Superintendent Congressman Congresswoman Councilman Councilwoman Councilor Councillor "
        "Assemblyman Assemblywoman Alderman Businessman Businesswoman Gov. Sen. Rep. Sgt. Gen. Capt. Lt. Col. "
        "Maj. Det. Supt. Insp. Adm. Rev."
    ).split()
)
_OTHER_WORDS = cues.NOT_NAMES | {verb.capitalize() for verb in cues.STRONG}  # "Said Jane Roe"
_BEFORE_NAMES = _TITLES | {title + "." for title in _TITLES} | _OTHER_WORDS
_OFFICES = (_ROLES | _TITLES) - frozenset("King Prince Pope Judge Bishop Lord Singer Justice Coach Queen Chief".split())
_SAINTS = frozenset(("San", "Santa", "St", "Saint", "Los", "Las", "El"))  # before a first name that is a town's
_ROLE_WORDS = 5  # words among which the last one of a role before a name stands
_MASCULINE = re.compile(r"\bMr\b")
_FEMININE = re.compile(r"\b(?:Ms|Mrs|Miss|Lady|Dame|Queen|Princess|Actress|[A-Z][a-z]{2,12}woman)\b")
ORGANIZATION_WORDS = frozenset(
    (
        "Inc Corp Co Ltd LLC Group Party House Senate Court Department University Institute Committee Council "
        "Associates Times Post Journal News Bank Agency Association Foundation Commission Union Street City "
        "County Company Center Centre College School Bureau Ministry Office Board Press Fund Lab Labs Embassy "
        "Research Army Navy Police Force Forces Service Services Security Hospital Church Museum Airport Hotel "
        "Station Systems Technologies International National Network Media Studio Studios Records Club League Cup "
        "Games Award Awards Act Island Islands River Mountain Mountains Bay Beach States Kingdom Valley North "
        "South East West New United The Government Administration Treasury Reserve Exchange Parliament Congress "
        "Republic Federation Coalition Alliance Authority Organization Society Trust Corporation Airlines Airways "
        "Motors Energy Oil Gas Industries Partners Capital Securities Holdings Insurance Stores Foods Pictures "
        "Entertainment Software Microsystems Electric Steel Telecom Wireless Conference Summit Championship "
        "Agreement"
    ).split()
)
_BODIES = frozenset(
    word.lower()
    for word in ORGANIZATION_WORDS
    - {"West", "North", "East", "South", "Church", "House", "Post", "Lab", "Press", "Bay"}
)
# Words that no person's name has, but titles of works and products do.
_NO_PART = cues.NOT_NAMES | frozenset(
    "With Me You Us Them Me My Explorer Windows Street Park Avenue Road Day Week".split()
)
_ODD = re.compile(r"\b[A-Z]{2,}\b|\d")
_SUFFIXES = frozenset(("Jr", "Sr", "II", "III"))


class Name(NamedTuple):
    """A run of capitalised words read as a name: without its titles, which take `lead` characters."""

    name: str
    lead: int
    gender: str
    person: bool


@lru_cache(maxsize=4096)  # names come again in the articles of a knowledge base
def named(words: str) -> Name | None:
    """A run of capitalised words as a name; None for a word that is capitalised for another reason."""
    first = words.replace("’", "'").split("'", 1)[0]
    if first in cues.NOT_NAMES or first in _ABBREVIATED:
        return None
    name, lead = bare_name(words, 0)
    parts = name.split(" ")
    called = next((k for k, part in enumerate(parts) if part.lower() in FIRST_NAMES), 0)
    if 0 < called < len(parts) - 1 and parts[called - 1] not in _SAINTS:  # "Public Advocate Ian Roe"
        skipped = sum(len(part) + 1 for part in parts[:called])
        name, lead = name[skipped:], lead + skipped
    gender = "f" if _FEMININE.search(words) else "m" if _MASCULINE.search(words) else ""
    bare = name.rpartition(" ")[2].rstrip(".")
    office = bare in _OFFICES  # of somebody whose name comes later, or does not come
    return Name(name, lead, gender, " " in name and not office and _is_person(name))


def bare_name(name: str, start: int) -> tuple[str, int]:
    """The name without titles and without words that are capitalised for another reason, and where it begins."""
    words = name.split(" ")
    if _ROLES.isdisjoint(words) and _BEFORE_NAMES.isdisjoint(words) and "-old" not in name:
        return name, start
    last = len(words) - 1
    cut = 0
    while cut < last:
        roles = range(min(cut + _ROLE_WORDS, last) - 1, cut - 1, -1)
        role = next((k for k in roles if words[k] in _ROLES and words[k + 1][:1].isupper()), None)
        first = words[cut].rstrip(".,")
        if first in _TITLES or role is None:
            if first not in _TITLES and first not in _OTHER_WORDS and not first.endswith("-old"):
                break
            cut += 1
        else:
            cut = role + 1
    return " ".join(words[cut:]), start + sum(len(word) + 1 for word in words[:cut])


def last_name(name: str) -> str:
    """The last word, but for "Jr." and the like."""
    rest, _, last = name.rpartition(" ")
    return rest.rpartition(" ")[2].rstrip(",") if rest and last.rstrip(".") in _SUFFIXES else last


def _is_person(name: str) -> bool:
    first, _, rest = name.lower().partition(" ")
    if first in FIRST_NAMES:
        return rest.rpartition(" ")[2] not in _BODIES
    return 0 < rest.count(" ") + 1 <= 3 and is_name(name)  # noqa: PLR2004 - first, middle and last names


def is_name(name: str) -> bool:
    """Neither an organization by its words nor an acronym nor a product with a number."""
    words = parts(name)
    return _ODD.search(name) is None and ORGANIZATION_WORDS.isdisjoint(words) and _NO_PART.isdisjoint(words)


def parts(name: str) -> list[str]:
    """The words of a name, those with a hyphen by their halves."""
    return name.replace("-", " ").split()
