import { type Fen, multiplyPriceByQuantity, YibaoError, yuanFromFen } from "../../kernel/index.ts";
import type { ExchangeRecord } from "../exchange-record.ts";
import { isObject, type WireObject } from "../wire-value.ts";
import { SETTLEMENT_KINDS } from "./settlement-kind.ts";

/**
 * Sums that a hospital's program should itself see to: found in the typed input, whatever the
 * transaction, by the names that the interface uses for them everywhere.
 */

/** @returns at most one error of each kind a node, said of the field */
export function brokenIdentities(input: WireObject): YibaoError[] {
  const errors: YibaoError[] = [];
  for (const [node, value] of Object.entries(input)) {
    if (isObject(value)) {
      push(errors, partsOf(node, value));
      push(errors, linesOf(node, value, input));
    }
    const wrong = rowsOf(value).map((row, index) => productOf(node, row, index + 1));
    push(errors, wrong.find((error) => error !== null) ?? null);
  }
  return errors;
}

function push(errors: YibaoError[], error: YibaoError | null): void {
  if (error !== null) errors.push(error);
}

function rowsOf(value: unknown): readonly WireObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Price × quantity, rounded half up, is the amount of the line. */
function productOf(node: string, row: WireObject, number: number): YibaoError | null {
  const { pric, cnt, det_item_fee_sumamt: sent } = row;
  if (typeof pric !== "number" || typeof cnt !== "number" || typeof sent !== "number") return null;
  const computed = multiplyPriceByQuantity(pric, cnt, "half-up");
  if (computed === sent) return null;
  const details = { sent: yuan(sent), computed: yuan(computed) };
  const where = `${node}.det_item_fee_sumamt（第 ${number} 行）`;
  return new YibaoError("SANDBOX-LINE-PRODUCT", details, where);
}

/** Lines of the same message add up to the total it sends. */
function linesOf(node: string, row: WireObject, input: WireObject): YibaoError | null {
  if (typeof row.medfee_sumamt !== "number") return null;
  const lines = Object.values(input)
    .flatMap(rowsOf)
    .map((line) => line.det_item_fee_sumamt)
    .filter((amount) => typeof amount === "number");
  if (lines.length === 0) return null;
  const computed = lines.reduce((sum, amount) => sum + amount, 0);
  if (computed === row.medfee_sumamt) return null;
  const details = { sent: yuan(row.medfee_sumamt), computed: yuan(computed) };
  return new YibaoError("SANDBOX-LINES-TOTAL", details, `${node}.medfee_sumamt`);
}

const PARTS = ["fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt"] as const;

/** Where all four parts are claimed, they add up to the total. */
function partsOf(node: string, row: WireObject): YibaoError | null {
  const parts = PARTS.map((name) => row[name]).filter((amount) => typeof amount === "number");
  if (parts.length < PARTS.length || typeof row.medfee_sumamt !== "number") return null;
  const computed = parts.reduce((sum, amount) => sum + amount, 0);
  if (computed === row.medfee_sumamt) return null;
  const details = { sent: yuan(row.medfee_sumamt), computed: yuan(computed) };
  return new YibaoError("SANDBOX-PARTS-TOTAL", details, `${node}.medfee_sumamt`);
}

/** Amounts of the wire are whole fen when they come here. */
function yuan(amount_fen: number): string {
  return yuanFromFen(amount_fen as Fen);
}

interface Trial {
  readonly data: WireObject;
  readonly amounts: readonly (string | null)[];
}

const TRIALS_MAX = 5_000;
/** Amounts as our encoder writes them: always with two decimals. */
const AMOUNT_PATTERNS: readonly RegExp[] = ["fund_pay_sumamt", "acct_pay", "psn_cash_pay"].map(
  (name) => new RegExp(`"${name}":(-?[0-9.]+)`),
);
const LABELS: Readonly<Record<string, string>> = {
  acct_used_flag: "个人账户使用标志",
  med_type: "医疗类别",
  insutype: "险种类型",
  psn_setlway: "个人结算方式",
  dise_codg: "病种编码",
  medfee_sumamt: "医疗费总额",
  mid_setl_flag: "中途结算标志",
};

/**
 * Remembers the last trial of each visit and compares the final settlement with it: where a flag
 * was changed in between and the amounts with it, the person was told another sum than was taken.
 */
export function createTrialMemory(): (record: ExchangeRecord) => YibaoError | null {
  const trials = new Map<string, Trial>();
  return (record) => {
    const kind = SETTLEMENT_KINDS.find(({ trial, final }) =>
      [trial, final].includes(record.infno.replace(/[A-Z]$/, "")),
    );
    if (kind === undefined || record.outcome !== "accepted" || record.repeated) return null;
    const data = Object.values(record.input ?? {}).find(isObject);
    if (data === undefined) return null;
    const visit = data.mdtrt_id ?? `${data.psn_no} ${data.medfee_sumamt}`;
    const key = `${record.institution_code} ${kind.final} ${visit}`;
    if (record.infno.startsWith(kind.trial)) {
      if (trials.size >= TRIALS_MAX) trials.clear();
      trials.set(key, { data, amounts: amountsOf(record.answer_text) });
      return null;
    }
    const trial = trials.get(key);
    trials.delete(key);
    if (trial === undefined) return null;
    return difference(trial, { data, amounts: amountsOf(record.answer_text) }, kind);
  };
}

function difference(
  trial: Trial,
  final: Trial,
  kind: { readonly trial: string; readonly final: string },
): YibaoError | null {
  if (trial.amounts.every((amount, index) => amount === final.amounts[index])) return null;
  const changed = Object.keys(LABELS).filter((name) => trial.data[name] !== final.data[name]);
  if (changed.length === 0) return null;
  const flags = changed.map((name) => `${name}（${LABELS[name]}）`).join("、");
  const details = { trial: kind.trial, final: kind.final, flags };
  return new YibaoError("SANDBOX-TRIAL-DIFFERS", details, changed[0]);
}

/** Found as text: reading the whole answer takes longer than everything else here. */
function amountsOf(answer_text: string | null): readonly (string | null)[] {
  return AMOUNT_PATTERNS.map((pattern) => pattern.exec(answer_text ?? "")?.[1] ?? null);
}
