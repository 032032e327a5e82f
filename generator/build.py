"""The order of the stages: the one module to read to know how seeds become a site.

In: `Inputs`, the bytes of `seeds/` and `templates/`. Out: the `KnowledgeBase`, then the files of `site_src/`, each with
every problem met on the way. Nothing is read from or written to disk here.

    seeds ─ read ─▶ Document ─ clean ─▶ CleanDocument ─ structure ─▶ Article ─ link, extract ─▶ AnnotatedArticle
    notes ─▶ Entity ─▶ Gazetteer ─────────────────────────────────────┘                              │
    files ◀─ render ◀─ pages ◀─ KnowledgeBase ◀─ xref (backlinks, co-occurrence, timeline, ...) ◀────┘
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from generator import readers
from generator.cache import Cache
from generator.clean import check_orders, clean
from generator.dead_links import check_addresses
from generator.diagnostics import Checked, Location, Problem
from generator.export import EXPORT_PATH, export_json
from generator.extractors.dates import extract_dates
from generator.extractors.figures import extract_figures
from generator.extractors.gist import extract_gist
from generator.extractors.quotes import extract_quotes
from generator.gazetteer import Gazetteer, build_gazetteer
from generator.link import Narrowed, Narrowing, link, vocabulary
from generator.model import (
    AnnotatedArticle,
    Article,
    Entity,
    FreePage,
    KnowledgeBase,
    Order,
    Overrides,
    Settings,
    Sidecar,
)
from generator.notes import read_note
from generator.pages import pages
from generator.pages.page import Link, Page, article_path, entity_path
from generator.project import Inputs
from generator.provenance import first_not_verbatim
from generator.readers.decoding import decode
from generator.references import check_references, check_start, check_stories
from generator.render import Names, Renderer, theme_problems
from generator.seeds import ARTICLES, PAGES, SETTINGS, YAML, strays, with_lines, yaml_text
from generator.seeds import notes as note_texts
from generator.settings import read_settings
from generator.sidecar import read_sidecar, sidecar_of_front_matter
from generator.structure import structure
from generator.type_style import type_style
from generator.wiki_links import link_targets, target_key, wiki_links
from generator.xref.backlinks import backlinks
from generator.xref.comparisons import compare, compare_facts, fact_articles
from generator.xref.cooccurrence import co_occurrence
from generator.xref.forms import collisions, form_uses
from generator.xref.neighbours import neighbours
from generator.xref.staleness import newer_mentions
from generator.xref.stories import side_by_side, stories
from generator.xref.suggestions import suggest
from generator.xref.timeline import timeline

THEME = "templates/theme"
_EVERYTHING = Overrides(keep=(Order((1, sys.maxsize)),))


def build(inputs: Inputs, *, executor: Executor | None = None, cache: Cache | None = None) -> Checked[KnowledgeBase]:
    """The knowledge base of a project. `executor` runs the stages that work article by article."""
    cache = cache or Cache()
    cache.new_build()
    problems: list[Problem] = []

    settings = settings_of(inputs).into(problems)
    problems += strays(inputs)
    notes = note_texts(inputs).into(problems)
    read = {n.path: cache.call(read_note, n.path, n.text, settings, of=n.path).into(problems) for n in notes}
    entities = tuple(entity for entity in read.values() if entity)
    gazetteer = cache.call(build_gazetteer, tuple(map(_spoken_of, entities))).into(problems)

    sources = tuple(_sources(inputs, problems))
    prepared = cache.map(prepare, sources, [path for path, _, _ in sources], executor)
    articles = [checked.into(problems) for checked in prepared]
    unique = _with_unique_ids([a for a in articles if a], problems)

    narrowing = cache.call(Narrowing, gazetteer)
    annotated = _annotated(unique, "article", narrowing, cache, executor)
    facts = _annotated(fact_articles(entities), "note", narrowing, cache, executor)

    free_pages = tuple(_free_pages(inputs, gazetteer, _names(entities, annotated), problems))
    of_pages = tuple((page.source, inputs.files[page.source].decode("utf-8", "replace")) for page in free_pages)
    anchors = {a.id: cache.call(_anchors, a, of=a.id) for a in unique}
    unread = [PurePosixPath(path).stem for path, entity in read.items() if entity is None]
    gists = tuple(_said(((a.source, a.gist) for a in unique), sources, inputs))
    problems += check_references(
        entities,
        anchors,
        titles={article.title.value: article.id for article in unique},
        texts={note.path: note.text for note in notes} | {path: text for path, _, text in gists} | dict(of_pages),
        unread=unread,
        gists=(*((path, gist) for path, gist, _ in gists), *of_pages),
    )
    problems += check_start(settings, [*(e.id for e in entities), *unread], SETTINGS, _settings_text(inputs).value)
    forms = {entity.id: gazetteer.aliases(entity.id) for entity in entities}
    told = cache.call(stories, tuple(cache.call(_wording, a, of=a.article.id) for a in annotated), cache.call)
    comparisons = cache.call(compare, annotated, tuple(map(_relations, entities)), told, cache.call)
    in_stories = {article for story in told for article in story.articles}
    untold = ((a.source, a.story) for a in unique if a.id not in in_stories)
    problems += check_stories(_said(untold, sources, inputs), {a.story for a in unique})
    named = {a.article.id: frozenset(m.entity for m in a.mentions) for a in annotated}
    kb = KnowledgeBase(
        settings=settings,
        articles=annotated,
        entities=entities,
        free_pages=free_pages,
        backlinks=cache.call(backlinks, annotated, cache.call),
        co_occurrence=cache.call(co_occurrence, annotated, cache.call),
        neighbours=cache.call(neighbours, named, tuple(story.articles for story in told)),
        newer_mentions=newer_mentions(annotated, entities),
        forms=cache.call(form_uses, annotated, forms),
        collisions=collisions(forms),
        events=cache.call(timeline, annotated, cache.call),
        stories=cache.call(side_by_side, told, annotated, comparisons, cache.call),
        comparisons=comparisons,
        fact_comparisons=cache.call(compare_facts, annotated, entities, facts, told, cache.call),
        suggestions=cache.call(
            suggest, annotated, tuple(map(_spellings, entities)), tuple(t.id for t in settings.types), cache.call
        ),
    )
    return Checked(kb, with_lines(problems, inputs))


def prepare(path: str, data: bytes, sidecar: Sidecar) -> Checked[Article | None]:
    """One article's file up to its structure: decode, read, clean, structure."""
    problems: list[Problem] = []
    source = decode(path, data).into(problems)
    if source is None:
        return Checked(None, tuple(problems))
    document = readers.read(source).into(problems)
    if document.front_matter and not sidecar.path:
        sidecar = sidecar_of_front_matter(path, document.front_matter, 2).into(problems)
    problems += check_orders(document, sidecar.overrides, sidecar.path)
    return Checked(structure(clean(document, sidecar.overrides), sidecar), tuple(problems))


