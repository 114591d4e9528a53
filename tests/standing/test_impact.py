"""What falls with what: the steps, what holds, the ranking, the marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import argmap
from argmap import impact, rank
from argmap.model.marks import Mark, Tone
from argmap.reading import read
from argmap.standing.labelling import PartState
from argmap.standing.network import THESIS, PartKind, build_network
from arguments import argument

if TYPE_CHECKING:
    from pathlib import Path

S, C, F = PartState.STANDS, PartState.CONTESTED, PartState.FALLS
LADDER = ("top: a & b > thesis", "c > thesis", "d > b", "b < e @ s", "d < f @ s", "o ! d", "p ! o")


def test_each_step_follows_from_those_before_it() -> None:
    """Evidence, what rests on it alone, what rests on both, the inference; the thesis holds."""
    found = impact(argument(*LADDER), ["s"])
    assert [(step.round, step.id, step.before, step.after) for step in found.steps] == [
        (1, "e", S, F),
        (1, "f", S, F),
        (2, "d", S, F),
        (3, "b", S, F),
        (4, "top", S, F),
    ]
    assert [step.reason.ids for step in found.steps] == [("s",), ("s",), ("f",), ("d", "e"), ("b",)]
    assert [(hold.id, hold.left, hold.lost) for hold in found.holds] == [(THESIS, ("c",), ("top",))]
    assert (found.falls, found.contested, found.thesis) == (("b", "d"), ("o",), S)
    assert (found.backing, found.stands_on) == (("c", "top"), ("c",))


def test_what_was_so_before_is_no_step() -> None:
    """An objection that was contested, and a claim that had fallen, are no news."""
    lines = ("a > thesis", "o ! a", "p ! o", "step: q > x", "u ! step", "x ! a")
    found = impact(argument(*lines), ["q"])
    assert (found.before["o"], found.before["x"]) == (C, F)
    assert [step.id for step in found.steps] == []
    assert found.falls == ("x",)
    again = impact(argument(*lines), ["u"])
    assert [(step.id, step.after) for step in again.steps] == [
        ("step", S),
        ("x", S),
        ("a", C),
        (THESIS, C),
    ]


def test_a_circle_changes_in_one_step() -> None:
    """The parts of a circle decide each other: they stand in one round."""
    found = impact(argument("a > thesis", "b ! a", "a ! b", "c ! b", "d ! c"), ["d"])
    assert [(step.round, step.id, step.after) for step in found.steps] == [
        (1, "c", S),
        (2, "a", S),
        (3, THESIS, S),
    ]


def test_the_order_and_the_spelling_of_ids_do_not_matter() -> None:
    """Ids are named in any order, twice, and in either Unicode form."""
    text = "argmap: 1\ntitle: T\nlang: en\nthesis: {text: It is so.}\npremises:\n"
    text += "  für: {text: For., supports: thesis}\n  und: {text: And., supports: thesis}\n"
    whole = read(text, "case.yaml").map
    assert whole is not None
    found = impact(whole, ["und", "fu\u0308r", "und"])
    assert found.rejected == ("und", "für")
    assert found.states == impact(whole, ["für", "und"]).states
    assert found.thesis is F
    assert impact(whole, "und").rejected == ("und",)


def test_a_ranking_puts_first_what_ends_the_thesis() -> None:
    """Then what leaves it contested, then what takes most claims along; the file's order last."""
    whole = argument(
        *("a > thesis", "x > a", "a < e @ s", "o ! thesis", "p ! o", "q > p"),
        *("r ! q", "t ! r", "a < g @ u"),
    )
    found = rank(whole)
    assert [(load.id, load.falls, load.contested, load.thesis) for load in found.loads] == [
        ("a", 1, 0, F),
        ("q", 1, 1, C),
        ("t", 0, 3, C),
        ("p", 0, 1, C),
        ("x", 0, 0, S),
        ("o", 0, 0, S),
        ("r", 0, 0, S),
        ("s", 0, 0, S),
        ("u", 0, 0, S),
    ]


def test_any_part_can_be_a_single_point_of_failure() -> None:
    """A claim, an inference, a piece of evidence, a source: whatever alone ends the thesis."""
    whole = argument("step: a & b > thesis", "a < e @ s", "s ~ t", "b < f", "b < g")
    found = {load.id: load.kind for load in rank(whole).points_of_failure}
    assert found == {
        "t": PartKind.SOURCE,
        "s": PartKind.SOURCE,
        "a": PartKind.CLAIM,
        "b": PartKind.CLAIM,
        "step": PartKind.INFERENCE,
        "e": PartKind.EVIDENCE,
    }
    two = rank(argument("a > thesis", "b > thesis"))
    assert (two.thesis, two.points_of_failure) == (S, ())
    fallen = rank(argument("step: a > thesis", "u ! step"))
    assert (fallen.thesis, fallen.points_of_failure) == (F, ())


def test_marks_say_what_is_rejected_falls_and_is_contested(project: Path) -> None:
    """In the map's language; what stands has none, and inferences and sources have no box."""
    ritter = argmap.load(project / "maps" / "ritter_2026-03-12.yaml")
    marks = argmap.impact_marks(ritter, impact(ritter, ["landung-unmoeglich"]))
    assert marks == {
        "landung-unmoeglich": Mark("verworfen", Tone.GONE),
        "hormus-nicht-zu-oeffnen": Mark("fällt", Tone.BAD),
        "westliche-fantasie": Mark("fällt", Tone.BAD),
        "kein-militaerischer-ausweg": Mark("angefochten", Tone.DOUBT),
        "gutes-gespraech": Mark("angefochten", Tone.DOUBT),
        "haertere-schlaege": Mark("angefochten", Tone.DOUBT),
        "trump-hat-gewonnen": Mark("angefochten", Tone.DOUBT),
        "ziele-bombardiert": Mark("angefochten", Tone.DOUBT),
        "erst-ukraine-frieden": Mark("angefochten", Tone.DOUBT),
    }
    assert "verworfen" in argmap.render(ritter, marks=marks).svg


def test_evidence_is_a_part_by_its_number(project: Path) -> None:
    """Evidence without an id of its own is named by its claim and its place."""
    ritter = argmap.load(project / "maps" / "ritter_2026-03-12.yaml")
    found = impact(ritter, ["trump-droht.1"])
    assert [step.id for step in found.steps] == ["trump-droht", "bluff"]
    assert found.thesis is S


def test_the_net_has_all_that_can_be_rejected(project: Path) -> None:
    """Claims, inferences, sources and evidence of a whole map."""
    ritter = argmap.load(project / "maps" / "ritter_2026-03-12.yaml")
    evidence = [piece.id for _, piece in ritter.evidence()]
    names = build_network(ritter).names
    assert sorted(names) == sorted([*ritter.claims, *ritter.inferences, *ritter.sources, *evidence])
