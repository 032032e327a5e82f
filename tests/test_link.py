"""The linker, held to short marked texts: [surface|id] is a link, {surface} a doubt, everything else plain."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.gazetteer import Gazetteer, build_gazetteer
from generator.link import Linked, Narrowing, link, vocabulary
from generator.model import Alias, AnnotatedArticle, Article, Block, Entity, Inline, Stated
from generator.pages.body import body

CASES = Path(__file__).parent / "cases" / "link"
MARK = re.compile(r"\[([^\[\]|]+)\|[^\[\]|]+\]|\{([^{}]+)\}")


def note(raw: dict[str, Any]) -> Entity:
    aliases = (
        Alias(a) if isinstance(a, str) else Alias(a["text"], when=tuple(a["when"])) for a in raw.pop("aliases", ())
    )
    related, never = tuple(raw.pop("related", ())), tuple(raw.pop("never", ()))
    source = f"seeds/entities/{raw['id']}.yml"
    return Entity(source=source, aliases=tuple(aliases), related=related, never=never, **raw)


def compiled(*notes: Entity) -> Gazetteer:
    return build_gazetteer(notes).value


def article(*texts: str) -> Article:
    blocks = tuple(Block(f"p{n}", "paragraph", text, (n, n)) for n, text in enumerate(texts, 1))
    return Article("a", "seeds/articles/a.txt", Stated("A", "file-name", derived=True), blocks)


def marked(text: str, block: str, linked: Linked) -> str:
    """The text with its links and doubts marked as in the case files."""
    marks = [(m.start, m.end, f"[{m.surface}|{m.entity}]") for m in linked.mentions if m.block == block]
    marks += [(d.start, d.end, f"{{{d.surface}}}") for d in linked.doubts if d.block == block]
    for start, end, mark in sorted(marks, reverse=True):
        text = text[:start] + mark + text[end:]
    return text


def cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.yml")):
        raw = yaml.safe_load(path.read_text("utf-8"))
        gazetteer = compiled(*map(note, raw["notes"]))
        found += [pytest.param(gazetteer, blocks, id=f"{path.stem}: {name}") for name, blocks in raw["cases"].items()]
    return found


@pytest.mark.parametrize(("gazetteer", "expected"), cases())
def test_case(gazetteer: Gazetteer, expected: list[str]) -> None:
    texts = [MARK.sub(lambda m: m[1] or m[2], text) for text in expected]
    linked = link(article(*texts), gazetteer)
    assert expected == [marked(text, f"p{n}", linked) for n, text in enumerate(texts, 1)]


META = note({"id": "meta", "name": "Meta", "type": "organization", "aliases": ["Meta Platforms, Inc."]})
ZUCKERBERG = note({"id": "zuckerberg", "name": "Mark Zuckerberg", "type": "person"})
BEYONCE = note({"id": "beyonce", "name": "Beyoncé Knowles", "type": "person"})


def test_code_is_linked() -> None:
    block = Block("p1", "paragraph", "Call Meta() of Meta.", (1, 1), inlines=(Inline(5, 11, "code"),))
    listing = Block("p2", "code", "Meta", (2, 2))
    linked = link(Article("a", "a.md", Stated("A", "heading"), (block, listing)), compiled(META))
    assert [(15, "Meta")] == [(m.start, m.surface) for m in linked.mentions]


def test_a_heading_and_a_question_are_not_read() -> None:
    blocks = (Block("h1", "heading", "Meta Wins", (1, 1), level=2), Block("p1", "question", "What is Meta?", (2, 2)))
    linked = link(Article("a", "a.md", Stated("A", "heading"), blocks), compiled(META))
    assert ["h1", "p1"] == [m.block for m in linked.mentions]


def test_the_page_cannot_say_why_a_link_was_made() -> None:
    linked = link(
        article("Mark Zuckerberg left META. Zuckerberg is back at Meta Platforms."), compiled(META, ZUCKERBERG)
    )
    assert ["exact", "variant", "short-form", "legal-suffix"] == [m.rule for m in linked.mentions]


def test_a_page_links_a_name_twice_in_a_section_or_in_a_heading_a_link_or_code() -> None:
    blocks = (
        Block("h1", "heading", "About Meta", (1, 1), level=2),
        Block(
            "p1",
            "paragraph",
            "See Meta or Meta() of Meta.",
            (2, 2),
            inlines=(Inline(4, 8, "link", "https://m.example"),),
        ),
        Block("p2", "paragraph", "Again Meta.", (3, 3)),
        Block("h2", "heading", "More", (4, 4), level=2),
        Block("p3", "paragraph", "Then Meta.", (5, 5)),
    )
    piece = Article("a", "a.md", Stated("A", "heading"), blocks)
    mentions = link(piece, compiled(META)).mentions
    shown = body(AnnotatedArticle(piece, mentions), {"meta": META}, "articles/a.md")
    links = [(block.id, mark.start) for block in shown for mark in block.body.marks if mark.kind == "link"]
    assert ([("p1", 12), ("p3", 5)], 6) == (links, len(mentions))


NAMES = [
    "Meta",
    "Zuckerberg",
    "Mark",
    "Randi",
    "Beyoncé",
    "Beyonce\u0301",
    "Knowles",
    "Platforms",
    "Bank",
    "北京",
    "ß",
    "İ",
]
SIGNS = ["Mr.", "Inc.", "(MZ)", ",", ".", "-", "’s", "'", "\u00a0", "of", "&", "http://meta.com/Meta", "https://", "@"]
WORDS = st.sampled_from([*NAMES, *SIGNS])


@given(st.lists(st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=30), max_size=4))
def test_a_link_covers_other_words_than_it_shows(texts: list[str]) -> None:
    linked = link(article(*texts), compiled(META, ZUCKERBERG, BEYONCE))
    ends: dict[str, int] = {}
    for mention in linked.mentions:
        assert mention.surface == texts[int(mention.block[1:]) - 1][mention.start : mention.end]
        assert ends.get(mention.block, 0) <= mention.start, "links overlap"
        ends[mention.block] = mention.end


def test_twenty_thousand_names_in_one_line_are_not_read_in_time() -> None:
    names = "Zuckerberg Meta Randi Zuckerberg " * 5_000
    linked = link(article(names), compiled(META, ZUCKERBERG))
    assert 5_000 == sum(m.entity == "meta" for m in linked.mentions) + sum(d.surface == "Meta" for d in linked.doubts)


def test_four_thousand_definitions_of_one_acronym_are_not_read_in_time() -> None:
    project = note({"id": "ocp", "name": "Open Compute Project", "type": "organization"})
    linked = link(article("Open Compute Project (OCP) " * 4_000), compiled(project))
    assert 8_000 == len(linked.mentions)


def test_a_long_text_in_capitals_is_not_read_in_time() -> None:
    linked = link(article("META GREW. " * 10_000), compiled(META))
    assert 10_000 == len(linked.mentions) + len(linked.doubts)


@pytest.mark.parametrize(("gazetteer", "expected"), cases())
def test_what_bears_on_an_article_links_it_as_the_whole_gazetteer_does(
    gazetteer: Gazetteer, expected: list[str]
) -> None:
    read = article(*(MARK.sub(lambda m: m[1] or m[2], text) for text in expected))
    narrowed = Narrowing(gazetteer).to(vocabulary(read))
    assert link(read, gazetteer) == link(read, narrowed.gazetteer())


def test_an_acronym_that_an_article_defines_is_weighed_against_a_note_as_the_whole_gazetteer_does() -> None:
    project = note({"id": "charts", "name": "Open Chart Project", "type": "organization"})
    choir = note({"id": "choir", "name": "Opera", "type": "organization", "related": ["meta"]})
    choir = replace(choir, aliases=(Alias("OpCP", when=("choir",)),))
    read = article("The Open Chart Project (OpCP) has a choir.", "OpCP sang for Meta.")
    gazetteer = compiled(project, choir, META)
    assert link(read, gazetteer) == link(read, Narrowing(gazetteer).to(vocabulary(read)).gazetteer())


def test_an_edit_that_cannot_change_an_article_leaves_what_bears_on_it_the_same() -> None:
    read = vocabulary(article("Tidewater gave away its charts."))
    before = compiled(Entity("tidewater", "Tidewater", "organization", "a.yml", summary="Maps."))
    notes = (
        Entity("tidewater", "Tidewater", "organization", "a.yml", (Alias("Blue Maps"),), summary="Charts."),
        Entity("brandt", "Ada Brandt", "person", "b.yml"),
    )
    assert Narrowing(before).to(read) == Narrowing(compiled(*notes)).to(read)
