"""What a screen reader is given of a picture: Chromium's accessibility tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

PLAIN = {"generic", "none", "InlineTextBox", "StaticText"}
"""Roles that group or say words and are nothing more."""


@dataclass(slots=True)
class Heard:
    """One thing that is announced.

    Attributes:
        role, name, description: As the browser tells them.
        said: Its words, without those of the lists in it.
        parts: What is in it, in reading order.
    """

    role: str
    name: str = ""
    description: str = ""
    said: str = ""
    parts: list[Heard] = field(default_factory=list)

    def walk(self) -> Iterator[Heard]:
        """Yield it and all that is in it, in reading order."""
        stack = [self]
        while stack:
            one = stack.pop()
            yield one
            stack.extend(reversed(one.parts))


def listen(page: Page) -> Heard:
    """Return the first picture of a page as it is announced."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in nodes}
    start = next(node for node in nodes if _text(node, "role") == "graphics-document")
    root = _heard(start)
    waiting: list[tuple[str, Heard, Heard]] = [
        (child, root, root) for child in reversed(start.get("childIds", []))
    ]
    while waiting:
        name, above, speaker = waiting.pop()
        node = by_id[name]
        role = _text(node, "role")
        if role == "StaticText" and not node.get("ignored"):
            _say(above, speaker, _text(node, "name"))
            continue
        if not node.get("ignored") and role not in PLAIN:
            part = _heard(node)
            above.parts.append(part)
            above = part
            # The words of a link are also those of what it is in.
            speaker = speaker if role == "link" else part
        waiting += [(child, above, speaker) for child in reversed(node.get("childIds", []))]
    return root


def _say(above: Heard, speaker: Heard, words: str) -> None:
    """Add words; in the picture itself each text that stands for itself is a part of its own."""
    above.said += words
    if speaker is not above:
        speaker.said += words
    if above.role == "graphics-document":
        above.parts.append(Heard("text", said=words))


def _heard(node: dict[str, Any]) -> Heard:
    return Heard(_text(node, "role"), _text(node, "name"), _text(node, "description"))


def _text(node: dict[str, Any], key: str) -> str:
    return str(node.get(key, {}).get("value", ""))
