/** An argument in another's place, or of another kind: address and length swapped, pages for bytes, flags for a length. */
import type { CallSite, FunctionIr, Operand, Unit } from "../c/ir";
import { type CType, sizeOf } from "../c/types/types";
import type { FactName } from "../platforms/profile";
import { type Given, givenTo, madeBy, originOf, unconverted, writtenAt } from "./arguments";
import { judgeObserved } from "./observed";
import { countsPages } from "./page-arithmetic";
import type { Judgement, Repair, Rule, Scene, Severity } from "./rule";
import { consequenceOf } from "./words";

const rule = "wrong-argument";

export const wrongArgument: Rule = {
  id: rule,
  summary: "Address and length are swapped, or pages, flags or a pointer's own address stand in their place.",
  start: "error",
  fixable: true,
  concernsPortability: false,
  judge: (scene) => [...spelt(scene), ...pagesByValue(scene)],
};

/** What is wrong with one call's arguments. */
interface Fault {
  readonly argument: 0 | 1;
  readonly severity: Severity;
  readonly message: string;
  readonly consequence: string;
  readonly fact: FactName;
  readonly repair?: Repair | undefined;
}

function spelt(scene: Scene): Judgement[] {
  const found: Judgement[] = [];
  for (const { site, name } of scene.events.calls.values()) {
    if (name !== "mlock" && name !== "mlock2" && name !== "munlock") continue;
    for (const given of blamed(scene, site)) {
      const fault = faultOf(scene, given, name);
      if (!fault) continue;
      const { argument, severity, message, consequence, fact, repair } = fault;
      const helper = given.site;
      found.push({
        rule,
        span: given.spans[argument] ?? helper.span,
        severity,
        certainty: "certain",
        message,
        consequence,
        path:
          helper.name === name
            ? []
            : [{ span: helper.span, message: `${helper.name}() passes it on to ${name}()` }],
        facts: [fact],
        ...(repair ? { repair } : {}),
      });
    }
  }
  return found;
}

/** Whoever swaps parameters of the right types is to blame, not the calls that give them. */
function blamed({ unit }: Scene, site: CallSite): readonly Given[] {
  const written = writtenAt(unit, site, [0, 1]);
  if (!written) return [];
  const [address, length] = written.operands.map((operand) => typeOf(unit, written.fn, operand)?.kind);
  return address === "integer" && length === "pointer" ? [written] : givenTo(unit, site, [0, 1]);
}

function faultOf(scene: Scene, given: Given, name: string): Fault | undefined {
  const { fn, operands, spans } = given;
  const [address, length] = operands;
  const [addressSpan, lengthSpan] = spans;
  if (!address || !length || !addressSpan || !lengthSpan) return undefined;
  const unmapped = name === "munlock" ? "munlock.mapped" : "mlock.mapped";
  const isNumber = typeOf(scene.unit, fn, address)?.kind === "integer";
  if (typeOf(scene.unit, fn, length)?.kind === "pointer" && !isLinkersNumber(scene.unit, fn, length)) {
    return {
      argument: isNumber ? 0 : 1,
      severity: "error",
      message: isNumber
        ? `address and length are swapped: ${name}() takes the address first`
        : `\`${scene.textAt(lengthSpan)}\`, an address, is given to ${name}() as the length`,
      consequence: consequenceOf(scene.platform, unmapped),
      fact: unmapped,
      repair: isNumber ? { kind: "swap-arguments", first: addressSpan, second: lengthSpan } : undefined,
    };
  }
  const flags = /^[\s(]*((?:MCL|MLOCK|MAP|PROT)_[A-Z]\w*)(?:\s*\|\s*[A-Z]\w*)*[\s)]*$/.exec(
    scene.expandedAt(lengthSpan),
  );
  if (flags) {
    return {
      argument: 1,
      severity: "error",
      message: `${flags[1]}, a flag, is given to ${name}() as the length`,
      consequence: "its value is taken for a number of bytes",
      fact: "mlock.effect",
    };
  }
  return addressOfPointer(scene, given, name) ?? countOfPages(scene, given, name);
}

/** `(size_t)&_data_size`: a symbol whose address is a number that the linker has reckoned. */
function isLinkersNumber({ variables }: Unit, fn: FunctionIr, operand: Operand): boolean {
  const plain = unconverted(fn, operand);
  return plain.kind === "address" && variables[plain.variable]?.scope === "external";
}

