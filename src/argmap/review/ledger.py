"""The ledger: verdicts on claims, as frozen dataclasses with their places."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from argmap.model.findings import Location


class Judgement(StrEnum):
    """The kinds of verdicts."""

    ACCEPT = "accept"
    CHALLENGE = "challenge"
    WITHDRAW = "withdraw"

    @property
    def past(self) -> str:
        """The verb in the past tense."""
        return "withdrew" if self is Judgement.WITHDRAW else f"{self.removesuffix('e')}ed"


class ReviewState(StrEnum):
    """The state of a claim; it follows from the verdicts and is written nowhere."""

    ACCEPTED = "accepted"
    CHALLENGED = "challenged"
    STALE = "stale"
    UNREVIEWED = "unreviewed"


Prints = Mapping[str, str]
"""A short digest of each key's value when a verdict was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """A claim as it was reviewed. Short parts stand in it as words, others as digests.

    Attributes:
        text: The claim's words.
        speaker: Its speaker, or None.
        supports, attacks: The ids of its targets, sorted.
        said: Its `source`, `locator` and `quote`.
        evidence: Each piece, in the file's order.
        sources: The sources that it and its evidence name, by id.
        inferences: The inferences that it is a premise of, by id.
        objections: The ids of its attackers then, sorted. A new one makes no verdict stale, but
            is reported.
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
    """One reviewer's judgement of one claim on one day.

    Attributes:
        date: The day, `YYYY-MM-DD`.
        by: The reviewer, as written.
        judgement: The judgement.
        note: The reason, or None.
        reviewed: The claim as it was then; None for a withdrawal.
        at: Its place in the ledger; None before it is written.
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
class LedgerEntry:
    """A claim in a ledger.

    Attributes:
        at: The place of its id.
        verdicts: Its verdicts in the order of the file.
    """

    at: Location
    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """The verdicts on the claims of one map.

    Attributes:
        path: The file as findings name it.
        text: Its text.
        entries: The claims that it lists, by id, in the order of the file.
    """

    path: str
    text: str
    entries: Mapping[str, LedgerEntry] = field(default_factory=dict)


def fold_name(name: str) -> str:
    """Return a name without capitals and superfluous blanks."""
    return unicodedata.normalize("NFC", " ".join(name.split()).casefold())
