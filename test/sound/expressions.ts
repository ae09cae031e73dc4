/** Random C expressions that are defined whatever their operands are. */
import type { Random } from "../support/random";
import type { Scope } from "./scope";

export class Expressions {
  constructor(
    private readonly random: Random,
    private readonly scope: Scope,
    private readonly constructs: Set<string>,
  ) {}

  /** A number: at most `depth` operators above each other. */
  readonly number = (depth: number): string => {
    if (depth <= 0 || this.random.percent(20)) return this.#leaf();
    const left = this.number(depth - 1);
    switch (this.random.below(11)) {
      case 0:
        return `(${left} ${this.random.one(["/", "%"])} ${this.random.one([2, 3, 7, 10, 16, 4096])})`;
      case 1:
        return `((${left}) ${this.random.one(["<<", ">>"])} ${this.random.below(12)})`;
      case 2:
        return `(${this.random.one(["-", "~", "!"])}(${left}))`;
      case 3:
        return `((${this.random.one(["int", "unsigned char", "short", "unsigned long", "unsigned int", "signed char"])})(${left}))`;
      case 4:
        this.constructs.add("?:");
        return `(${this.condition(depth - 1)} ? ${left} : ${this.number(depth - 1)})`;
      case 5:
        return `(${left} ${this.random.one(["&", "|", "^"])} ${this.random.one([1, 7, 15, 255, 4095, -4096, -8])})`;
      case 6:
        return `(${left}, ${this.number(depth - 1)})`;
      default:
        return `(${left} ${this.random.one(["+", "-", "*", "&", "|", "^"])} ${this.number(depth - 1)})`;
    }
  };

  condition(depth: number): string {
    if (depth > 0 && this.random.percent(25)) {
      this.constructs.add("&& and ||");
      return `(${this.condition(depth - 1)} ${this.random.one(["&&", "||"])} ${this.condition(depth - 1)})`;
    }
    if (this.random.percent(15)) return `!(${this.number(depth)})`;
    return `(${this.number(depth)}) ${this.random.one(["==", "!=", "<", "<=", ">", ">="])} (${this.number(depth - 1)})`;
  }

  /** Something whose value a checkpoint shows. */
  readable(): string {
    if (this.scope.structs.length > 0 && this.random.percent(12)) {
      return this.random.one(["sizeof(struct point)", "q == &point", "p != 0"]);
    }
    return this.random.percent(75) ? this.#leaf() : this.number(2);
  }

  /** A call. It may change what other operands read, so it is never a part of an expression: C leaves the order open. */
  call(depth: number): string | undefined {
    const { functions, recursive, pointers } = this.scope;
    const [first, ...others] = functions;
    if (first !== undefined && pointers.length > 0 && this.random.percent(70)) {
      const name = this.random.one([first, ...others]);
      this.constructs.add("call");
      return `${name}(${this.number(depth - 1)}, ${this.number(depth - 1)}, p)`;
    }
    if (recursive[0] !== undefined) this.constructs.add("recursion");
    return recursive[0] && `${recursive[0]}(${this.number(depth - 1)}, ${this.random.below(6)})`;
  }

  #leaf(): string {
    const { scalars, arrays, pointers, structs, readable } = this.scope;
    const kinds = [
      scalars.map(({ name }) => name),
      scalars.map(({ name }) => name),
      arrays.map(
        ({ name }) =>
          `${name}[${this.random.percent(60) ? this.random.below(8) : `(${scalars[0]?.name ?? 0}) & 7`}]`,
      ),
      pointers.map(({ name }) => `*${name}`),
      structs.map(
        (name) => `${name}.${this.random.one(["x", "tag", "total", "inner.b", "row[2]", "row[3]"])}`,
      ),
      readable,
      [String(this.random.one([0, 1, 2, 5, 8, 63, 255, 4096, 65535, -1, -7, 1000003]))],
    ];
    const [first, ...others] = kinds
      .filter((names) => names.length > 0)
      .map((names) => names[this.random.below(names.length)] ?? "0");
    return this.random.one([first ?? "0", ...others]);
  }
}
