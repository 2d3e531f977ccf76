import { type Static, Type } from "typebox";
import { maskedName } from "../../access/index.ts";
import {
  canReAdd,
  type ExplainedSentence,
  type Language,
  type Region,
  reAddFindings,
  rowTitle,
  rulesOn,
  type Step,
  schemeWords,
  titleWords,
  visitTypeWords,
} from "../../policy/index.ts";
import type { Institutions } from "../../providers/index.ts";
import {
  type ChargeLine,
  explainBill,
  type InstitutionFacts,
  isAgencyCode,
  type SettlementFile,
} from "../../settlement/index.ts";
import { dictionaryWord } from "./dictionary-word.ts";
import { paymentSlices } from "./payment-slices.ts";

/** A settlement on one page: every yuan of it, who paid it, by which clause. */

const Nullable = <T extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Integer>>(
  of: T,
) => Type.Union([of, Type.Null()]);
const Fen = Type.Integer();

const Sentence = Type.Object({
  layer: Type.String(),
  text: Type.String(),
  source: Nullable(Type.String()),
  unverified: Type.Boolean(),
});

const Facts = Type.Object({
  settlement_id: Type.String(),
  visit_id: Type.String(),
  kind: Type.Enum(["settlement", "reversal", "adjustment"]),
  person_no: Type.String(),
  name: Type.String(),
  /** Empty for one outside the register. */
  institution_code: Type.String(),
  institution: Type.String(),
  /** Paid by the person and claimed at the agency (零星报销). */
  is_claim: Type.Boolean(),
  /** A claim whose money the person has been paid. */
  is_paid: Type.Boolean(),
  level: Type.String(),
  place: Type.String(),
  own_number: Type.String(),
  settled_at: Type.String(),
  begin: Type.String(),
  end: Type.String(),
  scheme: Type.String(),
  visit_type: Type.String(),
  disease: Nullable(Type.String()),
  person_type: Type.String(),
  benefits: Type.Array(Type.String()),
  interim: Type.Boolean(),
  message_id: Type.String(),
  clearing_type: Type.String(),
  diagnoses: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
  reversed_by: Nullable(Type.String()),
  adjusted: Type.Boolean(),
  policy_version: Type.String(),
  policy_is_current: Type.Boolean(),
});

const Amounts = Type.Object({
  total_fen: Fen,
  full_self_fen: Fen,
  over_limit_fen: Fen,
  first_self_fen: Fen,
  in_scope_fen: Fen,
  deductible_fen: Fen,
  fund_sum_fen: Fen,
  person_fen: Fen,
  account_fen: Fen,
  mutual_fen: Fen,
  cash_fen: Fen,
  hospital_fen: Fen,
  pool_ratio_ppm: Type.Integer(),
  balance_after_fen: Fen,
});

const Slice = Type.Object({
  key: Type.String(),
  title: Nullable(Type.String()),
  reason: Type.Union([
    Type.Enum(["full_self", "over_limit", "first_self", "cross_region", "deductible", "rest"]),
    Type.Null(),
  ]),
  payer: Type.Enum(["fund", "person", "hospital"]),
  amount_fen: Fen,
  base_fen: Nullable(Fen),
  rate_ppm: Nullable(Type.Integer()),
  document: Nullable(Type.String()),
  clause: Nullable(Type.String()),
  unverified: Type.Boolean(),
  sentences: Type.Array(Sentence),
});

const StepRow = Type.Object({
  title: Type.String(),
  line: Nullable(Type.Integer()),
  to: Type.String(),
  base_fen: Fen,
  rate_ppm: Nullable(Type.Integer()),
  result_fen: Fen,
  document: Type.String(),
  clause: Type.String(),
  confidence: Type.String(),
  unverified: Type.Boolean(),
  terms: Type.Array(
    Type.Object({
      title: Type.String(),
      operation: Type.String(),
      rate_ppm: Type.Integer(),
      document: Type.String(),
      clause: Type.String(),
    }),
  ),
});

const LineRow = Type.Object({
  /** As sentences and steps number it; null for a refund and for what was wholly refunded. */
  number: Nullable(Type.Integer()),
  serial: Type.String(),
  item_code: Type.String(),
  name: Type.String(),
  specification: Type.String(),
  charge_type: Type.String(),
  fee_at: Type.String(),
  quantity: Type.String(),
  price: Type.String(),
  amount_fen: Fen,
  class: Type.Enum(["A", "B", "C"]),
  settled_class: Type.Enum(["A", "B", "C"]),
  first_share_ppm: Type.Integer(),
  ceiling: Nullable(Type.String()),
  paid_alone: Type.Boolean(),
  full_self_fen: Fen,
  over_limit_fen: Fen,
  first_self_fen: Fen,
  in_scope_fen: Fen,
});

