"""What became of evidence, sources, inferences and reviews between two versions of a map."""

from __future__ import annotations

from argmap import diff_picture, render
from argmap.comparison.account import as_text
from argmap.comparison.compare import compare
from argmap.comparison.model import Difference, Stale
from argmap.model.dump import dump
from argmap.review.fingerprint import MapContext, fingerprint
from argmap.review.ledger import Judgement, Ledger, LedgerEntry, Verdict
from fixture_maps import WRITTEN, read
from square import MAP, difference, mapped, only, told


def test_evidence_put_before_another_piece_is_one_new_piece() -> None:
    """The numbers of the others change, and nothing else of them."""
    piece = "      - {text: Eight of"
    found = difference((piece, f"      - {{text: A new count., source: count}}\n{piece}"))
    change = only(found.claims)
    assert change.fields == ()
    assert told(change.evidence) == [("added", "traffic.1")]


def test_changed_evidence_is_known_by_its_id_or_by_most_of_its_words() -> None:
    found = difference(
        ("Limits were exceeded on 60 days.", "It is bad in summer."),
        ("Eight of ten cars drive on.", "Nine of ten cars drive on."),
    )
    first, second = found.claims
    assert told(first.evidence) == [("changed", "traffic.1")]
    assert told(second.evidence) == [("changed", "days")]


def test_the_status_of_evidence_is_told() -> None:
    change = only(difference(("locator: p. 4}", "locator: p. 4, status: disputed}")).claims)
    assert only(change.evidence).fields == (("status", "reported", "disputed"),)


def test_evidence_under_another_claim_has_moved() -> None:
    line = "      - {text: They take a minute., source: count, locator: p. 4}\n"
    found = difference(
        (line, ""),
        ("[{id: days,", "[{text: They take a minute., source: count, locator: p. 4}, {id: days,"),
    )
    change = only(found.claims)
    assert change.id == "air"
    assert only(change.evidence).fields == (("claim", "traffic", "air"),)


def test_sources_inferences_and_accepted_findings_are_told() -> None:
    found = difference(
        ("title: Air report}", "title: Air report, issued: 2025}"),
        ("warrant: Noise harms.", "warrant: Noise makes ill."),
        ("because: It is an example.", "because: It is short."),
    )
    assert told(found.sources) == [("changed", "report")]
    assert only(found.sources).fields == (("issued", None, "2025"),)
    assert only(found.inferences).fields[0].key == "warrant"
    assert only(found.ignores).fields[0].key == "because"
    assert found.claims == ()


def test_a_renamed_source_or_inference_changes_nothing_that_names_it() -> None:
    found = difference(
        ("  count:", "  counted:"),
        ("source: count", "source: counted"),
        ("  health:", "  well-being:"),
    )
    assert (found.claims, found.fields) == ((), ())
    assert [(one.id, one.old_id, one.fields) for one in found.sources] == [("counted", "count", ())]
    assert [(one.id, one.old_id) for one in found.inferences] == [("well-being", "health")]


def test_the_maps_speaker_is_told_once_and_not_at_every_claim() -> None:
    found = difference(("by: Ada Stone", "by: Bert Wood"))
    assert found.fields == (("by", "Ada Stone", "Bert Wood"),)
    assert found.claims == ()


def test_a_premise_that_leaves_an_inference_has_moved() -> None:
    found = difference(
        ("premises: [noise, sleep]", "premises: [noise]"),
        ("{text: People cannot sleep.}", "{text: People cannot sleep., supports: air}"),
    )
    change = only(found.claims)
    assert [field.key for field in change.fields] == ["supports", "inference"]
    assert only(found.inferences).fields == (("premises", ("noise", "sleep"), ("noise",)),)


def test_a_picture_holds_the_sources_of_what_was_removed_and_those_behind_them() -> None:
    """A source that is known only through another one brings that along."""
    new = MAP.replace("  report: {type: report, title: Air report}\n", "")
    taken = "    evidence: [{id: days, text: Limits were exceeded on 60 days., source: report}]\n"
    old = mapped(MAP.replace("Air report}", "Air report, via: paper}\n  paper: {type: article}"))
    after = mapped(new.replace(taken, ""))
    picture = diff_picture(old, after, compare(old, after))
    assert set(picture.map.sources) == {"count", "report", "paper"}
    assert [(name, mark.word) for name, mark in picture.marks.items()] == [("air.1", "removed")]


def test_what_bore_on_nothing_but_what_is_gone_is_gone_with_it() -> None:
    """A whole chain of it is named as left out; what bears on something else, too, stays."""
    head = "argmap: 1\ntitle: T\nlang: en\nthesis: {text: Says it.}\npremises:\n"
    kept = "  p: {text: Says p., supports: thesis}\n  q: {text: Says q., supports: thesis}\n"
    gone = """objections:
  a: {text: Objects to the step., attacks: i}
  b: {text: Answers a., attacks: a}
  c: {text: Answers b., attacks: [b, p]}
  d: {text: Answers c., attacks: c}
inferences:
  i: {premises: [p, q], conclusion: thesis, warrant: Says why.}
"""
    loose = kept.replace(", supports: thesis", "")
    old, new = mapped(head + loose + gone), mapped(head + kept)
    picture = diff_picture(old, new, compare(old, new))
    assert picture.left_out == ("a", "b")
    assert set(picture.map.claims) == {"thesis", "p", "q", "c", "d"}
    assert [ref.id for ref in picture.map.claims["c"].attacks] == ["p"]


def test_every_map_of_the_tests_is_compared_with_every_other_and_drawn() -> None:
    """Whatever two maps are taken for versions of one, what comes out is a map and a picture."""
    maps = [read(name) for name in WRITTEN]
    for old, new in zip(maps, [*maps[7:], *maps[:7]], strict=True):
        assert not compare(old, mapped(dump(old)))
        picture = diff_picture(old, new, compare(old, new))
        assert set(new.claims) <= set(picture.map.claims)
        assert render(picture.map, marks=picture.marks).svg


def test_a_review_that_counted_for_the_old_version_alone_is_told() -> None:
    """With the reviewer, and what changed; that a premise beside it has a new id is nothing."""
    old = mapped(MAP)
    around = MapContext(old)

    def verdict(name: str) -> LedgerEntry:
        seen = fingerprint(old.claims[name], around)
        said = Verdict(date="2026-11-01", by="Vera", judgement=Judgement.ACCEPT, reviewed=seen)
        return LedgerEntry(old.claims[name].at, (said,))

    ledger = Ledger(
        "x.review.yaml", "", {name: verdict(name) for name in ("air", "noise", "sleep")}
    )
    changed = MAP.replace("air on the square is bad", "air is bad").replace("  noise:", "  loud:")
    found = compare(old, mapped(changed.replace("[noise", "[loud")), ledger)
    assert [(one.id, one.by, one.verdict, one.date) for one in found.stale] == [
        ("air", "Vera", "accept", "2026-11-01"),
        ("noise", "Vera", "accept", "2026-11-01"),
    ]
    assert found.stale[0].changes == ("the text",)
    assert found.stale[1].changes == ("it is `loud` now",)
    assert compare(old, old, ledger).stale == ()


def test_stale_reviews_are_told_at_the_end() -> None:
    """Who said what, when, and what of it has changed."""
    stale = Stale("air", "Vera", "challenge", "2026-11-01", ("the text", "evidence 1 (quote)"))
    assert as_text(Difference(stale=(stale,))) == (
        "Reviews that no longer count\n"
        "! `air`, challenged by Vera on 2026-11-01: the text, evidence 1 (quote)\n"
        "\n"
        "reviews: 1 no longer count\n"
    )
