import { addDays, type CivilDate } from "../kernel/index.ts";
import { LIST_COLUMNS, type ListName } from "./list-columns.ts";

/**
 * The lists that institutions download (1301 to 1327): which rows are on each, and what stands in
 * the columns of its file. A list whose rows are registered already (items, diseases, operations)
 * shows those, with what was imported for their codes beside them; another has rows of its own.
 */

/** A fact of a row, in the words of its table. */
type Fact =
  | "unit"
  | "specification"
  | "maker"
  | "pinyin"
  | "charge_type"
  | "class"
  | "limited_use"
  | "basic_drug"
  | "negotiated"
  | "version";

export type ListSource =
  | { readonly from: "item"; readonly list_type: string }
  | { readonly from: "disease" | "operation" | "entry" };

export interface ListDefinition {
  readonly list: ListName;
  readonly title: string;
  readonly source: ListSource;
  /** Columns that hold the code, the name, and facts that the row has already. */
  readonly code: string;
  readonly names: readonly string[];
  readonly facts: Readonly<Record<string, Fact>>;
  /** Column of the list's own number of a row. */
  readonly id?: string;
}

const ENTRY: ListSource = { from: "entry" };

function items(list_type: string): ListSource {
  return { from: "item", list_type };
}

const DEFINITIONS: Readonly<Record<ListName, Omit<ListDefinition, "list">>> = {
  "western-drugs": {
    title: "西药中成药",
    source: items("101"),
    code: "医疗目录编码",
    names: ["药品通用名", "注册名称"],
    facts: {
      药品规格: "specification",
      最小销售单位: "unit",
      拼音助记码: "pinyin",
      生产企业名称: "maker",
      限制使用标志: "limited_use",
      基本药物标志: "basic_drug",
      医保谈判药品标志: "negotiated",
      国家医保药品目录甲乙类标识: "class",
    },
  },
  "decoction-pieces": {
    title: "中药饮片",
    source: items("102"),
    code: "医疗目录编码",
    names: ["单味药名称"],
    facts: {},
  },
  "hospital-preparations": {
    title: "医疗机构制剂",
    source: items("103"),
    code: "医疗目录编码",
    names: ["药品商品名", "注册名称"],
    facts: { 药品规格: "specification", 最小销售单位: "unit", 生产企业名称: "maker" },
  },
  "ethnic-drugs": {
    title: "民族药品",
    source: items("104"),
    code: "医疗目录编码",
    names: ["药品通用名"],
    facts: { 药品规格: "specification", 最小销售单位: "unit", 拼音助记码: "pinyin" },
  },
  "service-items": {
    title: "医疗服务项目",
    source: items("201"),
    code: "医疗目录编码",
    names: ["医疗服务项目名称"],
    facts: { 计价单位名称: "unit", 服务项目类别: "charge_type" },
  },
  consumables: {
    title: "医用耗材",
    source: items("301"),
    code: "医疗目录编码",
    names: ["耗材名称"],
    facts: {
      规格: "specification",
      最小使用单位: "unit",
      限制使用标志: "limited_use",
      生产企业名称: "maker",
    },
  },
  "disease-details": {
    title: "疾病与诊断",
    source: { from: "disease" },
    code: "诊断代码",
    names: ["诊断名称"],
    facts: { 版本名称: "version" },
    id: "西医疾病诊断ID",
  },
  "operation-details": {
    title: "手术操作",
    source: { from: "operation" },
    code: "手术操作代码",
    names: ["手术操作名称"],
    facts: { 版本名称: "version" },
    id: "手术标准目录ID",
  },
  "chronic-diseases": own("门诊慢特病种", "门慢门特病种目录代码", "门慢门特病种名称"),
  "case-payment-diseases": own(
    "按病种付费病种",
    "按病种结算病种目录代码",
    "按病种结算病种名称",
    "病种结算目录ID",
  ),
  "day-surgery-diseases": own(
    "日间手术治疗病种",
    "日间手术病种目录代码",
    "日间手术病种名称",
    "日间手术治疗目录ID",
  ),
  "tumour-morphology": own("肿瘤形态学", "形态学分类代码", "形态学分类", "肿瘤形态学ID"),
  "tcm-diseases": own("中医疾病", "疾病分类代码", "疾病分类名称", "中医疾病诊断ID"),
  "tcm-syndromes": own("中医证候", "证候分类代码", "证候分类名称", "中医证候ID"),
  "tcm-granules": {
    title: "中药配方颗粒",
    source: items("106"),
    code: "中药配方颗粒代码",
    names: ["中药配方颗粒名称"],
    facts: { 规格: "specification", 最小计量单位: "unit", 生产企业名称: "maker" },
    id: "中药配方颗粒Id",
  },
  "new-service-items": own("医疗服务项目（新）", "医疗目录编码", "医疗服务项目名称"),
  reagents: own("体外诊断试剂产品", "试剂产品ID", "单件产品名称"),
  "reagent-registrations": own("体外诊断试剂与注册证关联", "试剂关联ID", "注册备案号"),
  "reagent-indicators": own(
    "体外诊断试剂检测指标",
    "试剂检测指标码",
    "试剂检测指标名称",
    "试剂检测指标ID",
  ),
  "reagent-codes": own("体外诊断试剂产品编码", "试剂编码ID", "试剂分类三级名称"),
  "reagent-certificates": own("体外诊断试剂注册证", "注册证ID", "注册备案产品名称"),
  "reagent-classes": own("体外诊断试剂分类", "试剂分类代码", "试剂分类三级名称", "试剂分类目录ID"),
};

