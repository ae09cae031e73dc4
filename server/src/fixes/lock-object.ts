/** Locks one object where the whole of the process was locked for it. */
import type { CallSite, Variable } from "../c/ir";
import type { Edit } from "../text/edit";
import { pageOf } from "./round-address";
import { type FixScene, includeEdits, type Repaired, textOf } from "./scene";

export function lockObject(scene: FixScene, site: CallSite, object: Variable): Repaired | undefined {
  const call = scene.sourceOf(site.span);
  const statement = scene.sourceOf(site.statement);
  if (!call || !statement || textOf(scene, site.span) === undefined) return undefined;
  const behind = scene.text.slice(call.end, statement.end);
  // What is told of its failure names the call.
  const names = [...behind.matchAll(/(?<=")mlockall\b/g)].map(
    ({ index }): Edit => ({
      span: { start: call.end + index, end: call.end + index + "mlockall".length },
      newText: "mlock",
    }),
  );
  const { range, includes } = rangeOf(scene, object);
  return {
    title: `Lock ${object.name} alone`,
    safe: false,
    edits: [
      ...includeEdits(scene.text, ["sys/mman.h", ...includes]),
      { span: call, newText: `mlock(${range})` },
      ...names,
    ],
  };
}

/** Its address and length; from the beginning of its page where that is demanded. */
function rangeOf({ platform }: FixScene, { name, type }: Variable) {
  const address = type.kind === "array" ? name : `&${name}`;
  if (platform.facts["mlock.alignment"].value === "round")
    return { range: `${address}, sizeof ${name}`, includes: [] };
  const { start, offset, includes } = pageOf(address);
  return { range: `${start}, sizeof ${name} + ${offset}`, includes };
}
