"""An argument as a format of others tells it, before it is a map: statements and steps."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from argmap.exchange.loss import Report
from argmap.reading.decoding import UNSAFE
from argmap.reading.limits import MOST_CLAIMS, MOST_LINKS

MOST_ITEMS: Final = 1_000
"""Pieces of evidence for one claim, as many as a map may have."""

_BLANKS = re.compile(r"[ \t\r\n\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")


class TooManyError(ValueError):
    """There is more of something than a map could hold, or anybody could read.

    Attributes:
        key: The statement that it is about, or empty.
    """

    def __init__(self, message: str, key: str = "") -> None:
        super().__init__(message)
        self.key = key


@dataclass(slots=True, kw_only=True)
class Cited:
    """A piece of evidence; `text` or `quote` is given, and `source` is a key of the draft's."""

    text: str = ""
    quote: str = ""
    source: str = ""
    locator: str = ""
    by: str = ""
    status: str = ""
    lang: str = ""
    key: str = ""


@dataclass(slots=True, kw_only=True)
class Statement:
    """What becomes a claim.

    Attributes:
        text: Its words, as the file has them.
        by, source, locator, quote, lang, implicit: As of a claim; `source` is a key.
        evidence: What is cited for it.
        remarks: What the file says of it and a map has no place for: comments.
    """

    text: str
    by: str = ""
    source: str = ""
    locator: str = ""
    quote: str = ""
    lang: str = ""
    implicit: bool = False
    evidence: list[Cited] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class DraftStep:
    """From one or more statements to what they support or attack together.

    Attributes:
        premises: The keys of the statements.
        to: The key of a statement or a step.
        attacks: Whether they attack it.
        warrant, by, scheme: As of an inference.
        remarks: As of a statement.
    """

    premises: list[str]
    to: str
    attacks: bool = False
    warrant: str = ""
    by: str = ""
    scheme: str = ""
    remarks: list[str] = field(default_factory=list)

    @property
    def verb(self) -> str:
        """What the premises do to the target."""
        return "attacks" if self.attacks else "supports"


@dataclass(slots=True, kw_only=True)
class Draft:
    """An argument as it was read; statements, steps and sources by keys of the format's.

    Attributes:
        thesis: The key of the thesis, where the format names one; else empty.
        head, foot: Comments on the whole, above and below.
        report: What was lost or guessed so far; parts are named by their keys.
        counts: The last number that was put behind a key.
    """

    title: str = ""
    lang: str = ""
    author: str = ""
    date: str = ""
    by: str = ""
    description: str = ""
    about: str = ""
    thesis: str = ""
    statements: dict[str, Statement] = field(default_factory=dict)
    steps: dict[str, DraftStep] = field(default_factory=dict)
    sources: dict[str, dict[str, object]] = field(default_factory=dict)
    head: list[str] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)
    report: Report = field(default_factory=Report)
    counts: dict[str, int] = field(default_factory=dict, repr=False)

    def step(self, key: str, step: DraftStep) -> str:
        """Add a step under a key of its own, which is returned.

        Raises:
            TooManyError: If there are too many already.
        """
        if len(self.steps) >= MOST_LINKS:
            raise TooManyError(f"it makes more than {MOST_LINKS:,} links")
        key = self.free(key)
        self.steps[key] = step
        return key

    def free(self, key: str) -> str:
        """Return a key that nothing has yet: this one, or with a number behind it."""
        candidate, count = key, self.counts.get(key, 1)
        while any(candidate in one for one in (self.statements, self.steps, self.sources)):
            count += 1
            candidate = f"{key}-{count}"
        self.counts[key] = count
        return candidate

    def refuse_many(self) -> None:
        """Stop at more claims than a map may have, or more evidence than one claim may have.

        Raises:
            TooManyError: If there are so many.
        """
        if len(self.statements) > MOST_CLAIMS:
            raise TooManyError(f"it makes more than {MOST_CLAIMS:,} claims")
        for key, one in self.statements.items():
            if len(one.evidence) > MOST_ITEMS:
                raise TooManyError(f"more than {MOST_ITEMS:,} pieces of evidence are for it", key)

    def share_speaker(self) -> None:
        """Let the thesis's speaker be that of the whole map, if each statement names one."""
        spoken = [one for one in self.statements.values() if not one.implicit]
        thesis = self.statements[self.thesis]
        if not self.by and not thesis.implicit and all(one.by for one in spoken):
            self.by = thesis.by
            for one in spoken:
                one.by = "" if one.by == self.by else one.by

    def lose(self, what: str, key: str, detail: str) -> None:
        """Say that something about a statement or a step is lost, and keep it as a comment."""
        self.report.lost(what, key, detail)
        part = self.statements.get(key) or self.steps.get(key)
        (part.remarks if part else self.foot).append(detail)


def clean(text: str) -> str:
    """Return a text in one paragraph, without characters that no map may hold."""
    return UNSAFE.sub("", _BLANKS.sub(" ", text)).strip(" ")
