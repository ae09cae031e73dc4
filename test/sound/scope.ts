/** What a generated statement can name. */

export const scalarTypes = [
  "int",
  "unsigned int",
  "long",
  "unsigned long",
  "short",
  "unsigned char",
  "signed char",
  "_Bool",
] as const;

export interface Named {
  readonly name: string;
  readonly type: string;
}

export interface NamedArray extends Named {
  readonly isConst: boolean;
}

/** Arrays have 8 elements; pointers point to one int at least. */
export class Scope {
  readonly scalars: Named[] = [];
  readonly arrays: NamedArray[] = [];
  readonly pointers: Named[] = [];
  readonly structs: string[] = [];
  /** Counters of loops: nobody assigns them, so that loops end. */
  readonly readable: string[] = [];
  /** (int, number, int *) -> number. */
  readonly functions: string[] = [];
  /** (int, depth) -> int. */
  readonly recursive: string[] = [];

  inner(): Scope {
    const scope = new Scope();
    scope.scalars.push(...this.scalars);
    scope.arrays.push(...this.arrays);
    scope.pointers.push(...this.pointers);
    scope.structs.push(...this.structs);
    scope.readable.push(...this.readable);
    scope.functions.push(...this.functions);
    scope.recursive.push(...this.recursive);
    return scope;
  }
}
