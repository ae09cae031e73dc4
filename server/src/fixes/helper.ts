/** A small function of its own that a repair needs, put before the function that it repairs. */
import type { Edit } from "../text/edit";
import type { Span } from "../text/span";
import { type FixScene, unusedName } from "./scene";
import { startOfCommentAbove } from "./statements";

/** The helper's wished name, and its text once it has one; bodies are written with four spaces and a brace on its own line. */
export interface Helper {
  readonly wanted: string;
  readonly text: (name: string) => string;
}

export interface Helping {
  readonly name: string;
  /** None where the file has the very same function already. */
  readonly edits: readonly Edit[];
}

export function helperFor(scene: FixScene, place: Span, { wanted, text }: Helper): Helping | undefined {
  const fn = [...scene.unit.functions.values()].find(
    ({ span }) => span.start <= place.start && place.end <= span.end,
  );
  const source = fn && scene.sourceOf(fn.span);
  if (!fn || !source) return undefined;
  const [body, parameters] = [scene.sourceOf(fn.body), scene.sourceOf(fn.nameSpan)];
  const between = body && parameters ? scene.text.slice(parameters.end, body.start) : "";
  const step = isIndentedByTabs(scene.text) ? "\t" : "    ";
  const inManner = (name: string) =>
    (between.includes("\n") ? text(name) : text(name).replace(/\)\n\{/, ") {")).replaceAll(
      /^(?: {4})+/gm,
      (spaces) => step.repeat(spaces.length / 4),
    );
  if (scene.text.slice(0, source.start).includes(inManner(wanted))) return { name: wanted, edits: [] };
  const name = unusedName(scene.text, wanted);
  const at = startOfCommentAbove(scene.text, source.start) ?? source.start;
  return { name, edits: [{ span: { start: at, end: at }, newText: `${inManner(name)}\n` }] };
}

const isIndentedByTabs = (text: string): boolean => /\n\t+\S/.test(text.slice(0, 20_000));
