"""The words that attribute: verbs of saying, pronouns, names and the words around them.

In: nothing. Out: patterns and sets. Every repeat in a pattern is bounded, so that a run of 20,000 capitalised words
costs what any other text of that length costs.
"""

from __future__ import annotations

import re

# Verbs that tell who speaks wherever they stand next to quoted words.
_SAYING = (
    "add admit announce argue ask assert boast caution claim comment complain concede conclude contend continue "
    "counter criticize declare email exclaim explain insist interject joke lament mention mumble muse mutter note "
    "object observe post predict proclaim promise quip recall recount remark repeat reply report respond retort "
    "shout sigh state stress suggest testify tweet urge vow warn whisper wonder yell acknowledge affirm allege "
    "confess confirm cry emphasize emphasise estimate describe growl joke murmur plead pledge pronounce protest "
    "reason reckon reflect reiterate relate scoff snap speculate theorize volunteer bark bellow blurt boom chant "
    "croak deadpan drawl gush holler howl inquire enquire interrupt intone notify opine roar scold scream screech "
    "shriek snarl sneer stammer stutter text thunder crow purr coo hiss snort grunt bawl jeer blog drone"
).split()
# Verbs that do so only together with the position of the quoted words.
_JUDGING = (
    "accuse advise agree answer appeal applaud assail assure attack bemoan berate blast brand brag cast challenge "
    "characterize characterise charge chide cite condemn consider credit decry defend demand denounce deny deem "
    "deride detail dismiss dub elaborate encourage express forecast fret fume highlight hail hint imply indicate "
    "inform instruct label laud lecture liken maintain mock name offer opine outline paint point portray praise "
    "press profess propose question quote rail rant rate recite refer reject rely remind request ridicule sign "
    "signal slam summarize surmise tease thank tout trumpet vent voice welcome worry advertise discuss disclose "
    "lambaste rip reveal rule believe fear guess title laugh smile shrug chuckle grin nod sob gasp groan smirk wince "
    "gloat enthuse marvel sum clarify"
).split()
_IRREGULAR_SAYING = "said says say told tells tell wrote writes write written sang sings read called".split()
_IRREGULAR_JUDGING = (
    "went goes spoke speaks thought thinks think felt feels swore swears saw sees found finds used uses began begins"
).split()
# Forms that are nouns more often than verbs in running news.
_NOUNS = frozenset(
    (
        "comments posts reports claims notes answers questions charges attacks demands requests signals points "
        "rates labels brands names hints fears quotes titles headlines states rules offers promises appeals "
        "challenges estimates objects details highlights presses worries ends opens reasons mentions replies "
        "casts cries voices signs tweets emails remarks protests cautions calls reads puts put texts laughs smiles "
        "shrugs screams roars howls chants sums"
    ).split()
)


def _forms(lemma: str) -> tuple[str, str, str]:
    """Third person, past and -ing form by the regular rules of English spelling."""
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if re.search(r"[^aeiou]y$", lemma):
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    if lemma in {"admit", "quip", "refer", "brag", "dub", "fret", "rip", "slam", "snap", "begin", "tut"}:
        return third, lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"
    return third, lemma + "ed", lemma + "ing"


def _finite(lemmas: list[str]) -> set[str]:
    forms = {form for lemma in lemmas for form in _forms(lemma)[:2]}
    return forms - _NOUNS


STRONG = frozenset(_finite(_SAYING) | set(_IRREGULAR_SAYING))
VERBS = frozenset(STRONG | _finite(_JUDGING) | set(_IRREGULAR_JUDGING))
# Cues only right beside a name or pronoun: "Roe notes", "states Roe", not "the notes".
AMBIGUOUS = _NOUNS
# Present tense after a plural, "critics argue"; mostly nouns and infinitives elsewhere.
PLURALS = (
    frozenset({*_SAYING, *_JUDGING, "think"}) - STRONG - _NOUNS - {"name", "point", "sign", "text", "fear", "rule"}
)
PARTICIPLES = frozenset(
    {_forms(lemma)[2] for lemma in (*_SAYING, *_JUDGING)}
    | {"saying", "telling", "writing", "calling", "using", "reading"}
)

