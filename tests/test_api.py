"""The library: load, validate, render."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import argmap
from paths import RITTER

if TYPE_CHECKING:
    from pathlib import Path


def test_load_returns_the_map_of_a_clean_file(small_map: Path) -> None:
    """A path may be a Path or a text."""
    loaded = argmap.load(small_map)
    assert loaded.title == "Die Brücke"
    assert list(loaded.claims) == ["thesis", "risse"]
    assert argmap.load(str(small_map)) == loaded


def test_load_raises_all_findings_of_a_broken_file(broken_map: Path) -> None:
    """What is raised holds every finding, not only the first error."""
    with pytest.raises(argmap.InvalidMapError) as caught:
        argmap.load(broken_map)
    assert caught.value.findings == argmap.validate(broken_map).findings
    assert "AM201" in {finding.code for finding in caught.value.findings}
    assert str(caught.value).startswith("the map has ")


@pytest.mark.parametrize("act", [argmap.load, argmap.validate, argmap.render])
def test_a_file_that_is_not_there_is_the_worlds_fault(act: object, tmp_path: Path) -> None:
    """A missing file is an ArgmapError of one line, not a finding."""
    with pytest.raises(argmap.ArgmapError, match=r"missing\.yaml") as caught:
        act(tmp_path / "missing.yaml")
    assert "\n" not in str(caught.value)


def test_validate_says_what_was_found_and_raises_nothing(
    small_map: Path, broken_map: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A clean file is ok, a broken one is not; nothing is printed."""
    clean, broken = argmap.validate(small_map), argmap.validate(broken_map)
    assert (clean.ok, clean.findings) == (True, ())
    assert clean.map is not None
    assert not broken.ok
    assert broken.count(argmap.Severity.ERROR) >= 1
    assert broken.path == str(broken_map)
    assert broken.text == broken_map.read_text(encoding="utf-8")
    assert capfd.readouterr() == ("", "")


def test_validate_text_finds_what_validate_finds(broken_map: Path) -> None:
    """A text and its bytes give the same findings under the name that is given."""
    expected = argmap.validate(broken_map).findings
    text = broken_map.read_text(encoding="utf-8")
    assert argmap.validate_text(text, str(broken_map)).findings == expected
    assert argmap.validate_text(text.encode(), str(broken_map)).findings == expected
    assert argmap.validate_text(text).findings[0].location.path == "<text>"


def test_warnings_leave_a_map_ok() -> None:
    """A thesis that nothing supports is worth a warning, not a refusal."""
    result = argmap.validate_text("argmap: 1\ntitle: T\nlang: en\nthesis:\n  text: It rains.\n")
    assert result.findings
    assert result.ok


