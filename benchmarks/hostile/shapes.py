"""Hostile maps by name: each can be made of any size, and says as much as its bytes allow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from argmap.reading.limits import too_much
from argmap.reading.yaml import parse

_HEAD = "argmap: 1\ntitle: Hostile\nlang: en\nby: Ada Stone\nthesis: {text: Says it.}\n"
_LIST = 1_000
"""Most items of one list: the format allows no more."""

_REVIEWED = 12_000
"""Most claims with a verdict on each: a ledger of more than some 15,000 is too large to be read."""

_REVIEWED_LINKS = 80_000
"""The same of links between them: a verdict names all that its claim attacks."""

_SCRIPTS = ["Ω", "Ж", "ש", "ع", "क", "ท", "漢", "あ", "한", "ა", "ሀ", "😀", "é", "ǆ", "ﬁ", "ß"]
_FORMS = ("{}", "{}.", "{}!", "“{}”", "{} …")


class Sample(NamedTuple):
    """A map as it was and as it is, and which of its claims were accepted as it was.

    Attributes:
        text: The map.
        older: The version before it; None for one with other words.
        reviewed: Whether its ledger holds a verdict on each claim of the older one.
    """

    text: str
    older: str | None = None
    reviewed: bool = False


Shape = Callable[[int], Sample]


def reworded(text: str) -> str:
    """Return a map in which each text that begins as the made ones do has other words."""
    return text.replace("Says ", "Said ")


def renamed(text: str) -> str:
    """Return a map with other words and other ids for all that is numbered."""
    return re.sub(r"\bc(\d+)\b", r"d\1", reworded(text))


def _made(
    premises: Iterable[str] = (),
    objections: Iterable[str] = (),
    inferences: Iterable[str] = (),
    sources: Iterable[str] = (),
    more: str = "",
) -> str:
    """Return a map with these entries, each on a line of its own."""
    sections = {
        "sources": sources,
        "premises": premises,
        "objections": objections,
        "inferences": inferences,
    }
    found = [_HEAD]
    for name, entries in sections.items():
        lines = "".join(f"  {entry}\n" for entry in entries)
        found.append(f"{name}:\n{lines}" if lines else "")
    return "".join([*found, more])


def _claim(number: int, link: str, text: str = "", more: str = "") -> str:
    return f"c{number}: {{text: {text or f'Says {number}'}, {link}{more}}}"


def _name(number: int) -> str:
    return f"c{number}" if number > 0 else "thesis"


def _fan(numbers: Iterable[int], text: Callable[[int], str], more: str = "") -> Iterator[str]:
    return (_claim(one, "supports: thesis", text(one), more) for one in numbers)


def _chain(n: int) -> str:
    return _made(_claim(one, f"supports: {_name(one - 1)}") for one in range(1, n))


def _attack_chain(n: int) -> str:
    return _made((), (_claim(one, f"attacks: {_name(one - 1)}") for one in range(1, n)))


def _wide(n: int) -> str:
    return _made(_fan(range(1, n), lambda one: f"Says {one}"))


def _all_attack_all(n: int) -> str:
    side = max(2, int(n**0.5))
    names = [_name(one) for one in range(1, min(side, _LIST))]
    return _made(
        (),
        (
            f"{one}: {{text: Says {one}, attacks: [thesis, "
            f"{', '.join(other for other in names if other != one)}]}}"
            for one in names
        ),
    )


def _all_support_all(n: int) -> str:
    side = min(max(2, int((2 * n) ** 0.5)), _LIST)
    return _made(
        _claim(one, f"supports: [{', '.join(_name(other) for other in range(one))}]")
        for one in range(1, side)
    )


def _circle(n: int) -> str:
    first = _claim(1, f"attacks: [thesis, c{n}]")
    rest = (_claim(one, f"attacks: c{one - 1}") for one in range(2, n + 1))
    return _made((), [first, *rest])


def _mutual(n: int) -> str:
    pairs = []
    for one in range(1, n, 2):
        pairs.append(_claim(one, f"attacks: [thesis, c{one + 1}]"))
        pairs.append(_claim(one + 1, f"attacks: c{one}"))
    return _made((), pairs)


def _diamonds(n: int) -> str:
    return _made(
        _claim(
            one,
            f"supports: [{_name(one - 1)}, {_name(one - 2)}]" if one > 1 else "supports: thesis",
        )
        for one in range(1, n)
    )


def _both_ways(n: int) -> str:
    premises = [_claim(one, f"supports: {_name(one - 2)}") for one in range(2, n, 2)]
    objections = [
        _claim(one, f"attacks: {_name(one - 2)}, supports: {_name(one - 1)}")
        for one in range(3, n, 2)
    ]
    return _made(premises, [_claim(1, "attacks: thesis"), *objections])


def _hub(n: int) -> str:
    return _made(
        [
            _claim(1, "supports: thesis"),
            *(_claim(one, f"supports: [c{one // 2}, c1]") for one in range(4, n)),
            _claim(2, "supports: c1"),
            _claim(3, "supports: c1"),
        ]
    )


def _ladder(n: int) -> str:
    return _made(
        _claim(one, f"supports: {_name(one - 1)}", "", ", evidence: [{text: Says so, source: s}]")
        for one in range(1, n)
    ).replace("premises:", "sources: {s: {type: book, title: S}}\npremises:")


def _ring_of_supports(n: int) -> str:
    return _made(_claim(one, f"supports: c{one % n + 1}") for one in range(1, n + 1))


def _many_rings(n: int) -> str:
    return _made(
        _claim(one, f"supports: c{one + 1 if one % 2 else one - 1}")
        for one in range(1, n - n % 2 + 1)
    )


def _far_from_thesis(n: int) -> str:
    return _made(_claim(one, f"supports: c{one + 1}") for one in range(1, n))


def _via(n: int, end: str) -> str:
    links = [f", via: c{one + 1}" for one in range(1, n)]
    sources = [
        f"c{number}: {{type: book, title: Says {number}{link}}}"
        for number, link in enumerate([*links, end], start=1)
    ]
    cites = ", ".join(f"{{text: Says so, source: c{one}}}" for one in range(1, min(n, _LIST)))
    more = f", evidence: [{cites}]"
    return _made([_claim(0, "supports: thesis", "Says 0", more)], sources=sources)


def _cited_line(n: int) -> str:
    sources = [
        f"s{one}: {{type: book, title: S{', via: s' + str(one + 1) if one < n else ''}}}"
        for one in range(1, n + 1)
    ]
    claims = (
        _claim(one, "supports: thesis", "", f", evidence: [{{text: Says so, source: s{one}}}]")
        for one in range(1, n + 1)
    )
    return _made(claims, sources=sources)


def _to_one_conclusion(n: int) -> str:
    return _made(
        (f"c{one}: {{text: Says {one}}}" for one in range(1, n)),
        inferences=(
            f"i{one}: {{premises: [c{one}], conclusion: thesis, warrant: Says why}}"
            for one in range(1, n)
        ),
    )


def _premises(n: int) -> str:
    groups = [range(start, min(start + _LIST, n + 1)) for start in range(1, n + 1, _LIST)]
    return _made(
        (f"c{one}: {{text: Says {one}}}" for one in range(1, n + 1)),
        inferences=(
            f"i{number}: {{premises: [{', '.join(map(_name, group))}], conclusion: thesis}}"
            for number, group in enumerate(groups)
        ),
    )


def _shared_premises(n: int) -> str:
    side = min(max(3, int(n**0.5)), _LIST)
    shared = ", ".join(map(_name, range(1, side)))
    return _made(
        (f"c{one}: {{text: Says {one}}}" for one in range(1, side)),
        inferences=(f"i{one}: {{premises: [{shared}], conclusion: thesis}}" for one in range(side)),
    )


def _undercuts(n: int) -> str:
    claims = (f"c{one}: {{text: Says {one}}}" for one in range(1, n))
    links = ["conclusion: thesis", *(f"attacks: i{one}" for one in range(1, n))]
    steps = (f"i{one}: {{premises: [c{one}], {links[one - 1]}}}" for one in range(1, n))
    return _made([next(claims)], claims, steps)


def _linked_objections(n: int) -> str:
    claims = (f"c{one}: {{text: Says {one}}}" for one in range(1, n + 1))
    steps = (
        f"i{one}: {{premises: [c{one}, c{one + 1}], attacks: thesis}}" for one in range(1, n, 2)
    )
    return _made((), claims, steps)


def _objections(n: int) -> str:
    return _made((), (_claim(one, "attacks: thesis") for one in range(1, n)))


def _ignores(n: int) -> str:
    count = min(n, _LIST)
    entries = "".join(
        f"  - {{rule: bare-claim, at: [{', '.join(f'c{other}' for other in range(one, n, count))}],"
        f" because: Says why {one}}}\n"
        for one in range(1, count)
        if one < n
    )
    return _made(_fan(range(1, n), lambda one: f"Says {one}"), more=f"ignore:\n{entries}")


def _repeated_ignores(n: int) -> str:
    claims = ", ".join(_name(one) for one in range(1, min(max(2, int(n**0.5)), _LIST)))
    entries = "".join(
        f"  - {{rule: bare-claim, at: [{claims}], because: Says why {one}}}\n"
        for one in range(min(max(2, int(n**0.5)), _LIST))
    )
    return _made(_fan(range(1, 1001), lambda one: f"Says {one}"), more=f"ignore:\n{entries}")


def _unused(n: int) -> str:
    return _made(sources=(f"c{one}: {{type: book, title: Says {one}}}" for one in range(n)))


def _evidence(n: int) -> str:
    lists = []
    for start in range(0, n, _LIST):
        count = min(_LIST, n - start)
        pieces = ", ".join(f"{{text: Says {start + one}, source: s}}" for one in range(count))
        lists.append(_claim(start + 1, "supports: thesis", "", f", evidence: [{pieces}]"))
    return _made(lists, sources=["s: {type: book, title: S}"])


def _same_quote(n: int) -> str:
    more = ", evidence: [{quote: it is said so here, source: s}]"
    claims = _fan(range(1, n), lambda one: f"Says {one}", more)
    return _made(claims, sources=["s: {type: book, title: S}"])


def _sources_cited(n: int) -> str:
    claims = (
        _claim(one, "supports: thesis", "", f", evidence: [{{text: Says so, source: s{one}}}]")
        for one in range(1, n)
    )
    return _made(claims, sources=(f"s{one}: {{type: book, title: T{one}}}" for one in range(1, n)))


def _long_text(word: str) -> Callable[[int], str]:
    return lambda n: _made([_claim(1, "supports: thesis", "Says " + word * n)])


def _words_spread(n: int) -> str:
    return _made(_fan(range(1, n), lambda one: f"Says {'a b ' * 50}{one}"))


def _scripts(n: int) -> str:
    letters = len(_SCRIPTS)
    return _made(
        _fan(
            range(1, n),
            lambda one: "Says " + "".join(_SCRIPTS[(one * k) % letters] for k in range(1, 30)),
        )
    )


def _letters(n: int) -> str:
    """Every claim of letters that no other has: each is measured, and goes into the font."""
    letters = [chr(code) for code in range(0xA1, 0x2E7F) if chr(code).isalpha()]
    return _made(
        _fan(
            range(1, n),
            lambda one: f"Says {''.join(letters[(one * 7 + k) % len(letters)] for k in range(40))}",
        )
    )


def _long_ids(n: int) -> str:
    return _made(
        f"{'long-' * 40}{one}: {{text: Says {one}, supports: "
        f"{'long-' * 40 + str(one - 1) if one > 1 else 'thesis'}}}"
        for one in range(1, n)
    )


def _speakers(n: int) -> str:
    return _made(
        _claim(one, "supports: thesis", "", f", by: Ann {_word(one)}son") for one in range(1, n)
    )


def _same_speaker(n: int) -> str:
    """Two spellings by turns: every claim is named by a finding that counts them."""
    return _made(
        _claim(one, "supports: thesis", "", f", by: Bert {'Wood' if one % 2 else 'Woodd'}")
        for one in range(1, n)
    )


def _paired_speakers(n: int) -> str:
    return _made(
        _claim(one, "supports: thesis", "", f", by: {_word(one // 2)} Wood{'d' * (one % 2)}")
        for one in range(1, n)
    )


def _word(number: int) -> str:
    """Return a word of letters that only this number has."""
    found = ""
    while True:
        number, digit = divmod(number, 20)
        found = "bcdfghjklmnpqrstvwxz"[digit] + "aeiou"[digit % 5] + found
        if not number:
            return found.capitalize()


def _same_claims(n: int) -> str:
    return _made(_fan(range(1, n), lambda one: _FORMS[one % 2].format("Says the same")))


def _near_claims(n: int) -> str:
    return _made(
        _fan(range(1, n), lambda one: f"Says the same of number {one // 2}{'.' * (one % 2)}")
    )


def _unknown(n: int) -> str:
    return _made(_claim(one, f"supports: x{one}") for one in range(1, n))


def _misspelt(n: int) -> str:
    return _made(
        _claim(one, f"supports: {_word(one + 1).lower()}x").replace(
            f"c{one}:", f"{_word(one).lower()}:", 1
        )
        for one in range(1, n)
    )


def _unknown_sources(n: int) -> str:
    more = ", evidence: [{text: Says so, source: nowhere%d}]"
    claims = (_claim(one, "supports: thesis", "", more % one) for one in range(1, n))
    return _made(claims, sources=(f"where{one}: {{type: book, title: S}}" for one in range(1, n)))


def _conflicts(n: int) -> str:
    return _made(
        _fan(range(1, n), lambda one: f"Says {one}"),
        (_claim(one, "attacks: thesis") for one in range(1, n)),
        sources=(f"c{one}: {{type: book, title: S}}" for one in range(1, n)),
    )


def _twice(n: int) -> str:
    return _made(_claim(one // 2, "supports: thesis", f"Says {one}") for one in range(2, n))


def _deep(n: int) -> str:
    nested = "[" * 50 + "]" * 50
    return _made(f"c{one}: {nested}" for one in range(n))


def _too_deep(n: int) -> str:
    return _HEAD + "premises: " + "[" * n


def _brackets(n: int) -> str:
    return _HEAD + "premises: [" + "[]," * n + "]\n"


def _empty_entries(n: int) -> str:
    return _made(f"c{one}: {{}}" for one in range(n))


def _unknown_keys(n: int) -> str:
    keys = ", ".join(f"txet{one}: a" for one in range(n))
    return _made([f"c1: {{{keys}}}"])


def _wrong_values(n: int) -> str:
    return _made(f"c{one}: {{text: [], supports: {{}}, by: [a], colour: red}}" for one in range(n))


def _one_line(n: int) -> str:
    entries = ", ".join(_claim(one, f"supports: x{one}") for one in range(n))
    return f"{_HEAD}premises: {{{entries}}}\n"


def _broken_at_end(n: int) -> str:
    return f"{_wide(n)}  c0: 'not ended\n"


def _tabs(n: int) -> str:
    return _HEAD + "premises:\n" + "\t" * n + "c1: {}\n"


def _comments(n: int) -> str:
    return _made([_claim(1, "supports: thesis")], more="# Says nothing\n" * n)


def _lost_words(n: int) -> str:
    return (
        _HEAD
        + "premises:\n"
        + "".join(
            f"  c{one}:\n    supports: thesis\n    text: Says number #{one} of these\n"
            for one in range(1, n)
        )
    )


def _blank_lines(n: int) -> str:
    return _made([_claim(1, "supports: thesis")], more="\n" * n)


def _marks(n: int) -> str:
    return _made(
        _claim(one, "supports: thesis", "", ", evidence: [{text: 'Says “so” and “so”', source: s}]")
        for one in range(1, n)
    ).replace("premises:", "sources: {s: {type: book, title: S}}\npremises:")


def _one_marked(n: int) -> str:
    text = "“so” " * n
    more = f", evidence: [{{text: 'Says {text}', source: s}}]"
    return _made([_claim(1, "supports: thesis", "", more)], sources=["s: {type: book, title: S}"])


def _disputed(n: int) -> str:
    more = ", evidence: [{text: Says so, source: s, status: disputed}]"
    return _made(
        (_claim(one, f"supports: {_name(one - 1)}", "", more) for one in range(1, n)),
        sources=["s: {type: book, title: S}"],
    )


def _placeholders(n: int) -> str:
    return _made(_fan(range(1, n), lambda _: "TODO"))


def _urls(n: int) -> str:
    return _made(
        sources=(
            f"c{one}: {{type: book, title: S, URL: 'ftp://example.org/{one}', issued: 2999}}"
            for one in range(n)
        ),
        more="date: 2026\n",
    )


def _authors(n: int) -> str:
    names = [
        f"[{', '.join(_word(k) for k in range(i, min(i + _LIST, n)))}]" for i in range(0, n, _LIST)
    ]
    sources = (f"s{i}: {{type: book, title: S, author: {a}}}" for i, a in enumerate(names))
    return _made(sources=sources)


def _two_layers(n: int) -> str:
    """Objections that all rest on the same premises, and those on one source."""
    side = min(max(2, int(n**0.5)), _LIST)
    tops = ", ".join(f"t{one}" for one in range(side))
    more = ", evidence: [{text: Says so, source: s}]"
    return _made(
        (_claim(one, f"supports: [{tops}]", "", more) for one in range(side)),
        (f"t{one}: {{text: Says top {one}, attacks: thesis}}" for one in range(side)),
        sources=["s: {type: book, title: S}"],
    )


def _dead_ends(n: int) -> str:
    side = min(max(2, int(n**0.5)), _LIST)
    ends = ", ".join(f"e{one}" for one in range(side))
    found = [f"e{one}: {{text: Says end {one}}}" for one in range(side)]
    return _made([*found, *(_claim(one, f"supports: [{ends}]") for one in range(side))])


def _parting_ways(n: int) -> str:
    """A long chain of reasons, and as many claims that bear on it and on the thesis."""
    half = max(2, n // 2)
    chain = (_claim(one, f"supports: {_name(one - 1)}") for one in range(1, half))
    both = (
        f"b{one}: {{text: Says both {one}, supports: c{one}, attacks: thesis}}"
        for one in range(1, half)
    )
    return _made([*chain, *both])


def _stale(n: int) -> Sample:
    text = _wide(min(n, _REVIEWED))
    return Sample(reworded(text), text, reviewed=True)


def _stale_chain(n: int) -> Sample:
    text = _chain(min(n, _REVIEWED))
    return Sample(renamed(text), text, reviewed=True)


def _reviewed_attacks(n: int) -> Sample:
    text = _all_attack_all(min(n, _REVIEWED_LINKS))
    return Sample(reworded(text), text, reviewed=True)


def _plain(made: Callable[[int], str]) -> Shape:
    return lambda n: Sample(made(n))


SHAPES: dict[str, Shape] = {
    "chain of supports": _plain(_chain),
    "chain of attacks": _plain(_attack_chain),
    "chain of supports with evidence": _plain(_ladder),
    "wide fan": _plain(_wide),
    "fan of objections": _plain(_objections),
    "all attack all": _plain(_all_attack_all),
    "all support all before": _plain(_all_support_all),
    "circle of attacks": _plain(_circle),
    "mutual pairs": _plain(_mutual),
    "diamonds": _plain(_diamonds),
    "both for and against": _plain(_both_ways),
    "two layers, all to all": _plain(_two_layers),
    "dead ends, all to all": _plain(_dead_ends),
    "ways that part far from the thesis": _plain(_parting_ways),
    "many references to one claim": _plain(_hub),
    "circle of supports": _plain(_ring_of_supports),
    "many circles of supports": _plain(_many_rings),
    "line that never reaches the thesis": _plain(_far_from_thesis),
    "ring of via": _plain(lambda n: _via(n, ", via: c1")),
    "line of via": _plain(lambda n: _via(n, "")),
    "line of via, all cited": _plain(_cited_line),
    "many inferences, one conclusion": _plain(_to_one_conclusion),
    "inferences of a thousand premises": _plain(_premises),
    "inferences that share all premises": _plain(_shared_premises),
    "undercuts of undercuts": _plain(_undercuts),
    "linked objections": _plain(_linked_objections),
    "a thousand ignores": _plain(_ignores),
    "ignores of the same claims": _plain(_repeated_ignores),
    "sources that nobody uses": _plain(_unused),
    "sources cited once each": _plain(_sources_cited),
    "evidence lists of a thousand": _plain(_evidence),
    "one quote for all claims": _plain(_same_quote),
    "disputed evidence all the way": _plain(_disputed),
    "quotation marks everywhere": _plain(_marks),
    "one evidence full of quotation marks": _plain(_one_marked),
    "one long text": _plain(_long_text("that this is so and no other. ")),
    "many tiny words": _plain(_long_text("a ")),
    "tiny words in many claims": _plain(_words_spread),
    "one endless word": _plain(_long_text("unbelievable")),
    "one endless word of hyphens": _plain(_long_text("-a")),
    "one endless word of combining marks": _plain(_long_text("\u0301")),
    "one endless line of Chinese": _plain(_long_text("漢字")),
    "one long text from right to left": _plain(_long_text("שלום 12 ")),
    "emoji joined without end": _plain(_long_text("👩\u200d")),
    "many scripts": _plain(_scripts),
    "many letters": _plain(_letters),
    "long ids": _plain(_long_ids),
    "similar speakers": _plain(_speakers),
    "two spellings of one speaker": _plain(_same_speaker),
    "two spellings of every speaker": _plain(_paired_speakers),
    "authors by the thousand": _plain(_authors),
    "one claim again and again": _plain(_same_claims),
    "each claim twice": _plain(_near_claims),
    "unknown references": _plain(_unknown),
    "misspelt references": _plain(_misspelt),
    "unknown sources": _plain(_unknown_sources),
    "one id in three sections": _plain(_conflicts),
    "each key twice": _plain(_twice),
    "deep YAML": _plain(_deep),
    "YAML without bottom": _plain(_too_deep),
    "empty brackets": _plain(_brackets),
    "empty claims": _plain(_empty_entries),
    "unknown keys": _plain(_unknown_keys),
    "wrong values": _plain(_wrong_values),
    "all on one line": _plain(_one_line),
    "broken at the end": _plain(_broken_at_end),
    "tabs": _plain(_tabs),
    "comments": _plain(_comments),
    "blank lines": _plain(_blank_lines),
    "comments that cut texts": _plain(_lost_words),
    "placeholders": _plain(_placeholders),
    "wrong addresses and dates": _plain(_urls),
    "stale verdicts": _stale,
    "verdicts on other ids": _stale_chain,
    "stale verdicts on all that attack all": _reviewed_attacks,
}
"""What each is called, and how it is made: of about so many claims, links, words or lines."""


def sized(shape: Shape, size: int) -> Sample:
    """Return the sample of a shape that is as large as can be within some bytes."""
    low, high = 1, 2
    while high < size and len(shape(high).text.encode()) <= size and high < 16 * size:
        low, high = high, high * 2
    while high - low > max(1, low // 100):
        middle = (low + high) // 2
        if len(shape(middle).text.encode()) <= size:
            low = middle
        else:
            high = middle
    return shape(low)


def allowed(shape: Shape, size: int) -> int:
    """Return so many bytes, or how many fewer of a shape a map may have."""
    while too_much(parse(sized(shape, size).text, "map.yaml")) is not None:
        size = size * 9 // 10
    return size
