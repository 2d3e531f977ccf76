import {
  type CivilDate,
  civilDate,
  type Fen,
  fen,
  fenFromYuan,
  PPM_ONE,
  type Ppm,
  ppmFromDecimal,
  YibaoError,
  yuanFromFen,
  ZERO_FEN,
  ZERO_PPM,
} from "../../kernel/index.ts";
import {
  type CatalogueClass,
  type EmploymentStatus,
  type HospitalLevel,
  type IdentityKind,
  type Place,
  type Region,
  rowTitle,
} from "../../policy/index.ts";
import type { DatedLine } from "../bill.ts";
import { isByDisease } from "../visit-type.ts";
import {
  calculatorWords,
  diseaseMeant,
  meant,
  oneMeant,
  optionList,
  SHOWN_MOST,
  visitTypeMeant,
} from "./words.ts";

/** A question to the calculator, read: who, what kind of care, where, on which day, what cost. */
export interface CalculatorQuestion {
  readonly insutype: "310" | "390";
  readonly visit_type: string;
  readonly level: HospitalLevel;
  readonly place: Place;
  readonly date: CivilDate;
  readonly disease: string | null;
  readonly status: EmploymentStatus;
  readonly identities: readonly IdentityKind[];
  readonly civil_servant: string | null;
  readonly lines: readonly DatedLine[];
  /** Accumulators of the year so far, by the words given; resolved when the benefit is known. */
  readonly this_year: Readonly<Record<string, string>>;
  /** Own account that may pay; null where none is to be used. */
  readonly balance_fen: Fen | null;
  /** Other levels or places to compare with. */
  readonly compare: readonly CalculatorElsewhere[];
}

export interface CalculatorElsewhere {
  readonly level: HospitalLevel;
  readonly place: Place;
}

export const CALCULATOR_LIMITS = {
  lines: 50,
  compare: 10,
  this_year: 20,
  amount_fen: fen(1_000_000_000),
} as const;

type Raw = Readonly<Record<string, unknown>>;

export const QUESTION_FIELDS = [
  "insutype",
  "visit_type",
  "level",
  "place",
  "date",
  "disease",
  "status",
  "identity",
  "civil_servant",
  "total",
  "in_scope",
  "class_b",
  "first_share",
  "class_c",
  "lines",
  "this_year",
  "balance",
  "compare",
] as const;
const LINE_FIELDS = ["class", "amount", "first_share", "price_limit_excess", "paid_alone"] as const;

/**
 * Reads a question; Chinese words and codes mean the same, amounts are in yuan.
 * @throws YibaoError CALCULATOR-*, MONEY-*, RATE-*, DATE-*, each at its field
 */
export function readQuestion(region: Region, raw: Raw): CalculatorQuestion {
  onlyKnown(raw, QUESTION_FIELDS, "");
  const words = calculatorWords(region);
  const insutype = oneMeant("insutype", "险种", needed(raw, "insutype", "险种", "职工或居民"), [
    ...words.insutype,
  ]) as "310" | "390";
  const visit = needed(raw, "visit_type", "医疗类别", "例如 住院、门诊、慢特病");
  const visit_type = visitTypeMeant(region, visit, insutype);
  const level = needed(raw, "level", "机构级别", optionList(words.level));
  const place = raw.place ?? "local";
  const elsewhere = {
    level: oneMeant("level", "机构级别", level, words.level) as HospitalLevel,
    place: oneMeant("place", "就医地点", place, words.place) as Place,
  };
  const date = readDate(needed(raw, "date", "就诊日期", "年-月-日，例如 2025-06-01"));
  return {
    insutype,
    visit_type,
    ...elsewhere,
    date,
    disease: readDisease(raw, visit_type, region),
    status: readStatus(raw.status, insutype, region),
    identities: readIdentities(raw.identity, region),
    civil_servant: raw.civil_servant == null ? null : readRank(raw.civil_servant, region),
    lines: readCost(raw, date),
    this_year: readThisYear(raw.this_year),
    balance_fen: raw.balance == null ? null : amount("balance", raw.balance),
    compare: readCompare(raw.compare, elsewhere, region),
  };
}

function needed(raw: Raw, field: string, title: string, allowed: string): unknown {
  if (raw[field] == null || raw[field] === "") {
    throw new YibaoError("CALCULATOR-MISSING", { title, allowed }, field);
  }
  return raw[field];
}

function onlyKnown(raw: Raw, known: readonly string[], where: string): void {
  const stranger = Object.keys(raw).find((field) => !known.includes(field));
  if (stranger === undefined) return;
  const field = stranger.slice(0, SHOWN_MOST);
  const details = { field, known: known.join("、") };
  throw new YibaoError("CALCULATOR-UNKNOWN-FIELD", details, `${where}${field}`);
}

