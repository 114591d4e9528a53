"""The hook of the build that makes the package's long description of the README.

Whoever reads it elsewhere has no clone: what the README links to within the project stays words
alone, and the pictures that stand there are left out.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

PICTURES = re.compile(r"<!-- pictures: .*?<!-- end -->\n\n", re.DOTALL)
WITHIN = re.compile(r"\[([^\]]*)\]\((?!https?://)[^)]*\)")


def long_description(readme: str) -> str:
    """Return the README without what leads into the project."""
    return WITHIN.sub(r"\1", PICTURES.sub("", readme))


class LongDescription(MetadataHookInterface):
    """Fills in `readme`, which pyproject.toml calls dynamic."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the description to the metadata."""
        text = Path(self.root, "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": long_description(text)}
