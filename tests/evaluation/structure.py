"""Heading, item or paragraph for every bare line of ../shared/eval/structure."""

from __future__ import annotations

import json
from pathlib import Path

from generator.structure.lines import line_roles


def predict(folder: Path, *, light: bool = False, gazetteer: str | None = None) -> dict[str, list[str]]:  # noqa: ARG001
    """`{document: ["heading" | "item" | "para", one a line]}`; only `lines` is read."""
    pages = (json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines())
    return {page["id"]: ["para" if r == "paragraph" else r for r in line_roles(page["lines"])] for page in pages}
