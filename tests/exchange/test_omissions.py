"""Whatever a format leaves out of a map is told."""

from __future__ import annotations

import re
from html import unescape

import pytest

from argmap.checking import validate_text
from argmap.exchange import WRITTEN, export_map

SOURCE = {
    "type": "report",
    "title": "Sourcetitle",
    "author": "Sourceauthor",
    "issued": "1913-02-01",
    "URL": "https://sourceaddress.example",
    "publisher": "Sourcepublisher",
    "note": "Sourcenote",
    "language": "Sourcelanguage",
}
MAP = f"""\
argmap: 1
title: Maptitle
lang: fr
author: Mapauthor
date: 1912-03-14
about: main
by: Mapspeaker
description: Mapdescription
sources:
  main: {{{", ".join(f'{key}: "{value}"' for key, value in SOURCE.items())}}}
  second: {{title: Secondtitle, via: main, file: Secondfile.txt}}
thesis: {{text: Thesiswords, source: main, locator: Thesisplace, quote: Thesisquote, lang: it}}
premises:
  reason:
    text: Reasonwords
    supports: thesis
    by: Reasonspeaker
    evidence:
      - {{id: ownid, text: Evidencewords, quote: Evidencequote, source: second,
         locator: Evidenceplace, by: Evidencespeaker, status: disputed, lang: es}}
  unsaid: {{text: Unsaidwords, implicit: true}}
  said: {{text: Saidwords}}
objections:
  against: {{text: Againstwords, attacks: step}}
inferences:
  step: {{premises: [unsaid, said], conclusion: thesis, warrant: Stepwarrant, scheme: Stepscheme,
         by: Stepspeaker}}
ignore:
  - {{rule: no-source, at: [reason], because: Longago}}
"""
ARGUMENT = """    Maptitle fr Mapauthor 1912-03-14 Mapspeaker Mapdescription Thesiswords Thesisplace
    Thesisquote it Reasonwords Reasonspeaker ownid Evidencewords Evidencequote Evidenceplace
    Evidencespeaker disputed|contestée es implicit|implicite Unsaidwords Saidwords Againstwords
    Stepwarrant Stepscheme Stepspeaker no-source""".split()  # noqa: SIM905 -- a list is one word a line
SOURCES = (*SOURCE.values(), "Secondtitle", "Secondfile.txt")
ALONE = ("bibtex", "csl-json")
"""Formats of the sources alone, which say once that the rest is left out."""


@pytest.mark.parametrize("form", WRITTEN)
def test_all_of_a_map_is_written_or_told_to_be_lost(form: str) -> None:
    """A source that is left out, or no more than its id, is so with all it says."""
    argument = validate_text(MAP, "m.yaml").map
    assert argument is not None
    done = export_map(argument, form)
    told = [" ".join(remark) for remark in done.report.remarks]
    text = unescape(done.text.replace("\\n", " ").replace("\\l", " ")) + "\n".join(told)
    whole = {
        one.part
        for one in done.report.remarks
        if re.search("list of sources|place for sources|of a source no more", one.what)
    }
    expected = [*(() if form in ALONE else ARGUMENT), *(() if "main" in whole else SOURCES)]
    if form in ALONE:
        assert "lost no more than the sources is written: claims and links are not" in told[0]
    others = {
        "1913-02-01": r"1913-02-01|1er février 1913|1913,\s*2,\s*1",
        "report": "(tech)?report",
    }
    assert [
        word
        for word in expected
        if not re.search(rf"(?<!\w)(?:{others.get(word, word)})(?!\w)", text)
    ] == []
