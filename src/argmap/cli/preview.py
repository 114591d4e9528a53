"""The command `preview`: show a map in a browser while it is written."""

from __future__ import annotations

import os
import webbrowser
from typing import Never

import click

from argmap.cli.console import complain, say
from argmap.cli.options import theme_option
from argmap.errors import ArgmapError
from argmap.files.read import STREAM
from argmap.files.watch import missing, watched
from argmap.preview.editors import EDITORS, Editor
from argmap.preview.maps import Maps
from argmap.text import shown


@click.command(epilog="Example: argmap preview map.yaml --open")
@click.argument("given", metavar="MAP|FOLDER")
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(1, 65535),
    help="The port of the page; without it, one that is free.",
)
@click.option("--open", "opens", is_flag=True, help="Open the page in your browser.")
@click.option(
    "--editor",
    type=click.Choice(list(EDITORS)),
    help="A click on a finding opens its place in this editor, which has to be on your search "
    "path; without it, a click copies file:line:column.",
)
@theme_option
def preview(*, given: str, port: int | None, opens: bool, editor: str | None, theme: str) -> Never:
    """Shows MAP, or the maps in FOLDER, on a page that follows each saved change.

    What changed lights up, and the page stays where it was. What is wrong stands beside the last
    good picture. Width, layout and the rest are chosen on the page, which shows the command line
    that makes just this picture. Only this computer can reach the page, at the address that is
    printed; Ctrl-C ends it. It writes no file, and needs the extra argmap[preview].
    """
    if given == STREAM:
        raise click.UsageError("standard input does not change: name a map's file, or a folder.")
    if not os.path.exists(given):  # noqa: PTH110
        raise ArgmapError(f"there is no {shown(given)}")
    try:
        from argmap.preview.server import PreviewServer  # noqa: PLC0415 -- an extra
    except ModuleNotFoundError as error:
        if error.name not in ("starlette", "uvicorn", "anyio", "h11"):
            raise
        raise missing("the preview", error.name) from error
    maps = Maps(given, theme)
    for problem in maps.look_around():
        complain(problem)
    server = PreviewServer(maps, port or 0, Editor(editor) if editor else None)
    with watched(*maps.watched) as changes, server.running():
        say(f"{shown(given)} is shown at\n{server.address}\nCtrl-C ends it")
        if opens and not webbrowser.open(server.address):
            say("note: no browser could be opened: open that address yourself")
        for changed in changes:
            maps.hear(changed)
            server.tell()
    raise AssertionError("the changes have no end")
