"""Paragraphs: their lines fit, hold all words, and end where a reader expects it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.drawing.typeset import Line, Style, natural_width, set_paragraph, set_start
from argmap.drawing.typeset.clusters import split_clusters
from argmap.drawing.typeset.measure import spare_width

if TYPE_CHECKING:
    from collections.abc import Mapping

REGULAR = Style("regular", 14, 19)
SEMIBOLD = Style("semibold", 15, 20)
STYLES = (REGULAR, SEMIBOLD)
WIDTHS = (40, 64, 100, 150, 221.5, 400, 720, 1600)
TEXTS: Mapping[str, str] = {
    "german": "Die Ukraine-Unterstützung der Verbündeten bröckelt: Präzisionsmunition, Raketen"
    "abwehr und Haushaltsmittel reichen – so Ritter – nicht für 10 km Front (vgl. Nr. 3).",
    "english": "Trump is bluffing; the administration's negotiating position, he says, is weak.",
    "address": "Siehe https://www.example.org/sehr/lange/adresse?suche=waffenstillstand&seite=2.",
    "endless": "x" * 700 + " und " + "Donaudampfschifffahrtsgesellschaftskapitänsmütze" * 4,
    "chinese": "特朗普虚张声势，普京获胜。“这是一个测试”（括号）文本，没有空格。",
    "japanese": "トランプ氏はブラフをかけ、プーチン氏が勝つ。ちょっと待って！",
    "korean": "트럼프는 허세를 부리고 푸틴이 이긴다",
    "thai": "ทรัมป์หลอกลวงและปูตินชนะสงครามในยูเครน",
    "arabic": "ترامب يخادع وبوتين يفوز في 2026 (iPhone)",
    "hebrew": "טראמפ מבלף, פוטין מנצח – 12 נקודות",
    "russian": "Трамп блефует, Путин выигрывает: военного выхода нет.",
    "emoji": "👨‍👩‍👧‍👦👍🏽🇩🇪❤️✓↗️ 1️⃣ ok",
    "marks": "Z" + "\u0300\u0301\u0302\u0303\u0304\u0305\u0306" * 20 + "algo e\u0301te\u0301",
    "hindi": "ट्रम्प झांसा दे रहे हैं, पुतिन जीत रहे हैं",
}


def lines_of(text: str, width: float, style: Style = REGULAR, lang: str = "de") -> list[str]:
    lines = set_paragraph(text, style, width, slack=0.12 * width, lang=lang)
    return [line.text for line in lines]


def clusters_of(line: Line) -> int:
    return len(split_clusters(line.text))


@pytest.mark.parametrize("style", STYLES, ids=["regular", "semibold"])
@pytest.mark.parametrize("name", TEXTS)
def test_every_line_fits(name: str, style: Style) -> None:
    """No line is wider than allowed, in our font or in its stand-ins, but a lone character."""
    for width in WIDTHS:
        slack = 0.1 * width
        for line in set_paragraph(TEXTS[name], style, width, slack=slack, lang="de"):
            if clusters_of(line) > 1:
                assert line.width <= width
                spare = spare_width(line.text, style.face) * style.size / 2048
                assert spare <= width + slack + 0.001
            assert line.width == pytest.approx(natural_width(line.text, style), abs=0.001)


def squeezed(text: str) -> str:
    """Return a text without spaces and hyphens, in one spelling of its letters."""
    kept = (char for char in unicodedata.normalize("NFC", text) if char not in "-\u00ad\u200b")
    return "".join("".join(kept).split())


@pytest.mark.parametrize("name", [name for name in TEXTS if name != "marks"])
def test_nothing_is_lost(name: str) -> None:
    """The lines hold all characters of the text in their order."""
    for width in WIDTHS:
        assert squeezed("".join(lines_of(TEXTS[name], width))) == squeezed(TEXTS[name])


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(max_size=80),
    width=st.floats(min_value=1, max_value=900),
    lang=st.sampled_from(["de", "en", "fr", "zh", ""]),
)
def test_any_text_can_be_set(text: str, width: float, lang: str) -> None:
    """Whatever the characters and the width, lines come out that fit and that are not empty."""
    for line in set_paragraph(text, REGULAR, width, slack=0.1 * width, lang=lang):
        assert line.text
        assert line.width <= width or clusters_of(line) == 1


def test_a_text_without_words_has_no_lines() -> None:
    """White space alone is no line."""
    assert lines_of("\u00ad", 100) == []
    assert lines_of("", 100) == []
    assert lines_of(" \n\t ", 100) == []


def test_white_space_is_folded() -> None:
    """Line ends and runs of spaces are single spaces; a no-break space stays."""
    assert lines_of("  a \n\n b\tc d\u00a0e ", 400) == ["a b c d\u00a0e"]


def test_a_no_break_space_holds_words_together() -> None:
    """No line ends at a no-break space."""
    assert lines_of("Es sind genau 10\u00a0km", 100) == ["Es sind genau", "10\u00a0km"]


def test_lines_are_even() -> None:
    """Words move to the next line where that takes no more lines and leaves them more even."""
    assert lines_of("Der Krieg in der Ukraine und die Folgen", 250) == [
        "Der Krieg in der Ukraine",
        "und die Folgen",
    ]


def test_no_short_word_is_left_alone() -> None:
    """The last line is not a lone short word where the line before can spare another one."""
    lines = lines_of("Keine Seite will den Krieg beenden, sagt er", 280)
    assert len(lines) == 2
    assert len(lines[-1].split()) > 1


def test_fewest_lines_come_first() -> None:
    """A word is divided where that saves a line."""
    whole = "Die Verteidigungsausgaben der Bündnispartner"
    assert len(lines_of(whole, 175)) == 2
    assert any(line.endswith("-") for line in lines_of(whole, 175))


@pytest.mark.parametrize(
    ("word", "width", "expected"),
    [
        ("Ukraine-Kriegs", 80, ["Ukraine-", "Kriegs"]),
        ("Ukraine-Unterstützung", 110, ["Ukraine-", "Unterstützung"]),
        ("Nord-Stream-Leitung", 100, ["Nord-Stream-", "Leitung"]),
        ("Waffenlieferungen/Sanktionen", 140, ["Waffenlieferungen/", "Sanktionen"]),
        ("Ukraine-\u00adKriegs", 80, ["Ukraine-", "Kriegs"]),
        ("Krieg–Frieden", 60, ["Krieg–", "Frieden"]),
    ],
)
def test_own_hyphens_come_first_and_are_never_doubled(
    word: str, width: float, expected: list[str]
) -> None:
    """A word with a hyphen, dash or stroke is divided after it, without another hyphen."""
    assert lines_of(word, width) == expected


@pytest.mark.parametrize("width", range(40, 200, 3))
def test_no_hyphen_is_ever_doubled(width: int) -> None:
    """At no width does a line end with two hyphens, or a next one begin with one."""
    text = "Ukraine-Kriegs-Unterstützung der US-Hegemonie-Befürworter in Nahost-\u00adFragen"
    lines = lines_of(text, width)
    assert not any("--" in line or line.startswith("-") for line in lines)
    assert not any(line.endswith(("-\u2010", "\u2010-")) for line in lines)


@pytest.mark.parametrize("text", ["E-Mail", "24/7", "10–15", "2026-03-12", "F-16"])
def test_what_belongs_together_is_not_divided(text: str) -> None:
    """A hyphen after one letter or before a figure is no place to divide at."""
    before = "wort"
    width = natural_width(f"{before} {text}", REGULAR) - 1
    assert lines_of(f"{before} {text}", width) == [before, text]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Es sind 10 km", "10 km"),
        ("Es sind 3,5 Mrd. Euro", "3,5 Mrd."),
        ("Es sind rund 40 %", "40 %"),
        ("Das steht in § 51", "§ 51"),
        ("Das Telefonat am 9. März", "9. März"),
        ("Das gilt z. B. dort", "z. B."),
        ("Das Ende – sagt er", "Ende –"),
    ],
)
def test_numbers_stay_with_their_units(text: str, kept: str) -> None:
    """No line ends between a number and its unit, within "z. B.", or before a dash."""
    for width in range(60, 200, 5):
        assert any(kept in line for line in lines_of(text, width)), width


def test_a_soft_hyphen_says_where_to_divide() -> None:
    """A soft hyphen shows at a line's end only, and no pattern adds another place."""
    assert lines_of("Staub\u00adecken", 60) == ["Staub-", "ecken"]
    assert lines_of("Staub\u00adecken", 200) == ["Staubecken"]