# What people are called by kin, office and trade; the endings of agents, but for things that end like them.
_PERSONS = frozenset(
    (
        "man men woman women person people mother father son daughter brother sister wife husband friend "
        "neighbour neighbor boy girl child children guy kid chief boss owner head leader member judge coach king "
        "queen lady mayor official critic expert aide source police attorney rep colleague nurse chef clerk "
        "priest bishop cop guard pilot secretary secretaries deputy deputies captain athlete relative native "
        "executive representative detective delegate candidate advocate staff team couple family families crowd "
        "public allies authorities authority attorneys spokespeople other"
    ).split()
)
_AGENT_ENDS = ("er", "or", "ist", "ian", "ant", "ent", "ee", "man", "woman", "men", "women", "person")
_THINGS = frozenset(
    (
        "answer number paper letter order computer power water weather winter summer matter center chapter "
        "disaster border cover cancer counter corner quarter over under after later never ever rather further "
        "newspaper government statement movement document moment argument comment payment investment department "
        "apartment element environment treatment development management agreement amendment settlement judgment "
        "assessment announcement event percent incident accident content factor error horror color colour labor "
        "labour harbor harbour floor door motor sector behavior list insist exist assist twist plant want grant "
        "restaurant different recent current important significant committee fee different eager"
    ).split()
)


def is_person(words: str) -> bool:
    """Whether the last of these words is a noun for people, as far as its ending tells."""
    last = words.rpartition(" ")[2]
    one = last.removesuffix("s")
    return one in _PERSONS or last in _PERSONS or (len(one) > 4 and one.endswith(_AGENT_ENDS) and one not in _THINGS)  # noqa: PLR2004 - "other"


WORD = re.compile(r"[A-Za-z]+")
_TITLE = r"(?:Mr|Mrs|Ms|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Gen|Col|Capt|Lt|Sgt|Rev|Hon|St|Sir|Lord|Lady|Dame)\.?"
CAPITALS = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŴŶŸŹŻŽ"
_CAPITAL = rf"(?:@\w{{1,30}}|(?:[A-Z]\.){{1,4}}|[{CAPITALS}][\w’'&-]{{0,40}}(?<![’'])(?<![’']s))"
_INNER = r"(?:(?:de|da|del|della|di|la|le|van|von|der|den|bin|al|el|ibn|du|dos|y|&)\s){0,3}(?:(?:al|el|ul|as|an)-)?"
# within a name: "Ohio Gov. Jane Roe"
_RANK = r"(?:(?:Mr|Mrs|Ms|Sen|Rep|Gov|Gen|Sgt|Capt|Lt|Col|Maj|Det|Supt|Insp|Cmdr|Adm|Rev|Dr|Prof|Atty)\.\s){0,2}"
NAME = re.compile(
    rf"(?:{_TITLE}\s)?{_RANK}{_CAPITAL}(?:\s{_INNER}{_RANK}{_CAPITAL}){{0,7}}(?:,?\s(?:Jr|Sr|II|III)\b\.?)?"
)
_NAME_START = re.compile(rf"[{CAPITALS}@](?<![\w.’'].)")


# The first letter of a name of several words; one that only may be is left to `NAME`.
_NAME_OF_WORDS_START = re.compile(rf"[{CAPITALS}@](?<![\w.’'].)(?=[\w.’'&-]{{0,50}}\s{_INNER}[{CAPITALS}@])")


def names(text: str, start: int = 0, stop: int | None = None) -> list[re.Match[str]]:
    """Runs of capitalised words with their titles; found by their first letters, which is faster than by the whole."""
    return _runs(_NAME_START, text, start, len(text) if stop is None else stop)


def names_of_words(text: str) -> list[re.Match[str]]:
    """Those of `names` that have several words."""
    return [name for name in _runs(_NAME_OF_WORDS_START, text, 0, len(text)) if " " in name[0]]


def _runs(first_letter: re.Pattern[str], text: str, start: int, stop: int) -> list[re.Match[str]]:
    found = []
    at = start
    match = NAME.match
    for capital in first_letter.finditer(text, start, stop):
        begin = capital.start()
        if begin >= at and (name := match(text, begin, stop)):
            found.append(name)
            at = name.end()
    return found


