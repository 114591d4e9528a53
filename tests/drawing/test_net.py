"""`--layout graph`: nets that Graphviz places in a process of its own, or that are too large."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

import argmap as library
from argmap.drawing import graphviz
from argmap.drawing import net as netdrawing
from paths import DATA, RITTER
from random_maps import random_map

if TYPE_CHECKING:
    from collections.abc import Callable

    from argmap.drawing.picture import Direction

    Run = Callable[..., subprocess.CompletedProcess[str]]
    from pathlib import Path
    from subprocess import CompletedProcess

    import pytest

    Run = Callable[..., CompletedProcess[str]]

SVG = "{http://www.w3.org/2000/svg}"
MAPS = DATA / "maps"
NETS = ("shared-premise", "mutual-attack", "undercut", "attacked-attack", "two-inferences")
FURTHER = 1.5  # a head's tip lies at a box's edge, up to half the strokes of both


def boxes(svg: str) -> dict[str, tuple[float, float, float, float]]:
    """Return the left, top, right and bottom of every box by the end of its id, in px."""
    found = {}
    for group in ET.fromstring(svg).iter(f"{SVG}g"):  # noqa: S314 -- our own output
        rectangle = group.find(f"{SVG}rect")
        if rectangle is not None and group.get("id"):
            x, y, width, height = (float(rectangle.get(k)) for k in ("x", "y", "width", "height"))
            found[group.get("id").split("-", 1)[1]] = (x, y, x + width, y + height)
    return found


def links(svg: str) -> list[str]:
    """Return the classes of every link."""
    groups = ET.fromstring(svg).iter(f"{SVG}g")  # noqa: S314
    return [group.get("class") for group in groups if group.get("class", "").startswith("link ")]


@pytest.mark.parametrize("direction", ["right", "down"])
@pytest.mark.parametrize("which", ["embedded", "system"])
@pytest.mark.parametrize("name", NETS)
def test_a_net_has_each_claim_once_and_every_link(name: str, which: str, direction: str) -> None:
    """What the trees show as a reference is a link; nothing overlaps, all is within the width."""
    loaded = library.load(MAPS / f"{name}.yaml")
    drawing = library.render(loaded, layout="graph", direction=direction, engine=which)
    assert (drawing.layout, drawing.width, drawing.notes) == ("graph", 720, ())
    found = boxes(drawing.svg)
    assert set(loaded.claims) <= set(found)
    written = sum(len(c.supports) + len(c.attacks) for c in loaded.claims.values())
    written += sum(len(step.premises) + 1 for step in loaded.inferences.values())
    assert len(links(drawing.svg)) == written
    evidence = {piece.id: claim.id for claim, piece in loaded.evidence()}
    for piece, claim in evidence.items():
        inner, outer = found.pop(piece), found[claim]
        assert outer[0] < inner[0] < inner[2] < outer[2]
        assert outer[1] < inner[1] < inner[3] < outer[3]
    places = list(found.values())
    assert all(0 < left < right < drawing.width for left, _, right, _ in places)
    apart = (
        a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1]
        for i, a in enumerate(places)
        for b in places[:i]
    )
    assert all(apart)


@pytest.mark.parametrize(("direction", "edge"), [("right", 0), ("down", 1)])
def test_reasons_stand_where_the_direction_says(direction: str, edge: int) -> None:
    """Every claim is right of what it bears on, or below it."""
    loaded = library.load(MAPS / "shared-premise.yaml")
    found = boxes(library.render(loaded, layout="graph", direction=direction).svg)
    pairs = [(p.id, step.id) for step in loaded.inferences.values() for p in step.premises]
    pairs += [(step.id, step.target.id) for step in loaded.inferences.values()]
    assert pairs
    assert all(found[source][edge] > found[target][edge + 2] for source, target in pairs)


def test_what_cites_supports_and_attacks_ends_apart_at_the_facing_side() -> None:
    """Three kinds of links meet the right edge of a box at three heights, in the file's order."""
    drawing = library.render(MAPS / "complete.yaml", layout="graph", width=1200)
    edges = {box[2] for box in boxes(drawing.svg).values()}
    ends: dict[tuple[float, float], set[str]] = {}
    for group in ET.fromstring(drawing.svg).iter(f"{SVG}g"):  # noqa: S314
        heads = [path for path in group if path.get("class", "").startswith("head")]
        if heads and group.get("class").startswith("link "):
            x, y = heads[0].get("d").split("L")[1].split(" ")[:2]
            ends.setdefault((float(x), float(y)), set()).add(group.get("class").split()[1])
    columns = sorted({x for x, _ in ends})
    assert len(columns) > 2
    assert all(any(abs(x - edge) <= FURTHER for edge in edges) for x in columns)
    assert {len(kinds) for kinds in ends.values()} == {1}
    order = [ends[end].pop() for end in sorted(ends) if end[0] == columns[0]]
    assert order == ["supports", "attacks"]


