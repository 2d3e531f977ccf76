import type { Region } from "../region.ts";
import { ENGLISH_ROW_TITLES, rowTitleIn } from "../row-titles.ts";
import type { Language } from "./language.ts";

/** Rows of tables, schemes, visit types and levels in words. */

/** The title of a row in either language; a disease by its name, an unknown row by itself. */
export function rowWords(row: string, region: Region, language: Language): string {
  if (language === "zh") return rowTitleIn(row, region);
  return ENGLISH_ROW_TITLES[row] ?? region.diseases.get(row)?.english ?? rowTitleIn(row, region);
}

/** What a pack calls a thing; a thing without an English name keeps its Chinese one. */
export function titleWords(
  { title, english }: { readonly title: string; readonly english: string | null },
  language: Language,
): string {
  return language === "en" ? (english ?? title) : title;
}

const SCHEMES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  "310": ["职工基本医疗保险", "basic medical insurance of employees"],
  "390": ["城乡居民基本医疗保险", "basic medical insurance of residents"],
};

export function schemeWords(insutype: string, language: Language): string {
  return SCHEMES[insutype]?.[language === "zh" ? 0 : 1] ?? insutype;
}

/** Business types (med_type) by name; the region's own list of them goes first. */
const VISIT_TYPES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  "11": ["普通门诊", "outpatient visit"],
  "12": ["门诊挂号", "registration"],
  "13": ["急诊", "emergency visit"],
  "1301": ["急诊抢救", "rescue in the emergency room"],
  "14": ["门诊慢特病", "chronic and special outpatient care"],
  "18": ["特药购药", "purchase of a special drug"],
  "2101": ["普通住院", "inpatient stay"],
  "2102": ["单病种住院", "stay paid by disease"],
  "2105": ["康复治疗住院", "stay for rehabilitation"],
  "2109": ["新生儿抢救", "rescue of a newborn"],
  "21303": ["精神病住院", "psychiatric stay"],
  "22": ["外伤住院", "stay after an injury"],
  "28": ["日间手术", "day surgery"],
  "41": ["定点药店购药", "purchase at a pharmacy"],
  "9901": ["门诊两病", "outpatient drugs for hypertension and diabetes"],
  "9904": ["大病特药", "special drug for a major disease"],
};

export function visitTypeWords(visit_type: string, region: Region, language: Language): string {
  const listed = region.declared.visit_types.get(visit_type)?.value.name;
  if (language === "zh" && listed !== undefined) return listed;
  return VISIT_TYPES[visit_type]?.[language === "zh" ? 0 : 1] ?? visit_type;
}
