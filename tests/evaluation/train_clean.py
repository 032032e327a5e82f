"""Train the line classifier: ../shared/eval/boilerplate_text/dev -> generator/data/clean_lines.json.

    python -m tests.evaluation.train_clean            # writes the model, byte for byte the same every time
    python -m tests.evaluation.train_clean --folds    # cross-validation by site, rules included; writes nothing

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
from urllib.parse import urlsplit

import lightgbm
import numpy as np

from generator.clean import clean
from generator.clean.features import NAMES, Row, Table, sequence_rows, table
from generator.clean.lines import read_model, squash
from generator.model import Source
from generator.readers import plain_text
from generator.text import fold_space
from generator.trees import Tree, compiled
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
    "seed": 7,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
FIRST = {"trees": 20, "leaves": 15, "rate": 0.25}
SECOND = {"trees": 110, "leaves": 31, "rate": 0.1}
# The texts near the article are what people paste; whole pages and bare articles keep the model from learning where the
# former were cut. A page's lines share the square root of their number, so that long tables do not decide. Weights that
# count words instead find fewer of the chrome's lines (light texts, two folds by site: F1 .85 against .865).
WEIGHTS = {"whole": 0.7, "light": 3.0, "pasted": 0.3}
BY_HAND = 2.0  # the hand-annotated pages against the pages whose gold was drafted by a model
FOLDS = 5
FILES = {"whole": "txt", "light": "txt_light"}  # the folders of the texts that are scored


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


def fit(of: Sequence[Page], rows: Iterable[Sequence[Row]], size: dict[str, float]) -> lightgbm.Booster:
    x = np.vstack([np.array(page_rows, dtype=np.float32) for page_rows in rows if page_rows])
    y = np.concatenate([page.labels for page in of])
    w = np.concatenate([np.full(len(page.labels), page.weight) for page in of])
    known = y >= 0
    scaled = w[known] * known.sum() / w[known].sum()
    settings = {**SETTINGS, "num_leaves": size["leaves"], "learning_rate": size["rate"]}
    data = lightgbm.Dataset(x[known], y[known], weight=scaled, params=settings)
    return lightgbm.train(settings, data, int(size["trees"]))


def train(of: Sequence[Page]) -> dict[str, list[Tree]]:
    """Both ensembles. The first is so small that its opinions of pages it has learnt from are hardly flattered."""
    first = trees(fit(of, (page.seen.rows for page in of), FIRST), rounded)
    judge = compiled(first, len(NAMES))
    opinions = ([squash(judge(row)) for row in page.seen.rows] for page in of)
    second = fit(of, (sequence_rows(page.seen, o) for page, o in zip(of, opinions, strict=True)), SECOND)
    return {"first": first, "second": trees(second, rounded)}


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


def report(of: Sequence[Page]) -> None:
    sys.path.insert(0, str(DEV.parent.parent))
    import score  # noqa: PLC0415 the judges' own script, outside the project

    kept = cross_validate(of)
    print("five-fold cross-validation by site, rules included")
    print(f"{'cut':6}{'pages':6}{'precision':>10}{'recall':>8}{'shingle F1':>12}{'boilerplate lines F1':>22}")
    for cut, predicted in kept.items():
        for kind, r in score.score("boilerplate_text", "dev", predicted, None, cut == "light").items():
            shingle = r["shingle"]
            figures = f"{shingle['precision']:10.4f}{shingle['recall']:8.4f}{shingle['f1']:12.4f}"
            print(f"{cut:6}{kind:6}{figures}{r['boilerplate_line']['f1']:22.4f}")


def main() -> None:
    of = list(pages(DEV))
    if "--folds" in sys.argv:
        report(of)
        return
    MODEL.write_text(json.dumps(train(of), separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()
