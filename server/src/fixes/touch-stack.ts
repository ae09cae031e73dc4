/** Touches the stack that a critical part will use, before it begins. */
import type { Span } from "../text/span";
import { helperFor } from "./helper";
import { type FixScene, includeEdits, type Repaired } from "./scene";
import { linesBefore } from "./statements";

export function touchStack(scene: FixScene, at: Span, bytes: number): Repaired | undefined {
  const place = scene.sourceOf(at);
  const helping = helperFor(scene, at, { wanted: "touch_stack", text: (name) => touching(name, bytes) });
  const lines = place && helping && linesBefore(scene.text, place, [`${helping.name}();`]);
  if (!lines) return undefined;
  return {
    title: `Touch ${bytes} bytes of the stack first`,
    safe: false,
    edits: [...includeEdits(scene.text, ["stddef.h"]), ...helping.edits, ...lines],
  };
}

const touching = (name: string, bytes: number): string =>
  [
    `static void ${name}(void)`,
    "{",
    `    volatile unsigned char stack[${bytes}];`,
    "",
    "    for (size_t at = 0; at < sizeof stack; at++)",
    "        stack[at] = 0;",
    "}",
    "",
  ].join("\n");
