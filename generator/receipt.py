"""The build receipt: what a build changed in what the site says.

In: the export of the last build, kept in `.cache/built.json`, and the present one. Out: a `Receipt`, as JSON in
`.cache/receipt.json` and in a few lines for people. A statement is known by its wording and its reading, not by its
place: one that only moved has not changed. Exports of another schema count as none, and what is shown while serving is
no build.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from generator.export import EXPORT_PATH, SCHEMA
from generator.whole_files import remove_unfinished, write_whole

RECEIPT, BUILT = ".cache/receipt.json", ".cache/built.json"
Kind = Literal["mention", "quote", "figure", "date"]
_READINGS: dict[Kind, tuple[str, str, tuple[str, ...]]] = {  # where it stands in the export, its wording, its reading
    "mention": ("mentions", "surface", ("entity",)),
    "quote": ("quotes", "text", ("speaker", "entity")),
    "figure": ("figures", "text", ("value", "upper", "unit", "of", "about")),
    "date": ("dates", "text", ("value",)),
}


@dataclass(frozen=True, slots=True)
class StatementChange:
    """A statement that is new (`before` None), gone (`after` None), or read another way than before.

    `before` and `after` are the reading's values in words: the entity, the speaker, the number and its unit, the day.
    """

    kind: Kind
    wording: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """An article with its changed statements; `text` tells whether title or blocks changed as well."""

    id: str
    source: str
    status: Literal["new", "gone", "changed"]
    text: bool
    statements: tuple[StatementChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is new, gone and changed since the last build; `first` where there was none to compare with.

    A comparison is told as its kind, its subject and the wordings that are compared.
    """

    first: bool
    articles: tuple[ArticleChange, ...] = ()
    new_entities: tuple[str, ...] = ()
    gone_entities: tuple[str, ...] = ()
    new_comparisons: tuple[str, ...] = ()
    gone_comparisons: tuple[str, ...] = ()


def receipt_of(previous: Mapping[str, Any] | None, present: Mapping[str, Any]) -> Receipt:
    """The difference of two exports."""
    before = previous if previous and previous.get("schema") == SCHEMA else {}
    old, new = _by_id(before, "articles"), _by_id(present, "articles")
    changes = (_article(old.get(name), new.get(name)) for name in sorted(old.keys() | new.keys()))
    old_entities, new_entities = _by_id(before, "entities"), _by_id(present, "entities")
    said, says = Counter(_comparisons(before)), Counter(_comparisons(present))
    return Receipt(
        first=not before,
        articles=tuple(change for change in changes if change),
        new_entities=tuple(sorted(new_entities.keys() - old_entities.keys())),
        gone_entities=tuple(sorted(old_entities.keys() - new_entities.keys())),
        new_comparisons=tuple(sorted((says - said).elements())),
        gone_comparisons=tuple(sorted((said - says).elements())),
    )


def entities_before(site_src: Path) -> tuple[Mapping[str, Any], ...]:
    """The entities as the last build exported them into `site_src`; none where there was no build."""
    try:
        previous = json.loads((site_src / EXPORT_PATH).read_bytes())
    except (OSError, ValueError):
        return ()
    return tuple(_by_id(previous, "entities").values()) if isinstance(previous, dict) else ()


def write_receipt(project: Path, files: Mapping[str, bytes]) -> Receipt:
    """What `files` change since the last build, kept in the project's `.cache/` with the export for the next one.

    Call it when they are written. Raises OSError when the disk cannot be written.
    """
    present = files[EXPORT_PATH]
    try:
        data = (project / BUILT).read_bytes()
        previous = None if data == present else json.loads(data)
    except (OSError, ValueError):
        data, previous = b"", None
    if data == present:
        receipt = Receipt(first=False)
    else:
        receipt = receipt_of(previous if isinstance(previous, dict) else None, json.loads(present))
    for name, content in ((RECEIPT, to_json(receipt).encode()), (BUILT, present)):
        remove_unfinished(project / name)
        write_whole(project / name, content)
    return receipt


