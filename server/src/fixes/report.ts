/** What is said when a call has failed, in the words that the text around uses for it. */
import { type Branch, endsAll, tells } from "./branches";

/** One statement, without its semicolon, in which `errno` is still the failure's. */
export interface Report {
  readonly text: string;
  readonly includes: readonly string[];
  /** Does nothing follow it? */
  readonly isLast: boolean;
}

/** `reason`: an expression that is the failure's error number; undefined where none is at hand. */
export function plainReport(name: string, reason: string | undefined): Report {
  if (reason === "errno") return { text: `perror("${name}")`, includes: ["stdio.h"], isLast: false };
  const text =
    reason === undefined
      ? `fprintf(stderr, "${name}() failed\\n")`
      : `fprintf(stderr, "${name}: %s\\n", strerror(${reason}))`;
  const includes = reason === undefined ? ["stdio.h"] : ["stdio.h", "string.h"];
  return { text, includes, isLast: false };
}

/** The same for our call as a branch says of its own; undefined where it says nothing. */
export function reportLike(branch: Branch, name: string, reason: string | undefined): Report | undefined {
  for (const statement of branch.statements) {
    const [, callee = "", list = ""] = /^(\w+)\s*\(([\s\S]*)\)$/.exec(statement) ?? [];
    if (callee === "" || !tells(callee) || callee === "exit") continue;
    const report = likeCall(callee, argumentsIn(list), branch, { name, reason });
    if (report) return report;
  }
  return undefined;
}

function likeCall(
  callee: string,
  given: readonly string[],
  branch: Branch,
  { name, reason }: { readonly name: string; readonly reason: string | undefined },
): Report | undefined {
  const isLast = endsAll(callee);
  if (callee === "perror") return plainReport(name, reason);
  const index = formatIn(given);
  const leading = given.slice(0, Math.max(index, 0));
  if (index < 0 || !leading.every((one) => /^[&*]?[\w.]+(?:->\w+)*$|^-?\d+$|^"[^"\\]*"$/.test(one)))
    return undefined;
  const written = given[index] ?? "";
  const format = written.slice(written.indexOf('"'));
  // A macro with the text that begins all messages.
  const common = written.slice(0, written.indexOf('"')).trim();
  const rest = given.slice(index + 1);
  const start = beginningOf(format, branch.condition);
  const end = /\\n"$/.test(format) ? "\\n" : "";
  const say = (what: string, ...values: string[]): Report => ({
    text: `${callee}(${[...leading, `${common === "" ? "" : `${common} `}"${start}${what}${end}"`, ...values].join(", ")})`,
    includes: values.length > 0 ? ["string.h"] : [],
    isLast,
  });
  const addsErrno = /^v?(err|warn)$/.test(callee) || /%m/.test(format);
  if (addsErrno && reason === "errno") return say(/%m/.test(format) ? `${name}: %m` : name);
  const asksForReason = addsErrno || rest.some((value) => /\bstrerror\s*\(/.test(value));
  // Their kin add nothing.
  const plain = /^(err|warn)$/.test(callee) ? say(`${name}() failed`) : undefined;
  if (plain) return { ...plain, text: plain.text.replace(callee, `${callee}x`) };
  if (asksForReason && reason !== undefined) return say(`${name}: %s`, `strerror(${reason})`);
  return say(`${name}() failed`);
}

/** Among several texts the format is the one that asks for values, else the last. */
function formatIn(given: readonly string[]): number {
  const asking = given.findIndex((one) => /^(?:\w+\s*)?".*%[^%]/s.test(one));
  return asking >= 0 ? asking : given.findLastIndex((one) => /^(?:\w+\s*)?"/.test(one));
}

/** "audio: " of "audio: cannot open %s": the program's name, but not that of the call that failed there. */
function beginningOf(format: string, condition: string): string {
  const [, whole = "", word = ""] = /^"(\[?([\w.-]+)\]?: )/.exec(format) ?? [];
  return new RegExp(`\\b${word.replace(/[.-]/g, "\\$&")}\\s*\\(`).test(condition) ? "" : whole;
}

/** Split at the commas that stand in no bracket and no quotes. */
function argumentsIn(list: string): string[] {
  const pieces = list.match(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[\s\S]/g) ?? [];
  const found: string[] = [""];
  let depth = 0;
  for (const piece of pieces) {
    if (/^[([{]$/.test(piece)) depth++;
    if (/^[)\]}]$/.test(piece)) depth--;
    if (piece === "," && depth === 0) found.push("");
    else found[found.length - 1] += piece;
  }
  return found.map((one) => one.trim());
}
