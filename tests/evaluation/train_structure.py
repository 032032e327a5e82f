"""Train the line-role model: `python tests/evaluation/train_structure.py GOLD.jsonl [--folds 5]`.

In: a file of `{"set": …, "lines": […], "labels": ["heading" | "item" | "para", …]}` per line, such as
../shared/eval/structure/dev/gold.jsonl. Out: generator/data/structure_lines.json, or with `--folds` the
cross-validated scores by page and nothing written. Needs numpy and lightgbm 4.7, which the project itself does not;
the same input gives the same file.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from generator.structure.features import OF_A_LINE, OF_THE_PAGE, features  # noqa: E402
from generator.structure.lines import ROLES, line_roles, model_of  # noqa: E402
from tests.evaluation.boosting import trees  # noqa: E402

OUT = ROOT / "generator" / "data" / "structure_lines.json"
LABELS = {"heading": 0, "item": 1, "para": 2}
Page = dict[str, Any]
ROUNDS = 40
PASSES = 2
TRANSITION_WEIGHT = 0.3
PARAMETERS = {
    "objective": "multiclass",
    "num_class": len(ROLES),
    "num_leaves": 31,
    "learning_rate": 0.14,
    "min_data_in_leaf": 20,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "verbose": -1,
    "num_threads": 1,
    "seed": 1,
    "deterministic": True,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    pages = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines()]
    if options.folds:
        cross_validate(pages, options.folds)
        return
    OUT.write_text(json.dumps(stored(pages), separators=(",", ":")) + "\n", encoding="utf-8")


def train(pages: list[Page]) -> tuple[lightgbm.Booster, list[float]]:
    """Boosted trees from the pages and from cuttings of them (a cleaned article is shorter than a web page), and the
    log-probabilities of `ROLES` for the lines that are too long for them.
    """
    rows, roles, unread = [], [], np.ones(len(ROLES))
    for text in (*pages, *cuttings(pages)):
        found, known = features(text["lines"]), labels(text)
        read = np.array(found.read)
        rows.append(np.column_stack([*found.columns, *([number] * len(read) for number in found.page)])[read])
        roles.append(known[read])
        np.add.at(unread, known[~read], 1)
    data = lightgbm.Dataset(np.concatenate(rows), np.concatenate(roles))
    return lightgbm.train(PARAMETERS, data, ROUNDS), np.round(np.log(unread / unread.sum()), 3).tolist()


def cuttings(pages: list[Page]) -> Iterator[Page]:
    """Every page cut into stretches of 8 to 39 lines, `PASSES` times at other places."""
    chance = random.Random(5)
    for page in pages * PASSES:
        at = 0
        while at < len(page["lines"]):
            end = at + chance.randrange(8, 40)
            yield {"lines": page["lines"][at:end], "labels": page["labels"][at:end]}
            at = end


def labels(page: Page) -> Any:
    return np.array([LABELS[label] for label in page["labels"]])


def stored(pages: list[Page]) -> dict[str, Any]:
    """The model as it is stored: trees in the order role 0, 1, 2, 0, … and weighted transition log-odds."""
    booster, unread = train(pages)
    return {
        "features": [*OF_A_LINE, *OF_THE_PAGE],
        "unread": unread,
        "transitions": transitions(pages),
        "trees": trees(booster, lambda threshold: float(f"{threshold:.5g}")),
    }


def transitions(pages: list[Page]) -> list[list[float]]:
    """Log-odds of role b after role a against role b anywhere, times the weight."""
    counts = np.ones((len(ROLES), len(ROLES)))
    for page in pages:
        np.add.at(counts, (labels(page)[:-1], labels(page)[1:]), 1)
    odds = np.log(counts / counts.sum(1, keepdims=True) / (counts.sum(0) / counts.sum()))
    return np.round(TRANSITION_WEIGHT * odds, 3).tolist()


def cross_validate(pages: list[Page], folds: int) -> None:
    """Print F1 by set and role, every page predicted by a model that has not seen it."""
    chance = random.Random(1)
    fold = [chance.randrange(folds) for _ in pages]
    counts: Counter[tuple[str, int, int]] = Counter()
    for held_out in range(folds):
        seen = [page for page, f in zip(pages, fold, strict=True) if f != held_out]
        model = model_of(stored(seen))
        for page in (page for page, f in zip(pages, fold, strict=True) if f == held_out):
            predicted = [ROLES.index(role) for role in line_roles(page["lines"], model)]
            counts.update((page["set"], int(a), b) for a, b in zip(labels(page), predicted, strict=True))
    for name in sorted({key[0] for key in counts}):
        print(name, {role: round(f1(counts, name, k), 4) for k, role in enumerate(ROLES)})


def f1(counts: Counter[tuple[str, int, int]], name: str, role: int) -> float:
    gold = sum(n for (s, a, _), n in counts.items() if s == name and a == role)
    said = sum(n for (s, _, b), n in counts.items() if s == name and b == role)
    return 2 * counts[name, role, role] / (gold + said)


if __name__ == "__main__":
    main()
