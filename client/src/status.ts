/** The language status of C files: platforms and who names them, the configuration in force, and the server. */
import {
  type Disposable,
  type DocumentSelector,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  languages,
  Uri,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient, State, StaticFeature } from "vscode-languageclient";
import type { Status } from "../../server/src/lsp/handlers/status";

/** As the client numbers them; its own code is loaded later than this. */
const states: {
  readonly stopped: State.Stopped;
  readonly running: State.Running;
  readonly starting: State.Starting;
  readonly startFailed: State.StartFailed;
} = { stopped: 1, running: 2, starting: 3, startFailed: 4 };

/** What the server tells and offers only to who asks for it. */
export const ownCapabilities: StaticFeature = {
  fillClientCapabilities(capabilities) {
    const mlockLint = { status: true, explainCommand: "mlockLint.explainRule" };
    capabilities.experimental = { ...capabilities.experimental, mlockLint };
  },
  initialize() {},
  getState: () => ({ kind: "static" }),
  clear() {},
};

export class StatusItems implements Disposable {
  readonly #platforms: LanguageStatusItem;
  readonly #configuration: LanguageStatusItem;
  readonly #server: LanguageStatusItem;
  readonly #known = new Map<string, Status>();
  readonly #subscriptions: Disposable[];
  #client: BaseLanguageClient | undefined;

  constructor(selector: DocumentSelector) {
    const itemFor = (what: string, name: string) => {
      const item = languages.createLanguageStatusItem(`mlockLint.${what}`, selector);
      item.name = `mlock-lint: ${name}`;
      return item;
    };
    this.#platforms = itemFor("platforms", "platforms");
    this.#platforms.command = { command: "mlockLint.selectPlatforms", title: "Select" };
    this.#configuration = itemFor("configuration", "configuration");
    this.#configuration.command = { command: "mlockLint.showConfiguration", title: "Show" };
    this.#server = itemFor("server", "server");
    this.#subscriptions = [
      this.#platforms,
      this.#configuration,
      this.#server,
      window.onDidChangeActiveTextEditor(() => this.#update()),
      workspace.onDidCloseTextDocument(({ uri }) => this.#known.delete(uri.toString())),
    ];
    this.#update();
  }

  /** From now on this client's server is the one that is shown. */
  follow(client: BaseLanguageClient): void {
    this.#client = client;
    this.#subscriptions.push(
      client.onDidChangeState(({ newState }) => {
        if (newState !== states.running) this.#known.clear();
        this.#update();
      }),
      client.onNotification("mlock-lint/status", (status: Status) => {
        this.#learn(client.protocol2CodeConverter.asUri(status.uri).toString(), status);
      }),
    );
  }

  /** What the server said last of the document that is edited now. */
  get active(): Status | undefined {
    const uri = window.activeTextEditor?.document.uri;
    return uri && this.#known.get(uri.toString());
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** While a document is checked again, what was said of it before stands. */
  #learn(uri: string, status: Status): void {
    const before = this.#known.get(uri);
    const isAgain = status.state === "checking" && before !== undefined;
    this.#known.set(uri, isAgain ? { ...before, state: "checking" } : status);
    this.#update();
  }

  #update(): void {
    const status = this.active;
    showPlatforms(this.#platforms, status);
    const [nearest] = status?.configurations ?? [];
    this.#configuration.text = saying(nearest === undefined ? "no configuration" : shortName(nearest));
    this.#configuration.detail = nearest === undefined ? "only settings apply" : "in force";
    showServer(this.#server, this.#client, status);
  }
}

function showPlatforms(item: LanguageStatusItem, status: Status | undefined): void {
  const { state = "checking", targets = [], platformsFrom = "" } = status ?? {};
  item.busy = status?.state === "checking";
  item.text = saying(targets.length > 0 ? targets.map(({ id }) => id).join(", ") : idle[state]);
  item.detail = targets.length === 0 ? "" : originOf(platformsFrom, targets);
}

/** Where no platform is judged, and why. */
const idle: Readonly<Record<Status["state"], string>> = {
  checking: "not checked yet",
  checked: "nothing to judge",
  silent: "locks no memory",
  off: "switched off",
  "not ours": "not checked: too large",
  failed: "not checked: see the output",
};

function originOf(platformsFrom: string, targets: Status["targets"]): string {
  if (platformsFrom === "settings") return "named by the settings";
  if (platformsFrom !== "the file") return `named by ${shortName(platformsFrom)}`;
  return [...new Set(targets.map(({ evidence }) => evidence))].join("; ");
}

function showServer(
  item: LanguageStatusItem,
  client: BaseLanguageClient | undefined,
  status: Status | undefined,
): void {
  const state = client?.state ?? states.starting;
  const runs = state === states.running;
  const gaps = runs ? (status?.gaps ?? []) : [];
  const isGone = state === states.stopped || state === states.startFailed;
  item.busy = state === states.starting;
  item.severity = isGone
    ? LanguageStatusSeverity.Error
    : gaps.length > 0
      ? LanguageStatusSeverity.Warning
      : LanguageStatusSeverity.Information;
  const parser = client?.initializeResult?.capabilities.experimental?.mlockLint?.parser;
  item.text = saying(isGone ? "the server has stopped" : runs ? `${parser} parser` : "the server starts");
  item.detail = gaps.join("; ");
  item.command = isGone
    ? { command: "mlockLint.restart", title: "Restart" }
    : { command: "mlockLint.showOutput", title: "Output" };
}

/** Beside other extensions' items, whose this one is does not show. */
const saying = (words: string): string => `mlock-lint: ${words}`;

const shortName = (path: string): string => workspace.asRelativePath(Uri.file(path));
