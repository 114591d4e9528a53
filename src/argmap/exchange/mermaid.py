"""Mermaid flowcharts, for pages and wikis that draw them."""

from __future__ import annotations

import re

from argmap.exchange.diagram import BoxKind, boxes, lines, report_losses
from argmap.exchange.loss import Report
from argmap.model.argument import ArgumentMap

_CODED = re.compile(r"[^\w\s.,;:!?'’„“”‚‘«»…()/–—-]")
"""What could mean something to Mermaid, Markdown or HTML in a label, written by its number."""

_CLASSES = {
    "thesis": "fill:#fff,stroke:#222,stroke-width:3px,color:#222",
    "for": "fill:#eaf3fb,stroke:#2a6496,color:#222",
    "against": "fill:#fdf0e6,stroke:#a85a12,color:#222",
    "evidence": "fill:#f4f4f4,stroke:#777,color:#222",
}


def write(argument: ArgumentMap, report: Report) -> str:
    """Return a map as a Mermaid flowchart: reasons stand to the right of what they support."""
    report_losses(argument, report)
    found = list(boxes(argument))
    names = {box.id: f"n{number}" for number, box in enumerate(found)}
    title = argument.title.replace("\\", "\\\\").replace('"', '\\"')
    drawn = ["---", f'title: "{title}"', "---", "flowchart RL"]
    for box in found:
        text = "<br>".join(map(_coded, box.lines))
        label = f'["{text}"]' if text else '(["＋"])'
        drawn.append(f"  {names[box.id]}{label}:::{_class(box.kind, against=box.against)}")
    for line in lines(argument):
        arrow = "-.->" if line.attacks else "-->"
        word = f'|"{_coded(line.word)}"|' if line.word else ""
        drawn.append(f"  {names[line.by]} {arrow}{word} {names[line.to]}")
    drawn += [f"  classDef {name} {style}" for name, style in _CLASSES.items()]
    return "\n".join(drawn) + "\n"


def _class(kind: BoxKind, *, against: bool) -> str:
    if kind in ("thesis", "evidence"):
        return kind
    return "against" if against else "for"


def _coded(text: str) -> str:
    """Return a text that stands as itself; an invisible joiner keeps a backslash before n one."""
    coded = _CODED.sub(lambda found: f"#{ord(found[0])};", text)
    return coded.replace("#92;n", "#92;\N{WORD JOINER}n")