def test_an_address_is_divided_at_its_signs() -> None:
    """A web address goes on after a stroke or another of its signs, and no hyphen is added."""
    lines = lines_of("https://www.example.org/krieg/und/frieden?seite=2", 130)
    assert "".join(lines) == "https://www.example.org/krieg/und/frieden?seite=2"
    assert all(line[-1] in "/.?=:" for line in lines[:-1])


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "unter 10.1000/verwaltungsvorschriften.2024.",
            ["unter 10.1000/", "verwaltungsvorschriften.", "2024."],
        ),
        (
            "C:\\Benutzer\\Abteilung\\Verwaltungsvorschriften fehlt",
            ["C:\\Benutzer\\Abteilung\\", "Verwaltungsvorschriften", "fehlt"],
        ),
        ("1BvR2656/18-1BvR78/20-1BvR96/20", ["1BvR2656/18-1BvR78/", "20-1BvR96/20"]),
        ("die berechneKosten() ist da", ["die berechneKosten()", "ist da"]),
        ("die verwaltungs_vorschriften_liste", ["die verwaltungs_", "vorschriften_liste"]),
    ],
)
def test_a_name_of_a_thing_is_never_hyphenated(text: str, lines: list[str]) -> None:
    """A DOI, a path, a file number, a function is divided after its own signs, without a hyphen."""
    assert lines_of(text, 165) == lines


