/** Calls of every kind: through pointers and tables, back from the library, with state that stays, and to their ends. */
import type { Constructs } from "./construct";
import type { GeneratedFunction } from "./program";

const fn = (head: string, statements: readonly string[], end: string): GeneratedFunction => ({
  head,
  statements,
  end,
});

export const callConstructs: Constructs = {
  "mutual recursion": ({ random, show, name, number }) => {
    const [even, odd, seen] = [name("even"), name("odd"), name("seen")];
    return {
      file: [`static int ${seen};`, `static int ${odd}(int n);`],
      functions: [
        fn(`static int ${even}(int n)`, [`${seen} += n;`], `return n == 0 ? 1 : ${odd}(n - 1);`),
        fn(`static int ${odd}(int n)`, [], `return n == 0 ? ${random.below(2)} : ${even}(n - 1);`),
      ],
      body: [show(`${even}((${number()}) & ${random.one([3, 7, 15])})`), show(seen)],
    };
  },

  "recursion through a pointer": ({ random, show, name, number }) => {
    const walk = name("walk");
    return {
      functions: [
        fn(
          `static void ${walk}(int depth, int *sum)`,
          [
            "int here = depth * 2;",
            "if (depth <= 0) return;",
            `${walk}(depth - ${1 + random.below(2)}, sum);`,
          ],
          "*sum += here; return;",
        ),
      ],
      body: ["int total = 0;", `${walk}((${number()}) & 7, &total);`, show("total")],
    };
  },

  "recursion that is too deep to follow": ({ random, show, name }) => {
    const [down, calls] = [name("down"), name("calls")];
    const depth = random.one([`${80 + random.below(90)}`, `(input() & 31) + ${1 + random.below(9)}`]);
    return {
      file: [`static int ${calls};`],
      functions: [
        fn(
          `static int ${down}(int n)`,
          [`${calls}++;`],
          `return n <= 0 ? ${random.below(9)} : ${down}(n - 1) + 1;`,
        ),
      ],
      body: [show(`${down}(${depth})`), show(`${calls} > 1`)],
    };
  },

  "function pointers": ({ random, show, name, number }) => {
    const [add, take, calls] = [name("add"), name("take"), name("calls")];
    return {
      file: [`static int ${calls};`],
      functions: [
        fn(`static int ${add}(int a, int b)`, [`${calls}++;`], "return a + b;"),
        fn(`static int ${take}(int a, int b)`, [`${calls} += 10;`], "return a - b;"),
      ],
      body: [
        `int (*chosen)(int, int) = (${number()}) > ${random.below(50)} ? ${add} : &${take};`,
        show(`chosen(${number()}, 3)`),
        show(calls),
        `struct { int (*run)(int, int); int by; } task = { ${random.one([add, take])}, 4 };`,
        show("task.run(10, task.by)"),
        show(`chosen == ${add}`),
        `chosen = ${random.one([add, take])};`,
        show("(*chosen)(1, 2)"),
        show(calls),
      ],
    };
  },

  "tables of functions": ({ random, show, name, number }) => {
    const [one, two, three, table] = [name("one"), name("two"), name("three"), name("functions")];
    return {
      functions: [
        fn(`static int ${one}(int *at)`, ["*at += 1;"], "return 1;"),
        fn(`static int ${two}(int *at)`, ["*at *= 2;"], "return 2;"),
        fn(`static int ${three}(int *at)`, ["*at -= 3;"], "return 3;"),
      ],
      body: [
        `static int (*const ${table}[4])(int *) = { ${one}, ${two}, ${three}, ${one} };`,
        "int value = 5;",
        show(`${table}[(${number()}) & 3](&value)`),
        show("value"),
        `for (int i = 0; i < ${1 + random.below(4)}; i++) ${table}[i](&value);`,
        show("value"),
      ],
    };
  },

  "functions that nobody foretells": ({ random, show, name }) => {
    const [less, more, table] = [name("less"), name("more"), name("functions")];
    const both = random.one([`${less}, ${more}`, `${more}, ${less}`]);
    const bit = () => `(input() >> ${random.below(9)} & 1)`;
    return {
      functions: [
        fn(`static int ${less}(int *at)`, ["*at -= 3;"], "return 1;"),
        fn(`static int ${more}(int *at)`, ["*at += 5;"], "return 2;"),
      ],
      body: [
        `static int (*const ${table}[2])(int *) = { ${both} };`,
        "int value = 1;",
        `int (*chosen)(int *) = ${bit()} ? ${more} : ${less};`,
        ...["chosen(&value)", "value"].map(show),
        `for (int i = 0; i < 4; i++) { value = i; ${[`${table}[${bit()}](&value)`, "value"].map(show).join(" ")} }`,
      ],
    };
  },

  "the same call but for one argument": ({ random, show, name, number }) => {
    const mix = name("mix");
    const [first, second, third] = [random.below(50), random.below(50), number()];
    return {
      functions: [
        fn(
          `static int ${mix}(int a, int b, long c)`,
          [`if (a > ${random.below(50)}) b = -b;`],
          `return a * ${1 + random.below(9)} + b ^ (int)c;`,
        ),
      ],
      body: [
        `long last = ${third};`,
        show(`${mix}(${first}, ${second}, last)`),
        show(`${mix}(${first + 1 + random.below(9)}, ${second}, last)`),
        show(`${mix}(${first}, ${second + 1 + random.below(9)}, last)`),
        show(`${mix}(${first}, ${second}, last + 1)`),
        `for (int i = 0; i < ${2 + random.below(3)}; i++) { ${show(`${mix}(i, ${second}, 7)`)} }`,
      ],
    };
  },

  qsort: ({ random, show, name }) => {
    const [compare, compared] = [name("compare"), name("compared")];
    return {
      file: [`static int ${compared};`],
      functions: [
        fn(
          `static int ${compare}(const void *a, const void *b)`,
          [`${compared} = 1;`],
          "return *(const int *)a - *(const int *)b;",
        ),
      ],
      body: [
        `int sorted[4] = { ${[0, 1, 2, 3].map(() => random.below(20)).join(", ")} };`,
        "int untouched = 3;",
        `qsort(sorted, ${2 + random.below(3)}, sizeof *sorted, ${compare});`,
        ...["sorted[0]", "sorted[3]", "untouched", `${compared} != 0`].map(show),
      ],
    };
  },

  "signal handlers": ({ random, show, name, number }) => {
    const [handler, flag, place] = [name("handler"), name("flag"), name("place")];
    const way = random.one([
      `signal(SIGUSR1, ${handler});`,
      `{ struct sigaction action = { .sa_handler = ${handler} }; sigaction(SIGUSR1, &action, 0); }`,
    ]);
    return {
      file: [`static volatile int ${flag};`, `static int ${flag}_plain = 1, *${place};`],
      functions: [
        fn(
          `static void ${handler}(int number)`,
          [`${flag}_plain += 2;`, `if (${place}) *${place} += 3;`],
          `${flag} = 1;`,
        ),
      ],
      body: [
        `int pointed = ${random.below(9)};`,
        way,
        `${place} = &pointed;`,
        show(`${flag}_plain`),
        `if ((${number()}) > ${random.below(40)}) raise(SIGUSR1);`,
        show(flag),
        show(`${flag}_plain`),
        show("pointed"),
        `${place} = 0;`,
      ],
    };
  },

  "handlers whose signal comes late": ({ random, show, name, number }) => {
    const [handler, place, plain] = [name("handler"), name("place"), name("plain")];
    const fromChild =
      "{ pid_t child = fork(); if (child == 0) { kill(getppid(), SIGUSR2); _exit(0); } waitpid(child, 0, 0); }";
    const [send, sentByOther] = random.one<readonly [string, ...string[]]>([
      ["raise(SIGUSR2);"],
      ["kill(getpid(), SIGUSR2);"],
      ["raise(SIGUSR2);", fromChild],
    ]);
    return {
      file: [`static int *${place};`, `static int ${plain};`],
      functions: [
        fn(
          `static void ${handler}(int number)`,
          [`*${place} += ${1 + random.below(9)};`],
          `${plain} += ${1 + random.below(9)};`,
        ),
      ],
      body: [
        "sigset_t mask; sigemptyset(&mask); sigaddset(&mask, SIGUSR2);",
        `int local = ${random.below(20)};`,
        `signal(SIGUSR2, ${handler});`,
        `${place} = &local;`,
        show("local"),
        send,
        ...["local", plain].map(show),
        `${place} = &(int){ 0 };`,
        ...(sentByOther ? [`${plain} = 3;`, sentByOther, show(plain)] : []),
        "sigprocmask(SIG_BLOCK, &mask, 0);",
        send,
        `${plain} = ${number()};`,
        show(plain),
        "sigprocmask(SIG_UNBLOCK, &mask, 0);",
        show(plain),
      ],
    };
  },

  "ladders of goto": ({ random, show, name, number }) => {
    const work = name("work");
    const [first, second] = [random.below(9), random.below(9)];
    return {
      functions: [
        fn(
          `static int ${work}(int a, int *steps)`,
          [
            "int result = -1;",
            `char *block = malloc(${8 + random.below(100)});`,
            "if (!block) goto out;",
            `if (a == ${first}) goto free_block;`,
            "block[3] = (char)a;",
            `if (a > ${first + second}) { result = -22; goto undo; }`,
            "*steps += block[3];",
            "result = 0;",
            "goto free_block;",
            "undo: *steps = 100;",
            "free_block: free(block);",
          ],
          "out: return result;",
        ),
      ],
      body: ["int steps = 1;", show(`${work}((${number()}) & 15, &steps)`), show("steps")],
    };
  },

  "cleanup attributes": ({ random, show, name, number }) => {
    const [clean, cleaned, user] = [name("clean"), name("cleaned"), name("user")];
    return {
      file: [`static int ${cleaned};`],
      functions: [
        fn(`static void ${clean}(int *at)`, [], `${cleaned} = ${cleaned} * 3 + *at;`),
        fn(
          `static int ${user}(int a)`,
          [
            `int guard __attribute__((cleanup(${clean}))) = a & 7;`,
            `if (a > ${random.below(60)}) return ${cleaned};`,
            "guard += 2;",
            `{ int inner __attribute__((cleanup(${clean}))) = 3; if (a & ${random.one([1, 3, 7])}) goto out; inner = 4; } out:;`,
          ],
          `return guard + ${cleaned};`,
        ),
      ],
      body: [
        `{ int local __attribute__((cleanup(${clean}))) = ${1 + random.below(5)}; local++; }`,
        show(cleaned),
        show(`${user}(${number()})`),
        show(cleaned),
      ],
    };
  },

  variadics: ({ random, show, name, number }) => {
    const sum = name("sum");
    const count = random.below(4);
    const given = ["", `, ${number()}`, `, 1, ${number()}`, `, 4, 5, ${number()}`][count] ?? "";
    return {
      functions: [
        fn(
          `static int ${sum}(int count, ...)`,
          [
            "int total = 0;",
            "__builtin_va_list rest;",
            "__builtin_va_start(rest, count);",
            "while (count-- > 0) total += __builtin_va_arg(rest, int);",
            "__builtin_va_end(rest);",
          ],
          "return total;",
        ),
      ],
      body: [show(`${sum}(${count}${given})`)],
    };
  },

  "structs by value": ({ random, show, name, number }) => {
    const change = name("change");
    return {
      functions: [
        fn(
          `static struct point ${change}(struct point given, int by)`,
          ["given.x += by;", `given.row[${random.below(4)}] = given.tag;`],
          "return given;",
        ),
      ],
      body: [
        "struct point kept = { 1, 2, .total = 3, .row = { 4, 5, 6, 7 } };",
        `struct point changed = ${change}(kept, ${number()});`,
        ...["kept.x", "changed.x", "changed.row[2]", "kept.row[2]", "changed.total"].map(show),
        show(`${change}(changed, 1).tag`),
      ],
    };
  },

  "static locals": ({ random, show, name, number }) => {
    const next = name("next");
    return {
      functions: [
        fn(
          `static int ${next}(void)`,
          [`static int calls = ${random.below(9)};`, "static int table[3];", "table[calls % 3]++;"],
          "return calls++ * 10 + table[1];",
        ),
      ],
      body: [show(`${next}()`), `if (${number()}) ${next}();`, show(`${next}()`), show(`${next}()`)],
    };
  },

  "out-parameters": ({ random, show, name, number }) => {
    const split = name("split");
    return {
      functions: [
        fn(
          `static _Bool ${split}(int a, int *high, unsigned char *low)`,
          [`if (a < ${random.below(20)}) return 0;`, "*high = a >> 4;"],
          "*low = a; return 1;",
        ),
      ],
      body: [
        "int high = -1; unsigned char low = 9;",
        show(`${split}(${number()}, &high, &low)`),
        show("high"),
        show("low"),
      ],
    };
  },

  "functions that do not return": ({ random, show, name, number }) => {
    const leave = name("leave");
    return {
      functions: [
        fn(
          `static __attribute__((noreturn)) void ${leave}(int status)`,
          [show("status")],
          `${random.one(["exit", "_exit"])}(status & 0);`,
        ),
      ],
      body: [`if ((${number()}) > ${100 + random.below(3000)}) ${leave}(${number()});`],
    };
  },
};
