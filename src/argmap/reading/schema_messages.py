"""Messages for values and keys that the schema refuses, in the format's own terms."""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from argmap.files.read import shipped
from argmap.model.findings import Mend
from argmap.reading.tree import Node, ScalarNode, SequenceNode, Tree, is_null
from argmap.text import close_keys, did_you_mean, listed, nearest_key, short

_PARTS = {
    "premises": "premise",
    "objections": "objection",
    "inferences": "inference",
    "sources": "source",
    "ignore": "ignore",
}
_NAMES = {
    "map": "a map",
    "thesis": "the thesis",
    "premise": "a premise",
    "objection": "an objection",
    "inference": "an inference",
    "source": "a source",
    "evidence": "evidence",
    "ignore": "an entry of `ignore`",
}
_CLAIM = {"claim": "text", "statement": "text", "speaker": "by", "author": "by", "page": "locator"}
_EVERYDAY = {
    "map": {
        "arguments": "premises",
        "bibliography": "sources",
        "claim": "thesis",
        "claims": "premises",
        "cons": "objections",
        "counterarguments": "objections",
        "language": "lang",
        "name": "title",
        "pros": "premises",
        "reasons": "premises",
        "rebuttals": "objections",
        "references": "sources",
    },
    "thesis": _CLAIM,
    "premise": _CLAIM | {"for": "supports", "proves": "supports"},
    "objection": _CLAIM | {"against": "attacks", "refutes": "attacks", "to": "attacks"},
    "evidence": _CLAIM | {"url": "source", "link": "source", "proof": "text"},
    "inference": {
        "because": "warrant",
        "from": "premises",
        "reason": "warrant",
        "supports": "conclusion",
        "to": "conclusion",
    },
    "source": {
        "address": "URL",
        "by": "author",
        "city": "publisher-place",
        "date": "issued",
        "journal": "container-title",
        "link": "URL",
        "magazine": "container-title",
        "name": "title",
        "newspaper": "container-title",
        "published": "issued",
        "website": "container-title",
        "year": "issued",
    },
    "ignore": {"code": "rule", "id": "at", "reason": "because", "why": "because"},
}
"""Everyday words for keys, by part, and the key that each means."""

_FEW = 5
_DATE_PARTS = re.compile(r"(?P<y>[0-9]{4})[-./](?P<m>[0-9]{1,2})[-./](?P<d>[0-9]{1,2})")
_GERMAN_DATE = re.compile(r"(?P<d>[0-9]{1,2})\. ?(?P<m>[0-9]{1,2})\. ?(?P<y>[0-9]{4})")
_LANGUAGES = {"deutsch": "de", "german": "de", "englisch": "en", "english": "en"}
_DATE_HINT = "write YYYY-MM-DD, YYYY-MM or YYYY"


class Violation(NamedTuple):
    """One departure from the schema.

    Attributes:
        path: The keys and indexes that lead to the value.
        keyword: The schema's keyword that it violates.
        detail: The missing key, the unknown keys or the types, as the keyword says.
    """

    path: tuple[str | int, ...]
    keyword: str
    detail: Any

    @property
    def key(self) -> str:
        """The innermost key on the way to the value."""
        return next((part for part in reversed(self.path) if isinstance(part, str)), "")


class MapPart(NamedTuple):
    """A part of a map that has keys.

    Attributes:
        kind: `map`, `thesis`, `premise`, `objection`, `inference`, `source`, `evidence`, `ignore`.
        name: The same in words, with its article.
        keys: The purpose of each of its keys, from the schema.
    """

    kind: str
    name: str
    keys: dict[str, str]


Message = tuple[str, str | None]
"""What is wrong with a value, and the hint."""


def wrong(violation: Violation, node: Node, tree: Tree) -> Message:
    """Return the message on a value that its key cannot have."""
    if is_null(node):
        return _empty(violation, node, tree)
    if isinstance(node, ScalarNode) and not node.text.strip():
        hint = "write the text between the quotes, or delete the key"
        return f"`{violation.key}` is empty", hint
    explain = _BY_KEYWORD.get(violation.keyword)
    if explain is None and "object" in (violation.detail or ()):
        explain = _not_keys
    if explain is None:
        explain = _BY_KEY.get(violation.key, _not_a_text)
    return explain(violation, node)


