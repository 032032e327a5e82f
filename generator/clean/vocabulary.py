"""The words that cleaning knows: function words, calls to act, and what chrome speaks of."""

from __future__ import annotations

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
# Words that chrome uses more than articles do, by what they speak of, and at the end two ways of speaking. A word
# speaks of one thing only.
CUES = {
    "share": (
        "share shared tweet facebook twitter linkedin instagram whatsapp pinterest reddit telegram follow "
        "followers youtube tiktok print flipboard"
    ),
    "comment": "comment comments reply replies response responses respond discussion disqus akismet",
    "newsletter": (
        "newsletter newsletters subscribe subscribed subscriber subscribers subscription inbox email e-mail mail "
        "rss sign signup"
    ),
    "legal": (
        "copyright © rights reserved privacy terms cookie cookies disclaimer policy trademark trademarks gdpr consent"
    ),
    "navigation": (
        "login log menu search skip home scroll back next previous contact sitemap faq account careers view all "
        "see load toggle close cart help click page top browse"
    ),
    "promotion": (
        "advertisement advertising advertise advertiser sponsored sponsor sponsors promo promotion promoted free "
        "trial offer offers buy deal deals discount download donate shop started store affiliate app commission "
        "premium demo"
    ),
    "byline": (
        "by author written posted published updated edited staff reporter editor contributor min minute minutes "
        "ago january february march april june july august september october november december jan feb mar apr jun "
        "jul aug sep sept oct nov dec"
    ),
    "related": (
        "related recommended also more read popular trending latest recent featured archive archives category "
        "categories tag tags tagged topic topics stories story articles posts news"
    ),
    "media": (
        "photo photos photograph image images credit credits getty reuters courtesy video videos gallery caption "
        "illustration listen watch ap shutterstock unsplash podcast"
    ),
    "you": "you your yours yourself",
    "first_person": "i we our my me us i'm we're i've",
}
