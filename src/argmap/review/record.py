"""Record verdicts in the ledger beside a map, whole or not at all."""

from __future__ import annotations

import os
import time
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from argmap.errors import ArgmapError
from argmap.files.bounds import Chosen
from argmap.files.find import ledger_path
from argmap.files.lock import locked
from argmap.files.read import STREAM
from argmap.files.write import write
from argmap.model.argument import ArgumentMap
from argmap.reading.decoding import UNSAFE
from argmap.review.fingerprint import MapContext, changes, fingerprint
from argmap.review.ledger import Judgement, Ledger, LedgerEntry, Verdict
from argmap.review.read import is_day, parse_ledger
from argmap.review.states import last_words
from argmap.review.write import new_ledger, with_verdicts
from argmap.text import Known, did_you_mean, one_line, shown

ReadChecked = Callable[[str], tuple[ArgumentMap, Ledger | None]]
"""A function that reads a map's file and its ledger, checks both, and raises `InvalidMapError`.

It comes from the caller: all rules are run, and they stand above the reviews.
"""


class VerdictError(ValueError):
    """A verdict that cannot be given: an unknown claim, a date that is none, no reviewer."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """The outcome of recording verdicts.

    Attributes:
        path: The ledger.
        verdicts: The verdicts that were added to it, by the ids of the claims.
        known: The ids of the claims on which the ledger held the same verdict before.
    """

    path: str
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    known: tuple[str, ...] = ()


def record_verdict(
    path: str,
    verdict: Judgement | str,
    ids: Iterable[str],
    *,
    by: str,
    note: str | None = None,
    date: str | None = None,
    read_checked: ReadChecked,
) -> Recorded:
    """Add a verdict on some claims to the ledger beside a map; see `argmap.record`."""
    try:
        judgement = Judgement(verdict)
    except ValueError:
        raise VerdictError(f"a verdict is accept, challenge or withdraw, not {verdict!r}") from None
    day = _today() if date is None else date
    if not is_day(day):
        raise VerdictError(f"a day is written YYYY-MM-DD, and “{one_line(day)}” is none")
    given = Verdict(
        date=day, by=_line("the reviewer's name", by), judgement=judgement, note=_note(note)
    )
    wanted = tuple(dict.fromkeys(unicodedata.normalize("NFC", name) for name in ids))
    return _write(path, given, wanted, read_checked)


def list_claims(path: str, read_checked: ReadChecked) -> Recorded:
    """List every claim of a map in its ledger; see `argmap.prepare_ledger`."""
    return _write(path, None, (), read_checked)


def _today() -> str:
    """Return the day here; `datetime` refuses some time zones that a system may be set to."""
    return time.strftime("%Y-%m-%d")


def _write(
    path: str, given: Verdict | None, wanted: tuple[str, ...], read_checked: ReadChecked
) -> Recorded:
    """List every claim in the ledger, and write the verdict on the wanted ones if one is given."""
    if path == STREAM:
        raise ArgmapError("a map from standard input has no ledger: give the name of its file")
    read_checked(path)  # a map with errors leaves no lock beside it
    target = ledger_path(path)
    with locked(target):
        argument_map, ledger = read_checked(path)  # again: another reviewer may just have written
        old = ledger.text if ledger is not None else new_ledger(shown(os.path.basename(path)))  # noqa: PTH119
        entries = ledger.entries if ledger is not None else {}
        verdicts = {} if given is None else _new(given, wanted, argument_map, entries)
        new = with_verdicts(old, argument_map, verdicts)
        if ledger is None or new != old:
            _refuse_to_spoil(target, new, entries, verdicts)
            write(target, new, Chosen.beside(target))
    known = tuple(name for name in wanted if name not in verdicts)
    return Recorded(target, verdicts, known)


def _refuse_to_spoil(
    target: str, new: str, entries: Mapping[str, LedgerEntry], verdicts: Mapping[str, Verdict]
) -> None:
    """Check that the new ledger holds the old verdicts and the new ones.

    Raises:
        ArgmapError: If a new line would change its neighbours, or be none of its own.
    """
    ledger = parse_ledger(new, target).ledger
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
    entries: Mapping[str, LedgerEntry],
) -> dict[str, Verdict]:
    """Return the verdicts that the ledger does not hold yet, by the ids of their claims."""
    context = MapContext(argument_map)
    found = {}
    if given.judgement is not Judgement.WITHDRAW:
        unknown = [name for name in wanted if name not in argument_map.claims]
        if unknown:
            raise VerdictError("\n".join(_unknown(name, argument_map) for name in unknown))
    for name in wanted:
        words = last_words(entries[name]) if name in entries else ()
        last = next((one for one in words if one.reviewer == given.reviewer), None)
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
        verdict = replace(given, reviewed=fingerprint(argument_map.claims[name], context))
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
    """Return the message about an id that no claim has."""
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
    """Return a text as one line, if it can stand in a ledger."""
    folded = " ".join(text.split())
    if not folded:
        raise VerdictError(f"{what} is empty")
    if UNSAFE.search(folded):
        raise VerdictError(f"{what} holds a character that nobody can see")
    return folded
