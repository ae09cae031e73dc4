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
  const inPage = "((uintptr_t)sysconf(_SC_PAGESIZE) - 1)";
  const bytes = `(uintptr_t)${atom(addressText)}`;
  return {
    title: "Round the address down to its page, and cover the same bytes",
    safe: false,
    edits: [
      ...includeEdits(scene.text, ["stdint.h", "unistd.h"]),
      { span: at, newText: `(void *)(${bytes} & ~${inPage})` },
      { span: lengthAt, newText: `${atom(lengthText)} + (${bytes} & ${inPage})` },
    ],
  };
}
