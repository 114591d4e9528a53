"""Sources as BibTeX, and from BibTeX and BibLaTeX.

Of TeX no more is read than what bibliographies are full of: accents, special letters, dashes,
quotes and braces. A package that reads all of it would bring several others along.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from argmap.exchange.csl_json import DATES, NAMES, NOT_CSL, day
from argmap.exchange.draft import clean
from argmap.exchange.intake import Intake
from argmap.exchange.loss import Report
from argmap.model.argument import ArgumentMap

_TYPES: Final = {
    "article": "article-journal",
    "book": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "interview": "interview",
    "manual": "document",
    "mastersthesis": "thesis",
    "mvbook": "book",
    "online": "webpage",
    "patent": "patent",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "proceedings": "book",
    "report": "report",
    "software": "software",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "www": "webpage",
}
"""CSL's types, by the types of BibTeX and BibLaTeX in small letters."""

_FIELDS: Final = {
    "title": "title",
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "journal": "container-title",
    "journaltitle": "container-title",
    "booktitle": "container-title",
    "series": "collection-title",
    "publisher": "publisher",
    "school": "publisher",
    "institution": "publisher",
    "organization": "publisher",
    "address": "publisher-place",
    "location": "publisher-place",
    "date": "issued",
    "urldate": "accessed",
    "origdate": "original-date",
    "eventdate": "event-date",
    "eventtitle": "event-title",
    "venue": "event-place",
    "edition": "edition",
    "volume": "volume",
    "pages": "page",
    "version": "version",
    "type": "genre",
    "howpublished": "medium",
    "language": "language",
    "langid": "language",
    "url": "URL",
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "note": "note",
}
"""Keys of a source, by the fields of BibTeX and BibLaTeX; the first of several counts."""

_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_WRITTEN_TYPES: Final = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
    "manuscript": "unpublished",
}
_WRITTEN_FIELDS: Final = {
    "container-title": "journal",
    "collection-title": "series",
    "publisher-place": "address",
    "accessed": "urldate",
    "original-date": "origdate",
    "event-date": "eventdate",
    "event-title": "eventtitle",
    "event-place": "venue",
    "page": "pages",
    "genre": "type",
    "medium": "howpublished",
    "URL": "url",
    "DOI": "doi",
    "ISBN": "isbn",
    "ISSN": "issn",
}
_SAME: Final = frozenset(
    {"title", "author", "editor", "translator", "publisher", "edition", "volume", "number",
     "version", "language", "note"}
)  # fmt: skip
_TEX: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "&%$#_"},
}
_NO_ADDRESS = re.compile(r"[{}\\]")
"""What cannot stand in a value that BibTeX reads letter by letter."""

_KEY = re.compile(r"[^\s,{}\"#%'()=~\\]+")


def write(argument: ArgumentMap, report: Report) -> str:
    """Return the sources of a map as BibTeX, in UTF-8."""
    report.lost("no more than the sources is written: claims and links are not")
    entries = []
    for name, source in argument.sources.items():
        kind = _WRITTEN_TYPES.get(source.type or "", "misc")
        if kind == "misc" and source.type:
            what = "BibTeX has no such type of source, and takes it for miscellaneous"
            report.lost(what, name, source.type)
        lines = [f"@{kind}{{{name},"]
        lines += (f"  {field} = {{{value}}}," for field, value in _fields(name, source.fields, kind,
                                                                         report))  # fmt: skip
        entries.append("\n".join([*lines, "}"]))
    return "\n\n".join(entries) + "\n" if entries else ""


def _fields(
    name: str, fields: object, kind: str, report: Report
) -> Iterator[tuple[str, str]]:  # fmt: skip
    assert isinstance(fields, dict)  # of a source
    for key, value in fields.items():
        if key == "type":
            continue
        if key in NAMES and key in _SAME:
            yield key, " and ".join(map(_written_name, value))
        elif key == "issued":
            year, *rest = str(value).split("-")
            yield "year", year
            if rest:
                yield "month", str(int(rest[0]))
            yield "date", str(value)
        elif key == "container-title" and kind in ("incollection", "inproceedings"):
            yield "booktitle", _written_text(key, str(value))
        elif key == "issue":
            yield "number", _tex(str(value))
        elif key in _WRITTEN_FIELDS:
            yield _WRITTEN_FIELDS[key], _written_text(key, str(value))
        elif key in _SAME and not (key == "number" and "issue" in fields):
            yield key, _written_text(key, str(value))
        else:
            said = ", ".join(value) if isinstance(value, tuple) else str(value)
            what = "`via` and `file`" if key in NOT_CSL else f"`{key}`"
            report.lost(f"BibTeX has no field for {what}", name, said)


