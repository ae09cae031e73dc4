/** The screen, where the host lets scenes at it: pictures for people, keys, a pointer, and what can be read. */
import { setTimeout as pause } from "node:timers/promises";

const driver = process.env.MLOCK_LINT_DRIVER;

/** Only in our own host: a downloaded VS Code shows itself in a window. */
export const hasScreen = driver !== undefined;

/** Into the folder of pictures, for somebody to look at. */
export async function picture(name: string): Promise<void> {
  // What was asked for last has to be drawn.
  if (hasScreen) await pause(300);
  await ask("picture", { name });
}

/** One key or several at once: `Enter`, `Control+A`. */
export async function press(keys: string): Promise<void> {
  await ask("press", { keys });
}

export async function write(words: string): Promise<void> {
  await ask("write", { words });
}

/** On the first element of a CSS selector. */
export async function click(element: string): Promise<void> {
  await ask("click", { at: element });
}

/** What the elements of a CSS selector say, once there is one; undefined where nobody can see it. */
export async function text(element: string): Promise<readonly string[] | undefined> {
  return (await ask("text", { at: element })) as readonly string[] | undefined;
}

async function ask(what: string, details: Readonly<Record<string, string>>): Promise<unknown> {
  if (!driver) return undefined;
  const response = await fetch(`${driver}/${what}?${new URLSearchParams(details)}`, { method: "POST" });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}