/** What is paid for a certified disease has no answer without it. */
function readDisease(raw: Raw, visit_type: string, region: Region): string | null {
  if (isByDisease(visit_type)) {
    const names = calculatorWords(region).disease.map(({ title }) => title);
    needed(raw, "disease", "病种", names.join("、"));
  }
  return raw.disease == null ? null : diseaseMeant(region, raw.disease);
}

function readDate(raw: unknown): CivilDate {
  return at("date", () => civilDate(String(shortened(raw))));
}

function readStatus(raw: unknown, insutype: "310" | "390", region: Region): EmploymentStatus {
  const employee = insutype === "310";
  if (raw == null) return employee ? "working" : "resident";
  const options = calculatorWords(region).status.filter(
    ({ value }) => (value === "resident") !== employee,
  );
  const title = employee ? "在职或退休" : "居民医保参保人的在职状态";
  return oneMeant("status", title, raw, options) as EmploymentStatus;
}

function readIdentities(raw: unknown, region: Region): IdentityKind[] {
  const options = calculatorWords(region).identity;
  const none = [{ value: "none", title: "无" }];
  const given = Array.isArray(raw) ? raw : raw == null ? [] : String(raw).split(/[,，、]/);
  if (given.length > options.length) tooMany("identity", "身份", given.length, options.length);
  return given
    .filter((one) => meant(String(one), none) === null)
    .map((one) => oneMeant("identity", "救助身份", one, options) as IdentityKind);
}

/** Ranks are an open set of the pack's tables. */
function readRank(raw: unknown, region: Region): string {
  const options = rankOptions(region);
  return oneMeant("civil_servant", "公务员级别", raw, options);
}

export function rankOptions(region: Region): { value: string; title: string }[] {
  const ranks = new Set<string>();
  for (const { versions } of region.parameters.values()) {
    for (const { by, table } of versions) {
      if (by[0] !== "civil_servant_rank") continue;
      for (const row of Object.keys(table)) if (row !== "other" && row !== "none") ranks.add(row);
    }
  }
  return [...ranks].map((value) => ({ value, title: rowTitle(value, region.diseases) }));
}

function readThisYear(raw: unknown): Readonly<Record<string, string>> {
  if (raw == null) return {};
  if (typeof raw !== "object" || Array.isArray(raw)) {
    const value = String(shortened(raw));
    const details = { title: "本年累计", value, allowed: '{ "名称": 金额或次数 }' };
    throw new YibaoError("CALCULATOR-NOT-ALLOWED", details, "this_year");
  }
  const entries = Object.entries(raw);
  const { this_year: most } = CALCULATOR_LIMITS;
  if (entries.length > most) tooMany("this_year", "本年累计", entries.length, most);
  return Object.fromEntries(entries.map(([name, value]) => [name, String(shortened(value))]));
}

/** `level1`, `转诊`, or both: `三级+转诊`. */
function readCompare(
  raw: unknown,
  own: CalculatorElsewhere,
  region: Region,
): CalculatorElsewhere[] {
  const { level, place } = calculatorWords(region);
  const given = Array.isArray(raw) ? raw : raw == null ? [] : String(raw).split(/[,，、]/);
  const { compare: most } = CALCULATOR_LIMITS;
  if (given.length > most) tooMany("compare", "比较", given.length, most);
  return given.map((one) => {
    const elsewhere: { level: HospitalLevel; place: Place } = { ...own };
    for (const part of String(one).split(/[+＋]/)) {
      const placed = meant(part, level) === null ? meant(part, place) : null;
      if (placed !== null) elsewhere.place = placed as Place;
      else {
        const options = [...level, ...place];
        elsewhere.level = oneMeant("compare", "比较的级别或地点", part, options) as HospitalLevel;
      }
    }
    return elsewhere;
  });
}

function tooMany(field: string, title: string, count: number, most: number): never {
  throw new YibaoError("CALCULATOR-TOO-MANY", { title, count, most }, field);
}

/** The cost, in one of three forms: lines; total and in scope; total and its classes. */
function readCost(raw: Raw, date: CivilDate): DatedLine[] {
  const forms = [
    ["lines"],
    ["in_scope"],
    ["class_b", "first_share", "class_c"],
  ] as const satisfies readonly (readonly (keyof Raw)[])[];
  const used = forms.filter((fields) => fields.some((field) => raw[field] != null));
  const mixed = raw.lines != null && raw.total != null;
  if (used.length > 1 || mixed) {
    const all = ["total", "lines", "in_scope", "class_b", "first_share", "class_c"];
    const given = all.filter((field) => raw[field] != null).join("、");
    throw new YibaoError("CALCULATOR-COST-FORM", { given }, given.split("、")[0]);
  }
  if (raw.lines != null) return readLines(raw.lines, date);
  const total = amount("total", needed(raw, "total", "总费用", "金额（元），例如 20000"));
  if (raw.in_scope != null) {
    const inScope = amount("in_scope", raw.in_scope);
    const rest = withinTotal("in_scope", "政策范围内费用", inScope, total);
    return [line("A", inScope, date), ...(rest > 0 ? [line("C", rest, date)] : [])];
  }
  const b = raw.class_b == null ? ZERO_FEN : amount("class_b", raw.class_b);
  const c = raw.class_c == null ? ZERO_FEN : amount("class_c", raw.class_c);
  const first = raw.first_share == null ? ZERO_PPM : share("first_share", raw.first_share);
  const rest = withinTotal("class_b", "乙类与丙类费用", (b + c) as Fen, total);
  return [
    line("A", rest, date),
    ...(b > 0 ? [{ ...line("B", b, date), first_share_ppm: first }] : []),
    ...(c > 0 ? [line("C", c, date)] : []),
  ];
}

