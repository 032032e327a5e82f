from __future__ import annotations

import pytest

from generator.mkdocs_plugin.search_words import hidden_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain words need no other form.", ()),
        ("Zoë Łukasik <b>sailed</b> to Ærø.", ("aero", "lukasik", "zoe")),
        ("Η Αθήνα", ("αθηνα",)),
        ("渡轮开航", ("开航", "渡轮", "轮开")),
        ("港のフェリー", ("フェリー", "港")),
        ("한국어 й שלום", ()),
    ],
    ids=["ascii", "accents", "greek", "chinese", "japanese", "other scripts"],
)
def test_what_people_type_without_accents_or_amid_a_line_is_found(text: str, expected: tuple[str, ...]) -> None:
    assert expected == hidden_words(text)
