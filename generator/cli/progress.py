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

_WORTH_IT = 100  # articles: fewer are done within a second
_STEP, _LINE = 50, 500  # articles between two looks of the bar, and between two lines in a log


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
        if self._quiet or len(arguments) < _WORTH_IT:
            return super().map(function, arguments, of, executor)
        results: list[Any] = []
        if sys.stderr.isatty():
            with click.progressbar(length=len(arguments), label=label, file=sys.stderr) as bar:
                for first in range(0, len(arguments), _STEP):
                    portion = slice(first, first + _STEP)
                    results += super().map(function, arguments[portion], of[portion], executor)
                    bar.update(len(of[portion]))
            return results
        for first in range(0, len(arguments), _LINE):
            portion = slice(first, first + _LINE)
            results += super().map(function, arguments[portion], of[portion], executor)
            click.echo(f"{label}: {len(results)} of {len(arguments)} articles", err=True)
        return results
