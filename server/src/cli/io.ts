/** What a command needs of the world, so that tests can stand in for it. */
import type { Engine } from "../ide/types";

export interface Io {
  readonly cwd: string;
  readonly out: (text: string) => void;
  /** For people: problems and summaries. */
  readonly err: (text: string) => void;
  /** What the documentation says of a rule, as Markdown; undefined where it is not at hand. */
  readonly rulePage: (id: string) => string | undefined;
  /** All of standard input. */
  readonly input: () => string;
  readonly openEngine: () => Promise<Engine>;
  readonly startServer: (args: readonly string[]) => void;
}

/** Part of the contract with scripts. Misuse and unreadable input outrank findings. */
export const exitCodes = { clean: 0, findings: 1, misuse: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The user asked for something that does not exist; the message says what does. */
export class Misuse extends Error {}
