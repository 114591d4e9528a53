"""The language server answers an editor as it should: asked over its streams, as editors do."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, Any

import pytest

import argmap
from editor import Editor
from paths import PROJECT, RITTER
from slips import slip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = RITTER.read_text("utf-8")
LINES = TEXT.split("\n")
NAME = RITTER.name

BRIDGE = """\
argmap: 1
title: Close the bridge
lang: en
by: Ann 😀 Hill
sources:
  survey: {type: report, title: Survey, file: survey.txt}
thesis:
  text: The bridge must be closed.
premises:
  cracks:
    text: Its pillar is cracked.
    supports: thesis
    evidence:
      - {quote: The main pilar is cracked, source: survey}
  old:
    text: "😀😀 It is old."
    supports: [cracks]
objections:
  cheap:
    text: Repair is cheap.
    attacks: thesis
"""


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor in a folder with the Ritter map, its ledger, and a small map of a bridge."""
    folder = tmp_path_factory.mktemp("maps")
    (folder / NAME).write_text(TEXT, "utf-8")
    ledger = RITTER.with_name(RITTER.stem + ".review.yaml")
    (folder / ledger.name).write_text(ledger.read_text("utf-8"), "utf-8")
    (folder / "survey.txt").write_text("The main pillar is cracked in places.", "utf-8")
    (folder / "bridge.yaml").write_text(BRIDGE, "utf-8")
    with Editor(folder, reviewer="Dora Hill", rulesPage="https://example.org/rules.md") as one:
        yield one


def where(text: str, words: str, inside: str = "") -> tuple[int, int]:
    """Return the line and the UTF-16 column, counted from 0, at which words begin in a text."""
    index = text.index(words)
    index += words.index(inside) if inside else 0
    line = text.count("\n", 0, index)
    before = text[text.rfind("\n", 0, index) + 1 : index]
    return line, len(before.encode("utf-16-le")) // 2


def taken(text: str, place: dict[str, Any]) -> str:
    """Return the characters of a range."""
    start, end = place["start"], place["end"]
    assert start["line"] == end["line"]
    line = text.split("\n")[start["line"]].encode("utf-16-le")
    return line[2 * start["character"] : 2 * end["character"]].decode("utf-16-le")


def applied(text: str, edits: list[dict[str, Any]]) -> str:
    """Return a text with an editor's edits made."""
    lines = [line.encode("utf-16-le") for line in text.split("\n")]

    def index(place: dict[str, int]) -> int:
        return sum(len(line) + 2 for line in lines[: place["line"]]) + 2 * place["character"]

    whole = text.encode("utf-16-le")
    for edit in sorted(edits, key=lambda one: -index(one["range"]["start"])):
        start, end = index(edit["range"]["start"]), index(edit["range"]["end"])
        whole = whole[:start] + edit["newText"].encode("utf-16-le") + whole[end:]
    return whole.decode("utf-16-le")


