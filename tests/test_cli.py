from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from test_bad_input import GOOD, digests, seedbed

from generator import cli

Make = Callable[[dict[str, str]], Path]


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["-C", str(folder), *arguments])


def test_help_names_every_command_and_the_exit_codes() -> None:
    text = CliRunner().invoke(cli.main, ["--help"]).output
    commands = "add build check clean export generate inspect new schema serve suggest"
    for command in commands.split():
        assert f"  {command}" in text
    assert "0 fine, 1 problems" in text


def test_wrong_usage_ends_with_2(project: Make) -> None:
    folder = project(GOOD)
    assert 2 == run(folder, "chekc").exit_code
    assert 2 == run(folder, "inspect", "nothing-like-it").exit_code
    assert 2 == run(folder, "new", "entity", "Someone", "--type", "robot").exit_code
    assert 2 == run(folder / "nowhere", "check").exit_code


def test_a_bug_ends_with_3_and_says_that_it_is_one(
    project: Make, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a bug")

    folder = project(GOOD)
    monkeypatch.setattr(cli, "build", broken)
    monkeypatch.setattr("sys.argv", ["seedbed", "-C", str(folder), "check"])
    with pytest.raises(SystemExit) as ended:
        cli.run()
    assert 3 == ended.value.code
    assert "bug in seedbed" in capsys.readouterr().err


def test_a_new_note_is_written_once_and_never_over_another(project: Make) -> None:
    folder = project(GOOD)
    assert 0 == run(folder, "new", "entity", "Yann LeCun", "--type", "person").exit_code
    note = folder / "seeds/entities/yann-lecun.yml"
    note.write_text("name: Yann LeCun\ntype: person\nsummary: mine\n", "utf-8")
    again = run(folder, "new", "entity", "Yann LeCun", "--type", "person")
    assert 1 == again.exit_code
    assert "nothing was changed" in again.output
    assert "summary: mine" in note.read_text("utf-8")
    assert 0 == run(folder, "check").exit_code


def test_a_new_note_is_in_order_as_it_comes(project: Make) -> None:
    folder = project(GOOD)
    for name in ("Ada: Brandt", "yes", "2024", "O'Neil “Ned”", "北京", "a # b"):
        assert 0 == run(folder, "new", "entity", name).exit_code
    checked = run(folder, "check")
    assert " 0 errors" in checked.output, checked.output


def test_generate_reports_what_it_wrote_and_a_second_run_changes_nothing(project: Make) -> None:
    folder = project(GOOD)
    assert "0 changed" in run(folder, "generate").output
    assert "0 new, 0 changed, 0 deleted" in run(folder, "generate").output


def test_clean_takes_away_what_was_generated_and_nothing_else(project: Make) -> None:
    folder = project(GOOD)
    run(folder, "generate")
    (folder / "site_src/mine.md").write_text("mine", "utf-8")
    assert 0 == run(folder, "clean").exit_code
    assert {".gitignore", "mine.md"} == {p.name for p in (folder / "site_src").iterdir()}


def test_inspect_tells_what_was_kept_cut_and_linked_and_why(project: Make) -> None:
    text = GOOD["seeds/articles/good.txt"] + "\nLeave a Comment\nYour email address will not be published.\n"
    folder = project(GOOD | {"seeds/articles/good.txt": text})
    output = run(folder, "inspect", "good").output
    assert "Meta → meta  [exact]" in output
    assert "first-line, line 1" in output
    assert "comment-form" in output.partition("CUT")[2]


@pytest.mark.parametrize("name", ["harbour", "harbour.txt", "seeds/articles/harbour.txt", "articles/harbour/"])
def test_inspect_shows_the_article_that_is_named_although_others_begin_alike(project: Make, name: str) -> None:
    text = "Charts for all\n\nTidewater gave its sea charts away.\n"
    folder = project({f"seeds/articles/{stem}.txt": text for stem in ("harbour", "harbour-2", "harbour.txt-3")})
    assert run(folder, "inspect", name).output.startswith("seeds/articles/harbour.txt ")


def test_an_article_cannot_make_a_terminal_do_anything(project: Make) -> None:
    text = "Charts\n\nHe met Bright\x1b]0;x\x07water Labs in May. She saw \x9b31mBrightwater Labs, and left.\n"
    folder = project({"seeds/articles/a.txt": text, "seeds/entities/labs.yml": "name: Red Labs\ntype: organization\n"})
    for command in (["inspect", "a"], ["suggest"], ["check", "--forms"]):
        done = run(folder, *command)
        assert 0 == done.exit_code
        assert set() == {"\x1b", "\x07", "\x9b"} & set(done.output), command


@pytest.mark.parametrize("form", ["json", "github"])
def test_check_speaks_to_machines(project: Make, form: str) -> None:
    folder = project(GOOD | {"seeds/entities/bad.yml": "name: Bad\ntype: nothing\n"})
    done = run(folder, "check", "--format", form)
    assert 1 == done.exit_code
    if form == "json":
        (problem,) = json.loads(done.output)["problems"]
        assert ("seeds/entities/bad.yml", 2) == (problem["path"], problem["line"])
    else:
        assert done.output.startswith("::error file=seeds/entities/bad.yml,line=2")


def test_the_schema_of_notes_knows_the_types_of_this_knowledge_base(project: Make) -> None:
    settings = 'types:\n  ship: {label: Ship, plural: Ships, icon: material/ferry, color: "#0b7068", dark: "#5fd3c6"}\n'
    folder = project({"seeds/knowledge.yml": settings})
    assert "ship" in run(folder, "schema", "--print", "entity").output
    assert 0 == run(folder, "schema").exit_code
    assert "ship" in (folder / ".cache/schema/entity.json").read_text("utf-8")


def test_no_command_but_new_and_add_touches_what_people_wrote(project: Make) -> None:
    folder = project(GOOD)
    before = digests(folder)
    for command in (["check"], ["generate"], ["export"], ["inspect", "good"], ["schema"], ["build"], ["clean"]):
        done = seedbed(folder, *command)
        assert 0 == done.returncode, (command, done.stdout, done.stderr)
        assert before == digests(folder), command


def test_check_stale_lists_notes_that_articles_have_outrun(project: Make) -> None:
    note = GOOD["seeds/entities/meta.yml"] + "reviewed: 2024-01-01\n"
    folder = project(GOOD | {"seeds/entities/meta.yml": note, "seeds/articles/good.yml": "published: 2024-05-02\n"})
    assert "seeds/entities/meta.yml: 1 newer mention\n" in run(folder, "check", "--stale").output
    assert "newer mention" not in run(folder, "check").output
    run(folder, "generate")
    page = (folder / "site_src/entities/meta.md").read_text("utf-8")
    assert "1 mention is newer than the last review" in page


def test_check_lists_the_facts_that_articles_tell_otherwise_and_stops_at_none(project: Make) -> None:
    folder = project(
        {
            "seeds/articles/one.txt": "Charts\n\nTidewater was founded by two sailors in 2011.\n",
            "seeds/entities/tidewater.yml": 'name: Tidewater\ntype: organization\nfacts:\n  Founded: "2010"\n',
        }
    )
    done = run(folder, "check")
    assert 0 == done.exit_code
    assert (
        "seeds/entities/tidewater.yml:4: note: Founded is “2010” here, but “2011” (seeds/articles/one.txt:3)"
        in done.output
    )
    assert "0 errors, 0 warnings" in done.output
