/** Random integer constant expressions whose value stays small, as they stand in array lengths and enumerators. */
import type { Random } from "../support/random";

export interface Constants {
  /** Types whose size may be asked; more come with time. */
  readonly types: string[];
  /** Enumerators. */
  readonly names: string[];
  /** An expression. */
  small(): string;
  /** An expression from 1 to 4. */
  length(): string;
}

/** One of a list that is not empty. */
export function oneOf<Value>(random: Random, values: readonly Value[]): Value {
  const [first, ...others] = values;
  if (first === undefined) throw new Error("nothing to choose from");
  return random.one([first, ...others]);
}

export function constants(random: Random): Constants {
  const types = ["char", "short", "int", "long", "long long", "double", "void *", "int[3]", "long double"];
  const names: string[] = [];
  const leaf = (): string => {
    const kind = random.below(10);
    if (kind < 5) return String(random.below(10));
    if (kind < 7) return `sizeof(${oneOf(random, types)})`;
    if (kind === 7) return `_Alignof(${oneOf(random, types)})`;
    if (kind === 8)
      return random.one(["'a'", "'\\n'", "0x1f", "017", "3u", "2L", "5ull", "0b101", "'\\x41'"]);
    return names.length === 0 ? "sizeof(1 ? 1 : 2L)" : `(signed char)${oneOf(random, names)}`;
  };
  const expression = (depth: number): string => {
    if (depth === 0 || random.percent(20)) return leaf();
    const inner = () => expression(depth - 1);
    const literal = 1 + random.below(5);
    return random.one([
      () => `(${inner()} ${random.one(["+", "-", "&", "|", "^"])} ${inner()})`,
      () => `(${inner()} ${random.one(["<", ">", "<=", ">=", "==", "!=", "&&", "||"])} ${inner()})`,
      () => `((int)${inner()} ${random.one(["*", "/", "%", ">>"])} ${literal})`,
      () => `((${inner()} & 15) << ${literal})`,
      () => `(${inner()} ? ${inner()} : ${inner()})`,
      () => `(${random.one(["char", "unsigned char", "short", "_Bool", "unsigned", "long long"])})${inner()}`,
      () => `${random.one(["!", "~", "-", "+"])}(${inner()})`,
      () => `sizeof(${inner()})`,
    ])();
  };
  return {
    types,
    names,
    small: () => expression(1 + random.below(3)),
    length: () => (random.percent(60) ? String(1 + random.below(4)) : `(${expression(3)} & 3) + 1`),
  };
}
