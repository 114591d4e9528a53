"""Record verdicts in the ledger beside a map, whole or not at all."""

from __future__ import annotations

import os
import time
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from argmap.errors import ArgmapError
from argmap.files.bounds import Chosen
from argmap.files.find import ledger_path
from argmap.files.lock import locked
from argmap.files.read import STREAM
from argmap.files.write import holds, write
from argmap.model.argument import ArgumentMap
from argmap.model.findings import Location
from argmap.quotes.sources import Texts
from argmap.reading.decoding import UNSAFE
from argmap.review.changes import read_of, since
from argmap.review.fingerprint import MapContext, Part
from argmap.review.ledger import VERSION, Judgement, Ledger, LedgerEntry, Settled, Verdict
from argmap.review.read import is_day, latest_today, parse_ledger
from argmap.review.states import doubtful, last_words, open_challenges, settlements
from argmap.review.write import new_ledger, with_verdicts
from argmap.text import Known, did_you_mean, listed, one_line, shown


class Checked(NamedTuple):
    """A map without errors, and what a review of it needs.

    Attributes:
        map: The map.
        ledger: Its ledger, without errors, or None where it has none.
        texts: The texts of its sources, or None where none has one.
    """

    map: ArgumentMap
    ledger: Ledger | None
    texts: Texts | None


ReadChecked = Callable[[str], Checked]
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
        kinds = listed(list(Judgement), "or")
        raise VerdictError(f"a verdict is {kinds}, not {verdict!r}") from None
    day = _today() if date is None else date
    if not is_day(day):
        raise VerdictError(f"a day is written YYYY-MM-DD, and “{one_line(day)}” is none")
    if date is not None and day > latest_today():
        raise VerdictError(f"{day} is still to come: a review has the day on which it was made")
    if judgement is Judgement.SETTLE and _note(note) is None:
        raise VerdictError("say in a note why the challenge is settled")
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
    checked = read_checked(path)  # a map with errors leaves no lock beside it
    target = ledger_path(path)
    with locked(target):
        if not _is_as_read(target, checked.ledger):  # another reviewer has just written
            checked = read_checked(path)
        ledger = checked.ledger
        old = ledger.text if ledger is not None else new_ledger(shown(os.path.basename(path)))  # noqa: PTH119
        entries = ledger.entries if ledger is not None else {}
        verdicts = {} if given is None else _new(given, wanted, checked)
        new = with_verdicts(old, checked.map, verdicts)
        if ledger is None or new != old:
            _refuse_to_spoil(target, new, entries, verdicts)
            write(target, new, Chosen.beside(target))
    known = tuple(name for name in wanted if name not in verdicts)
    return Recorded(target, verdicts, known)


def _is_as_read(target: str, ledger: Ledger | None) -> bool:
    """Tell whether a ledger's file still says what was read of it, or is still not there."""
    said = holds(target, ledger.text if ledger is not None else "", Chosen.beside(target))
    return said is (None if ledger is None else True)


def _refuse_to_spoil(
    target: str, new: str, entries: Mapping[str, LedgerEntry], verdicts: Mapping[str, Verdict]
) -> None:
    """Check that the new ledger holds the old verdicts and the new ones.

    Raises:
        ArgmapError: If it would be too large to be read again, or if a new line would change its
            neighbours, or be none of its own.
    """
    reading = parse_ledger(new, target)
    if any(finding.code == "AM108" for finding in reading.findings):
        raise ArgmapError(
            f"{target} was not changed: with these verdicts it would be too large to be read "
            "again; split the map, or record fewer of them"
        )
    ledger = reading.ledger
    before = {name: len(entry.verdicts) for name, entry in entries.items()}
    wanted = {**before, **{name: before.get(name, 0) + 1 for name in verdicts}}
    found = {} if ledger is None else ledger.entries
    if any(name not in found or len(found[name].verdicts) != wanted[name] for name in wanted):
        raise ArgmapError(
            f"{target} was not changed: verdicts can only be added where all claims and verdicts "
            "stand in lines of their own, with no brackets, braces, `~`, `?` or `...` around them"
        )


