"""The ledger: verdicts on claims and warrants, with their places."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from argmap.model.findings import Location

VERSION_KEY = "argmap-review"
"""The key that a ledger begins with."""

VERSIONS = (1, 2)
VERSION = VERSIONS[-1]
"""The version in which verdicts are written: of what a verdict is bound to, and of the file."""


class Judgement(StrEnum):
    """The kinds of verdicts."""

    ACCEPT = "accept"
    CHALLENGE = "challenge"
    WITHDRAW = "withdraw"
    SETTLE = "settle"

    @property
    def past(self) -> str:
        """The verb in the past tense."""
        return "withdrew" if self is Judgement.WITHDRAW else f"{self.removesuffix('e')}ed"

    @property
    def is_opinion(self) -> bool:
        """Whether it says something of the claim itself, as it was looked up."""
        return self in (Judgement.ACCEPT, Judgement.CHALLENGE)


class ReviewState(StrEnum):
    """The state of a claim or a warrant; it follows from the verdicts and is written nowhere."""

    ACCEPTED = "accepted"
    CHALLENGED = "challenged"
    STALE = "stale"
    UNREVIEWED = "unreviewed"


Prints = Mapping[str, str]
"""A short digest of each key's value when a verdict was given."""

_NONE: Mapping[str, Any] = {}


class Fingerprint(NamedTuple):
    """A claim, or an inference, as it was reviewed. Short parts are words, others digests.

    In the second version ids stand for what they named then: a part that has another id today,
    and the same words, is the same.

    Attributes:
        version: The version of the format, which says what a verdict is bound to.
        text: The claim's words; the inference's warrant.
        speaker: Its speaker, or None.
        supports, attacks: The ids of its targets, sorted.
        said: Its `source`, `locator` and `quote`, the map's `about` where it names no source, and
            the passage of the source's text.
        evidence: Each piece, in the file's order.
        sources: The sources that it and its evidence name, and those that these are known
            through, by id.
        inferences: The inferences that it is a premise of, by id.
        step: The scheme of an inference, and the words of its premises and of its target.
        objections: The ids of its attackers then, sorted. A new one makes no verdict stale, but
            is reported.
        named: The words of the claims and inferences that are named above, by id.
    """

    version: int = VERSION
    text: str = ""
    speaker: str | None = None
    supports: tuple[str, ...] = ()
    attacks: tuple[str, ...] = ()
    said: Prints = _NONE
    evidence: tuple[Prints, ...] = ()
    sources: Mapping[str, Prints] = _NONE
    inferences: Mapping[str, Prints] = _NONE
    step: Prints = _NONE
    objections: tuple[str, ...] = ()
    named: Mapping[str, str] = _NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A challenge as a settlement names it.

    Attributes:
        by: Who challenged, as written.
        date: The day, `YYYY-MM-DD`.
        turn: As in the challenge.
    """

    by: str
    date: str
    turn: int = 1


class Verdict(NamedTuple):
    """One reviewer's judgement of one claim or warrant on one day.

    Attributes:
        date: The day, `YYYY-MM-DD`.
        by: The reviewer, as written.
        turn: 1, or one more than in the reviewer's last verdict on the same claim that day.
        judgement: The judgement.
        note: The reason, or None.
        reviewed: The claim as it was then; None for a withdrawal and a settlement.
        settles: The challenges that a settlement is about.
        at: Its place in the ledger; None before it is written.
    """

    date: str
    by: str
    judgement: Judgement
    turn: int = 1
    note: str | None = None
    reviewed: Fingerprint | None = None
    settles: tuple[Settled, ...] = ()
    at: Location | None = None

    @property
    def reviewer(self) -> str:
        """The reviewer's name as names are compared: capitals and blanks do not count."""
        return fold_name(self.by)

    @property
    def when(self) -> tuple[str, int]:
        """Its place in the order of verdicts; of two with the same one, the later line counts."""
        return (self.date, self.turn)

    def is_about(self, challenge: Verdict) -> bool:
        """Return whether it is a settlement of a challenge."""
        key = (challenge.reviewer, *challenge.when)
        return any((fold_name(one.by), one.date, one.turn) == key for one in self.settles)


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A claim or an inference in a ledger.

    Attributes:
        at: The place of its id.
        verdicts: Its verdicts in the order of the file.
    """

    at: Location
    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """The verdicts on the claims and warrants of one map.

    Attributes:
        path: The file as findings name it.
        text: Its text.
        entries: The claims and inferences that it lists, by id, in the order of the file.
    """

    path: str
    text: str
    entries: Mapping[str, LedgerEntry] = field(default_factory=dict)


@lru_cache(maxsize=1024)  # few people review a map, and each line names one
def fold_name(name: str) -> str:
    """Return a name without capitals and superfluous blanks."""
    return unicodedata.normalize("NFC", " ".join(name.split()).casefold())
