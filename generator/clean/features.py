"""What a line of text shows about being article or chrome: numbers, without a judgement.

In: the lines of one text. Out: one row of numbers per line, named by `NAMES`; the rows also see the lines around, since
chrome comes in runs. Nothing here knows a page, a site or a model. Linear in the length of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, groupby

from generator.clean.rules import line_rule

Row = list[float]

_LONG = 15  # words: from here on a line is counted as prose
_SHORT = 10  # words: below it a line without a sentence's end belongs to a run of short lines
_FAR = 60  # lines: every distance beyond is as far as this
_NEAR = 8  # lines: how near the same word must return to speak of the same subject
_READ = 300  # characters of a line that are looked at; its words and characters are all counted

# Function words: English, and the most frequent of Spanish, Portuguese, French, Italian, German, Dutch, Russian.
STOP = frozenset(
    "a about after all also an and any are as at be because been before but by can could did do does for from had has "
    "have he her him his how i if in into is it its just like made many may more most much my no not now of on one "
    "only or other our out over said she should so some such than that the their them then there these they this "
    "through time to two up us was way we were what when which while who will with would you your "
    "de la que el en y los se del las por un una con para como su al lo más pero sus ha este "
    "o e do da em é os no na uma não dos mais das foi ao ele tem à seu sua ou ser quando muito "
    "le et les des est du dans qui sur pas plus ne au ce il sont avec cette aux mais elle nous "
    "di che è il per non della sono si alla nel anche dei gli delle questo ma ai lo "
    "der die und den von das mit sich ist im dem nicht ein eine auf für als auch es werden aus hat dass sie nach "
    "wird bei "
    "het een van dat niet zijn voor met aan er ook maar om naar bij "
    "и в не на я что он с а как это по но они к у за из от так все же мы для было его".split()
)
CALLS = frozenset(
    "add become book browse buy check choose click close contact create discover donate download enter explore find "
    "follow get go help join learn leave listen load log login open play post print read receive register reply save "
    "scroll search see select send share shop show sign skip start submit subscribe support tap try upgrade view visit "
    "watch write".split()
)
_CUES = {
    "share": r"share|tweet|facebook|twitter|linkedin|instagram|whatsapp|pinterest|reddit|telegram|follow"
    r"|copy link|print",
    "comment": r"comments?|reply|replies|responses?|respond",
    "newsletter": r"newsletters?|subscrib\w{0,6}|sign up|inbox|e-?mail|subscription|rss",
    "legal": r"copyright|©|all rights|rights reserved|privacy|terms|cookies?|disclaimer|policy|trademarks?|gdpr",
    "navigation": r"log ?in|sign in|menu|search|skip|home|scroll|back to|next|previous|contact|about us"
    r"|sitemap|faq|account"
    r"|careers|view all|see all|load more|show more|toggle|close|cart|help|click",
    "promotion": r"advertis\w{0,8}|sponsor\w{0,4}|promo\w{0,6}|free|trial|offer|buy|deal|discount|download|donate|shop"
    r"|get started|app store|google play|affiliate",
    "byline": r"by|author|written|posted|published|updated|edited|staff|reporter|editor|contributor|min read|minutes?"
    r"|ago|(?:jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?",
    "related": r"related|recommended|also|more from|more in|more on|read more|read next|popular|trending|latest|recent"
    r"|featured|archives?|categor\w{1,5}|tags?|topics?|stories|you might|you may|most read|don't miss|up next",
    "media": r"photos?|images?|credits?|getty|reuters|courtesy|video|gallery|caption|illustration|listen|watch|ap"
    r"|shutterstock|unsplash",
}
_CUE = re.compile(r"(?<!\w)(?:" + "|".join(f"(?P<{n}>{p})" for n, p in _CUES.items()) + r")(?!\w)")
_SECTION_CUES = ("share", "comment", "newsletter", "legal", "related", "byline")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SENTENCE_END = re.compile(r"[.!?。！？][\"”’')\]]{0,3}(?=\s|$)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}(?::\d\d|[/.-]\d{1,2}[/.-]\d{2})")
_ADDRESS = re.compile(r"https?:|www\.|\w@\w|\.(?:com|org|net)\b|(?<!\w)[@#]\w")
_ADDRESS_SIGNS = ("@", "#", "http", "www.", ".com", ".org", ".net")
_MARK = re.compile(r"[.,;:!?\d|·»›•/\"“”„«]")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff]")

_OWN = (
    "words",
    "characters",
    "stop_words",
    "punctuation",
    "sentence_end",
    "colon_end",
    "capitals",
    "digits",
    "sentences",
    "word_length",
    "lower_start",
    "shouted",
    "separators",
    "year",
    "clock",
    "bullet",
    "ellipsis_end",
    "question_end",
    "quotation",
    "commas",
    "address",
    "call",
    "you",
    "first_person",
    *_CUES,
)
_COMMON = ("times", "occurrence", "body_words", "near_words", "body_frequency", "rule")
_NEIGHBOUR = ("words", "stop_words", "sentence_end", "capitals", "punctuation", "cues", "near_words")
_OFFSETS = (-3, -2, -1, 1, 2, 3)
_WINDOWS = (3, 6, 12, 25)
NAMES: tuple[str, ...] = (
    *_OWN,
    *_COMMON,
    "cues",
    *(f"{name}{offset:+d}" for offset in _OFFSETS for name in _NEIGHBOUR),
    *(f"{name}±{r}" for r in _WINDOWS for name in ("prose_share", "mean_words", "mean_cues", "end_share")),
    *("lines", "position", "words_before", "prose_before", "prose_after", "prose_share", "lines_left"),
    *("since_prose", "until_prose", "run", "run_position"),
    *("core_before", "core_after", "core_share"),
    *(f"since_{name}" for name in _SECTION_CUES),
    *("until_legal", "until_comment", "until_related"),
    *("since_rule", "until_rule", "cues_since_prose", "cues_until_prose", "rules_since_prose", "rules_until_prose"),
)
_SEQUENCE_OFFSETS = (-4, -3, -2, -1, 0, 1, 2, 3, 4)
_SEQUENCE_WINDOWS = (3, 8, 20)
_SURE = 0.6  # the first judge's value from which a line counts as the article's
_MOST_WORDS = 60  # a line counts for no more words than this in the article's mass
SEQUENCE_NAMES: tuple[str, ...] = (
    *NAMES,
    *(f"first{offset:+d}" for offset in _SEQUENCE_OFFSETS),
    *(f"{name}±{r}" for r in _SEQUENCE_WINDOWS for name in ("first", "first_by_words")),
    *("article_before", "article_after", "to_article", "past_article", "since_article", "until_article", "first_mean"),
)


def rows(lines: Sequence[str]) -> list[Row]:
    """One row of `NAMES` per line."""
    if not lines:
        return []
    found = [_WORD.findall(line[:_READ].lower()) for line in lines]
    own = [_own(line, words) for line, words in zip(lines, found, strict=True)]
    common = _common(lines, found, own)
    table = [[*a, *b] for a, b in zip(own, common, strict=True)]
    for row in table:
        row.append(sum(row[_FIRST_CUE:_END_CUES]))
    context = _context(table)
    return [[*row, *more] for row, more in zip(table, context, strict=True)]


_FIRST_CUE = _OWN.index("share")
_END_CUES = _FIRST_CUE + len(_CUES)
_RULE = NAMES.index("rule")


def _own(line: str, found: Sequence[str]) -> Row:
    """What the line alone shows; `found` are its words."""
    read = line[:_READ]
    lower = read.lower()
    tokens = read.split()
    n = len(found) or 1
    size = len(read) or 1
    cjk = 0 if line.isascii() else len(_CJK.findall(line))
    marks = _MARK.findall(read)
    digits = sum(map(str.isdecimal, marks))
    addressed = any(sign in lower for sign in _ADDRESS_SIGNS)  # the pattern is slow where there is nothing to find
    cues: dict[str, int] = {}
    for match in _CUE.finditer(lower):
        name = match.lastgroup or ""
        cues[name] = cues.get(name, 0) + 1
    return [
        max(len(tokens) if len(read) == len(line) else len(line.split()), cjk // 2),
        len(line),
        sum(w in STOP for w in found) / n,
        sum(map(".,;:!?".__contains__, marks)) / size,
        bool(_SENTENCE_END.search(line, max(0, len(line) - 4))),
        line.endswith(":"),
        sum(t[0].isupper() for t in tokens) / (len(tokens) or 1),
        digits / size,
        len(_SENTENCE_END.findall(read)),
        sum(map(len, found)) / n,
        line[:1].islower(),
        line.isupper(),
        sum(map("|·»›•/".__contains__, marks)),
        digits > 3 and bool(_YEAR.search(read)),  # noqa: PLR2004 the digits of a year
        digits > 2 and bool(_CLOCK.search(read)),  # noqa: PLR2004 the fewest digits of a time: 9:30
        line[:1] in "•-–—*·▪◦>",
        line.endswith(("...", "…")),
        line.endswith("?"),
        sum(map('"“”„«»'.__contains__, marks)),
        marks.count(","),
        len(_ADDRESS.findall(lower)) if addressed else 0,
        bool(found) and found[0] in CALLS,
        (found.count("you") + found.count("your")) / n,
        (found.count("i") + found.count("we") + found.count("our") + found.count("my")) / n,
        *(cues.get(name, 0) for name in _CUES),
    ]


def _common(lines: Sequence[str], found: Sequence[Sequence[str]], own: Sequence[Row]) -> list[Row]:
    """What the line shares with the other lines: itself, or its content words."""
    keys = [line.lower() for line in lines]
    times = Counter(keys)
    seen: Counter[str] = Counter()
    content = [{w for w in words if len(w) > 2 and w not in STOP} for words in found]  # noqa: PLR2004 "ai" says nothing
    in_prose = Counter(w for row, ws in zip(own, content, strict=True) if row[0] >= _LONG for w in ws)
    before = _nearest(content)
    after = _nearest(content[::-1])[::-1]
    out = []
    for i, ws in enumerate(content):
        n = len(ws) or 1
        self_prose = own[i][0] >= _LONG
        frequency = [in_prose[w] - self_prose for w in ws]
        near = sum(a <= _NEAR or b <= _NEAR for a, b in zip(before[i], after[i], strict=True))
        body = sum(f > 0 for f in frequency)
        often = sum(min(f, 9) for f in frequency) / n
        out.append([times[keys[i]], seen[keys[i]], body / n, near / n, often, line_rule(lines[i]) is not None])
        seen[keys[i]] += 1
    return out


def _nearest(content: Sequence[set[str]]) -> list[list[int]]:
    """For each word of each line the distance in lines to the line before that has it."""
    last: dict[str, int] = {}
    out = []
    for i, ws in enumerate(content):
        out.append([i - last.get(w, -_FAR) for w in ws])
        last.update(dict.fromkeys(ws, i))
    return out


def _context(table: Sequence[Row]) -> list[Row]:
    """What the lines around show."""
    n = len(table)
    neighbour = [NAMES.index(name) for name in _NEIGHBOUR]
    nothing = [-1.0] * len(neighbour)
    brief = [[row[k] for k in neighbour] for row in table]
    words = [row[0] for row in table]
    cues = [row[-1] for row in table]
    prose = [row[0] >= _LONG and bool(row[4]) for row in table]
    rule = [bool(row[_RULE]) for row in table]
    ends = [row[4] for row in table]
    sums = ([0, *accumulate(x)] for x in (words, cues, prose, rule, ends))
    in_words, in_cues, in_prose, in_rule, in_ends = sums
    before, after = _last(prose), _next(prose)
    since = _since(prose)
    until = _since(prose[::-1])[::-1]
    runs = _runs([row[0] < _SHORT and not row[4] for row in table])
    first, last = core([min(w, 40) - 12 if p else -4.0 for w, p in zip(words, prose, strict=True)])
    core_words = in_words[last] - in_words[first]
    marked = {
        name: [row[_FIRST_CUE + k] > 0 and row[0] < _LONG for row in table]
        for k, name in enumerate(_CUES)
        if name in _SECTION_CUES
    }
    cue_since = [_since(marked[name]) for name in _SECTION_CUES]
    cue_until = [_since(marked[name][::-1])[::-1] for name in ("legal", "comment", "related")]
    rule_since, rule_until = _since(rule), _since(rule[::-1])[::-1]
    out = []
    for i in range(n):
        row: Row = []
        for offset in _OFFSETS:
            j = i + offset
            row += brief[j] if 0 <= j < n else nothing
        for r in _WINDOWS:
            a, b = max(0, i - r), min(n, i + r + 1)
            row.append((in_prose[b] - in_prose[a]) / (b - a))
            row.append((in_words[b] - in_words[a]) / (b - a))
            row.append((in_cues[b] - in_cues[a]) / (b - a))
            row.append((in_ends[b] - in_ends[a]) / (b - a))
        row += [n, i / n, in_words[i] / (in_words[n] or 1), in_prose[i], in_prose[n] - in_prose[i + 1]]
        row += [in_prose[n] / n, min(n - i, 4 * _FAR), since[i], until[i], *runs[i]]
        row += [_clip(first - i), _clip(i + 1 - last), core_words / (in_words[n] or 1)]
        row += [c[i] for c in cue_since]
        row += [c[i] for c in cue_until]
        row += [rule_since[i], rule_until[i]]
        row += [in_cues[i] - in_cues[before[i]], in_cues[after[i]] - in_cues[i + 1]]
        row += [in_rule[i] - in_rule[before[i]], in_rule[after[i]] - in_rule[i + 1]]
        out.append(row)
    return out


def sequence_rows(table: Sequence[Row], first: Sequence[float]) -> list[Row]:
    """The rows of `NAMES`, each with what a first judge (0 chrome, 1 article) made of the lines around it."""
    n = len(table)
    reach = max(_SEQUENCE_OFFSETS)
    padded = [-0.1] * reach + list(first) + [-0.1] * reach
    words = [min(row[0], _MOST_WORDS) for row in table]
    mass = [p * w for p, w in zip(first, words, strict=True)]
    in_first, in_mass, in_words = ([0.0, *accumulate(x)] for x in (first, mass, words))
    start, end = core([(p - 0.5) * min(w + 1, 40) for p, w in zip(first, words, strict=True)])
    sure = [p > _SURE and w >= _SHORT for p, w in zip(first, words, strict=True)]
    since, until = _since(sure), _since(sure[::-1])[::-1]
    mean = in_first[n] / (n or 1)
    out = []
    for i, row in enumerate(table):
        more = padded[i : i + 2 * reach + 1]
        for r in _SEQUENCE_WINDOWS:
            a, b = max(0, i - r), min(n, i + r + 1)
            more.append((in_first[b] - in_first[a]) / (b - a))
            more.append((in_mass[b] - in_mass[a]) / ((in_words[b] - in_words[a]) or 1))
        more += [
            in_mass[i],
            in_mass[n] - in_mass[i + 1],
            _clip(start - i),
            _clip(i + 1 - end),
            since[i],
            until[i],
            mean,
        ]
        out.append([*row, *more])
    return out


def _last(marks: Sequence[bool]) -> list[int]:
    """The index after the last mark before each line, 0 where there is none."""
    return [0, *accumulate((i + 1 if mark else 0 for i, mark in enumerate(marks)), max)][:-1]


def _next(marks: Sequence[bool]) -> list[int]:
    """The index of the first mark after each line, the number of lines where there is none."""
    n = len(marks)
    return [n - k for k in _last(marks[::-1])][::-1]


def _clip(distance: int) -> int:
    return max(-_FAR, min(_FAR, distance))


def _since(marks: Sequence[bool]) -> list[float]:
    """Lines since the last mark before each line, `_FAR` where there is none."""
    out: list[float] = []
    last = -_FAR
    for i, mark in enumerate(marks):
        out.append(min(_FAR, i - last))
        if mark:
            last = i
    return out


def _runs(marks: Sequence[bool]) -> list[tuple[float, float]]:
    """Length of the run of equal marks that a line belongs to (negative for unmarked lines), and its place in it."""
    out: list[tuple[float, float]] = []
    for mark, group in groupby(marks):
        size = sum(1 for _ in group)
        length = min(size, _FAR) if mark else -min(size, _FAR)
        out += [(length, min(k, _FAR)) for k in range(size)]
    return out


def core(gains: Sequence[float]) -> tuple[int, int]:
    """The stretch of lines with the largest sum of gains (maximum subsequence; Pasternack & Roth, 2009)."""
    best = total = 0.0
    span = (0, 0)
    start = 0
    for i, gain in enumerate(gains):
        total += gain
        if total <= 0:
            total, start = 0.0, i + 1
        elif total > best:
            best, span = total, (start, i + 1)
    return span
