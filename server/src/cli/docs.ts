/** `mlock-lint docs NAME`: all that is known of a call or flag, platform by platform. */
import { allIds, docNames, docPage, namesLike } from "../ide/pages/page";
import { type Arguments, platformNames } from "./arguments";
import { type ExitCode, exitCodes, type Io, Misuse } from "./io";

export async function docs(args: Arguments, io: Io): Promise<ExitCode> {
  const [name, extra] = args.positionals;
  if (extra !== undefined) throw new Misuse("docs takes one NAME, or none to list them");
  const chosen = platformNames(args, allIds);
  io.out(name === undefined ? list() : page(name, chosen === "auto" ? allIds : chosen));
  return exitCodes.clean;
}

function page(name: string, ids: typeof allIds): string {
  const text = docPage(name.replace(/\(\)$/, ""), ids);
  if (text !== undefined) return text;
  const near = namesLike(name);
  const hint = near.length > 0 ? `did you mean: ${near.join(", ")}` : "`mlock-lint docs` lists the names";
  throw new Misuse(`nothing is known of ${name}\n${hint}`);
}

function list(): string {
  const width = Math.max(...docNames.map(({ name }) => name.length));
  return docNames.map(({ name, summary }) => `${name.padEnd(width)}  ${summary}\n`).join("");
}
