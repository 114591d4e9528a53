"""Which sources of several maps are the same."""

from __future__ import annotations

import pytest

from argmap.model.argument import Source
from argmap.model.findings import Location
from argmap.publishing.works import SourceLine, Use, identifiers, title_key, works


def source(name: str = "s", **fields: str) -> Source:
    """Return a source with CSL fields."""
    author = fields.pop("author", "")
    return Source(
        at=Location("x.yaml", 1, 1), id=name, type=fields.get("type"), title=fields.get("title"),
        author=(author,) if author else (), issued=fields.get("issued"), url=fields.get("URL"),
        fields=fields,
    )  # fmt: skip


def grouped(*sources: Source) -> list[set[int]]:
    """Return which of some sources, each of a map of its own, are the same."""
    uses = [
        Use(
            place,
            str(place),
            SourceLine(one.id, one.title or one.id, "", identifiers(one), title_key(one), []),
        )
        for place, one in enumerate(sources)
    ]
    found = works(uses)
    assert len({work.name for work in found}) == len(found)
    return sorted(({use.map for use in work.uses} for work in found), key=min)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"DOI": "10.1000/182"}, {"DOI": "10.1000/182", "title": "Another"}),
        ({"DOI": "10.1000/ABC"}, {"URL": "https://doi.org/10.1000/abc"}),
        ({"DOI": "10.1000/a(b)"}, {"URL": "http://dx.doi.org/10.1000/a%28b%29"}),
        ({"ISBN": "3-16-148410-X"}, {"ISBN": "978-3-16-148410-0"}),
        ({"URL": "http://www.Example.org/a/"}, {"URL": "https://example.org/a#b"}),
        ({"title": "Über Brücken", "author": "A"}, {"title": "uber  brucken", "author": "a"}),
        (
            {"title": "T", "issued": "2026", "URL": "https://a.b/c"},
            {"title": "T", "issued": "2026"},
        ),
    ],
)
def test_the_same_source_is_one(one: dict[str, str], other: dict[str, str]) -> None:
    """However its DOI, its ISBN or its address is spelt; else by title, authors and date."""
    assert grouped(source(**one), source(**other)) == [{0, 1}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"DOI": "10.1000/1", "title": "T", "author": "A"}, {"DOI": "10.1000/2", "title": "T",
                                                             "author": "A"}),
        ({"DOI": "10.1000/1", "URL": "https://a.b"}, {"DOI": "10.1000/2", "URL": "https://a.b"}),
        ({"URL": "https://a.b/?p=1"}, {"URL": "https://a.b/?p=2"}),
        ({"title": "Interview"}, {"title": "Interview"}),
        ({"title": "T", "issued": "2025"}, {"title": "T", "issued": "2026"}),
        ({"type": "chapter", "ISBN": "9783161484100", "title": "One"},
         {"type": "chapter", "ISBN": "9783161484100", "title": "Two"}),
        ({"URL": "https://["}, {"URL": "https://["}),
    ],
)  # fmt: skip
def test_what_may_be_another_is_another(one: dict[str, str], other: dict[str, str]) -> None:
    """A title alone, the book around two chapters, or an address of two papers tells nothing."""
    assert grouped(source(**one), source(**other)) == [{0}, {1}]


def test_what_shares_one_thing_with_each_joins_them() -> None:
    """A map that gives DOI and address tells that two others mean the same."""
    doi, url = {"DOI": "10.1000/1"}, {"URL": "https://a.b/c"}
    assert grouped(source(**doi), source(**url), source(**doi, **url)) == [{0, 1, 2}]


def test_what_could_be_either_of_two_is_neither() -> None:
    """Two papers by one title and date, and a source that gives no more than these."""
    plain = {"title": "Report", "issued": "2026"}
    papers = [source(**plain, DOI=f"10.1000/{number}") for number in (1, 2)]
    assert grouped(*papers, source(**plain), source(**plain)) == [{0}, {1}, {2, 3}]


def test_many_that_share_an_address_and_nothing_else_are_grouped_in_no_time() -> None:
    """Twenty thousand with DOIs of their own: a stranger's maps may hold them."""
    many = [source(DOI=f"10.1000/{number}", URL="https://a.b/c") for number in range(20_000)]
    assert len(grouped(*many)) == len(many)
