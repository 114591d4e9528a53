"""Parts of a map by the commands: files and their names, all of them or none, wrong usage."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest
from lxml import html

from results import files, is_drawing

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

BRIDGE = """\
argmap: 1
title: Close the bridge
lang: en
by: Ada Stone
thesis: {text: The bridge must be closed.}
premises:
  cracks: {text: Its pillar is cracked., supports: thesis}
  old: {text: It is old., supports: [thesis, cracks]}
  survey: {text: A survey says so., supports: cracks}
objections:
  repaired: {text: It was repaired., attacks: cracks}
"""
PARTS = {"bridge-cracks.svg", "bridge-old.svg", "bridge-overview.svg"}
HOSTILE = ["CON", "overview", "Overview", "d2", "c-360", "über", "u\u0308ber-1", "ÜBER", "x" * 200]


@pytest.fixture
def bridge(tmp_path: Path) -> Path:
    """A map with two reasons for its thesis."""
    path = tmp_path / "bridge.yaml"
    path.write_text(BRIDGE, encoding="utf-8")
    return path


def test_a_part_has_a_name_of_its_own(argmap: Run, bridge: Path, tmp_path: Path) -> None:
    """The picture of the whole map stays, whatever of it is drawn."""
    for options in (
        [],
        ["--focus", "cracks"],
        ["--depth", "2"],
        ["--focus", "cracks", "--depth", "1", "--width", "360", "--layout", "table"],
    ):
        assert argmap("render", bridge, *options).returncode == 0
    assert files(tmp_path / "out") == {
        "bridge.svg",
        "bridge-cracks.svg",
        "bridge-d2.svg",
        "bridge-cracks-d1-360.svg",
    }


def test_a_map_is_split_in_one_go(argmap: Run, bridge: Path, tmp_path: Path) -> None:
    """The overview, and a picture for each claim right under the thesis, each told."""
    done = argmap("render", bridge, "--split", "-o", "pictures/")
    assert done.returncode == 0, done.stderr
    assert [line.split(" (")[0] for line in done.stderr.splitlines()[:3]] == [
        "wrote pictures/bridge-overview.svg",
        "wrote pictures/bridge-cracks.svg",
        "wrote pictures/bridge-old.svg",
    ]
    assert files(tmp_path / "pictures") == PARTS
    for name in PARTS:
        svg = (tmp_path / "pictures" / name).read_text(encoding="utf-8")
        assert is_drawing(svg)
        links = set(re.findall(r'href="\./([^"]*)"', svg))
        assert links <= PARTS


def test_pictures_that_would_not_change_are_not_touched(
    argmap: Run, bridge: Path, tmp_path: Path
) -> None:
    """One claim is rewritten: the other's picture keeps its date, and `--check` tells which."""
    argmap("render", bridge, "--split")
    for name in PARTS:
        os.utime(tmp_path / "out" / name, (1, 1))
    assert argmap("render", bridge, "--split", "--check").stdout == ""
    bridge.write_text(BRIDGE.replace("A survey says so", "Two surveys say so"), encoding="utf-8")
    checked = argmap("render", bridge, "--split", "--check")
    assert checked.returncode == 1
    assert set(checked.stdout.splitlines()) == {
        "out/bridge-overview.svg is out of date",
        "out/bridge-cracks.svg is out of date",
    }
    assert argmap("render", bridge, "--split").returncode == 0
    dates = {name: (tmp_path / "out" / name).stat().st_mtime for name in PARTS}
    assert [name for name, date in dates.items() if date == 1] == ["bridge-old.svg"]


