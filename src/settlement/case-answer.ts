import { decimalFromPpm, type Fen, yuanFromFen } from "../kernel/index.ts";
import {
  type ExplainedSentence,
  type Language,
  type Provenance,
  type Region,
  type Split,
  type Step,
  withOptions,
} from "../policy/index.ts";
import type { Case } from "./case.ts";
import type { CaseResult, ChangedBill } from "./case-run.ts";
import { explainBill } from "./explain-bill.ts";
import { fundRows, type SettlementFigures, settlementFigures } from "./setlinfo.ts";

/** The answer of `yibao settle` in the form that contracts promise: amounts as decimal texts. */
export interface CaseAnswer {
  readonly name?: string;
  readonly region: string;
  readonly policy_version: string;
  readonly bills: readonly BillAnswer[];
  readonly overridden: readonly string[];
  readonly differs: readonly Difference[];
}

export interface BillAnswer {
  readonly id: string;
  readonly voids?: string;
  readonly benefits: readonly string[];
  readonly setlinfo: Readonly<Record<string, string>>;
  readonly setldetail: readonly Readonly<Record<string, string>>[];
  readonly steps: readonly StepAnswer[];
  /** The steps in the words of the clauses, where a language was asked for. */
  readonly explanation?: readonly ExplainedSentence[];
  /** What the funds of `setldetail` are called in English, where that was asked for. */
  readonly fund_titles?: Readonly<Record<string, string>>;
  readonly changed_by_void: readonly ChangeAnswer[];
}

export interface StepAnswer extends Provenance {
  readonly kind: Step["kind"];
  readonly layer: string;
  readonly title: string;
  readonly to: string;
  readonly line?: number;
  readonly base: string;
  readonly rate: string | null;
  readonly result: string;
  readonly unverified: boolean;
  readonly terms?: readonly TermAnswer[];
}

interface TermAnswer extends Provenance {
  readonly title: string;
  readonly operation: string;
  readonly rate: string;
}

interface ChangeAnswer {
  readonly id: string;
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
  readonly difference: Readonly<Record<string, string>>;
}

/** A figure that is not what the case expected. */
export interface Difference {
  readonly bill: string;
  readonly field: string;
  readonly expected: string;
  readonly actual: string;
}

/** @param language of the explanation; without it there is none */
export function caseAnswer(
  region: Region,
  given: Case,
  results: readonly CaseResult[],
  language: Language | null = null,
): CaseAnswer {
  const told = withOptions(region, given.options);
  const bySums = new Set(
    given.events.flatMap((one) => (one.kind === "bill" && one.by_sums ? [one.id] : [])),
  );
  const explained = ({ id, voids, bill, settled }: CaseResult) => {
    const numbered = !bySums.has(voids ?? id);
    return language && explainBill(told, given.person, bill, settled.split, language, numbered);
  };
  const bills = results.map((result) => ({
    ...billAnswer(region, result, explained(result)),
    ...(language === "en" ? { fund_titles: fundTitles(told, result.settled.split) } : {}),
  }));
  return {
    ...(given.name ? { name: given.name } : {}),
    region: region.code,
    policy_version: region.version,
    bills,
    overridden: Object.entries(given.options)
      .filter(([, value]) => value != null)
      .map(([name]) => name),
    differs: differences(given, bills),
  };
}

function billAnswer(
  region: Region,
  result: CaseResult,
  explanation: readonly ExplainedSentence[] | null,
): BillAnswer {
  const { settled } = result;
  return {
    id: result.id,
    ...(result.voids === null ? {} : { voids: result.voids }),
    benefits: settled.benefits,
    setlinfo: {
      med_type: result.bill.visit_type,
      insutype: result.bill.insutype,
      refd_setl_flag: result.voids === null ? "0" : "1",
      ...figuresText(settlementFigures(region, settled.split)),
      balc: yuanFromFen(result.balance_fen),
    },
    setldetail: detailRows(region, settled.split),
    steps: settled.split.steps.map(stepAnswer),
    ...(explanation === null ? {} : { explanation }),
    changed_by_void: result.changed.map((change) => changeAnswer(region, change)),
  };
}

