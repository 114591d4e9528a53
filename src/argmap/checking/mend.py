"""Mend the mistakes of a map whose remedy is sure, and change nothing else in it."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from argmap import reading
from argmap.checking import Validation, validate
from argmap.checking.settings import Settings
from argmap.errors import ArgmapError
from argmap.files.write import write_together
from argmap.model.findings import Finding, Location
from argmap.reading.rename import NO_TEXT_WHEN_PLAIN, Replacement, replaced, said
from argmap.reading.tree import MappingNode, Node, ScalarNode, SequenceNode, Tree
from argmap.reading.yaml import parse
from argmap.text import shown

_ROUNDS = 200
"""Times that a map is mended and checked again: a mistake in YAML hides those below it."""

_WORD = re.compile(r"[^ \t\r\n]+")
_BLANKS = re.compile(r"[ \t\r\n]*")


class Mended(NamedTuple):
    """A map with its sure mends made.

    Attributes:
        old, new: Its bytes as they were, and as they are now: the very same, in whatever encoding,
            where nothing is mended.
        before, text: Its text as it was, and as it is now, without a byte order mark.
        findings: The findings that are mended.
        result: What is found in the new text.
    """

    old: bytes
    new: bytes
    before: str
    text: str
    findings: tuple[Finding, ...]
    result: Validation

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines on which something was mended, counted from 1."""
        return tuple(sorted({finding.location.line for finding in self.findings}))


def mend(
    path: str,
    data: bytes,
    settings: Settings | None = None,
    *,
    sources: Mapping[str, str | os.PathLike[str]] | None = None,
) -> Mended:
    """Return a map with every mistake mended whose remedy is sure. Nothing is written.

    Comments, order, quotes and line ends stay. Sure is a misspelt id or key that is like one known
    word alone, a text that must be in quotes, and a quote that differs in two words at most from
    one passage of its source's text.

    Args:
        path: The map's file; `-` is standard input.
        data: What stands in it.
        settings: As `validate` takes them.
        sources: As `validate` takes them.

    Raises:
        ArgmapError: If a file with settings or a source's text cannot be read or used.
    """

    def check(text: str | bytes) -> Validation:
        return validate(path, settings, sources=sources, text=text)

    result = check(data)
    before = text = result.text
    if text != data.decode("utf-8-sig", errors="replace"):  # what a reader made safe is not mended
        return Mended(data, data, before, text, (), result)
    done: list[Finding] = []
    tried: set[tuple[str, str, str]] = set()
    for _ in range(_ROUNDS):
        new, made = _mend_some(result, tried)
        if not made:
            break
        text, result = new, check(new)
        done += made
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    written = mark + text.encode("utf-8") if done else data
    return Mended(data, written, before, text, tuple(done), result)


def write(path: str, mended: Mended) -> None:
    """Write a mended map, unless somebody else has written it meanwhile.

    Raises:
        ArgmapError: If it cannot be written, or has changed; it stays as it is then.
    """
    if not os.path.isfile(path):  # noqa: PTH113
        raise ArgmapError(f"{shown(path)} is no ordinary file: give its text as standard input (-)")
    if reading.map_bytes(path) != mended.old:
        raise ArgmapError(f"{shown(path)} was changed by somebody else: run this again")
    write_together({path: mended.new})


def replacements_of(finding: Finding, tree: Tree) -> tuple[Replacement, ...]:
    """Return the changes to a file's text that mend a finding; none where no mend is sure.

    Args:
        finding: The finding.
        tree: The file that it is about; of another file, there are none.
    """
    mend = finding.mend
    if mend is None or finding.location.path != tree.path:
        return ()
    if mend.at is not None:
        start = tree.offset(mend.at.line, mend.at.column)
        return (Replacement(start, start + mend.at.length, mend.text),)
    node = _node_at(finding.location, tree)
    return () if node is None else tuple(_changed_words(tree, node, mend.text))


