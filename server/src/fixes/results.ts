/** How a call's result is compared: what it is after a failure, and after a success. */
import type { CallSite } from "../c/ir";

type Named = Pick<CallSite, "name">;

/** The comparison that is true after a failure: "== -1", "== MAP_FAILED", "!= 0". */
export const failureTest = (site: Named): string => formOf(site).failure;

/** The comparison that is true after a success. */
export const successTest = (site: Named): string => formOf(site).success;

/** Where is the failure's error number? In errno, in the result itself, or in the result with its sign changed. */
export const reasonIn = (site: Named): "errno" | "result" | "negated" => formOf(site).reason ?? "errno";

interface Form {
  /** Of which calls it is so. */
  readonly names: RegExp;
  readonly failure: string;
  readonly success: string;
  readonly reason?: "result" | "negated";
}

const minusOne = { names: /^/, failure: "== -1", success: "!= -1" };

const forms: readonly Form[] = [
  { names: /^mmap(64)?$/, failure: "== MAP_FAILED", success: "!= MAP_FAILED" },
  {
    names: /^(malloc|calloc|realloc|reallocarray|aligned_alloc|memalign|valloc|pvalloc|strdup|strndup)$/,
    failure: "== NULL",
    success: "!= NULL",
  },
  // QNX's kernel calls of that ending return a negative error number.
  { names: /_r$/, failure: "< 0", success: ">= 0", reason: "negated" },
  {
    names: /^(procmgr_ability|posix_memalign|pthread_|posix_m?advise)/,
    failure: "!= 0",
    success: "== 0",
    reason: "result",
  },
  { names: /^(m(un)?lock|mprotect$|munmap$)/, failure: "== -1", success: "== 0" },
];

const formOf = ({ name = "" }: Named): Form => forms.find(({ names }) => names.test(name)) ?? minusOne;
