"""Read a ledger, with every mistake in its place."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from argmap.errors import ArgmapError
from argmap.files import MAX_BYTES
from argmap.files.read import read_some
from argmap.model.findings import Finding, Location, Severity
from argmap.reading.build import fold, fold_id
from argmap.reading.conflicts import conflicts
from argmap.reading.decoding import decode
from argmap.reading.rules import (
    missing_key,
    unknown_key,
    unsupported_version,
    wrong_value,
)
from argmap.reading.tree import MappingNode, Node, ScalarNode, SequenceNode, Tree, is_null
from argmap.reading.yaml import parse
from argmap.review.fingerprint import DIGEST_LENGTH, DIGEST_LETTERS
from argmap.review.ledger import (
    VERSION,
    VERSION_KEY,
    VERSIONS,
    Fingerprint,
    Judgement,
    Ledger,
    LedgerEntry,
    Prints,
    Settled,
    Verdict,
)
from argmap.text import did_you_mean, listed, nearest_key, short, why_unreadable

_VERSIONS = tuple(map(str, VERSIONS))
_JUDGEMENTS = {one.value: one for one in Judgement}
_TOP_KEYS = (VERSION_KEY, "claims")
_VERDICT_KEYS = ("date", "by", "turn", "verdict", "note", "settles", "of")
_SETTLED_KEYS = ("by", "date", "turn")
_REVIEWED_KEYS = (
    *("version", "text", "speaker", "supports", "attacks", "said", "evidence", "sources"),
    *("inferences", "step", "objections", "named"),
)
_FARTHEST_EAST = timedelta(hours=14)
"""How far the clocks of the earliest time zone are ahead of UTC."""

_EVERYDAY = {
    "because": "note",
    "comment": "note",
    "day": "date",
    "reason": "note",
    "reviewer": "by",
}
_BY_HAND_SETTLED = "`argmap review MAP settle ID` writes it: `settles: [{by: …, date: …}]`"
_BY_HAND = "`argmap review` writes what was reviewed: take the line out and judge the claim anew"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ONE_DIGEST = rf"[{DIGEST_LETTERS}]{{{DIGEST_LENGTH}}}"
_DIGEST = re.compile(_ONE_DIGEST)
_PRINT = re.compile(rf"([A-Za-z-]+)=({_ONE_DIGEST}(?:\.{_ONE_DIGEST})*)")
_TURN = re.compile(r"[1-9][0-9]{0,3}")


class LedgerReading(NamedTuple):
    """The result of reading a ledger.

    Attributes:
        ledger: The ledger, or None where there is an error in it.
        findings: Its mistakes, in the order of the file.
        text: The text of the file, safe to show.
    """

    ledger: Ledger | None
    findings: tuple[Finding, ...]
    text: str


def read_ledger(path: str) -> LedgerReading | None:
    """Read a ledger from its file; None where there is no such file.

    Raises:
        ArgmapError: If it is there and cannot be read.
    """
    data = ledger_bytes(path)
    return None if data is None else parse_ledger(data, path)


def ledger_bytes(path: str) -> bytes | None:
    """Return the bytes of a ledger, up to one more than it may have; None where there is none.

    Raises:
        ArgmapError: If it is there and cannot be read.
    """
    try:
        return read_some(path, MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise ArgmapError(f"the ledger {path} cannot be read: {why_unreadable(error)}") from None


def parse_ledger(data: str | bytes, path: str) -> LedgerReading:
    """Read a ledger from its bytes or its text; findings name it by the path."""
    data = data.encode("utf-8", errors="surrogatepass") if isinstance(data, str) else data
    return _parsed(data, path)


@lru_cache(maxsize=4)
def _parsed(data: bytes, path: str) -> LedgerReading:
    """Return what some bytes hold; an editor asks again at each keystroke in the map beside."""
    text, findings = decode(data, path)
    if text is None:
        return LedgerReading(None, findings, "")
    left = tuple(conflicts(text, path, "keep the verdicts of both, each below its claim"))
    if left:
        return LedgerReading(None, left, text)
    tree = parse(text, path)
    reader = _Reader(tree, [*findings, *tree.findings])
    ledger = None if tree.stopped else reader.ledger()
    found = tuple(sorted(reader.findings, key=lambda finding: finding.sort_key))
    sound = all(finding.severity is not Severity.ERROR for finding in found)
    return LedgerReading(ledger if sound else None, found, tree.text)


def is_day(text: str) -> bool:
    """Return whether a text is a day of the calendar, as `YYYY-MM-DD`."""
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def latest_today() -> str:
    """Return today's date where the day begins first: a reviewer may live there."""
    return (datetime.now(UTC) + _FARTHEST_EAST).date().isoformat()


