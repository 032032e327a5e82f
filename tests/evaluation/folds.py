"""Cross-validated scores of the trained models, kept so that `report.py` can show them without training again.

In: what `train_clean --folds` and `train_structure --folds` have measured. Out: one JSON file per model in
tests/evaluation/folds, by the kind of labelled set, with the digest of the model that was shipped at the time.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_suffix("")


def keep(model: Path, scores: dict[str, Any]) -> None:
    """Write down what the folds gave for the settings that made `model`."""
    FOLDER.mkdir(exist_ok=True)
    written = json.dumps({"model": _digest(model), "scores": scores}, indent=1)
    (FOLDER / model.name).write_text(written + "\n", encoding="utf-8")


def kept(model: Path, kind: str) -> tuple[Any, bool]:
    """The scores for a kind of set, in the form that score.py gives, and whether they are those of this `model`."""
    data = json.loads((FOLDER / model.name).read_text(encoding="utf-8"))
    return data["scores"][kind], data["model"] == _digest(model)


def _digest(model: Path) -> str:
    return hashlib.sha256(model.read_bytes()).hexdigest()[:16]
