"""A ledger is read and written without losing a line, and what is wrong in it is told."""

from __future__ import annotations

import pytest

from argmap import api
from argmap.checking import validate, validate_text
from argmap.model.findings import Severity
from argmap.review.fingerprint import MapContext, fingerprint
from argmap.review.ledger import Judgement, Verdict
from argmap.review.read import parse_ledger
from argmap.review.states import reviewable, states
from argmap.review.write import new_ledger, with_verdicts
from fixture_maps import FOLDER
from paths import PROJECT
from reviewed import IDS, LISTED, MAP, ledger_of, read_ledger, read_map, standing, told, verdict

OURS = sorted(path for path in PROJECT.glob("maps/*.yaml") if not path.match("*.review.yaml"))
MAPS = [*sorted(FOLDER.glob("*.yaml")), *OURS]
HEAD = "argmap-review: 1\nclaims:\n  thesis:\n"
GOOD = "{date: 2026-03-14, by: A B, verdict: accept, of: {text: It rains.}}"
NOTES = (
    "It's: “so” #1, [not] {that} & \\ - *never*",
    "no",
    "2026-03-14",
    "? :",
    "– ’ … 漢字 שלום 🙂",
)


def keys(text: str) -> list[str]:
    """Return the ids of a ledger in its order."""
    return list(read_ledger(text).entries)


def is_kept(old: str, new: str) -> bool:
    """Return whether every line of a text is in another one, in the same order."""
    rest = iter(new.splitlines())
    return all(line in rest for line in old.splitlines())


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_what_is_accepted_on_any_map_reads_as_accepted(path):
    """Whatever a map holds, its verdicts come back as they were written, and nothing is stale."""
    checked = validate_text(path.read_bytes(), "m.yaml")
    if any(finding.severity is Severity.ERROR for finding in checked.findings):
        pytest.fail(f"{path.name} is no valid map")
    around = MapContext(checked.map)
    say = Verdict(date="2026-03-14", by="A B", judgement=Judgement.ACCEPT)
    verdicts = {
        part.id: say._replace(note=NOTES[number % len(NOTES)], reviewed=fingerprint(part, around))
        for number, part in enumerate(reviewable(checked.map))
    }
    ledger = read_ledger(with_verdicts(new_ledger(path.name), checked.map, verdicts))
    assert {name: entry.verdicts[0].note for name, entry in ledger.entries.items()} == {
        name: one.note for name, one in verdicts.items()
    }
    assert set(states(checked.map, ledger).values()) == {"accepted"}


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_somebody_else_has_reviewed_the_projects_own_maps(path):
    """Their ledgers list every claim and hold verdicts, and nobody accepts what is their own."""
    checked = validate(str(path))
    listed = [name for name in checked.ledger.entries if name in checked.map.claims]
    assert listed == list(checked.map.claims)
    assert any(entry.verdicts for entry in checked.ledger.entries.values())
    assert not {finding.code for finding in checked.findings} & {"AM504", "AM505"}


def test_every_claim_is_listed_in_the_maps_order():
    assert keys(ledger_of(("no-sun", verdict("no-sun")))) == list(LISTED)
    upside_down = "".join(
        [
            MAP.split("premises:")[0],
            "objections:" + MAP.split("objections:")[1].split("inferences:")[0],
            "premises:" + MAP.split("premises:")[1].split("objections:")[0],
            "inferences:" + MAP.split("inferences:")[1],
        ]
    )
    text = ledger_of(text=upside_down)
    text = with_verdicts(text, read_map(upside_down), {})
    assert keys(text) == ["thesis", "sprinkler", "wet-street", "grey-sky", "no-sun", "clouds"]


