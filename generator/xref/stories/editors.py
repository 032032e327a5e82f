"""What editors say of an article's story, in its sidecar, and what follows from it for the stories that were found.

In: groups of articles that tell of one event, and what is said of each article: a story's name, `none`, or nothing.
Out: the groups as editors want them, or a story's name. Names are compared without regard to case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from generator.model import NO_STORY


def as_editors_say(groups: Iterable[Sequence[int]], said: Sequence[str]) -> list[list[int]]:
    """The groups of two or more after correction; `said` has an entry for every article.

    Articles with one name are together, and with them all of which nothing is said that were found with one of them.
    Where those of a group have several names, each goes to its own, and those without one stay among themselves.
    """
    names = [name.casefold() for name in said]
    together: dict[str, set[int]] = defaultdict(set)
    for article, name in enumerate(names):
        if name and name not in NO_STORY:
            together[name].add(article)
    rest: list[Iterable[int]] = []
    for group in groups:
        free = [article for article in group if not names[article]]
        claiming = {names[article] for article in group} & together.keys()
        if len(claiming) == 1:
            together[claiming.pop()].update(free)
        else:
            rest.append(free)
    return sorted(group for part in (*rest, *together.values()) if len(group := sorted(part)) > 1)


def name_of(said: Iterable[str]) -> str:
    """The story's name as the first of its articles that has one gives it; empty where none does."""
    return next(filter(None, said), "")
