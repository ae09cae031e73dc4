/** Makes a block of malloc() a mapping, which shares its pages with nobody. */
import type { CallSite } from "../c/ir";
import type { Edit } from "../text/edit";
import { changes, isRepeatable, staysInScope } from "./expressions";
import { masked } from "./masked";
import { type FixScene, functionOf, includeEdits, type Repaired, textOf, unusedName } from "./scene";
import { linesBefore } from "./statements";

/** Only where the block stays in the function that allocates it: whoever else frees it would have to unmap it, too. */
export function mapPages(scene: FixScene, allocation: CallSite): Repaired | undefined {
  const call = scene.sourceOf(allocation.span);
  const statement = scene.sourceOf(allocation.statement);
  const length = allocation.args[0] && textOf(scene, allocation.args[0])?.trim();
  const fn = functionOf(scene, allocation);
  const body = fn && scene.sourceOf(fn.body);
  if (allocation.name !== "malloc" || !call || !statement || !body || !length) return undefined;
  const before = scene.text.slice(statement.start, call.start);
  const variable = /(?:^|[\s*])([A-Za-z_]\w*)\s*=\s*(?:\([^()]*\)\s*)?$/.exec(before)?.[1];
  const rest = scene.text.slice(statement.end, body.end);
  if (!variable || !isRepeatable(length) || changes(rest, length)) return undefined;
  const unmapping = unmappings(scene, { variable, length, from: statement.end, to: body.end });
  const name = unusedName(scene.text, "area");
  const declared = linesBefore(scene.text, statement, [
    `void *${name} = mmap(NULL, ${length}, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);`,
  ]);
  if (!unmapping || !declared || !staysInScope(scene.text.slice(body.start + 1, body.end - 1)))
    return undefined;
  return {
    title: "Give it pages of its own, with mmap()",
    safe: false,
    edits: [
      ...includeEdits(scene.text, ["sys/mman.h"]),
      ...declared,
      { span: call, newText: `(${name} == MAP_FAILED ? NULL : ${name})` },
      ...unmapping,
    ],
  };
}

interface Block {
  readonly variable: string;
  readonly length: string;
  /** Offsets of the text in which it is used. */
  readonly from: number;
  readonly to: number;
}

/** Each free() of it becomes munmap(); undefined where somebody else may come to know the block. */
function unmappings(scene: FixScene, { variable, length, from, to }: Block): Edit[] | undefined {
  const plain = masked(scene.text.slice(from, to));
  const leaves = new RegExp(
    `(?:=|\\breturn)\\s*(?:\\([^()]*\\)\\s*)?${variable}\\s*[;,)]|\\b${variable}\\s*=[^=]|&\\s*${variable}\\b|\\brealloc\\w*\\s*\\(\\s*${variable}\\b`,
  );
  if (leaves.test(plain)) return undefined;
  const frees = [...plain.matchAll(new RegExp(`\\bfree\\s*\\(\\s*${variable}\\s*\\)`, "g"))];
  if (frees.length === 0) return undefined;
  return frees.map(({ index, 0: text }) => ({
    span: { start: from + index, end: from + index + text.length },
    newText: `munmap(${variable}, ${length})`,
  }));
}
