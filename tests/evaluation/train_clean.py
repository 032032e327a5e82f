"""Train the line classifier: ../shared/eval/boilerplate_text/dev -> generator/data/clean_lines.json.

    python -m tests.evaluation.train_clean            # writes the model, byte for byte the same every time
    python -m tests.evaluation.train_clean --folds    # cross-validation by site, rules included, kept for report.py

Needs numpy 2.4 and lightgbm 4.7 beside the project's own dependencies; neither is used at run time.
"""

from __future__ import annotations

import json
import math
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import lightgbm
import numpy as np

from generator.clean import clean
from generator.clean.features import Table, table
from generator.clean.lexicon import Weights, lexical_columns
from generator.clean.lines import read_model
from generator.clean.opinions import opinion_columns
from generator.model import Source
from generator.readers import plain_text
from generator.text import fold_space
from tests.evaluation import folds
from tests.evaluation.boilerplate_text import body_lines
from tests.evaluation.boosting import trees

DEV = Path("../shared/eval/boilerplate_text/dev")
MODEL = Path("generator/data/clean_lines.json")
SETTINGS = {
    "objective": "binary",
    "min_child_samples": 60,
    "lambda_l2": 2,
    "feature_fraction": 0.35,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "max_bin": 63,
    "use_missing": False,
    "seed": 9,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
# Five folds by site, no rules: what the words say lifts whole pages (shingle F1 .9377 to .9429), how lines are built
# lifts light ones (.9625 to .9636), and opinions of pages that the first judge had not seen find more of the chrome's
# lines there (F1 .8779 to .8803).
FIRST = {"trees": 25, "leaves": 15, "rate": 0.2}
SECOND = {"trees": 120, "leaves": 31, "rate": 0.09, "min_child_samples": 120}
# The texts near the article are what people paste; whole pages and bare articles keep the model from learning where the
# former were cut. A page's lines share the square root of their number, so that long tables do not decide. Weights that
# count words instead find fewer of the chrome's lines (light texts, two folds by site: F1 .85 against .865).
WEIGHTS = {"whole": 0.7, "light": 3.0, "pasted": 0.3}
BY_HAND = 2.0  # the hand-annotated pages against the pages whose gold was drafted by a model
FOLDS = 5
INNER = 5  # parts of the training pages; what a page is told by word weights and first judge, others have taught them
WORD_LINES = 25  # words: only lines up to this length count for the weights, since chrome has hardly any longer
WORD_SITES = 12  # fewer sites with a word say nothing of it
WORD_DOUBT = 2.0  # sites: added to both sides of every word
FILES = {"whole": "txt", "light": "txt_light"}  # the folders of the texts that are scored
KINDS = {"whole": "boilerplate_text", "light": "boilerplate_text --light"}  # as report.py calls them


@dataclass(frozen=True)
class Page:
    """One text of one page: its labels and what is seen of its lines; `weight` is that of each line in training."""

    id: str
    site: str
    cut: str
    labels: np.ndarray
    weight: float
    seen: Table


def pages(folder: Path) -> Iterator[Page]:
    """Every page three times: whole, its lines near the article, and as somebody would paste the article."""
    for gold in map(json.loads, (folder / "gold.jsonl").read_text("utf-8").splitlines()):
        lines = (folder / "txt" / f"{gold['id']}.txt").read_text("utf-8").split("\n")[: len(gold["labels"])]
        site = urlsplit(gold["url"] or "").netloc or gold["id"]
        whole, light = (0, len(lines)), tuple(gold["light"])
        for cut, (start, end) in (("whole", whole), ("light", light), ("pasted", pasted(gold["id"], gold["labels"]))):
            weight = WEIGHTS[cut] * (BY_HAND if gold["set"] == "aeb" else 1.0) / math.sqrt(max(1, end - start))
            if start == end:
                continue
            seen = table([fold_space(line) for line in lines[start:end]])
            yield Page(gold["id"], site, cut, np.array(gold["labels"][start:end]), weight, seen)


def pasted(page: str, labels: Sequence[int]) -> tuple[int, int]:
    """The article with up to three lines above it and up to five below.

    The light texts all begin six lines above the article; a model that sees only those learns to cut the first lines
    of any text.
    """
    article = [i for i, label in enumerate(labels) if label == 1]
    if not article:
        return (0, 0)
    return max(0, article[0] - fold(page + "/above", 4)), min(len(labels), article[-1] + 1 + fold(page + "/below", 6))


def fit(x: np.ndarray, of: Sequence[Page], size: dict[str, float]) -> lightgbm.Booster:
    y = np.concatenate([page.labels for page in of])
    w = np.concatenate([np.full(len(page.labels), page.weight) for page in of])
    known = y >= 0
    scaled = w[known] * known.sum() / w[known].sum()
    names = {"leaves": "num_leaves", "rate": "learning_rate"}
    settings = {**SETTINGS, **{names.get(name, name): value for name, value in size.items() if name != "trees"}}
    data = lightgbm.Dataset(x[known], y[known], weight=scaled, params=settings)
    return lightgbm.train(settings, data, int(size["trees"]))


def word_weights(of: Iterable[Page]) -> dict[str, int]:
    """Hundredths of the logarithm of how much rather a word stands in articles than in chrome (light texts).

    A site counts for a word by the square root of the lines that have it, so that no site decides alone.
    """
    sites: dict[str, dict[str, list[int]]] = {}
    for page in of:
        for words, label in zip(page.seen.said, page.labels, strict=True) if page.cut == "light" else ():
            for word in words if label >= 0 and len(words) <= WORD_LINES else ():
                sites.setdefault(word, {}).setdefault(page.site, [0, 0])[label] += 1
    said = {
        word: np.sum([np.array(lines) / math.sqrt(sum(lines)) for lines in counts.values()], axis=0)
        for word, counts in sorted(sites.items())
        if len(counts) >= WORD_SITES
    }
    every = np.sum(list(said.values()), axis=0)
    share = every / every.sum()
    rate = {word: np.log((both + WORD_DOUBT * share) / share) for word, both in said.items()}
    return {word: round(100 * float(article - chrome)) for word, (chrome, article) in rate.items()}


def train(of: Sequence[Page]) -> dict[str, Any]:
    """The word weights and both ensembles.

    What a page learns from word weights and first judge comes from the other parts of the pages, as it will be with
    pages that nobody has labelled.
    """
    part = [fold(page.site + "/inner", INNER) for page in of]
    others = [word_weights(p for p, k in zip(of, part, strict=True) if k != held) for held in range(INNER)]
    x = [page_columns(page, others[k]) for page, k in zip(of, part, strict=True)]
    opinions: dict[int, np.ndarray] = {}
    for held in range(INNER):
        ours = [i for i, k in enumerate(part) if k != held]
        judge = fit(np.vstack([x[i] for i in ours]), [of[i] for i in ours], FIRST)
        opinions |= {i: squashed(judge.predict(x[i], raw_score=True)) for i, k in enumerate(part) if k == held}
    first = trees(fit(np.vstack(x), of, FIRST), rounded)
    told = [np.array(opinion_columns(page.seen, list(opinions[i])), np.float32).T for i, page in enumerate(of)]
    second = fit(np.vstack([np.hstack(both) for both in zip(x, told, strict=True)]), of, SECOND)
    return {"words": word_weights(of), "first": first, "second": trees(second, rounded)}


def page_columns(page: Page, weights: Weights) -> np.ndarray:
    columns = [*page.seen.columns, *lexical_columns(page.seen.said, page.seen.first, weights)]
    return np.array(columns, np.float32).T


def squashed(logit: np.ndarray) -> np.ndarray:
    """`generator.trees.squash` of many."""
    return 0.5 + 0.5 * logit / (1 + np.abs(logit))


def fold(key: str, count: int) -> int:
    return zlib.crc32(key.encode()) % count


def rounded(threshold: float) -> float:
    """The threshold as short as it can be without loss of accuracy (boilerplate_text dev)."""
    short = round(threshold, 4)
    return int(short) if short == int(short) else short


def cross_validate(of: Sequence[Page]) -> dict[str, dict[str, list[int]]]:
    """Kept lines of every page, as the cleaner with all its rules keeps them: cut -> id -> line numbers.

    The classifier of a page has seen no page of its site.
    """
    kept: dict[str, dict[str, list[int]]] = {cut: {} for cut in FILES}
    for k in range(FOLDS):
        model = read_model(train([p for p in of if fold(p.site, FOLDS) != k]))
        for page in (p for p in of if p.cut in FILES and fold(p.site, FOLDS) == k):
            source = Source(page.id, (DEV / FILES[page.cut] / f"{page.id}.txt").read_bytes().decode("utf-8"))
            kept[page.cut][page.id] = body_lines(clean(plain_text.read(source).value, classifier=model.scores))
        print(f"fold {k + 1} of {FOLDS}", file=sys.stderr, flush=True)
    return kept


def report(of: Sequence[Page]) -> dict[str, Any]:
    """The judges' scores of the cross-validated pages, by kind of set; prints those that count."""
    sys.path.insert(0, str(DEV.parent.parent))
    import score  # noqa: PLC0415 the judges' own script, outside the project

    kept = cross_validate(of)
    print("five-fold cross-validation by site, rules included")
    print(f"{'cut':6}{'pages':6}{'precision':>10}{'recall':>8}{'shingle F1':>12}{'boilerplate lines F1':>22}")
    scores = {cut: score.score("boilerplate_text", "dev", lines, None, cut == "light") for cut, lines in kept.items()}
    for cut, by_set in scores.items():
        for kind, r in by_set.items():
            shingle = r["shingle"]
            figures = f"{shingle['precision']:10.4f}{shingle['recall']:8.4f}{shingle['f1']:12.4f}"
            print(f"{cut:6}{kind:6}{figures}{r['boilerplate_line']['f1']:22.4f}")
    return {KINDS[cut]: by_set for cut, by_set in scores.items()}


def main() -> None:
    of = list(pages(DEV))
    if "--folds" in sys.argv:
        folds.keep(MODEL, report(of))
        return
    written = json.dumps(train(of), separators=(",", ":"), ensure_ascii=False)
    MODEL.write_text(written + "\n", "utf-8")


if __name__ == "__main__":
    main()