def _annotated(
    articles: Iterable[Article], kind: str, narrowing: Narrowing, cache: Cache, executor: Executor | None
) -> tuple[AnnotatedArticle, ...]:
    """The articles with what is found in them; `kind` tells an article from the facts of a note with the same id."""
    narrowed: dict[str, tuple[Article, Narrowed]] = {}
    for article in articles:
        of = f"{kind} {article.id}"
        words = cache.call(vocabulary, article, of=of)
        narrowed[of] = article, cache.call(Narrowing.to, narrowing, words, of=of)
    return tuple(cache.map(annotate, tuple(narrowed.values()), tuple(narrowed), executor))


def annotate(article: Article, names: Narrowed) -> AnnotatedArticle:
    """Everything that is found in one article: mentions first, the extractors on top of them."""
    linked = link(article, names.gazetteer())
    figures = extract_figures(article, linked.mentions)
    return AnnotatedArticle(
        article=article,
        mentions=linked.mentions,
        doubts=linked.doubts,
        quotes=extract_quotes(article, linked.mentions),
        figures=figures,
        dates=extract_dates(article),
        gist=extract_gist(article, linked.mentions, figures),
    )


@dataclass(frozen=True, slots=True)
class Site:
    """The pages and the files of `site_src/` that they became."""

    pages: tuple[Page, ...]
    files: Mapping[str, bytes]


