"""Argument graphs as XML, as the corpus of argumentative microtexts has them."""

from __future__ import annotations

import re
from typing import Any

from argmap.exchange.draft import Draft, DraftStep, Statement, clean
from argmap.exchange.intake import Intake

_ROOT = re.compile(r"<arggraph\b")


def fits(intake: Intake, data: Any) -> bool:
    """Return whether a file is in this format."""
    return data is None and _ROOT.search(intake.text[:4_000]) is not None


def read(intake: Intake) -> Draft:
    """Return the argument that a file holds: its discourse units are claims.

    Raises:
        NotImportedError: If it is no such XML.
    """
    reader = _Reader()
    intake.xml(reader.start, reader.end)
    if reader.root != "arggraph":
        raise intake.wrong("its outermost element is no <arggraph>")
    return reader.read()


class _Reader:
    """Gathers the elements of one file.

    Attributes:
        texts: The words of each segment, by its id; of a joint, nothing yet.
        units: The type of each discourse unit, pro or opp.
        edges: Each edge but those of segments, as its id, from, to and type.
        segments: Of each unit and joint, the segments that make it.
    """

    def __init__(self) -> None:
        self.root = ""
        self.about: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.implicit: set[str] = set()
        self.units: dict[str, str] = {}
        self.edges: dict[str, tuple[str, str, str]] = {}
        self.segments: dict[str, list[str]] = {}
        self.open = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take an element."""
        key = attributes.get("id", "")
        if not self.root:
            self.root, self.about = name, attributes
        elif name in ("edu", "joint"):
            self.open = key
            self.texts[key] = ""
            if attributes.get("implicit") == "true":
                self.implicit.add(key)
        elif name == "adu":
            self.units[key] = attributes.get("type", "")
        elif name == "edge":
            by, to, kind = (attributes.get(one, "") for one in ("src", "trg", "type"))
            if kind == "seg":
                self.segments.setdefault(to, []).append(by)
            else:
                self.edges[key or f"{by}-{to}"] = (by, to, kind)

    def end(self, name: str, text: str) -> None:
        """Take the text of an element."""
        if name in ("edu", "joint"):
            self.texts[self.open] = text

    def read(self) -> Draft:
        """Return the argument."""
        draft = Draft(title=(self.about.get("topic_id") or "").replace("_", " ").strip())
        for key, kind in self.units.items():
            draft.statements[key] = self._statement(key)
            if kind == "opp":
                draft.lose("whose side a unit is on is told by its links alone", key,
                           "spoken for the opponent")  # fmt: skip
        taken = {part for parts in self.segments.values() for part in parts}
        for key, text in self.texts.items():
            if key not in taken and text.strip():
                draft.lose("a segment belongs to no unit", "", f"{key}: {clean(text)}")
        for name in ("stance", "id"):
            if value := self.about.get(name):
                draft.lose("what is said of the whole text has no place on a map", "",
                           f"{name}: {value}")  # fmt: skip
        for key, (by, to, kind) in self.edges.items():
            if kind != "add":
                self._step(draft, key, by, to, kind)
        for by, to, kind in self.edges.values():
            if kind == "add":
                self._add(draft, by, to)
        return draft

    def _statement(self, key: str) -> Statement:
        words, parts = [], [key]
        seen: set[str] = set()
        while parts:
            for part in self.segments.get(parts.pop(0), ()):
                if part not in seen:
                    seen.add(part)
                    words.append(self.texts.get(part, ""))
                    parts.append(part)
        return Statement(text=" ".join(filter(None, words)),
                         implicit=bool(seen) and seen <= self.implicit)  # fmt: skip

    def _step(self, draft: Draft, key: str, by: str, to: str, kind: str) -> None:
        if kind not in {"sup", "exa", "reb", "und"}:
            draft.lose("an edge is of a kind that is not known", by, f"{kind or '?'} → {to}")
            return
        step = DraftStep(premises=[by], to=to, attacks=kind in {"reb", "und"})
        if kind == "exa":
            step.scheme = "argument from example"
        draft.steps[key] = step

    def _add(self, draft: Draft, by: str, to: str) -> None:
        """Add one more premise to the step of an edge."""
        if to in draft.steps:
            draft.steps[to].premises.append(by)
        else:
            draft.lose("a link leads to nothing", by, f"joins {to}")
