/** The settings of each document: what the client sent at the start, what it answers, what it changed. */
import type { Connection } from "vscode-languageserver";
import type { Client } from "./client";
import { readSettings, type Settings, section } from "./settings";

export class Configuration {
  readonly #answers = new Map<string, Promise<Settings>>();
  readonly #said = new Set<string>();
  #sent: Readonly<Record<string, unknown>>;

  constructor(
    private readonly connection: Connection,
    private readonly client: Client,
    private readonly platforms: readonly string[],
    initializationOptions: unknown,
  ) {
    this.#sent = unwrap(initializationOptions);
  }

  /** Asked once a document, until something changes. */
  for(uri: string): Promise<Settings> {
    const known = this.#answers.get(uri);
    if (known) return known;
    const answer = this.#ask(uri).then((own) => this.#read({ ...this.#sent, ...own }));
    this.#answers.set(uri, answer);
    return answer;
  }

  /** A client that answers `workspace/configuration` sends nothing useful here; an older one sends the values. */
  changed(settings: unknown): void {
    this.#sent = { ...this.#sent, ...unwrap(settings) };
    this.#answers.clear();
  }

  forget(uri: string): void {
    this.#answers.delete(uri);
  }

  async #ask(uri: string): Promise<Readonly<Record<string, unknown>>> {
    if (!this.client.configuration) return {};
    try {
      const answer = unwrap(await this.connection.workspace.getConfiguration({ scopeUri: uri, section }));
      return Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== null));
    } catch (error) {
      this.#warn(`the client did not tell its settings: ${String(error)}`);
      return {};
    }
  }

  #read(values: unknown): Settings {
    const { settings, problems } = readSettings(values, this.platforms);
    for (const problem of problems) this.#warn(problem);
    return settings;
  }

  #warn(problem: string): void {
    if (this.#said.has(problem)) return;
    this.#said.add(problem);
    this.connection.console.warn(problem);
  }
}

/** `{platforms: …}` or `{mlockLint: {platforms: …}}`: editors differ. */
function unwrap(sent: unknown): Readonly<Record<string, unknown>> {
  if (typeof sent !== "object" || sent === null || Array.isArray(sent)) return {};
  const values = sent as Readonly<Record<string, unknown>>;
  return section in values ? unwrap(values[section]) : values;
}
