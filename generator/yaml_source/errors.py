"""What a YAML parser's complaint means to the person who wrote the line.

In: the error that PyYAML or libyaml raised and the lines it read. Out: one `Problem` at the place where the hand
slipped, which often is not where the parser gave up, with the corrected line as the hint where it can be told.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

import yaml

from generator.diagnostics import Problem
from generator.yaml_source.nodes import DEEPEST, SourceLines, TooDeepError, YamlScalar, quoted

_Place: TypeAlias = tuple[int, int]  # line and column, as in `Location`

# `key: value` on a line of its own, also as the first key of a list item. The key is as in YAML: no indicator in front,
# up to the first colon that is followed by space or line end.
ENTRY = re.compile(
    r"""(?P<indent>[ ]{0,200})(?P<dash>(?:-[ ]{1,20}){0,3})
        (?P<key>"[^"]{1,200}"|'[^']{1,200}'|[^\s\-#\[\]{}&*!|>'"%@`,:][^:]{0,200}?|-[^\s:][^:]{0,200}?)
        [ ]{0,20}:(?:[ \t]+(?P<value>.*)|$)""",
    re.VERBOSE,
)
# `type:organization`, `type = organization`; an address (`https://…`) and a time (`12:30`) are no such slip.
UNSPACED = re.compile(
    r"(?P<indent>[ ]{0,200})(?P<key>[^\W\d]\w{0,40})(?P<sign>:(?!//)|[ ]?[=：](?![=>])[ ]?)(?P<value>[^\s=：].*)"
)
# `"Lovelace", "Countess"`: a list without its brackets.
QUOTED_LIST = re.compile(r"""(?:"[^"]{0,200}"|'[^']{0,200}')(?:\s?,\s?(?:"[^"]{0,200}"|'[^']{0,200}')){1,200},?""")
_CLOSING = {"[": "]", "{": "}"}
_REACH = 200  # lines above a mistake that are looked at for its cause


def explain(error: yaml.MarkedYAMLError | TooDeepError, source: SourceLines, start: int) -> Problem:
    """The problem behind `error`, which was raised while reading from the file's line `start` on."""
    if isinstance(error, TooDeepError):
        return source.problem(
            "yaml-nesting",
            f"lists and mappings are nested here more than {DEEPEST} deep",
            (error.line, error.column, 1),
            "put the value in quotes if its brackets are meant as text",
        )
    said = f"{error.context or ''}; {error.problem or ''}"
    at = _place(error.problem_mark, source, start)
    opened = _place(error.context_mark, source, start) if error.context_mark else at
    if "\t" in _margin(source.line(at[0])):
        return tab(source, at[0])
    for words, problem in _MEANINGS:
        if any(word in said for word in words):
            return problem(source, at, opened)
    return source.problem("yaml-syntax", f"this is not YAML: {said.strip('; ')}", (*at, 1), "see docs/notes.md")


def is_list(value: str) -> bool:
    """Whether the value was meant as a list between brackets, and not as a `[[link]]`."""
    return value.startswith("[") and not value.startswith("[[")


def is_one_word(key: str) -> bool:
    """Whether a key is one word, as keys are that do not stand in a list of labels."""
    return re.fullmatch(r"[\w-]+", key) is not None


def unquoted(value: str) -> str:
    """The value as it was meant: without the quotation mark that opens it and the one that closes it."""
    value = value.strip()
    mark = value[:1]
    if mark in {"'", '"'} and value.endswith(f"{mark},"):
        value = value[:-1]
    if mark not in {"'", '"'} or (mark in value[1:-1] and not value.endswith(mark)):
        return value
    return value[1:].removesuffix(mark).strip()


def _place(mark: yaml.Mark | None, source: SourceLines, start: int) -> _Place:
    """The mark's line and column; one beyond the last character is drawn back to the end of the last line with text."""
    line, column = (mark.line + start, mark.column + 1) if mark else (start, 1)
    while line > start and not source.line(line):
        line -= 1
        column = len(source.line(line)) + 1
    return line, column


def _in_quotes(source: SourceLines, line: int) -> str:
    """The hint for a value that has to stand in quotes: the corrected line where it is one `key: value` or `- item`."""
    text = source.line(line)
    entry = ENTRY.fullmatch(text)
    if entry and is_list(entry["value"] or ""):
        return "put the item that holds it in quotes"
    if entry and entry["value"]:
        return f"put the value in quotes: `{entry['dash']}{entry['key']}: {quoted(unquoted(entry['value']))}`"
    item = text.strip()
    if item.startswith("- ") and len(item) > len("- "):
        return f"put the value in quotes: `- {quoted(unquoted(item[2:]))}`"
    return "put the whole value in quotes"


