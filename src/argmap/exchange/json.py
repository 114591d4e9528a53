"""The whole model as JSON, for programs, and back: all lists are lists, all ids are written out."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from argmap.exchange.draft import clean
from argmap.exchange.intake import Intake
from argmap.exchange.loss import Report
from argmap.exchange.shape import NOWHERE, Shaped
from argmap.files.read import shipped
from argmap.model.argument import (
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
from argmap.model.dump import Comments
from argmap.model.outline import ItemKind, number, plan

VERSION = 1
_ABOUT = ("title", "lang", "author", "date", "by", "description")


def write(argument: ArgumentMap, report: Report) -> str:  # noqa: ARG001 -- nothing is lost
    """Return a map as JSON after the schema that `argmap schema --export` prints."""
    root = plan(argument)
    number(root)
    shown = {
        item.id: (item.number, item.side)
        for item in root.walk()
        if item.kind in (ItemKind.THESIS, ItemKind.CLAIM)
    }
    whole = {
        "format": "argmap",
        "version": VERSION,
        **_given({name: getattr(argument, name) for name in _ABOUT}),
        **_given({"about": _id(argument.about)}),
        "claims": [_claim(one, *shown[one.id]) for one in argument.claims.values()],
        "inferences": [_inference(one) for one in argument.inferences.values()],
        "sources": [{"id": one.id, **one.fields} for one in argument.sources.values()],
        "ignore": [
            {"rule": one.rule, "at": _ids(one.targets), "because": one.because}
            for one in argument.ignores
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _claim(claim: Claim, number: str, side: str) -> dict[str, Any]:
    return {
        "id": claim.id,
        "role": str(claim.role),
        "number": number,
        "side": side,
        "text": claim.text,
        **_given({"by": claim.by, "speaker": claim.speaker}),
        "implicit": claim.implicit,
        "supports": _ids(claim.supports),
        "attacks": _ids(claim.attacks),
        **_said(claim),
        "evidence": [_evidence(one) for one in claim.evidence],
    }


def _evidence(piece: Evidence) -> dict[str, Any]:
    return {
        "id": piece.id,
        "numbered": piece.numbered,
        **_given({"text": piece.text, "by": piece.by}),
        **_said(piece),
        "status": str(piece.status),
    }


def _said(one: Claim | Evidence) -> dict[str, Any]:
    return _given(
        {"source": _id(one.source), "locator": one.locator, "quote": one.quote, "lang": one.lang}
    )


def _inference(one: Inference) -> dict[str, Any]:
    return {
        "id": one.id,
        "premises": _ids(one.premises),
        **_given({"conclusion": _id(one.conclusion), "attacks": _id(one.attacks)}),
        **_given({"warrant": one.warrant, "by": one.by, "scheme": one.scheme}),
    }


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value is not None}


def _id(reference: Reference | None) -> str | None:
    return reference.id if reference else None


def _ids(references: tuple[Reference, ...]) -> list[str]:
    return [reference.id for reference in references]


def fits(_: Intake, data: Any) -> bool:
    """Return whether a file is in this format."""
    return isinstance(data, dict) and data.get("format") == "argmap"


def read(intake: Intake) -> Shaped:
    """Return the map that a file holds, with nothing lost or guessed.

    Raises:
        NotImportedError: If it is not after the schema.
    """
    data = _cleaned(intake.json())
    findings = [
        intake.finding(f"{_where(list(error.instance_path))}: {error.message}",
                       "`argmap schema --export` prints what this format holds",
                       _id_on_way(data, list(error.instance_path)))
        for error, _ in zip(_validator().iter_errors(data), range(20), strict=False)
    ]  # fmt: skip
    if findings:
        raise intake.refused(*findings)
    claims = [_read_claim(one, data.get("by")) for one in data["claims"]]
    if [one.id for one in claims if one.role is Role.THESIS] != ["thesis"]:
        raise intake.wrong("exactly one claim has the role `thesis`, and its id is that, too")
    for kind in ("claims", "inferences", "sources"):
        seen: set[str] = set()
        for one in data[kind]:
            if one["id"] in seen:
                raise intake.wrong(f"two {kind} have the id `{one['id']}`", None, one["id"])
            seen.add(one["id"])
    argument = ArgumentMap(
        at=NOWHERE,
        **{name: data.get(name) for name in _ABOUT},
        about=_reference(data.get("about")),
        claims={one.id: one for one in sorted(claims, key=lambda one: list(Role).index(one.role))},
        inferences={one["id"]: _read_inference(one) for one in data["inferences"]},
        sources={
            one["id"]: Source(
                at=NOWHERE,
                id=one["id"],
                fields={key: value for key, value in one.items() if key != "id"},
            )
            for one in data["sources"]
        },
        ignores=tuple(
            Ignore(at=NOWHERE, rule=one["rule"], targets=_references(one["at"]),
                   because=one["because"])
            for one in data["ignore"]
        ),
    )  # fmt: skip
    return Shaped(argument, Comments(), Report())


def _read_claim(one: dict[str, Any], speaker: str | None) -> Claim:
    return Claim(
        at=NOWHERE,
        id=one["id"],
        role=Role(one["role"]),
        text=one["text"],
        by=one.get("by"),
        speaker=one.get("by") or speaker,
        implicit=one.get("implicit", False),
        supports=_references(one.get("supports", ())),
        attacks=_references(one.get("attacks", ())),
        evidence=tuple(_read_evidence(piece) for piece in one.get("evidence", ())),
        **_read_said(one),
    )


def _read_evidence(one: dict[str, Any]) -> Evidence:
    return Evidence(
        at=NOWHERE,
        id=one["id"],
        numbered=one.get("numbered", False),
        text=one.get("text"),
        by=one.get("by"),
        status=Status(one.get("status", Status.REPORTED)),
        **_read_said(one),
    )


def _read_said(one: dict[str, Any]) -> dict[str, Any]:
    found = {name: one.get(name) for name in ("locator", "quote", "lang")}
    return found | {"source": _reference(one.get("source"))}


def _read_inference(one: dict[str, Any]) -> Inference:
    return Inference(
        at=NOWHERE,
        id=one["id"],
        premises=_references(one["premises"]),
        conclusion=_reference(one.get("conclusion")),
        attacks=_reference(one.get("attacks")),
        warrant=one.get("warrant"),
        by=one.get("by"),
        scheme=one.get("scheme"),
    )


def _reference(name: str | None) -> Reference | None:
    return Reference(name, NOWHERE) if name else None


def _references(names: list[str]) -> tuple[Reference, ...]:
    return tuple(Reference(name, NOWHERE) for name in names)


def _cleaned(value: Any) -> Any:
    """Return a JSON value whose texts are as a map holds them; it is not deep."""
    if isinstance(value, dict):
        return {key: _cleaned(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    return clean(value) if isinstance(value, str) else value


@cache
def _validator() -> Any:
    import jsonschema_rs  # noqa: PLC0415 -- heavy

    return jsonschema_rs.validator_for(json.loads(shipped("exchange", "json.schema.json")))


def _where(way: list[str | int]) -> str:
    """Return the place of a value as people say it: `claims` 3, `text`."""
    return ", ".join(f"`{one}`" if isinstance(one, str) else str(one + 1) for one in way) or "it"


def _id_on_way(data: Any, way: list[str | int]) -> str:
    """Return the innermost id above a value, to find its place in the text."""
    found = ""
    for step in way:
        data = data[step]
        if isinstance(data, dict) and isinstance(data.get("id"), str):
            found = data["id"]
    return found
