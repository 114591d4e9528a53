"""Argument graphs of Carneades 4, in YAML."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from argmap.exchange.draft import Draft, DraftStep, Statement
from argmap.exchange.intake import Intake, line_of, said, words
from argmap.reading.tree import MappingNode, Node

_LINKED = "linked"
_SEPARATE = frozenset({"convergent", "cumulative"})
"""Of the schemes that come with Carneades, those by which each premise counts by itself."""


def fits(intake: Intake, data: Any) -> bool:
    """Return whether a file is in this format."""
    if data is not None:
        return False
    lines = [line.partition(":")[0] for line in intake.text.splitlines() if line[:1].isalpha()]
    kinds = {"arguments", "issues", "assumptions", "argument_schemes"} & set(lines)
    return len(kinds) + ("statements" in lines) > 1


def read(intake: Intake) -> Draft:
    """Return the argument that a file holds: each of its arguments is a step.

    Raises:
        NotImportedError: If it is no such YAML.
    """
    root = intake.yaml()
    if not isinstance(root.values.get("statements"), MappingNode):
        hint = None
        if "argument_schemes" in root.values:
            hint = "what Carneades derives from `argument_schemes` is not in the file"
        raise intake.wrong("there is no mapping `statements` in it", hint)
    return _Reader(root).read()


class _Reader:
    """Reads one file."""

    def __init__(self, root: MappingNode) -> None:
        self.root = root
        self.draft = Draft()
        self.undercutters: dict[str, list[str]] = {}
        self.assumed: list[str] = []

    def read(self) -> Draft:
        for key, node in _entries(self.root, "statements"):
            self._statement(key, node)
        self.assumed += [one for one, _ in words(self.root.values.get("assumptions"))]
        arguments = list(_entries(self.root, "arguments"))
        for key, node in arguments:
            self._argument(key, node)
        self._undercut()
        for key, node in _entries(self.root, "issues"):
            self._issue(key, node)
        self._rest()
        return self.draft

    def _statement(self, key: str, node: Node) -> None:
        if not isinstance(node, MappingNode):
            self.draft.statements[key] = Statement(text=said(node) or key)
            return
        self.draft.statements[key] = Statement(text=said(node.values.get("text")) or key)
        if said(node.values.get("assumed")) == "true":
            self.assumed.append(key)
        self._keep(key, node, {"text", "assumed"})

    def _keep(self, key: str, node: MappingNode, taken: set[str]) -> None:
        """Keep as comments what a mapping says besides some keys."""
        for name, value in node.values.items():
            if name not in taken:
                detail = f"{name}: {line_of(value)}"
                self.draft.lose(f"`{name}` has no place on a map", key, detail)

    def _known(self, key: str) -> str:
        """Return the key of a statement that is named, and add it where it is not declared."""
        if key not in self.draft.statements:
            self.draft.statements[key] = Statement(text=key)
            what = "a statement is named, and not declared: its name stands for its words"
            self.draft.report.guessed(what, key)
        return key

    def _argument(self, key: str, node: Node) -> None:
        if not isinstance(node, MappingNode):
            self.draft.report.lost("an argument says nothing", key)
            return
        values = node.values
        premises = [self._known(one) for name in ("premises", "assumptions")
                    for one, _ in words(values.get(name))]  # fmt: skip
        targets = [one for one, _ in words(values.get("conclusion"))]
        undercutters = [one for one, _ in words(values.get("undercutter"))]
        if not premises or not targets:
            what = "an argument without premises or without conclusion is no step"
            self.draft.lose(what, "", f"{key}: {' + '.join(premises)} → {' '.join(targets)}")
            for undercutter in undercutters:
                self.undercutters.setdefault(undercutter, []).extend(map(self._known, targets))
            return
        scheme = said(values.get("scheme"))
        together = [premises]
        if scheme in _SEPARATE and len(premises) > 1:
            together = [[one] for one in premises]
            what = "the premises of a convergent or cumulative argument support each by itself"
            self.draft.report.guessed(what, targets[0], f"{key}: {', '.join(premises)}")
        names = [
            self.draft.step(key, DraftStep(premises=list(some), to=self._known(target),
                scheme="" if scheme in {_LINKED, *_SEPARATE} else scheme))
            for target in targets for some in together
        ]  # fmt: skip
        for undercutter in undercutters:
            self.undercutters.setdefault(undercutter, []).extend(names)
        for name in names:
            self._exceptions(name, values)
        self._remarks(names[0], node)

    def _exceptions(self, name: str, values: dict[str, Node]) -> None:
        for exception, _ in words(values.get("exceptions")):
            self.draft.step(f"{exception}-{name}", DraftStep(premises=[self._known(exception)],
                                                             to=name, attacks=True))  # fmt: skip

    def _remarks(self, name: str, node: MappingNode) -> None:
        """Keep what an argument says besides, at the first of its steps."""
        if isinstance(roles := node.values.get("premises"), MappingNode):
            detail = ", ".join(f"{role}: {said(one)}" for role, one in roles.values.items())
            self.draft.lose("the roles of premises have no place on a map", name, detail)
        self._keep(name, node, {"premises", "assumptions", "conclusion", "scheme",
                                "undercutter", "exceptions"})  # fmt: skip

    def _undercut(self) -> None:
        """Let what concludes that an argument does not apply attack its inference.

        Of an argument without premises no more than its conclusion is there to be attacked.
        """
        concluded = {step.to for step in self.draft.steps.values()}
        used = {one for step in self.draft.steps.values() for one in step.premises}
        gone = {key: None for key in self.undercutters if key in concluded and key not in used}
        spoken = concluded | used | set(self.assumed)
        for key, targets in self.undercutters.items():
            if key in spoken:
                for target in targets if key not in gone else ():
                    step = DraftStep(premises=[self._known(key)], to=target, attacks=True)
                    self.draft.step(f"{key}-{target}", step)
            else:
                what = "an undercutter that nothing speaks for attacks nothing"
                statement = self.draft.statements.pop(key, None)
                self.draft.lose(what, targets[0], f"{key}: {statement.text if statement else '?'}")
        for name, step in list(self.draft.steps.items()):
            if step.to in gone and not step.attacks:
                first, *others = self.undercutters[step.to]
                step.to, step.attacks = first, True
                for other in others:
                    more = replace(step, to=other, premises=list(step.premises), remarks=[])
                    self.draft.step(name, more)
        for key in gone:
            statement = self.draft.statements.pop(key, None)
            text = statement.text if statement else key
            what = "a statement that an argument does not apply is the attack on its inference"
            self.draft.lose(what, self.undercutters[key][0], text)

    def _issue(self, key: str, node: Node) -> None:
        """Let the positions of an issue attack each other."""
        values = node.values if isinstance(node, MappingNode) else {}
        positions = [self._known(one) for one, _ in words(values.get("positions"))]
        first, *others = positions or [""]
        for other in others:
            for by, to in ((other, first), (first, other)):
                self.draft.step(f"{by}-{to}", DraftStep(premises=[by], to=to, attacks=True))
            what = "the positions of an issue are taken to attack the first of them, and it them"
            self.draft.report.guessed(what, other, f"issue {key}: {first}")
        if standard := said(values.get("standard")):
            self.draft.lose("a standard of proof has no place on a map", first, standard)

    def _rest(self) -> None:
        for name, value in self.root.values.items():
            if name == "meta" and isinstance(value, MappingNode):
                self.draft.title = said(value.values.get("title"))
                self.draft.description = said(value.values.get("note")) or said(
                    value.values.get("notes")
                )
                self._keep("", value, {"title", "note", "notes"})
            elif name not in {"statements", "arguments", "issues", "assumptions"}:
                self.draft.lose("a part of the file has no place on a map", "",
                                f"{name}: {line_of(value)}")  # fmt: skip
        for key in dict.fromkeys(self.assumed):
            self.draft.lose("what is assumed is told by no key of a map", key, "assumed")


def _entries(root: MappingNode, name: str) -> list[tuple[str, Node]]:
    node = root.values.get(name)
    return list(node.values.items()) if isinstance(node, MappingNode) else []
