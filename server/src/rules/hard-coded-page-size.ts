/** A page size that is written down where the system's may be larger: in what rounds a range, or aligns its memory. */
import type { FunctionIr, Instruction, Operand, Unit } from "../c/ir";
import type { FactName } from "../platforms/profile";
import { type CallInstruction, type Given, givenTo, madeBy, originOf } from "./arguments";
import { isPageSize } from "./page-arithmetic";
import type { Repair } from "./repair";
import type { Judgement, Rule, Scene } from "./rule";
import { consequenceOf } from "./words";
import { constantOf, instructionsOf, type Rounding, roundingsIn } from "./written-pages";

const rule = "hard-coded-page-size";

export const hardCodedPageSize: Rule = {
  id: rule,
  summary: "A number stands for the page size, and the system has larger pages, too.",
  start: "warning",
  fixable: true,
  concernsPortability: false,
  judge: (scene) => {
    const { events, platform, unit } = scene;
    const { least, most } = platform.pageSize;
    if (least === most) return [];
    const found = new Map<number, Judgement>();
    const add = (place: Place, name: string) => {
      const { span, bytes } = place;
      if (bytes >= most || isAsserted(unit, bytes) || found.has(span.start)) return;
      found.set(span.start, judged(scene, place, name));
    };
    for (const { site, name } of events.calls.values()) {
      if (name !== "mlock" && name !== "mlock2" && name !== "munlock") continue;
      for (const given of givenTo(unit, site, [0, 1])) {
        for (const place of placesOf(scene, given)) add(place, name);
      }
    }
    return [...found.values()];
  },
};

/** Where a number stands for the page size. */
interface Place extends Rounding {
  /** What it makes: the start of a range, its length, or a block that begins with a page. */
  readonly of: "address" | "length" | "block";
}

function placesOf(scene: Scene, given: Given): readonly Place[] {
  const { fn, operands } = given;
  const [address, length] = operands;
  if (!address || !length) return [];
  const block = alignedBlock(scene, given);
  return [
    ...roundingsIn(scene.unit, fn, address, "address").map((one) => ({ ...one, of: "address" as const })),
    ...roundingsIn(scene.unit, fn, length, "length").map((one) => ({ ...one, of: "length" as const })),
    ...(block ? [{ ...block, of: "block" as const }] : []),
  ];
}

function judged(scene: Scene, place: Place, name: string): Judgement {
  const { platform, textAt } = scene;
  const { span, bytes, of } = place;
  const fact: FactName = name === "munlock" ? "munlock.alignment" : "mlock.alignment";
  const { most } = platform.pageSize;
  const { value } = platform.facts[fact];
  const isDemanded = of !== "length" && (value === "demand" || value === "may-demand");
  const repair = of === "block" ? undefined : asking(scene, place);
  const text = textAt(span).replace(/\s+/g, " ");
  const larger = `with larger pages, up to ${most},`;
  return {
    rule,
    span,
    severity: isDemanded ? (value === "demand" ? "warning" : "info") : "hint",
    certainty: "possible",
    message: `\`${text}\` assumes pages of ${bytes} bytes${of === "block" ? `, and ${name}() is given the block` : ""}`,
    consequence: isDemanded
      ? `${larger} the call ${consequenceOf(platform, fact)}`
      : of === "block"
        ? `${larger} other memory shares its pages`
        : `${larger} the kernel rounds further`,
    path: [],
    facts: [fact],
    ...(repair ? { repair } : {}),
  };
}

/** Does the program test that pages are as large as that? */
function isAsserted(unit: Unit, bytes: number): boolean {
  const isAsked = (fn: FunctionIr, operand: Operand) =>
    constantOf(unit, fn, operand) === undefined && isPageSize(unit, fn, operand);
  const isTest = (fn: FunctionIr, one: Instruction) =>
    one.op === "binary" &&
    /^([=!]=|[<>]=?)$/.test(one.operator) &&
    [
      [one.left, one.right],
      [one.right, one.left],
    ].some(([a, b]) => a && b && constantOf(unit, fn, a) === bytes && isAsked(fn, b));
  return [...unit.functions.values()].some((fn) => instructionsOf(fn).some((one) => isTest(fn, one)));
}

/** `aligned_alloc(PAGE_SIZE, n)`: said by its name to be a page. */
function alignedBlock(scene: Scene, given: Given): Rounding | undefined {
  const { unit, textAt } = scene;
  const [address] = given.operands;
  const call = address && allocationOf(unit, given.fn, address);
  if (!call) return undefined;
  const position = call.callee.kind === "function" && call.callee.name === "posix_memalign" ? 1 : 0;
  const alignment = call.args[position];
  const bytes = alignment && constantOf(unit, given.fn, alignment);
  const span = unit.sites[call.site]?.args[position];
  if (!span || bytes === undefined || !/page/i.test(textAt(span))) return undefined;
  return { span, bytes };
}

function allocationOf(unit: Unit, fn: FunctionIr, address: Operand): CallInstruction | undefined {
  const origin = originOf(unit, fn, address).operand;
  const made = madeBy(fn, origin);
  if (made?.op === "call") {
    const { callee } = made;
    return callee.kind === "function" && /^(aligned_alloc|memalign)$/.test(callee.name) ? made : undefined;
  }
  if (made?.op !== "load" || made.address.kind !== "address") return undefined;
  const { variable } = made.address;
  return instructionsOf(fn).find(
    (one): one is CallInstruction =>
      one.op === "call" &&
      one.callee.kind === "function" &&
      one.callee.name === "posix_memalign" &&
      isAddressOf(fn, one.args[0], variable),
  );
}

function isAddressOf(fn: FunctionIr, operand: Operand | undefined, variable: number): boolean {
  if (!operand) return false;
  if (operand.kind === "address") return operand.variable === variable;
  const made = operand.kind === "temp" ? madeBy(fn, operand) : undefined;
  return made?.op === "convert" && made.value.kind === "address" && made.value.variable === variable;
}

/** Where the number stands once. */
function asking({ expandedAt }: Scene, { span, bytes }: Rounding): Repair | undefined {
  const written = (value: number) => `(?:${value}|0x0*${value.toString(16)})[uUlL]*`;
  const pattern = new RegExp(`\\b(?:(${written(bytes)})|(${written(bytes - 1)}))(?![\\w.])`, "gi");
  const [only, ...more] = expandedAt(span).matchAll(pattern);
  if (!only || more.length > 0) return undefined;
  const start = span.start + only.index;
  return {
    kind: "ask-page-size",
    span: { start, end: start + only[0].length },
    meant: only[1] === undefined ? "size less one" : "size",
  };
}