/** What an operand was before it was converted for the call. */
function typeOf(unit: Unit, fn: FunctionIr, operand: Operand): CType | undefined {
  const plain = unconverted(fn, operand);
  if (plain.kind === "integer") return plain.type;
  if (plain.kind === "address" || plain.kind === "string") return somePointer;
  const made = madeBy(fn, plain);
  if (made?.op === "index" || made?.op === "field") return somePointer;
  if (made?.op !== "load" && made?.op !== "call" && made?.op !== "binary") return undefined;
  // A difference of pointers has their type where the operands' is asked for, and its own here.
  return made.op === "load" && made.address.kind === "address"
    ? (unit.variables[made.address.variable]?.type ?? made.type)
    : made.type;
}

const somePointer: CType = { kind: "pointer", to: { kind: "void" }, volatile: false };

/** `mlock(&p, n)`, `mlock(&s->p, s->n)`: what holds the pointer, and whatever lies behind it. */
function addressOfPointer(scene: Scene, given: Given, name: string): Fault | undefined {
  const { fn, operands, spans } = given;
  const [address, length] = operands;
  const [span] = spans;
  const plain = address && unconverted(fn, address);
  if (!plain || !length || !span) return undefined;
  const holder = holderAt(scene.unit, fn, plain);
  if (!holder || !mayReachBeyond(scene.unit, given, length, holder)) return undefined;
  const text = scene.textAt(span);
  const repair =
    text.startsWith("&") && text.endsWith(holder.name)
      ? ({
          kind: "replace",
          span,
          newText: text.slice(1).trim(),
          title: `Give the pointer itself: ${text.slice(1).trim()}`,
        } as const)
      : undefined;
  return {
    argument: 0,
    severity: "warning",
    message: `\`${text}\`, given to ${name}(), is the address of the pointer itself, not what it points to`,
    consequence: name === "munlock" ? "what it leads to stays locked" : "what it leads to may be paged out",
    fact: "lock.whole-pages",
    repair,
  };
}

interface Holder {
  readonly name: string;
  readonly type: CType;
  readonly isMember: boolean;
}

/** The pointer whose address it is. What begins with an external variable may be laid out by the linker. */
function holderAt(unit: Unit, fn: FunctionIr, plain: Operand): Holder | undefined {
  if (plain.kind === "address") {
    const variable = unit.variables[plain.variable];
    if (variable?.type.kind !== "pointer" || variable.scope === "external") return undefined;
    return { name: variable.name, type: variable.type, isMember: false };
  }
  const made = madeBy(fn, plain);
  if (made?.op !== "field" || made.type.kind !== "pointer") return undefined;
  // With its first member, which may link it to its like, a whole record begins.
  const isLink = made.type.to.kind === "record";
  return isLink ? undefined : { name: made.field, type: made.type, isMember: true };
}

/** Not from one variable to another, nor from a member to its record's end. */
function mayReachBeyond(unit: Unit, { fn }: Given, length: Operand, { type, isMember }: Holder): boolean {
  const { operand } = originOf(unit, fn, length);
  const size = sizeOf(type, unit.layout);
  const made = madeBy(fn, operand);
  if (isMember) return made?.op === "load";
  if (made?.op === "binary" && made.operator === "-") return false;
  return operand.kind !== "integer" || (size !== undefined && operand.value > size);
}

function countOfPages(scene: Scene, { fn, operands, spans }: Given, name: string): Fault | undefined {
  const [, length] = operands;
  const [, span] = spans;
  if (!length || !span || !countsPages(scene.unit, fn, length)) return undefined;
  return {
    argument: 1,
    severity: "warning",
    message: `\`${scene.textAt(span)}\` counts pages, and ${name}() takes bytes`,
    consequence: name === "munlock" ? "the other pages stay locked" : "the other pages may be paged out",
    fact: "lock.whole-pages",
  };
}

/** `mlock(p, 4)` where p leads to four pages. */
const pagesByValue = (scene: Scene): Judgement[] =>
  judgeObserved(scene, {
    rule,
    kind: "pages-for-bytes",
    severity: ({ certain, visits }) => (certain < visits ? undefined : "warning"),
    message: ({ length, site }) =>
      `${site.name}() is given ${length} bytes of memory that has ${length} pages: it takes bytes`,
    consequence: () => "the other pages may be paged out",
    facts: () => ["lock.whole-pages"],
    about: ["memory"],
  });
