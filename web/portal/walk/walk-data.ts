import type { BodyOf } from "../../shared/client.ts";
import type { Phrase } from "../../shared/words.ts";

/**
 * Who and what the walk can choose from. All invented: names say so, and no price or share here is
 * anybody's; what the bill comes to is computed by the platform.
 */
type Question = BodyOf<"POST /api/v1/calculator">;

export interface WalkPerson {
  readonly key: string;
  readonly name: Phrase;
  readonly what: Phrase;
  readonly question: Pick<Question, "insutype" | "status" | "identity" | "balance">;
}

export const PEOPLE: readonly WalkPerson[] = [
  {
    key: "working",
    name: { zh: "甲示例", en: "Ms Example A" },
    what: { zh: "职工医保 · 在职 · 个人账户 800 元", en: "Employee, working, account 800" },
    question: { insutype: "310", status: "working", balance: "800" },
  },
  {
    key: "retired",
    name: { zh: "乙示例", en: "Mr Example B" },
    what: { zh: "职工医保 · 退休", en: "Employee, retired" },
    question: { insutype: "310", status: "retired" },
  },
  {
    key: "resident",
    name: { zh: "丙示例", en: "Ms Example C" },
    what: { zh: "城乡居民医保", en: "Resident" },
    question: { insutype: "390", status: "resident" },
  },
  {
    key: "aided",
    name: { zh: "丁示例", en: "Mr Example D" },
    what: { zh: "城乡居民医保 · 低保对象", en: "Resident on social assistance" },
    question: { insutype: "390", status: "resident", identity: ["low-income"] },
  },
];

export interface WalkLine {
  readonly name: Phrase;
  /** Of the catalogue: A, B, or C for what is outside. */
  readonly class: "A" | "B" | "C";
  readonly quantity: number;
  readonly price_fen: number;
  readonly first_share?: string;
}

export interface WalkVisit {
  readonly key: string;
  readonly hospital: Phrase;
  readonly what: Phrase;
  readonly question: Pick<Question, "visit_type" | "level" | "place">;
  readonly lines: readonly WalkLine[];
}

const WARD: WalkLine = {
  name: { zh: "床位费（普通病房，示例）", en: "Bed, ordinary ward (example)" },
  ...{ class: "A", quantity: 8, price_fen: 4_000 },
};
const NURSING: WalkLine = {
  name: { zh: "护理费（示例）", en: "Nursing (example)" },
  ...{ class: "A", quantity: 8, price_fen: 3_000 },
};
const TESTS: WalkLine = {
  name: { zh: "检验与检查（示例）", en: "Tests (example)" },
  ...{ class: "A", quantity: 1, price_fen: 186_000 },
};
const DRUG_A: WalkLine = {
  name: { zh: "甲类药品（示例）", en: "Drugs of class A (example)" },
  ...{ class: "A", quantity: 24, price_fen: 5_250 },
};
const DRUG_B: WalkLine = {
  name: { zh: "乙类药品（示例）", en: "Drugs of class B (example)" },
  ...{ class: "B", quantity: 16, price_fen: 9_800, first_share: "0.1" },
};
const IMPLANT: WalkLine = {
  name: { zh: "植入材料（示例）", en: "Implant (example)" },
  ...{ class: "B", quantity: 1, price_fen: 680_000, first_share: "0.15" },
};
const OPERATION: WalkLine = {
  name: { zh: "手术费（示例）", en: "Operation (example)" },
  ...{ class: "A", quantity: 1, price_fen: 420_000 },
};
const OUTSIDE: WalkLine = {
  name: { zh: "目录外材料（示例）", en: "Material outside the catalogue (example)" },
  ...{ class: "C", quantity: 1, price_fen: 96_000 },
};

export const VISITS: readonly WalkVisit[] = [
  {
    key: "city",
    hospital: { zh: "示例市第一医院（三级）", en: "Example First Hospital (level 3)" },
    what: { zh: "住院 8 天，做了手术", en: "8 days in hospital, with an operation" },
    question: { visit_type: "2101", level: "level3", place: "local" },
    lines: [WARD, NURSING, TESTS, DRUG_A, DRUG_B, OPERATION, IMPLANT, OUTSIDE],
  },
  {
    key: "county",
    hospital: { zh: "示例县人民医院（二级）", en: "Example County Hospital (level 2)" },
    what: { zh: "住院 8 天，药物治疗", en: "8 days in hospital, with drugs" },
    question: { visit_type: "2101", level: "level2", place: "local" },
    lines: [WARD, NURSING, TESTS, DRUG_A, DRUG_B],
  },
  {
    key: "township",
    hospital: { zh: "示例镇卫生院（基层）", en: "Example Township Clinic (primary)" },
    what: { zh: "住院 8 天，观察调理", en: "8 days in hospital, under observation" },
    question: { visit_type: "2101", level: "primary", place: "local" },
    lines: [WARD, NURSING, DRUG_A],
  },
  {
    key: "away",
    hospital: { zh: "外省示例医院（三级）", en: "Example Hospital elsewhere (level 3)" },
    what: { zh: "没有备案，自己去外地住院", en: "Went elsewhere without a filing" },
    question: { visit_type: "2101", level: "level3", place: "unreferred" },
    lines: [WARD, NURSING, TESTS, DRUG_A, DRUG_B, OPERATION, IMPLANT, OUTSIDE],
  },
];

function lineFen({ quantity, price_fen }: WalkLine): number {
  return quantity * price_fen;
}

/** Yuan as a decimal text. */
function yuanOf(amount_fen: number): string {
  return `${Math.trunc(amount_fen / 100)}.${String(amount_fen % 100).padStart(2, "0")}`;
}

export function walkQuestion(person: WalkPerson, visit: WalkVisit, date: string): Question {
  return {
    ...person.question,
    ...visit.question,
    date,
    lines: visit.lines.map((line) => ({
      class: line.class,
      amount: yuanOf(lineFen(line)),
      ...(line.first_share === undefined ? {} : { first_share: line.first_share }),
    })),
  };
}
