"""Questions and answers among an article's drafts: labelled ("Q1:", "A1:") or standing in a section of questions.

In: drafts in reading order. Out: the same drafts, those of a question and of the paragraphs that answer it turned into
`question` and `answer`: a pair is a question with the `answer` blocks behind it. A question that a text only asks
("Why does this matter?" over a chapter) stays what it was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from generator.structure.drafts import Draft, without_opening
from generator.structure.markers import list_marker, qa_label, turns

_SECTION = re.compile(
    r"\bfaqs?\b|frequently asked|common(?:ly asked)? questions|people (?:also )?ask|questions? (?:and|&) answers?|"
    r"\bq\s?&\s?a\b|questions about|(?:top|popular|your|asked|related) questions|questions,? answered",
    re.IGNORECASE,
)
_INVITATION = re.compile(
    r"(?:need|ready|want|looking|interested|have (?:an?|you|any|questions)|haven[’']t|was this|is this (?:page|text)|"
    r"did you find|how are we|why choose|still|hiring|forgot|got|not (?:a|sure|what)|new (?:to|here|customer)|"
    r"already (?:a|have)|can[’']t|curious|any questions|thinking of|don[’']t (?:have|want)|what do you think)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:related|about (?:us|the author)|contact|share|subscribe|sign up|read (?:more|next|also)|back to|get started|"
    r"you (?:may|might) also|more (?:from|on|articles)|references?|sources?|comments?|leave a|tags|©|copyright|"
    r"conclusion|summary|follow us|final thoughts|next steps)\b",
    re.IGNORECASE,
)
_CONTROL = re.compile(
    r"\W*$|(?:show|read|learn|see|view|load)\s(?:more|less|all|answer)s?$|"
    r"(?:expand|collapse|open|close|toggle)\b.{0,20}$",
    re.IGNORECASE,
)
_ASKS_UNMARKED = re.compile(
    r"(?:how (?:do|does|can|long|much|many|often)|what (?:is|are|do|does|kind|happens)|"
    r"(?:why|when|where) (?:do|does|is|are)|(?:can|do|does|is|are|will) (?:i|my|we|you|there|it)) .{4,160}[^.!:;,]$",
    re.IGNORECASE,
)
_SELF = re.compile(r"\b(?:I|me|my|mine|myself|we|us|our|ours|ourselves)\b(?!\.)")
_ONE = re.compile(r"\b(?:I|me|my)\b(?!\.)")
_YOU = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_EDITED = re.compile(
    r"\b(?:interview|conversation|transcript|text)\b.{0,60}\b(?:edited|condensed|shortened|abridged)\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")

# Measured on qa dev (24 pages, 116 pairs): drawn up on every other page, checked on the rest.
_WORDS_OF_A_QUESTION = range(3, 33)
_WORDS_OF_A_TITLE, _LENGTH_OF_A_TITLE = 12, 200
_MOST_ANSWER_BLOCKS = 12
_MOST_ANSWER_WORDS = 400
_LEAST_ANSWER_WORDS = 5
_LEAST_RUN = 3
_REACH_OF_A_TITLE = 4
_LABEL_WORDS = 8
_MOST_BETWEEN = 2
_MOST_UNSAID = 32  # words of an interviewer's remark
_MOST_PARTED = 30  # blocks: an answer with headings and lists of its own


@dataclass(frozen=True, slots=True)
class _Pair:
    """A question's position and its answer's positions `[first, end)`."""

    at: int
    first: int
    end: int


def with_questions(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The drafts with every question and answer marked as such."""
    labelled = _labelled(drafts)
    return _marked(drafts, labelled) if labelled else _marked(drafts, _unlabelled(drafts))


def _marked(drafts: Sequence[Draft], pairs: Sequence[_Pair]) -> tuple[Draft, ...]:
    out = list(drafts)
    for pair in pairs:
        out[pair.at] = _question(drafts[pair.at])
        for i in range(pair.first, pair.end):
            out[i] = _answer(drafts[i])
    return tuple(out)


def _question(draft: Draft) -> Draft:
    label, marker = qa_label(draft.text), list_marker(draft.text)
    if label and label.side == "question":
        draft = without_opening(draft, label.length, label.mark)
    elif marker and not draft.marker:
        draft = without_opening(draft, marker.length, marker.mark)
    return replace(draft, kind="question", level=0)


