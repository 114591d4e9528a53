"""Small made-up files of each format, with what real ones are awkward in."""

from __future__ import annotations

import json
from textwrap import dedent
from typing import Any

import pytest
import yaml

from argmap.checking import validate_text
from argmap.exchange import import_map
from argmap.exchange.bibtex import read_references
from argmap.exchange.intake import Intake, NotImportedError
from argmap.exchange.loss import Report, as_text


def _import(text: str, path: str = "x", form: str | None = None, thesis: str | None = None):
    """Return the map of a file as plain data, its text, and the report; it has no errors."""
    done = import_map(dedent(text).encode(), path, form, thesis)
    assert validate_text(done.text, "m.yaml").ok
    return yaml.safe_load(done.text), done.text, as_text(done.report)


def _refused(text: str, path: str = "x", form: str | None = None, thesis: str | None = None):
    """Return where a file is wrong, what is, and what to do."""
    with pytest.raises(NotImportedError) as caught:
        import_map(dedent(text).encode(), path, form, thesis)
    first = caught.value.findings[0]
    return str(first.location), first.message, first.hint or ""


def _argdown(relations: list[dict[str, Any]], arguments: dict[str, Any], *statements: str,
             **more: Any) -> str:  # fmt: skip
    """Return what `argdown json` writes for some statements, each of which says its title."""
    found = {
        title: {
            "type": "equivalence-class",
            "title": title,
            "members": [{"type": "statement", "text": f"It is {title}."}],
        }
        for title in statements
    }
    return json.dumps({"statements": found, "arguments": arguments, "relations": relations} | more)


def _relation(kind: str, by: str, to: str, by_type: str = "equivalence-class",
              to_type: str = "equivalence-class", **more: Any) -> dict[str, Any]:  # fmt: skip
    return {"type": "relation", "relationType": kind, "from": by, "fromType": by_type,
            "to": to, "toType": to_type, **more}  # fmt: skip


def _numbered(title: str, role: str, rules: list[str] | None = None) -> dict[str, Any]:
    inference = {"type": "inference", "inferenceRules": rules or []}
    more = {} if rules is None else {"inference": inference}
    return {"type": "statement", "title": title, "role": role, **more}


def test_argdown_an_undercut_stays_an_attack_on_the_inference() -> None:
    """Of an argument with numbered statements, at the step that it is about."""
    steps = [
        _numbered("a", "premise"),
        _numbered("b", "premise"),
        _numbered("mid", "intermediary-conclusion", ["Modus ponens"]),
        _numbered("t", "main-conclusion", []),
    ]
    text = _argdown(
        [_relation("undercut", "u", "P", to_type="inference", conclusionIndex=2)],
        {"P": {"type": "argument", "title": "P", "members": [], "pcs": steps}},
        *("t", "a", "b", "mid", "u"),
    )
    found, _, report = _import(text)
    assert found["inferences"]["P"] == {
        "premises": ["a", "b"],
        "conclusion": "mid",
        "scheme": "Modus ponens",
    }
    assert found["premises"]["mid"]["supports"] == "thesis"
    assert found["objections"]["u"]["attacks"] == "P"
    assert "renamed: the thesis of a map has the id `thesis`\n  thesis: t\n" in report


def test_argdown_an_undercut_of_a_plain_argument_attacks_its_step() -> None:
    """The argument is a claim there, and the step from it gets a name to be attacked by."""
    plain = {"type": "argument", "members": [{"text": "It costs. #money", "tags": ["money"],
             "ranges": [{"type": "tag", "start": 10, "stop": 15}]}], "pcs": []}  # fmt: skip
    text = _argdown(
        [
            _relation("attack", "Cost", "t", "argument"),
            _relation("undercut", "u", "Cost", to_type="argument"),
        ],
        {"Cost": plain},
        *("t", "u"),
    )
    found, text, report = _import(text)
    assert found["objections"]["Cost"] == {"text": "It costs."}
    (name,) = found["inferences"]
    assert found["inferences"][name] == {"premises": ["Cost"], "attacks": "thesis"}
    assert found["objections"]["u"]["attacks"] == name
    assert "  # tags: money\n  Cost:\n" in text
    assert "lost: tags have no place on a map\n  Cost: tags: money\n" in report


