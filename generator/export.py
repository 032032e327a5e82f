"""The export contract, schema 1: everything the knowledge base knows, as JSON for other programs.

In: the knowledge base. Out: one JSON value, documented in docs/export.md and by `export_schema`. It changes only by
adding. Offsets count Unicode code points in the block's `text`; lines are 1-based lines of the source file.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, get_args, get_type_hints

from generator.calling import Call, plainly
from generator.model import (
    Alias,
    AnnotatedArticle,
    Block,
    Comparison,
    Event,
    FactComparison,
    KnowledgeBase,
    Origin,
    PublishedDate,
    Stated,
    Statement,
    Story,
    StoryRow,
)

SCHEMA = 1
EXPORT_PATH = "data/knowledge-base.json"  # in site_src/
Value = dict[str, Any]  # a JSON object


def export(kb: KnowledgeBase) -> dict[str, Any]:
    """The knowledge base in the form of the contract."""
    return {
        "schema": SCHEMA,
        "articles": [_article(a) for a in kb.articles],
        **{name: [record(value) for value in values] for name, (record, values) in _collections(kb).items()},
    }


def export_json(kb: KnowledgeBase, call: Call = plainly) -> bytes:
    """`export(kb)` as text: keys in the contract's order, one line per article, entity and so on."""
    parts = {"articles": _list_of([call(_article_json, a, of=a.article.id) for a in kb.articles])}
    for name, (record, values) in _collections(kb).items():
        parts[name] = call(_all_json, record, values, of=name)
    lists = (b',\n"%b": %b' % (name.encode(), text) for name, text in parts.items())
    return b"".join((b'{"schema": %d' % SCHEMA, *lists, b"}\n"))


def export_schema_json() -> str:
    """`export_schema()` as text."""
    return json.dumps(export_schema(), ensure_ascii=False, indent=1) + "\n"


def _article_json(annotated: AnnotatedArticle) -> bytes:
    return _line(_article(annotated))


def _all_json(record: Callable[[Any], Value], values: Sequence[object]) -> bytes:
    return _list_of([_line(record(value)) for value in values])


def _line(value: Value) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _list_of(lines: Sequence[bytes]) -> bytes:
    return b"[\n%b\n]" % b",\n".join(lines) if lines else b"[]"


def _collections(kb: KnowledgeBase) -> Mapping[str, tuple[Callable[[Any], Value], Sequence[object]]]:
    """What stands beside the articles: by its key in the contract how a value is written, and the values."""
    mentions = Counter(m.entity for a in kb.articles for m in a.mentions)
    naming: dict[str, dict[str, None]] = defaultdict(dict)
    for annotated in kb.articles:
        for mention in annotated.mentions:
            naming[mention.entity][annotated.article.id] = None
    entities = tuple(
        (e.id, e.name, e.type, e.aliases, tuple(naming.get(e.id, ())), mentions[e.id]) for e in kb.entities
    )
    return {
        "entities": (_entity, entities),
        "events": (_event, kb.events),
        "stories": (_story, kb.stories),
        "comparisons": (_comparison, kb.comparisons),
        "fact_comparisons": (_fact_comparison, kb.fact_comparisons),
    }


def _entity(of: tuple[str, str, str, tuple[Alias, ...], tuple[str, ...], int]) -> Value:
    name, shown, kind, aliases, articles, mentions = of
    return {
        "id": name,
        "name": shown,
        "type": kind,
        "aliases": [a.text for a in aliases if a.text != shown and a.origin == "alias"],
        "articles": list(articles),
        "mentions": mentions,
    }


def _event(e: Event) -> Value:
    return {
        "article": e.article,
        "block": e.block,
        "start": e.start,
        "end": e.end,
        "date": e.date,
        "precision": e.precision,
        "counted_from": e.counted_from,
        "entities": list(e.entities),
    }


def _story(s: Story) -> Value:
    return {
        "id": s.id,
        "name": s.name,
        "articles": list(s.articles),
        "shared": [[f"{p.first[0]}#{p.first[1]}", f"{p.second[0]}#{p.second[1]}"] for p in s.shared],
        "independent_origins": s.independent_origins,
        "origins": [list(articles) for articles in s.origins],
        "rows": [
            {"kind": r.kind, "of": r.of, "statements": _statements(r.cells), "origins": _origins(r.origins)}
            for r in s.rows
        ],
        "only": _statements(s.only),
    }


def _comparison(c: Comparison) -> Value:
    return {
        "kind": c.kind,
        "what": c.what,
        "about": c.about,
        "of": c.of,
        "statements": _statements(c.statements),
        "origins": _origins(c.origins),
    }


def _fact_comparison(f: FactComparison) -> Value:
    return {
        "kind": f.kind,
        "entity": f.entity,
        "label": f.label,
        "value": f.value,
        "line": f.line,
        "statements": _statements(f.statements),
        "origins": _origins(f.origins),
    }


def _statements(statements: Iterable[Statement]) -> list[Value]:
    return [{"article": s.article, "block": s.block, "start": s.start, "end": s.end} for s in statements]


