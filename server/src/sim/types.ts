/**
 * The words of the simulator: addresses, worlds, calls and outcomes. It knows profiles only as arguments and
 * nothing of C. All 64-bit quantities are numbers in canonical signed form: SIZE_MAX is -1, and an address in
 * the upper half of the address space is negative. `undefined` always means "not known".
 */
import type { Errno, FactName } from "../platforms/profile";

/** Names a piece of address space whose neighbours are not known. Concrete worlds have exactly one. */
export type RegionId = string;

/** Absolute address = modulus * k + remainder, for some k. modulus 1: nothing known; modulus 0: exactly the remainder. */
export interface Alignment {
  readonly modulus: number;
  readonly remainder: number;
}

/** Bytes of one region, half-open, relative to the region's base (absolute in a concrete world). */
export interface Extent {
  readonly region: RegionId;
  readonly start: number;
  readonly end: number;
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
  extent(address: Address, length: number | undefined, page: number): Extent | undefined;
}

export type LockState = "unlocked" | "locked" | "onfault" | "unknown";
/** Has every page been touched since it was mapped? Lazy memory has no page before that. */
export type ReferenceState = "referenced" | "unreferenced" | "unknown";

/** A run of bytes of one region with the same attributes. Page-granular where the region's base is page-aligned. */
export interface Mapping {
  readonly start: number;
  readonly end: number;
  /** PROT_* bits of the platform; undefined when not known. */
  readonly protection: number | undefined;
  /** Mapped with MAP_LAZY, or an object populated with SHMCTL_LAZY. */
  readonly lazy: boolean;
  readonly lock: LockState;
  readonly reference: ReferenceState;
  /** Device memory, typed memory and the like: always there, implicitly locked. */
  readonly wired: boolean;
}

export interface Region {
  /** Of the region's base. */
  readonly base: Alignment;
  /**
   * Sorted, disjoint. Bytes between `0` and `size` that no mapping covers were unmapped. Bytes outside [0, size) belong
   * to whoever is there: not known, except in a concrete world, whose one region is unbounded and holes are holes.
   */
  readonly mappings: readonly Mapping[];
  /** Bytes; undefined when not known. Infinity in a concrete world. */
  readonly size: number | undefined;
  /** Does the region come from mmap, so that its pages are its own? False: neighbours share its first and last page. */
  readonly ownsPages: boolean;
}

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
  /** RLIMIT_MEMLOCK soft, bytes; Infinity: none; undefined: not known. */
  readonly limit: number | undefined;
  /** Bytes locked so far in a concrete world; undefined when not known. */
  readonly lockedBytes: number | undefined;
  /** Where the processor is: a thread, or an interrupt handler. */
  readonly context: "thread" | "isr";
  readonly interrupts: "enabled" | "disabled" | "unknown";
}

/** Numeric flags are the platform's own bits; undefined when not known. Lengths are bytes. */
export type Call<Address> =
  | {
      readonly name: "mmap";
      /** The region that the new mapping becomes (region domain), or undefined with `address` (concrete). */
      readonly region?: RegionId;
      /** Where it goes: MAP_FIXED, or the concrete address the test chose. */
      readonly address?: Address;
      readonly length: number | undefined;
      readonly protection: number | undefined;
      readonly flags: number | undefined;
      /** The object behind the descriptor, where it matters. */
      readonly object?: "anonymous" | "file" | "typed" | "shm-populated" | "shm-lazy" | "device" | "unknown";
    }
  | { readonly name: "munmap"; readonly address: Address; readonly length: number | undefined }
  | {
      readonly name: "mprotect";
      readonly address: Address;
      readonly length: number | undefined;
      readonly protection: number | undefined;
    }
  | { readonly name: "mlock" | "munlock"; readonly address: Address; readonly length: number | undefined }
  | {
      readonly name: "mlock2";
      readonly address: Address;
      readonly length: number | undefined;
      readonly flags: number | undefined;
    }
  | { readonly name: "mlockall"; readonly flags: number | undefined }
  | { readonly name: "munlockall" }
  | { readonly name: "shm_ctl"; readonly flags: number | undefined; readonly length: number | undefined }
  | {
      readonly name: "setrlimit";
      /** Soft and hard limit on locked memory, bytes. */
      readonly soft: number | undefined;
      readonly hard: number | undefined;
    }
  /** Acquire, give up or (undefined) do something unknown to the lock privilege. */
  | { readonly name: "procmgr_ability" | "priv_set"; readonly grants: boolean | undefined }
  | { readonly name: "ThreadCtl"; readonly command: number | undefined }
  | { readonly name: "InterruptAttach"; readonly hasHandler: boolean | undefined }
  | { readonly name: "InterruptDisable" | "InterruptEnable" | "InterruptLock" | "InterruptUnlock" }
  | { readonly name: "fork" }
  | { readonly name: "exec" }
  /** A load or store of `length` bytes. */
  | {
      readonly name: "touch";
      readonly address: Address;
      readonly length: number | undefined;
      readonly write: boolean;
    };

export type CallName = Call<never>["name"];

/** One thing the kernel may do. */
export interface Outcome {
  /** 0, -1, a pid class or a mapping, by call; "fault" for a touch that cannot be served. */
  readonly result: "success" | "failure" | "fault";
  /** Which process this outcome is (fork only). */
  readonly process?: "parent" | "child";
  /** errno values this outcome may set; empty on success; the page may be silent: then "unnamed" is set. */
  readonly errno: readonly Errno[];
  /** True where it fails but no page names the errno. */
  readonly unnamed?: boolean;
  readonly world: World;
  /** Names of the facts it rests on. */
  readonly because: readonly FactName[];
}

/** A requirement broken, whatever the outcome. `certain`: by known values; `possible`: a known value may break it. */
export interface Violation {
  readonly fact: FactName;
  readonly certainty: "certain" | "possible";
  /** What was seen, for wording: "null", "hole", "beyond-end", "zero-flags", "unknown-flags", "alone"... */
  readonly detail?: string;
  /** The bytes concerned, where they are known. */
  readonly extent?: Extent;
}

/** All that may happen at one call. Never empty of outcomes. */
export interface Step {
  readonly outcomes: readonly Outcome[];
  readonly violations: readonly Violation[];
}
