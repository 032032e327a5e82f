"""The style sheet of the entities: the colours and icons of their types, and the icons of single ones.

In: the settings and the entities. Out: CSS. Icons are masks, so that they take the text's colour in light and dark;
their drawings come from the installed theme. A name that it does not have draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from generator.icons import drawing
from generator.model import Entity, Settings
from generator.text import slugify


def type_style(settings: Settings, entities: Iterable[Entity] = ()) -> str:
    """One rule per type; `--c` is its colour, `--icon` its drawing. One more per entity with an icon of its own."""
    rules = []
    for kind in settings.types:
        rules.append(f".e-{kind.id}{{--c:{kind.color};--icon:{_mask(kind.icon)}}}")
        rules.append(f"@media screen{{[data-md-color-scheme=slate] .e-{kind.id}{{--c:{kind.dark}}}}}")
    rules += [f".x-{slugify(entity.id)}{{--icon:{_mask(entity.icon)}}}" for entity in entities if entity.icon]
    return "\n".join(rules) + "\n"


def _mask(icon: str) -> str:
    path = drawing(icon)
    return f'url("data:image/svg+xml,{quote(path.read_text("utf-8").strip())}")' if path else "none"
