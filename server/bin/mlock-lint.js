#!/usr/bin/env node
/** Starts the built command line, or says how to build it. */
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const built = join(__dirname, "..", "dist", "mlock-lint.js");
if (existsSync(built)) {
  require(built);
} else {
  process.stderr.write("mlock-lint: not built yet; run `npm run build` in the project's folder\n");
  process.exitCode = 2;
}
