/** The screen, where the host lets scenes see it: pictures for people, keys and a pointer. */
const driver = process.env.MLOCK_LINT_DRIVER;

/** Pictures and the pointer exist in our own host only: a downloaded VS Code has its own window. */
export const hasScreen = driver !== undefined;

/** Into the folder of pictures, for somebody to look at. */
export async function picture(name: string): Promise<void> {
  await ask("picture", { name });
}

export async function ask(what: string, details: Readonly<Record<string, string>>): Promise<unknown> {
  if (!driver) return undefined;
  const response = await fetch(`${driver}/${what}?${new URLSearchParams(details)}`, { method: "POST" });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}
