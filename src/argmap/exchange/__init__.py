"""Other formats: arguments come from them and go to them; one format is one file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final, NamedTuple

from argmap.checking import validate_text
from argmap.checking.settings import Settings
from argmap.exchange.draft import Draft, TooManyError
from argmap.exchange.intake import Intake
from argmap.exchange.loss import Report
from argmap.exchange.settle import ThesisError, described, settle
from argmap.exchange.shape import Shaped, shape
from argmap.model.argument import ArgumentMap
from argmap.model.dump import dump
from argmap.model.findings import Finding, Severity
from argmap.text import short

COLUMNS: Final = 92
"""Columns of the file that an import writes."""


class Format(NamedTuple):
    """A format that is written or read.

    Attributes:
        what: What it is, in a few words.
        module: The file of this room that knows it.
    """

    what: str
    module: str


READ: Final[Mapping[str, Format]] = {
    "json": Format("what `argmap export --to json` writes", "json"),
    "aif": Format("AIF and xAIF as JSON, of AIFdb, OVA and others", "aif"),
    "argdown": Format("what `argdown json` writes", "argdown"),
    "arggraph": Format("the XML of the argumentative microtexts", "arggraph"),
    "carneades": Format("the YAML of Carneades 4", "carneades"),
    "gsn2x": Format("the YAML of gsn2x: Goal Structuring Notation", "gsn2x"),
    "kialo": Format("a discussion of Kialo, exported as text", "kialo"),
}
"""The formats that maps are made from, each with a function `read` and one `fits`."""

WRITTEN: Final[Mapping[str, Format]] = {
    "aif": Format("AIF as JSON", "aif"),
    "argdown": Format("Argdown", "argdown"),
    "bibtex": Format("the sources alone", "bibtex"),
    "csl-json": Format("the sources alone, for Zotero, Pandoc and citeproc", "csl_json"),
    "d2": Format("a D2 diagram", "d2"),
    "dot": Format("a Graphviz diagram, as `argmap render --format dot` has it", "dot"),
    "graphml": Format("a graph for yEd, Gephi and others", "graphml"),
    "json": Format("the whole map with numbers and sides, for programs", "json"),
    "markdown": Format("an outline", "markdown"),
    "mermaid": Format("a Mermaid flowchart", "mermaid"),
    "opml": Format("an outline for outliners", "opml"),
}
"""The formats that maps are written as, each with a function `write`."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A map that was made from another format.

    Attributes:
        text: The text of its file.
        form: The name of the format it was read from.
        report: What was lost or guessed.
    """

    text: str
    form: str
    report: Report


@dataclass(frozen=True, slots=True)
class Exported:
    """A map in another format.

    Attributes:
        text: The text of its file.
        report: What has no place in the format.
    """

    text: str
    report: Report


def export_map(argument: ArgumentMap, form: str) -> Exported:
    """Return a map in another format.

    Args:
        argument: A map without errors.
        form: One of `WRITTEN`.

    Raises:
        ValueError: If there is no such format.
    """
    if form not in WRITTEN:
        raise ValueError(f"`to` is one of {', '.join(WRITTEN)}, and not {form!r}")
    report = Report()
    write: Callable[[ArgumentMap, Report], str] = _module(WRITTEN[form]).write
    return Exported(write(argument, report), report)


def import_map(
    data: bytes, path: str, form: str | None = None, thesis: str | None = None
) -> Imported:
    """Return a map made from a file in another format; it has no errors.

    Args:
        data: The file's bytes.
        path: The file as findings are to name it.
        form: One of `READ`; None to tell it from the file.
        thesis: The id, in the file, of the statement that is to be the thesis.

    Raises:
        NotImportedError: If the file is not in that format, or leaves open what the thesis is;
            an `InvalidMapError`, whose findings say where.
        ValueError: If there is no such format.
    """
    if form is not None and form not in READ:
        raise ValueError(f"`form` is one of {', '.join(READ)}, and not {form!r}")
    intake = Intake(data, path)
    form = form or _form_of(intake)
    read: Callable[[Intake], Draft | Shaped] = _module(READ[form]).read
    try:
        found = read(intake)
        if isinstance(found, Draft):
            found.refuse_many()
    except TooManyError as error:
        raise intake.wrong(str(error), None, error.key or 0) from None
    shaped = found if isinstance(found, Shaped) else _made(intake, found, form, thesis)
    text = dump(shaped.map, shaped.comments, columns=COLUMNS)
    _refuse_errors(intake, text)
    return Imported(text, form, shaped.report)


def _made(intake: Intake, draft: Draft, form: str, thesis: str | None) -> Shaped:
    """Return the map of a draft."""
    try:
        settle(draft, thesis)
    except ThesisError as error:
        raise intake.refused(_on_thesis(intake, draft, error)) from None
    draft.share_speaker()
    draft.head.append(f"Imported from {form}.")
    if not draft.lang:
        draft.report.guessed("the language is not told, and taken for English: write `lang`")
    return shape(draft)


def _on_thesis(intake: Intake, draft: Draft, error: ThesisError) -> Finding:
    """Return the finding that no one statement is the thesis, with those that could be."""
    if not error.candidates:
        return intake.finding(str(error))
    hint = f"say which with --thesis ID: {described(error.candidates, draft)}"
    return intake.finding(str(error), hint, error.candidates[0])


def _refuse_errors(intake: Intake, text: str) -> None:
    """Stop at what makes no map after all: too much of something, or a reference to nothing."""
    found = validate_text(text, intake.path, Settings()).findings
    errors = [one for one in found if one.severity is Severity.ERROR]
    if errors:
        raise intake.refused(
            *(intake.finding(f"this makes no map: {one.message}", one.hint) for one in errors)
        )


def _form_of(intake: Intake) -> str:
    """Return the format that a file is in.

    Raises:
        NotImportedError: If it is in none that is known.
    """
    if not intake.text.strip():
        raise intake.wrong(
            "there is nothing in it", "export it again with the program that wrote it"
        )
    source = _ARGDOWN_SOURCE.search(intake.text[:4_000]) or intake.path.endswith(_ARGDOWN_NAMES)
    data = intake.json() if intake.text.lstrip()[:1] in ("{", "[") and not source else None
    for name, known in READ.items():
        if _module(known).fits(intake, data):
            return name
    hint = f"name its format with --from: {', '.join(READ)}"
    if source:
        hint = "for Argdown, import the file that `argdown json FILE` writes"
    elif intake.path.casefold().endswith((".csv", ".tsv")):
        hint = (
            "of a spreadsheet, import one column, with lines such as `1.2. Con: Closing it costs "
            "money.`: docs/exchange.md says how to make it"
        )
    elif intake.text.startswith("argmap:") or "\nargmap:" in intake.text[:4_000]:
        hint = "this looks like a map of argmap's: it needs no import"
    raise intake.wrong(f"it begins with {short(intake.text[:60])!r}, which is no format that can "
                       "be told", hint)  # fmt: skip


_ARGDOWN_SOURCE = re.compile(
    r"^\s*(?:[+-]>? )?(?:\[[^\]\[{}\"\n]+\]|<[^<>\n]+>):[ \t]", re.MULTILINE
)
_ARGDOWN_NAMES = (".argdown", ".ad")


def _module(form: Format) -> Any:
    return import_module(f"argmap.exchange.{form.module}")
