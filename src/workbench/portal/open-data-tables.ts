import {
  countOpenRows,
  OPEN_TABLES,
  type OpenRow,
  type OpenTable,
  readOpenRows,
  yuanFromMicroYuan,
} from "../../catalogue/index.ts";
import { type CsvCell, decimalFromPpm, ppm } from "../../kernel/index.ts";
import { policyOn } from "../../policy/index.ts";
import { todayOf } from "../agency/fields.ts";
import { regionWord } from "../explained/dictionary-word.ts";
import type { Context } from "../route.ts";

/** What is given away whole, each as a table of named columns. */
export interface OpenDataTable {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly columns: readonly OpenColumn[];
  count(context: Context): Promise<number>;
  /** Portions of rows: a large table is never held whole. */
  rows(context: Context): AsyncGenerator<readonly (readonly CsvCell[])[]>;
}

export interface OpenColumn {
  readonly name: string;
  readonly meaning: string;
}

const PORTION = 2_000;

const PERIOD: readonly OpenColumn[] = [
  { name: "valid_from", meaning: "生效日期（含当日）" },
  { name: "valid_to", meaning: "失效日期（不含当日），空为至今有效" },
];

/** A table of the catalogue, read key by key: each portion is a short reading of its own. */
function catalogueTable(
  table: OpenTable,
  about: Pick<OpenDataTable, "name" | "title" | "description"> & {
    readonly meanings: Readonly<Record<string, string>>;
    readonly cell?: (name: string, value: OpenRow[string]) => readonly [string, CsvCell];
  },
): OpenDataTable {
  const { meanings, cell = (name, value) => [name, value] as const, ...rest } = about;
  const { key, columns } = OPEN_TABLES[table];
  const names: readonly string[] = [...key, ...columns];
  const periods = new Map(PERIOD.map(({ name, meaning }) => [name, meaning]));
  return {
    ...rest,
    columns: names.map((name) => {
      const [shown] = cell(name, null);
      return { name: shown, meaning: meanings[shown] ?? periods.get(shown) ?? "" };
    }),
    count: ({ read }) => read((runner) => countOpenRows(runner, table)),
    rows: async function* ({ read }) {
      let after: OpenRow | null = null;
      for (;;) {
        const last: OpenRow | null = after;
        const rows: readonly OpenRow[] = await read((runner) =>
          readOpenRows(runner, table, last, PORTION),
        );
        yield rows.map((row) => names.map((name) => cell(name, row[name] ?? null)[1]));
        after = rows.at(-1) ?? null;
        if (after === null || rows.length < PORTION) return;
      }
    },
  };
}

const institutions: OpenDataTable = {
  name: "institutions",
  title: "定点医药机构",
  description: "每家机构的每一段协议一行，没有协议的机构协议各列为空。",
  columns: [
    { name: "institution_code", meaning: "定点医药机构编号" },
    { name: "name", meaning: "名称" },
    { name: "type", meaning: "类别：1 医院，2 药店" },
    { name: "level", meaning: "等级" },
    { name: "region", meaning: "所在地行政区划代码" },
    { name: "region_name", meaning: "所在地名称" },
    { name: "agreement_state", meaning: "协议状态：active 有效，suspended 中止，ended 终止" },
    { name: "settled_level", meaning: "协议约定的结算等级，空为按机构等级" },
    ...PERIOD,
  ],
  count: async ({ house }) =>
    house.institutions.value.all.reduce(
      (sum, { agreements }) => sum + Math.max(1, agreements.length),
      0,
    ),
  rows: async function* ({ house }) {
    for (const one of house.institutions.value.all) {
      const { institution_code, name, type, level, region } = one;
      const facts = [institution_code, name, type, level, region, regionWord(region)];
      const agreements = one.agreements.map(({ state, settled_level, period }) => [
        ...[...facts, state, settled_level, period.from, period.to],
      ]);
      yield agreements.length === 0 ? [[...facts, null, null, null, null]] : agreements;
    }
  },
};

