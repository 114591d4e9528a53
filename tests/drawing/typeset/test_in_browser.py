"""Widths, the embedded font and the fonts that stand in for it, as a real Chromium has them."""

from __future__ import annotations

import base64
import os
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
import uharfbuzz as hb

from argmap.drawing.typeset import Style, natural_width, set_paragraph, web_font
from argmap.drawing.typeset.measure import load_face
from argmap.drawing.typeset.webfont import pack
from arriving import pixels

if TYPE_CHECKING:
    from playwright.sync_api import Browser

STRINGS = (
    "Trump blufft, Putin gewinnt.",
    "AVATAR To. Ty, P. Wo Ya Te fi ffl LT L’ r. y,",
    "Straße, Größe, Übermaß, ẞ, façade, naïve, œuvre, Ærø",
    "„Leere Hallen“, ‚so‘ – »nie« … ‹da› — ¿Qué? ¡No!",
    "3,14 × 10⁻³ ± 5 % ≥ 2 ≤ 7 ≠ 9 → ↗ ⇄ ← ↓ ✓",
    "1.2.1 24/7 10–15 2026-03-12 12:30:45 $5 €7 £9 ¥3 ₽4",
    "H₂O, CO₂, m², ¹ ² ³, №, §, ©, ®, ™, °C",
    "Київ, Москва, Путин, Ґ ґ Ї ї Є є",
    "Αθήνα, Ελλάδα, ΆΈΉ, ώ",
    "Łódź, Przemyśl, Gdańsk, źdźbło, ŻÓŁĆ",
    "Çağ, ığdır, İstanbul, şüphe",
    "Ðð Þþ Æ æ Ø ø Å å ĳ Ĳ ŋ",
    "Việt Nam, Nguyễn, Đà Nẵng, ợ ẫ ỗ",
    "e\u0301 a\u0308 o\u0302 u\u0323 n\u0303",
    "(Klammern) [eckig] {geschweift} <spitz> /strich\\ |",
    "“Quoted”, she said: ‘no’; it’s O’Neill’s.",
    "https://www.example.org/path?query=1&other=2#top",
    "a.b@c.de, #tag, *star*, ^hat, ~tilde, `tick`",
    "MMMMMWWWWW iiiiilllll 0O0O 1l1l",
    "Präzisionsmunition Unterstützung Hegemonie",
    "Ukraine-Unterstützung, Nord-Stream-Röhren",
    "A\u00a0B 5\u202fkm 10\u00a0% z.\u202fB.",
    "T\u00a0T V\u00a0A L T Y A . V",
    "x",
    "AАΑ ΤΤ Тo Уf",
    "Čeština: Příliš žluťoučký kůň úpěl ďábelské ódy",
    "Ø–Å: «Å» ·•· †‡ ¶ ¦ ¬ ¼ ½ ¾ ⅓",
    "FFI ffi FLO fl fj TH Th tt gg",
    "x² + y³ = z¹⁰ ∞ √ ∑ ∂ µ Ω π",
    "Ser\u00adbien -> <- => != >= 3x4 12:30",
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="100"><text y="50"></text></svg>'
MEASURE = """
([rows]) => rows.map(([text, family, weight, size]) => {
    const node = document.querySelector("text");
    node.setAttribute("font-family", family);
    node.setAttribute("font-weight", weight);
    node.setAttribute("font-size", size);
    node.textContent = text;
    return node.getComputedTextLength();
})
"""
LOAD = """
async ([faces]) => {
    for (const [family, source] of faces) {
        const face = new FontFace(family, `url(${source})`);
        await face.load();
        document.fonts.add(face);
    }
    return faces.every(([family]) => document.fonts.check(`14px "${family}"`));
}
"""
FACES = ("regular", "semibold")


def data_url(font: bytes) -> str:
    return "data:font/woff2;base64," + base64.b64encode(font).decode("ascii")


def measured(
    browser: Browser, rows: list[tuple[str, str, int, float]], fonts: dict[str, bytes]
) -> list[float]:
    """Return the widths that Chromium gives to texts, each with its family, weight and size."""
    page = browser.new_page()
    try:
        page.set_content(SVG)
        assert page.evaluate(LOAD, [[[name, data_url(font)] for name, font in fonts.items()]])
        return page.evaluate(MEASURE, [rows])
    finally:
        page.close()


@pytest.mark.parametrize("face", FACES)
def test_widths_are_those_of_the_browser(browser: Browser, face: str) -> None:
    """Thirty texts are as wide in Chromium as they were measured, to 0.02 px."""
    font = (files("argmap.drawing.typeset") / "data" / f"inter-{face}.ttf").read_bytes()
    rows = [(text, "whole", 400, size) for text in STRINGS for size in (12, 13.5, 14, 20)]
    widths = measured(browser, rows, {"whole": font})
    expected = [natural_width(text, Style(face, size, 20)) for text, _, _, size in rows]
    apart = {
        (row[0], row[3]): (got, want)
        for row, got, want in zip(rows, widths, expected, strict=True)
        if abs(got - want) > 0.02
    }
    assert apart == {}


@pytest.mark.parametrize("face", FACES)
def test_what_no_font_has_is_a_box(browser: Browser, face: str) -> None:
    """A character without a glyph in any font is seen, where it would look like a gap."""
    page = browser.new_page()
    page.set_content(SVG)
    assert page.evaluate(LOAD, [[["part", data_url(web_font(face, ["a\ue123"]))]]])
    page.evaluate(MEASURE, [[["\ue123", "part", 400, 30]]])
    colours = pixels(page.locator("svg").screenshot()).getcolors()
    page.close()
    assert len(colours or []) > 1


@pytest.mark.parametrize("face", FACES)
def test_the_embedded_font_is_as_wide_as_the_whole(browser: Browser, face: str) -> None:
    """A font cut down to some texts loads, and gives them the widths that were measured."""
    rows = [(text, "part", 400, 14) for text in STRINGS]
    widths = measured(browser, rows, {"part": web_font(face, STRINGS)})
    expected = [natural_width(text, Style(face, 14, 20)) for text in STRINGS]
    assert widths == pytest.approx(expected, abs=0.02)


SEEN = """
([texts, families]) => families.map((family) => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [900, 40 * texts.length];
    const drawn = canvas.getContext("2d");
    drawn.font = `30px ${family}`;
    texts.forEach((text, row) => drawn.fillText(text, 5, 40 * row + 30));
    return canvas.toDataURL();
})
"""


@pytest.mark.parametrize("face", FACES)
def test_a_packed_font_looks_as_it_was(browser: Browser, face: str) -> None:
    """Its outlines are written in another way, and are the same to the pixel."""
    plan = hb.SubsetInput()
    plan.unicode_set.set({ord(char) for text in STRINGS for char in text})
    font = hb.subset(hb.Face(load_face(face).data), plan).blob.data
    fonts = {"plain": font, "packed": pack(font)}
    page = browser.new_page()
    page.set_content(SVG)
    assert page.evaluate(LOAD, [[[name, data_url(font)] for name, font in fonts.items()]])
    one, other, stand_in = page.evaluate(SEEN, [STRINGS, [*fonts, "monospace"]])
    page.close()
    assert one == other != stand_in


LANGUAGES = {
    "de": "Die Ukraine-Unterstützung der Verbündeten bröckelt: „Präzisionsmunition“ und WAFFEN, "
    "AVATAR Äg. f’ «Ärger» reichen – so Ritter – nicht für 10 km Front, z. B. bei Awdijiwka.",
    "en": "Trump’s administration isn’t negotiating: Jordan, Taiwan & OPEC cut $5.50/bbl.",
    "pl": "Źdźbło, żółć, Łódź, Przemyśl – wojna się skończyła.",
    "ru": "Трамп блефует, Путин выигрывает: военного выхода нет.",
    "el": "Ο Τραμπ μπλοφάρει, ο Πούτιν κερδίζει: Ύϊ Τΐ Γϊ.",
    "zh": "特朗普虚张声势，普京获胜。这是一个测试（括号）文本。",
    "ar": "ترامب يخادع وبوتين يفوز في الحرب، والولايات المتحدة تدعم أوكرانيا",
    "he": "טראמפ מבלף, פוטין מנצח; ספר שלום עולם, מדינת ישראל",
}
STAND_INS = {"DejaVu Sans": 13.64, "Liberation Sans": 11.66}
"""The fonts, and how wide an "m" is in them at 14 px."""


def check_stand_ins(browser: Browser) -> None:
    """Make sure that the system has the stand-ins: without them the test would say nothing."""
    widths = measured(browser, [("m", name, 400, 14) for name in STAND_INS], {})
    if widths != pytest.approx(list(STAND_INS.values()), abs=0.02):
        message = "DejaVu Sans or Liberation Sans is not installed: no line was measured in them"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)


@pytest.mark.parametrize("face", FACES)
def test_words_stay_in_their_box_without_the_font(browser: Browser, face: str) -> None:
    """Where the font is blocked, every line set in a stand-in is within the slack."""
    weight = 400 if face == "regular" else 600
    rows, room = [], []
    for lang, text in LANGUAGES.items():
        for width in (60, 110, 180, 320, 600):
            lines = set_paragraph(text, Style(face, 14, 20), width, slack=0.06 * width, lang=lang)
            rows += [(line.text, name, weight, 14) for line in lines for name in STAND_INS]
            room += [1.06 * width for _ in lines for _ in STAND_INS]
    check_stand_ins(browser)
    widths = measured(browser, rows, {})
    too_wide = [
        (row, got, most)
        for row, got, most in zip(rows, widths, room, strict=True)
        if got > most + 0.02
    ]
    assert too_wide == []
