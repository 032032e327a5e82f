"""The JSON Schemas that editors complete and check notes, sidecars and settings with.

In: the settings, since the types of entities are this knowledge base's own. Out: three files in `.cache/schema/`, each
written by the model that also validates. See docs/editors.md.
"""

from __future__ import annotations

import json
from pathlib import Path

from generator import notes, settings, sidecar
from generator.model import Settings
from generator.whole_files import remove_unfinished, write_whole


def schemas(known: Settings) -> dict[str, str]:
    """The schemas as text, by their path relative to the project."""
    values = {
        notes.SCHEMA_FILE: notes.schema(known),
        settings.SCHEMA_FILE: settings.schema(),
        sidecar.SCHEMA_FILE: sidecar.schema(),
    }
    return {path: json.dumps(value, ensure_ascii=False, indent=2) + "\n" for path, value in values.items()}


def write_schemas(folder: Path, known: Settings) -> tuple[str, ...]:
    """Write those that changed below `folder`; the paths of all three."""
    made = schemas(known)
    for name, text in made.items():
        path = folder / name
        if not path.is_file() or path.read_text("utf-8") != text:
            remove_unfinished(path)
            write_whole(path, text.encode())
    return tuple(made)
