"""What a map holds is made in one step, and is what its classes would have made field by field."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, fields, replace
from pathlib import Path

import pytest

from argmap.reading import read

COMPLETE = Path(__file__).parent / "data" / "maps" / "complete.yaml"


@pytest.fixture(name="things")
def _things():
    """Every claim, piece of evidence and reference of a map that has every key."""
    argument = read(COMPLETE.read_bytes(), "complete.yaml").map
    claims = list(argument.claims.values())
    pieces = [piece for _, piece in argument.evidence()]
    references = [one for claim in claims for one in claim.supports + claim.attacks]
    assert claims
    assert pieces
    assert references
    return [*claims, *pieces, *references]


def test_a_thing_equals_the_one_that_its_class_makes_of_its_fields(things):
    for thing in things:
        made = type(thing)(**{field.name: getattr(thing, field.name) for field in fields(thing)})
        assert made == thing
        assert repr(made) == repr(thing)
        assert replace(thing, id="other") == replace(made, id="other")


def test_no_field_of_a_thing_can_be_changed(things):
    for thing in things:
        with pytest.raises(FrozenInstanceError):
            thing.id = "other"


def test_a_thing_and_its_places_arrive_whole_in_another_process(things):
    for thing in things:
        arrived = pickle.loads(pickle.dumps(thing))  # noqa: S301 -- our own
        assert arrived == thing
        if hasattr(thing, "places"):
            assert arrived.places == dict(thing.places)
