"""What stands on a map's page: thesis, rows, claims with evidence and reviews, sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from argmap.drawing.layout.around import describe
from argmap.drawing.layout.bearing import is_attack, numbers, premises
from argmap.drawing.layout.cited import source_numbers
from argmap.drawing.layout.phrases import Phrases
from argmap.drawing.layout.thesis import speaks_for_all
from argmap.drawing.markup import escape
from argmap.drawing.typeset.clusters import runs_from_right
from argmap.embedding.html import HtmlPen
from argmap.embedding.rows import Sign, below, counts, is_above_rows, is_row, is_unanswered, sign
from argmap.embedding.text_version import (
    DEEPEST,
    LONGEST_NAME,
    Words,
    caption,
    deed,
    shortened,
)
from argmap.model.argument import ArgumentMap, Evidence, Reference, Status
from argmap.model.outline import Item, ItemKind, Relation, number, plan
from argmap.model.vocabulary import ENGLISH, language
from argmap.review.ledger import Judgement, ReviewState
from argmap.review.states import Opinion, Standing
from argmap.text import web_address

ACTS: Final = '<span class="acts"></span>'
"""Where the script puts buttons: what does nothing without it is not there without it."""

MOST_APART, MOST_LINKS, MOST_NUMBERS = 8, 20, 60
"""References in a row, all of one kind, of which each has a line with the first words of its claim;
of more than that, the numbers stand in one line: so many that are links, and so many at most."""


class Body:
    """Writes the body of one page.

    Attributes:
        items: The whole plan in reading order.
        unanswered: The objections among them that nothing answers.
        numbers: The numbers of the sources.
        pen: Writes words as HTML.
    """

    def __init__(self, argument: ArgumentMap, standings: Mapping[str, Standing]) -> None:
        self.argument, self.words = argument, argument.words
        self._colon = escape(argument.words.colon)
        self.root = plan(argument)
        number(self.root)
        self.items = list(self.root.walk())
        self.unanswered = set(filter(is_unanswered, self.items))
        self.numbers = source_numbers(argument)
        self.rests_on = _origins(argument)
        self.phrases = Phrases(argument)
        self.standings = standings
        self.is_reviewed = any(one.opinions for one in standings.values())
        own = "" if language(argument.lang) or argument.own_words else ENGLISH
        right = runs_from_right(argument.title)
        self.pen = HtmlPen(argument.lang, own, "", isolates=right)

    def html(self) -> str:
        """Return it, without its element."""
        return "\n".join(self._parts())

    def state(self, name: str) -> ReviewState:
        """Return how a claim stands after its reviews."""
        standing = self.standings.get(name)
        return standing.state if standing else ReviewState.UNREVIEWED

    def origins(self, item: Item) -> list[int]:
        """Return the numbers of the sources that a claim or its evidence rests on."""
        claim = item.claim
        assert claim is not None
        named = (claim.source, *(piece.source for piece in claim.evidence))
        ids = {source.id for source in named if source is not None}
        return sorted({number for name in ids for number in self.rests_on.get(name, ())})

    def _parts(self) -> Iterator[str]:
        yield "<header>"
        if not self.argument.says_its_thesis:
            yield f"<h1>{self.pen.name(self.argument.title)}</h1>"
        yield from self._thesis()
        yield f'<p class="legend">{self._legend()}</p>'
        yield "</header>"
        under = [child for child in self.root.children if child.relation is not Relation.CITES]
        opposing = [item for item in under if item.against]
        supporting = [item for item in under if not item.against]
        for items, against in ((supporting, False), (opposing, True)):
            if items:
                yield '<section class="rows">'
                if against and supporting:
                    yield f"<h2>{self.pen.own(self.words.against_itself)}</h2>"
                yield from self._tree(items)
                yield "</section>"
        yield "<footer>"
        if self.argument.description:
            yield f"<p>{self.pen.name(self.argument.description)}</p>"
        yield from self._sources()
        yield f"<p>{self._caption()}</p>"
        yield "</footer>"

    def _thesis(self) -> Iterator[str]:
        claim, pen = self.argument.thesis, self.pen
        heading = "h1" if self.argument.says_its_thesis else "h2"
        kicker = [f"<b>{pen.own(self.words.thesis)}</b>", *self._speakers()]
        text = pen.words(Words(claim.text, claim.lang or self.argument.lang))
        yield f'<section class="claim thesis" id="thesis"{self._review(self.root)}>'
        yield f'<div class="own banner"><p class="kicker">{" · ".join(kicker)}</p>'
        yield f'<{heading} class="head">{text}<span class="state"></span></{heading}></div>'
        yield '<div class="own">'
        if where := self._where_said(self.root):
            yield f'<p class="said">{where}</p>'
        yield from self._rest(self.root)
        yield "</div></section>"

    def _legend(self) -> str:
        """Explain the signs that occur."""
        words, pen = self.words, self.pen
        claims = [item for item in self.items if item.kind is ItemKind.CLAIM]
        sides, signs = {item.against for item in claims}, {sign(item) for item in claims}
        parts = [
            f"{_square(kind, against=against)}{pen.own(said)}"
            for kind, against, said in (
                (Sign.REASON, False, words.for_thesis),
                (Sign.OBJECTION, True, words.against_thesis),
            )
            if against in sides
        ]
        if Sign.ANSWER in signs:
            parts.append(f"{_square(Sign.ANSWER, against=False)}{pen.own(words.answer)}")
        states = {piece.status for _, piece in self.argument.evidence()}
        said = {
            words.all_reported: states == {Status.REPORTED},
            words.all_verified: states == {Status.VERIFIED},
            words.implicit_means: any(item.claim and item.claim.implicit for item in claims),
        }
        parts += [pen.own(text) for text, occurs in said.items() if occurs]
        return " · ".join(parts)

    def _speakers(self) -> Iterator[str]:
        """Yield who says the thesis, and who says all that names nobody."""
        claim, pen, by = self.argument.thesis, self.pen, self.argument.by
        form, both = speaks_for_all(self.argument, claim)
        if claim.speaker and not both:
            yield pen.name(claim.speaker)
        if form and by is not None:
            before, _, after = form.partition("{speaker}")
            around = [pen.own(part) if part else "" for part in (before, after)]
            yield pen.name(by).join(around)

    def _tree(self, items: Sequence[Item]) -> Iterator[str]:
        """Yield items and all that stands under them; never recurses.

        What is nested deeper than a phone and a parser take says what it belongs to by a number.
        """
        tasks = self._tasks(items, 1)
        while tasks:
            task = tasks.pop()
            if isinstance(task, str):
                yield task
                continue
            item, depth = task
            above = item.parent is not None and is_above_rows(item.parent)
            opening, inner, closing = self._element(item, too_deep=depth > DEEPEST)
            children = [one for one in item.children if one.kind is not ItemKind.EVIDENCE]
            yield opening
            if not children:
                yield closing
                continue
            if depth >= DEEPEST and not above:  # the rest follows in the same list
                yield closing
                tasks += self._tasks(children, DEEPEST + 1)
                continue
            before, after = inner
            yield before
            tasks.append(f"{after}{closing}")
            tasks += self._tasks(children, depth + 1)

    def _tasks(self, items: Sequence[Item], depth: int) -> list[str | tuple[Item, int]]:
        """Return items at a depth, the last one first; many references in a row are one line."""
        tasks: list[str | tuple[Item, int]] = []
        for (said, _), group in groupby(items, self._deed):
            some = list(group)
            if said and len(some) > MOST_APART:
                tasks.append(self._references(some))
            else:
                tasks += [(item, depth) for item in some]
        return tasks[::-1]

    def _element(self, item: Item, *, too_deep: bool) -> tuple[str, tuple[str, str], str]:
        """Return how an item begins, what stands around its children, and how it ends."""
        around = ('<ul role="list">', "</ul>")
        if item.kind is ItemKind.JOIN:
            said = "\n".join(self._warrant(item))
            kind = f"join {item.side}{' linked' * item.links_premises}"
            start = f'class="{kind}" id="{self._id(item)}">{said}'
            if item.parent is not None and is_above_rows(item.parent):
                return f"<div {start}", ("", "") if is_above_rows(item) else around, "</div>"
            return f"<li {start}", around, "</li>"
        if item.kind is ItemKind.REFERENCE:
            tag = "p" if is_row(item) else "li"
            return f'<{tag} class="see">{self._reference(item)}', ("", ""), f"</{tag}>"
        if is_row(item):
            return f"{self._row(item)}\n{self._own(item)}", around, "</details>"
        to = f" {self._to_above(item)}" if too_deep else ""
        lead = self._lead(item)
        label = f' <b class="label">{lead}{to}:</b>' if lead or to else ""
        said = f'<a class="n" href="#{self._id(item)}">{item.number}</a>{label} {self._said(item)}'
        return f"<li {self._attributes(item)}>{self._own(item, said)}", around, "</li>"

    def _row(self, item: Item) -> str:
        squares = "".join(_square(sign(one), against=one.against) for one in below(item))
        counted = " · ".join(
            f'<span class="{kind}">{self.pen.own(said)}</span>'
            for kind, said in counts(item, self.words)
        )
        strip = f'<span class="strip" aria-hidden="true">{squares}</span> ' if squares else ""
        lead = self._lead(item)
        label = f'<b class="label">{lead}:</b> ' if lead else ""
        return (
            f"<details open {self._attributes(item, 'row')}><summary>"
            f'<h2><span class="n">{item.number}</span> <span>{label}{self._text(item)}'
            f'<span class="state"></span></span></h2>'
            f'<span class="counts">{strip}{counted}</span></summary>'
        )

    def _attributes(self, item: Item, kind: str = "") -> str:
        claim = item.claim
        assert claim is not None
        classes = ["claim", *filter(None, [kind]), item.side, sign(item)]
        classes += ["unanswered"] * (item in self.unanswered) + ["implicit"] * claim.implicit
        found = self.origins(item)
        sources = f' data-sources="{" ".join(map(str, found))}"' if found else ""
        return f'class="{" ".join(classes)}" id="{self._id(item)}"{sources}{self._review(item)}'

    def _review(self, item: Item) -> str:
        return f' data-review="{self.state(item.id)}"'

    def _id(self, item: Item) -> str:
        return self.pen.identity(item.id)

    # A claim

    def _own(self, item: Item, said: str = "") -> str:
        """Return what stands at a claim, and not under it: words, evidence and reviews."""
        state = '<span class="state"></span>' if said else ""  # a row's is in its head
        where = self._where_said(item)
        head = f'<p class="said">{said}{state}{where} {ACTS}</p>'
        return "\n".join(['<div class="own">', head, *self._rest(item), "</div>"])

    def _lead(self, item: Item) -> str:
        """Return who says it, and what it is, where that is news."""
        role, speaker = self.phrases.role(item), self.phrases.speaker(item)
        is_own = item.claim is not None and item.claim.implicit
        said = self.pen.own(speaker) if is_own else self.pen.name(speaker)
        return " · ".join([self.pen.own(role)] * bool(role) + [said] * bool(speaker))

    def _said(self, item: Item) -> str:
        return f"<span>{self._text(item)}</span>"

    def _text(self, item: Item) -> str:
        claim = item.claim
        assert claim is not None
        return self.pen.words(Words(claim.text, claim.lang or self.argument.lang))

    def _where_said(self, item: Item) -> str:
        """Return a claim's own quote, and where its speaker says it."""
        claim = item.claim
        assert claim is not None
        quote = self._quote(claim.quote, claim.lang)
        where = self._where(claim.source, claim.locator)
        found = [f" {quote}"] * bool(quote) + [f' <span class="where">{where}</span>'] * bool(where)
        return "".join(found)

    def _rest(self, item: Item) -> Iterator[str]:
        """Yield a claim's evidence and reviews."""
        claim = item.claim
        assert claim is not None
        if claim.evidence:
            yield '<ul role="list" class="pieces">'
            for piece in claim.evidence:
                yield f'<li id="{self.pen.identity(piece.id)}">{self._piece(piece)}</li>'
            yield "</ul>"
        if item in self.unanswered:
            yield f'<p class="none">{self.pen.own(self.words.no_answer)}</p>'
        yield from self._verdicts(item.id)

    def _piece(self, piece: Evidence) -> str:
        words, pen = self.words, self.pen
        said = pen.words(Words(piece.text, piece.lang or self.argument.lang)) if piece.text else ""
        parts = [said, self._quote(piece.quote, piece.lang)]
        status = pen.own(getattr(words, piece.status))
        by = pen.name(piece.by) if piece.by else ""
        where = self._where(piece.source, piece.locator)
        small = " · ".join(filter(None, [by, where, status]))
        return f'{" ".join(filter(None, parts))} <span class="where">{small}</span>'

    def _quote(self, quote: str | None, lang: str | None) -> str:
        if not quote:
            return ""
        before, after = self.words.quotes
        words = Words(f"{before}{quote}{after}", lang or self.argument.lang)
        return f'<span class="quote">{self.pen.words(words)}</span>'

    def _where(self, source: Reference | None, locator: str | None) -> str:
        parts = []
        if source is not None and source.id in self.numbers:
            parts.append(self.pen.see(source.id, f"[{self.numbers[source.id]}]"))
        if locator:
            parts.append(self.pen.name(locator))
        return escape(self.words.comma).join(parts)

    def _verdicts(self, name: str) -> Iterator[str]:
        """Yield a claim's review state, and the verdicts that it follows from."""
        standing = self.standings.get(name)
        if not self.is_reviewed or standing is None:
            return
        state = self.pen.own(getattr(self.words, standing.state))
        if not standing.opinions:
            yield f'<p class="verdicts {standing.state}">{state}</p>'
            return
        yield f'<details open class="verdicts {standing.state}"><summary>{state}</summary>'
        yield '<ul role="list">'
        yield from (f"<li>{self._opinion(one)}</li>" for one in standing.opinions)
        yield "</ul></details>"

    def _opinion(self, opinion: Opinion) -> str:
        words, pen, verdict = self.words, self.pen, opinion.verdict
        accepts = verdict.judgement is Judgement.ACCEPT
        parts = [pen.own(words.accepted if accepts else words.challenged), pen.name(verdict.by)]
        parts.append(pen.own(words.date(verdict.date)))
        parts += [pen.own(words.stale)] * bool(opinion.changes)
        said = f"{' · '.join(parts)}{self._note(verdict.note)}"
        if opinion.settled is None:
            return said
        settled = opinion.settled
        how = [pen.own(words.settled), pen.name(settled.by), pen.own(words.date(settled.date))]
        return f"{said}<br>{' · '.join(how)}{self._note(settled.note)}"

    def _note(self, note: str | None) -> str:
        return f"{self._colon}{self.pen.name(note)}" if note else ""

    # Joins and references

    def _warrant(self, join: Item) -> Iterator[str]:
        """Yield why claims count together, or why a single one counts, and who says so."""
        inference, words, pen = join.inference, self.words, self.pen
        assert inference is not None
        linked = premises(join)
        form = words.linked_because if inference.warrant else words.linked_only
        if len(linked) < 2:  # noqa: PLR2004
            form = words.alone_because if inference.warrant else ""
        parts = [f"<b>{pen.own(form.format(numbers=numbers(linked)))}</b>"] if form else []
        if inference.warrant:
            parts.append(pen.name(inference.warrant))
            by = pen.name(inference.by) if inference.by else pen.own(words.implicit)
            parts.append(f'<span class="where">{by}</span>' * (inference.by != self.argument.by))
        if inference.scheme:
            scheme = f"{pen.own(words.scheme)}{self._colon}{pen.name(inference.scheme)}"
            parts.append(f'<span class="where">{scheme}</span>')
        yield f'<div class="own warrant"><p>{" ".join(filter(None, parts))}</p>'
        yield from self._verdicts(inference.id)
        yield "</div>"

    def _reference(self, item: Item) -> str:
        claim = item.claim
        assert claim is not None
        lead = self.pen.see(item.id, f"{_arrow(item)}\N{NO-BREAK SPACE}{item.number}")
        first = Words(shortened(claim.text, LONGEST_NAME), claim.lang or self.argument.lang)
        kind = "against" if is_attack(item) else "for"
        return (
            f'{lead} <b class="label {kind}">{self.pen.own(deed(item, self.words))}:</b> '
            f"{self.pen.words(first)}"
        )

    def _deed(self, item: Item) -> tuple[str, bool]:
        """Return what a reference says, and whether both attack each other; else nothing."""
        known = item.kind is ItemKind.REFERENCE
        return (deed(item, self.words), item.mutual) if known else ("", False)

    def _references(self, items: Sequence[Item]) -> str:
        """Return references of one kind, one after the other, without the words of their claims."""
        first, pen = items[0], self.pen
        tag, kind = "p" if is_row(first) else "li", "against" if is_attack(first) else "for"
        said = [pen.see(item.id, item.number) for item in items[:MOST_LINKS]]
        said += [pen.own(item.number) for item in items[MOST_LINKS:MOST_NUMBERS]]
        left = len(items) - MOST_NUMBERS
        more = f" (+ {pen.own(self.words.number(left))})" if left > 0 else ""
        listed = escape(self.words.comma).join(said)
        label = f'<b class="label {kind}">{_arrow(first)} {pen.own(deed(first, self.words))}:</b>'
        return f'<{tag} class="see">{label} {listed}{more}</{tag}>'

    def _to_above(self, item: Item) -> str:
        above = item.parent
        while above is not None and above.claim is None:
            above = above.parent
        target = above.number if above and above.number else self.words.thesis
        return self.pen.own(self.words.to.format(target=target))

    # Foot

    def _sources(self) -> Iterator[str]:
        if not self.numbers:
            return
        yield f'<h2>{self.pen.own(self.words.sources)}</h2>\n<ol class="sources">'
        for name, position in self.numbers.items():
            source = self.argument.sources[name]
            text = self.pen.name(describe(source, self.argument, self.numbers))
            address = web_address(source.url)
            linked = f'<a href="{escape(address)}" rel="noopener">{text}</a>' if address else text
            yield f'<li id="{self.pen.identity(name)}" value="{position}">{linked} {ACTS}</li>'
        yield "</ol>"

    def _caption(self) -> str:
        pen = self.pen
        parts = [f"<b>{pen.name(self.argument.title)}</b>"]
        parts += (
            f"{pen.own(own)}{self._colon}{pen.name(said)}" for own, said in caption(self.argument)
        )
        return " · ".join(parts)


def _arrow(reference: Item) -> str:
    return "⇄" if reference.mutual else "↗"


def _square(kind: Sign, *, against: bool) -> str:
    return f'<i class="{kind}{" against" * against}"></i>'


def _origins(argument: ArgumentMap) -> Mapping[str, Sequence[int]]:
    """Return the numbers of the sources that each source rests on: itself and those before it."""
    places = source_numbers(argument)
    return {name: [places[one] for one in argument.way_back(name)] for name in argument.sources}
