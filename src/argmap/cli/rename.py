"""The command `rename`: give a part of a map another id."""

from __future__ import annotations

import click

from argmap.checking.rename import RenameError, UnsafeMapError
from argmap.checking.rename import rename as rename_part
from argmap.cli.console import say
from argmap.cli.exit import Exit
from argmap.cli.shared import say_findings
from argmap.files.read import STREAM
from argmap.files.write import write_to_standard_output
from argmap.text import counted, shown


@click.command(
    epilog="Example: argmap rename bridge.yaml cracks pillar-cracks",
)
@click.argument("map_file", metavar="MAP")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
def rename(*, map_file: str, old: str, new: str) -> int:
    """Renames the id OLD to NEW in MAP and in its ledger, wherever it stands, and nothing else.

    It is the id of a claim, an inference, a source or a piece of evidence. Verdicts count as they
    did. Both files are written, or neither. For -, the map is read from standard input and written
    to standard output, without a ledger.

    Where you have renamed it in the map by hand, the ledger is renamed alone.

    The exit status is 0 where it is renamed, 1 where the map or its ledger has errors that leave
    open what is meant, 2 after wrong usage, such as an id that is taken, and 3 where something
    outside the map failed, such as a file that cannot be written.
    """
    try:
        done = rename_part(map_file, old, new)
    except RenameError as error:
        raise click.UsageError(f"{error}{'' if str(error).endswith('?') else '.'}") from error
    except UnsafeMapError as error:
        say_findings(error.result)
        say("nothing was renamed: mend this first")
        return Exit.FOUND
    if map_file == STREAM:
        write_to_standard_output(done.text.encode("utf-8"))
        return Exit.CLEAN
    if done.places:
        say(f"wrote {shown(map_file)}: {_places(done.places)}")
    if done.ledger is not None:
        say(f"wrote {shown(done.ledger)}: {_places(done.ledger_places)}")
    return Exit.CLEAN


def _places(count: int) -> str:
    return f"{counted(count, 'place')} renamed"
