import type { Fact, ProfileUnit } from "../../disclosure/index.ts";
import { YibaoError } from "../../kernel/index.ts";
import { decimalsMost, placeText, readAmount, stepOf, type TableFile } from "./table-file.ts";

/** The unit's registers, a row for each project, purchase, meeting …: what their sums are. */

export type RegisterRow = Readonly<Record<string, string>>;

interface RegisterForm {
  /** English names by the Chinese ones; other columns keep their own name. */
  readonly columns: Readonly<Record<string, string>>;
  readonly amounts: readonly string[];
  readonly counts: readonly string[];
  /** Columns that allow only some words. */
  readonly words: Readonly<Record<string, readonly string[]>>;
}

const FUNDS_OF_PROJECT: Readonly<Record<string, string>> = {
  合计: "total",
  金额: "total",
  一般公共预算: "general",
  政府性基金: "fund",
  国有资本经营: "capital",
  财政专户管理资金: "special-account",
  单位资金: "unit",
  上年结转: "opening",
};

const GRADES: Readonly<Record<string, string>> = {
  优: "grade-excellent",
  良: "grade-good",
  中: "grade-pass",
  合格: "grade-pass",
  差: "grade-fail",
  不合格: "grade-fail",
};

const PURCHASES: Readonly<Record<string, string>> = {
  货物: "goods",
  工程: "works",
  服务: "services",
};

export const REGISTERS: Readonly<Record<string, RegisterForm>> = {
  projects: {
    columns: {
      项目名称: "name",
      主要内容: "summary",
      立项依据: "basis",
      实施主体: "body",
      实施方案: "scheme",
      实施周期: "period",
      绩效目标: "goal",
      ...FUNDS_OF_PROJECT,
    },
    amounts: Object.values(FUNDS_OF_PROJECT),
    counts: [],
    words: {},
  },
  procurement: {
    columns: {
      项目名称: "name",
      类别: "kind",
      企业规模: "size",
      合同金额: "amount",
      供应商: "supplier",
    },
    amounts: ["amount"],
    counts: [],
    words: { kind: Object.keys(PURCHASES), size: ["大型", "中型", "小型", "微型", ""] },
  },
  performance: {
    columns: { 项目名称: "name", 预算数: "budget", 执行数: "amount", 得分: "score", 等级: "grade" },
    amounts: ["budget", "amount"],
    counts: [],
    words: { grade: Object.keys(GRADES) },
  },
  meetings: {
    columns: { 类别: "kind", 名称: "name", 人数: "people", 金额: "amount" },
    amounts: ["amount"],
    counts: ["people"],
    words: { kind: ["会议", "培训"] },
  },
};

export interface Register {
  readonly rows: readonly RegisterRow[];
  readonly facts: readonly Fact[];
}

interface Sums {
  readonly file: TableFile;
  readonly step: number;
  readonly at: Map<string, { value: number; quantity: "money" | "count" }>;
}

/**
 * The rows of a register under English names, and the sums that the tables need of it.
 * @throws YibaoError PUBLICATION-UNIT | -AMOUNT | -COUNT | -NOT-ALLOWED, with file, line, column
 */
export function readRegister(topic: string, file: TableFile): Register {
  const form = REGISTERS[topic] as RegisterForm;
  const names = file.header.map((words) => form.columns[words] ?? words);
  const isMoney = names.some((name) => form.amounts.includes(name));
  if (isMoney && file.unit === null) {
    throw new YibaoError("PUBLICATION-UNIT", {}, placeText(file, file.header_line, 0));
  }
  const unit = file.unit ?? "元";
  const decimals = names.flatMap((name, column) =>
    form.amounts.includes(name)
      ? file.rows.map(({ cells }) => readAmount(cells[column] ?? "", unit)?.decimals ?? 0)
      : [],
  );
  const step = stepOf(Math.max(unit === "万元" ? 2 : 0, ...decimals), unit);
  const sums: Sums = { file, step, at: new Map() };
  const rows = file.rows.map(({ cells, line }, index) => {
    const row = Object.fromEntries(
      names.map((name, column) => [name, (cells[column] ?? "").trim()]),
    );
    names.forEach((name, column) => {
      const words = form.words[name];
      if (words === undefined) return;
      const title = file.header[column] ?? name;
      assertWord(title, words, row[name] ?? "", placeText(file, line, column));
    });
    const number = (name: string): number => {
      const column = names.indexOf(name);
      const place = placeText(file, line, column);
      return column < 0 ? 0 : numberOf(form, name, row[name] ?? "", unit, place);
    };
    addRow(sums, topic, row, index, names, number);
    return row;
  });
  return { rows, facts: factsOf(sums) };
}

