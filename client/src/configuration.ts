/** "Show Effective Configuration": a read-only page that the server writes for the document edited now. */
import { type Disposable, EventEmitter, languages, Uri, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { askServer } from "./server";

const scheme = "mlock-lint";
const page = Uri.from({ scheme, path: "/effective configuration.jsonc" });

export class EffectiveConfiguration implements Disposable {
  readonly #changed = new EventEmitter<Uri>();
  readonly #provider = workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: this.#changed.event,
    provideTextDocumentContent: () => this.#text,
  });
  #text = "";

  constructor(private readonly client: Promise<BaseLanguageClient>) {}

  async show(): Promise<void> {
    const text = await askServer<string>(this.client, "effectiveConfiguration", activeUris());
    if (text === undefined) return;
    this.#text = text;
    this.#changed.fire(page);
    const document = await workspace.openTextDocument(page);
    await languages.setTextDocumentLanguage(document, "jsonc");
    await window.showTextDocument(document, { preview: true });
  }

  dispose(): void {
    this.#provider.dispose();
    this.#changed.dispose();
  }
}

/** The document that is edited now, as the server knows it; none where it is no C. */
export function activeUris(): readonly string[] {
  const document = window.activeTextEditor?.document;
  const isC = document?.languageId === "c" || document?.languageId === "cpp";
  return document && isC ? [document.uri.toString()] : [];
}
