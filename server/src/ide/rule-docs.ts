/** Where the rules' pages are, for editors. */
export const ruleDocs = "https://github.com/mlock-lint/mlock-lint/blob/main/docs/rules";
