"""What commands print of the knowledge base: numbers, and with `check --forms` every way to write a name.

In: the knowledge base. Out: lines of text. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.cli.inspection import told_otherwise
from generator.diagnostics import Problem
from generator.model import FormUse, KnowledgeBase

_NAMED = 3  # articles by name; the rest are counted


def counted(number: int, noun: str) -> str:
    """`1 note`, `2 notes`, `1,000 notes`."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def summary(kb: KnowledgeBase, problems: Sequence[Problem]) -> Iterator[str]:
    """What `seedbed check` ends with: how much was read, facts that articles tell otherwise, names without a note."""
    errors = sum(problem.severity == "error" for problem in problems)
    yield (
        f"{counted(len(kb.articles), 'article')}, {counted(len(kb.entities), 'note')}: "
        f"{counted(errors, 'error')}, {counted(len(problems) - errors, 'warning')}"
    )
    yield from told_otherwise(kb)
    if kb.suggestions:
        near = sum(s.near is not None for s in kb.suggestions)
        yield f"{counted(len(kb.suggestions), 'name')} without a note, {near} nearly a known form: seedbed suggest"


def outrun(kb: KnowledgeBase) -> Iterator[str]:
    """The notes with mentions newer than their review."""
    for entity, count in kb.newer_mentions.items():
        yield f"seeds/entities/{entity}.yml: {counted(count, 'newer mention')}"


def forms_overview(kb: KnowledgeBase) -> Iterator[str]:
    """Forms by entity with counts and articles, then forms of two notes, near misses, and forms without a use."""
    for entity in kb.entities:
        yield f"{entity.id}: {entity.name}"
        for use in kb.forms.get(entity.id, ()):
            yield f"  {use.count:>5}×  {use.text}  [{use.origin}]{_where(use)}"
    if kb.collisions:
        yield "ONE FORM, SEVERAL NOTES"
    for collision in kb.collisions:
        apart = ", told apart by `when`" if collision.told_apart else ""
        yield f"  {collision.text}: {', '.join(collision.entities)}{apart}"
    near = [s for s in kb.suggestions if s.near is not None]
    if near:
        yield "NEARLY A KNOWN FORM, never linked by itself"
    for s in near:
        entity_id, form = s.near or ("", "")
        yield f"  {s.name}, {s.count}×: nearly {form}, a form of {entity_id}"
    unused = [(e.source, use) for e in kb.entities for use in kb.forms.get(e.id, ()) if use.listed and use.silent]
    if unused:
        yield "FORMS THAT MATCH NOTHING"
    for source, use in unused:
        yield f"  {source}:{use.line}: {use.text}"


def _where(use: FormUse) -> str:
    if not use.articles:
        return ""
    more = len(use.articles) - _NAMED
    return f"  {', '.join(use.articles[:_NAMED])}{f' and {more} more' if more > 0 else ''}"
