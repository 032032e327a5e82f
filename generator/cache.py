"""Results of pure functions by the digest of what went in, or by the arguments. The stages know nothing of it.

In: a function, its arguments and, for `map`, a key for each call. Out: the results in order, computed only where the
build before had no such key, or other arguments. What the last build did not use is forgotten, so memory does not grow
while serving.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

R = TypeVar("R")


def digest(*parts: object) -> str:
    """A key over bytes and the `repr` of frozen values."""
    h = hashlib.blake2b(digest_size=20)
    for part in parts:
        h.update(part if isinstance(part, bytes) else repr(part).encode())
        h.update(b"\x00")
    return h.hexdigest()


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
        self._previous: dict[str, Any] = {}
        self._current: dict[str, Any] = {}
        self._calls: dict[_Place, _Known] = {}
        self._earlier_calls = self._calls

    def new_build(self) -> None:
        """Keep the results of the build that ended; forget those before it."""
        self._previous, self._current = self._current or self._previous, {}
        self._earlier_calls, self._calls = self._calls or self._earlier_calls, {}

    def call(self, function: Callable[..., R], *arguments: object, of: str = "") -> R:
        """`function(*arguments)`, or what it gave in the build before, where the arguments are equal to those then.

        `of` tells the calls of one function apart. Values that are the same objects as before compare at once.
        """
        return self._call(function, arguments, None, of)

    def call_asking(self, function: Callable[..., R], *arguments: object, answers: Mapping[str, object], of: str) -> R:
        """`function(*arguments, answers)`; run again only where an argument, or an answer that it took, is another."""
        return self._call(function, arguments, answers, of)

    def _call(
        self, function: Callable[..., R], arguments: tuple[object, ...], answers: Mapping[str, object] | None, of: str
    ) -> R:
        place = (function, of)
        known = self._earlier_calls.get(place)
        if known is not None and known.holds(arguments, answers):
            for inner in known.within:  # they were not made now, and are to be known in the next build all the same
                self._calls.setdefault(inner, self._earlier_calls[inner])
        else:
            first = len(self._calls)
            asked = Asked(answers or {})
            result = function(*arguments) if answers is None else function(*arguments, asked)
            known = _Known(arguments, asked.answers, result, tuple(islice(self._calls, first, None)))
        self._calls[place] = known
        made: R = known.result
        return made

    def map(
        self,
        function: Callable[..., R],
        arguments: Sequence[tuple[Any, ...]],
        keys: Sequence[str],
        executor: Executor | None = None,
    ) -> list[R]:
        """`[function(*a) for a in arguments]`, in `executor` when there is one."""
        missing = {k: a for k, a in zip(keys, arguments, strict=True) if k not in self._previous}
        missing = {k: a for k, a in missing.items() if k not in self._current}
        if executor and len(missing) > 1:
            computed = executor.map(function, *zip(*missing.values(), strict=True))
        else:
            computed = (function(*a) for a in missing.values())
        self._current.update(zip(missing, computed, strict=True))
        for key in keys:
            if key not in self._current:
                self._current[key] = self._previous[key]
        return [self._current[key] for key in keys]
