import type { Fen } from "../kernel/index.ts";
import type { Provenance } from "../policy/index.ts";
import type { OrderLine } from "./audit-facts.ts";

/** The rules, a closed list: what a message may ask for by `rule_ids`, and what results keep. */
export const RULE_IDS = [
  "ITEM-SEX",
  "ITEM-AGE",
  "ITEM-LEVEL",
  "ITEM-CARE",
  "ITEM-DAILY-QUANTITY",
  "ITEM-VISIT-QUANTITY",
  "ITEM-DAYS",
  "ITEM-DIAGNOSIS",
  "ITEM-LIMITED-USE",
  "ITEM-NOT-IN-CATALOGUE",
  "ITEM-UNMAPPED",
  "ITEM-PRICE",
  "DUPLICATE-SAME-DAY",
  "DUPLICATE-SUPPLY",
  "DUPLICATE-GROUP",
] as const;

export type RuleId = (typeof RULE_IDS)[number];

/**
 * How sure a finding is: a clear breach, something to be explained, a hint for the doctor, or that
 * a limit could not be judged because a fact is missing. Missing is never taken for clean.
 */
export type Outcome = "violation" | "suspicion" | "clue" | "not-evaluable";

/** What a rule says of some lines. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly offending: readonly OrderLine[];
  /** Lines that explain it and are not wrong themselves. */
  readonly involved?: readonly OrderLine[];
  /** The money at issue; null when it cannot be told. */
  readonly amount_fen: Fen | null;
  readonly reason: string;
  readonly mend: string;
  readonly source: Provenance;
}

/** A line of a finding. */
export interface AuditFindingLine {
  readonly visit_id: string;
  readonly order_id: string;
  readonly role: "offending" | "involved";
  readonly amount_fen: Fen;
  /** What was ordered; absent in findings that were kept before it was. */
  readonly item?: AuditFindingItem;
}

export interface AuditFindingItem
  extends Pick<
    OrderLine,
    "item_code" | "item_name" | "own_code" | "day" | "quantity_ten_thousandths" | "price_micro_yuan"
  > {}

/** What the doctor, and later the supervision office, reads. */
export interface AuditFinding {
  readonly rule: RuleId;
  readonly rule_title: string;
  readonly visit_id: string;
  readonly outcome: Outcome;
  readonly amount_fen: Fen | null;
  /** 违规内容：what is wrong, and how to mend it. */
  readonly content: string;
  /** 违规依据：the rule of the national rule base, and the source of the value. */
  readonly evidence: string;
  readonly lines: readonly AuditFindingLine[];
}
