"""The banner that every page carries while `mkdocs serve` shows the last good state of something.

In: problems, and pages as HTML. Out: the banner, and pages with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics import Problem
from generator.render import escape_html


def banner(problems: Sequence[Problem]) -> str:
    """What every page says while there are mistakes: the first of them; empty where there are none."""
    if not problems:
        return ""
    shown = "".join(
        f"<li><code>{escape_html(str(p.location))}</code> {escape_html(p.message)}</li>" for p in problems[:5]
    )
    more = f"<li>and {len(problems) - 5} more</li>" if len(problems) > 5 else ""  # noqa: PLR2004 - those shown above
    return (
        '<div role="alert" class="seedbed-alert"><p><strong>This page shows the last good state.</strong> '
        f"Mend and save, it goes on by itself.</p><ul>{shown}{more}</ul></div>"
    )


def with_banner(page: str, present: str, earlier: str = "") -> str:
    """The page with the banner `present` on top, empty for none, instead of the one that it has."""
    page = page.replace(earlier, "", 1) if earlier else page
    if not present:
        return page
    head, body, tail = page.partition("<body")
    tag, end, rest = tail.partition(">")
    return f"{head}{body}{tag}{end}{present}{rest}"
