/** Calls that the simulator answers: its outcomes become the paths after the call. */
import type { Errno } from "../../platforms/profile";
import { some } from "../../sim/mappings";
import { mergeWorlds } from "../../sim/merge";
import type { Outcome, RegionId, Step, World } from "../../sim/types";
import {
  type Calling,
  examineArguments,
  freshRegion,
  noteContext,
  receiverOf,
  yieldOf,
} from "../calls/calling";
import { decided } from "../checks/errno";
import { withRegion } from "../context";
import { afterMapping, countedAfter } from "../ending/caution";
import { forked, makesProcess } from "../ending/forks";
import { flowOf } from "../flow";
import { fill, forgetContents, withZeros } from "../memory/memory";
import type { Memory } from "../memory/parts";
import { extend, type StepKind } from "../record/trail";
import { changed, type State, temp } from "../state";
import * as ranges from "../values/range";
import { again } from "../values/region";
import {
  exact,
  fromRange,
  likelyTarget,
  number,
  type Origin,
  pointer,
  type Value,
  withOrigin,
  withRange,
} from "../values/value";
import type { KernelArguments } from "./arguments";
import {
  askKernel,
  demandedPrivilege,
  isAnonymous,
  isFixed,
  isSplit,
  kernelResultOf,
  mustBeChecked,
  otherFailure,
  succeeded,
} from "./kernel";

/** The states after the call; undefined where these arguments ask for something that the simulator does not follow. */
export function callKernel(calling: Calling, before: State): State[] | undefined {
  const { run, name, args } = calling;
  const target = args[0] && likelyTarget(args[0]);
  const state = target ? withRegion(run, before, target) : before;
  const given = givenOf(calling, state);
  const answer = askKernel(name, given);
  if (!answer) return undefined;
  record(calling, state, given, answer);
  if (entersKernel.test(name)) noteContext(calling, state);
  if (makesProcess(name)) return forked(calling, state, answer);
  if (run.observer) return eachOutcome(calling, state, given, answer);
  return isSplit(name) ? apart(calling, state, answer) : [together(calling, state, given, answer)];
}

export const givenOf = (calling: Calling, state: State): KernelArguments => ({
  platform: calling.run.platform,
  world: state.world,
  memory: state.memory,
  layout: calling.run.unit.layout,
  args: calling.args,
  region: calling.run.endings ? freshRegion(state, yieldOf(calling)) : yieldOf(calling),
  objects: state.objects,
});

/** Of the lock calls the simulator judges the context; masking and locking interrupts is what a handler may do. */
const entersKernel =
  /^(mmap|munmap|mprotect|shm_ctl|setrlimit|fork|_Fork|vfork|daemon|ThreadCtl|InterruptAttach)/;

export function record(
  { run, site, name, args }: Calling,
  state: State,
  given: KernelArguments,
  answer: Step,
): void {
  const demanded = state.privilege === "not-seen" ? demandedPrivilege(run.platform, name) : undefined;
  const way = { trail: state.trail, region: given.args[0] && likelyTarget(given.args[0])?.region };
  run.recorder.call(site, name, answer, demanded, way);
  run.observer?.answered?.({ site, name, args }, state, answer);
  // The number of a system call is this platform's own.
  if (site.bySystemCall) return;
  for (const { platform, recorder } of run.alongside) {
    const theirs = askKernel(name, { ...given, platform });
    if (theirs) recorder.call(site, name, theirs, undefined, way);
  }
}

/** Success and failure are followed apart, success first: what comes later depends on which it was. */
function apart(calling: Calling, state: State, answer: Step): State[] {
  const { site, name, instruction } = calling;
  examineArguments(calling);
  if (mustBeChecked(site)) calling.run.recorder.result(site);
  const origin: Origin = { site: site.id, as: "itself" };
  const kind = kernelResultOf(name);
  // After a certain failure the path goes on as if it were repaired, so that the next fault is seen too.
  const world = worldAfter(answer.outcomes.filter(succeeded)) ?? state.world;
  const fine = kind === "zero-or-minus-one" ? ranges.exactly(0) : identifier;
  const success = temp(
    decided(changed(state, { world }), site, "succeeded", []),
    instruction.into,
    withOrigin(fromRange(fine), origin),
  );
  const failures = answer.outcomes.filter((outcome) => !succeeded(outcome));
  const worldOfFailure = worldAfter(failures);
  if (!worldOfFailure) return [success];
  const decidedSo = decided(changed(state, { world: worldOfFailure }), site, "failed", errnoOf(failures));
  // The _r forms return the error number and leave errno alone.
  const failed = kind === "negative-errno" ? changed(decidedSo, { errno: state.errno }) : decidedSo;
  const value = kind === "negative-errno" ? fromRange(negativeErrno) : number(-1);
  return [success, temp(failed, instruction.into, withOrigin(value, origin))];
}

