"""The command line: `seedbed [-C DIR] COMMAND`.

In: arguments. Out: words on the terminal and an exit status: 0 fine, 1 problems in seeds or templates, 2 wrong usage,
3 a bug of the program. The only module that prints.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import traceback
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import click

from generator import notes
from generator.adding import add, told
from generator.build import build, prepare, settings_of, site
from generator.cli.inspection import called, inspection
from generator.cli.overview import counted, forms_overview, outrun, summary
from generator.cli.progress import Progress
from generator.diagnostics import Problem, as_github, as_json, printable, render, shortened
from generator.export import export_json, export_schema_json
from generator.model import KnowledgeBase, Settings
from generator.project import Inputs, read_project
from generator.receipt import RECEIPT, entities_before, explain, write_receipt
from generator.references import lost_ids
from generator.schemas import schemas, write_schemas
from generator.seeds import ENTITIES, with_lines
from generator.site_writer import MANIFEST, write_site
from generator.text import slugify
from generator.whole_files import remove_unfinished, write_new, write_whole

FINE, PROBLEMS, BUG = 0, 1, 3
SITE_SRC = "site_src"
EXPLAIN = "Tell what changed in what the site says since the last build."


@dataclass(frozen=True, slots=True)
class Project:
    """The folder the command works on."""

    folder: Path


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "-C",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The project: the folder with seeds/ and mkdocs.yml. Default: where you are.",
)
@click.version_option(package_name="seedbed")
@click.pass_context
def main(context: click.Context, folder: Path) -> None:
    """Turn a folder of articles and notes into a searchable knowledge base.

    Put articles (.txt, .md, .html) into seeds/articles/, notes on people, organizations and things into
    seeds/entities/, then:

    \b
      seedbed add FILE...      copy articles in, and tell what was understood
      seedbed check            are all notes and articles in order?
      seedbed build            make the site in site/
      seedbed serve            read it locally; every save shows at once
      seedbed suggest          which names have no note yet?
      seedbed inspect NAME     what was kept and cut of an article, and every link with its reason

    Exit status: 0 fine, 1 problems in what was written, 2 wrong usage, 3 a bug.
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    context.obj = Project(folder.resolve())


@main.command()
@click.option("--strict/--no-strict", default=True, help="Stop at MkDocs' warnings as well. Default: yes.")
@click.option("--explain", "told", is_flag=True, help=EXPLAIN)
@click.pass_obj
def build_command(project: Project, strict: bool, told: bool) -> None:
    """Generate the pages and render them with MkDocs into site/."""
    status = _mkdocs(project, "build", *(["--strict"] if strict else []))
    if told and status == FINE:
        if not (project.folder / RECEIPT).is_file():
            raise click.UsageError("there is no receipt: mkdocs.yml does not name the plugin `seedbed`")
        for line in json.loads((project.folder / RECEIPT).read_text("utf-8"))["summary"]:
            click.echo(line)
    sys.exit(status)


@main.command()
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes for many articles.")
@click.option("--explain", "told", is_flag=True, help=EXPLAIN)
@click.pass_obj
def generate(project: Project, jobs: int, told: bool) -> None:
    """Write the pages into site_src/ as Markdown."""
    inputs, kb, problems = _build(project, jobs)
    made = site(kb, inputs).into(problems)
    _stop_on_errors(problems)
    for problem in with_lines(_lost_ids(project, inputs, kb), inputs):
        click.echo(render(problem) + "\n", err=True)
    written = write_site(project.folder / SITE_SRC, made.files)
    _stop_on_errors(list(written.problems))
    receipt = write_receipt(project.folder, made.files)
    counts = written.value
    click.echo(
        f"{len(made.pages)} pages in {SITE_SRC}/: {len(counts.created)} new, {len(counts.changed)} changed, "
        f"{len(counts.deleted)} deleted, {counts.unchanged} unchanged"
    )
    for line in explain(receipt) if told else ():
        click.echo(line)


@main.command()
@click.option("-a", "--dev-addr", default="127.0.0.1:8000", show_default=True, help="Address and port.")
@click.pass_obj
def serve(project: Project, dev_addr: str) -> None:
    """Serve the site locally and rebuild at every save."""
    sys.exit(_mkdocs(project, "serve", "--dev-addr", dev_addr))


