"""Where quotation marks open and close.

In: the texts of the blocks in order. Out: `Quoted` spans of the words inside the marks, outermost ones only. Who
speaks is not asked here. One pass over the marks of each text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.extractors.quotes import cues

# An opening mark and what may close it. “ closes „ (German), ” opens and closes in Swedish and Finnish. Marks of one
# width are mixed up in typing, so the straight ones close the curly ones and the other way round.
_CLOSERS = {
    "“": ("”", '"', "’’", "''", "“"),
    "„": ("“", "”", '"'),
    "«": ("»",),
    "»": ("«",),
    "‹": ("›",),
    "›": ("‹",),
    "「": ("」",),
    "『": ("』",),
    "``": ("''", '"', "”"),
    "''": ("''", '"', "”"),
    "‘‘": ("’’", "”"),
    '"': ('"', "”", "''"),
    "”": ("”",),
    "‘": ("’",),
    "'": ("'",),
}
_DOUBLE = re.compile(
    "“|”|„|«|»|‹|›|「|」|『|』|\"|``|''(?!'(?:[\\s,.;:)]|$))|‘‘|’’"
)  # literals, not a class: the engine skips to them
_PLAIN_MARK = re.compile('[“”„«»‹›「」『』"`‘]')
# The mark comes first and what stands before it second: the engine skips to the marks.
_OPENS_SINGLE = r"[‘'](?<![\w.,!?'’][‘'])(?=[^\W\d_]|[\[(]\s?\w|…|\.\.\.)"
_SINGLE = re.compile(rf"{_OPENS_SINGLE}|[’'](?<=[\w.,!?…:;)\]—–-][’'])(?![\w'’])")
_SINGLE_BEGINS = re.compile(_OPENS_SINGLE)
# Left-out letters, where a single mark is an apostrophe: 'em, 'til, rock 'n' roll, and "I 've" as some texts part it.
_ELISION = re.compile(
    r"[‘']\s?(?:em|til|till|cause|tis|twas|n|round|bout|cos|coz|tween|ve|re|ll|s|m|d|t)\b", re.IGNORECASE
)
_ENDS = frozenset(".!?")
_APOSTROPHES = frozenset("‘'")
_WIDE = frozenset({"``", "''", "‘‘", "’’"})
_BREAKS = "([{—–-/“‘„«'"
_BEGINS = "‘'“([{$€£@#…<"
_OPEN_ONLY = frozenset({"„", "「", "『", "``", "‘‘"})
_CLOSE_ONLY = frozenset({"」", "』", "’’"})
_OPEN_SHAPE = frozenset("“«‹")
_CLOSE_SHAPE = frozenset("”»›")
_SPACED = frozenset('"«»‹›“')  # marks that some set with a space inside
_CURLY = re.compile(r"“(?=\S)[^“”]{1,100000}(?<=\S)”")
_STRAIGHT = re.compile(r'"(?<![^\s([{—–/-]")(?=[^\W_]|[‘\'“(\[{$€£@#…<])[^"]{1,100000}(?<=\S)"')
_RARE = re.compile("[„«»‹›「」『』`]|''|‘‘|’’")
_SINGLE_ENDS = re.compile(r"[’'](?:\s|$)")  # a pair of single marks ends where the double one does
_PAUSES = frozenset(",.?!…")
_SAYS = re.compile(rf"(?:{cues.NAME.pattern}|[Tt]he\s[a-z]{{2,20}})\s(?:{'|'.join(sorted(cues.STRONG))})\b")
_LONGEST_SINGLE = 600  # characters; straight and curly single marks are apostrophes more often than marks


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in marks: `text[start:end]` of block number `block`, the marks just outside.

    `closed` is False where the closing mark is missing; `continues` marks a paragraph that goes on with the quotation
    of the one before.
    """

    block: int
    start: int
    end: int
    closed: bool = True
    continues: bool = False

    def outside(self, text: str) -> tuple[int, int]:
        """The span with its marks, and with spaces between them and the words."""
        start, end = self.start, self.end
        while start > 1 and text[start - 1].isspace():
            start -= 1
        while self.closed and end < len(text) - 1 and text[end].isspace():
            end += 1
        return start - _width_before(text, start), end + (_width_after(text, end) * self.closed)


