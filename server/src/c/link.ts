/** One unit of a file and of what other files define for it, as a linker would make one program of them. */

import type { Slices } from "../text/slices";
import type { Span } from "../text/span";
import type { FunctionIr, FunctionOutline, Unit, Variable, VariableId } from "./ir";
import { type Move, movedBlocks, movedFunction, movedSite } from "./moved";
import { operandsIn } from "./operands";
import type { Expanded, SourceMap } from "./source";

/** A file's expansion with what it became. */
export interface Part {
  readonly expanded: Expanded;
  readonly unit: Unit;
}

/** Another file's part. */
export interface Guest extends Part {
  /** What readers know the file by: its name without folders. */
  readonly label: string;
  /** The functions that were looked for here. All others are this file's own, whatever else bears their name. */
  readonly exports: ReadonlySet<string>;
}

/**
 * Stops after each file and function. The spans of the first part stay; the others' texts follow its text, in order. Functions of a guest that it does not
 * export are called `label:name`. A guest's statics count as globals: whoever is unknown may come back into its file.
 */
export function* link(main: Part, guests: readonly Guest[]): Slices<Part> {
  if (guests.length === 0) return main;
  const offsets = offsetsOf([main, ...guests]);
  const expanded = joined(main.expanded, guests, offsets);
  const variables = new Variables(main.unit);
  const { unit } = main;
  const functions = new Map(unit.functions);
  const sites = [...unit.sites];
  const outline: FunctionOutline[] = [...unit.outline];
  const damaged = new Set(unit.damaged);
  let { initializer, strings } = unit;
  const statics = new Set(unit.outline.filter(({ isStatic }) => isStatic).map(({ name }) => name));
  for (const [index, guest] of guests.entries()) {
    yield;
    const offset = offsets[index + 1] ?? 0;
    const span = ({ start, end }: Span): Span => ({ start: start + offset, end: end + offset });
    const numbers = variables.take(guest.unit, span);
    const before = sites.length;
    const move: Move = {
      span,
      variable: (id) => numbers[id] ?? id,
      site: (id) => id + before,
      name: renaming(guest, statics),
      strings,
      temps: 0,
      blocks: 0,
    };
    for (const fn of guest.unit.functions.values()) {
      functions.set(move.name(fn.name), movedFunction(fn, move));
      yield;
    }
    for (const site of guest.unit.sites) sites.push(movedSite(site, move));
    yield;
    for (const one of guest.unit.outline) outline.push(movedOutline(one, move));
    for (const name of guest.unit.damaged) damaged.add(move.name(name));
    yield;
    initializer = followed(initializer, guest.unit.initializer, move);
    strings += guest.unit.strings;
  }
  const own = new Set(unit.functions.keys());
  const guestNames = new Set([...functions.keys()].filter((name) => !own.has(name)));
  return {
    expanded,
    unit: {
      ...unit,
      map: expanded.map,
      variables: variables.all,
      functions,
      sites,
      outline,
      damaged,
      initializer,
      strings,
      guests: guestNames,
    },
  };
}

function offsetsOf(parts: readonly Part[]): number[] {
  let next = 0;
  return parts.map(({ expanded }) => {
    const offset = next;
    next += expanded.text.length + 1;
    return offset;
  });
}

/** A name that a static of the first part bears means another function in a guest. */
function renaming({ label, exports, unit }: Guest, statics: ReadonlySet<string>): Move["name"] {
  const own = new Set(unit.outline.map(({ name }) => name));
  return (name) => {
    const isOwn = !exports.has(name) && (own.has(name) || statics.has(name));
    return isOwn ? `${label}:${name}` : name;
  };
}

const movedOutline = (one: FunctionOutline, move: Move): FunctionOutline => ({
  ...one,
  name: move.name(one.name),
  span: move.span(one.span),
  mentions: new Set([...one.mentions].map(move.name)),
  calls: new Set([...one.calls].map(move.name)),
});

