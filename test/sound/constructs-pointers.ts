/** Pointers of which the interpreter cannot know where they lead, although the program does: it must not trust what they may write. */
import type { Random } from "../support/random";
import type { Constructs, Draw } from "./construct";
import type { GeneratedFunction } from "./program";

/** So many names with a number each. */
const named = (kind: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${kind}${index}`);

const declared = (names: readonly string[], random: Random): string =>
  `int ${names.map((name) => `${name} = ${random.below(50)}`).join(", ")};`;

/** One of `count`, which is mostly known. */
const indexBelow = ({ random, number }: Draw, count: number): string =>
  random.percent(15)
    ? `(unsigned)(input() >> ${random.below(9)}) % ${count}`
    : `(unsigned)(${number()}) % ${count}`;

const address = (name: string): string => `&${name}`;

/** Ways of hiding an address in `hidden`, and of having it back in `found`. */
const disguises: readonly (readonly string[])[] = [
  ["unsigned long hidden = (unsigned long)&target ^ 0x5a5a;", "int *found = (int *)(hidden ^ 0x5a5a);"],
  ["unsigned long hidden = ~(unsigned long)&target;", "int *found = (int *)~hidden;"],
  [
    "unsigned int hidden[2] = { (unsigned int)(unsigned long)&target, (unsigned int)((unsigned long)&target >> 32) };",
    "int *found = (int *)((unsigned long)hidden[1] << 32 | hidden[0]);",
  ],
  [
    "int *plain = &target, *found; unsigned char hidden[sizeof plain];",
    "for (unsigned i = 0; i < sizeof plain; i++) hidden[i] = ((unsigned char *)&plain)[i];",
    "for (unsigned i = 0; i < sizeof plain; i++) ((unsigned char *)&found)[i] = hidden[i];",
  ],
  [
    "int *plain = &target, *found; unsigned char hidden[sizeof plain];",
    "memcpy(hidden, &plain, 3); memcpy(hidden + 3, (char *)&plain + 3, sizeof plain - 3);",
    "memcpy(&found, hidden, sizeof found);",
  ],
  ["long apart = (long)&target - (long)&beside;", "int *found = (int *)((long)&beside + apart);"],
  [
    "union { int *at; unsigned short parts[4]; } hidden = { &target };",
    "unsigned short last = hidden.parts[0]; hidden.parts[0] = 0; hidden.parts[0] = last;",
    "int *found = hidden.at;",
  ],
  [
    "unsigned long hidden = (unsigned long)&target * 3;",
    "int *found = (int *)(hidden / 3 + (unsigned long)&target % 1);",
  ],
];

const fromChild =
  "{ pid_t child = fork(); if (child == 0) { kill(getppid(), SIGUSR2); _exit(0); } waitpid(child, 0, 0); }";

const fn = (head: string, statements: readonly string[], end: string): GeneratedFunction => ({
  head,
  statements,
  end,
});

export const pointerConstructs: Constructs = {
  "tables of pointers": (draw) => {
    const { random, show, name } = draw;
    const count = random.one([2, 4, 8, 20]);
    const names = named("place", count);
    const table = name("table");
    const other = random.below(count);
    return {
      body: [
        `static ${declared(names, random)}`,
        `${random.one(["static ", ""])}int *${table}[${count}] = { ${names.map(address).join(", ")} };`,
        `*${table}[${indexBelow(draw, count)}] ${random.one(["=", "+="])} ${random.below(90)};`,
        ...[`place0`, `place${count - 1}`].map(show),
        `int *chosen = ${table}[${indexBelow(draw, count)}];`,
        `place${other} = ${random.below(9)};`,
        `*chosen = ${90 + random.below(9)};`,
        ...[`place${other}`, "place1"].map(show),
        ...names.map((one, index) => `${one} = ${index};`),
        ...[`place${other}`, "place0 + place1", "*chosen >= 0"].map(show),
      ],
    };
  },

  "pointers chosen one by one": (draw) => {
    const { random, show, name } = draw;
    const count = random.one([3, 9, 20]);
    const kept = name("kept");
    const names = named("place", count);
    const bit = () => (random.percent(10) ? "input() & 1" : `(${draw.number()}) & 1`);
    return {
      file: [`static int *${kept};`],
      body: [
        declared(names, random),
        `${kept} = &place0;`,
        ...names.slice(1).map((one) => `if (${bit()}) ${kept} = &${one};`),
        `*${kept} = 77;`,
        ...["place0", `place${count - 1}`].map(show),
        `${kept} = 0;`,
        "place1 = 4; place2 = 5;",
        ...["place1", "place2", "place1 + place2"].map(show),
      ],
    };
  },

  "addresses in disguise": ({ random, show, number }) => {
    const [first, ...others] = disguises as [readonly string[], ...(readonly string[])[]];
    const storage = random.one(["", "static "]);
    return {
      body: [
        `${storage}int target = ${random.below(50)}, beside = ${random.below(50)};`,
        "int untouched = 3;",
        ...random.one([first, ...others]),
        show("target"),
        `target = ${number()};`,
        `*found ${random.one(["=", "+=", "^="])} ${1 + random.below(90)};`,
        ...["target", "beside", "untouched"].map(show),
        "target = 5; beside = 6;",
        ...["target", "beside", "untouched + target"].map(show),
      ],
    };
  },

  "pointers that nobody saw being set": ({ random, show, name }) => {
    const [set, first, second, target] = [name("set"), name("first"), name("second"), name("target")];
    return {
      file: [`static int *${first}, *${second}, ${target};`],
      functions: [
        fn(
          `static void ${set}(int n, int *local)`,
          [
            `if (n > 0) { ${set}(n - 1, local); return; }`,
            `${first} = ${random.one([`&${target}`, "local"])};`,
          ],
          `${second} = ${random.one([`&${target}`, "local"])};`,
        ),
      ],
      body: [
        "int local = 1, apart = 2;",
        `${set}(${random.one(["80", "2", "3", "1", "(input() & 15) + 3"])}, &local);`,
        `local = ${random.below(9)}; ${target} = ${10 + random.below(9)};`,
        ...["local", target].map(show),
        `*${first} = ${20 + random.below(9)};`,
        ...["local", target, `*${second}`].map(show),
        `*${second} = ${30 + random.below(9)};`,
        ...["local", `*${first}`, "apart"].map(show),
        `local = 40; ${target} = 41;`,
        ...[`*${first}`, "local", target, `local + ${target}`].map(show),
      ],
    };
  },

  "handlers that follow what was set later": ({ random, show, name }) => {
    const [handler, holder] = [name("handler"), name("holder")];
    const way = random.one([
      `${holder}.at = &local;`,
      `int *plain = &local; memcpy(&${holder}.at, &plain, sizeof plain);`,
      `struct { int *at; int other; } made = { &local, 2 }; memcpy(&${holder}, &made, sizeof made);`,
      `static int *far; ${holder}.through = &far; far = &local;`,
    ]);
    return {
      file: [`static struct { int *at; int other; int **through; } ${holder};`],
      functions: [
        fn(
          `static void ${handler}(int number)`,
          [`if (${holder}.at) *${holder}.at += ${1 + random.below(9)};`],
          `if (${holder}.through) **${holder}.through += ${1 + random.below(9)};`,
        ),
      ],
      body: [
        `int local = ${random.below(20)}, unseen = 7;`,
        `signal(SIGUSR2, ${handler});`,
        way,
        "unseen++;",
        ...["local", "unseen"].map(show),
        fromChild,
        "int after = local;",
        "unseen *= 2;",
        ...["after", "unseen", "unseen + 1"].map(show),
        `${holder}.at = 0; ${holder}.through = 0;`,
        "signal(SIGUSR2, SIG_IGN);",
      ],
    };
  },
};
