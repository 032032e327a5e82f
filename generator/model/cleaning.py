"""What cleaning decides: one verdict per raw block, and what an editor orders about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.document import Claim, Document, RawBlock


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a raw block is the article's, the rule that decided, and that rule's reason in words a person knows."""

    keep: bool
    rule: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CleanDocument:
    """A document with one verdict per block, and what its own chrome says about it (dateline, byline, ...)."""

    document: Document
    verdicts: tuple[Verdict, ...]
    claims: tuple[Claim, ...] = ()

    def kept(self) -> Iterator[RawBlock]:
        """The blocks that stay, in order."""
        return (block for block, verdict in zip(self.document.blocks, self.verdicts, strict=True) if verdict.keep)


@dataclass(frozen=True, slots=True)
class Order:
    """What an editor wants kept or cut: lines of the source, first to last, or a phrase that a block contains.

    `line`, `column` and `width` are where the sidecar says so, 0 where no file does.
    """

    of: tuple[int, int] | str
    line: int = 0
    column: int = 0
    width: int = 1


@dataclass(frozen=True, slots=True)
class Overrides:
    """What an editor's sidecar orders about cleaning."""

    keep: tuple[Order, ...] = ()
    drop: tuple[Order, ...] = ()
