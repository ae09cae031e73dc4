/** The page size is a parameter of a run: what is found with the usual one is checked with the least and the largest. */
import type { Platform } from "../platforms/profile";
import { rules } from "../rules";
import type { Judgement } from "../rules/rule";
import { weakened } from "./merge";

/** What was judged on one platform. */
export interface Judged {
  readonly platform: Platform;
  readonly judgements: readonly Judgement[];
}

const concerned = new Set(rules.filter(({ restsOnPages }) => restsOnPages).map(({ id }) => id));

/** Who never asks how large pages are has chosen one size, and is judged by the usual one. */
const asking = /\b_SC_PAGE_?SIZE\b|\bgetpagesizes?\b|\b_*PAGE_?SIZE\b/;

/**
 * Of a program that asks for the page size, what does not hold for the least and the largest size as well is only
 * possible, and says of which size it speaks. `judgedFor` judges the same platforms, each with another usual size.
 */
export function* confirmedForAllSizes(
  text: string,
  judged: readonly Judged[],
  judgedFor: (change: (platform: Platform) => Platform) => Generator<unknown, readonly Judged[]>,
): Generator<unknown, readonly Judged[]> {
  if (!asking.test(text)) return judged;
  let confirmed = judged;
  for (const bound of ["least", "most"] as const) {
    const mayDiffer = confirmed.some(
      ({ platform, judgements }) =>
        platform.pageSize[bound] !== platform.pageSize.usual &&
        judgements.some(({ rule }) => concerned.has(rule)),
    );
    if (!mayDiffer) continue;
    const others = yield* judgedFor((platform) => withPages(platform, platform.pageSize[bound]));
    confirmed = confirmed.map((one) =>
      agreed(
        one,
        others.find(({ platform }) => platform.id === one.platform.id),
      ),
    );
  }
  return confirmed;
}

/** A project's own size is the only one. */
export const withPagesOf = (platform: Platform, bytes: number | undefined): Platform =>
  bytes === undefined
    ? platform
    : { ...platform, pageSize: { ...platform.pageSize, least: bytes, usual: bytes, most: bytes } };

const withPages = (platform: Platform, usual: number): Platform => ({
  ...platform,
  pageSize: { ...platform.pageSize, usual },
});

function agreed({ platform, judgements }: Judged, other: Judged | undefined): Judged {
  const found = new Map(other?.judgements.map((one) => [keyOf(one), one]));
  return {
    platform,
    judgements: judgements.map((one) => {
      const elsewhere = found.get(keyOf(one));
      const holds = elsewhere && (elsewhere.certainty === "certain" || one.certainty === "possible");
      return holds || !concerned.has(one.rule) ? one : ofOneSize(one, platform.pageSize.usual);
    }),
  };
}

const keyOf = ({ rule, span }: Judgement): string => `${rule}|${span.start}|${span.end}`;

function ofOneSize(one: Judgement, bytes: number): Judgement {
  const words = ` where pages have ${bytes} bytes`;
  const { consequence } = one;
  return { ...weakened(one), consequence: consequence.endsWith(words) ? consequence : consequence + words };
}
