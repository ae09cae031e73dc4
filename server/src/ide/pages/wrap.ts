/** Breaks Markdown's long lines so that it reads well as plain text too, and means the same. */

/** Columns. */
export const width = 100;

/** Paragraphs and list items are broken between words; code and tables stay as they are. */
export function wrapped(markdown: string, columns: number = width): string {
  let isCode = false;
  return markdown
    .split("\n")
    .flatMap((line) => {
      if (line.startsWith("```")) isCode = !isCode;
      return isCode || /^(?:```|\||#)/.test(line) ? [line] : brokenLine(line, columns);
    })
    .join("\n");
}

/** How many lines it takes on a screen of so many columns. */
export const height = (markdown: string, columns: number = width): number =>
  wrapped(markdown, columns).split("\n").length;

/** What follows in a list item stands below its first word. */
function brokenLine(line: string, columns: number): readonly string[] {
  const [indent = ""] = /^ *(?:- )?/.exec(line) ?? [];
  const lines: string[] = [];
  let current = indent;
  for (const word of wordsOf(line.slice(indent.length))) {
    const isFirst = current.trimEnd() === indent.trimEnd();
    if (!isFirst && current.length + 1 + word.length > columns) {
      lines.push(current);
      current = " ".repeat(indent.length) + word;
    } else current += isFirst ? word : ` ${word}`;
  }
  return [...lines, current.trimEnd()];
}

/** A word that would begin a list, a heading or a quotation stays with the word before it. */
const wordsOf = (text: string): readonly string[] => text.split(/ +(?!(?:[-+*>]|#+|\d+[.)])(?: |$))/);
