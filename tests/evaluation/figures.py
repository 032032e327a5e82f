"""Figures over a folder laid out like ../shared/eval/figures/dev, in the form its score.py takes."""

from __future__ import annotations

import json
import re
from pathlib import Path

from generator.extractors.figures import extract_figures
from generator.model import Article, Block, Figure, Stated


def predict(folder: Path, *, light: bool = False, gazetteer: str | None = None) -> dict[str, list[list[object]]]:
    """`[start, end, number, unit]` by document id; offsets are the document's.

    The set parts a sign from its letters ("° C", "NZ $") and keeps the text's own degree sign, so the units are written
    that way here, without "²"; it labels exact numbers only, no shares in words ("half of") and no spans of time, so
    these are left out.
    """
    del light, gazetteer
    predictions: dict[str, list[list[object]]] = {}
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        text = document["text"]
        blocks, at = [], 0
        for paragraph in text.split("\n\n"):
            blocks.append(Block(id=str(at), kind="paragraph", text=paragraph, lines=(1, 1)))
            at += len(paragraph) + 2
        article = Article(id=document["id"], source="", title=Stated("", ""), blocks=tuple(blocks))
        predictions[document["id"]] = [
            [int(f.block) + start, int(f.block) + end, value, unit]
            for f in extract_figures(article, ())
            if not (_VAGUE.fullmatch(f.text) or _SHARE.fullmatch(f.text)) and not _TIME.fullmatch(f.unit or "")
            for start, end, value, unit in _parts(f)
        ]
    return predictions


_VAGUE = re.compile(r"[a-z\s]+s", re.IGNORECASE)
_SHARE = re.compile(r"half|(?:a|one)[\s-](?:third|quarter|fourth|fifth|sixth|eighth|tenth)", re.IGNORECASE)
_TIME = re.compile(r"(?:second|minute|hour|day|week|month|year|decade)s|centuries", re.IGNORECASE)
_PART = re.compile(r"(\d+)\s?([a-z]+)")


def _parts(figure: Figure) -> list[tuple[int, int, float, str | None]]:
    """The figure, or each of the two units that it is given in."""
    parts = list(_PART.finditer(figure.text))
    if len(parts) < 2:
        return [(figure.start, figure.end, figure.value, _unit(figure))]
    return [(figure.start + m.start(1), figure.start + m.end(1), float(m[1]), m[2]) for m in parts]


def _unit(figure: Figure) -> str | None:
    if figure.unit is None:
        return None
    apart = re.sub(r"([°$])", r" \1 ", figure.unit.rstrip("²³")).strip()
    return apart.replace("°", "º") if "º" in figure.text else apart
