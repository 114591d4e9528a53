"""Goal Structuring Notation in the YAML of gsn2x."""

from __future__ import annotations

import re
from typing import Any

from argmap.exchange.draft import Cited, Draft, DraftStep, Statement
from argmap.exchange.intake import Intake, line_of, said, words
from argmap.reading.tree import MappingNode, Node

_KINDS = {
    "CSn": "countersolution",
    "CG": "countergoal",
    "Sn": "solution",
    "S": "strategy",
    "G": "goal",
    "C": "context",
    "A": "assumption",
    "J": "justification",
}
"""The kinds of elements, by what their ids begin with; the longest first."""

_CLAIMS = frozenset({"goal", "countergoal"})
_EVIDENCE = frozenset({"solution", "countersolution"})
_ABOUT = frozenset({"context", "assumption", "justification"})
_USED = frozenset({"text", "supportedBy", "inContextOf", "challenges", "url", "nodeType"})
_LAYOUT = frozenset({"horizontalIndex", "rankIncrement", "classes", "charWrap"})
_ID = re.compile(r"(?:CSn|CG|Sn|G|S|C|A|J)\S*")


def fits(intake: Intake, data: Any) -> bool:
    """Return whether a file is in this format."""
    if data is not None:
        return False
    if intake.path.endswith((".gsn.yaml", ".gsn.yml")):
        return True
    lines = [line for line in intake.text.splitlines() if line[:1].isalpha() and ":" in line]
    ids = [line for line in lines if _ID.fullmatch(line.partition(":")[0].strip())]
    return len(ids) * 2 > len(lines) and bool(
        re.search(
            r"(?:^[ \t]+|[{,]\s*)(supportedBy|inContextOf|text)\s*:", intake.text, re.MULTILINE
        )
    )


def read(intake: Intake) -> Draft:
    """Return the argument that a file holds.

    A goal is a claim, a strategy the warrant of an inference from the goals below it, a solution
    evidence; context, assumptions and justifications are comments.

    Raises:
        NotImportedError: If it is no such YAML.
    """
    root = intake.yaml()
    reader = _Reader(root)
    if not any(kind in _CLAIMS for kind in reader.kinds.values()):
        raise intake.wrong("there is no goal in it", "an id such as `G1` begins a goal")
    return reader.read()


class _Reader:
    """Reads one file.

    Attributes:
        draft: What was read so far.
        nodes: The element of each id, in the order of the file.
        kinds: What each is.
        nested: What stands below a strategy.
        attacked: What is challenged.
        used: The elements that stand below another, or are context of one.
    """

    def __init__(self, root: MappingNode) -> None:
        self.draft = Draft()
        self.nodes = {
            key: node.values if isinstance(node, MappingNode) else {}
            for key, node in root.values.items()
        }
        self.kinds = {key: self._kind(key) for key in self.nodes}
        self.nested = {
            one
            for key, kind in self.kinds.items()
            if kind == "strategy"
            for one in self._below(key)
        }
        self.attacked = {
            one for values in self.nodes.values() for one, _ in words(values.get("challenges"))
        }
        self.used: set[str] = set()

    def _kind(self, key: str) -> str:
        given = said(self.nodes.get(key, {}).get("nodeType")).lower()
        if given in _KINDS.values():
            return given
        return next((kind for prefix, kind in _KINDS.items() if key.startswith(prefix)), "")

    def read(self) -> Draft:
        for key, kind in self.kinds.items():
            challenging = self.nodes[key].get("challenges") is not None
            if kind in _CLAIMS or (kind in _EVIDENCE and (challenging or key in self.attacked)):
                self.draft.statements[key] = Statement(text=self._text(key))
        for key, kind in self.kinds.items():
            if kind == "strategy" and self._is_odd(key):
                self.draft.statements[key] = Statement(text=self._text(key))
                what = "a strategy below another, or without goals, is taken for a claim"
                self.draft.report.guessed(what, key)
        for key in self.draft.statements:
            self._supported(key, key, None)
        for key, values in self.nodes.items():
            for target, _ in words(values.get("challenges")):
                self._challenge(key, target)
            self._rest(key, values)
        self._unused()
        return self.draft

    def _is_odd(self, key: str) -> bool:
        """Return whether a strategy cannot be an inference from goals."""
        return key in self.nested or not any(
            self.kinds.get(one) in _CLAIMS for one in self._below(key)
        )

    def _below(self, key: str) -> list[str]:
        return [one for one, _ in words(self.nodes[key].get("supportedBy"))]

    def _text(self, key: str) -> str:
        text = said(self.nodes[key].get("text"))
        if not text:
            self.draft.report.guessed("an element has no text: its id stands for it", key)
        return text or key

    def _supported(self, goal: str, key: str, step: DraftStep | None) -> None:
        """Add what supports a claim, directly or through a strategy."""
        for below in self._below(key):
            self.used.add(below)
            kind = self.kinds.get(below)
            if below in self.draft.statements:
                if step is None:
                    self.draft.step(f"{below}-{goal}", DraftStep(premises=[below], to=goal))
                else:
                    step.premises.append(below)
            elif kind in _EVIDENCE:
                self._cite(goal, below)
            elif kind == "strategy" and step is None:
                inner = DraftStep(premises=[], to=goal, warrant=self._text(below))
                self.draft.step(below, inner)
                self._supported(goal, below, inner)
            else:
                self.draft.report.lost("an element that supports another is not in the file",
                                       goal, below)  # fmt: skip

    def _cite(self, goal: str, key: str) -> None:
        piece = Cited(text=self._text(key))
        if address := said(self.nodes[key].get("url")):
            piece.source = key
            fields: dict[str, object] = {"title": self._text(key)}
            if address.startswith(("http://", "https://")):
                fields["URL"] = address
            else:
                fields["note"] = address
            self.draft.sources[key] = fields
        self.draft.statements[goal].evidence.append(piece)

    def _challenge(self, key: str, target: str) -> None:
        by = key if key in self.draft.statements else ""
        steps = [one for one in (target, f"{target}-2") if one in self.draft.steps]
        known = target in self.draft.statements or steps
        if not by or not known:
            self.draft.lose("a challenge leads to nothing", "", f"{key} challenges {target}")
            return
        for one in steps or [target]:
            self.draft.step(f"{by}-{one}", DraftStep(premises=[by], to=one, attacks=True))

    def _rest(self, key: str, values: dict[str, Node]) -> None:
        """Keep as comments what a map has no place for."""
        at = key if key in self.draft.statements or key in self.draft.steps else ""
        prefix = "" if at else f"{key}: "
        for one, _ in words(values.get("inContextOf")):
            self.used.add(one)
            text = self._text(one) if one in self.nodes else "not in the file"
            kind = self._kind(one) or "context"
            what = "context, assumptions and justifications have no place on a map"
            self.draft.lose(what, at, f"{prefix}{kind} {one}: {text}")
        for name, value in values.items():
            if name in _LAYOUT:
                self.draft.report.lost("places and looks have no place on a map", at or key, name)
            elif name not in _USED:
                what = f"`{name}` has no place on a map"
                self.draft.lose(what, at, f"{prefix}{name}: {line_of(value)}")
        if not self.kinds[key] and key != "module":
            self.draft.report.lost("an element is of a kind that is not known", key)

    def _unused(self) -> None:
        """Keep as comments the elements that no goal leads to."""
        known = self.used | self.draft.statements.keys()
        for key, kind in self.kinds.items():
            if kind and key not in known:
                what = "an element stands below none, and is context of none"
                self.draft.lose(what, "", f"{kind} {key}: {self._text(key)}")