def site(kb: KnowledgeBase, inputs: Inputs, *, cache: Cache | None = None) -> Checked[Site]:
    """Render every page; a page whose template is at fault is left out and is a problem.

    A statement that is not word for word in `inputs` is one as well, whatever stage made it.
    """
    cache = cache or Cache()
    problems: list[Problem] = []
    templates = cache.call(_templates, tuple(inputs.under("templates", ".jinja")))
    theme = {path: data.decode("utf-8", "replace") for path, data in inputs.under(THEME, ".html")}
    problems += cache.call(_theme_problems, theme)
    names = _names(kb.entities, kb.articles)
    files: dict[str, bytes] = {}
    all_pages = pages(kb, cache.call)
    if (altered := first_not_verbatim(kb, all_pages, inputs.files, cache.call)) is not None:
        problems.append(altered)
    for page in all_pages:
        text = cache.call_asking(_text, page, templates, answers=names, of=page.path).into(problems)
        if page.path in files:
            problems.append(_duplicate_path(page))
        elif text is not None:
            files[page.path] = text
    for path, data in inputs.under("templates/assets"):
        files[path.removeprefix("templates/")] = data
    files["assets/types.css"] = type_style(kb.settings, kb.entities).encode()
    files[EXPORT_PATH] = export_json(kb, cache.call)
    problems += check_addresses(kb.entities, kb.free_pages, files, inputs.files)
    return Checked(Site(all_pages, files), with_lines(problems, inputs))


def _templates(files: Iterable[tuple[str, bytes]]) -> Mapping[str, str]:
    return {path.removeprefix("templates/"): data.decode("utf-8", "replace") for path, data in files}


def _theme_problems(theme: Mapping[str, str]) -> tuple[Problem, ...]:
    return tuple(theme_problems(theme))


def _text(page: Page, templates: Mapping[str, str], names: Mapping[str, Link]) -> Checked[bytes | None]:
    rendered = Renderer(templates, Names(names)).render(page)
    return Checked(None if rendered.value is None else rendered.value.encode(), rendered.problems)


def settings_of(inputs: Inputs) -> Checked[Settings]:
    """The settings, or the defaults where there is no `seeds/knowledge.yml`."""
    problems: list[Problem] = []
    text = _settings_text(inputs).into(problems)
    settings = read_settings(SETTINGS, text).into(problems)
    return Checked(settings, tuple(problems))


def _settings_text(inputs: Inputs) -> Checked[str]:
    read = yaml_text(SETTINGS, inputs.files.get(SETTINGS, b""))
    return Checked(read.value or "", read.problems)


def _sources(inputs: Inputs, problems: list[Problem]) -> Iterable[tuple[str, bytes, Sidecar]]:
    """Every article with its sidecar; a sidecar without an article is a problem."""
    sidecars = {str(PurePosixPath(p).with_suffix("")): (p, d) for p, d in inputs.under(ARTICLES, *YAML)}
    for path, data in inputs.under(ARTICLES):
        if path.lower().endswith(YAML):
            continue
        sidecar = Sidecar()
        found = sidecars.get(str(PurePosixPath(path).with_suffix("")))
        if found:
            text = yaml_text(*found).into(problems)
            sidecar = read_sidecar(found[0], text).into(problems) if text is not None else sidecar
        yield path, data, sidecar
    stems = {str(PurePosixPath(p).with_suffix("")) for p, _ in inputs.under(ARTICLES, *readers.READERS)}
    for stem, (path, _) in sidecars.items():
        if stem not in stems:
            name = PurePosixPath(stem).name
            problems.append(
                Problem(
                    code="orphan-sidecar",
                    message="no article stands beside this file",
                    location=Location(path),
                    hint=f"an article of the same name is missing: {name}.txt, .md or .html",
                    severity="warning",
                )
            )


def _said(
    of_articles: Iterable[tuple[str, str]], sources: Iterable[tuple[str, bytes, Sidecar]], inputs: Inputs
) -> Iterator[tuple[str, str, str]]:
    """What editors say `of_articles`, by path: the file that says it, the words, and the file's text; a sidecar's, or
    that of an article with front matter.
    """
    beside = {path: sidecar.path for path, _, sidecar in sources if sidecar.path}
    for source, words in of_articles:
        if words:
            path = beside.get(source, source)
            yield path, words, inputs.files[path].decode("utf-8", "replace")


