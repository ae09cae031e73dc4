/** `mlock-lint explain RULE`: the rule's page, and how it is switched and suppressed. */
import type { RuleInfo } from "../ide/types";
import { nearest } from "../text/near";
import type { Arguments } from "./arguments";
import { type ExitCode, exitCodes, type Io, Misuse } from "./io";

export async function explain(args: Arguments, io: Io): Promise<ExitCode> {
  const [name, extra] = args.positionals;
  if (name === undefined || extra !== undefined) throw new Misuse(`explain takes one RULE\n${howToList}`);
  const { rules } = await io.openEngine();
  const rule = rules.find(({ id }) => id === name);
  if (!rule) {
    const meant = nearest(
      name,
      rules.map(({ id }) => id),
    );
    throw new Misuse(
      `no rule is called ${name}\n${meant === undefined ? howToList : `did you mean: ${meant}`}`,
    );
  }
  const page = io.rulePage(rule.id) ?? `# ${rule.id}\n\n${rule.summary}\n`;
  io.out(`${page.trimEnd()}\n\n## In short\n\n${inShort(rule)}\n`);
  return exitCodes.clean;
}

const howToList = "`mlock-lint rules` lists them";

function inShort({ id, start, fixable }: RuleInfo): string {
  const grave =
    start === "off"
      ? "It is off until a severity is configured for it"
      : `Its findings are at most ${start === "error" || start === "info" ? "an" : "a"} ${start}`;
  return [
    `${grave}, and ${fixable ? "some of them have a quick fix" : "they have no quick fix"}.`,
    "",
    `- at one place: \`// mlock-lint: ignore[${id}] reason\``,
    `- in mlock-lint.json: \`"rules": { "${id}": "error" | "warning" | "info" | "hint" | "off" }\``,
  ].join("\n");
}
