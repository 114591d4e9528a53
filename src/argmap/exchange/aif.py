"""The Argument Interchange Format as JSON: AIF as AIFdb has it, and xAIF around it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from argmap.exchange.draft import Draft, DraftStep, Statement
from argmap.exchange.intake import Intake, objects, word
from argmap.exchange.loss import Report
from argmap.exchange.omissions import report_omissions
from argmap.exchange.shape import report_sections
from argmap.model.argument import ArgumentMap, Claim, Evidence
from argmap.model.graph import links_of

_STEPS: Final = frozenset({"RA", "CA", "MA"})
_UNNAMED = frozenset(
    {"", "ra", "ca", "ma", "inference", "conflict", "rephrase", "default inference",
     "default conflict", "default rephrase", "pro", "con"}
)  # fmt: skip
"""Texts of steps that name no scheme, in small letters."""

_NOT_SAYING = frozenset(
    {"analysing", "purequestioning", "challenging", "purechallenging", "assertivechallenging",
     "rhetoricalchallenging", "disagreeing", "hypothesising"}
)  # fmt: skip
"""Illocutions (YA) by which nobody asserts the claim that they lead to."""

_AFTERWARDS = frozenset({"agreeing", "conceding", "popularconceding", "restating"})
"""Illocutions by which a claim that somebody asserts is taken up."""

_LONGEST_NAME = 40
_INFERENCE, _CONFLICT, _REPHRASE = "Default Inference", "Default Conflict", "Rephrase"


def fits(_: Intake, data: Any) -> bool:
    """Return whether a file is in this format."""
    graph = _graph(data)
    return isinstance(graph, dict) and all(
        isinstance(graph.get(name), list) for name in ("nodes", "edges")
    )


def _graph(data: Any) -> Any:
    """Return what holds nodes and edges: the file, or what xAIF has under `AIF`."""
    if isinstance(data, dict):
        for name in ("AIF", "aif"):
            if isinstance(data.get(name), dict):
                return data[name]
    return data


def read(intake: Intake) -> Draft:
    """Return the argument that a file holds.

    An information node is a claim, an inference (RA), a conflict (CA) and a rephrase (MA) are
    steps. Of the dialogue no more than the speakers are taken.

    Raises:
        NotImportedError: If it is no AIF.
    """
    data = intake.json()
    if not fits(intake, data):
        hint = "AIFdb and OVA export it as JSON"
        raise intake.wrong("there are no lists `nodes` and `edges` in it", hint)
    return _Reader(_graph(data)).read()


class _Reader:
    """Reads one graph.

    Attributes:
        draft: What was read so far.
        kinds: The type of each node, by its id.
        ahead, behind: Where the edges of each node lead, and where they come from.
        told: The nodes of the dialogue that lead to a claim.
    """

    def __init__(self, graph: dict[str, Any]) -> None:
        self.graph = graph
        self.draft = Draft()
        self.nodes: dict[str, dict[str, Any]] = {}
        self.kinds: dict[str, str] = {}
        self.ahead: dict[str, list[str]] = {}
        self.behind: dict[str, list[str]] = {}
        self.told: set[str] = set()

    def read(self) -> Draft:
        for node in objects(self.graph["nodes"]):
            if key := word(node.get("nodeID")):
                self.nodes.setdefault(key, node)
                self.kinds.setdefault(key, word(node.get("type")).upper())
        for edge in objects(self.graph["edges"]):
            by, to = word(edge.get("fromID")), word(edge.get("toID"))
            self.ahead.setdefault(by, []).append(to)
            self.behind.setdefault(to, []).append(by)
        for key, node in self.nodes.items():
            if self.kinds[key] == "I":
                self.draft.statements[key] = Statement(text=word(node.get("text")))
        for key, node in self.nodes.items():
            if self.kinds[key] in _STEPS:
                self._step(key, node)
        self._direct()
        self._speakers()
        self._dialogue()
        return self.draft

    def _step(self, key: str, node: dict[str, Any]) -> None:
        """Add the steps of a node, one for each target."""
        kind = self.kinds[key]
        premises = [one for one in self.behind.get(key, ()) if self.kinds.get(one) == "I"]
        targets = [one for one in dict.fromkeys(self.ahead.get(key, ()))
                   if self.kinds.get(one) in {"I", *_STEPS}]  # fmt: skip
        if not premises or not targets:
            detail = f"{kind} {key}: {' + '.join(premises) or '?'} → {' + '.join(targets) or '?'}"
            self.draft.lose("a step has no premise or no target", "", detail)
            return
        name = word(node.get("scheme")) or word(node.get("text"))
        scheme = "" if name.lower() in _UNNAMED else name
        if kind == "MA":
            what = "a rephrase is taken for support: it says the same again"
            self.draft.report.guessed(what, premises[0], " + ".join(targets))
            scheme = scheme or _REPHRASE
        for target in targets:
            step = DraftStep(
                premises=list(premises), to=target, attacks=kind == "CA", scheme=scheme
            )
            self.draft.step(key, step)
        if len(targets) > 1:
            what = "a step with several targets is one inference for each"
            self.draft.report.guessed(what, key, " + ".join(targets))

    def _direct(self) -> None:
        """Take an edge between two claims for support."""
        for by in self.draft.statements:
            for to in self.ahead.get(by, ()):
                if to in self.draft.statements:
                    self.draft.step(f"{by}-{to}", DraftStep(premises=[by], to=to))
                    what = "an edge between two claims is taken for support"
                    self.draft.report.guessed(what, by, to)

    def _speakers(self) -> None:
        """Take who said a claim from the locutions that lead to it."""
        names = {
            word(one.get("participantID")): " ".join(
                filter(None, (word(one.get("firstname")), word(one.get("surname"))))
            )
            for one in objects(self.graph.get("participants"))
        }
        persons = {
            word(one.get("nodeID")): word(one.get("personID"))
            for one in objects(self.graph.get("locutions"))
        }
        for key, statement in self.draft.statements.items():
            for act, locution in self._locutions(key):
                self.told |= {act, locution}
                self._words(key, locution)
                name = names.get(persons.get(locution, "")) or self._named(locution)
                if name and self._kind_of_act(act) in _NOT_SAYING:
                    what = "what is done with a claim other than asserting it has no place on a map"
                    self.draft.lose(what, key, f"{word(self.nodes[act].get('text'))}: {name}")
                elif name and not statement.by:
                    statement.by = name
                elif name and name != statement.by:
                    what = "a claim has one speaker, and others said it, too"
                    self.draft.lose(what, key, f"also said by {name}")

    def _locutions(self, key: str) -> Iterator[tuple[str, str]]:
        """Yield what is said about a claim: the illocution and the locution, assertions first."""
        acts = [act for act in self.behind.get(key, ()) if self.kinds.get(act) == "YA"]
        for act in sorted(acts, key=lambda one: self._kind_of_act(one) in _AFTERWARDS):
            for one in self.behind.get(act, ()):
                if self.kinds.get(one) == "L":
                    yield act, one

    def _words(self, key: str, locution: str) -> None:
        """Keep what somebody said where the claim, as it was analysed, says it in other words."""
        said = word(self.nodes[locution].get("text"))
        claim = _bare(self.draft.statements[key].text)
        if _bare(said) != claim and _bare(said.partition(":")[2]) != claim:
            what = "the words of a locution have no place on a map"
            self.draft.lose(what, key, f"locution: {said}")

    def _kind_of_act(self, act: str) -> str:
        """Return the name of an illocution without blanks, in small letters."""
        return word(self.nodes[act].get("text")).replace(" ", "").casefold()

    def _named(self, locution: str) -> str:
        """Return the name before the colon with which the text of a locution begins."""
        name, colon, _ = word(self.nodes[locution].get("text")).partition(":")
        return name.strip() if colon and len(name) <= _LONGEST_NAME else ""

    def _dialogue(self) -> None:
        """Say which nodes have no place: of the dialogue, and those of other kinds."""
        counts: dict[str, int] = {}
        for key, kind in self.kinds.items():
            if kind not in {"I", *_STEPS} and key not in self.told:
                counts[kind] = counts.get(kind, 0) + 1
        for kind, count in counts.items():
            what = "nodes of the dialogue, and of other kinds, have no place on a map"
            self.draft.report.lost(what, "", f"{kind or 'no type'}: {count:,}")


def _bare(text: str) -> str:
    """Return a text without all that is no letter or digit, in small letters."""
    return "".join(filter(str.isalnum, text)).casefold()


def write(argument: ArgumentMap, report: Report) -> str:
    """Return a map as AIF: nodes, edges and locutions, by the ids of the map."""
    return _Writer(argument, report).write()


class _Writer:
    """Writes one map."""

    def __init__(self, argument: ArgumentMap, report: Report) -> None:
        self.argument = argument
        self.report = report
        self.nodes: list[dict[str, str]] = []
        self.edges: list[dict[str, str | None]] = []
        self.persons: dict[str, str] = {}
        self.locutions: list[dict[str, str | None]] = []

    def write(self) -> str:
        argument, report = self.argument, self.report
        left_out = ("title", "lang", "author", "date", "description", "about", "ignore", "implicit")
        report_omissions(argument, report, "AIF", *left_out, "states", "warrantors")
        for name, source in argument.sources.items():
            report.lost("AIF has no place for sources", name, source.title or "")
        report_sections(argument, report)
        for claim in argument.claims.values():
            self._claim(claim)
        for claim in argument.claims.values():
            for relation, reference in links_of(claim):
                self._link([claim.id], reference.id, attacks=relation == "attacks")
        for name, one in argument.inferences.items():
            if one.warrant:
                report.lost("AIF has no place for a warrant", name, one.warrant)
            premises = [premise.id for premise in one.premises]
            self._link(premises, one.target.id, attacks=one.attacks is not None, key=name,
                       scheme=one.scheme)  # fmt: skip
        people = [
            {"participantID": number, "firstname": name, "surname": ""}
            for name, number in self.persons.items()
        ]
        whole = {"nodes": self.nodes, "edges": self.edges, "locutions": self.locutions,
                 "participants": people}  # fmt: skip
        return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"

    def _claim(self, claim: Claim) -> None:
        self._node(claim.id, "I", claim.text)
        self._said_where(claim)
        if claim.speaker:
            self._locution(claim.id, claim.speaker, claim.text)
        for piece in claim.evidence:
            text = piece.text or piece.quote or ""
            self._node(piece.id, "I", text)
            what = "evidence becomes a claim that supports what it is cited for"
            self.report.lost(what, piece.id, text)
            self._said_where(piece)
            if piece.by:
                self._locution(piece.id, piece.by, text)
            self._link([piece.id], claim.id, attacks=False)

    def _said_where(self, one: Claim | Evidence) -> None:
        found = {"source": one.source.id if one.source else None, "locator": one.locator,
                 "quote": one.quote, "lang": one.lang}  # fmt: skip
        if detail := "; ".join(f"{name}: {value}" for name, value in found.items() if value):
            self.report.lost("AIF has no place for where something was said", one.id, detail)

    def _locution(self, key: str, speaker: str, text: str) -> None:
        person = self.persons.setdefault(speaker, str(len(self.persons) + 1))
        self._node(f"{key}/said", "L", f"{speaker} : {text}")
        self._node(f"{key}/saying", "YA", "Asserting")
        self._edge(f"{key}/said", f"{key}/saying")
        self._edge(f"{key}/saying", key)
        self.locutions.append({"nodeID": f"{key}/said", "personID": person, "timestamp": "",
                               "start": None, "end": None, "source": None})  # fmt: skip

    def _link(self, premises: list[str], target: str, *, attacks: bool, key: str = "",
              scheme: str | None = None) -> None:  # fmt: skip
        key = key or f"{premises[0]}/{target}"
        self._node(key, "CA" if attacks else "RA", scheme or (_CONFLICT if attacks else _INFERENCE))
        for premise in premises:
            self._edge(premise, key)
        self._edge(key, target)

    def _node(self, key: str, kind: str, text: str) -> None:
        self.nodes.append({"nodeID": key, "text": text, "type": kind, "timestamp": ""})

    def _edge(self, by: str, to: str) -> None:
        key = str(len(self.edges) + 1)
        self.edges.append({"edgeID": key, "fromID": by, "toID": to, "formEdgeID": None})
