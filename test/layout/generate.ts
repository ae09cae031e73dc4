/** Random C types: every way to put members into a structure, and the names and constants that go into it. */
import { type Random, randomOf } from "../support/random";
import { type Constants, constants, oneOf } from "./constants";
import {
  type Case,
  type Helper,
  type MemberModel,
  type RecordModel,
  type TypeModel,
  typeName,
} from "./model";

/** What differs between the compiler's targets. */
export interface Target {
  readonly name: "x86-64" | "i386";
  readonly longBits: number;
  /** Types that it does not have, or whose alignment depends on the compiler's age. */
  readonly unknown: RegExp;
  readonly modes: readonly string[];
  /** Sizes of vectors, where their alignment does not depend on the processor's options. */
  readonly vectors: readonly number[];
}

const modes = ["QI", "HI", "SI", "DI", "__word__"];

export const targets: readonly Target[] = [
  { name: "x86-64", longBits: 64, unknown: /^$/, modes: [...modes, "TI"], vectors: [4, 8, 16] },
  { name: "i386", longBits: 32, unknown: /__int128|_Atomic long long/, modes, vectors: [] },
];

/** Cases from a seed; names are unique among all of them. */
export function* casesFrom(seed: number, target: Target): Generator<Case> {
  const random = randomOf(seed);
  for (let number = 0; ; number++) yield new Maker(random, target, number).make();
}

/** Integer types that may be a bit-field, with their widths. */
interface Carrier {
  readonly text: string;
  readonly bits: number;
  readonly isQualified?: boolean;
}

const plainTypes = [
  ...["char", "signed char", "unsigned char", "short", "unsigned short", "int", "unsigned", "long"],
  ...["unsigned long int", "long long", "long unsigned int long", "_Bool", "float", "double", "long double"],
  ...["float _Complex", "_Complex double", "long double _Complex", "_Float128", "void *", "const char *"],
  ...[
    "int (*@)(int, char)",
    "char (*@)[7]",
    "_Atomic long long",
    "_Atomic(short)",
    "volatile int",
    "_Float64",
  ],
  ...["typeof(1 + 1L)", "__typeof__(char[3])", "__int128", "unsigned __int128", "int *_Atomic"],
] as const;

const alignments = [1, 2, 4, 8, 16, 32] as const;
/** Where gcc puts bit-fields of types with more is not told by any rule that we know. */
const fieldAlignments = [1, 2, 4, 8, 16] as const;

class Maker {
  private readonly helpers: Helper[] = [];
  private readonly carriers: Carrier[];
  private readonly types: string[] = [];
  private readonly constants: Constants;
  private names = 0;

  constructor(
    private readonly random: Random,
    private readonly target: Target,
    private readonly number: number,
  ) {
    const { longBits } = target;
    this.constants = constants(random);
    this.carriers = [
      ...["char", "signed char", "unsigned char"].map((text) => ({ text, bits: 8 })),
      ...["short", "unsigned short"].map((text) => ({ text, bits: 16 })),
      ...["int", "unsigned", "signed"].map((text) => ({ text, bits: 32 })),
      { text: "const int", bits: 32, isQualified: true },
      ...["long", "unsigned long"].map((text) => ({ text, bits: longBits })),
      ...["long long", "unsigned long long"].map((text) => ({ text, bits: 64 })),
      { text: "_Bool", bits: 1 },
    ];
  }

  make(): Case {
    const { random } = this;
    for (let count = random.below(4); count > 0; count--) this.help();
    return { helpers: this.helpers, tag: `S${this.number}`, record: this.record(3, "alone") };
  }

  private name(prefix: string): string {
    return `${prefix}${this.number}_${this.names++}`;
  }

  private help(): void {
    const kind = this.random.below(10);
    if (kind < 3) this.enumeration();
    else if (kind < 6) {
      const helper: Helper = { kind: "record", tag: this.name("R"), record: this.record(1, "alone") };
      this.helpers.push(helper);
      this.types.push(typeName(helper));
      this.constants.types.push(typeName(helper));
    } else this.typedef();
  }

