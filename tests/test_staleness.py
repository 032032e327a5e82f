from __future__ import annotations

import datetime as dt
from typing import Literal

import pytest

from generator.model import AnnotatedArticle, Article, Entity, Mention, PublishedDate, Stated
from generator.xref.staleness import newer_mentions

Precision = Literal["day", "month", "year"]
NOTE = Entity("meta", "Meta", "organization", "seeds/entities/meta.yml", reviewed=dt.date(2024, 7, 15))


def article(published: str) -> AnnotatedArticle:
    precision: Precision = "day" if len(published) == 10 else "month" if len(published) == 7 else "year"
    date = PublishedDate(published, precision, "sidecar") if published else None
    made = Article("a", "seeds/articles/a.txt", Stated("A", "first-line"), (), published=date)
    return AnnotatedArticle(made, (Mention("meta", "p1", 0, 4, "Meta", "exact"),))


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2024-07-16", {"meta": 1}),
        ("2024-07-15", {}),
        ("2024-07-14", {}),
        ("2024-08", {"meta": 1}),
        ("2024-07", {}),
        ("2025", {"meta": 1}),
        ("2024", {}),
        ("", {}),
    ],
)
def test_only_what_was_surely_published_after_the_review_counts(published: str, expected: dict[str, int]) -> None:
    assert expected == newer_mentions([article(published)], [NOTE])


def test_a_note_that_was_never_reviewed_is_not_called_stale() -> None:
    assert {} == newer_mentions([article("2024-07-16")], [Entity("meta", "Meta", "organization", "x.yml")])
