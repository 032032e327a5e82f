"""What an editor says of an article's story against what was found."""

from __future__ import annotations

import pytest

from generator.model import AnnotatedArticle, Article, Block, Sentence, Stated
from generator.xref.stories import stories
from generator.xref.stories.editors import as_editors_say


@pytest.mark.parametrize(
    ("groups", "said", "expected"),
    [
        ([[0, 1, 2]], ["", "", "none"], [[0, 1]]),
        ([[0, 1]], ["", "None"], []),
        ([[0, 1]], ["", "", "Flood", "flood"], [[0, 1], [2, 3]]),
        ([[0, 1]], ["Flood", "", "flood"], [[0, 1, 2]]),
        ([[0, 1], [2, 3]], ["Flood", "", "", "Flood"], [[0, 1, 2, 3]]),
        ([[0, 1, 2, 3]], ["Flood", "Fire", "", ""], [[2, 3]]),
        ([[0, 1, 2, 3]], ["Flood", "Fire", "flood", "fire"], [[0, 2], [1, 3]]),
        ([[0, 1]], ["Flood", ""], [[0, 1]]),
        ([], ["Flood", "", ""], []),
    ],
    ids=[
        "out of three",
        "out of two",
        "two that were not found",
        "one more to a story",
        "two stories that are one",
        "two lone names leave the rest together",
        "one story that is two",
        "a name alone",
        "a name that nobody else has",
    ],
)
def test_an_editor_s_word_about_a_story_comes_before_what_was_found(
    groups: list[list[int]], said: list[str], expected: list[list[int]]
) -> None:
    assert expected == as_editors_say(groups, [*said, *[""] * (4 - len(said))])


def article(name: str, text: str, story: str) -> AnnotatedArticle:
    block = Block("p1", "paragraph", text, (1, 1), sentences=(Sentence("s1", 0, len(text)),))
    return AnnotatedArticle(Article(name, f"{name}.txt", Stated(name, "given"), (block,), story=story))


def test_a_story_has_the_name_that_an_editor_gives_it() -> None:
    told = stories(
        [
            article("a", "Bees dance to tell one another where lime trees bloom.", ""),
            article("b", "The tide at Wexmouth rises by six metres in spring.", "The Spring Tide"),
            article("c", "A mole of stone was built below the old light.", "the spring tide"),
        ]
    )
    assert [("b", "The Spring Tide", ("b", "c"))] == [(s.id, s.name, s.articles) for s in told]