def test_what_validate_finds_is_what_the_editor_shows(editor: Editor) -> None:
    """With place, severity, code, hint, and a link to the rule's page."""
    shown = editor.open(NAME, TEXT)
    found = argmap.validate(editor.folder / NAME).findings
    own = [one for one in found if one.location.path.endswith(NAME)]
    assert [one["code"] for one in shown] == [one.code for one in own]
    assert [one["range"]["start"]["line"] + 1 for one in shown] == [
        one.location.line for one in own
    ]
    first = own[0]
    page = f"https://example.org/rules.md#{first.code.lower()}"
    assert shown[0]["codeDescription"]["href"] == page
    assert f"\n### {first.code}\n" in (PROJECT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert first.hint is None or first.hint in shown[0]["message"]


def test_a_place_behind_an_emoji_is_counted_in_utf_16(editor: Editor) -> None:
    """What is underlined is the mistake."""
    text = BRIDGE.replace('"😀😀 It is old."', "{😀: x}").replace(
        "  old:", "  😀😀: {a: b}\n  old:"
    )
    for one in editor.open("emoji.yaml", text):
        assert taken(text, one["range"]) != ""
    text = BRIDGE.replace("source: survey}", "source: survey, 😀by: x, sourc: y}")
    shown = editor.open("emoji.yaml", text)
    assert "😀by" in [taken(text, one["range"]) for one in shown]
    assert "sourc" in [taken(text, one["range"]) for one in shown]


def test_ids_are_completed_with_number_and_words(editor: Editor) -> None:
    """Behind `supports` stand claims, behind `source` sources; also where the YAML is broken."""
    editor.open("bridge.yaml", BRIDGE)
    for text in (BRIDGE, BRIDGE.replace("  cheap:\n", "  cheap: [\n  x: y: z\n")):
        editor.open("bridge.yaml", text)
        line, column = where(text, "supports: [cracks]", "cracks]")
        offered = editor.at("bridge.yaml", "completion", line, column)
        found = {one["label"]: one["detail"] for one in offered}
        assert found["cracks"] == "1 · Its pillar is cracked."
        assert "thesis" in found
        assert "survey" not in found
        assert "old" not in found
        line, column = where(text, "source: survey", "survey")
        sources = editor.at("bridge.yaml", "completion", line, column)
        assert [one["label"] for one in sources] == ["survey"]


def test_keys_and_words_are_completed_where_they_belong(editor: Editor) -> None:
    """A new line in a claim offers its keys, one in a source those of a source."""
    text = BRIDGE.replace("    supports: [cracks]\n", "    supports: [cracks]\n    \n")
    editor.open("bridge.yaml", text)
    line, _ = where(text, "    supports: [cracks]")
    keys = [one["label"] for one in editor.at("bridge.yaml", "completion", line + 1, 4)]
    assert "evidence" in keys
    assert "by" in keys
    assert "supports" not in keys
    text = BRIDGE.replace("source: survey}", "source: survey, status: }")
    editor.open("bridge.yaml", text)
    line, column = where(text, "status: }", "}")
    words = [one["label"] for one in editor.at("bridge.yaml", "completion", line, column)]
    assert words == ["reported", "verified", "disputed"]
    text = BRIDGE.replace("  old:\n", "  old:\n    by: \n")
    editor.open("bridge.yaml", text)
    line, column = where(text, "    by: \n")
    names = editor.at("bridge.yaml", "completion", line, column + 8)
    assert [one["label"] for one in names] == ["Ann 😀 Hill"]


def test_what_is_chosen_takes_the_place_of_what_was_typed(editor: Editor) -> None:
    """The offer replaces the beginning of the word."""
    text = BRIDGE.replace("supports: [cracks]", "supports: [cra")
    editor.open("bridge.yaml", BRIDGE)
    editor.open("bridge.yaml", text)
    line, column = where(text, "supports: [cra")
    offered = editor.at("bridge.yaml", "completion", line, column + len("supports: [cra"))
    edit = next(one["textEdit"] for one in offered if one["label"] == "cracks")
    assert applied(text, [edit]).replace("[cracks", "[cracks]", 1) == BRIDGE


def test_hover_tells_words_speaker_links_evidence_and_what_falls(editor: Editor) -> None:
    """At a reference as at the claim itself; at a source, where it is cited; at a key, its use."""
    editor.open("bridge.yaml", BRIDGE)
    line, column = where(BRIDGE, "supports: [cracks]", "cracks]")
    said = editor.at("bridge.yaml", "hover", line, column + 1)["contents"]["value"]
    for words in ("Its pillar is cracked", "Ann 😀 Hill", "supports `thesis`", "If it falls"):
        assert words in said or words.replace(".", "&#46;") in said
    line, column = where(BRIDGE, "source: survey", "survey")
    said = editor.at("bridge.yaml", "hover", line, column)["contents"]["value"]
    assert "cited for `cracks`" in said
    line, column = where(BRIDGE, "    attacks")
    said = editor.at("bridge.yaml", "hover", line, column + 6)["contents"]["value"]
    assert "attacks" in said


def test_definition_and_references_lead_to_every_place(editor: Editor) -> None:
    """From a reference to its claim, and from a claim to all that name it."""
    editor.open("bridge.yaml", BRIDGE)
    line, column = where(BRIDGE, "supports: [cracks]", "cracks]")
    (one,) = editor.at("bridge.yaml", "definition", line, column)
    assert (one["range"]["start"]["line"], taken(BRIDGE, one["range"])) == (9, "cracks")
    context = {"includeDeclaration": False}
    thesis = where(BRIDGE, "supports: thesis", "thesis")
    named = editor.at("bridge.yaml", "references", *thesis, context=context)
    assert [place["range"]["start"]["line"] for place in named] == [11, 20]


def test_symbols_stand_in_the_order_of_the_argument(editor: Editor) -> None:
    """The thesis holds its reasons and objections, and each of them its own."""
    editor.open("bridge.yaml", BRIDGE)
    thesis, source = editor.about("bridge.yaml", "documentSymbol")
    assert [one["name"] for one in thesis["children"]] == [
        "1 Its pillar is cracked.",
        "2 Repair is cheap.",
    ]
    assert thesis["children"][0]["children"][0]["name"] == "1.1 😀😀 It is old."
    assert source["name"] == "Survey"


def test_folds_lenses_and_colours_fit_the_text(editor: Editor) -> None:
    """A claim folds to its id, its lens has number and reviews, and each id has its colour."""
    editor.open("bridge.yaml", BRIDGE)
    folds = {
        (one["startLine"], one["endLine"]) for one in editor.about("bridge.yaml", "foldingRange")
    }
    assert (9, 13) in folds
    titles = [one["command"]["title"] for one in editor.about("bridge.yaml", "codeLens")]
    assert titles[:2] == ["1 reason · 1 objection · unreviewed", "1 · 1 reason · unreviewed"]
    data = editor.about("bridge.yaml", "semanticTokens/full")["data"]
    words, line, column = [], 0, 0
    for step, right, length, _, _ in zip(*[iter(data)] * 5, strict=True):
        line, column = line + step, right if step else column + right
        end = {"line": line, "character": column + length}
        words.append(taken(BRIDGE, {"start": {"line": line, "character": column}, "end": end}))
    first = ["survey", "thesis", "cracks", "thesis", "survey"]
    assert words == [*first, "old", "cracks", "cheap", "thesis"]


def test_sure_mends_are_offered_and_made(editor: Editor) -> None:
    """A misspelt id, a quote with a wrong word, a text without its quotes."""
    slips = {
        "[crakcs]": ("[crakcs]", BRIDGE.replace("[cracks]", "[crakcs]"), BRIDGE),
        "quote": ("The main pilar", BRIDGE, BRIDGE.replace("pilar", "pillar")),
        "colon": (
            "title: Close",
            BRIDGE.replace("Close the", "Close: the"),
            BRIDGE.replace("Close the bridge", '"Close: the bridge"'),
        ),
    }
    for words, text, meant in slips.values():
        editor.open("bridge.yaml", text)
        place = dict(zip(("line", "character"), where(text, words), strict=True))
        whole = {"start": place, "end": {**place, "character": place["character"] + 30}}
        offered = editor.about(
            "bridge.yaml", "codeAction", range=whole, context={"diagnostics": []}
        )
        mend = next(one for one in offered if one.get("isPreferred"))
        ((_, edits),) = mend["edit"]["changes"].items()
        assert applied(text, edits) == meant


def test_a_warning_is_accepted_with_a_reason_to_fill_in(editor: Editor) -> None:
    """The entry stands under `ignore`, and until it has a reason that is what is told."""
    editor.open("bridge.yaml", BRIDGE)
    line, column = where(BRIDGE, "  old:", "old")
    place = {
        "start": {"line": line, "character": column},
        "end": {"line": line, "character": column},
    }
    text = BRIDGE
    for _ in range(2):  # the second one goes behind the first
        offered = editor.about(
            "bridge.yaml", "codeAction", range=place, context={"diagnostics": []}
        )
        accept = next((one for one in offered if one["title"].startswith("Accept AM301")), None)
        if accept is None:
            break
        ((_, edits),) = accept["edit"]["changes"].items()
        text = applied(text, edits)
        shown = editor.open("bridge.yaml", text)
        assert "AM407" in [one["code"] for one in shown]
        assert "AM301" not in [
            one["code"] for one in shown if one["range"]["start"]["line"] == line
        ]
    assert text.endswith("ignore:\n  - rule: AM301\n    at: old\n    because: TODO\n")


def test_renaming_changes_map_and_ledger(editor: Editor) -> None:
    """As `argmap rename` does, in the texts as the editor has them; a taken id is refused."""
    editor.open(NAME, TEXT)
    line, column = where(TEXT, "\n  trump-sucht-ausweg:", "trump")
    edit = editor.at(NAME, "rename", line, column, newName="sucht-ausweg")
    changes = edit["changes"]
    assert set(changes) == {editor.uri(NAME), editor.uri(RITTER.stem + ".review.yaml")}
    renamed = applied(TEXT, changes[editor.uri(NAME)])
    assert renamed == re.sub(r"\btrump-sucht-ausweg\b", "sucht-ausweg", TEXT)
    with pytest.raises(RuntimeError, match="taken"):
        editor.at(NAME, "rename", line, column, newName="landung-unmoeglich")


def test_a_verdict_is_written_for_a_saved_map_alone(editor: Editor) -> None:
    """A text that is not saved is no text to judge."""
    valid = BRIDGE.replace("pilar", "pillar")
    (editor.folder / "judged.yaml").write_text(valid, "utf-8")
    editor.open("judged.yaml", valid)
    line, column = where(valid, "  old:", "old")
    place = {
        "start": {"line": line, "character": column},
        "end": {"line": line, "character": column},
    }
    offered = editor.about("judged.yaml", "codeAction", range=place, context={"diagnostics": []})
    accept = next(one["command"] for one in offered if one["title"].startswith("Accept `old`"))
    editor.open("judged.yaml", valid + "# more\n")
    editor.ask("workspace/executeCommand", command=accept["command"], arguments=accept["arguments"])
    assert not (editor.folder / "judged.review.yaml").exists()
    editor.open("judged.yaml", valid)
    assert "Save the map first" in editor.shown[-1]
    editor.ask("workspace/executeCommand", command=accept["command"], arguments=accept["arguments"])
    ledger = (editor.folder / "judged.review.yaml").read_text("utf-8")
    assert "by: Dora Hill" in ledger
    titles = [one["command"]["title"] for one in editor.about("judged.yaml", "codeLens")]
    assert "1.1 · accepted" in titles


@pytest.mark.parametrize("units", ["utf-8", "utf-16", "utf-32"])
def test_columns_are_in_the_units_that_the_editor_asks_for(tmp_path: Path, units: str) -> None:
    """Behind two emojis a mistake stands where the editor counts it, and so does its mend."""
    text = BRIDGE.replace('"😀😀 It is old."\n    supports: [cracks]', "")
    text = text.replace("  old:\n    text: ", '  old: {text: "😀😀 It.", supports: [crakcs]}')
    with Editor(tmp_path, units=units) as one:
        assert one.capabilities["positionEncoding"] == units
        (found,) = (each for each in one.open("map.yaml", text) if each["code"] == "AM201")
    start = found["range"]["start"]
    before = text.split("\n")[start["line"]].partition("crakcs")[0]
    code, width = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}[
        units
    ]
    assert start["character"] == len(before.encode(code)) // width


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_mends_stand_where_they_belong_in_every_kind_of_file(
    editor: Editor, mark: str, end: str
) -> None:
    """Whatever ends its lines, and with a byte order mark that the editor shows."""
    text = (mark + BRIDGE.replace("[cracks]", "[crakcs]").replace("\n", end)).replace(
        "pilar", "pillar"
    )
    found = next(one for one in editor.open("kinds.yaml", text) if one["code"] == "AM201")
    offered = editor.about(
        "kinds.yaml", "codeAction", range=found["range"], context={"diagnostics": []}
    )
    ((_, edits),) = next(one for one in offered if one.get("isPreferred"))["edit"][
        "changes"
    ].items()
    assert applied(text, edits) == text.replace("crakcs", "cracks")


