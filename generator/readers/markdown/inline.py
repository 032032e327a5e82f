"""Inline Markdown -> plain text with spans.

In: a run of Markdown text and the addresses of its reference links. Out: the text as a reader sees it, white space
folded, with its `Inline` spans. Raw HTML tags go, their content stays. Every step looks ahead a bounded distance, so
the time is linear in the text; a construct longer than its bound is plain text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model import Inline, InlineKind
from generator.text import INVISIBLE

_LONGEST_LABEL = 1000  # CommonMark's own limit is 999 characters
_LONGEST_ADDRESS = 2000
_LONGEST_CODE = 5000
_MOST_TICKS = 16
_OPENERS_SEARCHED = 32  # open emphasis marks among which a closing one looks for its partner
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]{0,2000}|[\w.+-]{1,64}@[\w.-]{1,255})>")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]{0,40}(?:\s[^<>]{0,2000})?/?>|<!--[^<]{0,2000}?-->")
_SHIFT = re.compile(r"<(?P<slash>/?)(?P<name>sup|sub|del|strike|s)\b", re.IGNORECASE)
_SHIFTED: Mapping[str, InlineKind] = {
    "sup": "superscript",
    "sub": "subscript",
    "del": "struck",
    "strike": "struck",
    "s": "struck",
}
_BARE_URL = re.compile(r"https?://[^\s<>\[\]\"'`*]{1,2000}")
_FOOTNOTE = re.compile(r"\[\^([^\]\[\s]{1,100})\]")
_LINK_TARGET = re.compile(
    rf"""\(\s{{0,20}}(?:<([^<>\n]{{0,{_LONGEST_ADDRESS}}})>|((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.){{0,500}}\)){{0,{_LONGEST_ADDRESS}}}))"""
    r"""(?:\s{1,20}(?:"[^"]{0,1000}"|'[^']{0,1000}'|\([^()]{0,1000}\)))?\s{0,20}\)"""
)
# What people write, and CommonMark does not take for an address: `![Ada](Ada at sea (1).jpg "A title")`.
_SPACED_TARGET = re.compile(r"\(((?:[^()<>\n]|\([^()<>\n]{0,100}\)){1,500})\)")
_REFERENCE = re.compile(rf"\[([^\[\]]{{0,{_LONGEST_LABEL}}})\]")
_SPECIAL = re.compile(r"[\\`*_\[\]<&~]|!\[|https?://")
_RUN = re.compile(r"`+|\*+|_+")
_SPACE = re.compile(r"\s+")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_REFUSED_SCHEMES = ("javascript:", "data:", "vbscript:")


def label_key(label: str) -> str:
    """A reference label as CommonMark compares it."""
    return _SPACE.sub(" ", label).strip().casefold()


def address(raw: str) -> str:
    """A link's address without escapes; empty for a scheme that runs or embeds something."""
    plain = html.unescape(_ESCAPED.sub(r"\1", raw)).strip()
    return "" if plain.lower().startswith(_REFUSED_SCHEMES) else plain


def _untitled(target: str) -> str:
    """The address in `target` without the title in quotes behind it."""
    bare = target.strip()
    opening = bare.rfind(bare[-1], 0, -1) if bare[-1:] in ('"', "'") else -1
    return bare[:opening] if opening > 0 and bare[opening - 1].isspace() else bare


@dataclass(slots=True)
class _Token:
    """A piece of output: spans `ends` close before its text, spans `starts` open after it."""

    text: str = ""
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Mark:
    """A run of `*` or `_` that may open or close emphasis."""

    token: _Token
    character: str
    count: int
    opens: bool
    closes: bool


@dataclass(slots=True)
class _Bracket:
    token: _Token
    text_at: int
    image: bool


def parse(text: str, references: Mapping[str, str]) -> tuple[str, tuple[Inline, ...]]:
    """The plain text of a run of inline Markdown and its spans, in order."""
    scan = _Scan(text, references)
    scan.run()
    _pair_emphasis(scan.marks, scan.spans)
    return _rendered(scan.tokens, scan.spans)


