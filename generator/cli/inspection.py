"""What `seedbed inspect` prints, an article as the program sees it, every decision with its rule; and for `seedbed
check` the facts of notes that articles tell otherwise.

In: an annotated article, or the knowledge base. Out: lines of text. Nothing is decided here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.diagnostics import shortened
from generator.model import AnnotatedArticle, KnowledgeBase

_LONGEST = 90  # characters of a block, so that it takes one line


def called(name: str, articles: Sequence[AnnotatedArticle]) -> list[AnnotatedArticle]:
    """The articles that a person may mean by `name`: a path, else an address, else a file's name or its beginning."""
    asked = Path(name).name  # of a whole path, or of an address
    files = [(annotated, Path(annotated.article.source)) for annotated in articles]
    return (
        [annotated for annotated, file in files if file == Path(name)]
        or [annotated for annotated, _ in files if annotated.article.id == asked]
        or [annotated for annotated, file in files if asked in {file.name, file.stem}]
        or [annotated for annotated, file in files if file.name.startswith(asked)]
    )


def _findings(annotated: AnnotatedArticle) -> Iterator[tuple[str, int, str]]:
    """What was found in an article: block, offset, and the words for it with the rule."""
    for m in annotated.mentions:
        yield m.block, m.start, f"{m.surface} → {m.entity}  [{m.rule}]"
    for doubt in annotated.doubts:
        yield doubt.block, doubt.start, f"{doubt.surface} → not linked: {doubt.reason} ({', '.join(doubt.candidates)})"
    for q in annotated.quotes:
        yield q.block, q.start, f"quote by {q.speaker or 'nobody named'}  [{q.rule}]"
    for f in annotated.figures:
        yield f.block, f.start, " ".join(filter(None, (f"{f.text} = {f.value:g}", f.unit, f.of)))
    for date in annotated.dates:
        yield date.block, date.start, f"{date.text} = {date.value or 'no date'}  [{date.rule}]"


def inspection(annotated: AnnotatedArticle) -> list[str]:
    """An article as the program sees it, line by line."""
    article = annotated.article
    lines = [f"{article.source}  →  articles/{article.id}", ""]
    for label, value in (
        ("title", article.title),
        ("publisher", article.publisher),
        ("author", article.author),
        ("published", article.published),
        ("url", article.url),
    ):
        if value is None:
            lines.append(f"  {label:10} unknown")
        else:
            where = f", line {value.line}" if value.line else ""
            lines.append(f"  {label:10} {value.value}  [{value.rule}{where}]")
    found = list(_findings(annotated))
    lines += ["", "KEPT"]
    for block in article.blocks:
        marker = f"{block.marker} " if block.marker else ""
        lines.append(f"  {block.lines[0]:>5}  {block.id:>4} {block.kind:9} {marker}{shortened(block.text, _LONGEST)}")
        lines += [f"{'':24}@{start:<4} {what}" for place, start, what in found if place == block.id]
    lines += ["", "CUT"]
    for removed in article.removed:
        reason = f": {removed.reason}" if removed.reason else ""
        lines.append(f"  {removed.lines[0]:>5}  [{removed.rule}{reason}] {shortened(removed.text, _LONGEST)}")
    rules = Counter(m.rule for m in annotated.mentions)
    lines += ["", "mentions by rule: " + ", ".join(f"{rule} {n}" for rule, n in rules.most_common())]
    return lines


def told_otherwise(kb: KnowledgeBase) -> Iterator[str]:
    """A line for each fact of a note that articles tell otherwise: no mistake, either may be right."""
    articles = {a.article.id: a.article for a in kb.articles}
    sources = {entity.id: entity.source for entity in kb.entities}
    for fact in kb.fact_comparisons:
        if fact.kind == "differ":
            said = ", ".join(
                f"“{block.text[s.start : s.end]}” ({articles[s.article].source}:{block.lines[0]})"
                for s in fact.statements
                for block in (articles[s.article].block(s.block),)
            )
            yield f"{sources[fact.entity]}:{fact.line}: note: {fact.label} is “{fact.value}” here, but {said}"
