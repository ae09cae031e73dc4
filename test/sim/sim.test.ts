/** Every transcript holds, line by line, and a line that cannot be read does not pass. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { platformIds, platforms } from "../../server/src/platforms";
import { runTranscript } from "../../server/src/sim/transcript";

const folder = new URL(".", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".sim"));

describe("transcripts", () => {
  test.each(files)("%s", (file) => {
    const text = readFileSync(new URL(file, folder), "utf8");
    const failures = runTranscript(text, platforms).map(({ line, message }) => `${file}:${line} ${message}`);
    expect(failures).toEqual([]);
  });

  test("every platform has one", () => {
    expect(files.sort()).toEqual(platformIds.map((id) => `${id}.sim`).sort());
  });

  test.each([
    ["map m 2", "no platform yet"],
    ["platform: qnx5", "no such platform"],
    ["speed: fast", "no such header"],
    ["platform: linux\nmlock nowhere 1p -> 0", "cannot be read"],
    ["platform: linux\nmlokc 0 1p -> 0", "cannot be read"],
    ["platform: linux\nmlockall MCL_EVER -> 0", "cannot be read"],
    ["platform: linux\nmunlockall -> -1", "no such result"],
    ["platform: linux\nmunlockall -> -1 EPERM", "gives 0"],
    ["platform: linux\nmlock 0 0 -> 0", "violates mlock.zero-length"],
    ["platform: linux\nmap m 1\nlocked m {0}", "is {}"],
    ["platform: linux\nmap m 1\nlocked m", "wanted a place and {pages}"],
    ["platform: linux\nmunlockall -> 0\nbecause lock.fork", "is false"],
    ["platform: linux\nVmLck 4k", "is 0"],
    ["set weather fine", "nothing to set"],
  ])("%j fails", (text, message) => {
    const failures = runTranscript(text, platforms);
    expect(failures.map((failure) => failure.message).join()).toContain(message);
  });
});
