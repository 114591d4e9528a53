"""Find the markers in a page between which maps are embedded, and renew what stands there.

A marker is a comment in HTML or Markdown: `<!-- argmap: map.yaml --narrow 320 -->` begins what
argmap writes, and `<!-- /argmap -->` ends it. All else in the page stays as it is, and so do
markers that are shown and not meant: in code, in `<pre>`, and within another comment.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

BEGINNING: Final = "<!-- argmap: MAP -->"
END: Final = "<!-- /argmap -->"
_WRITTEN: Final = f"a marker is written {BEGINNING}"

_INDENTED: Final = 4
"""So many columns make a line code in Markdown, where no list or the like goes on."""

_TAB: Final = 4
MOST: Final = 100
"""Maps in a page, and mistakes in it that are told: a stranger's may hold a million."""

_BLANKS: Final = re.compile(r"[ \t]*")
_EMPTY: Final = re.compile(r"[ \t]*\r?$", re.MULTILINE)

_HTML: Final = r"(?P<comment><!--)|<(?P<raw>pre|script|style|textarea|xmp)(?=[\s/>])"
_MARKDOWN: Final = (
    r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:(?P<sign>`{3,})(?=[^`\n]*$)|(?P<tilde>~{3,}))"
    r"|(?P<escaped>\\[`<])|(?P<ticks>`+)|"
)
_IN_HTML: Final = re.compile(_HTML, re.IGNORECASE)
_IN_MARKDOWN: Final = re.compile(_MARKDOWN + _HTML, re.IGNORECASE | re.MULTILINE)
_CLOSING: Final = {
    name: re.compile(rf"</{name}\s*>", re.IGNORECASE)
    for name in ("pre", "script", "style", "textarea", "xmp")
}
_TICKS: Final = re.compile("`+")
_STOP: Final = re.compile(r"\n[ \t\r]*\n|\n[ \t]*<!--")
"""What ends a paragraph, and with it code within it: an empty line, or a comment."""

_BEGINS: Final = re.compile(r"\s*argmap:")
_ENDS: Final = re.compile(r"\s*/\s*argmap\s*")
_WITHOUT_COLON: Final = re.compile(r"\s*argmap\s+\S+\.ya?ml(?:\s+-.*)?\s*", re.DOTALL)
_OPENS: Final = re.compile(
    r"[ \t]*(?:(?P<width>(?:[-*+]|\d{1,9}[.)])[ \t]{1,4})|[!?]{3}\+?[ \t]|===[!+]?[ \t]|:[ \t]"
    r"|\[\^[^\]\n]+\]:)"
)
"""The first line of what goes on with indented lines: a list's item, an admonition, a tab, a
definition, a footnote."""


class Mistake(NamedTuple):
    """What is wrong with a marker.

    Attributes:
        at: The position of its first character.
        message: The mistake, in one sentence without a final full stop.
        hint: The remedy.
    """

    at: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Marker:
    """A pair of markers in a page.

    Attributes:
        at: The position of the first one.
        options: What stands in it behind the colon.
        begin, end: The positions of the first character between them, and of the one behind.
        indent: The blanks before it, which go before each line of a fragment.
        newline: The line end at this place of the page.
    """

    at: int
    options: str
    begin: int
    end: int
    indent: str
    newline: str

    def around(self, fragment: str, *, apart: bool) -> str:
        """Return what is to stand between the markers.

        Args:
            fragment: HTML or Markdown with a final line end.
            apart: Whether empty lines stand around it, as around a block of Markdown.
        """
        lines = fragment.removesuffix("\n").split("\n")
        empty = [""] * apart
        indented = [f"{self.indent}{line}" if line else "" for line in lines]
        return self.newline.join(["", *empty, *indented, *empty, self.indent])


@dataclass(slots=True)
class Marked:
    """What was found in a page.

    Attributes:
        markers: The pairs, in their order.
        mistakes: What is wrong with them.
    """

    markers: list[Marker] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, at: int, message: str, hint: str) -> None:
        """Take a mistake."""
        self.mistakes.append(Mistake(at, message, hint))


class _Open(NamedTuple):
    """A marker whose end has not come yet."""

    at: int
    options: str
    begin: int


def find_markers(text: str, *, markdown: bool) -> Marked:
    """Return the markers of a page that are meant.

    Args:
        text: The page.
        markdown: Whether it is Markdown: there a line of code can be indented or in backticks, and
            a marker begins its line.
    """
    found, lines = Marked(), _Lines(text)
    opened: _Open | None = None
    within = 0  # markers within others: so many ends are too many
    for at, behind in _comments(text, markdown=markdown):
        if max(len(found.markers), len(found.mistakes)) > MOST:
            return found
        comment = text[at + 4 : behind - 3]
        begins = _BEGINS.match(comment)
        if not begins and not _ENDS.fullmatch(comment):
            if _WITHOUT_COLON.fullmatch(comment):
                found.add(at, "a colon is missing behind `argmap`", _WRITTEN)
        elif markdown and lines.is_code(at):
            pass
        elif begins and (wrong := _unusable(text, at, behind, lines if markdown else None)):
            found.add(at, *wrong)
        elif begins:
            if opened is not None:
                within += 1
                line = text.count("\n", 0, opened.at) + 1
                message = f"this marker begins before the one of line {line} has its end"
                found.add(at, message, f"end that one with {END}")
            opened = _Open(at, comment[begins.end() :], behind)
        elif opened is not None:
            found.markers.append(_closed(text, opened, at))
            opened = None
        elif within:
            within -= 1
        else:
            hint = f"{BEGINNING} begins what it ends: put that before, or remove this one"
            found.add(at, "this marker ends what nothing began", hint)
    if opened is not None:
        hint = f"put {END} behind it: what stands between the two is argmap's"
        found.add(opened.at, "this marker has no end", hint)
    return found


