"""Argdown: in as the JSON that its own command writes, out as its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from argmap.exchange.draft import Cited, Draft, DraftStep, Statement
from argmap.exchange.intake import Intake, objects, told, word
from argmap.exchange.loss import Report
from argmap.exchange.omissions import report_omissions
from argmap.exchange.shape import report_sections
from argmap.model.argument import ArgumentMap, Claim, Evidence, Inference, Status
from argmap.model.graph import links_of

ATTACKS: Final = frozenset({"attack", "contrary", "contradictory", "undercut"})
_BOTH_WAYS = frozenset({"contrary", "contradictory"})
_SUPPORTS = frozenset({"support", "entails"})
_SAID = ("by", "source", "locator", "quote", "lang")
_TAG = re.compile(r"\s*#(\([^)]*\)|[\w-]+)")
_MENTION = re.compile(r"@(?:\[([^\]\[]+)\]|<([^<>]+)>)")
"""What names another statement or argument within a text, by its title."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def fits(_: Intake, data: Any) -> bool:
    """Return whether a file is in this format."""
    return isinstance(data, dict) and isinstance(data.get("statements"), dict) and (
        isinstance(data.get("arguments"), dict)
    )  # fmt: skip


def read(intake: Intake) -> Draft:
    """Return the argument that a file holds.

    A statement is a claim; an argument without premises and conclusion is one, too, and one
    with them is an inference for each of its steps.

    Raises:
        NotImportedError: If it is no Argdown as JSON.
    """
    data = intake.json()
    if not fits(intake, data):
        hint = "write it with `argdown json FILE`"
        raise intake.wrong("there are no `statements` and `arguments` in it", hint)
    return _Reader(data).read()