def _origins(origins: Iterable[Origin]) -> list[Value]:
    return [{"articles": list(o.articles), "common": o.common} for o in origins]


def _article(annotated: AnnotatedArticle) -> dict[str, Any]:
    article = annotated.article
    published = article.published
    return {
        "id": article.id,
        "source": article.source,
        "title": article.title.value,
        "publisher": _value(article.publisher),
        "author": _value(article.author),
        "url": _value(article.url),
        "published": {"date": published.value, "precision": published.precision} if published else None,
        "blocks": [
            {"id": b.id, "kind": b.kind, "level": b.level, "text": b.text, "lines": list(b.lines)}
            for b in article.blocks
        ],
        "removed": [{"lines": list(r.lines), "text": r.text, "rule": r.rule} for r in article.removed],
        "mentions": [
            {"entity": m.entity, "block": m.block, "start": m.start, "end": m.end, "surface": m.surface}
            for m in annotated.mentions
        ],
        "quotes": [
            {
                "block": q.block,
                "start": q.start,
                "end": q.end,
                "text": q.text,
                "speaker": q.speaker or None,
                "entity": q.entity,
                "rule": q.rule,
            }
            for q in annotated.quotes
        ],
        "figures": [
            {
                "block": f.block,
                "start": f.start,
                "end": f.end,
                "text": f.text,
                "value": _number(f.value),
                "upper": None if f.upper is None else _number(f.upper),
                "unit": f.unit,
                "qualifier": f.qualifier,
                "about": list(f.about),
                "of": f.of,
            }
            for f in annotated.figures
        ],
        "dates": [
            {
                "block": d.block,
                "start": d.start,
                "end": d.end,
                "text": d.text,
                "value": d.value,
                "precision": d.precision,
                "rule": d.rule,
            }
            for d in annotated.dates
        ],
    }


def _value(stated: Stated | None) -> str | None:
    return stated.value if stated else None


def _number(value: float) -> float | int:
    """Whole numbers without a decimal point, as a reader of JSON expects."""
    return int(value) if float(value).is_integer() else value


def export_schema() -> dict[str, Any]:
    """The JSON Schema of the contract."""
    text: Value = {"type": "string"}
    number: Value = {"type": "number"}
    count: Value = {"type": "integer", "minimum": 0}
    maybe_text: Value = {"type": ["string", "null"]}
    lines: Value = {"type": "array", "items": {"type": "integer", "minimum": 1}, "minItems": 2, "maxItems": 2}
    span: dict[str, Value] = {"block": text, "start": count, "end": count}

    def record(**fields: Value) -> Value:
        return {"type": "object", "properties": fields, "required": list(fields)}

    def many(item: Value) -> Value:
        return {"type": "array", "items": item}

    def one_of(model: type, name: str) -> Value:
        return {"enum": list(get_args(get_type_hints(model)[name]))}

    statements = many(record(article=text, **span))
    common = {"enum": [*get_args(get_args(get_type_hints(Origin)["common"])[0]), None]}
    origins = many(record(articles=many(text), common=common))
    date = {"anyOf": [{"type": "null"}, record(date=text, precision=one_of(PublishedDate, "precision"))]}
    article = record(
        id=text,
        source=text,
        title=text,
        publisher=maybe_text,
        author=maybe_text,
        url=maybe_text,
        published=date,
        blocks=many(record(id=text, kind=one_of(Block, "kind"), level=count, text=text, lines=lines)),
        removed=many(record(lines=lines, text=text, rule=text)),
        mentions=many(record(entity=text, **span, surface=text)),
        quotes=many(record(**span, text=text, speaker=maybe_text, entity=maybe_text, rule=text)),
        figures=many(
            record(
                **span,
                text=text,
                value=number,
                upper={"type": ["number", "null"]},
                unit=maybe_text,
                qualifier=maybe_text,
                about=many(text),
                of=text,
            )
        ),
        dates=many(record(**span, text=text, value=maybe_text, precision=maybe_text, rule=text)),
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Seedbed export",
        **record(
            schema={"const": SCHEMA},
            articles=many(article),
            entities=many(
                record(id=text, name=text, type=text, aliases=many(text), articles=many(text), mentions=count)
            ),
            events=many(
                record(
                    article=text,
                    **span,
                    date=maybe_text,
                    precision=maybe_text,
                    counted_from=one_of(Event, "counted_from"),
                    entities=many(text),
                )
            ),
            stories=many(
                record(
                    id=text,
                    articles=many(text),
                    shared=many(many(text)),
                    independent_origins=count,
                    origins=many(many(text)),
                    rows=many(record(kind=one_of(StoryRow, "kind"), of=text, statements=statements, origins=origins)),
                    only=statements,
                )
            ),
            comparisons=many(
                record(
                    kind=one_of(Comparison, "kind"),
                    what=one_of(Comparison, "what"),
                    about=text,
                    of=text,
                    statements=statements,
                    origins=origins,
                )
            ),
            fact_comparisons=many(
                record(
                    kind=one_of(FactComparison, "kind"),
                    entity=text,
                    label=text,
                    value=text,
                    line=count,
                    statements=statements,
                    origins=origins,
                )
            ),
        ),
    }
