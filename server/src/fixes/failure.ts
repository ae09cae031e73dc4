/** What a function does when a call in it has failed: says so, and leaves. */
import type { CType } from "../c/types/types";
import type { Span } from "../text/span";
import { deeper, type FixScene, indentAt } from "./scene";

/** The call that failed, and where: in the user's own text. */
export interface Failed {
  readonly name: string;
  readonly functionName: string;
  readonly at: Span;
}

export interface FailureBranch {
  /** One step deeper than the statement itself. */
  readonly lines: readonly string[];
  readonly includes: readonly string[];
}

export function failureLines(scene: FixScene, failed: Failed): FailureBranch | undefined {
  const indent = indentAt(scene.text, failed.at.start);
  const step = deeper(scene.text, indent).slice(indent.length);
  const report = `${step}perror("${failed.name}");`;
  const includes = ["stdio.h"];
  // At an unlock that fails little can be done.
  if (failed.name.startsWith("munlock")) return { lines: [report], includes };
  return { lines: [report, `${step}${leave(scene, failed.functionName)}`], includes };
}

/** The statement that leaves the function with a failure, by its return type. */
export function leave(scene: FixScene, functionName: string): string {
  const fn = scene.unit.functions.get(functionName);
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
