/**
 * A mismatch as a transcript: the calls with what the kernel answered, and then what it showed where the simulator shows
 * something else. So the transcript passes as soon as the simulator is right.
 */
import type { SimProfile } from "../../server/src/sim/step";
import { pageList } from "../../server/src/sim/transcript/lines";
import { noPlaces, withPlace } from "../../server/src/sim/transcript/places";
import { transcriptLine } from "../../server/src/sim/transcript/write";
import type { Call } from "../../server/src/sim/types";
import { type Aspect, resultText, type Sequence } from "./compare";
import { arena, fileName, heapPages, type Observation, page, type Run, type SeenPage } from "./protocol";
import type { Shrunk } from "./shrink";
import { type ImagePages, imagePages } from "./start";

export function transcriptOf(
  profile: SimProfile,
  { mode }: Sequence,
  { calls, mismatch }: Shrunk,
  run: Run,
): string {
  const { soft, hard, fileSize } = mode.setting;
  const [start] = run.starts;
  const image = start && imagePages(start);
  const places = placesOf(image);
  const [, ...observations] = run.observations;
  const lines = calls.map((call, index) => {
    const observation = observations[index];
    return `${transcriptLine(call, profile, places)}${observation ? ` -> ${answer(profile, call, observation)}` : ""}`;
  });
  const privileges = mode.privileged ? (mode.mayRaiseLimit ? "all" : "lock") : "none";
  const limits = `limit ${soft === -1 ? "none" : soft}, hard ${hard === -1 ? "none" : hard}`;
  const usesFile = calls.some((call) => call.name === "ftruncate" || (call.name === "mmap" && call.file));
  return [
    `given linux, ${limits}, privileges ${privileges}`,
    `test: ${mode.name}`,
    ...(image && calls.some(isAboutImage) ? imageLines(image) : []),
    `place m ${arena.pages} at ${arena.start}`,
    ...(usesFile ? [`file ${fileName} ${fileSize} bytes`] : []),
    ...lines,
    ...factsOf(
      mismatch.differences.map(({ aspect }) => aspect),
      observations.at(-1),
    ),
    ...mismatch.differences.map(({ text }) => `# ${text}`),
  ].join("\n");
}

function placesOf(image: ImagePages | undefined) {
  const places = withPlace(noPlaces(page), "m", { address: arena.start, pages: arena.pages }, page);
  if (image === undefined) return places;
  const heap = { address: image.heapStart, pages: image.heap + heapPages };
  return withPlace(places, "heap", heap, page);
}

function answer(profile: SimProfile, call: Call<number>, observation: Observation): string {
  const result = resultText(profile, call, observation);
  return call.name === "fork" && result === "0" ? "child | parent" : result;
}

/** Does it reach beyond the arena, so that it matters what else the process has? */
function isAboutImage(call: Call<number>): boolean {
  if (call.name === "mlockall" || call.name === "brk") return true;
  return "address" in call && (call.address ?? 0) > 0 && (call.address ?? 0) < arena.start - 16 * page;
}

/** The program itself, by what the lock calls make of it. */
function imageLines({ heap, special, others }: ImagePages): readonly string[] {
  return [`heap ${heap}`, `stack ${others}`, `special v ${special}`];
}

/** What the kernel showed, as far as the two differ in it. */
function factsOf(aspects: readonly Aspect[], observation: Observation | undefined): readonly string[] {
  if (observation === undefined) return [];
  const pages = (word: string, matches: (page: SeenPage) => boolean) => {
    const found = observation.arena.flatMap((seen, index) =>
      seen && matches(seen) ? [{ first: index, last: index }] : [],
    );
    return `${word} m ${pageList(found)}`;
  };
  const told: Partial<Record<Aspect, readonly string[]>> = {
    VmLck: [`VmLck ${observation.lockedBytes / 1024}k`],
    mapped: [pages("mapped", () => true)],
    lock: [pages("locked", ({ locked }) => locked), pages("onfault", ({ onfault }) => onfault)],
    residency: [pages("resident", ({ resident }) => resident)],
  };
  return [...new Set(aspects)].flatMap((aspect) => told[aspect] ?? []);
}
