"""The same statements in the languages of other tools, each in the plainest way it offers.

Each is written in two directions: down the page, as these tools draw where they are told nothing,
and to the right, where the words of this map come out larger.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from benchmarks.peers.statements import Statements

Direction = Literal["down", "right"]
DIRECTIONS: Final[tuple[Direction, ...]] = ("down", "right")

_ARGDOWN_SIDEWAYS: Final = """\
===
dot:
  graphVizSettings:
    rankdir: RL
===
"""
_ARGDOWN_SIGNS: Final = re.compile(r"([\\\[\]<>#@{}*_()+\-^=/|:])")


def argdown(said: Statements, direction: Direction) -> str:
    """Return Argdown: statements with their relations indented below them."""
    lines = [_ARGDOWN_SIDEWAYS] if direction == "right" else []
    lines += [f"# {said.title}", ""]
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
    """Return a sign that Argdown would take for its own, with the backslash that stops it."""
    return f"\\{sign.group(1)}"


def mermaid(said: Statements, direction: Direction) -> str:
    """Return a Mermaid flowchart, its arrows from the reasons to what they bear on."""
    lines = [f"flowchart {'RL' if direction == 'right' else 'BT'}"]
    for box in said.boxes:
        words = box.words.replace("&", "#amp;").replace('"', "#quot;").replace("<", "#lt;")
        lines.append(f'  {box.name}["{words}"]')
    lines += [
        f"  {link.source} {'-.->' if link.attacks else '-->'} {link.target}" for link in said.links
    ]
    return "\n".join(lines)


def d2(said: Statements, direction: Direction) -> str:
    """Return D2, its arrows from the reasons to what they bear on."""
    lines = [f"direction: {'left' if direction == 'right' else 'up'}"]
    for box in said.boxes:
        words = json.dumps(box.words, ensure_ascii=False).replace("$", "\\$")
        lines.append(f"{box.name}: {words}")
    for link in said.links:
        style = ": {style.stroke-dash: 4}" if link.attacks else ""
        lines.append(f"{link.source} -> {link.target}{style}")
    return "\n".join(lines)


TRANSLATED: Final[Mapping[str, Callable[[Statements, Direction], str]]] = {
    "argdown": argdown,
    "mmd": mermaid,
    "d2": d2,
}
"""The languages by the endings of their files."""
