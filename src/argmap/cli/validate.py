"""The command `validate`: report the findings of maps."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import TextIO

import click

from argmap import __version__, checking, report
from argmap.checking.changed import maps_about
from argmap.checking.settings import codes, refuse_errors
from argmap.cli.checker import Checker
from argmap.cli.console import Progress, columns, complain, put, say, wants_color
from argmap.cli.destinations import refuse_to_overwrite
from argmap.cli.exit import Exit
from argmap.cli.options import jobs_option, maps_argument
from argmap.cli.parallel import Errand, each, processes
from argmap.cli.shared import find_maps
from argmap.errors import ArgmapError
from argmap.files.read import STREAM, name_in_findings
from argmap.files.write import write
from argmap.model.argument import ArgumentMap
from argmap.model.findings import Finding, Severity
from argmap.report import Case
from argmap.report.github import as_github
from argmap.report.gitlab import as_gitlab
from argmap.report.sarif import as_sarif
from argmap.rules import all_rules
from argmap.text import Known, one_line, shown

SHARE = 40
"""Checks that take about as long as starting a process for them."""

RULES_HELP = "a code, a name, or what codes begin with, such as AM3; several with commas"


def _web_page(_: click.Context, __: click.Parameter, address: str | None) -> str | None:
    """Return the address of a page, without a place in it."""
    if address is None or re.fullmatch(r"https?://[!-~]+", address):
        return address and address.partition("#")[0]
    raise click.BadParameter("an address that begins with https:// or http://.")


def _rule_words(
    _: click.Context, parameter: click.Parameter, given: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the rules that were named, one or more with each option."""
    words = tuple(word.strip() for value in given for word in value.split(","))
    try:
        for word in words:
            if parameter.name == "ignore":
                refuse_errors(word, "ignored")
            else:
                codes(word)
    except ValueError as error:
        raise click.BadParameter(one_line(str(error))) from None
    return words


