/** What a platform's compiler says of itself: the macros that it predefines, and its answers to __has_attribute and its kin. */
import type { Platform } from "../platforms/profile";

/** What of a platform its compiler and headers follow. */
export type Target = Pick<Platform, "id" | "family" | "dataModel" | "predefines">;
type Compiler = "gcc" | "clang";

const usesClang: ReadonlySet<string> = new Set(["android", "freebsd", "openbsd", "macos"]);
const compilerOf = ({ id }: Target): Compiler => (usesClang.has(id) ? "clang" : "gcc");

/** Name -> replacement, as `PreprocessInput.predefines` wants them; the platform's own names are not among them. */
export function compilerMacros(target: Target): Readonly<Record<string, string>> {
  return {
    ...language,
    ...versions[compilerOf(target)],
    ...layoutMacros(target.dataModel === "LP64" ? 8 : 4),
    ...typeMacros(target),
  };
}

/** Answers by question: `__has_attribute(aligned)`. What is not listed is unknown. */
export const compilerAnswers = (target: Target): Readonly<Record<string, number>> =>
  answers[compilerOf(target)];

const language = {
  __STDC__: "1",
  __STDC_HOSTED__: "1",
  __STDC_VERSION__: "201710L",
  __STDC_UTF_16__: "1",
  __STDC_UTF_32__: "1",
};

const versions: Readonly<Record<Compiler, Readonly<Record<string, string>>>> = {
  gcc: {
    __GNUC__: "12",
    __GNUC_MINOR__: "2",
    __GNUC_PATCHLEVEL__: "0",
    __VERSION__: '"12.2.0"',
    __GNUC_STDC_INLINE__: "1",
  },
  // clang says that it is GCC 4.2.1.
  clang: {
    __GNUC__: "4",
    __GNUC_MINOR__: "2",
    __GNUC_PATCHLEVEL__: "1",
    __VERSION__: '"Clang 17.0.0"',
    __GNUC_STDC_INLINE__: "1",
    __clang__: "1",
    __clang_major__: "17",
    __clang_minor__: "0",
    __clang_patchlevel__: "0",
    __llvm__: "1",
  },
};

/** Sizes, limits and type names for a long and a pointer of so many bytes. */
function layoutMacros(word: 4 | 8): Record<string, string> {
  const longest = word === 8 ? "0x7fffffffffffffffL" : "0x7fffffffL";
  const wordType = word === 8 ? "long int" : "int";
  const suffix = word === 8 ? "L" : "LL";
  return {
    __CHAR_BIT__: "8",
    __ORDER_LITTLE_ENDIAN__: "1234",
    __ORDER_BIG_ENDIAN__: "4321",
    __ORDER_PDP_ENDIAN__: "3412",
    __BYTE_ORDER__: "__ORDER_LITTLE_ENDIAN__",
    __SIZEOF_SHORT__: "2",
    __SIZEOF_INT__: "4",
    __SIZEOF_LONG__: String(word),
    __SIZEOF_LONG_LONG__: "8",
    __SIZEOF_POINTER__: String(word),
    __SIZEOF_SIZE_T__: String(word),
    __SIZEOF_PTRDIFF_T__: String(word),
    __SIZEOF_FLOAT__: "4",
    __SIZEOF_DOUBLE__: "8",
    __SIZEOF_WCHAR_T__: "4",
    ...(word === 8 ? { __SIZEOF_INT128__: "16" } : {}),
    __SCHAR_MAX__: "0x7f",
    __SHRT_MAX__: "0x7fff",
    __INT_MAX__: "0x7fffffff",
    __LONG_MAX__: longest,
    __LONG_LONG_MAX__: "0x7fffffffffffffffLL",
    __SIZE_MAX__: word === 8 ? "0xffffffffffffffffUL" : "0xffffffffU",
    __INTMAX_MAX__: `0x7fffffffffffffff${suffix}`,
    __UINTMAX_MAX__: `0xffffffffffffffffU${suffix}`,
    __SIZE_TYPE__: word === 8 ? "long unsigned int" : "unsigned int",
    __PTRDIFF_TYPE__: wordType,
    __INTPTR_TYPE__: wordType,
    __UINTPTR_TYPE__: wordType === "int" ? "unsigned int" : "long unsigned int",
    __INT8_TYPE__: "signed char",
    __INT16_TYPE__: "short int",
    __INT32_TYPE__: "int",
    __UINT8_TYPE__: "unsigned char",
    __UINT16_TYPE__: "short unsigned int",
    __UINT32_TYPE__: "unsigned int",
    __ATOMIC_RELAXED: "0",
    __ATOMIC_CONSUME: "1",
    __ATOMIC_ACQUIRE: "2",
    __ATOMIC_RELEASE: "3",
    __ATOMIC_ACQ_REL: "4",
    __ATOMIC_SEQ_CST: "5",
  };
}

