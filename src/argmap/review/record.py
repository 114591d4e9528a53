"""Record verdicts in the ledger beside a map, whole or not at all."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from argmap.errors import ArgmapError
from argmap.files.find import ledger_path
from argmap.files.lock import locked
from argmap.files.read import STREAM
from argmap.files.write import write
from argmap.model.argument import ArgumentMap
from argmap.reading.decoding import UNSAFE
from argmap.review.fingerprint import Surroundings, changes, fingerprint
from argmap.review.ledger import Entry, Judgement, Ledger, Verdict
from argmap.review.read import is_day, read
from argmap.review.states import last_words
from argmap.review.write import new_ledger, with_verdicts
from argmap.text import Known, did_you_mean, one_line, shown

ReadValid = Callable[[str], tuple[ArgumentMap, Ledger | None]]
"""What reads a map and its ledger, and raises `InvalidMapError` where one has an error."""


class VerdictError(ValueError):
    """A verdict that cannot be given: an unknown claim, a date that is none, no reviewer."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of verdicts that were given.

    Attributes:
        path: The ledger.
        verdicts: What was added to it, by the ids of the claims.
        known: The ids of the claims of which the ledger said the same before.
    """

    path: str
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    known: tuple[str, ...] = ()


def record(
    path: str,
    verdict: Judgement | str,
    ids: Iterable[str],
    *,
    by: str,
    note: str | None = None,
    date: str | None = None,
    read_valid: ReadValid,
) -> Recorded:
    """Add a verdict on some claims to the ledger beside a map; see `argmap.record`."""
    try:
        judgement = Judgement(verdict)
    except ValueError:
        raise VerdictError(f"a verdict is accept, challenge or withdraw, not {verdict!r}") from None
    day = datetime.now().astimezone().date().isoformat() if date is None else date
    if not is_day(day):
        raise VerdictError(f"a day is written YYYY-MM-DD, and “{one_line(day)}” is none")
    given = Verdict(
        date=day, by=_line("the reviewer's name", by), judgement=judgement, note=_note(note)
    )
    wanted = tuple(dict.fromkeys(unicodedata.normalize("NFC", name) for name in ids))
    return _write(path, given, wanted, read_valid)


def prepare_ledger(path: str, read_valid: ReadValid) -> Recorded:
    """List every claim of a map in its ledger; see `argmap.prepare_ledger`."""
    return _write(path, None, (), read_valid)


def _write(
    path: str, given: Verdict | None, wanted: tuple[str, ...], read_valid: ReadValid
) -> Recorded:
    """Write a verdict on some claims, or only lists them."""
    if path == STREAM:
        raise ArgmapError("a map from standard input has no ledger: give the name of its file")
    read_valid(path)  # before anything is made beside it
    target = ledger_path(path)
    with locked(target):
        argument_map, ledger = read_valid(path)
        old = ledger.text if ledger is not None else new_ledger(shown(os.path.basename(path)))  # noqa: PTH119
        entries = ledger.entries if ledger is not None else {}
        verdicts: dict[str, Verdict] = {}
        if given is not None:
            verdicts = _new(given, wanted, argument_map, entries)
        new = with_verdicts(old, argument_map, verdicts)
        if ledger is None or new != old:
            _refuse_to_spoil(target, new, entries, verdicts)
            write(target, new)
    known = tuple(name for name in wanted if name not in verdicts)
    return Recorded(target, verdicts, known)


def _refuse_to_spoil(
    target: str, new: str, entries: Mapping[str, Entry], verdicts: Mapping[str, Verdict]
) -> None:
    """Stop where a line between others would change what they say, or say nothing itself.

    Raises:
        ArgmapError: If the new ledger does not hold the old verdicts and the new ones.
    """
    ledger = read(new, target).ledger
    before = {name: len(entry.verdicts) for name, entry in entries.items()}
    wanted = {**before, **{name: before.get(name, 0) + 1 for name in verdicts}}
    found = {} if ledger is None else ledger.entries
    if any(name not in found or len(found[name].verdicts) != wanted[name] for name in wanted):
        raise ArgmapError(
            f"{target} was not changed: verdicts can only be added where all claims and verdicts "
            "stand in lines of their own, with no brackets, braces, `~`, `?` or `...` around them"
        )


def _new(
    given: Verdict,
    wanted: tuple[str, ...],
    argument_map: ArgumentMap,
    entries: Mapping[str, Entry],
) -> dict[str, Verdict]:
    """Return the verdicts that the ledger does not have yet."""
    around = Surroundings(argument_map)
    found = {}
    if given.judgement is not Judgement.WITHDRAW:
        unknown = [name for name in wanted if name not in argument_map.claims]
        if unknown:
            raise VerdictError("\n".join(_unknown(name, argument_map) for name in unknown))
    for name in wanted:
        entry = entries.get(name)
        last = None
        if entry is not None:
            own = (one for one in last_words(entry) if one.reviewer == given.reviewer)
            last = next(own, None)
        if last is not None and given.date < last.date:
            day = f"{last.date}, and an earlier verdict does not count"
            raise VerdictError(
                f"{last.by} judged `{name}` on {day}: if that day is wrong, mend it in the ledger"
            )
        if given.judgement is Judgement.WITHDRAW:
            if last is None:
                raise VerdictError(f"{given.by} has no verdict on `{one_line(name)}` to withdraw")
            found[name] = given
            continue
        verdict = replace(given, reviewed=fingerprint(argument_map.claims[name], around))
        if last is None or not _says_the_same(last, verdict):
            found[name] = verdict
    return found


def _says_the_same(last: Verdict, new: Verdict) -> bool:
    """Return whether a reviewer's last verdict on a claim already says what a new one would."""
    if last.judgement is not new.judgement or (new.note is not None and new.note != last.note):
        return False
    then, now = last.reviewed, new.reviewed
    return then is not None and now is not None and not changes(then, now)


def _unknown(name: str, argument_map: ArgumentMap) -> str:
    """Return what to say of an id that no claim has."""
    if name in argument_map.inferences or name in argument_map.sources:
        kind = "an inference" if name in argument_map.inferences else "a source"
        return f"`{name}` is {kind}, and claims are reviewed"
    for claim, piece in argument_map.evidence():
        if piece.id == name:
            return f"`{name}` is evidence: it is reviewed with its claim `{claim.id}`"
    meant = Known(argument_map.claims).nearest(name)
    hint = did_you_mean(meant, "`argmap review` lists them")
    return f"no claim on the map has the id `{one_line(name)}`: {hint}"


def _note(note: str | None) -> str | None:
    return None if note is None or not note.strip() else _line("the note", note)


def _line(what: str, text: str) -> str:
    """Return a text as one paragraph, if it can stand in a ledger."""
    folded = " ".join(text.split())
    if not folded:
        raise VerdictError(f"{what} is empty")
    if UNSAFE.search(folded):
        raise VerdictError(f"{what} holds a character that nobody can see")
    return folded
