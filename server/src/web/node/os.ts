/** Stands in a browser for what we use of `node:os`: nobody is at home there. */
export const homedir = (): string => "";
