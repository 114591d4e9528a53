"""The rules on a map's keys and values: what the schema asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.catalogue import CATALOGUE, rule
from argmap.findings import Severity

if TYPE_CHECKING:
    from argmap.findings import Finding, Location


@rule("AM104", "unknown-key", Severity.ERROR)
def unknown_key(key: str, what: str, hint: str, at: Location) -> Finding:
    """A key is not one of the format's.

    A misspelt key would otherwise be dropped without a word, and with it what it says.

    Bad:
        ```yaml
        premises:
          wet-street:
            supports: null
            suports: thesis
        ```
    """
    return CATALOGUE["AM104"].finding(at, f"`{key}` is no key of {what}", hint)


@rule("AM105", "missing-key", Severity.ERROR)
def missing_key(message: str, hint: str, at: Location) -> Finding:
    """A key that must be there is not.

    A claim needs its text, evidence a text or a quote, an inference its premises and what they
    bear on, an accepted finding its reason.

    Bad:
        ```yaml
        title: null
        ```
    """
    return CATALOGUE["AM105"].finding(at, message, hint)


@rule("AM106", "wrong-value", Severity.ERROR)
def wrong_value(message: str, hint: str | None, at: Location) -> Finding:
    """A value is not what its key takes.

    A list where one text belongs, a status that does not exist, a day that is in no calendar: what
    the author meant cannot be guessed safely, so it is told.

    Bad:
        ```yaml
        date: 2026-02-30
        ```
    Good:
        ```yaml
        date: 2026-02-28
        ```
    """
    return CATALOGUE["AM106"].finding(at, message, hint)


@rule("AM109", "unsupported-version", Severity.ERROR)
def unsupported_version(
    version: str, at: Location, what: str = "map", key: str = "argmap"
) -> Finding:
    """The map is written in a version of the format that this argmap does not know.

    Its keys may mean something else, so nothing more is said about it.

    Bad:
        ```yaml
        argmap: 2
        title: Rain
        thesis:
          text: It rains.
        ```
    """
    return CATALOGUE["AM109"].finding(
        at,
        f"the {what} is written in version {version} of the format; this argmap reads version 1",
        f"install a newer argmap, or write `{key}: 1` if the {what} keeps to version 1",
    )