/** Which of the types of equal size a platform chose; nothing of one whose choice no source tells. */
function typeMacros({ id, family, dataModel, predefines }: Target): Record<string, string> {
  const longest = "long long int";
  const wide = dataModel === "LP64" ? "long int" : longest;
  const int64 = id === "macos" || id === "openbsd" ? longest : wide;
  const intmax = id === "openbsd" ? longest : wide;
  const isArm = Object.hasOwn(predefines, "__aarch64__") || Object.hasOwn(predefines, "__arm__");
  const isApple = id === "macos";
  const wideCharacter = family === "qnx" || (isArm && !isApple) ? "unsigned int" : "int";
  const ofWint = wideInteger[family];
  return {
    __INT64_TYPE__: int64,
    __UINT64_TYPE__: unsigned(int64),
    __INTMAX_TYPE__: intmax,
    __UINTMAX_TYPE__: unsigned(intmax),
    ...(id === "posix" ? {} : { __WCHAR_TYPE__: wideCharacter }),
    ...(ofWint === undefined ? {} : { __WINT_TYPE__: ofWint }),
    ...(isArm && !isApple ? { __CHAR_UNSIGNED__: "1" } : {}),
  };
}

const unsigned = (type: string) => type.replace("int", "unsigned int");

const wideInteger: Readonly<Record<string, string>> = {
  linux: "unsigned int",
  sunos: "int",
  freebsd: "int",
  netbsd: "int",
  openbsd: "int",
  macos: "int",
};

const words = (text: string) => text.trim().split(/\s+/);

const attributes = {
  both: words(`
    alias aligned alloc_align alloc_size always_inline artificial assume_aligned cleanup cold const constructor
    deprecated destructor error fallthrough flatten format format_arg gnu_inline hot ifunc leaf malloc may_alias mode
    ms_abi no_instrument_function no_sanitize no_sanitize_address no_sanitize_thread no_stack_protector noinline
    nonnull noreturn nothrow objc_root_class packed patchable_function_entry pure returns_nonnull returns_twice section sentinel
    sysv_abi target tls_model transparent_union uninitialized unused used vector_size visibility warn_unused_result warning weak
    weakref`),
  gcc: words(`access copy externally_visible no_icf noclone noipa noplt nonstring optimize symver`),
  clang: words(`
    availability blocks diagnose_if disable_tail_calls enable_if ext_vector_type internal_linkage not_tail_called
    optnone overloadable pass_object_size swiftcall`),
};

const arithmetic = ["add", "sub", "mul"].flatMap((name) => [
  name,
  ...["s", "u"].flatMap((sign) => ["", "l", "ll"].map((size) => `${sign}${name}${size}`)),
]);
const bits = ["clz", "ctz", "ffs", "popcount", "parity", "clrsb"].flatMap((name) => [
  name,
  `${name}l`,
  `${name}ll`,
]);
const atomics = words(`
  __sync_fetch_and_add __sync_fetch_and_sub __sync_fetch_and_or __sync_fetch_and_and __sync_add_and_fetch
  __sync_sub_and_fetch __sync_bool_compare_and_swap __sync_val_compare_and_swap __sync_synchronize
  __sync_lock_test_and_set __sync_lock_release __atomic_load_n __atomic_store_n __atomic_exchange_n __atomic_load
  __atomic_store __atomic_exchange __atomic_compare_exchange_n __atomic_compare_exchange __atomic_fetch_add
  __atomic_fetch_sub __atomic_fetch_or __atomic_fetch_and __atomic_add_fetch __atomic_sub_fetch __atomic_test_and_set
  __atomic_clear __atomic_thread_fence __atomic_signal_fence __atomic_always_lock_free __atomic_is_lock_free`);

const builtins = {
  both: [
    ...arithmetic.map((name) => `__builtin_${name}_overflow`),
    ...words(`
      ${bits.join(" ")} abort abs alloca assume_aligned bswap16 bswap32 bswap64 choose_expr constant_p cpu_init
      cpu_supports expect expect_with_probability extract_return_addr frame_address huge_val inf isfinite isinf isnan
      memcmp memcpy memmove memset nan object_size offsetof prefetch return_address shufflevector strcmp strcpy strlen
      trap types_compatible_p unreachable va_copy va_end va_start`).map((name) => `__builtin_${name}`),
    ...atomics,
  ],
  gcc: words(`apply apply_args has_attribute va_arg_pack`).map((name) => `__builtin_${name}`),
  clang: words(`
    addressof assume available bitreverse8 bitreverse16 bitreverse32 bitreverse64 debugtrap dump_struct
    nontemporal_load nontemporal_store readcyclecounter rotateleft32 rotateleft64 rotateright32
    rotateright64`).map((name) => `__builtin_${name}`),
};

function answersOf(compiler: Compiler): Record<string, number> {
  const other = compiler === "gcc" ? "clang" : "gcc";
  const result: Record<string, number> = {};
  for (const [question, known] of [
    ["__has_attribute", attributes],
    ["__has_builtin", builtins],
  ] as const) {
    for (const name of [...known.both, ...known[compiler]]) result[`${question}(${name})`] = 1;
    for (const name of known[other]) result[`${question}(${name})`] = 0;
  }
  return result;
}

const answers: Readonly<Record<Compiler, Readonly<Record<string, number>>>> = {
  gcc: answersOf("gcc"),
  clang: answersOf("clang"),
};