export const SettlementPage = Type.Object({
  facts: Facts,
  amounts: Amounts,
  slices: Type.Array(Slice),
  sentences: Type.Array(Sentence),
  steps: Type.Array(StepRow),
  lines: Type.Array(LineRow),
  /** The settlement and what corrected it, in order. */
  records: Type.Array(
    Type.Object({
      settlement_id: Type.String(),
      kind: Type.Enum(["settlement", "reversal", "adjustment"]),
      settled_at: Type.String(),
      total_fen: Fen,
      fund_fen: Fen,
      account_fen: Fen,
      cash_fen: Fen,
    }),
  ),
  /** Null where the steps are of an earlier version of the platform. */
  re_adds: Type.Union([Type.Boolean(), Type.Null()]),
  differences: Type.Array(
    Type.Object({
      what: Type.String(),
      step: Nullable(Type.Integer()),
      stated: Type.Integer(),
      re_added: Type.Integer(),
    }),
  ),
});

export interface PageOptions {
  /** By which it was decided. */
  readonly region: Region;
  /** In force today. */
  readonly current: Region;
  readonly institutions: Institutions;
  readonly language: Language;
  readonly isUnmasked: boolean;
}

export function settlementPage(
  file: SettlementFile,
  options: PageOptions,
): Static<typeof SettlementPage> {
  const { region, language } = options;
  const { bill, split, accounts, person } = file.explainable;
  const sentences = explainBill(region, person, bill, split, language);
  const known = canReAdd(split.steps);
  const { rounding } = rulesOn(region, bill.end);
  const differences = known
    ? reAddFindings(split, { lines: bill.lines, accounts, rounding }).map((one) => ({ ...one }))
    : [];
  return {
    facts: factsOf(file, options),
    amounts: amountsOf(file),
    slices: paymentSlices(region, split, sentences, language).map((slice) => ({
      ...slice,
      sentences: slice.sentences.map(sentenceRow),
    })),
    sentences: sentences.map(sentenceRow),
    steps: split.steps.map(stepRow),
    lines: lineRows(file.lines),
    records: file.records.map(({ settlement_id, kind, settled_at, ...amounts }) => ({
      ...{ settlement_id: String(settlement_id), kind, settled_at },
      ...{ total_fen: amounts.total_fen, fund_fen: amounts.fund_fen },
      ...{ account_fen: amounts.account_fen, cash_fen: amounts.cash_fen },
    })),
    re_adds: known ? differences.length === 0 : null,
    differences,
  };
}

function sentenceRow({ layer, text, source, unverified }: ExplainedSentence) {
  return { layer, text, source, unverified };
}

function factsOf(file: SettlementFile, options: PageOptions): Static<typeof Facts> {
  const { explainable, person, visit, records } = file;
  const { region, current, institutions, language } = options;
  const { bill, institution_code, reversed_by } = explainable;
  const base = records.find(({ kind }) => kind === "settlement") ?? records[0];
  const request = base?.request ?? null;
  const row = (value: string) => rowTitle(value, region.diseases);
  return {
    settlement_id: String(explainable.settlement_id),
    visit_id: String(explainable.visit_id),
    kind: explainable.kind,
    person_no: person.person.person_no,
    name: options.isUnmasked ? person.person.name : maskedName(person.person.name),
    ...institutionShown(institution_code, request?.institution ?? null, institutions),
    ...{ is_claim: isAgencyCode(institution_code), is_paid: visit.state === "paid" },
    level: row(bill.hospital_level),
    place: row(bill.place),
    own_number: visit.own_number,
    settled_at: base?.settled_at ?? "",
    begin: bill.begin,
    end: bill.end,
    scheme: schemeWords(bill.insutype, language),
    visit_type: visitTypeWords(bill.visit_type, region, language),
    disease: bill.disease === null ? null : row(bill.disease),
    person_type: dictionaryWord("psn_type", request?.enrolment.person_type ?? ""),
    benefits: (base?.benefits ?? []).map((name) => {
      const known = region.benefits.find((one) => one.name === name);
      return known === undefined ? name : titleWords(known, language);
    }),
    interim: base?.interim ?? false,
    message_id: base?.message_id ?? "",
    clearing_type: dictionaryWord("clr_type", base?.clearing_type ?? ""),
    diagnoses: visit.diagnoses.map(({ code, name }) => ({ code, name })),
    reversed_by: reversed_by === null ? null : String(reversed_by),
    adjusted: explainable.adjusted,
    policy_version: explainable.policy_version,
    policy_is_current: explainable.policy_version === current.version,
  };
}

