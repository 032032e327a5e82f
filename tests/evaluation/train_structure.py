"""Train the line-role model: structure and boilerplate_text of ../shared/eval -> generator/data/structure_lines.json.

    python -m tests.evaluation.train_structure            # writes the model, byte for byte the same every time
    python -m tests.evaluation.train_structure --folds    # cross-validation by site, kept for report.py

In: pages with the role of every line, `{"id": …, "set": …, "lines": […], "labels": ["heading" | "item" | "para", …]}`,
and pages whose lines have HTML tags and labels of content and chrome: their content lines are learnt from too. The
folds are drawn four times over, since items of the same settings have an F1 of .773 to .787 by the drawing alone.

The second judge lifts items from .791 to .801 and headings from .857 to .860 (wcxb, mean of four drawings). Pages that
are paragraphs alone, as news is, take back .8 and .6 points of that, but of their paragraphs that the model has not
seen 4 in 100 become items instead of 10 (news; 7 instead of 12 on other pages, first drawing). Needs numpy and
lightgbm 4.7, which the project itself does not.
"""

from __future__ import annotations

import dataclasses
import json
import math
import random
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import lightgbm
import numpy as np

from generator.structure.features import Features, features
from generator.structure.lines import FEATURES, ROLES, line_roles, model_of, opinion
from generator.structure.opinions import OPINION_NAMES, opinion_columns
from generator.structure.wording import Wording, ends_in_colon, first_word, is_lead, lead_words, word_key
from tests.evaluation import folds
from tests.evaluation.boosting import trees

LABELLED = Path("../shared/eval/structure/dev/gold.jsonl")
TAGGED = Path("../shared/eval/boilerplate_text/dev")
MODEL = Path("generator/data/structure_lines.json")
LABELS = {"heading": 0, "item": 1, "para": 2}
# As the labelled pages were made: td, blockquote, pre and figcaption are left out.
OF_TAG = {**{f"h{level}": "heading" for level in range(1, 7)}, "li": "item", "p": "para"}
LIKE_LABELLED_LINES, LIKE_LABELLED_HEADINGS = 8, 2  # the labelled pages have at least as many, and a paragraph
LEAST_LINES = 3
Page = dict[str, Any]
Votes = dict[str, tuple[int, float]]  # of a word the pages that have it and the sum of their shares of items
FOLDS, DRAWINGS = 5, 4
TAGGED_WEIGHT = 0.5  # of .5, .7 and 1, and more or larger trees, none gives both roles more
PAGE_POWER = -0.25  # of a page's lines in their weight: else a few pages of hundreds of items decide
FIRST, SECOND = 20, 40  # rounds
INNER = 5  # parts of the pages; what the second judge is told of a page, a first judge of the others has said
PASSES = 2
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
        folds.keep(MODEL, {"structure": cross_validate(pages)})
        return
    MODEL.write_text(json.dumps(stored(pages), separators=(",", ":")) + "\n", encoding="utf-8")


def all_pages() -> list[Page]:
    """The labelled pages, and those that are only tagged. The 278 that are both have the same lines and labels in both
    places, to the last one.
    """
    labelled, more = read(LABELLED), tagged(TAGGED)
    sites, known = {page["id"]: page["site"] for page in more}, {page["id"] for page in labelled}
    pages = [{**page, "site": sites.get(page["id"], page["id"]), "weight": 1.0} for page in labelled]
    return [*pages, *(page for page in more if page["id"] not in known and len(page["lines"]) >= LEAST_LINES)]


