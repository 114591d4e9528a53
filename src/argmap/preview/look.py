"""What a reader of the preview chose to see, and the command line that makes just this."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self, get_args

from argmap.drawing.picture import EvidenceForm, Layout, Picture, Scheme

PAGE: Final = "page"
OVERVIEW: Final = "overview"

VIEWS: Final = (*get_args(Layout), OVERVIEW, PAGE)
"""What can be shown: a picture in one of its layouts, the overview, or the page that unfolds."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """What is to be seen of a map.

    Attributes:
        view: One of `VIEWS`.
        picture: The options of the picture; for the page only its theme counts.
    """

    view: str
    picture: Picture

    @classmethod
    def chosen(cls, given: Mapping[str, str], theme: str) -> Self:
        """Return what a reader chose; what has no effect in that view is left out of it.

        Args:
            given: The values of the controls, by their names; one that is missing or empty is
                the usual one.
            theme: The theme of all pictures.

        Raises:
            ValueError: If a value is none of those that a control has.
        """
        view = given.get("view") or Picture.layout
        if view not in VIEWS:
            raise ValueError(f"there is no view {view!r}")
        evidence = given.get("evidence") or Picture.evidence
        if view not in ("auto", "table") and evidence == "marks":
            evidence = Picture.evidence
        whole = view in (OVERVIEW, PAGE)
        options: dict[str, Any] = {
            "width": int(given.get("width") or Picture.width),
            "layout": Picture.layout if whole else view,
            "overview": view == OVERVIEW,
            "evidence": evidence,
            "scheme": given.get("scheme") or Picture.scheme,
            "focus": None if whole else given.get("focus") or None,
            "theme": theme,
        }
        return cls(view=view, picture=Picture(**options))

    def command(self, path: str) -> str:
        """Return the command line that makes of a map what is seen."""
        words = ["argmap", "page" if self.view == PAGE else "render"]
        words.append(os.path.join(os.curdir, path) if path.startswith("-") else path)  # noqa: PTH118
        names = ["theme"]
        if self.view != PAGE:
            words += ["--overview"] * self.picture.overview
            names = ["width", "layout", "evidence", "focus", "scheme", "theme"]
        for name in names:
            value = getattr(self.picture, name)
            if value != getattr(Picture, name):
                words += [f"--{name}", str(value)]
        return shlex.join(words)


CONTROLS: Final[Mapping[str, tuple[str, ...]]] = {
    "view": VIEWS,
    "evidence": get_args(EvidenceForm),
    "scheme": get_args(Scheme),
}
"""The controls that are a choice of words."""
