"""Write the newest versions that the declared ranges allow into what holds them.

`constraints.txt` gets one version of each package that the extras `test` and `dev` bring along, on
Linux, macOS and Windows and for every Python from the oldest that the project names; the build
requirements in `pyproject.toml` get theirs. `requirements.lock` gets what argmap itself needs, and
`requirements-dev.lock` all of them, in those versions and with the hashes of their files. Run it
with nothing, then run the tests:

    python tools/renew_constraints.py

`--lock` writes the two locks alone, from the versions that `constraints.txt` has.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
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
LOCK_HEADER = """\
# {}, as in constraints.txt, and with the hashes of the files:
# `pip install --require-hashes -r {}`, and then `pip install --no-deps {}`
# Made by `python tools/renew_constraints.py`.
"""
EXTRAS = ("--extra=test", "--extra=dev")
LOCKS = {
    "requirements.lock": ("All that argmap needs without its extras", ".", ()),
    "requirements-dev.lock": (
        "All that the tests and checks need",
        "--no-build-isolation -e .",
        EXTRAS,
    ),
}
# The second makes an editable installation.
BUILDING = ("hatchling", "editables")


def resolver(folder: Path) -> Path:
    """Return uv, installed in a folder: unlike pip it resolves for all systems at once."""
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([programs / "python", "-m", "pip", "install", "-q", "uv"], check=True)  # noqa: S603
    return programs / "uv"


def resolved(uv: Path, python: str, *arguments: str, given: str = "") -> str:
    """Return what uv writes on all that is needed, for every system.

    Args:
        uv: The resolver.
        python: The oldest Python.
        arguments: The file with the requirements, or `-`, and more options.
        given: The requirements for `-`.
    """
    options = ("--universal", "--fork-strategy=fewest", "--no-annotate", "--no-header", "--quiet")
    command = [uv, "pip", "compile", *options, "--python-version", python, "--upgrade", *arguments]
    done = subprocess.run(  # noqa: S603
        command, cwd=PROJECT, input=given, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


def newest(uv: Path, python: str, *arguments: str, given: str = "") -> list[str]:
    """Return `name==version` of all that is needed, sorted, with a marker where a name has two.

    The arguments are those of `resolved`.
    """
    found = resolved(uv, python, *arguments, given=given).splitlines()
    lines = [line for line in found if "==" in line]
    times = Counter(line.split("==")[0] for line in lines)
    pins = [line if times[line.split("==")[0]] > 1 else line.split(" ;")[0] for line in lines]
    return sorted(pins, key=lambda pin: pin.split("=="))


def write_locks(uv: Path, python: str) -> None:
    """Write the files with hashes, from the versions in that without."""
    for name, (what, then, extras) in LOCKS.items():
        options = ("--generate-hashes", "--constraint=constraints.txt", *extras, "pyproject.toml")
        held = LOCK_HEADER.format(what, name, then) + resolved(uv, python, *options)
        (PROJECT / name).write_text(held, encoding="utf-8", newline="\n")


def main() -> None:
    """Write the files."""
    pyproject = PROJECT / "pyproject.toml"
    text = pyproject.read_text(encoding="utf-8")
    python = tomllib.loads(text)["project"]["requires-python"].removeprefix(">=")
    with tempfile.TemporaryDirectory() as folder:
        uv = resolver(Path(folder))
        if sys.argv[1:] == ["--lock"]:
            write_locks(uv, python)
            return
        pins = newest(uv, python, *EXTRAS, "pyproject.toml")
        building = newest(uv, python, "-", given="\n".join(BUILDING))
        held = HEADER + "".join(f"{pin}\n" for pin in pins)
        (PROJECT / "constraints.txt").write_text(held, encoding="utf-8", newline="\n")
        write_locks(uv, python)
    requires = "requires = [\n" + "".join(f'  "{pin}",\n' for pin in building) + "]"
    text = re.sub(r"(?ms)^requires = \[.*?\]", lambda _: requires, text, count=1)
    pyproject.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
