"""Where a clause begins, which name opens it and what its predicate may not hold.

In: a text and offsets. Out: offsets and answers. Told by marks and closed classes of words; verbs and nouns are not
told apart.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.gazetteer.words import BUSY_INITIALS, GROUP_HEADS, LEGAL_SUFFIXES, ROLES, TITLES

_LONGEST_LEAD = 120  # characters before a subject: a fronted phrase and a title
_LONGEST_PREDICATE = 300
_LONGEST_SAYING = 60
_LONGEST_WORD = 40
_WORD = re.compile(r"[\w&’'-]{1,40}\.?")
_BREAK = re.compile(
    r"[;:]\s|\s[–—-]\s|[—(]|[.!?]\s"
    r"|,?\s(?P<under>because|since|if|when|where|after|before|until|unless|whether|although|though|while|whereas)\s"
    r"|(?P<relative>,?\s(?:that|which|who|whom|whose)\s)|,?\s(?:but|so|how|what|why)\s"
    r"|,?\sas\s(?!(?:an?|the|its|much|many|low|high|little|few|well|part|of)\b)"
    r"|(?P<beside>,?\s(?:and|or)\s)(?=[A-Z])"
    r"|,?\s(?:and|or)\s(?=(?:I|it|he|she|they|we|you|there|this|these|those|that|another|others|some|many|most|all|"
    r"nearly|almost|only)\b)"
    r"|,\sand\s(?=(?:the|an?|its|his|her|their|our|your)\s[a-z])"
    r"|,\s(?=(?:I|it|he|she|they|we|you|there)\s)"
    r"|\s(?:said|says?|reported|reports|announced|estimated|estimates|predicted|predicts|expects)\s(?=[A-Z]|the\s)"
)
# Where none of these words and marks stands there is no break, and the long pattern need not be searched for.
_BREAKING = frozenset(
    "because since if when where after before until unless whether although though while whereas but so how what why "
    "that which who whom whose as and or I it he she they we you there said say says reported reports announced "
    "estimated estimates predicted predicts expects".split()
)
_MARK = re.compile(r"[;:—(.!?–-]")
_PRONOUN = re.compile(r"[“\"‘'(]?(?:it|they|he|she|its|their|his|her)\b", re.IGNORECASE)
_ANOTHER = re.compile(
    r"\b(?:I|we|you|he|she|they|it|there|which|who|that)\b|\bthan\s(?!$)|,\s[A-Z][^,]{0,40}$|(?:^|\D),\sand\s(?:\w+\s)?$"
)
_OTHERS_WORDS = frozenset("I we you he she they it there which who that than".split())
_VERB = re.compile(r"[’']s\s|\s(?:is|was|are|were|has|have|had|will|can|\w{2,15}(?:ed|s))\s")
_LOWER = re.compile(r"(?<![\w-])(?!(?:and|or)\b)[a-z]{2}")
_SAYING = frozenset(
    "said says announced reported reports claimed claims estimates estimated told wrote writes found finds showed "
    "shows reveals revealed predicts predicted warned warns believes thinks argued argues added noted notes suggests "
    "suggested surveyed polled calculated calculates recommends recommended according".split()
)
_SAYS = re.compile(
    r"(?:[’']s?)?\s(?:(?!is |are |was |were |has |have |had |will |can )[\w-]{1,20}\s){0,4}"
    rf"(?:{'|'.join(sorted(_SAYING))})\b"
)
_OF_ITSELF = re.compile(r"(?:\s\w{2,9}day)?(?:\sthat)?\s(?:it|they|he|she|its|their|his|her)\b")
_COORDINATED = re.compile(r",?\s(?:and|or|&)\s(?:the\s)?[A-Z]|,\s[A-Z][\w-]*(?:\s[A-Z][\w-]*)*,?\s(?:and|or)\s")
_JOINTS = frozenset("-+/")  # what joins a name to the rest of a longer one
_OWNER = re.compile(r"[’']s?\s(?:own\s)?")
_OTHERS = TITLES | frozenset(
    (
        "wife husband son daughter father mother brother sister family parents agent lawyer lawyers attorney spokesman "
        "spokeswoman adviser advisers critics critic rival rivals opponents opponent supporters competitor competitors "
        "neighbour neighbours neighbor neighbors predecessor predecessors"
    ).split()
)
_ASIDE_BEGINS = re.compile(r",\s(?:an?|the|now|founded|based|who|which|whom|with|whose)\b")
_ASIDE = re.compile(_ASIDE_BEGINS.pattern + r"[^;:]{0,160}$")
_PASSED = re.compile(r",\s(?=[a-z\d]|[A-Z]\w{1,20}[’']s\s)[^,;:]{1,160},\s")
_FRONTED = re.compile(
    r"(?:in|at|on|by|for|with|from|to|since|during|over|under|after|before|following|despite|according|like|unlike|"
    r"however|meanwhile|but|and|so|yet|still|today|now|then|also|last|next|this|these|earlier|later|just|overall|"
    r"instead|again|when|while|as|although|though|because|if|once|until|\w{2,20}(?:ly|ing)|\w{3,9}day|[12]\d{3})\b",
    re.IGNORECASE,
)
_IN_YEAR = re.compile(r"(?:In|By|Since|Until|During)\s(?:[A-Z]\w{2,9}\s)?[12]\d{3}\s")
_OBJECT = re.compile(
    r"\b(?:of|in|on|with|by|for|to|from|than|like|against|at|via|through|using|as|including|over|behind|surpassing|into|"
    r"per|within|across|between|among|than)\s(?:the\s|its\s|an?\s)?$",
    re.IGNORECASE,
)
_LONGEST_OBJECT = 20  # characters of a preposition and an article
_OF_WHOM = re.compile(
    r"(?:(?:[Tt]he|[Ii]ts|[Tt]otal)\s(?:[\w-]{2,20}\s){0,2}(?P<head>[a-z]{3,20})|(?P<bare>[A-Z][a-z]{2,20}))\sof\s(?:the\s)?"
)
_SHARES = frozenset("one some most many all none both each half part few several any much members member rest".split())
_DOERS = ("er", "ers", "or", "ors", "ist", "ists")
_ADJECTIVES = 2  # with the article
_DETERMINERS = frozenset("the a an this our your".split())
_NO_ADJECTIVE = frozenset(
    "of in on at by for to from with and or nor neither both as like via per into onto over under about against "
    "through during than is are was were be been has have had do does did will would can could may might must should "
    "i we you he she they it who which that there not no its his her their my our your".split()
)


class Clause(NamedTuple):
    """Where a clause starts; `under` if a conjunction puts it under another, `beside` if one puts it beside a name."""

    start: int
    under: bool = False
    beside: bool = False


def clause_of(text: str, begin: int, end: int) -> Clause:
    """The clause that goes on at `end`, not begun before `begin`."""
    segment = text[begin:end]
    if _BREAKING.isdisjoint(segment.split()) and not _MARK.search(segment):
        return Clause(begin)
    last = None
    for found in _BREAK.finditer(text, begin, end):
        if not (found["relative"] and _is_in_aside(text, begin, found.end(), end)):
            last = found
    if last is None:
        return Clause(begin)
    alone = last["beside"] and not _LOWER.search(text, begin, last.start())  # "Heron and Avia have"
    return Clause(end if alone else last.end(), bool(last["under"]), bool(last["beside"]))


def _is_in_aside(text: str, begin: int, at: int, end: int) -> bool:
    """Whether commas enclose what stands at `at`: "Heron, which won, has", "Heron, a boat that won, has"."""
    opening = text.rfind(", ", begin, at)
    return opening >= 0 and _ASIDE_BEGINS.match(text, opening) is not None and text.find(", ", at, end) >= 0


def first_of(text: str, begin: int, end: int) -> int:
    """Where the first clause of the sentence from `begin` to `end` breaks off."""
    found = _BREAK.search(text, begin, end)
    return found.start() if found else end


def opens_with_pronoun(text: str, clause: int, end: int) -> bool:
    """Whether the clause's subject is "it", "they", "he", "she", or what is theirs, a fronted phrase left out."""
    return _PRONOUN.match(text, clause, end) is not None


