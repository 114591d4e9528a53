"""Findings as an HTML table, as a notebook shows what a cell returns."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from argmap.model.findings import Finding
from argmap.text import printable

HEADS = ("Place", "Finding", "What", "Hint")


def as_table(path: str, findings: Iterable[Finding]) -> str:
    """Return findings as a table, or a sentence where there are none; no text becomes markup.

    Args:
        path: The map's file as it was named.
        findings: The findings, in the order of the file.
    """
    rows = "\n".join(map(_row, findings))
    if not rows:
        return f"<p>no findings in {_plain(path)}</p>"
    heads = "".join(f'<th scope="col">{head}</th>' for head in HEADS)
    return f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _row(finding: Finding) -> str:
    kind = f"{finding.severity}[{finding.code} {finding.name}]"
    cells = (str(finding.location), kind, finding.message, finding.hint or "")
    return f"<tr>{''.join(f'<td>{_plain(cell)}</td>' for cell in cells)}</tr>"


def _plain(text: str) -> str:
    return escape(printable(text))
