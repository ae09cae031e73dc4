/** What a statement of a manual page is here, and the ways in which one can be shown to hold. */
import type { PlatformId } from "../../server/src/platforms/profile";

export interface Statement {
  /** "S0-12": the twelfth statement of the page numbered 0. */
  readonly id: string;
  /** What the page states, in our own words. */
  readonly says: string;
  /** Empty for those that stand in `unshown.ts`, with the reason. */
  readonly shownBy: readonly Demonstration[];
}

export type Demonstration = Transcript | Fixture | Hover;

/** A `test:` of test/sim/<file> whose name carries the id. */
export interface Transcript {
  readonly kind: "transcript";
  readonly file: string;
}

/** A fixture test/rules/<file> with a `shows:` comment that names the id. */
export interface Fixture {
  readonly kind: "fixture";
  readonly file: string;
}

/** Words that `mlock-lint docs <name> --platform <platform>` must print. */
export interface Hover {
  readonly kind: "hover";
  readonly name: string;
  readonly platform: PlatformId;
  readonly words: readonly string[];
}

export function statement(id: string, says: string, ...shownBy: readonly Demonstration[]): Statement {
  return { id, says, shownBy };
}

export const transcript = (file: string): Transcript => ({ kind: "transcript", file: `${file}.sim` });

export const fixture = (file: string): Fixture => ({ kind: "fixture", file: `${file}.c` });

/** `hoverOn("qnx7")("mlock", "words")`. */
export const hoverOn =
  (platform: PlatformId) =>
  (name: string, ...words: readonly string[]): Hover => ({ kind: "hover", name, platform, words });
