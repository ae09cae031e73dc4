/** Time as the processor counts it: what else the machine does meanwhile does not matter. */

/** Milliseconds that this process has computed so far. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
