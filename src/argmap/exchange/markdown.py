"""An outline in Markdown, as `argmap embed --markdown` has it below the picture."""

from __future__ import annotations

from argmap.embedding.markdown import outline
from argmap.embedding.text_version import Excerpt
from argmap.exchange.loss import Report
from argmap.model.argument import ArgumentMap
from argmap.text import escape_markdown


def write(argument: ArgumentMap, report: Report) -> str:
    """Return a map as an outline with its title above, and its sources below."""
    for entry in argument.ignores:
        report.lost("an outline has no place for accepted findings", "", entry.rule)
    blocks = [f"# {escape_markdown(argument.title)}"]
    if argument.description:
        blocks.append(escape_markdown(argument.description))
    return "\n\n".join([*blocks, *outline(Excerpt.whole(argument))]) + "\n"