NAMED_HE = re.compile(r"He\s[A-Z][a-z]{1,20},\s")  # "He Jianguo, a broker,"
PRONOUN = re.compile(rf"\b(?:he|(?!{NAMED_HE.pattern})He|[Ss]he|[Tt]hey|[Ww]e|I|[Ii]t)\b(?![’'])")
DETERMINER = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[Ss]ome|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Mm]y|[Oo]ur|[Mm]any|[Ss]everal|[Tt]wo|"
    r"[Tt]hree|[Bb]oth|[Oo]ther|[Mm]ost|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Nn]o)\s"
)
# Capitalised because a sentence or a name of a day begins, not because somebody is called so.
NOT_NAMES = frozenset(
    (
        "In On At But And As For After Before When While Since If So Then Now Yet Also During According With By "
        "From To Still Meanwhile However Earlier Later Last Monday Tuesday Wednesday Thursday Friday Saturday "
        "Sunday January February March April May June July August September October November December What That "
        "This These There Here How Why Or Not Of About Instead Even Though Although Because Once Until Indeed "
        "Perhaps Speaking Responding Just Our My Your You Asked The A An His Her Their Its He She They We It I "
        "Another Some Many Several Both Other Most One Two Three No Nor Only Under Over Through Without Within "
        "Following Despite Like Unlike Among Between Again Today Yesterday Tomorrow Next Who Whose Where Which "
        "Either Neither Each Every All Such Citing Referring Given Thus Therefore Moreover Around Above Across "
        "Against Along Alongside Amid Amidst Behind Below Beneath Beside Besides Beyond Near Off Onto Past Toward "
        "Towards Upon Throughout Rather Whether Whatever Whenever Wherever Apart Aside Ahead Contrary Due "
        "Elsewhere Except Further Hence Inside Outside Nevertheless Nonetheless Otherwise Regarding Concerning "
        "Reading Seen Shortly Similarly Somewhat Up Down Out Via Versus Whereas Nobody Somebody Everybody "
        "Everyone Someone Anyone Nothing Something Everything Anything None Maybe Yes Often "
        "Sometimes Did Does Is Are Was Were Could Would Should Finally Always Never Have Has Had Recently"
    ).split()
)
# Months that are also names; behind one of the words after them they are months.
NAMED_MONTHS = frozenset(("April", "May", "June", "August"))
BEFORE_MONTHS = re.compile(
    r"\b(?:[Ii]n|of|since|by|until|last|this|next|from|to|and|for|through|during|early|late|mid)\s$"
)
_FILLERS = (
    "has have had also then later once even never would will could did does do is was were are recently again further "
    "earlier often first still himself herself themselves itself all just simply to be been always soon now previously "
    "not can may might should repeatedly yesterday today since"
)
FILLER = re.compile(
    rf"(?:\s|^)(?:{'|'.join(_FILLERS.split())}|went on to|goes on to|[a-z]{{2,20}}ly|"
    r"(?:on|in|at) [A-Z]\w{2,9}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|last (?:week|month|year|night))$"
)
FILLER_ENDS = frozenset(
    (*_FILLERS.split(), "week", "month", "year", "night")
)  # what one ends in, besides "-ly" and names
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Sens|Reps|Gen|Lt|Col|Jr|Sr|St|Rev|Prof|Sgt|Capt|Cpl|Det|Supt|Insp|Maj|Cmdr|Adm|Hon|Atty|"
    r"Asst|Dept|Univ|Brig|Mt|Ft|vs|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Inc|"
    r"Corp|Co|Ltd|Va|Fla|Pa|Md|Wis|Mass|Calif|Ariz|Tenn|Ill|Ind|Mich|Minn|Ky|Ala|Ga|La|Wash|Conn|Colo|Ore|Okla|Tex)|\b[A-Z])\.$"
)
_LONGEST_ABBREVIATION = 8


def is_abbreviated(text: str, start: int, at: int) -> bool:
    """Whether there is a full stop at `at` that only ends an abbreviation, which begins not before `start`."""
    if not text.startswith(".", at):
        return False
    word = text[max(start, at - _LONGEST_ABBREVIATION) : at]
    if word.islower():  # most sentences end in an ordinary word
        return word.endswith("vs")
    return _ABBREVIATION.search(text, max(start, at - _LONGEST_ABBREVIATION), at + 1) is not None


SENTENCE_END = re.compile(r"[.!?…][)\]’']{0,2}\s{1,3}(?=[“\"‘(\[\x01]?[A-Z0-9\x01@])")
