"""Looks for bytes that the reader and the rules cannot stand, led by the code that they reach.

`python tests/helpers/fuzz_reader.py FOLDER -runs=1000000` needs the package atheris. What reached
new code is left in FOLDER, and the next run begins with it; a fault stops the run and leaves its
input in a file. With `--keep FOLDER` it adds to tests/data/fuzz as few of these inputs as together
run every step from line to line that any of them runs, and none there does; `test_fuzz.py` tries
them every time.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING

import atheris

from paths import DATA

with atheris.instrument_imports(include=["argmap"]):  # of what is imported here, only argmap
    import argmap
    from promises import any_bytes_are_told

    for _module in walk_packages(argmap.__path__, "argmap."):  # what is first used later, too
        import_module(_module.name)

if TYPE_CHECKING:
    from types import FrameType

KEPT = DATA / "fuzz"
LONGEST = 4_000
"""In bytes: longer inputs teach nothing that shorter ones do not."""
WORDS = (
    "argmap: 1\n", "title: ", "lang: de\n", "author: ", "date: 2026-03-12\n", "about: ", "by: ",
    "description: ", "sources:\n", "type: report\n", "issued: 2026-02-30\n", "URL: http://a.b\n",
    "file: a\n", "via: ", "thesis:\n", "  text: ", "premises:\n", "supports: thesis\n",
    "evidence:\n", "      - text: ", "source: ", "locator: ", "quote: ", "status: verified\n",
    "implicit: true\n", "objections:\n", "attacks: ", "inferences:\n", "premises: [a, b]\n",
    "conclusion: thesis\n", "warrant: ", "scheme: ", "ignore:\n", "  - rule: AM301\n", "at: ",
    "because: ", "thesis", "TODO", "???", "&a ", "*a", "<<: ", "!!str ", "---\n", ">-\n", "|\n",
    ": ", " #", "[", "]", "{", "}", "\\u202e", "\u202e", "\ufeff", "\u00ad", "\u0301",
)  # fmt: skip


def main(arguments: list[str]) -> None:
    """Run, or keep what an earlier run found."""
    if arguments[1:2] == ["--keep"]:
        keep(Path(arguments[2]))
        return
    with tempfile.TemporaryDirectory() as name:
        seeds, words = Path(name, "seeds"), Path(name, "words")
        seeds.mkdir()
        for path in sorted(DATA.glob("*/*.yaml")):
            shutil.copy(path, seeds / f"{path.parent.name}-{path.name}")
        for path in KEPT.iterdir():
            shutil.copy(path, seeds)
        words.write_text("\n".join(map(_entry, WORDS)), encoding="ascii")
        options = [f"-dict={words}", f"-max_len={LONGEST}", "-timeout=20"]
        atheris.Setup([*arguments[:1], *options, *arguments[1:], str(seeds)], _try)
        atheris.Fuzz()


def _try(data: bytes) -> None:
    """Try one input; whatever a target returns would count as a refusal."""
    any_bytes_are_told(data)


def _entry(word: str) -> str:
    """Return a word as the dictionary of the fuzzer has it."""
    return '"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"'


def keep(folder: Path) -> None:
    """Copies the inputs of a folder that are needed to reach what those that are kept do not."""
    reached: set[object] = set()
    for path in KEPT.iterdir():
        reached |= _steps(path.read_bytes())
    for path in sorted(folder.iterdir(), key=lambda path: (path.stat().st_size, path.name)):
        data = path.read_bytes()
        steps = _steps(data)
        if not steps <= reached:
            reached |= steps
            (KEPT / f"{hashlib.sha256(data).hexdigest()[:16]}.bin").write_bytes(data)


def _steps(data: bytes) -> set[object]:
    """Return which lines of argmap follow each other while an input is tried."""
    steps: set[object] = set()

    def called(frame: FrameType, *_: object) -> object:
        if f"{os.sep}argmap{os.sep}" not in frame.f_code.co_filename:
            return None
        last = 0

        def ran(frame: FrameType, event: str, _: object) -> object:
            nonlocal last
            if event == "line":
                steps.add((frame.f_code.co_filename, last, frame.f_lineno))
                last = frame.f_lineno
            return ran

        return ran

    sys.settrace(called)
    try:
        any_bytes_are_told(data)
    finally:
        sys.settrace(None)
    return steps


if __name__ == "__main__":
    main(sys.argv)