/** What is left of the total. */
function withinTotal(field: string, part: string, sum: Fen, total: Fen): Fen {
  if (sum <= total) return (total - sum) as Fen;
  const details = { part, sum: yuanFromFen(sum), total: yuanFromFen(total) };
  throw new YibaoError("CALCULATOR-COST-SUM", details, field);
}

function readLines(raw: unknown, date: CivilDate): DatedLine[] {
  if (!Array.isArray(raw) || raw.length === 0) {
    const details = { title: "费用明细", allowed: '[{ "class": "A", "amount": "100.00" }, …]' };
    throw new YibaoError("CALCULATOR-MISSING", details, "lines");
  }
  const { lines: most } = CALCULATOR_LIMITS;
  if (raw.length > most) tooMany("lines", "费用明细", raw.length, most);
  const lines = raw.map((one, index) => readLine(one, `lines[${index}]`, date));
  let sum = 0;
  for (const { amount_fen } of lines) sum += amount_fen;
  if (sum > CALCULATOR_LIMITS.amount_fen) tooLarge("lines", yuanFromFen(sum as Fen));
  return lines;
}

const CLASSES = [
  { value: "A", title: "甲类" },
  { value: "B", title: "乙类" },
  { value: "C", title: "丙类" },
];
const YES_NO = [
  { value: "true", title: "是" },
  { value: "false", title: "否" },
];

function readLine(raw: unknown, where: string, date: CivilDate): DatedLine {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
    const value = String(shortened(raw));
    const details = { title: "明细", value, allowed: '{ "class", "amount", … }' };
    throw new YibaoError("CALCULATOR-NOT-ALLOWED", details, where);
  }
  const one = raw as Raw;
  onlyKnown(one, LINE_FIELDS, `${where}.`);
  const cost = amount(`${where}.amount`, one.amount ?? "");
  const over =
    one.price_limit_excess == null
      ? ZERO_FEN
      : amount(`${where}.price_limit_excess`, one.price_limit_excess);
  withinTotal(`${where}.price_limit_excess`, "超限价部分", over, cost);
  const type = oneMeant(`${where}.class`, "类别", one.class, CLASSES) as CatalogueClass;
  const alone = oneMeant(
    `${where}.paid_alone`,
    "是否单行支付",
    String(one.paid_alone ?? false),
    YES_NO,
  );
  return {
    ...line(type, cost, date),
    over_limit_fen: over,
    first_share_ppm:
      one.first_share == null ? ZERO_PPM : share(`${where}.first_share`, one.first_share),
    paid_alone: alone === "true",
  };
}

function line(type: CatalogueClass, amount_fen: Fen, date: CivilDate): DatedLine {
  return {
    date,
    amount_fen,
    class: type,
    first_share_ppm: ZERO_PPM,
    over_limit_fen: ZERO_FEN,
    paid_alone: false,
  };
}

/** Yuan, not below 0 and not above what the calculator is for. */
export function amount(field: string, raw: unknown): Fen {
  const value = at(field, () => fenFromYuan(shortened(raw)));
  if (value < 0 || value > CALCULATOR_LIMITS.amount_fen) tooLarge(field, yuanFromFen(value));
  return value;
}

function tooLarge(field: string, value: string): never {
  const most = yuanFromFen(CALCULATOR_LIMITS.amount_fen);
  const details = { title: "金额", value, allowed: `0 至 ${most} 元` };
  throw new YibaoError("CALCULATOR-NOT-ALLOWED", details, field);
}

function share(field: string, raw: unknown): Ppm {
  const value = at(field, () => ppmFromDecimal(shortened(raw)));
  if (value >= 0 && value <= PPM_ONE) return value;
  const details = { title: "比例", value: String(shortened(raw)), allowed: "0 至 1 之间的小数" };
  throw new YibaoError("CALCULATOR-NOT-ALLOWED", details, field);
}

/** As JSON where it is neither text nor number, so that `[1]` is not taken for 1. */
function shortened(raw: unknown): string | number {
  if (typeof raw === "number") return raw;
  return (typeof raw === "string" ? raw : JSON.stringify(raw)).slice(0, SHOWN_MOST);
}

function at<Value>(field: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw error instanceof YibaoError ? error.at(field) : error;
  }
}
