"""The command `validate`: report the findings of maps."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, cast

import click

from argmap import __version__, checking, report
from argmap.checking.baseline import Baseline, Trace, read_baseline
from argmap.checking.settings import Settings, find_settings
from argmap.cli import explain as explaining
from argmap.cli.console import Progress, complain, put, say, wants_color
from argmap.cli.destinations import refuse_to_overwrite
from argmap.cli.options import JOBS, MAPS, rule_options, source_files
from argmap.cli.parallel import Errand, each, processes
from argmap.cli.shared import Exit, find_maps
from argmap.errors import ArgmapError
from argmap.files.read import STREAM, name_in_findings
from argmap.files.write import write
from argmap.model.argument import ArgumentMap
from argmap.model.findings import CATALOGUE, Finding, Severity
from argmap.report import Case
from argmap.report.github import as_github
from argmap.report.junit import as_junit
from argmap.report.sarif import as_sarif
from argmap.text import Known, counted, shown


def _web_page(_: click.Context, __: click.Parameter, address: str | None) -> str | None:
    """Return the address of a page, without a place in it."""
    if address is None or re.fullmatch(r"https?://[!-~]+", address):
        return address and address.partition("#")[0]
    raise click.BadParameter("an address that begins with https:// or http://.")


@click.command(
    epilog="Example: argmap validate maps/ritter_2026-03-12.yaml --strict",
)
@MAPS
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github", "junit"]),
    default="text",
    help="text, the default, for people; json, a list of objects, for programs; sarif, SARIF "
    "2.1.0 for code scanning and editors; github, annotations for a step of GitHub Actions; "
    "junit, XML for pages that show the results of tests, such as GitLab's.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE|-",
    help="Where the report goes; without it, and for -, to standard output.",
)
@click.option("--strict", is_flag=True, help="Exit with status 1 on warnings, too.")
@click.option(
    "--rules-page",
    metavar="ADDRESS",
    callback=_web_page,
    help="Where docs/rules.md can be read on the web: each rule in a SARIF report then links to "
    "its page there, beside having it with it.",
)
@JOBS
@rule_options
@click.option(
    "--source",
    "sources",
    metavar="ID=FILE",
    multiple=True,
    callback=source_files,
    help="A plain text of the source ID, to check quotes against, instead of the one that the map "
    "names with `file`. May be given several times.",
)
def validate(
    *,
    maps: tuple[str, ...],
    form: str,
    output: str | None,
    strict: bool,
    rules_page: str | None,
    jobs: int | None,
    **choice: Any,
) -> int:
    """Says what is wrong with each MAP (- is standard input): file, line, column, and a hint.

    A folder stands for all maps in it and below.

    Which rules count, and how much, may stand in the nearest argmap.toml, or under [tool.argmap]
    in pyproject.toml.

    The exit status is 0 without errors, 1 with errors, 2 after wrong usage, and 3 where
    something outside the map failed, such as a file that cannot be read.
    """
    if rules_page is not None and form != "sarif":
        raise click.UsageError("--rules-page is for links in SARIF: add --format sarif.")

    wanted = Wanted(cast("Format", form), output, strict, rules_page)
    return _run(maps, wanted, Choice(**choice), jobs)


class Choice(NamedTuple):
    """Which findings are told, as far as the command says so.

    Attributes:
        select, ignore: See `Settings.with_options`.
        baseline: The file with findings that are not told again, or None.
        tighten: Whether what fits nothing any more is taken out of it.
        record: The file that becomes a baseline of all that is found now, or None.
        sources: Files with the texts of sources, by their ids.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    baseline: str | None = None
    tighten: bool = False
    record: str | None = None
    sources: Mapping[str, str] = MappingProxyType({})

    def settings(self, path: str) -> Settings:
        """Return which rules are told of a map, and how much each weighs.

        Args:
            path: The map's file; `-` is standard input.

        Raises:
            ArgmapError: If the file with its settings cannot be read or used.
        """
        return find_settings(path).with_options(self.select or None, self.ignore)

    def refuse_what_cannot_be(self, paths: tuple[str, ...]) -> None:
        """Stop at options that do not go together.

        Raises:
            click.UsageError: With what to do about it.
        """
        if self.tighten and self.baseline is None:
            raise click.UsageError("--tighten is for a baseline: add --baseline FILE.")
        if self.baseline is not None and self.record is not None:
            raise click.UsageError(
                "--write-baseline records all that is found, so --baseline has no effect: leave it "
                "out, or take --tighten to shorten a baseline."
            )
        for file in (self.baseline, self.record):
            if file in ("", STREAM):
                raise click.UsageError("a baseline is a file: its paths begin in its folder.")
            if file is not None and file in paths:
                raise click.UsageError(f"'{shown(file)}' is a map, and cannot be its own baseline.")
            if file is not None and STREAM in paths:
                raise click.UsageError(
                    "a baseline knows maps by their names: standard input (-) has none."
                )

    def refuse_as_report(self, output: str) -> None:
        """Stop where a report would take the place of the baseline.

        Raises:
            click.UsageError: If it would.
        """
        for file in (self.baseline, self.record):
            if file is not None and os.path.realpath(file) == os.path.realpath(output):
                raise click.UsageError(
                    f"'{shown(output)}' is the baseline; the report would overwrite it."
                )