def test_argdown_what_stands_in_and_around_a_text_is_kept() -> None:
    """Links, the metadata of numbered arguments, whatever they hold; a mention is its title."""
    steps = [_numbered("a", "premise"), _numbered("t", "main-conclusion", [])]
    data = {"source": "C1", "isInMap": False, "pages": [1, {"to": 3}]}
    text = _argdown(
        [],
        {"P": {"type": "argument", "title": "P", "members": [], "data": data, "pcs": steps}},
        *("t", "a"),
    )
    whole = json.loads(text)
    whole["statements"]["a"]["members"][0] = {
        "text": "See the page on @[Rust] and @<Old age>.",
        "ranges": [{"type": "link", "start": 4, "stop": 11, "url": "https://example.org/p"}],
    }
    found, text, report = _import(json.dumps(whole))
    assert found["premises"]["a"]["text"] == "See the page on Rust and Old age."
    assert "# link: https://example.org/p\n" in text
    assert '# source: C1; isInMap: false; pages: [1, {"to": 3}]\n' in text
    assert "lost: a link in a text has no place on a map\n  a: link: https://example" in report


def test_argdown_contradictions_leave_the_thesis_clear() -> None:
    """Two statements that contradict each other attack each other; the one argued for is it."""
    relations = [_relation("contradictory", "t", "anti"), _relation("support", "a", "t")]
    found, text, _ = _import(_argdown(relations, {}, "t", "anti", "a"))
    assert found["thesis"]["text"] == "It is t."
    assert found["objections"]["anti"]["attacks"] == "thesis"
    assert "# the thesis attacks anti\nthesis:" in text


def test_what_attacks_in_return_is_no_thesis_beside_one_that_attacks_nothing() -> None:
    """Objections may attack each other, and others may speak against one of them."""
    relations = [
        _relation("attack", "a", "t"),
        _relation("attack", "a", "b"),
        _relation("attack", "b", "a"),
        _relation("attack", "c", "b"),
    ]
    found, _, _ = _import(_argdown(relations, {}, "t", "a", "b", "c"))
    assert found["thesis"]["text"] == "It is t."


def test_several_theses_are_listed() -> None:
    """The finding stands where the first is, and --thesis takes one of them."""
    relations = [_relation("support", "a", "one"), _relation("support", "a", "two")]
    text = _argdown(relations, {}, "one", "two", "a")
    place, message, hint = _refused(text, "x.json")
    assert place == f"x.json:1:{text.index('one') - 0}"
    assert message == "2 statements could be the thesis: nothing follows from them"
    assert hint == "say which with --thesis ID: one “It is one.”; two “It is two.”"
    found, text, report = _import(text, "x.json", thesis="two")
    assert found["thesis"]["text"] == "It is two."
    assert "\n# one: It is one.\n" in text
    assert "lost: a statement never reaches the thesis\n  one: It is one.\n" in report
    assert _refused(_argdown(relations, {}, "one", "two", "a"), thesis="three")[1] == (
        "no statement has the id `three`"
    )


def test_a_circle_of_support_is_told_with_the_link_left_out() -> None:
    """Attacks in a circle are left as they are."""
    relations = [
        _relation("support", "a", "t"),
        _relation("support", "b", "a"),
        _relation("support", "a", "b"),
        _relation("attack", "c", "b"),
        _relation("attack", "b", "c"),
    ]
    found, text, report = _import(_argdown(relations, {}, "t", "a", "b", "c"))
    assert found["premises"]["a"]["supports"] == "thesis"
    assert found["premises"]["b"] == {"text": "It is b.", "supports": "a", "attacks": "c"}
    assert "lost: the argument ran in a circle, and one link of it was left out\n" in report
    assert "  a: left out: a supports b\n" in report
    assert "# left out: a supports b" in text


def _aif(nodes: str, edges: str, **more: Any) -> str:
    """Return AIF of nodes such as `1 I` and edges such as `1>2`."""
    made = [dict(zip(("nodeID", "type"), one.split(), strict=True)) for one in nodes.split(", ")]
    texts = [one | {"text": f"It is {one['nodeID']}." if one["type"] == "I" else one["type"]}
             for one in made]  # fmt: skip
    ends = [one.split(">") for one in edges.split(", ")]
    links = [{"edgeID": str(n), "fromID": a, "toID": b} for n, (a, b) in enumerate(ends)]
    return json.dumps({"nodes": texts, "edges": links, "locutions": []} | more)


