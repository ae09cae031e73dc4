/**
 * The words of the simulator: addresses, worlds, calls and outcomes. It knows profiles only as arguments and
 * nothing of C. All 64-bit quantities are numbers in canonical signed form: SIZE_MAX is -1, and an address in
 * the upper half of the address space is negative. `undefined` always means "not known".
 */
import type { Errno, FactName, Signal } from "../platforms/profile";
import type { Mappings } from "./mappings";

/** Names a piece of address space whose neighbours are not known. Concrete worlds have exactly one. */
export type RegionId = string;

/** Absolute address = modulus * k + remainder, for some k. modulus 1: nothing known; modulus 0: exactly the remainder. */
export interface Alignment {
  readonly modulus: number;
  readonly remainder: number;
}

/** Bytes, half-open. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Bytes of one region, half-open, relative to the region's base (absolute in a concrete world). */
export interface Extent extends Range {
  readonly region: RegionId;
}

/** A number of bytes of which only bounds are known, both inclusive. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Bytes; an interval where only bounds are known. */
export type Length = number | Interval | undefined;

/**
 * The bytes that a call is about: `least` surely, `most` perhaps. Where all is known they are the same object. An end
 * before its start is a length that wraps.
 */
export interface Reach {
  readonly region: RegionId;
  /** Are these addresses themselves, not offsets in a region? */
  readonly isAbsolute: boolean;
  readonly least: Range;
  readonly most: Range;
}

/**
 * How the simulator asks about addresses. One step function serves both domains: concrete addresses (transcripts,
 * the kernel twin) and region + offset + known alignment (the interpreter).
 */
export interface AddressDomain<Address> {
  /** Is it a multiple of `size` (a power of two, bytes)? */
  isMultiple(address: Address, size: number): boolean | undefined;
  /** The region it points into, where known, even if the offset is not. */
  regionOf(address: Address): RegionId | undefined;
  /** Is it the null pointer, or a constant that is no object's address (MAP_FAILED)? */
  isInvalid(address: Address): boolean | undefined;
  /**
   * The bytes of [address, address + length), widened to whole pages where the region's base alignment is known to be
   * a multiple of the page size; undefined where region, offset or length is not known.
   */
  reach(address: Address, length: Length, page: number): Reach | undefined;
}

/** `onfault`: counted as locked at once, each page held from its first touch. */
export type LockState = "unlocked" | "locked" | "onfault" | "unknown";
/**
 * Is the page in memory? Apart from the lock: locked memory may be absent, and resident memory unlocked.
 * `copy-on-write`: present, but the first write will fault to make the page its own (the zero page; after fork).
 */
export type Residency = "resident" | "copy-on-write" | "absent" | "unknown";

/** What is behind a mapping. `special`: the kernel's own ([vdso]); `secret`: memfd_secret(); `huge`: hugetlbfs. */
export type Backing =
  | "anonymous"
  | "file"
  | "stack"
  | "heap"
  | "special"
  | "secret"
  | "huge"
  | "typed"
  | "device"
  | "unknown";

/** A run of bytes of one region with the same attributes. Page-granular where the region's base is page-aligned. */
export interface Mapping extends Range {
  /** `unknown`: on some path that led here it is not mapped. */
  readonly presence: "mapped" | "unknown";
  /** `perhaps`: it was once cut and joined again, and the kernel may hold it as several mappings. */
  readonly seams: "none" | "perhaps";
  /** PROT_* bits of the platform; undefined when not known. */
  readonly protection: number | undefined;
  readonly backing: Backing;
  /** Do others see what is written? undefined when not known. */
  readonly shared: boolean | undefined;
  /** The object behind it (a file, a shared memory object) and the address at which its first byte would be. */
  readonly object?: { readonly id: string; readonly origin: number };
  /** Mapped with MAP_LAZY, or an object populated with SHMCTL_LAZY. */
  readonly lazy: boolean;
  /** Mapped with MAP_NORESERVE. */
  readonly noreserve: boolean;
  readonly lock: LockState;
  /**
   * How often it is locked; more than 1 only where locks are counted; Infinity: nobody knows how often. With a lock
   * that is not known: how often at most, and 0 if not even that is known.
   */
  readonly lockCount: number;
  readonly residency: Residency;
  /** Device memory, typed memory and the like: always there, and no lock of it is counted; whether it is locked, `lock` says. */
  readonly wired: boolean;
}

