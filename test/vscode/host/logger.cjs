/** Stands in for the compiled logger of VS Code: the oldest version's extension host hangs without one. */
const { appendFileSync, mkdirSync } = require("node:fs");
const { dirname } = require("node:path");

class Logger {
  constructor(_kind, _name, path) {
    this.path = path;
    mkdirSync(dirname(path), { recursive: true });
  }
  clearFormatters() {}
  drop() {}
  flush() {}
  setLevel() {}
  setPattern() {}
}
for (const level of ["trace", "debug", "info", "warn", "error", "critical"]) {
  Logger.prototype[level] = function (line) {
    appendFileSync(this.path, `${line}\n`);
  };
}

const create = async (name, path) => new Logger("", name, path);
module.exports = {
  Logger,
  createAsyncRotatingLogger: create,
  createRotatingLogger: create,
  setFlushOn() {},
  setLevel() {},
  version: 0,
};