def test_aif_speakers_come_from_the_locutions() -> None:
    """By the participants where they are told, else by what stands before the colon."""
    nodes = "1 I, 2 I, 9 RA, 3 L, 4 YA, 5 L, 6 YA, 7 TA"
    text = _aif(nodes, "1>9, 9>2, 3>4, 4>1, 5>6, 6>2, 3>7, 7>5")
    data = json.loads(text)
    data["nodes"][3]["text"] = "AB : It is so"
    data["locutions"] = [{"nodeID": "5", "personID": 0}, {"nodeID": "3", "personID": 7}]
    data["participants"] = [{"participantID": 0, "firstname": "Ada", "surname": "Stein"}]
    for whole in (data, {"AIF": data, "OVA": {}}, {"aif": data}):
        found, _, report = _import(json.dumps(whole))
        assert (found["by"], found["premises"]["n1"]["by"]) == ("Ada Stein", "AB")
        assert (
            "nodes of the dialogue, and of other kinds, have no place on a map\n  TA: 1" in report
        )


def test_aif_who_asks_or_doubts_does_not_say_so() -> None:
    """And who agrees is not the speaker: that is who asserted it, whatever stands first."""
    nodes = "1 I, 2 I, 9 RA, 3 L, 4 YA, 5 L, 6 YA, 7 L, 8 YA"
    data = json.loads(_aif(nodes, "1>9, 9>2, 3>4, 4>1, 5>6, 6>2, 7>8, 8>2"))
    said = {3: "AB : Is it so", 5: "CD : Yes", 7: "EF : It is so"}
    acts = {4: "Pure Questioning", 6: "Agreeing", 8: "Asserting"}
    for node in data["nodes"]:
        node["text"] = (said | acts).get(int(node["nodeID"]), node["text"])
    found, text, report = _import(json.dumps(data))
    assert found["thesis"] == {"text": "It is 2.", "by": "EF"}
    assert found["premises"]["n1"] == {"text": "It is 1.", "supports": "thesis"}
    assert "# also said by CD\nthesis:" in text
    assert "  # Pure Questioning: AB\n  n1:" in text
    assert "other than asserting it has no place on a map\n  n1: Pure Questioning: AB\n" in report


def test_aif_who_argues_and_what_was_said_is_told() -> None:
    """As of a debate in AIFdb: people answer each other, and no locution leads to a claim."""
    text = _aif(
        "1 L, 2 I, 3 L, 4 I, 5 L, 6 I, 7 L, 8 I, 9 MA, 10 TA, 11 YA, 12 CA, 13 TA, 14 YA, 15 RA, "
        "16 TA, 17 YA",
        "2>9, 9>8, 7>10, 10>1, 10>11, 11>9, 4>12, 12>8, 7>13, 13>3, 13>14, 14>12, 6>15, 15>8, "
        "7>16, 16>5, 16>17, 17>15",
    )
    found, _, report = _import(text)
    assert found["thesis"] == {"text": "It is 8."}
    assert list(found["premises"]), list(found["objections"]) == (["n2", "n6"], ["n4"])
    assert "other kinds, have no place on a map\n  L: 4\n  TA: 3\n  YA: 3\n" in report


def test_aif_the_words_of_a_locution_are_kept_where_the_claim_has_others() -> None:
    """As of a text in which issues, positions and arguments were found: a claim says it in full."""
    said = {2: "Ada : it's cracked", 5: "Ada : It is 4", 8: "Then: close it!"}
    nodes = "1 I, 2 L, 3 YA, 4 I, 5 L, 6 YA, 7 I, 8 L, 9 YA, 10 RA, 11 MA"
    data = json.loads(_aif(nodes, "2>3, 3>1, 5>6, 6>4, 8>9, 9>7, 1>10, 10>4, 4>11, 11>7"))
    for node in data["nodes"]:
        node["text"] = (said | {10: "Pro", 11: "Position On"}).get(
            int(node["nodeID"]), node["text"]
        )
    found, text, report = _import(json.dumps(data))
    assert "  # locution: Ada : it's cracked\n  n1:" in text
    assert "# locution: Then: close it!\nthesis:" in text
    assert text.count("# locution") == 2
    assert "the words of a locution have no place on a map\n  n1: locution: Ada : it's" in report
    assert found["premises"]["n1"] == {"text": "It is 1.", "by": "Ada", "supports": "n4"}
    assert found["inferences"]["n11"]["scheme"] == "Position On"


def test_aif_steps_on_steps() -> None:
    """An undercut is kept, a rephrase is support, a backing becomes one more premise."""
    text = _aif(
        "1 I, 2 I, 3 I, 4 I, 5 I, 6 RA, 7 CA, 8 MA, 9 RA",
        "2>6, 6>1, 3>7, 7>6, 4>8, 8>2, 5>9, 9>6",
    )
    found, _, report = _import(text, form="aif")
    assert found["inferences"]["n6"]["premises"] == ["n2", "n5"]
    assert found["objections"]["n3"]["attacks"] == "n6"
    assert found["inferences"]["n8"]["scheme"] == "Rephrase"
    assert "guessed: what supports an inference is taken for one more premise of it\n" in report
    assert "guessed: a rephrase is taken for support" in report


