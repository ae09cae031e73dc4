/** Takes a call away that does harm, or nothing, with the test of its result. */
import type { CallSite } from "../c/ir";
import { masked } from "./masked";
import { failureTest, successTest } from "./results";
import { type FixScene, type Repaired, textOf } from "./scene";
import { withoutStatement } from "./statements";

/** What a function returns on account of the call, it returns as after a success. */
export function dropCall(scene: FixScene, site: CallSite, title: string): Repaired | undefined {
  const span = scene.sourceOf(site.statement);
  const call = textOf(scene, site.span);
  const text = textOf(scene, site.statement)?.trim();
  if (!span || !call || !text) return undefined;
  const plain = text.startsWith("(void)") ? text.slice("(void)".length).trimStart() : text;
  if (plain === `${call};` || isTestAlone(site, text, call))
    return { title, safe: false, edits: [withoutStatement(scene.text, span)] };
  const success = /^== (\d+)$/.exec(successTest(site))?.[1];
  if (plain !== `return ${call};` || success === undefined) return undefined;
  return { title, safe: false, edits: [{ span, newText: `return ${success};` }] };
}

/** `if (call failed) ...` without an `else`. */
function isTestAlone(site: CallSite, text: string, call: string): boolean {
  const head = /^if\s*\(\s*/.exec(text)?.[0];
  if (head === undefined || !text.startsWith(call, head.length)) return false;
  const rest = text.slice(head.length + call.length);
  const isFailure = [failureTest(site), "== -1", "< 0", "!= 0"].some((test) =>
    rest.trimStart().replace(/\s+/g, " ").startsWith(`${test})`),
  );
  return isFailure && !/\belse\b/.test(masked(text));
}
