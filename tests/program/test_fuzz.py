"""Whatever bytes come, there is a map or an error with its place: inputs found, slips by lot."""

from __future__ import annotations

from pathlib import Path

import pytest

from paths import DATA, RITTER
from promises import any_bytes_are_told
from slips import slip, tried

KEPT = sorted((DATA / "fuzz").iterdir())
SLIPS = 200


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_an_input_that_once_reached_new_code_is_told(path: Path) -> None:
    """`fuzz_reader.py` has found it; see there how it is run at length."""
    any_bytes_are_told(path.read_bytes())


def test_slips_in_the_ritter_map_are_told() -> None:
    """`python tests/helpers/slips.py 100000` tries as many as one likes."""
    assert [fault for fault in map(tried, range(SLIPS)) if fault[1]] == []


def test_a_slip_changes_the_file_and_its_number_makes_it_again() -> None:
    """What broke something can be looked at again; two lines that are alike may change places."""
    data = RITTER.read_bytes()
    slips = [slip(data, number) for number in range(SLIPS)]
    assert slips == [slip(data, number) for number in range(SLIPS)]
    assert sum(made != data for made in slips) > SLIPS * 0.9
