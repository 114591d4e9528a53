"""Rules on quotes in their context: what they leave off, and leave out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from argmap.model.findings import Severity, rule
from argmap.quotes.context import Left, left_off, left_out
from argmap.quotes.sources import SourceText
from argmap.quotes.work import TooMuchWork
from argmap.rules.facts import Facts, Hit
from argmap.rules.quotes import texts_of_quotes

Judge = Callable[[str, str | None, SourceText], Left | None]


@rule("AM317", "out-of-context", Severity.NOTE)
def out_of_context(facts: Facts) -> Iterator[Hit]:
    """A quote is a part of a sentence that says something else.

    It begins or ends inside a sentence of its source's text, marks that with no `[…]`, and either
    looks like a whole one, with a capital or a full stop that the source does not have there; or
    it is a clause, and the sentence denies it, doubts it or makes it depend on something: “not”,
    “wrong”, “denies”, “alleged”, “if”, “unless” stand directly around it. The hint shows the
    sentence. argmap knows such words in English and German.

    A phrase is no sentence: one or two words, words without a verb, or what stands in quotation
    marks in the source itself, are fine as they are. So is a quote that ends early and does
    not pretend otherwise.

    Text (`report.txt`):
        ```text
        It would be wrong to say that the bridge is safe. We found
        no proof of safety, but many cracks.
        ```
    Bad:
        ```yaml
        sources:
          photo: {type: report, title: Report, file: report.txt}
        premises:
          wet-street:
            text: The bridge can be used.
            evidence:
              - {quote: The bridge is safe., source: photo}
              - {text: Wet shoes, source: diary}
        ```
    Good:
        ```yaml
        sources:
          photo: {type: report, title: Report, file: report.txt}
        premises:
          wet-street:
            text: The bridge cannot be used.
            evidence:
              - {quote: no proof of safety, source: photo}
              - {text: Wet shoes, source: diary}
        ```
    """
    return _judged(facts, left_off, "quote the whole, or mark what you leave off with `[…]`")


@rule("AM318", "misleading-omission", Severity.NOTE)
def misleading_omission(facts: Facts) -> Iterator[Hit]:
    """An omission in a quote takes away what changes its meaning.

    `[…]` may leave out what the rest does not need. Here it leaves out a word such as “not”, “no”
    or “if”, or makes one sentence of two: the end of the first and the beginning of the second
    are gone. What is set apart between commas, dashes or brackets may go. The hint shows the
    whole; argmap knows such words in English and German.

    Text (`report.txt`):
        ```text
        It would be wrong to say that the bridge is safe. We found
        no proof of safety, but many cracks.
        ```
    Bad:
        ```yaml
        sources:
          photo: {type: report, title: Report, file: report.txt}
        premises:
          wet-street:
            text: The bridge must be closed.
            evidence:
              - {quote: "We found […] cracks.", source: photo}
              - {text: Wet shoes, source: diary}
        ```
    Good:
        ```yaml
        sources:
          photo: {type: report, title: Report, file: report.txt}
        premises:
          wet-street:
            text: The bridge must be closed.
            evidence:
              - {quote: "We found no proof of safety […].", source: photo}
              - {text: Wet shoes, source: diary}
        ```
    """
    return _judged(facts, left_out, "quote the words in between, too, or each part by itself")


def _judged(facts: Facts, judge: Judge, remedy: str) -> Iterator[Hit]:
    for quoted, source, text in texts_of_quotes(facts):
        if text.is_html:
            continue  # AM321 is about it
        holder = quoted.holder
        try:
            left = judge(quoted.quote, holder.locator, text)
        except TooMuchWork:
            return  # AM308 is about quotes that are not compared
        if left is None:
            continue
        what = left.what.format(text=f"the text of `{source}`")
        yield Hit(
            holder.place("quote"),
            f"the quote of `{holder.id}` {what}",
            f"{text.line(left.place)} has “{left.sentences}”: {remedy}",
            (holder.id, *filter(None, [facts.holder.get(holder.id)])),
        )
