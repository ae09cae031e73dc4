/** <stdlib.h> and the aligned allocators: what they promise of a block, and no more. */
import { argument, each, type Model, product, quiet, string } from "./model";

/** What every C allocator promises: alignment for any object, 16 bytes on 64-bit systems, never a page. */
const anyObject = 16;

export const stdlibModels: readonly Model[] = [
  {
    name: "malloc",
    errno: "may-change",
    allocates: { size: argument(0), alignment: anyObject, contents: "unknown" },
    blocks: true,
  },
  {
    name: "calloc",
    errno: "may-change",
    allocates: { size: product(0, 1), alignment: anyObject, contents: "zero" },
    blocks: true,
  },
  {
    name: "realloc",
    errno: "may-change",
    allocates: { size: argument(1), alignment: anyObject, contents: "unknown" },
    blocks: true,
  },
  {
    name: "strdup",
    errno: "may-change",
    allocates: { size: string, alignment: anyObject, contents: "unknown" },
    blocks: true,
  },
  {
    name: "aligned_alloc",
    errno: "may-change",
    allocates: { size: argument(1), alignment: { argument: 0 }, contents: "unknown" },
    blocks: true,
  },
  {
    name: "memalign",
    errno: "may-change",
    allocates: { size: argument(1), alignment: { argument: 0 }, contents: "unknown" },
    blocks: true,
  },
  {
    name: "valloc",
    errno: "may-change",
    allocates: { size: argument(0), alignment: "page", contents: "unknown" },
    blocks: true,
  },
  {
    name: "pvalloc",
    errno: "may-change",
    allocates: { size: argument(0), alignment: "page", contents: "unknown" },
    blocks: true,
  },
  {
    name: "posix_memalign",
    errno: "keeps",
    allocates: { size: argument(2), alignment: { argument: 1 }, contents: "unknown", through: 0 },
    blocks: true,
    result: "error-number",
  },
  {
    name: "alloca",
    errno: "keeps",
    allocates: { size: argument(0), alignment: anyObject, contents: "unknown" },
  },
  // POSIX.1-2024 and glibc since 2.33 keep errno; programs rely on it in clean-up paths.
  { name: "free", errno: "keeps", frees: 0, blocks: true },
  { name: "cfree", errno: "keeps", frees: 0, blocks: true },
  ...each("getenv secure_getenv", quiet),
  ...each("strtol strtoul strtoull strtoll strtod strtof", { errno: "may-change" }),
  ...each("qsort bsearch setenv putenv srand", { errno: "may-change" }),
  { name: "rand", errno: "keeps", returns: { low: 0, high: 2 ** 31 - 1 } },
  ...each("random drand48 arc4random", { errno: "keeps" }),
  { name: "atexit", errno: "may-change", pure: true },
];
