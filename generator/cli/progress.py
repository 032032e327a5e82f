"""Word of how far a long build is.

In: the calls of `Cache.map`. Out: the same results, and a bar or plain lines on the terminal's error stream.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from typing import Any

import click

from generator.cache import Cache


class Progress(Cache):
    """A cache that tells how far a build is: a bar on a terminal, now and then a plain line elsewhere."""

    def __init__(self, *, quiet: bool) -> None:
        super().__init__()
        self._quiet = quiet

    def map(
        self,
        function: Callable[..., Any],
        arguments: Sequence[tuple[Any, ...]],
        of: Sequence[str],
        executor: Executor | None = None,
    ) -> list[Any]:
        """`Cache.map` in portions, with word of each."""
        label = {"prepare": "reading", "annotate": "linking"}.get(function.__name__, function.__name__)
        if self._quiet or len(arguments) < 100:  # noqa: PLR2004 - under a second of work needs no bar
            return super().map(function, arguments, of, executor)
        results: list[Any] = []
        if sys.stderr.isatty():
            with click.progressbar(length=len(arguments), label=label, file=sys.stderr) as bar:
                for first in range(0, len(arguments), 50):
                    results += super().map(function, arguments[first : first + 50], of[first : first + 50], executor)
                    bar.update(min(50, len(arguments) - first))
            return results
        for first in range(0, len(arguments), 500):
            results += super().map(function, arguments[first : first + 500], of[first : first + 500], executor)
            click.echo(f"{label}: {len(results)} of {len(arguments)} articles", err=True)
        return results
