"""The command `render`, run as its users run it: its two streams, its files, its exit status."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest

from results import files, is_drawing

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]


def test_a_map_is_drawn_to_the_folder_out(argmap: Run, small_map: Path, tmp_path: Path) -> None:
    """Without options the picture is out/<name>.svg, and the command says so."""
    done = argmap("render", small_map)
    svg = (tmp_path / "out" / "brücke.svg").read_text(encoding="utf-8")
    root = ET.fromstring(svg)  # noqa: S314
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert done.stderr == f"wrote out/brücke.svg (720 × {root.get('height')} px, table)\n"
    assert files(tmp_path / "out") == {"brücke.svg"}


def test_another_width_has_a_name_of_its_own(argmap: Run, small_map: Path, tmp_path: Path) -> None:
    """The phone's picture stands beside the article's."""
    assert argmap("render", small_map, "--width", "360").returncode == 0
    assert argmap("render", small_map).returncode == 0
    assert files(tmp_path / "out") == {"brücke-360.svg", "brücke.svg"}


@pytest.mark.parametrize("output", ["there", "there/", "new/", "new/deep/"])
def test_a_folder_holds_the_picture_under_the_maps_name(
    argmap: Run, small_map: Path, tmp_path: Path, output: str
) -> None:
    """A folder is one that exists, or a name that ends like one: it is made then."""
    (tmp_path / "there").mkdir()
    assert argmap("render", small_map, "-o", output).returncode == 0
    assert files(tmp_path / output) == {"brücke.svg"}


def test_one_map_goes_to_the_file_that_is_named(
    argmap: Run, small_map: Path, tmp_path: Path
) -> None:
    """A width does not change a name that the user chose."""
    done = argmap("render", small_map, "-o", "mine.svg", "--width", "400")
    assert done.returncode == 0
    assert done.stderr.startswith("wrote mine.svg (")
    assert is_drawing((tmp_path / "mine.svg").read_text(encoding="utf-8"))
    assert not (tmp_path / "out").exists()


def test_standard_output_holds_the_picture_and_nothing_else(argmap: Run, small_map: Path) -> None:
    """What is piped on is one whole SVG file."""
    done = argmap("render", small_map, "-o", "-")
    assert (done.returncode, done.stderr) == (0, "")
    assert is_drawing(done.stdout)


def test_a_map_from_standard_input_is_drawn_to_standard_output(
    argmap: Run, small_map: Path, tmp_path: Path
) -> None:
    """The command works as a filter, and with -o as any other."""
    text = small_map.read_text(encoding="utf-8")
    done = argmap("render", "-", input=text)
    assert (done.returncode, done.stderr) == (0, "")
    assert is_drawing(done.stdout)
    assert argmap("render", "-", "-o", "d/", input=text).returncode == 0
    assert (tmp_path / "d" / "stdin.svg").read_text(encoding="utf-8") == done.stdout


def test_the_same_bytes_come_out_wherever_they_go(
    argmap: Run, small_map: Path, tmp_path: Path
) -> None:
    """A file, standard output and its device file get the same picture."""
    expected = argmap("render", small_map, "-o", "-").stdout
    argmap("render", small_map, "-o", "a.svg")
    assert (tmp_path / "a.svg").read_text(encoding="utf-8") == expected
    device = argmap("render", small_map, "-o", "/dev/stdout")
    assert (device.returncode, device.stdout) == (0, expected)


def test_a_device_file_that_leads_to_a_log_adds_to_it(
    argmap: Run, small_map: Path, tmp_path: Path
) -> None:
    """A file that the shell opened for appending is not replaced behind its back."""
    log = tmp_path / "log"
    log.write_text("before\n")
    with log.open("a") as stream:
        argmap("render", small_map, "-o", "/dev/stdout", stdout=stream)
    assert log.read_text(encoding="utf-8").startswith("before\n<")


def test_a_map_with_errors_is_not_drawn_and_the_others_are(
    argmap: Run, small_map: Path, broken_map: Path, tmp_path: Path
) -> None:
    """Its findings are on standard error, its older picture stays, the exit status is 1."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "broken.svg").write_text("old")
    done = argmap("render", broken_map.name, small_map.name)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "broken.yaml:18:15: error[AM201 unknown-reference]" in done.stderr
    assert "wrote out/brücke.svg" in done.stderr
    assert (tmp_path / "out" / "broken.svg").read_text() == "old"
    assert files(tmp_path / "out") == {"broken.svg", "brücke.svg"}


def test_warnings_do_not_stop_a_picture_and_are_counted(
    argmap: Run, small_map: Path, tmp_path: Path
) -> None:
    """One line says how many there are and which command shows them."""
    text = small_map.read_text(encoding="utf-8")
    bare = "  stau:\n    text: Der Umweg ist kurz.\n    supports: thesis\n"
    (tmp_path / "two words.yaml").write_text(text + bare, encoding="utf-8")
    done = argmap("render", "two words.yaml")
    assert done.returncode == 0
    assert done.stderr.splitlines()[1:] == [
        "1 warning: `argmap validate 'two words.yaml'` shows it"
    ]


def test_characters_that_the_font_lacks_are_told_once(argmap: Run, tmp_path: Path) -> None:
    """Whoever draws a map with emoji is told that readers need a font for them, for an SVG only."""
    path = tmp_path / "map.yaml"
    path.write_text(
        "{argmap: 1, title: T, lang: en, thesis: {text: 'Ship 🚢 🚢 特 𐎠𐎡𐎢𐎣𐎤𐎥𐎦'}}", "utf-8"
    )
    said = "note: argmap's font has no 🚢 特 𐎠 𐎡 𐎢 𐎣 𐎤 𐎥 and 1 more: readers see them in a font of "
    said += "their own system, and boxes where it has none"
    notes = argmap("render", path, "-o", tmp_path / "map.svg").stderr.splitlines()
    assert [line for line in notes if line.startswith("note")] == [said]
    assert argmap("embed", path, "--inline", "-o", "-").stderr.splitlines().count(said) == 1


def test_an_overview_has_a_file_of_its_own(argmap: Run, small_map: Path, tmp_path: Path) -> None:
    """--overview leaves the picture of the whole map as it is."""
    done = argmap("render", small_map, "--overview")
    assert done.returncode == 0
    assert done.stderr.endswith(" px, overview)\n")
    assert argmap("render", small_map, "--overview", "--width", "360").returncode == 0
    assert files(tmp_path / "out") == {"brücke-overview.svg", "brücke-overview-360.svg"}


@pytest.mark.parametrize("option", [("--layout", "outline"), ("--direction", "down")])
def test_an_overview_has_a_layout_of_its_own(
    argmap: Run, small_map: Path, option: tuple[str, str]
) -> None:
    """What would lay out the whole map is refused beside --overview."""
    done = argmap("render", small_map, "--overview", *option)
    assert done.returncode == 2
    assert option[0] in done.stderr


def test_evidence_is_chosen_for_a_table(argmap: Run, small_map: Path, tmp_path: Path) -> None:
    """--evidence is refused where it would change nothing."""
    done = argmap("render", small_map, "--evidence", "marks", "-o", "t.svg")
    assert done.returncode == 0
    assert done.stderr.endswith(" px, table)\n")
    assert "Drei Risse" not in (tmp_path / "t.svg").read_text(encoding="utf-8")
    refused = argmap("render", small_map, "--layout", "columns", "--evidence", "marks")
    assert refused.returncode == 2
    assert "--evidence none" in refused.stderr
