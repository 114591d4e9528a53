"""The markers in a page between which maps are embedded: which are meant, and what is renewed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.embedding.markers import find_markers, renewed

PAIR = "<!-- argmap: m.yaml -->old<!-- /argmap -->"
FENCES = ("```\n{}\n```\n", "~~~~html\n```\n{}\n~~~\n~~~~\n", "-   ```html\n    {}\n    ```\n")
OTHER_CODE = (
    "A line\n\n    {}\n",
    "Write `{}` for it.\n",
    "Write `` ` {} `` for it.\n",
    "In a `span that\ngoes on {}` here.\n",
    "1.  item\n\n            {}\n",
)
NOT_MEANT = (
    "<pre>\n{}\n</pre>\n",
    '<PRE class="x">{}</PRE >',
    "<script>\n{}\n</script>\n",
    "<style>\n{}\n</style>\n",
    "<textarea>{}</textarea>",
    "<!-- shown: <!-- argmap: m.yaml --> -->\n",
    "<!-- argmap draws what follows. -->\n",
    "&lt;!-- argmap: m.yaml --&gt;\n",
)
PARTS = (
    *(PAIR, "```", "~~~", "`", "``", "\n", "\n\n", "\r\n", "    ", "- ", "> ", "\\", "a"),
    *("<pre>", "</pre>", "<script>", "<!--", "-->", "<!-- argmap: m.yaml -->", "<!-- /argmap -->"),
)


def options(text: str, *, markdown: bool = True) -> list[str]:
    """Return what stands in each marker of a page without mistakes."""
    found = find_markers(text, markdown=markdown)
    assert found.mistakes == []
    return [marker.options.strip() for marker in found.markers]


@pytest.mark.parametrize("shown", [*FENCES, *OTHER_CODE, *NOT_MEANT])
def test_markers_that_are_shown_are_left_alone(shown: str) -> None:
    """Code in all its forms, raw text, and comments; the marker behind them is found."""
    page = shown.format(PAIR) + f"\n\n{PAIR.replace('m.', 'meant.')}\n"
    assert options(page) == ["meant.yaml"]


@pytest.mark.parametrize("shown", NOT_MEANT)
def test_in_html_it_is_the_same(shown: str) -> None:
    """But for indented lines and backticks, which are no code there."""
    page = shown.format(PAIR) + f"<p>`\n        <b></b>{PAIR.replace('m.', 'meant.')}`</p>\n"
    assert options(page, markdown=False) == ["meant.yaml"]


@pytest.mark.parametrize(
    "opening", ["-   item", "1.  item", '!!! note "So"', "??? tip", '=== "Tab"', ":   what it is"]
)
def test_indented_lines_that_belong_to_something_are_no_code(opening: str) -> None:
    """A list, an admonition, a tab, a definition go on with lines that are indented by four."""
    page = f"{opening}\n\n    Words.\n\n    <!-- argmap: m.yaml -->\n    <!-- /argmap -->\n"
    assert options(page) == ["m.yaml"]


@pytest.mark.parametrize(
    "lead", ["Mind the tag `<pre>`.\n\n", "A lone ` tick.\n", "<pre>\n", "\\`a\n"]
)
def test_what_is_not_closed_hides_nothing(lead: str) -> None:
    """A tag that is only named, a single backtick, `<pre>` without its end."""
    assert options(f"{lead}{PAIR}\nand a ` tick\n") == ["m.yaml"]


def test_options_may_take_several_lines() -> None:
    page = "<!--argmap: m.yaml\n  --width 640\n  --no-text\n-->\n<!--/argmap-->"
    assert options(page)[0].split() == ["m.yaml", "--width", "640", "--no-text"]


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("\n<!-- argmap: m.yaml -->\n", [(1, "this marker has no end")]),
        ("<!-- /argmap -->\n", [(0, "this marker ends what nothing began")]),
        (
            "<!-- argmap: a.yaml -->\n<!-- argmap: b.yaml -->\n<!-- /argmap -->\n<!-- /argmap -->",
            [(24, "this marker begins before the one of line 1 has its end")],
        ),
        ("<!-- argmap: m.yaml", [(0, "the comment that this marker is has no end")]),
        ("<!-- argmap m.yaml --x -->\n", [(0, "a colon is missing behind `argmap`")]),
        (f"> {PAIR}\n", [(2, "in Markdown a marker begins its line")]),
    ],
)
def test_mistakes_in_markers_are_told_once(page: str, told: list[tuple[int, str]]) -> None:
    """Each with its place; what follows from it is not told, too."""
    found = find_markers(page, markdown=True)
    assert [(one.at, one.message) for one in found.mistakes][: len(told)] == told
    assert len(found.mistakes) == len(told) + page.startswith("> ")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("indent", ["", "  ", "\t"])
def test_a_fragment_has_the_indent_and_line_ends_of_its_marker(newline: str, indent: str) -> None:
    """And all around it stays, byte for byte; done again, nothing changes."""
    lines = ["\ufeff<p>", f"{indent}<!-- argmap: m.yaml -->old", "<!-- /argmap --> \t", "", "</p> "]
    page = newline.join(lines)
    (marker,) = find_markers(page, markdown=False).markers
    made = marker.around("<figure>\n\n</figure>\n", apart=False)
    assert made.split(newline) == ["", f"{indent}<figure>", "", f"{indent}</figure>", indent]
    new = renewed(page, [marker], [made])
    assert new == page.replace(f"old{newline}", made)
    (again,) = find_markers(new, markdown=False).markers
    assert renewed(new, [again], [made]) == new


@given(
    st.lists(
        st.sampled_from(PARTS),
        max_size=25,
    ),
    st.booleans(),
)
def test_nothing_but_what_stands_between_markers_changes(parts: list[str], markdown: bool) -> None:
    """Whatever a page holds: without what is between them, old and new are the same text."""
    page = "".join(parts)
    markers = find_markers(page, markdown=markdown).markers
    new = renewed(page, markers, [one.around("<b>\n</b>\n", apart=markdown) for one in markers])
    kept, done = [], 0
    for marker in markers:
        assert page[marker.at :].startswith(("<!-- argmap:", "<!--argmap:"))
        assert page[marker.end :].startswith("<!-- /argmap -->")
        kept.append(page[done : marker.begin])
        done = marker.end
    kept.append(page[done:])
    position = 0
    for part in kept:
        position = new.index(part, position) + len(part)
    assert len(new) == len(page) + sum(
        len(one.around("<b>\n</b>\n", apart=markdown)) - (one.end - one.begin) for one in markers
    )
