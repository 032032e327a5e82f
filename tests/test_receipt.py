"""The build receipt: what it tells apart, and that the command prints what the build kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from test_bad_input import GOOD, seedbed

from generator import cli
from generator.receipt import RECEIPT, Receipt, StatementChange, explain, receipt_of

Make = Callable[[dict[str, str]], Path]


def article(name: str, text: str = "Seven boats sank.", **annotations: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": name,
        "source": f"seeds/articles/{name}.txt",
        "title": name,
        "blocks": [{"id": "p1", "text": text}],
        "mentions": [],
        "quotes": [],
        "figures": [],
        "dates": [],
        **annotations,
    }


def export(*articles: dict[str, Any], **more: list[dict[str, Any]]) -> dict[str, Any]:
    return {"schema": 1, "articles": list(articles), "entities": [], "comparisons": [], **more}


def mention(surface: str, entity: str, start: int = 0) -> dict[str, Any]:
    return {"surface": surface, "entity": entity, "block": "p1", "start": start, "end": start + len(surface)}


def test_nothing_changed_makes_an_empty_receipt() -> None:
    same = export(article("a", mentions=[mention("Meta", "meta")]))
    assert Receipt(first=False) == receipt_of(same, same)
    assert ("nothing changed in what the site says",) == explain(receipt_of(same, same))


def test_the_first_build_and_one_after_another_schema_have_nothing_to_compare_with() -> None:
    present = export(article("a"))
    assert receipt_of(None, present).first
    assert receipt_of({"schema": 0, "articles": "?"}, present) == receipt_of(None, present)


def test_a_statement_that_only_moved_is_no_change() -> None:
    before = export(article("a", mentions=[mention("Meta", "meta", 0)]))
    after = export(article("a", "Then Meta.", mentions=[mention("Meta", "meta", 5)]))
    (change,) = receipt_of(before, after).articles
    assert ("changed", True, ()) == (change.status, change.text, change.statements)


def test_new_gone_and_otherwise_read_statements_are_told_apart() -> None:
    before = export(article("a", mentions=[mention("Meta", "meta"), mention("Ada", "ada-lovelace")]))
    after = export(article("a", mentions=[mention("Ada", "ada-brandt"), mention("Google", "google")]))
    (change,) = receipt_of(before, after).articles
    assert {
        StatementChange("mention", "Meta", "meta", None),
        StatementChange("mention", "Ada", "ada-lovelace", "ada-brandt"),
        StatementChange("mention", "Google", None, "google"),
    } == set(change.statements)
    assert ("changed article seeds/articles/a.txt: mentions 1 new, 1 gone, 1 changed",) == explain(
        receipt_of(before, after)
    )


def test_one_of_two_equal_mentions_gone_is_one_gone() -> None:
    twice = export(article("a", mentions=[mention("Meta", "meta"), mention("Meta", "meta", 9)]))
    once = export(article("a", mentions=[mention("Meta", "meta")]))
    assert (StatementChange("mention", "Meta", "meta", None),) == receipt_of(twice, once).articles[0].statements


def test_articles_entities_and_comparisons_come_and_go() -> None:
    def compared(kind: str) -> list[dict[str, Any]]:
        statements = [{"article": "a", "block": "p1", "start": 0, "end": 11}]
        return [{"kind": kind, "about": "sea", "statements": statements}]

    before = export(article("a"), article("b"), entities=[{"id": "meta"}], comparisons=compared("agree"))
    after = export(article("a"), article("c"), entities=[{"id": "ada"}], comparisons=compared("differ"))
    assert (
        "gone article seeds/articles/b.txt",
        "new article seeds/articles/c.txt",
        "new entities: ada",
        "entities gone: meta",
        "new comparison: differ on sea: “Seven boats” (a)",
        "comparison gone: agree on sea: “Seven boats” (a)",
    ) == explain(receipt_of(before, after))


def test_an_agreement_that_turns_out_to_be_one_text_is_told() -> None:
    statements = [{"article": "a", "block": "p1", "start": 0, "end": 11}]
    comparison = {"kind": "agree", "about": "sea", "statements": statements}
    before, after = (export(article("a"), comparisons=[comparison | {"origins": [{}] * origins}]) for origins in (2, 1))
    assert (
        "new comparison: agree (one origin) on sea: “Seven boats” (a)",
        "comparison gone: agree on sea: “Seven boats” (a)",
    ) == explain(receipt_of(before, after))


def test_generate_tells_what_an_edit_changed_and_keeps_it(project: Make) -> None:
    folder = project(GOOD)

    def generated() -> str:
        done = CliRunner().invoke(cli.main, ["-C", str(folder), "generate", "--explain"])
        assert 0 == done.exit_code, done.output
        return done.output

    assert "first build" in generated()
    assert "nothing changed" in generated()
    with (folder / "seeds/articles/good.txt").open("a", encoding="utf-8") as file:
        file.write("\nPeople at Meta were glad that everybody came to see the model on its first day.\n")
    assert "changed article seeds/articles/good.txt: mentions 1 new" in generated()
    kept = json.loads((folder / RECEIPT).read_text("utf-8"))
    assert [{"kind": "mention", "wording": "Meta", "before": None, "after": "meta"}] == kept["articles"][0][
        "statements"
    ]


def test_build_prints_the_receipt_that_its_plugin_wrote(project: Make) -> None:
    folder = project(GOOD)
    done = seedbed(folder, "build", "--explain")
    assert 0 == done.returncode, done.stderr
    assert "new article seeds/articles/good.txt: mentions 1 new" in done.stdout
