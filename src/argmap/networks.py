"""networkx, imported when something of it is first used.

To import it takes more than half of the time of a start. What ends without a graph, such as
`argmap explain` or a map that cannot be read, ends before that.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from networkx import *  # noqa: F403
else:

    def __getattr__(name: str) -> object:
        """Returns a name of networkx's (PEP 562)."""
        value = getattr(import_module("networkx"), name)
        globals()[name] = value
        return value
