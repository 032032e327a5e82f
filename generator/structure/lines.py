"""The role of each bare line: heading, list item or paragraph.

In: the lines of one article, top to bottom, indentation included where the file has it. Out: one role per line. Marks
that writers set decide where they are unmistakable; elsewhere boosted trees read the numbers of `structure.features`
(trained offline by tests/evaluation/train_structure.py) and the best sequence of roles is found with Viterbi's
algorithm. No line is cut, joined or changed.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Literal

from generator.structure.features import NAMES, features
from generator.structure.markers import Marker, is_dash, list_marker

Role = Literal["heading", "item", "paragraph"]
ROLES: tuple[Role, ...] = ("heading", "item", "paragraph")
_MODEL = "structure_lines.json"
_CERTAIN_ITEM = (-math.inf, 0.0, -math.inf)

_WORDS, _BELOW, _END, _FIRST, _ENDS, _NUMBER, _CAPITAL = map(
    NAMES.index, ("words", "words+1", "end", "first", "ends", "number", "capital")
)
_OPEN_ENDS = (0, 3, 7, 8)  # no mark, "?", ")" or a digit: the classes of `structure.features`
_LOWER_CASE = 1
_SHORT, _LONG, _TITLE_CASE, _NEARLY_ALL = 12, 25, 0.7, 0.75


def line_roles(lines: Sequence[str]) -> tuple[Role, ...]:
    """The role of every line; a blank line is a paragraph."""
    marked = _marked_items(lines)
    rows = features([_without_bullet(line.strip(), marked.get(i)) for i, line in enumerate(lines)])
    model = _model()
    scores = model.scores(rows)
    if marked:  # a text that marks its items marks all of them
        scores = [
            _CERTAIN_ITEM
            if i in marked
            else score
            if list_marker(lines[i].strip())
            else (score[0], -math.inf, score[2])
            for i, score in enumerate(scores)
        ]
    return decide(rows, scores, model.transitions)


def decide(
    rows: Sequence[Sequence[float]], scores: Sequence[Sequence[float]], transitions: Sequence[Sequence[float]]
) -> tuple[Role, ...]:
    """The roles that the lines' features and scores (log-probabilities of `ROLES`) amount to, each seen among all."""
    roles = _best_sequence(scores, transitions)
    overlooked = _overlooked_headings(rows, roles)
    return tuple("heading" if i in overlooked and scores[i] != _CERTAIN_ITEM else role for i, role in enumerate(roles))


def _without_bullet(text: str, marker: Marker | None) -> str:
    return text[marker.length :] if marker and marker.kind == "bullet" else text


def _overlooked_headings(rows: Sequence[Sequence[float]], roles: Sequence[Role]) -> frozenset[int]:
    """Short lines above a long one that have to be headings for the others' sake.

    Either nearly all lines of their look are headings, and a reader sees one outline, not two; or the list above them
    has lower-case items. Structure dev, cross-validated: right as often as not, and in tidy articles nearly always.
    """
    looks = {i: (row[_NUMBER], row[_CAPITAL] > _TITLE_CASE) for i, row in enumerate(rows) if _heads_a_paragraph(row)}
    alike = Counter(looks.values())
    headings = Counter(look for i, look in looks.items() if roles[i] == "heading")
    return frozenset(
        i
        for i, look in looks.items()
        if (roles[i] == "paragraph" and headings[look] >= max(2, _NEARLY_ALL * (alike[look] - 1)))
        or (roles[i] == "item" and i > 0 and roles[i - 1] == "item" and rows[i - 1][_FIRST] == _LOWER_CASE)
    )


def _heads_a_paragraph(row: Sequence[float]) -> bool:
    capital_first, one_sentence = row[_FIRST] == 0, row[_ENDS] <= 1
    return row[_WORDS] <= _SHORT <= _LONG <= row[_BELOW] and row[_END] in _OPEN_ENDS and capital_first and one_sentence