def wrong_id(said: str) -> Message:
    """Return the message on a word that cannot be an id."""
    folded = re.sub(r"[^\w-]+", "-", said.strip()).strip("-_")
    hint = "an id is a letter, then letters, digits, `-` and `_`, in any script"
    if folded[:1].isalpha() and folded != said:
        hint += f"; `{short(folded)}` would do"
    elif said[:1].isdigit():
        hint += "; it cannot begin with a digit"
    return f"`{short(said)}` cannot be an id", hint


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(shipped("schema.json"))
    return schema


@cache
def _part(kind: str) -> MapPart:
    schema = _schema() if kind == "map" else _schema()["$defs"][kind]
    keys = {key: value["description"] for key, value in schema["properties"].items()}
    return MapPart(kind, _NAMES[kind], keys)


def part_at(path: Sequence[str | int]) -> MapPart:
    """Return the part of a map that a path of keys and indexes leads to."""
    if not path:
        return _part("map")
    inside = path[1:] if path[0] == "thesis" else path[2:]
    if len(inside) > 1 and inside[0] == "evidence":
        return _part("evidence")
    return _part("thesis" if path[0] == "thesis" else _PARTS[str(path[0])])


def is_misplaced_key(path: Sequence[str | int]) -> bool:
    """Return whether a path leads to a key that stands where the ids of a section should."""
    return (
        len(path) == len(("section", "id")) and path[0] in _PARTS and path[1] in part_at(path).keys
    )


def _options(kind: str, key: str) -> list[str]:
    """Return the values that a key can have, if the schema lists them."""
    values: list[str] = _schema()["$defs"][kind]["properties"].get(key, {}).get("enum", [])
    return values


def meant_key(key: str, part: MapPart) -> str | None:
    """Return the key of a part that a wrong one most likely means, or None."""
    return nearest_key(key, list(part.keys)) or _EVERYDAY[part.kind].get(key.lower())


def surely_meant_key(key: str, part: MapPart) -> str | None:
    """Return the one key of a part that a misspelt one is close to, or None."""
    close = close_keys(key, list(part.keys), 2)
    return close[0] if len(close) == 1 else None


def takes_text(violation: Violation) -> bool:
    """Return whether a value is refused only because a text belongs there."""
    return (
        violation.keyword == "type"
        and "object" not in violation.detail
        and violation.key not in _BY_KEY
    )


def key_hint(key: str, part: MapPart, *, bare: bool = False) -> str:
    """Return the hint on a key that a part of a map does not have.

    Args:
        key: The key.
        part: The part that it stands in.
        bare: Whether no colon follows it, so that a comma made a key of a text's end.
    """
    if bare:
        return "inside `{ }` a comma ends the text before it: put the whole text in quotes"
    meant = meant_key(key, part)
    if meant is not None:
        return f"did you mean `{meant}`?"
    if key in _PARTS or key == "thesis":
        return "it is a part of the whole map: begin it in the first column"
    elsewhere = [name for kind, name in _NAMES.items() if key in _part(kind).keys]
    if elsewhere:
        return f"it is a key of {listed(elsewhere, 'or')}"
    if part.kind == "source":
        return "the keys of a source are CSL field names, such as `title`, `author` and `issued`"
    return "its keys are " + ", ".join(f"`{name}`" for name in part.keys)


def _shape(node: Node) -> str:
    """Return a value in words."""
    if isinstance(node, ScalarNode):
        return f"`{short(node.text)}`"
    return "a list" if isinstance(node, SequenceNode) else "a group of keys"


def _not_a_text(violation: Violation, node: Node) -> Message:
    hint = "if a text in brackets is meant, put it in quotes"
    return f"`{violation.key}` takes a text, and this is {_shape(node)}", hint


def _not_a_version(violation: Violation, node: Node) -> Message:
    message = f"`{violation.key}` takes the version of the format, and this is {_shape(node)}"
    return message, "write `argmap: 1`, without quotes"


def _not_a_boolean(violation: Violation, node: Node) -> Message:
    message = f"`{violation.key}` takes `true` or `false`, and this is {_shape(node)}"
    return message, f"write `{violation.key}: true`, without quotes, or delete the key"


