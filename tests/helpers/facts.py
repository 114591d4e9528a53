"""What a map says, as single facts that another map has or lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.model.graph import links_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argmap.exchange.loss import Remark
    from argmap.model.argument import ArgumentMap, Claim, Evidence

WHOLE = ("lang", "author", "date", "description")
Fact = tuple[str, str, Any]
"""The id of a part, empty for the whole map; the name of a field; what stands there."""


def facts(argument: ArgumentMap, *, without: Iterable[str] = ()) -> set[Fact]:
    """Return all that a map says.

    Each link and each premise is a fact. The step of one premise is a plain link if it says nothing
    and nothing attacks it: which of the two is written makes no difference to the argument.

    Args:
        argument: The map.
        without: Fields of inferences that do not count.
    """
    found = {("", name, getattr(argument, name)) for name in WHOLE}
    found |= {("", "title", argument.title.strip())}  # blanks at the ends of a heading are nothing
    found |= {("", "about", argument.about.id)} if argument.about else set()
    for one in argument.ignores:
        found.add(("", "ignore", (one.rule, tuple(to.id for to in one.targets), one.because)))
    for claim in argument.claims.values():
        found |= {(claim.id, relation, to.id) for relation, to in links_of(claim)}
        found |= _said(claim, "speaker", "implicit", "role")
        for piece in claim.evidence:
            found |= _said(piece, "by", "status", "numbered") | {(piece.id, "cites", claim.id)}
    for name, source in argument.sources.items():
        found |= {(name, key, value) for key, value in source.fields.items()}
    return {fact for fact in found | _steps(argument, without) if fact[2] is not None}


def _said(one: Claim | Evidence, *names: str) -> set[Fact]:
    found = {(one.id, name, getattr(one, name))
             for name in ("text", "locator", "quote", "lang", *names)}  # fmt: skip
    return found | ({(one.id, "source", one.source.id)} if one.source else set())


def _steps(argument: ArgumentMap, without: Iterable[str]) -> set[Fact]:
    attacked = {to.id for claim in argument.claims.values() for to in claim.attacks}
    attacked |= {one.target.id for one in argument.inferences.values()}
    found = set()
    for name, one in argument.inferences.items():
        verb = "attacks" if one.attacks else "supports"
        said = {(name, key, getattr(one, key))
                for key in ("warrant", "by", "scheme") if key not in without}  # fmt: skip
        if name in attacked or len(one.premises) > 1 or any(value for _, _, value in said):
            found |= said | {(name, verb, one.target.id)}
            found |= {(name, "premise", premise.id) for premise in one.premises}
        else:
            found.add((one.premises[0].id, verb, one.target.id))
    return found


def renamed(found: set[Fact], remarks: Iterable[Remark]) -> set[Fact]:
    """Return facts with the ids that parts had before they were given others."""
    names = {one.part: one.detail for one in remarks if one.kind == "renamed"}
    links = ("supports", "attacks", "premise", "cites")
    return {
        (names.get(part, part), field, names.get(value, value) if field in links else value)
        for part, field, value in found
    }


def untold(found: set[Fact], remarks: Iterable[Remark]) -> set[Fact]:
    """Return the facts that no remark speaks of.

    It does where it names their part, and either the field or the whole of the part.
    """
    told = list(remarks)
    return {fact for fact in found if not any(_speaks_of(fact, one) for one in told)}


_ALL_OF_IT = ("no place for sources", "evidence becomes", "of a source no more")
_SAID = {"ignore": "accepted findings", "role": "section", "about": "renders", "by": "who says",
         "lang": "language"}  # fmt: skip


def _speaks_of(fact: Fact, remark: Remark) -> bool:
    part, field, value = fact
    if remark.part != part:
        return not part and remark.part == field
    named = _SAID.get(field, field) in remark.what or field in remark.what
    return named or f"{field}: {value}" in remark.detail or any(
        words in remark.what for words in _ALL_OF_IT
    )  # fmt: skip
