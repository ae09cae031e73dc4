/** `npm run facts`: is every statement of the manual pages shown by a test? Exit status 1 if one is not. */
import { accountOf } from "./account";
import { contradictions } from "./contradictions";
import { readEvidence } from "./evidence";
import { statements } from "./statements";
import { unshown } from "./unshown";

const { settled, complaints } = accountOf(
  { statements, contradictions, unshown },
  readEvidence(process.cwd()),
);
const inCalls = contradictions.filter(({ readings }) => readings === "calls");
const inWords = contradictions.filter(({ readings }) => readings !== "calls");

for (const kind of ["transcript", "fixture", "hover"]) {
  list(
    kind,
    statements.filter(({ shownBy }) => shownBy.some((way) => way.kind === kind)),
  );
}
list(
  "nothing",
  statements.filter(({ shownBy }) => shownBy.length === 0),
);
for (const [id, why] of Object.entries(unshown)) process.stdout.write(`  ${id}: ${why}\n`);
list("contradictions, in calls", inCalls);
list("contradictions, in words", inWords);
for (const complaint of complaints) process.stdout.write(`missing: ${complaint}\n`);
process.stdout.write(`${settled.length} of ${statements.length}\n`);
process.exitCode = complaints.length > 0 ? 1 : 0;

function list(title: string, claims: readonly { readonly id: string }[]): void {
  process.stdout.write(`${title} (${claims.length})\n`);
  const idsInLine = 16;
  for (let at = 0; at < claims.length; at += idsInLine) {
    const ids = claims.slice(at, at + idsInLine).map(({ id }) => id);
    process.stdout.write(`  ${ids.join(" ")}\n`);
  }
}
