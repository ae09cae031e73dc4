/** The statements that nothing here can show to hold, and why. */
export const unshown: Readonly<Record<string, string>> = {
  "S3-31": "a list of other pages: ours is our own",
  "S4-35": "the names of two older standards, of which the data has none",
  "S4-37": "a list of other pages: ours is our own",
};
