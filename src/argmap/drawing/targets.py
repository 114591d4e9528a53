"""Where links in a picture lead: to its own claims, to other pictures, into the web."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from argmap.drawing.layout.cells import Phrase
from argmap.drawing.markup import escape
from argmap.model.outline import Item, ItemKind
from argmap.text import web_address


class Targets:
    """What the links of one picture can lead to."""

    def __init__(
        self,
        prefix: str,
        items: Iterable[Item],
        named: Iterable[str | None] = (),
        files: Mapping[str, str] | None = None,
    ) -> None:
        """Prepare the targets.

        Args:
            prefix: What ids in the picture begin with.
            items: What it shows.
            named: The ids of claims that begin within words.
            files: The pictures beside it by the ids of the claims that they show, as addresses;
                that of the thesis is the one that all begins with.
        """
        self.prefix, self.files = prefix, files or {}
        self.here = {item.id for item in items if item.kind is not ItemKind.REFERENCE}
        self.here.update(filter(None, named))

    def identity(self, name: str) -> str:
        """Return the id of a claim or a piece of evidence in the picture, as an attribute."""
        return f"{self.prefix}-{escape(name)}"

    def claim(self, name: str) -> str | None:
        """Return the address of a claim: here, or in another picture; None for nowhere."""
        if name in self.here:
            return f"#{self.identity(name)}"
        return self.file(name)

    def file(self, name: str) -> str | None:
        """Return the address of another picture in which a claim stands, or None."""
        return escape(self.files[name]) if name in self.files else None

    def href(self, words: Phrase) -> str | None:
        """Return where words lead, or None for nowhere."""
        if words.opens is not None:
            return self.file(words.opens)
        if words.link is None:
            return None
        url = web_address(words.link)
        return escape(url) if url else self.claim(words.link)
