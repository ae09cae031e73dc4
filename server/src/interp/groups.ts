/** What meets at one place: those that are alike are merged into one, and as much as was not is kept apart. */
import { agree, merge, type State } from "./state";

export interface Group<Member> {
  /** Whoever is like the first belongs to the group, whatever became of it since. */
  readonly first: Member;
  merged: Member;
}

export interface Meeting<Member> {
  readonly alike: (a: Member, b: Member) => boolean;
  readonly merge: (a: Member, b: Member) => Member;
}

/** Adds a member to its group. False where there are `most` groups: then it went into the first. */
export function admit<Member>(
  groups: Group<Member>[],
  member: Member,
  { alike, merge }: Meeting<Member>,
  most = Number.POSITIVE_INFINITY,
): boolean {
  const own = groups.find(({ first }) => alike(first, member));
  const group = own ?? (groups.length < most ? undefined : groups[0]);
  if (group) group.merged = merge(group.merged, member);
  else groups.push({ first: member, merged: member });
  return own !== undefined || group === undefined;
}

export const ofStates: Meeting<State> = { alike: agree, merge: (a, b) => merge(a, b, "join") };

/** Those that agree merged, in the order in which they came. */
export function together(states: Iterable<State>): State[] {
  const groups: Group<State>[] = [];
  for (const state of states) admit(groups, state, ofStates);
  return groups.map(({ merged }) => merged);
}
