"""The table "which file?" of the developer's guide leads to what it says."""

from __future__ import annotations

import re

import pytest

from paths import PROJECT

GUIDE = (PROJECT / "docs" / "developer.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| .+ \| `([\w/.]+)` \| `(.+)` \|$", GUIDE, re.MULTILINE)
FILES = sorted(set(re.findall(r"`((?:\w+/)+\w+\.py|\w+\.py)`", GUIDE)))


def test_the_guide_answers_at_least_twenty_questions() -> None:
    """The table has its rows, and this file finds them."""
    assert len(ROWS) >= 20


@pytest.mark.parametrize(("file", "name"), ROWS)
def test_a_question_leads_to_its_file(file: str, name: str) -> None:
    """The file that the table names is there, and holds what to look for."""
    text = (PROJECT / "src" / "argmap" / file).read_text(encoding="utf-8")
    assert re.search(rf"{re.escape(name)}\b", text)


@pytest.mark.parametrize("file", FILES)
def test_a_named_file_is_there(file: str) -> None:
    """Every file that the guide names is in the package."""
    assert (PROJECT / "src" / "argmap" / file).is_file()
