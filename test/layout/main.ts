/** `npm run test:layout -- --structs N --seed S`: sizes, alignments and places of random types beside the compiler's. */
import { loadParser } from "../../server/src/c/syntax/parse";
import { compareMany, type Sides } from "./compare";
import { startCompiler } from "./compiler";
import { targets } from "./generate";
import { parseOptions } from "./options";
import { readerWith } from "./ours";

async function main(): Promise<number> {
  const plan = parseOptions(process.argv.slice(2));
  if (typeof plan === "string") {
    process.stderr.write(`${plan}\n`);
    return 2;
  }
  const compiler = startCompiler();
  if (typeof compiler === "string") {
    print(`Nothing was compared: ${compiler}.`);
    return 0;
  }
  print(`Beside ${compiler.title}.`);
  const sides: Sides = { compiler, read: readerWith(await loadParser()) };
  let [structs, mismatches] = [0, 0];
  try {
    for (const target of targets) {
      if (!compiler.knows(target)) {
        print(`${target.name}: not compared, the compiler does not make code for it.`);
        continue;
      }
      const report = await compareMany(sides, target, plan, (done) => {
        if (process.stderr.isTTY) process.stderr.write(`\r${target.name} ${done}`);
      });
      for (const text of report.shown) print(`\n${text}`);
      structs += report.structs;
      mismatches += report.mismatches;
      print(
        `${target.name}: ${report.structs} types with ${report.expressions} numbers and ${report.bitFields} bit-fields, ${report.rejected} more that the compiler rejects; ${report.mismatches} mismatches`,
      );
    }
  } finally {
    compiler.dispose();
  }
  print(`${structs} structs, ${mismatches} mismatches`);
  return mismatches > 0 ? 1 : 0;
}

const print = (line: string) => process.stdout.write(`${line}\n`);

process.exitCode = await main();
