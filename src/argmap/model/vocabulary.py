"""Labels that argmap adds to a picture, by language."""

from __future__ import annotations

from typing import NamedTuple


class Vocabulary(NamedTuple):
    """The words of one language.

    Attributes:
        lang: The language: its BCP 47 tag.
        thesis, premise, objection, evidence: What a box is.
        implicit: Said by nobody.
        together: Above linked premises; `because` is added where a warrant follows.
        because: Above a warrant.
        scheme: Before the name of an argumentation scheme.
        reported, verified, disputed: The states of evidence.
        further_down: What stands under this box is found further down.
        continued: What stands here belongs to a box further up.
        for_thesis, against_thesis, supports, attacks, cites: The words of the legend.
        together_means, because_means: What the legend says of the box above linked premises, and of
            one with a warrant alone.
        reported_means: What it says of evidence that is only reported.
        also_supports, also_attacks: What a claim does to a further `{target}`, in a net.
        supports_here, attacks_here: What a claim does where a reference to it stands.
        attacks_in_return: What the reference of a mutual attack does.
        the_thesis, the_inference: Such a target; the second is that for `{target}`.
        map_by, as_of: Before the map's author and its date.
        sources: The heading of the list of sources.
        via: Before the source through which another is known.
        quotes: The opening and the closing quotation mark, whatever language stands between.
        to, to_inference: How an entry of the text version says what it belongs to.
        inference: The step from premises to a conclusion that nothing more is said about.
        as_text: The heading of the text version.
        for_narrow: What leads to the picture for narrow screens.
        map_of_thesis, map_of_thesis_by: What a picture shows, before the thesis; `{speaker}`.
        argument_by: Before the speaker of the thesis.
        accepted, challenged, stale, unreviewed: The states of a claim after its reviews.
        added, removed, reworded, moved, changed: What a newer version made of a part.
        answer: An objection to an objection.
        unnamed: Who says all that names nobody: `{speaker}`.
        to_step, answer_to_step, to_answer: An objection and an answer to the step from `{numbers}`,
            and an objection to the answer `{number}`.
        linked_because, alone_because, linked_only: Before the warrant of linked claims, before that
            of a single one, and where linked claims have none; `{numbers}`.
        pieces: So many pieces of evidence, in each of the language's forms; `{count}`.
        no_answer, never_answered: An objection without an answer; a map that answers none.
        against_itself: The heading of objections to the thesis itself.
        main_reasons, more_reasons, elsewhere, implicit_means: What an overview says of its signs.
        all_reported, all_verified: The state of evidence that is all alike.
        months: The names of the months, a blank between each two.
        rejected, falls, contested: What becomes of a claim where parts of a map are rejected.
        day: How a full date is put together from `{day}`, `{month}` and `{year}`.
    """

    lang: str
    thesis: str
    premise: str
    objection: str
    evidence: str
    implicit: str
    together: str
    because: str
    scheme: str
    reported: str
    verified: str
    disputed: str
    further_down: str
    continued: str
    for_thesis: str
    against_thesis: str
    supports: str
    attacks: str
    cites: str
    together_means: str
    because_means: str
    reported_means: str
    also_supports: str
    also_attacks: str
    supports_here: str
    attacks_here: str
    attacks_in_return: str
    the_thesis: str
    the_inference: str
    map_by: str
    as_of: str
    sources: str
    via: str
    quotes: tuple[str, str]
    to: str
    to_inference: str
    inference: str
    as_text: str
    for_narrow: str
    map_of_thesis: str
    map_of_thesis_by: str
    argument_by: str
    accepted: str
    challenged: str
    stale: str
    unreviewed: str
    added: str
    removed: str
    reworded: str
    moved: str
    changed: str
    rejected: str
    falls: str
    contested: str
    months: str
    day: str
    answer: str
    unnamed: str
    to_step: str
    answer_to_step: str
    to_answer: str
    linked_because: str
    alone_because: str
    linked_only: str
    pieces: tuple[str, ...]
    no_answer: str
    never_answered: str
    against_itself: str
    main_reasons: str
    more_reasons: str
    elsewhere: str
    implicit_means: str
    all_reported: str
    all_verified: str

    def evidence_count(self, count: int) -> str:
        """Return a number of pieces of evidence in words."""
        return self.pieces[min(count - 1, len(self.pieces) - 1)].format(count=f"{count:,}")

    def date(self, written: str) -> str:
        """Return `YYYY`, `YYYY-MM` or `YYYY-MM-DD` as people write it; all else unchanged."""
        year, *rest = written.split("-")
        if len(rest) not in (1, 2) or not all(part.isdecimal() for part in rest):
            return written
        months = self.months.split()
        if not 1 <= int(rest[0]) <= len(months):
            return written
        month = months[int(rest[0]) - 1]
        if len(rest) == 1:
            return f"{month} {year}"
        return self.day.format(day=int(rest[1]), month=month, year=year)