class _Scan:
    """One pass over a text; brackets are resolved when they close, emphasis afterwards."""

    def __init__(self, text: str, references: Mapping[str, str]) -> None:
        self.text, self.references = text, references
        self.at = 0
        self.tokens: list[_Token] = []
        self.spans: list[tuple[InlineKind, str]] = []
        self.brackets: list[_Bracket] = []
        self.marks: list[_Mark] = []
        self.shifted: list[tuple[str, int]] = []
        self.struck = -1  # the span that two tildes have opened
        self.no_code_before: dict[int, int] = {}

    def run(self) -> None:
        while self.at < len(self.text):
            match = _SPECIAL.search(self.text, self.at)
            start = match.start() if match else len(self.text)
            if start > self.at:
                self.add(self.text[self.at : start])
                self.at = start
            if match:
                self.special(match[0])

    def add(self, text: str) -> _Token:
        token = _Token(text)
        self.tokens.append(token)
        return token

    def take(self, raw: str, shown: str) -> None:
        self.add(shown)
        self.at += len(raw)

    def spanned(self, raw: str, shown: str, kind: InlineKind, href: str = "") -> None:
        """A piece that is a span as a whole."""
        self.spans.append((kind, href))
        number = len(self.spans) - 1
        self.tokens += [_Token(starts=[number]), _Token(shown), _Token(ends=[number])]
        self.at += len(raw)

    def special(self, found: str) -> None:
        if found == "\\":
            following = self.text[self.at + 1 : self.at + 2]
            taken = following if following in _PUNCTUATION or following == "\n" else ""
            self.take("\\" + taken, taken or "\\")
        elif found == "`":
            self.code()
        elif found in "*_":
            self.mark(found)
        elif found in ("[", "!["):
            self.open_bracket(found)
        elif found == "]":
            self.close_bracket()
        elif found == "<":
            self.angle()
        elif found == "&":
            entity = _ENTITY.match(self.text, self.at)
            raw = entity[0] if entity else "&"
            self.take(raw, html.unescape(raw))
        elif found == "~":
            self.strike()
        else:
            self.bare_url(found)

    def code(self) -> None:
        ticks = _run_at(self.text, self.at)
        size = len(ticks)
        if size <= _MOST_TICKS and self.at >= self.no_code_before.get(size, 0):
            start, limit = self.at + size, min(self.at + size + _LONGEST_CODE, len(self.text))
            for run in re.finditer("`+", self.text[start:limit]):
                if len(run[0]) == size:
                    inner = self.text[start : start + run.start()]
                    padded = inner[:1].isspace() and inner[-1:].isspace() and inner.strip()
                    self.spanned(ticks + inner + ticks, inner[1:-1] if padded else inner, "code")
                    return
            self.no_code_before[size] = limit - size  # no partner up to there: not looked for again
        self.take(ticks, ticks)

    def mark(self, character: str) -> None:
        run = _run_at(self.text, self.at)
        end = self.at + len(run)
        before, after = self.text[self.at - 1 : self.at] or " ", self.text[end : end + 1] or " "
        left = not after.isspace() and (after.isalnum() or not before.isalnum())
        right = not before.isspace() and (before.isalnum() or not after.isalnum())
        if character == "_":  # inside a word it is a letter like any other
            left, right = left and not before.isalnum(), right and not after.isalnum()
        token = self.add(run)
        self.at = end
        if left or right:
            self.marks.append(_Mark(token, character, len(run), left, right))

    def open_bracket(self, found: str) -> None:
        note = _FOOTNOTE.match(self.text, self.at) if found == "[" else None
        if note is not None:
            self.spanned(note[0], f"[{note[1]}]", "footnote", f"#fn-{note[1]}")
            return
        self.brackets.append(_Bracket(self.add(found), self.at + len(found), found == "!["))
        self.at += len(found)

    def close_bracket(self) -> None:
        if not self.brackets:
            self.take("]", "]")
            return
        bracket = self.brackets.pop()
        href, end = self.target(bracket)
        if end < 0:
            self.take("]", "]")
            return
        bracket.token.text = ""
        self.at = end
        if href or bracket.image:
            self.spans.append(("image" if bracket.image else "link", href))
            bracket.token.starts.append(len(self.spans) - 1)
            self.tokens.append(_Token(ends=[len(self.spans) - 1]))

    def target(self, bracket: _Bracket) -> tuple[str, int]:
        """Where the link that closes here leads, and the offset behind it; -1 when it is no link."""
        after = self.at + 1
        if direct := _LINK_TARGET.match(self.text, after):
            return address(direct[1] if direct[1] is not None else direct[2]), direct.end()
        if bracket.image and (spaced := _SPACED_TARGET.match(self.text, after)):
            return address(_untitled(spaced[1])), spaced.end()
        inner = self.text[bracket.text_at : self.at] if self.at - bracket.text_at <= _LONGEST_LABEL else ""
        if named := _REFERENCE.match(self.text, after):
            key = label_key(named[1] or inner)
            return (self.references[key], named.end()) if key in self.references else ("", -1)
        key = label_key(inner)
        return (self.references[key], after) if key and key in self.references else ("", -1)

    def angle(self) -> None:
        if auto := _AUTOLINK.match(self.text, self.at):
            mail = "@" in auto[1] and ":" not in auto[1]
            href = address(f"mailto:{auto[1]}" if mail else auto[1])
            self.spanned(auto[0], auto[1], "link", href)
        elif tag := _TAG.match(self.text, self.at):
            self.take(tag[0], " " if tag[0].lower().startswith("<br") else "")
            if shift := _SHIFT.match(tag[0]):
                self.shift(shift["name"].lower(), opens=not shift["slash"])
        else:
            self.take("<", "<")

    def shift(self, name: str, *, opens: bool) -> None:
        """A tag that raises, lowers or strikes out what stands in it: "10<sup>6</sup>" does not say 106."""
        if opens:
            self.spans.append((_SHIFTED[name], ""))
            self.shifted.append((name, len(self.spans) - 1))
            self.tokens.append(_Token(starts=[len(self.spans) - 1]))
        elif self.shifted and self.shifted[-1][0] == name:
            self.tokens.append(_Token(ends=[self.shifted.pop()[1]]))

    def strike(self) -> None:
        """`~~words~~`; two tildes without their partners go, as they show nowhere."""
        if not self.text.startswith("~~", self.at):
            self.take("~", "~")
            return
        if self.struck >= 0:
            self.tokens.append(_Token(ends=[self.struck]))
            self.struck = -1
        elif not self.text[self.at + 2 : self.at + 3].isspace():
            self.spans.append(("struck", ""))
            self.struck = len(self.spans) - 1
            self.tokens.append(_Token(starts=[self.struck]))
        self.at += 2

    def bare_url(self, found: str) -> None:
        match = _BARE_URL.match(self.text, self.at)
        raw = match[0].rstrip(".,;:!?)") if match else found
        if match is None or self.brackets:  # inside brackets it is the link's own text
            self.take(raw, raw)
        else:
            self.spanned(raw, raw, "link", raw)


