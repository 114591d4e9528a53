"""What a page says of a map: the words that follow `argmap embed`."""

from __future__ import annotations

import click
import pytest

from argmap.cli.main import cli
from argmap.plugins import fence
from argmap.plugins.fence import read_fence, read_words

OF_FILES = {"--output", "--markdown", "--base", "--split", "--format", "--update", "--check"}
OF_FILES |= {"--pandoc-filter"}
"""What a page has no use for: where it all stands is the plug-in's business."""


def test_a_page_takes_the_commands_options() -> None:
    """All that are about the figure, by their names, and no others."""
    command = cli.get_command(click.Context(cli), "embed")
    assert command is not None
    theirs = {
        name
        for one in command.params
        if isinstance(one, click.Option)
        for name in (*one.opts, *one.secondary_opts)
        if name.startswith("--")
    }
    ours = {name for one in fence._parser()._actions for name in one.option_strings}  # noqa: SLF001
    assert ours == theirs - OF_FILES


@pytest.mark.parametrize(
    ("body", "path", "given", "lines"),
    [
        ("a.yaml", "a.yaml", {}, 0),
        ("'a b/a.yml' --width 640 --no-text", "a b/a.yml", {"width": 640, "text": False}, 0),
        ("a.yaml\n--focus risse\n", "a.yaml", {"focus": "risse"}, 0),
        ("argmap: 1\ntitle: x", None, {}, 0),
        ("--inline\n--title none\nargmap: 1", None, {"form": "inline", "title": False}, 2),
    ],
)
def test_a_fence_is_a_path_or_a_map(
    body: str, path: str | None, given: dict[str, object], lines: int
) -> None:
    """Options stand behind the path, or in lines of their own before the map."""
    assert read_fence(body) == (path, given, lines)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--widht 3", "there is no option --widht here: did you mean `--width`?"),
        ("--output x", "there is no option --output here: a page takes those of `argmap embed`"),
        ("a b", "'a' is one word too many: a name with blanks stands in quotation marks"),
        ("--theme 'x", "a quotation mark is not closed: --theme 'x"),
        ("--width wide", "--width: a whole number, not 'wide'"),
        ("--layout tree", "--layout: invalid choice: 'tree'"),
    ],
)
def test_what_is_none_of_them_is_said(words: str, said: str) -> None:
    """In words that name it, and what to do."""
    with pytest.raises(ValueError) as raised:  # noqa: PT011 -- the text is what matters
        read_words(words)
    assert str(raised.value).startswith(said)


def test_a_fence_of_options_alone_is_refused() -> None:
    """It shows nothing."""
    with pytest.raises(ValueError, match="write the path of a map before them"):
        read_fence("--width 300\n")
