"""What a verdict is bound to beyond the claim itself: sources behind sources, texts; not ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap import api
from argmap.checking import validate
from argmap.review.fingerprint import digest
from reviewed import MAP, changed, ledger_of, read_ledger, standing, verdict

if TYPE_CHECKING:
    from pathlib import Path

BRIDGE = """\
argmap: 1
title: The bridge
author: Ada Stone
about: piece
sources:
  piece: {type: article, title: The bridge, author: Eva Roth, accessed: 2026-03-01}
  survey: {type: report, title: Survey, author: City, file: survey.txt, via: archive}
  archive: {type: book, title: City archive, issued: "1990"}
  letter: {type: personal_communication, title: A letter, author: Ben Field, file: letter.txt}
thesis: {text: The bridge must be closed.}
premises:
  cracks:
    text: Its pillar is cracked.
    supports: thesis
    evidence:
      - {text: Three cracks., source: survey, locator: Pillars}
      - {quote: it shakes, source: letter}
  old:
    text: It is old.
    source: letter
  heavy:
    text: Lorries are heavy.
inferences:
  weight:
    premises: [old, heavy]
    conclusion: thesis
    warrant: What is old does not carry what is heavy.
"""
SURVEY = """\
Survey of the bridge

Pillars

The main pillar has three cracks.

Railings

The railings are fine.
"""
LETTER = "Dear Ada. I crossed the bridge, and it shakes in the wind. Yours, Ben.\n"
TEXTS = {"survey.txt": SURVEY, "letter.txt": LETTER}
PARTS = ("thesis", "cracks", "old", "heavy", "weight")


@pytest.fixture
def bridge(tmp_path: Path) -> Path:
    """The map with the texts of its sources; all of it is accepted."""
    path = tmp_path / "bridge.yaml"
    path.write_text(BRIDGE, encoding="utf-8")
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    api.record(path, "accept", PARTS, by="Dora Hill", date="2026-03-14")
    return path


def stale(path: Path) -> dict[str, list[str]]:
    """Return what has changed of all that is stale."""
    return {
        name: [change.part for change in one.opinions[0].changes]
        for name, one in api.reviews(path).items()
        if one.state == "stale"
    }


def rewrite(path: Path, old: str, new: str) -> None:
    """Put other words into a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_nothing_is_stale_at_first(bridge: Path) -> None:
    assert stale(bridge) == {}
    assert {one.code for one in validate(str(bridge)).findings} == {"AM301"}


def test_another_source_of_the_map_concerns_the_claims_that_name_none(bridge: Path) -> None:
    rewrite(bridge, "about: piece", "about: archive")
    about = ["the map's `about`"]
    assert stale(bridge) == {"thesis": about, "cracks": about, "heavy": about}
    (told,) = [one for one in validate(str(bridge)).findings if one.code == "AM502"]
    assert told.message == (
        "the map's `about` changed after review: 3 claims, `thesis`, `cracks` and `heavy`"
    )


def test_another_title_of_the_maps_source_is_told(bridge: Path) -> None:
    rewrite(bridge, "title: The bridge, author", "title: Bridges, author")
    assert stale(bridge) == {
        name: ["source `piece` (title)"] for name in ("thesis", "cracks", "heavy")
    }


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("title: City archive", "title: Town archive", "source `archive` (title)"),
        ("archive, issued", "archive, author: Gus, issued", "source `archive` (author)"),
        ("via: archive", "via: piece", "source `survey` (via)"),
        (", via: archive", "", "source `survey` (via)"),
    ],
)
def test_what_a_source_is_known_through_is_bound_by_title_and_author(
    bridge: Path, old: str, new: str, part: str
) -> None:
    rewrite(bridge, old, new)
    assert stale(bridge) == {"cracks": [part]}


def test_the_year_of_a_source_behind_another_is_not_bound(bridge: Path) -> None:
    rewrite(bridge, '"1990"', '"1991"')
    assert stale(bridge) == {}


def test_the_passage_that_a_locator_names_is_bound(bridge: Path) -> None:
    """Not the rest of the text, its line ends, and where the file lies."""
    survey = bridge.parent / "survey.txt"
    rewrite(survey, "railings are fine", "railings are broken")
    survey.write_bytes(survey.read_bytes().replace(b"pillar has", b"pillar\r\n has"))
    survey.rename(bridge.parent / "other.txt")
    rewrite(bridge, "file: survey.txt", "file: other.txt")
    assert stale(bridge) == {}
    rewrite(bridge.parent / "other.txt", "three cracks", "two cracks")
    assert stale(bridge) == {"cracks": ["evidence 1 (the passage in the text of its source)"]}


