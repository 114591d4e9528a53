"""Each file in `data/mistakes/` gives exactly the findings that stand in the `.out` beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.reading import read
from paths import DATA

FOLDER = DATA / "mistakes"
MAPS = sorted(FOLDER.glob("*.yaml"))


def printed(path: Path) -> str:
    """Return the findings on a file: place, length, severity, code, message and hint of each."""
    lines = []
    for finding in read(path.read_bytes(), path.name).findings:
        at = finding.location
        place = f"{at.line}:{at.column}+{at.length}"
        lines.append(f"{place}: {finding.severity}[{finding.code} {finding.name}]")
        lines.append(f"  {finding.message}")
        lines.append(f"  hint: {finding.hint}")
    return "\n".join(lines) + "\n"


def test_every_mistake_has_its_findings_beside_it():
    assert {path.stem for path in MAPS} == {path.stem for path in FOLDER.glob("*.out")}
    assert len(MAPS) > 50


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_a_mistake_is_told_with_its_place_its_cause_and_its_remedy(path):
    assert printed(path) == path.with_suffix(".out").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_a_finding_stands_on_a_line_of_the_file_and_within_it(path):
    reading = read(path.read_bytes(), path.name)
    lines = reading.text.split("\n")
    for finding in reading.findings:
        at = finding.location
        rest = len(lines[at.line - 1]) - at.column + 1
        assert 1 <= at.length <= max(1, rest)
