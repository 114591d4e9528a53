"use strict";

const path = require("node:path");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");
const { draw, page } = require("./picture");

const VERDICTS = ["argmap.accept", "argmap.challenge"];
const PAUSE = 300; // milliseconds without a keystroke after which the picture is drawn again

let client;

function settings() {
  return vscode.workspace.getConfiguration("argmap");
}

/** Return the claim at the cursor as the server's own quick fix names it: its map and its id. */
async function claimAtCursor(command) {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const found = await vscode.commands.executeCommand(
    "vscode.executeCodeActionProvider", editor.document.uri, editor.selection,
  );
  return (found ?? []).find((one) => one.command?.command === command)?.command.arguments;
}

/** Ask for the note of a verdict, then have the server write it. */
async function judge(command, given, next) {
  const claim = given?.length ? given : await claimAtCursor(command);
  if (!claim) {
    vscode.window.showInformationMessage(
      "argmap: put the cursor on the id of a claim, in a saved map without errors.",
    );
    return undefined;
  }
  const accepts = command === VERDICTS[0];
  const note = await vscode.window.showInputBox({
    title: `${accepts ? "Accept" : "Challenge"} ${claim[1]}`,
    prompt: accepts ? "A note, if you like" : "What is wrong with it?",
  });
  if (note === undefined) return undefined; // Escape
  return next(command, note.trim() ? [claim[0], claim[1], note.trim()] : [claim[0], claim[1]]);
}

function start() {
  const run = { command: settings().get("command"), args: ["lsp"] };
  client = new LanguageClient("argmap", "argmap", run, {
    documentSelector: [{ language: "yaml" }],
    initializationOptions: {
      reviewer: settings().get("reviewer"),
      rulesPage: settings().get("rulesPage"),
    },
    middleware: {
      executeCommand: (command, given, next) =>
        VERDICTS.includes(command) ? judge(command, given, next) : next(command, given),
    },
  });
  return client.start().catch((error) => {
    vscode.window.showErrorMessage(
      `argmap: the server did not start (${error.message}). Install argmap[lsp], or set argmap.command to its path.`,
    );
  });
}

async function stop() {
  const old = client;
  client = undefined;
  if (old?.isRunning()) await old.stop();
}

/** Show the picture of a map beside it, and draw it again while the map is written. */
function preview() {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== "yaml") return;
  const { document } = editor;
  const name = path.basename(document.fileName);
  const panel = vscode.window.createWebviewPanel(
    "argmap.preview", `Picture of ${name}`,
    { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true }, { enableScripts: false },
  );
  let timer, running, last = "";
  const redraw = async () => {
    running?.abort();
    const own = (running = new AbortController());
    const folder = document.uri.scheme === "file" ? path.dirname(document.fileName) : undefined;
    const width = settings().get("previewWidth");
    const drawn = await draw(settings().get("command"), document.getText(), folder, width, own.signal);
    if (own.signal.aborted) return;
    last = drawn.svg || last;
    panel.webview.html = page(last, drawn.trouble);
  };
  const changes = vscode.workspace.onDidChangeTextDocument(({ document: changed }) => {
    if (changed !== document) return;
    clearTimeout(timer);
    timer = setTimeout(redraw, PAUSE);
  });
  panel.onDidDispose(() => {
    changes.dispose();
    clearTimeout(timer);
    running?.abort();
  });
  redraw();
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("argmap.preview", preview),
    vscode.commands.registerCommand("argmap.restart", async () => {
      await stop();
      await start();
    }),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
