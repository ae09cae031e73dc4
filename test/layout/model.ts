/** C types as the generator makes them: trees that can be printed, asked about, and made smaller. */

export interface RecordModel {
  readonly kind: "struct" | "union";
  /** Before the tag. */
  readonly before: readonly string[];
  /** Behind the closing brace. */
  readonly after: readonly string[];
  /** `#pragma pack` around it; only for records that are declared by themselves. */
  readonly pack: number | undefined;
  readonly members: readonly MemberModel[];
}

export type TypeModel = { readonly text: string } | { readonly record: RecordModel };

export interface MemberModel {
  readonly type: TypeModel;
  /** Empty for an anonymous record or an unnamed bit-field. */
  readonly name: string;
  /** Array lengths as written; an empty one for a flexible array. */
  readonly lengths: readonly string[];
  readonly width: string | undefined;
  /** `_Alignas(16)` or an attribute before the type. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Something declared before the record that the case is about. */
export type Helper =
  | { readonly kind: "record"; readonly tag: string; readonly record: RecordModel }
  | { readonly kind: "typedef"; readonly name: string; readonly text: string }
  | { readonly kind: "enum"; readonly tag: string; readonly names: readonly string[]; readonly text: string };

export interface Case {
  readonly helpers: readonly Helper[];
  readonly tag: string;
  readonly record: RecordModel;
}

export function printCase({ helpers, tag, record }: Case): string {
  return [...helpers.map(printHelper), declare(tag, record)].join("\n");
}

function printHelper(helper: Helper): string {
  return helper.kind === "record" ? declare(helper.tag, helper.record) : helper.text;
}

function declare(tag: string, record: RecordModel): string {
  const text = `${printRecord(record, tag, "")};`;
  return record.pack === undefined ? text : `#pragma pack(push, ${record.pack})\n${text}\n#pragma pack(pop)`;
}

function printRecord({ kind, before, after, members }: RecordModel, tag: string, indent: string): string {
  const inner = `${indent}  `;
  const lines = members.map((member) => `${inner}${printMember(member, inner)}\n`).join("");
  const head = [kind, ...before, tag].filter((word) => word !== "").join(" ");
  return [`${head} {\n${lines}${indent}}`, ...after].join(" ");
}

function printMember({ type, name, lengths, width, before, after }: MemberModel, indent: string): string {
  const written = "text" in type ? type.text : printRecord(type.record, "", indent);
  // A declarator such as `(*)[3]` has its name inside.
  const [left, right = ""] = written.split("@");
  const arrays = lengths.map((length) => `[${length}]`).join("");
  const field = width === undefined ? "" : ` : ${width}`;
  return `${[...before, `${left} ${name}${arrays}${right}${field}`, ...after].join(" ")};`;
}

/** The tag or name with the keyword before it, as an expression names the type. */
export const typeName = (helper: Helper): string => {
  if (helper.kind === "typedef") return helper.name;
  return helper.kind === "enum" ? `enum ${helper.tag}` : `${helper.record.kind} ${helper.tag}`;
};

export interface Questions {
  /** Integer constant expressions. */
  readonly expressions: readonly string[];
  /** Bit-fields by their paths from the record. */
  readonly bitFields: readonly { readonly type: string; readonly path: string }[];
}

/** All that can be asked about a case. */
export function questionsOf(one: Case): Questions {
  const expressions: string[] = [];
  const bitFields: { type: string; path: string }[] = [];
  const ask = (type: string, record: RecordModel) => {
    expressions.push(`sizeof(${type})`, `_Alignof(${type})`, `__alignof__(${type})`);
    for (const { path, isBitField, isMeasured } of pathsOf(record, "")) {
      if (isBitField) bitFields.push({ type, path });
      else {
        expressions.push(`__builtin_offsetof(${type}, ${path})`);
        if (isMeasured) expressions.push(`sizeof(((${type} *)0)->${path})`);
      }
    }
  };
  for (const helper of one.helpers) {
    const type = typeName(helper);
    if (helper.kind === "record") ask(type, helper.record);
    else expressions.push(`sizeof(${type})`, `_Alignof(${type})`, `__alignof__(${type})`);
    if (helper.kind === "enum") {
      expressions.push(`(${type})-1 < 0`);
      for (const name of helper.names)
        expressions.push(`(unsigned)(${name})`, `sizeof(${name})`, `${name} < 0`);
    }
  }
  ask(`${one.record.kind} ${one.tag}`, one.record);
  return { expressions, bitFields };
}

interface Path {
  readonly path: string;
  readonly isBitField: boolean;
  /** A flexible array has no size. */
  readonly isMeasured: boolean;
}

function* pathsOf(record: RecordModel, prefix: string): Generator<Path> {
  for (const { type, name, lengths, width } of record.members) {
    if (name === "") {
      if ("record" in type) yield* pathsOf(type.record, prefix);
      continue;
    }
    const path = `${prefix}${name}`;
    yield { path, isBitField: width !== undefined, isMeasured: !lengths.includes("") };
    // A record's last element may lie behind a length of 0, which offsetof does not mind.
    const elements = lengths.map((length) => (length === "0" || length === "" ? "[0]" : "[1 - 1]")).join("");
    const hasNone = lengths.some((length) => length === "0" || length === "");
    if ("record" in type && !hasNone) yield* pathsOf(type.record, `${path}${elements}.`);
  }
}