KIALO = """\
    Discussion Title: Should it close?

    1. It should close.
    1.1. Pro: It is cracked, see [the survey](https://www.example.org/s?a=b) \\(2019\\).
    1.1.1. Con: Cracks
    are harmless.
    1.1.2. Pro: -> See 1.2.1.
    1.2. Con: It costs.
    1.2.1. Con: Not much.
"""


def test_kialo_numbers_are_the_tree() -> None:
    """Links are evidence, lines go on, and a claim that stands elsewhere bears there, too."""
    found, _, report = _import(KIALO)
    assert (found["title"], found["thesis"]["text"]) == ("Should it close?", "It should close.")
    assert found["premises"]["n1-1"] == {
        "text": "It is cracked, see the survey (2019).",
        "supports": "thesis",
        "evidence": [{"text": "the survey", "source": "example-org"}],
    }
    assert found["objections"]["n1-1-1"]["text"] == "Cracks are harmless."
    assert found["objections"]["n1-2-1"]["supports"] == "n1-1"
    assert found["objections"]["n1-2-1"]["attacks"] == "n1-2"
    assert "guessed: a web page that a claim links to is taken for evidence\n" in report


def test_kialo_with_several_theses_asks_for_one() -> None:
    """Below a question the theses are neither for nor against it."""
    text = "Discussion Title: X\n\n1. What now?\n1.1. Close.\n1.1.1. Pro: Cracks.\n1.2. Open.\n1.2.1. Con: Cracks.\n"  # noqa: E501
    assert _refused(text)[1] == "2 statements could be the thesis: nothing follows from them"
    found, text, _ = _import(text, thesis="1.1")
    assert found["thesis"]["text"] == "Close."
    assert found["premises"] == {"n1-1-1": {"text": "Cracks.", "supports": "thesis"}}
    assert "# 1: What now?" in text


KIALO_OF_TODAY = """\
Discussion Name:
Should it close?

1. Thesis:
It should close.

  1.1. Pro:
  It is cracked [1], more [2] than others (p. 4 [1]), as "[9]" says.

    1.1.1. Con:
    Cracks
    are harmless:
    all are.

    1.1.2. Pro:
    -> See 1.2.1.

  1.2. Con:
  It costs.

    1.2.1. Con:
    -> See discussion #77: Bridges are cheap.

Sources:
[1] https://www.example.org/s?a=b#(c)
[2] https://example.com/t
"""


def test_kialo_writes_stances_sources_and_other_discussions_on_lines_of_their_own() -> None:
    """As its exports of later years do: the numbers in the texts are evidence."""
    found, text, report = _import(KIALO_OF_TODAY)
    assert (found["title"], found["thesis"]["text"]) == ("Should it close?", "It should close.")
    assert found["premises"]["n1-1"] == {
        "text": 'It is cracked, more than others (p. 4), as "[9]" says.',
        "supports": "thesis",
        "evidence": [
            {"text": "example.org", "source": "example-org"},
            {"text": "example.com", "source": "example-com"},
            {"text": "example.org", "source": "example-org"},
        ],
    }
    assert found["sources"]["example-org"]["URL"] == "https://www.example.org/s?a=b#(c)"
    assert found["objections"]["n1-1-1"]["text"] == "Cracks are harmless: all are."
    assert found["objections"]["n1-2-1"] == {
        "text": "Bridges are cheap.", "supports": "n1-1", "attacks": "n1-2"
    }  # fmt: skip
    assert "  # See discussion #77\n  n1-2-1:\n" in text
    assert "lost: another discussion has no place on a map\n  n1-2-1: See discussion" in report


def test_kialo_a_question_is_no_thesis() -> None:
    """The theses below it are."""
    text = KIALO_OF_TODAY.replace("1. Thesis:", "1. Question:").replace("Pro:", "Thesis:", 1)
    assert _refused(text.replace("Con:\n  It costs", "Thesis:\n  It costs"))[2] == (
        "say which with --thesis ID: "
        "1.1 “It is cracked, more than others (p. 4),…”; 1.2 “It costs.”"
    )
    found, text, _ = _import(text, thesis="1.1")
    assert found["thesis"]["text"].startswith("It is cracked")
    assert "# 1: It should close.\n" in text


