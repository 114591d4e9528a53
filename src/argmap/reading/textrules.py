"""The rules on a file as a text: what it may hold, how large it may be, what YAML drops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.catalogue import CATALOGUE, rule
from argmap.findings import Severity

if TYPE_CHECKING:
    from argmap.findings import Finding, Location


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

    A map of 10,000 claims has about 3 MB and a depth of 6. What goes beyond 4 MiB, 500,000 values
    or a depth of 64 is a mistake, or made to bring down whoever reads it, and is not read to its
    end. The bad example shows the depth.

    Bad:
        ```yaml
        argmap: 1
        title: Rain
        thesis:
          text: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ It rains.
        ```
    """
    return CATALOGUE["AM108"].finding(at, message, hint)


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
