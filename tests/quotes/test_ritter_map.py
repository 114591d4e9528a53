"""The quotes of the Ritter map stand in the text that it is made from.

That text is not part of the project. Where it is not at hand, these tests are left out and say so;
where everything has to pass, that is a fault.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import argmap as library

if TYPE_CHECKING:
    from pathlib import Path

HEGEMONY = '"Globale Konsequenzen: Ende der US-Hegemonie?"'
RITTER = "maps/ritter_2026-03-12.yaml"


@pytest.fixture(scope="module")
def article(shared: Path) -> Path:
    """The text of the article that the map renders."""
    (text,) = sorted((shared / "seed").glob("*.txt"))
    return text


def test_every_quote_stands_in_the_article_in_the_section_that_its_locator_names(project, article):
    """All of them: without the text, as many are unchecked, and with it, nothing is found."""
    path = project / RITTER
    quotes = path.read_text(encoding="utf-8").count(" quote: ")
    alone = library.validate(path).findings
    assert [finding.message for finding in alone if finding.code == "AM308"] == [
        f"{quotes} quotes are unchecked: there is no text of `artikel`"
    ]
    found = library.validate(path, sources={"artikel": article}).findings
    assert [finding for finding in found if finding.code in {"AM307", "AM308"}] == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("quote: leere Hallen", "quote: leere Halle"), "leere [-Halle-] {+Hallen+}"),
        (
            ("quote: Russland sitzt am längeren", "quote: Russland säße am langen"),
            "Russland [-säße-] {+sitzt+} am [-langen-] {+längeren+} Hebel",
        ),
        ((f"locator: {HEGEMONY}\n    quote", "locator: Einleitung\n    quote"), None),
        (
            (f"locator: {HEGEMONY}\n    quote", "locator: Fazit\n    quote"),
            f"under “{HEGEMONY[1:-1]}”",
        ),
    ],
)
def test_a_changed_quote_or_section_is_noticed(project, article, tmp_path, change, told):
    text = (project / RITTER).read_text(encoding="utf-8")
    assert change[0] in text
    path = tmp_path / "ritter.yaml"
    path.write_text(text.replace(*change), encoding="utf-8")
    hints = [
        finding.hint or ""
        for finding in library.validate(path, sources={"artikel": article}).findings
        if finding.code == "AM307"
    ]
    assert len(hints) == (told is not None)
    assert told is None or told in hints[0]
