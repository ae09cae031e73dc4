/** Wraps a call in a test of its result, or adds the test after the variable that keeps it. */
import type { CallSite } from "../c/ir";
import type { Edit } from "../text/edit";
import { failureLines } from "./failure";
import { failureTest } from "./results";
import { type FixScene, includeEdits, indentAt, type Repaired, textOf } from "./scene";
import { endWithComment, linesAfter } from "./statements";

/** The test, and the headers that its branch wants. */
export interface Tested {
  readonly edits: readonly Edit[];
  readonly includes: readonly string[];
}

export function checkResult(scene: FixScene, site: CallSite): Repaired | undefined {
  const tested = testEdits(scene, site);
  return (
    tested && {
      title: `Test the result of ${site.name}()`,
      safe: false,
      edits: [...includeEdits(scene.text, tested.includes), ...tested.edits],
    }
  );
}

/** The test alone, without includes: other repairs use it too. */
export function testEdits(scene: FixScene, site: CallSite): Tested | undefined {
  const at = scene.sourceOf(site.statement);
  const call = textOf(scene, site.span);
  const { name, functionName } = site;
  if (!at || call === undefined || name === undefined || !site.inBlock) return undefined;
  const branch = failureLines(scene, { name, functionName, at });
  if (!branch) return undefined;
  const { lines, includes } = branch;
  if (site.statementKind === "expression" && isCallAlone(scene, site)) {
    const indent = indentAt(scene.text, at.start);
    // What is said on the line is said of the call: it stays beside it.
    const end = endWithComment(scene.text, at.end);
    const head = `if (${call} ${failureTest(site)}) {${scene.text.slice(at.end, end)}`;
    const newText = [head, ...lines, "}"].join(`\n${indent}`);
    return { edits: [{ span: { start: at.start, end }, newText }], includes };
  }
  const kept = keptIn(scene.text.slice(at.start, at.end), site);
  const edits = kept && linesAfter(scene.text, at, [`if (${kept} ${failureTest(site)}) {`, ...lines, "}"]);
  return edits ? { edits, includes } : undefined;
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
