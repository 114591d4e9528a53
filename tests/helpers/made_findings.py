"""A finding, at any place, for the tests of reports."""

from __future__ import annotations

from argmap.model.findings import Finding, Location, Severity


def finding(line=4, column=15, length=9, **changes) -> Finding:
    """Return a finding; what is not named is that of a list written as one text."""
    values = {
        "code": "AM201",
        "name": "unknown-reference",
        "severity": Severity.ERROR,
        "location": Location("maps/x.yaml", line, column, length),
        "message": "`thesis, b` is one piece of text",
        "hint": "write [thesis, b]",
    }
    return Finding(**(values | changes))
