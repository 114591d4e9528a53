"""The `argmap` group: loads a command when it is asked for, and sets the exit status."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword

import click
from click.shell_completion import CompletionItem

import argmap
from argmap.cli.console import complain, prepare_streams, say
from argmap.cli.exit import EndedError, Exit, ending_in_order
from argmap.cli.options import FileName, names_file
from argmap.errors import ArgmapError
from argmap.text import one_line, reason

COMMANDS = {
    "diff": "Say what two versions of a map say differently.",
    "embed": "Write what is pasted into a page.",
    "explain": "Print what a rule is about.",
    "export": "Write a map in another format.",
    "impact": "Say what falls when parts are rejected.",
    "import": "Make a map from another format.",
    "lsp": "Serve an editor: check, complete, explain, rename.",
    "new": "Write a starter map.",
    "page": "Write a page that unfolds, and can be searched.",
    "preview": "Show a map in a browser while you write it.",
    "rename": "Give a part of a map another id.",
    "render": "Draw maps as SVG, PNG or PDF.",
    "review": "List the claims to review, and record verdicts.",
    "schema": "Print the JSON Schema of the file format.",
    "site": "Write a site of all maps in a folder.",
    "sources": "Add sources from a list of references.",
    "validate": "Say what is wrong with maps.",
}
"""The short help of each command. A command is the function of its name in the module of its name,
which is imported when the command is asked for; a `_` stands behind a name that is Python's own."""

COMPLETING = "_ARGMAP_COMPLETE"
"""The variable by which a shell asks for completion; the name is click's choice."""


class _Commands(click.Group):
    """The group of all commands, each imported when it is asked for."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(import_module(f"argmap.cli.{name}"), name)
        for param in command.params:
            if names_file(param):
                param.type = FileName()
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return what a shell offers, without importing every command for its help."""
        known = (
            CompletionItem(name, help=said)
            for name, said in COMMANDS.items()
            if name.startswith(incomplete)
        )
        return [*known, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(
    cls=_Commands,
    commands=[click.Command(name) for name in COMMANDS],  # names to list and to suggest
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: argmap new map.yaml writes a small map to begin with.",
)
@click.version_option(argmap.__version__, message="argmap %(version)s")
def cli() -> None:
    """Argument maps for articles: one YAML file in, checked structure and a readable SVG out."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    Args:
        arguments: Those after the command's name; None takes the process's own.
    """
    try:
        with ending_in_order():
            prepare_streams()
            return _invoke(arguments)
    except (click.Abort, KeyboardInterrupt):
        say("argmap: interrupted")
        return Exit.INTERRUPTED
    except EndedError as end:
        complain(end)
        return end.exit_status
    except ArgmapError as error:
        complain(error)
    except OSError as error:
        complain(reason(error))
    except SystemExit as end:  # click's own
        if COMPLETING in os.environ:
            return int(end.code or 0)
        complain("cannot write to standard output: its reader has closed it")
    return Exit.FAILED


def _invoke(arguments: Sequence[str] | None) -> int:
    """Run the command; print click's message where the usage is wrong."""
    try:
        given = sys.argv[1:] if arguments is None else list(arguments)
        status = cli.main(given, prog_name="argmap", standalone_mode=False, obj=given)
        return int(status or 0)
    except click.ClickException as error:
        message = io.StringIO()
        error.show(message)
        # It repeats what was given, which may be the name of a stranger's file.
        say("\n".join(map(one_line, message.getvalue().removesuffix("\n").split("\n"))))
        return error.exit_code
