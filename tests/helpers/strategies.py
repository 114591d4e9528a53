"""Maps without errors that use every feature of the format, made by lot with hypothesis."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from strategy_words import ids, languages, speakers, texts
from yaml_writing import written

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

LONG = os.environ.get("ARGMAP_TESTS") == "long"
"""Whether many more maps are made, and others on every run, as `long_run.py` has it."""

DATES = ("2026", "2026-03", "2026-03-12", "1998-12-31", "1000")
TYPES = ("interview", "dataset", "article-newspaper", "post-weblog", "report")
NAMES = ("author", "editor", "translator", "interviewer", "host", "guest", "recipient")
DATED = ("issued", "accessed", "original-date", "event-date")
TEXTS = (
    "title", "container-title", "collection-title", "publisher", "publisher-place", "authority",
    "event-title", "event-place", "edition", "number", "section", "genre", "medium", "archive",
    "archive_location", "language", "DOI", "ISBN", "ISSN", "note",
)  # fmt: skip
COUNTED = ("volume", "issue", "page", "version")
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "type": st.sampled_from(TYPES),
    **dict.fromkeys(NAMES, st.one_of(speakers, st.lists(speakers, min_size=1, max_size=3))),
    **dict.fromkeys(DATED, st.sampled_from(DATES)),
    **dict.fromkeys(TEXTS, texts),
    **dict.fromkeys(COUNTED, st.sampled_from(["3", "1.10", "XII", "12-14"])),
    "URL": st.sampled_from(["https://example.org/a?b=c&d=%22e#f", "http://example.org/ü"]),
    "file": st.sampled_from(["a.txt", "sources/Ü b.txt"]),
}
MOST_FIELDS = 7
ACCEPTED = ("bare-claim", "AM302", "no-source", "unused-source", "AM207", "single-source")


def effort(examples: int) -> settings:
    """Return how hard to look: at so many maps, or at forty times as many if it may take long."""
    return settings(
        max_examples=examples * 40 if LONG else examples,
        derandomize=not LONG,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


@st.composite
def maps(draw: DrawFn, most: int = 12) -> str:
    """Draw the YAML text of a map without errors.

    Args:
        draw: Draws from another strategy.
        most: How many claims and inferences it has at most beside the thesis.
    """
    lot = random.Random(draw(st.integers(0, 999)))  # noqa: S311 -- nothing secret
    return written(_Maker(draw).make(draw(st.integers(0, most))), lot)


class _Maker:
    """Holds what has been put on the map so far.

    A claim supports earlier ones only, so that nothing supports itself in a circle; its first link
    leads to an earlier one, so that everything reaches the thesis.
    """

    def __init__(self, draw: DrawFn) -> None:
        self.draw = draw
        self.taken = {"thesis"}
        self.sources: dict[str, Any] = {}
        self.claims = ["thesis"]
        self.steps: list[str] = []
        self.sections: dict[str, dict[str, Any]] = {"premises": {}, "objections": {}}
        self.inferences: dict[str, Any] = {}

    def make(self, count: int) -> dict[str, Any]:
        """Return a map as plain data."""
        for _ in range(self.draw(st.integers(0, 4))):
            self._source()
        whole: dict[str, Any] = {"argmap": 1, "title": self.draw(texts)}
        whole |= self._some(
            lang=languages,
            author=texts,
            date=st.sampled_from(DATES),
            by=speakers,
            description=texts,
        )
        if self.sources:
            whole |= self._some(about=st.sampled_from(sorted(self.sources)))
        whole["thesis"] = self._claim()
        for _ in range(count):
            self.draw(st.sampled_from([self._premise, self._objection, self._inference]))()
        self._answer_back()
        parts = {"sources": self.sources, **self.sections, "inferences": self.inferences}
        whole |= {key: value for key, value in parts.items() if value}
        ignored = [self._ignored() for _ in range(self.draw(st.integers(0, 2)))]
        return whole | ({"ignore": ignored} if ignored else {})

    def _some(self, **choices: st.SearchStrategy[Any]) -> dict[str, Any]:
        """Draw some of the keys."""
        return {key: self.draw(value) for key, value in choices.items() if self.draw(st.booleans())}

    def _name(self) -> str:
        name = self.draw(ids.filter(lambda name: name not in self.taken))
        self.taken.add(name)
        return name

    def _source(self) -> None:
        keys = st.lists(st.sampled_from(sorted(FIELDS)), unique=True, max_size=MOST_FIELDS)
        source = {key: self.draw(FIELDS[key]) for key in self.draw(keys)}
        source = source or {"title": self.draw(texts)}
        if self.sources:
            source |= self._some(via=st.sampled_from(sorted(self.sources)))
        self.sources[self._name()] = source

    def _said(self) -> dict[str, Any]:
        """Where something stands: a source, a place in it, the words there."""
        found = self._some(locator=texts, quote=texts, lang=languages, by=speakers)
        if self.sources:
            found |= self._some(source=st.sampled_from(sorted(self.sources)))
        return found

    def _claim(self, **links: list[str]) -> dict[str, Any]:
        claim = {"text": self.draw(texts), **self._said()}
        if self.draw(st.integers(0, 6)) == 6:
            claim = {"text": claim["text"], "implicit": True}
        for key, targets in links.items():
            if targets:
                alone = len(targets) == 1 and self.draw(st.booleans())
                claim[key] = targets[0] if alone else targets
        count = self.draw(st.sampled_from([0, 0, 0, 1, 2, 4]))
        if count:
            claim["evidence"] = [self._evidence() for _ in range(count)]
        return claim

    def _evidence(self) -> dict[str, Any]:
        status = st.sampled_from(["reported", "verified", "disputed"])
        piece = self._some(text=texts, status=status) | self._said()
        if not piece.keys() & {"text", "quote"}:
            piece["text"] = self.draw(texts)
        return piece | ({"id": self._name()} if self.draw(st.integers(0, 3)) == 3 else {})

    def _targets(self, names: list[str], least: int, most: int) -> list[str]:
        most = min(most, len(names))
        least = min(least, most)
        return self.draw(
            st.lists(st.sampled_from(names), unique=True, min_size=least, max_size=most)
            if names
            else st.just([])
        )

    def _premise(self) -> None:
        supports = self._targets(self.claims, 1, 3)
        others = [name for name in [*self.claims, *self.steps] if name not in supports]
        attacks = self._targets(others, 0, self.draw(st.sampled_from([0, 0, 1])))
        self._put("premises", self._claim(supports=supports, attacks=attacks))

    def _objection(self) -> None:
        attacks = self._targets([*self.claims, *self.steps], 1, 3)
        others = [name for name in self.claims if name not in attacks]
        supports = self._targets(others, 0, self.draw(st.sampled_from([0, 0, 1])))
        self._put("objections", self._claim(attacks=attacks, supports=supports))

    def _put(self, section: str, claim: dict[str, Any]) -> str:
        name = self._name()
        self.sections[section][name] = claim
        self.claims.append(name)
        return name

    def _inference(self) -> None:
        attacking = self.draw(st.booleans())
        targets = [*self.claims, *self.steps] if attacking else self.claims
        target = self.draw(st.sampled_from(targets))
        after = self.claims[self.claims.index(target) + 1 :] if target in self.claims else []
        shared = self._targets(after, 0, self.draw(st.sampled_from([0, 0, 1])))
        section = "objections" if attacking else "premises"
        count = self.draw(st.integers(0 if shared else 1, 3))
        premises = [*shared, *(self._put(section, self._claim()) for _ in range(count))]
        name = self._name()
        self.steps.append(name)
        step = {"premises": premises, "attacks" if attacking else "conclusion": target}
        self.inferences[name] = step | self._some(warrant=texts, by=speakers, scheme=texts)

    def _answer_back(self) -> None:
        """Let an objection attack what attacks it, or anything else on the map."""
        for name, claim in self.sections["objections"].items():
            if "attacks" not in claim or self.draw(st.integers(0, 2)):
                continue
            named = {name, *_listed(claim["attacks"]), *_listed(claim.get("supports", []))}
            others = [other for other in [*self.claims, *self.steps] if other not in named]
            claim["attacks"] = [*_listed(claim["attacks"]), *self._targets(others, 1, 2)]

    def _ignored(self) -> dict[str, Any]:
        entry: dict[str, Any] = {"rule": self.draw(st.sampled_from(ACCEPTED))}
        at = st.sampled_from(self.claims)
        entry |= self._some(at=st.one_of(at, st.lists(at, min_size=1, max_size=3, unique=True)))
        return entry | {"because": self.draw(texts)}


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
