/** The order of texts. */

/** By UTF-16 units. Not localeCompare: the order must be the same on every machine. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
