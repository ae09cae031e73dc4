/** The faults that a user meets first: where each is underlined, how grave, what is beside it, what mends it. */
import assert from "node:assert/strict";
import { commands, DiagnosticSeverity, Uri } from "vscode";
import { open, ruleOf, rulesAre, type Scene, typeOver, undoTo } from "./scene";
import { picture, text } from "./screen";

export interface Fault {
  readonly file: string;
  readonly rule: string;
  readonly severity: DiagnosticSeverity;
  /** What is underlined. */
  readonly words: string;
  /** What a user types over what, so that the fault is gone. */
  readonly mend: readonly [from: string, to: string];
  /** Words of one of the places and sentences that stand below the finding. */
  readonly related: string;
}

export const faults: readonly Fault[] = [
  {
    file: "misaligned.c",
    rule: "misaligned-address",
    severity: DiagnosticSeverity.Information,
    words: "ring.samples",
    mend: ["ring.samples, sizeof ring.samples", "&ring, sizeof ring"],
    related: "ring is declared here",
  },
  {
    file: "privilege.c",
    rule: "missing-privilege",
    severity: DiagnosticSeverity.Warning,
    words: "mlock(samples, sizeof samples)",
    mend: ["mlock(samples, sizeof samples);", "if (mlock(samples, sizeof samples) == -1) return 1;"],
    related: "PROCMGR_AID_MEM_LOCK",
  },
  {
    file: "lazy.c",
    rule: "unreferenced-lazy-touch",
    severity: DiagnosticSeverity.Error,
    words: "ring->head",
    mend: ["if (InterruptAttach(", "ring->head = 0; if (InterruptAttach("],
    related: "maps lazily here",
  },
  {
    file: "unchecked.c",
    rule: "unchecked-result",
    severity: DiagnosticSeverity.Warning,
    words: "mlock(key, sizeof key)",
    mend: ["mlock(key, sizeof key);", "if (mlock(key, sizeof key) == -1) return;"],
    related: "return 0, or -1",
  },
  {
    file: "errno.c",
    rule: "stale-errno",
    severity: DiagnosticSeverity.Warning,
    words: "errno",
    mend: ['printf("the key cannot be locked\\n");', ""],
    related: "printf()",
  },
];

export const faultScenes: readonly Scene[] = faults.flatMap((fault) => [
  { title: `${fault.rule} is underlined, listed and explained`, play: () => seeFault(fault) },
  { title: `${fault.rule} goes when its repair is typed, and comes back with undo`, play: () => mend(fault) },
]);

async function seeFault({ file, rule, severity, words, related }: Fault): Promise<void> {
  const { document } = await open(file);
  const [finding] = await rulesAre(document.uri, rule);
  assert(finding);
  assert.equal(document.getText(finding.range), words);
  assert.equal(finding.severity, severity);
  assert(
    typeof finding.code === "object" && finding.code.target instanceof Uri,
    "the code leads to its page",
  );
  assert(finding.code.target.path.endsWith(`/docs/rules/${rule}.md`), finding.code.target.toString());
  const beside = (finding.relatedInformation ?? []).map(({ message }) => message);
  assert(
    beside.some((message) => message.includes(related)),
    beside.join("\n"),
  );
  await commands.executeCommand("workbench.actions.view.problems");
  const listed = await text(".markers-panel .monaco-list-row");
  if (listed)
    assert(
      listed.some((row) => row.includes(rule)),
      listed.join("\n"),
    );
  await picture(`fault ${rule}`);
}

async function mend({ file, rule, mend: [from, to] }: Fault): Promise<void> {
  const editor = await open(file);
  const [before] = await rulesAre(editor.document.uri, rule);
  const text = editor.document.getText();
  await typeOver(editor, from, to);
  await rulesAre(editor.document.uri);
  await undoTo(editor.document, text);
  const [after] = await rulesAre(editor.document.uri, rule);
  assert(before && after);
  assert.deepEqual([ruleOf(after), after.range], [ruleOf(before), before.range]);
}
