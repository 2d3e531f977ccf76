import type { CivilDate, Fen, Ppm } from "../../kernel/index.ts";
import {
  type AccumulatorMove,
  adjudicate,
  type BillCase,
  type BillFacts,
  type ChargeLineFacts,
  type Region,
  type Split,
} from "../../policy/index.ts";
import type { RowAmounts } from "./bill-row.ts";

/** A bill as it is asked of the engine. */
export interface AskedBill {
  readonly case: BillCase;
  readonly care_date: CivilDate;
  /** The calendar year whose accumulators it reads and moves. */
  readonly year: number;
  readonly lines: readonly ChargeLineFacts[];
  /** 0 outside a stay. */
  readonly stay: number;
  readonly first_of_stay: boolean;
}

interface Booked {
  readonly year: number;
  readonly moves: readonly AccumulatorMove[];
  readonly stay: number;
  readonly deductible_fen: number;
}

/**
 * One person's rows settled in their order: accumulators of each year from nothing, deductibles
 * that each stay was charged so far. A cancellation takes back what its bill moved, and leaves the
 * bills between as they are (`void_rule: leave`).
 */
export class PersonBook {
  readonly #region: Region;
  readonly #years = new Map<number, Record<string, number>>();
  readonly #charged = new Map<number, number>();
  /** One entry a row; null for a cancellation. */
  readonly #rows: (Booked | null)[] = [];

  constructor(region: Region) {
    this.#region = region;
  }

  /** @throws YibaoError POLICY-NO-BENEFIT, POLICY-NO-VALUE */
  settle(asked: AskedBill): Split {
    const { stay, year } = asked;
    const opening = this.#opening(year);
    const charged = (this.#charged.get(stay) ?? 0) as Fen;
    const split = adjudicate(this.#region, factsOf(asked, charged), opening);
    this.#book({ year, stay, moves: split.moves, deductible_fen: split.deductible_fen });
    return split;
  }

  #book(booked: Booked): void {
    this.#apply(booked, 1);
    this.#rows.push(booked);
  }

  /** Cancels the bill that stands `back` rows before the row that comes now. */
  cancel(back: number): void {
    const booked = this.#rows[this.#rows.length - back] ?? null;
    if (booked === null) throw new RangeError(`no bill stands ${back} rows before`);
    this.#apply(booked, -1);
    this.#rows.push(null);
  }

  /** A row that cannot be settled moves nothing. */
  skip(): void {
    this.#rows.push({ year: 0, moves: [], stay: 0, deductible_fen: 0 });
  }

  #apply({ year, moves, stay, deductible_fen }: Booked, sign: 1 | -1): void {
    const sums = this.#opening(year);
    for (const { accumulator, amount } of moves) {
      sums[accumulator] = (sums[accumulator] ?? 0) + sign * amount;
    }
    if (stay === 0) return;
    this.#charged.set(stay, (this.#charged.get(stay) ?? 0) + sign * deductible_fen);
  }

  #opening(year: number): Record<string, number> {
    let sums = this.#years.get(year);
    if (sums === undefined) {
      sums = {};
      this.#years.set(year, sums);
    }
    return sums;
  }
}

/** Written out: spreading the case into so wide an object costs more than settling the bill. */
function factsOf(asked: AskedBill, deductible_charged_fen: Fen): BillFacts {
  const { case: of, first_of_stay } = asked;
  return {
    insutype: of.insutype,
    visit_type: of.visit_type,
    care_date: asked.care_date,
    hospital_level: of.hospital_level,
    place: of.place,
    disease: of.disease,
    employment_status: of.employment_status,
    civil_servant_rank: of.civil_servant_rank,
    identities: of.identities,
    lines: asked.lines,
    stay:
      asked.stay === 0
        ? null
        : { first_settlement: first_of_stay, deductible_charged_fen, admission_year: null },
    account_use: "none",
    accounts: [],
  };
}

const NO_SHARE = 0 as Ppm;
const WHOLE_SHARE = 1_000_000 as Ppm;
const NOTHING = 0 as Fen;

/**
 * Charge lines that come to the amounts of a row: the split of a bill depends on the sums of its
 * four amounts (and of what is paid alone), not on the lines they came from.
 */
export function linesOf(amounts: RowAmounts): ChargeLineFacts[] {
  const { full_self_fen, over_limit_fen, first_self_fen, in_scope_fen, paid_alone_fen } = amounts;
  const lines = [
    line("C", full_self_fen),
    { ...line("A", over_limit_fen), over_limit_fen: over_limit_fen as Fen },
    { ...line("B", first_self_fen), first_share_ppm: WHOLE_SHARE },
    line("A", in_scope_fen - paid_alone_fen),
    { ...line("B", paid_alone_fen), paid_alone: true },
  ];
  return lines.filter(({ amount_fen }) => amount_fen !== 0);
}

function line(type: ChargeLineFacts["class"], amount: number): ChargeLineFacts {
  return {
    amount_fen: amount as Fen,
    class: type,
    first_share_ppm: NO_SHARE,
    over_limit_fen: NOTHING,
    paid_alone: false,
  };
}
