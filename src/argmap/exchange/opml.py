"""OPML, for outliners and mind maps."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from argmap.embedding.text_version import PLAIN, Excerpt, TextEntry, entries, line
from argmap.exchange.loss import Report
from argmap.exchange.markdown import LEFT_OUT
from argmap.exchange.omissions import report_omissions
from argmap.model.argument import ArgumentMap


def write(argument: ArgumentMap, report: Report) -> str:
    """Return a map as an outline: what bears on something stands below it."""
    excerpt = Excerpt.whole(argument)
    numbers = excerpt.numbers
    for name, source in argument.sources.items():
        report.lost("an outline has no list of sources", name, source.title or "")
    report_omissions(argument, report, "an outline", *LEFT_OUT, "description")
    shown = [(entry, line(entry, argument, numbers, PLAIN)) for entry in entries(excerpt)]
    written = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"  <head><title>{escape(argument.title)}</title></head>",
        "  <body>",
        *_outline(shown),
        "  </body>",
        "</opml>",
    ]
    return "\n".join(written) + "\n"


def _outline(shown: list[tuple[TextEntry, str]]) -> Iterator[str]:
    """Yield the lines of the outline, each entry open until one as high or higher comes."""
    depth = 0
    for position, (entry, text) in enumerate(shown):
        for above in range(depth, entry.depth - 1, -1):
            yield f"{'  ' * (above + 1)}</outline>"
        below = shown[position + 1][0].depth if position + 1 < len(shown) else 0
        end = ">" if below > entry.depth else "/>"
        yield f"{'  ' * (entry.depth + 1)}<outline text={quoteattr(text)}{end}"
        depth = entry.depth if below > entry.depth else entry.depth - 1
    for above in range(depth, 0, -1):
        yield f"{'  ' * (above + 1)}</outline>"
