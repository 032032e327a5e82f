"""The named rules of cleaning: wording that is chrome wherever it stands.

In: the folded text of a block. Out: the rule that holds, with a reason an editor understands. A rule asks for wording
that web pages use for nothing else; what is only likely chrome is left to the line classifier. Wordings are written in
lower case and matched against the text in lower case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_LONGEST = 300  # characters: no rule reads a longer block, so no pattern can run away
_RESERVED = "all rights reserved"
_FREELY = ("(?:.{0,", "(?:[^")  # how the patterns begin that may begin with any words ...
_FOLLOW = "follow"  # ... one of which ends so, the other holds the words above


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern over a whole block in lower case; `typed` rules hold in Markdown, which a person typed, too."""

    name: str
    reason: str
    pattern: re.Pattern[str]
    typed: bool = False


def _rule(name: str, reason: str, *wordings: str, typed: bool = False) -> Rule:
    return Rule(name, reason, re.compile(r"(?:" + "|".join(wordings) + r")\W*"), typed)


# In order: the first rule that matches the whole block names the cut.
LINE_RULES: tuple[Rule, ...] = (
    _rule(
        "comment-form",
        "the form for readers' comments",
        r"(?:leave|write|add|post) a (?:comment|reply|response)(?: cancel reply)?",
        r"(?:leave|write|add|post) (?:a|your) (?:comment|reply) .{0,20}cancel reply",
        r"your e-?mail address will not be published.{0,80}",
        r"required fields are marked.{0,20}",
        r"save my name,? (?:e-?mail|and).{0,120}",
        r"notify me (?:of|by|when|via).{0,80}",
        r"you must be (?:logged|signed) in to (?:post a )?(?:comment|reply).{0,40}",
        r"(?:log|sign) in to (?:leave|post|write|add|join|comment|reply).{0,60}",
        r"(?:post|submit|cancel) (?:comment|reply)",
        r"comments (?:are|have been) (?:closed|disabled|turned off).{0,60}",
        r"no comments(?: yet)?",
        r"be the first to (?:comment|reply|review).{0,40}",
        r"this site uses akismet.{0,120}",
        r"(?:name|e-?mail(?: address)?|website|comment) ?\*",
        r"\d{1,5} (?:thoughts?|replies|responses) (?:on|to) .{1,200}",
        typed=True,
    ),
    _rule(
        "newsletter",
        "an invitation to subscribe",
        r"(?:subscribe|sign up|join|register)(?: now| today| here)? (?:to|for) (?:our|the|my|free)\b.{0,60}"
        r"(?:newsletters?|mailing list|e-?mails?|updates|digest|alerts).{0,120}",
        r"(?:subscribe|sign up|join|register)(?: now| today)? (?:to|for) breaking news.{0,120}",
        r"(?:join|get) our (?:\w{1,20} ){0,3}(?:newsletters?|mailing list).{0,80}",
        r"(?:subscribe|sign up)(?: now| today| here| for free)?",
        r"(?:get|receive|have)\b.{1,120}\b(?:in|to|into) your (?:\w{1,20} )?(?:inbox|e-?mail).{0,60}",
        r"(?:get|receive) (?:the|our) (?:latest|best).{1,100}(?:newsletters?|by e-?mail).{0,60}",
        r"enter your e-?mail(?: address)?.{0,60}",
        r"(?:newsletters?|e-?newsletters?)(?: sign-?up)?",
        typed=True,
    ),
    _rule(
        "subscribers-only",
        "says that the rest is for subscribers",
        r"il vous reste \d{1,3}(?:[.,]\d{1,2})? ?% de (?:cet|l['’]) ?article à lire.{0,120}",
        r"(?:la suite|cet article|ce contenu) est réservée? (?:aux|à nos) abonnés.{0,80}",
        r"(?:déjà|vous êtes déjà) abonnée? ?\?.{0,60}",
        r"(?:this|the rest of this|the full) (?:article|story|post|content) is (?:only )?(?:available |reserved )?"
        r"(?:only )?(?:for|to) (?:our )?(?:paid |paying |registered )?(?:subscribers|members)\b.{0,80}",
        r"already an? (?:subscriber|member)\?.{0,60}",
        r"you(?:['’]ve| have) (?:reached|used) (?:your|all).{0,50}\b(?:articles?|story|stories)\b.{0,80}",
        r"(?:dieser artikel|dieser inhalt|der ganze artikel) ist (?:nur )?(?:exklusiv )?(?:für|unseren) (?:unsere )?"
        r"(?:plus-?)?(?:abonnenten|abonnentinnen|mitglieder)\b.{0,80}",
        r"sie (?:haben|sind) (?:bereits|schon) (?:ein abo|abonnent(?:in)?)\b.{0,60}",
        r"(?:este|el) (?:artículo|contenido) es (?:exclusivo |solo |sólo )?para (?:nuestros )?suscriptores.{0,80}",
        r"(?:¿ ?ya eres|ya soy) suscriptora?\b.{0,60}",
        r"suscríbete para (?:seguir leyendo|continuar)\b.{0,60}",
    ),
    _rule(
        "press-mark",
        "marks the text as a press release, or its end",
        r"for immediate release(?:\W{1,4}.{0,60})?",
        r"[-–—] ?(?:ends|ende|30) ?[-–—]|# ?# ?#",
    ),
    _rule(
        "share-links",
        "buttons for sharing and following",
        r"share (?:this|on|via|post|article|with (?:friends|others|your (?:friends|network)))\b.{0,60}",
        r"(?:share|(?:click to )?tweet(?: this| it)?|pin (?:it|this)|(?:e-?mail|save|bookmark) this|copy link"
        r"|link copied|print(?: this)?(?: article| page)?)",
        r"(?:share|tweet|post|pin|save|like|e-?mail)(?:[ :|/,]{1,3}(?:on |to |via )?(?:share|tweet|facebook|twitter|x|"
        r"linkedin|reddit|whatsapp|telegram|pinterest|e-?mail|print|flipboard)){1,9}",
        r"(?:facebook|twitter|linkedin|instagram|youtube|pinterest|whatsapp|telegram|reddit|tiktok|flipboard|mastodon|"
        r"bluesky|tumblr|rss)(?:[ ,|/·]{1,3}(?:facebook|twitter|x|linkedin|instagram|youtube|pinterest"
        r"|whatsapp|telegram|"
        r"reddit|tiktok|flipboard|mastodon|bluesky|tumblr|rss|e-?mail|print)){1,12}",
        r"(?:follow|find|like|connect with) (?:us|me) (?:on|at|via)\b.{0,100}",
        r"rss(?: feed)?(?: for)?(?: \w{1,20}){0,3}",
        r"(?:read more|share|tweet|pin(?: it)?|e-?mail|print|copy link|facebook|twitter|linkedin|whatsapp|telegram"
        r"|reddit|pinterest|flipboard){2,12}",  # "Read MoreShareTweetPin": elements without a space
        r"(?:artikel |seite |beitrag )?(?:teilen|merken|drucken)",
        r"(?:auf|über|per|via) (?:facebook|twitter|x|linkedin|whatsapp|telegram|xing|e-?mail) (?:teilen|versenden)",
        r"(?:partager|compartir|condividi|delen)(?: (?:sur|en|su|via|op) (?:facebook|twitter|x|linkedin|whatsapp"
        r"|telegram|e-?mail)| (?:cet|este|questo|dit) (?:article|artículo|articolo|artikel))?",
        r"(?:imprimer|envoyer par e-?mail|imprimir|enviar por (?:correo|e-?mail))",
        r"(?:folgen sie uns|suivez-nous|síguenos|تابعونا|تابعنا|شارك|شاركها)(?: (?:auf|bei|sur|en|على|عبر) .{1,40})?",
        r"مشاركة(?: (?:على|عبر) .{1,30})?",
        r"(?:分享|转发)(?:(?:到|至).{1,12})?",
        typed=True,
    ),
    _rule(
        "copyright",
        "a copyright notice",
        r"(?:copyright )?(?:©|\(c\))\s?(?:copyright )?.{0,200}",
        r"copyright (?:©|\(c\)|\d{4}|by\b).{0,160}",
        r"(?:alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|版权所有).{0,60}",
        typed=True,
    ),
    _rule(
        "share-links", "buttons for sharing and following", rf"[^.!?·]{{2,60}} ?· ?{_FOLLOW}"
    ),  # behind an author's name
    _rule("copyright", "a copyright notice", rf".{{0,120}}\b{_RESERVED}\b.{{0,100}}", typed=True),
    _rule(
        "legal-notice",
        "a link to terms, privacy or cookies",
        r"(?:read (?:about )?)?(?:our )?(?:privacy|cookies?|terms|legal|disclaimer|imprint"
        r"|accessibility)(?: &| and| of)?"
        r"(?: (?:policy|notice|statement|use|service|conditions|settings|preferences|privacy|cookies?|terms"
        r"|&|and|of)){1,6}",
        r"(?:read|see|view) (?:about )?our (?:privacy|cookie|terms)\b.{0,60}",
        r"(?:this (?:web)?site|we) uses? cookies.{0,260}",
        r"by (?:signing up|subscribing|submitting|clicking|continuing|using this)\b.{0,220}",
        r"(?:accept|manage|reject)(?: all)? cookies",
        r"do not sell.{0,60}personal.{0,40}",
        r"(?:impressum|datenschutz(?:erklärung)?|mentions légales|aviso legal)",
    ),
    _rule(
        "navigation",
        "a link for moving about the site",
        r"(?:scroll|back|return|jump|go) (?:back )?to (?:the )?(?:top|content|home ?page|main|blog|articles|news)",
        r"skip to (?:the )?(?:main |primary )?(?:content|navigation|search|footer)",
        r"(?:main |toggle |open |close )?(?:menu|navigation|search|sidebar)",
        r"(?:log|sign) ?(?:in|out|up)(?: (?:/|or|\|) (?:register|sign ?up|log ?in|join))?",
        r"(?:←|«|<|‹)\s?(?:older|newer|previous|prev|back)\b.{0,120}",
        r"(?:previous|next|older|newer|prev)(?: (?:post|article|story|page|entry|posts|articles))?:?\s?(?:→|»|>|›)?",
        r"(?:next|newer) (?:post|article|story):? .{1,150}",
        r"(?:previous|older) (?:post|article|story):? .{1,150}",
        r"(?:view|see|show|load|browse) (?:all|more)(?: (?:posts|articles|stories|news|comments|results"
        r"|categories|topics))?",
        r"home(?: ?[>»›/|] ?[^>»›/|]{1,60}){1,6}",
        r"(?:press enter or )?click to (?:view|enlarge|expand)\b.{0,60}",
        r"close|loading|read more|continue reading|learn more|show less|expand",
        r"jump to (?:the )?recipe(?:\W{1,3}print(?: recipe)?)?|print recipe",
        r"\[ ?(?:edit|bearbeiten|modifier|editar|modifica|bewerken|redigera)"
        r"(?: ?[|·/] ?(?:edit source|quelltext bearbeiten|modifier le code|editar código|modifica wikitesto))? ?\]",
    ),
    _rule(
        "read-also",
        "a pointer to another article",
        r"(?:[•\-–*→►▶👉]\s{0,2})?(?:also read|read also|read next|must read|read more|see also|don'?t miss"
        r"|you may also like|"
        r"related|related (?:story|stories|article|articles|post|posts|reading|coverage|content|news)|more on this|"
        r"recommended|recommended reading|up next|also on .{1,40}|more from .{1,40}|dive deeper"
        r"|go deeper)\s?[:–—|»]\s?.{1,220}",
        r"(?:lesen sie (?:auch|hier)|lesen sie dazu(?: auch)?|mehr zum thema|(?:à )?lire aussi|lea también|lee también"
        r"|leggi anche|lees ook|leia também|اقرأ أيض[اً]{1,2}|相关阅读|延伸阅读)\s?[:：–—|»]\s?.{1,220}",
        r"(?:click|tap) here (?:to|for)\b.{1,150}",
    ),
    _rule(
        "promotion",
        "an advertisement or a call to buy",
        r"(?:advertisement|sponsored(?: content| post| by .{1,60})?|paid (?:content|post)|promoted|ad"
        r"|advertise with us)",
        r"(?:advertisement\W{1,3})?(?:scroll|story continues|article continues|continue reading)(?: below| after)?"
        r"(?: (?:this |the )?(?:advertisement|ad))?(?: to continue)?",
        r"get started (?:with .{1,40} )?(?:today|now|for free)\b.{0,80}",
        r"(?:start|try|get) (?:your |a )?(?:.{1,40} )?(?:free trial|for free(?: today| now)?)\b.{0,40}",
        r"(?:book|schedule|request|get|watch) (?:a|your) (?:free )?(?:demo|call|consultation|quote)\b.{0,40}",
        r"(?:download|get) (?:our|the) (?:free )?(?:\w{1,20} )?app\b.{0,60}",
        r"(?:support|donate to) (?:us|our (?:work|journalism|newsroom))\b.{0,120}",
        r"(?:buy|order|shop|donate|subscribe) now",
        r"if you (?:liked?|enjoy(?:ed)?) this (?:article|story|post|piece)?,? ?(?:please )?(?:clap|follow|share"
        r"|subscribe|give|leave|consider)\b.{0,160}",
        r"we may earn (?:a )?commission\b.{0,160}",
        r"this (?:post|page|article|site|blog|recipe)(?: may)? contains? affiliate links.{0,160}",
        r"did you (?:make|try) this recipe\b.{0,160}",
        r"(?:anzeige|werbung|publicité|publicidad|إعلان|广告)",
    ),
    _rule(
        "media-label",
        "a label of a player or a picture that is not here",
        r"(?:watch|listen to|see) (?:the |this )?(?:full |whole |complete )?(?:video|interview|episode"
        r"|podcast|article|story|"
        r"trailer)(?: (?:on|at|here|below|above|now))?(?: \w{1,20})?",
        r"(?:image|photo|picture|photograph|illustration|featured image|cover image|image source)s?"
        r"(?: credits?)?(?: by)?\s?[:©/]\s?.{1,100}",
        r"(?:image|photo|picture|photograph|illustration) (?:by|via|courtesy(?: of)?|from|credit)\b.{1,80}",
        r"(?:getty images|shutterstock|unsplash|istock(?:photo)?|adobe stock)(?: ?/ ?.{1,40})?",
        r"listen(?: to (?:this )?(?:article|story))?(?: ?[·|]? ?\d{1,3} ?min(?:utes?)?)?",
    ),
    _rule(
        "tag-line",
        "the page's tags or categories",
        r"(?:tags?|tagged(?: with| in)?|filed under|categor(?:y|ies)|posted in|topics?|keywords|more on"
        r"|in this article)"
        r"\s?:\s?[^.!?]{1,160}",
        r"(?:filed under|posted in) [^.!?]{1,100}",
        r"(?:#\w{2,40}[ ,]{0,3}){2,20}",
    ),
    _rule(
        "feedback",
        "a question to the reader about the page",
        r"(?:was|did you find) this (?:page|article|answer|information|content|post|section|guide)(?: helpful| useful)"
        r"(?: to you)?(?:\W{1,3}yes\W{1,3}no)?",
        r"yes(?:\s|\s?[/|]\s?)no",
        r"war (?:dieser artikel|diese seite|diese information) hilfreich",
        r"cet article vous a-t-il été utile|¿?te (?:ha )?(?:resultó|sido|fue) útil(?: este artículo| esta página)?",
    ),
    _rule(
        "reading-time",
        "the page's reading time or view count",
        r"(?:estimated )?(?:reading time|read time)\s?:?.{0,30}",
        r"\d{1,3}[ -]?min(?:ute)?s?(?: of)? read(?:ing)?(?: time)?",
        r"(?:lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo di lettura|leestijd)\s?:?\W{0,3}(?:ca\.? "
        r"|etwa |environ )?\d{1,3} ?(?:min(?:\.|ute[ns]?|utos|uti|uut|uten)?)",
        r"\d{1,3} ?min(?:\.|uten)? (?:lesezeit|lesedauer|de lecture|de lectura|di lettura|leestijd)",
        r"\d(?:\.\d{1,2})? (?:stars? )?from \d{1,6} (?:votes?|ratings?|reviews?)",
        r"\d[\d,.]{0,8}[km]? (?:views?|shares?|likes?|followers?|reads|claps|comments?|replies|responses)",
    ),
)


