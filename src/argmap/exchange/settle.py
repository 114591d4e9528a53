"""Settle what a map asks for and a draft leaves open: the thesis, circles, what reaches it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping

from argmap.exchange.draft import Draft, DraftStep
from argmap.text import short

_MOST_NAMED = 10


class ThesisError(ValueError):
    """No one statement is the thesis.

    Attributes:
        candidates: The keys of those that could be.
    """

    def __init__(self, message: str, candidates: list[str]) -> None:
        super().__init__(message)
        self.candidates = candidates


def settle(draft: Draft, thesis: str | None) -> None:
    """Make a draft one argument for one thesis, in which nothing rests on itself.

    Args:
        draft: The draft, which is changed; its report says how.
        thesis: The key of the statement that the user asks for; None where the draft decides.

    Raises:
        ThesisError: If it is left open which statement is the thesis.
    """
    _tidy(draft)
    draft.thesis = _thesis(draft, thesis)
    _free_thesis(draft)
    _cut_circles(draft)
    _leave_out_unconnected(draft)


def described(keys: list[str], draft: Draft) -> str:
    """Return the first of some statements with their words, and how many more there are."""
    said = "; ".join(f"{key} “{short(draft.statements[key].text)}”" for key in keys[:_MOST_NAMED])
    more = len(keys) - _MOST_NAMED
    return f"{said}; and {more:,} more" if more > 0 else said


def _tidy(draft: Draft) -> None:
    """Take out links that lead nowhere, to themselves, or to what cannot be supported."""
    for key, step in list(draft.steps.items()):
        known = [one for one in dict.fromkeys(step.premises) if one in draft.statements]
        own = step.to in known
        step.premises = [one for one in known if one != step.to]
        if own:
            draft.lose("something bears on itself", step.to, f"{step.to} {step.verb} itself")
        known_target = step.to in draft.statements or step.to in draft.steps
        if not known_target or step.to == key:
            draft.lose("a link leads to nothing", key, f"{key} {step.verb} {step.to}")
            step.premises = []
        if not step.premises:
            del draft.steps[key]
    _join_backing(draft)
    _drop_orphans(draft)
    _drop_repeated(draft)


def _join_backing(draft: Draft) -> None:
    """Let what supports a step be one more premise of it: a step has no support of its own."""
    joined: dict[str, str] = {}
    for key, step in list(draft.steps.items()):
        target = _last(joined, step.to)
        if step.attacks or target not in draft.steps or target == key:
            continue
        del draft.steps[key]
        joined[key] = target
        draft.steps[target].premises += step.premises
        for one in step.premises:
            what = "what supports an inference is taken for one more premise of it"
            draft.report.guessed(what, one, target)
    for key, step in list(draft.steps.items()):
        step.to = _last(joined, step.to)
        step.premises = [one for one in dict.fromkeys(step.premises) if one != step.to]
        if not step.premises or step.to == key:
            del draft.steps[key]


def _last(joined: dict[str, str], key: str) -> str:
    """Return the step that a step was joined to in the end, or the key itself."""
    while key in joined:
        joined[key] = joined.get(joined[key], joined[key])
        if joined[key] not in joined:
            return joined[key]
        key = joined[key]
    return key


def _drop_orphans(draft: Draft) -> None:
    """Take out steps that bear on steps that are gone, or on themselves through others."""
    good = set(draft.statements)
    behind: dict[str, list[str]] = {}
    for key, step in draft.steps.items():
        behind.setdefault(step.to, []).append(key)
    ahead = deque(draft.statements)
    while ahead:
        for key in behind.get(ahead.popleft(), ()):
            if key not in good:
                good.add(key)
                ahead.append(key)
    for key, step in list(draft.steps.items()):
        if key not in good:
            draft.lose("a link leads to nothing", step.premises[0], f"{step.verb} {step.to}")
            del draft.steps[key]


def _drop_repeated(draft: Draft) -> None:
    """Take out a link that is there twice, and one that says the opposite of another."""
    aimed_at = {step.to for step in draft.steps.values()}
    seen: dict[tuple[str, str], bool] = {}
    for key, step in list(draft.steps.items()):
        if not is_plain(step) or key in aimed_at:
            continue
        (premise,) = step.premises
        link = premise, step.to
        if link not in seen:
            seen[link] = step.attacks
            continue
        if seen[link] is not step.attacks:
            what = "a statement both supports and attacks another: the first link was kept"
            draft.lose(what, premise, f"it also {step.verb} {step.to}")
        for remark in step.remarks:
            draft.statements[premise].remarks.append(remark)
        del draft.steps[key]


def _thesis(draft: Draft, asked: str | None) -> str:
    if asked is not None:
        if asked in draft.statements:
            return asked
        raise ThesisError(f"no statement has the id `{asked}`", _ends(draft) or [])
    if draft.thesis in draft.statements:
        return draft.thesis
    ends = _ends(draft)
    if len(ends) == 1:
        return ends[0]
    if not draft.statements:
        raise ThesisError("there is no statement in it", [])
    if ends:
        raise ThesisError(f"{len(ends):,} statements could be the thesis: nothing follows from "
                          "them", ends)  # fmt: skip
    raise ThesisError(
        "no statement is the thesis: something follows from each", list(draft.statements)
    )


def _ends(draft: Draft) -> list[str]:
    """Return the statements that bear on nothing, those first of all on which something bears.

    What two statements say against each other leaves open which of them is the thesis; one that
    says nothing against any other stands before both.
    """
    attacks = {(step.premises[0], step.to) for step in draft.steps.values()
               if step.attacks and is_plain(step)}  # fmt: skip
    bearing, answering, targets = set(), set(), set()
    for step in draft.steps.values():
        mutual = step.attacks and is_plain(step) and (step.to, step.premises[0]) in attacks
        if mutual:
            answering.update(step.premises)
        else:
            bearing.update(step.premises)
            targets.add(step.to)
    ends = [key for key in draft.statements if key not in bearing]
    ends = [key for key in ends if key in targets] or ends
    return [key for key in ends if key not in answering] or ends


def _free_thesis(draft: Draft) -> None:
    """Take the thesis out of what bears on others: on a map it bears on nothing."""
    for step in draft.steps.values():
        if draft.thesis in step.premises:
            detail = f"the thesis {step.verb} {step.to}"
            draft.lose("the thesis of a map bears on nothing else", draft.thesis, detail)
            step.premises.remove(draft.thesis)
    _drop_empty(draft)


def _drop_empty(draft: Draft) -> None:
    """Take out steps without premises, and what bore on them."""
    behind: dict[str, list[str]] = {}
    for key, step in draft.steps.items():
        behind.setdefault(step.to, []).append(key)
    waiting = [key for key, step in draft.steps.items() if not step.premises]
    while waiting:
        gone = waiting.pop()
        if draft.steps.pop(gone, None) is not None:
            waiting += behind.get(gone, ())


def _cut_circles(draft: Draft) -> None:
    """Take out links by which a statement would support itself, from the thesis down."""
    supported: dict[str, list[str]] = {}
    for key, step in draft.steps.items():
        if not step.attacks:
            supported.setdefault(step.to, []).append(key)
    order = [draft.thesis, *(key for key in draft.statements if key != draft.thesis)]
    done: set[str] = set()
    cut: list[tuple[str, str]] = []
    for root in order:
        if root not in done:
            cut += _circular(draft, supported, root, done)
    for key, premise in cut:
        step = draft.steps[key]
        step.premises.remove(premise)
        detail = f"left out: {premise} supports {step.to}"
        draft.lose("the argument ran in a circle, and one link of it was left out", premise, detail)
    _drop_empty(draft)


def _circular(
    draft: Draft, supported: Mapping[str, list[str]], root: str, done: set[str]
) -> Iterator[tuple[str, str]]:
    """Yield the links, as step and premise, that lead back to where the search came from."""

    def below(key: str) -> Iterator[tuple[str, str]]:
        for step in supported.get(key, ()):
            for premise in draft.steps[step].premises:
                yield step, premise

    on_way = {root}
    stack = [(root, below(root))]
    while stack:
        key, rest = stack[-1]
        found = next(rest, None)
        if found is None:
            stack.pop()
            on_way.discard(key)
            done.add(key)
        elif found[1] in on_way:
            yield found
        elif found[1] not in done:
            on_way.add(found[1])
            stack.append((found[1], below(found[1])))


def _leave_out_unconnected(draft: Draft) -> None:
    """Take out what never reaches the thesis, and keep it as comments."""
    reached = {draft.thesis}
    behind: dict[str, list[str]] = {}
    for key, step in draft.steps.items():
        behind.setdefault(step.to, []).append(key)
    ahead = deque(reached)
    while ahead:
        for key in behind.get(ahead.popleft(), ()):
            for one in (key, *draft.steps[key].premises):
                if one not in reached:
                    reached.add(one)
                    ahead.append(one)
    links: list[str] = []
    for key, step in list(draft.steps.items()):
        if key not in reached:
            del draft.steps[key]
            detail = f"{' + '.join(step.premises)} {step.verb} {step.to}"
            if any(premise in reached for premise in step.premises):
                draft.lose("a link leads to what never reaches the thesis", "", detail)
            else:
                links.append(detail)
    cited = set(_cited(draft))
    for key in [one for one in draft.statements if one not in reached]:
        statement = draft.statements.pop(key)
        draft.report.lost("a statement never reaches the thesis", key, statement.text)
        draft.foot.append(f"{key}: {statement.text}")
        draft.foot += [f"{key}: {remark}" for remark in statement.remarks]
        for piece in statement.evidence:
            address = draft.sources.get(piece.source, {}).get("URL", "")
            words = " ".join(filter(None, (piece.text, piece.quote, str(address))))
            draft.foot.append(f"{key}, evidence: {words}")
    draft.foot += links
    for key in cited.difference(_cited(draft)):
        draft.sources.pop(key, None)


def _cited(draft: Draft) -> Iterator[str]:
    """Yield the keys of the sources that something names."""
    yield draft.about
    for statement in draft.statements.values():
        yield statement.source
        yield from (piece.source for piece in statement.evidence)
    yield from (str(fields["via"]) for fields in draft.sources.values() if "via" in fields)


def is_plain(step: DraftStep) -> bool:
    """Return whether a step says no more than that one statement bears on another."""
    return len(step.premises) == 1 and not (step.warrant or step.scheme or step.by)