/** One piece of address space and what is mapped there. */
export interface Region {
  /** Of the region's base. */
  readonly base: Alignment;
  /**
   * Bytes between `0` and `size` that no mapping covers were unmapped. Bytes outside [0, size) belong to whoever is
   * there: not known, except in a concrete world, whose one region is unbounded and holes are holes.
   */
  readonly mappings: Mappings;
  /** Bytes; undefined when not known. Infinity in a concrete world. */
  readonly size: number | undefined;
  /** Does the region come from mmap, so that its pages are its own? False: neighbours share its first and last page. */
  readonly ownsPages: boolean;
}

/** Yes, no, or nobody knows. */
export type Tristate = boolean | "unknown";

/** All that a kernel knows of one process, as far as memory locks go. Immutable. */
export interface World {
  readonly regions: ReadonlyMap<RegionId, Region>;
  /** Will later mappings be locked? */
  readonly future: "off" | "on" | "onfault" | "unknown";
  /** QNX: no faults at all, for the whole address space. */
  readonly superlocked: Tristate;
  /** Does the process hold what the platform asks for locking? */
  readonly privileged: Tristate;
  /** RLIMIT_MEMLOCK (or what the platform has in its place), soft and hard, bytes; Infinity: none; undefined: not known. */
  readonly limit: number | undefined;
  readonly hardLimit: number | undefined;
  /** May it raise its hard limit? */
  readonly mayRaiseLimit: Tristate;
  /** Bytes that count against the limit, and bytes mapped in all; undefined when not known. */
  readonly lockedBytes: number | undefined;
  readonly mappedBytes: number | undefined;
  /** Bytes of System V shared memory locked by shmctl(), where they are counted apart. */
  readonly shmLockedBytes: number | undefined;
  /** What plock() holds: all of the process, or its text, its data or both. */
  readonly plock: "nothing" | PlockTarget | "text+data" | "unknown";
  /** Sizes of the objects behind mappings, bytes, by name. */
  readonly objects: ReadonlyMap<string, number>;
  /** How many objects without a name of their own were made so far: the number of the next. */
  readonly objectsMade: number;
  /** The heap: its start and the program break; undefined when not known. */
  readonly heap: Range | undefined;
  /**
   * `ample`: the kernel never runs short of memory, and every touch is reported, so residency is known. `unknown`: it may
   * run short at any call, and only touches of lazy memory are reported.
   */
  readonly memory: "ample" | "unknown";
  /** Where the processor is: in a thread, in its signal handler, or in an interrupt handler. */
  readonly context: "thread" | "signal-handler" | "isr";
  readonly interrupts: "enabled" | "disabled" | "unknown";
}

/** What plock() can lock: PROCLOCK, TXTLOCK, DATLOCK. */
export type PlockTarget = "process" | "text" | "data";

interface OnRange<Address> {
  readonly address: Address;
  readonly length: Length;
}

/** What an address space is told to do. Numeric flags are the platform's own bits. Lengths are bytes. */
export type MemoryCall<Address> =
  | {
      readonly name: "mmap";
      /** The region that the new mapping becomes (region domain), or undefined with `address`. */
      readonly region?: RegionId;
      /** Where it goes: MAP_FIXED, or the concrete address that the kernel takes. */
      readonly address?: Address;
      readonly length: Length;
      readonly protection: number | undefined;
      readonly flags: number | undefined;
      /** What is behind the descriptor, where it matters. */
      readonly object?:
        | "anonymous"
        | "file"
        | "typed"
        | "shm-populated"
        | "shm-lazy"
        | "device"
        | "secret"
        | "unknown";
      /** The object of `world.objects` that is mapped, from `offset` (bytes). */
      readonly file?: { readonly id: string; readonly offset: number };
    }
  | ({ readonly name: "munmap" } & OnRange<Address>)
  | ({ readonly name: "mprotect"; readonly protection: number | undefined } & OnRange<Address>)
  | ({
      readonly name: "mremap";
      readonly newLength: Length;
      readonly flags: number | undefined;
      /** With MREMAP_FIXED, or where the kernel moves it. */
      readonly newAddress?: Address;
    } & OnRange<Address>)
  | ({ readonly name: "madvise"; readonly advice: number | undefined } & OnRange<Address>)
  | ({ readonly name: "msync"; readonly flags: number | undefined } & OnRange<Address>)
  | { readonly name: "brk" /** Bytes by which the break moves. */; readonly increment: number | undefined }
  /** A load or store of `length` bytes. */
  | ({ readonly name: "touch"; readonly write: boolean } & OnRange<Address>)
  /** The file behind mappings gets another size, bytes. */
  | { readonly name: "ftruncate"; readonly id: string; readonly size: number | undefined }
  | { readonly name: "shm_ctl"; readonly flags: number | undefined; readonly length: Length };