def test_every_verdict_is_one_line_below_its_claim():
    said = [("thesis", verdict("thesis", by)) for by in ("A B", "C D")]
    text = ledger_of(*said, ("grey-sky", verdict("grey-sky")))
    lines = [line.partition(",")[0] for line in text.splitlines()[2:]]
    assert lines == [
        "argmap-review: 2",
        "claims:",
        "  thesis:",
        "    - {date: 2026-03-14",
        "    - {date: 2026-03-14",
        "  wet-street:",
        "  grey-sky:",
        "    - {date: 2026-03-14",
        "  no-sun:",
        "  sprinkler:",
        "  clouds:",
    ]


def test_a_claim_that_is_new_on_the_map_comes_behind_the_one_before_it():
    old = ledger_of(("grey-sky", verdict("grey-sky")))
    more = MAP.replace("  no-sun:", "  cold: {text: C., supports: thesis}\n  no-sun:")
    more = more.replace("premises:\n", "premises:\n  wind: {text: W., supports: thesis}\n", 1)
    new = with_verdicts(old, read_map(more), {"sprinkler": verdict("sprinkler")})
    assert keys(new) == [
        "thesis",
        "wind",
        "wet-street",
        "grey-sky",
        "cold",
        "no-sun",
        "sprinkler",
        *LISTED[5:],
    ]
    assert is_kept(old, new)


def test_what_somebody_wrote_into_a_ledger_stays():
    """Comments, blank lines, a claim that is gone, another indent and lines in two parts stay."""
    old = (
        "# ours\nargmap-review: 1\n\nclaims:\n    thesis:  # t\n    - {date: 2026-03-14, by: A B,\n"
        "       verdict: accept, of: {text: It rains.}}\n\n    # on the rest\n    gone:\n    - "
        f"{GOOD}\n    sprinkler:\n\n# end\n"
    )
    new = with_verdicts(old, read_map(), {name: verdict(name) for name in ("thesis", "sprinkler")})
    assert is_kept(old.replace("argmap-review: 1", "argmap-review: 2"), new)
    assert keys(new) == [*LISTED[:4], "gone", "sprinkler", "clouds"]
    assert [len(entry.verdicts) for entry in read_ledger(new).entries.values()] == [
        2,
        0,
        0,
        0,
        1,
        1,
        0,
    ]


@pytest.mark.parametrize(
    "old", ["argmap-review: 1\nclaims:", "argmap-review: 1\nclaims:\n# none\n"]
)
def test_an_empty_ledger_is_filled(old):
    assert keys(with_verdicts(old, read_map(), {})) == list(LISTED)


def test_line_ends_stay_those_of_the_file():
    old = ledger_of(("thesis", verdict("thesis"))).replace("\n", "\r\n")
    new = with_verdicts(old, read_map(), {"no-sun": verdict("no-sun")})
    assert is_kept(old, new)
    assert new.count("\n") == new.count("\r\n") == old.count("\n") + 1


def test_listing_twice_changes_nothing():
    text = ledger_of(("no-sun", verdict("no-sun")))
    assert with_verdicts(text, read_map(), {}) == text


def test_an_id_is_one_however_its_accents_are_coded():
    composed = MAP.replace("no-sun", "caf\u00e9")
    ledger = ledger_of(("caf\u00e9", verdict("caf\u00e9", text=composed)), text=composed)
    other = ledger.replace("caf\u00e9", "cafe\u0301")
    assert standing(other, "caf\u00e9", composed).state == "accepted"