def test_another_locator_on_the_map_cuts_no_passage(bridge: Path) -> None:
    """A line that somebody's locator names is a heading elsewhere, and not for what was read."""
    rewrite(bridge.parent / "survey.txt", "three cracks.", "three cracks.\n\nnone is long\n")
    api.record(bridge, "accept", ["cracks"], by="Eva Moor", date="2026-03-15")
    rewrite(bridge, "source: letter\n  heavy", "source: survey\n    locator: none is long\n  heavy")
    found = api.reviews(bridge)["cracks"].opinions
    assert [one.counts for one in found if one.verdict.by == "Eva Moor"] == [True]


def test_the_sentence_around_a_quote_is_bound(bridge: Path) -> None:
    """Whoever names a source without quote and locator has the whole of it."""
    rewrite(bridge.parent / "letter.txt", "Dear Ada", "Dear Cora")
    assert stale(bridge) == {"old": ["where it is said (the text of its source)"]}
    rewrite(bridge.parent / "letter.txt", "in the wind", "in no wind")
    assert stale(bridge)["cracks"] == ["evidence 2 (the passage in the text of its source)"]


def test_a_text_that_is_gone_is_told_and_makes_nothing_stale(bridge: Path) -> None:
    (bridge.parent / "letter.txt").unlink()
    assert stale(bridge) == {}
    (told,) = [one for one in validate(str(bridge)).findings if one.code == "AM510"]
    assert told.message == (
        "2 claims were accepted with a text that is not at hand now: `cracks` and `old`"
    )
    api.record(bridge, "accept", ["cracks", "old"], by="Dora Hill", date="2026-03-15")
    assert "AM510" not in [one.code for one in validate(str(bridge)).findings]


def test_a_text_that_only_one_reader_has_is_not_bound(bridge: Path, tmp_path: Path) -> None:
    """What `--source` names in the place of a file is not what everybody looks up."""
    (tmp_path / "mine.txt").write_text(LETTER.replace("Ben", "B."), encoding="utf-8")
    found = validate(str(bridge), sources={"letter": str(tmp_path / "mine.txt")}).findings
    assert not {one.code for one in found} & {"AM502", "AM510"}


def test_a_verdict_without_a_text_is_renewed_once_there_is_one(bridge: Path) -> None:
    """Else it would stay bound to less than was looked up."""
    (bridge.parent / "bridge.review.yaml").unlink()
    (bridge.parent / "letter.txt").unlink()
    assert api.record(bridge, "accept", ["old"], by="Dora Hill", date="2026-03-14").verdicts
    (bridge.parent / "letter.txt").write_text(LETTER, encoding="utf-8")
    assert stale(bridge) == {}
    assert api.record(bridge, "accept", ["old"], by="Dora Hill", date="2026-03-15").verdicts
    assert not api.record(bridge, "accept", ["old"], by="Dora Hill", date="2026-03-16").verdicts