function own(title: string, code: string, name: string, id?: string): Omit<ListDefinition, "list"> {
  const rest = id === undefined ? {} : { id };
  return { title, source: ENTRY, code, names: [name], facts: {}, ...rest };
}

export const LISTS: readonly ListDefinition[] = (Object.keys(LIST_COLUMNS) as ListName[]).map(
  (list) => ({ list, ...DEFINITIONS[list] }),
);

export function listOf(list: ListName): ListDefinition {
  return { list, ...DEFINITIONS[list] };
}

/** A row of a list; every part of it is a fact of the catalogue, none depends on the day. */
export interface ListRow {
  readonly code: string;
  readonly name: string;
  readonly valid_from: CivilDate;
  /** The first day on which it holds no more; null: until further notice. */
  readonly valid_to: CivilDate | null;
  readonly facts: Readonly<Partial<Record<Fact, string | boolean | null>>>;
  /** By column. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The version in which it was last changed. */
  readonly version_no: number;
  /** `2023-06-01 08:30:00`, China Standard Time. */
  readonly updated_at: string;
}

/** What the platform itself says in a column, in whatever list. */
const PLATFORM_COLUMNS: Readonly<Record<string, (row: ListRow) => string | null>> = {
  版本号: (row) => versionText(row.version_no),
  唯一记录号: rowId,
  数据唯一记录号: rowId,
  传输数据ID: rowId,
  数据创建时间: (row) => row.updated_at,
  数据更新时间: (row) => row.updated_at,
  经办时间: (row) => row.updated_at,
  下发标志: () => "1",
  开始日期: (row) => row.valid_from,
  开始时间: (row) => row.valid_from,
  生效时间: (row) => row.valid_from,
  结束日期: lastDay,
  结束时间: lastDay,
  失效时间: lastDay,
};

/** Columns that hold something where nothing was imported for them. */
const USUAL: Readonly<Record<string, string>> = { 有效标志: "1" };

/** What an import may say of a row: everything that the platform does not know already. */
export function attributeColumns({ list, code, names, facts, id, source }: ListDefinition) {
  const known = new Set([code, id, ...Object.keys(facts), ...Object.keys(PLATFORM_COLUMNS)]);
  if (source.from === "entry") known.add(names[0]);
  else for (const name of names) known.add(name);
  return LIST_COLUMNS[list].filter((column) => !known.has(column));
}

/** The cells of a row, column by column as in the file of its list; null for an empty one. */
export function listCells(definition: ListDefinition): (row: ListRow) => (string | null)[] {
  const readers = LIST_COLUMNS[definition.list].map((column) => cellReader(definition, column));
  return (row) => readers.map((read) => read(row));
}

function cellReader(
  { code, names, facts, id }: ListDefinition,
  column: string,
): (row: ListRow) => string | null {
  const platform = PLATFORM_COLUMNS[column];
  if (platform !== undefined) return platform;
  if (column === code) return (row) => row.code;
  if (column === id) return rowId;
  if (names.includes(column)) return (row) => row.attributes[column] ?? row.name;
  const fact = facts[column];
  if (fact !== undefined) return (row) => factText(row.facts[fact] ?? null);
  return (row) => row.attributes[column] ?? USUAL[column] ?? null;
}

function factText(value: string | boolean | null): string | null {
  if (typeof value === "boolean") return value ? "1" : "0";
  return value === "" ? null : value;
}

/** The same row has the same number for ever: by it a copy is kept up to date. */
export function rowId({ code, valid_from }: ListRow): string {
  return `${code}-${valid_from.replaceAll("-", "")}`;
}

function lastDay({ valid_to }: ListRow): string | null {
  return valid_to === null ? null : addDays(valid_to, -1);
}

const VERSION_DIGITS = 8;

/** Versions compare as texts as they do as numbers; v0000 is before the first. */
export function versionText(version_no: number): string {
  return `v${String(version_no).padStart(VERSION_DIGITS, "0")}`;
}

/** The number of a version, or null when the text is none: v0000 and 0 are zero. */
export function versionOf(text: string): number | null {
  const digits = /^v?(\d{1,8})$/i.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
}
