"""Names of files made from ids."""

from __future__ import annotations

import re
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.files.names import file_part

LETTERS = "aAbBcCoOnNäÄéÉİiIßſ中д-_0123456789\u0301\u0308"
FEW = settings(max_examples=300, deadline=None, derandomize=True)
IDS = st.text(LETTERS, min_size=1, max_size=12)


@FEW
@given(IDS, IDS)
def test_two_ids_are_two_files_everywhere(one: str, other: str) -> None:
    """Also where a file system folds case or accents, or changes how accents are written."""
    if normalize("NFC", one) != normalize("NFC", other):
        for form in ("NFC", "NFKD"):
            names = [normalize(form, file_part(name)).casefold() for name in (one, other)]
            assert names[0] != names[1]


@FEW
@given(st.text(min_size=1, max_size=100))
def test_a_name_has_safe_letters_and_is_short(name: str) -> None:
    """Whatever an id is: no slash, no dot, no blank, nothing that a shell or Windows reads."""
    part = file_part(name)
    assert re.fullmatch(r"[a-z0-9_~-]{1,60}", part)


@pytest.mark.parametrize("name", ["cracks", "gutes-gespraech", "step_2", "c8", "iran-2026"])
def test_a_plain_id_is_its_own_name(name: str) -> None:
    """What authors write stays readable."""
    assert file_part(name) == name


@pytest.mark.parametrize(
    "name",
    [
        *("overview", "Overview", "review", "d2", "360", "c-360", "a4", "c-d2", "c-overview"),
        *("CON", "con", "nul", "lpt1", "com9", "Größe", "a" * 61, "..", "../x", "-", "a--b"),
    ],
)
def test_what_means_something_else_gets_a_mark(name: str) -> None:
    """The kind of a picture, its width, a device of Windows; and what not every system keeps."""
    part = file_part(name)
    assert part != name
    assert re.search(r"~[0-9a-f]{8}$", part)
