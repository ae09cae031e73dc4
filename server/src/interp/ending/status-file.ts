/** /proc/self/status as a process finds it: what it tells of locks, and of all else no more than the shape. */
import type { World } from "../../sim/types";
import type { Range } from "../values/range";
import * as ranges from "../values/range";
import { exactly } from "../values/range";

/** Each byte as it may be. */
export type Line = readonly Range[];

/** Digits, spaces and signs; what a program is called is taken to be small letters. */
const digit = ranges.interval(9, 57);
const letter = ranges.interval(97, 122);

const text = (characters: string): Range[] => [...characters].map((one) => exactly(one.charCodeAt(0)));
const several = (range: Range, count: number): Range[] => Array<Range>(count).fill(range);

const before = `Umask State Tgid Ngid Pid PPid TracerPid Uid Gid FDSize Groups NStgid NSpid NSpgid NSsid Kthread`;
const sizesBefore = "VmPeak VmSize";
const sizesAfter =
  "VmPin VmHWM VmRSS RssAnon RssFile RssShmem VmData VmStk VmExe VmLib VmPTE VmSwap HugetlbPages";
const after = "CoreDumping THP_enabled untag_mask Threads SigQ SigPnd ShdPnd SigBlk SigIgn SigCgt";

const plain = (label: string): Line =>
  label === "State"
    ? text("State:\tR (running)\n")
    : [...text(`${label}:\t`), ...several(digit, 5), ...text("\n")];

const size = (label: string): Line => [...text(`${label}:\t`), ...several(digit, 8), ...text(" kB\n")];

/** The lines of Linux 6, in their order. */
export function statusLines({ lockedBytes, future }: World): readonly Line[] {
  const each = (labels: string, line: (label: string) => Line) => labels.split(" ").map(line);
  // Under MCL_FUTURE a library's own memory counts, too.
  const locked =
    lockedBytes === undefined || future !== "off"
      ? size("VmLck")
      : text(`VmLck:\t${String(Math.floor(lockedBytes / 1024)).padStart(8)} kB\n`);
  return [
    [...text("Name:\t"), ...several(letter, 6), ...text("\n")],
    ...each(before, plain),
    ...each(sizesBefore, size),
    locked,
    ...each(sizesAfter, size),
    ...each(after, plain),
  ];
}
