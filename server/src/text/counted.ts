/** Numbers of things in words. */

/** "1 file", "3 files"; `many` where the plural does not end in s: "2 info". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