def read(path: Path) -> list[Page]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def tagged(folder: Path) -> list[Page]:
    """Of every page the site and the content lines, with their tags as labels."""
    return [
        {
            "id": page["id"],
            "set": f"{page['set']}, {'plain' if is_plain([label for _, label in content]) else 'tagged'}",
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


def is_plain(labels: list[str]) -> bool:
    """Whether a page is built otherwise than the labelled ones, which have headings: most news is paragraphs alone."""
    return len(labels) < LIKE_LABELLED_LINES or labels.count("heading") < LIKE_LABELLED_HEADINGS or "para" not in labels


@dataclass(frozen=True)
class Text:
    """A page or a cutting of one, as a judge is taught it: a row of numbers for every line, and its role."""

    site: str
    lines: list[str]
    seen: Features
    rows: Any
    roles: Any
    weight: float

    @property
    def read(self) -> Any:
        return np.array(self.seen.read)


def stored(pages: list[Page]) -> dict[str, Any]:
    """The model as it is stored: the trees of both judges in the order role 0, 1, 2, 0, …

    What a page's words say, and what the first judge makes of its lines, is learnt from other pages: its own would tell
    the trees its labels.
    """
    taught, wording = texts(pages)
    unread = unread_scores(taught)
    opinions: dict[int, Any] = {}
    part = [zlib.crc32(text.site.encode()) % INNER for text in taught]
    for held in range(INNER):
        judge = fit(taught, [text.rows for text in taught], FIRST, [k != held for k in part])
        opinions |= {
            i: told(text, judge, unread) for i, (text, k) in enumerate(zip(taught, part, strict=True)) if k == held
        }
    first = fit(taught, [text.rows for text in taught], FIRST)
    both = [np.column_stack([text.rows, opinions[i]]) for i, text in enumerate(taught)]
    return {
        "features": FEATURES,
        "unread": unread,
        "wording": dataclasses.asdict(wording),
        "first": trees(first, rounded),
        "second": trees(fit(taught, both, SECOND), rounded),
    }


def texts(pages: list[Page]) -> tuple[list[Text], Wording]:
    """The pages and their cuttings, each seen with the odds that the other pages give its words; and all odds."""
    ballots = [(opening_votes(page), lead_votes(page, colon=True), lead_votes(page, colon=False)) for page in pages]
    odds = [Odds(votes) for votes in zip(*ballots, strict=True)]
    wordings = [Wording(*(o.without(own) for o, own in zip(odds, ballot, strict=True))) for ballot in ballots]
    made = []
    for number, text in (*enumerate(pages), *cuttings(pages)):
        page, lines = pages[number], [line.strip() for line in text["lines"]]
        seen = features(lines, wordings[number])
        rows = np.column_stack([*seen.columns, *([n] * len(lines) for n in seen.page)])
        weight = page["weight"] * len(page["lines"]) ** PAGE_POWER
        made.append(Text(page["site"], lines, seen, rows, labels(text), weight))
    return made, Wording(*(o.all for o in odds))


def unread_scores(taught: list[Text]) -> list[int]:
    """The log-probabilities of `ROLES` for the lines that are too long for the trees, in thousandths."""
    counts = np.ones(len(ROLES))
    for text in taught:
        np.add.at(counts, text.roles[~text.read], 1)
    return [round(1000 * value) for value in np.log(counts / counts.sum()).tolist()]


def fit(taught: list[Text], rows: list[Any], rounds: int, among: list[bool] | None = None) -> lightgbm.Booster:
    """Boosted trees from the lines that are read, of all texts or those `among` them."""
    used = [(text, row) for text, row, use in zip(taught, rows, among or [True] * len(taught), strict=True) if use]
    x = np.concatenate([row[text.read] for text, row in used])
    y = np.concatenate([text.roles[text.read] for text, _ in used])
    w = np.concatenate([np.full(text.read.sum(), text.weight) for text, _ in used])
    return lightgbm.train(PARAMETERS, lightgbm.Dataset(x, y, weight=w), rounds)


def told(text: Text, judge: lightgbm.Booster, unread: list[int]) -> Any:
    """What the second judge is told of every line; nothing of those that are not read."""
    scores = np.tile(np.array(unread, float), (len(text.lines), 1))
    out = np.zeros((len(text.lines), len(OPINION_NAMES)))
    if text.read.any():
        scores[text.read] = 1000 * judge.predict(text.rows[text.read], raw_score=True)
        opinions = list(zip(*map(opinion, scores.tolist()), strict=True))
        out[text.read] = np.column_stack(opinion_columns(text.lines, text.seen, opinions))
    return out


def rounded(threshold: float) -> float:
    return float(f"{threshold:.5g}")


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


def cross_validate(pages: list[Page]) -> dict[str, Any]:
    """F1 by set and role, each page judged by a model that has seen no page of its site: the mean over the drawings of
    the folds, and each drawing's.
    """
    drawn = [drawing(pages, random.Random(seed)) for seed in range(1, DRAWINGS + 1)]
    each = {
        (name, role): [f1(counts, name, k) for counts in drawn]
        for name in sorted({page["set"] for page in pages})
        for k, role in enumerate(ROLES)
    }
    found: dict[str, Any] = {}
    for (name, role), scores in each.items():
        mean, drawings = round(float(np.mean(scores)), 4), [round(score, 4) for score in scores]
        print(f"{name:14}{role:10}{mean:8.4f}  of", *drawings)
        found.setdefault(name, {})[role] = {"f1": mean, "drawings": drawings}
    return found


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