def test_a_part_that_fits_nowhere_is_cut_without_a_hyphen() -> None:
    """Of a name of a thing, only a part that is wider than a line is cut within, and last."""
    assert lines_of("/verwaltungsvorschriften.genehmigungsverfahren", 130) == [
        "/verwaltungsvorsc",
        "hriften.",
        "genehmigungsverf",
        "ahren",
    ]
    assert lines_of("berechneGesamtkosten() ist", 165) == ["berechneGesamtkoste", "n() ist"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("der CO2-Emissionszertifikatehandel", ["der CO2-Emissions-", "zertifikatehandel"]),
        ("(Verwaltungsvorschriftensammlung).", ["(Verwaltungsvorschrif-", "tensammlung)."]),
        ("am 12.03.2026 und 1.000.000.000-mal", ["am 12.03.2026 und", "1.000.000.000-mal"]),
        ("Das ist so wahr und/oder falsch", ["Das ist so wahr und/", "oder falsch"]),
    ],
)
def test_ordinary_words_are_no_names_of_things(text: str, lines: list[str]) -> None:
    """A bracket around a word, CO2 before it, a day and a number change nothing."""
    assert lines_of(text, 165) == lines


def test_chinese_lines_begin_and_end_well() -> None:
    """No line begins with closing punctuation or ends with an opening one."""
    for width in range(40, 300, 7):
        lines = lines_of(TEXTS["chinese"], width, lang="zh")
        assert not any(line[0] in "，。）”" for line in lines)
        assert not any(line[-1] in "（“" for line in lines)


def test_clusters_stay_whole() -> None:
    """No line begins with a mark or a joiner, however narrow."""
    for name in ("thai", "emoji", "hindi", "marks", "korean"):
        for line in lines_of(TEXTS[name], 20):
            assert unicodedata.category(line[0])[0] != "M"
            assert line[0] != "\u200d"


