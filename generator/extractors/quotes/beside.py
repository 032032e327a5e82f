"""Attribution by a cue beside the quotation: “…,” said X. X said: “…”. According to X, “…”. “…” — X.

In: a `Paragraph` and the number of a quotation in it. Out: the phrase that names the speaker with the name of the
rule, or None. Each rule is one function; the two tables at the end say in which order they are tried.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable
from typing import TypeVar

from generator.extractors.quotes import cues
from generator.extractors.quotes.paragraph import FULL_STOPS, GOES_ON, MASK, Paragraph
from generator.extractors.quotes.phrases import Phrase, main_subject, phrase_after, subject_before
from generator.extractors.quotes.reported import (
    CLAIMS,
    HEARING,
    QUOTING,
    agent,
    claimed,
    messenger,
    overheard,
    quoted_as,
)
from generator.extractors.quotes.saying import (
    ACCORDING,
    AUXILIARY,
    CLAUSE_ENDS,
    UNSURE,
    after_be,
    agrees,
    inverted_subject,
    is_noun_or_adjective,
    names_a_thing,
    told,
)

T = TypeVar("T")
Hit = tuple[Phrase, str]

_REACH_AFTER = 260  # characters after a quotation in which its verb of saying may come
_SIGNATURE = 80  # characters at most: a signature is a line, not a sentence
_STRONG = "|".join(sorted(cues.STRONG, key=len, reverse=True))
_CUES = cues.VERBS | cues.PARTICIPLES | cues.AMBIGUOUS | cues.PLURALS
_SPEAKING = cues.PARTICIPLES & frozenset(
    "saying telling asking adding shouting yelling screaming crying chanting insisting declaring arguing".split()
)
_PUT_IT = frozenset(("put it", "puts it"))
_WEAK = cues.VERBS - cues.STRONG
_PHRASAL = frozenset("shot fired hit struck pushed chimed cut broke weighed jumped piped heard seen caught".split())
_PHRASE = re.compile(  # "Roe shot back", "Roe chimed in", "Roe could be heard saying"
    r"(?:(?:shot|fired|hit|struck|pushed)\sback|(?:chimed|cut|broke|weighed|jumped)\sin|piped\sup|"
    r"(?:heard|seen|caught)(?:\s\w{1,10}){0,3}?\s(?:saying|telling|asking|shouting|yelling))\b"
)
_LOOSE_CUES, _CLOSE_CUES = cues.STRONG | UNSURE, cues.VERBS | UNSURE
_VERB_FIRST = re.compile(
    r"[,\s'’.–—-]{0,4}(?:(?:\w{2,20}ly|also|later|then|once|first|further)\s)?(?P<verb>[a-z]{2,14})\s"
    r"(?!(?:that|to|him|them|by|it|in|on|at|of|for)\b|a\s[a-z]{1,20}\s(?:of|in)\b)"
)
_VERB_OPENS = re.compile(
    r"\s{0,2}(?P<verb>[A-Z][a-z]{2,14})\s(?=[A-Z]|(?:the|an?|one|another|his|her|their|some|several|many)\s)"
)
_ACCORDING_WORDS = frozenset(("according", "According", "words", "view", "opinion", "eyes"))
_ON = re.compile(rf"(?P<name>{cues.NAME.pattern})\son\s$")
_KEEPING = frozenset(("maintain", "maintains", "maintained", "maintaining"))
_A_THING = re.compile(r"\s(?:an?|the|its|his|her|their)\s")
_HEARS = re.compile(
    r"\b(?:tell|tells|telling|told|ask|asks|asking|asked|remind|reminds|reminding|reminded)\s(?:the\s)?$"
)
_LONGEST_TELLING = 16  # characters of "reminding the"
_LEAD = 6  # characters before a quotation that hold a colon and what may follow it
_COLON = re.compile(r":\s{0,2}['‘(\[]?$")
_CUE_BEFORE = re.compile(
    rf"\b(?:{_STRONG}|saying|adding|asking|writing|telling)(?:\s[\w’' ]{{1,40}})?\s?[,:]\s{{0,2}}['‘(\[]?$"
)
# What may stand between a quotation and the subject of its verb: "…,” and as X put it.
_GAP = re.compile(
    r"[,.’'\s–—-]{0,3}(?:as|and|but|(?:which )?(?:is|was) (?:what|how)|what|is something|then|"
    r"(?:[\w-]{2,20},?\s){1,4}and|(?:[a-z-]{3,20},\s?){1,2})?",
    re.IGNORECASE,
)
_REDUCED = frozenset(("when", "if", "once", "until", "unless", "whether"))
_INFINITIVE = frozenset(("to", "just", "of", "for", "without", "than"))
_ANDS = frozenset(("and", "but", "and then", "and also", "then", "and later", "but also", "and even"))
_BASE_FORMS = frozenset("say tell write sing read find".split())
_INTRODUCES = re.compile(r"(?:\s[\w’'.-]{1,20}){0,4}[,:]\s{0,2}[‘'(\[]?")  # "said:", "told the paper on Monday,"
_INTRODUCING = frozenset((",", ":"))
_LETTER = re.compile(
    r"\b(?:statement|letter|tweet|post|speech|email|e-mail|video|ruling|memo|report|column|message)s?$"
)
_ABSOLUTE = re.compile(r"\bwith\s(?=[\w\s’']{1,60}$)")
SIGNED = re.compile(r"[.,]?\s{0,2}(?:[―—–]|--|-\s|(?<=\s)-)\s{0,2}(?=[A-Z@])")


def beside(p: Paragraph, k: int) -> Hit | None:
    """The speaker of quotation `k` by a cue beside it; which side is asked first is told by the marks around it."""
    last, begin, start = p.lasts[k], p.begins[k], p.outer[k][0]
    if p.opens[k] and begin == start:
        return said_after(p, k)
    left = p.masked[begin:start]
    colon = _COLON.search(left[-_LEAD:]) is not None
    introduced = colon or (left.rstrip(" '‘([")[-1:] in _INTRODUCING and _CUE_BEFORE.search(left) is not None)
    if p.opens[k] or (last in GOES_ON and not introduced) or (colon and last == ","):
        return said_after(p, k) or _said_before(p, k)
    return _said_before(p, k) or (said_after(p, k) if last not in FULL_STOPS else None)


def hears(text: str, begin: int, start: int) -> bool:
    """Whether somebody tells it to the one who is named from `start` on: "you are telling Jane Roe:"."""
    return _HEARS.search(text, max(begin, start - _LONGEST_TELLING), start) is not None


def said_after(p: Paragraph, k: int) -> Hit | None:
    """The speaker named after quotation `k`."""
    if p.ends_sentence(k):
        return None
    return _first_of(_AFTER, p, k, cues.WORD.findall(p.masked, p.outer[k][1], p.stops[k]))


def _said_before(p: Paragraph, k: int) -> Hit | None:
    begin, start = p.begins[k], p.outer[k][0]
    if not p.masked[begin:start].strip():
        return None
    return _first_of(_BEFORE, p, k, cues.WORD.findall(p.masked, begin, start))


# ---------------------------------------------------------------- after the quotation


def _signed(p: Paragraph, k: int) -> Hit | None:
    """“…” — X, at the end of a paragraph."""
    if k < len(p.quoted) - 1 or not p.opens[k]:
        return None
    dash = SIGNED.match(p.masked, p.outer[k][1], p.stops[k])
    if dash is None or len(p.text) - dash.end() > _SIGNATURE:
        return None
    phrase = phrase_after(p.masked, dash.end(), p.stops[k])
    return (phrase, "signature") if phrase and phrase.kind == "name" else None


def _according_after(p: Paragraph, k: int) -> Hit | None:
    """“…,” according to X."""
    end, stop = p.outer[k][1], p.stops[k]
    according = ACCORDING.search(p.masked, end, min(stop, end + _SIGNATURE))
    if according is None or any(w[0] in cues.STRONG for w in cues.WORD.finditer(p.masked, end, according.start())):
        return None
    phrase = phrase_after(p.masked, according.end(), stop)
    return (phrase, "according-to") if phrase else None


def _verb_then_subject(p: Paragraph, k: int) -> Hit | None:
    """“…,” said X."""
    stop = p.stops[k]
    inverted = _VERB_FIRST.match(p.masked, p.outer[k][1], stop)
    if inverted is None:
        return None
    verb, going_on = inverted["verb"], p.lasts[k] in GOES_ON
    if verb in cues.AMBIGUOUS:  # "states Roe", "reads the sign"; not "notes on mills"
        capital = p.masked[inverted.end() : inverted.end() + 1].isupper()
        if not (capital or (going_on and cues.DETERMINER.match(p.masked, inverted.end()))):
            return None
    elif verb not in cues.STRONG and not (going_on and verb in cues.VERBS):
        # “…,” crowed Roe: any verb between a quotation that goes on and a name
        name = cues.NAME.match(p.masked, inverted.end(), stop)
        if not (p.lasts[k] == "," and verb.endswith("ed") and name and p.is_whole(k)):
            return None
    phrase = phrase_after(p.masked, inverted.end(), stop)
    return (phrase, "said-after") if phrase else None


def _subject_then_verb(p: Paragraph, k: int) -> Hit | None:
    """“…,” X said. After a quoted fragment also: “…” in the end, X said; “…” in the end, said X."""
    text, end, stop = p.masked, p.outer[k][1], p.stops[k]
    going_on = p.lasts[k] in GOES_ON
    loose = not going_on and not p.opens[k]
    verbs = _LOOSE_CUES if loose else _CLOSE_CUES
    for word in cues.WORD.finditer(text, end, min(stop, end + _REACH_AFTER)):
        if word[0] not in verbs and not (word[0] in _PHRASAL and _PHRASE.match(text, word.start())):
            continue
        phrase = subject_before(text, end, word.start())
        apposed = going_on and phrase is not None and phrase.kind == "name"  # “…,” X, a clerk, told the court
        inverted = None if apposed else inverted_subject(text, word, stop)
        if inverted:
            return inverted, "said-later"
        if phrase and (word[0] not in UNSURE or agrees(text, phrase, word)):
            gap = text[end : phrase.start - phrase.lead].strip()
            if not loose and _GAP.fullmatch(gap):
                return phrase, "said-after"
            if gap.endswith(","):
                return phrase, "said-later"
    return None


# ---------------------------------------------------------------- before the quotation


def _according_before(p: Paragraph, k: int) -> Hit | None:
    """According to X, “…”."""
    start = p.outer[k][0]
    according = _last(ACCORDING.finditer(p.masked, p.begins[k], start))
    phrase = phrase_after(p.masked, according.end(), start) if according else None
    if phrase is None or any(w[0] in cues.STRONG for w in cues.WORD.finditer(p.masked, phrase.end, start)):
        return None
    return phrase, "according-to"


def _verb_opens(p: Paragraph, k: int) -> Hit | None:
    """Said X: “…”."""
    inverted = _VERB_OPENS.match(p.masked, p.begins[k], p.outer[k][0])
    if inverted is None or inverted["verb"].lower() not in cues.STRONG:
        return None
    phrase = phrase_after(p.masked, inverted.end(), p.outer[k][0])
    return (phrase, "said-before") if phrase else None


def _subject_and_verb(p: Paragraph, k: int) -> Hit | None:
    """X said: “…”. X called it “…”. X, calling it “…”. “…,” said X, “…”."""
    text, begin, start = p.masked, p.begins[k], p.outer[k][0]
    words = [w for w in cues.WORD.finditer(text, begin, start) if w[0] in _CUES]
    if words and names_a_thing(text, words[-1], start):
        return None
    verbs = [w for w in words if _attributes(text, w)]
    for verb in reversed([w for w in verbs if w[0] not in _WEAK and w[0] not in cues.PLURALS] or verbs):
        floor = text.rfind(MASK, begin, verb.start()) + 1 or begin
        phrase = (
            _participle_subject(text, floor, begin, verb)
            if verb[0] in cues.PARTICIPLES
            else _subject(text, floor, verb)
        )
        if phrase and phrase.kind == "nominal" and verb[0] in _WEAK and p.is_short(k):
            continue  # "the town speaks of “mills”": nobody's words
        if phrase:
            return phrase, _rule_before(text, phrase, verb, start)
        joined = verb[0] not in cues.PARTICIPLES and text[floor : verb.start()].strip(" ,") in _ANDS
        if floor > begin and joined:  # "Roe denied “…” and said it was “…”"
            phrase = told(text, begin, floor - 1) or main_subject(text, begin, floor - 1)
            if phrase and phrase.kind != "nominal" and MASK not in text[begin : phrase.start]:
                return phrase, "said-before"
        inverted = phrase_after(text, verb.end() + 1, start) if floor > begin else None
        if inverted and inverted.kind != "nominal" and CLAUSE_ENDS.match(text, inverted.end):
            return inverted, "said-before"
    return None


def _rule_before(text: str, phrase: Phrase, verb: re.Match[str], start: int) -> str:
    """The rule for a subject and verb before the quotation: the closer all three stand, the surer it is."""
    gap = text[phrase.end : verb.start()]
    beside_verb = not gap.strip() or (phrase.kind == "name" and gap[0] == "," and gap.rstrip()[-1] == ",")
    if verb[0] in cues.STRONG and beside_verb and _INTRODUCES.fullmatch(text, verb.end(), start):
        return "introduced"
    return "colon" if _COLON.search(text, verb.end(), start) else "said-before"


def _attributes(text: str, verb: re.Match[str]) -> bool:
    """Whether a verb of saying is one: not "so-called", "asked by", "when asked", "to say"."""
    start, end = verb.span()
    if text[start - 1 : start] == "-" or text.startswith(" by ", end) or is_noun_or_adjective(text, verb):
        return False
    if verb[0] in _KEEPING and _A_THING.match(text, end):
        return False  # "the mill maintains a list of “wheels”"
    before = text[max(0, start - AUXILIARY) : start].split()[-2:]
    if not before or before[-1] in _REDUCED:
        return not before
    return verb[0] not in _BASE_FORMS or before[-1] not in _INFINITIVE or before == ["on", "to"]


def _name_and_colon(p: Paragraph, k: int) -> Hit | None:
    """X: “…”. X laughed: “…”."""
    begin, start = p.begins[k], p.outer[k][0]
    if not _COLON.search(p.masked, max(0, start - 5), start):
        return None
    name = _last(cues.names(p.masked, max(begin, start - _SIGNATURE), start))
    if name and not p.masked[name.end() : start].strip(" :'‘(["):
        if hears(p.masked, begin, name.start()):
            return None
        topic = _ON.search(p.masked, max(begin, name.start() - _SIGNATURE), name.start())
        if topic:  # "Jane Roe on the mayor:"
            return Phrase(topic.start("name"), topic.end("name"), "name"), "colon"
        return Phrase(name.start(), name.end(), "name"), "colon"
    subject = main_subject(p.masked, begin, start)
    plain = subject and subject.kind != "nominal" and p.is_whole(k) and MASK not in p.masked[begin:start]
    return (subject, "colon") if subject and plain else None


def _subject(text: str, floor: int, verb: re.Match[str]) -> Phrase | None:
    if after_be(text, floor, verb.start()):
        return None  # somebody else says it
    phrase = subject_before(text, floor, verb.start())
    put_it = text[verb.start() : verb.end() + len(" it")] in _PUT_IT
    if phrase and verb[0] in UNSURE and not (put_it or agrees(text, phrase, verb)):
        return None
    return phrase


def _participle_subject(text: str, floor: int, begin: int, verb: re.Match[str]) -> Phrase | None:
    if after_be(text, floor, verb.start()):  # "she is calling for"
        return subject_before(text, floor, verb.start())
    lead = text[floor : verb.start()].rstrip()
    absolute = _ABSOLUTE.search(lead)
    if absolute:  # "with X saying"
        return phrase_after(text, floor + absolute.end(), verb.start())
    if not lead.endswith((",", " and", " as", "–", "—")) and lead.strip(" ,"):
        return _direct_subject(text, floor, verb, lead)
    if floor > begin and (said := told(text, floor, verb.start())):  # "… “…,” X said, adding that"
        return said
    spoken_first = text[begin : verb.start()].lstrip()[:1] == MASK  # "“…,” said X, adding that"
    return main_subject(text, floor if spoken_first else begin, verb.start())


def _direct_subject(text: str, floor: int, verb: re.Match[str], lead: str) -> Phrase | None:
    """Whose participle it is that no comma parts from what is before: "her brother shouting", "a statement calling"."""
    if not _LETTER.search(lead):
        if verb[0] not in _SPEAKING:
            return None
        own = subject_before(text, floor, verb.start())
        if own and (own.kind != "nominal" or cues.is_person(text[own.start : own.end])):
            return own
    return main_subject(text, floor, verb.start())


def _last(found: Iterable[T]) -> T | None:
    tail = deque(found, maxlen=1)
    return tail[0] if tail else None


# A rule, and words of which it needs one beside the quotation; most are ruled out by that.
_Rule = tuple[Callable[[Paragraph, int], Hit | None], frozenset[str] | None]
_AFTER: tuple[_Rule, ...] = (
    (_signed, None),
    (_according_after, _ACCORDING_WORDS),
    (quoted_as, QUOTING),
    (_verb_then_subject, None),
    (_subject_then_verb, _CUES | _PHRASAL),
)
_BEFORE: tuple[_Rule, ...] = (
    (_according_before, _ACCORDING_WORDS),
    (_verb_opens, None),
    (overheard, QUOTING | HEARING),
    (agent, frozenset({"by"})),
    (claimed, CLAIMS),
    (_subject_and_verb, _CUES),
    (messenger, None),
    (_name_and_colon, None),
)


def _first_of(rules: tuple[_Rule, ...], p: Paragraph, k: int, words: list[str]) -> Hit | None:
    for rule, needed in rules:
        if needed is None or not needed.isdisjoint(words):
            hit = rule(p, k)
            if hit:
                return hit
    return None