/** Whatever the kernel may answer, each answer apart, and nothing else: for predictions. */
function eachOutcome(calling: Calling, state: State, given: KernelArguments, answer: Step): State[] {
  const { run, name, site, instruction, args } = calling;
  const origin: Origin = { site: site.id, as: "itself" };
  const answers = withOtherFailure(name, given, answer);
  if (answers.length > 1) run.endings?.choose(state.life.process, { kind: "answer", name, span: site.span });
  const isRepeated = name.startsWith("mmap") && state.world.regions.has(given.region);
  const page = run.platform.pageSize.usual;
  return answers.map((outcome) => {
    // What the same call mapped before is still there.
    const world = isRepeated ? { ...outcome.world, regions: state.world.regions } : outcome.world;
    const region = args[0] && likelyTarget(args[0])?.region;
    const counted = allCounted(calling, outcome, countedAfter(state.world, world, region, page));
    const after = changed(state, { world: counted });
    if (!succeeded(outcome)) {
      const isReturned = kernelResultOf(name) === "negative-errno";
      const value = isReturned ? fromRange(negativeErrno) : number(-1);
      const failed = decided(after, site, "failed", outcome.errno);
      return temp(
        isReturned ? changed(failed, { errno: state.errno }) : failed,
        instruction.into,
        withOrigin(value, origin),
      );
    }
    // Success leaves errno alone.
    const succeededSo = changed(decided(after, site, "succeeded", []), { errno: state.errno });
    if (!name.startsWith("mmap")) {
      const value = isIdentifier(name) ? fromRange(identifier) : number(0);
      return temp(succeededSo, instruction.into, withOrigin(value, origin));
    }
    const { value, memory } = newMapping(given, state);
    const mapped =
      run.endings && !isFixed(given) ? afterMapping(world, given.region, exact(args[1] ?? number(0))) : world;
    return temp(changed(succeededSo, { memory, world: mapped }), instruction.into, withOrigin(value, origin));
  });
}

/** mlockall() locks more than is known of a process: code, stack, libraries. Nothing is left of that after munlockall(). */
function allCounted({ run, name, args }: Calling, outcome: Outcome, world: World): World {
  if (!run.endings || !succeeded(outcome)) return world;
  if (name === "munlockall") return { ...world, lockedBytes: 0 };
  const flags = args[0] && exact(args[0]);
  const isCurrent = flags === undefined || (flags & (run.platform.constants.MCL_CURRENT ?? 0)) !== 0;
  return name === "mlockall" && isCurrent ? { ...world, lockedBytes: undefined } : world;
}

/** All outcomes, with the failure that has nothing to do with memory. */
export function withOtherFailure(
  name: string,
  given: KernelArguments,
  { outcomes }: Step,
): readonly Outcome[] {
  const errno = otherFailure(name, given);
  if (errno === undefined) return outcomes;
  return [...outcomes, { result: "failure", errno, world: given.world, because: [] }];
}

const isIdentifier = (name: string): boolean => kernelResultOf(name) === "id-or-minus-one";

/** Only success is followed; the result may still be a failure, which a test of it will tell. */
function together(calling: Calling, state: State, given: KernelArguments, answer: Step): State {
  const { run, site, name, args, instruction } = calling;
  examineArguments(calling);
  if (mustBeChecked(site)) run.recorder.result(site);
  const isMapping = name.startsWith("mmap");
  const isRepeated = isMapping && state.world.regions.has(given.region);
  const world = isRepeated ? state.world : (worldAfter(answer.outcomes.filter(succeeded)) ?? state.world);
  const origin: Origin = { site: site.id, as: "itself" };
  const failures = answer.outcomes.filter((outcome) => !succeeded(outcome));
  const mapped = isMapping ? newMapping(given, state) : undefined;
  const memory = mapped?.memory ?? state.memory;
  const after: State = {
    ...noteStep(changed(state, { world, memory }), calling, mapped?.value ?? args[0]),
    objects: name === "shm_ctl" ? withObject(calling, state) : state.objects,
    errno: errnoAfter(calling, state, errnoOf(failures)),
  };
  const value: Value = mapped ? withRange(mapped.value, ranges.exactly(-1)) : fromRange(plainResult);
  return temp(after, instruction.into, withOrigin(value, origin));
}

