"""Small arguments in a notation of their own, one line for each link, as maps without errors.

p > thesis      p supports the thesis
o ! p           o attacks p
s: p & q > r    the linked premises p and q support r, in the inference s
p < e @ src     the evidence e, from the source src, is cited for p; `e ?` is disputed
src ~ other     the source src is known through the other one
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import yaml

from argmap.checking import validate_text
from argmap.model.findings import Severity
from argmap.standing.network import THESIS, Network, PartKind

if TYPE_CHECKING:
    import random

    from argmap.model.argument import ArgumentMap

LINK = re.compile(r"(?:(?P<step>\w+): )?(?P<by>[\w &]+?) (?P<sign>[>!]) (?P<to>\w+)")
CITED = re.compile(r"(?P<claim>\w+) < (?P<id>\w+)(?P<disputed> \?)?(?: @ (?P<source>\w+))?")
VIA = re.compile(r"(?P<source>\w+) ~ (?P<other>\w+)")


def text_of(*lines: str) -> str:
    """Return a map's text."""
    links: dict[str, dict[str, list[str]]] = defaultdict(dict)
    evidence: dict[str, list[dict[str, str]]] = defaultdict(list)
    sources: dict[str, dict[str, str]] = defaultdict(lambda: {"type": "report"})
    inferences = {}
    for line in lines:
        if found := LINK.fullmatch(line):
            claims = found["by"].split(" & ")
            if found["step"]:
                inferences[found["step"]] = _inference(found, claims)
                for claim in claims:
                    links[claim].setdefault("", [])
            else:
                key = "supports" if found["sign"] == ">" else "attacks"
                links[claims[0]].setdefault(key, []).append(found["to"])
        elif found := CITED.fullmatch(line):
            evidence[found["claim"]].append(_evidence(found))
            sources |= {found["source"]: sources[found["source"]]} if found["source"] else {}
        else:
            found = VIA.fullmatch(line)
            assert found is not None, line
            sources[found["source"]]["via"] = found["other"]
            sources[found["other"]]["type"] = "report"
    whole = {"argmap": 1, "title": "A case", "lang": "en", "sources": dict(sources)}
    whole["thesis"] = _claim("thesis", {}, evidence)
    links.pop("thesis", None)
    claims = {name: _claim(name, keys, evidence) for name, keys in links.items()}
    whole["premises"] = {
        name: claim for name, claim in claims.items() if next(iter(links[name])) != "attacks"
    }
    whole["objections"] = {
        name: claim for name, claim in claims.items() if name not in whole["premises"]
    }
    whole["inferences"] = inferences
    return yaml.safe_dump({key: value for key, value in whole.items() if value}, sort_keys=False)


def argument(*lines: str) -> ArgumentMap:
    """Return a map, which has no errors."""
    text = text_of(*lines)
    checked = validate_text(text, "case.yaml")
    errors = [finding for finding in checked.findings if finding.severity is Severity.ERROR]
    assert checked.map is not None, text
    assert errors == [], text
    return checked.map


def _inference(found: re.Match[str], claims: list[str]) -> dict[str, object]:
    key = "conclusion" if found["sign"] == ">" else "attacks"
    return {"premises": claims, key: found["to"], "warrant": f"{found['step']} is a step."}


def _evidence(found: re.Match[str]) -> dict[str, str]:
    piece = {"id": found["id"], "text": f"What {found['id']} shows."}
    piece |= {"source": found["source"]} if found["source"] else {}
    return piece | ({"status": "disputed"} if found["disputed"] else {})


def _claim(
    name: str, keys: dict[str, list[str]], evidence: dict[str, list[dict[str, str]]]
) -> dict[str, object]:
    """Return a claim; one that stands in an inference alone has no links of its own."""
    links = {key: targets for key, targets in keys.items() if key}
    cited = {"evidence": evidence[name]} if name in evidence else {}
    return {"text": f"It is so that {name}.", **links, **cited}


def some_net(chance: random.Random) -> Network:
    """A net without circles of supports, and with any circles of attacks."""
    network = Network()
    network.add(THESIS, PartKind.CLAIM)
    kinds = (PartKind.CLAIM, PartKind.CLAIM, PartKind.INFERENCE, PartKind.EVIDENCE)
    for number in range(1, chance.randint(2, 12)):
        network.add(f"p{number}", chance.choice(kinds))
        above = [to for to in range(number) if network.kinds[to] is not PartKind.EVIDENCE]
        for to in chance.sample(above, min(len(above), chance.randint(1, 2))):
            network.back(number, to)
        if network.kinds[number] is PartKind.EVIDENCE and chance.random() < 0.2:
            network.disputed.add(number)
    able = [number for number, kind in enumerate(network.kinds) if kind is not PartKind.EVIDENCE]
    for by in able:
        if chance.random() < 0.5 and (others := [to for to in able if to != by]):
            network.attack(by, chance.choice(others))
    network.group()
    return network
