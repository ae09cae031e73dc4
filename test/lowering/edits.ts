/** What a keystroke costs in real files: parsed afresh, parsed incrementally, and checked whole. */
import Parser from "tree-sitter";
import language from "tree-sitter-c";
import { plainText } from "../../server/src/c/syntax/dialect";
import { createEngine } from "../../server/src/ide/engine";
import { trackedCalls } from "../../server/src/ide/tracked";
import { openParser } from "../c/read";
import { cpuTime } from "../support/cpu-time";
import { type CFile, cFiles } from "./corpus";

const [fewestLines, mostLines] = [2_000, 10_000];
const mostFiles = 5;
const keystrokes = 7;

interface Times {
  preprocess: number[];
  fresh: number[];
  incremental: number[];
  check: number[];
}

/** The files with most lines first, of those that have a tracked call where there are enough. */
export async function editTimes(folders: readonly string[]): Promise<string> {
  const engine = createEngine(await openParser("native"));
  const lines: string[] = [];
  for (const file of chosen(folders)) {
    const times = timesOf(file, (text) => void engine.check(file.request(text)));
    const { preprocess, fresh, incremental, check } = times;
    const [p, f, i, c] = [preprocess, fresh, incremental, check].map(median) as [
      number,
      number,
      number,
      number,
    ];
    const count = file.text.split("\n").length;
    lines.push(
      `${file.path}: ${count} lines, ${(file.expand().expanded.text.length / 1000).toFixed(0)} KB expanded: ` +
        `preprocess ${p.toFixed(1)}, parse ${f.toFixed(1)}, again ${i.toFixed(1)}, check ${c.toFixed(1)} ms; ` +
        `incremental parsing would save ${((100 * (f - i)) / c).toFixed(0)} %`,
    );
  }
  return `${lines.join("\n")}\n${lines.length} files, medians of ${keystrokes} keystrokes, processor time\n`;
}

function chosen(folders: readonly string[]): CFile[] {
  const call = new RegExp(`\\b(?:${[...trackedCalls].join("|")})\\s*\\(`);
  const fitting = [...cFiles(folders)].filter(({ text }) => {
    const count = text.split("\n").length;
    return count >= fewestLines && count <= mostLines && call.test(text);
  });
  return fitting.sort((a, b) => b.text.length - a.text.length).slice(0, mostFiles);
}

/** Types a letter at places spread over the file, and takes it back. */
function timesOf(file: CFile, check: (text: string) => void): Times {
  const parser = new Parser();
  parser.setLanguage(language as Parameters<typeof parser.setLanguage>[0]);
  const times: Times = { preprocess: [], fresh: [], incremental: [], check: [] };
  const { text } = file;
  check(text);
  for (let i = 0; i < keystrokes; i++) {
    const at = nextWord(text, Math.floor(((i + 0.5) * text.length) / keystrokes));
    const edited = `${text.slice(0, at)}x${text.slice(at)}`;
    const before = plainText(file.expand().expanded.text).text;
    let after = "";
    times.preprocess.push(timed(() => (after = plainText(file.expand(edited).expanded.text).text)));
    const tree = parser.parse(before);
    times.fresh.push(timed(() => parser.parse(after)));
    const { start, oldEnd, newEnd } = difference(before, after);
    const [startPosition, oldEndPosition] = [positionAt(before, start), positionAt(before, oldEnd)];
    const newEndPosition = positionAt(after, newEnd);
    const edit = { startIndex: start, oldEndIndex: oldEnd, newEndIndex: newEnd };
    times.incremental.push(
      timed(() => {
        tree.edit({ ...edit, startPosition, oldEndPosition, newEndPosition });
        parser.parse(after, tree);
      }),
    );
    times.check.push(timed(() => check(edited)));
  }
  return times;
}

function timed(run: () => unknown): number {
  const began = cpuTime();
  run();
  return cpuTime() - began;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

function nextWord(text: string, from: number): number {
  const offset = text.slice(from).search(/[a-z]\w/);
  return from + Math.max(offset, 0) + 1;
}

/** The one edit that makes the second text of the first. */
function difference(before: string, after: string) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { start, oldEnd: before.length - end, newEnd: after.length - end };
}

function positionAt(text: string, index: number): { row: number; column: number } {
  const head = text.slice(0, index);
  return { row: head.split("\n").length - 1, column: index - head.lastIndexOf("\n") - 1 };
}