function fundTitles(region: Region, split: Split): Record<string, string> {
  return Object.fromEntries(
    split.payments.map(({ fund }) => {
      const known = region.funds.get(fund);
      return [fund, known?.english ?? known?.name ?? fund];
    }),
  );
}

function detailRows(region: Region, split: Split): Record<string, string>[] {
  return fundRows(region, split).map((row) => ({
    fund_pay_type: row.fund_pay_type,
    fund_pay_type_name: row.fund_pay_type_name,
    inscp_scp_amt: yuanFromFen(row.inscp_scp_amt),
    crt_payb_lmt_amt: yuanFromFen(row.crt_payb_lmt_amt),
    fund_payamt: yuanFromFen(row.fund_payamt),
  }));
}

function figuresText(figures: SettlementFigures): Record<string, string> {
  return Object.fromEntries(
    Object.entries(figures).map(([field, value]) => [
      field,
      field === "pool_prop_selfpay" ? decimalFromPpm(value as never) : yuanFromFen(value as Fen),
    ]),
  );
}

function changeAnswer(region: Region, change: ChangedBill): ChangeAnswer {
  const before = settlementFigures(region, change.before.split);
  const after = settlementFigures(region, change.after.split);
  const difference = Object.fromEntries(
    Object.entries(after)
      .map(([field, value]) => [field, (value - before[field as keyof SettlementFigures]) as Fen])
      .filter(([field, value]) => value !== 0 && field !== "pool_prop_selfpay")
      .map(([field, value]) => [field, yuanFromFen(value as Fen)]),
  );
  return { id: change.id, before: figuresText(before), after: figuresText(after), difference };
}

/** One step as people and programs read it; `unverified` is shown as 待核实. */
export function stepAnswer(step: Step): StepAnswer {
  return {
    kind: step.kind,
    layer: step.layer,
    title: step.title,
    to: step.to,
    ...(step.line === null ? {} : { line: step.line + 1 }),
    base: yuanFromFen(step.base_fen),
    rate: step.rate_ppm === null ? null : decimalFromPpm(step.rate_ppm),
    result: yuanFromFen(step.result_fen),
    ...cited(step.source),
    unverified: step.source.basis !== "official",
    ...(step.terms.length <= 1 && step.kind !== "deductible-repeat"
      ? {}
      : {
          terms: step.terms.map(({ title, operation, rate_ppm, source }) => ({
            title,
            operation,
            rate: decimalFromPpm(rate_ppm),
            ...cited(source),
          })),
        }),
  };
}

function cited({ document, clause, basis, confidence }: Provenance): Provenance {
  return { document, clause, basis, confidence };
}

/** `expect` of the case against the answer: bill → national field (or `fund:310100`) → amount. */
function differences(given: Case, bills: readonly BillAnswer[]): Difference[] {
  return Object.entries(given.expect).flatMap(([id, fields]) => {
    const bill = bills.find((one) => one.id === id);
    return Object.entries(fields).flatMap(([field, value]) => {
      const expected = String(value);
      const actual = bill === undefined ? "（没有这张账单）" : actualOf(bill, field);
      return same(expected, actual) ? [] : [{ bill: id, field, expected, actual }];
    });
  });
}

/** A clerk may write 14025, 14025.0 or "14025.00". */
function same(expected: string, actual: string): boolean {
  const plain = (text: string) =>
    /^-?\d+(\.\d+)?$/.test(text) ? text.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "") : text;
  return plain(expected) === plain(actual);
}

function actualOf(bill: BillAnswer, field: string): string {
  if (field.startsWith("fund:")) {
    const row = bill.setldetail.find((one) => `fund:${one.fund_pay_type}` === field);
    return row?.fund_payamt ?? "0.00";
  }
  const [changed, changedField] = field.split("/");
  if (changedField !== undefined) {
    const change = bill.changed_by_void.find((one) => one.id === changed);
    return change?.after[changedField] ?? "（没有变化）";
  }
  return bill.setlinfo[field] ?? "（没有这一项）";
}
