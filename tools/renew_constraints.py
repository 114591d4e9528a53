"""Write the newest versions that the declared ranges allow into what holds them.

`constraints.txt` gets one version of each package that the extras `test` and `dev` bring along, on
Linux, macOS and Windows and for every Python from the oldest that the project names; the build
requirements in `pyproject.toml` get theirs. Run it with nothing, then run the tests:

    python tools/renew_constraints.py
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import tomllib
import venv
from collections import Counter
from pathlib import Path

PROJECT = Path(__file__).parent.parent
HEADER = """\
# The exact versions that argmap is tested with: `pip install -c constraints.txt .` takes these.
# Made by `python tools/renew_constraints.py`, which takes the newest that pyproject.toml allows.
"""
BUILDING = ("hatchling", "editables")  # the second is what an editable installation needs


def resolver(folder: Path) -> Path:
    """Return uv, installed in a folder: unlike pip it resolves for all systems at once."""
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([programs / "python", "-m", "pip", "install", "-q", "uv"], check=True)  # noqa: S603
    return programs / "uv"


def newest(uv: Path, python: str, *arguments: str, given: str = "") -> list[str]:
    """Return `name==version` of all that is needed, sorted, with a marker where a name has two.

    Args:
        uv: The resolver.
        python: The oldest Python.
        arguments: The file with the requirements, or `-`, and its extras.
        given: The requirements for `-`.
    """
    options = ("--universal", "--fork-strategy=fewest", "--no-annotate", "--no-header", "--quiet")
    command = [uv, "pip", "compile", *options, "--python-version", python, "--upgrade", *arguments]
    done = subprocess.run(  # noqa: S603
        command, cwd=PROJECT, input=given, stdout=subprocess.PIPE, text=True, check=True
    )
    lines = [line for line in done.stdout.splitlines() if "==" in line]
    times = Counter(line.split("==")[0] for line in lines)
    pins = [line if times[line.split("==")[0]] > 1 else line.split(" ;")[0] for line in lines]
    return sorted(pins, key=lambda pin: pin.split("=="))


def main() -> None:
    """Write both files."""
    pyproject = PROJECT / "pyproject.toml"
    text = pyproject.read_text(encoding="utf-8")
    python = tomllib.loads(text)["project"]["requires-python"].removeprefix(">=")
    with tempfile.TemporaryDirectory() as folder:
        uv = resolver(Path(folder))
        extras = ("--extra=test", "--extra=dev")
        pins = newest(uv, python, *extras, "pyproject.toml")
        building = newest(uv, python, "-", given="\n".join(BUILDING))
    held = HEADER + "".join(f"{pin}\n" for pin in pins)
    (PROJECT / "constraints.txt").write_text(held, encoding="utf-8", newline="\n")
    requires = "requires = [\n" + "".join(f'  "{pin}",\n' for pin in building) + "]"
    text = re.sub(r"(?ms)^requires = \[.*?\]", lambda _: requires, text, count=1)
    pyproject.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
