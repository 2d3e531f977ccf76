import type { CancelSettlementFacts, VisitKind } from "../../settlement/index.ts";

interface SentCancellation {
  readonly psn_no: string;
  readonly mdtrt_id: string;
  readonly setl_id: string;
}

/** 2103, 2208, 2305 say the same of different kinds of visit. */
export function cancelFacts(data: SentCancellation, kind: VisitKind): CancelSettlementFacts {
  const { psn_no: person_no, mdtrt_id: visit_id, setl_id: settlement_id } = data;
  return { kind, person_no, visit_id, settlement_id };
}
