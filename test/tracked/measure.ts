/** Holds the calls that a token search finds in a project against those that the linter looked at, by file and line. */
import { readFileSync } from "node:fs";
import { projectOf } from "../../server/src/cli/input";
import { trackedCallsOf } from "../../server/src/cli/report";
import { Session } from "../../server/src/cli/session";
import { cFilesBelow } from "../../server/src/host/checked-files";
import { decodeText } from "../../server/src/host/disk";
import { trackedCalls } from "../../server/src/ide/tracked";
import type { Engine } from "../../server/src/ide/types";
import { type Kind, type Site, sitesIn } from "./tokens";

export interface Place extends Site {
  readonly file: string;
}

export interface Measure {
  /** Every place where a tracked name stands, by what it is there. */
  readonly kinds: ReadonlyMap<Kind, number>;
  readonly calls: number;
  /** Calls that the linter did not look at, with why as far as it can be told. */
  readonly missed: readonly (Place & { readonly cause: string })[];
}

export async function measure(folder: string, engine: Engine): Promise<Measure> {
  const project = projectOf(
    [folder],
    { includeDirs: [], defines: {}, config: { kind: "none" } },
    folder,
    () => {},
  );
  const session = new Session(engine.check, project, () => ({ platforms: "auto" }), {
    cwd: folder,
    err: () => {},
  });
  const { results, skipped } = await session.run();
  const seen = new Set<string>();
  for (const { file, start, end } of trackedCallsOf(results)) {
    for (let line = start.line; line <= end.line; line++) seen.add(`${file}:${line + 1}`);
  }
  const kinds = new Map<Kind, number>();
  const missed: (Place & { cause: string })[] = [];
  const skippedFiles = new Set(skipped.map(({ file }) => `${folder}/${file}`));
  for (const file of cFilesBelow(folder).files) {
    const text = decodeText(readFileSync(file));
    for (const site of sitesIn(text, trackedCalls)) {
      kinds.set(site.kind, (kinds.get(site.kind) ?? 0) + 1);
      if (site.kind !== "call" || seen.has(`${file}:${site.line}`)) continue;
      const cause = skippedFiles.has(file) ? "file skipped" : causeOf(site);
      missed.push({ ...site, file, cause });
    }
  }
  return { kinds, calls: kinds.get("call") ?? 0, missed };
}

/** The innermost conditional is what hides most; who reads the list sees all of them. */
function causeOf({ behind }: Site): string {
  const guards = behind.filter((one) => !/^not #ifdef __cplusplus|_H_?_?$/.test(one));
  return guards.length === 0 ? "behind no conditional" : `behind ${guards.join(", ")}`;
}