def test_boxes_are_as_wide_as_the_width_has_room_for() -> None:
    """A wider picture has wider boxes, up to what is easy to read."""
    widths = []
    for width in (500, 600, 720, 1600):
        drawing = library.render(MAPS / "two-inferences.yaml", layout="graph", width=width)
        assert (drawing.layout, drawing.notes) == ("graph", ())
        left, _, right, _ = boxes(drawing.svg)["thesis"]
        widths.append(right - left)
    assert widths == sorted(set(widths))
    assert widths[0] >= netdrawing.SLIMMEST_BOX
    assert widths[-1] == netdrawing.WIDEST_BOX


@pytest.mark.parametrize("direction", ["right", "down"])
def test_a_net_that_is_too_wide_is_an_outline_and_says_so(direction: str, argmap: Run) -> None:
    """One note names both widths; the picture is the outline's own."""
    options = ["--layout", "graph", "--direction", direction, "-o", "-"]
    done = argmap("render", RITTER, *options)
    assert done.returncode == 0
    note = done.stderr.splitlines()[0]
    if direction == "right":
        assert re.fullmatch(
            r"note: the net needs 1,\d\d\d px, and the width is 720: the picture is an outline; "
            r"--width 1\d\d\d draws the net",
            note,
        )
    else:
        assert note.startswith("note: the net needs some 2,")
        assert note.endswith(" px, and no picture is wider than 1,600: the picture is an outline")
    assert done.stdout == library.render(RITTER, layout="outline").svg


@pytest.mark.parametrize("direction", ["right", "down"])
@pytest.mark.parametrize("name", ["ritter", "complete", "very-long", 105, 110])
def test_who_follows_the_advice_on_the_width_gets_the_net(name: str | int, direction: str) -> None:
    """The width that a note names is enough, and no pixel of it is too many."""
    path = RITTER if name == "ritter" else MAPS / f"{name}.yaml"
    loaded = random_map(name) if isinstance(name, int) else library.load(path)
    narrow = library.render(loaded, layout="graph", direction=direction, width=330)
    if narrow.layout == "graph" or "no picture is wider" in narrow.notes[0]:
        return
    advice = re.search(r"--width (\d+) draws the net$", narrow.notes[0])
    assert advice is not None
    width = int(advice[1])
    drawn = library.render(loaded, layout="graph", direction=direction, width=width)
    assert (drawn.layout, drawn.notes) == ("graph", ())
    less = library.render(loaded, layout="graph", direction=direction, width=width - 1)
    assert less.layout == "outline"
    assert f"--width {width} draws" in less.notes[0]


@pytest.mark.parametrize("direction", ["right", "down"])
@pytest.mark.parametrize("name", ["ritter", "complete", "very-long", 101, 111, 118])
def test_the_thesis_of_a_net_stands_in_the_first_screen(name: str | int, direction: str) -> None:
    """Reading begins at the top, however high the net is: at most 900 px are seen at once."""
    path = RITTER if name == "ritter" else MAPS / f"{name}.yaml"
    loaded = random_map(name) if isinstance(name, int) else library.load(path)
    drawing = library.render(loaded, layout="graph", direction=direction, width=1600)
    if drawing.layout == "graph":
        left, top, right, bottom = boxes(drawing.svg)["thesis"]
        assert 0 < left < right < drawing.width
        assert bottom < 900
        assert top < 500


def test_the_same_engine_draws_the_same_net() -> None:
    """Two runs, one picture, byte for byte."""
    path = MAPS / "complete.yaml"
    first, second = (library.render(path, layout="graph", width=1000).svg for _ in range(2))
    assert first == second


@pytest.mark.parametrize("layout", [[], ["--layout", "outline"], ["--layout", "auto"]])
def test_a_direction_without_a_net_is_wrong_usage(argmap: Run, layout: list[str]) -> None:
    """It would change nothing."""
    done = argmap("render", "a.yaml", "--direction", "down", *layout)
    assert done.returncode == 2
    assert done.stderr.endswith("Error: --direction is for nets: add --layout graph.\n")


