/** Puts a function's blocks together: open blocks, the one that is written now, temporaries; at the end, only what can be reached. */
import type { Slices } from "../../text/slices";
import type { Span } from "../../text/span";
import type { Block, BlockId, Instruction, Operand, TempId, Terminator } from "../ir";

interface OpenBlock {
  readonly instructions: Instruction[];
  terminator: Terminator | undefined;
  /** When it was first written to: the order of the source. */
  turn: number;
}

/** What may change memory. */
export const writing: ReadonlySet<Instruction["op"]> = new Set(["store", "copy", "zero", "call", "havoc"]);

/** Where break and continue go. */
export interface Loop {
  readonly breakTo: BlockId;
  /** Undefined in a switch: continue belongs to the loop around it. */
  readonly continueTo: BlockId | undefined;
  /** How many cleanups were open around it. */
  readonly cleanups: number;
}

/** Blocks between two chances to give up. */
const blocksPerSlice = 5_000;

export class Code {
  private readonly blocks: OpenBlock[] = [];
  private readonly labels = new Map<string, { block: BlockId; defined: boolean }>();
  /** Labels whose address is taken: where computed gotos go. */
  private readonly addressed = new Set<string>();
  private dispatch: BlockId | undefined;
  private turns = 0;
  private current: BlockId;
  /** How many temporaries there are. */
  temps = 0;
  readonly loops: Loop[] = [];
  /** All instructions so far, whatever block they are in. */
  readonly emitted: Instruction[] = [];
  /** How many of them may change memory. */
  writes = 0;

  constructor() {
    this.current = this.open();
    this.enter(this.current);
  }

  temp(): TempId {
    return this.temps++;
  }

  /** A new block, not yet written to. */
  open(): BlockId {
    return this.blocks.push({ instructions: [], terminator: undefined, turn: 0 }) - 1;
  }

  /** The block that is written now. */
  get here(): BlockId {
    return this.current;
  }

  /** Goes on writing in that block. */
  enter(block: BlockId): void {
    const entered = this.blocks[block];
    if (entered) entered.turn ||= ++this.turns;
    this.current = block;
  }

  emit(instruction: Instruction): void {
    this.emitted.push(instruction);
    if (writing.has(instruction.op)) this.writes++;
    this.blocks[this.current]?.instructions.push(instruction);
  }

  /** Ends the current block; what is written next, before another block is entered, cannot be reached. */
  end(terminator: Terminator): void {
    const block = this.blocks[this.current];
    if (block) block.terminator ??= terminator;
    this.enter(this.open());
  }

  jump(to: BlockId, span: Span): void {
    this.end({ op: "jump", to, span });
  }

  branch(condition: Operand, yes: BlockId, no: BlockId, span: Span): void {
    // biome-ignore lint/suspicious/noThenProperty: the arms of a branch.
    this.end({ op: "branch", condition, then: yes, else: no, span });
  }

  /** The block that a label names. */
  label(name: string, use: "defined" | "mentioned"): BlockId {
    const known = this.labels.get(name) ?? { block: this.open(), defined: false };
    known.defined ||= use === "defined";
    this.labels.set(name, known);
    return known.block;
  }

  /** A label's address: a computed goto may lead there. */
  takeAddress(label: string): void {
    this.label(label, "mentioned");
    this.addressed.add(label);
  }

  /** `goto *p`: to any label whose address is taken somewhere in the function. */
  jumpAnywhere(span: Span): void {
    this.dispatch ??= this.open();
    this.jump(this.dispatch, span);
  }

  /** To one of the blocks, nobody knows to which. */
  scatter(to: readonly BlockId[], span: Span): void {
    const [otherwise, ...others] = to;
    const value: Operand = { kind: "unknown" };
    if (otherwise === undefined) this.end({ op: "stop", reason: "unknown", span });
    else
      this.end({
        op: "switch",
        value,
        cases: others.map((block) => ({ value, to: block })),
        otherwise,
        span,
      });
  }

  /** The finished blocks, the entry first; unreachable ones are left out. Stops now and then. */
  *finish(end: Span): Slices<Block[]> {
    this.end({ op: "return", value: undefined, span: end });
    if (this.dispatch !== undefined) {
      this.enter(this.dispatch);
      this.scatter(
        [...this.addressed].map((name) => this.label(name, "mentioned")),
        end,
      );
    }
    for (const { block, defined } of this.labels.values()) {
      if (defined) continue;
      // A goto to a label that is nowhere.
      this.enter(block);
      this.end({ op: "stop", reason: "unknown", span: end });
    }
    return yield* this.reachable(end);
  }

  private *reachable(end: Span): Slices<Block[]> {
    const last: Terminator = { op: "return", value: undefined, span: end };
    const destinations = new Map<BlockId, BlockId>();
    const destination = (to: BlockId) => this.destination(to, destinations);
    const kept: BlockId[] = [0];
    const numbers = new Map<BlockId, number>([[0, 0]]);
    // What is added is visited, too.
    for (const id of kept) {
      for (const to of targets(this.blocks[id]?.terminator)) {
        const next = destination(to);
        if (numbers.has(next)) continue;
        numbers.set(next, 0);
        kept.push(next);
        if (kept.length % blocksPerSlice === 0) yield;
      }
    }
    const turnOf = (id: BlockId) => this.blocks[id]?.turn ?? 0;
    kept.sort((a, b) => turnOf(a) - turnOf(b));
    for (const [index, id] of kept.entries()) numbers.set(id, index);
    yield;
    const blocks: Block[] = [];
    for (const id of kept) {
      const { instructions = [], terminator = last } = this.blocks[id] ?? {};
      blocks.push({
        instructions,
        terminator: renumbered(terminator, (to) => numbers.get(destination(to)) ?? 0),
      });
      if (blocks.length % blocksPerSlice === 0) yield;
    }
    return blocks;
  }

  /** Where a jump gets to, past blocks that only jump on; an empty loop is its own destination. */
  private destination(to: BlockId, known: Map<BlockId, BlockId>): BlockId {
    let id = to;
    const passed: BlockId[] = [];
    for (let block = this.blocks[id]; block?.instructions.length === 0; block = this.blocks[id]) {
      const { terminator } = block;
      if (terminator?.op !== "jump" || known.has(id)) break;
      passed.push(id);
      known.set(id, id);
      id = terminator.to;
    }
    const end = known.get(id) ?? id;
    for (const one of passed) known.set(one, end);
    return end;
  }
}

function targets(terminator: Terminator | undefined): readonly BlockId[] {
  switch (terminator?.op) {
    case "jump":
      return [terminator.to];
    case "branch":
      return [terminator.then, terminator.else];
    case "switch":
      return [...terminator.cases.map(({ to }) => to), terminator.otherwise];
    default:
      return [];
  }
}

function renumbered(terminator: Terminator, number: (old: BlockId) => BlockId): Terminator {
  switch (terminator.op) {
    case "jump":
      return { ...terminator, to: number(terminator.to) };
    case "branch":
      // biome-ignore lint/suspicious/noThenProperty: the arms of a branch.
      return { ...terminator, then: number(terminator.then), else: number(terminator.else) };
    case "switch": {
      const cases = terminator.cases.map(({ value, to }) => ({ value, to: number(to) }));
      return { ...terminator, cases, otherwise: number(terminator.otherwise) };
    }
    default:
      return terminator;
  }
}
