"""The maps of the tests: those in `data/maps`, and a few too large to be written by hand."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from argmap.checking import validate_text
from argmap.model.findings import Severity
from paths import DATA

if TYPE_CHECKING:
    from argmap.model.argument import ArgumentMap

FULL = """\
argmap: 1
title: Die  Brücke
lang: de
author: Ada
date: 2026-03-12
about: bericht
by: Ada Stein
description: >-
  Erster Satz.
  Zweiter Satz.
sources:
  bericht: {type: report, title: Bericht, author: [A, B], issued: 2026-03, URL: "https://a.example"}
  notiz: {title: Notiz, author: C, via: bericht, file: notiz.txt}
thesis:
  text: Die Brücke muss zu.
  source: bericht
  locator: Seite 3
premises:
  risse:
    text: |
      Sie hat
      Risse.
    supports: [thesis, zug]
    evidence:
      - text: Drei Risse
        source: bericht
        status: verified
      - id: zitat
        quote: viele Risse
        by: Prüfer
        lang: en
  still: {text: Ungesagt, implicit: true, supports: thesis}
objections:
  zug: {text: Sie hält, by: Bahn, attacks: thesis}
inferences:
  schritt: {premises: [risse, still], conclusion: thesis, warrant: darum, scheme: Zeichen}
  gegen: {premises: [zug], attacks: schritt, by: Bahn}
ignore:
  - {rule: own-word, at: [risse, zug], because: ist so}
  - {rule: AM305, because: ist so}
"""

FOLDER = DATA / "maps"

SENTENCES = (
    "Das folgt aus dem, was darunter steht.",
    "So sagen es alle, die dabei gewesen sind, und keiner widerspricht ihnen.",
    "Die Zahlen zeigen es.",
    "Anders lässt sich die Verzögerung der Verhandlungen nicht erklären.",
)


def chain(length: int) -> str:
    """A map in which each claim supports the one before it."""
    claims = [
        f"  c{i}:\n    text: {SENTENCES[i % 4]} Das ist Glied {i}.\n    supports: "
        f"{f'c{i - 1}' if i else 'thesis'}\n"
        for i in range(length - 1)
    ]
    return f"{_head('Eine Kette')}premises:\n{''.join(claims)}"


def crowd(count: int) -> str:
    """A map with many premises under one claim."""
    claims = [
        f"  c{i}:\n    text: {SENTENCES[i % 4]} Das ist Grund {i}.\n    supports: thesis\n"
        for i in range(count)
    ]
    return f"{_head('Viele Gründe')}premises:\n{''.join(claims)}"


def net(levels: int, children: int) -> str:
    """A wide and deep map with joins, undercuts, evidence and references between its branches."""
    premises, objections, inferences = [], [], []
    level = ["thesis"]
    for depth in range(levels):
        below: list[str] = []
        for above in level:
            names = [f"{above if above != 'thesis' else 'n'}-{child}" for child in range(children)]
            first, second, *others = names
            inferences.append(
                f"  step-{first}:\n    premises: [{first}, {second}]\n    conclusion: {above}\n"
                f"    warrant: {SENTENCES[depth % 4]}\n"
            )
            premises += [_claim(first, None), _claim(second, None)]
            for number, name in enumerate(others):
                if number % 2:
                    objections.append(_claim(name, f"attacks: {above}"))
                    objections.append(_claim(f"{name}-u", f"attacks: step-{first}"))
                else:
                    elsewhere = level[(level.index(above) + 1) % len(level)]
                    both = [above] if elsewhere == above else [above, elsewhere]
                    premises.append(_claim(name, f"supports: [{', '.join(both)}]"))
            below += names
        level = below
    return (
        f"{_head('Breit und tief')}premises:\n{''.join(premises)}"
        f"objections:\n{''.join(objections)}inferences:\n{''.join(inferences)}"
    )


def sixteen() -> str:
    """Four premises with four pieces of evidence each, and 90 characters in every text."""
    lines = [_head("Vier mal vier"), "premises:\n"]
    for i in range(4):
        lines.append(f"  p{i}:\n    text: {_ninety(f'Grund {i}')}\n    supports: thesis\n")
        lines.append("    evidence:\n")
        lines += [f"      - text: {_ninety(f'Beleg {i} {j}')}\n" for j in range(4)]
    return "".join(lines)


def _ninety(start: str) -> str:
    words = (
        f"{start} sagt, dass die Verhandlungen der Verwaltung mit den Anwohnern lange dauern werden"
    )
    return f"{words[:89].rstrip():x<89}."


def _claim(name: str, link: str | None) -> str:
    words = SENTENCES[len(name) % 4]
    return (
        f"  {name}:\n    text: {words} Das ist {name}.\n"
        + (f"    {link}\n" if link else "")
        + f"    evidence:\n      - text: Ein Beleg für {name}.\n"
    )


def _head(title: str) -> str:
    return f"argmap: 1\ntitle: {title}\nlang: de\nby: Anna\nthesis:\n  text: {title}.\n"


LARGE = {
    "chain": chain(1000),
    "deep": chain(20),
    "crowd": crowd(200),
    "net": net(3, 4),
    "sixteen": sixteen(),
}
"""Maps that are made rather than written, as YAML."""

WRITTEN = tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))
"""The names of the maps in `data/maps`."""


@cache
def read(name: str) -> ArgumentMap:
    """Return one of the maps.

    Raises:
        ValueError: If the map has an error.
    """
    text = LARGE.get(name) or (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    checked = validate_text(text, f"{name}.yaml")
    errors = [finding for finding in checked.findings if finding.severity is Severity.ERROR]
    if checked.map is None or errors:
        raise ValueError(f"the map {name} is wrong: {errors}")
    return checked.map
