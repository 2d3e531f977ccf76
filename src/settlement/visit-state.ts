import { type ErrorCode, YibaoError } from "../kernel/index.ts";
import { KIND_NAMES, type Visit, type VisitKind, type VisitState } from "./visit.ts";

/**
 * Which act is legal in which state of a visit, as one table. Everything else is refused with an
 * error that names the state and the mend; nothing is refused by silence.
 */

export type VisitAction =
  | "record"
  | "upload-lines"
  | "cancel-lines"
  | "change-memo"
  | "trial"
  | "settle"
  | "settle-interim"
  | "cancel-settlement"
  | "cancel-registration"
  | "change-admission"
  | "discharge"
  | "cancel-discharge"
  | "cancel-admission";

/** What stands in the way besides the state. */
export interface VisitFacts {
  readonly unsettled_lines: number;
  /** A settlement of the visit still in force, the latest; null when there is none. */
  readonly in_force: number | null;
  /** The final settlement of an inpatient stay, when in force. */
  readonly final_in_force: number | null;
  /** Another stay of the person that is still open. */
  readonly open_stay: { readonly visit_id: number; readonly institution_code: string } | null;
}

type Guard = (visit: Visit, facts: VisitFacts, action: VisitAction) => YibaoError | null;

interface Move {
  readonly from: readonly VisitState[];
  /** The state afterwards; absent where it stays. */
  readonly to?: VisitState;
  readonly guards?: readonly Guard[];
}

const ACTION_NAMES: Readonly<Record<VisitAction, string>> = {
  record: "上传就诊信息",
  "upload-lines": "上传费用明细",
  "cancel-lines": "撤销费用明细",
  "change-memo": "修改明细备注",
  trial: "预结算",
  settle: "结算",
  "settle-interim": "中途结算",
  "cancel-settlement": "撤销结算",
  "cancel-registration": "撤销挂号",
  "change-admission": "变更住院信息",
  discharge: "办理出院",
  "cancel-discharge": "撤销出院",
  "cancel-admission": "撤销入院",
};

const noSettlement: Guard = (visit, facts, action) =>
  facts.in_force === null ? null : settled(visit, facts.in_force, action);

const noFinalSettlement: Guard = (visit, facts, action) =>
  facts.final_in_force === null ? null : settled(visit, facts.final_in_force, action);

const noLines: Guard = (visit, facts, action) =>
  facts.unsettled_lines === 0
    ? null
    : new YibaoError("SETTLEMENT-VISIT-HAS-LINES", {
        visit_id: visit.visit_id,
        count: facts.unsettled_lines,
        action: ACTION_NAMES[action],
      });

const notElsewhere: Guard = (visit, facts) =>
  facts.open_stay === null || facts.open_stay.visit_id === visit.visit_id
    ? null
    : alreadyInHospital(visit.person_no, facts.open_stay);

const MOVES: Readonly<Record<VisitKind, Partial<Record<VisitAction, Move>>>> = {
  outpatient: {
    record: { from: ["registered"] },
    "upload-lines": { from: ["registered"] },
    "cancel-lines": { from: ["registered"] },
    "change-memo": { from: ["registered"] },
    trial: { from: ["registered"] },
    settle: { from: ["registered"] },
    "cancel-settlement": { from: ["registered"] },
    "cancel-registration": { from: ["registered"], to: "cancelled", guards: [noSettlement] },
  },
  pharmacy: {
    "change-memo": { from: ["registered"] },
    "cancel-settlement": { from: ["registered"], to: "cancelled" },
  },
  claim: {
    "cancel-settlement": { from: ["registered"], to: "cancelled" },
  },
  inpatient: {
    "upload-lines": { from: ["admitted", "discharged"], guards: [noFinalSettlement] },
    "cancel-lines": { from: ["admitted", "discharged"] },
    "change-memo": { from: ["admitted", "discharged"] },
    trial: { from: ["admitted", "discharged"], guards: [noFinalSettlement] },
    settle: { from: ["discharged"], guards: [noFinalSettlement] },
    "settle-interim": { from: ["admitted"] },
    "cancel-settlement": { from: ["admitted", "discharged"] },
    "change-admission": { from: ["admitted"] },
    discharge: { from: ["admitted"], to: "discharged" },
    "cancel-discharge": {
      from: ["discharged"],
      to: "admitted",
      guards: [noFinalSettlement, notElsewhere],
    },
    "cancel-admission": { from: ["admitted"], to: "cancelled", guards: [noSettlement, noLines] },
  },
};

/** What an act meets in a state that it is not legal in. */
const REFUSALS: Readonly<Record<VisitState, ErrorCode>> = {
  cancelled: "SETTLEMENT-VISIT-CANCELLED",
  admitted: "SETTLEMENT-VISIT-NOT-DISCHARGED",
  discharged: "SETTLEMENT-VISIT-DISCHARGED",
  registered: "SETTLEMENT-VISIT-OTHER-KIND",
  paid: "SETTLEMENT-CLAIM-PAID",
};

/**
 * The state of the visit after an act.
 * @throws YibaoError SETTLEMENT-VISIT-… | SETTLEMENT-ALREADY-IN-HOSPITAL when it is not legal
 */
export function stateAfter(action: VisitAction, visit: Visit, facts: VisitFacts): VisitState {
  const move = MOVES[visit.kind][action];
  const details = {
    visit_id: visit.visit_id,
    action: ACTION_NAMES[action],
    kind: KIND_NAMES[visit.kind],
  };
  if (move === undefined) throw new YibaoError("SETTLEMENT-VISIT-OTHER-KIND", details);
  if (!move.from.includes(visit.state)) throw new YibaoError(REFUSALS[visit.state], details);
  for (const guard of move.guards ?? []) {
    const refusal = guard(visit, facts, action);
    if (refusal !== null) throw refusal;
  }
  return move.to ?? visit.state;
}

/** Refuses a change of what a settlement in force was decided by. */
export function assertNothingSettled(action: VisitAction, visit: Visit, facts: VisitFacts): void {
  const refusal = noSettlement(visit, facts, action);
  if (refusal !== null) throw refusal;
}

/** The refusal of an admission while another stay is open. */
export function alreadyInHospital(
  person_no: string,
  stay: { readonly visit_id: number; readonly institution_code: string },
): YibaoError {
  return new YibaoError("SETTLEMENT-ALREADY-IN-HOSPITAL", { person_no, ...stay });
}

function settled(visit: Visit, settlement_id: number, action: VisitAction): YibaoError {
  return new YibaoError("SETTLEMENT-VISIT-SETTLED", {
    visit_id: visit.visit_id,
    settlement_id,
    action: ACTION_NAMES[action],
  });
}
