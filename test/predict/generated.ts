/** Generated programs whose exit status is a sum over all that they compute: one wrong value, and it is another. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "../sound/generate";
import { textOf } from "../sound/program";

/** Writes so many programs to a folder of their own. */
export function writeGenerated(count: number, seed: number): string {
  const folder = mkdtempSync(join(tmpdir(), "generated-"));
  for (let index = 0; index < count; index++) {
    writeFileSync(join(folder, `${seed}-${index}.c`), whole(seed * 1_000_003 + index));
  }
  return folder;
}

function whole(seed: number): string {
  const program = textOf(generate(seed), "program");
  // They are defined above.
  const body = program.replace(/^(?:void checkpoint|int input)\(.*\);\n/gm, "");
  return `${beginning}${body}int main(void) { program(); return (int)(sum % 251); }\n`;
}

const beginning = `#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
static unsigned long sum = 7;
void checkpoint(int place, long value) { sum = (sum * 31 + (unsigned long)value + place) & 0xffffff; }
static unsigned state = 7;
int input(void) { state = state * 1103515245u + 12345u; return (int)(state >> 8) - 4000000; }
`;
