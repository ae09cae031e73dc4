/**
 * The lines of a transcript:
 *
 *     platform: linux            header: what every test starts from
 *     privileged: no
 *     limit: 65536
 *     test: a hole               a new process
 *     map m 6                    a place of six pages with nothing around it
 *     mlock m+100 2p -> 0        p: pages; several results: `0 | -1 EPERM`; `-1 ?`: no page names the errno
 *     mlock m 6p -> -1 ENOMEM ! mlock.mapped hole      `!`: requirements broken; `fact?`: possibly
 *     locked m {0,1}             also: mapped, onfault, referenced
 *     VmLck 8k                   also: future, superlocked
 *     because lock.fork          a fact that the last result rests on
 *     set limit 4095             also: privileged, context, interrupts
 */
import type { FactName } from "../platforms/profile";
import type { World } from "./types";

/** "0", "-1 ENOMEM", "-1 ?", "fault", "parent" or "child". */
export type Expectation = string;
export type PageWord = "mapped" | "locked" | "onfault" | "referenced";

export interface CallText {
  readonly kind: "call";
  readonly words: readonly string[];
  /** The world goes on with the first. */
  readonly expected: readonly Expectation[];
  readonly violations: readonly string[];
}

export type Statement =
  | CallText
  | { readonly kind: "platform"; readonly id: string }
  | { readonly kind: "header" | "set"; readonly world: Partial<World> }
  | { readonly kind: "test" }
  | { readonly kind: "pages"; readonly what: PageWord; readonly place: string; readonly pages: string }
  | { readonly kind: "world"; readonly read: (world: World) => string; readonly value: string }
  | { readonly kind: "because"; readonly fact: FactName }
  | { readonly kind: "unreadable"; readonly why: string };

/** undefined: an empty line or a comment. */
export function parseLine(line: string): Statement | undefined {
  const text = line.replace(/(^|\s)#.*/, "").trim();
  if (text === "") return undefined;
  const header = /^([a-z]+):\s*(.*)$/.exec(text);
  if (header) return parseHeader(header[1] ?? "", header[2] ?? "");
  const [word = "", ...rest] = text.split(/\s+/);
  const reader = readers[word];
  if (reader !== undefined && !text.includes("->")) return reader(rest);
  return parseCall(text);
}

/** A number, "0x" and "k" (KiB) allowed. */
export function readNumber(text: string | undefined): number | undefined {
  const match = /^(-?)(0x[0-9a-f]+|[0-9]+)(k?)$/i.exec(text ?? "");
  if (!match) return undefined;
  return (match[1] === "-" ? -1 : 1) * Number(match[2]) * (match[3] === "" ? 1 : 1024);
}

const unreadable = (why: string): Statement => ({ kind: "unreadable", why });

function parseHeader(name: string, value: string): Statement {
  if (name === "platform") return { kind: "platform", id: value };
  if (name === "test") return { kind: "test" };
  const world = readSetting(name, value);
  return world === undefined ? unreadable("no such header") : { kind: "header", world };
}

const tristates = new Map<string, World["privileged"]>([
  ["yes", true],
  ["no", false],
  ["unknown", "unknown"],
]);

function readSetting(name: string, value: string): Partial<World> | undefined {
  switch (name) {
    case "privileged": {
      const privileged = tristates.get(value);
      return privileged === undefined ? undefined : { privileged };
    }
    case "limit": {
      const limit = value === "none" ? Number.POSITIVE_INFINITY : readNumber(value);
      return limit === undefined ? undefined : { limit };
    }
    case "context":
      return value === "thread" || value === "isr" ? { context: value } : undefined;
    case "interrupts":
      return value === "enabled" || value === "disabled" || value === "unknown"
        ? { interrupts: value }
        : undefined;
    default:
      return undefined;
  }
}

type Reader = (words: readonly string[]) => Statement;

const readers: Readonly<Record<string, Reader>> = {
  mapped: pages("mapped"),
  locked: pages("locked"),
  onfault: pages("onfault"),
  referenced: pages("referenced"),
  VmLck: ([value]) => {
    const bytes = readNumber(value);
    const read = (world: World) => String(world.lockedBytes);
    return bytes === undefined ? unreadable("no number") : { kind: "world", read, value: String(bytes) };
  },
  future: ([value = ""]) => ({ kind: "world", read: (world) => world.future, value }),
  superlocked: ([value = ""]) => ({
    kind: "world",
    read: (world) => String(world.superlocked),
    value: String(tristates.get(value)),
  }),
  because: ([fact]) =>
    fact === undefined ? unreadable("no fact") : { kind: "because", fact: fact as FactName },
  set: ([name = "", value = ""]) => {
    const world = readSetting(name, value);
    return world === undefined ? unreadable("nothing to set") : { kind: "set", world };
  },
};

function pages(what: PageWord): Reader {
  return ([place, list, ...more]) =>
    place === undefined || list === undefined || more.length > 0 || !/^\{[\d,]*\}$/.test(list)
      ? unreadable("wanted a place and {pages}")
      : { kind: "pages", what, place, pages: list };
}

function parseCall(text: string): Statement {
  const [promise = "", complaints = ""] = text.split(/\s+!\s+/);
  const [made = "", results] = promise.split(/\s+->\s+/);
  const words = made.split(/\s+/);
  const expected = (results ?? "0").split("|").flatMap(readResult);
  if (expected.includes("")) return unreadable("no such result");
  const violations = complaints.split(",").map((part) => part.trim());
  return { kind: "call", words, expected, violations: violations.filter((part) => part !== "") };
}

/** "-1 EAGAIN ENOMEM" is two results; "" is none that anybody knows. */
function readResult(text: string): readonly Expectation[] {
  const [first = "", ...names] = text.trim().split(/\s+/);
  if (first === "-1" && names.length > 0) {
    return names.map((name) => (/^(\?|E[A-Z]+)$/.test(name) ? `-1 ${name}` : ""));
  }
  return names.length === 0 && ["0", "fault", "parent", "child"].includes(first) ? [first] : [""];
}
