"""A map without evidence and sources, as an essay or a debate has it, gets a short report."""

from __future__ import annotations

import argmap
from rule_maps import claims

LONG = " ".join(["The committee heard what everybody had to say about it"] * 6)
ESSAY = f"""\
argmap: 1
title: Essay
lang: en
by: Ada Stone
thesis: {{text: The square should be closed.}}
premises:
  air: {{text: The air is bad., supports: thesis}}
  noise: {{text: {LONG} and that it was loud., supports: [thesis, shops]}}
  room: {{text: {LONG} and that it was narrow., supports: [thesis, trams]}}
objections:
  shops: {{by: Ben Hill, text: Shops lose., attacks: thesis}}
  trams: {{by: Ben Hill, text: Trams cannot pass., attacks: thesis}}
"""


def told(text: str) -> list[tuple[str, str]]:
    """Return code and message of each finding."""
    return [(one.code, one.message) for one in argmap.validate_text(text, "e.yaml").findings]


def test_each_rule_speaks_once() -> None:
    """With a count, instead of once for each claim."""
    assert sorted(told(ESSAY)) == [
        ("AM210", "2 claims help the thesis on one way and hurt it on another: `noise` and `room`"),
        ("AM301", "3 claims have neither evidence nor premises behind them"),
        ("AM306", "nothing answers 2 objections to the thesis's side: `shops` and `trams`"),
        (
            "AM402",
            "2 claims are longer than 240 characters, too long for a box: `noise` and `room`",
        ),
    ]


def test_with_a_source_each_finding_stands_by_itself() -> None:
    """A map that cites something is checked claim by claim."""
    found = told(ESSAY + "sources: {survey: {type: report, title: Survey}}\nabout: survey\n")
    counts = {code: sum(one == code for one, _ in found) for code, _ in found}
    assert counts == {"AM210": 2, "AM301": 1, "AM306": 2, "AM402": 2}
    assert "3 claims have neither evidence nor premises behind them: `air`" in str(found)


def test_what_there_is_only_one_of_is_said_in_full() -> None:
    one = ESSAY.replace("[thesis, trams]", "thesis")
    ((_, message),) = [found for found in told(one) if found[0] == "AM210"]
    ways = "(`noise` → `thesis`) and hurts it (`noise` → `shops` → `thesis`)"
    assert message == f"`noise` helps the thesis {ways}"


def test_an_accepted_one_is_not_counted() -> None:
    accepted = "ignore: [{rule: AM306, at: shops, because: Nobody can answer that.}]\n"
    ((_, message),) = [found for found in told(ESSAY + accepted) if found[0] == "AM306"]
    assert message == "nothing answers `trams`, which attacks `thesis`"


def thesis_with(objections: dict[str, str]) -> list[str]:
    """Return the codes of what is found on a thesis that nothing supports."""
    sources = "sources:\n  s1: {type: book, title: One}\n  s2: {type: book, title: Two}\n"
    head = f"argmap: 1\ntitle: T\n{sources}thesis: {{text: T.}}\n"
    return [code for code, _ in told(head + claims("objections", objections))]


def test_a_thesis_that_is_defended_is_argued_for() -> None:
    """Who answers an objection argues; who leaves them all open does not."""
    assert "AM207" in thesis_with({"a": ", attacks: thesis", "b": ", attacks: thesis"})
    assert "AM207" not in thesis_with({"a": ", attacks: thesis", "b": ", attacks: a"})
    assert "AM207" not in thesis_with(
        {"a": ", attacks: thesis", "p": ", supports: a", "b": ", attacks: p"}
    )
    assert "AM207" in thesis_with({"a": ", attacks: thesis", "p": ", supports: a, attacks: thesis"})
