"""One line of a ledger: the parts of a verdict, each looked at."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from argmap.reading.located import Mapping, Scalar, Sequence, short
from argmap.reading.schemarules import missing_key, unknown_key, wrong_value
from argmap.reading.values import fold, fold_id
from argmap.review.fingerprint import DIGEST_LENGTH, DIGEST_LETTERS
from argmap.review.model import Fingerprint, Judgement, Verdict
from argmap.text import did_you_mean, listed, nearest_key

if TYPE_CHECKING:
    from argmap.findings import Finding
    from argmap.reading.located import Node, Tree
    from argmap.review.model import Prints

_KEYS = ("date", "by", "verdict", "note", "of")
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
        """Takes a finding."""
        self.findings.append(finding)

    def refuse_unknown(self, node: Mapping, known: tuple[str, ...], what: str) -> None:
        """Reports the keys of a mapping that are not known; what it lacks may be among them."""
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
        """Returns a verdict, or None where a part of it that must be there cannot be read."""
        if not isinstance(node, Mapping):
            message = "a verdict has keys of its own"
            hint = "write `- {date: …, by: …, verdict: accept, of: {…}}`"
            self.add(wrong_value(message, hint, self.tree.location(node)))
            return None
        self.refuse_unknown(node, _KEYS, "a verdict")
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

    def _text(self, node: Mapping, key: str, what: str) -> str | None:
        """Returns a text that must be there."""
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

    def _day(self, node: Mapping) -> str | None:
        """Returns the date of a verdict: a day of the calendar."""
        written = self._text(node, "date", "a verdict")
        if written is None or is_day(written):
            return written
        message = f"`date` takes a day, and this is `{short(written)}`"
        self.add(wrong_value(message, "write YYYY-MM-DD", self.tree.location(node.values["date"])))
        return None

    def _judgement(self, node: Mapping) -> Judgement | None:
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

    def _fingerprint(self, verdict: Mapping) -> Fingerprint | None:
        """Returns what was reviewed, or None where that cannot be read."""
        node = verdict.values.get("of")
        if node is None:
            if verdict.broken:
                return None
            at = self.tree.location(verdict)
            self.add(
                missing_key("the verdict does not say what was reviewed, as `of`", _BY_HAND, at)
            )
            return None
        if not isinstance(node, Mapping):
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

    def _items(self, node: Mapping, key: str) -> list[Node]:
        """Returns the items of a list that may be missing."""
        value = node.values.get(key)
        if value is None or isinstance(value, Sequence):
            return value.items if value is not None else []
        message = f"`{key}` takes a list: `[…]`"
        self.add(wrong_value(message, _BY_HAND, self.tree.location(value)))
        return []

    def _ids(self, node: Mapping, key: str) -> tuple[str, ...]:
        found = []
        for item in self._items(node, key):
            name = fold(item)
            if name is None:
                message = f"an item of `{key}` is an id"
                self.add(wrong_value(message, _BY_HAND, self.tree.location(item)))
            else:
                found.append(fold_id(name))
        return tuple(sorted(found))

    def _named(self, node: Mapping, key: str) -> dict[str, Prints]:
        value = node.values.get(key)
        if isinstance(value, Mapping):
            return {name: self._prints(one) for name, one in value.values.items()}
        if value is not None:
            message = f"`{key}` takes ids with what was reviewed of them"
            self.add(wrong_value(message, _BY_HAND, self.tree.location(value)))
        return {}

    def _prints(self, node: Node | None) -> Prints:
        """Returns digests by their keys, as in `text=bcdfgh quote=jklmnp`."""
        if node is None:
            return {}
        found = {}
        words = node.text.split() if isinstance(node, Scalar) else [""]
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
    """Tells whether a text is a day of the calendar, as `YYYY-MM-DD`."""
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
