"""Tell what stands under the cursor: a claim and what bears on it, a source, a key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol import types

from argmap.lsp.completion import cursor, described
from argmap.lsp.document import Document
from argmap.model.argument import ArgumentMap, Claim, Evidence, Inference, Reference, Source
from argmap.review.ledger import ReviewState
from argmap.standing.labelling import PartState
from argmap.standing.reject import reject
from argmap.text import counted, escape_markdown, listed

_MOST = 8
"""Claims that are named; more of them are counted."""

_MOST_CLAIMS = 3_000
"""Claims of a map up to which what falls is computed while one points at it."""


def hover(document: Document, position: types.Position) -> types.Hover | None:
    """Return what is to be told at a position, or None."""
    one = document.at(position)
    if one is not None and document.known is not None:
        words = _about(document, document.known, one.id)
        if words:
            return _hover("\n\n".join(words), document.range_of(one.node))
    line, column = document.place(position)
    text = document.lines[line - 1]
    end = text.find(":", column - 1)
    here = cursor(document.lines, line, end + 1) if end >= 0 else None
    what = described(here.part, here.word) if here is not None and not here.key else None
    if here is None or what is None or column > end + 1:
        return None
    return _hover(what, document.range(line, end + 1 - len(here.word), len(here.word)))


def _hover(markdown: str, place: types.Range) -> types.Hover:
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, markdown), place)


def _about(document: Document, known: ArgumentMap, name: str) -> list[str]:
    """Return paragraphs on a part of a map, in Markdown."""
    if name in known.claims:
        return list(_on_claim(document, known, known.claims[name]))
    if name in known.inferences:
        return list(_on_step(document, known, known.inferences[name]))
    if name in known.sources:
        return list(_on_source(document, known, known.sources[name]))
    pieces = (piece for _, piece in known.evidence() if piece.id == name)
    return [_evidence_line(piece) for piece in pieces]


def _on_claim(document: Document, known: ArgumentMap, claim: Claim) -> Iterator[str]:
    number = document.numbers.get(claim.id)
    head = f"**{number}** " if number else ""
    yield f"{head}{escape_markdown(claim.text)}"
    who = "unspoken: said by nobody" if claim.implicit else claim.speaker or known.by
    if who:
        yield f"— {escape_markdown(who)}"
    bears = [f"supports {_names(claim.supports)}"] if claim.supports else []
    bears += [f"attacks {_names(claim.attacks)}"] if claim.attacks else []
    if bears:
        yield "; ".join(bears)
    if claim.evidence:
        yield "\n".join(f"- {_evidence_line(piece)}" for piece in claim.evidence[:_MOST])
    yield from _reviews(document, claim.id)
    yield from _falls(document, known, claim.id)


def _on_step(document: Document, known: ArgumentMap, step: Inference) -> Iterator[str]:
    bears = step.conclusion or step.attacks
    relation = "attack" if step.attacks else "support"
    target = f" {relation} {_names((bears,))}" if bears is not None else ""
    yield f"{_names(step.premises)} together{target}"
    if step.warrant:
        yield f"because: {escape_markdown(step.warrant)}"
    yield from _reviews(document, step.id)
    yield from _falls(document, known, step.id)


def _on_source(document: Document, known: ArgumentMap, source: Source) -> Iterator[str]:
    parts = [*source.author, source.title or source.id, source.issued]
    yield ", ".join(escape_markdown(part) for part in parts if part)
    if source.url:
        yield escape_markdown(source.url)
    if source.via is not None:
        yield f"known through {_names((source.via,))}"
    claims = [
        claim.id
        for claim in known.claims.values()
        if any(
            one is not None and one.id == source.id
            for one in (claim.source, *(piece.source for piece in claim.evidence))
        )
    ]
    yield f"cited for {_some(claims)}" if claims else "cited for nothing"
    yield from _falls(document, known, source.id)


def _evidence_line(piece: Evidence) -> str:
    words = f"“{piece.quote}”" if piece.quote else piece.text or ""
    source = f" [{piece.source.id}]" if piece.source is not None else ""
    return f"{escape_markdown(words)}{escape_markdown(source)} ({piece.status.value})"


def _reviews(document: Document, name: str) -> Iterator[str]:
    standing = document.standings.get(name)
    if standing is None or standing.state is ReviewState.UNREVIEWED:
        return
    who = [f"{one.verdict.by} ({one.verdict.date})" for one in standing.opinions]
    yield f"reviewed: **{standing.state.value}** — {escape_markdown(listed(who))}"


def _falls(document: Document, known: ArgumentMap, name: str) -> Iterator[str]:
    """Yield what falls if a part is rejected; only a map without errors says so."""
    if not document.sound or len(known.claims) > _MOST_CLAIMS:
        return
    impact = reject(known, (name,))
    falls = [one for one in impact.falls if impact.before[one] is not PartState.FALLS]
    contested = [one for one in impact.contested if impact.before[one] is not PartState.CONTESTED]
    if falls or contested:
        words = [f"{counted(len(falls), 'claim')} with it: {_some(falls)}"] if falls else []
        words += [f"contested then: {_some(contested)}"] if contested else []
        yield f"If it falls: {'; '.join(words)}"
    else:
        yield "If it falls: no other claim falls."


def _names(references: Iterable[Reference]) -> str:
    return listed([f"`{one.id}`" for one in references])


def _some(ids: list[str]) -> str:
    shown = [f"`{name}`" for name in ids[:_MOST]]
    more = len(ids) - len(shown)
    return listed([*shown, f"{more} more"] if more else shown)