def is_opened_by(text: str, clause: Clause, start: int) -> bool:
    """Whether the name at `start` opens the clause: after a fronted phrase, an article, titles, one adjective."""
    if start - clause.start > _LONGEST_LEAD:
        return False
    lead = text[clause.start : start].lstrip("“\"‘'([•* ")
    if ", " in lead:
        if not (clause.under or _FRONTED.match(lead)):
            return False
        lead = lead[lead.rindex(", ") + 2 :]
    whose = _OF_WHOM.fullmatch(lead) if " of " in lead else None
    if whose:  # "the price of Heron", but not "the makers of Heron"
        head = whose["head"] or whose["bare"].lower()
        return not (head in _OTHERS or head in _SHARES or head.endswith(_DOERS))
    if lead[-2:-1].isdigit():
        lead = _IN_YEAR.sub("", lead, count=1)
    words = lead.split()
    if not words:
        return True
    if words[0].lower() in _DETERMINERS:
        return not _NO_ADJECTIVE.intersection(words) and sum(word[0].islower() for word in words) <= _ADJECTIVES
    return all(word[0].isupper() and word.lower() not in _NO_ADJECTIVE for word in words)


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether the name is no piece of a longer one, titles and legal forms aside: "Heron" in "Heron 9 Sport"."""
    return _ends(text, end) and _begins(text, start)


def _ends(text: str, end: int) -> bool:
    behind = text[end : end + 2]
    if not behind.startswith(" "):
        return behind[:1] not in _JOINTS
    if not (behind[1:].isupper() or behind[1:].isdigit()):
        return True
    following = _WORD.match(text, end + 1)
    word = following[0].rstrip(".").lower() if following else ""
    return word in LEGAL_SUFFIXES or word in GROUP_HEADS or word in ROLES


def _begins(text: str, start: int) -> bool:
    if start == 0 or text[start - 1] != " ":
        return start == 0 or text[start - 1] not in _JOINTS
    first = text.rfind(" ", max(0, start - _LONGEST_WORD), start - 1) + 1 or max(0, start - _LONGEST_WORD)
    word = text[first : start - 1].lstrip('“"(‘')
    if not word[:1].isupper() or word[-1] in '.,:;!?)”"' or word.endswith(("’s", "'s")):
        return True
    before = text[max(0, first - 2) : first].rstrip()
    return not before or before[-1] in ".!?:" or word.lower() in ROLES


def owns_next(text: str, end: int) -> bool:
    """Whether the name that ends at `end` only says whose the next one is."""
    return _OWNER.match(text, end) is not None


def is_modifier(text: str, end: int) -> bool:
    """Whether the name that ends at `end` only describes the noun behind it: "the U.S. population"."""
    following = _WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    return following is not None and following[0][0].islower() and following[0] not in _NO_ADJECTIVE


def is_object(text: str, start: int) -> bool:
    """Whether a preposition stands before the name at `start`."""
    return _OBJECT.search(text, max(0, start - _LONGEST_OBJECT), start) is not None


def says(text: str, end: int, clause: int) -> bool:
    """Whether who is named up to `end` says what the clause at `clause` says."""
    return clause - end <= _LONGEST_SAYING and _SAYS.match(text, end, clause) is not None


def is_predicate(text: str, start: int, end: int, clause: Clause) -> bool:
    """Whether what stands between a name and a figure can be said of the name: no other's clause, list or saying."""
    if end - start > _LONGEST_PREDICATE or _COORDINATED.match(text, start) or _owns_another(text, start):
        return False
    words = text[start:end].replace(",", " ").split()
    saying = None if _SAYING.isdisjoint(words) else _SAYS.match(text, start, min(end, start + _LONGEST_SAYING))
    if saying:
        itself = _OF_ITSELF.match(text, saying.end(), end)
        return itself is not None and _ANOTHER.search(text, itself.end(), end) is None
    if text[start] == ",":
        passed = _PASSED.match(text, start, end)
        if passed is None:
            return not clause.beside and _ASIDE.fullmatch(text, start, end) is not None
        start = passed.end() - 1
    main_is_next = clause.under and ", " in text[start:end] and ", " not in text[clause.start : start]
    if main_is_next or (clause.beside and not _VERB.match(text, start)) or not _LOWER.search(text, start, end):
        return False
    plain = _OTHERS_WORDS.isdisjoint(words) and text.find(",", start, end) < 0
    return plain or _ANOTHER.search(text, start, end) is None


def _owns_another(text: str, end: int) -> bool:
    """Whether the name that ends at `end` owns another name, or somebody: "Avia's Heron", "her lawyer"."""
    owned = _OWNER.match(text, end)
    head = _WORD.match(text, owned.end()) if owned else None
    return head is not None and (_is_name(head[0]) or head[0].lower() in _OTHERS)


def _is_name(word: str) -> bool:
    return word[0].isupper() and word.lower() not in BUSY_INITIALS  # "Avia's AI"
