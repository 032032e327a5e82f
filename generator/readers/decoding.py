"""Bytes of an article's file -> text, whatever wrote the file.

In: a path and bytes. Out: a `Source` whose text is the file's own, line ends included, or None with the problem that
says why it cannot be read. It never raises over content, never asks the operating system which encoding it likes, and
guesses only between UTF-8, UTF-16 and Windows-1252; every other encoding has to be declared in the page.
"""

from __future__ import annotations

import bisect
import codecs
import re
from dataclasses import dataclass
from typing import Literal

from generator.diagnostics import Checked, Location, Problem
from generator.model import Source

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# First bytes of files that people drop into a folder of articles by mistake.
_BINARY_FORMATS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP container such as a Word, OpenDocument or EPUB file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip file"),
    (b"bplist", "a Safari web archive"),
)
_CHARSET = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{2,40})|<meta[^>]{0,400}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096  # HTML looks in the first 1,024 bytes; pages with a long head put it later
_SAMPLE = 4096
# Labels that mean another encoding than they say (WHATWG Encoding Standard, section 4.2).
_LABELS = {
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "iso-8859-9": "windows-1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "x-user-defined": "windows-1252",
}
_NOT_HONOURED = (
    "utf-7",
    "utf7",
    "utf-16",
    "utf-32",
    "rot",
    "idna",
    "punycode",
    "unicode",
    "raw",
    "undefined",
    "mbcs",
    "oem",
)
_SEVEN_BIT = ("iso2022", "hz")  # valid UTF-8 by accident
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LINE_END = re.compile(r"\r\n?|\n")
_UNREADABLE_SHARE = 0.02  # control characters: text has next to none, compressed data about one byte in nine


@dataclass(frozen=True, slots=True)
class Lines:
    """Where the lines of a text start, so that an offset can be told as line and column, both 1-based."""

    starts: tuple[int, ...]

    @staticmethod
    def of(text: str) -> Lines:
        """The lines of `text`, whose ends are LF, CR LF or CR."""
        return Lines((0, *(match.end() for match in _LINE_END.finditer(text))))

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of `offset`."""
        line = bisect.bisect_right(self.starts, max(offset, 0))
        return line, max(offset, 0) - self.starts[line - 1] + 1

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The first and the last line that `text[start:end]` touches."""
        return self.at(start)[0], self.at(max(start, end - 1))[0]

    def text_of(self, text: str, line: int) -> str:
        """What stands on that line, without its end."""
        line = min(line, len(self.starts))
        end = self.starts[line] if line < len(self.starts) else len(text)
        return text[self.starts[line - 1] : end].rstrip("\r\n")


def decode(path: str, data: bytes) -> Checked[Source | None]:
    """The text in `data`.

    A byte order mark decides; then valid UTF-8; then what an HTML page declares; then Windows-1252 with the warning
    `encoding-guessed`. Problems: `empty-article` (warning), `not-text` and `encoding-guessed` (warning).
    """
    for signature, name in _BINARY_FORMATS:
        if data.startswith(signature):
            return _not_text(path, f"this is {name}, not text", "save the article as .txt, .md or .html")
    text, encoding, problems = _text(path, data)
    if not text.strip("\ufeff\x00 \t\r\n\f\v"):
        if "\x00" in text:
            return _not_text(path, "the file holds nothing but NUL bytes", "restore it from a copy")
        hint = "put the article's text in it, or remove the file"
        return Checked(None, (Problem("empty-article", "the file is empty", Location(path), "", hint, "warning"),))
    unreadable = sum(1 for _ in _CONTROL.finditer(text))
    if unreadable > 1 and unreadable > len(text) * _UNREADABLE_SHARE:
        return _not_text(path, "the file holds binary data, not text", "save the article as .txt, .md or .html")
    if "\x00" in text:
        return Checked(None, (*problems, _lone_nul(path, text)))
    return Checked(Source(path, text, encoding), problems)  # another stray control character is ugly and harmless


