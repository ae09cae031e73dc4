/** What judges for which platform: the status, settings, and the project's own file, whose mistakes are told. */
import assert from "node:assert/strict";
import {
  type CompletionList,
  ConfigurationTarget,
  commands,
  DiagnosticSeverity,
  languages,
  type Position,
  type Uri,
  window,
  workspace,
} from "vscode";
import { at, findings, open, pause, rangeOf, ruleOf, rulesAre, type Scene, typeOver, until } from "./scene";
import { click, picture, press, text, write } from "./screen";

export const configScenes: readonly Scene[] = [
  { title: "platforms of the settings change the findings", play: bySettings },
  { title: "platforms picked from the status change the findings", needsScreen: true, play: byStatus },
  { title: "findings follow the configuration file, on the disk and while it is edited", play: byFile },
  { title: "mistakes in the configuration file are told there, once", play: mistakes },
  { title: "that a configuration is no JSON is told once, whether it is open or not", play: noJson },
  { title: "what the configuration file may say is completed in it", play: completes },
];

/** An address that is no page's beginning: told where no platform is named, refused by illumos, taken by Linux. */
const isRefused = { perhaps: DiagnosticSeverity.Information, illumos: DiagnosticSeverity.Error };

async function severityIs(uri: Uri, severity: DiagnosticSeverity): Promise<void> {
  await findings(uri, (found) => found.length === 1 && found[0]?.severity === severity);
}

async function bySettings(): Promise<void> {
  const { document } = await open("misaligned.c");
  const settings = workspace.getConfiguration("mlockLint", document.uri);
  await severityIs(document.uri, isRefused.perhaps);
  try {
    await settings.update("platforms", ["illumos"], ConfigurationTarget.Workspace);
    await severityIs(document.uri, isRefused.illumos);
    await settings.update("rules", { "misaligned-address": "off" }, ConfigurationTarget.Workspace);
    await rulesAre(document.uri);
  } finally {
    await settings.update("rules", undefined, ConfigurationTarget.Workspace);
    await settings.update("platforms", undefined, ConfigurationTarget.Workspace);
  }
  await severityIs(document.uri, isRefused.perhaps);
}

async function byStatus(): Promise<void> {
  const { document } = await open("misaligned.c");
  await severityIs(document.uri, isRefused.perhaps);
  await click("#status\\.languageStatus");
  const shown = (await text(".hover-language-status"))?.join("\n") ?? "";
  await picture("status");
  assert(/linux/.test(shown) && /parser/.test(shown), shown);
  await click(".hover-language-status a:text('Select')");
  await text(".quick-input-widget .monaco-list-row");
  await write("illumos");
  await press("ArrowDown");
  await press("Space");
  await picture("select platforms");
  await press("Enter");
  try {
    await severityIs(document.uri, isRefused.illumos);
    await picture("platform selected");
  } finally {
    const settings = workspace.getConfiguration("mlockLint", document.uri);
    await settings.update("platforms", undefined, ConfigurationTarget.Workspace);
  }
}

async function byFile(): Promise<void> {
  const config = at("mlock-lint.json");
  const { document } = await open("misaligned.c");
  await severityIs(document.uri, isRefused.perhaps);
  try {
    await put(config, '{ "platforms": ["illumos"] }\n');
    await severityIs(document.uri, isRefused.illumos);
    const editor = await open(config);
    assert.equal(editor.document.languageId, "jsonc");
    await typeOver(editor, "illumos", "linux");
    assert(await editor.document.save());
    await rulesAre(document.uri);
    await open("misaligned.c");
    await commands.executeCommand("mlockLint.showConfiguration");
    const shown = await until(() => {
      const text = window.activeTextEditor?.document.getText() ?? "";
      return text.includes("linux") && text.includes("mlock-lint.json") ? text : undefined;
    }, "the configuration in force");
    assert(!shown.includes("illumos"), shown);
    await picture("effective configuration");
    const told = languages.getDiagnostics(config).map(({ message }) => message);
    assert.deepEqual(told, [], editor.document.getText());
  } finally {
    await workspace.fs.delete(config);
  }
  await severityIs(document.uri, isRefused.perhaps);
}

async function mistakes(): Promise<void> {
  const config = at(".mlock-lint.jsonc");
  try {
    await put(config, '{ "rules": { "uncheckd-result": "error" } }\n');
    await open("misaligned.c");
    const editor = await open(config);
    const [mistake] = await findings(config);
    assert(mistake);
    assert.equal(editor.document.getText(mistake.range), '"uncheckd-result"');
    assert.match(mistake.message, /did you mean unchecked-result/);
    await commands.executeCommand("workbench.actions.view.problems");
    // What the editor itself would say of it by our schema would be there by now.
    await pause(1000);
    await picture("mistake in the configuration");
    assert.equal(languages.getDiagnostics(config).length, 1);
    await typeOver(editor, "uncheckd", "unchecked");
    assert(await editor.document.save());
    await findings(config, (found) => !found.some((one) => ruleOf(one) === "config"));
  } finally {
    await workspace.fs.delete(config);
  }
}

async function noJson(): Promise<void> {
  // What other scenes have opened, the editor keeps open for some minutes.
  const folder = at("apart");
  const config = at("apart/mlock-lint.json");
  const source = at("apart/misaligned.c");
  const isToldBy = (...tellers: readonly string[]) => {
    const told = () => languages.getDiagnostics(config).map(({ source = "" }) => source);
    return until(() => told().join() === tellers.join(), `${tellers} tells of it`);
  };
  try {
    await workspace.fs.copy(at("misaligned.c"), source);
    await put(config, '{ "platforms"  ["linux"] }\n');
    await open(source);
    await isToldBy("mlock-lint");
    const editor = await open(config);
    await commands.executeCommand("workbench.actions.view.problems");
    await isToldBy("jsonc");
    await picture("configuration that is no JSON");
    await typeOver(editor, "linux", "illumos");
    assert(await editor.document.save());
    // The server has read it anew by then.
    await pause(1000);
    await isToldBy("jsonc");
    await typeOver(editor, "  ", ": ");
    assert(await editor.document.save());
    await isToldBy();
    await severityIs(source, isRefused.illumos);
  } finally {
    await workspace.fs.delete(folder, { recursive: true });
  }
}

async function completes(): Promise<void> {
  const config = at("mlock-lint.json");
  try {
    await put(config, '{ "rules": { "bad-flags": "" }, "platforms": [""], "": 0 }\n');
    const { document } = await open(config);
    // The editor may still have an earlier file of this name.
    await until(() => document.getText().includes("bad-flags"), "the file as it was written");
    for (const [words, within, proposal] of [
      ['"bad-flags": "', 13, '"hint"'],
      ['["', 1, '"qnx7"'],
      ['"": 0', 1, "pageSize"],
    ] as const) {
      const at = rangeOf(document, words).start.translate(0, within);
      await until(async () => (await proposalsAt(config, at)).includes(proposal), `${proposal} is proposed`);
    }
    const name = rangeOf(document, '"bad-flags').start.translate(0, 1);
    assert((await proposalsAt(config, name)).includes("unchecked-result"), "rules are proposed");
  } finally {
    await workspace.fs.delete(config);
  }
}

async function proposalsAt(uri: Uri, position: Position): Promise<readonly string[]> {
  const name = "vscode.executeCompletionItemProvider";
  const { items } = await commands.executeCommand<CompletionList>(name, uri, position);
  return items.map(({ label }) => (typeof label === "string" ? label : label.label));
}

function put(uri: Uri, text: string): Thenable<void> {
  return workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}
