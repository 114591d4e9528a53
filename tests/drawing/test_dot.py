"""`--format dot`: a map with its words, as plain Graphviz draws it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

import argmap as library
from argmap.drawing.dot import Labels
from argmap.drawing.net import links, standing
from argmap.model.argument import ArgumentMap, Claim, Role
from argmap.model.outline import number, plan
from paths import DATA, RITTER

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., subprocess.CompletedProcess[str]]

SVG = "{http://www.w3.org/2000/svg}"
MAPS = DATA / "maps"
EMBEDDED = (
    "import sys, pygraphviz;"
    "graph = pygraphviz.AGraph(string=sys.stdin.read());"
    "sys.stdout.buffer.write(graph.draw(format='svg', prog='dot'))"
)
DRAWERS = {"system": ["dot", "-Tsvg"], "embedded": [sys.executable, "-c", EMBEDDED]}
PLAIN = {"svg", "g", "title", "polygon", "polyline", "path", "text", "ellipse"}
JOINER = "\N{WORD JOINER}"


def drawn(dot: str, which: str) -> ET.Element:
    """Return what a real Graphviz makes of DOT, as it is parsed; it must have no complaint."""
    done = subprocess.run(DRAWERS[which], input=dot.encode(), capture_output=True, check=True)
    complaints = [li for li in done.stderr.decode().splitlines() if "Fontconfig" not in li]
    assert complaints == []
    return ET.fromstring(done.stdout)  # noqa: S314 -- of our own making


def words(text: str) -> str:
    """Return a text without blanks and what else no reader sees: lines are cut anywhere."""
    return re.sub(rf"[\s{JOINER}]", "", text)


def shapes(svg: ET.Element, kind: str) -> dict[str, str]:
    """Return the words of every node or edge by its title."""
    groups = (group for group in svg.iter(f"{SVG}g") if group.get("class") == kind)
    return {
        group.findtext(f"{SVG}title"): words("".join(t.text for t in group.iter(f"{SVG}text")))
        for group in groups
    }


def expected(loaded: ArgumentMap) -> list[str]:
    """Return the words of every box of a map."""
    root = plan(loaded)
    number(root)
    labels = Labels(loaded)
    items = standing(root).values()
    return sorted(words("".join(labels.of(item))) for item in items)


@pytest.mark.parametrize("which", DRAWERS)
@pytest.mark.parametrize("path", [*sorted(MAPS.glob("*.yaml")), RITTER], ids=lambda path: path.stem)
def test_graphviz_shows_every_word_of_the_map_and_nothing_else(path: Path, which: str) -> None:
    """No text becomes markup, an HTML label, an escape or an entity, whoever draws it."""
    loaded = library.load(path)
    svg = drawn(library.to_dot(loaded), which)
    assert sorted(shapes(svg, "node").values()) == expected(loaded)
    assert len(shapes(svg, "edge")) == len({(r.source, r.target) for r in links(plan(loaded))})
    caption = words("".join(text.text for text in svg.find(f"{SVG}g").findall(f"{SVG}text")))
    assert caption.startswith(words(loaded.title))
    assert {element.tag.removeprefix(SVG) for element in svg.iter()} <= PLAIN
    names = {name for element in svg.iter() for name in element.attrib}
    assert [name for name in names if "href" in name or name.startswith("on")] == []


@pytest.mark.parametrize(
    "text",
    [
        "<b>html</b>",
        "<<table>>",
        r"\N \G \E \T \H \L \l \r \n",
        "\\",
        "\\\\",
        'a "quoted" \\" word"',
        '"]; evil [label="x',
        "&lt;b&gt; &amp;lt; &#60; &#x3C; & && &;",
        "{a|<b> c}",
        "// comment /* more */ # hash",
        "%3 ${x} \\u003c",
        "日本語の長い文章は空白がないのでどこででも改行できます。" * 3,
        "word" * 60,
        "control \x1b[2J \x00 \x7f \ud800",
    ],
)
@pytest.mark.parametrize("which", DRAWERS)
def test_a_text_is_shown_as_it_is(text: str, which: str) -> None:
    """Also one that no file can hold, in a map that a program has made."""
    at = library.Location("m", 1, 1)
    thesis = Claim(at=at, id="thesis", role=Role.THESIS, text=text)
    made = ArgumentMap(at=at, title=text, lang="en", claims={"thesis": thesis})
    svg = drawn(library.to_dot(made), which)
    readable = re.sub("[\x00-\x1f\x7f\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text)
    assert shapes(svg, "node") == {"thesis": words(f"Thesis{readable}")}


def test_the_lines_of_a_box_are_short() -> None:
    """At most 32 characters, and half as many wide ones."""
    for name, most in (("ritter", 32), ("chinese", 16)):
        dot = library.to_dot(RITTER if name == "ritter" else MAPS / f"{name}.yaml")
        labels = re.findall(
            r'^\t(?!graph|node|edge).*?label="((?:[^"\\]|\\.)*)"', dot, re.MULTILINE
        )
        lines = [
            line
            for label in labels
            for line in label.split("\\l")
            if name != "chinese" or sum(ord(char) > 0x3000 for char in line) * 2 > len(line)
        ]
        assert lines
        assert max(map(len, lines)) <= most


def test_names_of_boxes_are_the_maps_ids_and_links_lead_to_what_they_bear_on() -> None:
    """So whoever works on with the DOT finds his claims in it."""
    dot = library.to_dot(MAPS / "undercut.yaml")
    loaded = library.load(MAPS / "undercut.yaml")
    svg = drawn(dot, "embedded")
    assert set(loaded.claims) <= set(shapes(svg, "node"))
    for claim in loaded.claims.values():
        for target in (*claim.supports, *claim.attacks):
            assert f"{claim.id}->{target.id}" in shapes(svg, "edge")


def test_attacks_are_dashed_and_end_in_an_open_head() -> None:
    """The relation is told without colour, too."""
    dot = library.to_dot(MAPS / "mutual-attack.yaml")
    links_of_it = [line for line in dot.splitlines() if " -> " in line]
    assert links_of_it
    for line in links_of_it:
        assert ("arrowhead=vee" in line) == ("style=dashed" in line)


@pytest.mark.parametrize(("direction", "order"), [("right", "RL"), ("down", "BT")])
def test_a_direction_is_kept(direction: str, order: str) -> None:
    """Reasons stand to the right of what they support, or below."""
    assert f"rankdir={order}" in library.to_dot(RITTER, direction=direction)


def test_the_command_writes_what_the_function_returns(
    argmap: Run, program: Callable[[str], str], tmp_path: Path
) -> None:
    """To out/<name>.dot, to a file or to standard output; and it says how to draw it."""
    path = MAPS / "shared-premise.yaml"
    done = argmap("render", path, "--format", "dot", "--direction", "down")
    first = done.stderr.splitlines()[0]
    assert first == "wrote out/shared-premise.dot (`dot -Tsvg -O out/shared-premise.dot` draws it)"
    expected_text = library.to_dot(path, direction="down")
    assert (tmp_path / "out/shared-premise.dot").read_text(encoding="utf-8") == expected_text
    draw = [program("dot"), "-Tsvg", "-O", "out/shared-premise.dot"]
    subprocess.run(draw, cwd=tmp_path, check=True)
    assert (tmp_path / "out/shared-premise.dot.svg").exists()
    assert argmap("render", path, "--format", "dot", "-o", "-").stdout == library.to_dot(path)
    assert argmap("render", path, "--format", "dot", "-o", "a.gv").returncode == 0


def test_a_map_with_errors_is_not_written(argmap: Run, broken_map: Path, tmp_path: Path) -> None:
    """As with pictures: the findings are told, the exit status is 1."""
    done = argmap("render", broken_map, "--format", "dot")
    assert (done.returncode, done.stdout) == (1, "")
    assert "AM201" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "options",
    [["--width", "720"], ["--layout", "columns"], ["--engine", "system"], ["--id-prefix", "x"]],
)
def test_what_only_pictures_have_is_wrong_usage(argmap: Run, options: list[str]) -> None:
    """An option without effect is told, before somebody wonders."""
    done = argmap("render", "a.yaml", "--format", "dot", *options)
    assert done.returncode == 2
    assert f"{options[0]} is for pictures" in done.stderr
