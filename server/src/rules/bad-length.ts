/** A length of no bytes, of less than none, of a pointer instead of what it points to, or short of the object. */
import type { CallSite } from "../c/ir";
import { sizeOf } from "../c/types/types";
import { type Observed, observed } from "../interp/record/observations";
import { variableOfRegion } from "../interp/values/region";
import { type Given, givenTo, madeBy, originOf } from "./arguments";
import { judgeObserved } from "./observed";
import type { Judgement, Repair, Rule, Scene } from "./rule";
import { consequenceOf } from "./words";

const rule = "bad-length";

export const badLength: Rule = {
  id: rule,
  summary: "The length is zero, negative, the size of a pointer, or shorter than the object.",
  start: "error",
  fixable: true,
  concernsPortability: false,
  judge: (scene) => {
    const pointers = sizesOfPointers(scene);
    const taken = new Set(pointers.map(({ site }) => site.id));
    return [
      ...wrongLengths(scene),
      ...pointers.map(({ judgement }) => judgement),
      ...shortLocks(scene, taken),
    ];
  },
};

const wrongLengths = (scene: Scene): Judgement[] =>
  judgeObserved(scene, {
    rule,
    kind: "bad-length",
    // A list that is empty now and then has nothing to lock then.
    severity: ({ length, certain, visits }) =>
      certain < visits ? undefined : length === "negative" ? "error" : "warning",
    message: ({ length, site }) =>
      length === "zero"
        ? `the length given to ${site.name}() is zero`
        : `the length given to ${site.name}() is negative: as a size_t it reaches beyond the end of the address space`,
    consequence: (seen) => consequenceOfLength(scene, seen),
    facts: ({ length, site }) => [length === "zero" ? emptinessOf(site) : "lock.wrap"],
  });

const emptinessOf = (site: CallSite): "munlock.zero-length" | "mlock.zero-length" =>
  site.name?.startsWith("mun") ? "munlock.zero-length" : "mlock.zero-length";

function consequenceOfLength({ platform }: Scene, { length, site }: Observed<"bad-length">): string {
  if (length === "zero") {
    const { value } = platform.facts[emptinessOf(site)];
    return value === "silent"
      ? "the manual does not say what it does"
      : consequenceOf(platform, emptinessOf(site));
  }
  const { value, outcome } = platform.facts["lock.wrap"];
  if (value === "rounds") return "fails with EINVAL or ENOMEM, or does nothing and returns 0";
  return outcome.kind === "fails"
    ? consequenceOf(platform, "lock.wrap")
    : "the manual does not say what it does";
}

interface SizeOfPointer {
  /** The lock, or the unlock. */
  readonly site: CallSite;
  readonly judgement: Judgement;
}

/** `mlock(p, sizeof p)`. */
function sizesOfPointers(scene: Scene): SizeOfPointer[] {
  const found: SizeOfPointer[] = [];
  for (const { site, name } of scene.events.calls.values()) {
    if (name !== "mlock" && name !== "mlock2" && name !== "munlock") continue;
    for (const given of givenTo(scene.unit, site, [0, 1])) {
      const judgement = sizeOfPointer(scene, given, name);
      if (judgement) found.push({ site, judgement });
    }
  }
  return found;
}

