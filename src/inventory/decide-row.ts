import { type CivilDate, YibaoError } from "../kernel/index.ts";
import {
  directionOf,
  NO_ITEM_CODE,
  type ReturnableRecord,
  type StockRow,
  type TraceState,
} from "./inventory-record.ts";

/**
 * Whether an uploaded row stands, and what it does. Rows of a message are decided one after the
 * other, each on what the ones before it left.
 */

/** What is known when rows are decided; moved on by every row that stands. */
export interface StockFacts {
  readonly institution_code: string;
  readonly today: CivilDate;
  /** Purchases or sales that returns of this message may take back, the oldest first. */
  readonly returnable: readonly ReturnableRecord[];
  readonly traces: Map<string, TraceState>;
}

export interface TraceStep {
  readonly trace_code: string;
  readonly step_no: number;
  readonly step: "sold" | "split" | "returned";
  /** The sale that the step is about. */
  readonly record_no: number;
}

/** A row that stands. */
export interface AcceptedRow {
  readonly row: StockRow;
  readonly record_no: number;
  readonly movement_ten_thousandths: number;
  readonly returns_record_no: number | null;
  readonly steps: readonly TraceStep[];
}

/**
 * Negative stock is no reason to refuse: sales often come before the purchases they are from. What
 * is refused could never be right.
 * @throws YibaoError INVENTORY-…
 */
export function decideRow(row: StockRow, record_no: number, facts: StockFacts): AcceptedRow {
  const direction = checkRow(row, facts.today);
  const returned = isReturn(row) ? returnedBy(row, facts) : null;
  const steps = row.kind === "sale" ? soldSteps(row, record_no, facts) : [];
  const back = returned === null ? [] : returnedSteps(row, returned, facts);
  if (returned !== null) {
    returned.left_ten_thousandths -= row.quantity_ten_thousandths;
    for (const { trace_code } of back) returned.trace_codes.delete(trace_code);
  }
  for (const step of [...steps, ...back]) {
    facts.traces.set(
      step.trace_code,
      nextState(facts.traces.get(step.trace_code), {
        ...step,
        institution_code: facts.institution_code,
      }),
    );
  }
  return {
    row,
    record_no,
    movement_ten_thousandths: direction === 0 ? 0 : direction * row.quantity_ten_thousandths,
    returns_record_no: returned?.record_no ?? null,
    steps: [...steps, ...back],
  };
}

const NEVER_SOLD: TraceState = { step_no: 0, sold_in: [], split: false };

/** A trace code's state after one more step. */
export function nextState(
  state: TraceState = NEVER_SOLD,
  step: Omit<TraceStep, "trace_code"> & { readonly institution_code: string },
): TraceState {
  const { institution_code, record_no, step_no } = step;
  if (step.step !== "returned") {
    const sold_in = [...state.sold_in, { institution_code, record_no }];
    return { step_no, sold_in, split: step.step === "split" };
  }
  const sold_in = state.sold_in.filter((sale) => {
    return sale.institution_code !== institution_code || sale.record_no !== record_no;
  });
  return { step_no, sold_in, split: state.split && sold_in.length > 0 };
}

function isReturn({ kind }: StockRow): boolean {
  return kind === "purchase-return" || kind === "sale-return";
}

/** Longer than any of the specification; an index holds them. */
const LENGTH_MAX = 200;
const EARLIEST = "1990-01-01";

/** What can be told from the row alone. Returns its direction. */
function checkRow(row: StockRow, today: CivilDate): 1 | 0 | -1 {
  const { item_code, own_code, kind, mapped_item } = row;
  checkTexts(row);
  const direction = directionOf(kind, row.change_type);
  if (direction === null) {
    throw new YibaoError("INVENTORY-CHANGE-TYPE", { value: row.change_type ?? "" });
  }
  if (row.quantity_ten_thousandths < (kind === "stocktake" ? 0 : 1)) {
    throw new YibaoError("INVENTORY-QUANTITY", { least: kind === "stocktake" ? "不小于" : "大于" });
  }
  if (row.happened_at < EARLIEST) {
    throw new YibaoError("INVENTORY-TIME-EARLY", { time: row.happened_at });
  }
  if (row.happened_at.slice(0, 10) > today) {
    throw new YibaoError("INVENTORY-TIME-FUTURE", { time: row.happened_at, today });
  }
  const { made_on, expires_on } = row;
  if (made_on !== null && expires_on !== null && expires_on < made_on) {
    throw new YibaoError("INVENTORY-EXPIRY", { made_on, expires_on });
  }
  if (item_code !== NO_ITEM_CODE && mapped_item === null) {
    throw new YibaoError("INVENTORY-ITEM-UNMAPPED", { own_code });
  }
  if (item_code !== NO_ITEM_CODE && mapped_item !== item_code) {
    const details = { own_code, expected: mapped_item ?? "", item_code };
    throw new YibaoError("INVENTORY-MAPPING-DIFFERS", details);
  }
  if (kind === "sale" && row.insured && row.settlement_id === null) {
    throw new YibaoError("INVENTORY-SETTLEMENT-MISSING");
  }
  const twice = row.trace_codes.find((code, index) => row.trace_codes.indexOf(code) !== index);
  if (twice !== undefined) throw new YibaoError("INVENTORY-TRACE-TWICE", { trace_code: twice });
  return direction;
}

