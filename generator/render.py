"""Page views to Markdown: the one place where text is escaped and links are written.

In: a `Page`, the Jinja2 templates and the names that `[[...]]` may point to. Out: the text of one file of `site_src/`.
It decides nothing about content; a template that asks for what a view does not have fails (StrictUndefined).

The dialect is small and closed: CommonMark with pictures of this site, tables, attribute lists on links and headings
(`{ .e #h3 }`), and HTML blocks (`div`, `p`, `details`, `blockquote` with `markdown`) with a blank line around the
Markdown inside. Sentences are `<span class="s" id="s7">`, highlights `<mark>`, the words that date a sentence on a
timeline `<b>`. No emoji shortcodes, no snippets, no nested admonitions.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import quote

import jinja2

from generator.diagnostics import Checked, Location, Problem
from generator.model import Language
from generator.pages.page import Link, Mark, Marked, Page, Passage
from generator.wiki_links import target_key, wiki_links

_SPECIAL = re.compile(r"[\\`*_\[\]{}#&<>]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_TEMPLATES_SPEAK = "en"
_LINE_START = re.compile(r"^(?:(\d{1,9})([.)])|([-+]))")
_TAGS = {
    "mark": "mark",
    "date": "b",
    "code": "code",
    "emphasis": "em",
    "strong": "strong",
    "superscript": "sup",
    "subscript": "sub",
    "struck": "del",
}


def escape(text: str) -> str:
    """Plain text as Markdown that shows exactly that text, wherever it stands in a line."""
    return _LINE_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", _escape_inline(text))


def _escape_inline(text: str) -> str:
    return _SPECIAL.sub(lambda m: _ENTITIES.get(m.group(), "\\" + m.group()), _CONTROL.sub("", text))


def escape_html(text: str) -> str:
    """Plain text for inside HTML that Markdown does not look into."""
    return re.sub(r'[&<>"]', lambda m: {**_ENTITIES, '"': "&quot;"}[m.group()], _CONTROL.sub("", text))


def spoken(language: Language) -> str:
    """The attributes of an HTML element whose text is in `language`, a blank before each; none for the site's own."""
    return "".join(f" {attribute}" for attribute in _spoken(language))


def _spoken(language: Language) -> list[str]:
    tag = language.tag if language.tag.split("-")[0] != _TEMPLATES_SPEAK else ""
    return [*([f'lang="{tag}"'] if tag else ()), *(['dir="rtl"'] if language.rtl else ())]


@dataclass(frozen=True, slots=True)
class Names:
    """What `[[...]]` in an editor's words may point to: entities and articles by `target_key`."""

    targets: Mapping[str, Link]

    def find(self, name: str) -> Link | None:
        """The page of a name, or None."""
        return self.targets.get(target_key(name))


class Writer:
    """What templates call to write links and marked text, seen from one page."""

    def __init__(self, page: Page, names: Names) -> None:
        self.page = page
        self.names = names

    def href(self, path: str, anchor: str = "") -> str:
        """The address of a page relative to this one, as a link in Markdown."""
        if path == self.page.path:
            return f"#{anchor}" if anchor else quote(posixpath.basename(path))
        return _relative(path, posixpath.dirname(self.page.path)) + (f"#{anchor}" if anchor else "")

    def link(self, link: Link, extra: str = "") -> str:
        """A Markdown link with the classes and the title of `link`; `extra` goes into its attribute list."""
        attributes = [f".{name}" for name in link.css.split()]
        if link.title and link.path != self.page.path:
            attributes.append(f'title="{_attribute(link.title)}"')
        attributes += _spoken(link.language)
        if extra:
            attributes.append(extra)
        tail = "{ " + " ".join(attributes) + " }" if attributes else ""
        return f"[{escape(link.text)}]({self.href(link.path, link.anchor)}){tail}"

    def spoken(self, language: Language) -> str:
        """See the function `spoken`."""
        return spoken(language)

    def heading(self, language: Language) -> str:
        """The same for the end of a heading in Markdown."""
        return f" {{{spoken(language)} }}" if spoken(language) else ""

    def passage(self, passage: Passage) -> str:
        """What an article says, told to be in its language where that is another than the site's."""
        attributes = self.spoken(passage.language)
        return f"<span{attributes}>{self.marked(passage.body)}</span>" if attributes else self.marked(passage.body)

    def chip(self, link: Link, count: int = 0) -> str:
        """An entity's chip."""
        return self.link(link, f'data-count="{count}"' if count else "")

    def marked(self, marked: Marked) -> str:
        """Text with its marks as Markdown."""
        return _nest(marked, self)

    def cell(self, marked: Marked) -> str:
        """Text with its marks as a cell of a Markdown table."""
        return self.marked(marked).replace("|", "&#124;")

    def editor(self, markdown: str) -> str:
        """The editor's own Markdown with its `[[...]]` turned into links; one that points nowhere is left as text."""
        out, at = [], 0
        for found in wiki_links(markdown):
            target = self.names.find(found.target)
            out.append(markdown[at : found.start])
            if target is None:
                out.append(escape(found.shown or found.target))
            elif found.sentence:
                out.append(self.link(Link(found.shown or "source", target.path, found.sentence, css="ref")))
            else:
                out.append(self.link(Link(found.shown or found.target, target.path, css=target.css)))
            at = found.end
        return "".join([*out, markdown[at:]])


@cache
def _relative(path: str, folder: str) -> str:
    return quote(posixpath.relpath(path, folder or "."))


