import { chinaTime, type Fen, YibaoError, yuanFromFen } from "../kernel/index.ts";
import { owedToPerson, type ReckonedClaim, reckonClaim } from "./claim.ts";
import type { Context, Decided, House } from "./command.ts";
import { batchOf } from "./decide-lines.ts";
import { type Charge, concluded, type SettleAsking } from "./decide-settle.ts";
import type { SettleClaimFacts, SettlementView } from "./request.ts";
import { personIn } from "./standing.ts";
import { dayOf, type Visit } from "./visit.ts";

/** The one batch of a manual claim. */
const BATCH_NO = "1";

/**
 * Settles a manual claim: visit, lines and settlement in one act, owed to the person. Only while it
 * comes to what was approved: a bill settled meanwhile may have moved the person's year.
 * @throws YibaoError AGENCY-CLAIM-CHANGED; what `reckonClaim` refuses
 */
export function decideClaim(
  context: Context,
  house: House,
  asking: SettleAsking,
  facts: SettleClaimFacts,
): Decided<SettlementView> {
  const record = personIn(context, facts.person_no);
  const today = dayOf(chinaTime(asking.now));
  const reckoned = reckonClaim(house, record, facts.claim, today);
  assertAsApproved(owedToPerson(reckoned.settled), facts.expected_fen);
  const visit = claimVisit(context, asking, facts, reckoned);
  const batch = batchOf(visit, BATCH_NO, reckoned.lines);
  const { bill, lines, settled, institution, enrolment, place } = reckoned;
  const charge: Charge = {
    ...{ visit, batches: [batch], visit_type: facts.claim.visit_type },
    ...{ begin: bill.begin, end: bill.end, disease: bill.disease, stay: bill.stay },
    ...{ account_use: bill.account_use, interim: false, sums: null },
    total_fen: settled.split.total_fen,
    details: facts.details,
  };
  const grounds = { institution, enrolment, place };
  const made = { charge, lines, record, grounds, bill, settled, movements: [] };
  const decided = concluded(context, house, asking, made);
  if (decided.writes === null) return decided;
  const { settled_batches: _, ...writes } = decided.writes;
  const { settlement_id } = decided;
  return { ...decided, writes: { ...writes, visit, batches: [{ ...batch, settlement_id }] } };
}

function assertAsApproved(now_fen: Fen, approved_fen: Fen): void {
  if (now_fen === approved_fen) return;
  const details = { proposed: yuanFromFen(approved_fen), now: yuanFromFen(now_fen) };
  throw new YibaoError("AGENCY-CLAIM-CHANGED", details);
}

/** The days of the papers; kept by the agency and not by who treated the person. */
function claimVisit(
  context: Context,
  { message, trial }: SettleAsking,
  { person_no, claim, details }: SettleClaimFacts,
  { bill }: ReckonedClaim,
): Visit {
  return {
    ...{ person_no, visit_id: trial ? 0 : context.ids.visit() },
    ...{ institution_code: message.institution_code, own_number: "", kind: "claim" },
    ...{ insutype: claim.insutype, visit_type: claim.visit_type, state: "registered" },
    ...{ begin_at: `${bill.begin} 00:00:00`, end_at: `${bill.end} 00:00:00` },
    ...{ emergency: claim.emergency, disease: bill.disease, details, diagnoses: [] },
  };
}
