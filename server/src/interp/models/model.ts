/** How a library function is described: one row each, so that adding one is adding a line. */

import type { KnownCall, Written } from "../calls/text";
import type { ObjectKind } from "../state";
import type { Value } from "../values/value";

/** A number of bytes that a call reads or writes: an argument, the product of two, the string's length, or a constant. */
export type Length =
  | { readonly of: "argument"; readonly index: number }
  | { readonly of: "product"; readonly index: number; readonly times: number }
  /** The bytes of this argument's string, its NUL included. */
  | { readonly of: "string"; readonly index: number }
  | { readonly of: "bytes"; readonly count: number }
  /** One object of the type that the pointer argument points to: what lies beside it is left alone. */
  | { readonly of: "object" }
  | { readonly of: "unknown" };

export interface Access {
  /** The pointer argument. */
  readonly argument: number;
  readonly length: Length;
  readonly kind: "read" | "write";
  /** What each byte is afterwards: a number, or an argument's; unknown where it is left out. */
  readonly fills?: number | { readonly argument: number };
  /** The bytes come from where this argument points. */
  readonly copies?: number;
}

export interface Allocation {
  readonly size: Length;
  /** Bytes; an argument's number where the caller says. */
  readonly alignment: number | { readonly argument: number } | "page";
  readonly contents: "zero" | "unknown";
  /** The block at this argument is given up for it, and what it holds copied. */
  readonly moves?: number;
  /** The block comes back through this pointer argument instead of the result (posix_memalign). */
  readonly through?: number;
}

export interface Model {
  readonly name: string;
  /** `keeps`: leaves errno alone; `may-change`: may set it, or fail itself; `sets`: returns only to say that it failed. */
  readonly errno: "keeps" | "may-change" | "sets";
  /** It tells somebody about errno: perror, err, %m. */
  readonly reportsErrno?: true;
  /** It tells somebody that something went wrong, or may do so. */
  readonly logs?: true;
  readonly accesses?: readonly Access[];
  readonly allocates?: Allocation;
  readonly frees?: number;
  /** The result, where it is not -1, is a descriptor of such an object. */
  readonly opens?: ObjectKind;
  /** The result is this argument. */
  readonly returnsArgument?: number;
  /** The result is a number in this range. */
  readonly returns?: { readonly low: number; readonly high: number };
  /** The result, where memory and arguments are known well enough. */
  readonly computes?: (known: KnownCall) => Value | undefined;
  /** The bytes that it writes, where they are known. */
  readonly writes?: (known: KnownCall) => Written | undefined;
  /** A signal handler may call it. */
  readonly signalSafe?: true;
  /** It may enter the kernel in a way that an interrupt handler and disabled interrupts forbid. */
  readonly blocks?: true;
  /** It changes nothing, and the same arguments give the same result as long as memory stays the same. */
  readonly pure?: true;
  /** It changes nothing that its arguments point to; its result may be another each time. */
  readonly changesNothing?: true;
  /** What it says of its result's success and failure, where a test can go wrong. */
  readonly result?: ResultKind;
}

/** How a call tells that it failed. */
export type ResultKind =
  | "zero-or-minus-one"
  | "address-or-map-failed"
  | "id-or-minus-one"
  | "error-number"
  | "negative-errno";

export const argument = (index: number): Length => ({ of: "argument", index });
export const product = (index: number, times: number): Length => ({ of: "product", index, times });
export const bytes = (count: number): Length => ({ of: "bytes", count });
export const string = (index: number): Length => ({ of: "string", index });

/** One object that the argument points to, where it is no null pointer, is another afterwards. */
export const object = (index: number): Access => ({
  argument: index,
  length: { of: "object" },
  kind: "write",
});

/** One row for each of several functions that are alike; the names are separated by white space. */
export const each = (names: string, row: Omit<Model, "name">): Model[] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => ({ name, ...row }));

/** Leaves errno alone and changes nothing. */
export const quiet = { errno: "keeps", pure: true } as const;
/** Enters the kernel and may fail; what it points to may be changed. */
export const kernelCall = { errno: "may-change", blocks: true } as const;
/** Enters the kernel, may fail, and changes nothing of the program's. */
export const kernelQuestion = { ...kernelCall, changesNothing: true } as const;
/** Returns an error number and leaves errno alone. */
export const errorNumber = {
  errno: "keeps",
  returns: { low: 0, high: 4095 },
  result: "error-number",
} as const;
