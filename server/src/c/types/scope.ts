/** What names mean at a place in a file: types, tags, enumerators, variables, functions. Scopes nest. */
import type { VariableId } from "../ir";
import type { CType, Field, RecordType } from "./types";

/** A type with what a declaration says beside it. */
export interface Qualified {
  readonly type: CType;
  readonly isConst: boolean;
  readonly isVolatile: boolean;
  /** Bytes, where an attribute asks for others than the type's own. */
  readonly alignment: number | undefined;
}

export type Meaning =
  | { readonly kind: "type"; readonly of: Qualified }
  | { readonly kind: "enumerator"; readonly value: bigint; readonly type: CType }
  | { readonly kind: "variable"; readonly id: VariableId }
  | { readonly kind: "function"; readonly type: CType; readonly returns: "returns" | "never" };

/** A record while its fields are read: others may already point to it. */
export type OpenRecord = { -readonly [Key in keyof RecordType]: RecordType[Key] };

export class Scope {
  private readonly names = new Map<string, Meaning>();
  private readonly records = new Map<string, OpenRecord>();
  private readonly defined = new Set<OpenRecord>();
  private readonly enumerations = new Map<string, Qualified>();

  /** `declareLate`: asked for a name that the scope does not have, before it says so. */
  constructor(
    readonly outer: Scope | undefined,
    private readonly declareLate?: (name: string, scope: Scope) => void,
  ) {}

  lookUp(name: string): Meaning | undefined {
    for (let scope: Scope | undefined = this; scope; scope = scope.outer) {
      if (!scope.names.has(name)) scope.declareLate?.(name, scope);
      const meaning = scope.names.get(name);
      if (meaning) return meaning;
    }
    return undefined;
  }

  /** Only what this scope itself declares. */
  own(name: string): Meaning | undefined {
    return this.names.get(name);
  }

  declare(name: string, meaning: Meaning): void {
    this.names.set(name, meaning);
  }

  typeNamed(name: string): Qualified | undefined {
    const meaning = this.lookUp(name);
    return meaning?.kind === "type" ? meaning.of : undefined;
  }

  /** The type of the enumeration of that tag; undefined where none is defined. */
  enumeration(tag: string): Qualified | undefined {
    for (let scope: Scope | undefined = this; scope; scope = scope.outer) {
      const known = scope.enumerations.get(tag);
      if (known) return known;
    }
    return undefined;
  }

  declareEnumeration(tag: string, type: Qualified): void {
    this.enumerations.set(tag, type);
  }

  /** The record of that tag, as mentioned: an outer one if there is one, else a new incomplete one. */
  record(tag: string): OpenRecord {
    for (let scope: Scope | undefined = this; scope; scope = scope.outer) {
      const record = scope.records.get(tag);
      if (record) return record;
    }
    return this.newRecord(tag);
  }

  /** The record of that tag, about to be defined in this very scope. */
  recordToDefine(tag: string): OpenRecord {
    const mentioned = this.records.get(tag);
    const record = mentioned && !this.defined.has(mentioned) ? mentioned : this.newRecord(tag);
    this.defined.add(record);
    return record;
  }

  private newRecord(tag: string): OpenRecord {
    const record: OpenRecord = { kind: "record", tag, size: undefined, alignment: undefined, fields: [] };
    if (tag !== "") this.records.set(tag, record);
    return record;
  }
}

export const plain = (type: CType): Qualified => ({
  type,
  isConst: false,
  isVolatile: false,
  alignment: undefined,
});

/** A member by name, also one of an anonymous member; its offset is from the record's start. */
export function findField(record: RecordType, name: string): Field | undefined {
  for (const field of record.fields) {
    if (field.name === name) return field;
    if (field.name !== "" || field.type.kind !== "record") continue;
    const inner = findField(field.type, name);
    if (!inner) continue;
    const known = field.offset !== undefined && inner.offset !== undefined;
    return { ...inner, offset: known ? (field.offset ?? 0) + (inner.offset ?? 0) : undefined };
  }
  return undefined;
}
