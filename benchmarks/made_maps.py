"""Maps of any size, made by rule: a tree, and a net whose claims bear on several others."""

from __future__ import annotations

from typing import Literal

Shape = Literal["tree", "net"]

SENTENCES = (
    "Das folgt aus Punkt {number}, und niemand hat ihm bis heute widersprochen.",
    "Die Verzögerung der Verhandlungen lässt sich anders als mit Fall {number} nicht erklären.",
    "Im Jahr {year} waren es noch {number} Tonnen.",
    "So sagen es die Zeugen, die am {day}. Mai dabei gewesen sind, und die Zahlen zeigen es auch.",
)
BRANCHES = 4
SOURCES = 10


def made_map(shape: Shape, claims: int, edition: int = 0) -> str:
    """Return a map as YAML.

    Args:
        shape: A tree in which each claim has four others behind it and one piece of evidence; or
            the same with objections, second targets, and an inference for every tenth claim.
        claims: How many there are, the thesis included.
        edition: Another one says other numbers: no paragraph with a number in it is the same.
    """
    more = edition * claims
    premises, objections, inferences = [], [], []
    for number in range(1, claims):
        above = _name((number - 1) // BRANCHES)
        if shape == "net" and number % 10 == 0 and number + 1 < claims:
            inferences.append(_inference(number, above, more))
            premises.append(_claim(number, "", more))
        elif shape == "net" and number % 3 == 0:
            other = _name((number * 7) // 11)
            targets = above if other == above else f"[{above}, {other}]"
            objections.append(_claim(number, f"    attacks: {targets}\n    by: Ben Feld\n", more))
        elif shape == "net" and number % 5 == 0:
            other = _name(number // 2)
            targets = above if other == above else f"[{above}, {other}]"
            premises.append(_claim(number, f"    supports: {targets}\n", more))
        else:
            premises.append(_claim(number, f"    supports: {above}\n", more))
    sections = {"premises": premises, "objections": objections, "inferences": inferences}
    return _head() + "".join(
        f"{name}:\n{''.join(entries)}" for name, entries in sections.items() if entries
    )


def _head() -> str:
    sources = "".join(
        f"  source-{number}:\n    type: report\n    title: Bericht Nummer {number}\n"
        for number in range(SOURCES)
    )
    return (
        "argmap: 1\ntitle: Eine gemachte Karte\nlang: de\nby: Ada Stein\n"
        f"sources:\n{sources}thesis:\n  text: Alles andere trägt das hier.\n"
    )


def _name(number: int) -> str:
    return f"claim-{number}" if number else "thesis"


def _claim(number: int, links: str, more: int) -> str:
    said = number + more
    text = SENTENCES[number % 4].format(number=said, year=1000 + said % 999, day=said % 28 + 1)
    return (
        f"  claim-{number}:\n    text: {text}\n{links}    evidence:\n"
        f"      - text: Beleg {said} zeigt es.\n        source: source-{number % SOURCES}\n"
    )


def _inference(number: int, above: str, more: int) -> str:
    return (
        f"  step-{number}:\n    premises: [claim-{number}]\n    conclusion: {above}\n"
        f"    warrant: Was für Fall {number + more} gilt, gilt auch hier.\n"
    )
