"""What names a revision of git, and what a file."""

from __future__ import annotations

import pytest

from argmap.files.git import is_revision


@pytest.mark.parametrize(
    ("name", "windows", "expected"),
    [
        ("HEAD:x.yaml", False, True),
        (":x.yaml", False, True),
        ("x.yaml", False, False),
        (r"C:\maps\x.yaml", True, False),
        ("C:/maps/x.yaml", True, False),
        ("C:maps/x.yaml", True, True),
        ("main:maps/x.yaml", True, True),
    ],
)
def test_a_drive_is_no_revision(name: str, windows: bool, expected: bool) -> None:
    assert is_revision(name, windows=windows) is expected
