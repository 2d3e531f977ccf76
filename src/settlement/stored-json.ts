import type { CivilDate, Fen, Ppm } from "../kernel/index.ts";
import type { FourAmounts, Provenance, RateTerm, Split, Step } from "../policy/index.ts";
import type { Bill, DatedLine } from "./bill.ts";
import type { ChargeLine } from "./charge-line.ts";

/**
 * How lists of alike things are kept as JSON: the names once, then a row of values each. The text
 * is a half to a third of the plain one, which is what writing costs the database.
 */

const LINE_COLUMNS = Object.keys({
  amount_fen: true,
  serial: true,
  refunds_serial: true,
  item_code: true,
  own_code: true,
  fee_at: true,
  quantity_ten_thousandths: true,
  price_micro_yuan: true,
  approval: true,
  disease: true,
  name: true,
  list_type: true,
  charge_type: true,
  unit: true,
  specification: true,
  class: true,
  limited_use: true,
  paid_alone: true,
  basic_drug: true,
  negotiated: true,
  first_share_ppm: true,
  ceiling_micro_yuan: true,
  settled_class: true,
  rounding: true,
  full_self_fen: true,
  over_limit_fen: true,
  first_self_fen: true,
  in_scope_fen: true,
  details: true,
} satisfies Record<keyof ChargeLine, true>) as readonly (keyof ChargeLine)[];

export interface StoredRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** Charge lines as kept; the amount is the first value of a row (verification adds it up). */
export function linesText(lines: readonly ChargeLine[]): string {
  const rows = lines.map((line) => LINE_COLUMNS.map((column) => line[column]));
  return JSON.stringify({ columns: LINE_COLUMNS, rows } satisfies StoredRows);
}

export function linesFrom({ columns, rows }: StoredRows): ChargeLine[] {
  return rows.map((row) => {
    const line: Record<string, unknown> = {};
    for (let at = 0; at < columns.length; at += 1) line[columns[at] as string] = row[at];
    return line as unknown as ChargeLine;
  });
}

type BillLineCells = readonly [CivilDate, Fen, DatedLine["class"], Ppm, Fen, 0 | 1];

export interface StoredBill extends Omit<Bill, "lines"> {
  /** Day, amount, class, first share, over the limit, paid alone. */
  readonly lines: readonly BillLineCells[];
}

export function billText(bill: Bill): string {
  const lines = bill.lines.map(
    (line): BillLineCells => [
      line.date,
      line.amount_fen,
      line.class,
      line.first_share_ppm,
      line.over_limit_fen,
      line.paid_alone ? 1 : 0,
    ],
  );
  return JSON.stringify({ ...bill, lines } satisfies StoredBill);
}

export function billFrom(stored: StoredBill): Bill {
  return {
    ...stored,
    lines: stored.lines.map(
      ([date, amount_fen, itemClass, first_share_ppm, over_limit_fen, alone]): DatedLine => ({
        date,
        amount_fen,
        class: itemClass,
        first_share_ppm,
        over_limit_fen,
        paid_alone: alone === 1,
      }),
    ),
  };
}

type FourCells = readonly [Fen, Fen, Fen, Fen, Fen];
type TermCells = readonly [string, RateTerm["operation"], Ppm, number];
/**
 * Layer, title, figure, source, terms, kind, what the layer considers: what the steps of many lines
 * have in common. The last two are not there in what was kept before steps had a kind. The one term
 * of a plain rate says what the step says, and is left out.
 */
type KindCells = readonly [
  string,
  string,
  string,
  number,
  readonly TermCells[],
  Step["kind"]?,
  Step["considers"]?,
];
/** Document, clause, basis, confidence, and the parameter with the rows that decided. */
type SourceCells = readonly [
  string,
  string,
  Provenance["basis"],
  Provenance["confidence"],
  string?,
  (readonly string[])?,
];
/** Kind, line, base, rate, result. */
type StepCells = readonly [number, number | null, Fen, Ppm | null, Fen];

export interface StoredSplit extends Omit<Split, "lines" | "steps" | "moves"> {
  readonly lines: readonly FourCells[];
  /** What was kept before sources named their parameter is the plain provenance. */
  readonly sources: readonly (SourceCells | Provenance)[];
  readonly kinds: readonly KindCells[];
  readonly steps: readonly StepCells[];
}

