/** Finds the tracked names in C text by tokens alone, and says what each of them is; it shares nothing with the linter. */

export type Kind =
  | "call"
  | "comment"
  | "string"
  | "declaration"
  | "member"
  | "macro body"
  | "#if 0"
  | "no call";

export interface Site {
  readonly name: string;
  /** One-based. */
  readonly line: number;
  readonly kind: Kind;
  /** The conditionals around it, outermost first, as written: `#ifdef X`, `not #ifdef X`. */
  readonly behind: readonly string[];
}

const token =
  /\/\*[\s\S]*?(?:\*\/|$)|\/\/(?:\\\r?\n|.)*|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?|[A-Za-z_$][\w$]*|\.?\d[\w.]*|->|\n|\\\r?\n|\S/g;

/** Words after which a name with a parenthesis is a call all the same. */
const statementWords = new Set(["return", "else", "do", "case", "sizeof", "goto", "in", "typeof", "not"]);

interface Conditional {
  /** The groups before the present one, and this one, as conditions. */
  readonly passed: string[];
  now: string;
}

export function sitesIn(text: string, names: ReadonlySet<string>): Site[] {
  return new Search(text, names).run();
}

class Search {
  private readonly sites: Site[] = [];
  private readonly open: Conditional[] = [];
  private line = 1;
  private isLineStart = true;
  private isDefine = false;
  private before = ["", ""];

  constructor(
    private readonly text: string,
    private readonly names: ReadonlySet<string>,
  ) {}

  run(): Site[] {
    token.lastIndex = 0;
    for (let match = token.exec(this.text); match; match = token.exec(this.text)) {
      const [piece] = match;
      if (piece === "\n") {
        this.isLineStart = true;
        this.isDefine = false;
      } else if (/^(?:\/[/*]|")/.test(piece)) this.inside(piece);
      else if (piece === "#" && this.isLineStart) this.directive();
      else if (!piece.startsWith("\\")) this.word(piece, token.lastIndex);
      this.line += piece.split("\n").length - 1;
    }
    return this.sites;
  }

  private word(piece: string, end: number): void {
    this.isLineStart = false;
    if (this.names.has(piece)) this.add(piece, this.kindOf(end));
    this.before = [this.before[1] ?? "", piece];
  }

  private kindOf(end: number): Kind {
    const [second = "", last = ""] = this.before;
    if (!/^\s*\(/.test(this.text.slice(end, end + 200))) return "no call";
    if (this.isDefine) return "macro body";
    if (last === "->" || last === ".") return "member";
    const isName = /^[A-Za-z_$]/.test(last) && !statementWords.has(last);
    const isPointer = last === "*" && /^(?:void|char|int|\*)$/.test(second);
    return isName || isPointer ? "declaration" : "call";
  }

  /** What stands in a comment or a string is only counted. */
  private inside(piece: string): void {
    if (piece.startsWith('"')) this.isLineStart = false;
    for (const [word] of piece.matchAll(/[A-Za-z_$][\w$]*/g)) {
      if (this.names.has(word)) this.add(word, piece.startsWith('"') ? "string" : "comment");
    }
  }

  private add(name: string, kind: Kind): void {
    const behind = this.open.flatMap(({ passed, now }) => [...passed.map((one) => `not ${one}`), now]);
    const isOff = behind.some((one) => /^(?:#(?:el)?if 0|not #(?:el)?if 1)$/.test(one));
    this.sites.push({ name, line: this.line, kind: kind === "call" && isOff ? "#if 0" : kind, behind });
  }

  private directive(): void {
    const written = /^[ \t]*(\w*)((?:\\\r?\n|\/\*[\s\S]*?\*\/|[^\n])*)/.exec(
      this.text.slice(token.lastIndex),
    );
    const [, word = "", operand = ""] = written ?? [];
    this.isLineStart = false;
    if (word === "define") {
      this.isDefine = true;
      const name = /^\s*[\w$]+/.exec(operand)?.[0] ?? "";
      token.lastIndex += (written?.[0].length ?? 0) - operand.length + name.length;
      this.before = ["#define", "("];
      return;
    }
    this.conditional(
      word,
      operand
        .replace(/\/\*.*?\*\/|\/\/.*|\\\r?\n/gs, " ")
        .replace(/\s+/g, " ")
        .trim(),
    );
    this.line += (written?.[0] ?? "").split("\n").length - 1;
    token.lastIndex += written?.[0].length ?? 0;
  }

  private conditional(word: string, operand: string): void {
    const now = `#${word} ${operand}`.trim();
    const top = this.open.at(-1);
    if (/^if(?:n?def)?$/.test(word)) this.open.push({ passed: [], now });
    else if (/^(?:elif(?:n?def)?|else)$/.test(word) && top) {
      top.passed.push(top.now);
      top.now = now;
    } else if (word === "endif") this.open.pop();
  }
}
