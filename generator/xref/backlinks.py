"""Backlinks: for every entity the sentences that name it.

In: annotated articles. Out: entity id -> one `Backlink` per sentence, in the order of the articles and of reading.
Headings name entities too, but a heading is no statement: it counts as a mention and gives no backlink.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from generator.model import AnnotatedArticle, Backlink


def backlinks(articles: Sequence[AnnotatedArticle]) -> dict[str, tuple[Backlink, ...]]:
    """The sentences that name each entity, with the spans of the names."""
    found: dict[str, dict[tuple[str, str], Backlink]] = defaultdict(dict)
    for annotated in articles:
        article = annotated.article
        blocks = {block.id: block for block in article.blocks}
        for mention in annotated.mentions:
            sentence = blocks[mention.block].sentence_at(mention.start)
            if sentence is None:
                continue
            key = (article.id, sentence.id)
            marks = (mention.start, min(mention.end, sentence.end))
            earlier = found[mention.entity].get(key)
            found[mention.entity][key] = Backlink(
                article=article.id,
                block=mention.block,
                sentence=sentence.id,
                start=sentence.start,
                end=sentence.end,
                marks=(*earlier.marks, marks) if earlier else (marks,),
            )
    return {entity: tuple(links.values()) for entity, links in sorted(found.items())}
