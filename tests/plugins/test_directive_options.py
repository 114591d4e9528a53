"""The options of the directive."""

from __future__ import annotations

from argmap.cli.embed import embed
from argmap.plugins.directive_options import converters


def test_each_option_of_embed_can_be_written_into_a_page() -> None:
    """But those on where its files go, and on several fragments, which a page does not settle."""
    command = {
        name.lstrip("-") for one in embed.params for name in (*one.opts, *one.secondary_opts)
    }
    files = {"files", "o", "output", "base", "markdown", "format", "split", "update", "check"}
    files.add("pandoc-filter")
    given = {"no-title", "no-sources", "no-text", "no-legend"}  # --title none, in one word
    assert set(converters()) | {"help"} >= command - files
    assert set(converters()) - command <= given
