"""Report findings as JUnit XML, one test case for each map."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from xml.etree import ElementTree as ET

from argmap.model.findings import Finding, Rule, Severity
from argmap.report import Case
from argmap.report.terminal import as_text

READABLE = "the map can be read"
"""Name of the test that fails where the file itself cannot be read."""

LIMIT = 1_000_000
"""Bytes that a report has at most where that can be; GitLab and Jenkins choke on larger ones."""

_SMALLEST_TEST = 90  # bytes
_LONGEST = 200  # characters of a message that stands for a whole map


class _Detail(IntEnum):
    """How much a report holds; one that grows too large is written anew with less."""

    ALL = 0
    FIRST = 1  # tests with findings, each with its first finding
    MESSAGES = 2  # the same without the lines of the file
    MAPS = 3  # a test for each map


_LEFT_OUT = {
    _Detail.FIRST: "tests that passed or were skipped, and all but the first finding of a test",
    _Detail.MESSAGES: "tests that passed or were skipped, all but the first finding of a test, and "
    "the lines of the maps",
    _Detail.MAPS: "the single rules of a map, and all but its first finding",
}

_NOT_PLAIN = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd"
    "\U00010000-\U0010ffff]"
)
"""Characters that XML 1.0 cannot hold, or that a terminal or a log might obey."""

_READING = "AM1"  # rules with these codes need no readable map


def as_junit(cases: Iterable[Case], rules: Sequence[Rule], *, strict: bool = False) -> str:
    """Return a test suite for each map with a test case for each rule.

    A test fails exactly where its findings make the exit status 1. Other findings stand in the
    output of a test that passes; where there is no readable map, or the settings leave the rule
    out, it is skipped. Names of tests hold no line numbers, so that a test is the same one from
    run to run, and shows as mended when it passes.

    A report of more than `LIMIT` bytes leaves out first what passed and what more there is of a
    rule in a map, then the lines of the maps, then tells each map as one test. A test of its own
    says so.

    Args:
        cases: The maps.
        rules: All rules, in their order.
        strict: Whether a warning fails a test, as an error does.
    """
    cases = list(cases)
    text = ""
    for detail in _Detail:
        if detail is _Detail.ALL and len(cases) * len(rules) * _SMALLEST_TEST > LIMIT:
            continue
        text = _report(cases, rules, strict, detail)
        if len(text.encode("utf-8")) <= LIMIT:
            break
    return text


def _report(cases: Sequence[Case], rules: Sequence[Rule], strict: bool, detail: _Detail) -> str:
    root = ET.Element("testsuites", name="argmap")
    for case in cases:
        suite = ET.SubElement(root, "testsuite", name=_xml(case.path))
        if case.trouble is not None:
            test = _test(suite, case, READABLE)
            ET.SubElement(test, "error", message=_xml(case.trouble)).text = _xml(case.trouble)
        elif detail is _Detail.ALL:
            for rule in rules:
                _judge(_test(suite, case, f"{rule.code} {rule.name}"), case, rule, strict)
        else:
            for name, found in _groups(case, detail):
                _tell(_test(suite, case, name), case, found, strict, detail)
    if detail is not _Detail.ALL:
        suite = ET.SubElement(root, "testsuite", name="argmap")
        test = ET.SubElement(suite, "testcase", classname="argmap", name="this report is shortened")
        ET.SubElement(test, "system-out").text = (
            f"It would be larger than {LIMIT // 1_000_000} MB. It leaves out {_LEFT_OUT[detail]}. "
            "`argmap validate` with the same maps prints all of it, and so does --format json."
        )
    _sum_up(root)
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _test(suite: ET.Element, case: Case, name: str) -> ET.Element:
    return ET.SubElement(
        suite, "testcase", classname=_xml(case.path), name=name, file=_xml(case.path)
    )


def _judge(test: ET.Element, case: Case, rule: Rule, strict: bool) -> None:
    """Write the findings of a rule in a map into its test, or why there are none."""
    found = [finding for finding in case.findings if finding.code == rule.code]
    if not found:
        if case.settings is not None and case.settings.applied(rule) is None:
            ET.SubElement(test, "skipped", message="the settings leave this rule out")
        elif case.map is None and not rule.code.startswith(_READING):
            ET.SubElement(test, "skipped", message="there is no readable map to look at")
        return
    _tell(test, case, found, strict, _Detail.ALL)


def _groups(case: Case, detail: _Detail) -> Iterator[tuple[str, list[Finding]]]:
    """Yield the findings of a map by the test that tells them, with its name."""
    if detail is _Detail.MAPS:
        yield "all rules", list(case.findings)
        return
    groups: dict[str, list[Finding]] = {}
    for finding in case.findings:
        groups.setdefault(f"{finding.code} {finding.name}", []).append(finding)
    yield from sorted(groups.items())


def _tell(
    test: ET.Element, case: Case, found: Sequence[Finding], strict: bool, detail: _Detail
) -> None:
    """Write findings into a test, which fails if one of them counts."""
    if not found:
        return
    failing = [finding for finding in found if _fails(finding, strict)]
    first = found[0] if detail is not _Detail.MAPS or not failing else failing[0]
    more = f" (and {len(found) - 1:,} more)" if len(found) > 1 else ""
    place = str(first.location).removeprefix(f"{case.path}:")
    message = f"{place}: {first.message}{more}"
    if detail is _Detail.MAPS:
        codes = Counter(finding.code for finding in found)
        told = f"{place}: {first.code} {_shortened(first.message)}{more}"
        message = f"{told}: " + ", ".join(f"{code} × {count:,}" for code, count in codes.items())
    text = ""
    if detail <= _Detail.FIRST:
        shown = found if detail is _Detail.ALL else found[:1]
        text = as_text(shown, {case.path: case.text}, beside=case.beside)
        if len(shown) < len(found):
            command = f"argmap validate {shlex.quote(case.path)} --select {first.code}"
            text = text[: text.rindex("\n", 0, -1) + 1] + f"{len(found) - 1:,} more: `{command}`\n"
        text = _xml(text)
    if failing:
        failure = ET.SubElement(test, "failure", message=_xml(message), type=first.severity.value)
        failure.text = text or None
    else:
        ET.SubElement(test, "system-out").text = text or _xml(message)


def _shortened(message: str) -> str:
    return message if len(message) <= _LONGEST else f"{message[:_LONGEST]}…"


def _fails(finding: Finding, strict: bool) -> bool:
    return finding.severity is Severity.ERROR or (strict and finding.severity is Severity.WARNING)


def _sum_up(root: ET.Element) -> None:
    """Write on each suite, and on the whole, the number of tests by outcome."""
    for element in (*root, root):
        element.set("tests", str(sum(1 for _ in element.iter("testcase"))))
        for outcome in ("failure", "error", "skipped"):
            name = outcome if outcome == "skipped" else f"{outcome}s"
            element.set(name, str(sum(1 for _ in element.iter(outcome))))


def _xml(text: str) -> str:
    """Return a text with the characters that should not stand in XML as escapes."""
    return _NOT_PLAIN.sub(lambda char: char.group().encode("unicode_escape").decode("ascii"), text)
