"""Closed word lists that tell a name from the ordinary words around it (English).

In: nothing but `data/common_words.json`. Out: frozen sets of lower-case words and two questions about a word. No list
names a person, a firm or a place.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


FUNCTION_WORDS = _set(
    "a an the and or but if of in on at to for from by with as is are was were be been being am it its he she they his "
    "her hers their theirs him them we ours our us you your yours i my mine me this that these those who whom whose "
    "what when where which how why all any both each few more most other some such no nor not only own same so than "
    "too very can could will would shall should may might must do does did has have had just now then there here "
    "also yes another others nobody everyone someone anyone everybody many much several former himself herself "
    "itself themselves myself yourself ourselves because while after before although though since until unless "
    "under over into onto about against between among during without within through across per via despite"
)

NUMBER_WORDS = _set(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion "
    "dozen first second third fourth fifth sixth seventh eighth ninth tenth last next new old half"
)

CALENDAR = _set(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
    "sat sun spring summer autumn fall winter"
)

# Words set before a person's name.
TITLES = _set(
    "mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend father sister brother uncle aunt president "
    "minister premier chancellor secretary senator sen representative rep congressman congresswoman governor gov mayor "
    "judge justice king queen prince princess emperor pope bishop archbishop cardinal general gen colonel col captain "
    "capt lieutenant lt sergeant sgt major brigadier admiral commander coach manager chairman chairwoman chair "
    "director chief executive officer inspector superintendent detective ambassador doctor ceo cfo cto coo founder "
    "cofounder co-founder engineer scientist researcher spokesman spokeswoman spokesperson"
)

# Further words for what somebody is; capitalised beside a name they are no part of it.
ROLES = TITLES | _set(
    "treasurer vice deputy prime foreign finance defence defense interior head quarterback striker midfielder defender "
    "goalkeeper actor actress singer producer author writer editor analyst analysts investigator investigators police "
    "officers lawyer attorney guard agent player star rapper comedian designer democrat republican democrats "
    "republicans administration government parliament congress division department company executives employees users "
    "reporter journalist developer developers"
)

# Names that English abbreviates wherever they occur, also as parts of others.
ABBREVIATED = {
    "United States of America": "U.S.A.",
    "United States": "U.S.",
    "United Kingdom": "U.K.",
    "United Nations": "U.N.",
    "European Union": "E.U.",
}

# Two letters that in capitals mostly stand for something else: offices, trades, hours, units, states, words.
BUSY_INITIALS = _set(
    "mp pm vp ad bc ce ai it pr hr ir tv cd dj id ip os pc ui ux vr ar xr ml cv ed md dr rn us uk eu un ok km kg cm mm "
    "gb tb tm mb kb fm am ft jr sr st ps qa no so to in on at by or if is as my me we he up go do "
    "al ak az ca co ct dc de fl ga hi ia il ks ky la ma mi mn mo ms mt nc nd ne nh nj nm nv ny oh pa ri sc sd tn tx ut "
    "va vt wa wi wv wy"
)

# As firms write them: "AS" and "SpA" are legal forms, "as" and "Spa" are words.
LEGAL_FORMS = _set(
    "Inc INC Incorporated Corp CORP Corporation Co CO Company Companies Ltd LTD Limited plc Plc PLC LLC LLP LP AG SA "
    "NV BV GmbH KG SE AB AS ASA Oy SpA Srl SRL Sarl SARL Pty Pte KK KGaA FC AFC"
)
LEGAL_SUFFIXES = frozenset(form.lower() for form in LEGAL_FORMS)

DIRECTIONS = _set(
    "north south east west northern southern eastern western central northeast northwest southeast southwest "
    "northeastern northwestern southeastern southwestern"
)

# Lower-case words that belong to the surname after them.
PARTICLES = _set("de da di du del della der den des la le van von zu ter ten al el bin ibn ben st")

# Written before a name with a hyphen, without making another name of it.
PREFIXES = _set("anti ex non pro pre post mid pan trans inter neo un")

# The last words of company and airport names that English leaves out when the whole name has been said. Newspapers,
# banks, universities and teams are not here: what is left of their names is a place.
DROPPED_HEADS = LEGAL_SUFFIXES | _set(
    "industries group holdings mills textile textiles motors technologies technology systems software labs "
    "laboratories electronics pharmaceuticals semiconductor semiconductors airport chemical chemicals oil petroleum "
    "energy steel paper foods brewing stores supermarkets insurance financial securities partners entertainment "
    "pictures studios records communications telecom telecommunications computer computers robotics aerospace "
    "aviation automotive healthcare therapeutics biosciences logistics brothers"
)

# Those of them that are left out without the whole name having been said.
GROUP_HEADS = LEGAL_SUFFIXES | _set("group holding holdings")

# Last words of teams' names by which a report goes on calling them; all others are too common in other names.
TEAM_WORDS = _set("united rovers wanderers albion hotspur")

# Adjectives of countries and cities by their endings ("Japanese", "Canadian", "British", "French", "Swiss").
DEMONYM = re.compile(r"[A-Z][a-z]+(?:ese|ian|ean|ish|(?<!Vat)ican|ccan|[fnt]ch|li|[rq]i|ss|ek)")

# Prefixes from Greek and Latin that are also names; a noun after them and a hyphen makes a word of its own
# ("Meta-analysis"), a participle does not ("Meta-owned").
COMBINING_FORMS = _set(
    "alpha auto beta bio cyber delta eco electro exo geo giga hyper infra kilo macro mega meta micro mini multi nano "
    "neo neuro nova octa omega omni para petro poly proto pseudo psycho quasi retro semi sigma socio super tele terra "
    "tetra trans tri turbo uber ultra uni vita"
)

# What an institution is called that takes its name from a place or a patron ("Bank of X", "University of X").
INSTITUTIONS = _set(
    "bank university college institute school academy museum library church cathedral hospital ministry department "
    "court battle treaty port isle gulf bay cape mount lake university republic kingdom order duke duchess earl bishop "
    "archbishop diocese society association chamber council house friends sons daughters"
)

PERSON_TYPES = _set("person people human")
PLACE_TYPES = _set("place location city country region territory")
ORGANIZATION_TYPES = _set("organization organisation company institution agency team business")

# Verbs of speech and auxiliaries that follow a person's name.
SPEECH = _set(
    "said says say told tells added adds asked asks tweeted wrote writes explained explains insisted insists warned "
    "warns noted notes declared replied claimed claims announced argued argues believes thinks hopes"
)

# Past forms without "-ed" that news has its actors do.
PAST_VERBS = _set(
    "won lost led began made took gave got went came grew fell rose saw met paid put set hit sent held kept left sold "
    "bought built brought broke became drew spent struck stood sought withdrew"
)


@cache
def common_words() -> frozenset[str]:
    """English words that are mostly written in lower case.

    Counted by tests/evaluation/count_words.py on the web pages of `boilerplate_text` dev: in lower case on at least six
    pages, and in at least six of ten uses.
    """
    return frozenset(json.loads(resources.files("generator").joinpath("data/common_words.json").read_text("utf-8")))


def is_function(word: str) -> bool:
    """Whether `word`, in any case, is grammar, a number or a part of the calendar: never a name by itself."""
    lower = word.lower()
    return lower in FUNCTION_WORDS or lower in NUMBER_WORDS or lower in CALENDAR


def is_ordinary(word: str) -> bool:
    """Whether `word`, in any case, is one that English mostly writes in lower case."""
    lower = word.lower()
    return lower in common_words() or is_function(lower)