@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("stop", [".", ""])
def test_a_column_of_a_spreadsheet_is_imported_as_kialo_writes_it(start: str, stop: str) -> None:
    """As programs save it: what has commas or quotes stands in quotes, and ends lack full stops."""
    objection = f'1.1.1{stop} Con: "Old", they say, "and fine"'
    cells = ["1. Close it, now.", f"1.1{stop} Pro: It is cracked.", objection]
    quoted = ['"' + cell.replace('"', '""') + '"' if "," in cell else cell for cell in cells]
    found, _, _ = _import(start + "\r\n".join(quoted) + "\r\n")
    assert found["thesis"]["text"] == "Close it, now."
    assert found["premises"]["n1-1"] == {"text": "It is cracked.", "supports": "thesis"}
    assert found["objections"]["n1-1-1"]["text"] == '"Old", they say, "and fine"'


CARNEADES = """\
    meta: {title: John, note: A note}
    statements:
      red: It is red.
      looks: {text: It looks red., assumed: true}
      light: A red lamp shines.
      ¬app(a1): a1 does not apply.
      blue: It is blue.
    issues:
      i1: {positions: [red, blue], standard: PE}
    arguments:
      a1:
        premises: [looks]
        conclusion: red
        undercutter: ¬app(a1)
        weight: 0.5
      a2:
        premises: {minor: light, major: undeclared}
        conclusion: ¬app(a1)
"""


def test_carneades_an_undercutter_attacks_the_argument() -> None:
    """What concludes it attacks in its place; roles, weights and standards become comments."""
    found, text, report = _import(CARNEADES)
    assert found["inferences"]["a1"] == {"premises": ["looks"], "conclusion": "thesis"}
    assert found["inferences"]["a2"] == {"premises": ["light", "undeclared"], "attacks": "a1"}
    assert found["objections"]["blue"]["attacks"] == "thesis"
    assert "  # weight: 0.5\n  # a1 does not apply.\n  a1:\n" in text
    assert "  # minor: light, major: undeclared\n  a2:\n" in text
    assert "guessed: a statement is named, and not declared" in report


def test_carneades_premises_that_count_by_themselves_stand_by_themselves() -> None:
    """By the schemes that come with it; `linked` is what an inference is without a name."""
    text = """\
        statements: {t: Close it., a: It is cracked., b: It is old., c: Cracks grow., d: It rains.}
        arguments:
          a1: {scheme: convergent, conclusion: t, premises: [a, b], undercutter: u}
          a2: {scheme: linked, conclusion: a, premises: [c, d], weight: 2}
        assumptions: [u]
    """
    found, text, report = _import(text)
    assert found["inferences"] == {
        "a1": {"premises": ["a"], "conclusion": "thesis"},
        "a1-2": {"premises": ["b"], "conclusion": "thesis"},
        "a2": {"premises": ["c", "d"], "conclusion": "a"},
    }
    assert found["objections"]["u"]["attacks"] == ["a1", "a1-2"]
    assert "support each by itself\n  thesis: a1: a, b\n" in report
    assert "  # weight: 2\n  a2:" in text


def test_carneades_an_undercutter_of_two_arguments_attacks_both() -> None:
    """And the conclusion, where an argument has no premises: so abstract arguments are written."""
    text = """\
        statements: {t: Close it., a: It is cracked., b: It is dear., c: Not now., n: no}
        arguments:
          a1: {conclusion: t, premises: [a], undercutter: n}
          a2: {conclusion: t, premises: [b], undercutter: n}
          a3: {conclusion: b, undercutter: nb}
          a4: {conclusion: n, premises: [c]}
          a5: {conclusion: nb, premises: [a]}
    """
    found, _, _ = _import(text)
    assert found["objections"]["c"]["attacks"] == ["a1", "a2"]
    assert found["objections"]["a"]["attacks"] == "b"
    assert found["inferences"]["a1"] == {"premises": ["a"], "conclusion": "thesis"}


def test_carneades_what_nobody_speaks_for_is_no_objection() -> None:
    """The statement that an argument does not apply is declared beside many.

    A negation keeps its sign as a word: without it the id would be that of what it denies.
    """
    text = """\
        statements: {t: Close it., ¬t: Leave it., ¬app(a1): a1 does not apply.}
        issues: {i1: {positions: [t, ¬t]}}
        arguments: {a1: {conclusion: ¬t, premises: [dear], undercutter: ¬app(a1)}}
    """
    found, text, report = _import(text, thesis="t")
    assert found["objections"]["not-t"] == {"text": "Leave it.", "attacks": "thesis"}
    assert found["premises"] == {"dear": {"text": "dear", "supports": "not-t"}}
    assert "# ¬app(a1): a1 does not apply.\n" in text
    assert "lost: an undercutter that nothing speaks for attacks nothing\n" in report


