/** A file's expansions as units, each read once in a check: platforms that see the same share what they can of it. */
import type { Unit } from "../c/ir";
import type { Expanded } from "../c/source";
import type { ReadSyntax } from "../c/syntax/syntax";
import type { Outlined } from "../c/unit";
import type { Assumptions } from "../interp/context";
import type { Slices } from "../text/slices";
import { Locator } from "./locate";
import { slice } from "./slice";

/** Reads expansions as C, with one layout of types and what one set of system headers declares. */
export interface FrontEnd {
  readonly read: (expanded: Expanded, syntaxOf?: ReadSyntax) => Slices<Outlined>;
}

/** One expansion of the file, with what it became; after it, what other files define for it. */
export interface View {
  readonly expanded: Expanded;
  readonly unit: Unit;
  readonly locator: Locator;
  /** Where other files' text begins. */
  readonly ownEnd: number;
}

export class Views {
  /** By front end and text. */
  readonly #byFrontEnd = new Map<FrontEnd, Map<string, View>>();

  /** `wrappers`: functions of other files that wrap tracked calls. `syntaxOf`: where several front ends are to read a text. */
  constructor(
    private readonly wrappers: ReadonlySet<string>,
    private readonly assumed: Assumptions,
    private readonly syntaxOf: ReadSyntax | undefined,
  ) {}

  *viewOf(expanded: Expanded, frontEnd: FrontEnd): Slices<View> {
    const views = this.#byFrontEnd.get(frontEnd) ?? new Map<string, View>();
    this.#byFrontEnd.set(frontEnd, views);
    let view = views.get(expanded.text);
    if (!view) {
      const { outline, unitWith } = yield* frontEnd.read(expanded, this.syntaxOf);
      const handlers = outline.map(({ name }) => name).filter(this.assumed.isHandler);
      const unit = yield* unitWith(slice(outline, new Set([...this.wrappers, ...handlers])));
      view = { expanded, unit, locator: new Locator(expanded), ownEnd: expanded.text.length };
      views.set(expanded.text, view);
    }
    return view;
  }

  /** Does a wrapper's name stand anywhere in the text, if only where it is declared? */
  namesWrapper({ text }: Expanded): boolean {
    const { wrappers } = this;
    return wrappers.size > 0 && (text.match(/[A-Za-z_]\w*/g) ?? []).some((name) => wrappers.has(name));
  }

  /** Does a function of it mention a wrapper? */
  mentionsWrapper({ unit }: View): boolean {
    const { wrappers } = this;
    return (
      wrappers.size > 0 &&
      unit.outline.some(({ mentions }) => [...wrappers].some((name) => mentions.has(name)))
    );
  }
}
