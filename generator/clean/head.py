"""The head of an article: where it is, which line is the title, what the lines around say of author, paper and day.

In: a document, which of its blocks are paragraphs or sentences, which of them a rule of wording has named. Out: a
`Head`. Nothing is cut here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import compress, count, islice
from operator import or_

from generator.clean.datelines import is_dateline, metadata_readings
from generator.clean.mail import mail_head
from generator.clean.metadata import Reading, masthead
from generator.clean.title import title_of
from generator.model import Document

_REACH = 12  # lines above the first paragraph in which byline and date are looked for
_TITLE_REACH = 30  # the same for the title, which may stand above a table of contents; 18, 24 and 30 find more and more
_ABOVE_TITLE, _BELOW_TITLE = 2, 6  # lines around a title further up in which byline and date are looked for, too
_MAIL = re.compile(r"[\w.+-]@\w")  # an address of somebody, which no title holds
_DEKS = 1  # paragraphs that may stand above a byline


@dataclass(frozen=True, slots=True)
class Head:
    """`lines` marks where the title may stand and `top` where metadata may, an entry a block; `title` is the index of
    the title line, None where none is sure; `readings` are the lines that are nothing but metadata, by their indices.
    """

    lines: tuple[bool, ...]
    top: tuple[bool, ...]
    title: int | None
    readings: dict[int, Reading]


def read_head(
    document: Document,
    keys: Sequence[tuple[str, ...]],
    prose: Sequence[bool],
    sentences: Iterable[int],
    *,
    able: Collection[int],
    ruled: Collection[int],
) -> Head:
    """The head above the paragraphs (`prose`); an article may open with shorter `sentences`, of which only the first
    are asked for.

    `keys` are the words of the blocks, `able` the blocks that may be metadata, `ruled` those that cannot be a title.
    """
    blocks = document.blocks
    lines = _above(compress(count(), prose), _REACH, len(blocks))
    top = tuple(map(or_, lines, _above(sentences, _REACH, len(blocks))))
    readings = metadata_readings(blocks, able, top, prose)
    if document.format == "text" and (mail := mail_head(blocks)):
        top = tuple(t or i in mail for i, t in enumerate(top))
        return Head(lines, top, None, readings | mail)
    reach = _above(compress(count(), prose), _TITLE_REACH, len(blocks))
    near = [i for i, h in enumerate(reach) if h]
    papers = {
        i: paper for i in near if document.format == "text" and (paper := masthead(blocks[i].text, blocks[i].lines[0]))
    }
    no = {i for i in near if i in ruled or i in papers or is_dateline(text := blocks[i].text) or _MAIL.search(text)}
    title = title_of(document, keys, prose, head=reach, metadata=readings, no=no)
    if title is not None and not top[title]:
        top = tuple(t or title - _ABOVE_TITLE <= i <= title + _BELOW_TITLE for i, t in enumerate(top))
        readings = metadata_readings(blocks, able, top, prose)
    for i, paper in papers.items() if title is not None else ():
        # Everywhere else such a line is an entry of a menu: so are 9 in 10 of them in boilerplate_text dev.
        if title == i + 1 == 1 or (title == i - 1 and i + 1 in readings):
            readings = {i: paper, **readings}
    return Head(lines, top, title, readings)


def _above(paragraphs: Iterable[int], reach: int, lines: int) -> tuple[bool, ...]:
    """Which of `lines` lines are the `reach` ones above the first paragraph or before the second, where a dek may be
    the first.
    """
    places = list(islice(paragraphs, _DEKS + 1))
    first = places[0] if places else 0
    last = places[_DEKS] if len(places) > _DEKS else first
    return tuple(first - reach <= i < max(last, first + 1) for i in range(lines))
