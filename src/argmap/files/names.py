"""Names of files made from the ids of a map, apart from each other on every file system."""

from __future__ import annotations

import hashlib
import re
from typing import Final
from unicodedata import normalize

LONGEST: Final = 60
"""Characters of an id that is a name as it is; a longer one is cut and gets a mark."""

_PLAIN: Final = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
_TAKEN: Final = re.compile(
    r"overview|review|impact|a4|letter|landscape|d\d+|[3-9]\d\d|1[0-6]\d\d|con|prn|aux|nul|(com|lpt)\d"
)
"""What a part of a name means already, here or to Windows: the kind of a picture, its width."""


def file_part(name: str) -> str:
    """Return what stands for an id in a file's name: letters a to z, digits, `-`, `_` and `~`.

    An id that is made of them, in small letters, stands for itself. Any other gets a mark made
    from all of it: no two differ by case or by accents alone, which some file systems take for the
    same, and none says what a picture's kind or width says.
    """
    plain = _PLAIN.fullmatch(name) and len(name) <= LONGEST
    if plain and not any(map(_TAKEN.fullmatch, re.split("[-_]", name))):
        return name
    folded = normalize("NFKD", name).casefold().encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", folded)[: LONGEST // 2].strip("-")
    digest = hashlib.sha256(normalize("NFC", name).encode("utf-8", "replace")).hexdigest()
    return f"{slug}~{digest[:8]}"