def test_columns_of_the_first_line_count_a_byte_order_mark(editor: Editor) -> None:
    """Where the editor shows one."""
    text = "\ufeff" + BRIDGE.replace("argmap: 1\n", "argmap: 1\n").replace("argmap: 1", "argmap: 7")
    (found,) = editor.open("marked.yaml", text)
    assert taken(text, found["range"]) == "7"


UNSURE = {
    "a date": ("lang: en", "lang: en\ndate: 12.3.2026", "2026-03-12"),
    "a language": ("lang: en", "lang: deutsch", "de"),
    "an everyday word for a key": ("text: Repair", "claim: Repair", "text"),
    "a list without brackets": ("attacks: thesis", "attacks: thesis, cracks", "[thesis, cracks]"),
}


@pytest.mark.parametrize(("right", "wrong", "meant"), UNSURE.values(), ids=UNSURE)
def test_what_is_likely_is_offered_and_not_made_unasked(
    editor: Editor, right: str, wrong: str, meant: str
) -> None:
    """An editor offers it, but not as the one to be preferred, which some make at each saving."""
    text = BRIDGE.replace("pilar", "pillar").replace(right, wrong)
    found = next(one for one in editor.open("likely.yaml", text) if one["severity"] == 1)
    offered = editor.about(
        "likely.yaml", "codeAction", range=found["range"], context={"diagnostics": []}
    )
    (one,) = (each for each in offered if each["title"].startswith("Write"))
    assert not one.get("isPreferred")
    ((_, edits),) = one["edit"]["changes"].items()
    assert edits[0]["newText"] == meant
    assert [one["severity"] for one in editor.open("likely.yaml", applied(text, edits))].count(
        1
    ) == 0


