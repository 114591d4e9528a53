"""The same statements in the languages of other tools, each in the plainest way it offers."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.peers.statements import Statements

_ARGDOWN_SIGNS = re.compile(r"([\\\[\]<>#@{}*_()+\-^=/|:])")


def argdown(said: Statements) -> str:
    """Returns Argdown: statements with their relations indented below them."""
    lines = [f"# {said.title}", ""]
    for box in said.boxes:
        lines.append(f"[{box.name}]: {_ARGDOWN_SIGNS.sub(_escaped, box.words)}")
        lines += [
            f"  {'-' if link.attacks else '+'} [{link.source}]"
            for link in said.links
            if link.target == box.name
        ]
        lines.append("")
    return "\n".join(lines)


def _escaped(sign: re.Match[str]) -> str:
    """Returns a sign that Argdown would take for its own, with the backslash that stops it."""
    return f"\\{sign.group(1)}"


def mermaid(said: Statements) -> str:
    """Returns a Mermaid flowchart, reasons right of what they bear on."""
    lines = ["flowchart RL"]
    for box in said.boxes:
        words = box.words.replace("&", "#amp;").replace('"', "#quot;").replace("<", "#lt;")
        lines.append(f'  {box.name}["{words}"]')
    lines += [
        f"  {link.source} {'-.->' if link.attacks else '-->'} {link.target}" for link in said.links
    ]
    return "\n".join(lines)


def d2(said: Statements) -> str:
    """Returns D2, reasons right of what they bear on."""
    lines = ["direction: left"]
    for box in said.boxes:
        words = json.dumps(box.words, ensure_ascii=False).replace("$", "\\$")
        lines.append(f"{box.name}: {words}")
    for link in said.links:
        style = ": {style.stroke-dash: 4}" if link.attacks else ""
        lines.append(f"{link.source} -> {link.target}{style}")
    return "\n".join(lines)
