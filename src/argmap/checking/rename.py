"""Rename an id in a map and in its ledger, in both files or in neither."""

from __future__ import annotations

import codecs
import os
from dataclasses import dataclass, replace
from typing import NamedTuple
from unicodedata import normalize

from argmap import reading
from argmap.checking import Validation, validate_text
from argmap.checking.settings import Settings
from argmap.errors import ArgmapError
from argmap.files.find import ledger_path
from argmap.files.lock import locked
from argmap.files.read import STREAM, name_in_findings
from argmap.files.write import write_together
from argmap.model.argument import ArgumentMap
from argmap.model.findings import InvalidMapError, Severity
from argmap.reading.rename import Replacement, is_id, map_edits, replaced, replacements
from argmap.reading.schema_messages import wrong_id
from argmap.reading.yaml import parse
from argmap.review.read import ledger_bytes
from argmap.review.rename import ledger_edits
from argmap.rules.facts import Named, whereabouts
from argmap.text import Known, did_you_mean, one_line, shown

_READING = "AM1"
"""The beginning of the codes of mistakes of form: what cannot be read cannot be renamed."""

_MEANING = frozenset({"AM201", "AM202", "AM303"})
"""Rules on ids that lead nowhere, or to two parts: the old or the new id may be what they mean."""


class RenameError(ValueError):
    """An id that cannot be renamed, or not to that one: unknown, taken, or no id at all."""


class UnsafeMapError(InvalidMapError):
    """A map has errors of form, or ids that lead nowhere: renaming could change what it says.

    Attributes:
        result: The map with these errors alone, and the texts that they are in.
    """

    def __init__(self, result: Validation) -> None:
        self.result = result
        super().__init__(result.findings)


@dataclass(frozen=True, slots=True)
class Renamed:
    """The outcome of renaming an id.

    Attributes:
        text: The text of the map, renamed.
        places: The number of places in the map where the id stood.
        ledger: The ledger, or None if nothing in it was to be changed.
        ledger_places: The number of places in the ledger that were changed.
    """

    text: str
    places: int
    ledger: str | None = None
    ledger_places: int = 0


def rename(path: str | os.PathLike[str], old: str, new: str) -> Renamed:
    """Rename a claim, an inference, a source or a piece of evidence in a map and its ledger.

    Nothing else changes in the files: comments, order, quotes and line ends stay, and a verdict
    counts as it did. Where the map names the part `new` already and only the ledger has `old`, the
    ledger is renamed alone.

    Args:
        path: The map's file; for `-`, standard input, the text is returned and nothing is written.
        old: The id to be renamed.
        new: Its new name.

    Returns:
        The new text, and in how many places it differs.

    Raises:
        RenameError: If there is no such id, or the new one is taken or cannot be one; a
            `ValueError`.
        UnsafeMapError: If the map or its ledger has errors of form, or ids that lead nowhere; an
            `InvalidMapError`.
        ArgmapError: If a file cannot be read or written. Both stay as they were then.
    """
    path = os.fspath(path)
    old, new = normalize("NFC", old), normalize("NFC", new)
    if path == STREAM:
        return plan_rename(path, old, new).outcome
    if os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path)):  # noqa: PTH110, PTH112, PTH113
        raise ArgmapError(f"{shown(path)} is no ordinary file: give its text as standard input (-)")
    plan_rename(path, old, new)  # what is refused leaves no lock beside the map
    with locked(ledger_path(path)):
        plan = plan_rename(path, old, new)  # again: a reviewer may just have written
        write_together(plan.contents)
    return plan.outcome


class RenamePlan(NamedTuple):
    """What a renaming would do.

    Attributes:
        contents: The bytes to be written, by the files' names.
        changes: What is replaced in the text of each file, without its byte order mark.
        outcome: What is to be said of it.
    """

    contents: dict[str, bytes]
    changes: dict[str, list[Replacement]]
    outcome: Renamed


