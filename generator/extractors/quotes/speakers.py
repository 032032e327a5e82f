"""Who says the quoted words, by named rules on the words around them.

In: the texts of the blocks and their quotations. Out: one `Attribution` per quotation: the span that names the
speaker in the article's own words (a name, a pronoun or "a spokesman"), and the rule. Who "he" is, is not asked here.

A cue beside the quotation decides; without one, the place of the quotation does, by less certain rules. Each rule
looks at a bounded window, so that the time is linear in the number of quotations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.extractors.quotes import cues
from generator.extractors.quotes.beside import SIGNED, beside, hears, said_after
from generator.extractors.quotes.marks import Quoted
from generator.extractors.quotes.other_languages import is_english, said_behind
from generator.extractors.quotes.paragraph import FULL_STOPS, MASK, WINDOW, Paragraph, paragraph, sentence_starts
from generator.extractors.quotes.phrases import Phrase, is_nobody, main_subject, phrase_after
from generator.extractors.quotes.reported import sender
from generator.extractors.quotes.saying import is_passive, told

Span = tuple[int, int, int]
"""`text[start:end]` of block number `block`: (block, start, end)."""

_SIGNATURE = 120  # characters at most of a paragraph that only signs the quotation before it
_NAME_LINE = re.compile(r"(?P<name>[A-Z][\w.’'-]{1,20}(?:\s[A-Z][\w.’'-]{0,20}){1,3})(?:,[^.!?:]{2,80})?$")
_SPOKEN_OF = re.compile(r"\s(?:is|was|are|were|has been|became|means|meant)\s")  # "“Go!” was the song of the day"
# Words of saying, meaning and wanting, of which a sentence has one that goes on in its subject's own words.
_MINDED = (
    cues.VERBS
    | cues.PARTICIPLES
    | cues.PLURALS
    | cues.AMBIGUOUS
    | frozenset(
        (
            "sure clear blunt adamant confident convinced certain angry furious proud mind hope hopes hoped hoping "
            "want wants wanted wanting seek seeks sought begged begs begging pushed pointed points talk talks talked "
            "talking endorsed statement letter speech memo memorandum tweet post message interview remarks comments "
            "call word words phrase term idea view views opinion himself herself themselves"
        ).split()
    )
)
_LABELLED = (" including ", " title like ", " titles like ", " titled ", " entitled ", " called, ")
_LABEL = 16  # characters; none of them is longer
_NEXT_LABEL = re.compile(r"[\s,]{0,3}(?:(?:and|or)\s)?")
_IS_SUBJECT = re.compile(r",\s|\s[a-z]")
_TO_WHOM = re.compile(r"\s{0,2}(?:To|For)\s(?=[^,]{2,60},)")  # "To Jane Roe, the bridge is “…”"
_ORDINARY = re.compile(
    r"\w+(?:ing|ly|n’t|n't|ed)|Amid|Often|Lots|Sometimes|Maybe|Yes|Well|Much|More|Less|Few|Part|Do|Did|Does|Is|Are|Was|Were|"
    r"Can|Could|Will|Would|Should|Let|Make|Take|See|Read|Get|First|Second|Third|Finally|Still|Again|Always|Never|Plus"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A quotation with the words that name its speaker, by `rule`; `whole` tells a sentence from a fragment."""

    quoted: Quoted
    speaker: Span | None = None
    rule: str = "unattributed"
    whole: bool = False


def attribute(
    texts: Sequence[str], quotations: Sequence[tuple[Quoted, ...]]
) -> tuple[tuple[Attribution, ...], tuple[str, ...]]:
    """One attribution per quotation, in reading order, and the texts with their quotations masked."""
    found: list[Attribution] = []
    masked = list(texts)
    speaker: Span | None = None  # the last one of the paragraphs before
    english: bool | None = None  # asked where no cue of English stands beside a quotation
    for number, (text, quoted) in enumerate(zip(texts, quotations, strict=True)):
        if not quoted:
            continue
        preceding = texts[number - 1] if number else ""
        following = texts[number + 1] if number + 1 < len(texts) else ""
        spoken_until = quotations[number - 1][-1].end if number and quotations[number - 1] else 0
        p = paragraph(number, text, quoted, preceding, following, spoken_until=spoken_until)
        masked[number] = p.masked
        here: Span | None = None  # the last speaker of this paragraph
        for k in range(len(quoted)):
            latest = found[-1] if found else None
            one = _by_cue(p, k, latest)
            if one is None:
                english = is_english(texts) if english is None else english
                one = _without_cue(p, k, latest, here, speaker) if english else _in_other_language(p, k, latest)
            found.append(one)
            here = found[-1].speaker or here
        speaker = here or speaker
    return tuple(found), tuple(masked)


