"""Sources as CSL-JSON: what Zotero, Pandoc and citeproc read and write."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any, Final

from argmap.exchange.draft import clean
from argmap.exchange.intake import Intake, objects, word
from argmap.exchange.loss import Report
from argmap.files.read import shipped
from argmap.model.argument import ArgumentMap

DATES: Final = ("issued", "accessed", "original-date", "event-date")
NAMES: Final = ("author", "editor", "translator", "interviewer", "host", "guest", "recipient")
NOT_CSL: Final = ("via", "file")
"""Keys of a source that argmap alone has."""

_ISO = re.compile(r"\d{4}(-\d{2}){0,2}")
_PARTS = 3


def known_keys() -> dict[str, Any]:
    """Return the keys that a source may have, with what the schema says of each."""
    found: dict[str, Any] = json.loads(shipped("schema.json"))["$defs"]["source"]["properties"]
    return {key: value for key, value in found.items() if key not in NOT_CSL}


def write(argument: ArgumentMap, report: Report) -> str:
    """Return the sources of a map as CSL-JSON."""
    report.lost("no more than the sources is written: claims and links are not")
    items = []
    for name, source in argument.sources.items():
        item: dict[str, Any] = {"id": name}
        if source.type is None:
            report.guessed("a source without `type` is written as a document", name)
            item["type"] = "document"
        for key, value in source.fields.items():
            if key in NOT_CSL:
                report.lost(f"`{key}` has no place in a list of references", name, str(value))
            elif key in DATES:
                item[key] = {"date-parts": [[int(part) for part in str(value).split("-")]]}
            elif key in NAMES:
                item[key] = [{"literal": one} for one in _texts(value)]
            else:
                item[key] = value
        items.append(item)
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, (list, tuple)) else (str(value),)


def read_references(intake: Intake, report: Report) -> dict[str, dict[str, object]]:
    """Return the fields of each item of a list, by its id.

    Raises:
        NotImportedError: If it is no CSL-JSON.
    """
    data = intake.json()
    items = data.get("items") if isinstance(data, dict) else data
    if not isinstance(items, list):
        raise intake.wrong("this is no list of references", "Zotero exports one as “CSL JSON”")
    known, types = known_keys(), set(known_keys()["type"]["enum"])
    found: dict[str, dict[str, object]] = {}
    for number, item in enumerate(objects(items), 1):
        name = word(item.get("id")) or f"source {number}"
        fields: dict[str, object] = {}
        for key, value in item.items():
            if key == "id":
                continue
            taken = _taken(key, value) if key in known else None
            if taken:
                fields[key] = taken
            elif value not in (None, "", [], {}):
                report.lost("a field of a reference has no place at a source", name, key)
        if "type" in fields and fields["type"] not in types:
            report.guessed("a type that CSL does not know is taken for a document", name,
                           str(fields["type"]))  # fmt: skip
            fields["type"] = "document"
        if fields:
            found[name] = fields
    return found


def _taken(key: str, value: Any) -> object:
    """Return a field as a map has it; what cannot be taken is None or empty."""
    if key in NAMES:
        return tuple(filter(None, map(_name, objects(value))))
    if key in DATES:
        return _date(value)
    text = word(value)
    if key == "URL" and not text.startswith(("http://", "https://")):
        return None
    return text


def _name(found: dict[str, Any]) -> str:
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    given = [word(found.get(part)) for part in parts]
    return word(found.get("literal")) or clean(" ".join(filter(None, given)))


def _date(value: Any) -> str | None:
    """Return a date as a map has it: a year at least, and no more than is in the calendar."""
    if not isinstance(value, dict):
        return None
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, list):
        numbers = [word(part) for part in first[:_PARTS]]
        written = "-".join(one.zfill(2 if place else 4) for place, one in enumerate(numbers))
        return day(written)
    return day(word(value.get("raw")) or word(value.get("literal")))


def day(written: str) -> str | None:
    """Return a year, a month or a day as it is written, if it is in the calendar."""
    if not _ISO.fullmatch(written) or written < "1000":
        return None
    try:
        date.fromisoformat(written + "-01-01"[len(written) - 4 :])
    except ValueError:
        return None
    return written
