"""Settings: which rules count and how much, from `argmap.toml` or `pyproject.toml`."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

from argmap.checking.baseline import Baseline
from argmap.errors import ArgmapError
from argmap.files.bounds import refuse_to_read
from argmap.files.read import STREAM, read_all
from argmap.model.findings import CATALOGUE, Finding, Location, Rule, Severity
from argmap.rules.accepting import nearest_rule, says_why
from argmap.text import Known, did_you_mean, listed

OWN_FILE = "argmap.toml"
SHARED_FILE = "pyproject.toml"
SECTION = ("tool", "argmap")
KEYS = ("select", "ignore", "severity")

ALL = "AM"
"""The beginning of the codes of all rules."""

MAX_BYTES = 1024 * 1024
"""Largest settings file that is read; a stranger's may be made to take all memory."""

_T = TypeVar("_T")


@dataclass(frozen=True)
class Settings:
    """Which rules count, and how much each weighs. Made without arguments: all, as they are.

    A rule is named by its code (`AM301`), by its name (`bare-claim`), or with others by what
    their codes begin with (`AM3`); where several of these fit a rule, the longest decides.
    What is an error by itself stays one and is always reported, whatever is selected: a map that
    contradicts itself cannot be drawn.

    Attributes:
        select: The rules that count.
        ignore: The rules that are not; none of them an error.
        severity: The weight of a rule's findings in place of its own.
        baseline: The findings that are not reported again, or None.
        findings: Findings about these settings themselves; they are always reported.
        beside: The text of the file that these are about, by its path.

    Raises:
        ValueError: If there is no such rule or weight, or an error would be left out or
            weigh less.
    """

    select: tuple[str, ...] = (ALL,)
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    baseline: Baseline | None = None
    findings: tuple[Finding, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for word in self.select:
            codes(word)
        for word in self.ignore:
            refuse_errors(word, "ignored")
        for word, severity in self.severity.items():
            if weight(severity) is not Severity.ERROR:
                refuse_errors(word, "made lighter")

    def with_options(
        self, select: tuple[str, ...] | None = None, ignore: tuple[str, ...] = ()
    ) -> Settings:
        """Return the settings as the options of a command change them.

        Args:
            select: Takes the place of the rules selected and ignored; None leaves both.
            ignore: Is added to the rules ignored.
        """
        base = self
        if select is not None:
            base = replace(self, select=select, ignore=(), findings=())
        return replace(base, ignore=(*base.ignore, *ignore))

    def applied(self, rule: Rule) -> Rule | None:
        """Return a rule with the weight that it has here, or None if it does not count."""
        if rule.severity is Severity.ERROR:
            return rule
        selected = _longest(rule.code, self._selected)
        if not selected or selected <= _longest(rule.code, self._ignored):
            return None
        return self._weighed(rule)

    def reported(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return findings as they weigh here, without those of rules that do not count."""
        pairs = ((finding, self.applied(CATALOGUE[finding.code])) for finding in findings)
        return tuple(replace(one, severity=rule.severity) for one, rule in pairs if rule)

    def about_itself(self) -> tuple[Finding, ...]:
        """Return the findings about these settings, as they weigh here."""
        return tuple(
            replace(one, severity=self._weighed(CATALOGUE[one.code]).severity)
            for one in self.findings
        )

    def _weighed(self, rule: Rule) -> Rule:
        """Return a rule, which is no error, with the weight that it has here."""
        fitting = [prefix for prefix in self._severity if rule.code.startswith(prefix)]
        if not fitting:
            return rule
        return rule._replace(severity=self._severity[max(fitting, key=len)])

    @cached_property
    def _selected(self) -> tuple[str, ...]:
        return tuple(map(_prefix, self.select))

    @cached_property
    def _ignored(self) -> tuple[str, ...]:
        return tuple(map(_prefix, self.ignore))

    @cached_property
    def _severity(self) -> dict[str, Severity]:
        return {_prefix(word): weight(value) for word, value in self.severity.items()}


def find_settings(path: str | os.PathLike[str]) -> Settings:
    """Return the settings for a map: those of the nearest folder that has some.

    The map's own folder is looked at first, then the one above it, and so on. In one folder,
    `argmap.toml` comes before `pyproject.toml`, which counts only if it has `[tool.argmap]`.
    The first file found is the only one that counts.

    Args:
        path: The map's file; for `-`, standard input, the search begins in the present folder.

    Raises:
        ArgmapError: If a settings file cannot be read or used: one line, with its place.
    """
    name = os.fspath(path)
    folder = Path.cwd() if name == STREAM else Path(os.path.abspath(name)).parent  # noqa: PTH100
    for above in (folder, *folder.parents):
        for file in (above / OWN_FILE, above / SHARED_FILE):
            found = _read(file)
            if found is not None:
                return found
    return Settings()


def codes(word: str) -> tuple[str, ...]:
    """Return the codes that a code, a rule's name, or the beginning of codes stands for.

    Raises:
        ValueError: If it stands for none; the text says which rule may be meant.
    """
    prefix = _prefix(word)
    found = tuple(sorted(code for code in CATALOGUE if prefix and code.startswith(prefix)))
    if not found or not prefix.startswith(ALL):
        hint = did_you_mean(nearest_rule(word), "`argmap explain` lists all")
        raise ValueError(f"there is no rule `{word}`: {hint}")
    return found


def refuse_errors(word: str, treated: str) -> None:
    """Refuse a word that stands for errors alone.

    Raises:
        ValueError: If there is no such rule, or it is an error.
    """
    meant = [CATALOGUE[code] for code in codes(word)]
    if any(rule.severity is not Severity.ERROR for rule in meant):
        return
    if len(meant) == 1:
        rule = meant[0]
        raise ValueError(f"{rule.code} {rule.name} is an error, and errors cannot be {treated}")
    raise ValueError(f"all of `{word}` are errors, and errors cannot be {treated}")


def weight(word: str) -> Severity:
    """Return the severity with a name.

    Raises:
        ValueError: If there is none; the text says which are there.
    """
    try:
        return Severity(word)
    except ValueError:
        known = ", ".join(f"`{severity}`" for severity in Severity)
        raise ValueError(f"a severity is one of {known}, not `{word}`") from None


def _prefix(word: str) -> str:
    """Return the beginning of the codes that a word stands for; a rule's name is its code."""
    folded = word.strip().casefold()
    named = (rule.code for rule in CATALOGUE.values() if rule.name == folded)
    return next(named, folded.upper())


def _longest(code: str, prefixes: Iterable[str]) -> int:
    """Return the length of the longest prefix that fits a code; 0 if none does."""
    return max((len(prefix) for prefix in prefixes if code.startswith(prefix)), default=0)


def _read(file: Path) -> Settings | None:
    """Return the settings in a file, or None if it is not there or holds none."""
    shared = file.name == SHARED_FILE
    try:
        data = read_all(str(file), MAX_BYTES, anywhere=shared)
        if shared and b"argmap" not in data:
            return None  # most have nothing for argmap, and TOML takes time to read
        refuse_to_read(str(file))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        if not file.is_file():
            return None  # a folder that has the name, or one that may not be looked into
        raise ArgmapError(f"{_shown(file)} cannot be read: {error.strerror}") from None
    return _settings_in(_shown(file), data, shared=shared)


@lru_cache(maxsize=8)
def _settings_in(name: str, data: bytes, *, shared: bool) -> Settings | None:
    """Return the settings in a file's bytes, understood once for all maps and keystrokes.

    Args:
        name: The file as messages name it.
        data: What it holds.
        shared: Whether it is one that others than argmap have settings in.
    """
    text, table = _parsed(name, data)
    if shared:
        for key in SECTION:
            table = table.get(key) if isinstance(table, dict) else None
        if table is None:
            return None
    read = _Reader(_Places(text, name, SECTION if shared else ())).settings(table)
    return replace(read, beside={name: text}) if read.findings else read


def _parsed(name: str, data: bytes) -> tuple[str, Any]:
    """Return a file's text, and its table."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        return text, tomllib.loads(text)
    except UnicodeDecodeError:
        raise ArgmapError(f"{name} is not saved as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        found = re.fullmatch(r"(.*?)(?: \(at line (\d+), column (\d+)\))?", str(error), re.DOTALL)
        said, *place = found.groups() if found else (str(error), None)
        where = ":".join([name, *filter(None, place)])
        raise ArgmapError(f"{where}: this is not TOML: {said}") from None
    except (RecursionError, ValueError):  # what Python's reader does not catch of its own
        said = "it nests too deep, or has a number of thousands of digits"
        raise ArgmapError(f"{name} cannot be used: {said}") from None


class _Reader:
    """Read the table of a settings file; its first mistake ends the reading."""

    def __init__(self, places: _Places) -> None:
        self._places = places

    def settings(self, table: object) -> Settings:
        """Return the settings that a table holds."""
        if not isinstance(table, dict):
            raise self._problem(f"the settings are a table of {_listed(KEYS)}")
        for key in table:
            if key not in KEYS:
                if key == SECTION[0]:
                    raise self._problem(
                        "in this file, the settings stand without `tool.argmap`", key
                    )
                nearest = Known(KEYS).nearest(key)
                hint = did_you_mean(nearest, f"they are {_listed(KEYS)}")
                raise self._problem(f"`{key}` is none of the settings: {hint}", key)
        ignored = self._ignored(table.get("ignore", {}))
        return Settings(
            select=self._selected(table["select"]) if "select" in table else (ALL,),
            ignore=tuple(ignored),
            severity=self._severities(table.get("severity", {})),
            findings=tuple(self._unexplained(ignored)),
        )

    def _selected(self, value: object) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise self._problem('`select` is a list of rules, such as ["AM3", "AM401"]', "select")
        for word in value:
            self._check(codes, word, "select", str(word))
        return tuple(value)

    def _ignored(self, value: object) -> dict[str, str]:
        """Return the ignored rules, each with its reason, which may be empty."""
        if isinstance(value, list):
            value = dict.fromkeys(map(str, value), "")
        if not isinstance(value, dict):
            example = 'ignore = {AM402 = "our claims may be long"}'
            raise self._problem(f"`ignore` gives each rule its reason: {example}", "ignore")
        for word, reason in value.items():
            self._check(partial(refuse_errors, treated="ignored"), word, "ignore", word)
            if not isinstance(reason, str):
                raise self._problem(f"the reason for ignoring `{word}` is a text", "ignore", word)
        return value

    def _severities(self, value: object) -> dict[str, Severity]:
        if not isinstance(value, dict):
            example = 'severity = {AM401 = "error"}'
            raise self._problem(f"`severity` gives each rule its weight: {example}", "severity")
        found = {}
        for word, severity in value.items():
            found[word] = self._check(weight, severity, "severity", word)
            heaviest = found[word] is Severity.ERROR
            check = codes if heaviest else partial(refuse_errors, treated="made lighter")
            self._check(check, word, "severity", word)
        return found

    def _unexplained(self, ignored: dict[str, str]) -> Iterator[Finding]:
        """Yield the finding about rules that are ignored without a reason."""
        rule = CATALOGUE["AM407"]
        words = [word for word, reason in ignored.items() if not says_why(reason, word)]
        if words:
            message = f"`ignore` gives no reason for {_listed(words)}"
            hint = f'write `ignore = {{{words[0]} = "…"}}` with the reason, for whoever comes next'
            yield rule.finding(self._places.of("ignore", words[0]), message, hint)

    def _check(self, check: Callable[[str], _T], value: object, *keys: str) -> _T:
        """Return the result of a check of a text; a refusal is raised with its place."""
        try:
            if isinstance(value, str):
                return check(value)
        except ValueError as error:
            raise self._problem(str(error), *keys) from None
        raise self._problem(f"{value!r} is no text in quotes", *keys)

    def _problem(self, message: str, *keys: str) -> ArgmapError:
        return ArgmapError(f"{self._places.of(*keys)}: {message}")


class _Places:
    """The places of keys in the text of a TOML file, found by how they are usually written."""

    def __init__(self, text: str, path: str, section: tuple[str, ...] = ()) -> None:
        """Take a file's text.

        Args:
            text: The text.
            path: The name that places carry.
            section: The keys of the table that all others are in, such as `tool`, `argmap`.
        """
        self._text = _without_comments(text)
        self._path = path
        self._section = section

    def of(self, *keys: str) -> Location:
        """Return the place of a key in a table in a table; the last one found, if one is not.

        A word of a list counts as a key of it.
        """
        start, end = self._start()
        for key in keys:
            found = _key(key).search(self._text, start) or _word(key).search(self._text, start)
            if found is None:
                break
            start, end = found.span("word")
        line = self._text.count("\n", 0, start) + 1
        column = start - (self._text.rfind("\n", 0, start) + 1) + 1
        return Location(self._path, line, column, max(1, end - start))

    def _start(self) -> tuple[int, int]:
        """Return where the section is named: its own head, or that of a table in it."""
        if not self._section:
            return 0, 0
        parts = r"\s*\.\s*".join(f"[\"']?{re.escape(part)}[\"']?" for part in self._section)
        head = re.compile(rf"^[ \t]*\[\s*(?P<word>{parts})\s*[\].]", re.MULTILINE)
        found = head.search(self._text)
        return found.span("word") if found else (0, 0)


def _key(word: str) -> re.Pattern[str]:
    """Match a word before `=`, before `.`, or in the brackets of a table's head."""
    before, after = r"(?:^|[{,.\[])\s*[\"']?", r"[\"']?\s*[=.\]]"
    return re.compile(rf"{before}(?P<word>{re.escape(word)}){after}", re.MULTILINE)


def _word(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<word>{re.escape(word)})(?![\w-])")


def _without_comments(text: str) -> str:
    """Return a text with blanks where whole lines are comments."""
    return re.sub(r"^[ \t]*#[^\n]*", lambda found: " " * len(found[0]), text, flags=re.MULTILINE)


def _shown(file: Path) -> str:
    """Return a file's path for messages: from the present folder, if it is in or below it."""
    try:
        return str(file.relative_to(Path.cwd()))
    except ValueError:
        return str(file)


def _listed(words: tuple[str, ...] | list[str]) -> str:
    return listed([f"`{word}`" for word in words])
