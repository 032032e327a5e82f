"""Train the line-role model.

    python tests/evaluation/train_structure.py GOLD.jsonl             # writes the model
    python tests/evaluation/train_structure.py GOLD.jsonl --folds 5   # cross-validates, writes nothing

In: a file of `{"id": …, "set": …, "lines": […], "labels": ["heading" | "item" | "para", …]}` per line, such as
../shared/eval/structure/dev/gold.jsonl. Out: generator/data/structure_lines.json, or with `--folds` F1 by set and role.
With `--tagged ../shared/eval/boilerplate_text/dev`, pages whose lines have HTML tags and labels of content and chrome,
`--folds` also scores the pages of that folder that the file does not have and that are built like its own; with
`--by site` a page is judged by a model that has seen no page of its site. The tagged pages are not learnt from: with
the same settings the labelled ones (wcxb, five folds) have items of .797 to .805 and headings of .849 to .854 with
them, by how much they weigh, and .805 and .855 without. Needs numpy and lightgbm 4.7, which the project itself does
not; the same input gives the same file.
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
from urllib.parse import urlsplit

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
# As the labelled pages were made: td, blockquote, pre and figcaption are left out.
OF_TAG = {**{f"h{level}": "heading" for level in range(1, 7)}, "li": "item", "p": "para"}
LEAST_LINES, LEAST_HEADINGS = 8, 2  # the labelled pages have at least as many, and a paragraph
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
    parser.add_argument("--tagged", type=Path, help="a folder of pages with the HTML tag of every line, to be scored")
    parser.add_argument("--by", choices=("id", "site"), default="id", help="what keeps pages in one fold")
    options = parser.parse_args()
    pages = read(options.gold)
    if options.folds:
        more = tagged(options.tagged) if options.tagged else []
        sites, known = {page["id"]: page["site"] for page in more}, {page["id"] for page in pages}
        pages = [{**page, "site": sites.get(page["id"], page["id"])} for page in pages]
        more = [page for page in more if page["id"] not in known and like_the_labelled(page)]
        cross_validate(pages, more, options.by, options.folds)
        return
    OUT.write_text(json.dumps(stored(pages), separators=(",", ":")) + "\n", encoding="utf-8")


def read(path: Path) -> list[Page]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def tagged(folder: Path) -> list[Page]:
    """Of every page the site and the content lines, with their tags as labels.

    The 278 pages that are labelled too have the same lines and labels there, to the last one.
    """
    return [
        {
            "id": page["id"],
            "set": f"{page['set']}, tagged",
            "site": urlsplit(page["url"] or "").netloc or page["id"],
            "lines": [text for text, _ in content],
            "labels": [label for _, label in content],
        }
        for page in read(folder / "gold.jsonl")
        for content in [content_lines(page, (folder / "txt" / f"{page['id']}.txt").read_text(encoding="utf-8"))]
    ]


def content_lines(page: Page, text: str) -> list[tuple[str, str]]:
    rows = zip(text.split("\n"), page["tags"], page["labels"], strict=False)
    return [(line.strip(), OF_TAG[tag]) for line, tag, label in rows if label == 1 and tag in OF_TAG and line.strip()]


def like_the_labelled(page: Page) -> bool:
    """Whether a page would do for the labelled ones: not only a table or plain paragraphs."""
    return (
        len(page["lines"]) >= LEAST_LINES
        and page["labels"].count("heading") >= LEAST_HEADINGS
        and "para" in page["labels"]
    )


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


def cross_validate(pages: list[Page], more: list[Page], by: str, folds: int) -> None:
    """Print F1 by set and role, each page judged by a model that has seen no page with the same `by`.

    Only `pages` are learnt from, and their folds do not depend on `more`, which has sets of its own.
    """
    chance = random.Random(1)
    of_key: dict[str, int] = {}
    fold = [of_key.setdefault(page[by], chance.randrange(folds)) for page in (*pages, *more)]
    counts: Counter[tuple[str, int, int]] = Counter()
    for held_out in range(folds):
        model = model_of(stored([page for page, f in zip(pages, fold, strict=False) if f != held_out]))
        for page in (page for page, f in zip((*pages, *more), fold, strict=True) if f == held_out):
            predicted = [ROLES.index(role) for role in line_roles(page["lines"], model)]
            counts.update((page["set"], int(a), b) for a, b in zip(labels(page), predicted, strict=True))
    for name in sorted({name for name, _, _ in counts}):
        print(name, {role: round(f1(counts, name, k), 4) for k, role in enumerate(ROLES)})


def f1(counts: Counter[tuple[str, int, int]], name: str, role: int) -> float:
    gold = sum(n for (s, a, _), n in counts.items() if s == name and a == role)
    said = sum(n for (s, _, b), n in counts.items() if s == name and b == role)
    return 2 * counts[name, role, role] / (gold + said)


if __name__ == "__main__":
    main()
