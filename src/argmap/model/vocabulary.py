"""Words that argmap adds to a picture, by language: each in a file of `words/`, or in a theme."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pkgutil import get_data
from typing import Any, Final, NamedTuple

from argmap.model.plurals import plural_category

LANGUAGES: Final = (
    "ar", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "tr", "uk", "zh", "zh-Hant",
)  # fmt: skip
"""The languages with words: the names of their files."""

ENGLISH: Final = "en"
"""What stands where a language has no words."""

_WRITTEN_IN: Final = {"zh-tw": "zh-hant", "zh-hk": "zh-hant", "zh-mo": "zh-hant"}
"""Regions whose script is not the one that their language has without them."""

MONTHS: Final = 12


class Vocabulary(NamedTuple):
    """The words of one language; `words/en.toml` says what each is for."""

    thesis: str
    premise: str
    objection: str
    evidence: str
    implicit: str
    together: str
    because: str
    scheme: str
    reported: str
    verified: str
    disputed: str
    further_down: str
    continued: str
    for_thesis: str
    against_thesis: str
    supports: str
    attacks: str
    cites: str
    legend: str
    reported_means: str
    also_supports: str
    also_attacks: str
    supports_here: str
    attacks_here: str
    attacks_in_return: str
    the_thesis: str
    the_inference: str
    inference_against: str
    map_by: str
    as_of: str
    sources: str
    via: str
    quotes: tuple[str, str]
    colon: str
    comma: str
    full_stop: str
    brackets: tuple[str, str]
    thousands: str
    to: str
    to_thesis: str
    to_inference: str
    inference: str
    as_text: str
    for_narrow: str
    map_of_thesis: str
    map_of_thesis_by: str
    argument_by: str
    accepted: str
    challenged: str
    stale: str
    unreviewed: str
    added: str
    removed: str
    reworded: str
    moved: str
    changed: str
    rejected: str
    falls: str
    contested: str
    answer: str
    unnamed: str
    said_with_unnamed: str
    to_step: str
    answer_to_step: str
    to_answer: str
    linked_because: str
    alone_because: str
    linked_only: str
    no_answer: str
    never_answered: str
    against_itself: str
    main_reasons: str
    more_reasons: str
    elsewhere: str
    implicit_means: str
    evidence_means: str
    all_reported: str
    all_verified: str
    also_because: str
    also_carries: str
    goes_on: str
    place_means: str
    below_means: str
    table_linked: str
    ring_reported: str
    ring_verified: str
    ring_disputed: str
    search: str
    show: str
    everything: str
    only_objections: str
    rests_on: str
    open_all: str
    close_all: str
    found: str
    nothing_found: str
    reject: str
    take_back: str
    take_all_back: str
    stands: str
    settled: str
    link: str
    argument_maps: str
    day: str
    month: str
    first_day: str
    months: tuple[str, ...]
    months_in_date: tuple[str, ...]
    pieces: Mapping[str, str]
    verified_pieces: Mapping[str, str]
    disputed_pieces: Mapping[str, str]
    reasons: Mapping[str, str]
    objections: Mapping[str, str]
    answers: Mapping[str, str]
    maps: Mapping[str, str]
    lang: str

    @property
    def blank(self) -> str:
        """The blank behind a sign; none in languages that are written without."""
        return self.colon[-1:] if self.colon.endswith(" ") else ""

    def in_brackets(self, text: str) -> str:
        """Return a text in the language's brackets."""
        before, after = self.brackets
        return f"{before}{text}{after}"

    def evidence_count(self, count: int) -> str:
        """Return a number of pieces of evidence in words."""
        return self.counted(self.pieces, count)

    def left_out(self, *counts: int) -> str:
        """Return so many reasons, objections, answers and pieces of evidence in words."""
        nouns = zip((self.reasons, self.objections, self.answers, self.pieces), counts, strict=True)
        said = [self.counted(forms, count) for forms, count in nouns if count]
        return f"…\N{NO-BREAK SPACE}{self.comma.join(said)}"

    def counted(self, forms: Mapping[str, str], count: int) -> str:
        """Return a number in words, in the form that the language has for it."""
        form = forms.get(plural_category(self.lang, count), forms["other"])
        return form.format(count=self.number(count))

    def number(self, count: int) -> str:
        """Return a count in digits."""
        return f"{count:,}".replace(",", self.thousands)

    def date(self, written: str) -> str:
        """Return `YYYY`, `YYYY-MM` or `YYYY-MM-DD` as people write it; all else unchanged."""
        year, *rest = written.split("-")
        if len(rest) not in (1, 2) or not all(part.isdecimal() for part in rest):
            return written
        if not 1 <= int(rest[0]) <= MONTHS:
            return written
        place = int(rest[0]) - 1
        if len(rest) == 1:
            return self.month.format(month=self.months[place], year=year)
        months, day = self.months_in_date or self.months, int(rest[1])
        said = self.first_day if day == 1 else str(day)
        return self.day.format(day=said, month=months[place], year=year)


def vocabulary(lang: str, own: Mapping[str, Any] | None = None) -> Vocabulary:
    """Return the words for a map's language, and English ones where it has none.

    Args:
        lang: The language, a BCP 47 tag.
        own: Words in place of argmap's own, by their keys.
    """
    found = _vocabulary(language(lang) or ENGLISH)
    return found._replace(**{"lang": lang, **own}) if own else found


def language(lang: str, among: Mapping[str, Any] | None = None) -> str | None:
    """Return the language that has words for a BCP 47 tag, or None.

    Args:
        lang: The tag: `pt-BR` has those of `pt`, unless there are some of its own.
        among: What there is by tags; without it, argmap's own languages.
    """
    known = {tag.lower(): tag for tag in (LANGUAGES if among is None else among)}
    parts = lang.lower().replace("_", "-").split("-")
    for end in range(len(parts), 0, -1):
        tag = "-".join(parts[:end])
        tag = tag if tag in known else _WRITTEN_IN.get(tag, tag)
        if tag in known:
            return known[tag]
    return None


@cache
def _vocabulary(lang: str) -> Vocabulary:
    """Return the words of one of argmap's languages, with English ones for those that it lacks."""
    table = _read(lang)
    return Vocabulary(**{**(_read(ENGLISH) if lang != ENGLISH else {}), **table, "lang": lang})


def _read(lang: str) -> dict[str, Any]:
    data = get_data("argmap", f"model/words/{lang}.toml")
    assert data is not None  # whatever imports packages of Python's reads their files, too
    table = tomllib.loads(data.decode("utf-8"))
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