def test_the_thesis_has_a_lens_verdicts_and_references_but_no_other_name(editor: Editor) -> None:
    """At its own key as where it is named."""
    valid = BRIDGE.replace("pilar", "pillar")
    editor.open("thesis.yaml", valid)
    line, column = where(valid, "thesis:\n")
    context = {"includeDeclaration": True}
    found = editor.at("thesis.yaml", "references", line, column, context=context)
    assert [one["range"]["start"]["line"] for one in found] == [6, 11, 20]
    assert editor.at("thesis.yaml", "prepareRename", line, column) is None
    place = {"line": line, "character": column}
    offered = editor.about(
        "thesis.yaml",
        "codeAction",
        range={"start": place, "end": place},
        context={"diagnostics": []},
    )
    assert "Challenge `thesis` in the ledger" in [one["title"] for one in offered]


def test_what_is_accepted_leads_to_the_claim(editor: Editor) -> None:
    """An id under `ignore` is a reference as others are, and is renamed with them."""
    text = BRIDGE + "ignore:\n  - rule: AM301\n    at: [old, cheap]\n    because: Seen.\n"
    text = text.replace("pilar", "pillar")
    editor.open("accepting.yaml", text)
    place = where(text, "[old, cheap]", "old")
    (found,) = editor.at("accepting.yaml", "definition", *place)
    assert found["range"]["start"]["line"] == 14
    changes = editor.at("accepting.yaml", "rename", *place, newName="aged")["changes"]
    edited = applied(text, changes[editor.uri("accepting.yaml")])
    assert "at: [aged, cheap]" in edited
    assert "  aged:\n" in edited


