/** The licences of what is shipped but not ours: the packages that the bundles hold, and those that lie beside them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { bundles, root } from "../bundles.mjs";

/** `beside`: names of packages that are shipped unbundled. Throws where a package states no licence. */
export async function thirdPartyNotices(beside) {
  const built = await Promise.all(
    bundles.map((bundle) => build({ ...bundle, metafile: true, write: false })),
  );
  const inputs = built.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const folders = new Set([
    ...inputs.flatMap(packageFolderOf),
    ...beside.map((name) => join("node_modules", name)),
  ]);
  const notices = [...folders].sort().map(noticeOf);
  return [
    "# Third-party notices",
    "",
    "mlock-lint contains the following packages.",
    "",
    ...new Set(notices),
  ].join("\n");
}

/** The innermost package that a bundled file belongs to; none for our own files. */
function packageFolderOf(input) {
  const found = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input);
  return found ? [found[0]] : [];
}

function noticeOf(folder) {
  const at = join(root, folder);
  const { name, version, license } = JSON.parse(readFileSync(join(at, "package.json"), "utf8"));
  const file = readdirSync(at).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file || !license) throw new Error(`${name} states no licence`);
  const text = readFileSync(join(at, file), "utf8").trim();
  return `## ${name} ${version} (${license})\n\n\`\`\`text\n${text}\n\`\`\`\n`;
}