_ENGLISH = Vocabulary(
    lang="en",
    thesis="Thesis",
    premise="Premise",
    objection="Objection",
    evidence="Evidence",
    implicit="unspoken",
    together="Together",
    because="because",
    scheme="Scheme",
    reported="reported",
    verified="verified",
    disputed="disputed",
    further_down="continued further down",
    continued="continued",
    for_thesis="for the thesis",
    against_thesis="against the thesis",
    supports="supports",
    attacks="attacks",
    cites="is evidence for",
    together_means="together: reasons that only count jointly",
    because_means="because: why the reason counts",
    reported_means="reported: not checked",
    also_supports="also supports {target}",
    also_attacks="also attacks {target}",
    supports_here="also lends support here",
    attacks_here="also attacks here",
    attacks_in_return="attacks in return",
    the_thesis="the thesis",
    the_inference="the inference for {target}",
    map_by="Map",
    as_of="As of",
    sources="Sources",
    via="via",
    quotes=("“", "”"),
    to="to",
    to_inference="to this inference",
    inference="Inference",
    as_text="The map as text",
    for_narrow="The same map for narrow screens",
    map_of_thesis="Argument map of the thesis",
    map_of_thesis_by="Argument map of the thesis by {speaker}:",
    argument_by="Argument",
    accepted="accepted",
    challenged="challenged",
    stale="changed since",
    unreviewed="unreviewed",
    added="new",
    removed="removed",
    reworded="reworded",
    moved="moved",
    changed="changed",
    rejected="rejected",
    falls="falls",
    contested="contested",
    months="January February March April May June July August September October November December",
    day="{day} {month} {year}",
    answer="Answer",
    unnamed="all without a name: {speaker}",
    to_step="Objection to the step {numbers}",
    answer_to_step="Answer to the step {numbers}",
    to_answer="Objection to answer {number}",
    linked_because="{numbers} together, because:",
    alone_because="{numbers} because:",
    linked_only="{numbers} only together",
    pieces=("{count} piece of evidence", "{count} pieces of evidence"),
    no_answer="not answered",
    never_answered="no objection is answered",
    against_itself="Against the thesis itself",
    main_reasons="Bold: main reasons",
    more_reasons="below: what supports them (+ 2: two more reasons)",
    elsewhere="↗ stands elsewhere",
    implicit_means="unspoken: said by nobody, added here",
    all_reported="all evidence reported, none checked",
    all_verified="all evidence checked",
)

_GERMAN = Vocabulary(
    lang="de",
    thesis="These",
    premise="Prämisse",
    objection="Einwand",
    evidence="Beleg",
    implicit="unausgesprochen",
    together="Zusammen",
    because="weil",
    scheme="Schema",
    reported="berichtet",
    verified="geprüft",
    disputed="umstritten",
    further_down="weiter unten fortgesetzt",
    continued="Fortsetzung",
    for_thesis="für die These",
    against_thesis="gegen die These",
    supports="stützt",
    attacks="greift an",
    cites="belegt",
    together_means="zusammen: Gründe, die nur gemeinsam tragen",
    because_means="weil: warum der Grund trägt",
    reported_means="berichtet: nicht nachgeprüft",
    also_supports="stützt auch {target}",
    also_attacks="greift auch {target} an",
    supports_here="stützt auch hier",
    attacks_here="greift auch hier an",
    attacks_in_return="greift im Gegenzug an",
    the_thesis="die These",
    the_inference="den Schluss auf {target}",
    map_by="Karte",
    as_of="Stand",
    sources="Quellen",
    via="nach",
    quotes=("„", "“"),
    to="zu",
    to_inference="gegen diesen Schluss",
    inference="Schluss",
    as_text="Die Karte als Text",
    for_narrow="Dieselbe Karte für schmale Bildschirme",
    map_of_thesis="Argumentkarte zur These",
    map_of_thesis_by="Argumentkarte zur These von {speaker}:",
    argument_by="Argumentation",
    accepted="angenommen",
    challenged="angezweifelt",
    stale="seither geändert",
    unreviewed="ungeprüft",
    added="neu",
    removed="entfernt",
    reworded="neu gefasst",
    moved="verschoben",
    changed="geändert",
    rejected="verworfen",
    falls="fällt",
    contested="umstritten",
    months="Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    day="{day}. {month} {year}",
    answer="Antwort",
    unnamed="alles ohne Namen: {speaker}",
    to_step="Einwand gegen den Schritt {numbers}",
    answer_to_step="Antwort auf den Schritt {numbers}",
    to_answer="Einwand gegen Antwort {number}",
    linked_because="{numbers} zusammen, weil:",
    alone_because="{numbers} weil:",
    linked_only="{numbers} nur zusammen",
    pieces=("{count} Beleg", "{count} Belege"),
    no_answer="ohne Antwort",
    never_answered="kein Einwand ist beantwortet",
    against_itself="Gegen die These selbst",
    main_reasons="Fett: Hauptgründe",
    more_reasons="darunter: was sie stützt (+ 2: zwei Gründe mehr)",
    elsewhere="↗ steht woanders",
    implicit_means="unausgesprochen: von niemandem gesagt, hier ergänzt",
    all_reported="alle Belege berichtet, keiner nachgeprüft",
    all_verified="alle Belege nachgeprüft",
)


def vocabulary(lang: str) -> Vocabulary:
    """Return the words for a BCP 47 tag: German for `de` and its regions, else English."""
    return _GERMAN if lang.lower().split("-")[0] == "de" else _ENGLISH
