"""The rules on where evidence comes from: one source, the speaker, words that count twice."""

from __future__ import annotations

import pytest

from rule_maps import told

HEAD = """\
argmap: 1
title: T
by: Ada Stone
sources:
  one: {type: book, title: The First Book, author: [Ada Stone, Bert Wood]}
  far: {type: report, title: Far, author: Carl Hill, via: one}
  two: {type: book, title: Two, author: Dora Field}
thesis:
  text: T.
"""


def claim(name: str, *evidence: str, more: str = "supports: thesis") -> str:
    """Return a line of a claim with pieces of evidence."""
    pieces = ", ".join(f"{{text: E., {piece}}}" for piece in evidence)
    return f"  {name}: {{text: Claim {name}., {more}, evidence: [{pieces}]}}\n"


def found(code: str, text: str, head: str = HEAD) -> list[str]:
    """Return what a rule tells of premises, and of whatever follows them."""
    return told(f"premises:\n{text}", head).get(code, [])


ONE, FAR, TWO = "source: one", "source: far", "source: two"


def test_evidence_that_goes_back_to_one_source_is_told_once_at_the_top():
    text = claim("a", ONE) + claim("b", FAR, more="supports: a") + claim("c", ONE)
    (message,) = found("AM305", text)
    assert message == (
        "all 3 pieces of evidence behind `thesis` go back to one source, `one`, through which "
        "the rest is known"
    )


def test_a_branch_of_one_source_is_told_where_the_rest_of_the_map_has_another():
    branch = claim("a", ONE) + claim("b", ONE, ONE, more="supports: a") + claim("c", TWO)
    assert found("AM305", branch) == [
        "all 3 pieces of evidence behind `a` go back to one source, `one`"
    ]


def test_several_such_branches_are_one_finding():
    text = claim("a", ONE) + claim("b", ONE, ONE, more="supports: a")
    text += claim("c", TWO) + claim("d", TWO, TWO, more="supports: c")
    assert found("AM305", text) == [
        "2 claims rest on one source each, whatever stands behind them: `a` and `c`"
    ]


@pytest.mark.parametrize(
    "text",
    [
        claim("a", ONE) + claim("b", ONE),
        claim("a", ONE, ONE, ONE),
        claim("a", ONE, ONE) + claim("b", TWO),
        claim("a", ONE, ONE) + claim("b", "by: Nobody"),
        claim("a", ONE, ONE) + "objections:\n" + claim("o", ONE, more="by: X, attacks: thesis"),
    ],
    ids=["two pieces", "one claim", "another source", "no source named", "the other side"],
)
def test_few_pieces_one_claim_or_an_unknown_origin_are_no_single_source(text):
    assert found("AM305", text) == []


def test_linked_premises_stand_behind_their_conclusion():
    text = claim("a", ONE, more="by: X") + claim("b", ONE, ONE, more="by: X")
    text += "inferences:\n  i: {premises: [a, b], conclusion: thesis}\n"
    assert "`thesis` go back to one source" in found("AM305", text)[0]


@pytest.mark.parametrize(("about", "count"), [("one", 0), ("far", 0), ("two", 1)])
def test_a_map_that_says_which_text_it_renders_rests_on_that_one(about, count):
    head = HEAD.replace("sources:", f"about: {about}\nsources:")
    assert len(found("AM305", claim("a", ONE, FAR) + claim("b", ONE), head)) == count


def test_a_circle_of_sources_or_of_supports_ends():
    head = HEAD.replace("far: {", "near: {title: N, via: far}\n  far: {").replace(
        "via: one", "via: near"
    )
    assert found("AM305", claim("a", FAR, FAR) + claim("b", FAR), head) == []
    circle = claim("a", ONE, ONE, more="supports: b") + claim("b", ONE, more="supports: a")
    assert found("AM305", circle) == []


@pytest.mark.parametrize(
    ("speaker", "piece", "own"),
    [
        ("Ada Stone", ONE, True),
        ("Bert Wood", ONE, True),
        ("STONE, Ada", ONE, True),
        ("A. Stone", ONE, False),
        ("Dora Field", ONE, False),
        ("Dora Field", f"{ONE}, by: Dora Field", True),
        ("Ada Stone", f"{ONE}, by: Dora Field", False),
        ("Carl Hill", FAR, True),
        ("Ada Stone", f"{ONE}, status: verified", False),
        ("Ada Stone", f"{ONE}, status: disputed", True),
        ("Ada Stone", "locator: nowhere", False),
    ],
)
def test_evidence_is_the_speakers_own_word_by_its_by_or_its_sources_authors(speaker, piece, own):
    text = claim("a", piece, more=f"supports: thesis, by: '{speaker}'")
    expected = [f"all evidence for `a` comes from its own speaker, {speaker}"]
    assert found("AM313", text) == (expected if own else [])


def test_another_voice_or_a_premise_carries_a_claim_further():
    assert found("AM313", claim("a", ONE, TWO)) == []
    assert found("AM313", claim("a", ONE) + claim("b", TWO, more="supports: a")) == []


