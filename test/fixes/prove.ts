/** Proves one repair: the text parses, the finding is gone and none came, it compiles, and where it can run it locks. */
import type { CParser } from "../../server/src/c/syntax/parse";
import { readSyntax } from "../../server/src/c/syntax/syntax";
import type { Engine, PlatformId } from "../../server/src/ide/types";
import { bodiesOf } from "../c/trees";
import { applyFixes } from "../support/fixes";
import type { Case } from "./cases";
import type { Compiler } from "./compiler";
import type { Machine } from "./machine";
import { newcomers } from "./newcomers";

export interface Tools {
  readonly engine: Engine;
  readonly parser: CParser;
  /** Or why there is none. */
  readonly compiler: Compiler | string;
  readonly machine: Machine | string;
}

export interface Proof {
  readonly name: string;
  readonly rule: string;
  readonly compiled: boolean;
  readonly ran: boolean;
  /** What speaks against the repair. */
  readonly complaints: readonly string[];
  /** Why it was not compiled or run. */
  readonly because?: string;
}

export function prove(one: Case, tools: Tools): Proof {
  const { example, finding, fix } = one;
  const name = `${example.name}:${finding.location.start.line + 1} ${fix.title}`;
  const text = applyFixes(example.text, [fix], example.file);
  const complaints = [...parsing(one, tools, text), ...judging(one, tools)];
  const compiled = compiling(one, tools, text);
  const ran = compiled.done ? running(one, tools, text) : compiled;
  const because = compiled.because ?? ran.because;
  return {
    name,
    rule: finding.rule,
    compiled: compiled.done,
    ran: ran.done,
    complaints: [...complaints, ...compiled.complaints, ...ran.complaints],
    ...(because === undefined ? {} : { because }),
  };
}

interface Step {
  readonly done: boolean;
  readonly complaints: readonly string[];
  readonly because?: string;
}

const notDone = (because: string): Step => ({ done: false, complaints: [], because });

function parsing({ example }: Case, { parser }: Tools, text: string): string[] {
  return !parses(parser, text) && parses(parser, example.text) ? ["it does not parse"] : [];
}

/** Without a syntax error, in the bodies of functions either. */
export function parses(parser: CParser, text: string): boolean {
  const syntax = readSyntax(parser, text);
  return [syntax.tree.root, ...bodiesOf(syntax)].every(({ hasError }) => !hasError);
}

function judging({ example, before, finding, fix }: Case, { engine }: Tools): string[] {
  return newcomers(engine, example, before.findings, finding, fix).map(
    ({ rule, location, message }) => `line ${location.start.line + 1}: ${rule} is reported: ${message}`,
  );
}

/** On each platform of the finding: no errors, and no warning that was not there before. */
function compiling({ example, finding }: Case, { compiler }: Tools, text: string): Step {
  if (typeof compiler === "string") return notDone(compiler);
  const asked = (whole: string, platform: PlatformId) =>
    compiler.complaints({ text: whole, file: example.file, platform, defines: example.defines });
  const complaints: string[] = [];
  for (const { id } of finding.platforms) {
    const before = asked(example.text, id);
    const after = asked(text, id);
    const error = before.find(isError);
    // A program that compiles after its repair only, for want of a declaration, is repaired all the better.
    if (error !== undefined && after.some(isError))
      return notDone(`the program itself does not compile for ${id}: ${error}`);
    complaints.push(...without(after, before).map((words) => `${id}: ${words}`));
  }
  return { done: true, complaints };
}

const isError = (words: string): boolean => /^(fatal )?error/.test(words);

function without(all: readonly string[], known: readonly string[]): string[] {
  const left = [...known];
  return all.filter((one) => {
    const index = left.indexOf(one);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

/** A whole program for Linux: its locks hold; and where it may not lock, somebody is told or it ends with a failure. */
function running({ example, finding }: Case, { machine }: Tools, text: string): Step {
  if (!/^(?:static )?int\s+main\s*\(/m.test(text)) return notDone("it is no whole program");
  if (!finding.platforms.some(({ id }) => id === "linux")) return notDone("it is not for Linux");
  if (typeof machine === "string") return notDone(machine);
  const before = machine.run(example.text, "as here");
  if (before?.status === undefined) return notDone("the program itself cannot be linked, or does not end");
  if (before.status !== 0) return notDone(`the program itself ends with ${before.status} here`);
  // A run that comes to no lock, before or after, proves nothing.
  if (before.locks.length === 0 && machine.run(text, "as here")?.locks.length === 0)
    return notDone("its run does not come to the lock");
  const complaints = runsWell(machine, text);
  return complaints ? { done: true, complaints } : notDone("it cannot be linked");
}

/** Nothing, if it does; undefined, if it cannot be built. */
export function runsWell(machine: Machine, text: string): string[] | undefined {
  const free = machine.run(text, "as here");
  const bound = machine.run(text, "may not lock");
  if (!free || !bound) return undefined;
  const complaints: string[] = [];
  if (free.status !== 0) complaints.push(`it ends with ${free.status}: ${free.told}`);
  if (free.locks.length === 0) complaints.push("it locks nothing");
  complaints.push(...free.locks.filter((lock) => !lock.startsWith("held")));
  if (bound.status === 0 && bound.told === "") complaints.push("it fails to lock, and nobody is told");
  if (bound.status === undefined) complaints.push("it is killed where it may not lock");
  return complaints;
}