def test_a_missing_engine_is_one_line(argmap: Run, small_map: Path, tmp_path: Path) -> None:
    """Exit status 3, and no picture."""
    (tmp_path / "empty").mkdir()
    options = ["--layout", "graph", "--engine", "system"]
    done = argmap("render", small_map, *options, env={"PATH": str(tmp_path / "empty")})
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("argmap: no Graphviz found: install one")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="this system has no /proc")
@pytest.mark.parametrize("whom", ["the process group", "the parent alone"])
@pytest.mark.parametrize("which", ["embedded", "system"])
def test_ctrl_c_ends_the_child_and_leaves_nothing(
    which: str, whom: str, environment: dict[str, str], tmp_path: Path
) -> None:
    """While Graphviz places a large net: exit status 130, one line, no process, no file."""
    (tmp_path / "large.yaml").write_text(large_net(), encoding="utf-8")
    command = [sys.executable, "-m", "argmap", "render", "large.yaml", "--layout", "graph"]
    options = ["--engine", which, "-o", "a.svg"]
    with subprocess.Popen(
        [*command, *options],
        cwd=tmp_path,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        children: list[str] = []
        while not children and process.poll() is None:
            children = running(process.pid)
        assert children
        time.sleep(0.5)  # until it is at work
        if whom == "the parent alone":
            os.kill(process.pid, signal.SIGINT)
        else:
            os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told.splitlines()[-1] == "argmap: interrupted"
    # One that was interrupted before it got its work is told by its closed pipe, a moment later.
    last = time.monotonic() + 10
    while any(map(is_alive, children)) and time.monotonic() < last:
        time.sleep(0.05)
    assert [child for child in children if is_alive(child)] == []
    assert [path.name for path in tmp_path.iterdir()] == ["large.yaml"]


def large_net() -> str:
    """Return a map of which Graphviz takes far longer than it takes to interrupt it."""
    return net_of(1_900, links_across=250)


def net_of(claims: int, links_across: int) -> str:
    """Return a map of which some claims, beyond their first target, bear on a second one."""
    lines = ["argmap: 1", "title: Large", "lang: en", "thesis: {text: T.}", "premises:"]
    for i in range(claims):
        targets = [f"c{i * 7919 % i}", f"c{(i * 7919 + 104729) % i}"] if i else ["thesis"]
        several = len(set(targets)) > 1 and links_across > 0
        links_across -= several
        lines.append(
            f"  c{i}: {{text: Claim {i}., supports: [{', '.join(targets[: 1 + several])}]}}"
        )
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(("claims", "links_across"), [(300, 251), (2_000, 0)])
def test_a_net_that_graphviz_would_place_for_minutes_is_an_outline(
    claims: int, links_across: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too many boxes, or too many links across a tree: nothing is tried, and the note says why."""
    text = net_of(claims, links_across)
    if not links_across:  # a chain: of a tree, it is told first that it is too wide
        text = re.sub(r"c(\d+): (.*)\[.*\]", lambda at: f"c{at[1]}: {at[2]}c{int(at[1]) - 1}", text)
        text = text.replace("c-1", "thesis")
    loaded = library.validate_text(text).map
    assert loaded is not None
    monkeypatch.setattr(graphviz, "place", None)
    direction: Direction = "right" if links_across else "down"
    drawing = library.render(loaded, layout="graph", width=1600, direction=direction)
    assert drawing.layout == "outline"
    found = f"the net has {claims + 1:,} boxes and {links_across} links across, and Graphviz would"
    more = " take too long to place more than 2,000 and 250: the picture is an outline"
    assert drawing.notes == (found + more,)


def running(parent: int) -> list[str]:
    """Return the processes that a process has started."""
    try:
        return Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    except FileNotFoundError:
        return []


def is_alive(process: str) -> bool:
    """Return whether a process runs; one that has ended may stay in the table for a while."""
    try:
        status = Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] not in "ZX"


def test_a_net_too_deep_for_the_width_is_told_without_graphviz(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where even the slimmest boxes cannot stand side by side, nothing is tried."""
    lines = [f"  c{i}: {{text: Claim {i}., supports: c{i - 1}}}" for i in range(1, 2000)]
    text = "argmap: 1\ntitle: T\nlang: en\nthesis: {text: T.}\npremises:\n"
    text += "  c0: {text: Claim 0., supports: thesis}\n" + "\n".join(lines)
    loaded = library.validate_text(text).map
    assert loaded is not None
    monkeypatch.setattr(graphviz, "place", None)
    drawing = library.render(loaded, layout="graph", width=1600)
    assert drawing.layout == "outline"
    assert "the net needs some 320," in drawing.notes[0]


def test_a_net_too_broad_for_the_width_is_told_without_graphviz(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Sixty boxes and the thesis on two levels: thirty-one of 120 px on one of them at least."""
    lines = [f"  c{i}: {{text: Claim {i}., supports: thesis}}" for i in range(60)]
    text = "argmap: 1\ntitle: T\nlang: en\nthesis: {text: T.}\npremises:\n" + "\n".join(lines)
    loaded = library.validate_text(text).map
    assert loaded is not None
    monkeypatch.setattr(graphviz, "place", None)
    drawing = library.render(loaded, layout="graph", width=1200, direction="down")
    (note,) = drawing.notes
    found = "the net needs some 3,720 px, and no picture is wider than 1,600"
    assert note == f"{found}: the picture is an outline"


def test_who_asks_for_a_large_net_is_told_before_it_begins(argmap: Run, tmp_path: Path) -> None:
    """What takes long says so first, and names what does not."""
    lines = [f"  c{i}: {{text: Claim {i}., supports: thesis}}" for i in range(1000)]
    text = "argmap: 1\ntitle: T\nlang: en\nthesis: {text: T.}\npremises:\n" + "\n".join(lines)
    path = tmp_path / "net.yaml"
    path.write_text(text, encoding="utf-8")
    done = argmap("render", path, "--layout", "graph", "--direction", "down", "-o", "-")
    assert done.stderr.splitlines()[0].endswith(
        "net.yaml: to place 1,001 claims as a net can take Graphviz minutes. "
        "Ctrl-C ends it; --layout outline needs no such time"
    )