def renewed(text: str, markers: Sequence[Marker], fragments: Sequence[str]) -> str:
    """Return a page with other words between its markers, one for each."""
    parts, done = [], 0
    for marker, fragment in zip(markers, fragments, strict=True):
        parts += [text[done : marker.begin], fragment]
        done = marker.end
    return "".join([*parts, text[done:]])


def _closed(text: str, opened: _Open, end: int) -> Marker:
    """Return a whole marker."""
    start = text.rfind("\n", 0, opened.at) + 1
    before = text[start : opened.at].removeprefix("\ufeff")
    indent = before[: len(before) - len(before.lstrip(" \t"))]
    following = text.find("\n", opened.begin)
    line = following if following >= 0 else text.find("\n")
    newline = "\r\n" if line > 0 and text[line - 1] == "\r" else "\n"
    return Marker(opened.at, opened.options, opened.begin, end, indent, newline)


def _unusable(text: str, at: int, behind: int, lines: _Lines | None) -> tuple[str, str] | None:
    """Return why a marker cannot be used, and the remedy; `lines` are those of Markdown."""
    if not text.endswith("-->", at, behind):
        return "the comment that this marker is has no end", _WRITTEN
    if lines is not None and text[lines.start(at) : at].removeprefix("\ufeff").strip(" \t"):
        hint = "put it on a line of its own, with blanks alone before it"
        return "in Markdown a marker begins its line", hint
    return None


class _Lines:
    """The lines of a page, gone through once: which of them are code because they are indented."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(end.end() for end in re.finditer("\n", text))]
        self._next = 0
        self._above: list[tuple[int, int | None]] = []

    def start(self, at: int) -> int:
        """Return the position at which the line of a position begins."""
        return self._starts[bisect_right(self._starts, at) - 1]

    def is_code(self, at: int) -> bool:
        """Return whether the line of a position is code; positions come in their order."""
        line = bisect_right(self._starts, at) - 1
        for before in range(self._next, line):
            self._pass(self._starts[before])
        self._next = max(self._next, line)
        own = self._columns(self._starts[line])
        if own < _INDENTED:
            return False
        around = (words for columns, words in reversed(self._above) if columns < own)
        words = next((one for one in around if one is not None), None)
        return words is None or own >= words + _INDENTED

    def _pass(self, start: int) -> None:
        """Take a line; with how far it is indented go the words of what it opens, if it does."""
        columns = self._columns(start)
        if _EMPTY.match(self._text, start):
            return
        while self._above and self._above[-1][0] >= columns:
            self._above.pop()
        words = None
        if opens := _OPENS.match(self._text, start):
            words = columns + (_INDENTED if opens["width"] is None else len(opens["width"]))
        self._above.append((columns, words))

    def _columns(self, start: int) -> int:
        """Return how far the first word of a line is indented."""
        blanks = _BLANKS.match(self._text, start)
        assert blanks is not None
        return len(blanks[0].expandtabs(_TAB))


def _comments(text: str, *, markdown: bool) -> Iterator[tuple[int, int]]:
    """Yield where each comment begins, and the position behind it.

    What is code or the like is passed over. One without an end goes on to that of the page.
    """
    pattern = _IN_MARKDOWN if markdown else _IN_HTML
    spans = _Spans(text) if markdown else None
    unclosed: set[str] = set()
    position = 0
    while token := pattern.search(text, position):
        position = token.end()
        kind = token.lastgroup
        if kind == "comment":
            # `<!-->` is a comment, too, and an empty one.
            end = text.find("-->", token.start() + 2)
            position = end + 3 if end >= 0 else len(text)
            yield token.start(), position
        elif kind in ("sign", "tilde"):
            position = _behind_fence(text, token[kind], position)
        elif kind == "ticks":
            assert spans is not None
            position = spans.behind(position, len(token[0]))
        elif kind == "raw" and (name := token["raw"].lower()) not in unclosed:
            if closing := _CLOSING[name].search(text, position):
                position = closing.end()
            else:
                unclosed.add(name)


def _behind_fence(text: str, sign: str, position: int) -> int:
    """Return the position behind a fenced block; one without an end goes on to that of the page."""
    line = text.find("\n", position)
    closing = re.compile(rf"^[ \t>]*{sign[0]}{{{len(sign)},}}[ \t\r]*$", re.MULTILINE)
    found = closing.search(text, line) if line >= 0 else None
    return found.end() if found else len(text)


class _Spans:
    """Code within paragraphs of Markdown, between as many backticks as before it."""

    def __init__(self, text: str) -> None:
        self._runs: dict[int, list[int]] = defaultdict(list)
        for run in _TICKS.finditer(text):
            self._runs[len(run[0])].append(run.start())
        self._stops = [stop.start() for stop in _STOP.finditer(text)]

    def behind(self, position: int, length: int) -> int:
        """Return the position behind the code that begins at one; the same where none does."""
        runs, stops = self._runs[length], self._stops
        run, stop = bisect_left(runs, position), bisect_left(stops, position)
        if run == len(runs) or (stop < len(stops) and stops[stop] < runs[run]):
            return position
        return runs[run] + length
