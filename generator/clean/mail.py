"""The head of a mail, "From: …", "Subject: …" and "Date: …", and the frame of a letter, from greeting to signature.

In: the text's blocks. Out: which of them are such a head, or that of a mail forwarded below it, and what the first
claims: the subject as the title, the sender's name as the author, the day as the day of publication. A head has a
subject and a sender or a date; marks of answering and the names of mailing lists before a subject are no part of a
title. And which blocks frame a letter that is the article's, not one that readers wrote below it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from generator.clean.datelines import day_of_publication
from generator.clean.metadata import Reading
from generator.clean.title import is_heading
from generator.letters import letter_lines
from generator.model import Claim, RawBlock

_HEADS_A_LETTER = 2  # lines; a title further up has more beside it than a salutation
_SIGNS = 2  # lines of a signature, name and office; what is below tells an address, or is the foot of the page
_ADDRESS = re.compile(r"[\d@]|www\.")
_MOST = 30  # lines of a head; mail servers add more of them, but those stand above the first that a reader is shown
_LONGEST = 1000  # characters of a line
_HEADER = re.compile(r"([A-Za-zÀ-ÿ][A-Za-zÀ-ÿ-]{1,30}) ?: ?(.*)")
_SUBJECT = frozenset({"subject", "betreff", "objet", "asunto", "oggetto", "onderwerp"})
_FROM = frozenset({"from", "von", "de", "da", "van"})
_DATE = frozenset({"date", "sent", "datum", "gesendet", "fecha", "data"})
_KNOWN = _SUBJECT | _FROM | _DATE | {"to", "cc", "bcc", "reply-to", "an", "à", "para", "a", "aan"}
_BEFORE_A_SUBJECT = re.compile(r"\A(?:(?:re|fwd?|aw|wg|tr|rv) ?: ?|\[[^\]]{1,40}\] ?){1,8}", re.IGNORECASE)
_FORWARDED = re.compile(
    r"-{2,40} ?(?:original message|forwarded message|ursprüngliche nachricht|weitergeleitete nachricht"
    r"|message d'origine|message transféré|mensaje original|mensaje reenviado) ?-{2,40}|begin forwarded message:",
    re.IGNORECASE,
)
_SENDER = re.compile(r"\W{0,2}([^\W\d_][^<>@\"]{1,80}?)\W{0,2}(?:<[^<>]{1,200}>|$)")


def mail_head(blocks: Sequence[RawBlock]) -> dict[int, Reading]:
    """The readings of the lines of a mail's head by their indices, none where the text does not begin with one."""
    said: dict[str, tuple[int, str]] = {}
    last = -1
    for i, block in enumerate(blocks[:_MOST]):
        header = _HEADER.fullmatch(block.text) if len(block.text) <= _LONGEST else None
        parted = i > 0 and block.lines[0] > blocks[i - 1].lines[1] + 1
        if not header or (parted and header[1].lower() not in _KNOWN):
            break  # below a blank line "Note: …" belongs to the mail
        said.setdefault(header[1].lower(), (i, header[2]))
        last = i
    subject, sender, date = (_first(said, names) for names in (_SUBJECT, _FROM, _DATE))
    if not subject or not (sender or date):
        return {}
    found = {i: Reading("mail-head", "the head of a mail") for i in range(last + 1)}
    name = _SENDER.fullmatch(sender[1]) if sender else None
    day = day_of_publication(f"Date: {date[1]}") if date else None
    stated = (
        (subject[0], "title", _BEFORE_A_SUBJECT.sub("", subject[1])),
        (sender[0] if sender else 0, "author", name[1] if name else ""),
        (date[0] if date else 0, "published", day or ""),
    )
    for i, field, value in stated:
        if value:
            claim = Claim(field, value, "mail-head", blocks[i].lines[0])  # type: ignore[arg-type]
            found[i] = Reading("mail-head", "the head of a mail", (claim,), cued=True)
    return found | _forwarded(blocks, last + 1)


def _forwarded(blocks: Sequence[RawBlock], start: int) -> dict[int, Reading]:
    """The heads of the mails that a mail was written to answer or to pass on, with the lines that announce them."""
    found: dict[int, Reading] = {}
    run: list[int] = []
    keys: set[str] = set()
    for i in range(start, len(blocks) + 1):
        text = blocks[i].text if i < len(blocks) else ""
        header = _HEADER.fullmatch(text) if len(text) <= _LONGEST else None
        if header and header[1].lower() in _KNOWN:
            run.append(i)
            keys.add(header[1].lower())
            continue
        if keys & _SUBJECT and keys & (_FROM | _DATE):
            found |= dict.fromkeys(run, Reading("mail-head", "the head of a forwarded mail"))
        run, keys = [], set()
        if len(text) <= _LONGEST and _FORWARDED.fullmatch(text):
            found[i] = Reading("mail-head", "announces a forwarded mail")
    return found


def _first(said: dict[str, tuple[int, str]], names: frozenset[str]) -> tuple[int, str] | None:
    return min((entry for name, entry in said.items() if name in names), default=None)


def letter_frame(blocks: Sequence[RawBlock], believed: Callable[[int], bool]) -> Iterator[int]:
    """Salutation, close and signature beside what is `believed` to be the article's, and a title above a salutation.

    Readers who write to one another below an article greet and close as well, but not beside the article's lines.
    """
    ours, signed = False, 0
    for i, part in sorted(letter_lines([block.text for block in blocks]).items()):
        if part == "close":
            ours, signed = believed(i - 1), 0
            if ours:
                yield i
        elif part == "signature":
            signed += 1
            if ours and (signed <= _SIGNS or _ADDRESS.search(blocks[i].text)):
                yield i
        elif i + 1 < len(blocks) and believed(i + 1):
            yield i
            if 0 < i <= _HEADS_A_LETTER and is_heading(blocks[i - 1].text):
                yield i - 1