# All wordings that say how a line begins, at once: nearly every line matches none of them.
_ANY = re.compile("|".join(r.pattern.pattern for r in LINE_RULES if not r.pattern.pattern.startswith(_FREELY)))


@lru_cache(maxsize=4096)
def line_rule(text: str, *, typed: bool = False) -> Rule | None:
    """The first rule whose wording is the whole of `text`; `typed` asks only for those that hold in Markdown."""
    if len(text) > _LONGEST:
        return None
    lower = text.lower()
    if not (_RESERVED in lower or lower.endswith(_FOLLOW) or _ANY.fullmatch(lower)):
        return None
    return next((r for r in LINE_RULES if (r.typed or not typed) and r.pattern.fullmatch(lower)), None)


_LONGEST_HEAD = 190  # characters: what the pattern below can take

# No wording of web pages, so the classifier, which learned from them, is not told.
PAGE_NUMBER = Rule(
    "page-number",
    "the head or foot of a printed page",
    re.compile(r"(?:[^.!?]{1,80}\s)?(?:page|seite) \d{1,4} (?:of|von|sur) \d{1,4}(?:\s[^.!?]{1,80})?"),
)


def page_number(text: str) -> bool:
    """Whether the block is what printing puts above or below every page: "Harbour report   Page 2 of 9"."""
    if len(text) > _LONGEST_HEAD or not ("age " in text or "AGE " in text or "eite " in text):  # nearly no line does
        return False
    return PAGE_NUMBER.pattern.fullmatch(text.lower()) is not None


_RECORD = re.compile(
    r"(?:Present|Attendees|In attendance|Also present|Apologies(?: for absence)?|Absent|Minutes(?: taken by)?"
    r"|Action(?: items?)?|Decision|Resolved|Next meeting|Anwesend|Entschuldigt|Protokoll(?:führung)?|Beschluss"
    r"|Nächste Sitzung|Présents|Excusés|Décision|Asistentes|Acuerdo)\s?:\s\S",
    re.IGNORECASE,
)


def opens_record(text: str) -> bool:
    """Whether the block begins as a line of minutes does that names people or decisions: "Present: Ida Stone"."""
    return ":" in (start := text[:40]) and _RECORD.match(start) is not None
