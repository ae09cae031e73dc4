/** Macros in a file's headers that hide a tracked call: a file that uses one is ours, although it names no such call. */
import { joinPath } from "../c/preprocess/includes";
import type { Vocabulary } from "./tracked";
import type { CheckRequest } from "./types";

/** The headers that a file includes, theirs, and theirs. */
const mostLevels = 3;
const mostHeaders = 200;

/** What one header's text says. */
interface Header {
  /** As written, the first character included: `"x.h`, `<x.h`. */
  readonly includes: readonly string[];
  readonly wrappers: readonly string[];
}

export class WrapperSearch {
  /** By what a reader answered: the same object is the same text. */
  readonly #headers = new WeakMap<Vocabulary, WeakMap<object, Header>>();

  /** The names of such macros that stand in the request's text. */
  usedIn(request: CheckRequest, vocabulary: Vocabulary): readonly string[] {
    const seen = new Set<string>();
    const found = new Set<string>();
    let level = this.#included(request.file, includesIn(request.text), request, vocabulary, seen);
    for (let depth = 0; depth < mostLevels && level.length > 0; depth++) {
      for (const { header } of level) for (const name of header.wrappers) found.add(name);
      level = level.flatMap(({ path, header }) =>
        this.#included(path, header.includes, request, vocabulary, seen),
      );
    }
    if (found.size === 0) return [];
    const words = new Set(request.text.match(/[A-Za-z_]\w*/g));
    return [...found].filter((name) => words.has(name));
  }

  #included(
    from: string,
    includes: readonly string[],
    request: CheckRequest,
    vocabulary: Vocabulary,
    seen: Set<string>,
  ) {
    return includes.flatMap((written) => {
      for (const path of placesOf(written, from, request)) {
        if (seen.has(path)) return [];
        const answer = request.read(path);
        if (typeof answer === "string") continue;
        seen.add(path);
        return seen.size > mostHeaders ? [] : [{ path, header: this.#headerOf(answer, vocabulary) }];
      }
      return [];
    });
  }

  #headerOf(answer: { readonly text: string }, vocabulary: Vocabulary): Header {
    const headers = this.#headers.get(vocabulary) ?? new WeakMap<object, Header>();
    this.#headers.set(vocabulary, headers);
    const known = headers.get(answer);
    if (known) return known;
    const header = { includes: includesIn(answer.text), wrappers: wrappersIn(answer.text, vocabulary) };
    headers.set(answer, header);
    return header;
  }
}

/** Where a header may be, the likeliest first. */
function* placesOf(written: string, from: string, request: CheckRequest): Generator<string> {
  const name = written.slice(1);
  const isQuoted = written.startsWith('"');
  if (isQuoted) yield pathOf(from.slice(0, Math.max(0, from.lastIndexOf("/"))), name);
  for (const folder of request.includeDirs) yield pathOf(folder, name);
  const guess = isQuoted ? request.headerNamed?.(name, from) : undefined;
  if (guess !== undefined) yield guess;
}

/** Most names need no look at their steps. */
const pathOf = (folder: string, name: string): string =>
  /^\/|\.\/|\/\/|^[A-Za-z]:/.test(name) ? joinPath(folder, name) : `${folder}/${name}`;

/** What decides which branch of an unknown conditional is looked at, where these macros are used. */
export const useOf = (wrappers: readonly string[], { use }: Vocabulary): RegExp =>
  wrappers.length === 0 ? use : new RegExp(`${use.source}|\\b(?:${wrappers.join("|")})\\b`);

const includesIn = (text: string): string[] =>
  [...text.matchAll(/^[ \t]*#[ \t]*(?:include|import)[ \t]*(["<][^">\r\n]+)[">]/gm)].map(
    ([, name = ""]) => name,
  );

function wrappersIn(text: string, { name: tracked, use }: Vocabulary): string[] {
  if (!tracked.test(text)) return [];
  const definitions = text.matchAll(/^[ \t]*#[ \t]*define[ \t]+([A-Za-z_]\w*)((?:\\\r?\n|.)*)/gm);
  return [...definitions].flatMap(([, name = "", body = ""]) => (use.test(body) ? [name] : []));
}
