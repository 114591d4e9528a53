"""Pictures of an embedded map at several widths, and their addresses."""

from __future__ import annotations

import os
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from argmap.drawing.draw import Drawing
from argmap.drawing.picture import ImageFormat, Picture
from argmap.drawing.png_pdf import converted

MEDIA_TYPES: Final[Mapping[ImageFormat, str]] = {
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "png": "image/png",
}
"""The media types of pictures by their formats, the best first."""
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_WEB: Final = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Variant:
    """A picture at one width.

    Attributes:
        drawing: The picture.
        file: The name of its file.
        address: Where a page finds it.
    """

    drawing: Drawing
    file: str
    address: str

    @property
    def too_narrow(self) -> str:
        """The media query that is true where this picture would have to shrink.

        Its smallest words have 12 px; a page of half its width would show them at 6.
        """
        return f"(max-width:{self.drawing.width - 1}px)"


def file_name(stem: str, picture: Picture, form: ImageFormat = "svg") -> str:
    """Return the name of a picture's file, as the command `render` chooses it."""
    size = [] if picture.width == Picture.width else [str(picture.width)]
    return f"{'-'.join([stem, *picture.kinds, *size])}.{form}"


def data_address(drawing: Drawing, form: ImageFormat) -> str:
    """Return an address that holds a picture itself.

    Raises:
        ArgmapError: If Typst is needed and not installed, or the picture would be too large.
    """
    made = converted(drawing, form)
    data = made.encode("utf-8") if isinstance(made, str) else made
    return f"data:{MEDIA_TYPES[form]};base64,{b64encode(data).decode('ascii')}"


def address(base: str, file: str) -> str:
    """Return the address of a file in a folder with an absolute or relative address.

    Raises:
        ValueError: If the base is an address of another kind than http or https.
    """
    if _SCHEME.match(base) and not _WEB.match(base):
        raise ValueError(f"pictures are at an http or https address, or a relative one: {base!r}")
    slash = "" if not base or base.endswith("/") else "/"
    # A name on disk may be no text; its bytes are what an address is made of.
    return re.sub(r"\s", "%20", base) + slash + quote(os.fsencode(file))
