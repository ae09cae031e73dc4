/** Makes a block of whole pages of one from malloc(). */
import type { CallSite } from "../c/ir";
import { pageSize, pageSizeHeaders } from "./expressions";
import { type FixScene, includeEdits, type Repaired, unusedName } from "./scene";
import { linesBefore } from "./statements";

export function allocatePages(scene: FixScene, allocation: CallSite): Repaired | undefined {
  const call = scene.sourceOf(allocation.span);
  const statement = scene.sourceOf(allocation.statement);
  const size = allocation.args[0] && scene.sourceOf(allocation.args[0]);
  if (allocation.name !== "malloc" || !allocation.inBlock || !call || !statement || !size) return undefined;
  const name = unusedName(scene.text, "pages");
  const declared = linesBefore(scene.text, statement, [`void *${name} = NULL;`]);
  if (!declared) return undefined;
  const bytes = scene.text.slice(size.start, size.end);
  const aligned = `posix_memalign(&${name}, ${pageSize}, ${bytes})`;
  return {
    title: "Allocate at a page's beginning, with posix_memalign()",
    safe: false,
    edits: [
      ...includeEdits(scene.text, ["stdlib.h", ...pageSizeHeaders]),
      ...declared,
      { span: call, newText: `(${aligned} == 0 ? ${name} : NULL)` },
    ],
  };
}
