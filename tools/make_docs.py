"""Write into the docs what can be made: the tables, and what the commands print.

    python tools/make_docs.py

A table stands between `<!-- table: NAME -->` and `<!-- end -->`. NAME is `rules`, or `map` or one
of the schema's definitions for a table of keys. The commands of the console blocks are run, and
what they print takes the place of what stood there. `docs/rules.md` is written anew. Read the
difference before you keep it: the tests cannot tell a better message from a worse one.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ready import Ready

PROJECT = Path(__file__).parent.parent
TABLE = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


RULES_HEAD = """\
# The rules

What `argmap validate` can find, and last `argmap import`, each rule with an example. `argmap
explain AM203` prints one of these pages in a terminal, `argmap explain` the list of all of them. An
error stops a picture; a warning and a note do not, and
[can be accepted](reviewer.md#accept-a-finding).

<!-- Made by tools/make_docs.py from the rules themselves: change those. -->
"""


def rules_page() -> str:
    """Return the pages of all rules as one page, with a heading `AM203` for each of them."""
    from argmap.cli.explain import report_of_bad_example  # noqa: PLC0415 -- see main
    from argmap.rules import explained_rules  # noqa: PLC0415
    from argmap.rules.page import family_of, page_of  # noqa: PLC0415

    parts = [RULES_HEAD]
    for family, members in groupby(explained_rules(), key=family_of):
        parts.append(f"## {family}\n")
        for rule in members:
            page = page_of(rule)
            texts = [f"`{name}`:\n\n```text\n{text}```\n\n" for name, text in page.contents.items()]
            parts.append(
                f"### {rule.code}\n\n**{rule.name}**, {rule.severity}. {page.what}\n\n"
                f"{page.why}\n\n"
                f"{''.join(texts)}Bad:\n\n```{page.kind}\n{page.bad}```\n\n"
                f"```text\n{report_of_bad_example(rule)}```\n\n"
                f"Good:\n\n```{page.kind}\n{page.good}```\n"
            )
    return "\n".join(parts)


def rules_table() -> str:
    """Return the table of all rules."""
    from argmap.rules import all_rules  # noqa: PLC0415 -- see main
    from argmap.rules.page import page_of  # noqa: PLC0415

    rows = ["| code | name | severity | what it finds |", "|---|---|---|---|"]
    for rule in all_rules():
        code = f"[{rule.code}](rules.md#{rule.code.lower()})"
        rows.append(f"| {code} | {rule.name} | {rule.severity} | {page_of(rule).what} |")
    return "\n".join(rows) + "\n"


def keys_table(schema: dict[str, Any], name: str) -> str:
    """Return the table of the keys that the map, or one of its parts, may have."""
    part = schema if name == "map" else schema["$defs"][name]
    required = {*part.get("required", ()), *part.get("then", {}).get("required", ())}
    rows = ["| key | meaning |", "|---|---|"]
    for key, value in part["properties"].items():
        meaning = value["description"]
        if "enum" in value:
            meaning += f" One of {', '.join(f'`{one}`' for one in value['enum'])}."
        if key in required and name != "evidence":
            meaning += " **Required.**"
        rows.append(f"| `{key}` | {meaning} |")
    return "\n".join(rows) + "\n"


def with_tables(text: str) -> str:
    """Return a page with its tables made new."""
    schema = json.loads((PROJECT / "src/argmap/schema.json").read_text(encoding="utf-8"))

    def table(found: re.Match[str]) -> str:
        made = rules_table() if found[2] == "rules" else keys_table(schema, found[2])
        return f"{found[1]}\n{made}\n{found[3]}"

    return TABLE.sub(table, text)


def with_outputs(page: Path, text: str, environment: dict[str, str], ready: Ready) -> str:
    """Return a page with what its commands print today."""
    import documents  # noqa: PLC0415 -- see main
    import walking  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        workshop = documents.Workshop(Path(folder), environment, ready)

        def block(found: re.Match[str]) -> str:
            one = documents.Block(found[1], found[2], page.name)
            name = documents.file_name(one)
            if one.language == "yaml" and name is not None:
                (workshop.folder / name).write_text(one.text, encoding="utf-8")
            if one.language == "sh":
                walking.check_sh(workshop, one)
            if one.language != "console":
                return found[0]
            told = (
                f"$ {s.command}\n{workshop.run(s.command).stdout}" for s in documents.steps(one)
            )
            return f"```console\n{''.join(told)}```"

        return documents.FENCE.sub(block, text)


def main() -> None:
    """Write every page anew."""
    sys.path[:0] = [str(PROJECT / "src"), str(PROJECT / "tests" / "helpers")]
    import documents  # noqa: PLC0415 -- it is found only now
    from ready import Ready  # noqa: PLC0415

    environment = dict(os.environ) | {"PYTHONPATH": str(PROJECT / "src")}
    (PROJECT / "docs" / "rules.md").write_text(rules_page(), encoding="utf-8")
    with Ready(environment) as ready:
        for page in documents.documents():
            text = with_tables(page.read_text(encoding="utf-8"))
            told = with_outputs(page, text, environment, ready)
            page.write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main()
