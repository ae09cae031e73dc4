/** The command line on this process: its arguments, its streams, its exit status. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { exitCodes, type Io } from "./io";
import { run } from "./run";

/** `rules`: the folder of the rules' pages. */
export function startCommandLine(
  installed: { readonly rules: string } & Pick<Io, "openEngine" | "startServer">,
): void {
  for (const stream of [process.stdout, process.stderr]) {
    // Whoever reads us may leave early (`| head`): that is no fault of anybody.
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") process.exitCode = exitCodes.misuse;
    });
  }
  void run(process.argv.slice(2), {
    ...installed,
    cwd: process.cwd(),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    input: () => readFileSync(0, "utf8"),
    rulePage: (id) => pageIn(join(installed.rules, `${id}.md`)),
  }).then((code) => {
    // Not process.exit: what is still in a pipe's buffer must get out first.
    if (code !== exitCodes.clean) process.exitCode = code;
  });
}

function pageIn(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
