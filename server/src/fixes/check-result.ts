/** Wraps a call in a test of its result, or adds the test after the variable that keeps it. */
import type { CallSite } from "../c/ir";
import type { Edit } from "../text/edit";
import type { Span } from "../text/span";
import { failureLines, testLines } from "./failure";
import { failureTest, reasonIn, successTest } from "./results";
import { type FixScene, functionOf, includeEdits, indentAt, type Repaired, textOf } from "./scene";
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
  const kept = isWholeValue(scene, site, at) ? keptIn(scene.text.slice(at.start, at.end), site) : undefined;
  const branch = failureLines(scene, { name, functionName, at, reason: reasonOf(site, kept) });
  const { includes } = branch;
  const comparison = comparisonIn(scene, site);
  if (site.statementKind === "expression" && isCallAlone(scene, site)) {
    const indent = indentAt(scene.text, at.start);
    // What is said on the line is said of the call: it stays beside it.
    const end = endWithComment(scene.text, at.end);
    const [head = "", ...lines] = testLines(`${call} ${comparison}`, branch);
    const newText = [`${head}${scene.text.slice(at.end, end)}`, ...lines].join(`\n${indent}`);
    return { edits: [{ span: { start: at.start, end }, newText }], includes };
  }
  const edits = kept && linesAfter(scene.text, at, testLines(`${kept} ${comparison}`, branch));
  return edits ? { edits, includes } : undefined;
}

function reasonOf(site: CallSite, kept: string | undefined): string | undefined {
  const where = reasonIn(site);
  return where === "errno" ? "errno" : where === "result" ? kept : undefined;
}

/** `< 0` and `!= 0` tell as well, where the function writes them so. */
function comparisonIn(scene: FixScene, site: CallSite): string {
  const usual = failureTest(site);
  const body = functionOf(scene, site)?.body;
  const text = body && textOf(scene, body);
  if (usual !== "== -1" || text === undefined) return usual;
  const count = (form: RegExp) => text.match(form)?.length ?? 0;
  const forms = [
    { form: "== -1", uses: count(/==\s*-\s*1\s*\)/g) },
    { form: "< 0", uses: count(/<\s*0\s*\)/g) },
    // Of a call that gives more than 0 when it succeeds, this would be wrong.
    { form: "!= 0", uses: successTest(site) === "== 0" ? count(/!=\s*0\s*\)/g) : 0 },
  ];
  return forms.reduce((best, one) => (one.uses > best.uses ? one : best)).form;
}

function isCallAlone(scene: FixScene, site: CallSite): boolean {
  const statement = textOf(scene, site.statement)?.trim();
  return statement === `${textOf(scene, site.span)};`;
}

/** Of `ok = mlock(...) == 0` the variable keeps something else than the result. */
function isWholeValue(scene: FixScene, site: CallSite, statement: Span): boolean {
  const call = scene.sourceOf(site.span);
  return call !== undefined && /^\s*[;,]/.test(scene.text.slice(call.end, statement.end));
}

/** The variable in `int r = mlock(...)` or `p = mmap(...)`. */
function keptIn(statement: string, { name }: CallSite): string | undefined {
  const match = new RegExp(
    `([A-Za-z_]\\w*(?:(?:->|\\.)\\w+)*)\\s*=\\s*(?:\\([^()]*\\)\\s*)?${name}\\s*\\(`,
  ).exec(statement);
  return match?.[1];
}
