/** <stdlib.h> and the aligned allocators: what they promise of a block, and no more. */
import { decimal } from "../calls/text";
import { type Allocation, argument, each, type Length, type Model, product, quiet, string } from "./model";

/** What every C allocator promises: alignment for any object, 16 bytes on 64-bit systems, never a page. */
const anyObject = 16;

const block = (
  name: string,
  size: Length,
  alignment: Allocation["alignment"],
  more: Partial<Allocation> = {},
): Model => ({
  name,
  errno: "may-change",
  allocates: { size, alignment, contents: "unknown", ...more },
  blocks: true,
});

export const stdlibModels: readonly Model[] = [
  block("malloc", argument(0), anyObject),
  block("calloc", product(0, 1), anyObject, { contents: "zero" }),
  block("realloc", argument(1), anyObject, { moves: 0 }),
  block("reallocarray", product(1, 2), anyObject, { moves: 0 }),
  block("recallocarray", product(2, 3), anyObject, { moves: 0 }),
  block("reallocf", argument(1), anyObject, { moves: 0 }),
  block("mallocarray", product(0, 1), anyObject),
  block("strdup", string(0), anyObject),
  block("strndup", { of: "unknown" }, anyObject),
  block("aligned_alloc", argument(1), { argument: 0 }),
  block("memalign", argument(1), { argument: 0 }),
  block("valloc", argument(0), "page"),
  block("pvalloc", argument(0), "page"),
  {
    ...block("posix_memalign", argument(2), { argument: 1 }, { through: 0 }),
    errno: "keeps",
    result: "error-number",
  },
  {
    name: "alloca",
    errno: "keeps",
    allocates: { size: argument(0), alignment: anyObject, contents: "unknown" },
  },
  // POSIX.1-2024 and glibc since 2.33 keep errno; programs rely on it in clean-up paths.
  ...each("free cfree freezero free_sized free_aligned_sized", {
    errno: "keeps",
    frees: 0,
    blocks: true,
  }),
  ...each("malloc_usable_size malloc_size malloc_good_size", {
    errno: "keeps",
    changesNothing: true,
    returns: { low: 0, high: 2 ** 47 },
  }),
  ...each("mallopt malloc_trim malloc_stats malloc_info", { errno: "may-change", changesNothing: true }),
  ...each("getenv secure_getenv", quiet),
  ...each("atoi atol atoll", { ...quiet, computes: decimal }),
  ...each("strtol strtoul strtoull strtoll strtod strtof strtold strtoimax strtoumax strtoq strtouq", {
    errno: "may-change",
  }),
  ...each("qsort qsort_r bsearch lfind setenv unsetenv putenv clearenv srand srandom", {
    errno: "may-change",
  }),
  ...each("rand random", { errno: "keeps", changesNothing: true, returns: { low: 0, high: 2 ** 31 - 1 } }),
  ...each("drand48 arc4random arc4random_uniform lrand48", { errno: "keeps", changesNothing: true }),
  ...each("arc4random_buf", {
    errno: "keeps",
    accesses: [{ argument: 0, length: argument(1), kind: "write" }],
  }),
  ...each("atexit at_quick_exit on_exit", { errno: "may-change", pure: true }),
  ...each("mktemp mkstemp mkdtemp realpath", { errno: "may-change", blocks: true }),
];
