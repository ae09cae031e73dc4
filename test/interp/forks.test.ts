/** Other processes: who knows what in whom after fork(), vfork() and daemon(). */
import { expect, test } from "vitest";
import { type Given, sights } from "./shown";

const ample: Given = { begin: { memory: "ample", privileged: true } };

/** Lineage, MCL_FUTURE and the value shown, on each path that gets to `show(1, …)`. */
function seen(body: string): string[] {
  const text = `void show(int place, long value);\nint main(void) { int n = 1; mlockall(MCL_FUTURE);\n${body}\nreturn 0; }`;
  const all = sights(text, ample).get(1) ?? [];
  return all
    .map(
      ({ state, value }) =>
        `${state.life.lineage} ${state.world.future} ${value.range?.low}..${value.range?.high}`,
    )
    .sort();
}

test("the parent keeps its locks, a child has none", () => {
  expect(seen("fork(); show(1, n);")).toEqual(["child off 1..1", "parent on 1..1"]);
  expect(seen("_Fork(); show(1, n);")).toEqual(["child off 1..1", "parent on 1..1"]);
});

test("whoever becomes a daemon is a child without locks, and the parent does not come back", () => {
  expect(seen("if (daemon(0, 0) != 0) return 1; show(1, n);")).toEqual(["daemon off 1..1"]);
});

test("a vfork() child runs in its parent's memory", () => {
  const both = seen("if (vfork() == 0) { n = 2; show(1, n); _exit(0); } show(1, n);");
  expect(both).toEqual(["parent unknown -2147483648..2147483647", "vfork-child on 2..2"].sort());
});

test("exec comes back only when it has failed", () => {
  expect(seen(`show(1, execv("/bin/true", NULL));`)).toEqual(["original on -1..-1"]);
});
