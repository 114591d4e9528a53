"""Report findings as JUnit XML, one test case for each map."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from argmap.model.findings import Finding, Rule, Severity
from argmap.report import Case
from argmap.report.terminal import as_text

READABLE = "the map can be read"
"""Name of the test that fails where the file itself cannot be read."""

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

    Args:
        cases: The maps.
        rules: All rules, in their order.
        strict: Whether a warning fails a test, as an error does.
    """
    root = ET.Element("testsuites", name="argmap")
    for case in cases:
        suite = ET.SubElement(root, "testsuite", name=_xml(case.path))
        if case.trouble is not None:
            test = _test(suite, case, READABLE)
            ET.SubElement(test, "error", message=_xml(case.trouble)).text = _xml(case.trouble)
        else:
            for rule in rules:
                _judge(_test(suite, case, f"{rule.code} {rule.name}"), case, rule, strict)
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
    text = _xml(as_text(found, {case.path: case.text}, beside=case.beside))
    if any(_fails(finding, strict) for finding in found):
        first = found[0]
        more = f" (and {len(found) - 1:,} more)" if len(found) > 1 else ""
        place = str(first.location).removeprefix(f"{case.path}:")
        message = _xml(f"{place}: {first.message}{more}")
        failure = ET.SubElement(test, "failure", message=message, type=first.severity.value)
        failure.text = text
    else:
        ET.SubElement(test, "system-out").text = text


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
