"""What an editor's sidecar orders: which blocks it keeps or cuts, and which of its orders do nothing, or too much.

In: a document and the `Overrides` of its sidecar. Out: verdicts for the blocks that are named, keeping before cutting;
and a problem, at the order's place in the sidecar, for each that names no block, that another one undoes, or that names
most of the article. It judges no block by its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from rapidfuzz import fuzz, process

from generator.diagnostics import Location, Problem, Severity, shortened
from generator.model import Document, Order, Overrides, RawBlock, Verdict
from generator.text import fold_space

# None of these is tuned: they keep messages few and short.
_LIKENESS = 80  # of 100, from which a line may be the one that a phrase means
_LONGEST, _READ = 64, 20_000  # characters of a phrase and of a block that are compared
_MOST_LOOKED_UP = 20  # phrases of a sidecar for which the nearest line is looked up
_FEW = 4  # blocks; a phrase that names fewer cannot do much
_MOST_SHOWN = 3  # lines that a message names
_STRAIGHT = str.maketrans("“”„«»‘’‚´`–—\xa0", "\"\"\"\"\"'''''-- ")  # what is mistyped most is no difference


def ordered(blocks: Sequence[RawBlock], overrides: Overrides) -> dict[int, Verdict]:
    """The verdicts of the blocks that the sidecar names."""
    found: dict[int, Verdict] = {}
    for keep, orders in ((True, overrides.keep), (False, overrides.drop)):
        verdict = Verdict(keep, "editor", "the sidecar says so")
        for order in orders:
            for i in _named(blocks, order):
                found.setdefault(i, verdict)
    return found


def check_orders(document: Document, overrides: Overrides, sidecar: str) -> Iterator[Problem]:
    """The orders, in the file `sidecar`, that do not do what an editor can have meant."""
    blocks = document.blocks
    kept = {i for order in overrides.keep for i in _named(blocks, order)}
    left = _MOST_LOOKED_UP
    for orders, what, done in ((overrides.keep, "keep", "kept"), (overrides.drop, "drop", "cut")):
        for order in orders:
            named = _named(blocks, order)
            if not named:
                left -= 1
                yield _problem(sidecar, order, "unknown-lines", *_nothing_named(document, order, search=left >= 0))
            elif what == "drop" and kept.issuperset(named):
                message = f"this cuts nothing: `keep` names {_lines(blocks, named)} as well, and goes before `drop`"
                yield _problem(sidecar, order, "keep-and-drop", message, "delete one of the two", severity="warning")
            elif len(named) >= _FEW and 2 * len(named) > len(blocks) and _is_meant_narrow(order):
                where = (
                    f"`{shortened(order.of)}` stands in" if isinstance(order.of, str) else f"line {order.of[0]} holds"
                )
                message = f"{where} {len(named)} of the article's {len(blocks)} paragraphs, which are all {done}"
                hint = "name the one that you mean by more of its words"
                yield _problem(sidecar, order, "wide-phrase", message, hint, severity="warning")


def _named(blocks: Sequence[RawBlock], order: Order) -> list[int]:
    """The blocks that contain the phrase or stand on the lines."""
    if isinstance(order.of, str):
        phrase = fold_space(order.of)
        return [i for i, block in enumerate(blocks) if phrase in block.text] if phrase else []
    first, last = order.of
    return [i for i, block in enumerate(blocks) if block.lines[0] <= last and first <= block.lines[1]]


def _is_meant_narrow(order: Order) -> bool:
    """Whether the order is a phrase or one line's number; who writes a range means many lines."""
    return isinstance(order.of, str) or order.of[0] == order.of[1]


def _nothing_named(document: Document, order: Order, *, search: bool) -> tuple[str, str]:
    """What to say of an order that names nothing, and a hint."""
    inspect = f"`seedbed inspect {PurePosixPath(document.source.path).stem}` shows the text with its line numbers"
    if isinstance(order.of, str):
        near = _nearest(document.blocks, fold_space(order.of)) if search else None
        return f"no line of the article holds `{shortened(order.of)}`", near or inspect
    first, last = order.of
    shown = f"line {first}" if first == last else f"lines {first}-{last}"
    beyond = first > max((block.lines[1] for block in document.blocks), default=0)
    if beyond:
        spelt = next((b.lines[0] for b in document.blocks if str(first) in b.text), 0) if first == last else 0
        meant = f"a number alone means a line; for the text `{first}` of line {spelt}, write a word beside it, too"
        end = max((block.lines[1] for block in document.blocks), default=0)
        return f"the article has no {shown}: its text ends on line {end}", meant if spelt else inspect
    above = max((block.lines[1] for block in document.blocks if block.lines[1] < first), default=0)
    below = min((block.lines[0] for block in document.blocks if block.lines[0] > last), default=0)
    sides = [f"above it is line {above}" if above else "", f"below it is line {below}" if below else ""]
    return f"{shown} of the article holds no text", f"the text {' and '.join(filter(None, sides))}"


def _nearest(blocks: Sequence[RawBlock], phrase: str) -> str | None:
    """Where nearly the same words stand, and how they are written there."""
    wanted = _plain(phrase)[:_LONGEST]
    plain = [_plain(block.text[:_READ]) for block in blocks]
    able = {i: text for i, text in enumerate(plain) if 2 * len(text) >= len(wanted)}  # a word is like any long phrase
    found = process.extractOne(wanted, able, scorer=fuzz.partial_ratio, score_cutoff=_LIKENESS)
    at = fuzz.partial_ratio_alignment(wanted, found[0]) if found else None
    if not found or not at:
        return None
    block = blocks[found[2]]
    if len(block.text[:_READ]) != len(plain[found[2]]):  # a letter that has two small ones: the places differ
        return f"line {block.lines[0]} is nearly that: `{shortened(block.text)}`"
    start = block.text.rfind(" ", 0, at.dest_start + 1) + 1
    end = block.text.find(" ", max(start, at.dest_end - 1))
    shown = block.text[start : end if end >= 0 else None].rstrip(".,;:")
    return f"line {block.lines[0]} has `{shortened(shown)}`"


def _plain(text: str) -> str:
    return text.translate(_STRAIGHT).lower()


def _lines(blocks: Sequence[RawBlock], named: Sequence[int]) -> str:
    """Lines in words: "line 3", "lines 3, 5, 9 and 4 more"."""
    numbers = sorted({blocks[i].lines[0] for i in named})
    shown = ", ".join(map(str, numbers[:_MOST_SHOWN]))
    more = f" and {len(numbers) - _MOST_SHOWN} more" if len(numbers) > _MOST_SHOWN else ""
    return f"{'line' if len(numbers) == 1 else 'lines'} {shown}{more}"


def _problem(
    sidecar: str, order: Order, code: str, message: str, hint: str, *, severity: Severity = "error"
) -> Problem:
    return Problem(code, message, Location(sidecar, order.line, order.column), "", hint, severity, order.width)