/** One initialiser after the other. */
function followed(first: FunctionIr, second: FunctionIr, move: Move): FunctionIr {
  const next = first.blocks.length;
  const added = movedBlocks(second.blocks, { ...move, temps: first.temps, blocks: next });
  const blocks = first.blocks.map((block) =>
    block.terminator.op === "return"
      ? { ...block, terminator: { op: "jump" as const, to: next, span: block.terminator.span } }
      : block,
  );
  return { ...first, blocks: [...blocks, ...added], temps: first.temps + second.temps };
}

const isShared = ({ scope }: Variable): boolean => scope === "external" || scope === "global";

/**
 * All parts' variables. What several files call by one name is one variable. Its first value is known only where
 * something in the file that defines it mentions it: else its initialiser was never lowered.
 */
class Variables {
  readonly all: Variable[];
  readonly #byName = new Map<string, VariableId>();

  constructor(unit: Unit) {
    this.all = [...unit.variables];
    const known = mentionedIn(unit);
    for (const variable of unit.variables) {
      if (!isShared(variable) || this.#byName.has(variable.name)) continue;
      this.#byName.set(variable.name, variable.id);
      if (!known.has(variable.id)) this.all[variable.id] = { ...variable, scope: "external" };
    }
  }

  /** The new numbers of the unit's variables. */
  take(unit: Unit, span: (span: Span) => Span): VariableId[] {
    const known = mentionedIn(unit);
    return unit.variables.map((variable) => {
      const scope = variable.scope === "static" ? ("global" as const) : variable.scope;
      const moved: Variable = { ...variable, scope, span: span(variable.span) };
      const shared = isShared(variable) ? this.#byName.get(variable.name) : undefined;
      const other = shared === undefined ? undefined : this.all[shared];
      if (shared !== undefined && other) {
        const defines = variable.scope === "global" && known.has(variable.id);
        if (defines && other.scope === "external") this.all[shared] = { ...moved, id: shared };
        return shared;
      }
      const id = this.all.length;
      if (isShared(variable)) this.#byName.set(variable.name, id);
      const isKnown = scope !== "global" || known.has(variable.id);
      this.all.push(isKnown ? { ...moved, id } : { ...moved, id, scope: "external" });
      return id;
    });
  }
}

function mentionedIn(unit: Unit): ReadonlySet<VariableId> {
  const found = new Set<VariableId>();
  for (const operand of operandsIn(unit)) if (operand.kind === "address") found.add(operand.variable);
  return found;
}

function joined(main: Expanded, guests: readonly Guest[], offsets: readonly number[]): Expanded {
  const all = [main, ...guests.map(({ expanded }) => expanded)];
  return {
    ...main,
    text: all.map(({ text }) => text).join("\n"),
    map: joinedMap(
      all.map(({ map }) => map),
      offsets,
    ),
    // A header that several read is the same for each, and the first part's own text comes first.
    files: new Map([...all].reverse().flatMap(({ files }) => [...files])),
    pending: [...new Set(all.flatMap(({ pending }) => pending))],
    guesses: all.flatMap(({ guesses }, index) => guesses.map((at) => at + (offsets[index] ?? 0))),
  };
}

function joinedMap(maps: readonly SourceMap[], offsets: readonly number[]): SourceMap {
  const partAt = (at: number) => offsets.findLastIndex((offset) => offset <= at);
  return {
    toSource(span) {
      const part = Math.max(0, partAt(span.start));
      const offset = offsets[part] ?? 0;
      const map = maps[part] ?? maps[0];
      const own = { start: span.start - offset, end: span.end - offset };
      return map?.toSource(own) ?? { file: "", span, verbatim: false };
    },
    toExpanded(file, offset) {
      for (const [part, map] of maps.entries()) {
        const at = map.toExpanded(file, offset);
        if (at !== undefined) return at + (offsets[part] ?? 0);
      }
      return undefined;
    },
  };
}
