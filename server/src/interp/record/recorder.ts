/** Collects events while paths run. The one mutable thing of a run. */
import type { CallSite, SiteId } from "../../c/ir";
import type { FactName } from "../../platforms/profile";
import type { RegionId, Step, Violation } from "../../sim/types";
import type { Span } from "../../text/span";
import type { Value } from "../values/value";
import {
  addViolations,
  type BlindTest,
  type CallRecord,
  type DroppedResult,
  type ErrnoRead,
  type Events,
  type TouchRecord,
  type UnsafeCall,
} from "./events";
import { type Cost, Losses, type LossPlace, type SilenceReason } from "./losses";
import { type Sight, Sightings } from "./observations";
import type { Trail, Way } from "./trail";

export class Recorder {
  private readonly calls = new Map<SiteId, CallRecord>();
  private readonly touches = new Map<string, TouchRecord>();
  private readonly dropped = new Map<SiteId, DroppedResult>();
  private readonly stored = new Map<SiteId, CallSite>();
  private readonly examined = new Set<SiteId>();
  private readonly blindTests = new Map<string, BlindTest>();
  private readonly blindVisits = new Map<string, number>();
  private readonly comparisons = new Map<number, number>();
  private readonly sighted = new Set<SiteId>();
  private readonly expected = new Set<SiteId>();
  private readonly outcomesTold = new Set<string>();
  private readonly errnoReads = new Map<string, ErrnoRead>();
  private readonly unsafe = new Map<SiteId, UnsafeCall>();
  private readonly askedAbout = new Set<RegionId>();
  private readonly observations = new Sightings();
  private readonly losses = new Losses();

  private readonly entered = new Set<string>();
  private readonly touchedNow = new Set<string>();
  private readonly givenUp = new Set<string>();
  /** Functions of the program that were called but not followed, or not to their end. */
  readonly unfollowed = new Set<string>();

  /** A function of the program is called. */
  enter(functionName: string) {
    this.entered.add(functionName);
  }

  readonly hasEntered = (functionName: string): boolean => this.entered.has(functionName);

  /** The program has compared an address of this memory, or handed it to somebody who may. */
  ask({ targets }: Value) {
    for (const { region } of targets) this.askedAbout.add(region);
  }

  readonly isAsked = (region: RegionId): boolean => this.askedAbout.has(region);

  /** Another entry point starts. */
  begin() {
    this.touchedNow.clear();
  }

  /** The entry point did not see all there is, so nothing that needs all paths is said of it. */
  giveUp(reason: SilenceReason, place: LossPlace) {
    this.lose(reason, place);
    this.unfollowed.add(place.functionName);
    for (const name of this.touchedNow) this.givenUp.add(name);
  }

  private readonly isWhole = (functionName: string): boolean => !this.givenUp.has(functionName);

  call(site: CallSite, name: string, step: Step, unprivileged: FactName | undefined, way: Way) {
    const record = this.calls.get(site.id) ?? {
      site,
      name,
      visits: 0,
      failures: 0,
      breaches: [],
      outcomes: step.outcomes,
      trail: way.trail,
      unprivileged: undefined,
    };
    this.calls.set(site.id, record);
    this.touchedNow.add(site.functionName);
    record.visits++;
    if (step.outcomes.every((outcome) => outcome.result !== "success")) record.failures++;
    // Only where no visit has the privilege is it missing.
    if (record.visits === 1) record.unprivileged = unprivileged;
    else record.unprivileged &&= unprivileged;
    record.outcomes = withOutcomes(record.outcomes, step.outcomes);
    addViolations(record.breaches, step.violations, way);
  }

  touch(place: Omit<TouchRecord, "visits" | "breaches">, violations: readonly Violation[], way: Way) {
    const key = `${place.span.start}-${place.span.end}`;
    const record = this.touches.get(key) ?? { ...place, visits: 0, breaches: [] };
    if (violations.length > 0) record.context = place.context;
    this.touches.set(key, record);
    this.touchedNow.add(place.functionName);
    record.visits++;
    addViolations(record.breaches, violations, way);
  }

  /** A tracked call gave a result that must be looked at. */
  result(site: CallSite) {
    this.stored.set(site.id, site);
  }

  examine(site: SiteId) {
    this.examined.add(site);
  }

  /** Nobody knows what became of the results that are still open. */
  examineAll() {
    for (const site of this.stored.keys()) this.examined.add(site);
  }

  drop(result: DroppedResult) {
    this.dropped.set(result.droppedAt.id, result);
    this.examined.add(result.site.id);
  }

  /** A test that does tell success from failure. */
  seeingTest(site: SiteId) {
    this.sighted.add(site);
  }

  /** In this function a test of what a wrapper returns tells how the call at the site has ended. */
  outcomeTold(site: SiteId, functionName: string) {
    this.outcomesTold.add(`${site} ${functionName}`);
  }

  blindTest(test: BlindTest) {
    const key = `${test.span.start}-${test.kind}-${test.constant}`;
    this.blindVisits.set(key, (this.blindVisits.get(key) ?? 0) + 1);
    if (!this.blindTests.has(key)) this.blindTests.set(key, test);
  }

  /** Any comparison, whatever it compares: a test is blind only if it is so each time. */
  comparison(span: Span) {
    this.comparisons.set(span.start, (this.comparisons.get(span.start) ?? 0) + 1);
  }

  /** The program says that it expects this call to fail. */
  expectFailure(site: SiteId) {
    this.expected.add(site);
  }

