/** Stands in for VS Code's compiled watchdog, which ends an extension host whose parent has died. */
exports.start = (parent) => {
  const alive = setInterval(() => {
    try {
      process.kill(parent, 0);
    } catch {
      process.exit(87);
    }
  }, 1000);
  alive.unref();
};
exports.exit = (status) => process.exit(status);
