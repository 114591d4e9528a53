"""Discussions of Kialo, exported as text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from argmap.exchange.draft import Cited, Draft, DraftStep, Statement, clean
from argmap.exchange.intake import Intake

_TITLE = re.compile(r"\ufeff?Discussion (?:Title|Name): ?(.*)")
_CLAIM = re.compile(
    r"((?:\d{1,6}\.)+(?:\d{1,6}(?=[ \t]+(?:Pro|Con)[ \t]*:))?)[ \t]+"
    r"(?:(Pro|Con|Thesis|Question)[ \t]*:[ \t]*)?(.*)",
    re.IGNORECASE,
)
"""A line with a claim; where a stance follows, the last full stop may be missing."""

_STANCES = ("pro", "con")
_CELL = re.compile(r'\ufeff?"((?:\d{1,6}\.)+\d{0,6}[ \t](?:[^"]|"")*)"\s*')
_SEE = re.compile(r"->\s*See\s+((?:\d{1,6}\.)+)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"->\s*(See discussion #\d+)\s*:\s*", re.IGNORECASE)
_SOURCES = re.compile(r"Sources:\s*", re.IGNORECASE)
_SOURCE = re.compile(r"\[(\d{1,6})\]\s+(https?://\S+)\s*")
_NOTE = re.compile(r"\s?\[(\d{1,6})\]")
"""What stands in a text for a source that is listed at the end."""

_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.){0,500})\]\((https?://[^\s()]{1,2000})\)")
_ESCAPED = re.compile(r"\\([\\\[\]()*_#>`.!+-])")


def fits(intake: Intake, data: Any) -> bool:
    """Return whether a file is in this format."""
    lines = [line for line in _rows(intake.text[:20_000]) if line.strip()][:200]
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
    lines, addresses = _sources(_rows(intake.text))
    found = _lines(lines, draft)
    if not found:
        hint = "a line of it is such as `1.2. Con: Closing it costs money.`"
        raise intake.wrong("there is no numbered claim in it", hint)
    elsewhere = {number: see[1] for number, (_, text) in found.items() if (see := _SEE.match(text))}
    pages: dict[str, str] = {}
    for number, (_, text) in found.items():
        if number not in elsewhere:
            pieces = _Pieces(draft, pages, _key(number))
            draft.statements[_key(number)] = _statement(pieces, text, addresses)
    for number in sorted(found, key=lambda one: one in elsewhere):  # home is where the words stand
        _link(draft, number, found[number][0], elsewhere)
    theses = [number for number, (stance, _) in found.items() if stance in ("", "thesis")]
    if len(theses) == 1:
        draft.thesis = _key(theses[0])
    return draft


def _rows(text: str) -> list[str]:
    """Return the lines of a file, without the quotes that spreadsheets put around a cell."""
    return [
        found[1].replace('""', '"') if (found := _CELL.fullmatch(line)) else line
        for line in text.splitlines()
    ]


def _sources(lines: list[str]) -> tuple[list[str], dict[str, str]]:
    """Part the list of sources at the end from what stands above it: addresses by their numbers.

    Exports of later years have it; those of earlier ones have the addresses in the texts.
    """
    heads = [number for number, line in enumerate(lines) if _SOURCES.fullmatch(line)]
    below = [line for line in lines[heads[-1] + 1 :] if line.strip()] if heads else []
    found = [match for line in below if (match := _SOURCE.fullmatch(line))]
    if not found or len(found) < len(below):
        return lines, {}
    return lines[: heads[-1]], {match[1]: match[2] for match in found}


def _lines(lines: list[str], draft: Draft) -> dict[str, tuple[str, str]]:
    """Return stance and text of each claim by its number.

    A text may go on for several lines, or begin on the line below its number.
    """
    found: dict[str, tuple[str, str]] = {}
    last, titled = "", False
    for line in lines:
        title, claim = _TITLE.match(line), _CLAIM.fullmatch(line.strip())
        number = f"{_key(claim[1])}." if claim else ""
        if claim and number not in found:
            last = number
            found[last] = ((claim[2] or "").lower(), claim[3])
        elif title and not found:
            draft.title, titled = clean(title[1]), True
        elif last and line.strip():
            found[last] = (found[last][0], f"{found[last][1]}\n{line.strip()}".strip())
        elif titled and not draft.title:
            draft.title = clean(line)
    return found


def _key(number: str) -> str:
    return number.rstrip(".")


@dataclass(slots=True)
class _Pieces:
    """What the claim of one key cites.

    Attributes:
        draft: The draft.
        pages: The key of the source with each address, for all claims.
        key: The key of the claim.
        cited: The evidence so far.
    """

    draft: Draft
    pages: dict[str, str]
    key: str
    cited: list[Cited] = field(default_factory=list)

    def cite(self, words: str, address: str) -> None:
        """Take a web page for evidence."""
        source = _source(self.draft, self.pages, address)
        self.cited.append(Cited(text=words, source=source))
        what = "a web page that a claim links to is taken for evidence"
        self.draft.report.guessed(what, self.key, address)


def _statement(pieces: _Pieces, text: str, addresses: dict[str, str]) -> Statement:
    """Return a claim without Markdown; each web page that it links to is evidence for it."""
    remarks = []
    if other := _ELSEWHERE.match(text):
        remarks.append(other[1])
        text = text[other.end() :]
        pieces.draft.report.lost("another discussion has no place on a map", pieces.key, other[1])
    for words, address in _LINK.findall(text):
        pieces.cite(_ESCAPED.sub(r"\1", words) or address, address)

    def note(found: re.Match[str]) -> str:
        address = addresses.get(found[1])
        if address is None:
            return found[0]
        pieces.cite(address.split("/")[2].removeprefix("www."), address)
        return ""

    text = _NOTE.sub(note, _LINK.sub(r"\1", text))
    return Statement(text=_ESCAPED.sub(r"\1", text).strip(), evidence=pieces.cited, remarks=remarks)


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
    elif stance in _STANCES:
        draft.step(
            f"{key}-to-{target}", DraftStep(premises=[key], to=target, attacks=stance == "con")
        )
