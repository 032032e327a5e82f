"""How a stage calls the functions that work on one of many things: plainly, or through a memory of earlier results.

In: a function and its arguments. Out: what it gives. `build` hands stages the `call` of its cache; they know no cache.
"""

from __future__ import annotations

from typing import Any, Protocol


class Call(Protocol):
    """Calls a pure function; `of` tells its calls apart.

    With `again` the function is given what it returned last as `before`, None at first, to save work by.
    """

    def __call__(self, function: Any, /, *arguments: Any, of: str = "", again: bool = False) -> Any:
        """`function(*arguments)`, or an equal value from before."""


def plainly(function: Any, /, *arguments: Any, of: str = "", again: bool = False) -> Any:  # noqa: ARG001 - for memories
    """Call the function."""
    return function(*arguments)
