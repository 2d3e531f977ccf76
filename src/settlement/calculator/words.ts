import { YibaoError } from "../../kernel/index.ts";
import {
  diseaseCode,
  EMPLOYMENT_STATUSES,
  HOSPITAL_LEVELS,
  IDENTITY_KINDS,
  PLACES,
  type Region,
  rowTitle,
  schemeWords,
  visitTypeWords,
} from "../../policy/index.ts";
import { nationalVisitType } from "../visit-type.ts";

/** What may be filled into the calculator, with the titles and other words that mean the same. */

/** One value that may be filled in. */
export interface CalculatorOption {
  readonly value: string;
  readonly title: string;
}

const SCHEMES = ["310", "390"] as const;

/** Words that people use beside the titles. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  "310": ["职工", "职工医保", "employee"],
  "390": ["居民", "居民医保", "城乡居民", "resident"],
  primary: ["社区", "社区医院", "乡镇卫生院", "卫生院", "基层医疗机构"],
  level1: ["一级医院", "1"],
  level2: ["二级医院", "2"],
  level3: ["三级", "三级医院", "市级三级", "3"],
  "level3-provincial": ["省级三级", "省部级", "省部属", "省部属三级"],
  local: ["本市", "市内"],
  "filed-resident": ["异地长期居住", "长期居住", "已备案", "备案"],
  referred: ["转院", "转外"],
  emergency: ["急诊", "异地急救"],
  unreferred: ["未备案", "自行前往"],
  working: ["在职职工"],
  retired: ["退休人员"],
  "extreme-poverty": ["特困人员", "五保"],
  "low-income": ["低保对象", "低保户"],
  "low-income-edge": ["低保边缘家庭"],
  "returned-to-poverty": ["返贫致贫人口"],
  monitored: ["监测户"],
  "illness-poverty": ["因病致贫家庭"],
  "2101": ["住院"],
  "11": ["门诊"],
  "14": ["慢特病", "慢病"],
  "9901": ["两病"],
  "41": ["药店", "药店购药"],
  "18": ["特药"],
};

/** Everything that may be filled in on a day, in a fixed order. */
export interface CalculatorWords {
  readonly insutype: readonly CalculatorOption[];
  readonly level: readonly CalculatorOption[];
  readonly place: readonly CalculatorOption[];
  readonly status: readonly CalculatorOption[];
  readonly identity: readonly CalculatorOption[];
  readonly disease: readonly CalculatorOption[];
}

export function calculatorWords(region: Region): CalculatorWords {
  const rows = (values: readonly string[]) =>
    values.map((value) => ({ value, title: rowTitle(value, region.diseases) }));
  return {
    insutype: SCHEMES.map((value) => ({ value, title: schemeWords(value, "zh") })),
    level: rows(HOSPITAL_LEVELS),
    place: rows(PLACES),
    status: rows(EMPLOYMENT_STATUSES),
    identity: rows(IDENTITY_KINDS),
    disease: [...region.diseases.values()].map(({ code, name }) => ({ value: code, title: name })),
  };
}

/** Business types that some benefit of the scheme pays, or all that any benefit pays. */
export function visitTypeOptions(region: Region, insutype: string | null): CalculatorOption[] {
  const types = new Set(
    region.benefits
      .filter((one) => insutype === null || one.insutypes.includes(insutype))
      .flatMap((one) => one.visit_types),
  );
  return [...types].sort().map((value) => ({ value, title: visitTypeWords(value, region, "zh") }));
}

/** A word as it is typed: full-width marks and spaces are no difference. */
function plain(word: string): string {
  return word.trim().normalize("NFKC").replace(/\s+/g, "").toLowerCase();
}

/** The option that a value, a title or another word for it means; null for none. */
export function meant(word: string, options: readonly CalculatorOption[]): string | null {
  const given = plain(word);
  const same = (other: string) => plain(other) === given;
  const exact = options.find(({ value }) => same(value));
  const titled = options.find(({ title }) => same(title));
  const called = options.find(({ value }) => SYNONYMS[value]?.some(same));
  return (exact ?? titled ?? called)?.value ?? null;
}

/** `level3（三级（市级））、…`, for a message. */
export function optionList(options: readonly CalculatorOption[]): string {
  return options.map(({ value, title }) => `${title}（${value}）`).join("、");
}

/** A word of a closed list. @throws YibaoError CALCULATOR-NOT-ALLOWED at the field */
export function oneMeant(
  field: string,
  title: string,
  word: unknown,
  options: readonly CalculatorOption[],
): string {
  const value = typeof word === "string" || typeof word === "number" ? String(word) : null;
  const found = value === null ? null : meant(value, options);
  if (found !== null) return found;
  const shown = value ?? JSON.stringify(word ?? null);
  const details = { title, value: shown.slice(0, SHOWN_MOST), allowed: optionList(options) };
  throw new YibaoError("CALCULATOR-NOT-ALLOWED", details, field);
}

/** What somebody sent is shown back to them, but not at any length. */
export const SHOWN_MOST = 60;

/** A business type: code, national short code or name. */
export function visitTypeMeant(region: Region, word: unknown, insutype: string): string {
  const given = typeof word === "string" || typeof word === "number" ? String(word).trim() : word;
  const national = typeof given === "string" ? nationalVisitType(given) : given;
  return oneMeant("visit_type", "医疗类别", national, visitTypeOptions(region, insutype));
}

/** A disease by code, name or another name. @throws YibaoError CALCULATOR-NOT-ALLOWED */
export function diseaseMeant(region: Region, word: unknown): string {
  const options = calculatorWords(region).disease;
  if (typeof word === "string") {
    const code = diseaseCode(region, word.trim());
    if (region.diseases.has(code)) return code;
  }
  return oneMeant("disease", "病种", word, options);
}
