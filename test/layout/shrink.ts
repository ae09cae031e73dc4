/** Smaller cases than a given one: something left out, or made plainer. */
import { type Case, type Helper, type MemberModel, printCase, type RecordModel, typeName } from "./model";

/** Those that leave out most come first. */
export function* smallerCases(one: Case): Generator<Case> {
  const { helpers } = one;
  for (const [index, helper] of helpers.entries()) {
    // The fault may lie in it alone.
    if (helper.kind === "record") yield { ...one, helpers: helpers.slice(0, index), record: helper.record };
  }
  for (const [index, helper] of helpers.entries()) {
    const rest = helpers.filter((_, i) => i !== index);
    const others = printCase({ ...one, helpers: rest });
    const names = helper.kind === "enum" ? [typeName(helper), ...helper.names] : [typeName(helper)];
    if (!names.some((name) => new RegExp(`\\b${name}\\b`).test(others))) yield { ...one, helpers: rest };
  }
  for (const record of smallerRecords(one.record)) yield { ...one, record };
  for (const [index, helper] of helpers.entries()) {
    if (helper.kind !== "record") continue;
    for (const record of smallerRecords(helper.record)) {
      const changed: Helper = { ...helper, record };
      yield { ...one, helpers: helpers.map((other, i) => (i === index ? changed : other)) };
    }
  }
}

function* smallerRecords(record: RecordModel): Generator<RecordModel> {
  const { members, before, after, pack } = record;
  for (const index of members.keys()) {
    if (members.length > 1) yield { ...record, members: members.filter((_, i) => i !== index) };
  }
  if (pack !== undefined) yield { ...record, pack: undefined };
  for (const rest of without(before)) yield { ...record, before: rest };
  for (const rest of without(after)) yield { ...record, after: rest };
  for (const [index, member] of members.entries()) {
    for (const smaller of smallerMembers(member)) {
      yield { ...record, members: members.map((other, i) => (i === index ? smaller : other)) };
    }
  }
}

function* smallerMembers(member: MemberModel): Generator<MemberModel> {
  const { type, lengths, before, after, width } = member;
  for (const rest of without(before)) yield { ...member, before: rest };
  for (const rest of without(after)) yield { ...member, after: rest };
  for (const rest of without(lengths)) yield { ...member, lengths: rest };
  for (const [index, length] of lengths.entries()) {
    if (length !== "" && length !== "1") {
      yield { ...member, lengths: lengths.map((other, i) => (i === index ? "1" : other)) };
    }
  }
  if (width !== undefined && !/^\d+$/.test(width))
    yield { ...member, width: String(Number.parseInt(width, 10)) };
  if ("record" in type) {
    if (member.name !== "") yield { ...member, type: { text: "char" } };
    for (const record of smallerRecords(type.record)) yield { ...member, type: { record } };
  } else {
    for (const text of ["char", "int"]) {
      if (type.text !== text && (type.text !== "char" || text === "char"))
        yield { ...member, type: { text } };
    }
  }
}

function* without<Value>(values: readonly Value[]): Generator<readonly Value[]> {
  for (const index of values.keys()) yield values.filter((_, i) => i !== index);
}
