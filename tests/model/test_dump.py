"""A map that is written and read again is the same map."""

from __future__ import annotations

import pytest

from argmap.model.dump import dump
from argmap.reading import read
from fixture_maps import FULL
from paths import DATA
from promises import without_places

MAPS = sorted((DATA / "maps").glob("*.yaml"))
AWKWARD = """\
argmap: 1
title: "no"
by: "true"
author: "null"
description: "1.10: # [x] \\"y\\" 'z' \\\\ * & ! | > % @ `"
thesis: {text: "- a", quote: "2026-03-12", locator: x}
"""


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_a_fixture_survives_being_written_and_read(path):
    first = read(path.read_bytes(), path.name).map
    assert first is not None
    again = read(dump(first), path.name)
    assert [f for f in again.findings if f.severity == "error"] == []
    assert without_places(again.map) == without_places(first)


@pytest.mark.parametrize("text", [FULL, AWKWARD])
def test_every_key_and_every_awkward_text_survives(text):
    first = read(text, "m.yaml")
    assert first.findings == ()
    assert first.map is not None
    written = dump(first.map)
    again = read(written, "m.yaml")
    assert again.findings == ()
    assert without_places(again.map) == without_places(first.map)
    assert again.map is not None
    assert dump(again.map) == written
