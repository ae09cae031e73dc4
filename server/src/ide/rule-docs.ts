/** Where the rules' pages are, for editors. */
import { configRule, configSyntaxRule } from "./config/read";

const docs = "https://github.com/mlock-lint/mlock-lint/blob/main/docs";

export const ruleDocs = `${docs}/rules`;

/** What is wrong with a configuration is no rule's business. */
export const pageOf = (rule: string): string =>
  [configRule, configSyntaxRule].includes(rule) ? `${docs}/configuration.md` : `${ruleDocs}/${rule}.md`;
