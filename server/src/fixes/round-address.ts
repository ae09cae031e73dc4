/** Rounds a range out to the pages that it touches. */
import type { CallSite } from "../c/ir";
import { atom, isRepeatable } from "./expressions";
import { type FixScene, includeEdits, type Repaired, textOf } from "./scene";

export function roundAddress(scene: FixScene, site: CallSite): Repaired | undefined {
  const [address, length] = site.args;
  const addressText = address && textOf(scene, address);
  const lengthText = length && textOf(scene, length);
  const at = address && scene.sourceOf(address);
  const lengthAt = length && scene.sourceOf(length);
  // The address is written twice: what it does must not be done twice.
  if (addressText && !isRepeatable(addressText)) return undefined;
  if (!at || !lengthAt || addressText === undefined || lengthText === undefined) return undefined;
  const { start, offset, includes } = pageOf(addressText);
  return {
    title: "Round the address down to its page, and cover the same bytes",
    safe: false,
    edits: [
      ...includeEdits(scene.text, includes),
      { span: at, newText: start },
      { span: lengthAt, newText: `${atom(lengthText)} + ${offset}` },
    ],
  };
}

/** Where the page of an address begins, and how far behind that it is. */
export function pageOf(address: string) {
  const inPage = "((uintptr_t)sysconf(_SC_PAGESIZE) - 1)";
  const bytes = `(uintptr_t)${atom(address)}`;
  return {
    start: `(void *)(${bytes} & ~${inPage})`,
    offset: `(${bytes} & ${inPage})`,
    includes: ["stdint.h", "unistd.h"],
  } as const;
}
