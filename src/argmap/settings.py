"""Which rules are told, and how much each weighs: what a project or a command has decided."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from argmap import reading, rules  # noqa: F401 -- the rules enter the catalogue
from argmap.catalogue import CATALOGUE, Rule
from argmap.findings import Finding, Severity
from argmap.rules.nearest import Known
from argmap.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from argmap.baseline import Baseline

ALL = "AM"
"""What the codes of all rules begin with."""


@dataclass(frozen=True)
class Settings:
    """Which rules are told, and how much each weighs. Made without arguments: all, as they are.

    A rule is named by its code (`AM301`), by its name (`bare-claim`), or with others by what
    their codes begin with (`AM3`); where several of these fit a rule, the longest decides.
    What is an error by itself stays one and is always told, whatever is selected: a map that
    contradicts itself cannot be drawn.

    Attributes:
        select: The rules that are told.
        ignore: The rules that are not; none of them an error.
        severity: What the findings of a rule weigh instead of what the rule says.
        baseline: The findings that are not told again, or None.
        findings: What there is to say about these settings themselves; it is always told.
        beside: The text of the file that these findings are about, by its path.

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
        """Returns the settings as the options of a command change them.

        Args:
            select: Takes the place of what was selected and ignored; None leaves both.
            ignore: Is added to what is ignored.
        """
        base = self
        if select is not None:
            base = replace(self, select=select, ignore=(), findings=())
        return replace(base, ignore=(*base.ignore, *ignore))

    def applied(self, rule: Rule) -> Rule | None:
        """Returns a rule with the weight that it has here, or None if it is not told."""
        if rule.severity is Severity.ERROR:
            return rule
        selected = _longest(rule.code, self._selected)
        if not selected or selected <= _longest(rule.code, self._ignored):
            return None
        return self._weighed(rule)

    def told(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Returns findings as they weigh here, without those that are not told."""
        pairs = ((finding, self.applied(CATALOGUE[finding.code])) for finding in findings)
        return tuple(replace(one, severity=rule.severity) for one, rule in pairs if rule)

    def about_itself(self) -> tuple[Finding, ...]:
        """Returns what there is to say about these settings, as it weighs here."""
        return tuple(
            replace(one, severity=self._weighed(CATALOGUE[one.code]).severity)
            for one in self.findings
        )

    def _weighed(self, rule: Rule) -> Rule:
        """Returns a rule that is no error with the weight that it has here."""
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


def codes(word: str) -> tuple[str, ...]:
    """Returns the codes that a code, a rule's name, or the beginning of codes stands for.

    Raises:
        ValueError: If it stands for none; the text says which rule may be meant.
    """
    prefix = _prefix(word)
    found = tuple(sorted(code for code in CATALOGUE if prefix and code.startswith(prefix)))
    if not found or not prefix.startswith(ALL):
        known = [name for rule in CATALOGUE.values() for name in (rule.code, rule.name)]
        meant = Known(sorted(known)).nearest(word)
        hint = did_you_mean(meant, "`argmap explain` lists all")
        raise ValueError(f"there is no rule `{word}`: {hint}")
    return found


def refuse_errors(word: str, treated: str) -> None:
    """Refuses a word that stands for errors alone.

    Raises:
        ValueError: If there is no such rule, or it is an error.
    """
    rules_meant = [CATALOGUE[code] for code in codes(word)]
    if any(rule.severity is not Severity.ERROR for rule in rules_meant):
        return
    if len(rules_meant) == 1:
        rule = rules_meant[0]
        raise ValueError(f"{rule.code} {rule.name} is an error, and errors cannot be {treated}")
    raise ValueError(f"all of `{word}` are errors, and errors cannot be {treated}")


def weight(word: str) -> Severity:
    """Returns the severity with a name.

    Raises:
        ValueError: If there is none; the text says which are there.
    """
    try:
        return Severity(word)
    except ValueError:
        known = ", ".join(f"`{severity}`" for severity in Severity)
        raise ValueError(f"a severity is one of {known}, not `{word}`") from None


def _prefix(word: str) -> str:
    """Returns what the codes begin with that a word stands for: a rule's name is its code."""
    folded = word.strip().casefold()
    named = (rule.code for rule in CATALOGUE.values() if rule.name == folded)
    return next(named, folded.upper())


def _longest(code: str, prefixes: Iterable[str]) -> int:
    """Returns the length of the longest prefix that fits a code; 0 if none does."""
    return max((len(prefix) for prefix in prefixes if code.startswith(prefix)), default=0)