/** A claim stands under the agency's code: its papers say who treated the person. */
function institutionShown(
  institution_code: string,
  settledAt: InstitutionFacts | null,
  institutions: Institutions,
): { institution_code: string; institution: string } {
  if (isAgencyCode(institution_code) && settledAt !== null) {
    return { institution_code: settledAt.institution_code, institution: settledAt.name };
  }
  const institution = institutions.byCode(institution_code)?.name ?? institution_code;
  return { institution_code, institution };
}

function amountsOf({ explainable, records }: SettlementFile): Static<typeof Amounts> {
  const { split } = explainable;
  const last = records.at(-1);
  return {
    total_fen: split.total_fen,
    full_self_fen: split.full_self_fen,
    over_limit_fen: split.over_limit_fen,
    first_self_fen: split.first_self_fen,
    in_scope_fen: split.in_scope_fen,
    deductible_fen: split.deductible_fen,
    fund_sum_fen: split.fund_sum_fen,
    person_fen: split.person_fen,
    account_fen: split.account_fen,
    mutual_fen: split.mutual_fen,
    cash_fen: split.cash_fen,
    hospital_fen: split.hospital_fen,
    pool_ratio_ppm: split.pool_ratio_ppm,
    balance_after_fen: last?.balance_fen ?? 0,
  };
}

function stepRow(step: Step): Static<typeof StepRow> {
  const { title, line, to, base_fen, rate_ppm, result_fen, source, terms } = step;
  return {
    ...{ title, to, base_fen, rate_ppm, result_fen },
    line: line === null ? null : line + 1,
    document: source.document,
    clause: source.clause,
    confidence: source.confidence,
    unverified: source.basis !== "official",
    terms: terms.length <= 1 ? [] : terms.map(termRow),
  };
}

function termRow({ title, operation, rate_ppm, source }: Step["terms"][number]) {
  return { title, operation, rate_ppm, document: source.document, clause: source.clause };
}

const MICRO_DIGITS = 6;
const QUANTITY_DIGITS = 4;

function lineRows(lines: readonly ChargeLine[]): Static<typeof LineRow>[] {
  const refunded = new Map<string, number>();
  for (const { refunds_serial, amount_fen } of lines) {
    if (refunds_serial === null) continue;
    refunded.set(refunds_serial, (refunded.get(refunds_serial) ?? 0) + amount_fen);
  }
  let number = 0;
  return lines.map((line) => {
    const counts =
      line.refunds_serial === null && line.amount_fen + (refunded.get(line.serial) ?? 0) > 0;
    if (counts) number += 1;
    return lineRow(line, counts ? number : null);
  });
}

function lineRow(line: ChargeLine, number: number | null): Static<typeof LineRow> {
  const { serial, item_code, name, specification, fee_at, settled_class, paid_alone } = line;
  return {
    ...{ number, serial, item_code, name, specification, fee_at, settled_class, paid_alone },
    class: line.class,
    charge_type: dictionaryWord("med_chrgitm_type", line.charge_type),
    quantity: decimalText(line.quantity_ten_thousandths, QUANTITY_DIGITS),
    price: decimalText(line.price_micro_yuan, MICRO_DIGITS),
    amount_fen: line.amount_fen,
    first_share_ppm: line.first_share_ppm,
    ceiling:
      line.ceiling_micro_yuan === null ? null : decimalText(line.ceiling_micro_yuan, MICRO_DIGITS),
    full_self_fen: line.full_self_fen,
    over_limit_fen: line.over_limit_fen,
    first_self_fen: line.first_self_fen,
    in_scope_fen: line.in_scope_fen,
  };
}

/** 12500 of four digits → `1.25`; no float stands between. */
function decimalText(value: number, digits: number): string {
  const sign = value < 0 ? "-" : "";
  const text = String(Math.abs(value)).padStart(digits + 1, "0");
  const [whole, part] = [text.slice(0, -digits), text.slice(-digits).replace(/0+$/, "")];
  return part === "" ? `${sign}${whole}` : `${sign}${whole}.${part}`;
}