function checkTexts(row: StockRow): void {
  const { item_code, own_code, own_name, stock_batch_no } = row;
  const needed = {
    医疗目录编码: item_code,
    定点医药机构目录编号: own_code,
    定点医药机构目录名称: own_name,
    定点医药机构批次流水号: stock_batch_no,
    发生时间: row.happened_at,
  };
  const missing = Object.entries(needed).find(([, value]) => value === "");
  if (missing !== undefined) throw new YibaoError("INVENTORY-VALUE-MISSING", { name: missing[0] });
  const kept = { ...needed, 就医流水号: row.visit_no, 人员编号: row.person_no };
  const named = [...Object.entries(kept), ...row.trace_codes.map((code) => ["药品追溯码", code])];
  const long = named.find(([, value]) => (value?.length ?? 0) > LENGTH_MAX);
  if (long !== undefined) {
    const details = { name: long[0] ?? "", length_max: LENGTH_MAX };
    throw new YibaoError("INVENTORY-VALUE-TOO-LONG", details);
  }
}

/** What a return takes back: the record that it names, or the oldest that has enough. */
function returnedBy(row: StockRow, { returnable }: StockFacts): ReturnableRecord {
  const {
    own_code,
    stock_batch_no,
    visit_no,
    returns_record,
    quantity_ten_thousandths: asked,
  } = row;
  const candidates = returnable.filter(
    (record) =>
      record.own_code === own_code &&
      record.stock_batch_no === stock_batch_no &&
      (returns_record === null || String(record.record_no) === returns_record) &&
      (record.kind === "purchase" || returns_record !== null || record.visit_no === visit_no),
  );
  const enough = candidates.filter(({ left_ten_thousandths: left }) => left >= asked);
  const holding = enough.find(({ trace_codes }) =>
    row.trace_codes.every((code) => trace_codes.has(code)),
  );
  const found = holding ?? enough[0];
  if (found !== undefined) return found;
  const purchase = row.kind === "purchase-return";
  if (candidates.length === 0) {
    const details = { own_code, stock_batch_no };
    throw purchase
      ? new YibaoError("INVENTORY-PURCHASE-UNKNOWN", details)
      : new YibaoError("INVENTORY-SALE-UNKNOWN", { ...details, visit_no: visit_no ?? "" });
  }
  const left = Math.max(...candidates.map((record) => record.left_ten_thousandths));
  throw new YibaoError("INVENTORY-RETURN-TOO-MUCH", {
    asked: quantityText(asked),
    left: quantityText(left),
  });
}

function soldSteps(row: StockRow, record_no: number, { traces }: StockFacts): TraceStep[] {
  return row.trace_codes.map((trace_code) => {
    const state = traces.get(trace_code) ?? NEVER_SOLD;
    if (state.sold_in.length > 0 && !(row.split && state.split)) {
      throw new YibaoError("INVENTORY-TRACE-SOLD", { trace_code });
    }
    const step = row.split ? "split" : "sold";
    return { trace_code, step_no: state.step_no + 1, step, record_no };
  });
}

/** The codes that come back: those named, or all that are out when the whole rest comes back. */
function returnedSteps(
  row: StockRow,
  returned: ReturnableRecord,
  { traces }: StockFacts,
): TraceStep[] {
  const unknown = row.trace_codes.find((code) => !returned.trace_codes.has(code));
  if (unknown !== undefined) {
    throw new YibaoError("INVENTORY-TRACE-NOT-SOLD", { trace_code: unknown });
  }
  const whole = row.quantity_ten_thousandths === returned.left_ten_thousandths;
  const codes = row.trace_codes.length > 0 || !whole ? row.trace_codes : returned.trace_codes;
  return [...codes].map((trace_code) => {
    const { step_no } = traces.get(trace_code) ?? NEVER_SOLD;
    return { trace_code, step_no: step_no + 1, step: "returned", record_no: returned.record_no };
  });
}

function quantityText(quantity_ten_thousandths: number): string {
  const digits = String(quantity_ten_thousandths).padStart(5, "0");
  const decimals = digits.slice(-4).replace(/0+$/, "");
  return decimals === "" ? digits.slice(0, -4) : `${digits.slice(0, -4)}.${decimals}`;
}
