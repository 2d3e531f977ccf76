/** What the rows of tables are called in Chinese, for people; the packs use the English keys. */
export const ROW_TITLES: Readonly<Record<string, string>> = {
  primary: "基层",
  level1: "一级",
  level2: "二级",
  level3: "三级（市级）",
  "level3-provincial": "三级（省部级）",
  pharmacy: "药店",
  working: "在职",
  retired: "退休",
  resident: "居民",
  local: "本地",
  "filed-resident": "长期异地备案",
  referred: "转诊",
  emergency: "异地急诊",
  unreferred: "未转诊",
  "extreme-poverty": "特困",
  orphan: "孤儿",
  "low-income": "低保",
  "low-income-edge": "低保边缘",
  "returned-to-poverty": "返贫致贫",
  monitored: "监测对象",
  "illness-poverty": "因病致贫",
  none: "无",
  section: "科级及以下",
  county: "县处级",
  department: "厅局级",
  "310": "职工",
  "390": "居民",
  other: "其他",
};

/** The same in English, on every page and in every explanation: the terms of the glossary. */
export const ENGLISH_ROW_TITLES: Readonly<Record<string, string>> = {
  primary: "primary care",
  level1: "level one",
  level2: "level two",
  level3: "level three",
  "level3-provincial": "level three under the province",
  pharmacy: "pharmacy",
  working: "working",
  retired: "retired",
  resident: "resident",
  local: "in the region",
  "filed-resident": "filed as living elsewhere",
  referred: "referred elsewhere",
  emergency: "emergency elsewhere",
  unreferred: "elsewhere without referral",
  "extreme-poverty": "in extreme poverty",
  orphan: "orphan",
  "low-income": "low income",
  "low-income-edge": "low-income edge",
  "returned-to-poverty": "returned to poverty",
  monitored: "monitored against poverty",
  "illness-poverty": "poor through illness",
  none: "none",
  section: "section rank and below",
  county: "county rank",
  department: "department rank",
  "310": "employees",
  "390": "residents",
  other: "others",
};

/** The title of a row in a region, which may be one that only a change under trial has. */
export function rowTitleIn(
  row: string,
  region: {
    readonly row_titles?: ReadonlyMap<string, string>;
    readonly diseases: ReadonlyMap<string, { readonly name: string }>;
  },
): string {
  return region.row_titles?.get(row) ?? rowTitle(row, region.diseases);
}

/** The title of a row; a disease is named by the region, an unknown row by itself. */
export function rowTitle(row: string, diseases: ReadonlyMap<string, { name: string }>): string {
  return ROW_TITLES[row] ?? diseases.get(row)?.name ?? row;
}
