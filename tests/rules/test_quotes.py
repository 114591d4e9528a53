"""The rules on quotes: where each is looked for, and which of them count twice."""

from __future__ import annotations

import pytest

import rule_maps
from argmap import checking
from evidence_maps import ONE, THREE_SOURCES, TWO, claim, found

HEAD = """\
argmap: 1
title: T
about: talk
sources:
  talk: {type: interview, title: Talk, via: article}
  article: {type: article, title: Article, file: article.txt}
  letter: {type: document, title: Letter, file: letter.txt}
  book: {type: book, title: Book}
  film: {type: motion_picture, title: Film, via: book}
thesis:
  text: T.
"""
TEXTS = {
    "article.txt": "Part One\n\nThe bombs hit empty halls.\n\nPart Two\n\nHe bluffs.\n",
    "letter.txt": "We live from those who drive by.\n",
}


def told(quotes: str, thesis: str = "", texts: dict[str, str] | None = None) -> list[str]:
    """Return the messages and hints of what is told of the quotes on a map."""
    pieces = "".join(f"      - {{{piece}}}\n" for piece in quotes.splitlines())
    text = f"{HEAD}{thesis}premises:\n  a:\n    text: A.\n    supports: thesis\n"
    text += f"    evidence:\n{pieces}"
    found = checking.validate_text(
        text, "m.yaml", contents=TEXTS if texts is None else texts
    ).findings
    return [
        f"{finding.location.line}: {finding.message} | {finding.hint}"
        for finding in found
        if finding.code in {"AM307", "AM308"}
    ]


def test_a_quote_is_looked_for_in_the_nearest_text_along_via():
    assert told("quote: empty halls, source: talk") == []
    assert told("quote: full halls, source: talk") == [
        (
            "17: the quote of `a.1` is not in the text of `article`, through which `talk` is known "
            "| nearest is article.txt:3 ([-quote-] {+text+}): [-full-] {+empty+} halls"
        )
    ]


def test_a_source_that_has_a_text_itself_is_not_looked_for_further_on():
    head = HEAD.replace("Letter,", "Letter, via: article,")
    text = f"{head}premises:\n  a: {{text: A., supports: thesis, evidence: "
    text += "[{quote: empty halls, source: letter}]}\n"
    found = checking.validate_text(text, "m", contents=TEXTS).findings
    assert [finding.message for finding in found if finding.code == "AM307"] == [
        "the quote of `a.1` is not in the text of `letter`"
    ]


def test_the_right_quote_in_the_wrong_source_tells_the_right_one():
    assert told("quote: who drive by, source: article") == [
        (
            "17: the quote of `a.1` is not in the text of `article` | "
            "it is in the text of `letter` (letter.txt:1): is that the source?"
        )
    ]


def test_the_right_quote_in_the_wrong_section_is_told_at_the_locator():
    assert told("quote: He bluffs, source: article, locator: Part One") == [
        (
            "17: the quote of `a.1` is in the text of `article`, but not in the section that its "
            "`locator` names | it stands at article.txt:7, under “Part Two”"
        )
    ]


def test_a_claims_own_quote_is_checked_and_belongs_to_what_the_map_is_about():
    assert told("text: E.", "  quote: He bluffs\n") == []
    assert told("text: E.", "  quote: He lies\n")[0].startswith(
        "12: the quote of `thesis` is not in the text of `article`, through which `talk` is known"
    )
    assert told("text: E.", "  quote: He bluffs\n  source: letter\n")[0].startswith(
        "12: the quote of `thesis` is not in the text of `letter`"
    )


def test_quotes_without_a_text_are_one_note_with_their_count_and_the_sources_that_lack_one():
    """It stands at the source to which a text would have to be given."""
    pieces = "quote: One, source: film\nquote: Two, source: book\nquote: empty halls, source: talk"
    assert told(pieces) == [
        (
            "8: 2 quotes are unchecked: there is no text of `book` | "
            "name a plain text with `file`, or give `--source book=FILE`"
        )
    ]


def test_a_text_that_is_not_there_is_told_once_with_the_count_of_its_quotes():
    assert told("quote: One, source: talk\nquote: Two, source: article", texts={}) == [
        (
            "6: 2 quotes are unchecked: the text article.txt is not at hand | "
            "`file` takes the path of a plain text, relative to the map"
        )
    ]


def test_what_other_rules_tell_is_not_told_again():
    """Evidence without a source, and a source that is not described."""
    assert told("quote: One") == []
    assert told("quote: One, source: bok") == []


def test_a_note_on_unchecked_quotes_is_accepted_at_the_source():
    accept = "ignore:\n  - {rule: quote-unchecked, at: book, because: It is out of print.}\n"
    text = HEAD + "premises:\n  a: {text: A., supports: thesis, evidence: "
    text += "[{quote: One, source: film}, {text: E., source: letter}]}\n"
    found = checking.validate_text(text + accept, "m", contents=TEXTS).findings
    assert {finding.code for finding in found} & {"AM308", "AM406"} == set()


def test_sources_that_are_known_through_each_other_in_a_circle_end_somewhere():
    head = HEAD.replace("title: Book", "title: Book, via: film")
    found = checking.validate_text(head + "  quote: One\n  source: film\n", "m").findings
    assert "there is no text of `book`" in " ".join(finding.message for finding in found)


@pytest.mark.parametrize("file", ["/etc/hosts", "C:\\texts\\a.txt", "~/a.txt", "https://a.b/c.txt"])
def test_a_file_that_only_the_author_has_is_not_read(file, tmp_path):
    path = tmp_path / "m.yaml"
    text = HEAD.replace("article.txt", f"'{file}'") + "  quote: localhost\n"
    path.write_text(text, encoding="utf-8")
    message = " ".join(found.message for found in checking.validate(str(path)).findings)
    assert f"the quote of `thesis` is unchecked: `file` is {file}, " in message


def test_a_file_named_with_braces_is_told_as_it_is():
    head = HEAD.replace("article.txt", "'{count}.txt'")
    pieces = "[{quote: One, source: article}, {quote: Two, source: article}]"
    text = f"{head}premises:\n  a: {{text: A., supports: thesis, evidence: {pieces}}}\n"
    found = checking.validate_text(text, "m", contents=TEXTS).findings
    assert "2 quotes are unchecked: the text {count}.txt is not at hand" in [
        finding.message for finding in found
    ]


QUOTE = f"{ONE}, quote: Wet from kerb to kerb"
SAME = f"{ONE}, quote: '“wet, from kerb to KERB.”'"


def codes(text: str) -> set[str]:
    """Return which of the rules on repeated quotes tell something of premises."""
    return {"AM312", "AM316"} & rule_maps.told(f"premises:\n{text}", THREE_SOURCES).keys()


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
