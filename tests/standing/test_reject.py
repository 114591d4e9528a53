"""What stands, is contested or falls: cases from the literature, worked out by hand."""

from __future__ import annotations

import pytest

from argmap.checking import validate_text
from argmap.standing.labelling import PartState
from argmap.standing.reject import Cause, UnknownPartError, reject
from arguments import argument, text_of

S, C, F = PartState.STANDS, PartState.CONTESTED, PartState.FALLS

NIXON = (
    "pacifist > thesis",
    "quaker > pacifist",
    "hawk ! pacifist",
    "pacifist ! hawk",
    "republican > hawk",
)
REINSTATED = ("a > thesis", "b ! a", "c ! b")
THREE = ("a > thesis", "b ! a", "c ! b", "a ! c")
FOUR = ("a > thesis", "b ! a", "c ! b", "d ! c", "a ! d")
FLOATING = ("e > thesis", "d ! e", "b ! d", "c ! d", "b ! c", "c ! b")
RED_LIGHT = ("look: looks_red > thesis", "red_light ! look")
CONTRACT = ("deed: agreed & written > thesis",)
WITNESSES = ("first > thesis", "second > thesis")
CASES = {
    "what nothing backs or attacks stands": (("a > thesis",), "", {"a": S, "thesis": S}),
    "what is rejected falls, and what it alone backed": (
        ("a > b", "b > thesis"), "a", {"a": F, "b": F, "thesis": F},
    ),
    "an objection that stands makes contested": (
        ("a > thesis", "b ! a"), "", {"b": S, "a": C, "thesis": C},
    ),
    "an objection that is rejected harms nothing": (
        ("a > thesis", "b ! a"), "b", {"b": F, "a": S, "thesis": S},
    ),
    "an objection that falls for want of backing harms nothing": (
        ("a > thesis", "b ! a", "p > b"), "p", {"b": F, "a": S, "thesis": S},
    ),
    "an answered objection reinstates its target": (
        REINSTATED, "", {"c": S, "b": C, "a": S, "thesis": S},
    ),
    "without the answer the objection stands": (
        REINSTATED, "c", {"c": F, "b": S, "a": C, "thesis": C},
    ),
    "Nixon is neither": (NIXON, "", {"quaker": S, "pacifist": C, "hawk": C, "thesis": C}),
    "Nixon, who is no Republican, is a pacifist": (
        NIXON, "republican", {"hawk": F, "pacifist": S, "thesis": S},
    ),
    "an odd circle of attacks is open": (THREE, "", {"a": C, "b": C, "c": C, "thesis": C}),
    "an odd circle that is broken is not": (THREE, "a", {"a": F, "b": C, "c": S, "thesis": F}),
    "an even circle of attacks is open": (FOUR, "", dict.fromkeys("abcd", C)),
    "an even circle that is broken is not": (FOUR, "a", {"a": F, "b": S, "c": C, "d": S}),
    "an attack from outside decides a pair": (
        ("a > thesis", "b ! a", "a ! b", "c ! b"), "", {"c": S, "b": C, "a": S, "thesis": S},
    ),
    "what either of two would answer stays open": (FLOATING, "", dict.fromkeys("bcde", C)),
    "and is answered when one of them goes": (
        FLOATING, "b", {"b": F, "c": S, "d": C, "e": S, "thesis": S},
    ),
    "a red light takes the step to red away": (
        RED_LIGHT, "", {"looks_red": S, "look": F, "thesis": F},
    ),
    "without the red light the thing is red": (
        RED_LIGHT, "red_light", {"look": S, "thesis": S},
    ),
    "an answered undercut takes nothing away": (
        (*RED_LIGHT, "switched_off ! red_light"), "", {"red_light": C, "look": S, "thesis": S},
    ),
    "an open undercut leaves its step open": (
        (*RED_LIGHT, "off ! red_light", "red_light ! off"),
        "", {"red_light": C, "off": C, "look": C, "thesis": C},
    ),
    "linked premises carry together": (CONTRACT, "", {"deed": S, "thesis": S}),
    "without one linked premise the other carries nothing": (
        CONTRACT, "written", {"agreed": S, "deed": F, "thesis": F},
    ),
    "convergent premises carry each alone": (WITNESSES, "first", {"second": S, "thesis": S}),
    "without any convergent premise nothing is carried": (
        WITNESSES, "first second", {"thesis": F},
    ),
    "an inference can be rejected": (CONTRACT, "deed", {"agreed": S, "written": S, "thesis": F}),
    "linked objections attack together": (
        ("a > thesis", "both: o & p ! a"), "", {"both": S, "a": C, "thesis": C},
    ),
    "and harm nothing without one of them": (
        ("a > thesis", "both: o & p ! a"), "o", {"p": S, "both": F, "a": S, "thesis": S},
    ),
    "an attack can be undercut": (
        ("a > thesis", "both: o & p ! a", "u ! both"), "", {"both": F, "o": S, "a": S},
    ),
    "an objection that rests on an answered claim is answered": (
        ("a > thesis", "b ! a", "p > b", "q ! p"), "", {"p": C, "b": C, "a": S, "thesis": S},
    ),
    "evidence carries a claim": (("thesis < e",), "e", {"e": F, "thesis": F}),
    "other evidence still carries it": (("thesis < e", "thesis < f"), "e", {"f": S, "thesis": S}),
    "a source takes its evidence along": (
        ("thesis < e @ s", "thesis < f @ t"), "s", {"e": F, "f": S, "thesis": S},
    ),
    "and that of sources known through it, at any distance": (
        ("thesis < e @ s", "s ~ t", "t ~ u"), "u", {"t": F, "s": F, "e": F, "thesis": F},
    ),
    "but not that of the source through which it is known": (
        ("thesis < e @ s", "thesis < f @ t", "s ~ t"), "s", {"t": S, "e": F, "f": S, "thesis": S},
    ),
    "disputed evidence alone leaves a claim contested": (
        ("thesis < e ?",), "", {"e": C, "thesis": C},
    ),
    "beside other evidence it does not": (("thesis < e ?", "thesis < f"), "", {"thesis": S}),
    "a claim and what it carries that attacks it are open": (
        ("a > thesis", "a > b", "b ! a"), "", {"a": C, "b": C, "thesis": C},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "rejected", "expected"), CASES.values(), ids=CASES.keys())
