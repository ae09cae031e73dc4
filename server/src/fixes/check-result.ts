/** Wraps a call in a test of its result, or adds the test after the variable that keeps it. */
import type { CallSite } from "../c/ir";
import type { CType } from "../c/types/types";
import type { Edit } from "../text/edit";
import { failureTest } from "./results";
import { deeper, type FixScene, functionOf, includeEdits, indentAt, type Repaired, textOf } from "./scene";

export function checkResult(scene: FixScene, site: CallSite): Repaired | undefined {
  const edits = testEdits(scene, site);
  return (
    edits && {
      title: `Test the result of ${site.name}()`,
      safe: false,
      edits: [...includes(scene), ...edits],
    }
  );
}

const includes = (scene: FixScene): Edit[] => includeEdits(scene.text, ["stdio.h"]);

/** The test alone, without includes: other repairs use it too. */
export function testEdits(scene: FixScene, site: CallSite): Edit[] | undefined {
  const statement = scene.sourceOf(site.statement);
  const call = textOf(scene, site.span);
  if (!statement || call === undefined || !site.inBlock) return undefined;
  const indent = indentAt(scene.text, statement.start);
  const body = failureBody(scene, site, deeper(scene.text, indent));
  if (site.statementKind === "expression" && isCallAlone(scene, site)) {
    return [{ span: statement, newText: `if (${call} ${failureTest(site)}) {\n${body}${indent}}` }];
  }
  const kept = keptIn(scene.text.slice(statement.start, statement.end), site);
  if (!kept) return undefined;
  const at = { start: statement.end, end: statement.end };
  return [{ span: at, newText: `\n${indent}if (${kept} ${failureTest(site)}) {\n${body}${indent}}` }];
}

function isCallAlone(scene: FixScene, site: CallSite): boolean {
  const statement = textOf(scene, site.statement)?.trim();
  return statement === `${textOf(scene, site.span)};`;
}

/** The variable in `int r = mlock(...)` or `p = mmap(...)`. */
function keptIn(statement: string, { name }: CallSite): string | undefined {
  const match = new RegExp(
    `([A-Za-z_]\\w*(?:(?:->|\\.)\\w+)*)\\s*=\\s*(?:\\([^()]*\\)\\s*)?${name}\\s*\\(`,
  ).exec(statement);
  return match?.[1];
}

function failureBody(scene: FixScene, site: CallSite, indent: string): string {
  const report = `${indent}perror("${site.name}");\n`;
  if (site.name?.startsWith("munlock")) return report;
  return `${report}${indent}${leave(scene, site)}\n`;
}

/** The statement that leaves the function with a failure, by its return type. */
export function leave(scene: FixScene, site: CallSite): string {
  const fn = functionOf(scene, site);
  if (!fn) return "return;";
  if (fn.name === "main") return "return 1;";
  return failureReturn(fn.returns);
}

function failureReturn(type: CType): string {
  if (type.kind === "void") return "return;";
  if (type.kind === "pointer") return "return NULL;";
  if (type.kind !== "integer") return "abort();";
  return type.name === "_Bool" || type.name === "bool" ? "return false;" : "return -1;";
}
