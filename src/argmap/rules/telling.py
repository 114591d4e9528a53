"""How the rules name things in their messages, and compare their words."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from argmap.model import Claim, Evidence, Inference, Role
from argmap.text import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.findings import Location
    from argmap.rules.facts import Thing

_ROLES = {
    Role.THESIS: "the thesis",
    Role.PREMISE: "a premise",
    Role.OBJECTION: "an objection",
}
_LISTED = 30


def kind(thing: Thing) -> str:
    """Returns what a thing is, with its article."""
    if isinstance(thing, Claim):
        return _ROLES[thing.role]
    if isinstance(thing, Inference):
        return "an inference"
    return "evidence" if isinstance(thing, Evidence) else "a source"


def whereabouts(thing: Thing) -> str:
    """Returns what a thing is and where it stands: `a premise (maps/x.yaml:12)`."""
    return f"{kind(thing)} ({line(thing.place('id'))})"


def line(at: Location) -> str:
    """Returns a place as it is told inside of a message: `maps/x.yaml:12`."""
    return f"{at.path}:{at.line}"


def names(ids: Sequence[str]) -> str:
    """Returns ids as a list to read: `a`, `b` and `c`; a very long one ends in a count."""
    quoted = [f"`{name}`" for name in ids]
    if len(quoted) > _LISTED:
        quoted[_LISTED:] = [f"{len(quoted) - _LISTED:,} more"]
    return listed(quoted)


def folded(text: str) -> str:
    """Returns a text as words without capitals, punctuation and line breaks, to compare it."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.findall(r"\w+", plain))