@main.command()
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option("--stale", is_flag=True, help="Also list the notes that articles have outrun since their review.")
@click.option("--forms", is_flag=True, help="Also list every way to write a name, with counts and articles.")
@click.pass_obj
def check(project: Project, form: str, stale: bool, forms: bool) -> None:
    """Report every mistake in seeds and templates at once."""
    inputs, kb, problems = _build(project, 1, quiet=form != "text")
    site(kb, inputs).into(problems)
    problems = [*with_lines([*problems, *_lost_ids(project, inputs, kb)], inputs)]
    errors = sum(p.severity == "error" for p in problems)
    if form == "json":
        click.echo(as_json(problems))
    elif form == "github":
        click.echo(as_github(problems), nl=False)
    else:
        for problem in problems:
            click.echo(render(problem) + "\n")
        _tell(*summary(kb, problems), *(forms_overview(kb) if forms else ()), *(outrun(kb) if stale else ()))
    if errors:
        sys.exit(PROBLEMS)


@main.command()
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file; default: print it.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the export instead.")
@click.pass_obj
def export(project: Project, output: Path | None, schema: bool) -> None:
    """Write all the knowledge base knows as JSON."""
    if schema:
        text = export_schema_json()
    else:
        _, kb, problems = _build(project, 1, quiet=output is None)
        _stop_on_errors(problems)
        text = export_json(kb).decode()
    if output:
        _write_output(output.resolve(), text)
        click.echo(f"wrote {output}")
    else:
        click.echo(text, nl=False)


@main.command()
@click.argument("article")
@click.pass_obj
def inspect(project: Project, article: str) -> None:
    """Show what was kept and cut of ARTICLE, and why.

    Every mention, quote, figure and date stands there with the rule that found it.

    ARTICLE is a file name, its beginning, or the article's address on the site.
    """
    _, kb, _ = _build(project, 1, quiet=True)
    found = called(article, kb.articles)
    if len(found) != 1:
        names = ", ".join(a.article.id for a in (found or kb.articles)[:20])
        reason = "names several articles" if found else "names no article"
        raise click.UsageError(f"`{article}` {reason}; there are: {names}")
    _tell(*inspection(found[0]))


@main.command("add")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.pass_obj
def add_command(project: Project, files: tuple[str, ...]) -> None:
    """Copy articles into seeds/articles/ under clean names.

    Tells what it understood of each. The FILEs and what is there already stay as they are.
    """
    problems: list[Problem] = []
    try:
        for step in add(project.folder, files, _read(project, []), prepare):
            problems += step.problems
            if line := told(step):
                click.echo(line)
    except OSError as error:
        raise click.ClickException(f"{error}; what is listed above is complete") from error
    _stop_on_errors(problems)


@main.command()
@click.option("--most", type=click.IntRange(1), default=20, show_default=True, help="How many.")
@click.pass_obj
def suggest(project: Project, most: int) -> None:
    """Name what the articles talk about and no note covers."""
    _, kb, _ = _build(project, 1, quiet=True)
    texts = {(a.article.id, block.id): block.text for a in kb.articles for block in a.article.blocks}
    for found in kb.suggestions[:most]:
        times, articles = counted(found.count, "time"), counted(len(found.articles), "article")
        near = f"; nearly {found.near[1]}, a form of {found.near[0]}" if found.near else ""
        _tell(f"{', '.join(found.forms)}: {times} in {articles}{near}")
        for s in found.sentences:
            _tell(f"  {s.article}: {shortened(texts[s.article, s.block][s.start : s.end], 160)}")
        _tell(f"  seedbed new entity {shlex.quote(found.name)} --type {found.type}", "")
    left_out = len(kb.suggestions) - most
    click.echo(f"{left_out} more" if left_out > 0 else f"{counted(len(kb.suggestions), 'name')} without a note")


@main.group()
def new() -> None:
    """Start a new file; an existing one is never overwritten."""


@new.command("entity")
@click.argument("name")
@click.option("--type", "type_id", help="One of the types in seeds/knowledge.yml. Default: the first.")
@click.pass_obj
def new_entity(project: Project, name: str, type_id: str | None) -> None:
    """Write the note seeds/entities/NAME.yml, ready to be filled in."""
    settings = _settings(_read(project, []))
    known = [t.id for t in settings.types]
    chosen = type_id or known[0]
    if chosen not in known:
        raise click.UsageError(f"there is no type `{chosen}`; the types are: {', '.join(known)}")
    stem = slugify(name)
    if not stem:
        raise click.UsageError(f"`{name}` has no letter or digit to make a file name of")
    path = project.folder / ENTITIES / f"{stem}.yml"
    try:
        write_new(path, notes.new_note(name, chosen, settings).encode())
    except FileExistsError:
        click.echo(f"{path.relative_to(project.folder)} exists already; nothing was changed", err=True)
        sys.exit(PROBLEMS)
    click.echo(f"wrote {path.relative_to(project.folder)}")


