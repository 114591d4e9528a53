"""Words of one's own in place of argmap's: the tables `[words.…]` of a theme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Formatter
from typing import Any, Final, NamedTuple

from argmap.model.plurals import CATEGORIES
from argmap.model.vocabulary import ENGLISH, MONTHS, Vocabulary, vocabulary
from argmap.text import did_you_mean, nearest_key

LONGEST: Final = 200
"""Characters of a text: it has to fit into a picture."""

KEYS: Final = tuple(key for key in Vocabulary._fields if key != "lang")
_OPTIONAL: Final = frozenset(
    {
        *("month", "first_day", "months_in_date"),
        *("colon", "comma", "full_stop", "brackets", "thousands"),
    }
)
_TAG: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_UNSAFE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


class OwnWords(NamedTuple):
    """Words of one's own in a language, by their keys."""

    lang: str
    texts: Mapping[str, Any]


def read_words(tables: object) -> tuple[OwnWords, ...]:
    """Return the words of one's own.

    Args:
        tables: A table for each language, as it was read from a file.

    Raises:
        ValueError: If one cannot stand in place of argmap's own.
    """
    if not isinstance(tables, Mapping):
        raise ValueError("words is a table for each language: [words.lv]")  # noqa: TRY004
    for lang in tables:
        if not _TAG.fullmatch(lang):
            raise ValueError(f"words.{lang} names no language: a table is [words.lv]")
    return tuple(OwnWords(lang, _checked(one, f"words.{lang}")) for lang, one in tables.items())


def missing_words(own: Mapping[str, Any]) -> list[str]:
    """Return the keys of the words that are not among one's own and have no default either."""
    return [key for key in KEYS if key not in own and key not in _OPTIONAL]


def _checked(table: object, place: str) -> dict[str, Any]:
    if not isinstance(table, Mapping):
        raise ValueError(f"{place} is a table of words")  # noqa: TRY004 - one kind of mistake
    english = vocabulary(ENGLISH)
    found: dict[str, Any] = {}
    for key, value in table.items():
        if key not in KEYS:
            hint = did_you_mean(nearest_key(key, KEYS), "docs/author.md says where its keys stand")
            raise ValueError(f"{place} has no {key}: {hint}")
        is_blank = key == "thousands" and value == "\N{NO-BREAK SPACE}"
        found[key] = value if is_blank else _value(value, getattr(english, key), f"{place}.{key}")
    return found


def _value(value: object, english: Any, place: str) -> Any:
    """Return one value of the kind that the English one has."""
    if isinstance(english, str):
        return _text(value, place, fields=_fields(english))
    if isinstance(english, Mapping):
        return _forms(value, place)
    count = len(english) or MONTHS
    if not isinstance(value, list) or len(value) not in {count, len(english)}:
        raise ValueError(f"{place} is a list of {count} texts")
    return tuple(_text(text, place) for text in value)


def _forms(value: object, place: str) -> dict[str, str]:
    """Return the forms of a noun with a number; a form may say the number in words."""
    if not isinstance(value, Mapping) or "other" not in value or value.keys() - set(CATEGORIES):
        known = ", ".join(CATEGORIES)
        raise ValueError(f"{place} is a table of {known}: other, and those that the language has")
    said = {key: _text(text, f"{place}.{key}", fields=None) for key, text in value.items()}
    for key, text in said.items():
        if _fields(text) - {"count"}:
            raise ValueError(f"{place}.{key} takes {{count}} and nothing else in braces")
    return said


def _text(value: object, place: str, *, fields: frozenset[str] | None = frozenset()) -> str:
    """Return a text that holds exactly some fields in braces; None for whichever."""
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST:
        raise ValueError(f"{place} is a text of at most {LONGEST} characters, not {value!r:.60}")
    if _UNSAFE.search(value):
        raise ValueError(f"{place} has a character that does not belong into a text")
    if fields is not None and _fields(value) != fields:
        wanted = " and ".join(f"{{{name}}}" for name in sorted(fields)) or "nothing"
        raise ValueError(f"{place} takes {wanted} in braces: {value!r}")
    return value


def _fields(text: str) -> frozenset[str]:
    """Return what stands in braces; what is not a bare name there is none of the fields."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:  # a brace without its other
        return frozenset({"{"})
    return frozenset(
        name if not (form or conversion) else "{"
        for _, name, form, conversion in parts
        if name is not None
    )
