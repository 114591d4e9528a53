"""D2 diagrams."""

from __future__ import annotations

import textwrap

from argmap.exchange.diagram import boxes, lines, report_losses
from argmap.exchange.loss import Report
from argmap.model.argument import ArgumentMap

_COLUMNS = 36  # D2 breaks no lines itself
_CLASSES = """\
direction: left
classes: {
  thesis: {style: {fill: "#ffffff"; stroke: "#222222"; stroke-width: 3; font-color: "#222222"}}
  for: {style: {fill: "#eaf3fb"; stroke: "#2a6496"; font-color: "#222222"}}
  against: {style: {fill: "#fdf0e6"; stroke: "#a85a12"; font-color: "#222222"}}
  evidence: {style: {fill: "#f4f4f4"; stroke: "#777777"; font-color: "#222222"}}
  inference: {shape: oval; style: {fill: "#ffffff"; stroke: "#777777"; font-color: "#222222"}}
  attack: {style.stroke-dash: 4}
}"""


def write(argument: ArgumentMap, report: Report) -> str:
    """Return a map as a D2 diagram: reasons stand to the right of what they support."""
    report_losses(argument, report)
    found = list(boxes(argument))
    names = {box.id: f"n{number}" for number, box in enumerate(found)}
    drawn = [f"# {argument.title}", _CLASSES]
    for box in found:
        side = "against" if box.against else "for"
        kind = box.kind if box.kind in ("thesis", "evidence", "inference") else side
        drawn.append(f"{names[box.id]}: {_label(box.lines or ('+',))} {{class: {kind}}}")
    for line in lines(argument):
        word = f": {_label((line.word,))}" if line.word else ""
        dashed = " {class: attack}" if line.attacks else ""
        drawn.append(f"{names[line.by]} -> {names[line.to]}{word or ':' * bool(dashed)}{dashed}")
    return "\n".join(drawn) + "\n"


def _label(paragraphs: tuple[str, ...]) -> str:
    broken = [line for text in paragraphs for line in textwrap.wrap(text, _COLUMNS)]
    escaped = (line.replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$")
               for line in broken)  # fmt: skip
    return '"' + "\\n".join(escaped) + '"'
