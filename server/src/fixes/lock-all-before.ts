/** Locks all of the process before a statement, tests whether that came off, and touches the stack, which may grow later. */
import type { Span } from "../text/span";
import { failureLines, testLines } from "./failure";
import { type FixScene, includeEdits, type Repaired } from "./scene";
import { linesBefore } from "./statements";
import { stackTouch } from "./touch-stack";

export function lockAllBefore(scene: FixScene, at: Span, functionName: string): Repaired | undefined {
  const place = scene.sourceOf(at);
  const failure =
    place && failureLines(scene, { name: "mlockall", functionName, at: place, reason: "errno" });
  const touching = stackTouch(scene, at);
  if (!failure || !touching) return undefined;
  const test = testLines("mlockall(MCL_CURRENT | MCL_FUTURE) == -1", failure);
  const lines = linesBefore(scene.text, place, [...test, touching.call]);
  if (!lines) return undefined;
  const includes = ["sys/mman.h", ...failure.includes, ...touching.includes];
  return {
    title: "Lock the process's memory first, and touch its stack",
    safe: false,
    edits: [...includeEdits(scene.text, includes), ...touching.edits, ...lines],
  };
}