@main.command()
@click.option("--print", "name", type=click.Choice(["entity", "article", "knowledge"]), help="Print one instead.")
@click.pass_obj
def schema(project: Project, name: str | None) -> None:
    """Write the JSON Schemas with which editors check notes."""
    known = _settings(_read(project, []))
    if name:
        click.echo(next(text for path, text in schemas(known).items() if Path(path).stem == name), nl=False)
    else:
        for path in write_schemas(project.folder, known):
            click.echo(f"wrote {path}")


@main.command()
@click.pass_obj
def clean(project: Project) -> None:
    """Delete what the program wrote in site_src/, nothing else."""
    folder = project.folder / SITE_SRC
    if not (folder / MANIFEST).is_file():
        click.echo(f"nothing of this program's in {SITE_SRC}/")
        return
    written = write_site(folder, {})
    (folder / MANIFEST).unlink(missing_ok=True)
    click.echo(f"deleted {len(written.value.deleted)} files in {SITE_SRC}/")
    _stop_on_errors(list(written.problems))


main.add_command(build_command, "build")


def run() -> None:
    """The console script: `main`, with a bug told apart from everything else."""
    try:
        main()
    except Exception:  # noqa: BLE001 - whatever comes here is a bug, and says so with its traceback
        traceback.print_exc()
        click.echo("This is a bug in seedbed, not a mistake of yours. Please report it with the lines above.", err=True)
        sys.exit(BUG)


def _lost_ids(project: Project, inputs: Inputs, kb: KnowledgeBase) -> tuple[Problem, ...]:
    """Warnings for entities of the last build that no note has any more; one that cannot be read is not gone."""
    entities = {entity.id for entity in kb.entities}
    unread = {Path(path).stem for path, _ in inputs.under(ENTITIES)} - entities
    return lost_ids(entities_before(project.folder / SITE_SRC), kb.entities, unread)


def _write_output(path: Path, text: str) -> None:
    """A file is replaced as a whole; `/dev/stdout` and a pipe are written into."""
    if path.exists() and not path.is_file():
        path.write_text(text, "utf-8")
    else:
        remove_unfinished(path)
        write_whole(path, text.encode())


def _tell(*lines: str) -> None:
    """Print lines that hold words of articles."""
    for line in lines:
        click.echo(printable(line))


def _read(project: Project, problems: list[Problem]) -> Inputs:
    inputs = read_project(project.folder).into(problems)
    _stop_on_errors([p for p in problems if p.code == "missing-folder"])
    return inputs


def _settings(inputs: Inputs) -> Settings:
    return settings_of(inputs).value


def _build(project: Project, jobs: int, *, quiet: bool = False) -> tuple[Inputs, KnowledgeBase, list[Problem]]:
    problems: list[Problem] = []
    inputs = _read(project, problems)
    cache = Progress(quiet=quiet)
    with ProcessPoolExecutor(jobs) if jobs > 1 else nullcontext() as executor:
        kb = build(inputs, executor=executor, cache=cache).into(problems)
    return inputs, kb, problems


def _stop_on_errors(problems: Sequence[Problem]) -> None:
    for problem in problems:
        click.echo(render(problem) + "\n", err=True)
    errors = sum(p.severity == "error" for p in problems)
    if errors:
        click.echo(counted(errors, "error"), err=True)
        sys.exit(PROBLEMS)


def _mkdocs(project: Project, *arguments: str) -> int:
    """Run MkDocs in the project's folder; the exit status that its own comes down to."""
    if not (project.folder / "mkdocs.yml").is_file():
        raise click.UsageError(f"there is no mkdocs.yml in {project.folder}")
    (project.folder / SITE_SRC).mkdir(exist_ok=True)  # MkDocs wants it to be there before anything is generated
    environment = {"NO_MKDOCS_2_WARNING": "1", **os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - MkDocs of the same installation, arguments from here
            [sys.executable, "-m", "mkdocs", *arguments], cwd=project.folder, env=environment, check=False
        )
    except KeyboardInterrupt:
        return FINE
    return PROBLEMS if done.returncode else FINE
