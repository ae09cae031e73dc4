/** What the language itself has: wide numbers, records, pointers, odd control flow, each with what it must give. */
import type { Constructs } from "./construct";

export const languageConstructs: Constructs = {
  "64-bit arithmetic": ({ random, show, number }) => {
    const wide = [
      "0x7fffffffffffffffL",
      "1UL << 63",
      "0x123456789abcdefUL",
      "-1UL",
      "9007199254740993L",
      "~0UL >> 1",
    ];
    const [first, ...others] = wide as [string, ...string[]];
    const one = () => random.one([first, ...others]);
    const operator = () => random.one(["+", "-", "*", "^", "&", "|"]);
    return {
      body: [
        `unsigned long wide = (${one()}) ${operator()} (unsigned long)(${number()});`,
        `long signedly = (long)wide;`,
        show("wide"),
        show(`wide / ${random.one([2, 3, 4096, 1000003])}`),
        show(`wide % ${random.one([2, 10, 4096, 7])}`),
        show(`wide >> ${random.below(64)}`),
        show(`wide ${operator()} (${one()})`),
        show(`wide ${random.one(["<", ">", "<=", ">=", "=="])} (${one()})`),
        show(`signedly ${random.one(["<", ">"])} 0`),
        show(`(unsigned int)wide ${operator()} ${random.below(5000)}u`),
        show("(unsigned char)wide"),
      ],
    };
  },

  "numbers beyond long": ({ random, show, number }) => {
    const divisor = () => random.one([2, 3, 10, 4096, 1000003]);
    return {
      body: [
        `unsigned long huge = -(unsigned long)${1 + random.below(5000)}, near = huge ^ ((${number()}) & 63);`,
        ...[
          `huge / ${divisor()}`,
          `huge % ${divisor()}`,
          `near / ${divisor()}`,
          `near % ${divisor()}`,
          "huge / (near | 1)",
          `${random.below(9999)}ul / huge`,
          `${random.below(9999)}ul % huge`,
        ].map(show),
      ],
    };
  },

  "rounding to pages": ({ random, show, name, number }) => {
    const area = name("area");
    const size = random.one([4096, 4096, 64, 8192]);
    return {
      file: [`static char ${area}[40000] __attribute__((aligned(8192)));`],
      body: [
        `unsigned long n = (unsigned long)(${number()}) & 0xffff, size = ${size};`,
        `char *at = ${area} + (n & ${random.one([4095, 16383, 7])});`,
        show("(n + size - 1) & ~(size - 1)"),
        show("n / size * size"),
        show("n - n % size"),
        show("n % size ? n + (size - n % size) : n"),
        show("-n & (size - 1)"),
        show("((unsigned long)at & ~(size - 1)) % size"),
        show(`(char *)((unsigned long)at & ~(size - 1)) - ${area}`),
        show(`(char *)(((unsigned long)at + size - 1) & ~(size - 1)) - ${area}`),
        show(`at + (size - (unsigned long)at % size) % size - ${area}`),
        show(`(char *)((unsigned long)at / size * size) - ${area}`),
        show("(unsigned long)at & 15"),
      ],
    };
  },

  "pointer comparison and difference": ({ random, show, number }) => ({
    body: [
      `int cells[8] = { ${random.below(9)}, 2, 3 };`,
      `int *low = &cells[(${number()}) & 3], *high = &cells[4 + ((${number()}) & 3)];`,
      show("high - low"),
      show("low < high"),
      show(`low + ${random.below(5)} == high`),
      show("(char *)high - (char *)low"),
      "while (low < high) { *low = (int)(high - low); low++; }",
      show("cells[3]"),
      show("low == high"),
      show("*--high"),
    ],
  }),

  "bit-fields": ({ random, show, number }) => ({
    body: [
      "struct { unsigned a : 3; int b : 5; unsigned long c : 33; _Bool d : 1; unsigned : 0; short e : 9; } bits = { 0 };",
      `bits.a = ${number()};`,
      `bits.b = ${number()};`,
      `bits.c = (unsigned long)(${number()}) * 3;`,
      `bits.d = (${number()}) & 8;`,
      `bits.e ${random.one(["=", "+=", "-="])} ${number()};`,
      `bits.${random.one(["a", "b", "e"])}++;`,
      ...["bits.a", "bits.b", "bits.c", "bits.d", "bits.e", "sizeof bits"].map(show),
    ],
  }),

  "unions of several sizes": ({ random, show, number }) => ({
    body: [
      "union { long all; int halves[2]; short quarters[4]; unsigned char bytes[8]; } mixed = { 0 };",
      `mixed.all = ${number()};`,
      `mixed.${random.one(["halves[1]", "quarters[2]", "bytes[3]", "bytes[7]"])} = ${number()};`,
      ...["mixed.all", "mixed.halves[0]", "mixed.quarters[1]", "mixed.bytes[3]"].map(show),
    ],
  }),

  "arrays of structs": ({ random, show, number }) => ({
    body: [
      'struct item { int key; struct { short left, right; } pair; char name[4]; } items[3] = { { 1, { 2, 3 }, "ab" }, { .key = 7 } };',
      `items[(${number()}) & 1].pair.right = ${number()};`,
      `items[2] = items[${random.below(2)}];`,
      "struct item *last = items + 2;",
      `last->pair.left ${random.one(["=", "+=", "^="])} ${number()};`,
      ...[
        "items[2].key",
        "last->pair.left",
        "items[0].pair.right",
        "last->name[1]",
        "(last - 1)->key",
        "items[1].name[0]",
      ].map(show),
    ],
  }),

  "two dimensions": ({ random, show, number }) => ({
    body: [
      "int grid[3][4] = { { 1, 2 }, [2] = { [3] = 9 } };",
      `for (int i = 0; i < 3; i++) for (int j = 0; j < 4; j++) grid[i][j] ${random.one(["+=", "-=", "^="])} i * ${random.below(9)} + j;`,
      `grid[(${number()}) & 1][(${number()}) & 3] = ${number()};`,
      ...["grid[0][0]", "grid[2][3]", "grid[1][2]", "(*(grid + 2))[3]"].map(show),
    ],
  }),

  "linked list": ({ random, show, number }) => ({
    body: [
      `struct node { int value; struct node *next; } third = { ${random.below(50)}, 0 }, second = { 5, &third }, first = { 7, &second };`,
      "int sum = 0, length = 0;",
      `if (${number()}) second.next = ${random.one(["0", "&third"])};`,
      "for (struct node *at = &first; at; at = at->next) { sum += at->value; length++; }",
      ...["sum", "length", "first.next->value", "first.next->next == &third"].map(show),
    ],
  }),

  volatile: ({ show, number }) => ({
    body: [`volatile int device = ${number()};`, "device = device + 1;", show("device"), show("device * 0")],
  }),

  "compound literals": ({ random, show, number }) => ({
    body: [
      `int *three = (int[]){ ${random.below(9)}, ${number()}, 3 };`,
      "struct point *made = &(struct point){ .x = three[0], .total = -1, .row = { 1, 2 } };",
      `three[2] ${random.one(["+=", "="])} made->row[1];`,
      ...[
        "three[1]",
        "three[2]",
        "made->x",
        "made->total",
        "made->row[3]",
        "((struct point){ 4, 5 }).tag",
      ].map(show),
    ],
  }),

  "statement expressions": ({ random, show, number }) => ({
    body: [
      `int outer = ({ int inner = ${number()}; inner > ${random.below(100)} ? inner - 1 : inner + 1; });`,
      show("outer"),
      show(`({ for (int i = 0; i < ${random.below(6)}; i++) outer ^= i; outer; }) + 1`),
    ],
  }),

  "computed steps": ({ random, show, name, number }) => {
    const again = name("again");
    return {
      body: [
        `int count = (${number()}) & 7, made = 0;`,
        `switch (count) { case 0: do { made += 1; case 3: made += 3; case ${random.one([5, 6])}: made += 5; } while (--count > 0); break; case 1 ... 2: made = 100; default: made -= 7; }`,
        show("made"),
        `${again}: made++;`,
        `if (made < ${random.below(30)}) goto ${again};`,
        show("made"),
        show("count"),
      ],
    };
  },

  "characters and strings": ({ random, show, number }) => ({
    body: [
      `char text[] = "${random.one(["hello", "a", "", "page size"])}";`,
      'const char *fixed = "abcdef";',
      "int length = 0;",
      "while (text[length]) length++;",
      `fixed += (${number()}) & 3;`,
      ...["length", "sizeof text", "*fixed", "fixed[2]", `"xyz"[${random.below(3)}]`, "text[0] == 'h'"].map(
        show,
      ),
    ],
  }),

  "arrays of a size that is computed": ({ random, show, number }) => ({
    body: [
      `int size = ((${number()}) & 7) + 1;`,
      "int cells[size];",
      "for (int i = 0; i < size; i++) cells[i] = i * i;",
      show("sizeof cells"),
      show("cells[size - 1]"),
      show(`cells[${random.below(9)} % size]`),
    ],
  }),

  "unsigned wrapping": ({ random, show, number }) => ({
    body: [
      `unsigned int u = ${random.one(["0", "1", "0xffffffffu", "0x80000000u"])};`,
      `unsigned char c = ${random.below(256)};`,
      `unsigned short s = ${number()};`,
      `u ${random.one(["--", "++", "-= 5", "*= 3", "<<= 1"])};`,
      `c ${random.one(["--", "+= 200", "<<= 3", "= -c"])};`,
      `s ${random.one(["++", "*= s", "= ~s", ">>= 1"])};`,
      ...["u", "c", "s", "u > 0", "u - 1 > 5", "(int)u < 0", "c - 300 < 0", "-1 < 1u", "s * s"].map(show),
    ],
  }),
};
