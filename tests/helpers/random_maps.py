"""Maps of any shape: claims, joins, undercuts, evidence and second targets drawn by lot."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from argmap.checking import validate_text
from argmap.model.findings import Severity

if TYPE_CHECKING:
    from argmap.model.argument import ArgumentMap

WORDS = [
    "der",
    "die",
    "das",
    "und",
    "aber",
    "nicht",
    "weil",
    "Krieg",
    "Handel",
    "Straße",
    "Verhandlungsbereitschaft",
    "Öl",
    "Bus",
    "Ende",
    "Grundstücksverkehrsgenehmigung",
    "sagt",
    "1.200",
    "niemand",
    "heute",
    "Rindfleischetikettierung",
    "wo",
    "im",
    "ist",
]


def random_map(seed: int) -> ArgumentMap:
    """Return a map without errors, the same for the same seed."""
    checked = validate_text(random_yaml(seed), f"{seed}.yaml")
    assert checked.map is not None
    assert [one for one in checked.findings if one.severity is Severity.ERROR] == []
    return checked.map


def random_yaml(seed: int) -> str:
    """Return the same as YAML."""
    return _Maker(random.Random(seed)).make()  # noqa: S311 -- nothing secret


class _Maker:
    """Holds what has been put on the map so far."""

    def __init__(self, lot: random.Random) -> None:
        self.lot = lot
        self.claims = ["thesis"]
        self.steps: list[str] = []
        self.premises: list[str] = []
        self.objections: list[str] = []
        self.inferences: list[str] = []

    def make(self) -> str:
        for _ in range(self.lot.randint(1, 25)):
            self.lot.choice([self._premise, self._premise, self._objection, self._inference])()
        parts = [
            "argmap: 1\ntitle: Zufall\nlang: de\nby: Anna\n",
            f"thesis:\n  text: {self._words(2, 14)}\n",
        ]
        for key in ("premises", "objections", "inferences"):
            entries = getattr(self, key)
            parts += [f"{key}:\n", *entries] if entries else []
        return "".join(parts)

    def _words(self, least: int, most: int) -> str:
        return " ".join(self.lot.choices(WORDS, k=self.lot.randint(least, most))) + "."

    def _targets(self, names: list[str]) -> str:
        chosen = self.lot.sample(names, min(len(names), self.lot.choice([1, 1, 1, 2])))
        return f"[{', '.join(chosen)}]"

    def _claim(self, link: str = "") -> tuple[str, str]:
        name = f"c{len(self.claims)}"
        self.claims.append(name)
        speaker = self.lot.choice(["", "", "    by: Prof. Dr. Berta Hohenschwangau\n"])
        evidence = "".join(
            f"      - text: {self._words(1, 12)}\n"
            for _ in range(self.lot.choice([0, 0, 0, 1, 2, 5]))
        )
        if evidence:
            evidence = f"    evidence:\n{evidence}"
        return name, f"  {name}:\n    text: {self._words(1, 25)}\n{speaker}{link}{evidence}"

    def _premise(self) -> None:
        self.premises.append(self._claim(f"    supports: {self._targets(self.claims)}\n")[1])

    def _objection(self) -> None:
        targets = self._targets([*self.claims, *self.steps, *self.steps])
        self.objections.append(self._claim(f"    attacks: {targets}\n")[1])

    def _inference(self) -> None:
        attacking = self.lot.random() < 0.4
        target = self.lot.choice([*self.claims, *self.steps] if attacking else self.claims)
        section = self.objections if attacking else self.premises
        linked = []
        for _ in range(self.lot.randint(1, 3)):
            name, text = self._claim()
            section.append(text)
            linked.append(name)
        if target == "thesis" and self.lot.random() < 0.4:
            linked += [one for one in self.claims[1:3] if one not in (*linked, target)][:1]
        step = f"s{len(self.steps)}"
        self.steps.append(step)
        warrant = self.lot.choice(["", f"    warrant: {self._words(3, 15)}\n"])
        relation = "attacks" if attacking else "conclusion"
        self.inferences.append(
            f"  {step}:\n    premises: [{', '.join(linked)}]\n    {relation}: {target}\n{warrant}"
        )
