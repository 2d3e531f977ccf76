import { describe, expect, it } from "vitest";
import type { YibaoError } from "../kernel/index.ts";
import type { Visit, VisitKind, VisitState } from "./visit.ts";
import { stateAfter, type VisitAction, type VisitFacts } from "./visit-state.ts";

const NOTHING: VisitFacts = {
  unsettled_lines: 0,
  in_force: null,
  final_in_force: null,
  open_stay: null,
};

function visit(kind: VisitKind, state: VisitState): Visit {
  return {
    person_no: "P1",
    visit_id: 7,
    institution_code: "H43040000001",
    own_number: "",
    kind,
    insutype: "310",
    visit_type: null,
    state,
    begin_at: "2023-06-01 08:00:00",
    end_at: null,
    emergency: false,
    disease: null,
    details: {},
    diagnoses: [],
  };
}

/** The state after an act, or the code of the refusal. */
function outcome(
  action: VisitAction,
  kind: VisitKind,
  state: VisitState,
  facts: Partial<VisitFacts> = {},
): string {
  try {
    return stateAfter(action, visit(kind, state), { ...NOTHING, ...facts });
  } catch (error) {
    return (error as YibaoError).code;
  }
}

const ACTIONS: readonly VisitAction[] = [
  "record",
  "upload-lines",
  "cancel-lines",
  "trial",
  "settle",
  "settle-interim",
  "cancel-settlement",
  "cancel-registration",
  "change-admission",
  "discharge",
  "cancel-discharge",
  "cancel-admission",
];

const OTHER = "SETTLEMENT-VISIT-OTHER-KIND";
const GONE = "SETTLEMENT-VISIT-CANCELLED";
const IN = "SETTLEMENT-VISIT-NOT-DISCHARGED";
const OUT = "SETTLEMENT-VISIT-DISCHARGED";

/** Every act in every state, in the order of ACTIONS. */
const TABLE: readonly (readonly [VisitKind, VisitState, readonly string[]])[] = [
  [
    "outpatient",
    "registered",
    [
      ...["registered", "registered", "registered", "registered", "registered"],
      ...[OTHER, "registered", "cancelled", OTHER, OTHER, OTHER, OTHER],
    ],
  ],
  [
    "outpatient",
    "cancelled",
    [GONE, GONE, GONE, GONE, GONE, OTHER, GONE, GONE, OTHER, OTHER, OTHER, OTHER],
  ],
  [
    "pharmacy",
    "registered",
    [OTHER, OTHER, OTHER, OTHER, OTHER, OTHER, "cancelled", OTHER, OTHER, OTHER, OTHER, OTHER],
  ],
  [
    "pharmacy",
    "cancelled",
    [OTHER, OTHER, OTHER, OTHER, OTHER, OTHER, GONE, OTHER, OTHER, OTHER, OTHER, OTHER],
  ],
  [
    "inpatient",
    "admitted",
    [
      ...[OTHER, "admitted", "admitted", "admitted", IN, "admitted"],
      ...["admitted", OTHER, "admitted", "discharged", IN, "cancelled"],
    ],
  ],
  [
    "inpatient",
    "discharged",
    [
      ...[OTHER, "discharged", "discharged", "discharged", "discharged", OUT],
      ...["discharged", OTHER, OUT, OUT, "admitted", OUT],
    ],
  ],
  [
    "inpatient",
    "cancelled",
    [OTHER, GONE, GONE, GONE, GONE, GONE, GONE, OTHER, GONE, GONE, GONE, GONE],
  ],
];

describe("the states of a visit", () => {
  it.each(TABLE)("%s %s: every act has its outcome", (kind, state, expected) => {
    expect(ACTIONS.map((action) => outcome(action, kind, state))).toEqual(expected);
  });

  it("keeps what a settlement in force rests on", () => {
    const settled = { in_force: 5, final_in_force: 5 };
    expect(outcome("cancel-registration", "outpatient", "registered", settled)).toBe(
      "SETTLEMENT-VISIT-SETTLED",
    );
    expect(outcome("upload-lines", "inpatient", "discharged", settled)).toBe(
      "SETTLEMENT-VISIT-SETTLED",
    );
    expect(outcome("cancel-discharge", "inpatient", "discharged", settled)).toBe(
      "SETTLEMENT-VISIT-SETTLED",
    );
    expect(outcome("settle", "inpatient", "discharged", settled)).toBe("SETTLEMENT-VISIT-SETTLED");
    // An interim settlement does not close the stay.
    const interim = { in_force: 5 };
    expect(outcome("cancel-discharge", "inpatient", "discharged", interim)).toBe("admitted");
    expect(outcome("cancel-admission", "inpatient", "admitted", interim)).toBe(
      "SETTLEMENT-VISIT-SETTLED",
    );
  });

  it("does not lose lines, nor admit a person twice", () => {
    expect(outcome("cancel-admission", "inpatient", "admitted", { unsettled_lines: 2 })).toBe(
      "SETTLEMENT-VISIT-HAS-LINES",
    );
    const open_stay = { visit_id: 9, institution_code: "H2" };
    expect(outcome("cancel-discharge", "inpatient", "discharged", { open_stay })).toBe(
      "SETTLEMENT-ALREADY-IN-HOSPITAL",
    );
  });

  it("says the visit, the state and the mend", () => {
    const refused = () => stateAfter("settle", visit("inpatient", "admitted"), NOTHING);
    expect(refused).toThrow("就诊 7 还在院，不能结算。请先办理出院（2402）");
  });
});