def _margin(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def tab(source: SourceLines, line: int) -> Problem:
    """The problem of a line that a tab indents."""
    margin = _margin(source.line(line))
    at = (line, margin.find("\t") + 1, margin.count("\t"))
    return source.problem("yaml-tab", "a tab indents this line; YAML takes spaces only", at, "write two spaces instead")


def _colon(source: SourceLines, at: _Place, _opened: _Place) -> Problem:
    line, column = at
    entry = ENTRY.fullmatch(source.line(line))
    own = entry is not None and not source.line(line)[entry.end("key") : column - 1].strip()
    if entry and own and not is_one_word(entry["key"]):
        return source.problem(
            "yaml-colon",
            "a colon and a space inside a value without quotes start a new key",
            (line, column, 1),
            "write `>-` after the colon of the key, and the whole text below it, indented by two spaces",
        )
    if entry and own:
        above = source.line(line - 1).strip()
        return source.problem(
            "yaml-indent",
            f"`{entry['key']}` stands deeper than the line above, which already has its value",
            (line, entry.start("key") + 1, len(entry["key"])),
            "give both lines the same indentation"
            if ENTRY.fullmatch(above)
            else "if this belongs to the text above, put that text under a `>-` line",
        )
    return source.problem(
        "yaml-colon",
        "a colon and a space inside a value without quotes start a new key",
        (line, column, 1),
        _in_quotes(source, line),
    )


def _reserved(source: SourceLines, at: _Place, _opened: _Place) -> Problem:
    found = source.line(at[0])[at[1] - 1 : at[1]]
    sign = "a backtick" if found == "`" else f"`{found}`"
    return source.problem(
        "yaml-reserved",
        f"a value without quotes cannot start with {sign}",
        (*at, 1),
        _in_quotes(source, at[0]),
    )


def _bad_opening(source: SourceLines, _at: _Place, opened: _Place) -> Problem:
    return _reserved(source, opened, opened)


def _unclosed_quote(source: SourceLines, _at: _Place, opened: _Place) -> Problem:
    return source.problem(
        "yaml-quote",
        "the quotation mark that opens here is never closed",
        (*opened, 1),
        "close it at the end of the value; inside single quotes an apostrophe is written twice: 'the article''s'",
    )


def _escape(source: SourceLines, at: _Place, _opened: _Place) -> Problem:
    line, column = at
    text = source.line(line)
    backslash = text.rfind("\\", 0, column) + 1 or column
    return source.problem(
        "yaml-escape",
        f"`{text[backslash - 1 : backslash + 1]}` means nothing inside double quotes",
        (line, backslash, 2),
        "use single quotes, in which a backslash is only a backslash",
    )


def _no_colon(source: SourceLines, _at: _Place, opened: _Place) -> Problem:
    unspaced = UNSPACED.fullmatch(source.line(opened[0]))
    return no_space(source, opened[0], unspaced) if unspaced else stray(source, opened[0])


def stray(source: SourceLines, line: int) -> Problem:
    """The problem of a line that belongs to nothing."""
    text = source.line(line)
    body = text.strip()
    return source.problem(
        "yaml-no-key",
        "this line is neither `key: value` nor part of the value above",
        (line, len(text) - len(text.lstrip()) + 1, max(1, len(body))),
        "if it continues the value above, indent it by two spaces; if it is a key, write a colon and a space after it",
    )


def unindented(source: SourceLines, key: str, line: int, text: YamlScalar) -> Problem:
    """The problem of a text at the margin, below its `key:` on `line`."""
    first, shown = text.line, source.line(text.line)
    block = f"write `{key}: |` on line {line}, and begin each line of the text with two spaces"
    return source.problem(
        "yaml-no-key",
        f"the text of `{key}` has to be indented",
        (first, len(shown) - len(shown.lstrip()) + 1, max(1, len(shown.strip()))),
        block if "\n" in text.text else f"write `{key}: {quoted(text.text)}`",
    )


def no_space(source: SourceLines, line: int, unspaced: re.Match[str]) -> Problem:
    """The problem of `type:organization` and `type = organization`, for a line that `UNSPACED` matches."""
    key, sign = unspaced["key"], unspaced["sign"].strip()
    return source.problem(
        "yaml-space",
        f"a space is missing after `{key}:`"
        if sign == ":"
        else f"after `{key}` stands `{sign}`, where YAML wants a colon and a space",
        (line, unspaced.start("sign") + len(unspaced["sign"]) - len(unspaced["sign"].lstrip()) + 1, 1),
        f"write `{key}: {unspaced['value'].strip()}`",
    )


def too_deep(source: SourceLines, line: int, entry: re.Match[str]) -> Problem:
    """The problem of a first key that stands deeper than the keys below it, for a line that `ENTRY` matches."""
    return source.problem(
        "yaml-indent",
        f"`{entry['key']}` stands deeper than the keys below it",
        (line, entry.start("key") + 1, len(entry["key"])),
        "delete the spaces in front of it",
    )


def _bracket(source: SourceLines, at: _Place, opened: _Place) -> Problem:
    closing = _CLOSING.get(source.line(opened[0])[opened[1] - 1 : opened[1]])
    commented = _closed_in_comment(source, opened[0]) or _closed_in_comment(source, _above(source, at[0]))
    if commented and (not closing or at[0] != opened[0]):
        return commented
    if closing and at[0] != opened[0]:
        message = f"the list that opens here is not closed with `{closing}`"
        hint = f"close it with `{closing}`, or write one `- item` per line"
        return source.problem("yaml-bracket", message, (*opened, 1), hint)
    return source.problem(
        "yaml-bracket",
        "between brackets, items are separated by commas and text with brackets, commas or colons needs quotes",
        (*at, 1),
        _in_quotes(source, at[0]),
    )


def _above(source: SourceLines, line: int) -> int:
    """The last line with text above `line`."""
    above = range(line - 1, max(line - _REACH, source.first) - 1, -1)
    return next((at for at in above if source.line(at).strip()), line)


def _closed_in_comment(source: SourceLines, line: int) -> Problem | None:
    """The problem of a line whose list or group is closed only behind a ` #`."""
    text = source.line(line)
    cut = re.search(r"(?<=\s)#\S.*", text)
    before = text[: cut.start()] if cut else ""
    opening = next((c for c in "{[" if before.count(c) > before.count(_CLOSING[c])), "")
    if not cut or not opening or _CLOSING[opening] not in cut.group():
        return None
    message = f"this starts a comment, so the `{_CLOSING[opening]}` in it closes nothing"
    lone = re.match(r"[^\s,\]}]+(?=[,\]}])", cut.group()) if before.rstrip().endswith((",", ":", opening)) else None
    hint = f"put it in quotes: {quoted(lone.group())}" if lone else "put the item with the # in quotes"
    return source.problem("yaml-comment", message, (line, cut.start() + 1, len(cut.group().rstrip())), hint)


def _inline_list(source: SourceLines, at: _Place, _opened: _Place) -> Problem:
    line, column = at
    before = source.line(line)[: column - 1].strip()
    return source.problem(
        "yaml-list",
        "a list cannot start on the line of its key",
        (line, column, 1),
        f"move `{source.line(line)[column - 1 :].strip()}` to a line of its own below `{before}`, or, if the hyphen is "
        f"part of the text, write `{before} {quoted(source.line(line)[column - 1 :].strip())}`",
    )


def _misfit(source: SourceLines, at: _Place, _opened: _Place) -> Problem:
    line, column = at
    text = source.line(line)
    before, rest = text[: column - 1].strip(), text[column - 1 :].strip()
    if before and before != "-":
        return _trailing(source, at, rest)
    cut = re.search(r"(?<=\s)#.*", source.line(line - 1))
    if cut and not (ENTRY.fullmatch(text) or rest.startswith("- ")):
        return source.problem(
            "yaml-comment",
            "this starts a comment, which ends the text, and the next line goes on with it",
            (line - 1, cut.start() + 1, len(cut.group().rstrip())),
            "write `>-` after the colon of the key, and the whole text below it, indented by two spaces; there a # is "
            "a sign like others",
        )
    if wanted := _indentation_of_text(source, line, column - 1):
        return source.problem(
            "yaml-indent",
            "this line stands less deep than the first line of its text",
            (line, column, max(1, len(rest))),
            f"indent it by {wanted} spaces, as that one is",
        )
    return source.problem(
        "yaml-indent",
        "the indentation of this line fits no line above",
        (line, column, max(1, len(rest))),
        "items of one list, and keys of one mapping, start in the same column",
    )


def _trailing(source: SourceLines, at: _Place, rest: str) -> Problem:
    """The problem of what follows a value that had ended."""
    line, column = at
    text = source.line(line)
    entry = ENTRY.fullmatch(text)
    value = (entry["value"] if entry else text).strip()
    message, hint = f"`{rest}` follows a value that had already ended", _in_quotes(source, line)
    if rest == ",":
        message, hint = "a comma ends this line, and YAML wants none", "delete the comma"
    elif entry and QUOTED_LIST.fullmatch(value):
        hint = f"if it is a list, put it in brackets: `{entry['key']}: [{value.rstrip(',')}]`"
    return source.problem("yaml-trailing", message, (line, column, max(1, len(rest))), hint)


def _indentation_of_text(source: SourceLines, line: int, indent: int) -> int:
    """How deep the text after `|` or `>` stands to which a line was meant to belong; 0 when there is none."""
    wanted = 0
    for above in range(line - 1, max(line - _REACH, source.first) - 1, -1):
        text = source.line(above)
        margin = len(_margin(text))
        if text.strip() and margin < indent:
            return wanted if re.search(r"[:-] +[|>][+-]?\s*$", text) else 0
        if text.strip():
            wanted = margin
    return 0


# What libyaml and PyYAML say, by words that both use; the first row that fits counts.
_MEANINGS: tuple[tuple[tuple[str, ...], Callable[[SourceLines, _Place, _Place], Problem]], ...] = (
    (("mapping values are not allowed",), _colon),
    (("unexpected end of stream", "unexpected document indicator"), _unclosed_quote),
    (("unknown escape", "hexdecimal number", "Unicode character escape"), _escape),
    (("expected ':'",), _no_colon),
    (("sequence entries are not allowed",), _inline_list),
    (("while parsing a flow",), _bracket),
    (("cannot start any token", "mapping keys are not allowed"), _reserved),
    (("scanning an a", "scanning a tag", "parsing a tag", "scanning a block scalar", "undefined tag"), _bad_opening),
    (("block", "document start"), _misfit),
)
