from __future__ import annotations

import pytest

from generator.extractors.dates import extract_dates
from generator.model import AnnotatedArticle, Article, Block, Event, Mention, PublishedDate, Sentence, Stated
from generator.text import sentence_spans
from generator.xref.timeline import timeline


def events(text: str, published: str = "", rule: str = "sidecar", name: str = "Avia") -> tuple[Event, ...]:
    sentences = tuple(Sentence(f"s{n}", *span) for n, span in enumerate(sentence_spans(text), 1))
    block = Block("p1", "paragraph", text, (1, 1), sentences=sentences)
    date = PublishedDate(published, "day", rule) if published else None
    article = Article("a", "a.txt", Stated("A", "first-line"), (block,), published=date)
    names = tuple(
        Mention("avia", "p1", s.start, s.start + len(name), name, "name")
        for s in sentences
        if text.startswith(name, s.start)
    )
    return timeline([AnnotatedArticle(article, names, dates=extract_dates(article))])


@pytest.mark.parametrize(
    ("text", "rule", "expected"),
    [
        ("Avia moved to Oslo last summer.", "sidecar", "editor"),
        ("Avia moved to Oslo last summer.", "json-ld", "article"),
        ("Avia moved to Oslo on March 3.", "sidecar", "editor"),
        ("Avia moved to Oslo in 2019.", "sidecar", ""),
        ("Avia moved in 2019, and that year its school opened.", "sidecar", ""),
        ("Avia flew in the 1990s.", "sidecar", ""),
    ],
)
def test_a_date_that_hangs_on_the_day_of_publication_says_whose_day_it_was(text: str, rule: str, expected: str) -> None:
    assert {expected} == {event.counted_from for event in events(text, "2024-05-02", rule)}


def test_what_an_undated_article_counts_from_its_own_day_stays_undated() -> None:
    (event,) = events("Avia moved to Oslo last summer.")
    assert (None, "last summer", "") == (event.date, event.wording, event.counted_from)


def test_events_stand_in_the_order_of_time_and_the_undated_last() -> None:
    found = events("Avia moved last summer. Avia was founded in 1998. Avia opened a school on 4 May 1997.")
    assert ["1997-05-04", "1998", None] == [event.date for event in found]


def test_what_one_article_tells_of_one_time_stands_in_its_own_order() -> None:
    blocks = tuple(
        Block(f"p{n}", "paragraph", "Avia flew in 2003.", (n, n), sentences=(Sentence(f"s{n}", 0, 18),))
        for n in (2, 10, 11)
    )
    article = Article("a", "a.txt", Stated("A", "first-line"), blocks)
    names = tuple(Mention("avia", block.id, 0, 4, "Avia", "name") for block in blocks)
    found = timeline([AnnotatedArticle(article, names, dates=extract_dates(article))])
    assert ["p2", "p10", "p11"] == [event.block for event in found]


def test_now_is_no_event() -> None:
    assert () == events("Avia flies today.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Avia flew a 2020 Heron Sport.", []),  # the model's year, not the flight's
        ("Avia runs on Heron Server 2019.", []),
        ("Avia built the 2008 Bergen Ferry.", []),
        ("In 2016 Oslo saw the first Avia.", []),
        ("Avia opened in 2016 Oslo’s first school.", ["2016"]),
        ("Avia won the 2016 vote.", ["2016"]),
        ("Avia opened a school in May 2019.", ["2019-05"]),
    ],
)
def test_the_year_in_a_name_dates_no_event(text: str, expected: list[str]) -> None:
    assert expected == [event.date for event in events(text, "2024-05-02")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Avia’s fair runs from August 9 to August 14, 2026, in Oslo.", ["2026-08-09"]),
        ("Avia sold most kites in 2023, and 40 of them in March 2023.", ["2023-03"]),
        ("Avia opened in 2016, as it announced last week.", ["2016"]),
        ("Avia won on Tuesday what it lost on Sunday.", [None]),
        ("Avia sold more in 2016 than in 2015.", ["2016"]),
        ("Avia announced its 2019 dividend on March 3, 2020.", ["2020-03-03"]),
        ("Avia was founded in 2004 and moved to Oslo in 2006.", ["2004", "2006"]),
        ("Avia grew by ten from 2019, in May 2020.", ["2020-05"]),
        ("Avia dead in 2026?", []),
        ("Avia gave its kites away this year — 2025 — and went home.", ["2025"]),
        ("Avia bought a 2020 laptop.", []),
        ("Avia is old by 2025 standards.", []),
        ("Avia fell by ten in the second quarter.", []),
    ],
)
def test_a_sentence_stands_under_the_dates_of_what_it_tells_and_no_others(text: str, expected: list[str]) -> None:
    assert expected == [event.date for event in events(text)]


def test_a_sentence_that_opens_with_from_tells_when_something_begins() -> None:
    found = events("From May 4, 2023, on, Avia replaces the kite of 1974.", name="From")
    assert ["1974", "2023-05-04"] == [event.date for event in found]
