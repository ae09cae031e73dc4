/** A program of any size in which a known number of calls is tracked, as large drivers are written: many functions, each short. */

const linesEach = 50;

/** `lines` lines with `calls` tracked calls; functions without one stand between those that have some. */
export function generatedFile(lines: number, calls: number): string {
  const count = Math.floor(lines / linesEach);
  const parts = ["#include <stdio.h>", "#include <string.h>", "#include <sys/mman.h>", ""];
  for (let index = 0; index < count; index++) {
    const here = Math.floor(((index + 1) * calls) / count) - Math.floor((index * calls) / count);
    parts.push(functionText(index, here));
  }
  return parts.join("\n");
}

function functionText(index: number, calls: number): string {
  const head = [
    `static char area_${index}[65536] __attribute__((aligned(4096)));`,
    `int set_up_${index}(struct device_${index} *device, int count)`,
    "{",
    "    int sum = 0;",
  ];
  const body = Array.from({ length: calls }, (_, call) => [
    `    if (mlock(area_${index} + ${4096 * (call % 8)}, 4096) != 0) {`,
    `        fprintf(stderr, "area ${index} is not locked\\n");`,
    `        return -${call + 1};`,
    "    }",
  ]).flat();
  const tail = [
    "    for (int i = 0; i < count; i++) {",
    "        if (device->port[i] == 0)",
    "            continue;",
    "        sum += device->port[i] & 0xff;",
    "    }",
    "    device->sum = sum;",
    "    return 0;",
    "}",
    "",
  ];
  const record = [`struct device_${index} {`, "    int sum;", "    int port[16];", "};"];
  const rows: string[] = [];
  const missing = linesEach - record.length - head.length - body.length - tail.length;
  for (let row = 0; rows.length + 4 <= missing; row++) {
    rows.push(
      `    if (device->port[${row % 16}] > ${row + 1} && count > ${row}) {`,
      `        device->port[${(row + 3) % 16}] = sum + ${row};`,
      `        sum += count * ${row + 2};`,
      "    }",
    );
  }
  while (rows.length < missing) rows.push("    sum ^= count;");
  return [...record, ...head, ...rows, ...body, ...tail].join("\n");
}