class Chooser:
    """Checks maps as a choice says, and keeps the baseline in the meantime."""

    def __init__(self, choice: Choice, paths: tuple[str, ...]) -> None:
        """Read the baseline, if there is to be one.

        Raises:
            click.UsageError: If options do not go together.
            ArgmapError: If the baseline cannot be read.
        """
        choice.refuse_what_cannot_be(paths)
        self._choice = choice
        self._baseline = read_baseline(choice.baseline) if choice.baseline else None
        self._obsolete = 0
        self._hidden = 0
        self._whole = True
        if choice.record is not None:
            self._baseline = _recorded_before(choice.record)

    @property
    def remembers(self) -> bool:
        """Whether what is found in one map counts for what is told in the end."""
        return self._baseline is not None

    def validate(self, path: str) -> checking.Validation:
        """Check one map.

        Raises:
            ArgmapError: If it, or its settings, cannot be read or used.
        """
        try:
            return self._validate(path)
        except ArgmapError:
            self._whole = False
            raise

    def _validate(self, path: str) -> checking.Validation:
        choice, baseline = self._choice, self._baseline
        settings = choice.settings(path)
        if baseline is None:
            return checking.validate(path, settings, sources=choice.sources)
        kept = _not_told(baseline.of(path), settings)
        if choice.record is not None:
            found = checking.validate(path, settings, sources=choice.sources).traces
            self._baseline = baseline = baseline.with_map(path, [*found, *kept.elements()])
        settings = replace(settings, baseline=baseline)
        result = checking.validate(path, settings, sources=choice.sources)
        self._hidden += len(result.hidden)
        if any(CATALOGUE[found.code].severity is Severity.ERROR for found in result.findings):
            self._whole = False  # rules that cannot judge a broken map keep silent
        else:
            left = Counter(result.hidden) + kept
            self._obsolete += (baseline.of(path) - left).total()
            if choice.tighten:
                self._baseline = baseline.with_map(path, left.elements())
        return result

    def conclude(self) -> None:
        """Write the baseline, if it is to be written, and tell what it did.

        Raises:
            ArgmapError: If it cannot be written.
        """
        choice, baseline = self._choice, self._baseline
        if baseline is None:
            return
        if choice.record is not None:
            self._record(choice.record, baseline)
            return
        gone = baseline.gone()
        obsolete = self._obsolete + sum(baseline.entries[path].total() for path in gone)
        name = shown(choice.baseline or "")
        if self._hidden:
            say(f"{name} hides {counted(self._hidden, 'finding')}")
        if obsolete and choice.tighten:
            tight = baseline.without_maps(gone)
            write(choice.baseline or "", tight.text())
            say(f"wrote {name}: {counted(obsolete, 'entry')} fewer, {len(tight):,} left")
        elif obsolete:
            fit, them = ("fits", "it") if obsolete == 1 else ("fit", "them")
            entries = f"{counted(obsolete, 'entry')} of {name}"
            say(f"{entries} {fit} nothing any more: --tighten takes {them} out")

    def _record(self, path: str, baseline: Baseline) -> None:
        """Write a baseline of what was found, unless that is not all there is to find."""
        if not self._whole:
            complain(
                f"{path} was not written: it takes maps that can be read and have no errors, "
                "which no baseline holds"
            )
            return
        kept = baseline.without_maps(baseline.gone())
        write(path, kept.text())
        say(f"wrote {shown(path)}: it holds {counted(len(kept), 'finding')}")


def refuse_unknown_sources(sources: Mapping[str, str], maps: Sequence[ArgumentMap | None]) -> None:
    """Stop at a file for a source that none of the maps has, if all could be read.

    Raises:
        click.UsageError: With the id that may be meant.
    """
    known = [source for one in maps if one is not None for source in one.sources]
    for source in sources:
        if source in known or None in maps:
            continue
        nearest = Known(known).nearest(source)
        hint = f": did you mean `{nearest}`?" if nearest else "."
        raise click.UsageError(f"--source: no source has the id `{shown(source)}`{hint}")


