"""The difference between two versions, as frozen dataclasses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from argmap.model.findings import Location

Value = str | tuple[str, ...] | None
"""What a key holds: a text, a list of texts or ids, or nothing."""

LINKS = ("role", "supports", "attacks", "inference")
"""The keys that say where on the map a claim stands."""


class ChangeType(StrEnum):
    """What became of a thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Subject(StrEnum):
    """What changed."""

    CLAIM = "claim"
    EVIDENCE = "evidence"
    INFERENCE = "inference"
    SOURCE = "source"
    IGNORE = "ignore"


class Field(NamedTuple):
    """A key that holds something else.

    Attributes:
        key: The key, as it is written in a map; `role` for the section that a claim stands in,
            `inference` for the inferences that it is a premise of, `claim` for the claim that
            evidence stands under.
        old, new: What it held and what it holds. Ids are those of the new version, where what
            they name is still there.
    """

    key: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A thing that was added, removed or changed.

    Attributes:
        what: Which of the three.
        kind: What it is.
        id: Its id in the new version, or in the old one if it was removed; of an `ignore` entry,
            the rule.
        old_id: The id that it had before, where that was another one.
        label: What a claim's role is, or the kind.
        text: What it says, in words: the new ones, or the old ones if it was removed.
        fields: What was changed, key by key.
        evidence: Of a claim, what became of its evidence.
        at: Where it stands, in the new version, or in the old one if it was removed.
    """

    what: ChangeType
    kind: Subject
    id: str
    old_id: str | None = None
    label: str = ""
    text: str = ""
    fields: tuple[Field, ...] = ()
    evidence: tuple[Change, ...] = ()
    at: Location

    @property
    def renamed(self) -> bool:
        """Whether it has another id now."""
        return self.old_id is not None

    @property
    def reworded(self) -> bool:
        """Whether its text is another one now."""
        return self.what is ChangeType.CHANGED and any(field.key == "text" for field in self.fields)

    @property
    def moved(self) -> bool:
        """Whether it stands elsewhere on the map now: other links, or another role."""
        return self.what is ChangeType.CHANGED and any(field.key in LINKS for field in self.fields)


class Stale(NamedTuple):
    """A review that counted for the old version of a map and does not for the new one.

    Attributes:
        id: The claim, as the ledger names it.
        by: Who reviewed it.
        verdict: What was said: `accept` or `challenge`.
        date: When, `YYYY-MM-DD`.
        changes: What of the claim is no longer what was reviewed.
    """

    id: str
    by: str
    verdict: str
    date: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What two versions of a map say differently. It is true where there is anything.

    Attributes:
        fields: The map's own keys that hold something else, such as `title` and `date`.
        claims, inferences, sources, ignores: What was added, removed or changed: what is still
            there in the order of the new version, then what is gone.
        stale: The reviews that no longer count.
    """

    fields: tuple[Field, ...] = ()
    claims: tuple[Change, ...] = ()
    inferences: tuple[Change, ...] = ()
    sources: tuple[Change, ...] = ()
    ignores: tuple[Change, ...] = ()
    stale: tuple[Stale, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.fields) or any(True for _ in self.changes())

    def changes(self) -> Iterator[Change]:
        """Yield every change of a thing; those of evidence are within the claims."""
        yield from self.claims
        yield from self.inferences
        yield from self.sources
        yield from self.ignores
