"""Predictions for the entities set: its gazetteer's entries as notes, its texts as one-block articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generator.gazetteer import build_gazetteer
from generator.link import link
from generator.model import Alias, Article, Block, Entity, Stated


def predict(folder: Path, *, light: bool = False, gazetteer: str | None = None) -> dict[str, list[list[Any]]]:
    """Document id -> [[start, end, entity id], ...]; `gazetteer` names the JSON file beside the texts."""
    del light
    entries = json.loads((folder / Path(gazetteer or "gazetteer_full").with_suffix(".json")).read_text("utf-8"))
    compiled = build_gazetteer([note for entry in entries if (note := _note(entry))]).value
    predictions = {}
    for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
        document = json.loads(line)
        found = link(_article(document["id"], document["text"]), compiled)
        starts = _line_starts(document["text"])
        predictions[document["id"]] = [
            [starts[int(m.block[1:]) - 1] + m.start, starts[int(m.block[1:]) - 1] + m.end, m.entity]
            for m in found.mentions
        ]
    return predictions


def _note(entry: dict[str, Any]) -> Entity | None:
    """A Wikidata entry as a note: its classes stand for one type; forms in lower case, common nouns, are left out."""
    names = [text for text in (entry["name"], *entry["aliases"]) if text != text.lower()]
    if not names or entry.get("type") == "QUANTITY":
        return None
    classes = (entry.get("type") or "other").split("|")
    person = "person" in classes and not {"organization", "position", "occupation"} & set(classes)
    kind = "person" if person else next((t for t in ("place", "organization") if t in classes), classes[0])
    return Entity(entry["id"], names[0], kind, f"{entry['id']}.yml", tuple(Alias(text) for text in names[1:]))


def _line_starts(text: str) -> list[int]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _article(name: str, text: str) -> Article:
    blocks = tuple(Block(f"p{n}", "paragraph", line, (n, n)) for n, line in enumerate(text.split("\n"), 1))
    return Article(name, name, Stated("", "none"), blocks)
