/** What each directive does to the translation, and where reading goes on after it. */
import type { Span } from "../text/span";
import { ALWAYS, type Condition, definedCondition } from "./condition";
import { type Chain, type Directive, type Group, readDirective } from "./conditionals";
import type { Choice } from "./configuration";
import { lineTokens, skipBlank, wordEnd } from "./lexer";
import { parseDefinition } from "./macros";
import type { SourceFile } from "./sourcefile";
import type { Visit } from "./sourcemap";
import { includeName, MOST_INCLUDE_DEPTH, type Translation } from "./translation";

/** What directives may ask of the reading that they stand in. */
export interface Reading {
  readonly unit: Translation;
  readonly visit: Visit;
  /** How many #include directives lead here. */
  readonly depth: number;
  chainAt(directive: number): Chain | undefined;
  readIncluded(file: SourceFile, directive: Span): void;
}

/** Directives also stand between the arguments of a macro's use; an #include there is nothing. */
type Standing = "text" | "arguments";
type Obey = (reading: Reading, directive: Directive, standing: Standing) => number | undefined;

/** Obeys the directive whose # stands at `hash`; returns the offset where reading goes on. */
export function obeyDirective(reading: Reading, hash: number, standing: Standing): number {
  const directive = readDirective(reading.visit.file.joined, hash);
  return DIRECTIVES.get(directive.name)?.(reading, directive, standing) ?? directive.end;
}

const DIRECTIVES: ReadonlyMap<string, Obey> = new Map<string, Obey>([
  ["if", conditional],
  ["ifdef", conditional],
  ["ifndef", conditional],
  ["elif", endOfLiveGroup],
  ["elifdef", endOfLiveGroup],
  ["elifndef", endOfLiveGroup],
  ["else", endOfLiveGroup],
  ["define", define],
  ["undef", undefine],
  ["include", include],
  ["import", include],
  ["include_next", includeNext],
  ["pragma", pragma],
]);

function conditional(reading: Reading, { hash }: Directive): number | undefined {
  const chain = reading.chainAt(hash);
  if (chain === undefined) return undefined;
  const choices = chain.groups.map((group) => remembered(() => choiceOf(reading, group)));
  const live = reading.unit.configuration.choose(choices);
  return chain.groups[live]?.start ?? chain.resume;
}

/** Only a live group is read to its end; the rest of its chain is not. */
function endOfLiveGroup(reading: Reading, { hash }: Directive): number | undefined {
  return reading.chainAt(hash)?.resume;
}

function choiceOf({ unit, visit }: Reading, group: Group): Choice {
  const written = visit.file.joined.slice(group.operand, group.start);
  unit.place = { visit, offset: group.operand };
  return {
    condition: conditionOf(group.keyword.replace("elif", "if"), written, unit.parse),
    isInteresting: unit.interestIn(visit.file).within(group.start, group.end),
    defines: group.defines,
    isReplacement: group.defines.some((name) => unit.isInteresting(name)),
    text: `${group.keyword.replace("elif", "if")} ${written.replace(/\s+/g, " ").trim()}`,
  };
}

function conditionOf(keyword: string, written: string, parse: (text: string) => Condition): Condition {
  if (keyword === "else") return ALWAYS;
  // After "elif" became "if", `elifdef` is `ifdef` too.
  if (keyword === "if") return parse(written);
  const start = skipBlank(written, 0);
  const name = written.slice(start, wordEnd(written, start));
  return definedCondition(name, keyword === "ifdef" ? "defined" : "undefined");
}

function remembered<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function define({ unit, visit }: Reading, { operand }: Directive): undefined {
  const { file } = visit;
  const place = (start: number, end: number) => ({ start: file.sourceAt(start), end: file.sourceEnd(end) });
  const macro = parseDefinition(file.joined, operand, place, file.path);
  if (macro === undefined) return;
  unit.macros.set(macro.name, macro);
  unit.undefinedNames.delete(macro.name);
}

function undefine({ unit, visit }: Reading, { operand }: Directive): undefined {
  const { joined } = visit.file;
  const start = skipBlank(joined, operand);
  const name = joined.slice(start, wordEnd(joined, start));
  unit.macros.delete(name);
  unit.undefinedNames.add(name);
}

function include(reading: Reading, directive: Directive, standing: Standing): undefined {
  if (standing === "arguments") return;
  const { unit, visit, depth } = reading;
  const wanted = wantedFile(reading, directive);
  if (wanted === undefined) return;
  const file = unit.includes.find(wanted, visit.file.path);
  if (file === "absent") unit.systemHeaders.add(wanted.name);
  if (typeof file === "string" || depth >= MOST_INCLUDE_DEPTH || unit.onceOnly.has(file)) return;
  const { guard } = unit.conditionalsOf(file);
  if ((guard !== undefined && unit.macros.has(guard)) || !unit.admits(file)) return;
  if (directive.name === "import") unit.onceOnly.add(file);
  const place = {
    start: visit.file.sourceAt(directive.hash),
    end: visit.file.sourceEnd(directive.end),
  };
  reading.readIncluded(file, place);
}

/** The header of the same name in a later folder: in a project that wraps a system header, that header. */
function includeNext({ unit, visit }: Reading, { operand, end }: Directive): undefined {
  const wanted = includeName(visit.file.joined.slice(operand, end));
  if (wanted !== undefined) unit.systemHeaders.add(wanted.name);
}

function wantedFile({ unit, visit }: Reading, { operand, end }: Directive) {
  const { joined } = visit.file;
  const start = skipBlank(joined, operand);
  const written = includeName(joined.slice(start, end));
  if (written !== undefined) return written;
  unit.place = { visit, offset: start };
  const tokens = unit.expander.expandLine(lineTokens(joined, operand), () => undefined);
  return includeName(
    tokens
      .map(({ text, spaced }) => (spaced ? ` ${text}` : text))
      .join("")
      .trim(),
  );
}

function pragma({ unit, visit }: Reading, { operand, end }: Directive): undefined {
  if (/^\s*once\b/.test(visit.file.joined.slice(operand, end))) unit.onceOnly.add(visit.file);
}
