"""The marks a writer sets before a line: bullets and numbers of lists, numbers of headings, "Q1:" and "A1:".

In: the folded text of one line. Out: the mark and where the text proper begins. No line is judged by its neighbours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

_BULLETS = "•‣⁃◦▪▫■□●○◆◇►▶▸➤➢➔→✓✔✅☑∙·*–—-"
_BULLET = re.compile(rf"(?P<mark>[{_BULLETS}]|\uf0b7|\uf0a7|o(?=\s[A-Z]))\s+(?=\S)|(?P<tight>[•‣◦▪■●►▶▸➤➢✓✔])(?=\w)")
_ORDINAL = re.compile(r"(?P<mark>\((?:\d{1,3}|[a-zA-Z]|[ivx]{2,5})\)|(?:\d{1,3}|[a-zA-Z]|[ivx]{2,5})[.)])\s+(?=\S)")
_HEADING_NUMBER = re.compile(
    r"(?:(?:chapter|part|section|step)\s)?(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})[.):]?\s+(?=\S)", re.IGNORECASE
)
_LABEL = re.compile(r"(?P<mark>(?P<side>q(?:uestion)?|a(?:nswer)?)\s?#?\s?\d{0,3}\s?[:.)])\s*(?=\S)", re.IGNORECASE)
_DASHES = "-–—"
_TIME = r"[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s"
_TURN = re.compile(
    rf"(?:{_TIME})?(?P<who>[^\W\d_a-z][\w.’'-]{{0,30}}(?:\s[^\W\d_a-z][\w.’'-]{{0,30}}){{0,3}})(?:\s[\[(]\d{{1,2}}:\d\d(?::\d\d)?[\])])?:\s(?=\S)"
)
_LEAST_TURNS = 2
_LONGEST_TURN_LABEL = 160
_QA = re.compile(r"Q|A|Question|Answer|FYI|FAQ", re.IGNORECASE)
_IN_PERSON = re.compile(r"\b(?:I|my|we|our|us)\b")


@dataclass(frozen=True, slots=True)
class Marker:
    """`text[:length]` is the mark and the space behind it; `mark` the mark alone."""

    mark: str
    length: int
    kind: Literal["bullet", "ordinal"]


def list_marker(text: str) -> Marker | None:
    """The bullet ("•", "-", "➤") or ordinal ("1.", "1)", "(a)", "ii.") that opens `text`; None where there is none.

    "A. Smith went" and "1999. It was" have the form too: an ordinal is a claim that the lines around have to bear out.
    """
    if found := _BULLET.match(text):
        return Marker(found["mark"] or found["tight"], found.end(), "bullet")
    if found := _ORDINAL.match(text):
        return Marker(found["mark"], found.end(), "ordinal")
    return None


def is_dash(mark: str) -> bool:
    """A dash may open a list item as well as an attribution ("— Ada Lovelace") or a line of dialogue."""
    return mark in _DASHES


def heading_number(text: str) -> tuple[int, ...]:
    """The section number that opens a heading: (2, 3) for "2.3 Method"; empty where there is none."""
    found = _HEADING_NUMBER.match(text)
    return tuple(int(part) for part in found["number"].split(".")) if found else ()


@dataclass(frozen=True, slots=True)
class Label:
    """`text[:length]` says that a question or an answer follows ("Q1: ", "• A: "); `mark` is it without a bullet."""

    side: Literal["question", "answer"]
    mark: str
    length: int


def qa_label(text: str) -> Label | None:
    """The label of a question or an answer that opens `text`, behind a bullet too."""
    bullet = _BULLET.match(text)
    at = bullet.end() if bullet else 0
    found = _LABEL.match(text, at)
    if not found:
        return None
    side = found["side"].lower()
    if side == "a" and not found["mark"].rstrip(" :.)")[1:].strip(" #") and ":" not in found["mark"]:
        return None  # "A. Smith", "a) first" are an initial and a list
    return Label("question" if side.startswith("q") else "answer", found["mark"].strip(), found.end())


def turns(texts: Sequence[str]) -> tuple[str, ...]:
    """Whose turn each text is, empty for none: "JANE ROE: I doubt it.", "[00:12] Roe: Why?".

    Speakers take turns: there are two or more, each has two turns at least, somebody asks, somebody says "I" or "we".
    That tells them from lists of facts ("Depth: Three metres.").
    """
    found = [_TURN.match(text) if ":" in text[:_LONGEST_TURN_LABEL] else None for text in texts]
    counts = Counter(turn["who"] for turn in found if turn)
    speakers = {who for who, count in counts.items() if count >= _LEAST_TURNS and not _QA.fullmatch(who)}
    if len(speakers) < _LEAST_TURNS:
        return ("",) * len(texts)
    whose = tuple(turn["who"] if turn and turn["who"] in speakers else "" for turn in found)
    said = [text for text, who in zip(texts, whose, strict=True) if who]
    talk = any("?" in text for text in said) and any(map(_IN_PERSON.search, said))
    return whose if talk else ("",) * len(texts)
