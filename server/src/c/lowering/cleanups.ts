/** `__attribute__((cleanup(f)))`: f(&x) is called wherever control leaves the scope of x, the last x first. */
import type { VariableId } from "../ir";
import { nodeSpan, type SyntaxNode } from "../syntax/parse";
import { attributesBetween, blanksBefore } from "../types/specifiers";
import type { Lowering } from "./lowering";

export interface Cleanup {
  readonly run: () => void;
  /** From where on there is something to clean up; it lasts until its block ends. */
  readonly start: number;
  readonly end: number;
}

/** Notes what a declaration's attribute asks for. */
export function openCleanup(
  lowering: Lowering,
  declaration: SyntaxNode,
  item: SyntaxNode,
  variable: VariableId,
): void {
  const from = blanksBefore(lowering, declaration.startIndex);
  const said = attributesBetween(lowering, from, declaration.endIndex);
  const attribute = said.find(({ name }) => name === "cleanup");
  const name = attribute?.argument.trim();
  if (!attribute || !name) return;
  const start = lowering.text.indexOf(name, lowering.text.indexOf("(", attribute.start));
  const nameSpan = { start, end: start + name.length };
  const site = lowering.newSite({
    name,
    span: nameSpan,
    nameSpan,
    args: [nodeSpan(item)],
    onlyRead: [],
    bySystemCall: false,
  });
  lowering.cleanups.push({
    start: declaration.endIndex,
    end: lowering.blockEnd,
    run() {
      const meaning = lowering.scope.lookUp(name);
      const type = meaning?.kind === "function" ? meaning.type : undefined;
      lowering.code.emit({
        op: "call",
        into: lowering.code.temp(),
        callee: { kind: "function", name },
        args: [{ kind: "address", variable }],
        site,
        type: type?.kind === "function" ? type.returns : { kind: "void" },
        span: nameSpan,
      });
    },
  });
}

/** Control leaves every scope above the depth: their calls, innermost first. They stay open for other ways out. */
export function runCleanups(lowering: Lowering, depth: number): void {
  for (const { run } of lowering.cleanups.slice(depth).reverse()) run();
}

/** The same for a jump to a place in the text: what is open there stays open. */
export function runCleanupsBefore(lowering: Lowering, target: number): void {
  for (const { run, start, end } of [...lowering.cleanups].reverse()) {
    if (target < start || target >= end) run();
  }
}

/** Control falls out of a scope in which these were opened. */
export function closeCleanups(lowering: Lowering, depth: number): void {
  runCleanups(lowering, depth);
  lowering.cleanups.length = depth;
}