def indentation(line: str) -> int:
    """Columns of white space before the text, a tab being four."""
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())


def _marked_items(lines: Sequence[str]) -> dict[int, Marker]:
    """The lines whose mark and indentation leave no doubt that they are list items."""
    margin = min((indentation(line) for line in lines if line.strip()), default=0)
    items = {}
    for i, line in enumerate(lines):
        marker = list_marker(line.strip())
        if marker is None:
            continue
        indented = indentation(line) > margin
        if indented or (marker.kind == "bullet" and not is_dash(marker.mark)) or _has_company(lines, i, marker):
            items[i] = marker
    return items


def _has_company(lines: Sequence[str], i: int, marker: Marker) -> bool:
    """A dash opens an item where a line beside opens with the same dash; an ordinal proves nothing by itself."""
    if marker.kind == "ordinal":
        return False
    beside = [list_marker(lines[j].strip()) for j in (i - 1, i + 1) if 0 <= j < len(lines)]
    return any(other is not None and other.mark == marker.mark for other in beside)


@dataclass(frozen=True, slots=True)
class _Tree:
    """A node is (feature, limit, next node up to the limit, next node above it); below 0 a node is the leaf `~node`."""

    role: int
    nodes: tuple[tuple[int, float, int, int], ...]
    leaves: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Model:
    """Boosted trees over `NAMES` and the log-odds of one role following another, weighted as trained."""

    trees: tuple[_Tree, ...]
    transitions: tuple[tuple[float, ...], ...]

    def scores(self, rows: Sequence[Sequence[float]]) -> list[tuple[float, ...]]:
        """The log-probability of each of `ROLES` for every row."""
        sums = [[0.0] * len(ROLES) for _ in rows]
        for tree in self.trees:
            nodes, leaves, role = tree.nodes, tree.leaves, tree.role
            for row, total in zip(rows, sums, strict=True):
                node = 0
                while node >= 0:
                    feature, limit, yes, no = nodes[node]
                    node = yes if row[feature] <= limit else no
                total[role] += leaves[~node]
        return [_log_softmax(total) for total in sums]


def _log_softmax(values: Sequence[float]) -> tuple[float, ...]:
    top = max(values)
    norm = top + math.log(sum(math.exp(v - top) for v in values))
    return tuple(v - norm for v in values)


def _best_sequence(scores: Sequence[Sequence[float]], transitions: Sequence[Sequence[float]]) -> tuple[Role, ...]:
    """The roles with the highest sum of line scores and transition scores (Viterbi 1967)."""
    if not scores:
        return ()
    states = range(len(ROLES))
    best, back = list(scores[0]), []
    for _, row in pairwise(scores):
        came = [_best_before(best, transitions, b) for b in states]
        best = [best[came[b]] + transitions[came[b]][b] + row[b] for b in states]
        back.append(came)
    state = max(states, key=best.__getitem__)
    path = [state]
    for came in reversed(back):
        state = came[state]
        path.append(state)
    return tuple(ROLES[state] for state in reversed(path))


def _best_before(best: Sequence[float], transitions: Sequence[Sequence[float]], state: int) -> int:
    return max(range(len(ROLES)), key=lambda before: best[before] + transitions[before][state])


@cache
def _model() -> _Model:
    stored = json.loads(resources.files("generator").joinpath("data", _MODEL).read_text(encoding="utf-8"))
    if stored["features"] != list(NAMES):
        raise ValueError(f"{_MODEL} was trained on other features: run tests/evaluation/train_structure.py")
    unit = stored["leaf_unit"]
    trees = tuple(
        _Tree(
            k % len(ROLES),
            tuple(zip(t["split"], t["limit"], t["yes"], t["no"], strict=True)),
            tuple(leaf * unit for leaf in t["leaves"]),
        )
        for k, t in enumerate(stored["trees"])
    )
    return _Model(trees, tuple(tuple(row) for row in stored["transitions"]))
