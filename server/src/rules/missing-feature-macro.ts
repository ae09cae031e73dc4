/** What is used without the header that declares it, or without the macro under which its header shows it. */
import type { Judgement, Rule, Scene } from "./rule";

const rule = "missing-feature-macro";

export const missingFeatureMacro: Rule = {
  id: rule,
  summary: "The header is not included, or the feature macro not defined, that what is used needs.",
  start: "warning",
  fixable: true,
  concernsPortability: false,
  judge: (scene) => {
    const withoutHeader = missingHeader(scene);
    return withoutHeader.length > 0 ? withoutHeader : hidden(scene);
  },
};

const header = "sys/mman.h";

/** Headers of C and POSIX of which none brings <sys/mman.h> along anywhere. */
const bringNothing: ReadonlySet<string> = new Set(
  [
    "assert ctype errno fcntl getopt inttypes limits locale math pthread sched setjmp signal stdarg stdbool stddef",
    "stdint stdio stdlib string strings syslog time unistd sys/resource sys/stat sys/time sys/types sys/wait",
  ].flatMap((line) => line.split(" ").map((name) => `${name}.h`)),
);

const tracked = ["mlock", "mlock2", "munlock", "mlockall", "munlockall"];

/** The first call, where all that the file includes is known and has no <sys/mman.h>. */
function missingHeader(scene: Scene): Judgement[] {
  const { files, systemHeaders, pending } = scene.expanded;
  if (systemHeaders.length === 0 || pending.length > 0) return [];
  if (!systemHeaders.every((name) => bringNothing.has(name))) return [];
  const isRead = [...files].some(([path, text]) => path.endsWith(header) || isDeclaredIn(text));
  const first = [...scene.events.calls.values()]
    .filter(
      ({ name, site }) =>
        tracked.includes(name) && site.name === name && !site.bySystemCall && !scene.unit.functions.has(name),
    )
    .sort((a, b) => a.site.span.start - b.site.span.start)[0];
  if (isRead || !first) return [];
  return [
    {
      rule,
      span: first.site.nameSpan,
      severity: "warning",
      certainty: "possible",
      message: `${first.name}() is declared in <${header}>, which is not included`,
      consequence: "it is called without a prototype, or not compiled at all",
      path: [],
      facts: ["lock.header"],
      repair: { kind: "add-include", headers: [header] },
    },
  ];
}

/** A prototype of the program's own, or an #include that nobody could follow. */
const isDeclaredIn = (text: string): boolean => isPrototypeIn(text) || /mman\b/.test(text);

