"""What the model holds are values: frozen, compared by what they say, whole in another process."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, fields, replace

import pytest

from argmap.checking import Validation
from argmap.checking.settings import Settings
from argmap.drawing.draw import Drawing
from argmap.model.argument import Evidence, Ignore, Placed, Reference
from argmap.model.findings import Finding, Location, Severity
from argmap.reading import read
from paths import DATA

COMPLETE = DATA / "maps" / "complete.yaml"
HERE = Location("map.yaml", 1, 1)
FINDING = Finding("AM000", "some-name", Severity.NOTE, HERE, "something is so")


@pytest.fixture(name="things")
def _things():
    """Everything on a map that has every key, and what is said about one."""
    argument = read(COMPLETE.read_bytes(), "complete.yaml").map
    claims = list(argument.claims.values())
    pieces = [piece for _, piece in argument.evidence()]
    references = [one for claim in claims for one in claim.supports + claim.attacks]
    steps, sources = list(argument.inferences.values()), list(argument.sources.values())
    for kind in (claims, pieces, references, steps, sources):
        assert kind
    return [
        *(argument, *claims, *pieces, *references, *steps, *sources),
        Ignore(at=HERE, rule="AM301", targets=(), because="it is so"),
        *(FINDING, Drawing("<svg/>", 1, 2, "columns", ()), Settings(select=("AM3",))),
        Validation("map.yaml", argument, (FINDING,), ""),
    ]


def test_a_thing_equals_another_of_the_same_fields(things):
    for thing in things:
        made = type(thing)(**{field.name: getattr(thing, field.name) for field in fields(thing)})
        assert made == thing == replace(thing)
        assert repr(made) == repr(thing)


def test_a_thing_equals_nothing_that_says_something_else(things):
    shown = list(map(repr, things))
    for thing, own in zip(things, shown, strict=True):
        assert [thing == other for other in things] == [own == other for other in shown]
        assert thing != tuple(getattr(thing, field.name) for field in fields(thing))


def test_equal_things_are_one_in_a_set():
    piece = Evidence(at=HERE, id="a.1", source=Reference("paper", HERE))
    assert {piece, replace(piece), FINDING, replace(FINDING)} == {piece, FINDING}


def test_where_its_keys_stand_makes_no_difference_to_a_thing():
    placed, bare = Placed(at=HERE, places={"text": HERE}), Placed(at=HERE)
    assert placed == bare
    assert hash(placed) == hash(bare)
    assert repr(placed) == repr(bare) == f"Placed(at={HERE!r})"


def test_no_field_of_a_thing_can_be_changed(things):
    for thing in things:
        for field in fields(thing):
            with pytest.raises(FrozenInstanceError):
                setattr(thing, field.name, None)


def test_a_thing_and_its_places_arrive_whole_in_another_process(things):
    for thing in things:
        arrived = pickle.loads(pickle.dumps(thing))  # noqa: S301 -- our own
        assert arrived == thing
        if hasattr(thing, "places"):
            assert arrived.places == dict(thing.places)


@pytest.mark.parametrize(
    ("vias", "name", "way"),
    [
        ({"a": "b", "b": "c", "c": ""}, "a", ["a", "b", "c"]),
        ({"a": "b", "b": "a"}, "b", ["b", "a"]),
        ({"a": "gone"}, "a", ["a"]),
        (
            {f"s{one}": f"s{one + 1}" for one in range(90)},
            "s7",
            [f"s{one}" for one in range(7, 39)],
        ),
    ],
    ids=["line", "circle", "unknown", "without end"],
)
def test_the_way_back_from_a_source_ends(vias, name, way):
    """It leads through each source once, over 32 at most."""
    entries = "".join(
        f"  {one}: {{type: book, title: T{f', via: {via}' if via else ''}}}\n"
        for one, via in vias.items()
    )
    text = f"argmap: 1\ntitle: T\nlang: en\nthesis: {{text: T.}}\nsources:\n{entries}"
    argument = read(text, "m.yaml").map
    assert argument.way_back(name) == way
