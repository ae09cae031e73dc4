/** The macros of <stdint.h> that write constants of a width: their text is all that there is of them. */

const suffixes: readonly (readonly [string, string, string])[] = [
  ["8", "", ""],
  ["16", "", ""],
  ["32", "", " ## U"],
  ["64", " ## LL", " ## ULL"],
  ["MAX", " ## LL", " ## ULL"],
];

export const constantMacros: string = suffixes
  .map(
    ([width, signed, unsigned]) =>
      `#define INT${width}_C(c) c${signed}\n#define UINT${width}_C(c) c${unsigned}\n`,
  )
  .join("");
