"""What the command knows of where it writes to."""

from __future__ import annotations

import io
import os
import struct
import sys
from pathlib import Path

import pytest

from argmap.cli.console import columns


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes no such terminals")
@pytest.mark.parametrize(("size", "known"), [(40, 40), (200, 200), (0, None)])
def test_the_columns_are_those_of_the_terminal_or_of_the_environment(size, known):
    """`COLUMNS` goes first, as with other programs; what makes no sense in it does not count."""
    fcntl = pytest.importorskip("fcntl")
    termios = pytest.importorskip("termios")
    leader, follower = os.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, size, 0, 0))
    with os.fdopen(follower, "w") as terminal:
        assert columns(terminal, {}) == known
        assert columns(terminal, {"COLUMNS": "60"}) == 60
        for text in ("0", "", "-5", "wide", "٦٠"):
            assert columns(terminal, {"COLUMNS": text}) == known
    os.close(leader)


def test_what_is_no_terminal_has_as_many_columns_as_the_environment_says():
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        assert columns(nowhere, {}) is None
        assert columns(nowhere, {"COLUMNS": "60"}) == 60
    assert columns(io.StringIO(), {}) is None
    assert columns(None, {}) is None


@pytest.mark.parametrize("command", ["validate", "render"])
def test_a_report_fits_the_columns(argmap, broken_map, command):
    """On standard output and on standard error."""
    text = broken_map.read_text(encoding="utf-8")
    text = text.replace("    supports: theses\n", "")
    text = text.replace("Risse.\n", "Risse, supports: theses, " + "und noch viel mehr " * 9 + "\n")
    broken_map.write_text(text.replace("    text: Der", "    tekst: Der"), encoding="utf-8")
    done = argmap(command, broken_map.name, env={"COLUMNS": "40"})
    lines = [line for line in (done.stdout + done.stderr).splitlines() if " | " in line]
    assert lines
    assert max(map(len, lines)) == 40