@pytest.mark.parametrize(
    ("text", "code", "place", "message"),
    [
        ("", "AM105", "1:1", "this is no ledger of reviews"),
        ("- a\n", "AM105", "1:1", "this is no ledger of reviews"),
        ("claims:\n", "AM105", "1:1", "the ledger has no `argmap-review`"),
        ("argmap-review: 1\n", "AM105", "1:1", "the ledger has no `claims`"),
        ("argmap-review: 3\nclaims:\n", "AM109", "1:16", "this argmap reads versions 1 and 2"),
        ("argmap-review: one\nclaims:\n", "AM106", "1:16", "this is `one`"),
        ("argmap-review: 1\nclaim:\n", "AM104", "2:1", "`claim` is no key of a ledger"),
        ("argmap-review: 1\nclaims: [a]\n", "AM106", "2:9", "takes the ids of claims"),
        (HEAD + "  thesis:\n", "AM102", "4:3", "`thesis` is written twice here"),
        (HEAD + "    text\n", "AM106", "4:5", "`thesis` takes a list of verdicts"),
        (HEAD + "    - text\n", "AM106", "4:7", "a verdict has keys of its own"),
        (HEAD + f"    - {GOOD.replace('verdict', 'vredict')}\n", "AM104", "4:35", "`vredict`"),
        (HEAD + f"    - {GOOD.replace('accept', 'acept')}\n", "AM106", "4:44", "`acept`"),
        (HEAD + f"    - {GOOD.replace('03-14', '02-30')}\n", "AM106", "4:14", "`2026-02-30`"),
        (HEAD + f"    - {GOOD.replace('by: A B, ', '')}\n", "AM105", "4:7", "has no `by`"),
        (HEAD + "    - {date: 2026-03-14, by: A B, verdict: accept}\n", "AM105", "4:7", "as `of`"),
        (HEAD + f"    - {GOOD.replace('text', 'tekst')}\n", "AM104", "4:57", "`tekst`"),
        (HEAD + f"    - {GOOD.replace('.}}', '., said: x}}')}\n", "AM106", "4:80", "no digest"),
        (HEAD + f"    - {GOOD} - {GOOD}\n", "AM101", "4:75", ""),
        (f"argmap-review: 1\nclaims: {{a: [{GOOD}], b: }}\n", "AM106", "2:14", "line of its own"),
        (HEAD + "    - &a " + GOOD + "\n", "AM103", "4:7", "`&a`"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(text, code, place, message):
    """A ledger that was edited by hand gives findings, each with file, line and column."""
    found = parse_ledger(text, "x.review.yaml")
    assert found.ledger is None
    first = found.findings[0]
    assert (first.code, str(first.location)) == (code, f"x.review.yaml:{place}")
    assert message in first.message


def test_a_merge_that_was_not_finished_is_recognised():
    text = HEAD + f"<<<<<<< HEAD\n    - {GOOD}\n=======\n    - {GOOD}\n>>>>>>> other\n"
    found = parse_ledger(text, "x.review.yaml")
    (finding,) = found.findings
    assert (finding.code, str(finding.location)) == ("AM101", "x.review.yaml:4:1")
    assert finding.message == "a merge has left both sides of a conflict here"
    assert "keep the verdicts of both" in str(finding.hint)


def test_a_broken_ledger_is_told_once_and_asked_nothing():
    """Nothing is called unreviewed or stale by what could not be read."""
    text = ledger_of(("no-sun", verdict("no-sun"))).replace("verdict: accept", "verdict: fine")
    assert [one[:3] for one in told(text)] == [("AM106", "rain.review.yaml", 9)]


def test_cut_anywhere_a_ledger_gives_findings_or_verdicts():
    """No part of a ledger makes the reader stumble."""
    text = ledger_of(*((name, verdict(name)) for name in IDS))
    for end in range(0, len(text), 7):
        found = parse_ledger(text[:end], "x")
        assert (found.ledger is None) == bool(found.findings)


def test_a_verdict_stands_before_the_dashes_that_close_a_ledger(tmp_path):
    path = tmp_path / "rain.yaml"
    path.write_text(MAP, encoding="utf-8")
    api.record(path, "accept", ["thesis"], by="Dora Hill", date="2026-03-14")
    ledger = tmp_path / "rain.review.yaml"
    ledger.write_text(ledger.read_text(encoding="utf-8") + "---\n", encoding="utf-8")
    for name in IDS:
        api.record(path, "accept", [name], by="Eva Roth", date="2026-03-14")
    text = ledger.read_text(encoding="utf-8")
    assert text.endswith("\n---\n")
    assert text.count("Eva Roth") == len(IDS)
