"""The server: what an editor asks for, and which module answers."""

from __future__ import annotations

import asyncio
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer

import argmap
from argmap.checking.rename import RenameError
from argmap.errors import ArgmapError
from argmap.lsp import actions, outline
from argmap.lsp.completion import complete
from argmap.lsp.document import Document, Places, is_map
from argmap.lsp.hover import hover
from argmap.model.findings import Finding, InvalidMapError, Severity
from argmap.review.record import VerdictError
from argmap.text import one_line

PAUSE = 0.05
"""Seconds without a keystroke after which a map is checked."""

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}


class Server(LanguageServer):
    """The language server, with the documents that are open.

    Attributes:
        documents: Each open map, by its URI.
        reviewer: The name under which verdicts are written; empty where the editor gave none.
        rules_page: Where the rules can be read on the web; empty for nowhere.
    """

    def __init__(self) -> None:
        super().__init__(
            "argmap",
            argmap.__version__,
            # An editor's lines end at \n, \r\n and \r alone; whole texts need no agreement on it.
            text_document_sync_kind=types.TextDocumentSyncKind.Full,
        )
        self.documents: dict[str, Document] = {}
        self.reviewer = ""
        self.rules_page = ""
        self._told_beside: dict[str, set[str]] = {}

    def take(self, uri: str) -> Document | None:
        """Return an open document as the editor has it now, checked; None for what is no map."""
        there = self.workspace.get_text_document(uri)
        text = there.source
        known = self.documents.get(uri)
        if known is not None and known.source == text:
            known.version = there.version
            return known
        if not is_map(uri, text):
            self.documents.pop(uri, None)
            return None
        codec = self.workspace.position_codec
        self.documents[uri] = Document(uri, text, there.version, codec=codec, before=known)
        return self.documents[uri]

    def tell(self, uri: str) -> None:
        """Publish what is found in a map, and beside it: in its ledger and its settings."""
        document = self.take(uri)
        if document is None:
            self._publish(uri, [], self.workspace.get_text_document(uri).version)
            return
        if document.trouble is not None:
            place = document.range(1, 1, len(document.lines[0]))
            words = one_line(str(document.trouble))
            error = types.DiagnosticSeverity.Error
            self._publish(
                uri, [types.Diagnostic(place, words, error, source="argmap")], document.version
            )
            return
        self._publish(
            uri, [self.diagnostic(document, one) for one in document.findings()], document.version
        )
        beside = document.findings_beside()
        for other in self._told_beside.get(uri, set()) - set(beside):
            self._publish(other, [])
        self._told_beside[uri] = set(beside)
        result = document.result
        for other, found in beside.items():
            text = result.beside.get(found[0].location.path, "") if result is not None else ""
            lines = Places(text, self.workspace.position_codec)
            self._publish(other, [self.diagnostic(lines, one) for one in found])

    def diagnostic(self, places: Places, finding: Finding) -> types.Diagnostic:
        """Return a finding as the editor shows it: the hint stands below the message."""
        page = f"{self.rules_page}#{finding.code.lower()}"
        return types.Diagnostic(
            places.range_of(finding.location),
            f"{finding.message}\n{finding.hint}" if finding.hint else finding.message,
            _SEVERITIES[finding.severity],
            code=finding.code,
            code_description=types.CodeDescription(page) if self.rules_page else None,
            source="argmap",
        )

    def _publish(self, uri: str, found: list[types.Diagnostic], version: int | None = None) -> None:
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, found, version=version)
        )

    def forget(self, uri: str) -> None:
        """Take back what was said of a document that is closed."""
        self.documents.pop(uri, None)
        for other in (uri, *self._told_beside.pop(uri, ())):
            self._publish(other, [])

    def judge(self, verdict: str, uri: str, name: str, note: str | None) -> None:
        """Write a verdict on a claim of a saved map into its ledger."""
        document = self.take(uri)
        if document is None or not document.in_file:
            self._say("A verdict needs a map that is saved to a file.")
        elif not self.reviewer:
            self._say("Say who reviews: set `reviewer` in the editor's settings of argmap.")
        elif argmap.validate(document.path).text != document.text:
            self._say("Save the map first: a verdict is on what stands in its file.")
        else:
            try:
                argmap.record(document.path, verdict, [name], by=self.reviewer, note=note)
            except (ArgmapError, InvalidMapError, VerdictError) as error:
                self._say(one_line(str(error)))
                return
            self.documents.pop(uri)
            self.tell(uri)

    def _say(self, words: str) -> None:
        self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, words))


