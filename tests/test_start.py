"""How the process starts and ends."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("arguments", [["--help"], ["schema"], ["explain"], ["new", "-"]])
def test_what_needs_no_graph_starts_without_networkx(
    environment: dict[str, str], arguments: list[str]
) -> None:
    """To import it takes more than half of the time of a start."""
    code = (
        f"import sys; sys.argv = ['argmap', *{arguments}];"
        "from argmap.__main__ import run; status = run();"
        "sys.exit('networkx' in sys.modules or status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_imports_are_not_searched_for_garbage(environment: dict[str, str], project: Path) -> None:
    """Neither while the command starts nor once more at the end; but a long run is searched."""
    code = (
        "import gc, sys; sys.argv = ['argmap', 'validate', 'maps/ritter_2026-03-12.yaml'];"
        "from argmap.__main__ import run; status = run();"
        "print(status, gc.isenabled(), gc.get_threshold()[0], gc.get_freeze_count() > 10_000)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.splitlines()[-1], done.stderr) == ("0 True 100000 True", "")