def _written_text(key: str, text: str) -> str:
    """Return a value: an address letter by letter, a title in braces of its own.

    Without them styles, and Pandoc, make its capitals small.
    """
    if key == "URL":
        return _NO_ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", text)
    if key == "DOI" and not _NO_ADDRESS.search(text):
        return text
    return f"{{{_tex(text)}}}" if key.endswith("title") else _tex(text)


def _written_name(name: str) -> str:
    """Return a name; in braces where BibTeX would take it apart at the wrong place."""
    written = _tex(name)
    return f"{{{written}}}" if re.search(r",|\band\b|[^\W\d_]{2,}[A-Z]", name) else written


def _tex(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in text)


def read_references(intake: Intake, report: Report) -> dict[str, dict[str, object]]:
    """Return the fields of each entry of a BibTeX file, by its key.

    Raises:
        NotImportedError: If there is no entry in it, or one does not end.
    """
    reader = _Reader(intake)
    found: dict[str, dict[str, object]] = {}
    for kind, name, fields in reader.entries():
        taken = _taken(kind, name, fields, report)
        if name in found:
            report.lost("an entry has a key that an earlier one has, and is left out", name)
        else:
            found[name] = taken
    if not found:
        raise intake.wrong("there is no entry in it", "an entry begins such as `@book{key,`")
    return found


def _taken(kind: str, name: str, fields: dict[str, str], report: Report) -> dict[str, object]:
    """Return an entry's fields as those of a source."""
    taken: dict[str, object] = {"type": _TYPES[kind]} if kind in _TYPES else {}
    if kind not in _TYPES and kind != "misc":
        report.lost("an entry is of a type that is not known", name, f"@{kind}")
    for field, value in fields.items():
        key = _FIELDS.get(field)
        if field == "number":
            key = "issue" if kind == "article" else "number"
        if field in ("year", "month", "day"):
            continue
        verbatim = key == "URL" or (key == "DOI" and not _NO_ADDRESS.search(value))
        text: object = clean(value) if verbatim else _plain(value)
        if key in NAMES:
            text = tuple(filter(None, map(_read_name, _parts(" ".join(value.split()), " and "))))
        elif key in DATES:
            text = day(str(text).split("/")[0])
        elif key == "URL" and not str(text).startswith(("http://", "https://")):
            text = None
        elif key == "page":
            text = str(text).replace("–", "-")
        if key is None or not text:
            report.lost("a field of a reference has no place at a source", name, field)
        else:
            taken.setdefault(key, text)
    if "issued" not in taken and (issued := _issued(fields)):
        taken["issued"] = issued
    return taken


def _issued(fields: dict[str, str]) -> str | None:
    """Return the date that year, month and day make, as far as they make one."""
    year, month = _plain(fields.get("year", "")), _plain(fields.get("month", "")).lower()
    if month[:3] in _MONTHS:
        month = str(_MONTHS.index(month[:3]) + 1)
    number = _plain(fields.get("day", ""))
    parts = [year, month.zfill(2), number.zfill(2)]
    return day("-".join(parts)) or day("-".join(parts[:2])) or day(year)


def _parts(text: str, mark: str) -> list[str]:
    """Return what a mark separates, where it does not stand in braces."""
    parts, depth, start = [], 0, 0
    for found in re.finditer(rf"[{{}}]|{mark}", text):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth <= 0 and found[0] == mark:
            parts.append(text[start : found.start()])
            start = found.end()
    return [*parts, text[start:]]


def _read_name(name: str) -> str:
    """Return a name as it is to be read: what stands behind a comma comes first."""
    stripped = name.strip()
    if stripped.startswith("{") and stripped.endswith("}"):
        return _plain(stripped)
    parts = [_plain(part) for part in _parts(stripped, ",")]
    if parts[-1] == "others":
        return ""
    return clean(" ".join([*parts[1:][::-1], parts[0]])) if len(parts) > 1 else parts[0]


