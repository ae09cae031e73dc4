/** Every transcript holds, line by line, and a line that cannot be read does not pass. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { platformIds, platforms } from "../../server/src/platforms";
import { parseLine } from "../../server/src/sim/transcript/lines";
import { runTranscript } from "../../server/src/sim/transcript/play";

const folder = new URL(".", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".sim"));
const textOf = (file: string) => readFileSync(new URL(file, folder), "utf8");

describe("transcripts", () => {
  test.each(files)("%s", (file) => {
    const failures = runTranscript(textOf(file), platforms);
    expect(failures.map(({ line, message }) => `${file}:${line} ${message}`)).toEqual([]);
  });

  test("every platform that is simulated has one", () => {
    const given = files.flatMap((file) => textOf(file).split("\n").map(parseLine));
    const ids = new Set(
      given.flatMap((statement) => (statement?.kind === "given" ? statement.platform : [])),
    );
    expect(platformIds.filter((id) => !ids.has(id))).toEqual([]);
  });

  test("a test needs no expectation, and several platforms fit in one", () => {
    const text =
      "given linux\nmap m 1\nmlock m+1 1\nlocked m {0}\ngiven illumos\nmap m 1\nmlock m+1 1\nlocked m {}";
    expect(runTranscript(text, platforms)).toEqual([]);
  });

  test("what happens instead of what was written goes on", () => {
    const failures = runTranscript("given linux\nmap m 1\nmlock m 1p -> -1 EPERM\nlocked m {0}", platforms);
    expect(failures).toEqual([{ line: 3, message: "mlock m 1p -> -1 EPERM: gives 0" }]);
  });

  test("page size and limit are settings", () => {
    const text =
      "given linux, page 16384, limit 32k\nmap m 3\nmlock m 2p -> 0\nVmLck 32k\nmlock m 3p -> -1 ENOMEM";
    expect(runTranscript(text, platforms)).toEqual([]);
  });

  test("pages may be written as ranges", () => {
    const text =
      "given linux\nmap m 6\nmlock m 3p -> 0\nmlock m+5p 1 -> 0\nlocked m {0-2,5}\nlocked m {0,1,2,5}";
    expect(runTranscript(text, platforms)).toEqual([]);
  });
});

describe("what fails", () => {
  test.each([
    ["map m 2", "no platform is given yet"],
    ["given qnx5", "no platform qnx5"],
    ["given linux, speed 9", 'no setting "speed"'],
    ["given linux, page 3000", "page cannot be 3000 (page BYTES: the page size, a power of two)"],
    ["given linux, limit much", "limit cannot be much"],
    ["given linux\nset weather fine", 'no setting "weather"'],
    ["given linux\nset context", "context cannot be nothing"],
    ["given linux\nmlock nowhere 1p -> 0", "nowhere is no address"],
    ["given linux\nmap m 1\nmlock m -> 0", "wanted a length"],
    ["given linux\nmap m 1\nmlock m 1p 2p", "2p: too much"],
    ["given linux\nmap m many", "wanted a number of pages"],
    ["given linux\nmlokc 0 1p -> 0", "no call mlokc"],
    ["given linux\nconstructor -> 0", "no call constructor"],
    ["given linux\nmlockall MCL_EVER -> 0", "no MCL_EVER here"],
    ["given linux\nmap m 1 MAP_LAZY", "no MAP_LAZY here"],
    ["given linux\nmunlockall -> -1", "no such result"],
    ["given linux\nmunlockall -> 0 -> 0", "no such result"],
    ["given linux\nmunlockall -> -1 EPERM", "gives 0"],
    ["given linux\nmunlockall -> 0 because lock.frok", "no fact lock.frok"],
    ["given linux\nmunlockall -> 0 because lock.fork", "rests on"],
    ["given linux\nmap m 1\nmlock m 0 -> 0", "violates mlock.zero-length"],
    ["given linux\nmap m 1\nmlock m 0 -> 0 ! nothing", "violates mlock.zero-length"],
    ["given linux\nmap m 1\nmlock m 1 -> 0 ! lock.wrap", "violates nothing"],
    ["given linux\nmunlockall -> -1 ENOMEN", "no errno ENOMEN; did you mean ENOMEM?"],
    ["given linux\nmunlockall -> -1 EOK", "no errno EOK"],
    ["given linux\nmunlockall -> SIGSEGW", "no such result: SIGSEGW; did you mean SIGSEGV?"],
    ["given linux\nmunlockall ! lock.frok", "no fact lock.frok; did you mean lock.fork?"],
    ["given linux\nmunlockall because lock.fork -> 0", "a call comes first, then `-> results`"],
    ["given linux\nplace m 1 -> 0", "place is no call, and has no result"],
    ["given linux\nmlokc 0 1p", "did you mean mlock?"],
    ["given linux\nmlockall MCL_CURENT", "no MCL_CURENT here; did you mean MCL_CURRENT?"],
    ["given linux page 4096, limit 0", "a comma is missing: given linux, page 4096, limit 0"],
    ["given linux, page 4096 limit 0", "a comma is missing: page 4096, limit 0"],
    ["given linux, privelege none", 'no setting "privelege"; did you mean privileges?'],
    ["given linux\nset page 8k", "the page size is given once"],
    ["given linux\nmap m 1 file f", 'there is no file f: name it first, as in "file f 4"'],
    ["given linux\nftruncate f 1p", "there is no file f"],
    ["given linux\nmlock(m, 1p", "a closing parenthesis is missing"],
    ["given linux\nmmap(NULL, 1p, PROT_READ, MAP_PRIVATE|MAP_ANON, -1, 0)", "the pages have no name"],
    ["given linux\nm = mlock(0, 1p)", "only mmap() with all six arguments gives a place"],
    ["given linux\nfuture maybe", "future cannot be maybe"],
    ["given linux\nmap m 1\nlocked m {0}", "is {}"],
    ["given linux\nmap m 1\nlocked m", "wanted a place and {pages}"],
    ["given linux\nlocked m {0}", "no place m"],
    ["given linux\nVmLck 4k", "is 0"],
    ["given linux\nVmLck", "wanted one value of VmLck"],
  ])("%j", (text, message) => {
    const failures = runTranscript(text, platforms);
    expect(failures.map((failure) => failure.message).join()).toContain(message);
  });
});
