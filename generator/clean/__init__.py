"""Boilerplate removal: a verdict with a reason for every block; nothing is thrown away.

In: a `Document` and an editor's `Overrides`. Out: a `CleanDocument` with one `Verdict` per block and what the cut
chrome says about the article (publisher, author, day), for the next stage to weigh; it changes no text.
`check_orders` tells the orders of a sidecar that do nothing.

Who decides about a block, first come first served:

1. `editor`: the overrides, keeping before cutting;
2. `outside-the-article`: an HTML reader's word that the block is chrome (its `path` begins with "chrome");
3. metadata lines: `published-line`, `byline`, `publication-line`, `mail-head`;
4. the named wordings of `rules.LINE_RULES`;
5. lists under a chrome heading: `recent-posts`, `archive-list`, ...;
6. `repeated-block`: what was said before, or is said in full elsewhere;
7. `title`, `dek`, `question`, `minutes`, `numbered-series`, `list-of-the-article`, `footnote`, `letter`,
   `beside-the-text`: kept, whatever the classifier thinks;
8. `line-classifier`, in plain text only, and not in a text of a few lines, of which it has seen none.

HTML and Markdown say the role of a block and hold mostly article, so they get rules 1 to 6 only; Markdown, which a
person may have typed, gets of the wordings only those marked `typed`, 3 for its paragraphs alone, and not 5.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from generator.clean import lines as clean_lines
from generator.clean.claims import claims
from generator.clean.features import word_count
from generator.clean.head import Head, read_head
from generator.clean.lines import Classifier, Score
from generator.clean.lists import Why, list_lines
from generator.clean.mail import letter_frame
from generator.clean.orders import check_orders, ordered
from generator.clean.rules import PAGE_NUMBER, Rule, line_rule, opens_record, page_number
from generator.clean.title import is_heading
from generator.footnotes import footnotes
from generator.model import Claim, CleanDocument, Document, Overrides, RawBlock, Verdict
from generator.text import words

__all__ = ["check_orders", "clean"]

Judge = Callable[["_View"], dict[int, Verdict]]

_EVEN = 0.5  # the classifier's value above which a line is the article's ...
_OF_BEST = 0.8  # ... or this share of the best line's, where that is less: every text has an article
_KEPT = Verdict(keep=True, rule="content")
_DEK = Verdict(keep=True, rule="dek", reason="a sentence under the title that the page says twice")
_NEVER_CHROME = frozenset({"quote", "table", "code", "image"})
_QUESTION = re.compile(
    r"(?:[•*-]\s?)?(?:[QA]\d{1,3}\s?[:.)]|(?:Question|Answer)(?: \d{1,3})?\s?[:.]|[QA]\s?:)\s?\S", re.IGNORECASE
)
_ELLIPSIS = re.compile(r"\s?[\[(]?(?:…|\.\.\.)[\])]?(?:\s?(?:read more|continue reading|more))?\W{0,3}$", re.IGNORECASE)
_NUMBERED = re.compile(r"(\d{1,2})[.)] ")
_MINUTES = 3  # lines that open as those of minutes do
_BULLETS = frozenset({"- ", "• ", "* ", "– "})
_SERIES = 3  # lines
_TAIL = 30  # characters that an ellipsis and its call to read on take
_SENTENCE_END = re.compile(r"[.!?。！？][\"”’')\]]{0,3}$")
_LAST_OF_A_SENTENCE = ".!?。！？\"”’')]"

_DOUBT = (
    0.25  # the classifier is believed below it; .15, .25 and .35 give whole pages F1 .9460, .9464, .9461 (dev, folds)
)
_BELOW = 3  # lines from a paragraph down to one that may still be the article's
_PROSE = 15  # words from which a line counts as an article's sentences; `features` counts alike
_SMALL = 150  # words; 2 in 1,000 texts of boilerplate_text dev are shorter, so the classifier knows nothing of them
_PROSE_OF_SMALL = 8  # the same in a text below that size
_REPEATED = 5  # words; a shorter line may rightly come twice ("Overview", "Yes, it does.")
_MOST_ALIKE = 20  # blocks with the same first words that a teaser is compared with


def clean(
    document: Document,
    overrides: Overrides = Overrides(),  # noqa: B008 a frozen value
    classifier: Classifier = clean_lines.scores,
) -> CleanDocument:
    """`document` with a verdict for every block, in order, and the claims of its metadata lines.

    `classifier` judges the lines of plain text; an evaluation may put another in the place of the shipped one.
    """
    verdicts = ordered(document.blocks, overrides)
    view = _view(document, frozenset(i for i, verdict in verdicts.items() if not verdict.keep), classifier)
    for judge in _JUDGES[document.format]:
        for i, verdict in judge(view).items():
            verdicts.setdefault(i, verdict)
    every = tuple(verdicts.get(i, _KEPT) for i in range(len(document.blocks)))
    return CleanDocument(document, every, _claims(view, every))


@dataclass(frozen=True, slots=True)
class _View:
    """A document as the judges see it; every tuple has one entry per block.

    `keys` are a block's words; `rules` the named wordings; `prose` marks what are sentences of an article by their
    form; `lists` are the lines under a chrome heading; `scores` is empty where no classifier is asked and `even` the
    value above which it keeps; `dropped` are the blocks that the editor cuts.
    """

    blocks: tuple[RawBlock, ...]
    keys: tuple[tuple[str, ...], ...]
    rules: tuple[Rule | None, ...]
    prose: tuple[bool, ...]
    head: Head
    lists: dict[int, Why]
    scores: tuple[Score, ...]
    even: float
    dropped: frozenset[int]

    def believed(self, i: int) -> bool:
        """Whether the classifier, where there is one, keeps block `i`."""
        return not self.scores or self.scores[i].value > self.even


def _view(document: Document, dropped: frozenset[int], classifier: Classifier) -> _View:
    blocks = document.blocks
    keys = tuple(tuple(words(block.text)) for block in blocks)
    small = all(total < _SMALL for total in accumulate(word_count(block.text) for block in blocks))
    scores = classifier([b.text for b in blocks]) if document.format == "text" and not small else ()
    rules = tuple(line_rule(block.text) for block in blocks)
    least = _PROSE_OF_SMALL if small else _PROSE
    prose = tuple(rule is None and _is_prose(block, least) for block, rule in zip(blocks, rules, strict=True))
    even = min(_EVEN, _OF_BEST * max((s.value for s in scores), default=1.0))
    believed = tuple(p and (not scores or scores[i].value > even) for i, p in enumerate(prose))
    sentences = (
        i
        for i, (block, rule) in enumerate(zip(blocks, rules, strict=True))
        if rule is None and (not scores or scores[i].value > even) and _is_prose(block, _PROSE_OF_SMALL)
    )
    able = {i for i, block in enumerate(blocks) if not (block.kind in _NEVER_CHROME or _outside(block))}
    ruled = {i for i, rule in enumerate(rules) if rule or page_number(blocks[i].text)}
    head = read_head(document, keys, believed, sentences, able=able, ruled=ruled)
    bulleted = [f"- {b.text}" if b.kind == "item" else b.text for b in blocks]
    lists = list_lines(bulleted, prose, bare=document.format == "text")
    return _View(blocks, keys, rules, prose, head, lists, scores, even, dropped)


def _is_prose(block: RawBlock, least: int) -> bool:
    return (
        len(block.text) > least  # so few characters cannot be so many words
        and block.text[-1] in _LAST_OF_A_SENTENCE
        and not _outside(block)
        and len(block.text.split()) >= least
        and bool(_SENTENCE_END.search(block.text, len(block.text) - 4))
    )


def _outside(block: RawBlock) -> bool:
    return block.path.startswith("chrome")


# ---------------------------------------------------------------- judges


def _elsewhere(view: _View) -> dict[int, Verdict]:
    verdict = _cut("outside-the-article", "the page's markup sets it apart from the article")
    return {i: verdict for i, block in enumerate(view.blocks) if _outside(block)}


def _metadata(view: _View) -> dict[int, Verdict]:
    return {i: _cut(r.rule, r.reason) for i, r in view.head.readings.items()}


def _typed_metadata(view: _View) -> dict[int, Verdict]:
    """A heading that is a date opens an entry, and an item that is one is a datum."""
    return {i: verdict for i, verdict in _metadata(view).items() if view.blocks[i].kind == "paragraph"}


def _wording(view: _View) -> dict[int, Verdict]:
    return _worded(view, view.rules)


def _printed(view: _View) -> dict[int, Verdict]:
    verdict = _cut(PAGE_NUMBER.name, PAGE_NUMBER.reason)
    return {i: verdict for i, block in enumerate(view.blocks) if page_number(block.text)}


def _typed_wording(view: _View) -> dict[int, Verdict]:
    return _worded(view, [line_rule(block.text, typed=True) for block in view.blocks])


def _worded(view: _View, rules: Sequence[Rule | None]) -> dict[int, Verdict]:
    return {
        i: _cut(rule.name, rule.reason)
        for i, rule in enumerate(rules)
        if rule and view.blocks[i].kind not in _NEVER_CHROME
    }


def _lists(view: _View) -> dict[int, Verdict]:
    return {i: _cut(*why) for i, why in view.lists.items() if view.blocks[i].kind not in _NEVER_CHROME}


def _repeats(view: _View) -> dict[int, Verdict]:
    """Every copy but one, which is the first that would stay; teasers of a block that stands in full."""
    ruled = (i for i, rule in enumerate(view.rules) if rule)
    chrome = {*view.dropped, *_elsewhere(view), *view.head.readings, *ruled, *view.lists}
    able = [i for i, b in enumerate(view.blocks) if i not in chrome and b.kind not in _NEVER_CHROME]
    keys = view.keys
    first: dict[tuple[str, ...], int] = {}
    begun: dict[tuple[str, ...], list[int]] = {}
    for i in able:
        if view.believed(i) or i == view.head.title or (view.prose[i] and view.head.lines[i]):
            first.setdefault(keys[i], i)
            begun.setdefault(keys[i][:_REPEATED], []).append(i)
    title = keys[view.head.title] if view.head.title is not None else ()
    found: dict[int, Verdict] = {}
    for i in able:
        key = keys[i]
        twice_at_most = key == title or (view.prose[i] and not view.blocks[i].text.endswith("?"))
        if twice_at_most and len(key) >= min(_REPEATED, len(title) or _REPEATED) and first.get(key, i) != i:
            found[i] = _cut("repeated-block", f"the same words as line {view.blocks[first[key]].lines[0]}")
        elif (whole := _in_full(view.blocks[i].text, i, keys, begun)) is not None:
            found[i] = _cut("repeated-block", f"the beginning of line {view.blocks[whole].lines[0]}")
            if view.prose[whole] and not view.believed(whole):
                found.setdefault(whole, _DEK)  # else the page would lose both
    return found


def _in_full(text: str, i: int, keys: Sequence[tuple[str, ...]], begun: dict[tuple[str, ...], list[int]]) -> int | None:
    """The block of which a text that breaks off ("…") is the beginning."""
    tail = text[-_TAIL:]
    mark = _ELLIPSIS.search(text, max(0, len(text) - _TAIL)) if "…" in tail or "..." in tail else None
    stem = tuple(words(text[: mark.start()])) if mark else ()
    if len(stem) < _REPEATED:
        return None
    alike = begun.get(stem[:_REPEATED], [])[:_MOST_ALIKE]
    return next((j for j in alike if j != i and keys[j][: len(stem)] == stem and len(keys[j]) > len(stem)), None)


def _named_title(view: _View) -> dict[int, Verdict]:
    return (
        {}
        if view.head.title is None
        else {view.head.title: Verdict(keep=True, rule="title", reason="names the article")}
    )


def _deks(view: _View) -> dict[int, Verdict]:
    """Sentences of the head that the page says twice, as a standfirst and again as a teaser: kept once."""
    times = Counter(block.text for block in view.blocks)
    return {
        i: _DEK for i, block in enumerate(view.blocks) if view.head.lines[i] and view.prose[i] and times[block.text] > 1
    }


def _series(view: _View) -> dict[int, Verdict]:
    """What the classifier doubts of a numbered series ("1. …", "2. …") most of which it believes."""
    verdict = Verdict(keep=True, rule="numbered-series", reason="one of a numbered series of the article")
    found: dict[int, Verdict] = {}
    series: list[int] = []
    for i, block in enumerate(view.blocks):
        number = _NUMBERED.match(block.text)
        if not number:
            continue
        if int(number[1]) != len(series) + 1:
            series = []
        if int(number[1]) == len(series) + 1:
            series.append(i)
            if sum(map(view.believed, series)) > max(_SERIES, len(series)) / 2:
                found.update({j: verdict for j in series if not view.believed(j)})
    return found


def _beside_text(view: _View) -> dict[int, Verdict]:
    """What the classifier doubts beside paragraphs that it believes, where losing the article's words costs more.

    Headings directly above a paragraph, a paragraph above the first one, and one shortly below that asks for nothing.
    Of whole pages this keeps more (shingle F1 .9466 against .9453), and it finds hardly fewer of the chrome's lines
    near the article (F1 .8796 against .8805; boilerplate_text dev, five folds by site).
    """
    verdict = Verdict(keep=True, rule="beside-the-text", reason="next to a paragraph of the article")
    sure = [p and view.believed(i) for i, p in enumerate(view.prose)]
    first = sure.index(True) if True in sure else len(sure)
    found: dict[int, Verdict] = {}
    for i in range(len(sure) - 1, -1, -1):
        if not view.scores or view.believed(i) or view.scores[i].value < _DOUBT or view.rules[i]:
            continue
        above = sure[i + 1 : i + 2] == [True] or (i + 1 in found and (view.prose[i + 1] or i + 2 not in found))
        below = i > first and not view.scores[i].asks and any(map(view.believed, range(max(0, i - _BELOW), i)))
        paragraph = view.prose[i] and (below or (above and i < first))
        heading = above and not view.head.lines[i] and is_heading(view.blocks[i].text)
        if paragraph or heading:
            found[i] = verdict
    return found


def _listed(view: _View) -> dict[int, Verdict]:
    """The sentences that the classifier doubts of a bulleted list half of which it believes."""
    verdict = Verdict(keep=True, rule="list-of-the-article", reason="in a list of the article")
    bulleted = [block.text[:2] in _BULLETS for block in view.blocks]
    found: dict[int, Verdict] = {}
    for bullets, run in groupby(range(len(bulleted)), key=bulleted.__getitem__) if any(bulleted) else ():
        places = list(run) if bullets else []
        if 2 * sum(map(view.believed, places)) >= len(places):
            doubted = (i for i in places if not view.believed(i) and not view.scores[i].asks)
            found |= {i: verdict for i in doubted if _SENTENCE_END.search(view.blocks[i].text)}
    return found


def _records(view: _View) -> dict[int, Verdict]:
    """The lines of minutes that name who was there and what was decided, and the bulleted sentences among them."""
    verdict = Verdict(keep=True, rule="minutes", reason="says who was at a meeting, or what it decided")
    found = {i: verdict for i, block in enumerate(view.blocks) if opens_record(block.text)}
    if len(found) >= _MINUTES:
        among = range(min(found), max(found))
        doubted = (i for i in among if not view.believed(i) and not view.scores[i].asks)
        found |= {
            i: verdict for i in doubted if (text := view.blocks[i].text)[:2] in _BULLETS and _SENTENCE_END.search(text)
        }
    return found


def _notes(view: _View) -> dict[int, Verdict]:
    verdict = Verdict(keep=True, rule="footnote", reason="a note that the text refers to")
    return {i: verdict for note in footnotes([block.text for block in view.blocks]) for i in note.lines()}


def _letters(view: _View) -> dict[int, Verdict]:
    framing = letter_frame(view.blocks, view.believed)
    return dict.fromkeys(framing, Verdict(keep=True, rule="letter", reason="greets, closes or signs a letter"))


def _questions(view: _View) -> dict[int, Verdict]:
    verdict = Verdict(keep=True, rule="question", reason="a numbered question or its answer")
    return {i: verdict for i, block in enumerate(view.blocks) if _QUESTION.match(block.text[:40])}


def _classified(view: _View) -> dict[int, Verdict]:
    return {i: _cut("line-classifier", s.against) for i, s in enumerate(view.scores) if not view.believed(i)}


def _cut(rule: str, reason: str) -> Verdict:
    return Verdict(keep=False, rule=rule, reason=reason)


_JUDGES: dict[str, tuple[Judge, ...]] = {
    "text": (
        _metadata,
        _wording,
        _printed,
        _lists,
        _repeats,
        _named_title,
        _deks,
        _questions,
        _records,
        _series,
        _listed,
        _notes,
        _letters,
        _beside_text,
        _classified,
    ),
    "html": (_elsewhere, _metadata, _wording, _lists, _repeats),
    "markdown": (_typed_metadata, _typed_wording, _repeats),
}


def _claims(view: _View, verdicts: Sequence[Verdict]) -> tuple[Claim, ...]:
    article = [p and view.believed(i) for i, p in enumerate(view.prose)]
    return claims(view.blocks, verdicts, view.head, article, first_list=min(view.lists, default=len(verdicts)))
