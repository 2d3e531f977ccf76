import { YibaoError } from "../../kernel/index.ts";

/** What a narrative needs and nobody has given: never made up, told all at once. */
export class Wants {
  readonly #reasons = new Set<string>();
  readonly #paragraphs = new Set<string>();
  #figures: string[] = [];

  reason(address: string): void {
    this.#reasons.add(address);
  }

  paragraphs(section: string): void {
    this.#paragraphs.add(section);
  }

  figure(address: string): void {
    this.#figures.push(address);
  }

  /** A part that vanishes needs no figures. */
  get mark(): number {
    return this.#figures.length;
  }

  forgetSince(mark: number): void {
    this.#figures = this.#figures.slice(0, mark);
  }

  /**
   * @throws YibaoError PUBLICATION-PARAGRAPH-MISSING | PUBLICATION-FIGURE-MISSING |
   *   PUBLICATION-REASON-MISSING, each with all places
   */
  check(): void {
    refuse("PUBLICATION-PARAGRAPH-MISSING", "sections", [...this.#paragraphs]);
    refuse("PUBLICATION-FIGURE-MISSING", "addresses", [...new Set(this.#figures)]);
    refuse("PUBLICATION-REASON-MISSING", "addresses", [...this.#reasons]);
  }
}

type Want =
  | "PUBLICATION-PARAGRAPH-MISSING"
  | "PUBLICATION-FIGURE-MISSING"
  | "PUBLICATION-REASON-MISSING";

function refuse(code: Want, key: string, places: readonly string[]): void {
  if (places.length === 0) return;
  throw new YibaoError(code, { count: places.length, [key]: places.join("、") });
}