def _not_an_id(violation: Violation, node: Node) -> Message:
    if isinstance(node, SequenceNode) and len(node.items) > 1:
        return f"`{violation.key}` takes one id, and this is a list", _one_of(violation)
    hint = "an id begins with a letter" if isinstance(node, ScalarNode) else "write the id alone"
    return f"`{violation.key}` takes an id, and this is {_shape(node)}", hint


def _one_of(violation: Violation) -> str:
    """Return the hint where several ids stand and one is taken."""
    if part_at(violation.path).kind == "inference":
        return "write an inference for each of them"
    if "evidence" in violation.path:
        return "name one here, and add a piece of evidence for each of the others"
    return "name the one that matters most here"


def _not_ids(violation: Violation, node: Node) -> Message:
    if isinstance(violation.path[-1], int):
        message = f"an item of `{violation.key}` is an id, and this is {_shape(node)}"
        if isinstance(node, ScalarNode):
            return message, "an id begins with a letter"
        return message, "write the id alone, without brackets"
    single = violation.key == "attacks" and part_at(violation.path).kind == "inference"
    if single or isinstance(node, ScalarNode):
        return _not_an_id(violation, node)
    message = f"`{violation.key}` takes an id or a list of ids, and this is {_shape(node)}"
    return message, f"write `{violation.key}: [one-id, another-id]`"


def _not_a_list(violation: Violation, node: Node) -> Message:
    item = "text: …" if violation.key == "evidence" else "rule: …"
    message = f"`{violation.key}` takes a list, and this is {_shape(node)}"
    return message, f"begin each item on a line of its own with a dash: `- {item}`"


def _too_many(violation: Violation, _: Node) -> Message:
    return f"`{violation.key}` has more than 1,000 items", "divide it among several claims"


def _holds_nothing(violation: Violation, _: Node) -> Message:
    return f"`{violation.key}` is empty", "write what belongs there, or delete the key"


def _empty(violation: Violation, node: Node, tree: Tree) -> Message:
    key = violation.key
    assert isinstance(node, ScalarNode)  # nothing else is null
    if node.text:
        message = f"`{key}` is empty: `{node.text}` without quotes means nothing to YAML"
        return message, f'if the word is meant, write "{node.text}" with its quotes'
    rest = tree.line(node.line)[node.column - 1 :].strip()
    hint = "write its value behind the colon, or delete the key"
    if rest.startswith("#"):
        hint = "everything behind a `#` is a comment: put the whole text in quotes"
    return f"`{key}` is empty", hint


def _conflict(violation: Violation, _: Node) -> Message:
    if violation.key == "conclusion":
        return (
            "an inference has either `conclusion` or `attacks`, and this one has both",
            "make two inferences of it, or delete one of the two keys",
        )
    return (
        f"an implicit claim is said by nobody, so it cannot have `{violation.key}`",
        f"delete `{violation.key}`, or delete `implicit` if somebody says it",
    )


def _nearest_value(said: str, known: Sequence[str]) -> str | None:
    """Return the only value with all words of another, or the one spelt most like it, or None."""
    words = set(re.findall(r"[^\W_]+", said.lower()))
    holding = [value for value in known if words and words <= set(re.split("[-_]", value))]
    return holding[0] if len(holding) == 1 else nearest_key(said, known)


def _not_listed(violation: Violation, node: Node) -> Message:
    key, known = violation.key, _options(part_at(violation.path[:-1]).kind, violation.key)
    message = f"`{key}` cannot be {_shape(node)}"
    close = _nearest_value(node.text, known) if isinstance(node, ScalarNode) else None
    if close is not None:
        return message, f"did you mean `{close}`?"
    if len(known) <= _FEW:
        return message, f"write {listed([f'`{word}`' for word in known], 'or')}"
    some = "`article-newspaper`, `book`, `dataset`, `interview`, `report`, `speech`, `webpage`"
    return message, f"name the kind of source: {some}, or `document`, which fits any"