_Pair = tuple[int, int, bool]  # the inner span, and whether its closing mark is there


def quoted_spans(texts: Sequence[str]) -> tuple[tuple[Quoted, ...], ...]:
    """The quotations of each text; one that runs over several paragraphs gives a span in each of them."""
    found: list[tuple[Quoted, ...]] = []
    running: str | None = None  # the mark that the paragraph before left open
    for number, text in enumerate(texts):
        if running is None and not _may_quote(text):
            found.append(())
            continue
        pairs, unclosed = _pairs(text)
        spans = [Quoted(number, start, end, closed=closed) for start, end, closed in pairs]
        continues = running is not None and text.startswith(running)
        following = texts[number + 1] if number + 1 < len(texts) else ""
        if unclosed is not None and unclosed[0] in _APOSTROPHES and not following.startswith(unclosed[0]):
            unclosed = None  # an apostrophe, unless the next paragraph takes the quotation up again
        if unclosed is not None:
            mark, at = unclosed
            begin = at + len(mark)
            if at == 0 and (continues or following.startswith(mark)):
                spans = []  # what the paragraph holds is nested in its one quotation
            alone = not spans or spans[-1].end < at
            if alone:
                end = len(text.rstrip())
                if end > begin:
                    spans.append(Quoted(number, begin, end, closed=False))
            running = mark if following.startswith(mark) else None
        else:
            running = None
        if continues and spans and spans[0].start <= 2:  # noqa: PLR2004 - the widest mark has two characters
            first = spans[0]
            spans[0] = Quoted(number, first.start, first.end, closed=first.closed, continues=True)
        found.append(tuple(spans))
    return tuple(found)


def _may_quote(text: str) -> bool:
    """Whether a text has anything that may be a quotation mark; most paragraphs have apostrophes at most."""
    if '"' in text or "`" in text:
        return True
    if "'" in text and (" '" in text or "''" in text or text.startswith("'")):
        return True
    return not text.isascii() and ("’’" in text or _PLAIN_MARK.search(text) is not None)


def _pairs(text: str) -> tuple[list[_Pair], tuple[str, int] | None]:
    """Inner spans of the outermost pairs, and the last mark that opens and is never closed."""
    double, unclosed = _double_pairs(text)
    if not ("‘" in text or " '" in text or text.startswith("'")):
        return double, unclosed
    single, open_single = _single_pairs(text)
    introduced = open_single is not None and text[:open_single].rstrip()[-1:] in {"", ":", ","}
    if unclosed is None and open_single is not None and introduced and text.rstrip()[-1] in _ENDS:
        unclosed = text[open_single], open_single
    merged: list[_Pair] = []
    for pair in sorted(double + single, key=lambda p: (p[0], -p[1])):
        if not merged or pair[0] >= merged[-1][1]:
            merged.append(pair)
    return merged, unclosed


def _double_pairs(text: str) -> tuple[list[_Pair], tuple[str, int] | None]:
    plain = _plain_pairs(text)
    if plain is not None:
        return plain, None
    stack: list[tuple[str, int]] = []
    pairs: list[_Pair] = []
    marks = [(m[0], m.start()) for m in _DOUBLE.finditer(text)]
    for number, (mark, at) in enumerate(marks):
        within = stack[-1][0] if stack else None
        opens = _opens(text, mark, at, within=within, last=number == len(marks) - 1)
        if within and mark in _CLOSERS[within] and not opens:
            opener, begin = stack.pop()
            _add(pairs, (begin + len(opener), at, True))
        elif opens:
            before = text[max(0, at - 3) : at]
            if mark == within and mark in {"“", "``"} and before.rstrip()[-1:] in _ENDS:
                # a second paragraph of one quotation, set on the same line: the first ends without a mark
                opener, begin = stack.pop()
                _add(pairs, (begin + len(opener), at, False))
            stack.append((mark, at))
    return [_trimmed(text, pair) for pair in pairs], (stack[-1] if stack else None)