  private enumeration(): void {
    const { random } = this;
    const tag = this.name("E");
    const names: string[] = [];
    const items: string[] = [];
    for (let count = 1 + random.below(4); count > 0; count--) {
      const name = this.name("N");
      const value = random.percent(30) ? "" : ` = ${this.enumerator()}`;
      items.push(`${name}${value}`);
      names.push(name);
    }
    const packed = random.percent(25) ? " __attribute__((packed))" : "";
    const isBefore = random.percent(50);
    const text = `enum${isBefore ? packed : ""} ${tag} { ${items.join(", ")} }${isBefore ? "" : packed};`;
    this.helpers.push({ kind: "enum", tag, names, text });
    this.constants.names.push(...names);
    this.types.push(`enum ${tag}`);
    // Its own size is not known here: widths stay small.
    this.carriers.push({ text: `enum ${tag}`, bits: 8 });
  }

  private enumerator(): string {
    const { random } = this;
    if (random.percent(50)) return this.constants.small();
    return oneOf(random, [
      ...["-1", "-128", "-129", "255", "256", "65535", "65536", "0x7fffffff - 1", "0x7fffffff"],
      ...["0x80000000", "0xffffffff", "-0x7fffffff - 1", "-0x80000000LL - 1", "0x100000000", "1LL << 40"],
      ...["0x1fffffffff0000", "(unsigned char)-1", "-(1LL << 33)", "~0U", "'a'"],
    ]);
  }

  private typedef(): void {
    const { random, target } = this;
    const name = this.name("T");
    const kind = random.below(8);
    const alignment = random.one(alignments);
    if (kind < 3) {
      const carrier = oneOf(random, this.carriers);
      const bound = random.one(fieldAlignments);
      // gcc forgets the alignment of a qualified type in an array of it.
      const attribute = kind === 0 || carrier.isQualified ? "" : ` __attribute__((aligned(${bound})))`;
      this.declare(name, `typedef ${carrier.text} ${name}${attribute};`);
      this.carriers.push({ ...carrier, text: name });
    } else if (kind === 3) {
      const text = this.typeText();
      const attribute = /_Atomic|volatile/.test(text) ? "" : `__attribute__((aligned(${alignment})))`;
      this.declare(name, `typedef ${text} ${attribute} ${name};`, "@");
    } else if (kind === 4) {
      this.declare(name, `typedef ${this.typeText()} ${name}[${this.constants.length()}];`, "@");
    } else if (kind === 5 && target.vectors.length > 0) {
      const of = random.one(["float", "int", "unsigned char", "double"]);
      const bytes = oneOf(random, target.vectors);
      this.declare(name, `typedef ${of} ${name} __attribute__((vector_size(${bytes})));`);
    } else if (kind === 6) {
      const mode = oneOf(random, target.modes);
      this.declare(name, `typedef unsigned ${name} __attribute__((mode(${mode})));`);
    } else {
      const of = this.types.length === 0 ? "long long" : oneOf(random, this.types);
      const text = random.one([`typeof(${of})`, `typeof(*(${of} *)0)`, of]);
      this.declare(name, `typedef ${text} ${name};`, "incomplete");
    }
  }

  /** Text with a declarator's mark in it is not for a typedef. */
  private declare(name: string, text: string, unless?: string): void {
    if (unless === "@" && text.includes("@")) return;
    this.helpers.push({ kind: "typedef", name, text });
    this.types.push(name);
    this.constants.types.push(name);
  }

  private typeText(): string {
    const { random, types } = this;
    if (types.length > 0 && random.percent(25)) return oneOf(random, types);
    const text = random.one(plainTypes);
    return this.target.unknown.test(text) ? "long long" : text;
  }

