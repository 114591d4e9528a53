"""The extension for VS Code is packed from what it says it needs, and fits the server."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

import argmap
from paths import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EXTENSION = PROJECT / "editors" / "vscode"
MANIFEST: dict[str, Any] = json.loads((EXTENSION / "package.json").read_text("utf-8"))
SNIPPETS: dict[str, Any] = json.loads((EXTENSION / "snippets.json").read_text("utf-8"))

BASE = """\
argmap: 1
title: Close the bridge
sources:
  source: {type: report, title: Survey}
{sources}
thesis: {text: The bridge must be closed.}
premises:
  one: {text: It is cracked., supports: thesis}
  another: {text: It is old., supports: thesis}
{premises}
objections:
  cheap: {text: It is cheap., by: Ben Feld, attacks: thesis}
{objections}
{inferences}
{ignore}
"""


def test_the_package_holds_what_it_needs_and_no_more(
    tmp_path: Path, node_modules: Path, program: Callable[[str], str]
) -> None:
    """`npm run package` bundles the client of the protocol; its licences go along."""
    if not (node_modules / "@vscode" / "vsce").is_dir():
        pytest.skip("ARGMAP_NODE_MODULES has no @vscode/vsce")
    for tool in ("@vscode/vsce", "esbuild", "vscode-languageclient"):
        there = json.loads((node_modules / tool / "package.json").read_text("utf-8"))
        assert there["version"] == MANIFEST["devDependencies"][tool]
    folder = shutil.copytree(EXTENSION, tmp_path / "vscode")
    (folder / "node_modules").symlink_to(node_modules.absolute())
    command = [program("npm"), "run", "--offline", "package"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(folder / "argmap.vsix") as packed:
        names = {name.removeprefix("extension/") for name in packed.namelist()}
        bundle = packed.read("extension/dist/extension.js").decode("utf-8")
    files = {"package.json", "readme.md", "LICENSE.txt", "THIRD-PARTY-NOTICES.txt"}
    files |= {"snippets.json", "dist/extension.js"}
    assert names == files | {"extension.vsixmanifest", "[Content_Types].xml"}
    assert set(re.findall(r'require\("((?!node:)[^"]*vscode[^"]*)"\)', bundle)) == {"vscode"}


def test_its_settings_and_commands_are_those_that_it_uses() -> None:
    """None is offered that does nothing, and none is used that nobody can set or call."""
    code = (EXTENSION / "extension.js").read_text("utf-8")
    offered = {
        name.removeprefix("argmap.")
        for name in MANIFEST["contributes"]["configuration"]["properties"]
    }
    assert set(re.findall(r'settings\(\)\.get\("(\w+)"\)', code)) == offered
    commands = {one["command"] for one in MANIFEST["contributes"]["commands"]}
    assert set(re.findall(r'"(argmap\.(?:accept|challenge|preview|restart))"', code)) == commands
    assert MANIFEST["version"] == argmap.__version__


@pytest.mark.parametrize("name", SNIPPETS)
def test_a_snippet_as_it_comes_is_a_map_or_a_part_of_one(name: str) -> None:
    """What stands in its gaps is what a map may have there."""
    body = "\n".join(SNIPPETS[name]["body"])
    text = re.sub(r"\$\{\d+\|(\w+).*?\|\}|\$\{\d+:([^}]*)\}", lambda gap: gap[1] or gap[2], body)
    assert "$" not in text
    places = {"Premise": "premises", "Source": "sources", "Objection": "objections"}
    deep = text.replace("\n", "\n  ")
    parts = dict.fromkeys(("sources", "premises", "objections", "inferences", "ignore"), "")
    if name in places:
        parts[places[name]] = f"  {deep}"
    elif name == "Inference":
        parts["inferences"] = f"inferences:\n  {deep}"
    elif name == "Accepted finding":
        parts["ignore"] = f"ignore:\n  {deep}".replace("at: id", "at: one")
    elif name == "Quoted evidence":
        quoted = text.replace("\n", "\n      ")
        parts["premises"] = (
            f"  id:\n    text: So\n    supports: thesis\n    evidence:\n      {quoted}"
        )
    whole = text if name == "Argument map" else BASE
    for part, words in parts.items():
        whole = whole.replace(f"{{{part}}}", words)
    found = argmap.validate_text(whole).findings
    assert [one for one in found if one.severity is argmap.Severity.ERROR] == []


def test_the_picture_beside_is_the_map_and_says_what_is_wrong(
    tmp_path: Path, program: Callable[[str], str]
) -> None:
    """It is drawn from the text alone; no script of a stranger's map runs in it."""
    command = tmp_path / "argmap"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m argmap "$@"\n', "utf-8")
    command.chmod(0o755)
    script = """
    const { draw, page } = require(process.argv[1]);
    const map = (target) => `argmap: 1\\ntitle: <b>\\nthesis: {text: So.}
premises: {a: {text: It is., supports: ${target}}}\\n`;
    (async () => {
      const good = await draw(process.argv[2], map("thesis"), undefined, 400);
      const bad = await draw(process.argv[2], map("'<i>x</i>'"), undefined, 400);
      const none = await draw("/nowhere/argmap", map("thesis"), undefined, 400);
      console.log(JSON.stringify({ good, bad, none, page: page(good.svg, bad.trouble) }));
    })();
    """
    done = subprocess.run(
        [program("node"), "-e", script, str(EXTENSION / "picture.js"), str(command)],
        capture_output=True, text=True, check=True, cwd=tmp_path,
    )  # fmt: skip
    said = json.loads(done.stdout)
    assert said["good"]["svg"].startswith("<svg")
    assert said["good"]["trouble"] == ""
    assert "AM201" in said["bad"]["trouble"]
    assert said["bad"]["svg"] == ""
    assert "/nowhere/argmap" in said["none"]["trouble"]
    assert "<i>" not in said["page"]
    assert "default-src 'none'" in said["page"]
    assert [path.name for path in tmp_path.iterdir()] == ["argmap"]