def _by_cue(p: Paragraph, k: int, latest: Attribution | None) -> Attribution | None:
    quoted, whole = p.quoted[k], p.is_whole(k)
    if latest and latest.rule in {"said-after", "interrupted"} and p.interrupted(k):
        return Attribution(quoted, latest.speaker, "interrupted", whole)
    if _is_label(p, k, latest):
        return Attribution(quoted, rule="title")
    hit = beside(p, k)
    if hit is None:
        return None
    if is_nobody(p.masked, hit[0]):
        return Attribution(quoted, whole=whole)
    return Attribution(quoted, (p.number, hit[0].start, hit[0].end), hit[1], whole)


def _is_label(p: Paragraph, k: int, latest: Attribution | None) -> bool:
    """Whether it is what something is called: "a page called, “…”", "orders, including “…,” “…,” and “…”"."""
    start = p.outer[k][0]
    if p.masked[max(0, start - _LABEL) : start].endswith(_LABELLED):
        return True
    listed = k and latest is not None and latest.rule == "title"
    return bool(listed) and _NEXT_LABEL.fullmatch(p.masked, p.outer[k - 1][1], start) is not None


def _without_cue(
    p: Paragraph, k: int, latest: Attribution | None, here: Span | None, before: Span | None
) -> Attribution:
    quoted, whole = p.quoted[k], p.is_whole(k)
    if quoted.continues and latest and latest.speaker:
        return Attribution(quoted, latest.speaker, "continued", whole)
    if not whole and p.is_short(k):  # a fragment of a few words is nobody's without a cue
        return Attribution(quoted, whole=whole)
    if here and p.opens[k]:
        return Attribution(quoted, here, "carried-over", whole)
    return Attribution(quoted, *_by_place(p, k, before), whole)


def _in_other_language(p: Paragraph, k: int, latest: Attribution | None) -> Attribution:
    """By a verb of saying in that language; what place and grammar tell in English, is not asked."""
    quoted, whole = p.quoted[k], p.is_whole(k)
    if quoted.continues and latest and latest.speaker:
        return Attribution(quoted, latest.speaker, "continued", whole)
    phrase = said_behind(p, k)
    if phrase is None:
        return Attribution(quoted, whole=whole)
    return Attribution(quoted, (p.number, phrase.start, phrase.end), "said-in-other-language", whole)


def _by_place(p: Paragraph, k: int, before: Span | None) -> tuple[Span | None, str]:
    if _SPOKEN_OF.match(p.masked, p.outer[k][1]):
        return None, "unattributed"
    for name, rule in _BY_PLACE:
        span = rule(p, k)
        if span:
            return span, name
    if before and p.opens[k]:
        return before, "previous-paragraph"
    return None, "unattributed"


# ---------------------------------------------------------------- by the quotation's place


def _subject(p: Paragraph, k: int) -> Span | None:
    """X is sure of “…”. To X, it is “…”."""
    if p.opens[k]:
        return None
    start = p.outer[k][0]
    begin = max(p.sentence(start), start - WINDOW)
    subject = main_subject(p.masked, begin, start)
    if subject is None or MASK in p.masked[begin : subject.start] or is_passive(p.masked, subject.end, start):
        return None
    if hears(p.masked, begin, subject.start):
        return None
    if _is_somebody(p.masked, subject):
        minded = not _MINDED.isdisjoint(cues.WORD.findall(p.masked, subject.end, start))
        colon = p.masked[max(0, start - 3) : start].rstrip().endswith(":")
        return (p.number, subject.start, subject.end) if minded or colon else None
    whose = _TO_WHOM.match(p.masked, begin, start)
    opinion = phrase_after(p.masked, whose.end(), start) if whose else None
    return (p.number, opinion.start, opinion.end) if opinion and opinion.kind == "name" else None


def _named_later(p: Paragraph, k: int) -> Span | None:
    """“….” “…,” said X."""
    for later in range(k + 1, min(k + 3, len(p.quoted))):
        if not (p.opens[k] and p.opens[later]):
            return None
        hit = said_after(p, later)
        if hit:
            return p.number, hit[0].start, hit[0].end
    return None


