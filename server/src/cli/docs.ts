/** `mlock-lint docs NAME`: all that is known of a call or flag, platform by platform. */
import { allIds, docNames, docPage, namesLike } from "../ide/pages/page";
import { width, wrapped } from "../ide/pages/wrap";
import { type Arguments, platformNames } from "./arguments";
import { type ExitCode, exitCodes, type Io, Misuse } from "./io";

export async function docs(args: Arguments, io: Io): Promise<ExitCode> {
  const [name, extra] = args.positionals;
  if (extra !== undefined) throw new Misuse("docs takes one NAME, or none to list them");
  if (name?.trim() === "") throw new Misuse(`docs takes the name of a call or flag\n${howToList}`);
  const chosen = platformNames(args, allIds);
  io.out(name === undefined ? list() : page(name, chosen === "auto" ? allIds : chosen));
  return exitCodes.clean;
}

const howToList = "`mlock-lint docs` lists the names";

function page(name: string, ids: typeof allIds): string {
  const text = docPage(name.replace(/\(\)$/, ""), ids);
  if (text !== undefined) return wrapped(text);
  const near = namesLike(name);
  const hint = near.length > 0 ? `did you mean: ${near.join(", ")}` : howToList;
  throw new Misuse(`nothing is known of ${name}\n${hint}`);
}

function list(): string {
  const left = Math.max(...docNames.map(({ name }) => name.length)) + 2;
  const lines = docNames.map(({ name, summary }) => {
    const words = wrapped(summary, width - left).replaceAll("\n", `\n${" ".repeat(left)}`);
    return `${name.padEnd(left)}${words}\n`;
  });
  return lines.join("");
}
