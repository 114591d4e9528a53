"""Located tree to model: what can be built is built, so that one mistake does not hide others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.model import (
    ArgumentMap,
    Claim,
    Evidence,
    Ignore,
    Inference,
    Reference,
    Role,
    Source,
    Status,
)
from argmap.reading.located import Mapping
from argmap.reading.values import Values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argmap.reading.located import Tree

_DEFAULT_LANGUAGE = "en"
_STATUSES = {status.value: status for status in Status}
_SAID = {
    "by": Values.text,
    "lang": Values.language,
    "locator": Values.text,
    "quote": Values.text,
    "source": Values.reference,
}
"""How the keys are read that claims and evidence share, and that most of them do without."""

_NAME_KEYS = ("author", "editor", "translator", "interviewer", "host", "guest", "recipient")


def build(tree: Tree) -> ArgumentMap | None:
    """Returns the model of a tree, whatever is wrong with its parts.

    What cannot be read is left out, but every id stays known, so that nothing which names it is
    called wrong too: a claim without a readable text bears its id as text, and a claim or an
    inference without a readable link bears on the thesis.

    Args:
        tree: The tree, its misspelt keys mended.

    Returns:
        The map; None if the thesis or a whole section cannot be read, because then nothing
        could be said about the links.
    """
    root = tree.root
    if not isinstance(root, Mapping) or (root.broken and "thesis" not in root.values):
        return None
    top = Values(tree, root, tree.location(next(iter(root.keys.values()), root)))
    sections = [top.entries(name) for name in ("premises", "objections", "inferences", "sources")]
    if "thesis" not in root.values or None in sections:
        return None
    premises, objections, inferences, sources = (section or () for section in sections)
    by = top.text("by")
    thesis = Values(tree, root.values["thesis"], tree.location(root.keys["thesis"]))
    claims = [_claim("thesis", thesis, Role.THESIS, by)]
    claims += [_claim(name, values, Role.PREMISE, by) for name, values in premises]
    claims += [_claim(name, values, Role.OBJECTION, by) for name, values in objections]
    steps = [_inference(name, values) for name, values in inferences]
    return _map(top, claims, steps, [_source(*source) for source in sources])


def _map(
    top: Values, claims: list[Claim], inferences: list[Inference], sources: list[Source]
) -> ArgumentMap:
    """Returns the map of its parts."""
    by_id, repeats = _by_id(claims)
    return ArgumentMap(
        at=top.at,
        places=top.places,
        title=top.text("title") or "",
        lang=top.language("lang") or _DEFAULT_LANGUAGE,
        claims=by_id,
        inferences={inference.id: inference for inference in inferences},
        sources={source.id: source for source in sources},
        ignores=tuple(_ignores(top.items("ignore"))),
        repeats=repeats,
        author=top.text("author"),
        date=top.date("date"),
        about=top.reference("about"),
        by=top.text("by"),
        description=top.text("description"),
    )


def _by_id(claims: list[Claim]) -> tuple[dict[str, Claim], tuple[Claim, ...]]:
    """Returns the claims by id, and those whose id an earlier claim of another section has."""
    by_id: dict[str, Claim] = {}
    repeats = tuple(claim for claim in claims if by_id.setdefault(claim.id, claim) is not claim)
    return by_id, repeats


def _claim(identifier: str, values: Values, role: Role, map_by: str | None) -> Claim:
    """Returns a claim; a broken one has its id for a text and the thesis for a target."""
    said, implicit = _said(values), values.is_true("implicit")
    supports, attacks = values.references("supports"), values.references("attacks")
    if values.broken and not supports and not attacks and role is not Role.THESIS:
        stand_in = (Reference("thesis", values.at),)
        supports, attacks = (stand_in, ()) if role is Role.PREMISE else ((), stand_in)
    pieces = values.items("evidence")
    return Claim(
        at=values.at,
        places=values.places,
        id=identifier,
        role=role,
        text=values.text("text") or identifier,
        speaker=None if implicit else said.get("by") or map_by,
        implicit=implicit,
        supports=supports,
        attacks=attacks,
        evidence=tuple(
            [_evidence(f"{identifier}.{number}", piece) for number, piece in enumerate(pieces, 1)]
        ),
        **said,
    )


def _said(values: Values) -> dict[str, Any]:
    """Returns what a claim or a piece of evidence says beyond its text, by the model's names."""
    return {key: _SAID[key](values, key) for key in values.nodes if key in _SAID}


def _evidence(number: str, values: Values) -> Evidence:
    said, own, text = _said(values), values.reference("id"), values.text("text")
    return Evidence(
        at=values.at,
        places=values.places,
        id=own.id if own else number,
        numbered=own is None,
        text=text if text or said.get("quote") else number,
        status=_STATUSES.get(values.text("status") or "", Status.REPORTED),
        **said,
    )


def _inference(identifier: str, values: Values) -> Inference:
    """Returns an inference; one without a readable target has the thesis for a conclusion."""
    conclusion, attacks = values.reference("conclusion"), values.reference("attacks")
    if conclusion is None and attacks is None:
        conclusion = Reference("thesis", values.at)
    return Inference(
        at=values.at,
        places=values.places,
        id=identifier,
        premises=values.references("premises"),
        conclusion=conclusion,
        attacks=None if conclusion else attacks,
        warrant=values.text("warrant"),
        by=values.text("by"),
        scheme=values.text("scheme"),
    )


def _source(identifier: str, values: Values) -> Source:
    fields: dict[str, object] = {}
    for key in values.nodes:
        value = values.names(key) if key in _NAME_KEYS else values.text(key)
        if value:
            fields[key] = value
    return Source(
        at=values.at,
        places=values.places,
        id=identifier,
        type=values.text("type"),
        title=values.text("title"),
        author=values.names("author"),
        issued=values.date("issued"),
        url=values.text("URL"),
        via=values.reference("via"),
        file=values.text("file"),
        fields=fields,
    )


def _ignores(items: Iterable[Values]) -> Iterable[Ignore]:
    """Yields the accepted findings that can be read."""
    for values in items:
        rule, because = values.text("rule"), values.text("because")
        targets = values.references("at")
        if rule and because and not values.broken:
            yield Ignore(
                at=values.at, places=values.places, rule=rule, targets=targets, because=because
            )
