/** `mlock-lint check --fix`: repairs, checked again round by round until there is nothing more to repair. */
import { resolve } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { slashes } from "../host/disk";
import { compatible, edited } from "../ide/fix-set";
import { mergeSame } from "../ide/same";
import type { CheckRequest, CheckResult, Engine, Finding, Fix, ReadFile, TextEdit } from "../ide/types";

/** One finding that was repaired: as it was found in its round. */
export interface Repaired {
  readonly finding: Finding;
  readonly title: string;
}

export interface Change {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

export interface Repairs {
  readonly repaired: readonly Repaired[];
  /** Files whose text is another now. */
  readonly changes: readonly Change[];
  /** Of every file that was checked, by its name, as it is after the repairs. */
  readonly results: ReadonlyMap<string, CheckResult>;
  /** Was there still something to repair after the last round? */
  readonly isCircular: boolean;
}

/** A repair may make room for another; what is not done after so many rounds goes round in circles. */
const mostRounds = 10;

/** Checks files, remembers how each was asked about, and checks again what rests on a changed text. */
export class Rechecker {
  readonly #asked = new Map<string, CheckRequest>();
  readonly #results = new Map<string, CheckResult>();
  readonly #texts = new Map<string, { readonly text: string }>();

  constructor(private readonly engine: Pick<Engine, "check">) {}

  /** The first check of a file, for whoever goes through the files. */
  readonly check = (request: CheckRequest): CheckResult => {
    // Whoever includes a header is found when it is asked for, and may be asked for twice.
    const units = request.units && { units: [...request.units] };
    const again = { ...request, ...units };
    this.#asked.set(request.file, again);
    return this.#answer(again);
  };

  /** All repairs that are allowed, in files that were checked and in no other. */
  async repair(allows: (fix: Fix) => boolean): Promise<Repairs> {
    const repaired: Repaired[] = [];
    let fixes = this.#possible(allows);
    for (let round = 0; round < mostRounds && fixes.length > 0; round++) {
      repaired.push(...fixes.map(({ finding, title }) => ({ finding, title })));
      await this.#apply(fixes.flatMap(({ edits }) => edits));
      fixes = this.#possible(allows);
    }
    const isCircular = fixes.length > 0;
    return { repaired, changes: this.#changes(), results: new Map(this.#results), isCircular };
  }

  #possible(allows: (fix: Fix) => boolean) {
    const findings = mergeSame([...this.#results.values()].map((result) => result.findings));
    const wanted = findings.flatMap((finding) => {
      const fix = finding.fixes.find(allows);
      return fix ? [{ ...fix, finding }] : [];
    });
    return compatible(wanted, (file) => this.#asked.has(canonicalPath(file)));
  }

  async #apply(edits: readonly TextEdit[]): Promise<void> {
    const byFile = new Map<string, TextEdit[]>();
    for (const edit of edits) {
      const file = canonicalPath(edit.file);
      byFile.set(file, [...(byFile.get(file) ?? []), edit]);
    }
    for (const [file, own] of byFile) this.#texts.set(file, { text: edited(this.#textOf(file), own) });
    for (const [file, request] of this.#asked) {
      const read = this.#results.get(file)?.files ?? [];
      if (!byFile.has(file) && !read.some((one) => byFile.has(canonicalPath(one)))) continue;
      this.#answer(request);
      // Node frees the native parser's trees between turns only.
      await nextTurn();
    }
  }

  #answer(request: CheckRequest): CheckResult {
    const read: ReadFile = (path) => this.#texts.get(canonicalPath(path)) ?? request.read(path);
    const result = this.engine.check({ ...request, read, text: this.#textOf(request.file) });
    this.#results.set(request.file, result);
    return result;
  }

  #textOf(file: string): string {
    return this.#texts.get(file)?.text ?? this.#asked.get(file)?.text ?? "";
  }

  #changes(): Change[] {
    return [...this.#texts].map(([file, { text }]) => ({
      file,
      before: this.#asked.get(file)?.text ?? "",
      after: text,
    }));
  }
}

/** One spelling for each path: includes may go up and down. */
export const canonicalPath = (path: string): string => slashes(resolve(path));