def _new(given: Verdict, wanted: tuple[str, ...], checked: Checked) -> dict[str, Verdict]:
    """Return the verdicts that the ledger does not hold yet, by the ids of their claims."""
    context = MapContext(checked.map, checked.texts)
    if given.judgement is not Judgement.WITHDRAW:
        judged = checked.ledger.entries if checked.ledger and not given.judgement.is_opinion else ()
        unknown = [name for name in wanted if context.part(name) is None and name not in judged]
        if unknown:
            raise VerdictError("\n".join(_unknown(name, checked.map) for name in unknown))
    found = {}
    for name in wanted:
        entry = checked.ledger.entries.get(name) if checked.ledger is not None else None
        verdict = _next(given, name, entry, context)
        if verdict is not None:
            found[name] = verdict
    return found


def _next(
    given: Verdict, name: str, entry: LedgerEntry | None, context: MapContext
) -> Verdict | None:
    """Return a verdict as it is to be written; None where the ledger says so already."""
    entry = entry or LedgerEntry(Location("", 1, 1))
    own = [one for one in entry.verdicts if one.reviewer == given.reviewer]
    latest = max(own, key=lambda one: one.when, default=None)
    if latest is not None and given.date < latest.date:
        day = f"{latest.date}, and an earlier verdict does not count"
        raise VerdictError(
            f"{latest.by} judged `{name}` on {day}: if that day is wrong, mend it in the ledger"
        )
    turn = latest.turn + 1 if latest is not None and latest.date == given.date else 1
    given = given._replace(turn=turn)
    last = next((one for one in last_words(entry) if one.reviewer == given.reviewer), None)
    if given.judgement is Judgement.WITHDRAW:
        settled = any(one.reviewer == given.reviewer for one in settlements(entry))
        if last is None and not settled:
            raise VerdictError(f"{given.by} has no verdict on `{one_line(name)}` to withdraw")
        return given
    if given.judgement is Judgement.SETTLE:
        return given._replace(settles=_to_settle(given, name, entry))
    part = context.part(name)
    assert part is not None  # an unknown one was refused
    verdict = given._replace(reviewed=context.fingerprint(part))
    if last is None or _is_open(last, entry) or not _says_the_same(last, verdict, part, context):
        return verdict
    return None


def _is_open(last: Verdict, entry: LedgerEntry) -> bool:
    """Return whether a last word says more when it is said again: it is in doubt, or settled."""
    doubted = any(one is last for one, _ in doubtful(entry))
    return doubted or any(one.is_about(last) for one in settlements(entry))


def _to_settle(given: Verdict, name: str, entry: LedgerEntry) -> tuple[Settled, ...]:
    """Return the challenges on a claim that a settlement is about: all open ones of others."""
    open_ = open_challenges(entry)
    others = [one for one in open_ if one.reviewer != given.reviewer]
    if not others and open_:
        raise VerdictError(f"{given.by} challenged `{one_line(name)}`: accept it, or withdraw")
    if not others:
        raise VerdictError(f"nobody challenges `{one_line(name)}`: there is nothing to settle")
    late = next((one for one in others if one.date > given.date), None)
    if late is not None:
        raise VerdictError(
            f"{late.by} challenged `{name}` on {late.date}: it can be settled from that day on"
        )
    return tuple(Settled(by=one.by, date=one.date, turn=one.turn) for one in others)


def _says_the_same(last: Verdict, new: Verdict, part: Part, context: MapContext) -> bool:
    """Return whether a reviewer's last verdict on a claim already says what a new one would.

    One of an older version of the ledger is bound to less, so a new one says more.
    """
    if last.judgement is not new.judgement or (new.note is not None and new.note != last.note):
        return False
    then, now = last.reviewed, new.reviewed
    if then is None or now is None or then.version < VERSION or read_of(then) != read_of(now):
        return False
    return not since(then, part, context).changes


def _unknown(name: str, argument_map: ArgumentMap) -> str:
    """Return the message about an id that no claim has."""
    if name in argument_map.sources:
        return f"`{name}` is a source, and claims are reviewed"
    for claim, piece in argument_map.evidence():
        if piece.id == name:
            return f"`{name}` is evidence: it is reviewed with its claim `{claim.id}`"
    meant = Known([*argument_map.claims, *argument_map.inferences]).nearest(name)
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