/** Of a result that is taken a test will tell; where nobody takes it, the call is there to clean up, and succeeds. */
function errnoAfter(
  { name, site, frame, instruction }: Calling,
  state: State,
  errno: readonly Errno[],
): State["errno"] {
  const isCleanUp = name === "munmap" || name === "munlock" || name === "munlockall";
  const isDropped = flowOf(frame.fn).discarded.has(instruction.into);
  if (name.startsWith("Interrupt") || (isCleanUp && isDropped)) return state.errno;
  return { kind: "undecided", site: site.id, errno };
}

const plainResult = ranges.interval(-1, 0);
const identifier = ranges.interval(0, 2 ** 31 - 1);
const negativeErrno = ranges.interval(-4095, -1);

const errnoOf = (failures: readonly Outcome[]) => [...new Set(failures.flatMap((outcome) => outcome.errno))];

export const worldAfter = (outcomes: readonly Outcome[]): World | undefined =>
  outcomes
    .map((outcome) => outcome.world)
    .reduce<World | undefined>((a, b) => (a ? mergeWorlds(a, b) : b), undefined);

/** The address of a new mapping, and memory with it. What the same call maps again is a region of which nothing is claimed. */
function newMapping(given: KernelArguments, { world, memory }: State): { value: Value; memory: Memory } {
  const isRepeated = world.regions.has(given.region);
  const region = isRepeated ? again(given.region) : given.region;
  const fresh = pointer({
    region,
    offset: ranges.exactly(0),
    alignment: { modulus: given.platform.pageSize.usual, remainder: 0 },
  });
  const isZero = !isRepeated && isAnonymous(given);
  const fixed = isFixed(given) ? given.args[0] : undefined;
  const target = fixed && likelyTarget(fixed);
  if (fixed && target) {
    const page = given.platform.pageSize.usual;
    const bytes = given.args[1] && exact(given.args[1]);
    const length = bytes === undefined ? undefined : Math.ceil(bytes / page) * page;
    const isWhole = isZero && length !== undefined && length > 0;
    const after = isWhole ? fill(memory, target, length, 0) : forgetContents(memory, target.region);
    return { value: fixed, memory: after };
  }
  if (fixed) {
    const { targets } = fixed;
    return { value: fixed, memory: targets.reduce((old, { region: at }) => forgetContents(old, at), memory) };
  }
  return {
    value: fresh,
    memory: isZero ? withZeros(memory, region) : forgetContents(memory, region),
  };
}

const noted: Readonly<Record<string, StepKind>> = {
  munmap: "unmapped",
  mprotect: "made-inaccessible",
  InterruptDisable: "interrupts-disabled",
  InterruptLock: "interrupts-disabled",
};

/** `about`: the address that the call maps, unmaps or protects. */
function noteStep(state: State, calling: Calling, about: Value | undefined): State {
  const { site, name, args } = calling;
  const region = about && likelyTarget(about)?.region;
  let kind = noted[name];
  if (name === "mprotect" && args[2] && exact(args[2]) !== 0) kind = undefined;
  if (name.startsWith("mmap")) kind = isLazy(state, region) ? "mapped-lazy" : "allocated";
  if (!kind) return state;
  const into = kind === "allocated" ? receiverOf(calling) : undefined;
  return changed(state, { trail: extend(state.trail, { kind, span: site.span, name, region, into }) });
}

function isLazy({ world }: State, region: RegionId | undefined): boolean {
  const found = region === undefined ? undefined : world.regions.get(region);
  return found !== undefined && some(found.mappings, ({ lazy }) => lazy);
}

function withObject({ run, args }: Calling, state: State): State["objects"] {
  const handle = args[0]?.handle;
  const flags = args[1] && exact(args[1]);
  if (handle === undefined || flags === undefined) return state.objects;
  const lazy = (flags & (run.platform.constants.SHMCTL_LAZY ?? 0)) !== 0;
  return new Map(state.objects).set(handle, lazy ? "shm-lazy" : "shm-populated");
}
