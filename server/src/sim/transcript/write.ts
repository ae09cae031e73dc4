/** A call as a line of a transcript: what is read from the line is the call again. */
import type { SimProfile } from "../outcomes";
import type { Call, CallName, Length } from "../types";
import { usualAttributes } from "./attributes";
import { type Places, placesNear } from "./places";

export function transcriptLine(call: Call<number>, profile: SimProfile, places: Places): string {
  const writer: Writer = {
    address: (address) => addressText(address, profile.pageSize.usual, places),
    length: (length) => lengthText(length, profile.pageSize.usual),
    flags: (flags, prefix) => flagsText(flags, prefix, profile),
    profile,
  };
  return [call.name, ...argumentsOf(call, writer)].filter((word) => word !== "").join(" ");
}

interface Writer {
  readonly profile: SimProfile;
  address(address: number): string;
  length(length: Length): string;
  /** By names that begin so, where there are any. */
  flags(flags: number | undefined, prefix: string): string;
}

function argumentsOf(call: Call<number>, writer: Writer): readonly string[] {
  const range =
    "length" in call && "address" in call
      ? [writer.address(call.address ?? 0), writer.length(call.length)]
      : [];
  switch (call.name) {
    case "mmap":
      return mmapWords(call, writer);
    case "mprotect":
      return [...range, writer.flags(call.protection, "PROT_")];
    case "mremap":
      return [
        ...range,
        writer.length(call.newLength),
        writer.flags(call.flags, "MREMAP_"),
        ...placeWords(call.newAddress, writer),
      ];
    case "madvise":
      return [...range, namedValue(call.advice, "MADV_", writer)];
    case "touch":
      return [...range, call.write ? "" : "read"];
    case "brk":
    case "growStack":
      return [writer.length(call.increment)];
    case "ftruncate":
      return [call.id, writer.length(call.size)];
    case "shm_ctl":
      return [writer.flags(call.flags, "SHMCTL_"), writer.length(call.length)];
    case "mlock2":
    case "msync":
    case "mlockall":
      return [...range, writer.flags(call.flags, prefixes[call.name])];
    case "plock":
      return [call.operation ?? "?"];
    case "shmctl":
      return [call.operation ?? "?", writer.length(call.length)];
    case "memcntl":
      return [
        ...range,
        namedValue(call.command, "MC_", writer),
        writer.flags(call.argument, "MCL_"),
        String(call.attributes ?? "?"),
      ];
    case "setrlimit":
      return [writer.length(call.soft), writer.length(call.hard)];
    case "procmgr_ability":
      return [choice(call.grants, "allow", "deny")];
    case "priv_set":
      return [choice(call.grants, "on", "off")];
    case "pthread_create":
      return [writer.length(call.stack), ...placeWords(call.address, writer)];
    case "ThreadCtl":
      return [namedValue(call.command, "_NTO_TCTL_", writer)];
    case "InterruptAttach":
      return [choice(call.hasHandler, "handler", "NULL")];
    default:
      return range;
  }
}

const placeWords = (address: number | undefined, writer: Writer): readonly string[] =>
  address === undefined ? [] : ["to", writer.address(address)];

const prefixes = { mlock2: "MLOCK_", msync: "MS_", mlockall: "MCL_" } as const satisfies {
  [Name in CallName]?: string;
};

function mmapWords(call: Extract<Call<number>, { name: "mmap" }>, writer: Writer): readonly string[] {
  const isObject = call.object !== undefined && call.object !== "anonymous";
  const usual = usualAttributes(writer.profile, isObject);
  const words = [call.address === undefined ? "?" : writer.address(call.address), writer.length(call.length)];
  if (call.protection !== usual.protection) words.push(...protectionWords(call.protection, writer));
  if (call.flags !== usual.flags) words.push("flags", writer.flags(call.flags, "MAP_"));
  if (call.object !== undefined && !(call.object === "file" && call.file)) words.push(call.object);
  if (call.file) words.push("file", call.file.id, "offset", writer.length(call.file.offset));
  return words;
}

function protectionWords(protection: number | undefined, writer: Writer): readonly string[] {
  const text = writer.flags(protection, "PROT_");
  return text.startsWith("PROT_") ? [text] : ["protection", text];
}

function choice(value: boolean | undefined, yes: string, no: string): string {
  return value === undefined ? "?" : value ? yes : no;
}

function addressText(address: number, page: number, places: Places): string {
  const around = { start: address - nearby * page, end: address + nearby * page + 1 };
  for (const name of placesNear(places, around, page)) {
    const place = places.get(name);
    const offset = address - (place?.address ?? 0);
    if (!place || offset < -nearby * page || offset > (place.pages + nearby) * page) continue;
    return offset === 0 ? name : `${name}${offset < 0 ? "" : "+"}${sizeText(offset, page)}`;
  }
  return String(address);
}

/** Pages around a place that are still told from it. */
const nearby = 8;

function lengthText(length: Length, page: number): string {
  if (length === undefined) return "?";
  return typeof length === "number"
    ? sizeText(length, page)
    : `${sizeText(length.low, page)}..${sizeText(length.high, page)}`;
}

/** Bytes as "2p", "2p+1" or "100"; what is not within a moderate number of pages stays a number. */
function sizeText(bytes: number, page: number): string {
  const pages = Math.trunc(bytes / page);
  const rest = bytes - pages * page;
  if (pages === 0 || Math.abs(pages) > 1e6) return String(bytes);
  return `${pages}p${rest === 0 ? "" : `${rest > 0 ? "+" : ""}${rest}`}`;
}

function flagsText(flags: number | undefined, prefix: string, { constants }: SimProfile): string {
  if (flags === undefined) return "?";
  if (flags < 0) return String(flags);
  const known = Object.entries(constants).filter(([name]) => name.startsWith(prefix));
  const same = known.find(([, value]) => value === flags);
  if (same) return same[0];
  const names: string[] = [];
  let rest = flags;
  for (const [name, value] of known) {
    if (value <= 0 || (rest & value) !== value) continue;
    names.push(name);
    rest &= ~value;
  }
  return rest === 0 && names.length > 0 ? names.join("|") : [...names, rest].join("|");
}

/** A value that is no set of bits. */
function namedValue(value: number | undefined, prefix: string, { profile }: Writer): string {
  if (value === undefined) return "?";
  const names = Object.keys(profile.constants).filter((name) => name.startsWith(prefix));
  return names.find((name) => profile.constants[name] === value) ?? String(value);
}