def test_a_claim_that_nobody_says_has_no_own_word():
    assert found("AM313", claim("a", ONE, more="supports: thesis, implicit: true")) == []
    assert found("AM313", claim("a", ONE), HEAD.replace("by: Ada Stone\n", "")) == []


def test_claims_on_their_speakers_word_alone_are_one_finding():
    text = claim("a", ONE) + claim("b", TWO, more="supports: thesis, by: Dora Field")
    assert found("AM313", text) == [
        "for 2 claims, all evidence comes from their own speakers: `a` and `b`"
    ]


def test_what_is_known_only_through_another_cannot_be_verified():
    text = claim("a", f"{FAR}, status: verified", f"{ONE}, status: verified")
    assert found("AM314", text) == [
        "`a.1` is `verified`, yet its source `far` is known only through `one`"
    ]
    assert found("AM314", claim("a", FAR, f"{FAR}, status: disputed")) == []
    both = claim("a", f"{FAR}, status: verified") + claim("b", f"{FAR}, status: verified")
    (message,) = found("AM314", both)
    assert message.startswith("2 pieces of evidence are `verified`, yet their sources are known ")
    assert message.endswith(" only through others: `a.1` and `b.1`")


QUOTE = f"{ONE}, quote: Wet from kerb to kerb"
SAME = f"{ONE}, quote: '“wet, from kerb to KERB.”'"


def codes(text: str) -> set[str]:
    """Return which of the rules on repeated quotes tell something of premises."""
    return {"AM312", "AM316"} & told(f"premises:\n{text}", HEAD).keys()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (claim("a", QUOTE) + claim("b", SAME), {"AM312"}),
        (claim("a", QUOTE) + claim("b", SAME, more="supports: a"), {"AM316"}),
        (claim("a", QUOTE) + claim("b", SAME, more="attacks: thesis, by: X"), {"AM316"}),
        (claim("a", QUOTE, SAME), set()),
        (claim("a", QUOTE) + claim("b", SAME.replace("one", "two")), set()),
        (claim("a", f"{QUOTE}, locator: 1") + claim("b", f"{SAME}, locator: 2"), set()),
        (claim("a", f"{QUOTE}, locator: 1") + claim("b", SAME), {"AM312"}),
        (claim("a", QUOTE) + claim("b", f"{ONE}, quote: Wet from kerb to car"), set()),
    ],
    ids=[
        "one conclusion",
        "a chain",
        "for and against",
        "one claim",
        "two sources",
        "two places",
        "one place given",
        "other words",
    ],
)
def test_a_quote_counts_twice_where_two_claims_bear_on_one_thing_by_themselves(text, expected):
    assert codes(text) == expected


def test_linked_premises_may_share_a_quote_and_objections_to_one_claim_may_not():
    linked = claim("a", QUOTE, more="by: X") + claim("b", SAME, more="by: X")
    inference = "inferences:\n  i: {premises: [a, b], conclusion: thesis}\n"
    assert codes(linked + inference) == {"AM316"}
    against = "by: X, attacks: thesis"
    objections = claim("o", QUOTE, more=against) + claim("p", SAME, more=against)
    assert codes(claim("a", TWO) + "objections:\n" + objections) == {"AM312"}


def test_a_quote_that_carries_three_claims_for_one_conclusion_is_one_finding():
    text = claim("a", QUOTE) + claim("b", SAME) + claim("c", QUOTE)
    assert found("AM312", text) == [
        "this quote counts more than once for `thesis`: it carries `b` and `c`, and `a` (m:11), too"
    ]


def test_a_quote_for_three_claims_is_told_once_with_all_of_them():
    text = claim("a", QUOTE) + claim("b", SAME, more="supports: a")
    text += claim("c", QUOTE, more="supports: b")
    assert found("AM316", text) == ["this quote is cited for `b` and `c`, and for `a` (m:11), too"]


def loose(text: str, more: str = "") -> bool:
    """Return whether an evidence's text is told to hold a quotation."""
    piece = (
        f"  a: {{text: A., supports: thesis, evidence: [{{text: {text!r}, source: one{more}}}]}}"
    )
    return bool(found("AM315", f"{piece}\n"))


@pytest.mark.parametrize(
    ("text", "is_loose"),
    [
        ("She says “it was wet all day”.", True),
        ("Sie sagt, es sei „den ganzen Tag nass“ gewesen.", True),
        ("Elle dit «toute la rue était mouillée».", True),
        ('She says "it was wet all day".', True),
        ("他说「整条街都是湿的呢」。", True),
        ("This “wet street” is none.", False),
        ("A “street” and a “road” are “wet”.", False),
        ("It stands in “The Art of the Deal”.", False),
        ("It stands in “the first book”.", False),
        ('The 5" pipe and the 6" pipe leak.', False),
        ("Its owners' and its makers' word.", False),
        ("He calls it wet.", False),
    ],
)
def test_three_words_in_quotation_marks_are_a_quotation_and_titles_are_none(text, is_loose):
    assert loose(text) is is_loose


def test_words_that_a_quote_has_are_not_loose():
    assert not loose("She says “wet all day”.", ", quote: it was WET all day")
    assert loose("She says “wet all day”.", ", quote: it was dry")
