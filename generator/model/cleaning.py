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
class Overrides:
    """What an editor's sidecar orders about cleaning: line ranges, or phrases a block contains."""

    keep: tuple[tuple[int, int] | str, ...] = ()
    drop: tuple[tuple[int, int] | str, ...] = ()
