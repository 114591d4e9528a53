"""What the quotes of a map may take is bounded, and told where it is spent."""

from __future__ import annotations

import pytest

from argmap import checking
from argmap.quotes import check
from argmap.quotes.work import TooMuchWork
from argmap.text import normalized
from quoted_texts import found, source

HEAD = """\
argmap: 1
title: T
sources: {book: {type: book, title: Book, file: book.txt}}
thesis: {text: T.}
premises:
  a:
    text: A.
    supports: thesis
    evidence:
"""


def told(quotes: list[str], text: str, code: str) -> list[str]:
    """Return the messages of one code about quotes of a text."""
    pieces = "".join(f"      - {{source: book, quote: '{quote}'}}\n" for quote in quotes)
    findings = checking.validate_text(HEAD + pieces, "m", contents={"book.txt": text}).findings
    return [finding.message for finding in findings if finding.code == code]


def steps(quote: str, text: str) -> int:
    """Return the steps that a quote takes in a text."""
    there = source(text)
    check(quote, None, there)
    return there.folded.work.spent


@pytest.mark.parametrize(
    ("quote", "begin", "again", "end"),
    [
        ("a […] a […] a […] a […] a […] a […] b", "", "a ", f"{'x' * 2_000} b"),
        ("a […] b […] a […] b […] a […] c", "", "a b ", f"{'x ' * 2_000} c"),
        ("c […] a […] a […] b", "c ", "a ", "d"),
        ("one two three", "", "one two ", "end"),
    ],
)
def test_the_steps_of_a_quote_grow_in_proportion_to_the_text(quote, begin, again, end):
    short, long = (steps(quote, begin + again * times + end) for times in (10_000, 40_000))
    assert long < 4.2 * short


def test_thousands_of_quotes_do_not_each_read_the_whole_text():
    words = [f"w{number}" for number in range(20_000)]
    text = source(" ".join(words))
    for number in range(0, 4_000, 2):
        assert check(f"w{number} w{number + 1}", None, text) is None
    assert text.folded.work.spent < 200 * text.folded.length


def test_a_word_is_found_in_the_index_as_by_reading():
    text = "他US-Bomben x_y 5.500 Kern-\nargumente die Brücke手机"
    there = source(text)
    for _ in range(30):
        check("nirgends", None, there)
    for quote in ("US-Bomben", "y 5.500", "Kernargumente", "Brücke", "手机", "die Brück…"):
        assert (check(quote, None, there) is None) is found(quote, text) is True
    for quote in ("500 Kern", "Brück", "die brück手"):
        assert (check(quote, None, there) is None) is found(quote, text) is False


def test_a_quote_that_takes_too_much_is_unchecked_and_the_others_are_not():
    text = "ab " * 200_000 + "safe"
    quotes = ["safe", "ab " * 50_000 + "a", "[…] ".join(["ab "] * 102), "unsafe"]
    assert told(quotes[:3], text, "AM308") == [
        "2 quotes are unchecked: that takes more work than argmap spends on the quotes of a map"
    ]
    assert told(["safe", "unsafe", quotes[2]], text, "AM307") == [
        "the quote of `a.2` is not in the text of `book`"
    ]


def test_what_is_spent_stays_spent():
    text = source("a " * 20)
    text.folded.work.spend(1_000_000_000 - 10)
    with pytest.raises(TooMuchWork):
        check("a a", None, text)


def test_of_a_very_long_quote_the_first_piece_that_the_text_lacks_is_shown():
    words = [f"w{number}" for number in range(2_000)]
    text = source(" ".join(words))
    words[1_200] = "other"
    miss = check(" ".join(words), None, text)
    assert miss is not None
    assert miss.hint is not None
    assert "w1199 [-other-] {+w1200+} w1201" in miss.hint


def test_the_same_words_under_several_names_are_one_text():
    names = ["b.txt", "./b.txt", "././b.txt"]
    known = [f"  s{n}: {{type: book, title: B, file: {name}}}\n" for n, name in enumerate(names)]
    quotes = "".join(f"      - {{source: s{n}, quote: no}}\n" for n in range(3))
    head = HEAD.replace("sources: {book: {type: book, title: Book, file: book.txt}}", "sources:\n")
    text = head.replace("sources:\n\n", f"sources:\n{''.join(known)}") + quotes
    contents = dict.fromkeys(names, "yes")
    findings = checking.validate_text(text, "m", contents=contents).findings
    hints = [finding.hint or "" for finding in findings if finding.code == "AM307"]
    assert ["nearest is b.txt:1" in hints[0], "./b.txt:1" in hints[1]] == [True, True]


def test_thousands_of_marks_on_one_letter_are_normalised_thirty_at_a_time():
    marks = "\u0301\u0316"
    assert normalized("NFC", f"a{marks}b") == "\u00e1\u0316b"
    assert normalized("NFKC", f"e{marks * 50_000}")[0] == "\u00e9"
    assert found(f"e{marks * 50_000}", f"e{marks * 50_000} and more")