def _source_files(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """Return the files of `--source ID=FILE` by their ids."""
    files: dict[str, str] = {}
    for text in given:
        written, equals, file = text.partition("=")
        source = unicodedata.normalize("NFC", written.strip())
        if not (source and equals and file):
            raise click.BadParameter(
                f"'{one_line(text)}' is not ID=FILE, such as report=texts/report.txt: the id of a "
                "source, and a file with its text."
            )
        if source in files:
            raise click.BadParameter(f"'{one_line(source)}' is given two files.")
        files[source] = file
    return files


@click.command(
    epilog="Example: argmap validate maps/ritter_2026-03-12.yaml --strict",
)
@maps_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github", "gitlab", "junit"]),
    default="text",
    help="text, the default, for people; json, a list of objects, for programs; sarif, SARIF "
    "2.1.0 for code scanning and editors; github, annotations for a step of GitHub Actions; "
    "gitlab, the objects of GitLab's Code Quality; junit, XML for pages that show the results of "
    "tests, such as GitLab's.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE|-",
    help="Where the report goes; without it, and for -, to standard output.",
)
@click.option(
    "--fix",
    is_flag=True,
    help="Mend in the map what can be mended for sure, and report what remains: a misspelt key or "
    "id that is like one known word alone, a text that must be in quotes, a quote with at most "
    "two wrong words. Comments, order and line ends stay. With -, the mended map goes to standard "
    "output and the report to standard error.",
)
@click.option(
    "--diff",
    is_flag=True,
    help="With --fix: write nothing, put the changes to standard output and the report of what "
    "would remain to standard error.",
)
@click.option("--strict", is_flag=True, help="Exit with status 1 on warnings, too.")
@click.option(
    "--rules-page",
    metavar="ADDRESS",
    callback=_web_page,
    help="Where docs/rules.md can be read on the web: each rule in a SARIF report then links to "
    "its page there, beside having it with it.",
)
@jobs_option
@click.option(
    "--changed",
    is_flag=True,
    help="The names are those of files that changed, of any kind: check the maps that they bear "
    "on, by a ledger, settings or the text of a source. For hooks.",
)
@click.option(
    "--select",
    metavar="RULES",
    multiple=True,
    callback=_rule_words,
    help=f"Tell these rules only ({RULES_HELP}), whatever the settings say. Errors are "
    "always told.",
)
@click.option(
    "--ignore",
    metavar="RULES",
    multiple=True,
    callback=_rule_words,
    help="Leave these rules out, too. Errors cannot be left out.",
)
@click.option(
    "--baseline",
    metavar="FILE",
    help="Tell only what this file, written by --write-baseline, does not hold. Errors are "
    "always told.",
)
@click.option(
    "--tighten",
    is_flag=True,
    help="Take out of the baseline what is no longer found; nothing is added.",
)
@click.option(
    "--write-baseline",
    "new_baseline",
    metavar="FILE",
    help="Write all warnings and notes of today to a baseline. Entries of maps that are "
    "not named here stay in it.",
)
@click.option(
    "--source",
    "sources",
    metavar="ID=FILE",
    multiple=True,
    callback=_source_files,
    help="A plain text of the source ID, to check quotes against, instead of the one that the map "
    "names with `file`. May be given several times.",
)
def validate(
    *,
    maps: tuple[str, ...],
    form: str,
    output: str | None,
    fix: bool,
    diff: bool,
    strict: bool,
    rules_page: str | None,
    jobs: int | None,
    changed: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    baseline: str | None,
    tighten: bool,
    new_baseline: str | None,
    sources: dict[str, str],
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
    found, status = find_maps(maps_about(maps) if changed else maps)
    paths = tuple(source.path for source in found)
    if output is not None:
        refuse_to_overwrite(paths, output, "the report")
    _refuse_baselines(paths, output, baseline, new_baseline, tighten=tighten)
    _refuse_fixes(paths, output, fix=fix, diff=diff)

    checker = Checker(select, ignore, sources, baseline, new_baseline, tighten)
    if fix:
        checker.mend(paths, diff=diff)
    cases = _without_repeats(_cases(_check_all(checker, paths, jobs), paths))
    _refuse_unknown_sources(sources, [case.map for case in cases])
    aside = diff or (fix and STREAM in paths)
    status = max([status, *(_status(case, strict=strict) for case in cases)])
    findings = [finding for case in cases for finding in case.findings]
    if findings or output is not None or new_baseline is None or form != "text":
        if form == "sarif":
            text: str | None = as_sarif(cases, all_rules(), __version__, rules_page)
        elif form == "junit":
            # ElementTree and a pattern of all characters outside XML are 4 % of a usual run.
            from argmap.report.junit import as_junit  # noqa: PLC0415

            text = as_junit(checker.with_settings(cases), all_rules(), strict=strict)
        else:
            stream = sys.stderr if aside else sys.stdout
            text = _report(cases, findings, form, stream if output in (None, STREAM) else None)
        if aside and text is not None and output is None:
            say(text.removesuffix("\n"))
        else:
            _deliver(text, output, cases, findings)
    if form == "text" and output is None and findings and sys.stdout.isatty() and not aside:
        sure = sum(one.mend is not None and one.mend.sure for one in findings)
        if sure:
            put(f"`argmap validate --fix` mends {sure:,} of them\n")
        put(f"`argmap explain {_heaviest(findings).code}` tells more\n")
    checker.conclude()
    return status


def _refuse_baselines(
    paths: tuple[str, ...],
    output: str | None,
    baseline: str | None,
    new_baseline: str | None,
    *,
    tighten: bool,
) -> None:
    """Stop at options on baselines that do not go together.

    Raises:
        click.UsageError: With what to do about it.
    """
    files = [file for file in (baseline, new_baseline) if file is not None]
    for file in files:
        if output is not None and os.path.realpath(file) == os.path.realpath(output):
            raise click.UsageError(
                f"'{shown(output)}' is the baseline; the report would overwrite it."
            )
    if tighten and baseline is None:
        raise click.UsageError("--tighten is for a baseline: add --baseline FILE.")
    if baseline is not None and new_baseline is not None:
        raise click.UsageError(
            "--write-baseline records all that is found, so --baseline has no effect: leave it "
            "out, or take --tighten to shorten a baseline."
        )
    for file in files:
        if file in ("", STREAM):
            raise click.UsageError("a baseline is a file: its paths begin in its folder.")
        if file in paths:
            raise click.UsageError(f"'{shown(file)}' is a map, and cannot be its own baseline.")
        if STREAM in paths:
            raise click.UsageError(
                "a baseline knows maps by their names: standard input (-) has none."
            )


def _refuse_fixes(paths: tuple[str, ...], output: str | None, *, fix: bool, diff: bool) -> None:
    """Stop at options on mends that do not go together.

    Raises:
        click.UsageError: With what to do about it.
    """
    if diff and not fix:
        raise click.UsageError("--diff shows what --fix would change: add --fix.")
    if fix and STREAM in paths and len(paths) > 1:
        raise click.UsageError("with --fix, standard input (-) is checked alone.")
    if output == STREAM and (diff or (fix and STREAM in paths)):
        raise click.UsageError("standard output has the mended map then: name a file with -o.")


def _refuse_unknown_sources(sources: Iterable[str], maps: Sequence[ArgumentMap | None]) -> None:
    """Stop at a file for a source that none of the maps has, if all could be read."""
    known = [source for one in maps if one is not None for source in one.sources]
    for source in sources:
        if source in known or None in maps:
            continue
        nearest = Known(known).nearest(source)
        hint = f": did you mean `{nearest}`?" if nearest else "."
        raise click.UsageError(f"--source: no source has the id `{shown(source)}`{hint}")


def _check_all(
    checker: Checker, paths: Sequence[str], jobs: int | None
) -> Iterator[checking.Validation | ArgmapError]:
    """Yield the result for each map, or why it cannot be checked.

    A baseline changes from map to map, and standard input is that of this process: then all maps
    are checked here.
    """
    here = STREAM in paths or checker.known is not None
    several = 1 if here else processes(len(paths), jobs, SHARE)
    errand = Errand(checker.check, _given_up, ("argmap.cli.checker", "argmap.checking"))
    with (
        Progress(len(paths)) as progress,
        closing(each(errand, paths, several, progress.show)) as results,
    ):
        for result in results:
            if isinstance(result, ArgmapError):
                progress.clear()
            yield result


def _given_up(path: str, how: str) -> ArgmapError:
    """Return the error for a map whose process ended."""
    return ArgmapError(f"{shown(path)} was given up: {how}")


def _cases(
    results: Iterable[checking.Validation | ArgmapError], paths: Sequence[str]
) -> Iterator[Case]:
    """Yield the case of each map; complain at once of what kept any from being read."""
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


def _without_repeats(cases: Iterable[Case]) -> list[Case]:
    """Leave out findings of another map: those on settings, or on a folder, that several share.

    Of two that differ in the hint alone, the one with a hint stays.
    """
    cases = list(cases)
    hinted = {replace(one, hint=None) for case in cases for one in case.findings if one.hint}
    reported: set[Finding] = set(hinted)
    left = []
    for case in cases:
        new = tuple(finding for finding in case.findings if finding not in reported)
        reported.update(case.findings)
        left.append(case._replace(findings=new))
    return left


def _status(case: Case, *, strict: bool) -> Exit:
    """Return the exit status that one map asks for."""
    if case.trouble is not None:
        return Exit.FAILED
    severities = {finding.severity for finding in case.findings}
    if case.map is None or Severity.ERROR in severities:
        return Exit.FOUND
    return Exit.FOUND if strict and Severity.WARNING in severities else Exit.CLEAN


def _report(
    cases: Sequence[Case], findings: Sequence[Finding], form: str, stream: TextIO | None
) -> str | None:
    """Return a report of findings alone, or None where no map could be read, for a person.

    Args:
        cases: The maps.
        findings: All findings.
        form: `text`, `json` or `github`.
        stream: Where it goes, to know its colours and width; None for a file.
    """
    if form == "json":
        return report.as_json(findings)
    if form == "github":
        return as_github(cases)
    if form == "gitlab":
        return as_gitlab(cases)
    texts = {case.path: case.text for case in cases if case.trouble is None}
    beside = {path: text for case in cases for path, text in case.beside.items()}
    if not texts:
        return None
    if stream is None:
        return report.as_text(findings, texts, beside=beside)
    color, width = wants_color(stream), columns(stream)
    return report.as_text(findings, texts, beside=beside, color=color, columns=width)


def _deliver(
    text: str | None, output: str | None, cases: Sequence[Case], findings: Sequence[Finding]
) -> None:
    """Put a report to standard output, or write its file and say so."""
    if text is None:
        return
    if output in (None, STREAM):
        put(text)
        return
    write(output, text)
    read = [case.path for case in cases if case.trouble is None]
    beside = [path for case in cases for path in case.beside]
    say(f"wrote {shown(output)}: {report.count(findings, read, beside).rstrip()}")


def _heaviest(findings: Sequence[Finding]) -> Finding:
    """Return the first of the findings that weigh most."""
    weights = list(Severity)
    return min(findings, key=lambda finding: weights.index(finding.severity))