def _mend_some(
    result: Validation, tried: set[tuple[str, str, str]]
) -> tuple[str, tuple[Finding, ...]]:
    """Return a text with mends made that do not overlap, and their findings."""
    tree = parse(result.text, result.path)
    chosen: list[tuple[Finding, tuple[Replacement, ...]]] = []
    taken = -1
    for finding in result.findings:
        if finding.mend is None or not finding.mend.sure:
            continue
        changes = replacements_of(finding, tree)
        trace = (finding.code, finding.message, finding.mend.text)
        if not changes or trace in tried or changes[0].start < taken:
            continue  # those that overlap are looked at again in the next round
        chosen.append((finding, changes))
        taken = changes[-1].end
    whole = _made(tree, chosen)
    if whole is None:
        chosen = [one for one in chosen if _made(tree, [one]) is not None]
        whole = _made(tree, chosen)
    for finding, _ in chosen:
        tried.add((finding.code, finding.message, finding.mend.text if finding.mend else ""))
    return (whole, tuple(one for one, _ in chosen)) if whole is not None else (tree.text, ())


def _made(tree: Tree, mends: Sequence[tuple[Finding, tuple[Replacement, ...]]]) -> str | None:
    """Return a text with some mends made, or None if it would say anything else then."""
    text = replaced(tree.text, (change for _, changes in mends for change in changes))
    after = parse(text, tree.path)
    if tree.stopped:
        last = max(finding.location.line for finding, _ in mends) if mends else 0
        stops = [one.location.line for one in after.findings if one.code == "AM101"]
        return text if not after.stopped or min(stops, default=0) > last else None
    words = {}
    for finding, _ in mends:
        node = _node_at(finding.location, tree)
        if node is not None and finding.mend is not None and finding.mend.at is None:
            words[id(node)] = finding.mend.text
    return text if list(said(after, {})) == list(said(tree, words)) else None


def _node_at(place: Location, tree: Tree) -> ScalarNode | None:
    """Return the key or the value that stands at a place."""
    waiting: list[Node | None] = [tree.root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ScalarNode) and (node.line, node.column) == place[1:3]:
            return node
        if isinstance(node, MappingNode):
            waiting += [*node.values.values(), *node.keys.values()]
        elif isinstance(node, SequenceNode):
            waiting += node.items
    return None


def _changed_words(tree: Tree, node: ScalarNode, meant: str) -> Iterator[Replacement]:
    """Yield the changes of the words of a text that are not as meant."""
    spans = _spans(tree, node)
    if not spans:
        return
    old, new = _WORD.findall(node.text), _WORD.findall(meant)
    quote = tree.text[tree.offset(node.line, node.column)]
    for step, first, end, first_new, end_new in SequenceMatcher(
        None, old, new, False
    ).get_opcodes():
        words = _escaped(" ".join(new[first_new:end_new]), quote, node)
        if step == "replace":
            yield Replacement(spans[first][0], spans[end - 1][1], words)
        elif step == "delete" and end < len(spans):
            yield Replacement(spans[first][0], spans[end][0], "")
        elif step == "delete" and first:
            yield Replacement(spans[first - 1][1], spans[end - 1][1], "")
        elif step == "insert" and first < len(spans):
            yield Replacement(spans[first][0], spans[first][0], f"{words} ")
        elif step == "insert":
            yield Replacement(spans[-1][1], spans[-1][1], f" {words}")


def _escaped(words: str, quote: str, node: ScalarNode) -> str:
    """Return words as they stand in quotes, or without any."""
    if node.plain:
        return f'"{words}"' if words in NO_TEXT_WHEN_PLAIN else words
    if quote == "'":
        return words.replace("'", "''")
    if quote == '"':
        return words.replace("\\", "\\\\").replace('"', '\\"')
    return words


def _spans(tree: Tree, node: ScalarNode) -> list[tuple[int, int]] | None:
    """Return where each word of a text stands, or None where one is written as an escape."""
    text = tree.text
    place = tree.offset(node.line, node.column)
    if not node.plain:
        block = text[place] in "|>"
        place = text.find("\n", place) + 1 if block else place + 1
    spans = []
    for word in _WORD.findall(node.text):
        place = _BLANKS.match(text, place).end()  # type: ignore[union-attr]  # it matches any text
        if not text.startswith(word, place):
            return None
        spans.append((place, place + len(word)))
        place += len(word)
    return spans
