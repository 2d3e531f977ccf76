import { chinaTime, YibaoError } from "../kernel/index.ts";
import type { ChargeLine } from "./charge-line.ts";
import type { Context, Decided, House } from "./command.ts";
import { acceptedLine, batchOf, type KnownLine, lineTerms, type Mapped } from "./decide-lines.ts";
import { type SettleAsking, settle } from "./decide-settle.ts";
import type { PharmacyFacts, SettlementView } from "./request.ts";
import { assertTypeOfKind, civilTime } from "./standing.ts";
import { dayOf, type Visit } from "./visit.ts";

/** The one batch of a purchase. */
const BATCH_NO = "1";

/** A purchase in a pharmacy: visit, lines and settlement in one message. */
export function decidePharmacy(
  context: Context,
  house: House,
  asking: SettleAsking,
  facts: PharmacyFacts & Mapped,
): Decided<SettlementView> {
  assertTypeOfKind(facts.visit_type, "pharmacy");
  const visit = purchase(context, asking, facts);
  const day = dayOf(visit.begin_at);
  const termsOf = lineTerms(house, visit);
  const known = new Map<string, KnownLine>();
  const during = { from: day, to: day };
  const lines: ChargeLine[] = facts.lines.map((sent, index) => {
    const line = acceptedLine(sent, facts.mapped_items[index] ?? null, known, termsOf, during);
    known.set(line.serial, { line, settlement_id: null });
    return line;
  });
  const batch = batchOf(visit, BATCH_NO, lines);
  const decided = settle(context, house, asking, {
    visit,
    batches: [batch],
    visit_type: facts.visit_type,
    begin: day,
    end: day,
    disease: batch.disease ?? facts.disease,
    account_use: facts.account_use,
    stay: null,
    interim: false,
    total_fen: facts.total_fen,
    sums: null,
    details: facts.details,
  });
  if (decided.writes === null) return decided;
  const { settled_batches: _, ...writes } = decided.writes;
  const { settlement_id } = decided;
  return { ...decided, writes: { ...writes, visit, batches: [{ ...batch, settlement_id }] } };
}

function purchase(
  context: Context,
  { message, now, trial }: SettleAsking,
  facts: PharmacyFacts,
): Visit {
  const begin_at = civilTime(facts.begin_at);
  if (dayOf(begin_at) > dayOf(chinaTime(now))) {
    throw new YibaoError("SETTLEMENT-VISIT-NOT-YET", { time: begin_at });
  }
  return {
    person_no: facts.person_no,
    visit_id: trial ? 0 : context.ids.visit(),
    institution_code: message.institution_code,
    own_number: "",
    kind: "pharmacy",
    insutype: facts.insutype,
    visit_type: facts.visit_type,
    state: "registered",
    begin_at,
    end_at: begin_at,
    emergency: false,
    disease: facts.disease,
    details: facts.details,
    diagnoses: [],
  };
}
