"""Shape a settled draft as a map: ids, sections, links, comments."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from argmap.exchange.draft import Cited, Draft, DraftStep, Statement, clean
from argmap.exchange.loss import Report
from argmap.exchange.settle import is_plain
from argmap.model.argument import (
    ArgumentMap,
    Claim,
    Evidence,
    Inference,
    Reference,
    Role,
    Source,
    Status,
)
from argmap.model.dump import Comments
from argmap.model.findings import Location
from argmap.model.graph import links_of
from argmap.reading.rename import is_id

NOWHERE = Location("", 1, 1)
THESIS = "thesis"
_LONGEST_ID = 60
_NOT = re.compile(r"[¬~](?=\w)")
_DASHES = re.compile(r"-{2,}")


@dataclass(slots=True)
class Shaped:
    """A map that was made, and what goes with it.

    Attributes:
        map: The map.
        comments: What stands in its file beside it.
        report: What was lost or guessed, by the ids of the map.
    """

    map: ArgumentMap
    comments: Comments
    report: Report


@dataclass(slots=True)
class _Ids:
    """Gives each part an id of its own, the one that it has wherever that can be."""

    report: Report
    names: dict[str, str] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=lambda: {THESIS: 1})

    def give(self, key: str) -> str:
        name = unicodedata.normalize("NFC", key)
        if not is_id(name):
            name = as_id(name)
        name = self._own(name)
        self.names[key] = name
        if name != key:
            self.report.renamed("an id is one word that begins with a letter", name, key)
        return name

    def _own(self, name: str) -> str:
        count = self.taken.get(name, 0)
        self.taken[name] = count + 1
        while count:
            count += 1
            numbered = f"{name}-{count}"
            if numbered not in self.taken:
                self.taken[name] = count
                self.taken[numbered] = 1
                return numbered
        return name


def as_id(text: str) -> str:
    """Return an id that is as much like a text as an id can be.

    A sign of negation becomes a word: without it an id would say the opposite.
    """
    text = _NOT.sub("not-", text)
    kept = "".join(char if is_id(f"a{char}") else "-" for char in text)
    kept = _DASHES.sub("-", kept)[:_LONGEST_ID].strip("-_")
    while kept and unicodedata.category(kept[0])[0] == "M":
        kept = kept[1:]
    return kept if kept and is_id(kept) else f"n{kept}"


def shape(draft: Draft) -> Shaped:
    """Return a settled draft as a map."""
    ids = _Ids(draft.report)
    ids.names[draft.thesis] = THESIS
    if draft.thesis != THESIS:
        draft.report.renamed("the thesis of a map has the id `thesis`", THESIS, draft.thesis)
    aimed_at = {step.to for step in draft.steps.values()}
    joins = {key for key, step in draft.steps.items() if not is_plain(step) or key in aimed_at}
    for key in (*draft.statements, *draft.sources):
        if key != draft.thesis:
            ids.give(key)
    for key in draft.steps:
        if key in joins:
            ids.give(key)
    return _Shaper(draft, ids, joins).shape()


class _Shaper:
    """Turns the parts of a draft into those of a map, by their new ids."""

    def __init__(self, draft: Draft, ids: _Ids, joins: set[str]) -> None:
        self.draft = draft
        self.names = ids.names
        self.ids = ids
        self.joins = joins
        self.supports: dict[str, list[str]] = {}
        self.attacks: dict[str, list[str]] = {}
        self.first: dict[str, bool] = {}
        self.linked: dict[str, bool] = {}
        for key, step in draft.steps.items():
            if key in joins:
                for premise in step.premises:
                    self.linked.setdefault(premise, step.attacks)
            else:
                self.first.setdefault(step.premises[0], step.attacks)
                links = self.attacks if step.attacks else self.supports
                links.setdefault(step.premises[0], []).append(step.to)
                draft.statements[step.premises[0]].remarks += step.remarks

    def shape(self) -> Shaped:
        draft, names = self.draft, self.names
        claims = [self._claim(key, one) for key, one in draft.statements.items()]
        claims.sort(key=lambda claim: list(Role).index(claim.role))
        comments = Comments(
            head=tuple(map(clean, draft.head)),
            foot=tuple(map(clean, draft.foot)),
            parts={
                names[key]: tuple(map(clean, part.remarks))
                for key, part in self._parts()
                if part.remarks and key in names
            },
        )
        made = ArgumentMap(
            at=NOWHERE,
            title=clean(draft.title) or claims[0].text,
            lang=draft.lang,
            author=clean(draft.author) or None,
            date=draft.date or None,
            by=clean(draft.by) or None,
            description=clean(draft.description) or None,
            about=self._reference(draft.about),
            claims={claim.id: claim for claim in claims},
            inferences={
                names[key]: self._inference(names[key], step)
                for key, step in draft.steps.items()
                if key in self.joins
            },
            sources={
                names[key]: Source(at=NOWHERE, id=names[key], fields=self._fields(fields))
                for key, fields in draft.sources.items()
            },
        )
        return Shaped(made, comments, draft.report.with_parts(names))

    def _parts(self) -> Iterator[tuple[str, Statement | DraftStep]]:
        yield from self.draft.statements.items()
        yield from self.draft.steps.items()

    def _reference(self, key: str) -> Reference | None:
        return Reference(self.names[key], NOWHERE) if key in self.names else None

    def _references(self, keys: Iterable[str]) -> tuple[Reference, ...]:
        return tuple(Reference(self.names[key], NOWHERE) for key in keys)

    def _fields(self, fields: Mapping[str, object]) -> dict[str, object]:
        via = fields.get("via")
        return {**fields, "via": self.names[str(via)]} if via in self.names else dict(fields)

    def _role(self, key: str) -> Role:
        if key == self.draft.thesis:
            return Role.THESIS
        attacks = self.first.get(key, self.linked.get(key, False))
        return Role.OBJECTION if attacks else Role.PREMISE

    def _claim(self, key: str, statement: Statement) -> Claim:
        text = clean(statement.text)
        if not text:
            self.draft.report.guessed("a statement has no words: its id stands for them", key)
        return Claim(
            at=NOWHERE,
            id=self.names[key],
            role=self._role(key),
            text=text or clean(key) or self.names[key],
            by=None if statement.implicit else clean(statement.by) or None,
            implicit=statement.implicit,
            supports=self._references(self.supports.get(key, ())),
            attacks=self._references(self.attacks.get(key, ())),
            evidence=tuple(
                self._evidence(f"{self.names[key]}.{number}", piece)
                for number, piece in enumerate(statement.evidence, 1)
            ),
            source=self._reference(statement.source),
            locator=clean(statement.locator) or None,
            quote=None if statement.implicit else clean(statement.quote) or None,
            lang=statement.lang or None,
        )

    def _evidence(self, number: str, piece: Cited) -> Evidence:
        text, quote = clean(piece.text) or None, clean(piece.quote) or None
        return Evidence(
            at=NOWHERE,
            id=self.ids.give(piece.key) if piece.key else number,
            numbered=not piece.key,
            text=text if text or quote else "?",
            quote=quote,
            source=self._reference(piece.source),
            locator=clean(piece.locator) or None,
            by=clean(piece.by) or None,
            status=Status(piece.status) if piece.status in set(Status) else Status.REPORTED,
            lang=piece.lang or None,
        )

    def _inference(self, name: str, step: DraftStep) -> Inference:
        (target,) = self._references([step.to])
        return Inference(
            at=NOWHERE,
            id=name,
            premises=self._references(step.premises),
            conclusion=None if step.attacks else target,
            attacks=target if step.attacks else None,
            warrant=clean(step.warrant) or None,
            by=clean(step.by) or None,
            scheme=clean(step.scheme) or None,
        )


def report_sections(argument: ArgumentMap, report: Report) -> None:
    """Say of which claims the section cannot be told from what they bear on."""
    linked: dict[str, bool] = {}
    for one in argument.inferences.values():
        for premise in one.premises:
            linked.setdefault(premise.id, one.attacks is not None)
    for claim in argument.claims.values():
        links = links_of(claim)
        attacks = links[0][0] == "attacks" if links else linked.get(claim.id, False)
        if attacks is not (claim.role is Role.OBJECTION):
            report.lost("the section of a claim is told by its first link alone", claim.id)
