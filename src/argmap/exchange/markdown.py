"""An outline in Markdown, as `argmap embed --markdown` has it below the picture."""

from __future__ import annotations

from typing import Final

from argmap.embedding.markdown import outline
from argmap.embedding.text_version import Excerpt
from argmap.exchange.loss import Report
from argmap.exchange.omissions import report_omissions
from argmap.model.argument import ArgumentMap
from argmap.text import escape_markdown

LEFT_OUT: Final = ("lang", "author", "date", "about", "ignore", "languages", "own ids")
"""What no outline says."""


def write(argument: ArgumentMap, report: Report) -> str:
    """Return a map as an outline with its title above, and its sources below."""
    report_omissions(argument, report, "an outline", *LEFT_OUT, "fields")
    blocks = [f"# {escape_markdown(argument.title)}"]
    if argument.description:
        blocks.append(escape_markdown(argument.description))
    return "\n\n".join([*blocks, *outline(Excerpt.whole(argument))]) + "\n"
