/** Random uses of memory mappings and locks, whose results are shown at once. */
import type { Random } from "../support/random";

/** Statements of one function body. `place` numbers a new checkpoint. */
export function kernelStatements(random: Random, place: () => number, constructs: Set<string>): string[] {
  const pages = 1 + random.below(6);
  const protection = random.one(["PROT_READ | PROT_WRITE", "PROT_READ | PROT_WRITE", "PROT_NONE"]);
  const flags = random.one(["MAP_PRIVATE | MAP_ANONYMOUS", "MAP_SHARED | MAP_ANONYMOUS"]);
  const show = (value: string) => `checkpoint(${place()}, (long)(${value}));`;
  const statements = [
    `long page = sysconf(_SC_PAGESIZE);`,
    show("page"),
    `int result = 0;`,
    `unsigned char *block = mmap(NULL, ${pages} * page, ${protection}, ${flags}, -1, 0);`,
    show("block == MAP_FAILED"),
    `if (block == MAP_FAILED) return 1;`,
  ];
  const mayWrite = protection !== "PROT_NONE";
  const count = 2 + random.below(5);
  for (let index = 0; index < count; index++) {
    statements.push(...oneCall(random, show, pages, mayWrite, constructs));
  }
  if (mayWrite) {
    const byte = random.below(pages * 4096);
    statements.push(`block[${byte}] = ${random.below(300)};`, show(`block[${byte}]`), show("block[1]"));
  }
  if (random.percent(25)) statements.push(...forked(random, show, pages, constructs));
  if (random.percent(60)) statements.push(`result = munmap(block, ${pages} * page);`, show("result"));
  return statements;
}

function oneCall(
  random: Random,
  show: (value: string) => string,
  pages: number,
  mayWrite: boolean,
  constructs: Set<string>,
): string[] {
  const offset = random.one([0, 0, 0, 1, 100, 4096]);
  const length = random.one([1, 100, 4096, pages * 4096, pages * 4096 - offset, (pages + 1) * 4096, 0]);
  const call = random.one([
    `mlock(block + ${offset}, ${length})`,
    `mlock(block + ${offset}, ${length})`,
    `munlock(block + ${offset}, ${length})`,
    `mlockall(${random.one(["MCL_CURRENT", "MCL_FUTURE", "MCL_CURRENT | MCL_FUTURE", "0"])})`,
    "munlockall()",
    `madvise(block + ${offset}, ${length}, MADV_${random.one(["DONTNEED", "WILLNEED", "NORMAL", "COLD", "POPULATE_WRITE"])})`,
    `posix_madvise(block + ${offset}, ${length}, POSIX_MADV_${random.one(["RANDOM", "WILLNEED"])})`,
    `msync(block + ${offset}, ${length}, ${random.one(["MS_SYNC", "MS_ASYNC", "MS_SYNC | MS_INVALIDATE", "64"])})`,
    // What is written later must still be there.
    `mremap(block, ${pages} * page, ${mayWrite ? pages + random.below(2) : 1 + random.below(pages)} * page, 0) == block`,
    `syscall(SYS_mlock, block + ${offset}, ${length})`,
    ...(mayWrite ? [`mprotect(block, 4096, PROT_READ | PROT_WRITE)`] : []),
  ]);
  constructs.add(call.slice(0, call.indexOf("(")));
  const lines = ["errno = 0;", `result = ${call};`, show("result")];
  if (random.percent(50)) lines.push(`if (result == -1) {\n  ${show("errno")}\n}`);
  return lines;
}

function forked(
  random: Random,
  show: (value: string) => string,
  pages: number,
  constructs: Set<string>,
): string[] {
  constructs.add("fork");
  const inChild = [
    show("result"),
    `result = munlock(block, ${random.below(pages + 1)} * page);`,
    show("result"),
  ];
  return [
    "pid_t child = fork();",
    show("child == 0"),
    `if (child == 0) {\n  ${inChild.join("\n  ")}\n  _exit(0);\n}`,
    "if (child > 0) waitpid(child, NULL, 0);",
  ];
}
