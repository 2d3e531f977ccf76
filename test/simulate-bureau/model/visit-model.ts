import type { CivilDate, Fen } from "../../../src/kernel/index.ts";
import type { Split } from "../../../src/policy/index.ts";
import type { LineModel } from "./line.ts";

/** A visit as the auditor knows it from the messages that were accepted. */
export interface VisitModel {
  /** As the platform named it in its answer. */
  readonly id: string;
  readonly person_no: string;
  readonly institution_code: string;
  readonly kind: "outpatient" | "pharmacy" | "inpatient";
  readonly insutype: string;
  own_number: string;
  visit_type: string | null;
  state: "registered" | "admitted" | "discharged" | "cancelled";
  begin_at: string;
  end_at: string | null;
  emergency: boolean;
  disease: string | null;
  batches: BatchModel[];
  readonly settlements: SettlementModel[];
}

export interface BatchModel {
  readonly batch_no: string;
  lines: LineModel[];
  settlement: SettlementModel | null;
}

export interface SettlementModel {
  readonly id: string;
  readonly msgid: string;
  readonly visit: VisitModel;
  readonly institution_code: string;
  readonly insutype: string;
  readonly visit_type: string;
  readonly clearing_type: string;
  readonly interim: boolean;
  readonly care_day: CivilDate;
  /** What is in force: a replay may change it. */
  split: Split;
  moves: readonly { year: string; accumulator: string; amount: number }[];
  /** The same bill by the facts and rules that are known now, on other accumulators. */
  readonly again: (before: Before) => Split;
  readonly begin: CivilDate;
  /** The order of a person's settlements. */
  readonly order: number;
  reversed: boolean;
}

/** What a bill is reckoned on. */
export interface Before {
  readonly accumulators: Readonly<Record<string, number>>;
  readonly stay: {
    readonly first_settlement: boolean;
    readonly deductible_charged_fen: Fen;
  } | null;
}

/** The answer that a changing message got, which it must get again. */
export interface ReceiptModel {
  readonly infno: string;
  readonly content: string;
  readonly answer: string;
  readonly person_no: string;
  readonly visit: VisitModel | null;
  readonly settlement: SettlementModel | null;
  reversed: boolean;
}

export function inForce(visit: VisitModel): SettlementModel[] {
  return visit.settlements.filter((settlement) => !settlement.reversed);
}

export function unsettledLines(visit: VisitModel): LineModel[] {
  return visit.batches.filter((one) => one.settlement === null).flatMap((one) => one.lines);
}

export function beginDay(visit: VisitModel): CivilDate {
  return visit.begin_at.slice(0, 10) as CivilDate;
}

export function totalOf(lines: readonly LineModel[]): Fen {
  let total = 0;
  for (const line of lines) total += line.amount_fen;
  return total as Fen;
}
