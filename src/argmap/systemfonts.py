"""Which characters no font shows: neither argmap's own nor one of the system."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Final

from argmap.typeset import missing

if TYPE_CHECKING:
    import typst

ENOUGH: Final = 12
"""So many characters are looked for: a message does not name more."""

_PROBE: Final = b'#set text(font: "Argmap Sans")\n#sys.inputs.text.clusters().join(linebreak())'
_STRICT: Final = "a-2b"
"""A kind of PDF in which a character without a glyph is an error (ISO 19005-2, 6.2.11.8)."""


def fonts(words: str) -> typst.Fonts:
    """Returns the fonts for a text: the shipped ones, and the system's if it needs them."""
    import typst  # noqa: PLC0415 -- heavy, and only there with the extra

    with resources.as_file(resources.files("argmap.typeset") / "data") as folder:
        return typst.Fonts(
            # Only a text that needs them makes the result depend on the system's fonts.
            include_system_fonts=bool(missing(words)),
            include_embedded_fonts=False,
            font_paths=[str(folder)],
        )


def unshown(words: str) -> str:
    """Returns the first characters of a text, at most `ENOUGH`, that no font here has.

    Typst draws an empty box in the place of each, and says nothing. Where a PDF must be fit for
    an archive it refuses them, so it is asked for one, of fewer and fewer characters.
    """
    wanted = sorted(missing(words), key=words.index)
    if not wanted:
        return ""
    there = fonts(words)
    found = ""
    waiting = ["".join(wanted)]
    while waiting and len(found) < ENOUGH:
        part = waiting.pop()
        if _shows(part, there):
            continue
        if len(part) == 1:
            found += part
        else:
            half = len(part) // 2
            waiting += [part[half:], part[:half]]
    return found


def _shows(text: str, there: typst.Fonts) -> bool:
    """Whether fonts have all characters of a text."""
    import typst  # noqa: PLC0415 -- heavy

    inputs = {"text": text}
    try:
        typst.compile(
            _PROBE, format="pdf", font_paths=there, sys_inputs=inputs, pdf_standards=_STRICT
        )
    except typst.TypstError:
        return False
    return True