def test_each_case_is_as_worked_out(
    lines: tuple[str, ...], rejected: str, expected: dict[str, PartState]
) -> None:
    """The states of the parts are those of the grounded labelling."""
    states = reject(argument(*lines), rejected.split()).states
    assert {name: states[name] for name in expected} == expected


BACKING = {
    "its word": (),
    "stands": ("p > x", "q > x", "r ! q"),
    "open": ("p > x", "r ! p", "p ! r", "q > x", "s ! q"),
    "answered": ("p > x", "r ! p", "q > x", "step: f > q", "u ! step"),
    "fallen": ("step: p > x", "r ! step"),
}
ATTACKS = {
    "none": (),
    "fallen": ("step2: o1 ! x", "o2 ! step2"),
    "answered": ("o1 ! x", "o2 ! o1"),
    "open": ("o1 ! x", "o2 ! o1", "o1 ! o2", "o3 ! x", "o4 ! o3"),
    "stands": ("o1 ! x", "o3 ! x", "o4 ! o3"),
}
TABLE = {
    "its word": (S, S, S, C, C),
    "stands": (S, S, S, C, C),
    "open": (C, C, C, C, C),
    "answered": (C, C, C, C, C),
    "fallen": (F, F, F, F, F),
}
HARM = {
    "its word": (C, C, C, C, S),
    "stands": (C, C, C, C, S),
    "open": (C, C, C, C, S),
    "answered": (S, S, S, S, S),
    "fallen": (S, S, S, S, S),
}


@pytest.mark.parametrize("backing", BACKING)
@pytest.mark.parametrize("attack", ATTACKS)
def test_each_cell_of_the_table_is_as_documented(backing: str, attack: str) -> None:
    """The state of a claim, by what backs and what attacks it; and what it does to its target.

    A claim that stands or is open makes its target contested; an answered or fallen one harms
    nothing.
    """
    states = reject(argument("a > thesis", "x ! a", *BACKING[backing], *ATTACKS[attack])).states
    place = list(ATTACKS).index(attack)
    assert states["x"] is TABLE[backing][place]
    assert states["a"] is HARM[backing][place]


def test_a_rejected_claim_falls_whatever_backs_it() -> None:
    """In every cell of the table."""
    for backing in BACKING.values():
        for attack in ATTACKS.values():
            found = reject(argument("a > thesis", "x ! a", *backing, *attack), ["x"])
            assert found.states["x"] is F
            assert found.reasons["x"].cause is Cause.REJECTED


def test_the_source_of_a_claim_does_not_carry_it() -> None:
    """It shows where the claim was said: rejected, it leaves the claim as it was."""
    text = text_of("a > thesis").replace("It is so that a.", "It is so.\n    source: s")
    text += "sources:\n  s:\n    type: report\n"
    result = validate_text(text)
    assert result.map is not None
    assert result.ok, result.findings
    found = reject(result.map, ["s"])
    assert found.states["a"] is S
    assert found.steps == ()


def test_an_attack_on_itself_is_an_error_of_the_map() -> None:
    """So nothing that attacks itself has to be labelled."""
    result = validate_text(text_of("a > thesis", "a ! a"))
    assert "AM205" in {finding.code for finding in result.findings}
    assert not result.ok


def test_unknown_ids_are_refused_together() -> None:
    """Nothing is rejected where not everything is known; the error names what is not."""
    with pytest.raises(UnknownPartError, match="'x' or 'y'") as caught:
        reject(argument("a > thesis"), ["a", "x", "y"])
    assert caught.value.ids == ("x", "y")
    assert isinstance(caught.value, ValueError)
