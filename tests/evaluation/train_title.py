"""Fit the weights of the title's signs: ../shared/eval/boilerplate_text/dev -> `WEIGHTS` of clean/title_signs.py.

    python -m tests.evaluation.train_title    # prints the weights, the same every time

In: the whole, the light and the pasted text of every page with a title, each read with a line classifier that has seen
no page of its site (`train_clean`). Out: a weight for each sign and what "none of them" weighs, of a conditional
logistic regression over the lines of a head (McFadden 1974) in which that is one more choice; and how many titles two
halves of the sites, each judged by the weights of the other, get right.

Needs numpy 2.4, scipy 1.17 and lightgbm 4.7 beside the project's own dependencies; none is used at run time.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unittest.mock import patch

import numpy as np
from scipy.optimize import minimize

import generator.clean.title
from generator.clean import clean
from generator.clean.lines import Model, read_model
from generator.clean.title_signs import WEIGHTS
from generator.model import Source
from generator.readers import plain_text
from tests.evaluation.bare_metadata import same_title
from tests.evaluation.train_clean import DEV, FILES, FOLDS, fold, pages, pasted, train

RIDGE = 2.0  # of 1, 2 and 4 the best likelihood of held-out sites; "none of them" is not held back
LONGEST = 400  # characters of a line that may say the title
HALVES = 2


@dataclass(frozen=True)
class Choice:
    """A head's lines by their signs, and which of them say the title; the last line is "none of them"."""

    cut: str
    half: int
    signs: np.ndarray
    right: np.ndarray


def choices() -> Iterator[Choice]:
    """The heads of all pages with a title."""
    gold = {page["id"]: page for page in map(json.loads, (DEV / "gold.jsonl").read_text("utf-8").splitlines())}
    seen = list(pages(DEV))
    site = {page.id: page.site for page in seen}
    for k in range(FOLDS):
        model = read_model(train([page for page in seen if fold(page.site, FOLDS) != k]))
        for name in (name for name in site if fold(site[name], FOLDS) == k and gold[name]["title"]):
            for cut, text in texts(name, gold[name]["labels"]):
                yield choice(cut, fold(site[name] + "/half", HALVES), text, gold[name]["title"], model)


def texts(page: str, labels: Sequence[int]) -> Iterator[tuple[str, str]]:
    """The page's texts by their cuts."""
    for cut, folder in FILES.items():
        yield cut, (DEV / folder / f"{page}.txt").read_bytes().decode("utf-8")
    start, end = pasted(page, labels)
    if start < end:
        yield "pasted", "\n".join((DEV / "txt" / f"{page}.txt").read_text("utf-8").split("\n")[start:end])


def choice(cut: str, half: int, text: str, title: str, model: Model) -> Choice:
    """What `title_line` chooses from when the text is cleaned."""
    document = plain_text.read(Source("a.txt", text)).value
    with patch.object(generator.clean.title, "title_line", return_value=None) as asked:
        clean(document, classifier=model.scores)
    found = asked.call_args.args[0] if asked.called else {}
    said = [document.blocks[i].text for i in found]
    right = [len(line) < LONGEST and same_title(title, line) for line in said]
    signs = np.array([[*of_line, 0.0] for of_line in found.values()]).reshape(len(found), len(WEIGHTS) + 1)
    none = np.append(np.zeros(len(WEIGHTS)), 1.0)
    return Choice(cut, half, np.vstack([signs, none]), np.array([*right, not any(right)]))


def weights(of: Sequence[Choice]) -> np.ndarray:
    """The weights under which the right choices are likeliest."""
    signs, right = np.vstack([c.signs for c in of]), np.concatenate([c.right for c in of])
    starts = np.cumsum([0, *(len(c.right) for c in of[:-1])])
    own = np.repeat(np.arange(len(of)), [len(c.right) for c in of])
    ridge = np.append(np.full(len(WEIGHTS), RIDGE), 0.0)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        value = signs @ w
        raised = np.exp(value - np.maximum.reduceat(value, starts)[own])
        likely = raised / np.add.reduceat(raised, starts)[own]
        of_right = np.add.reduceat(np.where(right, likely, 0.0), starts)
        pull = np.where(right, likely / of_right[own], 0.0) - likely
        return ridge @ (w * w) / 2 - np.log(of_right).sum(), ridge * w - signs.T @ pull

    return minimize(loss, np.zeros(len(WEIGHTS) + 1), jac=True, method="L-BFGS-B").x


def verdict(c: Choice, w: np.ndarray) -> str:
    """What the weights make of a head whose title is there or not."""
    best = int(np.argmax(c.signs @ w))
    is_none = best == len(c.right) - 1
    return ("right" if c.right[best] and not is_none else "none" if is_none else "wrong") + (
        ", not in the text" if c.right[-1] else ""
    )


def main() -> None:
    """Print the weights, and what the halves make of each other."""
    found = list(choices())
    *of_signs, none = weights(found)
    for name, weight in zip(WEIGHTS, of_signs, strict=True):
        print(f'    "{name}": {weight:.1f},')
    print(f"none of them: {none:.1f}")
    halves = [weights([c for c in found if c.half != half]) for half in range(HALVES)]
    for cut in dict.fromkeys(c.cut for c in found):
        counts = Counter(verdict(c, halves[c.half]) for c in found if c.cut == cut)
        print(f"{cut:8}", ", ".join(f"{n} {of}" for of, n in sorted(counts.items())))


if __name__ == "__main__":
    main()
