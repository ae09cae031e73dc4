/** Sets a limit of the process: on locked memory as high as anybody may, on core dumps to nothing. */
import type { Span } from "../text/span";
import { type FixScene, includeEdits, indentStep, type Repaired, unusedName } from "./scene";
import { linesBefore } from "./statements";

export function raiseLimit(scene: FixScene, at: Span): Repaired | undefined {
  const place = scene.sourceOf(at);
  if (!place || scene.platform.facts["setrlimit.effect"].value !== "sets") return undefined;
  const name = unusedName(scene.text, "limit");
  const step = indentStep(scene.text, place.start);
  const lines = linesBefore(scene.text, place, [
    `struct rlimit ${name};`,
    `if (getrlimit(RLIMIT_MEMLOCK, &${name}) == 0) {`,
    `${step}${name}.rlim_cur = ${name}.rlim_max;`,
    `${step}if (setrlimit(RLIMIT_MEMLOCK, &${name}) == -1)`,
    `${step}${step}perror("setrlimit");`,
    "}",
  ]);
  if (!lines) return undefined;
  return {
    title: "Raise the limit on locked memory first",
    safe: false,
    edits: [...includeEdits(scene.text, ["stdio.h", "sys/resource.h"]), ...lines],
  };
}

/** A dump that may have no byte is not written. */
export function forbidDump(scene: FixScene, at: Span): Repaired | undefined {
  const place = scene.sourceOf(at);
  if (!place) return undefined;
  const name = unusedName(scene.text, "no_dump");
  const step = indentStep(scene.text, place.start);
  const lines = linesBefore(scene.text, place, [
    `struct rlimit ${name} = { 0, 0 };`,
    `if (setrlimit(RLIMIT_CORE, &${name}) == -1)`,
    `${step}perror("setrlimit");`,
  ]);
  if (!lines) return undefined;
  return {
    title: "Forbid core dumps first",
    safe: false,
    edits: [...includeEdits(scene.text, ["stdio.h", "sys/resource.h"]), ...lines],
  };
}
