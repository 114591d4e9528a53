"""What a terminal or a log is given are words: nothing moves its cursor or turns its text round."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
NAME = "a\x1b[2Jb\x9b2Jc\u202egpj\u2028d\ufeff\nwrote e"
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")
COMMANDS = [
    ["validate", "x.yaml"],
    *(["validate", "x.yaml", "--format", form] for form in ("json", "sarif", "github", "junit")),
    ["render", "x.yaml"],
    ["render", "x.yaml", "x.yaml"],
    ["render", "x.yaml", "--theme", "x"],
    ["render", "x.yaml", "--format", "x"],
    ["render", "--x"],
    ["embed", "x.yaml", "-o", "x/"],
    ["page", "x.yaml", "-o", "x/"],
    ["site", ".", "-o", "x/"],
    ["site", "x.yaml"],
    ["review", "x.yaml"],
    ["review", "x.yaml", "--format", "markdown"],
    ["review", "x.yaml", "--format", "json"],
    ["review", "x.yaml", "accept", "risse", "--by", "A x"],
    ["review", "x.yaml", "accept", "x", "--by", "A"],
    ["review", "x.yaml", "accept", "risse", "--by", "A", "--date", "x"],
    ["impact", "x.yaml", "x"],
    ["diff", "x.yaml", "other.yaml"],
    ["diff", "other.yaml", "x.yaml", "--format", "json"],
    ["validate", "x.yaml", "--select", "x"],
    ["validate", "x.yaml", "--source", "x"],
    ["explain", "x"],
    ["x"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_name_and_no_option_reaches_a_terminal_as_it_is(
    argmap: Run, small_map: Path, command: list[str]
) -> None:
    """Where colours are wanted, too; a name's line end does not begin a line of argmap's own."""
    text = small_map.read_text("utf-8")
    (small_map.parent / "other.yaml").write_text(text.replace("Riss ", "Spalt "), encoding="utf-8")
    (small_map.parent / f"{NAME}.yaml").write_text(f"{text}    speech: x\n", encoding="utf-8")
    done = argmap(
        *(re.sub(r"\bx\b", lambda _: NAME, word) for word in command), env={"FORCE_COLOR": "1"}
    )
    told = re.sub("\x1b\\[[0-9;]*m", "", done.stdout + done.stderr)
    assert OBEYED.findall(told) == []
    assert "Traceback" not in told
    assert not any(line.startswith("wrote e") for line in told.splitlines())


def test_what_programs_read_is_the_same_name(argmap: Run, small_map: Path) -> None:
    """JSON has a way to write such a character; XML has not, and a log may show it."""
    path = small_map.parent / f"{NAME}.yaml"
    path.write_text(small_map.read_text("utf-8"), encoding="utf-8")
    listed = json.loads(argmap("review", path.name, "--format", "json").stdout)
    assert {claim["path"] for claim in listed} == {path.name}
    report = argmap("validate", path.name, "--format", "junit").stdout
    suites = ET.fromstring(report)  # noqa: S314 -- our own
    told = "a\\x1b[2Jb\\x9b2Jc\\u202egpj\\u2028d\\ufeff\nwrote e.yaml"
    assert suites[0].get("name") == told


def test_a_ledger_can_be_begun_for_a_map_of_any_name(argmap: Run, small_map: Path) -> None:
    """The comment on top names the map, and stays a comment."""
    path = small_map.parent / f"{NAME}.yaml"
    path.write_text(small_map.read_text("utf-8"), encoding="utf-8")
    done = argmap("review", path.name, "accept", "risse", "--by", "Dora\nHill")
    assert done.returncode == 0
    assert ".review.yaml: Dora Hill accepted risse\n" in done.stderr
    assert argmap("review", path.name, "--state", "accepted").stdout.count("accepted") == 2