function sizeOfPointer(scene: Scene, given: Given, name: string): Judgement | undefined {
  const { fn, site, operands, spans } = given;
  const [address, length] = operands;
  const [addressSpan, lengthSpan] = spans;
  if (!address || !length || !addressSpan || !lengthSpan) return undefined;
  const made = madeBy(fn, address);
  const type = made && "type" in made ? made.type : undefined;
  // One slot of a table of pointers is as large as a pointer.
  if (type?.kind !== "pointer" || type.to.kind === "pointer") return undefined;
  const { operand, set } = originOf(scene.unit, fn, length);
  if (operand.kind !== "integer" || operand.value !== sizeOf(type, scene.unit.layout)) return undefined;
  const text = bare(scene.expandedAt(set ?? lengthSpan).replace(/^[^=]*[^=]=\s*(?!=)/s, ""));
  const measured = /^sizeof\b(.*)$/s.exec(text)?.[1];
  if (measured === undefined) return undefined;
  const subject = bare(measured);
  const isPointerType = /^(?:const |volatile )?\w[\w ]*\*$/.test(subject);
  const isPointer = isPointerType || subject.startsWith("&") || namesPointer(scene, subject);
  if (subject !== bare(scene.expandedAt(addressSpan)) && !isPointer) return undefined;
  const repair = isPointerType || set ? undefined : wholeRecord(scene, given, type.to.kind);
  return {
    rule,
    span: lengthSpan,
    severity: "warning",
    certainty: "certain",
    message: `the length given to ${name}() is the size of a pointer, not of what \`${scene.textAt(addressSpan)}\` points to`,
    consequence: name === "munlock" ? "the rest stays locked" : "the rest may be paged out",
    path: [
      ...(set ? [{ span: set, message: "the length is set here" }] : []),
      ...(site.name === name
        ? []
        : [{ span: site.span, message: `${site.name}() passes it on to ${name}()` }]),
    ],
    facts: [name === "munlock" ? "munlock.effect" : "mlock.effect"],
    ...(repair ? { repair } : {}),
  };
}

/** Is whatever bears this name a pointer? */
function namesPointer({ unit }: Scene, subject: string): boolean {
  const named = unit.variables.filter(({ name }) => name === subject);
  return named.length > 0 && named.every(({ type }) => type.kind === "pointer");
}

/** Without spaces, casts and parentheses around it. */
function bare(text: string): string {
  const trimmed = text
    .trim()
    .replace(/\s+/g, " ")
    .replace(/ ?(->|\.|\*|\[|\]) ?/g, "$1");
  const inner = /^\((.*)\)$/s.exec(trimmed)?.[1];
  if (inner !== undefined && isBalanced(inner)) return bare(inner);
  const cast = /^\([\w ]+\**\)(.*)$/s.exec(trimmed)?.[1];
  return cast ? bare(cast) : trimmed;
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const letter of text) {
    if (letter === "(") depth++;
    if (letter === ")" && --depth < 0) return false;
  }
  return depth === 0;
}

/** What a pointer to a record leads to is most often one record. */
function wholeRecord({ textAt }: Scene, { spans }: Given, kind: string): Repair | undefined {
  const [addressSpan, span] = spans;
  if (kind !== "record" || !addressSpan || !span) return undefined;
  const newText = `sizeof *${textAt(addressSpan)}`;
  if (!/^sizeof \*[\w.>-]+$/.test(newText)) return undefined;
  return { kind: "replace", span, newText, title: `Take the size of what it points to: ${newText}` };
}

type PartLocked = Observed<"part-locked">;

/** Is the address the object's own, and not one that was computed? */
function beginsAtObject({ unit }: Scene, { site }: PartLocked): boolean {
  const [given] = givenTo(unit, site, [0]);
  const made = given?.operands[0] && madeBy(given.fn, given.operands[0]);
  return made === undefined || made.op === "load" || made.op === "call";
}

/** The one lock of an object, from its start, that ends before the object does. */
function shortLocks(scene: Scene, taken: ReadonlySet<number>): Judgement[] {
  const { observations } = scene.events;
  const short = observed(observations, "part-locked");
  const all = [...short, ...observed(observations, "whole-locked")];
  const isAlone = (seen: PartLocked) =>
    all.every((other) => other === seen || other.way.region !== seen.way.region);
  return judgeObserved(
    scene,
    {
      rule,
      kind: "part-locked",
      severity: ({ certain, possible, visits }) => (certain + possible < visits ? undefined : "hint"),
      message: ({ length, size, site, way }) => {
        const object = way.region && variableOfRegion(scene.unit, way.region)?.name;
        return `${site.name}() is given ${length} of the ${size} bytes of ${object === undefined ? "the block" : `\`${object}\``}`;
      },
      consequence: ({ certain }) =>
        certain > 0 ? "the rest may be paged out" : "the rest may lie on a page that is not locked",
      facts: () => ["lock.whole-pages"],
      about: ["memory"],
    },
    short.filter((seen) => isAlone(seen) && beginsAtObject(scene, seen) && !taken.has(seen.site.id)),
  );
}