def _run_at(text: str, at: int) -> str:
    match = _RUN.match(text, at)
    return match[0] if match else text[at]


def _pair_emphasis(marks: list[_Mark], spans: list[tuple[InlineKind, str]]) -> None:
    """Pair the marks as CommonMark's delimiter stack does, looking back over at most `_OPENERS_SEARCHED` of them."""
    openers: list[_Mark] = []
    for mark in marks:
        while mark.closes and mark.count:
            depth = _partner(openers, mark)
            if depth < 0:
                break
            opener = openers[depth]
            del openers[depth + 1 :]
            size = 2 if opener.count > 1 and mark.count > 1 else 1
            spans.append(("strong" if size > 1 else "emphasis", ""))
            opener.token.starts.append(len(spans) - 1)
            mark.token.ends.append(len(spans) - 1)
            for one in (opener, mark):
                one.count -= size
                one.token.text = one.character * one.count
            if not opener.count:
                openers.pop()
        if mark.opens and mark.count:
            openers.append(mark)


def _partner(openers: list[_Mark], mark: _Mark) -> int:
    """The place of the nearest opener that `mark` may close; -1 when there is none."""
    for depth in range(len(openers) - 1, max(-1, len(openers) - 1 - _OPENERS_SEARCHED), -1):
        opener = openers[depth]
        either = opener.closes or mark.opens  # CommonMark's rule of three
        odd = either and (opener.count + mark.count) % 3 == 0 and (opener.count % 3 or mark.count % 3)
        if opener.character == mark.character and not odd:
            return depth
    return -1


def _rendered(tokens: list[_Token], spans: list[tuple[InlineKind, str]]) -> tuple[str, tuple[Inline, ...]]:
    """The tokens' text with white space folded, and each span where it came to stand."""
    pieces: list[str] = []
    length, spaced = 0, True
    starts: dict[int, int] = {}
    found: list[tuple[int, int, int]] = []
    for token in tokens:
        found += [(starts.get(number, length), length, number) for number in token.ends]
        text = _SPACE.sub(" ", INVISIBLE.sub("", token.text))
        text = text.lstrip(" ") if spaced else text
        if text:
            pieces.append(text)
            length += len(text)
            spaced = text[-1] == " "
        starts |= dict.fromkeys(token.starts, length)
    plain = "".join(pieces).rstrip(" ")
    clipped = {Inline(min(s, len(plain)), min(e, len(plain)), *spans[number]) for s, e, number in found}
    kept = (i for i in clipped if i.start < i.end or i.kind == "image")
    return plain, tuple(sorted(kept, key=lambda i: (i.start, -i.end, i.kind, i.href)))
