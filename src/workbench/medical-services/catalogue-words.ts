import type { CatalogueClass, HospitalLevel } from "../../policy/index.ts";
import { dictionaryWord } from "../explained/dictionary-word.ts";

/** How the catalogue's codes are said. */

export const CLASS_WORDS: Readonly<Record<CatalogueClass, string>> = {
  A: "甲类",
  B: "乙类",
  C: "丙类（自费）",
};

/** National list_type codes that items are registered under. */
export const LIST_TYPES = ["101", "102", "103", "104", "201", "301"] as const;

export function listTypeWord(list_type: string): string {
  return dictionaryWord("list_type", list_type);
}

const LEVEL_WORDS: Readonly<Record<HospitalLevel | "", string>> = {
  "": "各级",
  primary: "基层",
  level1: "一级",
  level2: "二级",
  level3: "三级",
  "level3-provincial": "省级三级",
  pharmacy: "药店",
};

export function levelWord(level: string): string {
  return LEVEL_WORDS[level as HospitalLevel] ?? level;
}

const SCHEME_WORDS: Readonly<Record<string, string>> = {
  "": "各险种",
  "310": "职工医保",
  "390": "居民医保",
};

export function schemeWord(insutype: string): string {
  return SCHEME_WORDS[insutype] ?? dictionaryWord("insutype", insutype);
}
