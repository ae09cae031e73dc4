/** The whole of a process locked for the sake of a few bytes. */
import type { CallSite, Variable, VariableId } from "../c/ir";
import { sizeOf } from "../c/types/types";
import { wiping } from "../interp/checks/secrets";
import type { Judgement, Rule, Scene } from "./rule";
import { mentions } from "./whole-program";

export const oversizedLock: Rule = {
  id: "oversized-lock",
  summary: "mlockall() locks a whole program that has a small secret to keep and shows no need of real time.",
  start: "hint",
  fixable: true,
  concernsPortability: false,
  judge: (scene) => {
    const { unit, events, platform } = scene;
    if (!unit.functions.has("main") || unit.guests.has("main")) return [];
    if (platform.facts["mlockall.effect"].value !== "locks" || mentions(scene, otherNeeds)) return [];
    const [secret] = wipedSecrets(scene);
    if (!secret) return [];
    const calls = [...events.calls.values()].filter(({ name }) => name === "mlockall");
    return calls.map(({ site }): Judgement => {
      const bytes = sizeOf(secret.type, unit.layout);
      return {
        rule: "oversized-lock",
        span: site.nameSpan,
        severity: "hint",
        certainty: "possible",
        message: `mlockall() locks the whole program, whose only secret in sight is \`${secret.name}\`, ${bytes} bytes`,
        consequence: "mlock() of that would do; the rest only counts against the limit",
        path: [{ span: secret.span, message: `${secret.name} is declared here` }],
        facts: ["mlockall.effect"],
        ...(calls.length === 1 && isVisible(scene, site, secret)
          ? { repair: { kind: "lock-object", site, object: secret } }
          : {}),
      };
    });
  },
};

/** Does its name stand for it where the process is locked? */
function isVisible({ unit }: Scene, site: CallSite, { span }: Variable): boolean {
  const holding = [...unit.functions.values()].find(
    (fn) => fn.body.start <= span.start && span.end <= fn.body.end,
  );
  return span.end <= site.span.start && (holding === undefined || holding.name === site.functionName);
}

/** Whoever mentions one of these locks by parts already, or may have a deadline. */
const otherNeeds = [
  ..."mlock mlock2 munlock SCHED_FIFO SCHED_RR SCHED_DEADLINE sched_setscheduler sched_setparam sched_setattr".split(
    " ",
  ),
  ..."pthread_setschedparam pthread_setschedprio pthread_attr_setschedpolicy pthread_attr_setschedparam".split(
    " ",
  ),
  ..."setpriority nice clock_nanosleep timer_settime timerfd_settime priocntl SchedSet ThreadCtl ThreadCtl_r".split(
    " ",
  ),
  ..."InterruptAttach InterruptAttach_r InterruptAttachEvent InterruptDisable InterruptLock sched_setaffinity".split(
    " ",
  ),
];

const secretName = /key|secret|passw|passphrase|pincode|seed|credential|private/i;
/** Bytes; more is no small part of a program. */
const small = 64 * 1024;

/** These are there for secrets alone, whatever their names. */
const explicit: readonly string[] = [...wiping, "sodium_memzero", "OPENSSL_cleanse"];

/** Arrays and records that the program wipes as a secret, or that have a secret's name and are cleared. */
function wipedSecrets({ unit }: Scene): Variable[] {
  const [secrets, cleared] = [new Set<VariableId>(), new Set<VariableId>()];
  for (const { blocks, name } of unit.functions.values()) {
    if (unit.guests.has(name)) continue;
    for (const instruction of blocks.flatMap(({ instructions }) => instructions)) {
      if (instruction.op !== "call" || instruction.callee.kind !== "function") continue;
      const [area] = instruction.args;
      if (area?.kind !== "address") continue;
      if (explicit.includes(instruction.callee.name)) secrets.add(area.variable);
      if (/^(memset|bzero)$/.test(instruction.callee.name)) cleared.add(area.variable);
    }
  }
  return unit.variables.filter(({ id, name, type }) => {
    const isPlace = type.kind === "array" || type.kind === "record";
    const isSecret = secrets.has(id) || (cleared.has(id) && secretName.test(name));
    return isPlace && isSecret && (sizeOf(type, unit.layout) ?? small + 1) <= small;
  });
}
