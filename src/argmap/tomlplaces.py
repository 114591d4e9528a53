"""Where a key stands in a TOML file: the standard library's reader does not tell."""

from __future__ import annotations

import re

from argmap.findings import Location


class Places:
    """Finds keys in the text of a TOML file, by how they are usually written."""

    def __init__(self, text: str, path: str, section: tuple[str, ...] = ()) -> None:
        """Takes a file's text.

        Args:
            text: The text.
            path: The name that places carry.
            section: The keys of the table that all others are in, such as `tool`, `argmap`.
        """
        self._text = _without_comments(text)
        self._path = path
        self._section = section

    def of(self, *keys: str) -> Location:
        """Returns the place of a key in a table in a table; the last one found, if one is not.

        A word of a list counts as a key of it.
        """
        start, end = self._start()
        for key in keys:
            found = _key(key).search(self._text, start) or _word(key).search(self._text, start)
            if found is None:
                break
            start, end = found.span("word")
        line = self._text.count("\n", 0, start) + 1
        column = start - (self._text.rfind("\n", 0, start) + 1) + 1
        return Location(self._path, line, column, max(1, end - start))

    def _start(self) -> tuple[int, int]:
        """Returns where the section is named: its own head, or that of a table in it."""
        if not self._section:
            return 0, 0
        parts = r"\s*\.\s*".join(f"[\"']?{re.escape(part)}[\"']?" for part in self._section)
        head = re.compile(rf"^[ \t]*\[\s*(?P<word>{parts})\s*[\].]", re.MULTILINE)
        found = head.search(self._text)
        return found.span("word") if found else (0, 0)


def _key(word: str) -> re.Pattern[str]:
    """Returns what finds a word before `=`, before `.`, or in the brackets of a table's head."""
    before, after = r"(?:^|[{,.\[])\s*[\"']?", r"[\"']?\s*[=.\]]"
    return re.compile(rf"{before}(?P<word>{re.escape(word)}){after}", re.MULTILINE)


def _word(word: str) -> re.Pattern[str]:
    """Returns what finds a word anywhere."""
    return re.compile(rf"(?<![\w-])(?P<word>{re.escape(word)})(?![\w-])")


def _without_comments(text: str) -> str:
    """Returns a text with blanks where whole lines are comments."""
    return re.sub(r"^[ \t]*#[^\n]*", lambda found: " " * len(found[0]), text, flags=re.MULTILINE)