def _not_keys(violation: Violation, node: Node) -> Message:
    """Return the message on a value that should have keys of its own."""
    last = violation.path[-1]
    if len(violation.path) == 1 and last != "thesis":
        hint = "write each entry as its id and a colon, its keys indented below, without a dash"
        return f"`{last}` takes ids with their keys, and this is {_shape(node)}", hint
    part = part_at(violation.path)
    if is_misplaced_key(violation.path):
        message = f"`{last}` begins where ids begin, so it is taken for the id of {part.name}"
        return message, "if it is a key of what stands above it, indent it deeper"
    kind = part.kind
    first = {"source": "title", "ignore": "rule", "inference": "premises"}.get(kind, "text")
    name = f"`{last}`" if isinstance(last, str) else f"an item of `{violation.key}`"
    hint = f"write its keys indented below it, such as `{first}: …`"
    if isinstance(last, int):
        hint = f"begin the item with one of its keys: `- {first}: …`"
    return f"{name} needs keys of its own, and this is {_shape(node)}", hint


def value_mend(violation: Violation, node: ScalarNode) -> Mend | None:
    """Return what a wrong value most likely means; only its author can be sure of it."""
    if violation.keyword == "enum":
        known = _options(part_at(violation.path[:-1]).kind, violation.key)
        close = _nearest_value(node.text, known)
        return Mend(close, sure=False) if close is not None else None
    explain = _BY_KEY.get(violation.key)
    if explain is _not_a_language:
        meant = _LANGUAGES.get(node.text.strip().lower())
        return Mend(meant, sure=False) if meant is not None else None
    found = _date_in(node) if explain is _not_a_date else None
    if found is None:
        return None
    try:
        return Mend(date(*found).isoformat(), sure=False)
    except ValueError:  # there is no such day
        return None


def _date_in(node: Node) -> tuple[int, int, int] | None:
    """Return year, month and day of a date that is written in another form."""
    said = node.text.strip() if isinstance(node, ScalarNode) else ""
    match = _DATE_PARTS.fullmatch(said) or _GERMAN_DATE.fullmatch(said)
    return (int(match["y"]), int(match["m"]), int(match["d"])) if match is not None else None


def _not_a_date(violation: Violation, node: Node) -> Message:
    message = f"`{violation.key}` takes a date, and this is {_shape(node)}"
    found = _date_in(node)
    if found is None:
        return message, _DATE_HINT
    year, month, day = found
    if not 1 <= month <= 12 or year < 1:  # noqa: PLR2004 - months of a year
        return message, f"there is no month {month}; {_DATE_HINT}"
    days = monthrange(year, month)[1]
    if 1 <= day <= days:
        return message, f"did you mean `{year:04}-{month:02}-{day:02}`?"
    said = node.text.strip() if isinstance(node, ScalarNode) else ""
    message = f"`{violation.key}`: there is no {said}"
    return message, f"the last day of that month is {year:04}-{month:02}-{days}"


def _not_a_language(violation: Violation, node: Node) -> Message:
    message = f"`{violation.key}` takes a language tag, and this is {_shape(node)}"
    meant = _LANGUAGES.get(node.text.strip().lower()) if isinstance(node, ScalarNode) else None
    return message, did_you_mean(meant, "write a BCP 47 tag, such as `de`, `en` or `pt-BR`")


def _not_an_own_id(violation: Violation, node: Node) -> Message:
    return wrong_id(node.text) if isinstance(node, ScalarNode) else _not_an_id(violation, node)


_BY_KEYWORD: dict[str, Callable[[Violation, Node], Message]] = {
    "falseSchema": _conflict,
    "maxItems": _too_many,
    "minItems": _holds_nothing,
    "minProperties": _holds_nothing,
    "enum": _not_listed,
}
_BY_KEY: dict[str, Callable[[Violation, Node], Message]] = {
    "argmap": _not_a_version,
    "implicit": _not_a_boolean,
    "lang": _not_a_language,
    "id": _not_an_own_id,
    "evidence": _not_a_list,
    "ignore": _not_a_list,
    **dict.fromkeys(("source", "via", "about", "conclusion"), _not_an_id),
    **dict.fromkeys(("supports", "attacks", "premises", "at"), _not_ids),
    **dict.fromkeys(("date", "issued", "accessed", "original-date", "event-date"), _not_a_date),
}
