/** What was proved, in one line and as a table by rule. */
import type { Proof } from "./prove";

/** "31 fixes: 31 parse, 24 compiled, 6 run; 0 fail". */
export function summaryLine(proofs: readonly Proof[]): string {
  const failed = proofs.filter(({ complaints }) => complaints.length > 0).length;
  const held = proofs.filter(({ complaints }) => complaints.length === 0);
  const compiled = held.filter((proof) => proof.compiled).length;
  const ran = held.filter((proof) => proof.ran).length;
  return `${proofs.length} fixes: ${held.length} proved by parsing and checking again, ${compiled} of them by compiling, ${ran} by running; ${failed} failed`;
}

export function tableOf(proofs: readonly Proof[]): string {
  const rules = [...new Set(proofs.map(({ rule }) => rule))].sort();
  const rows = rules.map((rule) => {
    const own = proofs.filter((proof) => proof.rule === rule);
    return [
      rule,
      own.length,
      own.filter(({ compiled }) => compiled).length,
      own.filter(({ ran }) => ran).length,
    ].map(String);
  });
  const all = [["rule", "fixes", "compiled", "run"], ...rows];
  return all
    .map((cells) => cells.map((cell, i) => (i === 0 ? cell.padEnd(28) : cell.padStart(10))).join(""))
    .join("\n");
}
