"""Texts, ids and languages as anybody could write them, for the maps that are made by lot."""

from __future__ import annotations

import re
from unicodedata import category, normalize

from hypothesis import strategies as st

LONGEST = 500
"""Characters of the longest text that is made."""

PLAIN = (
    "Die Brücke muss gesperrt werden.", "Das folgt aus dem, was darunter steht.", "Nein!",
    "Nobody has counted them since 1998, and nobody wants to.", "x", "1.200 Tonnen, § 4 Nr. 2",
    "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung gilt weiter.",
    "La volonté générale est toujours droite.", "No se puede negar la evidencia.",
)  # fmt: skip
YAML_LIKE = (
    "key: value", "- one", "#1 is missing", "Street #1 is wet", "no", "true", "null", "~", "1.10",
    "2026-03-12", "[…] leere Hallen", "{a: b}", "*star*", "&anchor", "!tag", "| pipe", "> fold",
    "%YAML", "@at", "`tick`", "? what", "'single'", '"double"', "back\\slash \\n \\u202e", "<<",
    "ends with a colon:", "0x1F", "1e3", "a: [b, {c: d}]", "---", "...", ":", ",", "''", "=",
)  # fmt: skip
MARKUP_LIKE = (
    "<b>bold</b>", "</text></svg>", "<script>alert(1)</script>", "&amp;", "&lt;", "&#x202e;", "]]>",
    "<![CDATA[x]]>", "<!-- x -->", 'a" onload="x', "javascript:alert(1)", "<?xml?>", "${x} {{y}}",
    "}</style>", "\\N{x}", "%s %d {0}", '<TABLE><TR><TD PORT="a">x</TD></TR></TABLE>',
)  # fmt: skip
OTHER_SCRIPTS = (
    "הגשר חייב להיסגר מיד.", "يجب إغلاق الجسر الآن لأن الشقوق تكبر.",
    "桥必须立即关闭，因为裂缝越来越大。",
    "この橋は、すぐに閉鎖しなければならない。", "다리를 즉시 폐쇄해야 한다.", "สะพานต้องปิดทันที",
    "पुल को तुरंत बंद करना चाहिए।", "Мост нужно закрыть немедленно.", "Η γέφυρα πρέπει να κλείσει.",
    "mixed שלום and 世界 and 😀", "١٢٣ رقم", "𒀀𒀁 𝔘𝔫𝔦", "ꙮ ﷽",
)  # fmt: skip
SMALL_SIGNS = (
    "😀", "👩‍👩‍👧‍👦", "🇩🇪🇫🇷", "👍🏽", "e\u0301", "Z" + "\u0351\u0300" * 9, "\u00ad",
    "soft\u00adhyphen",
    "\u200b", "zero\u200bspace", "\u200f", "\u200e", "a\u00a0b", "\u00a0", "\u202f%", "ﬁ", "…", "—",
    "/", "\u0301", "½", "\u3000", "\ufe0f", "☃\ufe0f", "\u200d",
)  # fmt: skip

UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
"""What no map may hold: controls, bidi overrides, separators of lines, what is no character."""

BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"
BLANKS = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")


def folded(text: str) -> str:
    """Return a text as a map holds it: without what is unsafe, its white space folded."""
    return BLANKS.sub(" ", UNSAFE.sub("", text)[:LONGEST]).strip(" ")


def _says_something(text: str) -> bool:
    """Whether something of a text can be seen: a letter, a number, a sign."""
    return any(category(char)[0] in "LNPS" and char not in BLANK_LETTERS for char in text)


pieces = st.sampled_from([*YAML_LIKE, *MARKUP_LIKE, *OTHER_SCRIPTS, *SMALL_SIGNS, *PLAIN])
characters = st.characters(blacklist_categories=("Cs", "Cc"))
texts = (
    st.one_of(
        st.sampled_from(PLAIN),
        pieces,
        st.lists(pieces, min_size=1, max_size=12).map(" ".join),
        st.text(characters, min_size=1, max_size=40),
        st.lists(st.text(characters, min_size=1, max_size=12), max_size=12).map(" ".join),
        st.builds(lambda piece, count: piece * count, pieces, st.integers(2, 300)),
    )
    .map(folded)
    .filter(_says_something)
)
"""Anything that can stand where a text belongs, from one character to `LONGEST`."""

speakers = st.sampled_from(["Ada Stein", "Ben Field", "Prof. Dr. Berta Hohenschwangau-Lüdenscheid",
                            "Ада", "李明", "no", "A & B <c>"])  # fmt: skip
languages = st.sampled_from(["de", "en", "en-GB", "de-AT", "fr", "es", "it", "pt-BR", "ar", "he",
                             "zh-Hans", "ja", "ru", "tlh", "no"])  # fmt: skip

_letters = st.characters(whitelist_categories=("Lu", "Ll", "Lt", "Lm", "Lo"))
_inside = st.characters(
    whitelist_categories=("Lu", "Ll", "Lo", "Mn", "Nd"), whitelist_characters="-_"
)
ids = (
    st.one_of(
        st.sampled_from(["a", "B2", "no-exit", "nu_ll", "true", "null", "no", "größer", "é", "шаг",
                         "第一", "صفر", "x-1", "x-2", "x_2", "ǅ", "on", "y", "premises", "text",
                         "constructor", "__proto__"[2:7]]),
        st.builds(str.__add__, _letters, st.text(_inside, max_size=8)),
    )
    .map(lambda name: normalize("NFC", name))
    .filter(lambda name: name != "thesis" and not UNSAFE.search(name))
)  # fmt: skip
"""What can name something: a letter, then letters, marks, digits, `-` and `_`, in any script."""