  errnoRead(
    place: { readonly span: Span; readonly functionName: string; readonly use: "value" | "message" },
    seen: {
      readonly kind: "fine" | "overwritten" | "not-failed";
      readonly site?: CallSite | undefined;
      readonly by?: string;
      readonly byAt?: Span;
    },
    trail: Trail | undefined,
  ) {
    const key = `${place.span.start}-${place.span.end}`;
    const record: ErrnoRead = this.errnoReads.get(key) ?? {
      ...place,
      visits: 0,
      overwritten: 0,
      notFailed: 0,
      site: undefined,
      by: "",
      byAt: undefined,
      trail: undefined,
    };
    this.errnoReads.set(key, record);
    this.touchedNow.add(place.functionName);
    record.visits++;
    if (seen.kind === "fine") return;
    if (seen.kind === "overwritten") record.overwritten++;
    else record.notFailed++;
    if (record.site && seen.kind !== "overwritten") return;
    record.site = seen.site;
    record.by = seen.by ?? "";
    record.byAt = seen.byAt;
    record.trail = trail;
  }

  /** A call that enters the kernel; `context` where it must not be made there. */
  unsafeCall(
    site: CallSite,
    name: string,
    context: UnsafeCall["context"] | undefined,
    trail: Trail | undefined,
  ) {
    const record = this.unsafe.get(site.id);
    const visits = (record?.visits ?? 0) + 1;
    const unsafe = (record?.unsafe ?? 0) + (context ? 1 : 0);
    // The first unsafe visit is the one that is told of.
    const told = record && record.unsafe > 0 ? record : { context: context ?? "isr", trail };
    this.unsafe.set(site.id, { site, name, context: told.context, trail: told.trail, visits, unsafe });
  }

  /** A check has looked at a place. */
  observe(sight: Sight) {
    this.touchedNow.add(sight.functionName);
    this.observations.add(sight);
  }

  /** Something is not known any more from here on. */
  lose(reason: SilenceReason, place: LossPlace, costs: readonly Cost[] = []) {
    this.losses.add(reason, place, costs);
  }

  /** Functions in `unseen` were run on other paths, too, on which none of this happened. */
  events(unseen: ReadonlySet<string> = new Set()): Events {
    const expectedFailures = this.expectedFailures();
    const blind = this.blind(unseen).filter(({ site }) => !expectedFailures.has(site.id));
    const visited = <Place extends { readonly visits: number }>(place: Place, functionName: string): Place =>
      unseen.has(functionName) ? { ...place, visits: place.visits + 1 } : place;
    const unexamined = [...this.stored.values()].filter((site) => !this.examined.has(site.id));
    return {
      calls: new Map(
        [...this.calls]
          .filter(([, { site }]) => this.isWhole(site.functionName))
          .map(([id, call]) => [id, visited(call, call.site.functionName)]),
      ),
      touches: [...this.touches.values()]
        .filter((touch) => touch.breaches.length > 0 && this.isWhole(touch.functionName))
        .map((touch) => visited(touch, touch.functionName)),
      expectedFailures,
      dropped: [...this.dropped.values()],
      unexamined: unexamined.filter((site) => this.isWhole(site.functionName)),
      blindTests: blind.filter(({ site }) => this.isWhole(site.functionName)),
      errnoReads: [...this.errnoReads.values()]
        .filter((read) => this.isWhole(read.functionName))
        .map((read) => visited(read, read.functionName)),
      unsafeCalls: [...this.unsafe.values()]
        .filter(({ unsafe, site }) => unsafe > 0 && this.isWhole(site.functionName))
        .map((call) => visited(call, call.site.functionName)),
      observations: this.observations
        .all()
        .filter(({ functionName }) => this.isWhole(functionName))
        .filter(
          ({ kind, other, functionName }) =>
            kind !== "blind-outcome" || !this.outcomesTold.has(`${other?.id} ${functionName}`),
        )
        .map((seen) => visited(seen, seen.functionName)),
      losses: this.losses.all(),
      silences: this.losses.counts(),
    };
  }

  /** A test that complains of success, of a call that can do nothing but fail, is there to see it fail. */
  private expectedFailures(): ReadonlySet<SiteId> {
    const expected = new Set(this.expected);
    for (const { kind, site } of this.blindTests.values()) {
      const record = this.calls.get(site.id);
      if (kind !== "same-either-way" && record && record.failures === record.visits) expected.add(site.id);
    }
    return expected;
  }

  /** One blind test a call is enough to tell; a call that is also tested well is well, unless errno names are its values. */
  private blind(unseen: ReadonlySet<string>): BlindTest[] {
    const told = new Set<SiteId>();
    const isAlways = ([key, { span, functionName }]: [string, BlindTest]) =>
      !unseen.has(functionName) &&
      (this.blindVisits.get(key) ?? 0) >= (this.comparisons.get(span.start) ?? 0);
    const always = [...this.blindTests].filter(isAlways).map(([, test]) => test);
    return always.filter(({ kind, site, constant }) => {
      if (kind !== "same-either-way" || /^E[A-Z0-9]+$/.test(constant)) return true;
      if (this.sighted.has(site.id) || told.has(site.id)) return false;
      told.add(site.id);
      return true;
    });
  }
}

/** Each way that the call may end, once. */
function withOutcomes(known: CallRecord["outcomes"], more: CallRecord["outcomes"]): CallRecord["outcomes"] {
  const key = ({ result, errno }: CallRecord["outcomes"][number]) => `${result} ${errno.join()}`;
  const fresh = more.filter((outcome) => !known.some((other) => key(other) === key(outcome)));
  return fresh.length > 0 ? [...known, ...fresh] : known;
}
