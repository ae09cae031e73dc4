/** How a function is left when something in it has failed: as it is left elsewhere in it, else by its type. */
import type { FunctionIr } from "../c/ir";
import { type Branch, failureBranches, isConstant, nearestTo } from "./branches";
import { masked } from "./masked";
import type { FixScene } from "./scene";

/** What is done, in order, without semicolons; what tells the reason is written with `reason`. */
export interface Leaving {
  /** Before anything that may change errno. */
  readonly assignments: readonly string[];
  readonly exit: string;
}

/** `reason`: an expression that is the failure's error number; undefined where none is at hand. */
export function leaving(
  scene: FixScene,
  fn: FunctionIr | undefined,
  branches: readonly Branch[],
  at: number,
  reason: string | undefined,
): Leaving {
  if (!fn) return { assignments: [], exit: "return" };
  for (const branch of nearestTo(branches, at)) {
    const copied = copiedFrom(scene, fn, branch, branches, at, reason);
    if (copied) return copied;
  }
  return { assignments: [], exit: byType(scene, fn, reason) };
}

function copiedFrom(
  scene: FixScene,
  fn: FunctionIr,
  { statements, exit }: Branch,
  branches: readonly Branch[],
  at: number,
  reason: string | undefined,
): Leaving | undefined {
  const goal = /^goto\s+(\w+)$/.exec(exit)?.[1];
  if (goal !== undefined) {
    const set = statements.slice(0, -1).filter((one) => /^[\w.]+(?:->\w+)*\s*=[^=]/.test(one));
    // errno is set by the call itself.
    const others = set.filter((one) => !/^errno\s*=/.test(one));
    const assignments = others.map((one) => assignmentLike(one, reason));
    if (assignments.some((one) => one === undefined)) return undefined;
    const label = labelFor(scene, fn, goal, branches, at);
    return { assignments: assignments.flatMap((one) => one ?? []), exit: `goto ${label}` };
  }
  const [, value] = /^return\b\s*([\s\S]*)$/.exec(exit) ?? [];
  if (value !== undefined) {
    if (value === "") return { assignments: [], exit: "return" };
    const ours = valueLike(value, reason);
    return ours === undefined ? undefined : { assignments: [], exit: `return ${ours}` };
  }
  const [, status] = /^(?:_?exit|_Exit|quick_exit)\s*\(\s*([^()]*?)\s*\)$/.exec(exit) ?? [];
  if (exit.startsWith("abort")) return { assignments: [], exit };
  return status !== undefined && isConstant(status) && status !== "0" ? { assignments: [], exit } : undefined;
}

function assignmentLike(statement: string, reason: string | undefined): string | undefined {
  const [, target, value = ""] = /^([^=]*?)\s*=\s*([\s\S]*)$/.exec(statement) ?? [];
  const ours = valueLike(value, reason);
  return target === undefined || ours === undefined ? undefined : `${target} = ${ours}`;
}

/** An error number of another failure becomes that of ours; a variable says nothing of ours. */
function valueLike(written: string, reason: string | undefined): string | undefined {
  const value = /^\(\s*(.*?)\s*\)$/s.exec(written)?.[1] ?? written;
  const [, sign, name] = /^(-?)\s*(errno|E[A-Z0-9]+)$/.exec(value) ?? [];
  if (name !== undefined && !/^E(OK|XIT)/.test(name))
    return reason === undefined ? undefined : `${sign}${reason}`;
  return isConstant(value) ? value : undefined;
}

/**
 * Labels that undo one step each: the one that undoes what was done last. That is known by the name that the last test
 * looked at; else the label is the one that the next test would take.
 */
function labelFor(
  scene: FixScene,
  fn: FunctionIr,
  usual: string,
  branches: readonly Branch[],
  at: number,
): string {
  const labelOf = ({ exit }: Branch) => /^goto\s+(\w+)$/.exec(exit)?.[1];
  const body = scene.sourceOf(fn.body);
  const text = body ? masked(scene.text.slice(body.start, body.end)) : "";
  const labels = [...new Set([...text.matchAll(/\bgoto\s+(\w+)/g)].map(([, label = ""]) => label))];
  if (labels.length < 2) return usual;
  const blockOf = (label: string): string =>
    new RegExp(`^[ \\t]*${label}\\s*:([\\s\\S]*?)(?=^[ \\t]*\\w+\\s*:(?!:)|$(?![\\s\\S]))`, "m").exec(
      text,
    )?.[1] ?? "";
  const before = branches.filter(({ start }) => start < at).at(-1);
  const after = branches.find(({ start }) => start >= at);
  const gained = before && subjectOf(before.condition);
  const undoing = labels.find(
    (label) => gained !== undefined && new RegExp(`\\b${gained}\\b`).test(firstStatement(blockOf(label))),
  );
  const next = after && labelOf(after);
  return undoing ?? (next !== undefined && !/\bmunlock/.test(blockOf(next)) ? next : usual);
}

const firstStatement = (block: string): string => /^[^;]*;/.exec(block)?.[0] ?? "";

/** `b` of `b == NULL`, `!b`, `(b = malloc(n)) == NULL`; the member of `a->b`. */
const subjectOf = (condition: string): string | undefined =>
  /^[!(\s*]*(?:\w+(?:->|\.))*([A-Za-z_]\w*)\s*(?:=[^=]|==|!=|<|\)|$)/.exec(condition)?.[1];

function byType(scene: FixScene, { name, returns }: FunctionIr, reason: string | undefined): string {
  if (name === "main") {
    const knowsNames = /\bEXIT_(SUCCESS|FAILURE)\b|#\s*include\s*<stdlib\.h>/.test(scene.text);
    return knowsNames ? "return EXIT_FAILURE" : "return 1";
  }
  if (returns.kind === "void") return "return";
  if (returns.kind === "pointer") return "return NULL";
  if (returns.kind !== "integer") return "abort()";
  if (returns.name === "_Bool" || returns.name === "bool") return "return false";
  return `return ${usualNumber(scene, reason)}`;
}

/** What the file's other functions return, where they agree on error numbers. */
function usualNumber(scene: FixScene, reason: string | undefined): string {
  const all = failureBranches(scene.text, { start: 0, end: Math.min(scene.text.length, mostRead) });
  const values = all.flatMap(
    ({ exit }) => /^return\s+\(?(-?\s*(?:errno|E[A-Z0-9]+|1))\)?$/.exec(exit)?.[1] ?? [],
  );
  const count = (form: RegExp) => values.filter((value) => form.test(value)).length;
  const [negative, positive, minusOne] = [count(/^-\s*[eE]/), count(/^[eE]/), count(/^-\s*1$/)];
  if (reason === undefined) return "-1";
  if (negative > positive + minusOne) return `-${reason}`;
  return positive > negative + minusOne ? reason : "-1";
}

/** More of a file does not change its manner. */
export const mostRead = 200_000;
