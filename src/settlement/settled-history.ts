import { type Fen, fen, ZERO_FEN } from "../kernel/index.ts";
import { type Region, rulesOn } from "../policy/index.ts";
import type { StayToDate } from "./bill.ts";
import {
  type EffectiveSettlement,
  effective,
  inOrder,
  type SettlementRecord,
} from "./settlement-record.ts";

/**
 * What happened to a person's bills, in the order in which it moved their accumulators, so that
 * who settles the bills again in this order comes to the same answers.
 */
export type HistoricEvent =
  | {
      readonly kind: "bill";
      readonly settlement: EffectiveSettlement;
      /** What the stay was when it was settled; null outside a stay. */
      readonly stay: StayToDate | null;
    }
  | {
      readonly kind: "cancellation";
      readonly settlement: EffectiveSettlement;
      /** The row that took it back. */
      readonly reversal: SettlementRecord;
    };

/**
 * Folds the rows of one person. Under the rule `leave` a cancelled bill stays where it was, and its
 * cancellation comes when it came: bills between saw it. Under `replay` later bills were settled as
 * if it had never been: it is left out, and they are what their adjustments made of them.
 *
 * @param records all rows of the person that belong together, in any order; bills loaded
 */
export function settledHistory(
  region: Region,
  records: readonly SettlementRecord[],
): HistoricEvent[] {
  const ordered = [...records].sort(inOrder);
  const reversed = new Set(correcting(ordered, "reversal").keys());
  const adjusted = correcting(ordered, "adjustment");
  const known = new Map<number, EffectiveSettlement>();
  const forgotten = new Set<number>();
  const stays = new Stays();
  const events: HistoricEvent[] = [];
  for (const record of ordered) {
    const { kind, settlement_id, corrects_settlement_id, bill } = record;
    if (kind === "settlement" && bill !== null) {
      if (reversed.has(settlement_id) && isForgotten(region, record)) {
        forgotten.add(record.visit_id);
        continue;
      }
      const settlement = effective(record, adjusted.get(settlement_id) ?? []);
      known.set(settlement_id, settlement);
      events.push({ kind: "bill", settlement, stay: stays.before(record, forgotten) });
      stays.charge(settlement, 1);
    } else if (kind === "reversal") {
      const settlement = known.get(corrects_settlement_id as number);
      if (settlement === undefined) continue;
      events.push({ kind: "cancellation", settlement, reversal: record });
      stays.charge(settlement, -1);
    }
  }
  return events;
}

function isForgotten(region: Region, { care_date }: SettlementRecord): boolean {
  return rulesOn(region, care_date).void_rule === "replay";
}

function correcting(
  records: readonly SettlementRecord[],
  kind: "reversal" | "adjustment",
): Map<number, SettlementRecord[]> {
  const by = new Map<number, SettlementRecord[]>();
  for (const record of records) {
    const corrected = record.corrects_settlement_id;
    if (record.kind !== kind || corrected === null) continue;
    by.set(corrected, [...(by.get(corrected) ?? []), record]);
  }
  return by;
}

/** What each stay was charged so far, by the settlements that are in force. */
class Stays {
  readonly #charged = new Map<number, { count: number; deductible_fen: Fen }>();

  /** As it was kept; of a stay with a forgotten settlement, as if that had never been. */
  before({ visit_id, bill }: SettlementRecord, forgotten: ReadonlySet<number>): StayToDate | null {
    if (bill === null || bill.stay === null) return null;
    if (!forgotten.has(visit_id)) return bill.stay;
    const charged = this.#charged.get(visit_id);
    return {
      first_settlement: (charged?.count ?? 0) === 0,
      deductible_charged_fen: charged?.deductible_fen ?? ZERO_FEN,
    };
  }

  charge({ record, deductible_fen }: EffectiveSettlement, sign: 1 | -1): void {
    const before = this.#charged.get(record.visit_id) ?? { count: 0, deductible_fen: ZERO_FEN };
    this.#charged.set(record.visit_id, {
      count: before.count + sign,
      deductible_fen: fen(before.deductible_fen + sign * deductible_fen),
    });
  }
}
