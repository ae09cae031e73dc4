/** The kinds of repair, with the places that each concerns. How they are written is the fixes' business. */
import type { CallSite, Variable } from "../c/ir";
import type { Span } from "../text/span";

/**
 * Spans are in the expanded text. `at` is a statement: a call site's `statement`, or what a `return` spans; where it
 * stands alone below an `if`, braces are put around it.
 */
export type Repair =
  | RangeRepair
  | ResultRepair
  | FlagRepair
  | OrderRepair
  | MemoryRepair
  | FileRepair
  | { readonly kind: "replace"; readonly span: Span; readonly newText: string; readonly title: string }
  /** A whole statement, or a comment; its line goes with it. */
  | { readonly kind: "remove"; readonly span: Span; readonly title: string };

/** What a call is given. */
type RangeRepair =
  /** The address of a range down to its page, the length up by as much. */
  | { readonly kind: "round-address"; readonly site: CallSite }
  /** One argument up to whole pages. */
  | { readonly kind: "round-length"; readonly site: CallSite; readonly index: number }
  | {
      readonly kind: "replace-argument";
      readonly site: CallSite;
      readonly index: number;
      readonly newText: string;
      readonly title: string;
    }
  /** Two arguments of one call. */
  | { readonly kind: "swap-arguments"; readonly first: Span; readonly second: Span }
  /** An unlock gets the range that its lock was given. */
  | { readonly kind: "same-range"; readonly lock: CallSite; readonly unlock: CallSite }
  /** A number that is meant as the page size, or as the page size less one: a mask. */
  | { readonly kind: "ask-page-size"; readonly span: Span; readonly meant: "size" | "size less one" };

/** What becomes of a call's result. */
type ResultRepair =
  | { readonly kind: "check-result"; readonly site: CallSite }
  | { readonly kind: "acquire-privilege"; readonly site: CallSite }
  | {
      readonly kind: "correct-test";
      readonly site: CallSite;
      /** The test, which tells nothing or takes success for failure. */
      readonly test: Span;
      readonly fault: "same-either-way" | "inverted" | "inverted-truth";
    }
  | {
      readonly kind: "save-errno";
      /** The call before which errno is still the failure's, and the place where it is read. */
      readonly before: CallSite;
      readonly read: Span;
    }

  /** A loop that tries the call again ends with a failure that waiting does not mend. */
  | { readonly kind: "leave-retry"; readonly site: CallSite }
  /** A failure with this errno is let pass. */
  | { readonly kind: "tolerate"; readonly site: CallSite; readonly errno: string };

/** An expression of flags: a whole argument. */
type FlagRepair =
  | { readonly kind: "add-flag"; readonly flags: Span; readonly flag: string }
  | { readonly kind: "remove-flag"; readonly flags: Span; readonly flag: string };

/** What comes before what. */
type OrderRepair =
  /** The statement of a call, with the test of its result, goes behind another statement of the function. */
  | { readonly kind: "move-after"; readonly site: CallSite; readonly at: Span }
  | { readonly kind: "move-before"; readonly site: CallSite; readonly at: Span }
  | {
      readonly kind: "touch-before";
      /** Where the lazy memory was mapped, and the statement that begins the critical region. */
      readonly mapping: CallSite;
      readonly region: CallSite;
    }
  /** The pages of the stack that a critical part will use: so many bytes, or as many as most need. */
  | { readonly kind: "touch-stack"; readonly at: Span; readonly bytes?: number }
  /** All of the process, before a statement; the result is tested, and the stack is touched. */
  | { readonly kind: "lock-all-before"; readonly at: Span; readonly functionName: string }
  /** The same lock once more, before the statement around a place. */
  | { readonly kind: "lock-again"; readonly lock: CallSite; readonly at: Span; readonly functionName: string }
  /** One object in place of the whole process. */
  | { readonly kind: "lock-object"; readonly site: CallSite; readonly object: Variable }
  /** A call, with the test of its result. */
  | { readonly kind: "drop-call"; readonly site: CallSite; readonly title: string }
  /** What `lock` locked, before a statement that frees or forgets it. */
  | { readonly kind: "unlock-before"; readonly lock: CallSite; readonly at: Span }
  /** What the process may lock, up to its hard limit. */
  | { readonly kind: "raise-limit"; readonly at: Span }
  /** No core dump of the process, from before a statement on. */
  | { readonly kind: "forbid-dump"; readonly at: Span };

/** What is in the memory, and where it comes from. */
type MemoryRepair =
  /** A secret in the range that `range` is given, before a statement after which it may get out. */
  | { readonly kind: "wipe-before"; readonly range: CallSite; readonly at: Span }
  /** A memset() or bzero() that the compiler may leave out. */
  | { readonly kind: "wipe-surely"; readonly site: CallSite }
  /** A block of malloc() becomes one of whole pages. */
  | { readonly kind: "allocate-pages"; readonly allocation: CallSite }
  /** It becomes a mapping. */
  | { readonly kind: "map-pages"; readonly allocation: CallSite };

/** What stands at the top of the file. */
type FileRepair =
  | { readonly kind: "add-include"; readonly headers: readonly string[] }
  /** "_GNU_SOURCE": before the first include. */
  | { readonly kind: "define-macro"; readonly name: string; readonly value?: string };
