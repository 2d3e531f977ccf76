import { YibaoError } from "../../kernel/index.ts";

/** What is missing, each with the words that people know it by. */
export interface Missing {
  /** Paragraphs that the unit writes itself, by the id of the section. */
  readonly paragraphs: readonly { readonly id: string; readonly words: string }[];
  readonly figures: readonly MissingFigure[];
  readonly reasons: readonly {
    readonly address: string;
    readonly words: string;
    /** `general.csv:12` of the figures; "" where they have no line. */
    readonly place: string;
  }[];
}

export interface MissingFigure {
  readonly address: string;
  readonly words: string;
  readonly quantity: "money" | "count";
}

/** What a narrative needs and nobody has given: never made up, told all at once. */
export class Wants {
  readonly #reasons = new Set<string>();
  readonly #paragraphs = new Set<string>();
  #figures: Pick<MissingFigure, "address" | "quantity">[] = [];

  reason(address: string): void {
    this.#reasons.add(address);
  }

  paragraphs(section: string): void {
    this.#paragraphs.add(section);
  }

  figure(address: string, quantity: MissingFigure["quantity"] = "money"): void {
    this.#figures.push({ address, quantity });
  }

  /** A part that vanishes needs no figures. */
  get mark(): number {
    return this.#figures.length;
  }

  forgetSince(mark: number): void {
    this.#figures = this.#figures.slice(0, mark);
  }

  missing({ section, address, place }: WantWords = PLAIN): Missing {
    const figures = new Map(this.#figures.map((one) => [one.address, one]));
    return {
      paragraphs: [...this.#paragraphs].map((id) => ({ id, words: section(id) })),
      figures: [...figures.values()].map((one) => ({ ...one, words: address(one.address) })),
      reasons: [...this.#reasons].map((one) => ({
        address: one,
        words: address(one),
        place: place(one),
      })),
    };
  }

  /**
   * @throws YibaoError PUBLICATION-PARAGRAPH-MISSING | PUBLICATION-FIGURE-MISSING |
   *   PUBLICATION-REASON-MISSING, each with all places
   */
  check(words: WantWords = PLAIN): void {
    const { paragraphs, figures, reasons } = this.missing(words);
    const wordsOf = (some: readonly { readonly words: string }[]) => some.map((one) => one.words);
    refuse("PUBLICATION-PARAGRAPH-MISSING", "sections", wordsOf(paragraphs));
    refuse("PUBLICATION-FIGURE-MISSING", "addresses", wordsOf(figures));
    const where = [...new Set(reasons.map(({ place }) => place))].filter((one) => one !== "");
    refuse("PUBLICATION-REASON-MISSING", "addresses", wordsOf(reasons), where);
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
