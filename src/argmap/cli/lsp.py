"""The command `lsp`: the language server for editors."""

from __future__ import annotations

import click

from argmap.errors import ArgmapError


@click.command(epilog="Example: argmap lsp")
def lsp() -> None:
    """Starts the language server, which an editor talks to on standard input and output.

    It checks maps while they are written, completes ids and keys, tells what a claim bears on and
    what falls with it, renames, mends, and writes verdicts. docs/editors.md has the lines for each
    editor. It needs the extra argmap[lsp], writes no file but by a verdict that you ask for, and
    reads what `argmap validate` reads.
    """
    try:
        from argmap.lsp.server import make  # noqa: PLC0415 -- an extra
    except ModuleNotFoundError as error:
        if error.name not in ("pygls", "lsprotocol"):
            raise
        raise ArgmapError(
            "the language server needs pygls: `python -m pip install pygls` installs it, and so "
            "does argmap's extra, argmap[lsp]"
        ) from error
    make().start_io()
