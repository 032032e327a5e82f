"""The language of a text is what its letters or its page say, and never a guess."""

from __future__ import annotations

import pytest

from generator.model import Language
from generator.structure.language import language


@pytest.mark.parametrize(
    ("text", "stated", "expected"),
    [
        ("The ferry sails at noon.", "", Language()),
        ("The ferry sails at noon.", "en-GB", Language("en-GB")),
        ("Le bac part à midi.", "fr_CA", Language("fr-CA")),
        ("Le bac part à midi.", "he", Language()),
        ("המעבורת של Nordlys יוצאת בצהריים", "", Language("he", rtl=True)),
        ("המעבורת של Nordlys יוצאת בצהריים", "en", Language("he", rtl=True)),
        ("די שיף פֿאָרט אָפּ, װי אַלעמאָל", "", Language(rtl=True)),
        ("די שיף פֿאָרט אָפּ, װי אַלעמאָל", "yi", Language("yi", rtl=True)),
        ("تبحر العبارة عند الظهر", "", Language(rtl=True)),
        ("تبحر العبارة عند الظهر", "ar", Language("ar", rtl=True)),
        ("کشتی ظهر حرکت می‌کند", "en-US", Language(rtl=True)),
        ("Το πλοίο φεύγει το μεσημέρι", "", Language("el")),
        ("Паром отходит в полдень", "", Language()),
        ("Паром отходит в полдень", "ru", Language("ru")),
        ("여객선은 정오에 출항한다", "", Language("ko")),
        ("フェリーは正午に出港する。", "", Language("ja")),
        ("新渡船出港式典", "", Language()),
        ("新渡船出港式典" * 8, "", Language("zh")),
        ("新渡船出港式典" * 8, "zh-Hant", Language("zh-Hant")),
        ("12 : 30", "en", Language()),
    ],
)
def test_a_language_is_told_by_the_letters_or_a_statement_that_they_bear_out(
    text: str, stated: str, expected: Language
) -> None:
    assert expected == language([text], stated)
