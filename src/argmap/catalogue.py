"""The catalogue of rules: one function a code, found in one step by searching for the code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from argmap.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Callable


class Rule(NamedTuple):
    """One rule: what a code means.

    Attributes:
        code: `AM` and three digits.
        name: In kebab case.
        severity: How much its findings weigh.
        function: What finds it; its docstring is the rule's page.
    """

    code: str
    name: str
    severity: Severity
    function: Callable[..., Any]

    def finding(self, location: Location, message: str, hint: str | None = None) -> Finding:
        """Returns a finding of this rule at a place."""
        return Finding(self.code, self.name, self.severity, location, message, hint)


CATALOGUE: dict[str, Rule] = {}
"""Every rule by its code. A rule enters it when the module that defines it is imported."""

Function = TypeVar("Function", bound="Callable[..., Any]")


def rule(code: str, name: str, severity: Severity) -> Callable[[Function], Function]:
    """Returns a decorator that enters a function into the catalogue under a code.

    Args:
        code: The code, not yet taken.
        name: Its name in kebab case.
        severity: How much its findings weigh.

    Raises:
        ValueError: From the decorator, if the code or the name is taken.
    """

    def enter(function: Function) -> Function:
        if code in CATALOGUE or any(known.name == name for known in CATALOGUE.values()):
            raise ValueError(f"rule {code} {name} is defined twice")
        CATALOGUE[code] = Rule(code, name, severity, function)
        return function

    return enter