class _Reader:
    """Reads the entries of one file."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self.text = intake.text
        self.words = {name: str(number) for number, name in enumerate(_MONTHS, 1)}
        self.room = 2 * len(self.text) + _MORE_ROOM

    def entries(self) -> Iterator[tuple[str, str, dict[str, str]]]:
        """Yield the type in small letters, the key and the fields of each entry."""
        place = 0
        while (found := _ENTRY.search(self.text, place)) is not None:
            kind, place = found[1].lower(), found.end()
            if kind in ("comment", "preamble"):
                place = self._end(place - 1)
                continue
            if kind == "string":
                fields, place = self._fields(place, found.start())
                self.words |= fields
                continue
            key = _KEY.match(self.text, _BLANK.match(self.text, place).end())  # type: ignore[union-attr]
            if key is None:
                raise self.intake.wrong("this entry has no key", None, found.start())
            fields, place = self._fields(key.end(), found.start())
            yield kind, key[0], fields

    def _fields(self, place: int, start: int) -> tuple[dict[str, str], int]:
        """Return the fields of an entry, and where it ends."""
        fields: dict[str, str] = {}
        while True:
            place = _SKIP.match(self.text, place).end()  # type: ignore[union-attr]
            if self.text[place : place + 1] in ("}", ")"):
                return fields, place + 1
            name = _NAME.match(self.text, place)
            if name is None:
                message = "this entry does not end" if place >= len(self.text) else (
                    "a field and its value should stand here")  # fmt: skip
                where = start if place >= len(self.text) else place
                hint = "a field is such as `title = {A title},`"
                raise self.intake.wrong(message, hint, where)
            value, place = self._value(name.end(), start)
            fields.setdefault(name[1].lower(), value)

    def _value(self, place: int, start: int) -> tuple[str, int]:
        """Return the value of a field: pieces that `#` puts together."""
        pieces = []
        while True:
            place = _BLANK.match(self.text, place).end()  # type: ignore[union-attr]
            mark = self.text[place : place + 1]
            if mark == "{":
                end = self._end(place)
                pieces.append(self.text[place + 1 : end - 1])
            elif mark == '"':
                end = self._quoted_end(place, start)
                pieces.append(self.text[place + 1 : end - 1])
            else:
                bare = _BARE.match(self.text, place)
                if bare is None:
                    raise self.intake.wrong("a value should stand here", None, place)
                end = bare.end()
                pieces.append(self.words.get(bare[0].lower(), bare[0]))
            self.room -= len(pieces[-1])
            if self.room < 0:
                message = "its words for other words make it much longer than it is"
                raise self.intake.wrong(message, "write out what `@string` stands for", start)
            place = _BLANK.match(self.text, end).end()  # type: ignore[union-attr]
            if self.text[place : place + 1] != "#":
                return "".join(pieces), place
            place += 1

    def _end(self, place: int) -> int:
        """Return where what is in braces ends; it begins at the place."""
        depth = 0
        for found in _BRACE.finditer(self.text, place):
            depth += {"{": 1, "}": -1}.get(found[0], 0)
            if depth == 0:
                return found.end()
        raise self.intake.wrong("this brace is not closed", None, place)

    def _quoted_end(self, place: int, start: int) -> int:
        depth = 0
        for found in _QUOTED.finditer(self.text, place + 1):
            depth += {"{": 1, "}": -1}.get(found[0], 0)
            if depth == 0 and found[0] == '"':
                return found.end()
        raise self.intake.wrong("this value is not closed", None, place or start)


_MORE_ROOM = 100_000
"""Characters that all values may have together beyond twice those of the file."""

_ENTRY = re.compile(r"@\s*([A-Za-z]+)\s*[{(]")
_BLANK = re.compile(r"\s*")
_SKIP = re.compile(r"[\s,]*")
_NAME = re.compile(r"([A-Za-z][\w:.+/-]*)\s*=")
_BARE = re.compile(r"[\w:.+/-]+")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_QUOTED = re.compile(r"\\.|[{}\"]", re.DOTALL)

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å",
    "l": "ł", "L": "Ł", "i": "i", "j": "j", "dh": "ð", "th": "þ", "textbackslash": "\\",
    "textasciitilde": "~", "textasciicircum": "^", "ldots": "…", "dots": "…", "textendash": "–",
    "textemdash": "—", "S": "§", "pounds": "£", "texteuro": "€", "euro": "€", "copyright": "©",
}  # fmt: skip
_ACCENTED = re.compile(
    r"\\(?:([`'^~=.\"])|([uvHcdbrk])(?![A-Za-z]))\s*(?:\{\\?([A-Za-z])\}|\\?([A-Za-z]))"
)
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*(?:\{\})?")
_SIGN = re.compile(r"\\([^A-Za-z\s])")


def _plain(text: str) -> str:
    """Return what TeX would set."""
    text = _ACCENTED.sub(_accented, text)
    kept: list[str] = []

    def keep(sign: str) -> str:
        kept.append(sign)
        return chr(_PRIVATE + len(kept) - 1) if len(kept) < _MOST_KEPT else sign

    text = _SIGN.sub(lambda found: keep(found[1]), text)
    text = _COMMAND.sub(
        lambda found: keep(_LETTERS[found[1]]) if found[1] in _LETTERS else "", text
    )
    text = re.sub(r"[{}$]", "", text).replace("~", "\u00a0")
    text = text.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
    for number, sign in enumerate(kept[:_MOST_KEPT]):
        text = text.replace(chr(_PRIVATE + number), sign)
    return clean(text)


_PRIVATE, _MOST_KEPT = 0xF0000, 1_000


def _accented(found: re.Match[str]) -> str:
    accent = _ACCENTS[found[1] or found[2]]
    return unicodedata.normalize("NFC", (found[3] or found[4]) + accent)
