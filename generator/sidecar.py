"""What an editor says about an article that the article's own text does not: `seeds/articles/<stem>.yml`.

In: the text of the sidecar, or the YAML between the `---` lines of a Markdown article. Out: `Sidecar` and every mistake
at its place. Front matter belongs to other tools too: there, keys of theirs are passed over. It reads no article.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from generator.diagnostics import Checked, in_order, shortened
from generator.model import Order, Overrides, Sidecar
from generator.text import slugify
from generator.yaml_source import load
from generator.yaml_source.days import unmistakable_day
from generator.yaml_source.model import Address, HandWritten, Listed, View, mistake, validate
from generator.yaml_source.nodes import place
from generator.yaml_source.schema import json_schema

SCHEMA_FILE = ".cache/schema/article.json"
_SYNONYMS = {
    "date": "published",
    "by": "author",
    "byline": "author",
    "source": "publisher",
    "link": "url",
    "id": "slug",
}


def _published(value: str) -> str:
    parts = value.split("-")
    form = "-".join(("%Y", "%m", "%d")[: len(parts)])
    try:
        dt.datetime.strptime(value, form)  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        parts = []
    if parts and [len(part) for part in parts] == [4, 2, 2][: len(parts)]:
        return value
    day = re.match(r"\d{4}-\d\d-\d\d(?=[T ]\d)", value)
    likely = unmistakable_day(value)
    if likely:
        hint = f"write `{likely}`"
    else:
        hint = f"leave out the time: `{day.group()}`" if day else "write `2026-03-09`, `2026-03` or `2026`"
    raise mistake("bad-date", f"`{shortened(value)}` is not a date", hint)


def _slug(value: str) -> str:
    wanted = slugify(value)
    if value != wanted or not wanted:
        hint = f"write `{wanted}`" if wanted else "write lower-case words with hyphens"
        raise mistake("bad-id", f"`{shortened(value)}` cannot be part of an address as it is", hint)
    return value


def _language(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}", value):
        hint = "write its tag: `en`, `he`, `pt-BR`"
        raise mistake("unknown-choice", f"`{shortened(value)}` is no tag of a language", hint)
    return value


def _joined(value: object) -> object:
    return ", ".join(value) if isinstance(value, list) and all(isinstance(v, str) for v in value) else value


def _publish(value: object) -> object:
    if isinstance(value, str) and re.match(r"\d{4}\b", value):
        raise mistake(
            "unknown-choice", f"`publish` cannot be `{shortened(value)}`", f"for the date, write `published: {value}`"
        )
    return value


def _lines_or_phrase(value: str) -> tuple[int, int] | str:
    span = re.fullmatch(r"(\d{1,9})(?:\s*[-–]\s*(\d{1,9}))?", value)
    if not span:
        return value
    first, last = int(span[1]), int(span[2] or span[1])
    if not 1 <= first <= last:
        hint = f"write `{last}-{first}`" if 1 <= last < first else "lines are counted from 1"
        raise mistake("bad-lines", f"`{value}` is no range of lines", hint)
    return first, last


def _checked_lines(value: str) -> str:
    _lines_or_phrase(value)
    return value


LinesOrPhrase = Annotated[str, AfterValidator(_checked_lines)]


class SidecarModel(HandWritten):
    """What the text of an article does not say, or says wrongly."""

    title: str = Field(default="", description="The title to show.")
    publisher: str = Field(default="", description="Who published the article.")
    author: Annotated[str, BeforeValidator(_joined)] = Field(
        default="", description="Who wrote it, as it shall be shown."
    )
    published: Annotated[str, AfterValidator(_published), WithJsonSchema({"type": ["string", "number"]})] = Field(
        default="",
        description="When it was published: a day, a month or a year.",
        examples=["2026-03-09", "2026-03", "2026"],
    )
    url: Address = Field(default="", description="Where it was published.", examples=["https://example.org/story"])
    slug: Annotated[str, AfterValidator(_slug)] = Field(
        default="", description="Its id and the last part of its page's address.", examples=["a-bridge-opens"]
    )
    kind: str = Field(default="", description="What kind of text it is.", examples=["news"])
    language: Annotated[str, AfterValidator(_language)] = Field(
        default="", description="The language it is written in, as a tag.", examples=["en", "he", "pt-BR"]
    )
    gist: str = Field(default="", description="The article in one sentence, for hurried readers.")
    story: str = Field(
        default="",
        description="The story that it is part of, by the name to show, as in the other articles of it; or `none`.",
        examples=["The harbor strike", "none"],
    )
    publish: Annotated[Literal["full", "excerpt"], BeforeValidator(_publish)] = Field(
        default="full", description="Whether the whole text may be shown."
    )
    keep: Listed[LinesOrPhrase] = Field(
        default=[],
        description="Lines, or phrases of lines, that belong to the article.",
        examples=[["12-15", "A phrase"]],
    )
    drop: Listed[LinesOrPhrase] = Field(
        default=[], description="Lines, or phrases of lines, that do not.", examples=[["88-91"]]
    )


def schema() -> dict[str, Any]:
    """The JSON Schema of a sidecar."""
    return json_schema(SidecarModel, "Article")


def read_sidecar(path: str, text: str) -> Checked[Sidecar]:
    """The sidecar `text`; what is faulty in it counts as not said."""
    return _read(path, text, first_line=1, synonyms=_SYNONYMS)


def sidecar_of_front_matter(path: str, yaml_text: str, first_line: int) -> Checked[Sidecar]:
    """The front matter of a Markdown article, which starts on line `first_line` of the file `path`."""
    return _read(path, yaml_text, first_line=first_line, synonyms=None)


def _read(path: str, text: str, *, first_line: int, synonyms: dict[str, str] | None) -> Checked[Sidecar]:
    loaded = load(path, text, first_line)
    read = validate(loaded.value, SidecarModel, synonyms=synonyms, unknown_keys=synonyms is None)
    said = (read.value or SidecarModel()).model_dump()
    overrides = Overrides(*(_orders(name, said.pop(name), read.view) for name in ("keep", "drop")))
    sidecar = Sidecar(path=path, overrides=overrides, **said)
    return Checked(sidecar, in_order([*loaded.problems, *read.problems]))


def _orders(name: str, entries: list[str], view: View) -> tuple[Order, ...]:
    return tuple(Order(_lines_or_phrase(entry), *place(view.find((name, i))[1])) for i, entry in enumerate(entries))