/** A split as kept. What it moves is not: the row says that with the year. */
export function splitText(split: Split): string {
  const { lines, steps, moves: _, ...figures } = split;
  const book = new SourceBook();
  const kinds: KindCells[] = [];
  const kindNos = new Map<string, number>();
  const kindNo = (step: Step): number => {
    const source = book.number(step.source);
    const own = isPlainRate(step) ? NO_TERMS : step.terms;
    const terms_no = book.termsNumber(own);
    const { kind, considers, layer, title, to } = step;
    const key = `${layer}\n${title}\n${to}\n${source}\n${terms_no}\n${kind}`;
    const known = kindNos.get(key);
    if (known !== undefined) return known;
    kindNos.set(key, kinds.length);
    const terms = own.map(
      (term): TermCells => [term.title, term.operation, term.rate_ppm, book.number(term.source)],
    );
    return kinds.push([layer, title, to, source, terms, kind, considers]) - 1;
  };
  const stored: StoredSplit = {
    ...figures,
    lines: lines.map((line) => [
      line.total_fen,
      line.full_self_fen,
      line.over_limit_fen,
      line.first_self_fen,
      line.in_scope_fen,
    ]),
    steps: steps.map((step) => [
      kindNo(step),
      step.line,
      step.base_fen,
      step.rate_ppm,
      step.result_fen,
    ]),
    kinds,
    sources: book.sources.map(sourceCells),
  };
  return JSON.stringify(stored);
}

/** The split again, but for its moves. */
export function splitFrom({ lines, sources, kinds, steps, ...figures }: StoredSplit): Split {
  const known = sources.map(sourceFrom);
  const source = (at: number): Provenance => known[at] as Provenance;
  return {
    ...figures,
    lines: lines.map(([total, full, over, first, scope]): FourAmounts => {
      return {
        total_fen: total,
        full_self_fen: full,
        over_limit_fen: over,
        first_self_fen: first,
        in_scope_fen: scope,
      };
    }),
    moves: [],
    steps: steps.map(([kind, line, base_fen, rate_ppm, result_fen]): Step => {
      const [layer, title, to, from, cells, name = "unnamed", considers = null] = kinds[
        kind
      ] as KindCells;
      const terms = cells.map(([term, operation, rate, at]): RateTerm => {
        return { title: term, operation, rate_ppm: rate, source: source(at) };
      });
      const plain = terms.length === 0 && rate_ppm !== null && RATED.includes(name);
      return {
        kind: name,
        considers,
        layer,
        title,
        line,
        to,
        base_fen,
        rate_ppm,
        result_fen,
        source: source(from),
        terms: plain ? [{ title, operation: "base", rate_ppm, source: source(from) }] : terms,
      };
    }),
  };
}

const NO_TERMS: readonly RateTerm[] = [];

/** Steps whose rate has at least one term. */
const RATED: readonly Step["kind"][] = ["cross-region-share", "ratio", "band"];

/** Whether the one term of a rate says no more than the step does. */
function isPlainRate({ kind, title, rate_ppm, source, terms }: Step): boolean {
  const [term] = terms;
  return (
    terms.length === 1 &&
    RATED.includes(kind) &&
    term?.operation === "base" &&
    term.title === title &&
    term.rate_ppm === rate_ppm &&
    term.source === source
  );
}

function sourceCells(source: Provenance): SourceCells {
  const { document, clause, basis, confidence, parameter, rows } = source;
  if (parameter === undefined) return [document, clause, basis, confidence];
  return [document, clause, basis, confidence, parameter, rows ?? []];
}

function sourceFrom(kept: SourceCells | Provenance): Provenance {
  if ("document" in kept) return kept;
  const [document, clause, basis, confidence, parameter, rows = []] = kept;
  const source = { document, clause, basis, confidence };
  return parameter === undefined ? source : { ...source, parameter, rows };
}

/** Numbers sources, and lists of terms, by identity: the rules hand out the same objects. */
class SourceBook {
  readonly sources: Provenance[] = [];
  readonly #numbers = new Map<Provenance, number>();
  readonly #terms = new Map<readonly RateTerm[], number>();

  number(source: Provenance): number {
    const known = this.#numbers.get(source);
    if (known !== undefined) return known;
    this.#numbers.set(source, this.sources.length);
    return this.sources.push(source) - 1;
  }

  termsNumber(terms: readonly RateTerm[]): number {
    if (terms.length === 0) return -1;
    const known = this.#terms.get(terms);
    if (known !== undefined) return known;
    this.#terms.set(terms, this.#terms.size);
    return this.#terms.size - 1;
  }
}
