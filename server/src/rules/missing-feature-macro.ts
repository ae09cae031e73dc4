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
      ({ name, site }) => tracked.includes(name) && site.name === name && !scene.unit.functions.has(name),
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
const isDeclaredIn = (text: string): boolean =>
  /\b(?:int|extern)\s+(?:mlock|mlock2|munlock|mlockall|munlockall)\s*\(|mman\b/.test(text);

interface Need {
  /** Any of these shows it; the first is what to define. */
  readonly macros: readonly string[];
  readonly pattern: RegExp;
}

/** What glibc's headers hide. */
const onFault: Need = { macros: ["_GNU_SOURCE"], pattern: /\bmlock2\b/ };
const flags: Need = {
  macros: ["_DEFAULT_SOURCE", "_GNU_SOURCE", "_BSD_SOURCE", "_SVID_SOURCE"],
  pattern: /\bMAP_(?:LOCKED|ANONYMOUS|ANON|POPULATE|NORESERVE)\b/,
};

/** Macros that choose a standard: who defines one and nothing else has switched the rest off. */
const standards = /^[ \t]*#[ \t]*define[ \t]+(_POSIX_C_SOURCE|_POSIX_SOURCE|_XOPEN_SOURCE)\b/m;

/** Folders of headers that are the system's: they ask for macros and define none. */
const systems = /^(?:sys|linux|asm|arpa|net|netinet)\//;

/** Uses of what the file's own choice of macros hides. */
function hidden(scene: Scene): Judgement[] {
  const { platform, unit, expanded } = scene;
  if (platform.id !== "linux" || !platform.facts["lock.feature"].value.includes("_GNU_SOURCE")) return [];
  const [main = "", ...others] = expanded.files.values();
  // What headers of the program's own define, or headers that were not found, is not reckoned with.
  const isOpen = expanded.systemHeaders.some((name) => !bringNothing.has(name) && !systems.test(name));
  if (isOpen || expanded.pending.length > 0 || others.some((text) => /_SOURCE\b/.test(text))) return [];
  const found: Judgement[] = [];
  for (const { site, name } of scene.events.calls.values()) {
    if (name === "mlock2" && site.name === name && !unit.functions.has(name)) {
      const why = whyHidden(scene, main, onFault);
      if (why) found.push(judged(site.nameSpan, "mlock2()", why));
    }
    const span = name.startsWith("mmap") ? site.args[3] : undefined;
    const flag = span && flags.pattern.exec(scene.expandedAt(span))?.[0];
    const why = flag && !isTested(main, flag) ? whyHidden(scene, main, flags) : undefined;
    if (span && flag && why) found.push(judged(span, flag, why));
  }
  return found;
}

const isTested = (text: string, name: string): boolean =>
  new RegExp(`#[ \\t]*(?:if|ifdef|ifndef|elif)\\b.*\\b${name}\\b`).test(text);

type Why =
  | { readonly is: "late"; readonly macro: string }
  | { readonly is: "switched off"; readonly macro: string; readonly by: string };

/** Undefined where it is shown, or nobody knows. */
function whyHidden({ expanded }: Scene, main: string, { macros }: Need): Why | undefined {
  const [macro = ""] = macros;
  if (macros.some((name) => Object.hasOwn(expanded.predefines, name))) return undefined;
  const defined = new RegExp(`^[ \\t]*#[ \\t]*define[ \\t]+(${macros.join("|")})\\b`, "m").exec(main);
  const include = /^[ \t]*#[ \t]*include\b/m.exec(main);
  if (defined) {
    const isLate = include !== null && include.index < defined.index && macros.length === 1;
    return isLate ? { is: "late", macro: defined[1] ?? macro } : undefined;
  }
  const standard = standards.exec(main);
  return standard?.[1] ? { is: "switched off", macro, by: standard[1] } : undefined;
}

function judged(span: Judgement["span"], what: string, why: Why): Judgement {
  const { macro } = why;
  return {
    rule,
    span,
    severity: "warning",
    certainty: "possible",
    message:
      why.is === "late"
        ? `${what} needs ${macro}, which is defined after the first #include: too late`
        : `${what} needs ${macro}, and the file defines ${why.by} alone`,
    consequence: "the headers of glibc do not declare it",
    path: [],
    facts: ["lock.feature"],
    ...(why.is === "late" ? {} : { repair: { kind: "define-macro", name: macro } as const }),
  };
}
