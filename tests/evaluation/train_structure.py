"""Train the line-role model: structure and boilerplate_text of ../shared/eval -> generator/data/structure_lines.json.

    python -m tests.evaluation.train_structure            # writes the model, byte for byte the same every time
    python -m tests.evaluation.train_structure --folds    # cross-validation by site; writes nothing

In: pages with the role of every line, `{"id": …, "set": …, "lines": […], "labels": ["heading" | "item" | "para", …]}`,
and pages whose lines have HTML tags and labels of content and chrome: the content lines of those that are built like
the former are learnt from too. The folds are drawn four times over, since items of the same settings have an F1 of
.773 to .787 by the drawing alone; the tagged pages bring their mean from .778 to .791, that of headings from .853 to
.857 (wcxb). Needs numpy and lightgbm 4.7, which the project itself does not.
"""

from __future__ import annotations

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

from generator.structure.features import OF_A_LINE, OF_THE_PAGE, features
from generator.structure.lines import ROLES, line_roles, model_of
from generator.structure.wording import Wording, ends_in_colon, first_word, is_lead, lead_words, word_key
from tests.evaluation.boosting import trees

LABELLED = Path("../shared/eval/structure/dev/gold.jsonl")
TAGGED = Path("../shared/eval/boilerplate_text/dev")
MODEL = Path("generator/data/structure_lines.json")
LABELS = {"heading": 0, "item": 1, "para": 2}
# As the labelled pages were made: td, blockquote, pre and figcaption are left out.
OF_TAG = {**{f"h{level}": "heading" for level in range(1, 7)}, "li": "item", "p": "para"}
LEAST_LINES, LEAST_HEADINGS = 8, 2  # the labelled pages have at least as many, and a paragraph
Page = dict[str, Any]
Votes = dict[str, tuple[int, float]]  # of a word the pages that have it and the sum of their shares of items
FOLDS, DRAWINGS = 5, 4
TAGGED_WEIGHT = 0.5  # of .5, .7 and 1, and more or larger trees, none gives both roles more
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
    pages = all_pages()
    if "--folds" in sys.argv:
        cross_validate(pages)
        return
    MODEL.write_text(json.dumps(stored(pages), separators=(",", ":")) + "\n", encoding="utf-8")


def all_pages() -> list[Page]:
    """The labelled pages, and those that are only tagged. The 278 that are both have the same lines and labels in both
    places, to the last one.
    """
    labelled, more = read(LABELLED), tagged(TAGGED)
    sites, known = {page["id"]: page["site"] for page in more}, {page["id"] for page in labelled}
    pages = [{**page, "site": sites.get(page["id"], page["id"]), "weight": 1.0} for page in labelled]
    return [*pages, *(page for page in more if page["id"] not in known and like_the_labelled(page))]


def read(path: Path) -> list[Page]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def tagged(folder: Path) -> list[Page]:
    """Of every page the site and the content lines, with their tags as labels."""
    return [
        {
            "id": page["id"],
            "set": f"{page['set']}, tagged",
            "site": urlsplit(page["url"] or "").netloc or page["id"],
            "lines": [text for text, _ in content],
            "labels": [label for _, label in content],
            "weight": TAGGED_WEIGHT,
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
    rows, roles, weights, unread = [], [], [], np.ones(len(ROLES))
    for number, text in (*enumerate(pages), *cuttings(pages)):
        found, known = features(text["lines"], wordings[number]), labels(text)
        read = np.array(found.read)
        rows.append(np.column_stack([*found.columns, *([number] * len(read) for number in found.page)])[read])
        roles.append(known[read])
        weights.append(np.full(read.sum(), pages[number]["weight"]))
        np.add.at(unread, known[~read], 1)
    data = lightgbm.Dataset(np.concatenate(rows), np.concatenate(roles), weight=np.concatenate(weights))
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


def cross_validate(pages: list[Page]) -> None:
    """Print F1 by set and role, each page judged by a model that has seen no page of its site: every drawing of the
    folds, and their mean.
    """
    drawn = [drawing(pages, random.Random(seed)) for seed in range(1, DRAWINGS + 1)]
    for name in sorted({page["set"] for page in pages}):
        for k, role in enumerate(ROLES):
            scores = [f1(counts, name, k) for counts in drawn]
            print(f"{name:14}{role:10}{np.mean(scores):8.4f}  of", *(f"{score:.4f}" for score in scores))


def drawing(pages: list[Page], chance: random.Random) -> Counter[tuple[str, int, int]]:
    """How many lines of a set have a role and are given one."""
    of_site: dict[str, int] = {}
    fold = [of_site.setdefault(page["site"], chance.randrange(FOLDS)) for page in pages]
    counts: Counter[tuple[str, int, int]] = Counter()
    for held_out in range(FOLDS):
        model = model_of(stored([page for page, f in zip(pages, fold, strict=True) if f != held_out]))
        for page in (page for page, f in zip(pages, fold, strict=True) if f == held_out):
            predicted = [ROLES.index(role) for role in line_roles(page["lines"], model)]
            counts.update((page["set"], int(a), b) for a, b in zip(labels(page), predicted, strict=True))
    return counts


def f1(counts: Counter[tuple[str, int, int]], name: str, role: int) -> float:
    gold = sum(n for (s, a, _), n in counts.items() if s == name and a == role)
    said = sum(n for (s, _, b), n in counts.items() if s == name and b == role)
    return 2 * counts[name, role, role] / (gold + said)


if __name__ == "__main__":
    main()
