/** Quick fixes for the findings in a range, and one action that applies every safe fix of the file. */
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type Range,
} from "vscode-languageserver";
import { compatible } from "../../ide/fix-set";
import { ignoreInFile, ignoreOnLine } from "../../ide/suppress/ignore";
import type { Finding, Fix } from "../../ide/types";
import type { Client } from "../client";
import { diagnosticOf, findingsIn, workspaceEditOf } from "../convert";
import type { Snapshot } from "../documents";
import { guarded, resultWhileNewest, type Session } from "../session";

export const fixAllKind = `${CodeActionKind.SourceFixAll}.mlock-lint`;

export function codeActions(
  session: Session,
  { textDocument, range, context }: CodeActionParams,
): Promise<CodeAction[]> {
  const { client, documents } = session;
  return guarded(session, "code actions", [], async () => {
    const snapshot = documents.get(textDocument.uri);
    if (!snapshot || !client.codeActionLiterals) return [];
    const result = await resultWhileNewest(session, snapshot);
    if (!result) return [];
    const findings = findingsIn(snapshot, result.findings);
    const actions: CodeAction[] = [];
    if (wanted(context.only, CodeActionKind.QuickFix)) {
      const here = findings.filter(({ location }) => touches(location, range)).sort(innermostFirst);
      const action = actionsFor(session, context.diagnostics);
      actions.push(
        ...here.flatMap((finding) => preferringFirst(client, finding.fixes.map(action(finding)))),
        ...different(here.flatMap((finding) => ignoring(snapshot.text, finding).map(action(finding)))),
        ...explaining(session, here),
      );
    }
    // Editors list source actions apart, and ask for them by name.
    if (context.only && wanted(context.only, fixAllKind))
      actions.push(...fixAll(session, snapshot, findings));
    return actions;
  });
}

const actionsFor =
  ({ client, documents }: Session, shown: readonly Diagnostic[]) =>
  (finding: Finding) => {
    const own = diagnosticOf(finding, client, documents);
    // The editor knows its own object again; ours is only equal to it.
    const diagnostic =
      shown.find(({ code, range }) => code === own.code && sameRange(range, own.range)) ?? own;
    return (fix: Fix): CodeAction => ({
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      edit: workspaceEditOf([fix], client, documents),
    });
  };

const preferringFirst = ({ preferredActions }: Client, [first, ...others]: CodeAction[]): CodeAction[] =>
  first === undefined ? [] : [preferredActions ? { ...first, isPreferred: true } : first, ...others];

/** Of two findings of one rule on one line, the same comment suppresses both. */
function different(actions: readonly CodeAction[]): CodeAction[] {
  const edits = actions.map(({ edit }) => JSON.stringify(edit));
  return actions.filter((_, i) => edits.indexOf(edits[i] ?? "") === i);
}

/** A comment about a comment would help nobody. */
function ignoring(text: string, finding: Finding): Fix[] {
  const { rule } = finding;
  if (rule === "unused-suppression") return [];
  const onLine = ignoreOnLine(text, finding);
  return [
    ...(onLine ? [{ title: `Ignore ${rule} on this line`, safe: true, edits: [onLine] }] : []),
    { title: `Ignore ${rule} in this file`, safe: true, edits: [ignoreInFile(text, finding)] },
  ];
}

/** Once a rule; only a client that has the rules' pages knows the command. */
function explaining({ client }: Session, findings: readonly Finding[]): CodeAction[] {
  if (client.explainCommand === undefined) return [];
  const command = client.explainCommand;
  return [...new Set(findings.map(({ rule }) => rule))].map((rule) => {
    const title = `Explain ${rule}`;
    return { title, kind: CodeActionKind.QuickFix, command: { title, command, arguments: [rule] } };
  });
}

function fixAll(
  { client, documents }: Session,
  snapshot: Snapshot,
  findings: readonly Finding[],
): CodeAction[] {
  const fixes = compatible(
    findings.flatMap((finding) => finding.fixes.find(({ safe }) => safe) ?? []),
    (file) => file === snapshot.path,
  );
  if (fixes.length === 0) return [];
  const title = "Fix all safe mlock-lint problems";
  return [{ title, kind: fixAllKind, edit: workspaceEditOf(fixes, client, documents) }];
}

/** `only` names kinds by prefix: "source" asks for "source.fixAll.mlock-lint" too. */
function wanted(only: readonly string[] | undefined, kind: string): boolean {
  return only?.some((prefix) => kind === prefix || prefix === "" || kind.startsWith(`${prefix}.`)) ?? true;
}

/** Of findings that lie in one another, the innermost is the one that the cursor points at. */
const innermostFirst = ({ location: a }: Finding, { location: b }: Finding) =>
  comparePositions(b.start, a.start) || comparePositions(a.end, b.end);

const comparePositions = (a: Range["start"], b: Range["start"]) =>
  a.line - b.line || a.character - b.character;

const touches = (a: Range, b: Range) => !before(a.end, b.start) && !before(b.end, a.start);

const before = (a: Range["start"], b: Range["start"]) => comparePositions(a, b) < 0;

const sameRange = (a: Range, b: Range) =>
  !before(a.start, b.start) && !before(b.start, a.start) && !before(a.end, b.end) && !before(b.end, a.end);