def _answer(draft: Draft) -> Draft:
    """The block as part of an answer: an item keeps its marker and depth; table, code and image stay as they are."""
    if draft.kind in ("table", "code", "image"):
        return draft
    label = qa_label(draft.text)
    if label and label.side == "answer":
        draft = without_opening(replace(draft, level=0), label.length, label.mark)
    return replace(draft, kind="answer", level=0 if draft.kind == "heading" else draft.level)


def _labelled(drafts: Sequence[Draft]) -> list[_Pair]:
    """Pairs whose question says "Q:"; the answer ends before the next one, the last with its own block and list."""
    labels = [qa_label(draft.text) for draft in drafts]
    starts = [i for i, label in enumerate(labels) if label and label.side == "question"]
    pairs = []
    for i, following in zip(starts, [*starts[1:], len(drafts)], strict=False):
        last = i == starts[-1]
        end = i + 1
        while end < following and drafts[end].kind != "heading":
            if last and end > i + 1 and drafts[end].kind != "item":
                break
            end += 1
        if end > i + 1:
            pairs.append(_Pair(i, i + 1, end))
    return pairs


def _unlabelled(drafts: Sequence[Draft]) -> list[_Pair]:
    """Pairs under a title such as "FAQ"; without one, runs of at least three questions, each with a short answer."""
    titles = {i for i, draft in enumerate(drafts) if _is_section_title(draft)}
    asked = [i for i, draft in enumerate(drafts) if i not in titles and _is_question(draft)]
    stops = titles.union(asked)
    runs: list[list[_Pair]] = []
    for i in asked:
        pair = _Pair(i, i + 1, _answer_end(drafts, i, stops))
        if runs and _goes_on(drafts, runs[-1][-1].end, i, titles):
            runs[-1].append(pair)
        else:
            runs.append([pair])
    runs = [run for run in runs if sum(drafts[pair.at].text.endswith("?") for pair in run) * 2 > len(run)]
    titled = _sections(drafts, runs, titles)
    least = 1 if titled else _LEAST_ANSWER_WORDS
    chosen = titled or [run for run in runs if len(run) >= _LEAST_RUN]
    spoken = turns([draft.text for draft in drafts])
    said = [pair for run in chosen for pair in _of_the_guest(drafts, _with_last_trimmed(drafts, run), spoken)]
    answered = [pair for pair in said if _answers(drafts, pair, least)]
    latest = {drafts[pair.at].text: pair for pair in answered}  # a table of contents may ask the same before
    return _each_with_its_own(drafts, [pair for pair in answered if latest[drafts[pair.at].text] is pair])


def _sections(drafts: Sequence[Draft], runs: Sequence[list[_Pair]], titles: set[int]) -> list[list[_Pair]]:
    """The runs right below a title such as "FAQ", each with the runs that go on in its section.

    What would do as a run without a title goes on behind an answer with headings and lists of its own.
    """
    sections: list[list[_Pair]] = []
    above: list[_Pair] = []
    for run in runs:
        if not titles.isdisjoint(range(run[0].at - _REACH_OF_A_TITLE, run[0].at)):
            sections.append(list(run))
        elif sections and sections[-1][-1] in above and len(run) >= _LEAST_RUN:
            *before, last = sections[-1]
            if _all_answers(drafts, range(last.first, run[0].at), titles):
                sections[-1] = [*before, replace(last, end=run[0].at), *run]
        above = run
    return sections


def _all_answers(drafts: Sequence[Draft], between: range, titles: set[int]) -> bool:
    """Whether all blocks between two questions may answer the first of them."""
    words = sum(len(drafts[i].text.split()) for i in between[:_MOST_PARTED])
    if len(between) > _MOST_PARTED or words > _MOST_ANSWER_WORDS:
        return False
    return not any(i in titles or _AFTER.match(drafts[i].text) for i in between)


def _each_with_its_own(drafts: Sequence[Draft], pairs: Sequence[_Pair]) -> list[_Pair]:
    """The pairs without what an answer has from the next: pages that fold answers away often hold each one twice."""
    own = []
    for pair, following in zip_longest(pairs, pairs[1:]):
        end = pair.end
        theirs = {drafts[i].text for i in range(following.first, following.end)} if following else set()
        while end > pair.first + 1 and drafts[end - 1].text in theirs:
            end -= 1
        own.append(replace(pair, end=end))
    return own