def _previous_sentence(p: Paragraph, k: int) -> Span | None:
    """After a sentence about X: “….”."""
    begin = p.sentence(p.outer[k][0])
    if not begin or not p.opens[k]:
        return None
    floor = max(p.sentence(begin - 1), begin - WINDOW)
    if k and p.lasts[k - 1] in FULL_STOPS:
        floor = max(floor, p.outer[k - 1][1])  # “….” X laughed. “….”
    subject = told(p.masked, floor, begin) or main_subject(p.masked, floor, begin)
    if subject is None or MASK in p.masked[floor : subject.start] or not _is_somebody(p.masked, subject):
        return None
    return p.number, subject.start, subject.end


def _told_above(p: Paragraph, k: int) -> Span | None:
    """After a paragraph that ends in words of X without marks: “….”."""
    if not _opens_paragraph(p, k):
        return None
    stop = len(p.preceding)
    tail = max(0, stop - WINDOW)
    start = tail + max(sentence_starts(p.preceding[tail:]), default=0)
    subject = told(p.preceding, start, stop) if p.spoken_until <= start else None
    return (p.number - 1, subject.start, subject.end) if subject and _is_somebody(p.preceding, subject) else None


def _subject_above(p: Paragraph, k: int) -> Span | None:
    """After a paragraph without quotations whose last sentence is about X: “….”."""
    if p.spoken_until or not _opens_paragraph(p, k):
        return None
    stop = len(p.preceding)
    tail = max(0, stop - WINDOW)
    start = tail + max(sentence_starts(p.preceding[tail:]), default=0)
    subject = main_subject(p.preceding, start, stop) if p.preceding.endswith(".") else None
    if subject is None or subject.kind != "name" or p.preceding[start : subject.start - subject.lead].strip():
        return None
    about = _IS_SUBJECT.match(p.preceding, subject.end) is not None and _is_somebody(p.preceding, subject)
    return (p.number - 1, subject.start, subject.end) if about else None


def _signed_below(p: Paragraph, k: int) -> Span | None:
    """“….” and in the next paragraph: — X."""
    dash = SIGNED.match(p.following) if k == len(p.quoted) - 1 and len(p.following) <= _SIGNATURE else None
    phrase = phrase_after(p.following, dash.end(), len(p.following)) if dash else None
    return (p.number + 1, phrase.start, phrase.end) if phrase and phrase.kind == "name" else None


def _colon_above(p: Paragraph, k: int) -> Span | None:
    """X had this to say: and in the next paragraph “….”."""
    if not p.preceding.endswith(":") or not _opens_paragraph(p, k):
        return None
    stop = len(p.preceding)
    tail = max(0, stop - WINDOW)
    start = tail + max(sentence_starts(p.preceding[tail:]), default=0)
    subject = (
        sender(p.preceding, start, stop) or told(p.preceding, start, stop) or main_subject(p.preceding, start, stop)
    )
    return (p.number - 1, subject.start, subject.end) if subject and not is_nobody(p.preceding, subject) else None


def _name_above(p: Paragraph, k: int) -> Span | None:
    """Jane Roe, chief economist: on a line of its own above “….”."""
    alone = _opens_paragraph(p, k) and p.outer[k][1] >= len(p.text.rstrip())
    line = _NAME_LINE.match(p.preceding) if alone else None
    return (p.number - 1, line.start("name"), line.end("name")) if line else None


def _is_somebody(text: str, phrase: Phrase) -> bool:
    """Whether a sentence's subject can be one who speaks: people in general and things are left out.

    One capitalised word that opens a sentence may be any word ("Often", "Running").
    """
    words = text[phrase.start : phrase.end]
    if phrase.kind == "pronoun":
        return words.lower() in {"he", "she", "they"}
    if phrase.kind == "nominal":
        return cues.is_person(words) and words.rpartition(" ")[2] not in cues.PLURALS
    opens = not text[: phrase.start].strip() or text[: phrase.start].rstrip()[-1] in FULL_STOPS + MASK
    return " " in words or not opens or not _ORDINARY.fullmatch(words)


def _opens_paragraph(p: Paragraph, k: int) -> bool:
    return p.sentence(p.outer[k][0]) == 0 and p.opens[k]


_BY_PLACE: tuple[tuple[str, Callable[[Paragraph, int], Span | None]], ...] = (
    ("subject", _subject),
    ("named-later", _named_later),
    ("previous-sentence", _previous_sentence),
    ("signature", _signed_below),
    ("colon", _colon_above),
    ("name-line", _name_above),
    ("told-above", _told_above),
    ("subject-above", _subject_above),
)
