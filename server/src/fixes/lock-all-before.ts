/** Locks all of the process before a statement, and tests whether that came off. */
import type { Span } from "../text/span";
import { failureLines, testLines } from "./failure";
import { type FixScene, includeEdits, type Repaired } from "./scene";
import { linesBefore } from "./statements";

export function lockAllBefore(scene: FixScene, at: Span, functionName: string): Repaired | undefined {
  const place = scene.sourceOf(at);
  const failure =
    place && failureLines(scene, { name: "mlockall", functionName, at: place, reason: "errno" });
  if (!failure) return undefined;
  const lines = linesBefore(
    scene.text,
    place,
    testLines("mlockall(MCL_CURRENT | MCL_FUTURE) == -1", failure),
  );
  if (!lines) return undefined;
  return {
    title: "Lock the process's memory first",
    safe: false,
    edits: [...includeEdits(scene.text, ["sys/mman.h", ...failure.includes]), ...lines],
  };
}
