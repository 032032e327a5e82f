"""`seeds/knowledge.yml` to `Settings`.

In: the text of the file, or None when there is none. Out: `Settings`, with defaults for what it does not say, and every
mistake at its place. It knows nothing of notes or articles: whether `start` names existing ones is not asked here.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from generator.diagnostics import Checked, Problem, in_order, shortened
from generator.model import EntityType, Settings
from generator.yaml_source import load
from generator.yaml_source.model import HandWritten, Icon, Listed, View, keys_of, meant_key, mistake, validate
from generator.yaml_source.schema import json_schema
from generator.yaml_source.shapes import Shape, as_meant

SCHEMA_FILE = ".cache/schema/knowledge.json"

DEFAULT_TYPES = (
    EntityType("person", "Person", "People", "material/account", "#0b7068", "#5fd3c6"),
    EntityType("organization", "Organization", "Organizations", "material/domain", "#3550c8", "#9bb0ff"),
    EntityType("model", "AI model", "AI models", "material/brain", "#8f2fa8", "#e0a3f2"),
    EntityType("project", "Project", "Projects", "material/cube-outline", "#b03a0a", "#ffb385"),
    EntityType("product", "Product", "Products", "material/package-variant-closed", "#4d6b00", "#bcd66b"),
    EntityType("concept", "Concept", "Concepts", "material/lightbulb-outline", "#4b5563", "#c3cad6"),
)
LIGHT_PAGE, DARK_PAGE = "#ffffff", "#1a2030"
READABLE = 4.5  # contrast of text on its background, WCAG 2.2 success criterion 1.4.3


def contrast(one: str, other: str) -> float:
    """The contrast of two `#rrggbb` colors, 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    """WCAG's relative luminance."""
    srgb_linear_below = 0.04045
    linear = [c / 12.92 if c <= srgb_linear_below else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(color)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def readable(color: str, page: str) -> str:
    """The color nearest in lightness to `color`, of the same hue, that is readable on `page`."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(color))
    step = -0.01 if _luminance(page) > _luminance("#808080") else 0.01
    while contrast(color, page) < READABLE and 0 <= lightness + step <= 1:
        lightness += step
        color = "#" + "".join(f"{round(c * 255):02x}" for c in colorsys.hls_to_rgb(hue, lightness, saturation))
    return color


def _color(value: str) -> str:
    if re.fullmatch("#[0-9a-fA-F]{6}", value):
        return value.lower()
    digits = value.removeprefix("#")
    if re.fullmatch("[0-9a-fA-F]{6}", digits):
        hint = f'write `"#{digits}"`'
    elif re.fullmatch("[0-9a-fA-F]{3}", digits):
        hint = f'write `"#{"".join(c * 2 for c in digits)}"`'
    else:
        hint = 'write it as `"#rrggbb"`, with the quotes: without them # begins a comment'
    raise mistake("bad-color", f"`{shortened(value)}` is no color of the form #rrggbb", hint)


Color = Annotated[str, AfterValidator(_color)]


def _type_id(value: str) -> str:
    if re.fullmatch("[a-z][a-z0-9]*(?:-[a-z0-9]+)*", value):
        return value
    likely = "-".join(re.findall("[a-z0-9]+", value.casefold())) or "person"
    message = f"`{shortened(value)}` cannot be a type's key: lower-case letters, digits and hyphens can"
    raise mistake("bad-id", message, f"write `{likely}`, and the name to show as its `label`")


class TypeModel(HandWritten):
    """One kind of entity."""

    label: str = Field(default="", description="The name of one thing of this type.", examples=["Person"])
    plural: str = Field(default="", description="The name of many; the title of their index.", examples=["People"])
    icon: Icon = Field(
        default="material/tag-outline", description="An icon of the theme.", examples=["material/account"]
    )
    color: Color = Field(default="#4b5563", description="Its color on a light page, quoted.", examples=["#0b7068"])
    dark: Color = Field(default="#c3cad6", description="Its color on a dark page, quoted.", examples=["#5fd3c6"])


class SettingsModel(HandWritten):
    """The settings of a knowledge base."""

    title: str = Field(default="Knowledge base", description="The name of the site.")
    lead: str = Field(default="", description="One sentence under the title on the home page.")
    start: Listed[str] = Field(
        default=[], description="Ids of the notes offered under “Start here”.", examples=[["ada-lovelace"]]
    )
    types: dict[Annotated[str, AfterValidator(_type_id)], TypeModel] = Field(
        default={},
        description="The kinds of entity in their order; without them there are six.",
        examples=[{"person": {"label": "Person"}}],
    )


_KEYS = keys_of(SettingsModel)
_SHAPES: dict[str, Shape] = {"title": "text", "lead": "text", "start": "ids", "types": "rows"}


def schema() -> dict[str, Any]:
    """The JSON Schema of seeds/knowledge.yml."""
    return json_schema(SettingsModel, "Knowledge base")


def read_settings(path: str, text: str | None) -> Checked[Settings]:
    """The settings that `text` gives; None, an empty file, or one without types: the defaults."""
    loaded = load(path, text or "")
    meant = as_meant(loaded.value, _SHAPES, lambda written: meant_key(written, _KEYS, {}))
    read = validate(meant.value, SettingsModel)
    model = read.value or SettingsModel()
    types = tuple(_type(type_id, kind) for type_id, kind in model.types.items()) or DEFAULT_TYPES
    problems = [*loaded.problems, *meant.problems, *read.problems, *_faint(read.view, model)]
    return Checked(Settings(model.title, model.lead, tuple(model.start), types), in_order(problems))


def _type(type_id: str, model: TypeModel) -> EntityType:
    label = model.label or type_id.replace("-", " ").capitalize()
    return EntityType(type_id, label, model.plural or f"{label}s", model.icon, model.color, model.dark)


def _faint(view: View, model: SettingsModel) -> Iterator[Problem]:
    """A warning for each color that is hard to read on its page."""
    for type_id, kind in model.types.items():
        for name, color, page, ground in (
            ("color", kind.color, LIGHT_PAGE, "a white page"),
            ("dark", kind.dark, DARK_PAGE, "a dark page"),
        ):
            reached = contrast(color, page)
            if reached < READABLE:
                yield view.document.problem(
                    "low-contrast",
                    f"`{color}` on {ground} has a contrast of {int(reached * 10) / 10} to 1; text needs {READABLE}",
                    view.find(("types", type_id, name))[1],
                    f'the nearest readable color is "{readable(color, page)}"',
                    "warning",
                )
