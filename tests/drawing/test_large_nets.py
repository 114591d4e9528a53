"""Nets that are too large for their width, or for somebody's patience."""

from __future__ import annotations

from typing import TYPE_CHECKING

import argmap as library
from argmap.drawing import graphviz

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    import pytest

    Run = Callable[..., CompletedProcess[str]]


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
    assert "the net takes some 320," in drawing.notes[0]


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
    assert drawing.notes == (
        "the net takes some 3,720 px and the width is 1200: the picture is an outline",
    )


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