/** What a process does to its locks. Flags and commands are the platform's own numbers, lengths are bytes. */
export type LockCall<Address> =
  | ({ readonly name: "mlock" | "munlock" } & OnRange<Address>)
  | ({ readonly name: "mlock2"; readonly flags: number | undefined } & OnRange<Address>)
  | { readonly name: "mlockall"; readonly flags: number | undefined }
  | { readonly name: "munlockall" }
  | { readonly name: "plock"; readonly operation: PlockTarget | "unlock" | undefined }
  /** SHM_LOCK and SHM_UNLOCK of a segment of `length` bytes. */
  | { readonly name: "shmctl"; readonly operation: "lock" | "unlock" | undefined; readonly length: Length }
  | ({
      readonly name: "memcntl";
      readonly command: number | undefined;
      readonly argument: number | undefined;
      readonly attributes: number | undefined;
    } & OnRange<Address>);

/** What a process does to itself: limits, privileges, threads, children, interrupts. */
export type ProcessCall =
  | {
      readonly name: "setrlimit";
      /** Soft and hard limit on locked memory, bytes; -1: none. */
      readonly soft: number | undefined;
      readonly hard: number | undefined;
    }
  /** Acquire, give up or (undefined) do something unknown to the lock privilege. */
  | { readonly name: "procmgr_ability" | "priv_set"; readonly grants: boolean | undefined }
  /** Giving up root, or the capability. */
  | { readonly name: "setuid" | "capset" }
  /** A thread with a stack of `stack` bytes (region domain: at `region`; concrete: at `address`). */
  | { readonly name: "pthread_create"; readonly stack: number | undefined; readonly address?: number }
  /** The stack grows by so many bytes, because somebody touched what lies below it. */
  | { readonly name: "growStack"; readonly increment: number | undefined }
  | { readonly name: "fork" | "vfork" | "exec" | "exit" }
  | { readonly name: "ThreadCtl"; readonly command: number | undefined }
  | { readonly name: "InterruptAttach"; readonly hasHandler: boolean | undefined }
  | { readonly name: "InterruptDisable" | "InterruptEnable" | "InterruptLock" | "InterruptUnlock" };

/** All that the simulator can be asked about. */
export type Call<Address> = MemoryCall<Address> | LockCall<Address> | ProcessCall;

/** Their names. */
export type CallName = Call<never>["name"];

/** One thing the kernel may do. */
export interface Outcome {
  /** 0, -1, a pid class or a mapping, by call; "fault" for a touch that cannot be served. */
  readonly result: "success" | "failure" | "fault";
  /** Which process this outcome is (fork only). */
  readonly process?: "parent" | "child";
  /** errno values this outcome may set; empty on success; the page may be silent: then "unnamed" is set. */
  readonly errno: readonly Errno[];
  /** The signal of a fault. */
  readonly signal?: Signal;
  /** True where it fails but no page names the errno. */
  readonly unnamed?: boolean;
  readonly world: World;
  /** Names of the facts it rests on. */
  readonly because: readonly FactName[];
}

/** What was seen that breaks a requirement, where it can be broken in several ways. */
export type Defect =
  // Of a range: where it begins, where it reaches, what is in it.
  | ("null" | "invalid" | "before-start" | "beyond-end" | "hole" | "protection" | "secret" | "special")
  // Of flags; of those that may be several numbers, each is refused, and not all for the same.
  | ("zero-flags" | "unknown-flags" | "alone" | "each-way")
  // Of a call: what there is in its place.
  | ("absent" | "fails")
  // Of a place: an interrupt handler, or interrupts that are disabled.
  | ("isr" | "disabled");

/** A requirement broken, whatever the outcome. `certain`: by known values; `possible`: a known value may break it. */
export interface Violation {
  readonly fact: FactName;
  readonly certainty: "certain" | "possible";
  readonly detail?: Defect;
  /** Of flags that may be several numbers, the one that breaks it. */
  readonly flags?: number;
  /** The bytes concerned, where they are known. */
  readonly extent?: Extent;
}

/** All that may happen at one call. Never empty of outcomes. */
export interface Step {
  readonly outcomes: readonly Outcome[];
  readonly violations: readonly Violation[];
}
