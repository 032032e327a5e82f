"""All labelled sets at once: `python tests/evaluation/report.py ../shared/eval`.

In: the folder of the labelled sets. Out: a table of our figures beside the peers' and the ones we mean to reach.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import folds

HERE = Path(__file__).resolve().parent
MODELS = HERE.parents[1] / "generator" / "data"
CLEANER, STRUCTURE = "clean_lines", "structure_lines"


@dataclass(frozen=True)
class Row:
    """A figure: where it stands in score.py's answer, what others reach, what we mean to reach.

    `trained` names the model that was trained on these very pages: the figure is then the cross-validated one that
    `--folds` of its training script has left in tests/evaluation/folds.
    """

    name: str
    kind: str
    path: tuple[str, ...]
    peer: str
    reach: float
    options: tuple[str, ...] = ()
    folder: str = ""
    trained: str = ""


ROWS = (
    Row("plain text, whole page, all", "boilerplate_text", ("all", "shingle", "f1"), ".923", 0.93, trained=CLEANER),
    Row("plain text, whole page, AEB", "boilerplate_text", ("aeb", "shingle", "f1"), ".880", 0.90, trained=CLEANER),
    Row(
        "plain text, light chrome, all",
        "boilerplate_text",
        ("all", "shingle", "f1"),
        ".958",
        0.96,
        ("--light",),
        trained=CLEANER,
    ),
    Row(
        "plain text, light chrome, AEB",
        "boilerplate_text",
        ("aeb", "shingle", "f1"),
        ".949",
        0.955,
        ("--light",),
        trained=CLEANER,
    ),
    Row(
        "boilerplate lines, light",
        "boilerplate_text",
        ("all", "boilerplate_line", "f1"),
        ".887",
        0.89,
        ("--light",),
        trained=CLEANER,
    ),
    Row("HTML, AEB", "boilerplate_html", ("aeb", "f1"), ".961", 0.97),
    Row("HTML title", "metadata", ("title", "accuracy"), ".73", 0.80, folder="boilerplate_html"),
    Row("HTML date", "metadata", ("date", "accuracy"), ".87", 0.90, folder="boilerplate_html"),
    Row("headings from bare text", "structure", ("wcxb", "heading", "f1"), ".849", 0.85, trained=STRUCTURE),
    Row("items from bare text", "structure", ("wcxb", "item", "f1"), ".816", 0.82, trained=STRUCTURE),
    Row("question-answer pairs", "qa", ("pair", "f1"), ".925", 0.92),
    Row("sentences", "sentences", ("all", "boundary", "f1"), ".969", 0.965),
    Row(
        "links, full gazetteer",
        "entities",
        ("news", "link_strict", "f1"),
        ".88",
        0.88,
        ("--gazetteer", "gazetteer_full.json"),
    ),
    Row(
        "links, oracle gazetteer",
        "entities",
        ("news", "link_strict", "f1"),
        ".93",
        0.93,
        ("--gazetteer", "gazetteer_oracle.json"),
    ),
    Row(
        "links, sparse gazetteer",
        "entities",
        ("news", "link_strict", "f1"),
        ".71",
        0.71,
        ("--gazetteer", "gazetteer.json"),
    ),
    Row(
        "links, KORE50",
        "entities",
        ("kore50", "link_strict", "f1"),
        ".81",
        0.81,
        ("--gazetteer", "gazetteer_full.json"),
    ),
    Row("dates, TimeML values", "dates", ("timeml", "value", "f1"), ".916", 0.92),
    Row("dates, GUM values", "dates", ("gum", "value", "f1"), ".851", 0.85),
    Row("figures, value and unit", "figures", ("value_and_unit", "f1"), ".896", 0.90),
    Row("clusters, B-cubed", "clusters", ("bcubed", "f1"), ".937", 0.935),
    Row("near duplicates, pairs", "near_dup", ("pairs", "f1"), "1.00", 1.00),
)


def main(sets: Path) -> None:
    """Predict, score and print row by row; a set is predicted once for all of its rows."""
    scored: dict[tuple[str, tuple[str, ...]], Any] = {}
    print(f"{'':34}{'ours':>8}{'peer':>8}{'reach':>8}")
    for row in ROWS:
        key = (row.kind, row.options)
        if not (HERE / f"{row.kind}.py").is_file():
            print(f"{row.name:34}{'none':>8}{row.peer:>8}{row.reach:>8}")
            continue
        if key not in scored:
            scored[key] = _score(sets, row)
        value, remark = _step(scored[key], row.path), ""
        if row.trained:
            cross_validated, current = folds.kept(MODELS / f"{row.trained}.json", " ".join(key[:1] + row.options))
            of = "by site" if current else "by site, of an earlier model"
            remark = f"  five folds {of}; on the pages it was trained on {value}"
            value = _step(cross_validated, row.path)
        below = "  below" if value < row.reach else ""
        print(f"{row.name:34}{value:>8}{row.peer:>8}{row.reach:>8}{below}{remark}", flush=True)


def _step(scores: Any, path: Sequence[str]) -> float:
    for name in path:
        scores = scores[name]
    return float(scores)


def _score(sets: Path, row: Row) -> Any:
    folder = sets / (row.folder or row.kind) / "dev"
    predicted = _run(sys.executable, str(HERE / "predict.py"), row.kind, str(folder), *row.options)
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        file.write(predicted)
        file.flush()
        light = ["--light"] if "--light" in row.options else []
        return json.loads(_run(sys.executable, str(sets / "score.py"), row.kind, "--pred", file.name, *light))


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def _arguments(arguments: Sequence[str]) -> Path:
    folder = Path(arguments[1] if len(arguments) > 1 else "../shared/eval")
    if not (folder / "score.py").is_file():
        sys.exit(f"there are no labelled sets in {folder}")
    return folder


if __name__ == "__main__":
    main(_arguments(sys.argv))
