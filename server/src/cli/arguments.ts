/** The commands and their options, as one table: parsing, help and error messages all read it. */
import { type ParseArgsConfig, parseArgs } from "node:util";
import { allIds } from "../ide/pages/page";
import type { PlatformId } from "../ide/types";
import { Misuse } from "./io";

interface OptionRow {
  readonly name: string;
  readonly short?: string;
  readonly value?: string;
  readonly help: string;
}

export interface CommandRow {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly options: readonly OptionRow[];
  readonly notes?: string;
}

const helpOption: OptionRow = { name: "help", short: "h", help: "show this help" };
const analysisOptions: readonly OptionRow[] = [
  {
    name: "platform",
    value: "A,B|auto",
    help: "platforms to check for; auto: those that each file shows (default)",
  },
  { name: "include", short: "I", value: "DIR", help: "search DIR for included files; may repeat" },
  { name: "define", short: "D", value: "NAME[=V]", help: "define a macro; may repeat" },
  { name: "config", value: "FILE", help: "use this configuration file and no other" },
  { name: "no-config", help: "read no configuration file" },
];

export const commands = {
  check: {
    name: "check",
    usage: "mlock-lint check [options] PATH...",
    summary: "report faults in C files, and in every .c and .h file below folders",
    options: [
      ...analysisOptions,
      { name: "format", value: "text|json", help: "how to print findings (default: text)" },
      { name: "fix", help: "repair what can be repaired safely, then report what is left" },
      { name: "unsafe", help: "with --fix or --diff: also repairs that should be reviewed" },
      { name: "diff", help: "print what --fix would change, and change nothing" },
      {
        name: "show-config",
        help: "print the settings of each PATH and the files they come from; check nothing",
      },
      helpOption,
    ],
    notes:
      "Exit status: 0 nothing at or above warning, 1 findings, 2 misuse, or input that cannot be read or written.",
  },
  hover: {
    name: "hover",
    usage: "mlock-lint hover [options] FILE:LINE:COL",
    summary: "print what the editor shows over a name; line and column count from 1",
    options: [...analysisOptions, helpOption],
  },
  dump: {
    name: "dump",
    usage: "mlock-lint dump [options] PATH...",
    summary: "print what was analysed in a file, and where the analysis lost sight of what happens",
    options: [...analysisOptions, helpOption],
    notes:
      "Of several files or a folder, only totals: which unknown functions cost most, where the fuel ran out.",
  },
  docs: {
    name: "docs",
    usage: "mlock-lint docs [--platform A,B] [NAME]",
    summary: "print all that is known about a call or flag; without NAME, list the names",
    options: [{ name: "platform", value: "A,B", help: "platforms to show (default: all)" }, helpOption],
  },
  rules: {
    name: "rules",
    usage: "mlock-lint rules [--json]",
    summary: "list the rules, with the gravest severity of each",
    options: [{ name: "json", help: "as JSON" }, helpOption],
  },
  explain: {
    name: "explain",
    usage: "mlock-lint explain RULE",
    summary: "print a rule's page: why, what is bad and what is good, how it is repaired and suppressed",
    options: [helpOption],
  },
  simulate: {
    name: "simulate",
    usage: "mlock-lint simulate [--platform A,B] FILE.sim",
    summary: "print what each kernel does at the calls of a transcript; - reads standard input",
    options: [
      { name: "platform", value: "A,B", help: "platforms, instead of those in the file" },
      helpOption,
    ],
    notes: "Exit status: 0 all expectations met, 1 some not met, 2 misuse or unreadable lines.",
  },
  trace: {
    name: "trace",
    usage: "mlock-lint trace [options] FILE",
    summary: "follow a program call by call: what the platform does, what pages look like, how it ends",
    options: [
      {
        name: "function",
        short: "f",
        value: "NAME",
        help: "follow this function, with unknown arguments",
      },
      { name: "platform", value: "A", help: "the platform (default: what the file shows)" },
      {
        name: "privileged",
        value: "yes|no",
        help: "does the process have the privilege to lock beyond its limit?",
      },
      { name: "limit", value: "BYTES|unlimited", help: "its limit on locked memory, soft and hard" },
      ...analysisOptions.filter(({ name }) => name !== "platform"),
      helpOption,
    ],
    notes: [
      "On Linux, privilege and limit are those of this process, unless an option says otherwise.",
      "Exit status: 0 followed, 2 misuse or unreadable input.",
    ].join("\n"),
  },
  lsp: {
    name: "lsp",
    usage: "mlock-lint lsp [--stdio | --node-ipc | --socket=N | --pipe=NAME]",
    summary: "start the language server (default: --stdio)",
    options: [helpOption],
  },
} as const satisfies Record<string, CommandRow>;

