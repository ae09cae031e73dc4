/** Files whose text is known: a program that reads its own /proc/self/status learns what it has locked. */

import type { Calling } from "../calls/calling";
import { textAt } from "../calls/text";
import { store } from "../memory/memory";
import type { Memory } from "../memory/parts";
import { changed, type OpenFile, type State, temp } from "../state";
import type { Range } from "../values/range";
import * as ranges from "../values/range";
import { openedFile, pointedBy } from "../values/region";
import {
  exact,
  fromRange,
  likelyTarget,
  moved,
  named,
  number,
  pointer,
  type Target,
  type Value,
} from "../values/value";
import type { Answer } from "./ending";
import { statusLines } from "./status-file";

const known: ReadonlySet<string> = new Set(["/proc/self/status", "/proc/thread-self/status"]);

const pathOf = (state: State, value: Value | undefined): string | undefined => {
  const bytes = value && textAt(state.memory, value);
  return bytes && String.fromCharCode(...bytes);
};

/** As many as a program has open at a time, or opens in all. */
const mostOpened = 64;

function opened(calling: Calling, state: State, value: (name: string) => Value): Answer {
  const path = pathOf(state, calling.args[0]);
  const isLinux = calling.run.platform.family === "linux";
  if (path === undefined || !known.has(path) || !isLinux || state.life.filesOpened >= mostOpened)
    return undefined;
  const name = openedFile(state.life.filesOpened);
  const file: OpenFile = { name, bytes: statusLines(state.world).flat(), at: 0 };
  const life = { ...state.life, files: [...state.life.files, file], filesOpened: state.life.filesOpened + 1 };
  return [temp(changed(state, { life }), calling.instruction.into, value(name))];
}

const descriptors = ranges.interval(3, 1023);

export function opensStream(calling: Calling, state: State): Answer {
  const mode = pathOf(state, calling.args[1]);
  if (mode === undefined || !/^r[be]*$/.test(mode)) return undefined;
  const at = (name: string): Target => ({
    region: pointedBy(name),
    offset: ranges.exactly(0),
    alignment: { modulus: 16, remainder: 0 },
  });
  return opened(calling, state, (name) => pointer(at(name)));
}

export function opensFile(calling: Calling, state: State): Answer {
  const { constants } = calling.run.platform;
  const flags = calling.args[1] && exact(calling.args[1]);
  const isRead = flags !== undefined && (flags & ~(constants.O_CLOEXEC ?? 0)) === 0;
  return isRead ? opened(calling, state, (name) => named(descriptors, name)) : undefined;
}

const fileOf = ({ life }: State, value: Value | undefined): OpenFile | undefined =>
  life.files.find(
    ({ name }) => value !== undefined && (value.handle === name || likelyTarget(value)?.region === name),
  );

function movedOn(state: State, file: OpenFile, at: number): State {
  const files = state.life.files.map((one) => (one === file ? { ...one, at } : one));
  return changed(state, { life: { ...state.life, files } });
}

function withBytes(memory: Memory, to: Target, bytes: readonly Range[]): Memory {
  return bytes.reduce(
    (after, byte, index) => store(after, moved(to, ranges.exactly(index)), 1, fromRange(byte)),
    memory,
  );
}

const isNewline = (byte: Range): boolean => ranges.exact(byte) === 10;

/** fgets(): a line, or as much of it as there is room for. */
export function readsLine({ args, instruction }: Calling, state: State): Answer {
  const file = fileOf(state, args[2]);
  const room = args[1] && exact(args[1]);
  const buffer = args[0];
  const to = buffer && buffer.range === null ? likelyTarget(buffer) : undefined;
  if (!file || !buffer || !to || room === undefined || room < 2) return undefined;
  const rest = file.bytes.slice(file.at);
  if (rest.length === 0) return [temp(state, instruction.into, number(0))];
  const line = rest.slice(0, Math.min(rest.findIndex(isNewline) + 1 || rest.length, room - 1));
  // How wide an unknown number is printed, nobody knows: what comes after a cut would be another text.
  if (!isNewline(line.at(-1) ?? ranges.top)) return undefined;
  const memory = withBytes(state.memory, to, [...line, ranges.exactly(0)]);
  return [temp(movedOn(changed(state, { memory }), file, file.at + line.length), instruction.into, buffer)];
}

/** read(): all that there is room for. */
export function readsFile({ args, instruction }: Calling, state: State): Answer {
  const file = fileOf(state, args[0]);
  const room = args[2] && exact(args[2]);
  const to = args[1]?.range === null ? likelyTarget(args[1]) : undefined;
  if (!file || !to || room === undefined || room < 0) return undefined;
  const bytes = file.bytes.slice(file.at, file.at + room);
  const memory = withBytes(state.memory, to, bytes);
  const after = movedOn(changed(state, { memory }), file, file.at + bytes.length);
  return [temp(after, instruction.into, number(bytes.length))];
}

export function closesFile({ args, instruction }: Calling, state: State): Answer {
  const file = fileOf(state, args[0]);
  if (!file) return undefined;
  const files = state.life.files.filter((one) => one !== file);
  return [temp(changed(state, { life: { ...state.life, files } }), instruction.into, number(0))];
}
