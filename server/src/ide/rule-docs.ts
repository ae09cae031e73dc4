/** Where the rules' pages are, for editors. */
import { configRule } from "./config/read";

const docs = "https://github.com/mlock-lint/mlock-lint/blob/main/docs";

export const ruleDocs = `${docs}/rules`;

/** What is wrong with a configuration is no rule's business. */
export const pageOf = (rule: string): string =>
  rule === configRule ? `${docs}/configuration.md` : `${ruleDocs}/${rule}.md`;
