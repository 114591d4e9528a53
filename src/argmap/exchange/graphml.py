"""GraphML, for programs that analyse and lay out graphs."""

from __future__ import annotations

from argmap.exchange.diagram import boxes, lines
from argmap.exchange.loss import Report
from argmap.exchange.omissions import report_omissions
from argmap.model.argument import ArgumentMap


def write(argument: ArgumentMap, report: Report) -> str:
    """Return a map as GraphML: a node for each claim, inference and piece of evidence."""
    import networkx as nx  # noqa: PLC0415 -- heavy
    from networkx.readwrite.graphml import GraphMLWriter  # noqa: PLC0415

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(title=argument.title, lang=argument.lang)
    pieces = {piece.id: piece for _, piece in argument.evidence()}
    for box in boxes(argument):
        graph.add_node(box.id, kind=box.kind, side="against" if box.against else "for",
                       label="\n".join(box.lines))  # fmt: skip
        one = argument.claims.get(box.id) or pieces.get(box.id)
        inference = argument.inferences.get(box.id)
        said = {
            "text": one.text if one else inference.warrant if inference else None,
            "by": one.by if one else inference.by if inference else None,
            "quote": one.quote if one else None,
            "source": one.source.id if one and one.source else None,
            "locator": one.locator if one else None,
            "scheme": inference.scheme if inference else None,
        }
        graph.add_node(box.id, **{name: value for name, value in said.items() if value})
    for line in lines(argument):
        relation = "attacks" if line.attacks else "supports"
        if line.by in pieces:
            relation = "cites"
        elif line.to in argument.inferences and not line.attacks:
            relation = "premise"
        graph.add_edge(line.by, line.to, relation=relation)
    for name, source in argument.sources.items():
        report.lost("of a source no more than its id is written", name, source.title or "")
    left_out = ("author", "date", "description", "about", "ignore", "implicit", "languages")
    report_omissions(argument, report, "a graph", *left_out, "states")
    writer = GraphMLWriter(graph=graph, encoding="utf-8", prettyprint=True)
    return f"<?xml version='1.0' encoding='utf-8'?>\n{writer}\n"
