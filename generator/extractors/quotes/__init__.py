"""Direct quotations and their speakers.

In: an `Article` and the entity mentions of its blocks. Out: one `Quote` per pair of quotation marks, outermost ones
only, with the speaker by a named rule. Fragments of a few words have no speaker unless a cue names one beside them;
titles of works have none. Reported speech without marks is not read.

Rules, and how often they name the right speaker, read by hand in news of ../shared/eval: quotations of five words and
more, in two readings, the second on a random sample of another version (its part after the semicolon).

With a cue: `said-after` (358 of 361; 109 of 110), `introduced` ("X said: “…”", 75 of 77; 33 of 34), `interrupted` (“…,”
said X, “…”: 13 of 13), `said-before` (151 of 160; 73 of 75), `colon` (37 of 44; 24 of 27), `said-later` (after the rest
of the sentence, 13 of 13), `according-to`, `signature`. By place: `carried-over` (from the quotation before in the
paragraph, 127 of 133; 46 of 51, three wrong where the text lacks a mark), `continued` (a quotation of several
paragraphs, 28 of 29; 10 of 11), `previous-paragraph` (75 of 107; 26 of 32), `told-above` (17 of 22; 13 of 16),
`subject-above` (3 of 6), `subject` (8 of 18; 4 of 12, most of the others are no speech), `named-later`,
`previous-sentence`, `name-line`. In a text that is not English:
`said-in-other-language` alone. None: `title`, `unattributed`.

A quotation is `certain` only by the rules that reach a precision of about .97 (those with a cue right beside the words,
and what goes on from one of them), and only where no second person could be meant by a pronoun.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from generator.extractors.quotes.cues import NAME
from generator.extractors.quotes.marks import quoted_spans
from generator.extractors.quotes.names import Resolved, Roster, resolve
from generator.extractors.quotes.speakers import Attribution, attribute
from generator.model import SIGNATURE, Article, Block, Mention, Quote

_HANDED_ON = frozenset({"carried-over", "continued", "interrupted"})
_CERTAIN = frozenset({"said-after", "introduced"}) | _HANDED_ON
_SPOKEN_KINDS = frozenset({"heading", "paragraph", "item", "question", "answer", "quote"})
_SMALL_WORDS = frozenset("a an and as at but by for from in into is nor of on or over the to up via vs with".split())
_NO_CUE_BESIDE = frozenset(
    {
        "unattributed",
        "carried-over",
        "subject",
        "named-later",
        "said-later",
        "previous-sentence",
        "told-above",
        "subject-above",
        "previous-paragraph",
    }
)
_SIGNED_NAME = re.compile(rf"(?:[―—–-]{{1,2}}\s{{0,2}})?(?P<name>{NAME.pattern})")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def attributions(article: Article) -> tuple[tuple[Block, ...], tuple[Attribution, ...]]:
    """The blocks that were read, and for each quotation in them the words that name its speaker, unresolved.

    The block numbers of an `Attribution` count these blocks.
    """
    blocks, found, _ = _read(article)
    return blocks, found


def extract_quotes(article: Article, mentions: Sequence[Mention]) -> tuple[Quote, ...]:
    """Every quotation of the article in reading order; speakers carry the full name that the article gives."""
    blocks, found, masked = _read(article)
    if not found:
        return ()
    texts = [block.text for block in blocks]
    roster = Roster(texts, masked, found)
    linked = _Linked(mentions)
    quotes: list[Quote] = []
    sure = False
    for attribution in found:
        quoted, block = attribution.quoted, blocks[attribution.quoted.block]
        if block.is_struck(quoted.start, quoted.end):
            continue
        speaker = resolve(attribution, texts, roster)
        # a rule that hands a speaker on is as certain as what it hands on
        handed_on = attribution.rule in _HANDED_ON
        sure = bool(speaker and speaker.sure) and attribution.rule in _CERTAIN and (sure or not handed_on)
        quotes.append(
            Quote(
                block=block.id,
                start=quoted.start,
                end=quoted.end,
                text=block.text[quoted.start : quoted.end],
                speaker=speaker.name if speaker else "",
                entity=linked.entity(speaker, blocks[speaker.span[0]].id) if speaker else None,
                rule=attribution.rule,
                certain=sure,
                whole=attribution.whole,
            )
        )
    return tuple(quotes)


def _read(article: Article) -> tuple[tuple[Block, ...], tuple[Attribution, ...], tuple[str, ...]]:
    blocks = tuple(block for block in article.blocks if block.kind in _SPOKEN_KINDS)
    texts = [block.text for block in blocks]
    quotations = quoted_spans(texts)
    if not any(quotations):
        return blocks, (), ()
    found, masked = attribute(texts, quotations)
    found = tuple(_signed(attribution, blocks) for attribution in found)
    return blocks, tuple(_without_titles(attribution, texts) for attribution in found), masked


def _signed(attribution: Attribution, blocks: Sequence[Block]) -> Attribution:
    """What a block that the page itself sets as a quotation says is said by whom the page names below it."""
    at = attribution.quoted.block + 1
    if at == len(blocks) or blocks[at].kind != "quote" or blocks[at].marker != SIGNATURE:
        return attribution
    name = _SIGNED_NAME.match(blocks[at].text)
    if name is None:
        return replace(attribution, speaker=None, rule="unattributed")
    return replace(attribution, speaker=(at, name.start("name"), name.end("name")), rule="signature")


def _without_titles(attribution: Attribution, texts: Sequence[str]) -> Attribution:
    """A quotation in title case that no cue gives to anybody is the title of a work."""
    within = attribution.rule == "said-after" and not attribution.whole  # "after “The Long Way Home,” she said"
    if attribution.rule not in _NO_CUE_BESIDE and not within:
        return attribution
    quoted = attribution.quoted
    words = _WORD.findall(texts[quoted.block][quoted.start : quoted.end])
    heavy = [word for word in words if word.lower() not in _SMALL_WORDS]
    if len(heavy) > 1 and all(word[0].isupper() for word in heavy):
        return replace(attribution, speaker=None, rule="title", whole=False)
    return attribution


class _Linked:
    """The mentions by place and by wording, so that looking one up does not walk through all of them."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = sorted(mentions, key=lambda m: (m.block, m.start))
        self._places = [(m.block, m.start) for m in self._mentions]
        self._entities = {m.surface: m.entity for m in reversed(mentions)}

    def entity(self, speaker: Resolved, block: str) -> str | None:
        """The entity whose mention is the speaker's words, not merely part of them.

        "A lawyer for Meta" is not Meta.
        """
        _, start, end = speaker.span
        first = max(0, bisect_right(self._places, (block, start)) - 1)
        for mention in self._mentions[first : bisect_right(self._places, (block, end))]:
            shared = min(end, mention.end) - max(start, mention.start)
            if mention.block == block and 2 * shared > end - start:
                return mention.entity
        return self._entities.get(speaker.name)
