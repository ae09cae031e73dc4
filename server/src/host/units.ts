/** Which .c files may include a header, by the names that stand in #include lines; who asks must see whether it is so. */
import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { isInside, slashes } from "./disk";
import { cFilesIn } from "./walk";

const mostUnits = 3;
const mostLevels = 8;

/** One #include: the file that it stands in, and the path in it without `./` and `../`. */
interface Mention {
  readonly from: string;
  readonly path: string;
}

export const isHeader = (path: string): boolean => /\.h$/i.test(path);

export class IncludeIndex {
  #byName: Map<string, Mention[]> | undefined;

  /** `root`: nothing outside is looked at. */
  constructor(private readonly root: string) {}

  /** .c files that lead to the header, the fewest steps first, then the nearest. */
  unitsOf(header: string): readonly string[] {
    const seen = new Set([header]);
    const units: string[] = [];
    let level = [header];
    for (let count = 0; count < mostLevels && level.length > 0 && units.length < mostUnits; count++) {
      const includers = level.flatMap((path) => this.#includersOf(path)).filter((path) => !seen.has(path));
      const fresh = [...new Set(includers)].sort(
        (a, b) => nearness(b, header) - nearness(a, header) || (a < b ? -1 : 1),
      );
      for (const path of fresh) seen.add(path);
      units.push(...fresh.filter((path) => path.endsWith(".c")));
      level = fresh;
    }
    return units.slice(0, mostUnits);
  }

  /** Files came, went or changed. */
  changed(paths: readonly string[]): void {
    if (paths.some((path) => isInside(this.root, path))) this.#byName = undefined;
  }

  #includersOf(path: string): string[] {
    this.#byName ??= mentionsBelow(this.root);
    const mentions = this.#byName.get(posix.basename(path)) ?? [];
    return mentions.filter((mention) => path.endsWith(`/${mention.path}`)).map(({ from }) => from);
  }
}

/** How many characters two paths have in common from the beginning. */
function nearness(path: string, other: string): number {
  let at = 0;
  while (at < path.length && path[at] === other[at]) at++;
  return at;
}

function mentionsBelow(root: string): Map<string, Mention[]> {
  const byName = new Map<string, Mention[]>();
  for (const file of [...cFilesIn(root)].flat()) {
    for (const path of includesIn(file)) {
      const name = posix.basename(path);
      const mentions = byName.get(name);
      if (mentions) mentions.push({ from: slashes(file), path });
      else byName.set(name, [{ from: slashes(file), path }]);
    }
  }
  return byName;
}

function includesIn(file: string): string[] {
  try {
    // What we look for is ASCII, whatever the rest is.
    const text = readFileSync(file, "latin1");
    return [
      ...text.matchAll(/^[ \t]*#[ \t]*(?:include|import)[ \t]*["<](?:\.{1,2}\/)*([^">\r\n]+)[">]/gm),
    ].map(([, path = ""]) => path);
  } catch {
    return [];
  }
}
