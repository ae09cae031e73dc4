/** Touches the stack that a critical part will use, before it begins. */
import type { Span } from "../text/span";
import { helperFor } from "./helper";
import { type FixScene, includeEdits, type Repaired } from "./scene";
import { linesBefore } from "./statements";

/** Bytes of stack that most real-time parts do with: who knows better writes another number. */
const usual = 65536;

export function touchStack(scene: FixScene, at: Span, bytes = usual): Repaired | undefined {
  const place = scene.sourceOf(at);
  const touching = stackTouch(scene, at, bytes);
  const lines = place && touching && linesBefore(scene.text, place, [touching.call]);
  if (!lines) return undefined;
  return {
    title: `Touch ${bytes} bytes of the stack first`,
    safe: false,
    edits: [...includeEdits(scene.text, touching.includes), ...touching.edits, ...lines],
  };
}

/** The call, with the function that it needs. */
export function stackTouch(scene: FixScene, at: Span, bytes = usual) {
  const helping = helperFor(scene, at, { wanted: "touch_stack", text: (name) => functionText(name, bytes) });
  return helping && { call: `${helping.name}();`, edits: helping.edits, includes: ["stddef.h"] };
}

const functionText = (name: string, bytes: number): string =>
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
