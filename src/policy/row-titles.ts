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

/** The title of a row; a disease is named by the region, an unknown row by itself. */
export function rowTitle(row: string, diseases: ReadonlyMap<string, { name: string }>): string {
  return ROW_TITLES[row] ?? diseases.get(row)?.name ?? row;
}
