"""The rule on files in other formats, which `argmap import` and `argmap sources` read."""

from __future__ import annotations

from argmap.model.findings import ON_OTHER_FILES, Finding, Location, Severity, rule


@rule("AM601", "not-importable", Severity.ERROR, ON_OTHER_FILES)
def not_importable(message: str, hint: str | None, at: Location) -> Finding:
    """A file in another format cannot be taken in as it is.

    `argmap import` and `argmap sources` say where the file is not what its format asks for, is
    larger or deeper than is read, or leaves open what the thesis is. Nothing is written then. A
    file of several theses is one map for each: `--thesis` says which is meant, by its id in the
    file. docs/exchange.md leads to a page for each format.

    Bad:
        ```text
        Discussion Title: What now?

        1. What shall we do with the bridge?
        1.1. Close it.
        1.1.1. Pro: It is cracked.
        1.2. Mend it.
        1.2.1. Pro: It is listed.
        ```
    Good:
        ```text
        Discussion Title: The bridge

        1. Close it.
        1.1. Pro: It is cracked.
        ```
    """
    return ON_OTHER_FILES["AM601"].finding(at, message, hint)