def test_a_saved_ledger_is_read_again(editor: Editor) -> None:
    """What it says then stands at the claims of the map beside it; a closed map is forgotten."""
    valid = BRIDGE.replace("pilar", "pillar")
    (editor.folder / "saved.yaml").write_text(valid, "utf-8")
    editor.open("saved.yaml", valid)
    argmap.record(editor.folder / "saved.yaml", "challenge", ["old"], by="Eva Roth", note="Why?")
    ledger = editor.uri("saved.review.yaml")
    editor.tell("textDocument/didSave", textDocument={"uri": ledger})
    titles = [one["command"]["title"] for one in editor.about("saved.yaml", "codeLens")]
    assert "1.1 · challenged" in titles
    editor.close("saved.yaml")
    assert editor.diagnostics[editor.uri("saved.yaml")] == []
    assert "AM503" in [one["code"] for one in editor.open("saved.yaml", valid)]


def test_what_is_no_map_gets_no_word(editor: Editor) -> None:
    """Other YAML files are open in the same editor."""
    assert editor.open("compose.yaml", "services:\n  web: [\n") == []
    assert editor.about("compose.yaml", "documentSymbol") == []


def test_any_edit_leaves_the_server_alive_and_right(editor: Editor) -> None:
    """100 slips in the Ritter map, one upon the other: the last is told as `validate` tells it."""
    lot = random.Random(5)  # noqa: S311 -- nothing secret
    text = TEXT
    for number in range(100):
        data = slip(text.encode("utf-8"), lot.randrange(10**6))
        text = data.decode("utf-8", "replace").replace("\r", "")
        if number % 20 == 19:
            text = TEXT
        shown = editor.open("edited.yaml", text)
        found = argmap.validate_text(text, "edited.yaml").findings if number % 5 == 0 else None
        if found is not None and "argmap:" in text:
            own = [one.code for one in found if not one.code.startswith("AM5")]
            assert [one["code"] for one in shown if not one["code"].startswith("AM5")] == own
        line = lot.randrange(text.count("\n") + 1)
        editor.at("edited.yaml", "completion", line, lot.randrange(40))
        editor.at("edited.yaml", "hover", line, lot.randrange(40))
    assert {path.name for path in editor.folder.iterdir()} >= {NAME, "bridge.yaml"}
    assert not (editor.folder / "edited.yaml").exists()
