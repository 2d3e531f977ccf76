import { loadPersonFile, type PersonRecord } from "../people/index.ts";
import type { PayingAccount, Split } from "../policy/index.ts";
import type { Runner } from "../store/index.ts";
import type { Bill, PersonTimeline } from "./bill.ts";
import type { ChargeLine } from "./charge-line.ts";
import { timelineOf } from "./entitlement.ts";
import { loadVisitFileIn, recordColumns } from "./load.store.ts";
import {
  inForce,
  type ReadRow,
  recordFrom,
  type SettlementKind,
  type SettlementRecord,
} from "./settlement-record.ts";
import { givenNumber } from "./standing.ts";
import type { Visit } from "./visit.ts";

/** What a settlement is explained from: its stored split as it stands now, and its stored bill. */
export interface ExplainableSettlement {
  readonly settlement_id: number;
  /** What the id that was asked for is itself. */
  readonly kind: SettlementKind;
  readonly visit_id: number;
  readonly institution_code: string;
  readonly policy_version: string;
  readonly bill: Bill;
  readonly split: Split;
  /** Accounts before the bill; null once an adjustment changed what they paid. */
  readonly accounts: readonly PayingAccount[] | null;
  readonly person: PersonTimeline;
  readonly reversed_by: number | null;
  /** Whether a later adjustment replaced the split. */
  readonly adjusted: boolean;
}

export interface ExplanationKey {
  readonly person_no: string;
  readonly settlement_id: string;
}

/** A person's settlement by its id, or the one that this id reverses or adjusts; null if none. */
export async function readExplainable(
  from: Runner,
  key: ExplanationKey,
): Promise<ExplainableSettlement | null> {
  return (await readChain(from, key))?.explainable ?? null;
}

/** A settlement with all that belongs on one page with it. */
export interface SettlementFile {
  readonly explainable: ExplainableSettlement;
  readonly person: PersonRecord;
  readonly visit: Visit;
  /** The charge lines that were settled, with what the catalogue made of each. */
  readonly lines: readonly ChargeLine[];
  /** The settlement, then what corrected it, in order. */
  readonly records: readonly SettlementRecord[];
}

/** As `readExplainable`, with the visit, its lines and every row of the settlement. */
export async function readSettlementFile(
  from: Runner,
  key: ExplanationKey,
): Promise<SettlementFile | null> {
  const chain = await readChain(from, key);
  if (chain === null) return null;
  const { explainable, records, person } = chain;
  const { person_no } = key;
  const file = await loadVisitFileIn(from, { person_no, visit_id: explainable.visit_id });
  if (file === null) return null;
  const settled = records.find(({ kind }) => kind === "settlement")?.request?.batch_nos ?? [];
  const lines = file.batches
    .filter(({ batch_no }) => settled.includes(batch_no))
    .flatMap((batch) => batch.lines);
  return { explainable, person, visit: file.visit, lines, records };
}

async function readChain(from: Runner, key: ExplanationKey) {
  const settlement_id = givenNumber(key.settlement_id);
  if (settlement_id === null) return null;
  const { rows } = await from.query<ReadRow>(
    `select ${recordColumns("true")} from settlement.settlement s
      where s.person_no = $1 and coalesce(s.corrects_settlement_id, s.settlement_id) = (
        select coalesce(a.corrects_settlement_id, a.settlement_id)
          from settlement.settlement a
         where a.person_no = $1 and a.settlement_id = $2)
      order by s.person_version, s.settlement_id`,
    [key.person_no, settlement_id],
  );
  const person = await loadPersonFile(from, key.person_no);
  const records = rows.map(recordFrom);
  const asked = records.find((row) => row.settlement_id === settlement_id);
  if (asked === undefined || person === null) return null;
  const found = explainable(records, asked.kind, timelineOf(person));
  return found === null ? null : { explainable: found, records, person };
}

function explainable(
  records: readonly SettlementRecord[],
  kind: SettlementKind,
  person: PersonTimeline,
): ExplainableSettlement | null {
  const reversal = records.find((row) => row.kind === "reversal");
  const [effective] = inForce(records.filter((row) => row.kind !== "reversal"));
  if (effective === undefined) return null;
  const { record, split, movements, row_ids } = effective;
  if (record.bill === null || split === null) return null;
  const adjusted = row_ids.length > 1;
  const accounts = movements.map(({ account_id, relation, balance_before_fen }) => {
    return { account_id, relation, balance_fen: balance_before_fen };
  });
  return {
    settlement_id: record.settlement_id,
    kind,
    visit_id: record.visit_id,
    institution_code: record.institution_code,
    policy_version: record.policy_version,
    bill: record.bill,
    split,
    accounts: adjusted ? null : accounts,
    person,
    reversed_by: reversal?.settlement_id ?? null,
    adjusted,
  };
}
