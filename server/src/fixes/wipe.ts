/** Overwrites a secret in a way that no compiler leaves out: with the platform's own call, else with a loop of our own. */
import type { CallSite } from "../c/ir";
import type { Platform } from "../platforms/profile";
import type { Edit } from "../text/edit";
import type { Span } from "../text/span";
import { macroEdits } from "./file-top";
import { type Helper, helperFor } from "./helper";
import { type FixScene, includeEdits, type Repaired, textOf } from "./scene";
import { linesBefore } from "./statements";
import { rangeOf } from "./unlock-before";

/** A range, as two arguments. */
type Range = readonly [address: string, length: string];

interface Wiping {
  readonly header: string;
  readonly call: (range: Range) => string;
  /** What must be defined before the header declares it. */
  readonly macro?: readonly [name: string, value: string];
}

const bzero: Wiping = {
  header: "string.h",
  call: ([address, length]) => `explicit_bzero(${address}, ${length})`,
};

/** By the headers of each: glibc 2.25, illumos, FreeBSD 11, OpenBSD 5.5, NetBSD 7, macOS 10.9. */
const own: Partial<Record<Platform["id"], Wiping>> = {
  linux: bzero,
  illumos: bzero,
  openbsd: bzero,
  freebsd: { ...bzero, header: "strings.h" },
  netbsd: { header: "string.h", call: ([address, length]) => `explicit_memset(${address}, 0, ${length})` },
  macos: {
    header: "string.h",
    call: ([address, length]) => `(void)memset_s(${address}, ${length}, 0, ${length})`,
    macro: ["__STDC_WANT_LIB_EXT1__", "1"],
  },
};

const loop: Helper = {
  wanted: "wipe",
  text: (name) =>
    [
      `static void ${name}(void *area, size_t length)`,
      "{",
      "    volatile unsigned char *byte = area;",
      "",
      "    while (length-- > 0)",
      "        *byte++ = 0;",
      "}",
      "",
    ].join("\n"),
};

/** Before a statement, the range that a lock or unlock is given. */
export function wipeBefore(scene: FixScene, site: CallSite, at: Span): Repaired | undefined {
  const place = scene.sourceOf(at);
  const range = rangeOf(scene, site);
  const wiping = range && place && wipingOf(scene, at, [range.split(", ")[0] ?? "", lengthOf(scene, site)]);
  if (!place || !wiping) return undefined;
  const lines = linesBefore(scene.text, place, [`${wiping.call};`]);
  return lines && { title: "Wipe it first", safe: false, edits: [...wiping.edits, ...lines] };
}

/** In place of memset(p, 0, n) or bzero(p, n). */
export function wipeSurely(scene: FixScene, site: CallSite): Repaired | undefined {
  const span = scene.sourceOf(site.span);
  const texts = site.args.map((arg) => textOf(scene, arg)?.trim());
  const [address, ...others] = texts;
  const isZero = site.name === "memset" ? others[0] === "0" : site.name === "bzero";
  const length = others.at(-1);
  if (!span || !isZero || address === undefined || length === undefined) return undefined;
  const wiping = wipingOf(scene, site.span, [address, length]);
  if (!wiping) return undefined;
  const edits = [...wiping.edits, { span, newText: wiping.call }];
  return { title: "Wipe it so that the compiler keeps it", safe: false, edits };
}

const lengthOf = (scene: FixScene, { args }: CallSite): string =>
  (args[1] && textOf(scene, args[1])?.trim()) ?? "";

function wipingOf(
  scene: FixScene,
  place: Span,
  range: Range,
): { readonly call: string; readonly edits: readonly Edit[] } | undefined {
  const wiping = own[scene.platform.id];
  if (wiping) {
    const macro = wiping.macro ? macroEdits(scene.text, ...wiping.macro) : [];
    return { call: wiping.call(range), edits: [...macro, ...includeEdits(scene.text, [wiping.header])] };
  }
  const helping = helperFor(scene, place, loop);
  if (!helping) return undefined;
  const call = `${helping.name}(${range[0]}, ${range[1]})`;
  return { call, edits: [...includeEdits(scene.text, ["stddef.h"]), ...helping.edits] };
}