def _attribute(text: str) -> str:
    """Text for a quoted value in an attribute list, which knows no escape for quotes and braces."""
    return escape_html(text.replace('"', "”").replace("{", "(").replace("}", ")"))


def _nest(marked: Marked, writer: Writer) -> str:
    """Open and close marks in order; a mark that would cross an open one is dropped."""
    text, out, at = marked.text, [], 0
    open_marks: list[Mark] = []

    def put(upto: int) -> None:
        nonlocal at
        if at < upto:
            out.append(_escape_inline(text[at:upto]) if at else escape(text[at:upto]))
            at = upto

    def close_until(position: int) -> None:
        while open_marks and open_marks[-1].end <= position:
            put(open_marks[-1].end)
            out.append(_closing(open_marks.pop(), writer))

    for mark in sorted(marked.marks, key=lambda m: (m.start, -m.end, m.kind != "sentence")):
        close_until(mark.start)
        crosses = open_marks and mark.end > open_marks[-1].end
        nested_link = mark.kind in {"link", "external"} and any(m.kind in {"link", "external"} for m in open_marks)
        described = open_marks and open_marks[-1].kind == "picture"
        empty = mark.start >= mark.end and mark.kind != "picture"
        if crosses or nested_link or described or empty:
            continue
        put(mark.start)
        out.append(_opening(mark))
        open_marks.append(mark)
    close_until(len(text))
    put(len(text))
    while open_marks:
        out.append(_closing(open_marks.pop(), writer))
    return "".join(out)


def _opening(mark: Mark) -> str:
    if mark.kind == "sentence":
        number = f' data-n="{mark.number}"' if mark.number else ""
        return f'<span class="s" id="{mark.id}"{number}>'
    if mark.kind == "picture":
        return "!["
    return "[" if mark.kind in {"link", "external"} else f"<{_TAGS[mark.kind]}>"


def _closing(mark: Mark, writer: Writer) -> str:
    if mark.kind == "sentence":
        return "</span>"
    if mark.kind == "picture":
        return f"]({writer.href(mark.target)})"
    if mark.kind == "link":
        attributes = " ".join(f".{name}" for name in mark.css.split())
        return f"]({writer.href(mark.target, mark.id)})" + (f"{{ {attributes} }}" if attributes else "")
    if mark.kind == "external":
        return f"](<{quote(mark.target, safe=':/?#@!$&+,;=%~.-_*')}>){{ .out }}"
    return f"</{_TAGS[mark.kind]}>"


@lru_cache(maxsize=1)
def _environment(templates: tuple[tuple[str, str], ...]) -> jinja2.Environment:
    """The templates, compiled when they are first asked for, and not again for the next build of the same ones."""
    texts = dict(templates)
    environment = jinja2.Environment(
        # A file name beside the text lets a traceback tell in which template a mistake is.
        loader=jinja2.FunctionLoader(lambda name: (texts[name], name, None) if name in texts else None),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - the output is Markdown; `escape` knows it, HTML escaping does not
    )
    environment.filters.update(md=escape, html=escape_html, quoted=lambda t: json.dumps(t, ensure_ascii=False))
    return environment


class Renderer:
    """The templates of a knowledge base, compiled; `templates` maps a file's name to its text."""

    def __init__(self, templates: Mapping[str, str], names: Names) -> None:
        self._templates = templates
        self._names = names
        self._environment = _environment(tuple(templates.items()))

    def render(self, page: Page) -> Checked[str | None]:
        """The text of one page; None with a located `template-error` when its template is at fault."""
        writer = Writer(page, self._names)
        try:
            template = self._environment.get_template(page.template)
            text = template.render(page=page, w=writer, **page.view)
        except jinja2.TemplateSyntaxError as error:
            return Checked(None, (self._problem(error.name or page.template, error.lineno, error.message or ""),))
        except jinja2.TemplateError as error:
            name, line = self._place(error) or (page.template, 0)
            missing = isinstance(error, jinja2.TemplateNotFound)
            message = f"there is no template `{error}`" if missing else error.message or str(error)
            return Checked(None, (self._problem(name, line, message),))
        return Checked(re.sub(r"\n{3,}", "\n\n", text).rstrip() + "\n")

    def _place(self, error: Exception) -> tuple[str, int] | None:
        """The innermost template in an error's traceback, and the line there."""
        place, frame = None, error.__traceback__
        while frame:
            name = frame.tb_frame.f_code.co_filename
            if name in self._templates:
                place = name, frame.tb_lineno
            frame = frame.tb_next
        return place

    def _problem(self, name: str, line: int, message: str) -> Problem:
        hint = "the template's variables are those of its page kind in generator/pages/"
        return _template_problem(f"templates/{name}", self._templates.get(name, ""), line, message, hint)


def theme_problems(templates: Mapping[str, str]) -> Iterator[Problem]:
    """Syntax errors in the theme's HTML templates, by their path; MkDocs would stop at the first without its place."""
    environment = jinja2.Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    for path, text in templates.items():
        try:
            environment.parse(text)
        except jinja2.TemplateSyntaxError as error:
            yield _template_problem(path, text, error.lineno, error.message or "")


def _template_problem(path: str, text: str, line: int, message: str, hint: str = "") -> Problem:
    lines = text.splitlines()
    shown = lines[line - 1] if 0 < line <= len(lines) else ""
    column = len(shown) - len(shown.lstrip()) + 1 if shown else 0
    return Problem("template-error", message, Location(path, line, column), shown, hint)
