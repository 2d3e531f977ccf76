import { loadPersonFacts } from "../people/index.ts";
import type { PayingAccount, Split } from "../policy/index.ts";
import type { Store } from "../store/index.ts";
import type { Bill, PersonTimeline } from "./bill.ts";
import { timelineOf } from "./entitlement.ts";
import { recordColumns } from "./load.store.ts";
import {
  inForce,
  type ReadRow,
  recordFrom,
  type SettlementKind,
  type SettlementRecord,
} from "./settlement-record.ts";
import { givenNumber } from "./standing.ts";

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

/** A person's settlement by its id, or the one that this id reverses or adjusts; null if none. */
export async function readExplainable(
  store: Store,
  key: { readonly person_no: string; readonly settlement_id: string },
): Promise<ExplainableSettlement | null> {
  const settlement_id = givenNumber(key.settlement_id);
  if (settlement_id === null) return null;
  const [{ rows }, people] = await Promise.all([
    store.query<ReadRow>(
      `select ${recordColumns("true")} from settlement.settlement s
        where s.person_no = $1 and coalesce(s.corrects_settlement_id, s.settlement_id) = (
          select coalesce(a.corrects_settlement_id, a.settlement_id)
            from settlement.settlement a
           where a.person_no = $1 and a.settlement_id = $2)
        order by s.person_version, s.settlement_id`,
      [key.person_no, settlement_id],
    ),
    loadPersonFacts(store.pool, [key.person_no]),
  ]);
  const person = people.get(key.person_no);
  const records = rows.map(recordFrom);
  const asked = records.find((row) => row.settlement_id === settlement_id);
  if (asked === undefined || person === undefined) return null;
  return explainable(records, asked.kind, timelineOf(person));
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
