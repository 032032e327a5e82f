"""What verbs of saying tell by themselves: whose they are, and whether they are verbs of saying at all.

In: a text with its quotations masked, and a verb or a range in it. Out: the phrase that names who says something, or
a truth. Where the quotation stands is not asked here.
"""

from __future__ import annotations

import re

from generator.extractors.quotes import cues
from generator.extractors.quotes.phrases import LONGEST_WORDS, Phrase, has_verb, phrase_after, subject_before

AUXILIARY = 30  # characters before a verb in which its auxiliary stands
UNSURE = cues.AMBIGUOUS | cues.PLURALS  # cues only with the right subject right before them
_HEARD = frozenset(("told", "tells", "tell", "asked", "asks", "ask", "urged", "urges"))  # after them stands who hears
ACCORDING = re.compile(r"\b(?:[Aa]ccording\sto|[Ii]n\sthe\s(?:words|view|opinion|eyes)\sof)\s")
_ISSUED = re.compile(
    r"\b(?:released|issued|posted|sent|gave|wrote|read|made|shared)\s(?:[\w’'-]{1,15}\s){0,4}(?:statement|message|tweet|letter|note|"
    r"email|comment|response|speech|remarks|video|memo)\b"
)
_INVERTS = cues.STRONG - _HEARD
_NO_SUBJECT = re.compile(
    r"\s(?:from|in|at|on|to|by|of|during|after|before|that|there|with|for|as|while|when|about|last|this|late|early)\b"
)
CLAUSE_ENDS = re.compile(r"\s{0,2}(?:[.,;:)\x01]|$|(?:in|at|on|of|during|after|who|which|from|for|with)\s)")
_PLURAL = re.compile(
    r"\b(?:[Tt]hey|[Ww]e|I|you|[Mm]any|[Ss]ome|[Oo]thers|[Pp]eople|[Pp]olice|[\w-]{2,20}[^s\W]s|[a-z]{2,18}men)$"
)
_SPEAKERS = frozenset(
    (
        "many some others groups companies firms agencies unions countries states campaigns parties papers "
        "reports documents polls surveys banks parents nations governments"
    ).split()
)
_PLURAL_REACH = 24  # characters in which the last word of a subject stands
_BETWEEN = re.compile(
    r"\s(?:of|for|at|in)\s[\w.’' -]{2,60}|,[^,.;:]{2,80},\s"
)  # "the Office of X notes", "X, a judge, notes"
_STATES = re.compile(r"\s?(?:\sthat\s|[,:]\s{0,2}\x01|\s\x01)")  # "the sign reads: “…”"
_NAMING = frozenset(("called", "dubbed", "named", "titled", "labeled", "labelled"))
_NAME_FOLLOWS = re.compile(r"\s(?:(?:the|an?|simply|just)\s)?['‘(\[]?")
_WHATS = frozenset(("what's", "what’s", "sometimes", "often", "usually", "so"))
_ARTICLES = frozenset(("the", "a", "an", "this", "old", "of", "any", "some"))
_BE = frozenset(("was", "were", "is", "are", "been", "being", "be"))


def told(text: str, start: int, stop: int) -> Phrase | None:
    """Who says what a sentence reports: the subject of its last verb of saying, or "according to" whom."""
    for verb in reversed([w for w in cues.WORD.finditer(text, start, stop) if w[0] in cues.STRONG]):
        phrase = inverted_subject(text, verb, stop) or subject_before(text, start, verb.start())
        if phrase:
            return phrase
    according = ACCORDING.search(text, start, stop)
    if according:
        return phrase_after(text, according.end(), stop)
    issued = _ISSUED.search(text, start, stop)
    return subject_before(text, start, issued.start()) if issued else None


def inverted_subject(text: str, verb: re.Match[str], stop: int) -> Phrase | None:
    """The speaker after the verb in "…, said X.": the clause ends there, unlike in "…, said X was late"."""
    if verb[0] not in _INVERTS or text[verb.start() - 2 : verb.start()] != ", " or _NO_SUBJECT.match(text, verb.end()):
        return None
    phrase = phrase_after(text, verb.end(), stop)
    if phrase and has_verb(text, phrase):
        return None
    if phrase is None or not (phrase.kind == "name" or cues.DETERMINER.match(text, phrase.start)):
        return None
    return phrase if CLAUSE_ENDS.match(text, phrase.end) else None


def agrees(text: str, phrase: Phrase, verb: re.Match[str]) -> bool:
    """Whether a word that is a verb only at times is one after `phrase`: "Roe notes", "the law states that"."""
    if text[phrase.end : verb.start()].strip() and not _BETWEEN.fullmatch(text, phrase.end, verb.start()):
        return False
    nominal = phrase.kind == "nominal"
    if nominal and (has_verb(text, phrase) or text.count(" ", phrase.start, phrase.end) >= LONGEST_WORDS):
        return False
    if verb[0] in cues.PLURALS:
        last = _PLURAL.search(text, max(0, phrase.end - _PLURAL_REACH), phrase.end)
        return last is not None and (
            not nominal or last[0] in _SPEAKERS or last[0][0].isupper() or cues.is_person(last[0])
        )
    return not nominal or _STATES.match(text, verb.end()) is not None


def names_a_thing(text: str, verb: re.Match[str], stop: int) -> bool:
    """Whether a thing bears the quoted name, so that nobody says it: "a tool called “…”", "what’s called “…”".

    "What the firm called “…”" and "critics called it “…”" are somebody's words.
    """
    if verb[0] not in _NAMING or not _NAME_FOLLOWS.fullmatch(text, verb.end(), stop):
        return False
    before = text[max(0, verb.start() - AUXILIARY) : verb.start()].split()
    if not before or before[-1] in _WHATS or before[-2:-1] == ["what"]:
        return bool(before) and before[-1] in _WHATS
    last = before[-1]
    plain = last.islower() and last.isalpha() and last not in cues.FILLER_ENDS and not cues.is_person(last)
    return plain and not cues.PRONOUN.fullmatch(last) and "what" not in before


def is_noun_or_adjective(text: str, verb: re.Match[str]) -> bool:
    """Whether a form of a verb of saying is none where it stands: "an old saying", "the alleged thief"."""
    before = text[max(0, verb.start() - AUXILIARY) : verb.start()].rpartition(" ")[0].rpartition(" ")[2].lower()
    return verb[0].endswith(("ing", "ed")) and before in _ARTICLES


def is_passive(text: str, start: int, stop: int) -> bool:
    """A verb of saying whose subject is what is spoken of ("was described as")."""
    verbs = [w for w in cues.WORD.finditer(text, start, stop) if w[0] in cues.VERBS]
    return any(after_be(text, start, w.start()) for w in verbs)


def after_be(text: str, floor: int, at: int) -> bool:
    """A form of "be" stands right before, or before an adverb."""
    before = text[max(floor, at - AUXILIARY) : at].split()
    return bool(before) and (
        before[-1] in _BE or (before[-1].endswith("ly") and before[-2:-1] != [] and before[-2] in _BE)
    )
