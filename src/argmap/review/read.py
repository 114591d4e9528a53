"""Read a ledger, with every mistake in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from argmap.errors import ArgmapError
from argmap.files.read import MAX_BYTES, read_some
from argmap.model.findings import Finding, Location, Severity
from argmap.reading.build import fold, fold_id
from argmap.reading.decoding import decode
from argmap.reading.rules import (
    missing_key,
    unknown_key,
    unsupported_version,
    wrong_value,
    yaml_syntax,
)
from argmap.reading.tree import MappingNode, Node, ScalarNode, SequenceNode, Tree, is_null
from argmap.reading.yaml import parse
from argmap.review.fingerprint import DIGEST_LENGTH, DIGEST_LETTERS
from argmap.review.ledger import Entry, Fingerprint, Judgement, Ledger, Prints, Verdict
from argmap.text import did_you_mean, lines_of, listed, nearest_key, short, why_unreadable

_VERDICT_KEYS = ("date", "by", "verdict", "note", "of")
_EVERYDAY = {
    "because": "note",
    "comment": "note",
    "day": "date",
    "reason": "note",
    "reviewer": "by",
}
_PARTS = ("text", "speaker", "supports", "attacks", "said", "evidence", "sources", "inferences")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGEST = re.compile(rf"([A-Za-z-]+)=([{DIGEST_LETTERS}]{{{DIGEST_LENGTH}}})")
_BY_HAND = "`argmap review` writes what was reviewed: take the line out and judge the claim anew"


class Lines:
    """Reads verdicts and gathers what is wrong with them.

    Attributes:
        tree: The ledger as a located tree.
        findings: What is wrong with it so far.
    """

    def __init__(self, tree: Tree, findings: list[Finding]) -> None:
        self.tree = tree
        self.findings = findings

    def add(self, finding: Finding) -> None:
        """Take a finding."""
        self.findings.append(finding)

    def refuse_unknown(self, node: MappingNode, known: tuple[str, ...], what: str) -> None:
        """Report the keys of a mapping that are not known; what it lacks may be among them."""
        for name, key in node.keys.items():
            if name not in known:
                node.broken = True
                meant = nearest_key(name, known) or _EVERYDAY.get(name.lower())
                meant = meant if meant in known else None
                keys = ", ".join(f"`{one}`" for one in known)
                hint = did_you_mean(meant, f"its keys are {keys}")
                at = self.tree.location(key)
                self.add(unknown_key(short(name), what, hint, at))

    def verdict(self, node: Node) -> Verdict | None:
        """Return a verdict, or None where a part of it that must be there cannot be read."""
        if not isinstance(node, MappingNode):
            message = "a verdict has keys of its own"
            hint = "write `- {date: …, by: …, verdict: accept, of: {…}}`"
            self.add(wrong_value(message, hint, self.tree.location(node)))
            return None
        self.refuse_unknown(node, _VERDICT_KEYS, "a verdict")
        day, by = self._day(node), self._text(node, "by", "a verdict")
        judgement = self._judgement(node)
        note = self._text(node, "note", "a verdict") if "note" in node.values else None
        if judgement is None or day is None or by is None:
            return None
        reviewed = None
        if judgement is not Judgement.WITHDRAW:
            reviewed = self._fingerprint(node)
            if reviewed is None:
                return None
        at = self.tree.location(node.values["by"])
        return Verdict(date=day, by=by, judgement=judgement, note=note, reviewed=reviewed, at=at)

    def _text(self, node: MappingNode, key: str, what: str) -> str | None:
        """Return a text that must be there."""
        value = node.values.get(key)
        if value is None:
            if not node.broken:
                message, hint = f"{what} has no `{key}`", f"write `{key}: …`"
                self.add(missing_key(message, hint, self.tree.location(node)))
            return None
        text = fold(value)
        if text is None:
            message = f"`{key}` takes a text"
            self.add(wrong_value(message, f"write `{key}: …`", self.tree.location(value)))
        return text

    def _day(self, node: MappingNode) -> str | None:
        """Return the date of a verdict: a day of the calendar."""
        written = self._text(node, "date", "a verdict")
        if written is None or is_day(written):
            return written
        message = f"`date` takes a day, and this is `{short(written)}`"
        self.add(wrong_value(message, "write YYYY-MM-DD", self.tree.location(node.values["date"])))
        return None

    def _judgement(self, node: MappingNode) -> Judgement | None:
        written = self._text(node, "verdict", "a verdict")
        known = [one.value for one in Judgement]
        if written is None or written in known:
            return Judgement(written) if written is not None else None
        meant = nearest_key(written, known)
        words = listed([f"`{one}`" for one in known], "or")
        hint = did_you_mean(meant, f"write {words}")
        message = f"`verdict` cannot be `{short(written)}`"
        self.add(wrong_value(message, hint, self.tree.location(node.values["verdict"])))
        return None

    def _fingerprint(self, verdict: MappingNode) -> Fingerprint | None:
        """Return what was reviewed, or None where that cannot be read."""
        node = verdict.values.get("of")
        if node is None:
            if verdict.broken:
                return None
            at = self.tree.location(verdict)
            self.add(
                missing_key("the verdict does not say what was reviewed, as `of`", _BY_HAND, at)
            )
            return None
        if not isinstance(node, MappingNode):
            message = "`of` takes what was reviewed, with keys of its own"
            self.add(wrong_value(message, _BY_HAND, self.tree.location(node)))
            return None
        self.refuse_unknown(node, (*_PARTS, "objections"), "what was reviewed")
        before = len(self.findings)
        text = self._text(node, "text", "what was reviewed")
        speaker = self._text(node, "speaker", "") if "speaker" in node.values else None
        parts = Fingerprint(
            text=text or "",
            speaker=speaker,
            supports=self._ids(node, "supports"),
            attacks=self._ids(node, "attacks"),
            said=self._prints(node.values.get("said")),
            evidence=tuple(map(self._prints, self._items(node, "evidence"))),
            sources=self._named(node, "sources"),
            inferences=self._named(node, "inferences"),
            objections=self._ids(node, "objections"),
        )
        return parts if len(self.findings) == before else None

    def _items(self, node: MappingNode, key: str) -> list[Node]:
        """Return the items of a list that may be missing."""
        value = node.values.get(key)
        if value is None or isinstance(value, SequenceNode):
            return value.items if value is not None else []
        message = f"`{key}` takes a list: `[…]`"
        self.add(wrong_value(message, _BY_HAND, self.tree.location(value)))
        return []

    def _ids(self, node: MappingNode, key: str) -> tuple[str, ...]:
        found = []
        for item in self._items(node, key):
            name = fold(item)
            if name is None:
                message = f"an item of `{key}` is an id"
                self.add(wrong_value(message, _BY_HAND, self.tree.location(item)))
            else:
                found.append(fold_id(name))
        return tuple(sorted(found))

    def _named(self, node: MappingNode, key: str) -> dict[str, Prints]:
        value = node.values.get(key)
        if isinstance(value, MappingNode):
            return {name: self._prints(one) for name, one in value.values.items()}
        if value is not None:
            message = f"`{key}` takes ids with what was reviewed of them"
            self.add(wrong_value(message, _BY_HAND, self.tree.location(value)))
        return {}

    def _prints(self, node: Node | None) -> Prints:
        """Return digests by their keys, as in `text=bcdfgh quote=jklmnp`."""
        if node is None:
            return {}
        found = {}
        words = node.text.split() if isinstance(node, ScalarNode) else [""]
        for word in words:
            match = _DIGEST.fullmatch(word)
            if match is None:
                letters = f"`key=` and {DIGEST_LENGTH} letters"
                message = f"`{short(word)}` is no digest, which is {letters}"
                self.add(wrong_value(message, _BY_HAND, self.tree.location(node)))
            else:
                found[match[1]] = match[2]
        return found


def is_day(text: str) -> bool:
    """Return whether a text is a day of the calendar, as `YYYY-MM-DD`."""
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


VERSION_KEY = "argmap-review"
_VERSION = "1"
_TOP_KEYS = (VERSION_KEY, "claims")
_MARKER = re.compile(r"([<>|])\1{6}( .*)?|={7}")
"""What git writes around the two sides of a conflict."""


class LedgerReading(NamedTuple):
    """What came of reading a ledger.

    Attributes:
        ledger: The ledger, or None where there is an error in it.
        findings: What is wrong with it, in the order of the file.
        text: What was read, safe to show.
    """

    ledger: Ledger | None
    findings: tuple[Finding, ...]
    text: str


def read_file(path: str) -> LedgerReading | None:
    """Read a ledger from its file; None where there is no such file.

    Raises:
        ArgmapError: If it is there and cannot be read.
    """
    try:
        return read(read_some(path, MAX_BYTES + 1), path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise ArgmapError(f"the ledger {path} cannot be read: {why_unreadable(error)}") from None


def read(data: str | bytes, path: str) -> LedgerReading:
    """Read a ledger.

    Args:
        data: The file's bytes or its text.
        path: The file as findings are to name it.
    """
    data = data.encode("utf-8", errors="surrogatepass") if isinstance(data, str) else data
    text, findings = decode(data, path)
    if text is None:
        return LedgerReading(None, findings, "")
    conflicts = tuple(_conflicts(text, path))
    if conflicts:
        return LedgerReading(None, conflicts, text)
    tree = parse(text, path)
    lines = Lines(tree, [*findings, *tree.findings])
    ledger = None if tree.stopped else _ledger(lines)
    told = sorted(lines.findings, key=lambda finding: finding.sort_key)
    sound = all(finding.severity is not Severity.ERROR for finding in told)
    return LedgerReading(ledger if sound else None, tuple(told), tree.text)


def _conflicts(text: str, path: str) -> Iterator[Finding]:
    """Yield a finding for each conflict that a merge has left in the text."""
    lines = list(enumerate(lines_of(text), start=1))
    marked = [(number, line) for number, line in lines if _MARKER.fullmatch(line)]
    for number, line in [one for one in marked if one[1][0] == "<"] or marked[:1]:
        yield yaml_syntax(
            "a merge has left both sides of a conflict here",
            "keep the verdicts of both, each below its claim, and delete the lines that begin "
            "with <<<<<<<, ======= or >>>>>>>",
            Location(path, number, 1, len(line)),
        )


def _ledger(lines: Lines) -> Ledger | None:
    """Return what a tree holds, as far as it is a ledger."""
    tree, root = lines.tree, lines.tree.root
    if not isinstance(root, MappingNode):
        at = tree.location(root) if root is not None else Location(tree.path, 1, 1)
        hint = (
            f"begin the file with `{VERSION_KEY}: {_VERSION}`, or delete it if it holds no "
            "verdicts: `argmap review` makes a new one"
        )
        lines.add(missing_key("this is no ledger of reviews", hint, at))
        return None
    if not _is_readable_version(root, lines):
        return None
    lines.refuse_unknown(root, _TOP_KEYS, "a ledger")
    claims = root.values.get("claims")
    if claims is None and not root.broken:
        at = tree.location(root.keys.get(VERSION_KEY, root))
        lines.add(missing_key("the ledger has no `claims`", "write `claims:` below it", at))
    if claims is None or is_null(claims):
        return Ledger(tree.path, tree.text)
    if not isinstance(claims, MappingNode):
        message = "`claims` takes the ids of claims, each on a line of its own"
        lines.add(wrong_value(message, "write `an-id:`, indented", tree.location(claims)))
        return None
    entries = {name: _entry(lines, claims, name) for name in claims.values}
    _refuse_crowded(lines, claims)
    return Ledger(tree.path, tree.text, entries)


def _is_readable_version(root: MappingNode, lines: Lines) -> bool:
    """Return whether a ledger is written in the version that this argmap reads."""
    version = root.values.get(VERSION_KEY)
    if version is None:
        first = next(iter(root.keys.values()), root)
        hint = f"begin the file with `{VERSION_KEY}: {_VERSION}`"
        message = f"the ledger has no `{VERSION_KEY}`"
        lines.add(missing_key(message, hint, lines.tree.location(first)))
        return True
    if isinstance(version, ScalarNode) and version.text == _VERSION:
        return True
    at = lines.tree.location(version)
    if isinstance(version, ScalarNode) and re.fullmatch(r"[0-9.]{1,20}", version.text):
        lines.add(unsupported_version(version.text, at, "ledger", VERSION_KEY))
        return False
    shown = short(version.text) if isinstance(version, ScalarNode) else "no version"
    message = f"`{VERSION_KEY}` takes the version of the format, and this is `{shown}`"
    lines.add(wrong_value(message, f"write `{VERSION_KEY}: {_VERSION}`", at))
    return True


def _entry(lines: Lines, claims: MappingNode, name: str) -> Entry:
    """Return the verdicts on one claim."""
    at, node = lines.tree.location(claims.keys[name]), claims.values[name]
    if is_null(node):
        return Entry(at)
    if not isinstance(node, SequenceNode):
        message = f"`{name}` takes a list of verdicts"
        hint = "begin each verdict on a line of its own with a dash: `- {date: …, by: …}`"
        lines.add(wrong_value(message, hint, lines.tree.location(node)))
        return Entry(at)
    verdicts = (lines.verdict(item) for item in node.items)
    return Entry(at, tuple(verdict for verdict in verdicts if verdict is not None))


def _refuse_crowded(lines: Lines, claims: MappingNode) -> None:
    """Report claims and verdicts that share a line: new ones are put between lines."""
    last = 0
    for name, key in claims.keys.items():
        node = claims.values.get(name)
        items = node.items if isinstance(node, SequenceNode) else []
        for one in (key, *items):
            if one.line == last:
                _refuse_shared_line(lines, one)
                return
            last = one.line


def _refuse_shared_line(lines: Lines, node: Node) -> None:
    message = "each claim and each verdict stands on a line of its own, so that git can merge them"
    lines.add(wrong_value(message, "begin a new line here", lines.tree.location(node)))
