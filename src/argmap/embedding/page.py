"""A map as a page of its own: one HTML file that asks for nothing, and works without its script."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import Final, NamedTuple

from argmap.drawing.layout.around import describe
from argmap.drawing.markup import escape
from argmap.drawing.stylesheet import FALLBACKS, WEIGHTS
from argmap.drawing.theme import Palette, Theme
from argmap.drawing.typeset import FaceName, web_font
from argmap.embedding.page_body import Body
from argmap.embedding.rows import Sign, sign
from argmap.embedding.text_version import LONGEST_NAME, Words, alternative, shortened
from argmap.files.read import shipped
from argmap.model.argument import ArgumentMap
from argmap.model.outline import Item, ItemKind
from argmap.model.vocabulary import Vocabulary
from argmap.review.ledger import ReviewState
from argmap.review.states import Standing
from argmap.standing.network import build_network

FONT: Final = "argmap"
"""The name of the font in the page."""

MOST_FONT: Final = 36_000
"""Characters for both faces; where it takes more, browsers embolden the regular one."""

SIGNS: Final = "0123456789.,:·#✓"
"""What stands in numbers, and in front of and behind words, by the style sheet or the script."""

SCRIPT_WORDS: Final = (
    *("thesis", "rejected", "falls", "contested", "stands", "reject", "take_back"),
    *("take_all_back", "found", "nothing_found", "link", "open_all", "close_all", "colon", "comma"),
)
"""The words that the script puts into the page."""

_TAG: Final = re.compile("<[^>]*>")
_BOLD: Final = re.compile(
    r"<(?:h1|h2|b)\b.*?</(?:h1|h2|b)>"
    r'|<(?:p|span|details open) class="(?:objection|none|verdicts)\b.*?</',
    re.DOTALL,
)
"""What the style sheet sets in semi-bold."""


class Above(NamedTuple):
    """What a page is one of.

    Attributes:
        address: Its address, relative to the page.
        title: Its title; None for the name that it has in the language of the map.
        lang: The language of the title; None for that of the map.
    """

    address: str
    title: str | None = None
    lang: str | None = None


def page(
    argument: ArgumentMap,
    theme: Theme,
    standings: Mapping[str, Standing],
    above: Above | None = None,
) -> str:
    """Return a map as a whole HTML file.

    Args:
        argument: A map without errors.
        theme: Its colours and words.
        standings: How its claims and warrants stand after their reviews, by their ids; those
            that nobody has reviewed may be left out.
        above: Where a link at its head leads; None for none.
    """
    argument = theme.worded(argument)
    body = Body(argument, standings)
    main, tools = f"{_way_up(body, above)}{body.html()}", "\n".join(_tools(body))
    style = _style(main, tools, argument.words, theme)
    script = shipped("embedding", "page.js").decode()
    direction = ' dir="rtl"' if body.pen.isolates else ""
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
    )
    return (
        "<!doctype html>\n"
        f'<html lang="{escape(argument.lang)}"{direction}>\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(argument.title)}</title>\n"
        f'<meta name="description" content="{escape(alternative(argument))}">\n'
        f"<style>{style}</style>\n"
        f"<template>{tools}</template>\n"
        f'<script type="application/json">{_data(argument, body)}</script>\n'
        f"</head>\n<body>\n<main>\n{main}\n</main>\n<script>{script}</script>\n</body>\n</html>\n"
    )


def _way_up(body: Body, above: Above | None) -> str:
    if above is None:
        return ""
    words, argument = body.words, body.argument
    said = body.pen.own(words.argument_maps)
    if above.title is not None:
        said = body.pen.words(Words(above.title, above.lang or argument.lang))
    return f'<nav class="legend"><a href="{escape(above.address)}">{said}</a></nav>\n'


def _style(main: str, tools: str, words: Vocabulary, theme: Theme) -> str:
    """Return the style sheet: fonts cut to the page's words, the theme's colours, the rules."""
    main = "\n".join(dict.fromkeys(main.split("\n")))  # on a dense map most lines are references
    own = [_plain(tools), SIGNS, *_script_words(words).values()]
    texts: dict[FaceName, str] = {
        "regular": _plain(main),
        "semibold": _plain("".join(_BOLD.findall(main))),
    }
    fonts = [
        f"@font-face{{font-family:{FONT};font-weight:{WEIGHTS[face]};src:url(data:font/woff2;"
        f"base64,{base64.b64encode(web_font(face, [text, *own])).decode()})}}"
        for face, text in texts.items()
    ]
    if sum(map(len, fonts)) > MOST_FONT:
        del fonts[1:]
    rules = shipped("embedding", "page.css").decode()
    return "\n".join([*fonts, coloured(rules, theme, f"{FONT},{FALLBACKS}")])


def coloured(rules: str, theme: Theme, fonts: str) -> str:
    """Return a style sheet with the colours of a theme that it names, and with fonts."""
    return (
        f":root{{--font:{fonts};{_colours(theme.light, rules)}}}\n"
        "@media screen and (prefers-color-scheme:dark)"
        f"{{:root{{{_colours(theme.dark, rules)}}}}}\n{rules}"
    )


def _tools(body: Body) -> Iterator[str]:
    """Yield search, filters and buttons, which the script puts into the page."""
    words, pen = body.words, body.pen
    yield '<div class="tools" role="search">'
    yield f'<label>{pen.own(words.search)} <input type="search"></label>'
    yield f'<button type="button" class="fold">{pen.own(words.open_all)}</button>'
    yield f"<fieldset><legend>{pen.own(words.show)}</legend>"
    claims = [item for item in body.items if item.kind is ItemKind.CLAIM]
    states = [body.state(item.id) for item in claims]
    found = {
        ".objection": (words.only_objections, sum(sign(i) is Sign.OBJECTION for i in claims)),
        ".unanswered": (words.no_answer, len(body.unanswered)),
        "[data-review=unreviewed]": (words.unreviewed, states.count(ReviewState.UNREVIEWED)),
    }
    for selector, (name, count) in found.items():
        off = "" if count else " disabled"
        said = pen.own(f"{name} ({words.number(count)})")
        yield f'<label><input type="checkbox" value="{selector}"{off}> {said}</label>'
    yield from _sources(body, claims)
    yield "</fieldset>"
    all_ = pen.own(f"{words.show}{words.colon}{words.everything}")
    yield f'<p class="found"><output></output> <button type="button" hidden>{all_}</button></p>'
    yield "</div>"


def _sources(body: Body, claims: Sequence[Item]) -> Iterator[str]:
    """Yield the choice of a source, with how many claims rest on each."""
    words = body.words
    if not body.numbers:
        return
    resting = Counter(number for item in claims for number in body.origins(item))
    yield f'<select aria-label="{escape(words.rests_on)}">'
    yield f'<option value="">{escape(words.everything)}</option>'
    yield f'<optgroup label="{escape(words.rests_on)}">'
    for name, position in body.numbers.items():
        count = words.number(resting[position])
        said = escape(f"[{position}] {_source_name(body.argument, name)} ({count})")
        yield f"<option value='[data-sources~=\"{position}\"]'>{said}</option>"
    yield "</optgroup></select>"


def _source_name(argument: ArgumentMap, name: str) -> str:
    source = argument.sources[name]
    words = argument.words
    said = f"{words.comma.join(source.author)}{words.colon}" if source.author else ""
    return shortened(f"{said}{source.title or source.id}", LONGEST_NAME)


def _data(argument: ArgumentMap, body: Body) -> str:
    """Return what the script needs to know, as JSON that no element can end."""
    network = build_network(argument)
    data = {
        "words": _script_words(argument.words),
        "sources": {
            str(position): describe(argument.sources[name], argument, body.numbers)
            for name, position in body.numbers.items()
        },
        "network": {
            "parts": network.names,
            "claims": len(argument.claims),
            "backs": [*map(_runs, network.backs)],
            "attacks": [*map(_runs, network.attacks)],
            "disputed": sorted(network.disputed),
            "groups": network.groups,
        },
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").encode("utf-8", "replace").decode()


def _runs(numbers: Iterable[int]) -> list[int]:
    """Return numbers in order, the end of each run as a negative one behind its start: 2, -5."""
    found: list[int] = []
    for number in sorted(numbers):
        if not found or number != abs(found[-1]) + 1:
            found.append(number)
        elif found[-1] < 0:
            found[-1] = -number
        else:
            found.append(-number)
    return found


def _script_words(words: Vocabulary) -> dict[str, str]:
    return {name: getattr(words, name) for name in SCRIPT_WORDS}


def _plain(markup: str) -> str:
    return unescape(_TAG.sub("", markup))


def _hash(text: str) -> str:
    """Return what a policy calls a script or a style sheet that stands in the page."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _colours(palette: Palette, rules: str) -> str:
    """Return those colours of a palette as custom properties that a style sheet names."""
    paints = {
        "thesis": palette.thesis,
        "for": palette.supporting,
        "against": palette.opposing,
        "evidence": palette.evidence,
        "warrant": palette.warrant,
    }
    tints = {"good": palette.good, "doubt": palette.doubt, "bad": palette.bad, "gone": palette.gone}
    found = {"paper": palette.background, "title": palette.title, "faint": palette.note}
    for name, paint in paints.items():
        found |= {f"{name}-{key}": value for key, value in paint._asdict().items()}
    for name, tint in tints.items():
        found |= {f"{name}-{key}": value for key, value in tint._asdict().items()}
    used = ((name, value) for name, value in found.items() if f"var(--{name})" in rules)
    return ";".join(f"--{name}:{value}" for name, value in used)