def test_a_passage_has_the_same_digest_for_ever(tmp_path: Path) -> None:
    """Whoever reads texts in another way makes verdicts stale that nobody has looked at.

    What is folded away stands in this text: line ends, a hyphen at one, quotation marks, dashes.
    """
    path = tmp_path / "bridge.yaml"
    path.write_text(BRIDGE, encoding="utf-8")
    survey = "Survey\n\nPillars\n\nThe „main“ pil-\nlar –  they say – has\nthree cracks.\n"
    letter = "Dear Ada. I crossed it, and it shakes “a lot”. Yours, Ben.\n"
    (tmp_path / "survey.txt").write_text(survey, encoding="utf-8")
    (tmp_path / "letter.txt").write_text(letter, encoding="utf-8")
    done = api.record(path, "accept", ["cracks", "old"], by="Dora Hill", date="2026-03-14")
    cracks, old = (done.verdicts[name].reviewed for name in ("cracks", "old"))
    assert cracks is not None
    assert old is not None
    pillars = "Pillars The 'main' pillar - they say - has three cracks."
    assert cracks.evidence[0]["passage"] == digest(pillars)
    assert cracks.evidence[1]["sentence"] == digest("I crossed it, and it shakes 'a lot'.")
    assert old.said["whole"] == digest(letter.strip().replace("“", "'").replace("”", "'"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("letter", "note"),
        ("piece", "report-of-the-day"),
        ("archive", "shelf"),
        ("survey", "inspection"),
        ("weight", "load"),
        ("heavy", "lorries"),
        ("cracks", "pillar"),
    ],
)
def test_another_id_makes_nothing_stale(bridge: Path, old: str, new: str) -> None:
    """Of a claim or an inference, the ledger is to have it, too."""
    text = bridge.read_text(encoding="utf-8")
    for before, after in ((" {}:", " {}:"), (": {}", ": {}"), (" {}]", " {}]")):
        text = text.replace(before.format(old) + "\n", after.format(new) + "\n")
        text = text.replace(before.format(old) + " ", after.format(new) + " ")
        text = text.replace(before.format(old) + ",", after.format(new) + ",")
        text = text.replace(before.format(old) + "}", after.format(new) + "}")
    assert f" {old}:" not in text
    bridge.write_text(text, encoding="utf-8")
    ledger = bridge.parent / "bridge.review.yaml"
    lines = ledger.read_text(encoding="utf-8").replace(f"  {old}:\n", f"  {new}:\n")
    ledger.write_text(lines, encoding="utf-8")
    assert {one.state.value for one in api.reviews(bridge).values()} == {"accepted"}


def test_the_day_of_access_does_not_count(bridge: Path) -> None:
    rewrite(bridge, "accessed: 2026-03-01", "accessed: 2026-04-01")
    assert stale(bridge) == {}


def test_an_id_that_another_claim_has_taken_is_not_taken_for_the_claim() -> None:
    """Two claims that change their ids change what bears on what."""
    links = MAP.replace("premises: [grey-sky, no-sun]", "premises: [grey-sky]")
    links = links.replace("  no-sun:\n", "  no-sun:\n    supports: grey-sky\n")
    links = links.replace("attacks: wet-street", "attacks: no-sun")
    assert changed("sprinkler", links, links) == []
    swapped = links.replace("  no-sun:", "  x:").replace("  grey-sky:", "  no-sun:")
    assert changed("sprinkler", swapped.replace("  x:", "  grey-sky:"), links) == [
        "what it attacks"
    ]


def test_an_attacker_with_another_id_is_no_new_objection() -> None:
    ledger = ledger_of(("wet-street", verdict("wet-street")))
    (opinion,) = standing(ledger, "wet-street", MAP.replace("sprinkler:", "hose:")).opinions
    assert (opinion.changes, opinion.new_objections) == ((), ())


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("Where clouds are", "If clouds are", ["the warrant"]),
        ("The sky is grey", "The sky is dark", ["its premises"]),
        ("It rains.", "It pours.", ["its conclusion"]),
        ("    warrant", "    by: Gus\n    warrant", ["the speaker"]),
        ("    warrant", "    scheme: sign\n    warrant", ["its scheme"]),
        ("[grey-sky, no-sun]", "[grey-sky]", ["its premises"]),
        ("grey-sky", "dark-sky", []),
        ("clouds:", "clouds: # here", []),
    ],
)
def test_a_warrant_is_bound_to_its_step(old: str, new: str, parts: list[str]) -> None:
    assert old in MAP
    assert changed("clouds", MAP.replace(old, new)) == parts


def test_lines_of_the_first_version_are_judged_by_it() -> None:
    """They stay as bound as they were: to ids and the day of access, and not to the rest."""
    dated = MAP.replace("title: A diary", "title: A diary, accessed: 2026-03-01")
    renamed = MAP.replace("diary", "journal").replace("A journal", "A diary")
    for text, first, second in (
        (dated, ["source `diary` (accessed)"], []),
        (MAP.replace("title: Rain", "title: Rain\nabout: photo", 1), [], ["the map's `about`"]),
    ):
        assert changed("wet-street", text, version=1) == first
        assert changed("wet-street", text) == second
    assert changed("wet-street", renamed, version=1) != []
    assert changed("wet-street", renamed) == []
    both = ledger_of(
        ("thesis", verdict("thesis", "A B", version=1)), ("thesis", verdict("thesis", "C D"))
    )
    versions = [one.reviewed.version for one in read_ledger(both).entries["thesis"].verdicts]
    assert versions == [1, 2]
