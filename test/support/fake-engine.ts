/** An engine for tests of the doors: it finds words, so that a test can say in its text what shall be found. */
import type {
  CheckRequest,
  CheckResult,
  Engine,
  Finding,
  Location,
  Severity,
} from "../../server/src/ide/types";
import { lineIndex } from "../../server/src/text/lines";

/** Every `FAULT`, `POSSIBLE`, `NOTE` is a finding, `THROW` an engine fault, `#include "x"` is read and judged too. */
export const fakeEngine: Engine = {
  check(request) {
    const run = fakeEngine.checkInSlices(request);
    for (;;) {
      const step = run.next();
      if (step.done) return step.value;
    }
  },
  *checkInSlices(request) {
    const findings: Finding[] = [];
    const files = [{ file: request.file, text: request.text }];
    for (const [, name] of request.text.matchAll(/#include "([^"]+)"/g)) {
      const folders = [request.file.slice(0, request.file.lastIndexOf("/")), ...request.includeDirs];
      const path = folders
        .map((folder) => `${folder}/${name}`)
        .find((at) => typeof request.read(at) === "object");
      const read = path ? request.read(path) : "absent";
      if (path && typeof read === "object") files.push({ file: path, text: read.text });
    }
    for (const { file, text } of files) {
      if (text.includes("THROW")) throw new Error("boom");
      findings.push(...judge(file, text, request));
      yield;
    }
    return { ...result(request, findings), files: files.map(({ file }) => file) };
  },
  dump(request) {
    return { result: fakeEngine.check(request), runs: [] };
  },
  hover(request) {
    const index = lineIndex(request.text);
    const word = [...request.text.matchAll(/\w+/g)].find(({ 0: text, index: at }) => {
      const offset = index.offsetAt(request.position);
      return at <= offset && offset < at + text.length && text in severities;
    });
    if (!word) return undefined;
    return {
      markdown: `**${word[0]}** on ${request.platforms.toString()}`,
      location: locate(request.file, request.text, word.index, word.index + word[0].length),
    };
  },
  trace({ platform = "linux", functionName, startOn }) {
    if (functionName === "gone") return { kind: "refused", reason: "no function gone" };
    const { privileged, limit } = startOn(platform);
    return { kind: "traced", platform, text: `${functionName ?? "main"} ${privileged} ${limit}\n` };
  },
  rules: [
    { id: "fault", summary: "A fault was made.", start: "error", fixable: true },
    { id: "note", summary: "A note was left.", start: "info", fixable: false },
  ],
  platforms: [
    { id: "linux", title: "Linux" },
    { id: "qnx7", title: "QNX Neutrino 7.1" },
  ],
  parser: "fake",
};

const severities: Readonly<Record<string, Severity>> = { FAULT: "error", POSSIBLE: "warning", NOTE: "info" };

function judge(file: string, text: string, request: CheckRequest): Finding[] {
  return [...text.matchAll(/\b(FAULT|POSSIBLE|NOTE)\b/g)].map((match) => {
    const severity = severities[match[0]] ?? "error";
    const certainty = match[0] === "POSSIBLE" ? ("possible" as const) : ("certain" as const);
    const location = locate(file, text, match.index, match.index + match[0].length);
    const ids = request.platforms === "auto" ? (["linux"] as const) : request.platforms;
    return {
      rule: match[0] === "NOTE" ? "note" : "fault",
      severity,
      certainty,
      platforms: ids.map((id) => ({ id, certainty, severity })),
      location,
      message: `${match[0]} is here`,
      path: [{ location: locate(file, text, 0, 1), message: "it begins here" }],
      because: [{ platform: "linux", fact: "mlock.effect", sentence: "It is so.", source: "a page" }],
      fixes:
        severity === "info"
          ? []
          : [{ title: "Repair it", safe: severity === "error", edits: [{ ...location, newText: "good" }] }],
    };
  });
}

function result(request: CheckRequest, findings: Finding[]): Omit<CheckResult, "files"> {
  return {
    findings,
    suppressed: [],
    analysed: findings.length > 0,
    functionsAnalysed: findings.length,
    trackedCalls: findings.map(({ location }) => location),
    fates: [],
    targets: [{ id: "linux", evidence: request.platforms === "auto" ? "no evidence" : "settings" }],
    silences: findings.length > 0 ? { "unknown pointer": 1 } : {},
    pending: [],
  };
}

function locate(file: string, text: string, start: number, end: number): Location {
  const lines = lineIndex(text);
  return { file, start: lines.positionAt(start), end: lines.positionAt(end) };
}
