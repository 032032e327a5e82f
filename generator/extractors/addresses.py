"""The name of a street behind a house's number, for extractors that must not take the number for a year or a count.

In: a text and where a number ends. Out: a match where a capitalised name and a word for a street follow. No address is
read as such.
"""

from __future__ import annotations

import re

STREET = re.compile(
    r"\s(?:[NSEW]\.?\s)?(?:[A-Z0-9][\w.’']{0,20}\s){1,3}(?:St|Street|Ave|Avenue|Rd|Road|Dr|Drive|Lane|Ln|Blvd|Boulevard|"
    r"Place|Pl|Court|Ct|Parkway|Pkwy|Highway|Hwy|Circle|Terrace)\b"
)
