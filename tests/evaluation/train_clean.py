"""Train the line classifier: ../shared/eval/boilerplate_text/dev -> generator/data/clean_lines.json.

    python -m tests.evaluation.train_clean            # writes the model, byte for byte the same every time
    python -m tests.evaluation.train_clean --folds    # five-fold cross-validation by page and by site, writes nothing

Needs numpy 2.4 and lightgbm 4.7 beside the project's own dependencies; neither is used at run time.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import lightgbm
import numpy as np

from generator.clean.features import rows, sequence_rows
from generator.text import fold_space

DEV = Path("../shared/eval/boilerplate_text/dev")
MODEL = Path("generator/data/clean_lines.json")
SETTINGS = {
    "objective": "binary",
    "learning_rate": 0.1,
    "min_child_samples": 60,
    "lambda_l2": 2,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "max_bin": 127,
    "use_missing": False,
    "seed": 7,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
FIRST = {"trees": 80, "leaves": 31}
SECOND = {"trees": 80, "leaves": 24}
BY_HAND = 2.0  # the hand-annotated pages count double against the pages whose gold was drafted by a model
BY_LINE = 0.8  # the share of the weight that counts lines; tried by folds on dev: 0.5, 0.8, 1
FOLDS = 5
INNER_FOLDS = 3


@dataclass(frozen=True)
class Page:
    """One text of one page: its labels, weights and rows of features, one per line."""

    id: str
    site: str
    cut: str
    labels: np.ndarray
    weights: np.ndarray
    table: list[list[float]]


def pages(folder: Path) -> Iterator[Page]:
    """Every page three times: whole, its lines near the article, and as somebody would paste the article."""
    for gold in map(json.loads, (folder / "gold.jsonl").read_text("utf-8").splitlines()):
        lines = (folder / "txt" / f"{gold['id']}.txt").read_text("utf-8").split("\n")[: len(gold["labels"])]
        site = urlsplit(gold["url"] or "").netloc or gold["id"]
        whole, light = (0, len(lines)), tuple(gold["light"])
        for cut, (start, end) in (("whole", whole), ("light", light), ("pasted", pasted(gold["id"], gold["labels"]))):
            labels = np.array(gold["labels"][start:end])
            table = rows([fold_space(line) for line in lines[start:end]])
            yield Page(gold["id"], site, cut, labels, weights(table, labels, gold["set"]), table)


def pasted(page: str, labels: Sequence[int]) -> tuple[int, int]:
    """The article with up to three lines above it and up to five below.

    The light texts all begin six lines above the article; a model that sees only those learns to cut the first lines
    of any text.
    """
    article = [i for i, label in enumerate(labels) if label == 1]
    if not article:
        return (0, 0)
    return max(0, article[0] - fold(page + "/above", 4)), min(len(labels), article[-1] + 1 + fold(page + "/below", 6))


def weights(table: list[list[float]], labels: np.ndarray, kind: str) -> np.ndarray:
    """Most of a line's weight counts lines (damped for long pages), the rest its share of the article's words."""
    words = np.minimum(np.array([row[0] for row in table]), 60) if table else np.zeros(0)
    article = max(60.0, float(words[labels == 1].sum()))
    by_line, by_words = 1 / np.sqrt(max(1, len(labels))), 6 * words / article
    return (BY_LINE * by_line + (1 - BY_LINE) * by_words) * (labels >= 0) * (BY_HAND if kind == "aeb" else 1.0)


def fit(train: Sequence[Page], tables: Sequence[list[list[float]]], size: dict[str, int]) -> lightgbm.Booster:
    x = np.array([row for table in tables for row in table])
    y = np.concatenate([page.labels for page in train])
    w = np.concatenate([page.weights for page in train])
    known = y >= 0
    scaled = w[known] * known.sum() / w[known].sum()
    data = lightgbm.Dataset(x[known], y[known], weight=scaled, params=SETTINGS)
    return lightgbm.train({**SETTINGS, "num_leaves": size["leaves"]}, data, size["trees"])


def judge(booster: lightgbm.Booster, table: list[list[float]]) -> list[float]:
    """The booster's opinion as the run-time code squashes it."""
    if not table:
        return []
    logit = np.asarray(booster.predict(np.array(table), raw_score=True))
    return [float(v) for v in 0.5 + 0.5 * logit / (1 + np.abs(logit))]


