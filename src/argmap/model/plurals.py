"""Plural forms of nouns with a number, as Unicode's CLDR has them (language plural rules)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

CATEGORIES: Final = ("zero", "one", "two", "few", "many", "other")
"""All that a language can have; every one has `other`."""


def plural_category(lang: str, count: int) -> str:
    """Return the plural category of a whole number in a language, as Unicode's CLDR has it."""
    rule = _PLURALS.get(lang.lower().split("-")[0])
    return rule(count) if rule else ("one" if count == 1 else "other")


def _slavic(count: int) -> str:
    if count % 10 == 1 and count % 100 != 11:  # noqa: PLR2004
        return "one"
    return "few" if _is_few(count) else "many"


def _polish(count: int) -> str:
    if count == 1:
        return "one"
    return "few" if _is_few(count) else "many"


def _is_few(count: int) -> bool:
    """Tell whether a number ends in 2, 3 or 4, and not in 12, 13 or 14."""
    return count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14)


def _arabic(count: int) -> str:
    exact = {0: "zero", 1: "one", 2: "two"}
    if count in exact:
        return exact[count]
    if 3 <= count % 100 <= 10:  # noqa: PLR2004
        return "few"
    return "many" if count % 100 > 10 else "other"  # noqa: PLR2004


def _french(count: int) -> str:
    return "one" if count < 2 else "other"  # noqa: PLR2004


def _same(_: int) -> str:
    return "other"


_PLURALS: Final[Mapping[str, Callable[[int], str]]] = {
    "ar": _arabic, "fr": _french, "ja": _same, "pl": _polish, "pt": _french, "ru": _slavic,
    "uk": _slavic, "zh": _same,
}  # fmt: skip
"""The rules of the languages whose forms are not one for 1 and one for all else."""