@pytest.mark.parametrize("command", ["render", "embed"])
def test_all_pictures_are_written_or_none(
    argmap: Run, bridge: Path, tmp_path: Path, command: str
) -> None:
    """Where one name is taken by a folder, the others stay as they were, and nothing is new."""
    folder = tmp_path / "out"
    (folder / "bridge-old.svg").mkdir(parents=True)
    (folder / "bridge-cracks.svg").write_text("mine")
    done = argmap(command, bridge, "--split")
    assert done.returncode == 3
    assert "cannot write out/bridge-old.svg: it is no ordinary file" in done.stderr
    assert sorted(entry.name for entry in folder.iterdir()) == [
        "bridge-cracks.svg",
        "bridge-old.svg",
    ]
    assert (folder / "bridge-cracks.svg").read_text() == "mine"


def test_no_id_leads_out_of_the_folder_and_no_two_are_one_file(argmap: Run, tmp_path: Path) -> None:
    """Ids that differ by case, accents or nothing that a file's name can hold, and long ones."""
    entries = "".join(f"  {name}: {{text: Reason {name}., supports: thesis}}\n" for name in HOSTILE)
    text = f"argmap: 1\ntitle: T\nlang: en\nthesis: {{text: T.}}\npremises:\n{entries}"
    (tmp_path / "h.yaml").write_text(text, encoding="utf-8")
    done = argmap("render", "h.yaml", "--split", "-o", "d/")
    assert done.returncode == 0, done.stderr
    names = files(tmp_path / "d")
    assert len({name.casefold() for name in names}) == len(HOSTILE) + 1
    assert all(name.isascii() and len(name) < 80 for name in names)
    assert {entry.name for entry in tmp_path.iterdir()} == {"h.yaml", "d"}
    assert argmap("render", "h.yaml", "--focus", "overview", "-o", "d/").returncode == 0
    assert argmap("render", "h.yaml", "--focus", "d2", "-o", "d/").returncode == 0
    assert files(tmp_path / "d") == names


def test_a_link_in_the_place_of_a_part_is_not_followed(
    argmap: Run, bridge: Path, tmp_path: Path
) -> None:
    """What it leads to is not the map's, and no picture is written."""
    (tmp_path / "out").mkdir()
    (tmp_path / "secret").write_text("kept")
    (tmp_path / "out" / "bridge-old.svg").symlink_to(tmp_path / "secret")
    done = argmap("render", bridge, "--split")
    assert done.returncode == 3
    assert "is a link that leads out" in done.stderr
    assert (tmp_path / "secret").read_text() == "kept"
    assert files(tmp_path / "out") <= {"bridge-old.svg"}


def test_two_maps_do_not_share_a_picture(argmap: Run, bridge: Path, tmp_path: Path) -> None:
    """A part of `bridge` would have the name of a part of `bridge-old`: told, and not drawn."""
    longer = BRIDGE.replace("cracks", "old-cracks")
    bridge.write_text(longer, encoding="utf-8")
    (tmp_path / "bridge-old.yaml").write_text(BRIDGE, encoding="utf-8")
    done = argmap("render", "bridge.yaml", "bridge-old.yaml", "--split")
    assert done.returncode == 3
    assert "out/bridge-old-cracks.svg could be a picture of another of these maps" in done.stderr
    assert files(tmp_path / "out") == {f"bridge-old{name[6:]}" for name in PARTS}


def test_an_unknown_claim_is_wrong_usage(argmap: Run, bridge: Path, tmp_path: Path) -> None:
    """It is told with the claim that may be meant, and nothing is written."""
    for command in ("render", "embed"):
        done = argmap(command, bridge, "--focus", "craks")
        assert done.returncode == 2
        assert "has the id `craks`: did you mean `cracks`?" in done.stderr
    assert files(tmp_path) == {"bridge.yaml"}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["render", "--overview", "--focus", "cracks"], "--overview shows the whole map"),
        (["render", "--overview", "--depth", "1"], "--overview shows the whole map"),
        (["render", "--overview", "--layout", "table"], "--overview has a layout of its own"),
        (["render", "--overview", "--split"], "--split begins with the overview"),
        (["render", "--split", "--focus", "old"], "leave out --focus, or --split"),
        (["render", "--split", "-o", "-"], "standard output holds one"),
        (["render", "--split", "-o", "x.svg"], "'x.svg' should be a folder"),
        (["render", "--format", "dot", "--focus", "old"], "--format dot writes the whole map"),
        (["render", "--format", "dot", "--split"], "--format dot writes the whole map"),
        (["render", "--depth", "0"], "--depth"),
        (["embed", "--split", "-o", "-"], "standard output holds one"),
        (["embed", "--split", "--focus", "old"], "leave out --focus, or --split"),
        (["embed", "--evidence", "marks"], "add --layout auto"),
        (["embed", "--direction", "down"], "add --layout graph"),
    ],
)
def test_what_contradicts_is_told_before_anything_is_written(
    argmap: Run, bridge: Path, tmp_path: Path, options: list[str], told: str
) -> None:
    """What was wrong, and exit status 2."""
    command, *rest = options
    done = argmap(command, bridge, *rest)
    assert done.returncode == 2
    assert told in done.stderr
    assert files(tmp_path) == {"bridge.yaml"}


