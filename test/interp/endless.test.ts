/** Loops that learn something new in each round come to an end all the same. */
import { expect, test } from "vitest";
import { createEngine } from "../../server/src/ide/engine";
import { openParser } from "../c/read";

const engine = createEngine(await openParser("native"));

const check = (text: string) =>
  engine.check({
    file: "/a.c",
    text,
    platforms: ["qnx7"],
    includeDirs: [],
    defines: {},
    read: () => "absent",
  });

test("a record of unknown layout that each round hands to a function that nobody knows", () => {
  const { silences } = check(`#include <sys/mman.h>
struct device { struct unknown tty; int *port; };
int serve(struct device *device, int level) {
  int status = 0;
  while (1) {
    unsigned reason = receive(device->port[0]);
    switch (reason) {
    case 1:
      do {
        if (level & 1) status |= process(device, level);
        else status |= take(&device->tty, receive(device->port[1]));
        level = receive(device->port[2]);
      } while (level & 2);
      break;
    case 2:
      device->tty.timer = 0;
      set(&device->tty.flags, 4);
      break;
    default:
      return mlock(device->port, 4096);
    }
  }
}`);
  expect(silences).not.toHaveProperty("fuel");
});

test("options of which each allocates something", () => {
  const letters = [..."abcdefghij"];
  const { silences, findings } = check(`#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
${letters.map((letter) => `static char *option_${letter};`).join("\n")}
struct record { ${letters.map((one) => `char *name_${one}; int size_${one};`).join(" ")} };
struct record record;
int main(int argc, char **argv) {
  int letter;
  char *value;
  while ((letter = getopt(argc, argv, "a:b:")) != -1) {
    switch (letter) {
${letters.map((one) => `case '${one}': option_${one} = ${one < "e" ? "malloc(count(optarg))" : "strdup(optarg)"}; if (!option_${one}) return 1; set(&record, option_${one}); break;`).join("\n")}
    case 'k':
      while (*optarg) {
        switch (part(&optarg, &value)) {
${letters.map((one, index) => `case ${index}: if (!value) return 2; record.size_${one} = atoi(value); record.name_${one} = strdup(value); break;`).join("\n")}
        default: return 3;
        }
      }
      break;
    }
  }
  mlockall(MCL_CURRENT);
  return 0;
}`);
  expect(silences).not.toHaveProperty("fuel");
  expect(findings.map(({ rule }) => rule)).toContain("unchecked-result");
});

test("helpers that are called in loops in loops leave fuel for the rest", () => {
  const { silences, findings } = check(`#include <sys/mman.h>
static int lines;
static void line(int on) { if (on) lines |= 4; else lines &= ~4; if (lines & 8) lines |= 1; }
static void send(int byte) { for (int i = 0; i < 8; i++) { line(byte & (1 << i)); line(0); line(1); } }
int transmit(char *to, int given) {
  for (int i = 0; i < 64; i++) for (int j = 0; j < 32; j++) send(i + j);
  if (given) return mlock(to, 4096);
  mlock(to + 1, 4096);
  return 0;
}`);
  expect(silences).not.toHaveProperty("fuel");
  expect(silences).toHaveProperty("called too often");
  expect(findings.map(({ rule }) => rule)).toContain("unchecked-result");
});

test("what many entry points cost together is bounded: the last of them are followed loosely", () => {
  const busy = (name: string) => `int ${name}(void) {
  int n = 0;
  for (int i = 0; i < 70; i++) { ${"n += 1; ".repeat(40)} }
  return mlock(page + n, 4096);
}`;
  const names = Array.from({ length: 70 }, (_, index) => `busy_${index}`);
  const { findings } = check(`#include <sys/mman.h>
static char page[8192] __attribute__((aligned(4096)));
${names.map(busy).join("\n")}`);
  const lines = findings
    .filter(({ rule }) => rule === "misaligned-address")
    .map(({ location }) => location.start.line);
  expect(lines).toContain(5);
  expect(lines.length).toBeGreaterThan(20);
  expect(lines.length).toBeLessThan(names.length);
});
