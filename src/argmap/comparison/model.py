"""The difference between two versions, as frozen dataclasses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from argmap.model.findings import Location

Value = str | tuple[str, ...] | None
"""The value of a key: a text, a list of texts or ids, or nothing."""

LINKS = ("role", "supports", "attacks", "inference")
"""The keys that say where on the map a claim stands."""


class ChangeType(StrEnum):
    """The kinds of changes."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Subject(StrEnum):
    """The parts of a map that can change."""

    CLAIM = "claim"
    EVIDENCE = "evidence"
    INFERENCE = "inference"
    SOURCE = "source"
    IGNORE = "ignore"


class Field(NamedTuple):
    """A key whose value differs.

    Attributes:
        key: The key, as it is written in a map; `role` for the section that a claim stands in,
            `inference` for the inferences that it is a premise of, `claim` for the claim that
            evidence stands under.
        old, new: Its values. Ids are those of the new version, where what they name is still
            there.
    """

    key: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A part of a map that was added, removed or changed.

    Attributes:
        type: Which of the three.
        subject: The kind of part.
        id: Its id in the new version, or in the old one if it was removed; of an `ignore` entry,
            the rule.
        old_id: The id that it had before, where that was another one.
        label: The role of a claim; of other parts, the subject.
        text: Its words: the new ones, or the old ones if it was removed.
        fields: The values that changed, key by key.
        evidence: The changes of a claim's evidence.
        at: Where it stands, in the new version, or in the old one if it was removed.
    """

    type: ChangeType
    subject: Subject
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
        return self.type is ChangeType.CHANGED and any(field.key == "text" for field in self.fields)

    @property
    def moved(self) -> bool:
        """Whether it stands elsewhere on the map now: other links, or another role."""
        return self.type is ChangeType.CHANGED and any(field.key in LINKS for field in self.fields)


class Stale(NamedTuple):
    """A review that counted for the old version of a map and does not for the new one.

    Attributes:
        id: The claim, as the ledger names it.
        by: The reviewer.
        verdict: `accept` or `challenge`.
        date: The day of the review, `YYYY-MM-DD`.
        changes: The parts of the claim that are no longer what was reviewed.
    """

    id: str
    by: str
    verdict: str
    date: str
    changes: tuple[str, ...]


class Renumbered(NamedTuple):
    """A claim that has another number now, by which an article may have named it.

    Attributes:
        id: Its id in the new version.
        old, new: Its numbers.
        text: Its words in the new version.
    """

    id: str
    old: str
    new: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The difference between two versions of a map; true where there is any.

    Attributes:
        fields: The map's own keys whose values differ, such as `title` and `date`.
        claims, inferences, sources, ignores: Their changes: those of parts that are still there
            in the order of the new version, then those of removed ones.
        stale: The reviews that no longer count.
        numbers: The claims whose numbers are others now, in the order of the new numbers. What
            the maps say is not different by that alone.
    """

    fields: tuple[Field, ...] = ()
    claims: tuple[Change, ...] = ()
    inferences: tuple[Change, ...] = ()
    sources: tuple[Change, ...] = ()
    ignores: tuple[Change, ...] = ()
    stale: tuple[Stale, ...] = ()
    numbers: tuple[Renumbered, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.fields) or any(True for _ in self.changes())

    def changes(self) -> Iterator[Change]:
        """Yield the changes of all parts; those of evidence are within the claims."""
        yield from self.claims
        yield from self.inferences
        yield from self.sources
        yield from self.ignores
