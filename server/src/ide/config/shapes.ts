/** Shapes of JSON values: each is both a reader that says what is wrong and where, and a JSON schema. */
import type { Node } from "jsonc-parser";
import { nearest } from "../../text/near";
import type { Span } from "../../text/span";

export type Schema = Readonly<Record<string, unknown>>;

/** What is wrong with a place of the text. */
export interface Problem {
  readonly span: Span;
  readonly message: string;
  /** What may stand there instead. */
  readonly meant?: string;
}

export type Note = (problem: Problem) => void;

export interface Shape<Value> {
  readonly schema: Schema;
  /** What is wrong is noted and left out; undefined where nothing is left. */
  readonly read: (node: Node, note: Note) => Value | undefined;
  /** "a number of bytes", for whoever wrote something else. */
  readonly title: string;
}

const spanOf = ({ offset, length }: Node): Span => ({ start: offset, end: offset + length });

const wrong = (node: Node, note: Note, title: string): undefined => {
  note({ span: spanOf(node), message: `this is not ${title}` });
  return undefined;
};

export const flag: Shape<boolean> = {
  title: "true or false",
  schema: { type: "boolean" },
  read: (node, note) => (typeof node.value === "boolean" ? node.value : wrong(node, note, flag.title)),
};

/** `pattern`: of all of it. */
export const text = (title: string, pattern = "^[\\s\\S]+$"): Shape<string> => ({
  title,
  schema: { type: "string", pattern },
  read: (node, note) =>
    node.type === "string" && new RegExp(pattern).test(node.value) ? node.value : wrong(node, note, title),
});

/** One of these words. `what`: "a rule". */
export const choice = <const Word extends string>(words: readonly Word[], what: string): Shape<Word> => ({
  title: what,
  schema: oneOf(words, what),
  read(node, note) {
    if (node.type !== "string") return wrong(node, note, what);
    const found = words.find((word) => word === node.value);
    if (found === undefined) note(unknown(node, `${node.value} is not ${what}`, words));
    return found;
  },
});

export const number = (title: string, fits: (value: number) => boolean, schema: Schema): Shape<number> => ({
  title,
  schema,
  read: (node, note) =>
    typeof node.value === "number" && fits(node.value) ? node.value : wrong(node, note, title),
});

export const list = <Item>(item: Shape<Item>, least = 0): Shape<readonly Item[]> => ({
  title: `a list, each ${item.title}`,
  schema: { type: "array", items: item.schema, ...(least > 0 ? { minItems: least } : {}) },
  read(node, note) {
    if (node.type !== "array") return wrong(node, note, `a list, each ${item.title}`);
    const items = (node.children ?? []).flatMap((child) => item.read(child, note) ?? []);
    if (node.children?.length === 0 && least > 0) return wrong(node, note, `a list of ${least} or more`);
    return items.length < least ? undefined : items;
  },
});

/** The first that takes values of this kind; the last one complains. */
export const either = <A, B>(
  first: Shape<A>,
  second: Shape<B>,
  isFirst: (node: Node) => boolean,
): Shape<A | B> => ({
  title: `${first.title} or ${second.title}`,
  schema: { anyOf: [first.schema, second.schema] },
  read(node, note) {
    return isFirst(node) ? first.read(node, note) : second.read(node, note);
  },
});

/** Any number of values by name. */
export const table = <Value>(
  names: { readonly what: string } & (
    | { readonly known: readonly string[]; readonly pattern?: never }
    | { readonly pattern: string; readonly known?: never }
  ),
  value: Shape<Value>,
): Shape<Readonly<Record<string, Value>>> => ({
  title: `an object: ${names.what}, and for it ${value.title}`,
  schema: {
    type: "object",
    propertyNames: names.known ? oneOf(names.known, names.what) : { pattern: names.pattern },
    additionalProperties: value.schema,
  },
  read(node, note) {
    if (node.type !== "object") return wrong(node, note, `an object, by ${names.what}`);
    const entries = propertiesOf(node).flatMap(({ key, name, value: child }) => {
      if (names.known && !names.known.includes(name))
        note(unknown(key, `${name} is not ${names.what}`, names.known));
      else if (names.pattern && !new RegExp(names.pattern).test(name)) wrong(key, note, names.what);
      else {
        const read = child && value.read(child, note);
        return read === undefined ? [] : [[name, read] as const];
      }
      return [];
    });
    return Object.fromEntries(entries);
  },
});

type Fields = Readonly<Record<string, { readonly shape: Shape<unknown>; readonly description: string }>>;
type Read<F extends Fields> = {
  readonly [Key in keyof F]?: F[Key] extends { shape: Shape<infer V> } ? V : never;
};

/** These names and no others. */
export const record = <F extends Fields>(
  title: string,
  fields: F,
  required: readonly (keyof F & string)[] = [],
): Shape<Read<F>> => ({
  title,
  schema: {
    type: "object",
    properties: Object.fromEntries(
      Object.entries(fields).map(([name, { shape, description }]) => [
        name,
        { description, ...shape.schema },
      ]),
    ),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  },
  read(node, note) {
    if (node.type !== "object") return wrong(node, note, title);
    const values: Record<string, unknown> = {};
    for (const { key, name, value } of propertiesOf(node)) {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (!field) note(unknown(key, `${name} is not known here`, Object.keys(fields)));
      else if (value) values[name] = field.shape.read(value, note) ?? values[name];
    }
    const absent = required.filter((name) => !propertiesOf(node).some((property) => property.name === name));
    if (absent.length > 0) {
      note({ span: spanOf(node), message: `${absent.join(" and ")} is missing` });
      return undefined;
    }
    return required.every((name) => values[name] !== undefined) ? (values as Read<F>) : undefined;
  },
});

interface Property {
  readonly key: Node;
  readonly name: string;
  readonly value: Node | undefined;
}

function propertiesOf(node: Node): Property[] {
  return (node.children ?? []).flatMap(({ children = [] }) => {
    const [key, value] = children;
    return key ? [{ key, name: String(key.value), value }] : [];
  });
}

function unknown(node: Node, message: string, candidates: readonly string[]): Problem {
  const meant = nearest(String(node.value), candidates);
  if (meant !== undefined)
    return {
      span: spanOf(node),
      message: `${message}; did you mean ${meant}?`,
      meant: JSON.stringify(meant),
    };
  const all = candidates.length <= mostListed ? ` (${candidates.join(", ")})` : "";
  return { span: spanOf(node), message: message + all };
}

const mostListed = 16;

/** An editor that validates by the schema would list all words. */
const oneOf = (words: readonly string[], what: string): Schema => ({
  type: "string",
  enum: words,
  ...(words.length > mostListed ? { errorMessage: `This is not ${what}.` } : {}),
});