def train(of: Sequence[Page], group: Callable[[Page], str]) -> tuple[lightgbm.Booster, lightgbm.Booster]:
    """Both ensembles; the second learns from opinions that the first formed on pages it had not seen."""
    inner = [fold(group(page) + "/inner", INNER_FOLDS) for page in of]
    opinions: list[list[float]] = [[] for _ in of]
    for k in range(INNER_FOLDS):
        seen = [page for page, f in zip(of, inner, strict=True) if f != k]
        booster = fit(seen, [page.table for page in seen], FIRST)
        for i, page in enumerate(of):
            if inner[i] == k:
                opinions[i] = judge(booster, page.table)
    first = fit(of, [page.table for page in of], FIRST)
    second = fit(of, [sequence_rows(p.table, o) for p, o in zip(of, opinions, strict=True)], SECOND)
    return first, second


def fold(key: str, count: int) -> int:
    return zlib.crc32(key.encode()) % count


def trees(booster: lightgbm.Booster) -> list[dict[str, list[float]]]:
    """The booster's trees as flat arrays; leaves in thousandths of a logit."""
    return [_flat(info["tree_structure"]) for info in booster.dump_model()["tree_info"]]


def _flat(root: dict) -> dict[str, list[float]]:
    out: dict[str, list[float]] = {"feature": [], "threshold": [], "left": [], "right": [], "leaf": []}

    def add(node: dict) -> int:
        if "leaf_value" in node and "split_feature" not in node:
            out["leaf"].append(round(1000 * node["leaf_value"]))
            return ~(len(out["leaf"]) - 1)
        here = len(out["feature"])
        threshold = round(node["threshold"], 4)
        out["feature"].append(node["split_feature"])
        out["threshold"].append(int(threshold) if threshold == int(threshold) else threshold)
        out["left"].append(0)
        out["right"].append(0)
        out["left"][here] = add(node["left_child"])
        out["right"][here] = add(node["right_child"])
        return here

    add(root)
    return out


def cross_validate(of: Sequence[Page], group: Callable[[Page], str]) -> dict[str, dict[str, list[int]]]:
    """Kept lines of every page by models that saw neither the page nor its group: cut -> id -> line numbers."""
    kept: dict[str, dict[str, list[int]]] = {"whole": {}, "light": {}, "pasted": {}}
    for k in range(FOLDS):
        first, second = train([p for p in of if fold(group(p), FOLDS) != k], group)
        for page in (p for p in of if fold(group(p), FOLDS) == k):
            values = judge(second, sequence_rows(page.table, judge(first, page.table)))
            kept[page.cut][page.id] = [i for i, v in enumerate(values) if v > 0.5]
    return kept


def report(of: Sequence[Page]) -> None:
    sys.path.insert(0, str(DEV.parent.parent))
    import score  # noqa: PLC0415 the judges' own script, outside the project

    for name, group in (("by page", lambda p: p.id), ("by site", lambda p: p.site)):
        kept = cross_validate(of, group)
        for cut in ("whole", "light"):
            result = score.score("boilerplate_text", "dev", kept[cut], None, cut == "light")
            for kind, r in result.items():
                line = r["boilerplate_line"]["f1"]
                print(name, cut, kind, r["shingle"], "boilerplate lines", line, flush=True)


def main() -> None:
    of = list(pages(DEV))
    if "--folds" in sys.argv:
        report(of)
        return
    first, second = train(of, lambda p: p.id)
    model = {"first": trees(first), "second": trees(second)}
    MODEL.write_text(json.dumps(model, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()