def to_json(receipt: Receipt) -> str:
    """The receipt for programs, schema 1; `summary` holds the lines of `explain`."""
    value = {"schema": 1, "summary": explain(receipt), **asdict(receipt)}
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def explain(receipt: Receipt) -> tuple[str, ...]:
    """The receipt for people: a line per article, then entities and comparisons."""
    lines = [_line(change) for change in receipt.articles]
    for label, names in (
        ("new entities", receipt.new_entities),
        ("entities gone", receipt.gone_entities),
        ("new comparison", receipt.new_comparisons),
        ("comparison gone", receipt.gone_comparisons),
    ):
        if names and "comparison" in label:
            lines += [f"{label}: {name}" for name in names]
        elif names:
            lines.append(f"{label}: {', '.join(names)}")
    if receipt.first:
        return ("first build: everything is new", *lines)
    return tuple(lines) or ("nothing changed in what the site says",)


def _line(change: ArticleChange) -> str:
    parts = [f"{change.status} article {change.source}"]
    for kind in _READINGS:
        of_kind = [s for s in change.statements if s.kind == kind]
        counts = {
            "new": sum(s.before is None for s in of_kind),
            "gone": sum(s.after is None for s in of_kind),
            "changed": sum(s.before is not None and s.after is not None for s in of_kind),
        }
        if of_kind:
            parts.append(f"{kind}s " + ", ".join(f"{n} {what}" for what, n in counts.items() if n))
    if change.status == "changed" and not change.statements:
        parts.append("its text or metadata only")
    return ": ".join([parts[0], "; ".join(parts[1:])]) if parts[1:] else parts[0]


def _article(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> ArticleChange | None:
    article = after or before or {}
    if before == after:
        return None
    statements = tuple(change for kind in _READINGS for change in _statements(kind, before or {}, after or {}))
    text = any((before or {}).get(key) != (after or {}).get(key) for key in ("title", "blocks"))
    status: Literal["new", "gone", "changed"] = "new" if before is None else "gone" if after is None else "changed"
    return ArticleChange(article["id"], article["source"], status, text, statements)


def _statements(kind: Kind, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[StatementChange]:
    """Of statements with one wording, those read alike cancel out; of the rest old and new ones pair up in order."""
    old, new = _read(kind, before), _read(kind, after)
    gone: dict[str, list[str]] = {}
    for wording, reading in (old - new).elements():
        gone.setdefault(wording, []).append(reading)
    for wording, reading in (new - old).elements():
        replaced = gone.get(wording)
        yield StatementChange(kind, wording, replaced.pop(0) if replaced else None, reading)
    for wording, readings in gone.items():
        for reading in readings:
            yield StatementChange(kind, wording, reading, None)


def _read(kind: Kind, article: Mapping[str, Any]) -> Counter[tuple[str, str]]:
    rows, wording, reading = _READINGS[kind]
    return Counter((row[wording], _words(row.get(key) for key in reading)) for row in article.get(rows, ()))


def _words(values: Iterator[Any]) -> str:
    shown = (", ".join(value) if isinstance(value, list) else str(value) for value in values if value is not None)
    return " ".join(filter(None, shown))


def _comparisons(export: Mapping[str, Any]) -> Iterator[str]:
    texts = {
        (article["id"], block["id"]): block["text"]
        for article in export.get("articles", ())
        for block in article["blocks"]
    }
    for comparison in export.get("comparisons", ()):
        said = sorted(
            f"“{texts.get((s['article'], s['block']), '')[s['start'] : s['end']]}” ({s['article']})"
            for s in comparison["statements"]
        )
        once = " (one origin)" if len(comparison.get("origins", ())) == 1 else ""
        yield f"{comparison['kind']}{once} on {comparison['about']}: {' / '.join(said)}"


def _by_id(export: Mapping[str, Any], key: str) -> dict[str, Mapping[str, Any]]:
    return {entry["id"]: entry for entry in export.get(key, ())}