def test_carneades_rules_alone_are_no_argument() -> None:
    """The file is told to be Carneades's, and what is missing."""
    text = (
        "argument_schemes: [{id: s1, conclusions: [p(X)], premises: [q(X)]}]\nassumptions: [q(a)]\n"
    )
    assert _refused(text)[1:] == (
        "there is no mapping `statements` in it",
        "what Carneades derives from `argument_schemes` is not in the file",
    )


GSN = """\
    G1: {text: It is safe, supportedBy: [S1, Sn1], inContextOf: [C1]}
    S1: {text: By hazard, supportedBy: [G2, G3]}
    G2: {text: Fire is handled, supportedBy: Sn2}
    G3: {text: Water is handled, undeveloped: true}
    C1: {text: In Berlin}
    Sn1: {text: A test, url: "https://example.org/t"}
    Sn2: {text: A drill}
    CG1: {text: The drill was short, challenges: Sn2}
    CG2: {text: Other hazards exist, challenges: S1}
    """


def test_gsn_a_strategy_is_a_warrant_and_a_solution_evidence() -> None:
    """Evidence that is challenged is a claim; context is a comment."""
    found, text, _ = _import(GSN)
    assert found["thesis"]["evidence"] == [{"text": "A test", "source": "Sn1"}]
    assert found["sources"]["Sn1"]["URL"] == "https://example.org/t"
    assert found["inferences"]["S1"] == {
        "premises": ["G2", "G3"],
        "conclusion": "thesis",
        "warrant": "By hazard",
    }
    assert found["premises"]["Sn2"]["supports"] == "G2"
    assert found["objections"]["CG1"]["attacks"] == "Sn2"
    assert found["objections"]["CG2"]["attacks"] == "S1"
    assert "# context C1: In Berlin\nthesis:" in text
    assert "  # undeveloped: true\n  G3:" in text


def test_gsn_what_no_goal_leads_to_is_kept() -> None:
    """Whatever is nested, too; and what a module has elsewhere is named as what it is."""
    text = """\
        module: {name: Part, extends: [{module: base, develops: {G1: [G2]}}]}
        G3: {text: It is safe, supportedBy: Sn1, inContextOf: [J1], acp: {A1: [Sn1, Sn2]}}
        Sn1: {text: A test}
        Sn2: {text: A drill}
        A1: {text: It is dry}
        """
    found, text, report = _import(text)
    assert found["thesis"]["evidence"] == [{"text": "A test"}]
    assert "# justification J1: not in the file\n# acp: {A1: [Sn1, Sn2]}\nthesis:" in text
    assert "# module: extends: [{module: base, develops: {G1: [G2]}}]\n" in text
    assert text.endswith("# solution Sn2: A drill\n# assumption A1: It is dry\n")
    assert "lost: an element stands below none, and is context of none\n  solution Sn2" in report


def test_what_is_left_out_is_kept_with_all_that_belongs_to_it() -> None:
    """The evidence and the comments of a statement that never reaches the thesis, and its links."""
    text = """\
        G1: {text: It is safe, supportedBy: [Sn1]}
        Sn1: {text: A test}
        G2: {text: It is cheap, supportedBy: [Sn2, G3], undeveloped: true}
        G3: {text: It is small}
        Sn2: {text: A bill, url: "https://example.org/b"}
        """
    found, text, _ = _import(text, thesis="G1")
    assert "sources" not in found
    assert text.endswith(
        "# G2: It is cheap\n# G2: undeveloped: true\n"
        "# G2, evidence: A bill https://example.org/b\n# G3: It is small\n# G3 supports G2\n"
    )


@pytest.mark.parametrize(
    ("text", "form", "place"),
    [
        ("meta: {source: r and s}\nstatements:\n  s: S\n  r: R\narguments: {}\n", None, "x:3:3"),
        ('{"nodes": [{"t": "2:2", "nodeID": 2, "type": "I"}, {"nodeID": 3,"type":"I"}],"edges":[]}',
          None, "x:1:35"),
        ('{"relations": [{"to": "t"}], "statements": {"t": {}, "u": {}}, "arguments": {}}',
         None, "x:1:45"),
    ],
)  # fmt: skip
def test_a_finding_stands_at_the_statement_and_not_where_its_id_is_part_of_a_word(
    text: str, form: str | None, place: str
) -> None:
    """Ids are short: `s` stands in many a word, and 2 in many a date."""
    assert _refused(text, form=form)[:2] == (
        place, "2 statements could be the thesis: nothing follows from them"
    )  # fmt: skip


