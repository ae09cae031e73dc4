/** `mlock-lint trace FILE`: what happens at each call of a program, and how it ends. */

import { sourceOf } from "../host/sources";
import { thisProcess } from "../host/this-machine";
import { requestFor } from "../ide/config/resolve";
import type { PlatformId, ProcessStart } from "../ide/types";
import { type Arguments, platformNames } from "./arguments";
import { knownTo, optionsOf } from "./asked";
import { noteTo, projectOf } from "./input";
import { type ExitCode, exitCodes, type Io, Misuse } from "./io";

export async function trace(args: Arguments, io: Io): Promise<ExitCode> {
  const [name, extra] = args.positionals;
  if (name === undefined || extra !== undefined) throw new Misuse("trace takes one FILE");
  const wished = startFrom(args);
  const engine = await io.openEngine();
  const chosen = platformNames(args, knownTo(engine));
  if (chosen !== "auto" && chosen.length > 1) throw new Misuse("trace takes one platform");
  const project = projectOf([name], optionsOf(args, io.cwd), io.cwd, noteTo(io));
  const source = sourceOf(project.inputs[0]?.path ?? name);
  if (source.kind !== "text") throw new Misuse(`${name}: ${source.reason}`);
  const { pageSize, lockLimit: limit } = requestFor(source.file, (file) => project.configs.for(file).keys);
  const configured: ProcessStart = limit === undefined ? {} : { limit, hardLimit: limit };
  const startOn = (platform: PlatformId): ProcessStart =>
    withoutOtherUser({ ...startHere(platform), ...configured, ...wished }, wished);
  const traced = engine.trace({
    file: source.file,
    text: source.text,
    read: project.read,
    ...project.compilationOf(source.file),
    ...(pageSize === undefined ? {} : { pageSize }),
    platform: chosen === "auto" ? undefined : chosen[0],
    functionName: args.values("function").at(-1),
    startOn,
  });
  if (traced.kind === "refused") throw new Misuse(`${name}: ${traced.reason}`);
  const start = startOn(traced.platform);
  const whose = startHere(traced.platform) ? "a process of this machine" : "a process";
  io.out(`${name} on ${traced.platform}, as ${whose}: ${words(start)}\n${traced.text}`);
  return exitCodes.clean;
}

/** Whoever is given another privilege than this process has is somebody else. */
function withoutOtherUser({ user, ...start }: ProcessStart, { privileged }: ProcessStart): ProcessStart {
  return user === undefined || privileged !== undefined ? start : { ...start, user };
}

/** What this machine's processes have tells nothing of another system. */
const startHere = (platform: PlatformId): ProcessStart | undefined =>
  platform === "linux" ? thisProcess() : undefined;

function startFrom(args: Arguments): ProcessStart {
  const privileged = args.values("privileged").at(-1);
  const limit = args.values("limit").at(-1);
  if (privileged !== undefined && privileged !== "yes" && privileged !== "no")
    throw new Misuse(`--privileged takes yes or no, not ${privileged}`);
  if (limit !== undefined && limit !== "unlimited" && !/^\d{1,15}$/.test(limit))
    throw new Misuse(`--limit takes a number of bytes or unlimited, not ${limit}`);
  const bytes = limit === "unlimited" ? Number.POSITIVE_INFINITY : Number(limit);
  return {
    ...(privileged === undefined ? {} : { privileged: privileged === "yes" }),
    ...(privileged === "no" ? { mayRaiseLimit: false } : {}),
    ...(limit === undefined ? {} : { limit: bytes, hardLimit: bytes }),
  };
}

function words({ privileged, limit }: ProcessStart): string {
  const may =
    privileged === undefined ? "privilege not known" : privileged ? "CAP_IPC_LOCK" : "no CAP_IPC_LOCK";
  const most =
    limit === undefined
      ? "limit not known"
      : limit === Number.POSITIVE_INFINITY
        ? "no limit"
        : `limit ${limit} bytes`;
  return `${may}, ${most}`;
}
