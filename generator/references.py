"""What hand-written files refer to and does not exist: entities, articles, sentences, stories, ids of the last build.

In: all notes and gists, the settings, and the ids and anchors of all articles. Out: a problem for each reference that
leads nowhere, at its place and with what was probably meant. Nothing is read from disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from generator.diagnostics import Location, Problem, Severity, did_you_mean, in_order, shortened
from generator.model import NO_STORY, Entity, Settings
from generator.text import slugify
from generator.wiki_links import WikiLink, link_targets, target_key, wiki_links
from generator.yaml_source import lines_of


def check_references(
    entities: Iterable[Entity],
    articles: Mapping[str, frozenset[str]],
    *,
    titles: Mapping[str, str] | None = None,
    texts: Mapping[str, str] | None = None,
    unread: Iterable[str] = (),
    gists: Iterable[tuple[str, str]] = (),
) -> tuple[Problem, ...]:
    """What notes and gists refer to and does not exist: related ids, `[[links]]`, citations.

    `articles` maps article ids to their anchors (`s7`, and `p9` or `h3` where pages have them), `titles` article titles
    to ids; `texts` maps paths to the text of the files, which gives problems their line and column; `unread` are ids of
    notes that could not be read, about which nothing is said; `gists` are the paths of files with the gist in each.
    """
    entities = tuple(entities)
    known = _Known(
        link_targets(entities),
        frozenset(entity.id for entity in entities),
        {former: entity.id for entity in reversed(entities) for former in entity.former_ids},
        tuple(entity.name for entity in entities),
        articles,
        {**{target_key(title): name for title, name in (titles or {}).items()}, **{target_key(a): a for a in articles}},
        frozenset(unread),
    )
    problems: list[Problem] = []
    for entity in entities:
        lines = lines_of((texts or {}).get(entity.source, ""))
        wrong = [(line, link, known.complaint(link, entity.id)) for line, link in _references(entity)]
        formers = (WikiLink(0, 0, former) for former in entity.former_ids)
        wrong += [(entity.line_of("former_ids"), former, known.claim(entity, former)) for former in formers]
        problems += _told(wrong, entity.source, lines)
    for path, gist in gists:
        lines = lines_of((texts or {}).get(path, ""))
        start = next((at for at, words in enumerate(lines, 1) if words.startswith("gist")), 1)
        problems += _told([(start, link, known.complaint(link)) for link in wiki_links(gist)], path, lines)
    return in_order(problems)


_Complaint: TypeAlias = tuple[str, str, str, Severity]  # code, message, hint


def _told(wrong: Iterable[tuple[int, WikiLink, _Complaint | None]], path: str, lines: list[str]) -> Iterator[Problem]:
    """The complaints as problems of the file `path`, each searched from the line that stands with it."""
    for line, link, complaint in wrong:
        if complaint:
            at, column = _find(lines, line, link)
            shown = lines[at - 1] if at <= len(lines) else ""
            yield _problem(complaint, Location(path, at, column), shown, len(link.target))


def _problem(complaint: _Complaint, at: Location, shown: str, width: int) -> Problem:
    code, message, hint, severity = complaint
    return Problem(code, message, at, shown, hint, severity, max(1, width))


def _references(entity: Entity) -> Iterator[tuple[int, WikiLink]]:
    """What a note refers to, each with the line its key or row starts on; `related` as links without brackets."""
    for other in entity.related:
        yield entity.line_of("related"), WikiLink(0, 0, other)
    texts = [(entity.line_of("summary"), entity.summary), (entity.line_of("notes"), entity.notes)]
    for line, text in [*texts, *((row.line, row.value) for row in entity.facts)]:
        for link in wiki_links(text):
            yield line, link


def _find(lines: list[str], start: int, link: WikiLink) -> tuple[int, int]:
    """The line and column of the target, from line `start` on; column 0 where it is folded over two lines."""
    for number in range(start, len(lines) + 1):
        target = re.escape(link.target + (f"#{link.sentence}" if link.sentence else ""))
        opening = r"\[\[\s*" if link.end else r"(?<![\w-])"
        found = re.search(f"{opening}({target})(?![\\w-])", lines[number - 1])
        if found:
            return number, found.start(1) + 1
    return start, 0


@dataclass(frozen=True, slots=True)
class _Known:
    """Everything that notes may refer to."""

    targets: Mapping[str, str]
    ids: frozenset[str]
    former: Mapping[str, str]
    names: tuple[str, ...]
    articles: Mapping[str, frozenset[str]]
    article_ids: Mapping[str, str]
    unread: frozenset[str]

    def complaint(self, link: WikiLink, own: str = "") -> _Complaint | None:
        """Code, message, hint and severity of a reference of the note `own` that leads nowhere; None for a good one."""
        if link.sentence:
            return self._citation(link)
        target = self.targets.get(target_key(link.target))
        shown = shortened(link.target)
        if not link.end:
            if target == own:
                return "self-reference", f"`{shown}` is this note itself", "delete it", "warning"
            if link.target in self.ids or link.target in self.unread:
                return None
            if target:
                return "unknown-entity", f"`{shown}` is not an id", f"the id of that note is `{target}`", "error"
        elif target or target_key(link.target) in self.article_ids or link.target in self.unread:
            return None
        meant = did_you_mean(link.target, sorted(self.ids))
        if not meant and link.end:
            meant = did_you_mean(link.target, self.names)
        hint = f"did you mean `{meant}`?" if meant else f"write a note seeds/entities/{slugify(link.target)}.yml for it"
        return "unknown-entity", f"there is no entity `{shown}`", hint, "error"

    def claim(self, entity: Entity, former: WikiLink) -> _Complaint | None:
        """What is wrong with a former id: its old address can lead to one entity only."""
        owner = former.target if former.target in self.ids else self.former[former.target]
        if owner == entity.id and former.target not in self.ids:
            return None
        if owner == entity.id:
            return "former-id-taken", f"`{owner}` is the id that this note has today", "delete it", "error"
        hint = f"it belongs to seeds/entities/{owner}.yml; delete it here or there"
        return "former-id-taken", f"the former id `{shortened(former.target)}` is taken", hint, "error"

    def _citation(self, link: WikiLink) -> _Complaint | None:
        article = self.article_ids.get(target_key(link.target))
        if article is None:
            meant = did_you_mean(link.target, self.articles)
            hint = f"did you mean `{meant}`?" if meant else "an article's id is the last part of its page's address"
            return "unknown-article", f"there is no article `{shortened(link.target)}`", hint, "error"
        anchors = self.articles[article]
        if link.sentence in anchors:
            return None
        last = max((int(a[1:]) for a in anchors if a[:1] == link.sentence[0] and a[1:].isdigit()), default=0)
        hint = f"its last one is `{link.sentence[0]}{last}`" if last else "click the ¶ of a sentence to see its number"
        return "unknown-sentence", f"article `{article}` has no sentence `{link.sentence}`", hint, "error"


def check_start(settings: Settings, ids: Iterable[str], path: str, text: str) -> tuple[Problem, ...]:
    """The ids under `start` in the settings, the file `path`, for which there is no note."""
    known = sorted(ids)
    lines = lines_of(text)
    line = next((at for at, words in enumerate(lines, 1) if words.startswith("start")), 1)
    problems = []
    for name in settings.start:
        if name not in known:
            at, column = _find(lines, line, WikiLink(0, 0, name))
            meant = did_you_mean(name, known)
            hint = f"did you mean `{meant}`?" if meant else "take the name of a note's file, without .yml"
            complaint: _Complaint = ("unknown-entity", f"there is no entity `{shortened(name)}`", hint, "error")
            problems.append(_problem(complaint, Location(path, at, column), lines[at - 1], len(name)))
    return tuple(problems)


def check_stories(alone: Iterable[tuple[str, str, str]], names: Iterable[str]) -> tuple[Problem, ...]:
    """The stories that one article alone is said to be part of: the file that says so, the name, and the file's text.

    `names` are all that editors gave.
    """
    problems = []
    given = sorted(names)
    for path, name, text in alone:
        if name.casefold() not in NO_STORY:
            lines = lines_of(text)
            at = next((at for at, words in enumerate(lines, 1) if words.startswith("story")), 1)
            meant = did_you_mean(name, [other for other in given if other != name])
            hint = f"did you mean `{meant}`?" if meant else "write the same `story` in the sidecar of another article"
            message = f"no other article is part of the story `{shortened(name)}`"
            complaint: _Complaint = ("lone-story", message, hint, "warning")
            column = lines[at - 1].find(name) + 1 if lines else 0
            problems.append(_problem(complaint, Location(path, at, column), lines[at - 1] if lines else "", len(name)))
    return tuple(problems)


def lost_ids(
    previous: Sequence[Mapping[str, Any]], entities: Sequence[Entity], unread: Iterable[str]
) -> tuple[Problem, ...]:
    """The ids of the last build, the `entities` of its export, that no note has or lists as its former one.

    Where a note of today has the name of one that is gone, the warning stands there; `unread` are as above.
    """
    today = {entity.id for entity in entities}
    kept = today | {former for entity in entities for former in entity.former_ids} | set(unread)
    before = {str(entry["id"]) for entry in previous}
    called: dict[str, Entity] = {}
    for entity in sorted(entities, key=lambda entity: entity.id in before):  # a note that is new goes first
        for form in (entity.name, *(alias.text for alias in entity.aliases)):
            called.setdefault(target_key(form), entity)
    problems = []
    for entry in previous:
        if entry["id"] in kept:
            continue
        forms = (entry["name"], *entry.get("aliases", ()))
        heir = next((called[key] for form in forms if (key := target_key(str(form))) in called), None)
        problems.append(_lost(str(entry["id"]), heir))
    return tuple(problems)


def _lost(gone: str, heir: Entity | None) -> Problem:
    message = f"the last build had the entity `{gone}`, and its address leads nowhere now"
    if heir is None:
        hint = f"if another note stands for it now, write `former_ids: [{gone}]` there; else all is well"
        return Problem("lost-id", message, Location(f"seeds/entities/{gone}.yml"), hint=hint, severity="warning")
    listed = ", ".join((*heir.former_ids, gone))
    hint = f"if this note is the same under another id, write `former_ids: [{listed}]` in it"
    place = Location(heir.source, heir.line_of("former_ids" if heir.former_ids else "name"))
    return Problem("lost-id", message, place, hint=hint, severity="warning")