def _anchors(article: Article) -> frozenset[str]:
    """What a citation of the article may name."""
    return frozenset(sentence.id for block in article.blocks for sentence in block.sentences)


def _with_unique_ids(articles: Sequence[Article], problems: list[Problem]) -> list[Article]:
    """Articles with ids of their own; a second one with the same id is a problem and gets a number."""
    seen: dict[str, Article] = {}
    for article in articles:
        name, number = article.id, 2
        if name in seen:
            problems.append(
                Problem(
                    code="duplicate-slug",
                    message=f"the address `{name}` is already taken by {seen[name].source}",
                    location=Location(article.source),
                    hint="give one of the two another `slug:` in its sidecar",
                )
            )
        while name in seen:
            name, number = f"{article.id}-{number}", number + 1
        seen[name] = article if name == article.id else replace(article, id=name)
    return list(seen.values())


def _free_pages(
    inputs: Inputs, gazetteer: Gazetteer, names: Mapping[str, Link], problems: list[Problem]
) -> Iterable[FreePage]:
    """The pages of `seeds/pages/`: read and linked like articles, but nothing is cut and `[[links]]` are links."""
    for path, data in inputs.under(PAGES, ".md"):
        source = decode(path, data).into(problems)
        if source is not None:
            document = readers.read(replace(source, text=_with_links(source.text, names))).into(problems)
            article = structure(clean(document, _EVERYTHING), Sidecar())
            stem = PurePosixPath(path).stem
            yield FreePage(stem, path, AnnotatedArticle(article, link(article, gazetteer).mentions))


def _with_links(markdown: str, names: Mapping[str, Link]) -> str:
    """The Markdown of a page with its `[[links]]` as links to paths of the site; one that leads nowhere stays."""
    out, at = [], 0
    for found in wiki_links(markdown):
        if target := names.get(target_key(found.target)):
            shown = found.shown or ("source" if found.sentence else found.target)
            anchor = f"#{found.sentence}" if found.sentence else ""
            out += [markdown[at : found.start], f"[{shown}]({target.path}{anchor})"]
            at = found.end
    return "".join([*out, markdown[at:]])


# Stages get no more than they read, so that an edit elsewhere in a note or an article need not run them again.


def _spoken_of(entity: Entity) -> Entity:
    """What linking goes by, with the places of the forms for what is wrong with them."""
    lines = tuple((key, line) for key, line in entity.lines if key in {"name", "not"})
    return replace(entity, facts=(), links=(), same_as=(), icon="", notes="", reviewed=None, former_ids=(), lines=lines)


def _wording(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """What stories are told by: the text, and where it quotes."""
    quotes = (replace(quote, speaker="", entity=None, rule="") for quote in annotated.quotes)
    return AnnotatedArticle(annotated.article, quotes=tuple(quotes))


def _relations(entity: Entity) -> Entity:
    return Entity(entity.id, "", entity.type, "", related=entity.related)


def _spellings(entity: Entity) -> Entity:
    aliases = tuple(replace(alias, line=1) for alias in entity.aliases)
    return Entity(entity.id, entity.name, entity.type, "", aliases, never=entity.never)


def _names(entities: Sequence[Entity], articles: Sequence[AnnotatedArticle]) -> Mapping[str, Link]:
    """What `[[...]]` may name: entities first, then articles by id or title."""
    by_id = {e.id: e for e in entities}
    targets = {
        key: Link(by_id[e].name, entity_path(e), css=f"i e-{by_id[e].type}")
        for key, e in link_targets(entities).items()
    }
    for annotated in articles:
        article = annotated.article
        for name in (article.id, article.title.value):
            targets.setdefault(target_key(name), Link(article.title.value, article_path(article)))
    return targets


def _duplicate_path(page: Page) -> Problem:
    return Problem(
        code="duplicate-path",
        message=f"two pages want the address `{page.path}`; this one is left out",
        location=Location(page.source or page.path),
        hint="rename the file, or change the plural of the entity type that takes this address",
    )
