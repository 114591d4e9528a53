"""Open a file in an editor at a line."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from typing import Final

from argmap.errors import ArgmapError
from argmap.text import one_line

EDITORS: Final[Mapping[str, tuple[str, ...]]] = {
    "code": ("--goto",),
    "codium": ("--goto",),
    "cursor": ("--goto",),
    "subl": (),
    "zed": (),
}
"""Programs that take `file:line:column` as an argument, and what stands before that."""

PATIENCE: Final = 20
"""Seconds for an editor to take a file: its command only tells the window that is open."""

_SCRIPT: Final = (".cmd", ".bat")
_FOR_A_SHELL: Final = re.compile(r'["%&|<>^!()\r\n]')


class Editor:
    """An editor that is installed.

    Attributes:
        name: Its command.
    """

    def __init__(self, name: str) -> None:
        """Look for its command.

        Raises:
            ArgmapError: If it is not on the search path.
        """
        found = shutil.which(name)
        if found is None:
            raise ArgmapError(
                f"there is no {name} on the search path: leave out --editor, or install it"
            )
        self.name, self._program = name, os.path.abspath(found)  # noqa: PTH100

    def open(self, path: str, line: int, column: int) -> str:
        """Open a file, and return what went wrong, or nothing.

        Args:
            path: The file's real path: it begins with no dash.
            line: Counted from 1.
            column: Counted from 1.
        """
        # Windows gives the command line of such a script to a shell, whatever starts it.
        if self._program.lower().endswith(_SCRIPT) and _FOR_A_SHELL.search(path):
            return "that file has signs in its name that a shell would obey: open it yourself"
        command = [self._program, *EDITORS[self.name], f"{path}:{line}:{column}"]
        null = subprocess.DEVNULL
        try:
            done = subprocess.run(  # noqa: S603 -- a list, and its file is in the folder
                command, stdin=null, stdout=null, stderr=null, timeout=PATIENCE, check=False
            )
        except subprocess.TimeoutExpired:
            return f"{self.name} has not answered for {PATIENCE} seconds"
        except OSError as error:
            return f"{self.name} cannot be started: {one_line(error.strerror or str(error))}"
        return f"{self.name} ended with status {done.returncode}" if done.returncode else ""
