/** What programs ask of the C library and the kernel beside locking: strings, blocks, limits, mappings, processes. */
import type { Constructs } from "./construct";

export const libraryConstructs: Constructs = {
  "string functions": ({ random, show, number }) => ({
    body: [
      "char text[32];",
      `strcpy(text, "${random.one(["abc", "", "hello world"])}");`,
      show("strlen(text)"),
      `strcat(text, "${random.one(["x", "yz"])}");`,
      show("strlen(text)"),
      show(`memcmp(text, "abd", 2) ${random.one(["==", "<"])} 0`),
      show(`strcmp(text, "${random.one(["abcx", "b"])}") == 0`),
      show(
        `strchr(text, '${random.one(["b", "x"])}') ? strchr(text, '${random.one(["b", "x"])}') - text : -1`,
      ),
      `strncpy(text, "longer than that", ${1 + random.below(8)});`,
      show("text[0]"),
      `snprintf(text, sizeof text, "%d-%s", ${number()}, "end");`,
      show("strlen(text) > 4"),
      show("text[0] != 0"),
      `memmove(text + 1, text, ${random.below(9)});`,
      show("text[1] == text[0]"),
    ],
  }),

  "memcpy between types": ({ random, show, number }) => {
    const copied = 1 + random.below(8);
    return {
      body: [
        `long from = ${number()}; int to[2]; unsigned char bytes[8] = { 91, 92, 93, 94, 95, 96, 97, 98 };`,
        "memcpy(to, &from, sizeof from);",
        `memcpy(bytes, &from, ${copied});`,
        // What is copied ends there, and no sooner.
        ...["to[0]", "to[1]", "bytes[0]", `bytes[${copied - 1}]`, `bytes[${copied & 7}]`].map(show),
        `memset(to, ${random.one([0, 1, 255])}, ${random.one([4, 8, 3])});`,
        ...["to[0]", "memcmp(to, &from, 8) == 0"].map(show),
      ],
    };
  },

  "malloc, realloc and free": ({ random, show, number }) => ({
    body: [
      `int *block = ${random.one(["malloc(16)", "calloc(4, sizeof(int))", "malloc(4 * sizeof *block)"])};`,
      "if (!block) return 1;",
      `for (int i = 0; i < 4; i++) block[i] = i * ${random.below(9)};`,
      `block[(${number()}) & 3] = ${number()};`,
      show("block[2]"),
      `block = realloc(block, ${random.one([64, 1000, 16])});`,
      "if (!block) return 1;",
      ...["block[0]", "block[2]", "(unsigned long)block % 8"].map(show),
      "int *other = malloc(4);",
      "if (other) *other = 5;",
      ...["other && *other == 5", "other == block"].map(show),
      "free(other);",
      "free(block);",
    ],
  }),

  "blocks from one place": ({ random, show }) => ({
    body: [
      "int *blocks[3], sum = 0;",
      `for (int i = 0; i < 3; i++) { blocks[i] = malloc(${random.one([4, 40])}); if (!blocks[i]) return 1; *blocks[i] = i + 1; }`,
      "for (int i = 0; i < 3; i++) sum = sum * 10 + *blocks[i];",
      show("sum"),
      show("blocks[0] == blocks[1]"),
      "*blocks[1] = 9;",
      show("*blocks[0]"),
      "for (int i = 0; i < 3; i++) free(blocks[i]);",
    ],
  }),

  "setrlimit and getrlimit": ({ random, show }) => ({
    body: [
      "struct rlimit limit;",
      show("getrlimit(RLIMIT_MEMLOCK, &limit)"),
      `if (limit.rlim_max >= 8192 || limit.rlim_max == (rlim_t)-1) limit.rlim_cur = ${random.one([0, 4096, 8192])};`,
      show("setrlimit(RLIMIT_MEMLOCK, &limit)"),
      `char *area = mmap(0, 16384, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);`,
      "if (area == MAP_FAILED) return 1;",
      `int locked = mlock(area, ${random.one([1, 4096, 8192, 16384])});`,
      show("locked"),
      `if (locked == -1) { ${show("errno")} }`,
      show("munmap(area, 16384)"),
    ],
  }),

  "mremap, madvise, msync and mincore": ({ random, show, number }) => ({
    body: [
      `unsigned char *area = mmap(0, 16384, PROT_READ | PROT_WRITE, MAP_${random.one(["PRIVATE", "SHARED"])} | MAP_ANONYMOUS, -1, 0), resident[8];`,
      "if (area == MAP_FAILED) return 1;",
      `area[${random.below(4096)}] = ${1 + random.below(200)}; area[0] = (unsigned char)(${number()});`,
      "int result;",
      `result = madvise(area${random.one(["", " + 1", " + 4096"])}, 4096, ${random.one(["MADV_WILLNEED", "MADV_DONTNEED", "MADV_NORMAL", "12345"])});`,
      show("result"),
      `if (result == -1) { ${show("errno")} }`,
      show("area[0]"),
      `result = msync(area, 4096, ${random.one(["MS_SYNC", "MS_ASYNC", "MS_SYNC | MS_ASYNC"])});`,
      show("result"),
      `result = mincore(area${random.one(["", " + 8"])}, 4096, resident);`,
      show("result"),
      `unsigned char *moved = mremap(area, 16384, ${random.one([8192, 32768, 16384])}, MREMAP_MAYMOVE);`,
      show("moved == MAP_FAILED"),
      "if (moved == MAP_FAILED) return 1;",
      ...["moved[0]", "moved[5000]", "(unsigned long)moved % 4096"].map(show),
      show("munmap(moved, 8192)"),
    ],
  }),

  "fork and waitpid": ({ random, show, number }) => {
    const status = random.below(100);
    return {
      body: [
        `int shared = ${number()}, told = 0;`,
        "pid_t child = fork();",
        "if (child == -1) return 1;",
        `if (child == 0) { shared = 77; ${show("shared")} ${show("munlockall()")} ${random.one(["_exit", "exit"])}(${status}); }`,
        show("waitpid(child, &told, 0) == child"),
        show("(told >> 8) & 255"),
        show("told & 127"),
        show("shared"),
      ],
    };
  },

  "locks in both processes": ({ random, show }) => ({
    body: [
      "char *area = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);",
      "if (area == MAP_FAILED) return 1;",
      "int locked = mlock(area, 4096), told = 0;",
      show("locked"),
      "fflush(0);",
      "pid_t child = fork();",
      "if (child == -1) return 1;",
      `if (child == 0) { ${show(`mlock(area, ${random.one([4096, 8192])})`)} ${show("munmap(area, 4096)")} _exit(locked == 0 ? 3 : 4); }`,
      "waitpid(child, &told, 0);",
      show("told >> 8"),
      show("munlock(area, 8192)"),
    ],
  }),
};