def make() -> Server:
    """Return the server with all that it answers."""
    server = Server()
    _on_documents(server)
    _on_questions(server)
    _on_edits(server)
    return server


def _on_documents(server: Server) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(ls: Server, params: types.InitializeParams) -> None:
        given = params.initialization_options
        options = given if isinstance(given, dict) else {}
        ls.reviewer = str(options.get("reviewer") or "")
        page = str(options.get("rulesPage") or "")
        ls.rules_page = page if page.startswith(("https://", "http://", "file:///")) else ""

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
        ls.tell(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
        uri, version = params.text_document.uri, params.text_document.version
        await asyncio.sleep(PAUSE)
        there = ls.workspace.text_documents.get(uri)
        if there is not None and there.version == version:  # else another keystroke tells
            ls.tell(uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
        for uri in list(ls.documents):  # a ledger, settings or a source's text may be what is new
            ls.documents.pop(uri)
            ls.tell(uri)
        ls.tell(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
        ls.forget(params.text_document.uri)


def _on_questions(server: Server) -> None:
    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION,
        types.CompletionOptions(trigger_characters=[" ", "[", ","]),
    )
    def completion(ls: Server, params: types.CompletionParams) -> list[types.CompletionItem]:
        document = ls.take(params.text_document.uri)
        return complete(document, params.position) if document is not None else []

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(ls: Server, params: types.HoverParams) -> types.Hover | None:
        document = ls.take(params.text_document.uri)
        return hover(document, params.position) if document is not None else None

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(ls: Server, params: types.DefinitionParams) -> list[types.Location]:
        return _places(ls, params, definitions=True)

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def references(ls: Server, params: types.ReferenceParams) -> list[types.Location]:
        return _places(ls, params, definitions=params.context.include_declaration, named=True)

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(ls: Server, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        document = ls.take(params.text_document.uri)
        return outline.symbols(document) if document is not None else []

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def folding(ls: Server, params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        document = ls.take(params.text_document.uri)
        return outline.folds(document) if document is not None else []

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    def lenses(ls: Server, params: types.CodeLensParams) -> list[types.CodeLens]:
        document = ls.take(params.text_document.uri)
        return outline.lenses(document) if document is not None else []

    @server.feature(
        types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL,
        types.SemanticTokensLegend(list(outline.TOKENS), []),
    )
    def tokens(ls: Server, params: types.SemanticTokensParams) -> types.SemanticTokens:
        document = ls.take(params.text_document.uri)
        return outline.tokens(document) if document is not None else types.SemanticTokens([])


def _places(
    ls: Server,
    params: types.DefinitionParams | types.ReferenceParams,
    *,
    definitions: bool,
    named: bool = False,
) -> list[types.Location]:
    """Return where the id at a position is given, named, or both."""
    document = ls.take(params.text_document.uri)
    one = document.at(params.position) if document is not None else None
    if document is None or one is None:
        return []
    found = [other for other in document.occurrences if other.id == one.id]
    nodes = [other.node for other in found if (definitions if other.definition else named)]
    return [types.Location(document.uri, document.range_of(node)) for node in nodes]


def _on_edits(server: Server) -> None:
    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions([types.CodeActionKind.QuickFix, types.CodeActionKind.Source]),
    )
    def acting(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
        document = ls.take(params.text_document.uri)
        return list(actions.actions(document, params.range)) if document is not None else []

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(ls: Server, params: types.PrepareRenameParams) -> types.Range | None:
        document = ls.take(params.text_document.uri)
        one = document.at(params.position) if document is not None else None
        if document is None or one is None or not document.renames(one):
            return None
        return document.range_of(one.node)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def renaming(ls: Server, params: types.RenameParams) -> types.WorkspaceEdit | None:
        document = ls.take(params.text_document.uri)
        one = document.at(params.position) if document is not None else None
        if document is None or one is None:
            return None
        try:
            return actions.rename(document, one.id, params.new_name)
        except (ArgmapError, RenameError, InvalidMapError) as error:
            raise JsonRpcInvalidParams(one_line(str(error))) from error

    @server.command(actions.ACCEPT)
    def accept(ls: Server, *given: Any) -> None:
        _judge(ls, "accept", given)

    @server.command(actions.CHALLENGE)
    def challenge(ls: Server, *given: Any) -> None:
        _judge(ls, "challenge", given)


def _judge(ls: Server, verdict: str, given: tuple[Any, ...]) -> None:
    words = given[0] if len(given) == 1 and isinstance(given[0], list) else list(given)
    uri, name, *note = [str(word) for word in words]
    ls.judge(verdict, uri, name, note[0] if note else None)
