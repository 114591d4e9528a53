"""The rules on a file as YAML: what its text must be before it can be read as a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.catalogue import CATALOGUE, rule
from argmap.findings import Severity

if TYPE_CHECKING:
    from argmap.findings import Finding, Location


@rule("AM101", "yaml-syntax", Severity.ERROR)
def yaml_syntax(message: str, hint: str, at: Location) -> Finding:
    """The file is not YAML, most often because a text needs quotes.

    YAML gives a meaning to some characters that are common in texts: a colon before a blank
    makes a key, brackets make a list, and a text cannot begin with `@`, `*` or a backtick. The
    reader cannot tell what was meant and stops there, so this finding may stand alone. Quotes
    around the text, or `>-` and the text on the lines below, always help.

    Bad:
        ```yaml
        argmap: 1
        title: Rain
        thesis:
          text: It rains: the street is wet.
        ```
    Good:
        ```yaml
        thesis:
          text: "It rains: the street is wet."
        ```
    """
    return CATALOGUE["AM101"].finding(at, message, hint)


@rule("AM102", "duplicate-key", Severity.ERROR)
def duplicate_key(key: str, at: Location, first: Location) -> Finding:
    """The same key is written twice in one place.

    Most YAML readers keep the last one and drop the other without a word, so that a claim
    vanishes. argmap keeps the first, and says where it is.

    Bad:
        ```yaml
        argmap: 1
        title: Rain
        sources:
          photo: {type: graphic, title: The street at noon}
          diary: {type: book, title: A diary}
        thesis:
          text: It rains.
          text: It snows.
        premises:
          wet-street:
            text: The street is wet.
            supports: thesis
            evidence:
              - {text: Puddles, source: photo}
              - {text: Wet shoes, source: diary}
        ```
    """
    return CATALOGUE["AM102"].finding(
        at,
        f"`{key}` is written twice here; the first one is on line {first.line}",
        "keep one of the two, with all that belongs there; if it is an id that two things were "
        "to have, change one of them",
    )


@rule("AM103", "yaml-feature", Severity.ERROR)
def yaml_feature(message: str, hint: str, at: Location) -> Finding:
    """The file uses a part of YAML that maps do without.

    Anchors, aliases, merge keys, tags, directives and second documents make a file mean
    something else than what one reads, and some of them can make a small file huge. A map is
    made of keys, lists and texts only.

    Bad:
        ```yaml
        sources:
          photo: &it {type: graphic, title: The street at noon}
        ```
    """
    return CATALOGUE["AM103"].finding(at, message, hint)
