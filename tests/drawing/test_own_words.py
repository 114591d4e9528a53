"""Words that argmap adds: in the map's language, or those of a theme."""

from __future__ import annotations

import pickle
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from argmap import ArgmapError, embed, load, render
from argmap.checking import validate_text
from argmap.drawing.theme import find_theme
from argmap.model.vocabulary import LANGUAGES, vocabulary
from fixture_maps import read

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

OWN = """\
[words.lv]
premise = "Premisa"
answer = "Atbilde"
evidence = "Pierādījums"
accepted = "pieņemts"
quotes = ["“", "”"]
to_step = "Iebildums pret soli {numbers}"
months = ["1.", "2.", "3.", "4.", "5.", "6.", "7.", "8.", "9.", "10.", "11.", "12."]
[words.lv.pieces]
one = "{count} pierādījums"
other = "{count} pierādījumi"
"""


def themed(tmp_path: Path, text: str) -> str:
    """Return the path of a theme."""
    path = tmp_path / "theme.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("lang", sorted(set(LANGUAGES) - {"en"}))
def test_a_picture_and_its_text_are_in_the_language_of_the_map(lang: str) -> None:
    """No word of another language is among those that argmap adds."""
    argument = replace(read("complete"), lang=lang)
    words, english = vocabulary(lang), vocabulary("en")
    said = (
        re.sub(r"<[^>]*>|[\u202b\u202c]", "", render(argument, layout="columns").svg)
        + embed(argument).text
    )
    keys = ("premise", "objection", "evidence", "for_thesis", "as_text", "reported", "answer")
    assert [key for key in keys if getattr(words, key) not in said] == []
    foreign = [
        getattr(english, key) for key in keys if getattr(english, key) != getattr(words, key)
    ]
    assert [word for word in foreign if re.search(rf"\b{word}\b", said)] == []


def test_labels_of_an_arabic_legend_stand_whole_beside_their_samples() -> None:
    """No word of the legend is cut, and each begins, at its right, where its sample ends."""
    svg = render(read("arabic"), width=720, layout="columns").svg
    legend = svg.partition('class="legend"')[2].partition('class="links"')[0]
    labels = re.findall(r"<text([^>]*)>(.*?)</text>", legend)
    assert [said for looks, said in labels if said.count("<tspan") > 1] == []
    assert all('text-anchor="end"' in looks for looks, _ in labels)
    samples = [float(x) for x in re.findall(r'<rect class="box" x="([\d.]+)"', legend)]
    starts = [float(x) for x in re.findall(r'<tspan x="([\d.]+)"', legend)]
    assert [sample - start for sample, start in zip(samples, starts, strict=False)] == [6.5, 6.5]
    assert vocabulary("ar").supports in legend


SIGNS = """\
argmap: 1
title: T
lang: LANG
author: Ada
date: 2026
by: Ada
sources:
  s: {type: book, title: S, author: [Ada, Ben], publisher: P}
thesis: {text: Thesis}
premises:
  a: {text: A, evidence: [{text: E, quote: Q, source: s, by: Ben, status: verified, locator: L}]}
  b: {text: B, supports: c, evidence: [{text: E, source: s}]}
  c: {text: C, by: Cora, supports: thesis}
objections:
  o: {text: O, by: Ben, attacks: c}
  n: {text: N, by: Cora, attacks: o}
inferences:
  i: {premises: [a, b], conclusion: thesis, warrant: W, by: Ben, scheme: M}
"""


def shown_words(lang: str) -> str:
    """Return all that is written in the pictures and in the text version of a map without signs."""
    argument = validate_text(SIGNS.replace("LANG", lang)).map
    assert argument is not None
    pictures = [
        render(argument, layout="columns").svg,
        render(argument, layout="table").svg,
        render(argument, overview=True).svg,
    ]
    page = embed(argument, name="x").text
    alternative = re.findall('alt="([^"]*)"', page)
    texts = [re.sub(r"(?s)<style.*?</style>", "", one) for one in [*pictures, page]]
    texts = [re.sub(r"<[^>]*>", "", one) for one in texts]
    return "\n".join([*texts, *alternative, embed(argument, form="markdown").text])


@pytest.mark.parametrize("lang", ["zh", "zh-Hant", "ja"])
def test_signs_are_full_width_where_the_script_is(lang: str) -> None:
    """Colons, commas and brackets between words, and no blank behind them or before a bracket."""
    said = re.sub(r"!?\[.*?\]\(.*?\)", "", shown_words(lang))
    words = vocabulary(lang)
    assert f"{words.map_by}：Ada" in said
    assert f"Ada{words.comma}Ben：S" in said
    assert f"（{words.scheme}：M）" in said
    assert re.findall(r"\w[:,]|\((?!\+).*|[：，、（] | （", said) == []


