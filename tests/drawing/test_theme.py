"""Themes: the named ones, and a user's own small table."""

from __future__ import annotations

import pytest

from argmap.drawing.theme import DEFAULT, THEMES, find_theme
from argmap.errors import ArgmapError


def test_a_named_theme_is_found():
    """Each name stands for its table."""
    assert {name: find_theme(name) for name in THEMES} == THEMES


def test_a_file_changes_what_it_names(tmp_path):
    """What a theme file leaves out is as in the default theme."""
    file = tmp_path / "own.toml"
    file.write_text('[light]\nbackground = "#FFFAF0"\n[dark.thesis]\nfill = "#abcdef"\n', "utf-8")
    theme = find_theme(str(file))
    assert theme.light.background == "#fffaf0"
    assert theme.light.thesis == DEFAULT.light.thesis
    assert theme.dark.thesis.fill == "#abcdef"
    assert theme.dark.thesis.text == DEFAULT.dark.thesis.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[light]\nbackgroud = '#ffffff'\n", "light has no backgroud; its keys are background"),
        ("[light]\nbackground = 'white'\n", "light.background is a colour such as #14304a"),
        ("[light]\nthesis = '#ffffff'\n", "light.thesis is a table of fill, stroke, text, accent"),
        ("[dark.thesis]\nfill = 7\n", "dark.thesis.fill is a colour"),
        ("light = 1\n", "light is a table of background"),
        ("[light\n", "is not TOML"),
    ],
)
def test_a_mistake_in_a_file_is_one_line(tmp_path, text, said):
    """It names the file, the place in it, and what could stand there."""
    file = tmp_path / "own.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(ArgmapError, match=r"own\.toml") as caught:
        find_theme(str(file))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["sepia", "nowhere/own.toml"])
def test_a_theme_that_is_not_there_is_told(name):
    """Neither a name nor a file."""
    with pytest.raises(ArgmapError, match=name):
        find_theme(name)
