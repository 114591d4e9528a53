"""The report of what a conversion could not carry over, and of what it had to guess."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from argmap.text import printable, short

MOST_SHOWN: Final = 12
"""Parts listed under one remark for people; for programs all are written."""


class Kind(StrEnum):
    """What happened to a part."""

    LOST = "lost"
    GUESSED = "guessed"
    RENAMED = "renamed"


class Remark(NamedTuple):
    """One thing that was lost or guessed.

    Attributes:
        kind: What happened.
        what: The matter in one sentence, the same for all parts that it happened to.
        part: The id of the part in what was written; empty for the whole.
        detail: What was lost or taken, in the words of the file; may be empty.
    """

    kind: Kind
    what: str
    part: str = ""
    detail: str = ""


@dataclass(slots=True)
class Report:
    """Remarks on a conversion, in the order in which they were made.

    Attributes:
        remarks: The remarks; none is in it twice.
    """

    remarks: dict[Remark, None] = field(default_factory=dict)

    def lost(self, what: str, part: str = "", detail: str = "") -> None:
        """Say that something has no place in what is written."""
        self.remarks.setdefault(Remark(Kind.LOST, what, part, detail))

    def guessed(self, what: str, part: str = "", detail: str = "") -> None:
        """Say that something was not told by what was read, and what was taken for it."""
        self.remarks.setdefault(Remark(Kind.GUESSED, what, part, detail))

    def renamed(self, what: str, part: str, detail: str) -> None:
        """Say that a part has another id than in what was read."""
        self.remarks.setdefault(Remark(Kind.RENAMED, what, part, detail))

    def with_parts(self, names: dict[str, str]) -> Report:
        """Return the report with the final ids in the place of those that parts had before."""
        return Report(
            dict.fromkeys(one._replace(part=names.get(one.part, one.part)) for one in self.remarks)
        )

    def __bool__(self) -> bool:
        return bool(self.remarks)


def as_text(report: Report) -> str:
    """Return a report as people read it: each matter once, with the parts below it.

    Returns:
        Lines, each with its end; nothing where nothing was lost or guessed.
    """
    matters: dict[tuple[Kind, str], list[Remark]] = {}
    for one in report.remarks:
        matters.setdefault((one.kind, one.what), []).append(one)
    lines = [line for (kind, what), found in matters.items() for line in _matter(kind, what, found)]
    return "".join(f"{printable(line)}\n" for line in lines)


def _matter(kind: Kind, what: str, found: list[Remark]) -> Iterable[str]:
    yield f"{kind}: {what}"
    parts = [one for one in found if one.part or one.detail]
    for one in parts[:MOST_SHOWN]:
        yield "  " + ": ".join(filter(None, (one.part, short(one.detail))))
    if len(parts) > MOST_SHOWN:
        yield f"  and {len(parts) - MOST_SHOWN:,} more: --report FILE lists them all"


def as_json(report: Report) -> str:
    """Return a report as JSON: a list of objects with `kind`, `what`, `part` and `detail`."""
    found = [one._asdict() | {"kind": str(one.kind)} for one in report.remarks]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
