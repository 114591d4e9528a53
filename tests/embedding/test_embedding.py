"""The text version of an embedded map: all that the map says, once, in reading order."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import html

import argmap
from argmap.embedding.text_version import DEEPEST, alternative
from argmap.model.vocabulary import vocabulary
from embedded import PREFIX, embedded, entries, figure, own_words
from fixture_maps import WRITTEN, read
from reading_order import homes

CLEAR = ("complete", "linked-objections", "two-inferences", "undercut", "mutual-attack")
"""Maps in which no text is a part of another."""

ELEMENTS = {
    *("figure", "picture", "source", "img", "figcaption", "details", "summary", "br"),
    *("p", "ul", "ol", "li", "a", "b", "span", "bdi"),
}
ATTRIBUTES = {
    *("class", "id", "lang", "dir", "style", "href", "value", "aria-hidden"),
    *("media", "srcset", "src", "width", "height", "alt", "loading", "decoding"),
}


def by_id(tree):
    """Return the entries by the id of what they are, as the map names it."""
    found = {}
    for entry in [*entries(tree), *tree.iterfind(".//ol/li")]:
        identity = entry.get("id")
        if identity is not None:
            name = identity.removeprefix(f"{PREFIX}-")
            assert name not in found, f"{name} is there twice"
            found[name] = entry
    return found


@pytest.mark.parametrize("name", WRITTEN)
def test_every_claim_and_piece_of_evidence_has_one_entry_that_says_it_all(name):
    """Text, speaker, quote, status, source and locator stand in the entry of what they are of."""
    argument, words = read(name), vocabulary(read(name).lang)
    numbers = {source: f"[{number}]" for number, source in enumerate(argument.sources, start=1)}
    found = by_id(figure(name))
    for claim in argument.claims.values():
        said = own_words(found[claim.id])
        parts = [claim.text, claim.quote, claim.locator, claim.speaker]
        parts.append(claim.source and numbers[claim.source.id])
        parts.append(words.implicit if claim.implicit else None)
        assert [part for part in parts if part and part not in said] == []
    for _, piece in argument.evidence():
        said = own_words(found[piece.id])
        parts = [words.evidence, piece.text, piece.quote, piece.locator, piece.by]
        parts += [piece.source and numbers[piece.source.id], getattr(words, piece.status)]
        assert [part for part in parts if part and part not in said] == []


@pytest.mark.parametrize("name", WRITTEN)
def test_the_nested_list_is_the_tree_of_the_map(name):
    """Every entry stands in the list of what its claim bears on first, and says how it does."""
    argument, words = read(name), vocabulary(read(name).lang)
    found = by_id(figure(name))
    for child, (target, relation) in homes(argument).items():
        if child not in found or target not in found:
            continue  # an inference of which there is nothing to say but its one premise
        entry = found[child]
        above = entry.getparent().getparent()
        if entry.tag == "li":
            assert above is found[target], child
        else:
            assert above.tag == "figure", "a row stands right in the text version"
            assert found[target].tag == "p"
        if child in argument.claims and relation != "premise":
            word = words.objection if relation == "attacks" else words.premise
            assert word in entry.find(".//b").text_content()
    for claim, piece in argument.evidence():
        if claim.id != "thesis":
            assert found[piece.id].getparent().getparent() is found[claim.id]


@pytest.mark.parametrize("name", CLEAR)
def test_nothing_is_said_twice(name):
    """A claim that serves a second one is a number there; an address stands in one place."""
    argument, tree = read(name), figure(name)
    text = tree.find(".//details").text_content()
    said = [claim.text for claim in argument.claims.values()]
    said += [words for _, one in argument.evidence() for words in (one.text, one.quote) if words]
    said += [step.warrant for step in argument.inferences.values() if step.warrant]
    said += [source.title for source in argument.sources.values() if source.title]
    assert {words: text.count(words) for words in said} == dict.fromkeys(said, 1)
    for source in argument.sources.values():
        if source.url:
            assert embedded(name).text.count(source.url) == 1


@pytest.mark.parametrize("name", WRITTEN)
def test_numbers_lead_to_what_they_stand_for(name):
    """Every link within the text version ends at the entry or the source that it names."""
    tree = figure(name)
    found = by_id(tree)
    for link in tree.iterfind(".//ul//a"):
        target = found[link.get("href").removeprefix(f"#{PREFIX}-")]
        number = link.text_content()
        if number.startswith("["):
            assert number == f"[{target.get('value')}]"
        else:
            assert own_words(target).startswith(number)


def test_linked_claims_stand_in_their_inference_with_its_warrant_and_what_attacks_it():
    """An inference is an entry of its own; what attacks it says so."""
    found = by_id(figure("complete"))
    assert own_words(found["stay"]) == (
        "Zusammen, weil · unausgesprochen: Zeit ist im Laden Geld. (Schema: Argument aus "
        "Korrelation)"
    )
    inside = [entry.get("id") for entry in found["stay"].xpath("./ul/li")]
    assert inside == [f"{PREFIX}-{name}" for name in ("linger", "buy", "correlation")]
    assert own_words(found["correlation"]).startswith("2.2a Einwand gegen diesen Schluss · Jan")


def test_what_a_claim_does_elsewhere_is_said_by_its_number_and_a_verb():
    """A reference is no second claim: it names one, and says what that does where it stands."""
    said = [own_words(entry) for entry in entries(figure("mutual-attack")) if not entry.get("id")]
    assert said == ["1 greift im Gegenzug an", "1.1 greift auch hier an"]
    said = [own_words(entry) for entry in entries(figure("two-places")) if not entry.get("id")]
    assert sorted(said) == ["1.1 stützt auch hier", "3 greift auch hier an"]


@pytest.mark.parametrize("name", [*WRITTEN, "chain"])
def test_the_alternative_text_is_a_sentence_of_at_most_150_characters(name):
    """Counted as a browser counts them; whose thesis it is, and the thesis or its first words."""
    argument = read(name)
    alt = alternative(argument)
    assert figure(name).find(".//img").get("alt") == alt
    assert 0 < len(alt.encode("utf-16-le")) // 2 <= 150
    assert alt.endswith(argument.words.full_stop)
    start = argument.thesis.text[:20].rsplit(" ", 1)[0]
    assert start in alt


@pytest.mark.parametrize(
    ("speaker", "thesis"),
    [
        ("N" * 500, "A" * 500),
        ("N " * 300, "word " * 90),
        ("😀" * 200, "😀" * 300),
        (None, "x" * 151),
    ],
)
def test_the_alternative_text_is_cut_where_it_must_be(speaker, thesis):
    """Words and names of any length leave a sentence that shows that something is left out."""
    by = f"by: '{speaker}'\n" if speaker else ""
    text = f"argmap: 1\ntitle: T\n{by}thesis: {{text: '{thesis}'}}\n"
    alt = alternative(argmap.validate_text(text).map)
    assert 100 <= len(alt.encode("utf-16-le")) // 2 <= 150
    assert alt.endswith(" …”.")


def test_the_caption_names_speaker_date_and_author_and_the_title_if_no_picture_does():
    """A title stands once in an article: the overview's, or the caption's."""
    said = "Argumentation: Anna Berg · Stand: 12. März 2026 · Karte: Erika Beispiel"
    assert figure("complete").find("figcaption").text_content() == said
    text = argmap.embed(read("complete"), title=False).text
    caption = html.fragment_fromstring(text).find("figcaption").text_content()
    assert caption == f"Der Markt · {said}"
    nobody = "argmap: 1\ntitle: T\nlang: en\nthesis: {text: A.}\n"
    assert "figcaption" not in argmap.embed(argmap.validate_text(nobody).map).text


@pytest.mark.parametrize("name", WRITTEN)
def test_a_figure_is_made_of_few_kinds_of_parts(name):
    """Whatever a map says, it becomes text: known elements, known attributes, links to the web."""
    tree = figure(name)
    elements = list(tree.iter())
    assert {str(element.tag) for element in elements} <= ELEMENTS
    assert {key for element in elements for key in element.attrib} <= ATTRIBUTES
    styles = {element.get("style") for element in elements} - {None}
    assert all("url" not in style and "expression" not in style for style in styles)
    for link in tree.iter("a"):
        assert link.get("href").startswith(("https://", "http://", f"#{PREFIX}-"))
    assert "\n\n" not in embedded(name).text, "an empty line would end the HTML in Markdown"


def test_what_is_said_in_another_language_is_marked():
    """The figure has the map's language, an entry its own, argmap's words theirs."""
    text = (
        "argmap: 1\ntitle: Tilts\nlang: lv\nthesis: {text: Tilts ir slēgts.}\n"
        "premises:\n  a: {text: Risse!, lang: de, supports: thesis}\n"
    )
    result = argmap.embed(argmap.validate_text(text).map, id_prefix=PREFIX)
    assert '<figure class="argmap" lang="lv"' in result.text
    assert '<b><span lang="en">1 Premise</span></b>: <span lang="de">Risse!</span>' in result.text
    assert 'lang="en"' not in embedded("complete").text


def test_a_map_that_runs_from_right_to_left_does_so_in_the_page():
    """The figure has its direction, and words of the map keep to themselves."""
    tree = figure("hebrew")
    assert tree.get("dir") == "rtl"
    apart = [words.text for words in tree.iter("bdi")]
    assert read("hebrew").thesis.text in apart
    assert "1 Premise" in apart
    assert figure("complete").get("dir") is None


def test_a_chain_of_a_thousand_claims_is_nested_no_deeper_than_one_can_read():
    """What is deeper says by a number what it belongs to; nothing is lost."""
    tree = figure("chain")
    found = entries(tree)
    assert len(found) == 1000
    deepest = max(len(entry.xpath("ancestor::ul")) for entry in found)
    assert deepest == DEEPEST - 2, "the thesis and the row are in no list"
    for above, entry in pairwise(found[DEEPEST - 1 :]):
        number = own_words(above).split()[0]
        assert f" Prämisse zu {number} " in own_words(entry)


@pytest.mark.parametrize("name", WRITTEN)
def test_the_pictures_are_those_of_render(name):
    """Two files, named as `render` names them, with its bytes; inline there is none."""
    argument, overview = read(name), name == "complete"
    pictures = embedded(name).pictures
    kind = "-overview" if overview else ""
    assert list(pictures) == [f"{name}{kind}.svg", f"{name}{kind}-360.svg"]
    for file, width in zip(pictures, (720, 360), strict=True):
        assert pictures[file] == argmap.render(argument, overview=overview, width=width)
    assert embedded(name, "inline").pictures == {}


def test_a_map_that_takes_little_room_is_shown_whole():
    """Its overview would leave words out and spare nobody a screen; with parts it stays one."""

    def made(reasons: int) -> argmap.ArgumentMap:
        below = "".join(
            f"  a{n}: {{text: Reason {n}., supports: thesis}}\n"
            f"  b{n}: {{text: Step {n}., supports: a{n}}}\n"
            f"  c{n}: {{text: Ground {n}., supports: b{n}}}\n"
            for n in range(reasons)
        )
        text = f"argmap: 1\ntitle: T\nlang: en\nthesis: {{text: A.}}\npremises:\n{below}"
        found = argmap.validate_text(text).map
        assert found is not None
        return found

    for reasons, file in ((3, "map.svg"), (18, "map.svg"), (40, "map-overview.svg")):
        whole = argmap.render(made(reasons))
        assert (whole.height <= 600) == (file == "map.svg")
        assert next(iter(argmap.embed(made(reasons)).pictures)) == file
    few = made(3)
    thesis = replace(few.thesis, text="word " * 2_000)
    long = replace(few, claims={**few.claims, "thesis": thesis})
    assert argmap.render(long).height > 600
    assert next(iter(argmap.embed(long).pictures)) == "map.svg", "its overview is no lower"


def test_a_wrong_option_is_refused():
    """A caller without a type checker is told what there is."""
    argument = read("complete")
    for wrong in ({"form": "pdf"}, {"base": "javascript:x"}, {"id_prefix": '"'}, {"width": 100}):
        with pytest.raises(ValueError, match=r"not '?(pdf|\"|100)|address"):
            argmap.embed(argument, **wrong)


def test_a_wide_picture_alone_has_no_narrow_variant():
    """Where no narrower one is wanted, the reader's width chooses nothing."""
    for options in ({"narrow": None}, {"width": 360}):
        result = argmap.embed(read("complete"), **options)
        assert len(result.pictures) == 1
        assert "<source" not in result.text
