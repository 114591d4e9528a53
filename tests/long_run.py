"""Looks for faults for hours: `python tests/long_run.py FOLDER`.

Made maps, faults of the system, copies with slips, and bytes led by the code that they reach: what
the tests try every day in their short form. The inputs that reached new code are left in FOLDER,
where the next run goes on. It needs the extra `test` and the package atheris, and some four hours.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
SLIPS, INPUTS = 100_000, 1_000_000


def main() -> int:
    """Try everything, whatever fails before, and return 1 if anything did."""
    folder = _folder()
    if find_spec("atheris") is None:
        sys.stderr.write("atheris is not installed: pip install atheris\n")
        return 3
    folder.mkdir(parents=True, exist_ok=True)
    failed = [what for what, command in _parts(folder).items() if not _passes(what, command)]
    sys.stdout.write(f"failed: {', '.join(failed)}\n" if failed else "nothing failed\n")
    return int(bool(failed))


def _folder() -> Path:
    parser = argparse.ArgumentParser(
        prog="python tests/long_run.py",
        description="Looks for faults for hours: made maps, faults of the system, slips, bytes.",
        epilog="example: python tests/long_run.py ~/argmap-inputs",
    )
    parser.add_argument(
        "folder", type=Path, help="where inputs that reached new code are kept from run to run"
    )
    found: Path = parser.parse_args().folder
    return found.resolve()


def _parts(folder: Path) -> dict[str, list[str]]:
    """Return the commands by what they try."""
    tests = [sys.executable, "-m", "pytest", "-q"]
    fuzzer = [sys.executable, "helpers/fuzz_reader.py", str(folder)]
    return {
        "made maps": [*tests, "program/test_properties.py"],
        "faults of the system": [*tests, "faults"],
        f"{SLIPS:,} copies of the Ritter map with a slip": [
            sys.executable, "helpers/slips.py", str(SLIPS),
        ],
        f"{INPUTS:,} inputs": [
            *fuzzer, f"-runs={INPUTS}", "-verbosity=0", f"-artifact_prefix={folder.parent}/",
        ],
    }  # fmt: skip


def _passes(what: str, command: list[str]) -> bool:
    """Say what is tried, tries it, and say how that ended."""
    _say(f"\n== {what}")
    start = time.monotonic()
    done = subprocess.run(command, cwd=HERE, env=os.environ | {"ARGMAP_TESTS": "long"}, check=False)
    minutes = (time.monotonic() - start) / 60
    _say(f"{what}: {'FAILED' if done.returncode else 'passed'} after {minutes:.0f} minutes")
    return done.returncode == 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
