"""What a command leaves: its files, and whether they are pictures."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}svg"


def is_drawing(text: str) -> bool:
    """Return whether a text is one whole SVG file."""
    return ET.fromstring(text).tag == SVG  # noqa: S314 -- our own output


def files(folder: Path) -> set[str]:
    """Return every file below a folder."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
