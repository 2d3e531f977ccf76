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
  check({ section, address, place }: WantWords = PLAIN): void {
    refuse("PUBLICATION-PARAGRAPH-MISSING", "sections", [...this.#paragraphs].map(section));
    refuse("PUBLICATION-FIGURE-MISSING", "addresses", [...new Set(this.#figures)].map(address));
    const reasons = [...this.#reasons];
    const where = [...new Set(reasons.map(place))].filter((one) => one !== "");
    refuse("PUBLICATION-REASON-MISSING", "addresses", reasons.map(address), where);
  }
}

/** How what is missing is told. */
export interface WantWords {
  readonly section: (id: string) => string;
  readonly address: (address: string) => string;
  /** `general.csv:12` of the figures that a reason is wanted for; "" where they have none. */
  readonly place: (address: string) => string;
}

const PLAIN: WantWords = { section: (id) => id, address: (one) => one, place: () => "" };

/** Places named: enough to see where it is. */
const PLACES_MOST = 6;

type Want =
  | "PUBLICATION-PARAGRAPH-MISSING"
  | "PUBLICATION-FIGURE-MISSING"
  | "PUBLICATION-REASON-MISSING";

function refuse(
  code: Want,
  key: string,
  places: readonly string[],
  where: readonly string[] = [],
): void {
  if (places.length === 0) return;
  const files = where.slice(0, PLACES_MOST).join("、") || undefined;
  throw new YibaoError(code, { count: places.length, [key]: places.join("、") }, files);
}
