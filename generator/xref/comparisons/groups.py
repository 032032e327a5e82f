"""Pairs that belong together, joined into groups.

In: pairs of claims that carry an `order`. Out: groups, each in that order. Knows nothing of what is compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar


class Ordered(Protocol):
    """What stands at a place of its own among all that is compared."""

    @property
    def order(self) -> tuple[str, int]:
        """The article, and the place in it."""


T = TypeVar("T", bound=Ordered)


def groups(pairs: Iterable[tuple[T, T]], together: Callable[[T, T], bool] | None = None) -> list[list[T]]:
    """The pairs joined into groups, in the order of their members.

    With `together` every member of a group is so with every other: else "hundreds" would join 300 people in one place
    to 600 in another.
    """
    group: dict[tuple[str, int], list[T]] = {}
    for first, second in pairs:
        one, other = (group.get(claim.order, [claim]) for claim in (first, second))
        if one is other or (together and not all(together(a, b) for a in one for b in other)):
            continue
        joined = sorted({claim.order: claim for claim in (*one, *other)}.values(), key=lambda claim: claim.order)
        for claim in joined:
            group[claim.order] = joined
    unique = {tuple(claim.order for claim in members): members for members in group.values()}
    return [unique[key] for key in sorted(unique)]
