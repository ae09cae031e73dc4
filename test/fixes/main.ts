/** `npm run test:fixes`: every repair on the fixtures and pages, and by what it was proved. */
import { loadParser } from "../../server/src/c/syntax/parse";
import { createEngine } from "../../server/src/ide/engine";
import { casesOf, examples } from "./cases";
import { startCompiler } from "./compiler";
import { openMachine } from "./machine";
import { prove, type Tools } from "./prove";
import { summaryLine, tableOf } from "./summary";

async function main(): Promise<number> {
  const parser = await loadParser();
  const [compiler, machine] = [startCompiler(), openMachine()];
  const tools: Tools = { engine: createEngine(parser), parser, compiler, machine };
  try {
    const proofs = examples().flatMap((example) =>
      casesOf(tools.engine, example).map((one) => prove(one, tools)),
    );
    for (const { name, complaints } of proofs)
      for (const complaint of complaints) print(`${name}: ${complaint}`);
    for (const { name, compiled, because } of proofs)
      if (!compiled) print(`${name}: not compiled: ${because}`);
    print(tableOf(proofs));
    print(summaryLine(proofs));
    return proofs.some(({ complaints }) => complaints.length > 0) ? 1 : 0;
  } finally {
    if (typeof compiler !== "string") compiler.dispose();
    if (typeof machine !== "string") machine.dispose();
  }
}

const print = (line: string) => process.stdout.write(`${line}\n`);

process.exitCode = await main();