ARGGRAPH = """\
    <?xml version='1.0' encoding='UTF-8'?>
    <arggraph id="made" topic_id="close_the_bridge" stance="pro">
      <edu id="e1"><![CDATA[Closing costs money,]]></edu><edu id="e2">cracks grow</edu>
      <edu id="e3">and are deep &amp; long.</edu><edu id="e4">So close it.</edu>
      <edu id="e5">For example,</edu><edu id="e6">one fell.</edu><joint id="j1"/>
      <adu id="a1" type="opp"/><adu id="a2" type="pro"/><adu id="a3" type="pro"/>
      <adu id="a4" type="pro"/><adu id="a5" type="pro"/>
      <edge id="s1" src="e1" trg="a1" type="seg"/><edge id="s2" src="e2" trg="a2" type="seg"/>
      <edge id="s3" src="e3" trg="a3" type="seg"/><edge id="s4" src="e4" trg="a4" type="seg"/>
      <edge id="s5" src="e5" trg="j1" type="seg"/><edge id="s6" src="e6" trg="j1" type="seg"/>
      <edge id="s7" src="j1" trg="a5" type="seg"/>
      <edge id="c1" src="a1" trg="a4" type="reb"/><edge id="c2" src="a2" trg="c1" type="und"/>
      <edge id="c3" src="a3" trg="c2" type="add"/><edge id="c4" src="a5" trg="a4" type="exa"/>
    </arggraph>
"""


def test_arggraph_undercuts_and_further_premises() -> None:
    """An edge that is attacked is an inference, and joined segments are one claim."""
    found, text, _ = _import(dedent(ARGGRAPH).lstrip())
    assert (found["title"], found["thesis"]["text"]) == ("close the bridge", "So close it.")
    assert found["premises"]["a5"]["text"] == "For example, one fell."
    assert found["objections"]["a3"]["text"] == "and are deep & long."
    assert found["inferences"] == {
        "c1": {"premises": ["a1"], "attacks": "thesis"},
        "c2": {"premises": ["a2", "a3"], "attacks": "c1"},
        "c4": {"premises": ["a5"], "conclusion": "thesis", "scheme": "argument from example"},
    }
    assert "  # spoken for the opponent\n  a1:" in text


def test_arggraph_words_of_no_unit_are_kept() -> None:
    """Not every segment is part of the argument."""
    told = ARGGRAPH.replace('<joint id="j1"/>', '<joint id="j1"/><edu id="e0">Good\n day!</edu>')
    _, text, report = _import(dedent(told).lstrip())
    assert "# e0: Good day!\n" in text
    assert "lost: a segment belongs to no unit\n  e0: Good day!\n" in report


DEEP = "[" * 100_000


