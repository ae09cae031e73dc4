/** A generated C program: parts that can be left out one by one, and the text that is made of them. */

/** A function whose statements can be left out one by one. */
export interface GeneratedFunction {
  readonly head: string;
  readonly statements: readonly string[];
  /** What ends the body, before the closing brace: it always stays. */
  readonly end: string;
}

export interface Program {
  readonly seed: number;
  /** Types, globals and tables of file scope. */
  readonly globals: readonly string[];
  readonly functions: readonly GeneratedFunction[];
  /** Which kinds of construct it uses, for the table of what was covered. */
  readonly constructs: ReadonlySet<string>;
}

/**
 * What every program may call. `checkpoint` shows a value and the place where it stands; `input` gives a number that
 * the interpreter cannot know.
 */
const interfaceOf = `void checkpoint(int place, long value);
int input(void);
`;

/** The program as C; `entry` is the name of its first function, which takes nothing and returns int. */
export function textOf(program: Program, entry: string): string {
  const functions = program.functions.map(({ head, statements, end }) =>
    [`${head.replace("ENTRY", entry)} {`, ...statements.map(indented), indented(end), "}"].join("\n"),
  );
  return [interfaceOf, ...program.globals, ...functions, ""].join("\n");
}

const indented = (text: string): string => text.replace(/^/gm, "  ");
