"""The controls of the preview, and the command line that makes what is seen."""

from __future__ import annotations

import itertools
import shlex
from typing import TYPE_CHECKING

import pytest

from argmap.cli.main import main
from argmap.preview.look import CONTROLS, VIEWS, Look
from argmap.preview.maps import Maps

if TYPE_CHECKING:
    from pathlib import Path

CHOICES = [
    (view, evidence, "risse" if evidence == "none" else "")
    for view, evidence in itertools.product(VIEWS, CONTROLS["evidence"])
    if evidence != "words" or view in ("auto", "page")
]


@pytest.mark.parametrize(("view", "evidence", "focus"), CHOICES)
def test_the_command_line_makes_the_very_bytes_that_are_shown(
    small_map: Path, monkeypatch: pytest.MonkeyPatch, view: str, evidence: str, focus: str
) -> None:
    """Whatever is chosen, it is a command line that argmap takes."""
    monkeypatch.chdir(small_map.parent)
    maps = Maps(small_map.name, "safe")
    given = {"view": view, "evidence": evidence, "focus": focus, "width": "500", "scheme": "dark"}
    look = Look.chosen(given, "safe")
    state = maps.state(small_map.name, look)
    program, *arguments = shlex.split(state["command"])
    assert program == "argmap"
    assert main([*arguments, "-o", "made.html" if view == "page" else "made.svg"]) == 0
    made = next(small_map.parent.glob("made.*")).read_text(encoding="utf-8")
    assert made == (maps.page(small_map.name) if view == "page" else state["svg"])


def test_without_a_choice_the_command_line_is_the_short_one() -> None:
    """No option stands there that says what is usual, and a name needs no tricks."""
    look = Look.chosen({}, "default")
    assert look.command("a map.yaml") == "argmap render 'a map.yaml'"
    assert look.command("-x.yaml") == "argmap render ./-x.yaml"


@pytest.mark.parametrize(
    "given",
    [{"view": "x"}, {"width": "wide"}, {"width": "10"}, {"evidence": "x"}, {"scheme": "<b>"}],
)
def test_a_value_that_no_control_has_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"."):
        Look.chosen(given, "default")
