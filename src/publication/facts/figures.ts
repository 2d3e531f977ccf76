import { ancestors } from "../../classification/index.ts";
import type { DisclosureKind, Fact, Quantity } from "../../disclosure/index.ts";
import { type Fen, YibaoError, yuanFromFen } from "../../kernel/index.ts";
import { type Address, addressOf, partsOf } from "./address.ts";
import { addressWords } from "./address-words.ts";

/** A figure that is known. */
export interface Figure {
  readonly quantity: Quantity;
  /** In base units: fen, ppm, ones. */
  readonly value: number;
  /** What one unit of the last digit is worth that it was given with; 1 for exact amounts. */
  readonly step: number;
  /** By how much it may be off, doubled: one step of each rounded figure in it. */
  readonly slack_doubled: number;
  readonly origin: Fact["origin"];
  /** File, line and column where it, or what it is worked out of, was given: the first few. */
  readonly places: readonly string[];
}

/** A given figure that differs from what the others come to, by no more than their rounding. */
export interface Rounding {
  readonly address: Address;
  readonly given: number;
  readonly derived: number;
}

/**
 * The figures of a disclosure while they are worked out. A figure that is known is never replaced:
 * what was given wins, and what is worked out beside it must agree with it within the rounding of
 * the figures it is made of.
 */
export class Figures {
  readonly #known = new Map<Address, Figure>();
  readonly #codes = new Map<string, Set<string>>();
  readonly #ordered = new Map<string, readonly string[]>();
  readonly #roundings = new Map<Address, Rounding>();

  readonly #kind: DisclosureKind;

  constructor(given: readonly Fact[], kind: DisclosureKind) {
    this.#kind = kind;
    for (const fact of given) this.#add(addressOf(fact), figureOf(fact));
  }

  #add(address: Address, figure: Figure): void {
    this.#known.set(address, figure);
    const { topic, row } = partsOf(address) ?? { topic: "", row: "" };
    if (!/^\d{3,7}$/.test(row)) return;
    const codes = this.#codes.get(topic) ?? new Set<string>();
    this.#codes.set(topic, codes);
    if (codes.has(row)) return;
    for (const code of [...ancestors(row), row]) codes.add(code);
    this.#ordered.delete(topic);
  }

  /** The codes that figures of this topic stand under, with the codes above them, in order. */
  codesOf(topic: string): readonly string[] {
    const known = this.#ordered.get(topic);
    if (known !== undefined) return known;
    const codes = [...(this.#codes.get(topic) ?? [])].sort();
    this.#ordered.set(topic, codes);
    return codes;
  }

  get size(): number {
    return this.#known.size;
  }

  get(address: Address): Figure | null {
    return this.#known.get(address) ?? null;
  }

  value(address: Address): number | null {
    return this.get(address)?.value ?? null;
  }

  isKnown(address: Address): boolean {
    return this.#known.has(address);
  }

  entries(): readonly (readonly [Address, Figure])[] {
    return [...this.#known];
  }

  roundings(): readonly Rounding[] {
    return [...this.#roundings.values()];
  }

  /** @throws YibaoError PUBLICATION-DISAGREES where another value stands, beyond rounding */
  derive(address: Address, figure: Figure | null, from: string): void {
    if (figure === null) return;
    const known = this.#known.get(address);
    if (known === undefined) {
      this.#add(address, figure);
      return;
    }
    const difference = known.value - figure.value;
    if (difference === 0) return;
    if (Math.abs(difference) * 2 > known.slack_doubled + figure.slack_doubled) {
      throw disagreement(addressWords(address, this.#kind), known, figure, from);
    }
    if (known.origin === "generated" || this.#roundings.has(address)) return;
    this.#roundings.set(address, { address, given: known.value, derived: figure.value });
  }

  /** Nothing is known of it, so it is zero. */
  assumeZero(address: Address): void {
    if (!this.#known.has(address)) this.#add(address, ZERO);
  }

  /** Null when one of them is not known. */
  sum(addresses: readonly Address[]): Figure | null {
    return this.signedSum(addresses.map((address) => ({ address, sign: 1 })));
  }

  /** The first less the others. */
  difference(first: Address, others: readonly Address[]): Figure | null {
    return this.signedSum([
      { address: first, sign: 1 },
      ...others.map((address) => ({ address, sign: -1 })),
    ]);
  }

  signedSum(terms: readonly { readonly address: Address; readonly sign: number }[]): Figure | null {
    let value = 0;
    let step = 1;
    let slack_doubled = 0;
    let quantity: Quantity = "money";
    const given: string[] = [];
    const worked: string[] = [];
    for (const { address, sign } of terms) {
      const figure = this.#known.get(address);
      if (figure === undefined) return null;
      value += sign * figure.value;
      step = Math.max(step, figure.step);
      slack_doubled += figure.slack_doubled;
      quantity = figure.quantity;
      (figure.origin === "generated" ? worked : given).push(...figure.places);
    }
    // What was given itself goes before what its parts were given as.
    const places = [...new Set([...given, ...worked])].slice(0, PLACES_MOST);
    return { quantity, value, step, slack_doubled, origin: "generated", places };
  }
}

export const ZERO: Figure = {
  quantity: "money",
  value: 0,
  step: 1,
  slack_doubled: 0,
  origin: "generated",
  places: [],
};

/** Places named of one figure: enough to look where it comes from. */
const PLACES_MOST = 4;

/** A percentage with two decimals. */
export function percentFigure(value: number): Figure {
  return { ...ZERO, quantity: "percent", value, step: 100, slack_doubled: 100 };
}

function figureOf({ printed, origin, place }: Fact): Figure {
  const { quantity, value, step } = printed;
  // Whole fen, counts, and cells that say nothing are exact.
  const isExact = step === 1 || quantity === "count" || origin === "blank";
  const where = place.line === 0 ? place.table : `${place.table}:${place.line}:${place.column}`;
  const places = where === "" || origin === "blank" ? [] : [where];
  return { quantity, value, step, slack_doubled: isExact ? 0 : step, origin, places };
}

function disagreement(address: string, known: Figure, derived: Figure, from: string): YibaoError {
  const details = {
    address,
    from,
    given: figureText(known),
    derived: figureText(derived),
    difference: figureText({ ...derived, value: known.value - derived.value }),
  };
  const [first, second] = known.origin === "generated" ? [derived, known] : [known, derived];
  const where = [...new Set([...first.places, ...second.places])].slice(0, PLACES_MOST);
  return new YibaoError("PUBLICATION-DISAGREES", details, where.join("、") || undefined);
}

const FEN_PER_WAN_YUAN = 1_000_000;

/** As people read it: in 万元 where it was given so finely only. */
export function figureText(figure: Pick<Figure, "quantity" | "value" | "step">): string {
  const { quantity, value, step } = figure;
  if (quantity === "count") return String(value);
  const magnitude = Math.abs(value);
  const sign = value < 0 ? "-" : "";
  if (quantity === "percent") {
    return `${sign}${Math.floor(magnitude / 10_000)}.${decimals(magnitude % 10_000, 4, 2)}%`;
  }
  if (step < 100) return `${yuanFromFen(value as Fen)} 元`;
  const rest = magnitude % FEN_PER_WAN_YUAN;
  return `${sign}${Math.floor(magnitude / FEN_PER_WAN_YUAN)}.${decimals(rest, 6, 2)} 万元`;
}

/** At least `least` digits, more only where they are not zero. */
function decimals(rest: number, digits: number, least: number): string {
  const text = String(rest).padStart(digits, "0");
  return text.slice(0, least) + text.slice(least).replace(/0+$/, "");
}
