"""What the command `validate` does: all findings of all maps, as one report."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal, NamedTuple

from argmap import __version__, report
from argmap.choosing import Choice, Chooser, refuse_unknown_sources
from argmap.commands import Exit, find_maps
from argmap.console import complain, put, say, wants_color
from argmap.destinations import refuse_to_overwrite
from argmap.errors import ArgmapError
from argmap.findings import Severity
from argmap.output import write
from argmap.report.cases import Case
from argmap.settled import STREAM, name_in_findings
from argmap.survey import survey
from argmap.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from argmap import api
    from argmap.findings import Finding

Format = Literal["text", "json", "sarif", "github", "junit"]


class Wanted(NamedTuple):
    """How the report is to be made.

    Attributes:
        form: What it is written as.
        output: The file that it goes to; `-` or None for standard output.
        strict: Whether a warning weighs as much as an error in the exit status.
        rules_page: Where the page with all rules can be read, or None.
    """

    form: Format = "text"
    output: str | None = None
    strict: bool = False
    rules_page: str | None = None


def validate(
    arguments: tuple[str, ...], wanted: Wanted, choice: Choice, jobs: int | None = None
) -> Exit:
    """Reports the findings of every map that can be read.

    Args:
        arguments: The maps' files, and folders with maps; `-` is standard input.
        wanted: How the report is to be made.
        choice: Which findings are told.
        jobs: How many maps are checked at once at most; None for as many as there are cores.

    Raises:
        click.UsageError: If the report would overwrite a map, or a file is given for a source that
            no map has.
    """
    sources, status = find_maps(arguments)
    paths = tuple(source.path for source in sources)
    if wanted.output is not None:
        refuse_to_overwrite(paths, wanted.output, "the report")
        choice.refuse_as_report(wanted.output)
    chooser = Chooser(choice, paths)
    results = survey(chooser.validate, paths, 1 if chooser.remembers else jobs)
    cases = _each_told_once(_cases(results, paths))
    refuse_unknown_sources(choice.sources, [case.map for case in cases])
    status = max([status, *(_status(case, wanted.strict) for case in cases)])
    findings = [finding for case in cases for finding in case.findings]
    recorded = choice.record is not None and not findings and wanted.output is None
    if not (recorded and wanted.form == "text"):
        _deliver(_told(cases, findings, wanted, choice), cases, wanted)
    if wanted.form == "text" and wanted.output is None and findings and sys.stdout.isatty():
        put(f"`argmap explain {_heaviest(findings).code}` tells more\n")
    chooser.conclude()
    return status


def _deliver(told: str | None, cases: Sequence[Case], wanted: Wanted) -> None:
    """Puts a report where it belongs."""
    if told is None:
        return
    if wanted.output in (None, STREAM):
        put(told)
        return
    write(wanted.output, told)
    findings = [finding for case in cases for finding in case.findings]
    read = [case.path for case in cases if case.trouble is None]
    beside = [path for case in cases for path in case.beside]
    say(f"wrote {shown(wanted.output)}: {report.count(findings, read, beside).rstrip()}")


def _cases(results: Iterable[api.Validation | ArgmapError], paths: Sequence[str]) -> Iterator[Case]:
    """Yields what there is to say of each map; what kept any from being read is told at once."""
    troubles: set[str] = set()
    for result, path in zip(results, paths, strict=True):
        if not isinstance(result, ArgmapError):
            yield Case(result.path, result.map, result.findings, result.text, result.beside)
            continue
        trouble = str(result)
        if trouble not in troubles:  # settings, for example, that many maps share
            complain(result)
        troubles.add(trouble)
        yield Case(name_in_findings(path), trouble=trouble)


def _each_told_once(cases: Iterable[Case]) -> list[Case]:
    """Leaves out what another map's check has told already: what is wrong with their settings."""
    told: set[Finding] = set()
    left = []
    for case in cases:
        new = tuple(finding for finding in case.findings if finding not in told)
        told.update(case.findings)
        left.append(case._replace(findings=new))
    return left


def _status(case: Case, strict: bool) -> Exit:
    """Returns the exit status that one map asks for."""
    if case.trouble is not None:
        return Exit.FAILED
    severities = {finding.severity for finding in case.findings}
    if case.map is None or Severity.ERROR in severities:
        return Exit.FOUND
    return Exit.FOUND if strict and Severity.WARNING in severities else Exit.CLEAN


def _told(
    cases: Sequence[Case], findings: Sequence[Finding], wanted: Wanted, choice: Choice
) -> str | None:
    """Returns the report, or None where there is nothing to say to a person."""
    if wanted.form == "json":
        return report.as_json(findings)
    if wanted.form == "github":
        from argmap.report.github import as_github  # noqa: PLC0415 -- few need these

        return as_github(cases)
    if wanted.form in ("sarif", "junit"):
        return _told_with_rules(cases, wanted, choice)
    texts = {case.path: case.text for case in cases if case.trouble is None}
    color = wanted.output in (None, STREAM) and wants_color(sys.stdout)
    beside = {path: text for case in cases for path, text in case.beside.items()}
    return report.as_text(findings, texts, beside=beside, color=color) if texts else None


def _told_with_rules(cases: Sequence[Case], wanted: Wanted, choice: Choice) -> str:
    """Returns a report that speaks of the rules as well as of the findings."""
    from argmap import explaining  # noqa: PLC0415

    rules = explaining.all_rules()
    if wanted.form == "sarif":
        from argmap.report.sarif import as_sarif  # noqa: PLC0415

        return as_sarif(cases, rules, __version__, wanted.rules_page)
    from argmap.report.junit import as_junit  # noqa: PLC0415

    cases = [
        case._replace(settings=choice.settings(case.path)) if case.trouble is None else case
        for case in cases
    ]
    return as_junit(cases, rules, strict=wanted.strict)


def _heaviest(findings: Sequence[Finding]) -> Finding:
    """Returns the first of the findings that weigh most."""
    weights = list(Severity)
    return min(findings, key=lambda finding: weights.index(finding.severity))