const isPrototypeIn = (text: string): boolean =>
  /\b(?:int|extern)\s+(?:mlock|mlock2|munlock|mlockall|munlockall)\s*\(/.test(text);

interface Need {
  /** Any of these shows it; the first is what to define. */
  readonly macros: readonly string[];
}

/** What glibc's headers hide. */
const onFault: Need = { macros: ["_GNU_SOURCE"] };
const flags: Need = { macros: ["_DEFAULT_SOURCE", "_GNU_SOURCE", "_BSD_SOURCE", "_SVID_SOURCE"] };
const flagNames = /\bMAP_(?:LOCKED|ANONYMOUS|ANON|POPULATE|NORESERVE)\b/;

/** Macros that choose a standard: who defines one and nothing else has switched the rest off. */
const standardNames = ["_POSIX_C_SOURCE", "_POSIX_SOURCE", "_XOPEN_SOURCE"];
const standards = new RegExp(`^[ \\t]*#[ \\t]*define[ \\t]+(${standardNames.join("|")})\\b`, "m");

/** Folders of headers that are the system's: they ask for macros and define none. */
const systems = /^(?:sys|linux|asm|arpa|net|netinet)\//;

/** Uses of what the file's own choice of macros hides. */
function hidden(scene: Scene): Judgement[] {
  const { platform, expanded } = scene;
  if (platform.id !== "linux" || !platform.facts["lock.feature"].value.includes("_GNU_SOURCE")) return [];
  const [main = "", ...others] = expanded.files.values();
  // What headers of the program's own define, or headers that were not found, is not reckoned with.
  const isOpen = expanded.systemHeaders.some((name) => !bringNothing.has(name) && !systems.test(name));
  if (isOpen || expanded.pending.length > 0 || others.some((text) => /_SOURCE\b/.test(text))) return [];
  return [...hiddenCalls(scene, main), ...hiddenFlags(scene, main)];
}

/** That nothing at all is said is told once: it is one macro that is missing. */
function hiddenCalls(scene: Scene, main: string): Judgement[] {
  const why = whyHidden(scene, main, onFault);
  if (!why || (why.is === "unsaid" && isSeenTo(scene, main))) return [];
  const calls = [...scene.events.calls.values()]
    .filter(
      ({ name, site }) =>
        name === "mlock2" && site.name === name && !site.bySystemCall && !scene.unit.functions.has(name),
    )
    .sort((a, b) => a.site.span.start - b.site.span.start);
  return (why.is === "unsaid" ? calls.slice(0, 1) : calls).map(({ site }) =>
    judged(site.nameSpan, "mlock2()", why),
  );
}

function hiddenFlags(scene: Scene, main: string): Judgement[] {
  const why = whyHidden(scene, main, flags);
  if (!why || why.is === "unsaid") return [];
  return [...scene.events.calls.values()].flatMap(({ site, name }) => {
    const span = name.startsWith("mmap") ? site.args[3] : undefined;
    const flag = span && flagNames.exec(scene.expandedAt(span))?.[0];
    return span && flag && !isTested(main, flag) ? [judged(span, flag, why)] : [];
  });
}

/** A header, which others include; a file that asks whether the flag is there, or whose configuration somebody has asked. */
function isSeenTo({ expanded: { files, assumed } }: Scene, main: string): boolean {
  const [path = ""] = files.keys();
  const ownValue = /^[ \t]*#[ \t]*ifndef[ \t]+(MLOCK_ONFAULT)[ \t]*\n[ \t]*#[ \t]*define[ \t]+\1\b/gm;
  return (
    !path.endsWith(".c") ||
    isPrototypeIn(main) ||
    isTested(main.replace(ownValue, ""), "MLOCK_ONFAULT") ||
    Object.keys(assumed).some((name) => /MLOCK|GNU/i.test(name))
  );
}

const isTested = (text: string, name: string): boolean =>
  new RegExp(`#[ \\t]*(?:if|ifdef|ifndef|elif)\\b.*\\b${name}\\b`).test(text);

type Why =
  | { readonly is: "late"; readonly macro: string }
  | { readonly is: "unsaid"; readonly macro: string }
  | { readonly is: "switched off"; readonly macro: string; readonly by: string };

/** Undefined where it is shown. */
function whyHidden({ expanded: { predefines } }: Scene, main: string, { macros }: Need): Why | undefined {
  const [macro = ""] = macros;
  const isGiven = (name: string) => Object.hasOwn(predefines, name);
  if (macros.some(isGiven)) return undefined;
  const defined = new RegExp(`^[ \\t]*#[ \\t]*define[ \\t]+(${macros.join("|")})\\b`, "m").exec(main);
  const include = /^[ \t]*#[ \t]*include\b/m.exec(main);
  if (defined) {
    const isLate = include !== null && include.index < defined.index && macros.length === 1;
    return isLate ? { is: "late", macro: defined[1] ?? macro } : undefined;
  }
  const standard = standards.exec(main)?.[1];
  if (standard) return { is: "switched off", macro, by: `the file defines ${standard} alone` };
  if (standardNames.some(isGiven) || isGiven("__STRICT_ANSI__"))
    return { is: "switched off", macro, by: "the compiler's command line asks for a standard alone" };
  return { is: "unsaid", macro };
}

function judged(span: Judgement["span"], what: string, why: Why): Judgement {
  const { macro } = why;
  return {
    rule,
    span,
    // It may stand on a command line that nobody has shown us.
    severity: why.is === "unsaid" ? "hint" : "warning",
    certainty: "possible",
    message: `${what} needs ${macro}, ${reasonOf(why)}`,
    consequence: "the headers of glibc do not declare it",
    path: [],
    facts: ["lock.feature"],
    ...(why.is === "late" ? {} : { repair: { kind: "define-macro", name: macro } as const }),
  };
}

function reasonOf(why: Why): string {
  switch (why.is) {
    case "late":
      return "which is defined after the first #include: too late";
    case "unsaid":
      return "which nothing that is seen here defines";
    default:
      return `and ${why.by}`;
  }
}
