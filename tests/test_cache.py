"""What a save computes again, and what it does not: `Cache` by the calls that reach a function."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from generator.build import build, site
from generator.cache import Cache
from generator.calling import Call
from generator.project import Inputs

TEMPLATE = b"{{ w.editor(entity.summary) if entity else '' }}"


class Counted:
    """Functions that count how often they run."""

    def __init__(self) -> None:
        self.runs: Counter[str] = Counter()

    def letters(self, word: str) -> int:
        self.runs[word] += 1
        return len(word)

    def total(self, words: tuple[str, ...], call: Call) -> int:
        self.runs["total"] += 1
        return sum(call(self.letters, word, of=word) for word in words)

    def greeting(self, word: str, names: Mapping[str, str]) -> str:
        self.runs[word] += 1
        return f"{word} {names.get(word, 'stranger')}"


def test_what_was_computed_inside_a_result_that_still_holds_is_not_computed_again_two_saves_later() -> None:
    cache, counted = Cache(), Counted()
    for words in (("buoy", "reef"), ("buoy", "reef"), ("buoy", "reef", "tide")):
        cache.new_build()
        assert sum(map(len, words)) == cache.call(counted.total, words, cache.call)
    assert {"total": 2, "buoy": 1, "reef": 1, "tide": 1} == counted.runs


def test_what_the_last_build_did_not_use_is_forgotten() -> None:
    cache, counted = Cache(), Counted()
    for word in ("buoy", "reef", "buoy"):
        cache.new_build()
        assert len(word) == cache.call(counted.letters, word, of=word)
    assert {"buoy": 2, "reef": 1} == counted.runs


def test_only_an_answer_that_was_taken_makes_a_call_run_again() -> None:
    cache, counted = Cache(), Counted()
    told = []
    for names in ({}, {"bo": "Bo"}, {"ada": "Ada"}, {"ada": "Ada", "bo": "Bo"}, {"ada": "Ida"}):
        cache.new_build()
        told.append(cache.call_asking(counted.greeting, "ada", answers=names, of="ada"))
    assert ["ada stranger", "ada stranger", "ada Ada", "ada Ada", "ada Ida"] == told
    assert {"ada": 3} == counted.runs


def test_a_page_whose_words_link_to_a_note_follows_it_to_another_id() -> None:
    firm = b"name: Tidewater\ntype: organization\nsummary: Led by [[Ada Brandt]].\n"
    person = b"name: Ada Brandt\ntype: person\n"
    cache = Cache()
    for name in ("ada-brandt", "a-brandt"):
        seeds = {"seeds/entities/tidewater.yml": firm, f"seeds/entities/{name}.yml": person}
        inputs = Inputs({**dict(sorted(seeds.items())), "templates/entity.md.jinja": TEMPLATE})
        pages = site(build(inputs, cache=cache).value, inputs, cache=cache).value.files
        assert f"Led by [Ada Brandt]({name}.md)" in pages["entities/tidewater.md"].decode()


class Watched(ProcessPoolExecutor):
    """Processes, and how often work for many articles was given to them."""

    given = 0

    def map(self, *arguments: Any, **keywords: Any) -> Iterator[Any]:
        self.given += 1
        return super().map(*arguments, **keywords)


def test_a_knowledge_base_built_in_two_processes_equals_one_built_in_one() -> None:
    text = "Harbour {0}\n\nTidewater {0} has counted {0},000 charts since 2011. “It is much,” said Ada Brandt.\n"
    seeds = {f"seeds/articles/{n:02}.txt": text.format(n).encode() for n in range(45)}  # fewer stay in one process
    inputs = Inputs(seeds | {"seeds/entities/ada-brandt.yml": b"name: Ada Brandt\ntype: person\n"})
    with Watched(2) as executor:
        parallel = build(inputs, executor=executor)
    assert 2 == executor.given  # once to read, once to link
    assert build(inputs) == parallel
