/** Puts a function's blocks together: open blocks, the one that is written now, temporaries; at the end, only what can be reached. */
import type { Span } from "../text/span";
import type { Block, BlockId, Instruction, Operand, TempId, Terminator } from "./ir";

interface OpenBlock {
  readonly instructions: Instruction[];
  terminator: Terminator | undefined;
  /** When it was first written to: the order of the source. */
  turn: number;
}

/** Where break and continue go. */
export interface Loop {
  readonly breakTo: BlockId;
  /** Undefined in a switch: continue belongs to the loop around it. */
  readonly continueTo: BlockId | undefined;
}

export class Code {
  private readonly blocks: OpenBlock[] = [];
  private readonly labels = new Map<string, { block: BlockId; defined: boolean }>();
  private turns = 0;
  private current: BlockId;
  /** How many temporaries there are. */
  temps = 0;
  readonly loops: Loop[] = [];

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
    this.end({ op: "branch", condition, then: yes, else: no, span });
  }

  /** The block that a label names. */
  label(name: string, use: "defined" | "mentioned"): BlockId {
    const known = this.labels.get(name) ?? { block: this.open(), defined: false };
    known.defined ||= use === "defined";
    this.labels.set(name, known);
    return known.block;
  }

  /** The finished blocks, the entry first; unreachable ones are left out. */
  finish(end: Span): Block[] {
    for (const { block, defined } of this.labels.values()) {
      const target = this.blocks[block];
      // A goto to a label that is nowhere.
      if (target && !defined) target.terminator = { op: "stop", reason: "unknown", span: end };
    }
    this.end({ op: "return", value: undefined, span: end });
    return this.reachable(end);
  }

  private reachable(end: Span): Block[] {
    const waiting = [0];
    const reached = new Set(waiting);
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      for (const next of targets(this.blocks[id]?.terminator)) {
        if (!reached.has(next)) waiting.push(next);
        reached.add(next);
      }
    }
    const kept = this.blocks.map((block, id) => ({ block, id })).filter(({ id }) => reached.has(id));
    kept.sort((a, b) => a.block.turn - b.block.turn);
    const numbers = new Map(kept.map(({ id }, index) => [id, index]));
    return kept.map(({ block: { instructions, terminator } }) => ({
      instructions,
      terminator: renumbered(
        terminator ?? { op: "return", value: undefined, span: end },
        (old) => numbers.get(old) ?? 0,
      ),
    }));
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
      return { ...terminator, then: number(terminator.then), else: number(terminator.else) };
    case "switch": {
      const cases = terminator.cases.map(({ value, to }) => ({ value, to: number(to) }));
      return { ...terminator, cases, otherwise: number(terminator.otherwise) };
    }
    default:
      return terminator;
  }
}