def test_a_colon_in_french_has_a_blank_before_it_at_which_no_line_ends() -> None:
    """In labels, legends, captions, and the text version."""
    said = shown_words("fr")
    assert "Carte\xa0: Ada" in said
    assert re.findall(r"(?<!\xa0):(?!/)", said) == []


def test_commas_in_arabic_are_arabic() -> None:
    """Between names, and between the parts of a source."""
    said = re.sub("[\u202a-\u202e\u2066-\u2069]", "", shown_words("ar"))
    assert "Ada، Ben: S، P" in said
    assert "," not in said


def test_a_theme_has_words_for_a_language(tmp_path: Path) -> None:
    """Its words stand in the picture and in the text version, English ones for those it lacks."""
    theme = themed(tmp_path, OWN)
    argument = replace(read("complete"), lang="lv-LV")
    drawing = render(argument, layout="columns", theme=theme)
    assert "Atbilde" in drawing.svg
    assert "Objection" in drawing.svg
    text = embed(argument, theme=theme).text
    assert "Premisa" in text
    assert "Pierādījums" in text
    (note,) = [note for note in drawing.notes if "theme" in note]
    assert note.startswith("the theme has no `thesis`, `objection`, ")
    assert note.endswith(" more for `lv-LV`: English stands there")
    assert "Atbilde" not in render(replace(argument, lang="de"), layout="columns", theme=theme).svg


def test_a_theme_may_change_single_words(tmp_path: Path) -> None:
    """Of a language that argmap has, the others stay, and nothing is noted."""
    theme = themed(tmp_path, '[words.de]\nanswer = "Erwiderung"\n')
    drawing = render(replace(read("complete"), lang="de"), layout="columns", theme=theme)
    assert "Erwiderung" in drawing.svg
    assert "Einwand" in drawing.svg
    assert drawing.notes == ()


def test_tags_have_the_words_of_the_theme(argmap: Run, small_map: Path, tmp_path: Path) -> None:
    """So have those of reviews."""
    theme = themed(tmp_path, '[words.de]\nunreviewed = "liegt noch da"\n')
    argmap("render", small_map, "--review", "--theme", theme, "-o", "map.svg")
    assert "liegt noch da" in (tmp_path / "map.svg").read_text(encoding="utf-8")
    assert load(small_map).own_words == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('premis = "P"', "words.lv has no premis: did you mean `premise`?"),
        ('zzz = "P"', "words.lv has no zzz: docs/author.md says where its keys stand"),
        ("premise = 3", "words.lv.premise is a text of at most 200 characters, not 3"),
        ('premise = " "', "words.lv.premise is a text of at most 200 characters, not ' '"),
        ('premise = "a\\u202eb"', "words.lv.premise has a character that does not belong"),
        ('premise = "{a}"', "words.lv.premise takes nothing in braces: '{a}'"),
        ('to_step = "S"', "words.lv.to_step takes {numbers} in braces: 'S'"),
        ('to_step = "{numbers.__class__}"', "words.lv.to_step takes {numbers} in braces"),
        ('to_step = "{numbers!r}"', "words.lv.to_step takes {numbers} in braces"),
        ('to_step = "{numbers"', "words.lv.to_step takes {numbers} in braces"),
        ('quotes = ["a"]', "words.lv.quotes is a list of 2 texts"),
        ('months = ["a"]', "words.lv.months is a list of 12 texts"),
        ('pieces = "a"', "words.lv.pieces is a table of zero, one, two, few, many, other"),
        ('pieces = {one = "a"}', "words.lv.pieces is a table of"),
        ('pieces = {other = "{speaker}"}', "words.lv.pieces.other takes {count} and nothing else"),
        ('pieces = {other = "{count"}', "words.lv.pieces.other takes {count} and nothing else"),
    ],
)
def test_a_word_that_cannot_be_used_is_told(tmp_path: Path, text: str, said: str) -> None:
    """A misspelt key, a text without its fields, or one that would reach into the program."""
    theme = themed(tmp_path, f"[words.lv]\n{text}\n")
    with pytest.raises(ArgmapError) as caught:
        find_theme(theme)
    assert str(caught.value).startswith(f"the theme {theme}: {said}")


def test_words_stand_in_a_table_of_their_language(tmp_path: Path) -> None:
    """A table without a language would give every map the same words."""
    for text in ('[words]\npremise = "P"\n', 'words = "x"\n', '["words"."l v"]\n'):
        with pytest.raises(ArgmapError, match=r"words.* table"):
            find_theme(themed(tmp_path, text))


def test_a_theme_goes_to_other_processes(tmp_path: Path) -> None:
    """Its words go along."""
    theme = find_theme(themed(tmp_path, OWN))
    assert pickle.loads(pickle.dumps(theme)) == theme  # noqa: S301
