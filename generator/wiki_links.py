"""`[[links]]` in the words of editors: where they stand and what they name.

In: Markdown as written in notes and gists. Out: `WikiLink`s with offsets into that text, the table that says which
entity a name means, and the text's plain words for places that take no link. The forms are `[[Name]]`, `[[id]]`, either
with `|shown words`, and the citation `[[article-id#s7]]`. Links inside code spans, and those behind a backslash, are
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.model import Entity
from generator.text import fold_space

# Longer names than these bounds do not exist, and they keep a text full of brackets linear.
_LINK = re.compile(
    r"\\.|(?P<ticks>`{1,3})(?:(?!(?P=ticks)).){1,2000}?(?P=ticks)"
    r"|\[\[(?P<target>[^\[\]|]{1,200})(?:\|(?P<shown>[^\[\]]{1,400}))?\]\]"
)
# Markdown around words: a link's address, emphasis, code. Notes rarely have more in a summary.
_MARKUP = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|!?\[(?P<text>[^\[\]]{0,400})\]\([^()\s]{0,2000}\)"
    r"|`{1,3}|(?<=\S)\*{1,3}|\*{1,3}(?=\S)|(?<!\w)_{1,3}(?=\w)|(?<=[\w.!?])_{1,3}(?!\w)"
)
_SENTENCE = re.compile(r"(?P<article>.+)#(?P<sentence>[sph]\d{1,6})")


@dataclass(frozen=True, slots=True)
class WikiLink:
    """`text[start:end]` is the whole link.

    `target` is the name or id between the brackets; `shown` the words to show, empty when the target is shown;
    `sentence` the anchor (`s7`) of a citation, whose `target` is an article's id.
    """

    start: int
    end: int
    target: str
    shown: str = ""
    sentence: str = ""


def wiki_links(text: str) -> tuple[WikiLink, ...]:
    """The links of `text` in order."""
    return tuple(_link(found) for found in _LINK.finditer(text) if (found["target"] or "").strip())


def plain_words(markdown: str) -> str:
    """The editor's Markdown as the words a reader sees, for places that show no link; a citation says nothing there."""
    out, at = [], 0
    for found in wiki_links(markdown):
        before, silent = markdown[at : found.start], found.sentence and not found.shown
        out += [before.rstrip() if silent else before, "" if silent else found.shown or found.target]
        at = found.end
    text = "".join([*out, markdown[at:]])
    return fold_space(_MARKUP.sub(lambda m: m["escaped"] or m["text"] or "", text))


def _link(found: re.Match[str]) -> WikiLink:
    target, shown = fold_space(found["target"]), fold_space(found["shown"] or "")
    cited = _SENTENCE.fullmatch(target)
    if cited:
        return WikiLink(found.start(), found.end(), cited["article"], shown, cited["sentence"])
    return WikiLink(found.start(), found.end(), target, shown)


def target_key(target: str) -> str:
    """The form under which `link_targets` lists a name."""
    return fold_space(target).casefold()


def link_targets(entities: Iterable[Entity]) -> dict[str, str]:
    """Entity ids by everything that a link may call them, under `target_key`.

    An id wins over a name, a name over an alias, an alias over a former id; what two entities claim with equal right
    means neither.
    """
    entities = tuple(entities)
    ranks = (
        [(entity.id, entity.id) for entity in entities],
        [(entity.name, entity.id) for entity in entities],
        [(alias.text, entity.id) for entity in entities for alias in entity.aliases],
        [(former, entity.id) for entity in entities for former in entity.former_ids],
    )
    targets: dict[str, str] = {}
    for rank in ranks:
        claims: dict[str, set[str]] = {}
        for name, entity_id in rank:
            claims.setdefault(target_key(name), set()).add(entity_id)
        for key, ids in claims.items():
            if key not in targets and len(ids) == 1:
                targets[key] = min(ids)
    return targets
