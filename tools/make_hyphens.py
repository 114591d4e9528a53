"""Make the hyphenation patterns that argmap ships, one file a language.

    apt-get download texlive-lang-german    # 2022.20230122-1, unpack with dpkg-deb -x
    npm pack hyphen@1.14.1                  # unpack with tar xzf
    node -e 'const p = {}; for (const l of ["en-us", "es", "fr", "it", "pt"])
        p[l] = require(`./package/patterns/${l}.js`); console.log(JSON.stringify(p))' > npm.json
    python tools/make_hyphens.py dehyphn-x-2022-03-16.pat npm.json

German comes from the word list project's own patterns (package dehyph-exptl, MIT licence). The
others are the patterns of TeX's hyph-utf8, which npm's `hyphen` carries as a tree; the tree is
turned back into patterns here. Their licences are in data/hyphens-LICENSE.txt, written by hand.

The form of a file: one line for the patterns with the same three first letters, or that have only
one or two, `abb abb2el ab3br …`, the lines sorted by their bytes, so that one is found by halving
and only taken apart when a word needs it. A line of exceptions starts with `=`.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "src" / "argmap" / "drawing" / "typeset" / "data"
LETTERS = 3
"""That the patterns of one line begin with; as in argmap.drawing.typeset.hyphenation."""

# Own patterns for German, which outdo all others: the names of countries in "-istan" are divided
# like German words (Duden: Af-gha-nis-tan, Ka-sachs-tan), not by what they are made of in Persian.
STEMS = ("hani", "paki", "beki", "chiki", "meni", "gisi", "asach")
GERMAN = [f"{stem}8s9tan" for stem in STEMS]
HEAD = "# TeX hyphenation patterns by their first three letters; licence: hyphens-LICENSE.txt\n"


def main() -> None:
    """Write data/hyphens-*.txt; the arguments are the German patterns and npm's as JSON."""
    german = Path(sys.argv[1]).read_text(encoding="utf-8")
    listed = german.partition("\\patterns{")[2].partition("}")[0]
    lines = [line for line in listed.splitlines() if not line.startswith("%")]
    write("de", [*" ".join(lines).split(), *GERMAN], [])
    for tag, (levels, tree, exceptions) in json.loads(Path(sys.argv[2]).read_text()).items():
        words = [spell(word, breaks) for word, breaks in exceptions.items()]
        write("en" if tag == "en-us" else tag, patterns_of(levels, tree), words)


def patterns_of(levels: list[list[int]], tree: dict[str, Any]) -> list[str]:
    """Turn a tree of letters whose leaves are numbers of `levels` back into TeX's patterns."""
    found = []
    left: list[tuple[str, Any]] = [("", tree)]
    while left:
        letters, node = left.pop()
        if isinstance(node, list):
            left.extend((letters, part) for part in node)
        elif isinstance(node, dict):
            left.extend((letters + letter, part) for letter, part in node.items())
        else:
            found.append(weave(letters, levels[node]))
    return found


def weave(letters: str, levels: list[int]) -> str:
    """Put the levels between the letters; a leading dot is not counted."""
    shift = letters.startswith(".")
    marks = {place + shift: str(level) for place, level in enumerate(levels) if level}
    ends = range(len(letters) + 1)
    return "".join(marks.get(i, "") + letters[i : i + 1] for i in ends)


def spell(word: str, places: list[int]) -> str:
    """Write an exception with its hyphens; each place counts the hyphens before it."""
    breaks = {place - earlier for earlier, place in enumerate(places)}
    return "".join("-" * (i in breaks) + letter for i, letter in enumerate(word))


def write(language: str, patterns: list[str], exceptions: list[str]) -> None:
    """Write one language's file."""
    buckets: dict[str, list[str]] = {}
    for pattern in sorted(set(patterns)):
        buckets.setdefault(re.sub(r"\d", "", pattern)[:LETTERS], []).append(pattern)
    lines = [f"{key} {' '.join(found)}\n" for key, found in buckets.items()]
    if exceptions:
        lines.append(f"= {' '.join(sorted(exceptions))}\n")
    lines.sort(key=str.encode)
    target = DATA / f"hyphens-{language}.txt"
    target.write_text(HEAD + "".join(lines), encoding="utf-8")
    print(target.name, len(patterns), target.stat().st_size)


if __name__ == "__main__":
    main()
