"""Read a file at a git revision (`REV:path`) and list the revisions that changed it."""

from __future__ import annotations

import os
import re
import subprocess

from argmap.errors import ArgmapError
from argmap.files.read import MAX_BYTES
from argmap.text import why_unreadable

_PATIENCE = 20  # seconds; git takes milliseconds
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")


def is_revision(name: str, *, windows: bool = os.name == "nt") -> bool:
    """Return whether a name means a file at a revision: it has a colon, and no file is called so.

    Args:
        name: As the user wrote it.
        windows: Whether a letter and a colon may be a drive.
    """
    if ":" not in name or os.path.lexists(name):
        return False
    return not (windows and _DRIVE.match(name))


def changed_in(folder: str, name: str, most: int) -> tuple[str, ...]:
    """Return the revisions in which a file was changed, the newest first.

    There are none where there is no git, no repository or no history.

    Args:
        folder: The file's folder.
        name: Its name there.
        most: Revisions that are returned at most.
    """
    command = ["git", "--literal-pathspecs", "-C", folder, "log", f"--max-count={most}"]
    try:
        done = subprocess.run(  # noqa: S603 -- no shell takes part in it
            [*command, "--format=%H", "--", name],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return ()
    return tuple(done.stdout.decode("ascii", "replace").split()) if done.returncode == 0 else ()


def bytes_at(name: str, folder: str = ".") -> bytes:
    """Return a file's bytes at a revision, up to one more than a map may have.

    Args:
        name: `REV:path` as git takes it: `HEAD~1:maps/x.yaml`, or `HEAD~1:./x.yaml` from the
            present folder on; `:maps/x.yaml` is what is staged.
        folder: Git's present folder.

    Raises:
        ArgmapError: If git is missing, or knows no such revision or path.
    """
    if name.startswith("-"):  # git would take it for an option
        raise ArgmapError(f"there is no file {name}, and no revision begins with a dash")
    command = ["git", "-C", folder, "cat-file", "blob", name]
    try:
        process = subprocess.Popen(  # noqa: S603 -- no shell takes part in it
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "LC_ALL": "C", "LANGUAGE": "C"},  # messages here quote it in English
        )
    except FileNotFoundError:
        raise ArgmapError(
            f"there is no file {name}, and reading it from a revision takes git, which is not on "
            f"the search path"
        ) from None
    except (OSError, ValueError) as error:
        raise ArgmapError(f"{name!r} cannot be read: {why_unreadable(error)}") from None
    with process:
        assert process.stdout is not None
        assert process.stderr is not None
        data = process.stdout.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            process.kill()
            return data
        complaint = process.stderr.read().decode("utf-8", "replace")
    if process.returncode:
        lines = complaint.strip().splitlines() or ["git does not say why"]
        why = lines[-1].removeprefix("fatal: ").removeprefix("error: ")
        raise ArgmapError(f"there is no file {name}, nor is it one at a revision: git says: {why}")
    return data
