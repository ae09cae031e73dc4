/** What may be said of memory that is mapped: protection, flags, and what is behind it. */

import { hint } from "../../text/near";
import type { SimProfile } from "../outcomes";
import type { Call } from "../types";
import type { Entry } from "./settings";
import { constantOf, noConstant, type Words } from "./words";

type Attributes = Pick<Extract<Call<number>, { name: "mmap" }>, "protection" | "flags" | "object" | "file">;

const objects = {
  anonymous: "memory of no file, which is what there is unless another word says else",
  typed: "QNX: typed memory",
  device: "a device's registers",
  secret: "Linux: memory of memfd_secret()",
  "shm-populated": "QNX: a shared object that shm_ctl() has populated",
  "shm-lazy": "QNX: a shared object populated with SHMCTL_LAZY",
  unknown: "nobody knows what",
} as const satisfies Partial<Record<NonNullable<Attributes["object"]>, string>>;

/** For people: the words that may follow `map` and `mmap`, in any order. */
export const attributeEntries: readonly Entry[] = [
  { spelling: "PROT_…", means: "the protection; PROT_READ|PROT_WRITE unless given" },
  {
    spelling: "MAP_…",
    means:
      "flags, added to the usual MAP_PRIVATE|MAP_ANON, or MAP_SHARED of a file; MAP_SHARED and MAP_PRIVATE replace each other",
  },
  { spelling: "protection BITS", means: "the protection as a number or by names, or `?`" },
  { spelling: "flags FLAGS", means: "these flags and no others" },
  {
    spelling: "file NAME [offset BYTES]",
    means: "memory of that file; without a name, of one of which nothing is known",
  },
  ...Object.entries(objects).map(([spelling, means]) => ({ spelling, means })),
];

/** Words after what is otherwise memory to read and write: private and anonymous, or a shared object. */
export function attributesOf(words: Words): Attributes {
  let { protection } = usualAttributes(words.scope.profile, false);
  let backed: Pick<Attributes, "object" | "file"> = {};
  let added: readonly string[] = [];
  let exact: { readonly flags: number | undefined } | undefined;
  for (let word = words.peek(); word !== undefined; word = words.peek()) {
    const object = objectNames.find((candidate) => candidate === word);
    if (word.startsWith("PROT_")) protection = words.flags();
    else if (word.startsWith("MAP_")) added = [...added, ...(words.next() ?? "").split("|")];
    else if (words.skip("protection")) protection = words.flags();
    else if (words.skip("flags")) exact = { flags: words.flags() };
    else if (words.skip("file")) backed = { ...backed, ...fileOf(words) };
    else if (object !== undefined && words.skip(word)) backed = { ...backed, object };
    else break;
  }
  if (backed.file !== undefined && backed.object === undefined) backed = { ...backed, object: "file" };
  const isObject = backed.object !== undefined && backed.object !== "anonymous";
  const { flags } = usualAttributes(words.scope.profile, isObject);
  return { protection, flags: exact ? exact.flags : withFlags(words, flags, added), ...backed };
}

const objectNames = Object.keys(objects) as (keyof typeof objects)[];

/** `file f offset 1p`; without a name it is a file of which nothing is known. */
function fileOf(words: Words): Pick<Attributes, "object" | "file"> {
  const known = words.scope.world.objects;
  const next = words.peek();
  if (next === undefined || !/^[a-z]\w*$/.test(next) || isAttribute(next)) return { object: "file" };
  const id = words.next() ?? "";
  if (!known.has(id)) {
    words.complain(
      `there is no file ${id}${hint(id, known.keys()) || `: name it first, as in "file ${id} 4"`}`,
    );
  }
  return { file: { id, offset: words.skip("offset") ? (words.size() ?? 0) : 0 } };
}

const isAttribute = (word: string) =>
  ["protection", "flags", "file"].includes(word) || Object.hasOwn(objects, word);

/** What mmap() is told where a transcript says nothing else. */
export function usualAttributes(
  { constants }: SimProfile,
  isObject: boolean,
): { readonly protection: number | undefined; readonly flags: number | undefined } {
  const value = (name: string) => constants[name] ?? 0;
  const anonymous = constants.MAP_ANON ?? constants.MAP_ANONYMOUS ?? 0;
  return {
    protection: value("PROT_READ") | value("PROT_WRITE"),
    flags: isObject ? value("MAP_SHARED") : value("MAP_PRIVATE") | anonymous,
  };
}

/** MAP_SHARED and MAP_PRIVATE replace each other; all else is added. */
function withFlags(words: Words, usual: number | undefined, names: readonly string[]): number {
  const { profile } = words.scope;
  const { constants } = profile;
  let flags = usual ?? 0;
  for (const name of names) {
    const value = constantOf(profile, name);
    if (value === undefined) words.complain(noConstant(profile, name));
    if (name === "MAP_SHARED" || name === "MAP_PRIVATE") {
      flags &= ~((constants.MAP_SHARED ?? 0) | (constants.MAP_PRIVATE ?? 0));
    }
    flags |= value ?? 0;
  }
  return flags;
}