class _Reader:
    """Builds a ledger from its located tree, and gathers the mistakes in it."""

    def __init__(self, tree: Tree, findings: list[Finding]) -> None:
        self._tree = tree
        self.findings = findings

    def ledger(self) -> Ledger | None:
        """Return the ledger, or None where the tree holds none."""
        tree, root = self._tree, self._tree.root
        if not isinstance(root, MappingNode):
            at = tree.location(root) if root is not None else Location(tree.path, 1, 1)
            hint = (
                f"begin the file with `{VERSION_KEY}: {VERSION}`, or delete it if it holds no "
                "verdicts: `argmap review` makes a new one"
            )
            self.findings.append(missing_key("this is no ledger of reviews", hint, at))
            return None
        if not self._is_readable_version(root):
            return None
        self._refuse_unknown(root, _TOP_KEYS, "a ledger")
        claims = root.values.get("claims")
        if claims is None and not root.broken:
            at_version = root.keys.get(VERSION_KEY, root)
            self._missing("the ledger has no `claims`", "write `claims:` below it", at_version)
        if claims is None or is_null(claims):
            return Ledger(tree.path, tree.text)
        if not isinstance(claims, MappingNode):
            message = "`claims` takes the ids of claims, each on a line of its own"
            self._wrong(message, "write `an-id:`, indented", claims)
            return None
        entries = {name: self._entry(claims, name) for name in claims.values}
        self._refuse_crowded(claims)
        return Ledger(tree.path, tree.text, entries)

    def _wrong(self, message: str, hint: str, node: Node) -> None:
        self.findings.append(wrong_value(message, hint, self._tree.location(node)))

    def _missing(self, message: str, hint: str, node: Node) -> None:
        self.findings.append(missing_key(message, hint, self._tree.location(node)))

    def _is_readable_version(self, root: MappingNode) -> bool:
        version = root.values.get(VERSION_KEY)
        write = f"`{VERSION_KEY}: {VERSION}`"
        if version is None:
            first = next(iter(root.keys.values()), root)
            self._missing(
                f"the ledger has no `{VERSION_KEY}`", f"begin the file with {write}", first
            )
            return True
        if isinstance(version, ScalarNode) and version.text in _VERSIONS:
            return True
        if isinstance(version, ScalarNode) and re.fullmatch(r"[0-9.]{1,20}", version.text):
            at = self._tree.location(version)
            self.findings.append(
                unsupported_version(version.text, at, "ledger", VERSION_KEY, _VERSIONS)
            )
            return False
        shown = short(version.text) if isinstance(version, ScalarNode) else "no version"
        message = f"`{VERSION_KEY}` takes the version of the format, and this is `{shown}`"
        self._wrong(message, f"write {write}", version)
        return True

    def _refuse_unknown(self, node: MappingNode, known: tuple[str, ...], what: str) -> None:
        """Report the unknown keys of a mapping; a key that it lacks may be among them."""
        for name, key in node.keys.items():
            if name not in known:
                node.broken = True
                meant = nearest_key(name, known) or _EVERYDAY.get(name.lower())
                meant = meant if meant in known else None
                keys = ", ".join(f"`{one}`" for one in known)
                hint = did_you_mean(meant, f"its keys are {keys}")
                at = self._tree.location(key)
                self.findings.append(unknown_key(short(name), what, hint, at))

    def _refuse_crowded(self, claims: MappingNode) -> None:
        """Report the first claim or verdict that shares a line: new ones go between lines."""
        last = 0
        for name, key in claims.keys.items():
            node = claims.values.get(name)
            items = node.items if isinstance(node, SequenceNode) else []
            for one in (key, *items):
                if one.line == last:
                    message = (
                        "each claim and each verdict stands on a line of its own, so that git can "
                        "merge them"
                    )
                    self._wrong(message, "begin a new line here", one)
                    return
                last = one.line

    def _entry(self, claims: MappingNode, name: str) -> LedgerEntry:
        at, node = self._tree.location(claims.keys[name]), claims.values[name]
        if is_null(node):
            return LedgerEntry(at)
        if not isinstance(node, SequenceNode):
            hint = "begin each verdict on a line of its own with a dash: `- {date: …, by: …}`"
            self._wrong(f"`{name}` takes a list of verdicts", hint, node)
            return LedgerEntry(at)
        verdicts = (self._verdict(item) for item in node.items)
        return LedgerEntry(at, tuple(verdict for verdict in verdicts if verdict is not None))

    def _verdict(self, node: Node) -> Verdict | None:
        """Return a verdict, or None where a required part of it cannot be read."""
        if not isinstance(node, MappingNode):
            hint = "write `- {date: …, by: …, verdict: accept, of: {…}}`"
            self._wrong("a verdict has keys of its own", hint, node)
            return None
        self._refuse_unknown(node, _VERDICT_KEYS, "a verdict")
        day, by = self._day(node), self._text(node, "by", "a verdict")
        judgement, turn = self._judgement(node), self._turn(node)
        note = self._text(node, "note", "a verdict") if "note" in node.values else None
        if judgement is None or day is None or by is None:
            return None
        reviewed = None
        if judgement.is_opinion:
            reviewed = self._fingerprint(node)
            if reviewed is None:
                return None
        settles = self._settles(node) if judgement is Judgement.SETTLE else ()
        if judgement is Judgement.SETTLE and note is None and not node.broken:
            hint = "write why the challenge is settled: `note: …`"
            self._missing("a settlement has no `note`", hint, node)
        return Verdict(
            date=day,
            by=by,
            turn=turn,
            judgement=judgement,
            note=note,
            reviewed=reviewed,
            settles=settles,
            at=self._tree.location(node.values["by"]),
        )

    def _turn(self, node: MappingNode) -> int:
        """Return which verdict of its day one is: the first, unless it says otherwise."""
        value = node.values.get("turn")
        if value is None:
            return 1
        if isinstance(value, ScalarNode) and _TURN.fullmatch(value.text):
            return int(value.text)
        message = "`turn` takes a number: 2 for the reviewer's second verdict on the claim that day"
        self._wrong(message, "write `turn: 2`, or leave it out", value)
        return 1

    def _settles(self, node: MappingNode) -> tuple[Settled, ...]:
        """Return the challenges that a settlement names."""
        items = self._items(node, "settles", _BY_HAND_SETTLED)
        if not items and not node.broken:
            message = "a settlement does not say which challenges it `settles`"
            self._missing(message, _BY_HAND_SETTLED, node)
        return tuple(filter(None, map(self._settled, items)))

    def _settled(self, node: Node) -> Settled | None:
        if not isinstance(node, MappingNode):
            self._wrong("an item of `settles` is a challenge", _BY_HAND_SETTLED, node)
            return None
        self._refuse_unknown(node, _SETTLED_KEYS, "a settled challenge")
        day, by = self._day(node), self._text(node, "by", "a settled challenge")
        if day is None or by is None:
            return None
        return Settled(by=by, date=day, turn=self._turn(node))

    def _text(self, node: MappingNode, key: str, what: str) -> str | None:
        """Return a required text."""
        value = node.values.get(key)
        if value is None:
            if not node.broken:
                self._missing(f"{what} has no `{key}`", f"write `{key}: …`", node)
            return None
        text = fold(value)
        if text is None:
            self._wrong(f"`{key}` takes a text", f"write `{key}: …`", value)
        return text

    def _day(self, node: MappingNode) -> str | None:
        written = self._text(node, "date", "a verdict")
        if written is None or is_day(written):
            return written
        message = f"`date` takes a day, and this is `{short(written)}`"
        self._wrong(message, "write YYYY-MM-DD", node.values["date"])
        return None

    def _judgement(self, node: MappingNode) -> Judgement | None:
        written = self._text(node, "verdict", "a verdict")
        if written is None or written in _JUDGEMENTS:
            return _JUDGEMENTS.get(written or "")
        words = listed([f"`{one}`" for one in _JUDGEMENTS], "or")
        hint = did_you_mean(nearest_key(written, [*_JUDGEMENTS]), f"write {words}")
        self._wrong(f"`verdict` cannot be `{short(written)}`", hint, node.values["verdict"])
        return None

    def _fingerprint(self, verdict: MappingNode) -> Fingerprint | None:
        """Return the claim as it was reviewed, or None where that cannot be read."""
        node = verdict.values.get("of")
        if node is None:
            if not verdict.broken:
                message = "the verdict does not say what was reviewed, as `of`"
                self._missing(message, _BY_HAND, verdict)
            return None
        if not isinstance(node, MappingNode):
            self._wrong("`of` takes what was reviewed, with keys of its own", _BY_HAND, node)
            return None
        self._refuse_unknown(node, _REVIEWED_KEYS, "what was reviewed")
        before = len(self.findings)
        version = self._binding(node)
        text = None
        if "text" in node.values or "step" not in node.values:  # a scheme may stand alone
            text = self._text(node, "text", "what was reviewed")
        speaker = self._text(node, "speaker", "") if "speaker" in node.values else None
        reviewed = Fingerprint(
            version=version,
            text=text or "",
            speaker=speaker,
            supports=self._ids(node, "supports"),
            attacks=self._ids(node, "attacks"),
            said=self._prints(node.values.get("said")),
            evidence=tuple(map(self._prints, self._items(node, "evidence"))),
            sources=self._named(node, "sources"),
            inferences=self._named(node, "inferences"),
            step=self._prints(node.values.get("step")),
            objections=self._ids(node, "objections"),
            named=self._words(node, "named"),
        )
        return reviewed if len(self.findings) == before else None

    def _binding(self, node: MappingNode) -> int:
        """Return the version that says what a verdict is bound to: the first, if none stands."""
        value = node.values.get("version")
        if value is None:
            return 1
        if isinstance(value, ScalarNode) and value.text in _VERSIONS:
            return int(value.text)
        if isinstance(value, ScalarNode) and re.fullmatch(r"[0-9.]{1,20}", value.text):
            at = self._tree.location(value)
            known = _VERSIONS
            self.findings.append(unsupported_version(value.text, at, "verdict", "version", known))
        else:
            self._wrong("`version` takes the version of the verdict", _BY_HAND, value)
        return 1

    def _items(self, node: MappingNode, key: str, hint: str = _BY_HAND) -> list[Node]:
        """Return the items of an optional list."""
        value = node.values.get(key)
        if value is None or isinstance(value, SequenceNode):
            return value.items if value is not None else []
        self._wrong(f"`{key}` takes a list: `[…]`", hint, value)
        return []

    def _ids(self, node: MappingNode, key: str) -> tuple[str, ...]:
        if key not in node.values:  # as in most
            return ()
        found = []
        for item in self._items(node, key):
            name = fold(item)
            if name is None:
                self._wrong(f"an item of `{key}` is an id", _BY_HAND, item)
            else:
                found.append(fold_id(name))
        return tuple(sorted(found))

    def _named(self, node: MappingNode, key: str) -> dict[str, Prints]:
        value = node.values.get(key)
        if isinstance(value, MappingNode):
            return {name: self._prints(one) for name, one in value.values.items()}
        if value is not None:
            self._wrong(f"`{key}` takes ids with what was reviewed of them", _BY_HAND, value)
        return {}

    def _words(self, node: MappingNode, key: str) -> dict[str, str]:
        """Return one digest for each of some ids."""
        value = node.values.get(key)
        if value is None:
            return {}
        if not isinstance(value, MappingNode):
            self._wrong(f"`{key}` takes ids with a digest of their words", _BY_HAND, value)
            return {}
        found = {}
        for name, one in value.values.items():
            if isinstance(one, ScalarNode) and _DIGEST.fullmatch(one.text):
                found[name] = one.text
            else:
                self._wrong(f"`{short(name)}` has no digest", _BY_HAND, value.keys[name])
        return found

    def _prints(self, node: Node | None) -> Prints:
        """Return digests by their keys, as in `text=bcdfgh quote=jklmnp`."""
        if node is None:
            return {}
        found = {}
        for word in node.text.split() if isinstance(node, ScalarNode) else [""]:
            match = _PRINT.fullmatch(word)
            if match is None:
                letters = f"`key=` and {DIGEST_LENGTH} letters"
                self._wrong(f"`{short(word)}` is no digest, which is {letters}", _BY_HAND, node)
            else:
                found[match[1]] = match[2]
        return found
