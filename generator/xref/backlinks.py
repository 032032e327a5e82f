"""Backlinks: for every entity the sentences that name it.

In: annotated articles. Out: entity id -> one `Backlink` per sentence, in the order of the articles and of reading.
Headings name entities too, but a heading is no statement: it counts as a mention and gives no backlink.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from generator.calling import Call, plainly
from generator.model import AnnotatedArticle, Backlink


def backlinks(articles: Sequence[AnnotatedArticle], call: Call = plainly) -> dict[str, tuple[Backlink, ...]]:
    """The sentences that name each entity, with the spans of the names."""
    found: dict[str, list[Backlink]] = defaultdict(list)
    for annotated in articles:
        of_article: Mapping[str, tuple[Backlink, ...]] = call(_of_article, annotated, of=annotated.article.id)
        for entity, links in of_article.items():
            found[entity] += links
    return {entity: tuple(links) for entity, links in sorted(found.items())}


def _of_article(annotated: AnnotatedArticle) -> dict[str, tuple[Backlink, ...]]:
    article = annotated.article
    blocks = {block.id: block for block in article.blocks}
    found: dict[str, dict[str, Backlink]] = defaultdict(dict)
    for mention in annotated.mentions:
        sentence = blocks[mention.block].sentence_at(mention.start)
        if sentence is None:
            continue
        marks = (mention.start, min(mention.end, sentence.end))
        earlier = found[mention.entity].get(sentence.id)
        found[mention.entity][sentence.id] = Backlink(
            article=article.id,
            block=mention.block,
            sentence=sentence.id,
            start=sentence.start,
            end=sentence.end,
            marks=(*earlier.marks, marks) if earlier else (marks,),
        )
    return {entity: tuple(links.values()) for entity, links in found.items()}
