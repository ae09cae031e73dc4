/** All facts of all platforms as one Markdown table, for the documentation. */
import { platformIds, platforms } from "../platforms";
import { factNames, factOf, factText, factTitles } from "./fact-words";

export function platformTable(): string {
  const titles = platformIds.map((id) => platforms[id].title);
  const rows = factNames.map((name) => [
    `${cell(factTitles[name])}<br>\`${name}\``,
    ...platformIds.map((id) => {
      const fact = factOf(platforms[id], name);
      return `${cell(factText(fact))} *${cell(fact.source.page)}*`;
    }),
  ]);
  return [["Fact", ...titles], titles.concat("").map(() => "---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |\n`)
    .join("");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
