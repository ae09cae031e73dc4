/** The command line as a function: words in, text out, exit status back. */
import { name, version } from "../host/product";
import { type CommandName, commandHelp, commands, generalHelp, parse } from "./arguments";
import { check } from "./check";
import { docs } from "./docs";
import { dump } from "./dump";
import { explain } from "./explain";
import { hover } from "./hover";
import { type ExitCode, exitCodes, type Io, Misuse } from "./io";
import { rules } from "./rules";
import { simulate } from "./simulate";
import { trace } from "./trace";

const runners = { check, hover, dump, docs, rules, explain, simulate, trace } as const;

export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    // Whatever happens, a script gets a status that it knows and a person gets a sentence.
    const message = error instanceof Misuse ? error.message : `internal error: ${describe(error)}`;
    io.err(`mlock-lint: ${message}\n`);
    return exitCodes.misuse;
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<ExitCode> {
  const [first, ...rest] = argv;
  if (first === "--version" || first === "-V") {
    io.out(`${name} ${version}\n`);
    return exitCodes.clean;
  }
  if (first === "--help" || first === "-h" || first === "help") {
    io.out(generalHelp());
    return exitCodes.clean;
  }
  if (first === undefined) throw new Misuse(`no command\n\n${generalHelp()}`);
  if (!isCommand(first)) {
    throw new Misuse(
      `unknown command: ${first}\ncommands: ${Object.keys(commands).join(", ")}, --version, --help`,
    );
  }
  if (first === "lsp") return serve(rest, io);
  const args = parse(commands[first], rest);
  if (args.flags.has("help")) {
    io.out(commandHelp(commands[first]));
    return exitCodes.clean;
  }
  return runners[first](args, io);
}

/** The server reads its own arguments; without a transport it talks over standard input and output. */
function serve(args: readonly string[], io: Io): ExitCode {
  if (args.includes("--help") || args.includes("-h")) {
    io.out(commandHelp(commands.lsp));
    return exitCodes.clean;
  }
  const known = /^--(stdio|node-ipc|(socket|pipe|clientProcessId)(=.*)?)$/;
  const stranger = args.find((arg, i) => !known.test(arg) && !isValueOf(args[i - 1]));
  if (stranger !== undefined) {
    throw new Misuse(
      `unknown option: ${stranger}\noptions of lsp: --stdio, --node-ipc, --socket=N, --pipe=NAME`,
    );
  }
  const hasTransport = args.some((arg) => /^--(stdio|node-ipc|socket|pipe)\b/.test(arg));
  io.startServer(hasTransport ? args : [...args, "--stdio"]);
  return exitCodes.clean;
}

const isValueOf = (option: string | undefined) => /^--(socket|pipe|clientProcessId)$/.test(option ?? "");

const isCommand = (text: string): text is CommandName => Object.hasOwn(commands, text);

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
