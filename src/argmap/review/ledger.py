"""The ledger: verdicts on claims, as frozen dataclasses with their places."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from argmap.model.findings import Location


class Judgement(StrEnum):
    """What a verdict says."""

    ACCEPT = "accept"
    CHALLENGE = "challenge"
    WITHDRAW = "withdraw"

    @property
    def past(self) -> str:
        """The word that says that it was done."""
        return "withdrew" if self is Judgement.WITHDRAW else f"{self.removesuffix('e')}ed"


class ReviewState(StrEnum):
    """How a claim stands; it follows from the verdicts and is written nowhere."""

    ACCEPTED = "accepted"
    CHALLENGED = "challenged"
    STALE = "stale"
    UNREVIEWED = "unreviewed"


Prints = Mapping[str, str]
"""What some keys held when a verdict was given: a short digest of each one's value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What was reviewed: a claim, and what it says of itself. Short parts stand in it as words.

    Attributes:
        text: The claim's words.
        speaker: Who asserts it, or None.
        supports, attacks: The ids of what it bears on, sorted.
        said: Where its speaker says it: its `source`, `locator` and `quote`.
        evidence: Each piece, in the file's order.
        sources: The sources that it and its evidence name, by id.
        inferences: The inferences that it is a premise of, by id.
        objections: The ids of what attacked it then, sorted. Another one since makes no verdict
            stale, but is told.
    """

    text: str
    speaker: str | None = None
    supports: tuple[str, ...] = ()
    attacks: tuple[str, ...] = ()
    said: Prints = field(default_factory=dict)
    evidence: tuple[Prints, ...] = ()
    sources: Mapping[str, Prints] = field(default_factory=dict)
    inferences: Mapping[str, Prints] = field(default_factory=dict)
    objections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one reviewer said of one claim on one day.

    Attributes:
        date: The day, `YYYY-MM-DD`.
        by: The reviewer, as written.
        judgement: What was said.
        note: Why, or None.
        reviewed: The claim as it was then; None for one that is withdrawn.
        at: Where it stands in the ledger; None before it is written.
    """

    date: str
    by: str
    judgement: Judgement
    note: str | None = None
    reviewed: Fingerprint | None = None
    at: Location | None = None

    @property
    def reviewer(self) -> str:
        """The reviewer's name as names are compared: capitals and blanks do not count."""
        return fold_name(self.by)


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim's place in a ledger.

    Attributes:
        at: Where its id stands.
        verdicts: In the order of the file.
    """

    at: Location
    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """The verdicts on the claims of one map.

    Attributes:
        path: The file as findings name it.
        text: What stands in it.
        entries: The claims that it lists, by id, in the order of the file.
    """

    path: str
    text: str
    entries: Mapping[str, Entry] = field(default_factory=dict)


def fold_name(name: str) -> str:
    """Return a name without capitals and superfluous blanks."""
    return unicodedata.normalize("NFC", " ".join(name.split()).casefold())
