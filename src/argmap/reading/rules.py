"""Rules AM101 to AM110: the file as text, as YAML, and its keys and values."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.model.findings import CATALOGUE, Finding, Location, Mend, Severity, rule
from argmap.text import listed, plural


@rule("AM101", "yaml-syntax", Severity.ERROR)
def yaml_syntax(message: str, hint: str, at: Location, mend: Mend | None = None) -> Finding:
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
    return CATALOGUE["AM101"].finding(at, message, hint, mend)


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


@rule("AM104", "unknown-key", Severity.ERROR)
def unknown_key(key: str, what: str, hint: str, at: Location, mend: Mend | None = None) -> Finding:
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
    return CATALOGUE["AM104"].finding(at, f"`{key}` is no key of {what}", hint, mend)


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
def wrong_value(message: str, hint: str | None, at: Location, mend: Mend | None = None) -> Finding:
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
    return CATALOGUE["AM106"].finding(at, message, hint, mend)


@rule("AM107", "unsafe-character", Severity.ERROR)
def unsafe_character(character: str, at: Location) -> Finding:
    r"""The file holds a character that nobody can see, or that turns the reading direction.

    Such characters come along when a text is copied from a PDF or a web page. Control characters
    cannot stand in a picture at all; bidirectional overrides make a reader see other words than
    the ones that are there. The bad example writes one as an escape, `\u202E`.

    Bad:
        ```yaml
        title: "Rain\u202E"
        ```
    Good:
        ```yaml
        title: "Rain"
        ```
    """
    return CATALOGUE["AM107"].finding(
        at,
        f"this character cannot stand in a map: {character}",
        "delete it: it is invisible, so delete the characters around it too and type them again",
    )


@rule("AM108", "too-large", Severity.ERROR)
def too_large(message: str, hint: str, at: Location) -> Finding:
    """The file is larger, longer or deeper than a map can be.

    A map of 10,000 claims has about 3 MB, 15,000 links and a depth of 6. What goes beyond 4 MiB,
    500,000 values, 12,000 claims and inferences, as many sources, 50,000 links or a depth of 64 is
    a mistake, or made to bring down whoever reads it, and is not read to its end. The bad example
    shows the depth.

    Bad:
        ```yaml
        argmap: 1
        title: Rain
        thesis:
          text: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ It rains.
        ```
    """
    return CATALOGUE["AM108"].finding(at, message, hint)


@rule("AM109", "unsupported-version", Severity.ERROR)
def unsupported_version(
    version: str,
    at: Location,
    what: str = "map",
    key: str = "argmap",
    known: Sequence[str] = ("1",),
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
    newest = known[-1]
    versions = f"{plural(len(known), 'version')} {listed(known)}"
    return CATALOGUE["AM109"].finding(
        at,
        f"the {what} is written in version {version} of the format; this argmap reads {versions}",
        f"install a newer argmap, or write `{key}: {newest}` if the {what} keeps to version "
        f"{newest}",
    )


@rule("AM110", "lost-comment", Severity.WARNING)
def lost_comment(lost: str, at: Location) -> Finding:
    """A `#` inside a text without quotes cuts it off.

    A blank and a `#` begin a comment, so the rest of the line is silently lost. Where a blank
    follows the `#`, as in `# checked`, a comment is meant and nothing is reported.

    Bad:
        ```yaml
        premises:
          wet-street:
            text: Street #1 is wet.
        ```
    Good:
        ```yaml
        premises:
          wet-street:
            text: "Street #1 is wet."  # checked
        ```
    """
    return CATALOGUE["AM110"].finding(
        at,
        f"the text ends here: `{lost}` is taken for a comment",
        "put the whole text in quotes; if a comment is meant, leave a blank after the `#`",
    )
