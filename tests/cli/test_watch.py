"""`render --watch`: a picture follows its map until somebody ends it."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise there")


def test_each_saved_change_is_drawn_and_no_other_map(
    environment: dict[str, str], maps: Path
) -> None:
    """A map with an error keeps its last picture; a new map, a ledger and a text count, too."""
    map_file, out = maps / "1.yaml", maps.parent / "out"
    for name in ("0", "2", "3", "4", "5", "6", "8"):
        (maps / f"{name}.yaml").unlink()
    text = map_file.read_text(encoding="utf-8")
    command = [sys.executable, "-m", "argmap", "render", "maps", "--watch", "-j", "1"]
    with subprocess.Popen(
        command, cwd=maps.parent, env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None

        def said(beginning: str) -> str:
            for line in process.stderr:
                if line.startswith(beginning):
                    return line
            raise AssertionError(beginning)

        said("waiting for changes; Ctrl-C ends it")
        map_file.write_text(text.replace("5 Risse", "50 Risse"), encoding="utf-8")
        assert said("wrote").startswith("wrote out/1.svg ")
        assert "50 Risse" in (out / "1.svg").read_text(encoding="utf-8")
        map_file.write_text(text.replace("supports: thesis", "supports: theses"), encoding="utf-8")
        assert "AM201" in said("maps/1.yaml:18:15")
        assert "50 Risse" in (out / "1.svg").read_text(encoding="utf-8")
        (maps / "more" / "new.yaml").write_text(text, encoding="utf-8")
        assert said("wrote").startswith("wrote out/more/new.svg ")
        (maps / "argmap.toml").write_text("ignore = []\n", encoding="utf-8")
        said("maps/1.yaml:18:15")
        process.send_signal(signal.SIGINT)
        _, rest = process.communicate(timeout=60)
    assert (process.returncode, rest.strip().splitlines()[-1]) == (130, "argmap: interrupted")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-"], "standard input does not change"),
        (["-o", "-", "brücke.yaml"], "standard output holds one picture"),
        (["--check", "brücke.yaml"], "leave out one of them"),
    ],
)
def test_what_cannot_be_watched_is_wrong_usage(
    argmap, small_map: Path, arguments: list[str], said: str
) -> None:
    done = argmap("render", "--watch", *arguments, cwd=small_map.parent)
    assert done.returncode == 2
    assert said in done.stderr
