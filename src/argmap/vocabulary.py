"""The few words that argmap adds to a picture, in the map's language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language.

    Attributes:
        thesis, premise, objection, evidence: What a box is.
        implicit: Said by nobody.
        together: Above linked premises; `because` is added where a warrant follows.
        because: Above a warrant.
        scheme: Before the name of an argumentation scheme.
        reported, verified, disputed: The states of evidence.
        further_down: What stands under this box is found further down.
        continued: What stands here belongs to a box further up.
        sources: The heading of the list of sources.
        via: Before the source through which another is known.
        quotes: The opening and the closing quotation mark.
        months: The names of the months.
        day: How a full date is put together from `{day}`, `{month}` and `{year}`.
    """

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
    sources: str
    via: str
    quotes: tuple[str, str]
    months: tuple[str, ...]
    day: str

    def date(self, written: str) -> str:
        """Returns `YYYY`, `YYYY-MM` or `YYYY-MM-DD` as people write it; all else unchanged."""
        year, *rest = written.split("-")
        if len(rest) not in (1, 2) or not all(part.isdecimal() for part in rest):
            return written
        if not 1 <= int(rest[0]) <= len(self.months):
            return written
        month = self.months[int(rest[0]) - 1]
        if len(rest) == 1:
            return f"{month} {year}"
        return self.day.format(day=int(rest[1]), month=month, year=year)


_ENGLISH = Vocabulary(
    thesis="Thesis",
    premise="Premise",
    objection="Objection",
    evidence="Evidence",
    implicit="unspoken",
    together="Together",
    because="because",
    scheme="Scheme",
    reported="reported",
    verified="verified",
    disputed="disputed",
    further_down="continued further down",
    continued="continued",
    sources="Sources",
    via="via",
    quotes=("“", "”"),
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    day="{day} {month} {year}",
)

_GERMAN = Vocabulary(
    thesis="These",
    premise="Prämisse",
    objection="Einwand",
    evidence="Beleg",
    implicit="unausgesprochen",
    together="Zusammen",
    because="weil",
    scheme="Schema",
    reported="berichtet",
    verified="geprüft",
    disputed="umstritten",
    further_down="weiter unten fortgesetzt",
    continued="Fortsetzung",
    sources="Quellen",
    via="nach",
    quotes=("„", "“"),
    months=(
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
    day="{day}. {month} {year}",
)


def vocabulary(lang: str) -> Vocabulary:
    """Returns the words for a BCP 47 tag: German for `de` and its regions, else English."""
    return _GERMAN if lang.lower().split("-")[0] == "de" else _ENGLISH


def quotation_marks(lang: str) -> tuple[str, str]:
    """Returns the marks around a quotation in a language."""
    return vocabulary(lang).quotes
