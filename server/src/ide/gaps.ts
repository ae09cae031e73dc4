/** What of a file was not analysed, in words for its status. */
import type { CheckResult } from "./types";

const words: Readonly<Record<string, (count: number) => string>> = {
  fuel: () => "following it takes too long: findings may be missing",
  "unreadable code": (count) => `${count} ${count === 1 ? "place" : "places"} could not be read as C`,
  "too far from C": () => "it cannot be read as C",
  "not C": () => "it is C++, which is not read",
};

/** Empty where the file was followed to its end. */
export const gapsIn = ({ silences }: Pick<CheckResult, "silences">): readonly string[] =>
  Object.entries(words).flatMap(([reason, say]) => {
    const count = silences[reason] ?? 0;
    return count > 0 ? [say(count)] : [];
  });
