/** Asks for the page size where a number is written. */
import type { Span } from "../text/span";
import { pageSize, pageSizeHeaders } from "./expressions";
import { type FixScene, includeEdits, type Repaired } from "./scene";

export function askPageSize(
  scene: FixScene,
  number: Span,
  meant: "size" | "size less one",
): Repaired | undefined {
  const span = scene.sourceOf(number);
  if (!span || !isInFunction(scene, number)) return undefined;
  return {
    title: "Ask for the page size",
    safe: false,
    edits: [
      ...includeEdits(scene.text, pageSizeHeaders),
      { span, newText: meant === "size" ? pageSize : `(${pageSize} - 1)` },
    ],
  };
}

/** A call is no constant: not for an array's length at file scope. */
const isInFunction = ({ unit }: FixScene, { start, end }: Span): boolean =>
  [...unit.functions.values()].some(({ body }) => body.start < start && end < body.end);
