/** Text of which only code is left: for who looks for words, brackets and semicolons in it. */

/** Comments, directives and what stands in quotes are blanked, so that offsets stay. */
export const masked = (text: string): string =>
  text.replace(
    /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\/\*[\s\S]*?\*\/|\/\/[^\n]*|^[ \t]*#(?:\\\r?\n|[^\n])*/gm,
    (piece) =>
      /^["']/.test(piece)
        ? piece[0] + "_".repeat(Math.max(piece.length - 2, 0)) + piece[0]
        : piece.replace(/[^\n]/g, " "),
  );
