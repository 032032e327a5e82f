"""Train the line-role model: `python tests/evaluation/train_structure.py GOLD.jsonl [--folds 5]`.

In: a file of `{"set": …, "lines": […], "labels": ["heading" | "item" | "para", …]}` per line, such as
../shared/eval/structure/dev/gold.jsonl. Out: generator/data/structure_lines.json, or with `--folds` the
cross-validated scores by page and nothing written. Needs numpy and lightgbm 4.7, which the project itself does not;
the same input gives the same file.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from generator.structure.features import OF_A_LINE, OF_THE_PAGE, features  # noqa: E402
from generator.structure.lines import ROLES, line_roles, model_of  # noqa: E402
from generator.structure.wording import Wording, ends_in_colon, first_word, is_lead, lead_words, word_key  # noqa: E402
from tests.evaluation.boosting import trees  # noqa: E402

OUT = ROOT / "generator" / "data" / "structure_lines.json"
LABELS = {"heading": 0, "item": 1, "para": 2}
Page = dict[str, Any]
Votes = dict[str, tuple[int, float]]  # of a word the pages that have it and the sum of their shares of items
ROUNDS = 40
PASSES = 2
TRANSITION_WEIGHT = 0.3
LEAST_PAGES, PRIOR_PAGES = 3, 30  # a word on fewer pages says nothing; that many pages would have to be as the average
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


def train(pages: list[Page]) -> tuple[lightgbm.Booster, list[float], Wording]:
    """Boosted trees from the pages and from cuttings of them (a cleaned article is shorter than a web page), the
    log-probabilities of `ROLES` for the lines that are too long for them, and what words say.

    A page is read with the odds that all other pages give its words: its own would tell the trees its labels.
    """
    ballots = [(opening_votes(page), lead_votes(page, colon=True), lead_votes(page, colon=False)) for page in pages]
    odds = [Odds(votes) for votes in zip(*ballots, strict=True)]
    wordings = [Wording(*(o.without(own) for o, own in zip(odds, ballot, strict=True))) for ballot in ballots]
    rows, roles, unread = [], [], np.ones(len(ROLES))
    for number, text in (*enumerate(pages), *cuttings(pages)):
        found, known = features(text["lines"], wordings[number]), labels(text)
        read = np.array(found.read)
        rows.append(np.column_stack([*found.columns, *([number] * len(read) for number in found.page)])[read])
        roles.append(known[read])
        np.add.at(unread, known[~read], 1)
    data = lightgbm.Dataset(np.concatenate(rows), np.concatenate(roles))
    booster = lightgbm.train(PARAMETERS, data, ROUNDS)
    return booster, np.round(np.log(unread / unread.sum()), 3).tolist(), Wording(*(o.all for o in odds))


def opening_votes(page: Page) -> Votes:
    """The share of items among the page's lines that open with a word."""
    pairs = zip(page["lines"], page["labels"], strict=True)
    return shares((word_key(first_word(line.strip())), label == "item") for line, label in pairs)


def lead_votes(page: Page, *, colon: bool) -> Votes:
    """The share of items among the page's lines that stand below a lead, itself no item, with a word."""
    above = [line.strip() for line, label in zip(page["lines"][:-1], page["labels"], strict=False) if label != "item"]
    below = [after == "item" for label, after in pairwise(page["labels"]) if label != "item"]
    leads = [pair for pair in zip(above, below, strict=True) if is_lead(pair[0]) and ends_in_colon(pair[0]) == colon]
    return shares((word, is_item) for text, is_item in leads for word in sorted(lead_words(text)))


def shares(seen: Iterable[tuple[str, bool]]) -> Votes:
    counts: dict[str, list[bool]] = {}
    for word, is_item in seen:
        counts.setdefault(word, []).append(is_item)
    return {word: (1, sum(items) / len(items)) for word, items in counts.items()}


class Odds:
    """The log-odds of an item by word, in hundredths, each page having one vote."""

    def __init__(self, votes: Iterable[Votes]) -> None:
        total: Counter[str] = Counter()
        items: dict[str, float] = {}
        for page in votes:
            for word, (pages, share) in page.items():
                total[word] += pages
                items[word] = items.get(word, 0) + share
        self.votes = {word: (total[word], items[word]) for word in sorted(items)}
        self.mean = sum(items.values()) / total.total()
        self.all = self.known(self.votes)

    def without(self, own: Votes) -> Mapping[str, int]:
        """The odds of a page's words that the other pages give."""
        return self.known(
            {word: (self.votes[word][0] - 1, self.votes[word][1] - share) for word, (_, share) in own.items()}
        )

    def known(self, votes: Votes) -> Mapping[str, int]:
        odds = {word: self.odds(*vote) for word, vote in votes.items() if vote[0] >= LEAST_PAGES}
        return {word: value for word, value in odds.items() if value}

    def odds(self, pages: int, items: float) -> int:
        share = (items + PRIOR_PAGES * self.mean) / (pages + PRIOR_PAGES)
        return round(100 * (math.log(share / (1 - share)) - math.log(self.mean / (1 - self.mean))))


def cuttings(pages: list[Page]) -> Iterator[tuple[int, Page]]:
    """Every page, by its number, cut into stretches of 8 to 39 lines, `PASSES` times at other places."""
    chance = random.Random(5)
    for number, page in [*enumerate(pages)] * PASSES:
        at = 0
        while at < len(page["lines"]):
            end = at + chance.randrange(8, 40)
            yield number, {"lines": page["lines"][at:end], "labels": page["labels"][at:end]}
            at = end


def labels(page: Page) -> Any:
    return np.array([LABELS[label] for label in page["labels"]])


def stored(pages: list[Page]) -> dict[str, Any]:
    """The model as it is stored: trees in the order role 0, 1, 2, 0, … and weighted transition log-odds."""
    booster, unread, wording = train(pages)
    return {
        "features": [*OF_A_LINE, *OF_THE_PAGE],
        "unread": unread,
        "wording": dataclasses.asdict(wording),
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
