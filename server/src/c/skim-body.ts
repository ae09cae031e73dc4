/** A function's body as words and punctuators go by: what it calls, and what of that its own result may tell. */
import { systemCallNamed } from "./system-calls";

/** Calls whose outcome decides whether what follows is reached. */
interface Guard {
  readonly calls: readonly string[];
  readonly depth: number;
  /** A block, or one statement. */
  readonly isBlock: boolean;
}

/** What a function calls, and which of it its result may tell of. */
export class Body {
  readonly calls = new Set<string>();
  readonly #told = new Set<string>();
  /** What a variable was assigned. */
  readonly #kept = new Map<string, string[]>();
  readonly #returned = new Set<string>();
  #guards: Guard[] = [];
  #depth = 0;
  #parentheses = 0;
  #statement = newStatement();
  /** A condition that was just closed. */
  #condition: readonly string[] | undefined;

  call(name: string): void {
    this.#begin();
    this.calls.add(name);
    this.#statement.calls.push(name);
  }

  word(word: string): void {
    const direct = systemCallNamed(word);
    if (direct !== undefined) {
      this.call(direct);
      return;
    }
    this.#begin();
    if (word === "if") this.#statement.kind = "condition";
    else if (word === "return") {
      this.#statement.kind = "return";
      for (const { calls } of this.#guards) for (const call of calls) this.#told.add(call);
    } else if (this.#statement.kind === "return") this.#returned.add(word);
    else this.#statement.last = word;
  }

  punctuator(unit: number, next: number, before: number): void {
    if (unit === 123) this.#enter();
    else if (unit === 125) this.#leave();
    else if (unit === 40) this.#parentheses++;
    else if (unit === 41) this.#close();
    else if (unit === 59 && this.#parentheses === 0) this.#end();
    // Neither ==, !=, <= nor >=.
    else if (unit === 61 && next !== 61 && ![33, 60, 61, 62].includes(before))
      this.#statement.target = this.#statement.last;
  }

  tells(): string[] {
    for (const name of this.#returned) for (const call of this.#kept.get(name) ?? []) this.#told.add(call);
    return [...this.#told];
  }

  /** A word after a condition: one statement is guarded. */
  #begin(): void {
    if (this.#condition) this.#guard(this.#depth, false);
  }

  #guard(depth: number, isBlock: boolean): void {
    if (this.#condition && this.#condition.length > 0)
      this.#guards.push({ calls: this.#condition, depth, isBlock });
    this.#condition = undefined;
  }

  #enter(): void {
    this.#depth++;
    this.#guard(this.#depth, true);
    this.#statement = newStatement();
    this.#parentheses = 0;
  }

  #leave(): void {
    this.#depth--;
    this.#guards = this.#guards.filter(({ depth }) => depth <= this.#depth);
    this.#condition = undefined;
    this.#statement = newStatement();
    this.#parentheses = 0;
  }

  #close(): void {
    if (--this.#parentheses > 0 || this.#statement.kind !== "condition") return;
    this.#condition = this.#statement.calls;
    this.#keep();
    this.#statement = newStatement();
    this.#parentheses = 0;
  }

  #end(): void {
    const { kind, calls } = this.#statement;
    if (kind === "return") for (const call of calls) this.#told.add(call);
    this.#keep();
    this.#condition = undefined;
    this.#guards = this.#guards.filter(({ depth, isBlock }) => isBlock || depth < this.#depth);
    this.#statement = newStatement();
  }

  #keep(): void {
    const { target, calls } = this.#statement;
    if (target !== "" && calls.length > 0)
      this.#kept.set(target, [...(this.#kept.get(target) ?? []), ...calls]);
  }
}

interface Statement {
  kind: "plain" | "condition" | "return";
  /** What is assigned to, and the word before that may come to be. */
  target: string;
  last: string;
  readonly calls: string[];
}

const newStatement = (): Statement => ({ kind: "plain", target: "", last: "", calls: [] });
