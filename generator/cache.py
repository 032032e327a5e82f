"""Results of pure functions by their arguments. The stages know nothing of it.

In: a function, its arguments and, where it is called for many things, a name for each call. Out: the result, computed
only where the build before called it with other arguments. What the last build did not use is forgotten, so memory does
not grow while serving.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

R = TypeVar("R")
_MANY = 40  # calls from which other processes pay: a start of theirs takes as long as linking some ten articles


class Asked(Mapping[str, object]):
    """A mapping that notes what was looked up in it."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values
        self.answers: dict[str, object] = {}

    def __getitem__(self, key: str) -> object:
        self.answers[key] = self._values.get(key)
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


_Place = tuple[Any, str]  # a function, and which of its calls


@dataclass(frozen=True, slots=True)
class _Known:
    """A call that was made: its arguments, the answers it took, its result, and the calls made within it."""

    arguments: tuple[object, ...]
    answers: Mapping[str, object]
    result: Any
    within: tuple[_Place, ...]

    def holds(self, arguments: tuple[object, ...], answers: Mapping[str, object] | None) -> bool:
        return self.arguments == arguments and all((answers or {}).get(k) == a for k, a in self.answers.items())


class Cache:
    """The results of the previous build and of the one under way."""

    def __init__(self) -> None:
        self._calls: dict[_Place, _Known] = {}
        self._earlier_calls = self._calls

    def new_build(self) -> None:
        """Keep the results of the build that ended; forget those before it."""
        self._earlier_calls, self._calls = self._calls or self._earlier_calls, {}

    def call(self, function: Callable[..., R], *arguments: object, of: str = "", again: bool = False) -> R:
        """`function(*arguments)`, or what it gave in the build before, where the arguments are equal to those then.

        `of` tells the calls of one function apart. Values that are the same objects as before compare at once. With
        `again`, a function that has to run is given what it gave then as `before`; None where it did not run.
        """
        return self._call(function, arguments, None, of, again=again)

    def call_asking(self, function: Callable[..., R], *arguments: object, answers: Mapping[str, object], of: str) -> R:
        """`function(*arguments, answers)`; run again only where an argument, or an answer that it took, is another."""
        return self._call(function, arguments, answers, of)

    def _call(
        self,
        function: Callable[..., R],
        arguments: tuple[object, ...],
        answers: Mapping[str, object] | None,
        of: str,
        *,
        again: bool = False,
    ) -> R:
        place = (function, of)
        known = self._calls.get(place) or self._earlier_calls.get(place)
        if known is not None and known.holds(arguments, answers):
            for inner in known.within:  # they were not made now, and are to be known in the next build all the same
                if inner not in self._calls:
                    self._calls[inner] = self._earlier_calls[inner]
        else:
            first = len(self._calls)
            asked = Asked(answers or {})
            before = {"before": known.result if known else None} if again else {}
            result = function(*arguments, **before) if answers is None else function(*arguments, asked)
            known = _Known(arguments, asked.answers, result, tuple(islice(self._calls, first, None)))
        self._calls[place] = known
        made: R = known.result
        return made

    def map(
        self,
        function: Callable[..., R],
        arguments: Sequence[tuple[Any, ...]],
        of: Sequence[str],
        executor: Executor | None = None,
    ) -> list[R]:
        """`self.call(function, *a, of=o)` for each of both, in `executor`, when there is one, what has to be made."""
        if executor:
            earlier = [self._earlier_calls.get((function, name)) for name in of]
            missing = [n for n, known in enumerate(earlier) if known is None or not known.holds(arguments[n], None)]
            if len(missing) >= _MANY:
                there = executor.map(function, *zip(*(arguments[n] for n in missing[1:]), strict=True))
                here = function(*arguments[missing[0]])  # so that this process has loaded what the next call needs
                for n, result in zip(missing, (here, *there), strict=True):
                    self._earlier_calls[function, of[n]] = _Known(arguments[n], {}, result, ())
        return [self.call(function, *given, of=name) for given, name in zip(arguments, of, strict=True)]