def _with_last_trimmed(drafts: Sequence[Draft], run: Sequence[_Pair]) -> list[_Pair]:
    """Nothing marks the end of the last answer: it gets no more paragraphs than the longest one before it, and a list
    only behind a colon.
    """
    *others, last = run
    paragraphs = [sum(drafts[i].kind != "item" for i in range(pair.first, pair.end)) for pair in others]
    room, end, listing = max(paragraphs, default=1), last.first, False
    while end < last.end:
        item = drafts[end].kind == "item"
        listing = item and (listing or end == last.first or drafts[end - 1].text.endswith(":"))
        if not listing and (item or not room):
            break
        room -= not item
        end += 1
    return [*others, _Pair(last.at, last.first, end)]


def _of_the_guest(drafts: Sequence[Draft], run: Sequence[_Pair], spoken: Sequence[str]) -> list[_Pair]:
    """The pairs of an interview with answers that end where the interviewer may speak again, without a question mark.

    That is at the asker's next turn, where turns bear names, or else at a short paragraph in which nobody speaks of
    "I" or "we": a guest's remark may be left out with it, an interviewer's never gets in.
    """
    talk = _is_interview(drafts, run)
    out = []
    for pair in run:
        end = pair.first
        while end < pair.end and not (spoken[end] and spoken[end] == spoken[pair.at]):
            if talk and end > pair.first and not spoken[end] and _may_be_asked(drafts[end]):
                break
            end += 1
        out.append(replace(pair, end=end))
    return out


def _is_interview(drafts: Sequence[Draft], run: Sequence[_Pair]) -> bool:
    """Whether "you" is asked and "I" answers; in a list of common questions "I" asks and "you" is answered."""
    asked = sum(_YOU.search(drafts[pair.at].text) is not None for pair in run)
    own = sum(any(_ONE.search(drafts[i].text) for i in range(pair.first, pair.end)) for pair in run)
    asks_itself = sum(_SELF.search(drafts[pair.at].text) is not None for pair in run)
    return asked > asks_itself and 2 * own >= len(run)


def _may_be_asked(draft: Draft) -> bool:
    text = draft.text
    if draft.kind != "paragraph":
        return False
    return _EDITED.search(text) is not None or (len(text.split()) <= _MOST_UNSAID and not _SELF.search(text))


def _goes_on(drafts: Sequence[Draft], end: int, question: int, titles: set[int]) -> bool:
    """Whether a series of questions goes on at `question` after an answer that ended at `end`, a link or two later."""
    between = range(end, question)
    return len(between) <= _MOST_BETWEEN and not any(i in titles or _AFTER.match(drafts[i].text) for i in between)


def _answer_end(drafts: Sequence[Draft], question: int, stops: set[int]) -> int:
    """Where the answer ends: at the next question or heading, at an article's appendages, at an unannounced list."""
    end, words, listing = question + 1, 0, False
    while end < len(drafts) and end not in stops and end - question <= _MOST_ANSWER_BLOCKS:
        text = drafts[end].text
        if _CONTROL.match(text):
            end += 1
            continue
        listing = drafts[end - 1].text.endswith(":") or (listing and drafts[end].kind == "item")
        after = len(text.split()) <= _LABEL_WORDS and _AFTER.match(text)
        if after or words > _MOST_ANSWER_WORDS or (not listing and (drafts[end].kind == "heading" or _is_label(text))):
            break
        words += len(text.split())
        end += 1
    return end


def _answers(drafts: Sequence[Draft], pair: _Pair, least: int) -> bool:
    return sum(len(drafts[i].text.split()) for i in range(pair.first, pair.end)) >= least


def _is_label(text: str) -> bool:
    """A short line without an end mark: a heading or a control, not prose."""
    return len(text.split()) < _LABEL_WORDS and text[-1:] not in '.!:;,”"’)'


def _is_section_title(draft: Draft) -> bool:
    text = draft.text
    if len(text) > _LENGTH_OF_A_TITLE or text.endswith(".") or len(text.split()) > _WORDS_OF_A_TITLE:
        return False
    return bool(_SECTION.search(text))


def _is_question(draft: Draft) -> bool:
    """A line that asks something, with a question mark or as a heading without ("How long does it take")."""
    text = draft.text
    asks = text.endswith("?")
    if not (asks or draft.kind == "heading") or draft.kind not in ("heading", "paragraph", "item"):
        return False
    if _INVITATION.match(text):
        return False
    if not asks:
        return bool(_ASKS_UNMARKED.match(text))
    few_sentences = len(_SENTENCE_END.findall(text[:400])) <= 2  # noqa: PLR2004  # "I moved. Do I have to pay?"
    return few_sentences and len(text.split()) in _WORDS_OF_A_QUESTION
