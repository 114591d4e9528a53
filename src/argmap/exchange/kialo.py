"""Discussions of Kialo, exported as text."""

from __future__ import annotations

import re
from typing import Any

from argmap.exchange.draft import Cited, Draft, DraftStep, Statement, clean
from argmap.exchange.intake import Intake

_TITLE = re.compile(r"\ufeff?Discussion (?:Title|Name): ?(.*)")
_CLAIM = re.compile(r"((?:\d{1,6}\.)+)[ \t]+(?:(Pro|Con)[ \t]*:[ \t]*)?(.*)", re.IGNORECASE)
_SEE = re.compile(r"->\s*See\s+((?:\d{1,6}\.)+)", re.IGNORECASE)
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.){0,500})\]\((https?://[^\s()]{1,2000})\)")
_ESCAPED = re.compile(r"\\([\\\[\]()*_#>`.!+-])")


def fits(intake: Intake, data: Any) -> bool:
    """Return whether a file is in this format."""
    lines = [line for line in intake.text[:20_000].splitlines() if line.strip()][:200]
    if data is not None or not lines:
        return False
    if _TITLE.match(lines[0]):
        return True
    found = [match for line in lines if (match := _CLAIM.fullmatch(line.strip()))]
    return any(match[2] for match in found) and _CLAIM.match(lines[0]) is not None


def read(intake: Intake) -> Draft:
    """Return the discussion that a file holds: a claim a line, its place in the tree its number.

    Raises:
        NotImportedError: If it holds no such line.
    """
    draft = Draft()
    found = _lines(intake, draft)
    if not found:
        hint = "a line of it is such as `1.2. Con: Closing it costs money.`"
        raise intake.wrong("there is no numbered claim in it", hint)
    elsewhere = {number: see[1] for number, (_, text) in found.items() if (see := _SEE.match(text))}
    pages: dict[str, str] = {}
    for number, (_, text) in found.items():
        if number not in elsewhere:
            draft.statements[_key(number)] = _statement(draft, pages, _key(number), text)
    for number, (stance, _) in found.items():
        _link(draft, number, stance, elsewhere)
    theses = [number for number, (stance, _) in found.items() if not stance]
    if len(theses) == 1:
        draft.thesis = _key(theses[0])
    return draft


def _lines(intake: Intake, draft: Draft) -> dict[str, tuple[str, str]]:
    """Return stance and text of each claim by its number; a text may go on for several lines."""
    found: dict[str, tuple[str, str]] = {}
    last = ""
    for line in intake.text.splitlines():
        title, claim = _TITLE.match(line), _CLAIM.fullmatch(line.strip())
        if claim and claim[1] not in found:
            last = claim[1]
            found[last] = ((claim[2] or "").lower(), claim[3])
        elif title and not found:
            draft.title = clean(title[1])
        elif last and line.strip():
            found[last] = (found[last][0], f"{found[last][1]}\n{line.strip()}")
    return found


def _key(number: str) -> str:
    return number.rstrip(".")


def _statement(draft: Draft, pages: dict[str, str], key: str, text: str) -> Statement:
    """Return a claim without Markdown; each web page that it links to is evidence for it."""
    statement = Statement(text="")
    for words, address in _LINK.findall(text):
        source = _source(draft, pages, address)
        statement.evidence.append(Cited(text=_ESCAPED.sub(r"\1", words) or address, source=source))
        draft.report.guessed("a web page that a claim links to is taken for evidence", key, address)
    statement.text = _ESCAPED.sub(r"\1", _LINK.sub(r"\1", text))
    return statement


def _source(draft: Draft, pages: dict[str, str], address: str) -> str:
    """Return the key of the source with an address."""
    if address not in pages:
        host = address.split("/")[2].removeprefix("www.")
        pages[address] = draft.free(host)
        draft.sources[pages[address]] = {"type": "webpage", "title": host, "URL": address}
    return pages[address]


def _link(draft: Draft, number: str, stance: str, elsewhere: dict[str, str]) -> None:
    """Add the step from a claim to the one above it in the tree.

    Below a question stand several theses, which are neither for nor against it.
    """
    by = elsewhere.get(number, number)
    above = re.sub(r"\d+\.$", "", number)
    if not above:
        return
    key, target = _key(by), _key(elsewhere.get(above, above))
    if key not in draft.statements or target not in draft.statements:
        draft.report.lost("a claim refers to one that is not in the file", _key(number), by)
    elif stance:
        draft.step(
            f"{key}-to-{target}", DraftStep(premises=[key], to=target, attacks=stance == "con")
        )