function assertWord(title: string, words: readonly string[], value: string, place: string): void {
  if (words.includes(value)) return;
  const details = { key: title, value, allowed: words.filter((one) => one !== "").join("、") };
  throw new YibaoError("PUBLICATION-NOT-ALLOWED", details, place);
}

function numberOf(
  form: RegisterForm,
  name: string,
  text: string,
  unit: ProfileUnit,
  place: string,
): number {
  if (text === "") return 0;
  if (form.counts.includes(name)) {
    if (!/^\d{1,9}$/.test(text)) throw new YibaoError("PUBLICATION-COUNT", { value: text }, place);
    return Number(text);
  }
  const amount = readAmount(text, unit);
  if (amount !== null) return amount.value;
  const details = { value: text, unit, decimals: decimalsMost(unit) };
  throw new YibaoError("PUBLICATION-AMOUNT", details, place);
}

function add(sums: Sums, address: string, value: number, quantity: "money" | "count"): void {
  const before = sums.at.get(address)?.value ?? 0;
  sums.at.set(address, { value: before + value, quantity });
}

type NumberOf = (name: string) => number;

function addRow(
  sums: Sums,
  topic: string,
  row: RegisterRow,
  index: number,
  names: readonly string[],
  number: NumberOf,
): void {
  if (topic === "projects") {
    for (const name of names.filter((one) => REGISTERS.projects?.amounts.includes(one))) {
      add(sums, `projects|project-${index + 1}|${name}`, number(name), "money");
    }
  }
  if (topic === "procurement") addPurchase(sums, row, number("amount"));
  if (topic === "performance") {
    const grade = GRADES[row.grade ?? ""] as string;
    add(sums, `performance|${grade}|count`, 1, "count");
    add(sums, "performance|evaluated-projects|count", 1, "count");
    if (names.includes("amount")) {
      add(sums, "performance|evaluated-projects|amount", number("amount"), "money");
    }
  }
  if (topic === "meetings") {
    const kind = row.kind === "会议" ? "meeting" : "training";
    add(sums, `meetings|${kind}|amount`, number("amount"), "money");
    add(sums, `meetings|${kind}-people|count`, number("people"), "count");
  }
}

function addPurchase(sums: Sums, row: RegisterRow, value: number): void {
  const kind = PURCHASES[row.kind ?? ""] as string;
  const isSmallMedium = ["中型", "小型", "微型"].includes(row.size ?? "");
  const isSmallMicro = ["小型", "微型"].includes(row.size ?? "");
  for (const one of Object.values(PURCHASES)) {
    const own = one === kind ? value : 0;
    add(sums, `procurement|${one}|amount`, own, "money");
    add(sums, `procurement|${one}-small-medium|amount`, isSmallMedium ? own : 0, "money");
  }
  add(sums, "procurement|small-micro|amount", isSmallMicro ? value : 0, "money");
}

function factsOf({ file, step, at }: Sums): readonly Fact[] {
  return [...at].map(([address, { value, quantity }]) => {
    const [topic, row, column] = address.split("|") as [string, string, string];
    const place = { page: 0, line: file.header_line, table: file.name, row, column: "1", text: "" };
    const printed = { quantity, value, step: quantity === "money" ? step : 1, text: "" };
    return { source: "table", topic, row, column, printed, origin: "printed", place };
  });
}