def test_marks_are_limited() -> None:
    """One letter keeps three marks at most."""
    (line,) = lines_of("a" + "\u0323\u0330\u0331\u0324" * 50 + "b", 400)
    assert sum(unicodedata.combining(char) > 0 for char in line) == 3


def test_the_direction_is_that_of_the_first_letter() -> None:
    """All lines of a paragraph run the way of its first letter that has one."""
    for name in TEXTS:
        lines = set_paragraph(TEXTS[name], REGULAR, 90, slack=9, lang="de")
        assert {line.rtl for line in lines} == {name in {"arabic", "hebrew"}}
    assert set_paragraph("2026: שלום", REGULAR, 200, slack=9, lang="he")[0].rtl


def test_a_line_says_whether_a_space_follows() -> None:
    """Joined by what followed them, and without added hyphens, the lines are the text again."""
    lines = set_paragraph("die Ukraine-Krise bleibt", REGULAR, 80, slack=8, lang="de")
    assert "".join(line.text + " " * line.space for line in lines) == "die Ukraine-Krise bleibt"
    assert [line.space for line in lines][-1] is False


def test_a_width_below_one_character_gives_the_character() -> None:
    """Nothing is lost and nothing loops where not even one character fits."""
    assert lines_of("WM", 3) == ["W", "M"]


def test_a_megabyte_in_one_word_is_set() -> None:
    """A word of a million letters is cut into lines that fit."""
    lines = set_paragraph("w" * 1_000_000, REGULAR, 300, slack=30, lang="de")
    assert sum(len(line.text) for line in lines) == 1_000_000
    assert max(line.width for line in lines) <= 300


def start_of(text: str, width: float, most: int) -> list[str]:
    lines = set_start(text, REGULAR, width, slack=0.12 * width, lang="de", most=most)
    return [line.text for line in lines]


def test_a_start_that_has_room_is_the_whole_paragraph() -> None:
    """Nothing is cut while the text needs no more lines than are wanted."""
    text = "Russland gewinnt, ohne selbst eingreifen zu müssen."
    assert start_of(text, 250, 2) == lines_of(text, 250)
    assert len(lines_of(text, 250)) == 2


def test_a_start_is_cut_after_a_word_as_late_as_can_be() -> None:
    """An ellipsis stands after a whole word, and the next word would have taken one line more."""
    text = "Eins zwei drei, vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn."
    words = text.split()
    for width in (80, 130, 200):
        for most in (1, 2, 3):
            lines = start_of(text, width, most)
            said = " ".join(lines)
            if len(lines_of(text, width)) <= most:
                assert said == text
                continue
            kept = said.removesuffix("…").replace("\xa0", " ").split()
            assert len(lines) <= most
            assert [word.strip(",") for word in words[: len(kept)]] == [w.strip(",") for w in kept]
            longer = " ".join(words[: len(kept) + 1]) + "\xa0…"
            assert len(lines_of(longer, width)) > most


@pytest.mark.parametrize(
    "text", ["特朗普虚张声势，普京获胜。" * 9, "x" * 900, "👨‍👩‍👧‍👦" * 99, "ein Wort " * 99]
)
@pytest.mark.parametrize("most", [1, 2, 3])
def test_a_start_keeps_to_its_lines(text: str, most: int) -> None:
    """Whether or not a text has spaces, all lines are used and there are no more of them."""
    lines = start_of(text, 150, most)
    assert len(lines) == most
    assert text.startswith("".join(line.rstrip("…\xa0") for line in lines)[:9].replace("-", ""))
    assert lines[-1].endswith("…")


def test_a_start_is_not_given_up_where_a_shorter_one_takes_more_lines() -> None:
    """`– Marines …` takes three slim lines, as its ellipsis has no room; a word more takes two."""
    text = "– Marines עברית Fall mit so-und-so 123 nicht 80.000"
    found = set_start(text, Style("regular", 13, 17), 60, slack=8, lang="en", most=2)
    assert [line.text for line in found] == ["– Marines", "עברית\N{NO-BREAK SPACE}…"]
