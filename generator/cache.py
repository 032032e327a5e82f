"""Results of pure functions by the digest of what went in. The stages know nothing of it.

In: a function, its arguments and a key for each call. Out: the results in order, computed only where the build before
had no such key. What the last build did not use is forgotten, so memory does not grow while serving.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from typing import Any, TypeVar

R = TypeVar("R")


def digest(*parts: object) -> str:
    """A key over bytes and the `repr` of frozen values."""
    h = hashlib.blake2b(digest_size=20)
    for part in parts:
        h.update(part if isinstance(part, bytes) else repr(part).encode())
        h.update(b"\x00")
    return h.hexdigest()


class Cache:
    """The results of the previous build and of the one under way."""

    def __init__(self) -> None:
        self._previous: dict[str, Any] = {}
        self._current: dict[str, Any] = {}

    def new_build(self) -> None:
        """Keep the results of the build that ended; forget those before it."""
        self._previous, self._current = self._current or self._previous, {}

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