def test_render_draws_a_map_or_its_file_alike(
    small_map: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The same map gives the same bytes, and nothing is printed."""
    drawing = argmap.render(small_map)
    assert drawing.svg == argmap.render(argmap.load(small_map)).svg
    assert drawing.svg.startswith("<")
    assert (drawing.width, drawing.layout) == (720, "table")
    assert capfd.readouterr() == ("", "")


def test_render_keeps_to_the_width_and_the_layout(small_map: Path) -> None:
    """The options of the command are those of the function."""
    drawing = argmap.render(small_map, width=360, layout="outline")
    assert drawing.width <= 360
    assert drawing.layout == "outline"
    assert f'width="{drawing.width}"' in drawing.svg


@pytest.mark.parametrize(
    "option",
    [{"width": 299}, {"width": 1601}, {"layout": "rows"}, {"engine": "dot"}, {"direction": "up"}],
)
def test_render_refuses_what_it_cannot_keep(small_map: Path, option: dict[str, object]) -> None:
    """A width out of range and an unknown layout are the caller's mistake."""
    with pytest.raises(ValueError, match=r"299|1601|rows|dot|up"):
        argmap.render(small_map, **option)


@pytest.mark.parametrize("prefix", ["1 x", "", "-a", "a b", "ä", 'a"', "a\n"])
def test_render_refuses_a_prefix_that_no_id_begins_with(small_map: Path, prefix: str) -> None:
    """An id, and the name of a class, begins with a letter, and has no space in it."""
    with pytest.raises(ValueError, match="ids begin with a letter, and letters, digits"):
        argmap.render(small_map, id_prefix=prefix)


def test_render_refuses_a_file_with_errors(broken_map: Path) -> None:
    """What is wrong comes with the exception."""
    with pytest.raises(argmap.InvalidMapError):
        argmap.render(broken_map)


def test_a_net_is_drawn_like_any_layout(small_map: Path) -> None:
    """Its direction changes the picture; where it is too wide, layout and notes tell."""
    right = argmap.render(small_map, layout="graph")
    down = argmap.render(small_map, layout="graph", direction="down")
    assert (right.layout, down.layout) == ("graph", "graph")
    assert (right.notes, down.notes) == ((), ())
    assert right.svg != down.svg
    narrow = argmap.render(argmap.load(RITTER), layout="graph", width=300)
    assert narrow.layout == "outline"
    assert len(narrow.notes) == 1


def test_to_dot_takes_a_map_or_its_file(
    small_map: Path, broken_map: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The same text comes back, nothing is printed, and mistakes are raised as `render` does."""
    dot = argmap.to_dot(small_map)
    assert dot == argmap.to_dot(argmap.load(small_map), direction="right")
    assert dot.startswith("digraph argmap {\n")
    assert dot != argmap.to_dot(small_map, direction="down")
    with pytest.raises(argmap.InvalidMapError):
        argmap.to_dot(broken_map)
    with pytest.raises(ValueError, match="direction is one of right, down, not 'up'"):
        argmap.to_dot(small_map, direction="up")
    assert capfd.readouterr() == ("", "")


def test_standard_input_has_a_name_of_its_own(environment: dict[str, str]) -> None:
    """A result and its findings name the same place."""
    code = (
        "import argmap; result = argmap.validate('-');"
        "print(result.path, {finding.location.path for finding in result.findings})"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, env=environment, input="title: T", capture_output=True, text=True, check=True
    )
    assert done.stdout == "<stdin> {'<stdin>'}\n"


def test_every_public_name_is_there() -> None:
    """What `__all__` promises can be had, and an unknown name is told as Python tells it."""
    assert set(argmap.__all__) == set(dir(argmap))
    assert all(getattr(argmap, name) is not None for name in argmap.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = argmap.nothing


def test_no_module_hides_a_public_name(environment: dict[str, str]) -> None:
    """After an import of every module each public name is what it was, and no module."""
    code = (
        "import argmap, importlib, pkgutil, types\n"
        "public = {name: getattr(argmap, name) for name in argmap.__all__}\n"
        "for module in pkgutil.walk_packages(argmap.__path__, 'argmap.'):\n"
        "    importlib.import_module(module.name)\n"
        "print([name for name, value in public.items() if getattr(argmap, name) is not value\n"
        "       or isinstance(value, types.ModuleType)])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_state_is_the_old_name_of_review_state() -> None:
    """`argmap.State` still works, warns, and is not listed."""
    with pytest.warns(DeprecationWarning, match=r"argmap\.State is now argmap\.ReviewState"):
        assert argmap.State is argmap.ReviewState
    assert "State" not in dir(argmap)


def test_the_package_loads_lightly(environment: dict[str, str]) -> None:
    """`import argmap` reads none of the libraries that the pipeline needs."""
    code = "import argmap, sys; print(sorted(m for m in sys.modules if m.startswith('argmap')))"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "['argmap']\n"


def test_impact_rejects_by_review_state_beside_a_file_or_with_a_ledger(tmp_path: Path) -> None:
    """Of a map at hand without a ledger, everything is unreviewed; another word is refused."""
    path = tmp_path / "m.yaml"
    head = "argmap: 1\ntitle: T\nlang: en\nthesis: {text: T.}\npremises:\n"
    path.write_text(
        head + "  a: {text: A., supports: thesis}\n  b: {text: B., supports: thesis}\n", "utf-8"
    )
    argmap.record(path, "accept", ["a", "thesis"], by="Eva Roth", date="2026-03-14")
    found = argmap.impact(path, "a", states=["unreviewed", argmap.ReviewState.STALE])
    assert (found.rejected, found.spared) == (("a", "b"), None)
    assert found.by_state == {"unreviewed": ("b",), "stale": ()}
    at_hand = argmap.load(path)
    without = argmap.impact(at_hand, states=["unreviewed"])
    assert (without.rejected, without.spared) == (("a", "b"), "unreviewed")
    ledger = argmap.validate(path).ledger
    assert argmap.impact(at_hand, states=["unreviewed"], ledger=ledger).rejected == ("b",)
    with pytest.raises(ValueError, match="state is one of challenged, stale, unreviewed"):
        argmap.impact(path, states=["accepted"])
