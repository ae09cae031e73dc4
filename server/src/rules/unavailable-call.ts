/** A call that the target does not have, or that always fails there. */
import type { CallRecord } from "../interp/record/events";
import type { FactName } from "../platforms/profile";
import { laddersOf } from "./errno-tests";
import { givesUp } from "./giving-up";
import type { Judgement, Rule, Scene } from "./rule";
import { consequenceOf } from "./words";

const rule = "unavailable-call";

export const unavailableCall: Rule = {
  id: rule,
  summary: "The target lacks the call, or refuses it always, and the program ends when it does.",
  start: "error",
  fixable: true,
  concernsPortability: false,
  judge: (scene) => [
    ...[...scene.events.calls.values()].flatMap((record) => judgeCall(scene, record)),
    ...judgeBuild(scene),
  ],
};

const effects: Readonly<Record<string, FactName>> = {
  mlock: "mlock.effect",
  mlock2: "mlock2.effect",
  munlock: "munlock.effect",
  mlockall: "mlockall.effect",
  munlockall: "munlockall.effect",
  shm_ctl: "shm_ctl.effect",
  InterruptAttach: "interrupt.calls",
  InterruptAttach_r: "interrupt.calls",
};

function judgeCall(scene: Scene, { site, name }: CallRecord): Judgement[] {
  const { platform } = scene;
  const fact = effects[name];
  if (fact === undefined || isConfigured(scene, name)) return [];
  const said = { rule, span: site.nameSpan, certainty: "certain", path: [], facts: [fact] } as const;
  // syscall() is there, and answers ENOSYS.
  const isDirect = site.name === name && !site.bySystemCall;
  switch (platform.facts[fact].value) {
    case "absent":
    case "removed":
      if (isDirect) {
        const message = `the target has no ${name}()`;
        return [{ ...said, severity: "error", message, consequence: "the program cannot be linked" }];
      }
      break;
    case "fails":
      break;
    default:
      return [];
  }
  const fn = scene.unit.functions.get(site.functionName);
  if (!fn || asksWhetherAvailable(scene, site.functionName)) return [];
  if (!givesUp(scene.unit, fn, site.id, -1)) return [];
  const message = `${name}() always fails on the target, and the program ends when it does`;
  const consequence = isDirect ? consequenceOf(platform, fact) : "fails with ENOSYS";
  const { outcome } = platform.facts[fact];
  const errno = isDirect && outcome.kind === "fails" ? outcome.errno[0] : "ENOSYS";
  const repair = errno && ({ kind: "tolerate", site, errno } as const);
  return [{ ...said, severity: "error", message, consequence, ...(repair ? { repair } : {}) }];
}

/** A sanitizer puts itself in the place of the calls: the first one of the file tells it for all. */
function judgeBuild(scene: Scene): Judgement[] {
  const { platform, expanded } = scene;
  const sanitizer = sanitizers.find(({ macro }) => Object.hasOwn(expanded.predefines, macro));
  if (!sanitizer || platform.facts["sanitizer.effect"].value !== "noop") return [];
  // Who asks for it knows of it.
  if ([...expanded.files.values()].some((text) => /\b__SANITIZE_|_sanitizer\b/.test(text))) return [];
  const first = [...scene.events.calls.values()]
    .filter(
      ({ name, site }) =>
        replaced.has(name) && site.name === name && !site.bySystemCall && !scene.unit.functions.has(name),
    )
    .sort((a, b) => a.site.span.start - b.site.span.start)[0];
  if (!first) return [];
  return [
    {
      rule,
      span: first.site.nameSpan,
      severity: "hint",
      certainty: "certain",
      message: `this build has the ${sanitizer.name} sanitizer, with which ${first.name}() does nothing`,
      consequence: "returns 0, and locks nothing",
      path: [],
      facts: ["sanitizer.effect"],
    },
  ];
}

const replaced: ReadonlySet<string> = new Set(["mlock", "mlockall"]);

const sanitizers = [
  { macro: "__SANITIZE_ADDRESS__", name: "address" },
  { macro: "__SANITIZE_THREAD__", name: "thread" },
];

/** HAVE_MLOCKALL, MLOCK_ONFAULT, a version: somebody has asked the system before this was compiled. */
const isConfigured = ({ expanded }: Scene, name: string): boolean =>
  Object.keys(expanded.assumed).some(
    (assumed) =>
      /MEMLOCK|MLOCK_|MCL_|VERSION|LINUX|GLIBC/i.test(assumed) ||
      assumed.toLowerCase().includes(name.replace(/^mun/, "m")),
  );

const unavailable: ReadonlySet<string> = new Set(["ENOSYS", "ENOTSUP", "EOPNOTSUPP"]);

function asksWhetherAvailable({ unit }: Scene, functionName: string): boolean {
  const fn = unit.functions.get(functionName);
  return (
    fn !== undefined &&
    laddersOf(unit, fn).some(({ asked }) => asked.some(({ name }) => unavailable.has(name)))
  );
}
