/** What a command asks of each file: what its options say, over what the project's configuration says. */
import { resolve } from "node:path";
import type { ConfigChoice } from "../host/config-files";
import { slashes } from "../host/disk";
import { sourceOf } from "../host/sources";
import { type ProjectRequest, requestFor } from "../ide/config/resolve";
import type { CheckRequest, PlatformId } from "../ide/types";
import { type Arguments, definesOf, platformNames } from "./arguments";
import type { Options, Project } from "./input";
import { Misuse } from "./io";

export type Asked = ProjectRequest & Pick<CheckRequest, "intended">;

/** How files are read, as the options say it. */
export const optionsOf = (args: Arguments, cwd: string): Options => ({
  includeDirs: args.values("include"),
  defines: definesOf(args),
  config: configOf(args, cwd),
});

function configOf(args: Arguments, cwd: string): ConfigChoice {
  const given = args.values("config").at(-1);
  if (given === undefined) return { kind: args.flags.has("no-config") ? "none" : "nearest" };
  if (args.flags.has("no-config")) throw new Misuse("--config and --no-config exclude each other");
  const path = resolve(cwd, given);
  const source = sourceOf(path);
  if (source.kind !== "text") throw new Misuse(`--config ${given}: ${source.reason}`);
  return { kind: "named", path: slashes(path) };
}

/** `known`: the platforms that `--platform` may name. */
export function askedBy(
  args: Arguments,
  known: readonly PlatformId[],
  { configs }: Project,
): (file: string) => Asked {
  const named = args.values("platform").length > 0 ? platformNames(args, known) : undefined;
  return (file) => {
    const asked = requestFor(file, (at) => configs.for(at).keys);
    return named === undefined ? asked : { ...asked, platforms: named, intended: asked.platforms };
  };
}

export const knownTo = ({ platforms }: { readonly platforms: readonly { readonly id: PlatformId }[] }) =>
  platforms.map(({ id }) => id);
