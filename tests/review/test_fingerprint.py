"""What makes a verdict stale, and what does not."""

from __future__ import annotations

import pytest

from argmap.review.fingerprint import digest
from reviewed import IDS, MAP, changed, ledger_of, read_map, standing, verdict


def without_line(part: str) -> str:
    """Return the map without the lines that hold some words."""
    return "".join(line for line in MAP.splitlines(keepends=True) if part not in line)


@pytest.mark.parametrize("on", IDS)
def test_an_unchanged_claim_stays_accepted(on):
    assert changed(on, MAP) == []


@pytest.mark.parametrize(
    ("old", "new", "on", "parts"),
    [
        ("street is wet", "street is damp", "wet-street", ["the text"]),
        ("street is wet", "Street is wet", "wet-street", ["the text"]),
        ("by: Bert Wood", "by: Fay Moor", "wet-street", ["the speaker"]),
        ("by: Cora Lind", "by: Fay Moor", "sprinkler", ["the speaker"]),
        ("attacks: wet-street", "attacks: thesis", "sprinkler", ["what it attacks"]),
        ("supports: thesis", "supports: no-sun", "wet-street", ["what it supports"]),
        ("locator: page 4", "locator: page 5", "grey-sky", ["where it is said (locator)"]),
        ("Puddles every", "Puddles any", "wet-street", ["evidence 1 (text)"]),
        ("my shoes", "our shoes", "wet-street", ["evidence 2 (quote)"]),
        ("left half", "right half", "wet-street", ["evidence 1 (locator)"]),
        ("photo, loc", "photo, status: disputed, loc", "wet-street", ["evidence 1 (status)"]),
        ("photo, locator", "photo, by: Gus, locator", "wet-street", ["evidence 1 (by)"]),
        ("A diary", "A journal", "wet-street", ["source `diary` (title)"]),
        ("A diary", "A journal", "grey-sky", ["source `diary` (title)"]),
        ("author: Eva Roth", "author: Eva Rot", "wet-street", ["source `photo` (author)"]),
        ("Where clouds are", "If clouds are", "no-sun", ["inference `clouds` (warrant)"]),
        ("[grey-sky, no-sun]", "[no-sun, sprinkler]", "no-sun", ["inference `clouds` (premises)"]),
        ("s: [grey-sky,", "s: [sprinkler,", "grey-sky", ["inference `clouds` (no longer)"]),
    ],
)  # fmt: skip
def test_what_changed_is_told(old, new, on, parts):
    assert old in MAP
    assert changed(on, MAP.replace(old, new, 1)) == parts


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Rain", "title: Heavy rain"),
        ("author: Ada Stone", "author: Fay Moor"),
        ("A sprinkler was on", "Two sprinklers were on"),
        ("text: The street is wet.", "text: >-\n      The street\n      is   wet."),
        ("text: The street is wet.", 'text: "The street is wet."  # looked at'),
        ("    supports: thesis\n", "    supports: [thesis]\n"),
        ("wet-street:\n    text", "wet-street:\n    lang: en\n    text"),
        ("title: A diary", "title: A diary, file: diary.txt"),
    ],
)
def test_what_is_not_the_claims_own_makes_nothing_stale(old, new):
    assert old in MAP
    assert changed("wet-street", MAP.replace(old, new, 1)) == []


def test_the_order_of_claims_and_of_evidence_does_not_count():
    puddles, shoes = [line for line in MAP.splitlines(keepends=True) if "      - {" in line]
    other = MAP.replace(puddles + shoes, shoes + puddles)
    head, rest = other.split("premises:\n")
    premises, objections = rest.split("objections:\n")
    objections, tail = objections.split("inferences:\n")
    other = f"{head}objections:\n{objections}premises:\n{premises}inferences:\n{tail}"
    assert read_map(other).claims.keys() == read_map().claims.keys()
    for on in IDS:
        assert changed(on, other) == []


def test_how_an_accent_is_coded_does_not_count():
    composed = MAP.replace("street is wet", "caf\u00e9 is wet")
    assert changed("wet-street", MAP.replace("street is wet", "cafe\u0301 is wet"), composed) == []


def test_added_and_lost_evidence_is_told_as_such():
    more = MAP.replace("    evidence:\n", "    evidence:\n      - {text: New., source: photo}\n")
    assert changed("wet-street", more) == ["evidence 1 (added)"]
    fewer = without_line("my shoes")
    assert changed("wet-street", fewer) == [
        "one piece of evidence (taken out)",
        "source `diary` (no longer)",
    ]


def test_a_changed_piece_is_paired_with_the_one_it_was():
    """The first is gone, the second has another quote: one change and one loss, not two of each."""
    text = without_line("Puddles").replace("my shoes", "our shoes")
    assert changed("wet-street", text) == [
        "evidence 1 (quote)",
        "one piece of evidence (taken out)",
        "source `photo` (no longer)",
    ]


def test_old_and_new_words_are_told_of_what_is_kept_as_words():
    ledger = ledger_of(("sprinkler", verdict("sprinkler")))
    text = MAP.replace("A sprinkler was", "No sprinkler was").replace("Cora Lind", "Fay Moor")
    changes = standing(ledger, "sprinkler", text).opinions[0].changes
    assert [(one.old, one.new) for one in changes] == [
        ("“A sprinkler was on.”", "“No sprinkler was on.”"),
        ("Cora Lind", "Fay Moor"),
    ]


def test_a_new_objection_is_told_and_makes_nothing_stale():
    more = MAP.replace("objections:\n", "objections:\n  fog: {text: Fog., attacks: wet-street}\n")
    (opinion,) = standing(
        ledger_of(("wet-street", verdict("wet-street"))), "wet-street", more
    ).opinions
    assert opinion.changes == ()
    assert opinion.new_objections == ("fog",)


def test_a_digest_is_six_consonants_and_the_same_everywhere():
    """Ledgers outlive versions and machines: this digest was worked out from its definition."""
    assert digest("It rains.") == worked_out("It rains.")
    assert len({digest(str(number)) for number in range(10_000)}) > 9_990


def worked_out(text: str) -> str:
    """Return a digest by its definition: SHA-256's first eight bytes, base 20, lowest first."""
    import hashlib  # noqa: PLC0415 -- here only

    number = int(hashlib.sha256(text.encode()).hexdigest()[:16], 16)
    letters = "bcdfghjklmnpqrstvwxz"
    return "".join(letters[number // 20**place % 20] for place in range(6))