class _Reader:
    """Reads one file.

    Attributes:
        draft: What was read so far.
        claims: The key of each statement, by its title.
        arguments: The key of each argument that is a claim, by its title.
        steps: The keys of the steps of each argument that has some, by its title and by where
            in it each conclusion stands.
        concludes: The key of the main conclusion of such an argument.
        evidence: What `write` wrote as a statement, and is a piece of evidence.
        attacking: What stands for the attack of several on something, by its key.
    """

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.draft = Draft()
        self.claims: dict[str, str] = {}
        self.arguments: dict[str, str] = {}
        self.steps: dict[str, dict[int, str]] = {}
        self.concludes: dict[str, str] = {}
        self.evidence: dict[str, Cited] = {}
        self.attacking: dict[str, str] = {}

    def read(self) -> Draft:
        for title, found in self._entries("statements"):
            self._statement(title, found, self.claims)
        for title, found in self._entries("arguments"):
            if _structure(found):
                self._argument(title, found)
            else:
                self._statement(title, found, self.arguments)
        self._relations()
        self._restore()
        self._title()
        return self.draft

    def _entries(self, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
        for title, found in self.data[name].items():
            if isinstance(found, dict):
                yield title, found

    def _title(self) -> None:
        sections = list(objects(self.data.get("sections")))
        if sections and (title := word(sections[0].get("title"))):
            self.draft.title = title
            if len(sections) > 1:
                names = ", ".join(word(one.get("title")) for one in sections)
                self.draft.lose("sections have no place on a map", "", f"sections: {names}")

    def _statement(self, title: str, found: dict[str, Any], keys: dict[str, str]) -> None:
        key = keys[title] = self.draft.free(title)
        text, tags = _words(found)
        data = _data(found)
        statement = Statement(text=text or title)
        self.draft.statements[key] = statement
        for address in _links(found):
            self.draft.lose("a link in a text has no place on a map", key, f"link: {address}")
        if not text:
            what = "a statement has a title and no words: the title stands for them"
            self.draft.report.guessed(what, key)
        if tags:
            self.draft.lose("tags have no place on a map", key, f"tags: {', '.join(tags)}")
        for name in _SAID:
            if (value := word(data.get(name))) and (name != "lang" or _LANGUAGE.fullmatch(value)):
                setattr(statement, name, value)
        statement.implicit = data.get("implicit") is True
        if statement.source:
            statement.source = self._source(statement.source)
        if data.get("evidence") is True:
            own = {name: getattr(statement, name) for name in _SAID}
            said = "" if data.get("only") == "quote" else statement.text
            self.evidence[key] = Cited(text=said, status=word(data.get("status")), **own)
            self.evidence[key].key = key if data.get("id") is True else ""
        if "attacks" in data and found.get("type") != "argument":
            self.attacking[key] = word(data["attacks"])
        self._keep(key, data, {*_SAID, "implicit", "evidence", "only", "status", "id", "attacks"})

    def _source(self, name: str) -> str:
        if name not in self.draft.sources:
            self.draft.sources[name] = {"title": name}
            what = "of a source no more than its name is told"
            self.draft.report.guessed(what, name)
        return name

    def _keep(self, key: str, data: dict[str, Any], taken: set[str]) -> None:
        rest = [f"{name}: {told(value)}" for name, value in data.items() if name not in taken]
        if rest:
            self.draft.lose("metadata have no place on a map", key, "; ".join(rest))

    def _argument(self, title: str, found: dict[str, Any]) -> None:
        """Read an argument with premises and conclusions: each inference is a step."""
        text, tags = _words(found)
        premises: list[str] = []
        keys: dict[int, str] = {}
        structure = _structure(found)
        for position, one in enumerate(structure):
            key = self.claims.get(word(one.get("title")))
            if key is None:
                continue
            inference = one.get("inference")
            if isinstance(inference, dict) and premises:
                rules = list(map(word, _listed(inference.get("inferenceRules"))))
                data = _data(inference)
                step = self.draft.step(
                    title,
                    DraftStep(premises=self._used(structure, data) or premises, to=key,
                         scheme=word(data.get("scheme"))
                         or ", ".join(rule for rule in rules if rule not in ("", _NO_RULE)),
                         warrant=word(data.get("warrant")),
                         by=word(data.get("by"))),
                )  # fmt: skip
                keys[position] = step
                self._keep(step, data, {"uses", "scheme", "warrant", "by"})
                premises = []
                self.concludes[title] = key
            premises.append(key)
        if not keys:
            self._statement(title, found, self.arguments)
            return
        self.steps[title] = keys
        last = keys[max(keys)]
        if text:
            what = "the description of an argument with premises has no place on a map"
            self.draft.lose(what, last, text)
        if tags:
            self.draft.lose("tags have no place on a map", last, f"tags: {', '.join(tags)}")
        self._keep(last, _data(found), set())

    def _used(self, structure: list[dict[str, Any]], data: dict[str, Any]) -> list[str]:
        """Return the statements that an inference names by their numbers, if it names any."""
        uses = _listed(data.get("uses"))
        numbers = [one for one in uses if isinstance(one, int) and 0 < one <= len(structure)]
        keys = [self.claims.get(word(structure[one - 1].get("title"))) for one in numbers]
        return [key for key in keys if key is not None]

    def _relations(self) -> None:
        """Add all relations, in their order: undercuts last, for they need to know the steps."""
        relations = list(enumerate(objects(self.data.get("relations"))))
        places = dict.fromkeys(self.draft.steps, -1)

        def place(number: int) -> None:
            new = len(self.draft.steps) - len(places)
            places.update(dict.fromkeys(islice(reversed(self.draft.steps), new), number))

        later = []
        for number, one in relations:
            if self._relation(one):
                later.append((number, one))
            place(number)
        behind = self._steps_by_premise()
        for number, one in later:
            self._undercut(one, behind)
            place(number)
        self.draft.steps = dict(sorted(self.draft.steps.items(), key=lambda one: places[one[0]]))

    def _relation(self, found: dict[str, Any]) -> bool:
        """Add a relation; return whether it is to wait until all steps are known."""
        kind, to = word(found.get("relationType")), word(found.get("to"))
        by = self._key(word(found.get("from")), word(found.get("fromType")))
        if by is None or kind not in ATTACKS | _SUPPORTS:
            self.draft.report.lost("a relation is of a kind that a map has no place for", "",
                                   f"{word(found.get('from'))} {kind} {to}")  # fmt: skip
            return False
        if kind == "undercut" or (found.get("toType") != "equivalence-class" and to in self.steps):
            return True
        target = self._key(to, word(found.get("toType")))
        if target is None:
            self.draft.report.lost("a link leads to nothing", by, to)
        elif by != target and not self._is_conclusion(found, target):
            attacks = kind in ATTACKS
            self.draft.step(
                f"{by}-to-{target}", DraftStep(premises=[by], to=target, attacks=attacks)
            )
            if kind in _BOTH_WAYS:
                back = DraftStep(premises=[target], to=by, attacks=True)
                self.draft.step(f"{target}-to-{by}", back)
        return False

    def _is_conclusion(self, found: dict[str, Any], target: str) -> bool:
        """Return whether a relation says what an argument's own conclusion says already."""
        title = word(found.get("from"))
        return found.get("fromType") == "argument" and self.concludes.get(title) == target

    def _key(self, title: str, kind: str) -> str | None:
        """Return the statement that stands for a title: itself, or the conclusion."""
        if kind == "equivalence-class":
            return self.claims.get(title)
        return self.arguments.get(title) or self.concludes.get(title) or self.claims.get(title)

    def _undercut(self, found: dict[str, Any], behind: dict[str, list[str]]) -> None:
        """Add a relation to the step of an argument."""
        kind, to = word(found.get("relationType")), word(found.get("to"))
        by = self._key(word(found.get("from")), word(found.get("fromType")))
        assert by is not None  # `_relation` has looked
        steps = self._steps_of(to, found, behind)
        if not steps:
            target = self._key(to, word(found.get("toType")))
            if target is None:
                self.draft.report.lost("a link leads to nothing", by, to)
                return
            what = "an undercut of what supports and attacks nothing is taken for an attack on it"
            self.draft.report.guessed(what, by, to)
            steps = [target]
        elif kind not in {"undercut", *_SUPPORTS}:
            what = "an attack on a whole argument is taken for one on its inference"
            self.draft.report.guessed(what, by, to)
        for step in steps:
            attack = DraftStep(premises=[by], to=step, attacks=kind in ATTACKS)
            self.draft.step(f"{by}-to-{step}", attack)

    def _steps_of(
        self, title: str, found: dict[str, Any], behind: dict[str, list[str]]
    ) -> list[str]:
        """Return the steps that an undercut of an argument is about."""
        if title in self.steps:
            known = self.steps[title]
            return [known.get(_index(found, "conclusionIndex")) or known[max(known)]]
        return behind.get(self._key(title, word(found.get("toType"))) or "", [])

    def _steps_by_premise(self) -> dict[str, list[str]]:
        """Return the steps that have no premise but one, by that one."""
        behind: dict[str, list[str]] = {}
        for key, step in self.draft.steps.items():
            if len(step.premises) == 1:
                behind.setdefault(step.premises[0], []).append(key)
        return behind

    def _restore(self) -> None:
        """Make evidence, and what attacks together, of what `write` wrote for them."""
        draft, behind = self.draft, self._steps_by_premise()
        for key, piece in self.evidence.items():
            own = [draft.steps[one] for one in behind.get(key, ())]
            if len(own) == 1 and own[0].to in draft.statements and not own[0].attacks:
                draft.statements[own[0].to].evidence.append(piece)
                del draft.steps[behind[key][0]], draft.statements[key]
        into: dict[str, list[DraftStep]] = {}
        for step in draft.steps.values():
            into.setdefault(step.to, []).append(step)
        for key, title in self.attacking.items():
            steps = self.steps.get(title)
            target = self.claims.get(title) or (steps[max(steps)] if steps else None)
            if target is None:
                continue
            for step in into.get(key, ()):
                step.to, step.attacks = target, True
            for name in behind.get(key, ()):
                draft.steps.pop(name, None)
            draft.statements.pop(key, None)


def _structure(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the numbered statements of an argument."""
    return list(objects(found.get("pcs")))


def _words(found: dict[str, Any]) -> tuple[str, list[str]]:
    """Return the last words of a statement or an argument, and its tags."""
    text = ""
    tags: list[str] = []
    for member in objects(found.get("members")):
        said, ranges = member.get("text"), list(objects(member.get("ranges")))
        tags += map(word, _listed(member.get("tags")))
        if isinstance(said, str) and said.strip() and not member.get("isReference"):
            for one in sorted(ranges, key=lambda one: -_index(one, "start")):
                if one.get("type") == "tag":
                    start, stop = _index(one, "start"), _index(one, "stop") + 1
                    said = said[:start] + said[max(start, stop) :]
            text = _MENTION.sub(r"\1\2", word(said))
    return text, list(dict.fromkeys(filter(None, tags)))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _links(found: dict[str, Any]) -> list[str]:
    """Return the addresses that the words of a statement or an argument link to."""
    ranges = (
        one for member in objects(found.get("members")) for one in objects(member.get("ranges"))
    )
    found_ones = (word(one.get("url")) for one in ranges if one.get("type") == "link")
    return list(dict.fromkeys(filter(None, found_ones)))


def _index(found: dict[str, Any], name: str) -> int:
    value = found.get(name)
    return value if isinstance(value, int) and value >= 0 else 0


def _data(found: dict[str, Any]) -> dict[str, Any]:
    """Return the metadata of a statement or an argument."""
    data: dict[str, Any] = {}
    for one in (*objects(found.get("members")), found):
        if isinstance(one.get("data"), dict):
            data |= one["data"]
    return data


_SPECIAL = re.compile(r"[\\\[\]<>#@*_{}/:`$|]|=(?==)")
"""What begins something in Argdown; a backslash before it takes that away."""

_NOT_PLAIN = re.compile(r"[^\w .,;-]")
_NO_TITLES = frozenset(
    {"constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString",
     "toString", "valueOf"}
)  # fmt: skip
"""Ids that cannot be titles: Argdown keeps what it reads where JavaScript has these already."""

_NO_RULE = "Inference"
"""What stands where Argdown asks for the name of a rule, and a map has none."""

_RULE = re.compile(r"[^\W\d_][\w -]*")


def write(argument: ArgumentMap, report: Report) -> str:
    """Return a map as Argdown.

    Each claim is a statement whose title is its id, evidence is a statement that supports its
    claim, and an inference is an argument with premises and conclusion.
    """
    for name in ("lang", "date", "description", "author"):
        if getattr(argument, name):
            report.lost(f"the `{name}` of a map stands only in the front matter, which the JSON "
                        "of Argdown leaves out")  # fmt: skip
    for name, source in argument.sources.items():
        what = "of a source no more than its id is written, at what cites it"
        report.lost(what, name, source.title or "")
    if argument.about:
        report.lost("what the whole map renders is not written", "", argument.about.id)
    report_omissions(argument, report, "Argdown", "ignore")
    report_sections(argument, report)
    pieces = {piece.id for _, piece in argument.evidence()}
    for name in sorted(_NO_TITLES & {*argument.claims, *argument.inferences, *pieces}):
        report.renamed("a title cannot be one of JavaScript's own names", _title(name), name)
    blocks = [_front(argument), f"# {_escaped(argument.title)}"]
    blocks += [_statement_block(claim) for claim in argument.claims.values()]
    blocks += [_argument_block(one, argument) for one in argument.inferences.values()]
    blocks += filter(None, (_links_block(one, argument) for one in argument.claims.values()))
    return "\n\n".join(blocks) + "\n"


def _front(argument: ArgumentMap) -> str:
    names = ("title", "author", "date", "lang", "description")
    fields = {name: getattr(argument, name) for name in names}
    lines = [f"{name}: {_quoted(value)}" for name, value in fields.items() if value]
    return "\n".join(["===", *lines, "==="])


def _statement_block(claim: Claim) -> str:
    data: dict[str, str | bool] = {}
    if claim.speaker:
        data["by"] = claim.speaker
    if claim.implicit:
        data["implicit"] = True
    lines = [_definition(_title(claim.id), claim.text, data | _where(claim))]
    for piece in claim.evidence:
        own = _where(piece) | ({"by": piece.by} if piece.by else {})
        about: dict[str, str | bool] = {"evidence": True, **own}
        if not piece.numbered:
            about["id"] = True
        if piece.text is None:
            about["only"] = "quote"
        if piece.status is not Status.REPORTED:
            about["status"] = str(piece.status)
        lines.append(_definition(_title(piece.id), piece.text or piece.quote or "", about))
    return "\n\n".join(lines)


def _where(one: Claim | Evidence) -> dict[str, str | bool]:
    found = {
        "source": one.source.id if one.source else None,
        "locator": one.locator,
        "quote": one.quote,
        "lang": one.lang,
    }
    return {name: value for name, value in found.items() if value}


def _definition(title: str, text: str, data: dict[str, str | bool]) -> str:
    return f"[{title}]: {_escaped(text)}{_braces(data)}"


def _braces(data: dict[str, str | bool]) -> str:
    if not data:
        return ""
    parts = (f"{key}: {'true' if value is True else _quoted(str(value))}"
             for key, value in data.items())  # fmt: skip
    return f" {{{', '.join(parts)}}}"


def _argument_block(one: Inference, argument: ArgumentMap) -> str:
    lines = [f"<{_title(one.id)}>", ""]
    titles = [_title(premise.id) for premise in one.premises]
    lines += [f"({number}) [{title}]" for number, title in enumerate(titles, 1)]
    data: dict[str, str | bool] = {"warrant": one.warrant or "", "by": one.by or ""}
    rule = ""
    if one.scheme and _RULE.fullmatch(one.scheme):
        rule = one.scheme
    elif one.scheme:
        data["scheme"] = one.scheme
    said = _braces({key: value for key, value in data.items() if value})
    lines += ["--", f"{rule or _NO_RULE}{said}", "--"] if rule or said else ["----"]
    number = len(one.premises) + 1
    if one.conclusion:
        return "\n".join([*lines, f"({number}) [{_title(one.conclusion.id)}]"])
    assert one.attacks is not None  # a map without errors has one of the two
    target = argument.claims.get(one.attacks.id)
    said = f"Not so: {target.text}" if target else f"This does not follow: {one.attacks.id}"
    title = f"not.{one.id}"
    attacked = _title(one.attacks.id)
    lines.append(f"({number}) {_definition(title, said, {'attacks': attacked})}")
    arrow = f"-> [{attacked}]" if target else f"_> <{attacked}>"
    return "\n".join([*lines, "", f"[{title}]", f"  {arrow}"])


def _links_block(claim: Claim, argument: ArgumentMap) -> str:
    lines = []
    for relation, reference in links_of(claim):
        if reference.id in argument.inferences:
            lines.append(f"  _> <{_title(reference.id)}>")
        else:
            arrow = "+>" if relation == "supports" else "->"
            lines.append(f"  {arrow} [{_title(reference.id)}]")
    lines += [f"  <+ [{_title(piece.id)}]" for piece in claim.evidence]
    return "\n".join([f"[{_title(claim.id)}]", *lines]) if lines else ""


def _title(name: str) -> str:
    """Return the title that stands for an id; a full stop is in none of them."""
    return f"{name}." if name in _NO_TITLES else name


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text)


def _quoted(text: str) -> str:
    """Return a text in quotes in which nothing is Argdown's; YAML reads the escapes."""
    return f'"{_NOT_PLAIN.sub(lambda found: f"{chr(92)}U{ord(found[0]):08x}", text)}"'
