"""The role of each bare line: heading, list item or paragraph.

In: the lines of one article, top to bottom, indentation included where the file has it. Out: one role per line. Marks
that writers set decide where they are unmistakable; elsewhere a first judge reads the numbers of `structure.features`
and a second one reads them again beside what the first made of the line's company (`structure.opinions`). Both are
boosted trees, trained offline by tests/evaluation/train_structure.py. No line is cut, joined or changed.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import compress, groupby, pairwise
from typing import Any, Literal, TypeVar

from generator.structure.caseless import is_caseless, roles_without_case
from generator.structure.features import OF_A_LINE, OF_THE_PAGE, Features, features
from generator.structure.markers import Marker, is_dash, list_marker, turns
from generator.structure.opinions import OPINION_NAMES, opinion_columns
from generator.structure.wording import Wording
from generator.trees import Sum, compiled, squash

Role = Literal["heading", "item", "paragraph"]
ROLES: tuple[Role, ...] = ("heading", "item", "paragraph")
T = TypeVar("T")
Scores = tuple[int, int, int]  # one of each of `ROLES`
FEATURES = [*OF_A_LINE, *OF_THE_PAGE, *OPINION_NAMES]
_SURE_ITEM = 0.0, 1.0  # as `opinion` puts it
_MODEL = "structure_lines.json"

_OPEN_ENDS = (0, 3, 7, 8)  # no mark, "?", ")" or a digit: the classes of `structure.features`
_LOWER_CASE = 1
_COLON_LABEL, _FACT, _LEAST_FACTS = 1, 8, 4  # a label's class of `structure.features`; words; lines
_SHORT, _LONG, _TITLE_CASE, _NEARLY_ALL = 12, 25, 0.7, 0.75


@dataclass(frozen=True, slots=True)
class Model:
    """For each of `ROLES` the trees of both judges and, in thousandths of a logit like their leaves, what is held of
    lines too long to be read; and what words say.
    """

    first: tuple[Sum, ...]
    second: tuple[Sum, ...]
    unread: Scores
    wording: Wording

    def scores(self, texts: Sequence[str], found: Features, items: Container[int] = ()) -> list[Scores]:
        """Of each line, how much speaks for each of `ROLES`; some are known to be `items`."""
        rows = [(*row, *found.page) for row in compress(zip(*found.columns, strict=True), found.read)]
        opinions = _spread(map(opinion, _judged(self.first, rows)), found, opinion(self.unread))
        opinions = [_SURE_ITEM if i in items else thought for i, thought in enumerate(opinions)]
        told = zip(*opinion_columns(texts, found, list(zip(*opinions, strict=True))), strict=True) if rows else ()
        again = [(*row, *more) for row, more in zip(rows, told, strict=True)]
        return _spread(_judged(self.second, again), found, self.unread)


def _spread(of_read: Iterable[T], found: Features, of_unread: T) -> list[T]:
    """What holds of every line, given that of the lines that are read, in order, and that of all others."""
    values = iter(of_read)
    return [next(values) if is_read else of_unread for is_read in found.read]


def _judged(judges: Sequence[Sum], rows: Sequence[Sequence[float]]) -> list[Scores]:
    heading, item, paragraph = judges
    return [(heading(row), item(row), paragraph(row)) for row in rows]


def opinion(scores: Scores) -> tuple[float, float]:
    """How surely a line is a heading and an item, each between 0 and 1."""
    heading, item, paragraph = scores
    return squash(heading - max(item, paragraph)), squash(item - max(heading, paragraph))


def model_of(stored: Mapping[str, Any]) -> Model:
    """The model that tests/evaluation/train_structure.py stored."""
    if stored["features"] != FEATURES:
        raise ValueError(f"{_MODEL} was trained on other features: run tests/evaluation/train_structure.py")
    width = len(OF_A_LINE) + len(OF_THE_PAGE)
    first, second = (
        tuple(compiled(stored[judge][role :: len(ROLES)], seen) for role in range(len(ROLES)))
        for judge, seen in (("first", width), ("second", len(FEATURES)))
    )
    heading, item, paragraph = stored["unread"]
    return Model(first, second, (heading, item, paragraph), Wording(**stored["wording"]))


# What looks like a heading and signs or credits: "— Jane Roe (@roe)", "The first map. (Harbour Press)"
_SIGNATURE_OR_CREDIT = re.compile(
    r"[—–―]\s|.{1,300}[.!]\s\([^()]{1,80}\)$|(?:Media|Image|Photo|Picture|Video)\s(?:caption|copyright|credit)"
)


def line_roles(lines: Sequence[str], model: Model | None = None) -> tuple[Role, ...]:
    """The role of every line, by the shipped model unless another is given; a blank line is a paragraph."""
    model = model or _shipped_model()
    marked = _marked_items(lines)
    texts = [_without_bullet(line.strip(), marked.get(i)) for i, line in enumerate(lines)]
    found = features(texts, model.wording)
    scores = model.scores(texts, found, marked)
    roles = tuple("item" if i in marked else _best(score) for i, score in enumerate(scores))
    if marked:
        bare = {i for i, line in enumerate(lines) if not list_marker(line.strip())}
        if _marks_all(len(marked), sum(roles[i] == "item" for i in bare)):
            roles = tuple(_no_item(scores[i]) if i in bare else role for i, role in enumerate(roles))
    roles = _with_lists_gone_on(found, roles)
    overlooked = _overlooked_headings(found, roles) - marked.keys()
    roles = tuple("heading" if i in overlooked else role for i, role in enumerate(roles))
    roles = tuple(
        "paragraph" if role == "heading" and _SIGNATURE_OR_CREDIT.match(line.strip()) else role
        for line, role in zip(lines, roles, strict=True)
    )
    labelled = _labelled_items(found)
    roles = tuple("item" if i in labelled and role == "paragraph" else role for i, role in enumerate(roles))
    said = {i for i, who in enumerate(turns([line.strip() for line in lines])) if who} - marked.keys()
    roles = tuple("paragraph" if role == "item" and i in said else role for i, role in enumerate(roles))
    if not is_caseless(lines):
        return roles
    told = roles_without_case(lines, marked)
    return tuple(told.get(i, role) for i, role in enumerate(roles))


def _marks_all(marked: int, bare: int) -> bool:
    """Whether a text marks all its items, as one does in which no more bare lines look like items than have a mark.

    Pages copied from the web lose the marks of their lists and keep typed bullets. Asking for this gives items an F1 of
    .775, always believing the marks .770, never .775 but a heading below a marked list turns into an item (structure
    dev, five folds).
    """
    return bare <= marked


def _without_bullet(text: str, marker: Marker | None) -> str:
    return text[marker.length :] if marker and marker.kind == "bullet" else text


def _with_lists_gone_on(found: Features, roles: Sequence[Role]) -> tuple[Role, ...]:
    """A lower-case line below a lower-case item is no heading: of 216 such lines 214 are items (structure dev)."""
    lower = [first == _LOWER_CASE for first in found["first"]]
    out = list(roles)
    for i, (above, here) in enumerate(pairwise(lower), start=1):
        if above and here and out[i - 1] == "item" and out[i] == "heading":
            out[i] = "item"
    return tuple(out)


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


def _best(scores: Scores) -> Role:
    return ROLES[scores.index(max(scores))]


def _no_item(scores: Scores) -> Role:
    heading, _, paragraph = scores
    return "heading" if heading > paragraph else "paragraph"


@cache
def _shipped_model() -> Model:
    return model_of(json.loads(resources.files("generator").joinpath("data", _MODEL).read_text(encoding="utf-8")))