def _plain_pairs(text: str) -> list[_Pair] | None:
    """The pairs of a text where every mark opens and closes in turn and as it should; most texts are such."""
    curly, straight = text.count("“"), text.count('"')
    if (curly and straight) or text.count("”") != curly or _RARE.search(text):
        return None
    pairs = [(m.start() + 1, m.end() - 1, True) for m in (_CURLY if curly else _STRAIGHT).finditer(text)]
    return pairs if len(pairs) == (curly or straight / 2) else None


def _add(pairs: list[_Pair], pair: _Pair) -> None:
    """Append a pair that holds a character, in place of those that it holds."""
    while pairs and pairs[-1][0] >= pair[0]:
        pairs.pop()
    if pair[0] < pair[1]:
        pairs.append(pair)


def _trimmed(text: str, pair: _Pair) -> _Pair:
    """The pair without the spaces that some typesetters put inside the marks; at least one character stays."""
    start, end, closed = pair
    inner = text[start:end].strip()
    return (text.index(inner, start), text.index(inner, start) + len(inner), closed) if inner else pair


def _opens(text: str, mark: str, at: int, *, within: str | None, last: bool) -> bool:
    """Whether the mark opens. Its shape tells, unless its place contradicts it: “like this“, ”like this”, "like this ".

    `within` is the mark that is open there; `last` tells that no other mark follows, to close what this one opens.
    """
    if mark in _OPEN_ONLY or mark in _CLOSE_ONLY:
        return mark in _OPEN_ONLY
    before, after = text[at - 1 : at] or " ", text[at + len(mark) : at + len(mark) + 1] or " "
    space_before = before.isspace() or before in _BREAKS
    space_after = after.isspace() or _SINGLE_ENDS.match(text, at + len(mark)) is not None
    begins = after.isalnum() or after in _BEGINS or text.startswith("...", at + len(mark))
    if within is not None and mark in _CLOSERS[within]:
        if not space_before or space_after or mark in _CLOSE_SHAPE:
            return mark == "“" and within == "“" and space_before  # “ and “ again after a space: a pair within
        if _goes_on(text, at, mark):
            return False
    if mark in _OPEN_SHAPE and not (space_after and not space_before):
        return True
    if space_before and not space_after:
        return begins
    inches = before.isdigit() or text[at - 2 : at - 1].isdigit()
    spaced = space_before and mark in _SPACED
    return within is None and not last and not inches and (begins or spaced)


def _goes_on(text: str, at: int, mark: str) -> bool:
    """After "…, " with a space too many before its mark the quoting sentence goes on: in lower case, or X said."""
    last = text[max(0, at - 3) : at].rstrip()[-1:]
    if last not in _PAUSES:
        return False
    after = at + len(mark)
    return text[after : after + 1].islower() or (last != "." and _SAYS.match(text, after) is not None)


def _single_pairs(text: str) -> tuple[list[_Pair], int | None]:
    """Pairs of single marks, and where one opens that is never closed.

    A closing mark after a plural ("students’ union") counts only if no better one follows.
    """
    pairs: list[_Pair] = []
    opened: int | None = None
    fallback: int | None = None
    for match in _SINGLE.finditer(text):
        at = match.start()
        opens = _SINGLE_BEGINS.match(text, at) is not None
        if opens and opened is not None and (_ELISION.match(text, at) or text[at] != text[opened]):
            continue  # left-out letters, or a pair within
        if opens:
            if opened is not None and fallback is not None:
                pairs.append((opened + 1, fallback, True))
            opened, fallback = (None if _ELISION.match(text, at) else at), None
        elif opened is not None and at - opened <= _LONGEST_SINGLE and text[at] in _CLOSERS[text[opened]]:
            if text[at - 1] == "s" and text[at + 1 : at + 3].strip().islower():
                fallback = fallback or at
            else:
                pairs.append((opened + 1, at, True))
                opened, fallback = None, None
    if opened is not None and fallback is not None:
        pairs.append((opened + 1, fallback, True))
        opened = None
    return pairs, opened


def _width_before(text: str, at: int) -> int:
    return 2 if text[max(0, at - 2) : at] in _WIDE else 1


def _width_after(text: str, at: int) -> int:
    return 2 if text[at : at + 2] in _WIDE else 1
