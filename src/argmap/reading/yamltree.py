"""Text to located tree, straight from the events of PyYAML's C parser.

The only file that knows PyYAML. It never composes: that takes twice the time, and kills the
process where brackets nest a hundred thousand deep. The events come one by one instead, and the
limits stop them in time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from argmap.reading.characters import UNSAFE, find_unsafe, holds_unsafe, replace_unsafe
from argmap.reading.collecting import Collector
from argmap.reading.located import Mapping, Node, Scalar, Sequence, Tree, Unknown
from argmap.reading.treebuilder import TreeBuilder
from argmap.reading.yamlreporting import Reporter, TooManyMistakesError

if TYPE_CHECKING:
    from yaml.error import Mark

    from argmap.reading.syntaxstop import Before

MAX_DEPTH = 64
MAX_EVENTS = 500_000


def parse(text: str, path: str) -> Tree:
    """Reads a text as YAML, of which only the plain part is taken.

    Args:
        text: What to read, without a byte order mark.
        path: The file as the user named it.

    Returns:
        The tree, with what is wrong as findings; unsafe characters are replaced in its text.
        Its root is None if there is nothing in the file or the reading had to stop.
    """
    return _parse(text, path, None)


def _parse(text: str, path: str, end: Mark | None) -> Tree:
    """Return the tree of a text, read to the end or to what is too deep for the parser."""
    collector, safe = Collector(), text
    if holds_unsafe(text):
        find_unsafe(text, path, collector)
        safe = replace_unsafe(text)
    reader = _Reader(safe, Reporter(safe, path, collector))
    root = reader.read(end)
    if reader.limit is not None and end is None:
        return _parse(text, path, reader.limit)
    return Tree(path, safe, root, collector.result(), stopped=reader.stopped)


class _Reader(TreeBuilder):
    """Turns events into nodes.

    Attributes:
        watchful: Some text is followed by what may be a lost comment, or holds an escape.
        unusable: Open mappings and lists that stand where a key should.
        last: The event before.
        closed: The last mapping or list that was closed.
        stopped: The reading stopped before the end.
        limit: What was too deep for the parser before it told of what is too deep for us: it looks
            ahead, and of many brackets in a line it tells none before it has seen the last.
    """

    def __init__(self, text: str, report: Reporter) -> None:
        super().__init__(report)
        self.watchful = "\\" in text or report.may_lose_comments()
        self.unusable: list[Mapping | Sequence] = []
        self.last: Any = None
        self.closed: Node | None = None
        self.stopped = False
        self.limit: Mark | None = None

    def read(self, end: Mark | None) -> Node | None:
        """Read to the end, or to where the reading has to stop, at a mark at the latest."""
        text = self.report.without_directives()
        root = None
        try:
            root = self._read_events(yaml.CSafeLoader(text if end is None else text[: end.index]))
        except yaml.YAMLError as error:
            self._stop(error, end)
        except TooManyMistakesError:
            self.stopped = True
        if end is None or self.stopped:
            return root
        self.report.too_deep(*_place(end))
        self.stopped = True
        return None

    def _read_events(self, loader: Any) -> Node | None:
        """Reads event after event; a tight loop, since the reading's time is spent here."""
        next_event, take_scalar, depth = loader.get_event, self._scalar, self.open
        for _ in range(MAX_EVENTS):
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                take_scalar(event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._close()
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if len(depth) >= MAX_DEPTH:
                    self.report.too_deep(*_place(event.start_mark))
                    break
                self._start(event, Mapping if kind is MappingStartEvent else Sequence)
            elif kind is AliasEvent:
                self._alias(event)
            elif kind is StreamEndEvent:
                return self.root
            elif kind is DocumentStartEvent and self.root is not None:
                self.report.second_map(*_place(event.start_mark))
                return self.root
            self.last = event
        else:
            self.report.too_long(*_place(event.start_mark))
        self.stopped = True
        return None

    def _scalar(self, event: Any) -> None:
        """Takes a key or a text; most are plain and good, so these take the shortest way."""
        start, end, text = event.start_mark, event.end_mark, event.value
        line, column = start.line, start.column
        length = end.column - column if end.line == line else 0
        scalar = Scalar(text, not event.style, line + 1, column + 1, length)
        if self.watchful or event.anchor is not None or event.tag is not None:
            node = self._look_closer(event, scalar)
            if self.awaits_key:
                self.take_key(node)
            else:
                self.put(node)
        elif not self.awaits_key:
            self.put(scalar)
        elif text.isascii() and text not in self.keys and text != "<<":
            self.keys[text] = scalar
            self.name = text
            self.awaits_key = False
        else:
            self.take_key(scalar)

    def _look_closer(self, event: Any, scalar: Scalar) -> Node:
        """Reports what is wrong with a text as such, and returns what to take in its place."""
        start, end = event.start_mark, event.end_mark
        if scalar.plain and scalar.text:
            self.report.lost_comment(*_place(end), end.index)
        elif event.style == '"' and UNSAFE.search(scalar.text):
            self.report.unsafe_escape(scalar)
            scalar.text = replace_unsafe(scalar.text)
        if event.anchor is not None or event.tag is not None:
            self.report.feature(*_place(start), start.index)
            if not scalar.text:
                return Unknown(scalar.line, scalar.column, scalar.length)
        return scalar

    def _start(self, event: Any, make: type[Mapping | Sequence]) -> None:
        """Opens a mapping or a list."""
        mark = event.start_mark
        node: Mapping | Sequence = make(
            mark.line + 1, mark.column + 1, event.end_mark.column - mark.column
        )
        if event.anchor is not None or event.tag is not None:
            self.report.feature(*_place(mark), mark.index)
        if self.awaits_key:
            self.report.no_key(node)
            self.unusable.append(node)
        else:
            if make is Mapping and isinstance(self.reopened, Mapping):
                node = self.reopened
            self.put(node)
        self.open.append(node)
        self.look_into(node)

    def _close(self) -> None:
        """Closes the mapping or list on top."""
        closed = self.closed = self.open.pop()
        self.look_into(self.open[-1] if self.open else None)
        if self.unusable and self.unusable[-1] is closed:
            self.unusable.pop()
            self.take_key(Unknown(closed.line, closed.column, 1))

    def _alias(self, event: Any) -> None:
        start, end = event.start_mark, event.end_mark
        self.report.feature(*_place(start), start.index)
        node = Unknown(start.line + 1, start.column + 1, end.column - start.column)
        if self.awaits_key:
            self.take_key(node)
        else:
            self.put(node)

    def _stop(self, error: yaml.YAMLError, end: Mark | None) -> None:
        """Report where and why the parser gave up, if not at its own limit or where it was cut."""
        from argmap.reading.syntaxstop import Stop  # noqa: PLC0415 -- most files are YAML

        mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
        line, column = _place(mark) if mark else (1, 1)
        context_line, context_column = _place(context) if context else (line, column)
        problem, while_doing = getattr(error, "problem", ""), getattr(error, "context", "")
        if mark and ("nest" in (problem or "") if end is None else mark.index >= end.index):
            self.limit = mark
            return
        self.stopped = True
        known = [*self.open, self.closed]
        inner = self.open[-1] if self.open else None
        stop = Stop(
            problem=f"{problem or ''} {while_doing or ''}",
            line=line,
            column=column,
            context_line=context_line,
            context_column=context_column,
            before=self._before(),
            columns=tuple(node.column for node in known if type(node) is Mapping),
            open_line=inner.line if inner else 1,
            open_column=inner.column if inner else 1,
        )
        self.report.syntax(stop)

    def _before(self) -> Before:
        """Returns what was read just before the parser gave up."""
        from argmap.reading.syntaxstop import Before  # noqa: PLC0415

        event = self.last
        if event is None:
            return Before("nothing", 1, 1, 1, 1)
        kind, start = "nothing", event.start_mark
        end = event.end_mark
        if type(event) is ScalarEvent:
            kind = {"": "plain", "'": "quoted", '"': "quoted"}.get(event.style or "", "block")
        elif type(event) is AliasEvent:
            kind = "alias"
        elif type(event) in (MappingEndEvent, SequenceEndEvent) and end.index > start.index:
            assert self.closed is not None  # an end closes something
            return Before("flow", self.closed.line, self.closed.column, *_place(end))
        return Before(kind, *_place(start), *_place(end))


def _place(mark: Mark) -> tuple[int, int]:
    """Returns a mark's line and column, counted from 1 as in all findings."""
    return mark.line + 1, mark.column + 1
