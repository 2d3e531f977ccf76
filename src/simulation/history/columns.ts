/**
 * The columns of a history, in one place: the writer, the reader, the paper (docs/history.md) and
 * analysts' programs all go by this. A history is a folder:
 *
 * - `manifest.json`  what it is, where from, how many, hashes (HistoryManifest)
 * - `cases.json`     the cases of its bills, by the number in the column `case`
 * - `people.arrow`   one row a person
 * - `bills.arrow`    one row an adjudicated bill or cancellation, whole persons in each batch
 *
 * The two tables are Arrow IPC files without compression: a column of numbers is read as it lies.
 */

/** How a column is stored. */
export type ColumnKind =
  /** A word of a fixed list: dictionary of texts, codes of one byte. */
  | "word"
  | "uint8"
  | "int16"
  | "int32"
  /** Days since 1970-01-01, as an Arrow date. */
  | "day"
  | "text";

export interface Column<Kind extends ColumnKind = ColumnKind> {
  readonly kind: Kind;
  /** What it holds, for the analyst. */
  readonly title: string;
}

function column<Kind extends ColumnKind>(kind: Kind, title: string): Column<Kind> {
  return { kind, title };
}

/** Columns of `bills.arrow` but for those of the funds, `fund_<code>_fen`, which stand last. */
export const BILL_COLUMNS = {
  person: column("int32", "人员序号：people.arrow 的行号，从 0 起"),
  case: column("int32", "情形序号：cases.json 的序号，从 0 起"),
  insutype: column("word", "险种：310 职工，390 居民"),
  visit_type: column("word", "医疗类别（med_type）"),
  hospital_level: column("word", "机构级别"),
  place: column("word", "就医地与备案"),
  disease: column("word", "认定病种；none 无"),
  employment_status: column("word", "在职状态"),
  civil_servant_rank: column("word", "公务员级别；none 无"),
  identities: column("word", "救助身份，多重的以 + 相连；none 无"),
  care_day: column("day", "决定政策的那一天"),
  year: column("int16", "年度累计所属的年"),
  begin_day: column("day", "就诊或入院的那一天"),
  end_day: column("day", "就诊、出院或中途结算的那一天"),
  settled_day: column("day", "结算或撤销的那一天"),
  settled_month: column("uint8", "结算的月份，1 至 12"),
  total_fen: column("int32", "总费用"),
  full_self_fen: column("int32", "全自费"),
  over_limit_fen: column("int32", "超限价自费"),
  first_self_fen: column("int32", "先行自付"),
  in_scope_fen: column("int32", "政策范围内费用"),
  paid_alone_fen: column("int32", "政策范围内费用中单行支付药品的部分"),
  class_a_fen: column("int32", "甲类费用"),
  class_b_fen: column("int32", "乙类费用"),
  class_c_fen: column("int32", "丙类与目录外费用"),
  stay: column("int32", "住院次序：本人第几次住院，从 1 起；不是住院为 0"),
  first_of_stay: column(
    "uint8",
    "1：计住院次数的那一次结算（不是住院也为 1）；0：同一住院的以后各次",
  ),
  cancels_back: column("int32", "撤销行：被撤销的账单在前面第几行；不是撤销为 0"),
  reproduced: column(
    "uint8",
    "1：由本历史的事实与现有政策依次重算，得到同样的结果；0：另有历史之外的原因",
  ),
  deductible_fen: column("int32", "起付线支出"),
  person_fen: column("int32", "个人负担：账户与现金"),
} as const satisfies Readonly<Record<string, Column>>;

/** Columns of `people.arrow`. */
export const PEOPLE_COLUMNS = {
  pseudonym: column("text", "假名：不是人员编号"),
  insutype: column("word", "险种：310 职工，390 居民"),
  sex: column("word", "性别：male，female，unknown"),
  birth_year: column("int16", "出生年"),
  employment_status: column("word", "在职状态"),
  civil_servant_rank: column("word", "公务员级别；none 无"),
  identities: column("word", "本期间有过的救助身份，多重的以 + 相连；none 无"),
  district: column("word", "参保地县区的区划代码"),
  income_fen: column("int32", "本人年可支配收入；-1 不知道"),
  contribution_base_fen: column("int32", "月缴费基数；-1 没有或不知道"),
  insured_months: column("uint8", "本年参保的月数"),
  diseases: column("text", "认定的慢特病与两病病种，以 + 相连；没有为空"),
  first_bill: column("int32", "bills.arrow 中本人的第一行，从 0 起"),
  bills: column("int32", "bills.arrow 中本人的行数"),
} as const satisfies Readonly<Record<string, Column>>;

export type BillColumnName = keyof typeof BILL_COLUMNS;
export type PeopleColumnName = keyof typeof PEOPLE_COLUMNS;

/** What a column is in memory. A word is the number of its place in the list of words. */
export type ColumnArray<Kind extends ColumnKind> = Kind extends "word"
  ? Int8Array
  : Kind extends "uint8"
    ? Uint8Array
    : Kind extends "int16"
      ? Int16Array
      : Kind extends "int32" | "day"
        ? Int32Array
        : readonly string[];

export type BillColumns = {
  readonly [Name in BillColumnName]: ColumnArray<(typeof BILL_COLUMNS)[Name]["kind"]>;
};
export type PeopleColumns = {
  readonly [Name in PeopleColumnName]: ColumnArray<(typeof PEOPLE_COLUMNS)[Name]["kind"]>;
};

/** The name of a fund's column. */
export function fundColumn(fund: string): string {
  return `fund_${fund}_fen`;
}

/** All columns of `bills.arrow`, in their order: the funds' stand last. */
export function billColumns(
  funds: readonly { readonly fund: string; readonly name: string }[],
): Readonly<Record<string, Column>> {
  const columns: Record<string, Column> = { ...BILL_COLUMNS };
  for (const { fund, name } of funds) {
    columns[fundColumn(fund)] = column("int32", `${name}支付`);
  }
  return columns;
}

/** The word that stands for "none" in the columns `disease`, `civil_servant_rank`, `identities`. */
export const NONE = "none";

/** Format of the folder: a reader refuses another. */
export const HISTORY_FORMAT = 1;

/** Codes are one byte, and signed: every reader of Arrow takes them. */
export const WORDS_MAX = 128;

/** Bills to a record batch, about: a person is never torn, so a batch may hold a few more. */
export const BATCH_BILLS = 65_536;

export const HISTORY_FILES = {
  manifest: "manifest.json",
  cases: "cases.json",
  people: "people.arrow",
  bills: "bills.arrow",
} as const;
