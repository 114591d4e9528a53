"""Annotations for GitHub Actions: what the runner reads, and what it must take for no command."""

from __future__ import annotations

import re

from argmap.model.findings import Finding, Location, Severity
from argmap.report import Case
from argmap.report.github import SHOWN, as_github


def finding(path="maps/x.yaml", line=4, message="it is wrong", severity="error", **more) -> Finding:
    """Return a finding on some line."""
    return Finding(
        "AM201",
        "unknown-reference",
        Severity(severity),
        Location(path, line, 15, 9),
        message,
        **more,
    )


def lines(*findings: Finding, path: str = "maps/x.yaml") -> list[str]:
    """Return the lines of a report on one map."""
    return as_github([Case(path, findings=findings)]).splitlines()


def as_runner(line: str) -> tuple[str, dict[str, str], str] | None:
    """Return a command as the runner of GitHub Actions takes it apart, or None for plain text."""
    found = re.fullmatch(r"::(\w+)(?: (.*?))?::(.*)", line.lstrip())
    if found is None:
        return None
    command, properties, data = found.groups()

    def unescaped(text: str, signs: str) -> str:
        for sign in signs:
            text = text.replace(f"%{ord(sign):02X}", sign)
        return text.replace("%25", "%")

    pairs = (pair.partition("=") for pair in (properties or "").split(",") if pair)
    values = {name: unescaped(value, "\r\n:,") for name, _, value in pairs}
    return command, values, unescaped(data, "\r\n")


def test_a_finding_is_marked_at_its_place_with_its_hint() -> None:
    assert lines(finding(hint="write it"))[0] == (
        "::error file=maps/x.yaml,line=4,col=15,endColumn=24,title=AM201 unknown-reference"
        "::it is wrong%0Ahint: write it"
    )


def test_a_warning_is_a_warning_and_a_note_is_a_notice() -> None:
    told = lines(finding(severity="warning"), finding(severity="note"))
    assert [line.split()[0] for line in told[:2]] == ["::warning", "::notice"]
    assert told[2] == "1 warning, 1 note in maps/x.yaml"


def test_what_a_map_or_a_name_holds_comes_out_as_it_went_in() -> None:
    """Percent signs, colons, commas and line ends are escaped, and unescaped by the runner."""
    path = "a,b:c%0A::error::d.yaml"
    message = "100 % of `a,b::c` — %0A stays"
    told = as_runner(lines(finding(path, message=message), path=path)[0])
    assert told is not None
    assert told[0] == "error"
    assert told[1]["file"] == path
    assert told[2] == message


def test_nothing_in_a_map_becomes_a_command_of_its_own() -> None:
    """A line end, a carriage return or an escape in a message stays inside its annotation."""
    evil = finding(message="x\n::add-mask::y\r::stop-commands::z\x1b[2J", hint="a\n::debug::b")
    told = lines(evil)
    assert len(told) == 2
    assert [command for line in told if (command := as_runner(line))] == [as_runner(told[0])]


def test_beyond_what_github_shows_a_finding_stands_in_the_log() -> None:
    """It drops the eleventh annotation of a kind without a word."""
    errors = [finding(line=line, path="::x ##[set-env].yaml") for line in range(1, SHOWN + 3)]
    warnings = [finding(severity="warning")] * SHOWN
    told = lines(*errors, *warnings)
    commands = [command for line in told if (command := as_runner(line))]
    assert [command[0] for command in commands] == ["error"] * SHOWN + ["warning"] * SHOWN
    assert told[SHOWN] == (
        ".::x ## [set-env].yaml:11:15: error[AM201 unknown-reference]: it is wrong"
    )
    assert told[-1] == (
        "GitHub marks at most 10 errors, 10 warnings and 10 notices of a step: "
        "2 more only in this log"
    )


def test_standard_input_has_no_file_to_mark() -> None:
    (told, _) = lines(finding("<stdin>"), path="<stdin>")
    assert told == "::error title=AM201 unknown-reference::<stdin>:4:15: it is wrong"


def test_a_map_that_cannot_be_read_is_an_error() -> None:
    told = as_github([Case("gone.yaml", trouble="there is no file gone.yaml")])
    assert told == "::error title=argmap::there is no file gone.yaml\n"