def _text(path: str, data: bytes) -> tuple[str, str, tuple[Problem, ...]]:
    """Decoded text, the encoding's name, and what had to be guessed."""
    declared = _declared(path, data)
    sure = _vouched_for(data) or (
        (data, declared, "the page's own declaration") if declared.startswith(_SEVEN_BIT) else None
    )
    if sure:
        return _with_doubt(path, *sure)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError as error:
        return _not_utf8(path, data, declared, error.start)


def _vouched_for(data: bytes) -> tuple[bytes, str, str] | None:
    """The bytes behind a byte order mark, their encoding and what vouches for it; also UTF-16 without the mark."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :], encoding, "its byte order mark"
    wide = _without_mark(data[:_SAMPLE])
    return (data, wide, "every other byte being NUL") if wide else None


def _not_utf8(path: str, data: bytes, declared: str, bad: int) -> tuple[str, str, tuple[Problem, ...]]:
    """`data` as its page declares, else as Windows-1252 with a warning at the byte `bad` that is not UTF-8."""
    if declared and declared != "utf-8":
        try:
            return data.decode(declared), declared, ()
        except UnicodeDecodeError:
            pass
    text = data.decode("cp1252", errors="replace")
    message = f"byte 0x{data[bad]:02X} is not UTF-8; the file was read as Windows-1252"
    problem = _guessed(path, data[:bad].decode("utf-8", errors="replace"), text, message)
    return text, "windows-1252", (problem,)


def _with_doubt(path: str, data: bytes, encoding: str, reason: str) -> tuple[str, str, tuple[Problem, ...]]:
    """`data` in an encoding that something vouches for; bytes that break it become U+FFFD, with a warning."""
    try:
        return data.decode(encoding), encoding, ()
    except UnicodeDecodeError as error:
        text = data.decode(encoding, errors="replace")
        before = data[: error.start].decode(encoding, errors="replace")
        message = f"read as {encoding} because of {reason}, but byte {error.start + 1} breaks it"
        return text, encoding, (_guessed(path, before, text, message),)


def _guessed(path: str, before: str, text: str, message: str) -> Problem:
    """The warning at the place behind `before`, with its line as it was read."""
    line, column = Lines.of(before).at(len(before))
    shown = Lines.of(text).text_of(text, line)
    return Problem(
        "encoding-guessed", message, Location(path, line, column), shown, "save the file as UTF-8", "warning"
    )


def _without_mark(sample: bytes) -> Literal["utf-16-le", "utf-16-be", ""]:
    """UTF-16 without a mark: in Latin text nearly every other byte is NUL, and hardly any of the rest."""
    half = len(sample) // 2
    if half == 0:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    many, few = (
        half * 0.4,
        half * 0.02,
    )  # prose with its quotes and dashes leaves above nine tenths NUL; binary, neither
    if odd > many and even <= few:
        return "utf-16-le"
    return "utf-16-be" if even > many and odd <= few else ""


def _declared(path: str, data: bytes) -> str:
    """The encoding an HTML page declares, as Python names it; empty when it declares none that can be used."""
    if not path.lower().endswith((".html", ".htm", ".xhtml")):
        return ""
    match = _CHARSET.search(data[:_DECLARED_WITHIN])
    if match is None:
        return ""
    label = (match[1] or match[2]).decode("ascii", errors="replace").lower()
    label = _LABELS.get(label, label)
    if label.startswith(_NOT_HONOURED):
        return ""
    try:
        info = codecs.lookup(label)
        "".encode(info.name)  # refuses the codecs that map bytes to bytes
    except (LookupError, ValueError):
        return ""
    return info.name


def _lone_nul(path: str, text: str) -> Problem:
    lines = Lines.of(text)
    line, column = lines.at(text.index("\x00"))
    shown = lines.text_of(text, line).replace("\x00", "\ufffd")
    message = "a NUL byte stands in the text, as after a damaged copy"
    return Problem("not-text", message, Location(path, line, column), shown, "remove it, or copy the file again")


def _not_text(path: str, message: str, hint: str) -> Checked[Source | None]:
    return Checked(None, (Problem("not-text", message, Location(path), "", hint),))
