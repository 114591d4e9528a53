"""Take in a stranger's file: as text, JSON, YAML or XML, within the limits of a map."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Final
from xml.parsers import expat

from argmap.exchange.draft import clean
from argmap.model.findings import Finding, InvalidMapError, Location
from argmap.reading.decoding import decode, replace_unsafe
from argmap.reading.tree import MappingNode, Node, ScalarNode, SequenceNode
from argmap.reading.yaml import MAX_DEPTH, parse
from argmap.rules.other_files import not_importable
from argmap.text import counted

MOST_VALUES: Final = 500_000
"""Values of a JSON file and elements of an XML file, as many as a map may have."""

_MARKS = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{},]', re.DOTALL)
"""Strings, brackets and commas of JSON; `*+` goes through a string once, however it ends."""
_LONGEST_NUMBER = 400


class NotImportedError(InvalidMapError):
    """A file that cannot be imported. Its findings say where and why.

    Attributes:
        text: The file's text, safe to show.
    """

    def __init__(self, findings: tuple[Finding, ...], text: str) -> None:
        super().__init__(findings)
        first = self.findings[0]
        more = ", the first" if len(self.findings) > 1 else ""
        count = counted(len(self.findings), "error")
        said = f"{count}{more}: {first.location}: {first.message}"
        self.args = (said,)
        self.text = text


class Intake:
    """A file to be imported.

    Attributes:
        path: The file as findings name it.
        text: Its text.
    """

    def __init__(self, data: bytes, path: str) -> None:
        """Decode a file.

        Raises:
            NotImportedError: If it is too large, or no text in UTF-8.
        """
        self.path = path
        text, findings = decode(data, path)
        self.text = text or ""
        if findings or text is None:
            raise self.refused(*findings)

    def refused(self, *findings: Finding) -> NotImportedError:
        """Return the error that says these findings."""
        return NotImportedError(findings, replace_unsafe(self.text))

    def finding(self, message: str, hint: str | None = None, place: str | int = 0) -> Finding:
        """Return a finding on the file.

        Args:
            message: The mistake.
            hint: The remedy.
            place: An index in the text, or words of the file, whose first place is meant.
        """
        if isinstance(place, str):
            place = self._place_of(place)
        before = self.text[:place].replace("\r\n", "\n").replace("\r", "\n")
        at = Location(self.path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return not_importable(message, hint, at)

    def _place_of(self, words: str) -> int:
        """Return where some words first stand: as a key, else as a whole value or word.

        An id is often short, and part of other words before it stands by itself.
        """
        quoted, plain = re.escape(json.dumps(words, ensure_ascii=False)), re.escape(words)
        forms = (
            rf"{quoted}(?=\s*:)",
            quoted,
            rf"(?:^|(?<=\n))[ \t]*[\"']?{plain}(?=[\"']?[ \t]*:)",
            rf"(?<=\":)[ \t]*{plain}(?![\w.])",
            rf"(?<!\w){plain}(?!\w)",
            plain,
        )
        for form in forms:
            if found := re.search(form, self.text):
                return found.end() - len(found[0].lstrip(" \t"))
        return 0

    def wrong(self, message: str, hint: str | None = None, place: str | int = 0) -> Exception:
        """Return the error for a file with one mistake; see `finding`."""
        return self.refused(self.finding(message, hint, place))

    def json(self) -> Any:
        """Return the file as JSON.

        Raises:
            NotImportedError: If it is none, or deeper or longer than is read.
        """
        self._refuse_deep_json()
        try:
            return json.loads(self.text, parse_int=_integer)
        except json.JSONDecodeError as error:
            hint = "export it again with the program that wrote it"
            raise self.wrong(f"this is not JSON: {error.msg}", hint, error.pos) from None

    def _refuse_deep_json(self) -> None:
        """Stop at what the parser would recurse or fill the memory for."""
        depth = count = 0
        for mark in _MARKS.finditer(self.text):
            depth += (mark[0] in "[{") - (mark[0] in "]}")
            count += mark[0][0] != '"'
            if depth > MAX_DEPTH:
                message = f"this is nested more than {MAX_DEPTH} levels deep"
                raise self.wrong(message, None, mark.start())
            if count > MOST_VALUES:
                raise self.wrong(f"there are more than {MOST_VALUES:,} values", None, mark.start())

    def yaml(self) -> MappingNode:
        """Return the file as located YAML whose outermost value is a mapping.

        Raises:
            NotImportedError: If it is none.
        """
        tree = parse(self.text, self.path)
        if tree.findings:
            raise self.refused(*tree.findings)
        if not isinstance(tree.root, MappingNode):
            raise self.wrong("there are no keys with values in it")
        return tree.root

    def at(self, node: Node) -> int:
        """Return the index in the text at which a value stands."""
        return self._index(node.line, node.column - 1)

    def xml(self, start: Callable[[str, dict[str, str]], None],
            end: Callable[[str, str], None]) -> None:  # fmt: skip
        """Read the file as XML.

        No entity may be declared: a few lines of them make gigabytes, or read other files.

        Args:
            start: Called with the name and the attributes of each element.
            end: Called with the name of each element that ends, and the text directly in it.

        Raises:
            NotImportedError: If it is none, or goes beyond a limit.
        """
        parser = expat.ParserCreate("utf-8")
        texts: list[list[str]] = []
        count = 0

        def limit(message: str) -> Exception:
            place = self._index(parser.CurrentLineNumber, parser.CurrentColumnNumber)
            return self.wrong(message, None, place)

        def opened(name: str, attributes: dict[str, str]) -> None:
            nonlocal count
            count += 1
            if len(texts) >= MAX_DEPTH:
                raise limit(f"this is nested more than {MAX_DEPTH} levels deep")
            if count > MOST_VALUES:
                raise limit(f"there are more than {MOST_VALUES:,} elements")
            texts.append([])
            start(name, attributes)

        def declared(*_: object) -> None:
            raise limit("it declares an entity, and entities are not read")

        parser.StartElementHandler = opened
        parser.EndElementHandler = lambda name: end(name, "".join(texts.pop()))
        parser.CharacterDataHandler = lambda text: texts[-1].append(text) if texts else None
        parser.EntityDeclHandler = declared
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        try:
            parser.Parse(self.text.encode("utf-8", errors="replace"), True)
        except expat.ExpatError as error:
            place = self._index(error.lineno, error.offset)
            raise self.wrong(
                f"this is not XML: {expat.ErrorString(error.code)}", None, place
            ) from None

    def _index(self, line: int, column: int) -> int:
        lines = self.text.split("\n")
        return sum(len(one) + 1 for one in lines[: line - 1]) + column


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) < _LONGEST_NUMBER else digits


def word(value: Any) -> str:
    """Return a JSON value that is a text or a number as a clean text; all else is empty."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return clean(str(value))


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects in a JSON list, or among the values of a JSON object."""
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    yield from (one for one in items if isinstance(one, dict))


def told(value: Any) -> str:
    """Return a JSON value as one line, for people: lists and objects too."""
    return word(value) or clean(json.dumps(value, ensure_ascii=False))


def said(node: Node | None) -> str:
    """Return a YAML scalar as a clean text; all else is empty."""
    return clean(node.text) if isinstance(node, ScalarNode) else ""


def words(node: Node | None) -> list[tuple[str, Node]]:
    """Return the scalars of a YAML list, of the values of a mapping, or the one scalar itself."""
    found: list[Node] = []
    if isinstance(node, ScalarNode):
        found = [node]
    elif isinstance(node, SequenceNode):
        found = node.items
    elif isinstance(node, MappingNode):
        found = list(node.values.values())
    return [(text, one) for one in found if (text := said(one))]


def line_of(node: Node) -> str:
    """Return a YAML value as one line, as YAML writes lists and mappings in one line.

    It is no deeper than a file may be.
    """
    if isinstance(node, SequenceNode):
        return f"[{', '.join(map(line_of, node.items))}]"
    if isinstance(node, MappingNode):
        return f"{{{', '.join(f'{key}: {line_of(one)}' for key, one in node.values.items())}}}"
    return said(node)