@pytest.mark.parametrize("form", [[], ["--inline"], ["--markdown"]])
def test_a_page_can_have_a_fragment_for_each_reason(
    argmap: Run, bridge: Path, tmp_path: Path, form: list[str]
) -> None:
    """Each with its pictures, as `render` draws them; in one page no id stands twice."""
    done = argmap("embed", bridge, "--split", "-o", "a/", *form)
    assert done.returncode == 0, done.stderr
    suffix = "md" if "--markdown" in form else "html"
    fragments = {f"bridge{name}.{suffix}" for name in ("", "-cracks", "-old")}
    pictures = PARTS | {name.replace(".svg", "-360.svg") for name in PARTS}
    wanted = fragments if form == ["--inline"] else fragments | pictures
    assert files(tmp_path / "a") == wanted
    if form != ["--inline"]:
        argmap("render", bridge, "--split", "-o", "b/")
        argmap("render", bridge, "--split", "-o", "b/", "--width", "360")
        for name in pictures:
            assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    if suffix == "html":
        texts = [(tmp_path / "a" / name).read_text(encoding="utf-8") for name in sorted(fragments)]
        page = html.fragment_fromstring("".join(texts), create_parent="div")
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        anchors = [one[1:] for one in page.xpath("//a/@href") if one.startswith("#")]
        assert set(anchors) <= set(ids)
        alternatives = page.xpath("//img/@alt")
        assert not alternatives or "Close the bridge: 1 Its pillar is cracked." in alternatives


def test_the_text_of_a_part_says_what_stands_elsewhere(
    argmap: Run, bridge: Path, tmp_path: Path
) -> None:
    """A claim outside of it has its number and its words, and no link."""
    assert argmap("embed", bridge, "--focus", "cracks", "--id-prefix", "b").returncode == 0
    assert files(tmp_path / "out") == {
        *("bridge-cracks.html", "bridge-cracks.svg", "bridge-cracks-360.svg")
    }
    page = html.fromstring((tmp_path / "out" / "bridge-cracks.html").read_text(encoding="utf-8"))
    said = [
        " ".join(one.text_content().split())
        for one in page.xpath(".//details//*[self::li or self::p]")
    ]
    assert "2 also lends support here: It is old." in said
    assert said[0].startswith("1 Premise · Ada Stone: Its pillar is cracked.")
    assert not any("must be closed" in one for one in said)


def test_the_whole_map_is_embedded_where_its_layout_is_named(
    argmap: Run, bridge: Path, tmp_path: Path
) -> None:
    """Without it the overview is; columns become the phone's form in the narrow picture."""
    assert argmap("embed", bridge, "--layout", "columns").returncode == 0
    assert files(tmp_path / "out") == {"bridge.html", "bridge.svg", "bridge-360.svg"}
    argmap("render", bridge, "--width", "360", "-o", "b/")
    drawn = (tmp_path / "b" / "bridge-360.svg").read_bytes()
    assert (tmp_path / "out" / "bridge-360.svg").read_bytes() == drawn
