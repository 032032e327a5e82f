"""Which line of a bare text is its title.

In: the text's blocks, which of them are paragraphs, where the head is. Out: the index of the title line, None where no
line looks like one. The title is found so that cleaning does not cut it; naming the article is a later stage's choice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from generator.clean.vocabulary import CALLS, STOP
from generator.model import RawBlock

_WORDS = range(2, 31)
_READ = 300  # characters; no title is longer
_ENOUGH_WORDS = 8  # from here on a title is not more likely for being longer
_MANY_WORDS = 18
_OFTEN = 4  # how often the text says a word until it counts in full
_NEAR = 3  # lines from the title down to a byline or a date
# Logistic regression on boilerplate_text dev: .86 of the titles by page, where the longest line of the head has .61.
_TOLD, _OFTEN_TOLD, _LENGTH, _TWICE, _METADATA_NEAR = 2.4, 2.1, 4.4, 0.4, 1.0
_BELOW_A_PARAGRAPH, _SENTENCE, _CALL, _TOO_LONG = -3.5, -3.0, -1.6, -2.0
_LEAST = 3.5  # on dev 16 of 17 chosen lines reach 5.5, and of those below a third is wrong; this asks for less


def title_line(
    blocks: Sequence[RawBlock],
    keys: Sequence[tuple[str, ...]],
    prose: Sequence[bool],
    *,
    head: Sequence[bool],
    metadata: Collection[int],
    no: Collection[int],
) -> int | None:
    """The index of the head's line that says, as a title does, what the paragraphs (`prose`) say.

    `keys` are the words of the blocks, `metadata` the lines with byline or date, `no` those that cannot be a title.
    """
    heads = {i: keys[i] for i, h in enumerate(head) if h}
    times = Counter(heads.values())
    able = {
        i: key
        for i, key in heads.items()
        if len(key) in _WORDS and len(blocks[i].text) <= _READ and not (prose[i] or i in metadata or i in no)
    }
    asked = {word for key in able.values() for word in key}
    told: Counter[str] = Counter()
    for key, p in zip(keys, prose, strict=True):
        if p:
            told.update(filter(asked.__contains__, key))
    first = next((i for i, p in enumerate(prose) if p), len(blocks))
    best: tuple[float, int] | None = None
    for i, key in able.items():
        content = [w for w in key if w not in STOP] or [""]
        value = (
            _TOLD * sum(told[w] > 0 for w in content) / len(content)
            + _OFTEN_TOLD * sum(min(told[w], _OFTEN) for w in content) / _OFTEN / len(content)
            + _LENGTH * min(len(key), _ENOUGH_WORDS) / _ENOUGH_WORDS
            + _TWICE * (times[key] > 1)
            + _METADATA_NEAR * any(i + k in metadata for k in range(1, _NEAR + 1))
            + _BELOW_A_PARAGRAPH * (i > first)
            + _SENTENCE * blocks[i].text.endswith((".", ":"))
            + _CALL * (key[0] in CALLS)
            + _TOO_LONG * (len(key) > _MANY_WORDS)
        )
        if value >= _LEAST and (best is None or value > best[0]):
            best = (value, i)
    return best[1] if best else None