  private record(depth: number, standing: "alone" | "inside"): RecordModel {
    const { random } = this;
    const kind = random.percent(22) ? "union" : "struct";
    const members: MemberModel[] = [];
    for (let count = random.below(6) + (standing === "alone" ? 1 : 0); count > 0; count--) {
      members.push(this.member(depth));
    }
    if (!members.some(({ name }) => name !== "")) members.push(this.named(this.typeText()));
    if (standing === "alone" && kind === "struct" && random.percent(6)) {
      members.push({ ...this.named(this.typeText()), lengths: random.percent(50) ? [""] : ["", "2"] });
    }
    const isEmpty = standing === "inside" && random.percent(3);
    const attributes = this.recordAttributes();
    const isBefore = random.percent(50);
    const pack = standing === "alone" && random.percent(15) ? random.one([1, 2, 4, 8, 16]) : undefined;
    // For i386 compilers do not agree on an array of no strictly aligned elements.
    const hasNone = members.some(({ lengths }) => lengths.includes("0"));
    return {
      kind,
      before: isBefore ? attributes : [],
      after: isBefore ? [] : attributes,
      pack: hasNone && pack === 8 ? undefined : pack,
      members: isEmpty ? [] : members,
    };
  }

  private recordAttributes(): string[] {
    const { random } = this;
    const alignment = random.one(alignments);
    if (random.percent(70)) return [];
    return random.one([
      ["__attribute__((packed))"],
      ["__attribute__((__packed__))"],
      [`__attribute__((aligned(${alignment})))`],
      [`__attribute__((packed, aligned(${alignment})))`],
      ["__attribute__((packed))", `__attribute__((aligned(${alignment})))`],
      ["__attribute__((aligned))"],
    ]);
  }

  private member(depth: number): MemberModel {
    const { random } = this;
    const kind = random.below(100);
    if (kind < 35) return this.bitField();
    if (kind < 50 && depth > 0) {
      const isAnonymous = random.percent(50);
      const lengths = !isAnonymous && random.percent(30) ? [this.constants.length()] : [];
      const type: TypeModel = { record: this.record(depth - 1, "inside") };
      const name = isAnonymous ? "" : this.name("m");
      return {
        type,
        name,
        lengths,
        width: undefined,
        before: [],
        after: isAnonymous ? [] : this.attributes(),
      };
    }
    const isAligned = random.percent(8);
    const before = isAligned ? [random.one(["_Alignas(16)", "_Alignas(32)", "_Alignas(long double)"])] : [];
    const lengths = Array.from({ length: random.percent(25) ? 1 + random.below(2) : 0 }, () =>
      random.percent(5) ? "0" : this.constants.length(),
    );
    return { ...this.named(this.typeText()), lengths, before, after: this.attributes() };
  }

  private named(text: string): MemberModel {
    return { type: { text }, name: this.name("m"), lengths: [], width: undefined, before: [], after: [] };
  }

  private bitField(): MemberModel {
    const { random } = this;
    const { text, bits } = oneOf(random, this.carriers);
    // The grammar mistakes an unnamed one of an enumeration for something else.
    const isUnnamed = random.percent(20) && !text.startsWith("enum");
    const width = isUnnamed && random.percent(50) ? 0 : 1 + random.below(bits);
    const written = random.percent(10) ? `${width - 1 < 0 ? 0 : `${width - 1} + 1`}` : String(width);
    const name = isUnnamed ? "" : this.name("b");
    const after = random.percent(12) ? this.attributes() : [];
    return { type: { text }, name, lengths: [], width: written, before: [], after };
  }

  private attributes(): string[] {
    const { random } = this;
    const alignment = random.one(alignments);
    if (random.percent(80)) return [];
    return random.one([
      ["__attribute__((packed))"],
      [`__attribute__((aligned(${alignment})))`],
      [`__attribute__((packed, aligned(${alignment})))`],
      ["__attribute__((aligned))"],
    ]);
  }
}
