"""The style sheet of the entity types: their colours and icons as `seeds/knowledge.yml` sets them.

In: the settings. Out: CSS. Icons are masks, so that they take the text's colour in light and dark; their drawings come
from the installed Material package, and a name that it does not have is a problem.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from urllib.parse import quote

from generator.diagnostics import Checked, Location, Problem
from generator.model import Settings


def type_style(settings: Settings) -> Checked[str]:
    """One rule per type; `--c` is its colour, `--icon` its drawing."""
    folder = Path(str(resources.files("material"))) / "templates" / ".icons"
    rules, problems = [], []
    for kind in settings.types:
        drawing = folder / f"{kind.icon}.svg"
        if drawing.is_file() and drawing.resolve().is_relative_to(folder.resolve()):
            icon = f'--icon:url("data:image/svg+xml,{quote(drawing.read_text("utf-8").strip())}")'
        else:
            icon = "--icon:none"
            problems.append(
                Problem(
                    code="unknown-icon",
                    message=f"there is no icon `{kind.icon}` for the type `{kind.id}`",
                    location=Location("seeds/knowledge.yml"),
                    hint="Material's icons are named like material/account",
                    severity="warning",
                )
            )
        rules.append(f".e-{kind.id}{{--c:{kind.color};{icon}}}")
        rules.append(f"[data-md-color-scheme=slate] .e-{kind.id}{{--c:{kind.dark}}}")
    return Checked("\n".join(rules) + "\n", tuple(problems))
