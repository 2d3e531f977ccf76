import { chinaTime } from "../../kernel/index.ts";
import type { FieldShape, TransactionTable } from "../transaction-shape.ts";
import type { ConformanceRows, ProblemRow } from "./conformance.store.ts";
import { fieldAt, type ProblemKind } from "./observe.ts";

/** One thing that was wrong, as a developer reads it. */
export interface ReportProblem {
  readonly infno: string;
  readonly name: string;
  readonly kind: ProblemKind;
  readonly code: string;
  /** `node.field`; empty where none is named. */
  readonly place: string;
  readonly label: string;
  /** What the table says of the field. */
  readonly expected: string;
  /** What came last: clipped, personal data masked. */
  readonly came: string;
  /** What is wrong and how to mend it. */
  readonly message: string;
  readonly count: number;
  readonly first_at: string;
  readonly last_at: string;
  /** No message of this transaction has been accepted since. */
  readonly open: boolean;
}

export function reportProblems(
  { counts, problems }: ConformanceRows,
  table: TransactionTable,
): readonly ReportProblem[] {
  const accepted = new Map(
    counts.filter((row) => row.state === "accepted").map((row) => [row.infno, row.last_at]),
  );
  // What could not be read as any transaction is mended by whatever is accepted after it.
  const latest = [...accepted.values()].sort((a, b) => b.getTime() - a.getTime())[0];
  return problems.map((row) =>
    reportProblem(row, table, row.infno === "" ? latest : accepted.get(row.infno)),
  );
}

function reportProblem(
  row: ProblemRow,
  table: TransactionTable,
  accepted_at: Date | undefined,
): ReportProblem {
  const { infno, kind, code, place, came, message, count } = row;
  const shape = table.transactions.get(infno);
  const field = shape === undefined ? null : fieldAt(shape, place);
  return {
    infno,
    name: shape?.name ?? "未知交易",
    kind,
    code,
    place,
    label: field?.label ?? "",
    expected: field === null ? "" : expectation(field, table),
    came,
    message,
    count,
    first_at: chinaTime(row.first_at),
    last_at: chinaTime(row.last_at),
    open: accepted_at === undefined || accepted_at <= row.last_at,
  };
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  text: "文本",
  digits: "数字流水号",
  amount: "金额，元，最多 2 位小数",
  price: "单价，元，最多 6 位小数",
  quantity: "数量，最多 4 位小数",
  rate: "比例，最多 6 位小数",
  decimal: "小数",
  integer: "整数",
  boolean: "布尔",
  date: "日期 yyyy-MM-dd",
  datetime: "日期时间 yyyy-MM-dd HH:mm:ss",
  bytes: "Base64",
  array: "数组",
  json: "JSON",
  texts: "文本数组",
};

const VALUES_SHOWN = 12;

/** `必填，文本，长度 6，字典 insutype（310 职工… 390 居民…）` */
function expectation(field: FieldShape, table: TransactionTable): string {
  const dictionary =
    field.dictionary === null ? undefined : table.dictionaries.get(field.dictionary);
  const values = [...(dictionary?.values ?? [])];
  const shown = values.slice(0, VALUES_SHOWN).map(([value, name]) => `${value} ${name}`);
  const more = values.length > VALUES_SHOWN ? "……" : "";
  return [
    field.required && !field.may_be_empty ? "必填" : "可空",
    TYPE_WORDS[field.type] ?? field.type,
    field.length === null ? "" : `长度 ${field.length}`,
    dictionary ? `字典 ${dictionary.name}（${shown.join("、")}${more}）` : "",
  ]
    .filter((part) => part !== "")
    .join("，");
}
