/** What a function does when a call in it has failed, in its own style: says so, and leaves. */
import type { FunctionIr } from "../c/ir";
import type { Span } from "../text/span";
import { type Branch, failureBranches, nearestTo } from "./branches";
import { leaving, mostRead } from "./leave";
import { plainReport, type Report, reportLike } from "./report";
import { type FixScene, indentStep, unusedName } from "./scene";

/** The call that failed, and where: in the user's own text. */
export interface Failed {
  readonly name: string;
  readonly functionName: string;
  readonly at: Span;
  /** An expression that is the failure's error number; undefined where none is at hand. */
  readonly reason: string | undefined;
}

/** What stands behind a test, with what opens and closes it. */
export interface FailureBranch {
  /** " {" behind the test or on the next line; empty where one statement needs no braces here. */
  readonly opening: "" | " {" | "\n{";
  /** One step deeper than the test. */
  readonly lines: readonly string[];
  readonly includes: readonly string[];
  readonly step: string;
}

/** The lines of an `if` with that test: "if (x == -1) {", "    return -1;", "}". */
export function testLines(condition: string, { opening, lines }: FailureBranch): string[] {
  const head = `if (${condition})`;
  if (opening === "") return [head, ...lines];
  return opening === " {" ? [`${head} {`, ...lines, "}"] : [head, "{", ...lines, "}"];
}

export function failureLines(scene: FixScene, failed: Failed): FailureBranch {
  const { at, functionName, name, reason } = failed;
  const step = indentStep(scene.text, at.start);
  const fn = scene.unit.functions.get(functionName);
  const branches = branchesOf(scene, fn);
  const report = reportFor(scene, fn, branches, failed);
  const braces = nearestTo(orElse(branches, scene), at.start)[0]?.braces ?? "on the line";
  const written = name.startsWith("munlock")
    ? { lines: [report?.text ?? plainReport(name, reason).text], includes: report?.includes ?? ["stdio.h"] }
    : bodyOf(scene, fn, branches, failed, report);
  const isShort = written.lines.length === 1 && braces === "none";
  return {
    opening: isShort ? "" : braces === "below it" ? "\n{" : " {",
    lines: written.lines.map((line) => `${step}${line};`),
    includes: written.includes,
    step,
  };
}

/** Of a failure that is told already: only how the function is left. */
export function exitLines(scene: FixScene, { functionName, at, reason }: Omit<Failed, "name">) {
  const fn = scene.unit.functions.get(functionName);
  const { assignments, exit } = leaving(scene, fn, branchesOf(scene, fn), at.start, reason);
  const lines = [...assignments, exit].map((line) => `${line};`);
  return { lines, includes: includesFor(scene, lines.join("\n")) };
}

function bodyOf(
  scene: FixScene,
  fn: FunctionIr | undefined,
  branches: readonly Branch[],
  { at, reason }: Failed,
  report: Report | undefined,
): { readonly lines: readonly string[]; readonly includes: readonly string[] } {
  const { assignments, exit } = leaving(scene, fn, branches, at.start, reason);
  const isSaved = report !== undefined && !report.isLast && /\berrno\b/.test(exit);
  const saved = isSaved ? unusedName(fn ? textOfFunction(scene, fn) : scene.text, "saved_errno") : "errno";
  const renamed = (text: string) => text.replace(/\berrno\b/g, saved);
  const lines = [
    ...(isSaved ? [`int ${saved} = errno`] : []),
    ...assignments,
    ...(report ? [isSaved ? renamed(report.text) : report.text] : []),
    ...(report?.isLast ? [] : [renamed(exit)]),
  ];
  return { lines, includes: [...(report?.includes ?? []), ...includesFor(scene, lines.join("\n"))] };
}

/** As the nearest branch that says something; nothing where none does, unless nobody would learn of it then. */
function reportFor(
  scene: FixScene,
  fn: FunctionIr | undefined,
  own: readonly Branch[],
  { name, at, reason }: Failed,
): Report | undefined {
  const all = orElse(own, scene);
  for (const branch of nearestTo(all, at.start)) {
    const report = reportLike(branch, name, reason);
    if (report) return report.isLast && own.length === 0 ? undefined : report;
  }
  const isTold = fn !== undefined && fn.returns.kind !== "void";
  const isQuiet = own.length > 0 || all.length > 1;
  return isQuiet && isTold ? undefined : plainReport(name, reason);
}

const branchesOf = (scene: FixScene, fn: FunctionIr | undefined): Branch[] => {
  const body = fn && scene.sourceOf(fn.body);
  return body ? failureBranches(scene.text, body) : [];
};

/** A function without a test of its own follows those of its file. */
const orElse = (own: readonly Branch[], { text }: FixScene): readonly Branch[] =>
  own.length > 0 ? own : failureBranches(text, { start: 0, end: Math.min(text.length, mostRead) });

const textOfFunction = (scene: FixScene, fn: FunctionIr): string => {
  const body = scene.sourceOf(fn.body);
  return body ? scene.text.slice(body.start, body.end) : scene.text;
};

/** Headers for the names in a text, where none that the file has declares them. */
function includesFor({ text }: FixScene, written: string): string[] {
  const hasNull = /#\s*include\s*<(stddef|stdio|stdlib|string|unistd|time|locale)\.h>/.test(text);
  return [
    ...(/\berrno\b|\bE[A-Z]{3,}\b(?<!EXIT_\w*)/.test(written) ? ["errno.h"] : []),
    ...(/\bEXIT_FAILURE\b|\b(exit|abort)\s*\(/.test(written) ? ["stdlib.h"] : []),
    ...(/\bNULL\b/.test(written) && !hasNull ? ["stddef.h"] : []),
  ];
}
