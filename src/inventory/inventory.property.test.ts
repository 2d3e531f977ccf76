import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../../test/support/random.ts";
import { YibaoError } from "../kernel/index.ts";
import { decideRow, type StockFacts } from "./decide-row.ts";
import type { ReturnableRecord, StockRow } from "./inventory-record.ts";

// Goal: whatever sales and returns come in whatever order, a whole pack's trace code is out at
// most once, and never more comes back than went out. Method: random rows, decided one by one,
// beside a plain count of what is out.

const CODES = ["T1", "T2", "T3"];

interface Action {
  readonly sale: boolean;
  readonly codes: readonly string[];
  readonly visit: string;
}

const ACTION: fc.Arbitrary<Action> = fc.record({
  sale: fc.boolean(),
  codes: fc.subarray(CODES, { minLength: 1 }),
  visit: fc.constantFrom("V1", "V2"),
});

function rowOf({ sale, codes, visit }: Action): StockRow {
  return {
    kind: sale ? "sale" : "sale-return",
    change_type: null,
    item_code: "DRX1",
    own_code: "OWN1",
    own_name: "演示药",
    stock_batch_no: "B1",
    happened_at: "2023-06-15 09:00:00",
    quantity_ten_thousandths: codes.length * 1_0000,
    mapped_item: "DRX1",
    made_on: null,
    expires_on: null,
    trace_codes: codes,
    split: false,
    returns_record: null,
    visit_no: visit,
    person_no: null,
    settlement_id: null,
    insured: false,
    details: {},
  };
}

test("a code is out at most once, and stock never exceeds what there was", () => {
  fc.assert(
    fc.property(fc.array(ACTION, { maxLength: 30 }), (actions) => {
      const returnable: ReturnableRecord[] = [];
      const today = "2023-06-15" as StockFacts["today"];
      const facts = { institution_code: "H1", today, returnable, traces: new Map() };
      const out = new Map<string, string>();
      let moved = 0;
      for (const [index, action] of actions.entries()) {
        const row = rowOf(action);
        const possible = action.sale
          ? action.codes.every((code) => !out.has(code))
          : returnable.some(
              (sale) =>
                action.codes.every((code) => sale.trace_codes.has(code)) &&
                sale.visit_no === action.visit,
            );
        let accepted = true;
        try {
          moved += decideRow(row, index, facts).movement_ten_thousandths;
        } catch (error) {
          if (!(error instanceof YibaoError)) throw error;
          accepted = false;
        }
        expect(accepted).toBe(possible);
        if (!accepted) continue;
        for (const code of action.codes) {
          if (action.sale) out.set(code, action.visit);
          else out.delete(code);
        }
        if (action.sale) {
          returnable.push({
            record_no: index,
            kind: "sale",
            own_code: "OWN1",
            stock_batch_no: "B1",
            visit_no: action.visit,
            happened_at: row.happened_at,
            left_ten_thousandths: row.quantity_ten_thousandths,
            trace_codes: new Set(action.codes),
          });
        }
        expect(moved).toBe(0 - out.size * 1_0000);
      }
    }),
    runs(500),
  );
});