@pytest.mark.parametrize(
    ("text", "form", "place", "message"),
    [
        ('{"nodes": [}', None, "x:1:12", "this is not JSON: Expecting value"),
        (DEEP, None, "x:1:65", "this is nested more than 64 levels deep"),
        ("[" + "0," * 600_000, None, "x:1:1000001", "there are more than 500,000 values"),
        (
            '{"a": ' + "9" * 5000 + "}",
            "aif",
            "x:1:1",
            "there are no lists `nodes` and `edges` in it",
        ),
        ("<arggraph><adu>", None, "x:1:16", "this is not XML: no element found"),
        ("<arggraph>" + "<a>" * 100, None, "x:1:200", "this is nested more than 64 levels deep"),
        (
            '<!DOCTYPE a [<!ENTITY b "c">]>\n<arggraph>&b;</arggraph>',
            None,
            "x:1:25",
            "it declares an entity, and entities are not read",
        ),
        ("<a/>", "arggraph", "x:1:1", "its outermost element is no <arggraph>"),
        (
            "statements:\n  a: x\n  a: y\narguments: {}",
            None,
            "x:3:3",
            "`a` is written twice here; the first one is on line 2",
        ),
        ("statements: []", "carneades", "x:1:1", "there is no mapping `statements` in it"),
        ("C1: {text: x}", "gsn2x", "x:1:1", "there is no goal in it"),
        ("Discussion Title: X\n", None, "x:1:1", "there is no numbered claim in it"),
        ('{"statements": {}, "arguments": {}}', None, "x:1:1", "there is no statement in it"),
        (" \n", None, "x:1:1", "there is nothing in it"),
        ("hello", None, "x:1:1", "it begins with 'hello', which is no format that can be told"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_a_file_that_is_wrong_is_told_with_its_place(text, form, place, message) -> None:
    """Hostile ones, too, and at once."""
    where, said, _ = _refused(text, "x", form)
    assert where == place
    assert said.startswith(message)


BOMB = "@string{a0 = {xxxxxxxxxx}}" + "".join(
    f"@string{{a{n} = {' # '.join([f'a{n - 1}'] * 10)}}}" for n in range(1, 12)
)
DOUBLED = "@string{a = {x}}" + "@string{a = a # a}" * 2_000


@pytest.mark.parametrize("text", [BOMB + "@misc{k, title = a11}", DOUBLED])
def test_bibtex_whose_words_stand_for_others_without_end_is_refused(text: str) -> None:
    """A few lines of them would fill the memory."""
    with pytest.raises(NotImportedError, match="its words for other words make it much longer"):
        read_references(Intake(text.encode(), "r.bib"), Report())


def test_more_than_a_map_could_hold_is_told_at_once() -> None:
    """Before a map is made of it: links by multiplying, evidence by repeating."""
    undercut = (f"a{n}: {{premises: [p{n}], conclusion: t, undercutter: u}}" for n in range(300))
    speaking = (f"b{n}: {{premises: [q{n}], conclusion: u}}" for n in range(200))
    text = f"statements: {{t: T}}\narguments: {{{', '.join([*undercut, *speaking])}}}\n"
    assert _refused(text)[1] == "it makes more than 50,000 links"
    text = f"Discussion Title: X\n\n1. T\n1.1. Pro: {'[a](http://x.example)' * 1001}\n"
    assert _refused(text)[:2] == ("x:4:1", "more than 1,000 pieces of evidence are for it")


def test_argdown_of_other_types_than_its_own_is_read_as_far_as_it_goes() -> None:
    """A list that is a number holds nothing."""
    members = [{"text": "It is a.", "tags": 5, "ranges": [{"type": "tag", "start": -5, "stop": 9}]}]
    steps = [
        {"title": "a"},
        {"title": "t", "inference": {"inferenceRules": 5, "data": {"uses": 7}}},
    ]
    whole = json.loads(_argdown([], {"P": {"pcs": steps}}, "t", "a"))
    whole["statements"]["a"]["members"] = members
    found, _, _ = _import(json.dumps(whole))
    assert found["premises"]["a"]["supports"] == "thesis"


def test_bibtex_names_and_letters_are_read_as_tex_sets_them() -> None:
    """Accents, commas, braces around an organisation, months, `@string`, and what `#` joins."""
    text = r"""
        @string{jj = "Journal of Bridges"}
        @article{stein2019,
          author = {Stein, Ada and M{\"u}ller, J{\'o}zef and {Barnes and Noble, Inc.} and others},
          title = {Cracks \& \emph{fatigue} in {Steel} --- a survey},
          journal = jj # { A}, year = 2019, month = mar, pages = {12--14}, number = 3,
        }
    """.replace("\\\\", "\\")
    found = read_references(Intake(text.encode(), "r.bib"), Report())
    assert found == {
        "stein2019": {
            "type": "article-journal",
            "author": ("Ada Stein", "Józef Müller", "Barnes and Noble, Inc."),
            "title": "Cracks & fatigue in Steel — a survey",
            "container-title": "Journal of Bridges A",
            "page": "12-14",
            "issue": "3",
            "issued": "2019-03",
        }
    }


def test_a_thesis_without_words_has_its_id_for_a_title() -> None:
    """A map without a title, or without a word, is none."""
    found, _, _ = _import('<arggraph><adu id="a1"/></arggraph>')
    assert (found["title"], found["thesis"]["text"]) == ("a1", "a1")


def test_what_is_no_import_is_told() -> None:
    """Argdown itself, a map, and a whole spreadsheet."""
    assert "import one column" in _refused("no,stance,text\n1.,,Close it\n", "x.CSV")[2]
    assert "`argdown json FILE`" in _refused("[t]: x\n  + <a>: y\n", "x.argdown")[2]
    assert "needs no import" in _refused("argmap: 1\ntitle: x\n")[2]
    assert _refused("\0" * 200)[1] == "this is not a text"


def test_words_of_others_cannot_become_part_of_the_file() -> None:
    """Neither texts nor comments can end where they stand, nor hold what no map may."""
    words = "x\nobjections:\n  y: {text: z}\n# \u202e\x07" + " and so on" * 20
    data = json.loads(_argdown([_relation("support", "a", "t")], {}, "t", "a"))
    data["statements"]["a"]["members"][0] |= {"text": words, "data": {"note": words}}
    found, text, _ = _import(json.dumps(data))
    assert set(found) == {"argmap", "title", "thesis", "premises"}
    assert found["premises"]["a"]["text"].startswith("x objections: y: {text: z} # and so on and")
    assert "\u202e" not in text
