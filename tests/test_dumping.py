"""A map that is written and read again is the same map."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from argmap.model.dump import dump
from argmap.model.findings import Location
from argmap.reading import read
from test_reading import FULL

MAPS = sorted((Path(__file__).parent / "data" / "maps").glob("*.yaml"))
AWKWARD = """\
argmap: 1
title: "no"
by: "true"
author: "null"
description: "1.10: # [x] \\"y\\" 'z' \\\\ * & ! | > % @ `"
thesis: {text: "- a", quote: "2026-03-12", locator: x}
"""


def without_places(value: Any) -> Any:
    """Return a model as plain data, without where things stand."""
    if isinstance(value, Location):
        return None
    if is_dataclass(value):
        return {field.name: without_places(getattr(value, field.name)) for field in fields(value)
                if field.name not in {"at", "places"}}  # fmt: skip
    if isinstance(value, dict):
        return {key: without_places(item) for key, item in value.items()}
    return [without_places(item) for item in value] if isinstance(value, tuple) else value


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