def _recorded_before(path: str) -> Baseline:
    """Return the baseline that is to be written anew: maps that are not checked stay in it."""
    return read_baseline(path) if os.path.lexists(path) else Baseline.beside(path)


def _not_told(known: Counter[Trace], settings: Settings) -> Counter[Trace]:
    """Return the traces of rules that settings leave out: whether they fit was not looked at."""
    return Counter(
        {
            trace: count
            for trace, count in known.items()
            if trace.code in CATALOGUE and settings.applied(CATALOGUE[trace.code]) is None
        }
    )


SHARE = 40
"""So many checks take about as long as starting a process for them."""


def survey(
    check: Callable[[str], checking.Validation], paths: Sequence[str], jobs: int | None
) -> Iterator[checking.Validation | ArgmapError]:
    """Yield what a check says of each map, or why it cannot be checked.

    Args:
        check: Checks one map; with several processes, each works with a copy of it.
        paths: The maps' files; with `-`, standard input, all are checked in this process.
        jobs: How many processes at most; None for as many as there are cores.
    """
    several = 1 if STREAM in paths else processes(len(paths), jobs, SHARE)
    errand = Errand(partial(_checked, check), _lost, ("argmap.cli.validate", "argmap.checking"))
    with (
        Progress(len(paths)) as progress,
        closing(each(errand, paths, several, progress.show)) as results,
    ):
        for result in results:
            if isinstance(result, ArgmapError):
                progress.clear()
            yield result


def _checked(
    check: Callable[[str], checking.Validation], path: str
) -> checking.Validation | ArgmapError:
    """Return what a check says, or why it cannot be made."""
    try:
        return check(path)
    except ArgmapError as error:
        return error


def _lost(path: str, how: str) -> ArgmapError:
    """Return that the process which checked a map ended."""
    return ArgmapError(f"{shown(path)} was given up: {how}")


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


def _run(
    arguments: tuple[str, ...], wanted: Wanted, choice: Choice, jobs: int | None = None
) -> Exit:
    """Report the findings of every map that can be read.

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
    """Put a report where it belongs."""
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


def _cases(
    results: Iterable[checking.Validation | ArgmapError], paths: Sequence[str]
) -> Iterator[Case]:
    """Yield what there is to say of each map; what kept any from being read is told at once."""
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
    """Leave out what another map's check has told already: what is wrong with their settings."""
    told: set[Finding] = set()
    left = []
    for case in cases:
        new = tuple(finding for finding in case.findings if finding not in told)
        told.update(case.findings)
        left.append(case._replace(findings=new))
    return left


def _status(case: Case, strict: bool) -> Exit:
    """Return the exit status that one map asks for."""
    if case.trouble is not None:
        return Exit.FAILED
    severities = {finding.severity for finding in case.findings}
    if case.map is None or Severity.ERROR in severities:
        return Exit.FOUND
    return Exit.FOUND if strict and Severity.WARNING in severities else Exit.CLEAN


def _told(
    cases: Sequence[Case], findings: Sequence[Finding], wanted: Wanted, choice: Choice
) -> str | None:
    """Return the report, or None where there is nothing to say to a person."""
    if wanted.form == "json":
        return report.as_json(findings)
    if wanted.form == "github":
        return as_github(cases)
    if wanted.form in ("sarif", "junit"):
        return _told_with_rules(cases, wanted, choice)
    texts = {case.path: case.text for case in cases if case.trouble is None}
    color = wanted.output in (None, STREAM) and wants_color(sys.stdout)
    beside = {path: text for case in cases for path, text in case.beside.items()}
    return report.as_text(findings, texts, beside=beside, color=color) if texts else None


def _told_with_rules(cases: Sequence[Case], wanted: Wanted, choice: Choice) -> str:
    """Return a report that speaks of the rules as well as of the findings."""
    rules = explaining.all_rules()
    if wanted.form == "sarif":
        return as_sarif(cases, rules, __version__, wanted.rules_page)

    cases = [
        case._replace(settings=choice.settings(case.path)) if case.trouble is None else case
        for case in cases
    ]
    return as_junit(cases, rules, strict=wanted.strict)


def _heaviest(findings: Sequence[Finding]) -> Finding:
    """Return the first of the findings that weigh most."""
    weights = list(Severity)
    return min(findings, key=lambda finding: weights.index(finding.severity))
