import type { CivilDate, Fen } from "../kernel/index.ts";
import type { HospitalLevel } from "../policy/index.ts";
import type { Care, LimitsOnDay, Sex } from "./item-limit.ts";

/** What an audit is told: an order with its patient, and what was ordered before. */

/** Before the order is given to the patient (3101), or before the bill is settled (3102). */
export type AuditStage = "pre-event" | "in-event";

export interface AuditFacts {
  readonly patient: AuditedPatient;
  /** The encounter that is judged. */
  readonly current: AuditedEncounter;
  /** Other encounters of the person that the message tells of. */
  readonly others: readonly AuditedEncounter[];
}

export interface AuditedPatient {
  readonly person_no: string;
  /** Null when it is not known. */
  readonly sex: Sex | null;
  readonly born: CivilDate;
}

export interface AuditedEncounter {
  readonly visit_id: string;
  /** Null when the institution's level is not known. */
  readonly level: HospitalLevel | null;
  readonly care: Care | null;
  /** Diagnosis codes. */
  readonly diagnoses: readonly string[];
  readonly lines: readonly OrderLine[];
}

export interface OrderLine {
  /** The encounter it belongs to. */
  readonly visit_id: string;
  readonly order_id: string;
  /** Whether this line is judged now, or only tells what else was ordered. */
  readonly judged: boolean;
  readonly item_code: string;
  readonly item_name: string;
  readonly own_code: string;
  readonly day: CivilDate;
  readonly quantity_ten_thousandths: number;
  readonly price_micro_yuan: number;
  readonly amount_fen: Fen;
  /** For how many days it supplies; null when it is not said. */
  readonly days_supplied: number | null;
  /** What the catalogue says of the item on the day; null: it is not in it. */
  readonly entry: CatalogueFacts | null;
  /** What the institution's own code means on the day; null: it is not mapped. */
  readonly mapped_item: string | null;
  readonly limits: LimitsOnDay;
}

export interface CatalogueFacts {
  /** Dictionary list_type: 101 drug, 201 service, 301 consumable. */
  readonly list_type: string;
  readonly limited_use: boolean;
  readonly ceiling_micro_yuan: number | null;
}