def plan_rename(path: str, old: str, new: str, data: bytes | None = None) -> RenamePlan:
    """Return the files with another name for a part, and write nothing.

    Args:
        path: The map's file, as for `rename`, which says what is raised, too.
        old: The id to be renamed.
        new: Its new name.
        data: The map as an editor has it; None for what its file holds.
    """
    data, target = reading.map_bytes(path) if data is None else data, ledger_path(path)
    beside = None if path == STREAM else ledger_bytes(target)
    result = _sound(validate_text(data, name_in_findings(path), Settings(), reviews=beside))
    known = result.map
    assert known is not None  # it is sound
    entries = result.ledger.entries if result.ledger is not None else {}
    late = old in entries and old not in _parts(known) and new in known.claims
    if not late:
        _refuse(known, old, new)
    if new in entries:
        raise RenameError(
            f"the ledger {shown(target)} has the id `{new}` already: take it out there, or choose "
            "another id"
        )
    tree = parse(result.text, result.path)
    edits = map_edits(tree, new, old) if late else map_edits(tree, old, new)
    changes = replacements(tree, edits)
    text = replaced(tree.text, changes)
    again = reading.read(text, result.path).map
    assert again is not None  # no more than an id is new in it
    if late:
        again, known, text, changes = known, again, result.text, []
    text = _bom(data) + text
    contents = {} if late else {path: text.encode("utf-8")}
    everywhere = {} if late else {path: changes}
    if result.ledger is None or beside is None:
        return RenamePlan(contents, everywhere, Renamed(text, len(changes)))
    ledger = parse(result.ledger.text, target)
    in_ledger = replacements(ledger, ledger_edits(ledger, old, new, known, again))
    if in_ledger:
        everywhere[target] = in_ledger
        contents[target] = (_bom(beside) + replaced(ledger.text, in_ledger)).encode("utf-8")
    named = target if in_ledger else None
    return RenamePlan(contents, everywhere, Renamed(text, len(changes), named, len(in_ledger)))


def _bom(data: bytes) -> str:
    """Return the byte order mark that a file begins with, if it does."""
    return "\ufeff" if data.startswith(codecs.BOM_UTF8) else ""


def _sound(result: Validation) -> Validation:
    """Return a map in which it is clear what each id means.

    Raises:
        UnsafeMapError: If it is not.
    """
    unsafe = tuple(
        one
        for one in result.findings
        if one.severity is Severity.ERROR
        and (
            one.code in _MEANING
            or one.code.startswith(_READING)
            or one.location.path != result.path
        )
    )
    if unsafe or result.map is None:
        raise UnsafeMapError(replace(result, findings=unsafe))
    return result


def _refuse(argument_map: ArgumentMap, old: str, new: str) -> None:
    """Stop at ids that cannot be exchanged.

    Raises:
        RenameError: With what to do about it.
    """
    parts = _parts(argument_map)
    if old == argument_map.thesis.id:
        raise RenameError("the thesis has no other name than `thesis`, so it cannot be renamed")
    if old not in parts:
        counted = [piece.id for _, piece in argument_map.evidence() if piece.numbered]
        if old in counted:
            raise RenameError(
                f"`{old}` is no id that stands in the map, but counted: give that evidence an `id`"
            )
        hint = did_you_mean(Known(parts).nearest(old), "ids stand before the colon in the map")
        raise RenameError(f"nothing on the map has the id `{one_line(old)}`: {hint}")
    if not is_id(new):
        said, what_would_do = wrong_id(one_line(new))
        raise RenameError(f"{said}: {what_would_do}")
    if new == old:
        raise RenameError(f"`{old}` is its id already")
    if new in parts:
        raise RenameError(f"`{new}` is taken: {whereabouts(parts[new])} has it")


def _parts(argument_map: ArgumentMap) -> dict[str, Named]:
    """Return all that has an id of its own, by it."""
    own = {piece.id: piece for _, piece in argument_map.evidence() if not piece.numbered}
    return {**own, **argument_map.sources, **argument_map.inferences, **argument_map.claims}