export type CommandName = keyof typeof commands;

export interface Arguments {
  readonly flags: ReadonlySet<string>;
  /** Every value of an option, in order. */
  values(name: string): readonly string[];
  readonly positionals: readonly string[];
}

export function parse(command: CommandRow, argv: readonly string[]): Arguments {
  const options: NonNullable<ParseArgsConfig["options"]> = {};
  for (const { name, short, value } of command.options) {
    options[name] = value
      ? { type: "string", multiple: true, ...(short ? { short } : {}) }
      : { type: "boolean", ...(short ? { short } : {}) };
  }
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    return {
      flags: new Set(Object.keys(values).filter((name) => values[name] === true)),
      values: (name) => {
        const given = values[name];
        return Array.isArray(given) ? given.map(String) : [];
      },
      positionals,
    };
  } catch (error) {
    throw new Misuse(`${firstSentence(error)}\noptions of ${command.name}: ${optionNames(command)}`);
  }
}

/** What `--platform` chose; an unknown name is refused with the known ones. */
export function platformNames(args: Arguments, known: readonly PlatformId[]): readonly PlatformId[] | "auto" {
  const names = args.values("platform").flatMap((value) => value.split(",").map((name) => name.trim()));
  if (names.length === 0 || (names.length === 1 && names[0] === "auto")) return "auto";
  const chosen = new Set<PlatformId>();
  for (const name of names) {
    const id = known.find((candidate) => candidate === name);
    if (id === undefined) {
      if (allIds.some((documented) => documented === name)) throw new Misuse(onlyDocumented(name, known));
      const problem =
        name === "auto"
          ? "auto cannot be combined with other platforms"
          : `unknown platform: ${name || '""'}`;
      throw new Misuse(`${problem}\nplatforms: auto, ${known.join(", ")}`);
    }
    chosen.add(id);
  }
  return [...chosen];
}

const onlyDocumented = (name: string, known: readonly PlatformId[]): string =>
  [
    `too little is known of ${name} to check code for it; \`mlock-lint docs NAME --platform ${name}\` prints what is`,
    `platforms: auto, ${known.join(", ")}`,
  ].join("\n");

export function definesOf(args: Arguments): Readonly<Record<string, string>> {
  return Object.fromEntries(
    args.values("define").map((text) => {
      const [, name, value] = text.match(/^([A-Za-z_]\w*)(?:=(.*))?$/s) ?? [];
      if (name === undefined) throw new Misuse(`not a macro definition: -D ${text}`);
      return [name, value ?? "1"];
    }),
  );
}

export function commandHelp(command: CommandRow): string {
  const left = command.options.map(spell);
  const width = Math.max(...left.map((text) => text.length));
  const rows = command.options.map((option, i) => `  ${(left[i] ?? "").padEnd(width)}  ${option.help}`);
  const notes = command.notes ? ["", command.notes] : [];
  return [`Usage: ${command.usage}`, "", capital(command.summary), "", ...rows, ...notes, ""].join("\n");
}

export function generalHelp(): string {
  const rows: readonly CommandRow[] = Object.values(commands);
  return [
    "mlock-lint finds memory-locking faults in C.",
    "",
    "Commands:",
    ...rows.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`),
    "",
    "  mlock-lint COMMAND --help   the command's options",
    "  mlock-lint --version        the version",
    "",
  ].join("\n");
}

function spell({ name, short, value }: OptionRow): string {
  const long = value ? `--${name} ${value}` : `--${name}`;
  return short ? `-${short}, ${long}` : `    ${long}`;
}

function optionNames(command: CommandRow): string {
  return command.options.map(({ name, short }) => (short ? `-${short}/--${name}` : `--${name}`)).join(", ");
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Node adds advice about `--` that does not fit every case. */
function firstSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split(". ")[0] ?? message;
}
