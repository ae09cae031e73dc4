/** Prefixes and mutations of texts through the product: what was thrown, and what took longer than its size allows. */
import { setImmediate } from "node:timers/promises";
import { randomOf } from "../support/random";
import { mutate } from "./mutate";
import type { Trials } from "./trial";

export interface Damage {
  readonly tried: number;
  readonly checked: number;
  readonly failures: readonly { readonly what: string; readonly text: string }[];
  /** The slowest trial. */
  readonly slowest: { readonly milliseconds: number; readonly what: string };
}

interface Source {
  readonly path: string;
  readonly text: string;
}

/** Every so many trials also go through the whole check. */
const WHOLE_EVERY = 20;
/** Milliseconds that a text may take: far above what any honest one takes. */
const allowed = (text: string) => 3000 + text.length / 10;

const nothing = () => "absent" as const;

export function damagePrefixes(trials: Trials, sources: readonly Source[]): Promise<Damage> {
  return tryAll(trials, prefixes(sources));
}

function* prefixes(sources: readonly Source[]): Generator<Source> {
  for (const { path, text } of sources) {
    for (let end = 0; end <= text.length; end++)
      yield { path: `${path}, first ${end}`, text: text.slice(0, end) };
  }
}

export function damageMutations(
  trials: Trials,
  sources: readonly Source[],
  count: number,
  seed: number,
): Promise<Damage> {
  return tryAll(trials, mutations(sources, count, seed));
}

function* mutations(sources: readonly Source[], count: number, seed: number): Generator<Source> {
  const random = randomOf(seed);
  const [first, ...rest] = sources;
  if (first === undefined) return;
  for (let index = 0; index < count; index++) {
    const source = random.one([first, ...rest]);
    const text = mutate(random, source.text, random.one([first, ...rest]).text);
    yield { path: `${source.path}, mutation ${index} of seed ${seed}`, text };
  }
}

async function tryAll(trials: Trials, sources: Iterable<Source>): Promise<Damage> {
  const failures: { what: string; text: string }[] = [];
  let slowest = { milliseconds: 0, what: "nothing" };
  let tried = 0;
  let checked = 0;
  const note = (path: string, text: string, outcome: number | string) => {
    const isThrown = typeof outcome === "string";
    if (isThrown || outcome > allowed(text)) {
      failures.push({ what: `${path}: ${isThrown ? outcome : `${outcome.toFixed(0)} ms`}`, text });
    }
    if (!isThrown && outcome > slowest.milliseconds) slowest = { milliseconds: outcome, what: path };
  };
  for (const { path, text } of sources) {
    // What the native parser holds is freed between turns of the event loop only.
    await setImmediate();
    const costs = trials.frontEnd("/file.c", text, nothing);
    note(path, text, typeof costs === "string" ? costs : costs.preprocess + costs.lower);
    if (tried++ % WHOLE_EVERY !== 0) continue;
    checked++;
    note(`${path}, whole check`, text, trials.whole("/file.c", text, nothing));
  }
  return { tried, checked, failures, slowest };
}
