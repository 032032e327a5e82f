"""The role of each bare line: heading, list item or paragraph.

In: the lines of one article, top to bottom, indentation included where the file has it. Out: one role per line. Marks
that writers set decide where they are unmistakable; elsewhere boosted trees read the numbers of `structure.features`
(trained offline by tests/evaluation/train_structure.py) and the best sequence of roles is found with Viterbi's
algorithm. No line is cut, joined or changed.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import compress, groupby, pairwise
from typing import Any, Literal

from generator.structure.features import OF_A_LINE, OF_THE_PAGE, Features, features
from generator.structure.markers import Marker, is_dash, list_marker, turns
from generator.structure.wording import Wording
from generator.trees import Sum, compiled

Role = Literal["heading", "item", "paragraph"]
ROLES: tuple[Role, ...] = ("heading", "item", "paragraph")
_MODEL = "structure_lines.json"
_THOUSANDTHS = 1000  # in which the leaves are stored
_CERTAIN_ITEM = (-math.inf, 0.0, -math.inf)

_OPEN_ENDS = (0, 3, 7, 8)  # no mark, "?", ")" or a digit: the classes of `structure.features`
_LOWER_CASE = 1
_COLON_LABEL, _FACT, _LEAST_FACTS = 1, 8, 4  # a label's class of `structure.features`; words; lines
_SHORT, _LONG, _TITLE_CASE, _NEARLY_ALL = 12, 25, 0.7, 0.75


@dataclass(frozen=True, slots=True)
class Model:
    """Boosted trees over the features for each of `ROLES`, log-probabilities of them for lines too long to be read,
    what words say, and the log-odds of one role following another, weighted as trained.
    """

    judges: tuple[Sum, ...]
    unread: tuple[float, ...]
    wording: Wording
    transitions: tuple[tuple[float, ...], ...]

    def scores(self, found: Features) -> list[tuple[float, ...]]:
        """The log-probability of each of `ROLES` for every line."""
        rows = zip(*(compress(column, found.read) for column in found.columns), strict=True)
        read = ([judge((*row, *found.page)) / _THOUSANDTHS for judge in self.judges] for row in rows)
        return [_log_softmax(next(read)) if is_read else self.unread for is_read in found.read]


def model_of(stored: Mapping[str, Any]) -> Model:
    """The model that tests/evaluation/train_structure.py stored."""
    if stored["features"] != [*OF_A_LINE, *OF_THE_PAGE]:
        raise ValueError(f"{_MODEL} was trained on other features: run tests/evaluation/train_structure.py")
    judges = (compiled(stored["trees"][role :: len(ROLES)], len(stored["features"])) for role in range(len(ROLES)))
    return Model(
        tuple(judges),
        tuple(stored["unread"]),
        Wording(**stored["wording"]),
        tuple(map(tuple, stored["transitions"])),
    )


# What looks like a heading and signs or credits: "— Jane Roe (@roe)", "The first map. (Harbour Press)"
_SIGNATURE_OR_CREDIT = re.compile(
    r"[—–―]\s|.{1,300}[.!]\s\([^()]{1,80}\)$|(?:Media|Image|Photo|Picture|Video)\s(?:caption|copyright|credit)"
)


def line_roles(lines: Sequence[str], model: Model | None = None) -> tuple[Role, ...]:
    """The role of every line, by the shipped model unless another is given; a blank line is a paragraph."""
    model = model or _shipped_model()
    marked = _marked_items(lines)
    found = features([_without_bullet(line.strip(), marked.get(i)) for i, line in enumerate(lines)], model.wording)
    scores = model.scores(found)
    scores = [_CERTAIN_ITEM if i in marked else score for i, score in enumerate(scores)]
    roles = _best_sequence(scores, model.transitions)
    if marked:
        bare = [i for i, line in enumerate(lines) if not list_marker(line.strip())]
        if _marks_all(len(marked), sum(roles[i] == "item" for i in bare)):
            for i in bare:
                scores[i] = (scores[i][0], -math.inf, scores[i][2])
            roles = _best_sequence(scores, model.transitions)
    overlooked = _overlooked_headings(found, roles) - marked.keys()
    roles = tuple("heading" if i in overlooked else role for i, role in enumerate(roles))
    roles = tuple(
        "paragraph" if role == "heading" and _SIGNATURE_OR_CREDIT.match(line.strip()) else role
        for line, role in zip(lines, roles, strict=True)
    )
    labelled = _labelled_items(found)
    roles = tuple("item" if i in labelled and role == "paragraph" else role for i, role in enumerate(roles))
    said = {i for i, who in enumerate(turns([line.strip() for line in lines])) if who} - marked.keys()
    return tuple("paragraph" if role == "item" and i in said else role for i, role in enumerate(roles))


def _marks_all(marked: int, bare: int) -> bool:
    """Whether a text marks all its items, as one does in which no more bare lines look like items than have a mark.

    Pages copied from the web lose the marks of their lists and keep typed bullets. Asking for this gives items an F1 of
    .775, always believing the marks .770, never .775 but a heading below a marked list turns into an item (structure
    dev, five folds).
    """
    return bare <= marked


def _without_bullet(text: str, marker: Marker | None) -> str:
    return text[marker.length :] if marker and marker.kind == "bullet" else text


def _overlooked_headings(found: Features, roles: Sequence[Role]) -> frozenset[int]:
    """Short lines above a long one that have to be headings for the others' sake.

    Either nearly all lines of their look are headings, and a reader sees one outline, not two; or the list above them
    has lower-case items. Structure dev, cross-validated: right as often as not, and in tidy articles nearly always.
    """
    numbers, capitals, firsts = found["number"], found["capital"], found["first"]
    looks = {i: (numbers[i], capitals[i] > _TITLE_CASE) for i in _above_paragraphs(found)}
    alike = Counter(looks.values())
    headings = Counter(look for i, look in looks.items() if roles[i] == "heading")
    return frozenset(
        i
        for i, look in looks.items()
        if (roles[i] == "paragraph" and headings[look] >= max(2, _NEARLY_ALL * (alike[look] - 1)))
        or (roles[i] == "item" and i > 0 and roles[i - 1] == "item" and firsts[i - 1] == _LOWER_CASE)
    )


def _above_paragraphs(found: Features) -> list[int]:
    """The lines of one short capitalised sentence without a full stop that a long line follows."""
    names = ("words", "words+1", "end", "first", "ends")
    return [
        i
        for i, (words, below, end, first, ends) in enumerate(zip(*map(found.__getitem__, names), strict=True))
        if words <= _SHORT and below >= _LONG and end in _OPEN_ENDS and first == 0 and ends <= 1
    ]


def _labelled_items(found: Features) -> frozenset[int]:
    """The lines of a list of facts: four or more in a row that say "Depth: 3 m", short and without a full stop.

    Of the paragraphs that thus become items, 143 of 154 are items (structure dev and the tagged pages of
    tests/evaluation/train_structure.py, five folds).
    """
    names = ("label", "words", "first", "end")
    short = [
        label == _COLON_LABEL and words <= _FACT and first == 0 and end in _OPEN_ENDS
        for label, words, first, end in zip(*map(found.__getitem__, names), strict=True)
    ]
    runs = (list(run) for is_fact, run in groupby(range(len(short)), short.__getitem__) if is_fact)
    return frozenset(i for run in runs if len(run) >= _LEAST_FACTS for i in run)


def indentation(line: str) -> int:
    """Columns of white space before the text, a tab being four."""
    if not line[:1].isspace():
        return 0
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
def _shipped_model() -> Model:
    return model_of(json.loads(resources.files("generator").joinpath("data", _MODEL).read_text(encoding="utf-8")))
