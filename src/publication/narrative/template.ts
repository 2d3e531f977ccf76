import { YibaoError } from "../../kernel/index.ts";

/**
 * The templates of a profile's sentences. `{name argument …|body|body}` is a slot, `[ … ]` a part
 * that vanishes when a slot in it has no value, `¶` the beginning of a new paragraph.
 */
export type TemplatePart =
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "optional"; readonly parts: Template }
  | SlotPart;

export interface SlotPart {
  readonly kind: "slot";
  readonly name: string;
  readonly arguments: readonly string[];
  readonly bodies: readonly Template[];
}

export type Template = readonly TemplatePart[];

const KNOWN = new Map<string, Template>();

/** @throws YibaoError PUBLICATION-TEMPLATE where brackets do not close */
export function parseTemplate(text: string): Template {
  const known = KNOWN.get(text);
  if (known !== undefined) return known;
  const reader = new Reader(text);
  const parts = reader.parts("");
  if (!reader.isAtEnd) throw broken(text);
  KNOWN.set(text, parts);
  return parts;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** Up to one of the marks that end it, which is left standing. */
  parts(ends: string): Template {
    const parts: TemplatePart[] = [];
    while (!this.isAtEnd && !ends.includes(this.#text[this.#at] as string)) parts.push(this.part());
    return parts;
  }

  part(): TemplatePart {
    const mark = this.#text[this.#at] as string;
    if (mark === "{") return this.slot();
    if (mark === "[") return this.optional();
    if ("]}|".includes(mark)) throw broken(this.#text);
    const from = this.#at;
    while (!this.isAtEnd && !"{}[]|".includes(this.#text[this.#at] as string)) this.#at += 1;
    return { kind: "words", text: this.#text.slice(from, this.#at) };
  }

  optional(): TemplatePart {
    this.#at += 1;
    const parts = this.parts("]");
    this.#close("]");
    return { kind: "optional", parts };
  }

  slot(): SlotPart {
    this.#at += 1;
    const from = this.#at;
    while (!this.isAtEnd && !"|}".includes(this.#text[this.#at] as string)) this.#at += 1;
    const [name = "", ...rest] = this.#text.slice(from, this.#at).trim().split(/\s+/);
    const bodies: Template[] = [];
    while (this.#text[this.#at] === "|") {
      this.#at += 1;
      bodies.push(this.parts("|}"));
    }
    this.#close("}");
    return { kind: "slot", name, arguments: rest, bodies };
  }

  #close(mark: string): void {
    if (this.#text[this.#at] !== mark) throw broken(this.#text);
    this.#at += 1;
  }
}

function broken(text: string): YibaoError {
  return new YibaoError("PUBLICATION-TEMPLATE", { template: text.slice(0, 80) });
}

/** The slots of a template, those inside bodies and optional parts too. */
export function slotsOf(template: Template): readonly SlotPart[] {
  return template.flatMap((part) => {
    if (part.kind === "words") return [];
    if (part.kind === "optional") return slotsOf(part.parts);
    return [part, ...part.bodies.flatMap(slotsOf)];
  });
}