const policy: OpenDataTable = {
  name: "policy-parameters",
  title: "现行政策参数",
  description: "下载当日有效的每一项待遇的每一个政策数值，连同文件、条款和核实情况。",
  columns: [
    { name: "benefit", meaning: "待遇的代码" },
    { name: "benefit_title", meaning: "待遇" },
    { name: "layer", meaning: "支付环节" },
    { name: "parameter", meaning: "参数的代码" },
    { name: "parameter_title", meaning: "参数" },
    { name: "row", meaning: "适用对象的代码" },
    { name: "row_title", meaning: "适用对象，空为不区分" },
    { name: "value", meaning: "数值" },
    ...PERIOD,
    { name: "document", meaning: "依据文件" },
    { name: "clause", meaning: "条款" },
    { name: "basis", meaning: "依据性质：official 为已与文件原文核对，其余待核实" },
    { name: "confidence", meaning: "把握程度：high、medium、low" },
  ],
  count: async (context) => policyRows(context).length,
  rows: async function* (context) {
    yield policyRows(context);
  },
};

function policyRows({ house, now }: Context): CsvCell[][] {
  const { benefits } = policyOn(house.region.value, todayOf(now), null);
  return benefits.flatMap((benefit) =>
    benefit.layers.flatMap((layer) =>
      layer.parameters.flatMap(({ name, title, from, to, rows }) =>
        rows.map(({ row, title: row_title, value, source }) => [
          ...[benefit.name, benefit.title, layer.title, name, title, row, row_title, value],
          ...[from, to, source.document, source.clause, source.basis, source.confidence],
        ]),
      ),
    ),
  );
}

const BASIS = "依据性质：official 为已与文件原文核对，其余待核实";
const CODE = "医保编码";

export const OPEN_DATA: readonly OpenDataTable[] = [
  institutions,
  catalogueTable("item", {
    name: "items",
    title: "医保目录项目",
    description: "药品、诊疗项目和耗材，每一段有效期一行。",
    meanings: {
      item_code: CODE,
      name: "名称",
      list_type: "目录类别（国家字典 list_type）",
      charge_type: "收费类别（国家字典 med_chrgitm_type）",
      unit: "计价单位",
      specification: "规格",
      maker: "生产企业",
    },
  }),
  catalogueTable("item_class", {
    name: "item-classes",
    title: "甲乙丙类",
    description: "每个项目的支付类别，每一段有效期一行。",
    meanings: {
      item_code: CODE,
      class: "A 甲类，B 乙类，C 丙类（自费）",
      limited_use: "限制使用：1 是，0 否",
      paid_alone: "单行支付：1 是，0 否",
      basic_drug: "基本药物：1 是，0 否",
      negotiated: "国家谈判：1 是，0 否",
    },
  }),
  catalogueTable("first_share", {
    name: "first-shares",
    title: "先行自付比例",
    description: "乙类项目由个人先行自付的比例，可按险种区分。",
    meanings: {
      item_code: CODE,
      insutype: "险种（310 职工，390 居民），空为各险种",
      share: "比例，0.1 为 10%",
      basis: BASIS,
      document: "依据文件",
    },
    cell: (name, value) =>
      name === "share_ppm"
        ? ["share", value === null ? null : decimalFromPpm(ppm(value as number))]
        : [name, value],
  }),
  catalogueTable("price_ceiling", {
    name: "price-ceilings",
    title: "医保支付限价",
    description: "单价超过限价的部分不进入政策范围，可按机构等级区分。",
    meanings: {
      item_code: CODE,
      hospital_level: "机构等级，空为各级",
      ceiling_yuan: "限价，元",
      basis: BASIS,
      document: "依据文件",
    },
    cell: (name, value) =>
      name === "ceiling_micro_yuan"
        ? ["ceiling_yuan", value === null ? null : yuanFromMicroYuan(value as number)]
        : [name, value],
  }),
  policy,
];
