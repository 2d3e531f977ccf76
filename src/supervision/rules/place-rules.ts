import { isAtLeast } from "../item-limit.ts";
import { lineRule, named, type Rule } from "./rule.ts";

/** Items for hospitals of a level only, and items for one kind of care only. */

const LEVEL_WORDS = {
  primary: "基层医疗机构",
  level1: "一级医院",
  level2: "二级医院",
  level3: "三级医院",
  "level3-provincial": "省部属三级医院",
  pharmacy: "药店",
} as const;

const CARE_WORDS = {
  outpatient: "门诊",
  emergency: "急诊",
  inpatient: "住院",
  pharmacy: "药店",
} as const;

export const LEVEL_RULE: Rule = lineRule(
  {
    id: "ITEM-LEVEL",
    title: "限医疗机构级别",
    national: {
      drug: "药品限医疗机构级别 GZ10000101012000",
      service: "医疗服务项目限医疗机构级别 GZ10000102011000",
    },
  },
  (line, { current: { level } }) => {
    const limit = line.limits.level;
    if (limit === undefined || (level !== null && isAtLeast(level, limit.value))) return null;
    const limited = `${named(line)}限${LEVEL_WORDS[limit.value]}及以上使用`;
    if (level === null) {
      return {
        outcome: "not-evaluable",
        amount_fen: null,
        reason: `${limited}，而就诊机构的级别未知`,
        mend: "请填写本平台登记的机构编号后再审",
        source: limit,
      };
    }
    return {
      outcome: "violation",
      amount_fen: line.amount_fen,
      reason: `${limited}，就诊机构为${LEVEL_WORDS[level]}`,
      mend: "请转往符合级别的机构，或改用其他项目",
      source: limit,
    };
  },
);

export const CARE_RULE: Rule = lineRule(
  {
    id: "ITEM-CARE",
    title: "限就医方式",
    national: {
      drug: "药品限就医方式",
      service: "医疗服务项目限就医方式 GZ10000102009000",
    },
  },
  (line, { current: { care } }) => {
    const limit = line.limits.care;
    if (limit === undefined || limit.value === care) return null;
    const limited = `${named(line)}限${CARE_WORDS[limit.value]}使用`;
    if (care === null) {
      return {
        outcome: "not-evaluable",
        amount_fen: null,
        reason: `${limited}，而就诊类型未说明`,
        mend: "请填写就诊类型和医疗类别后再审",
        source: limit,
      };
    }
    return {
      outcome: "violation",
      amount_fen: line.amount_fen,
      reason: `${limited}，本次为${CARE_WORDS[care]}`,
      mend: "请核对医疗类别，或改用其他项目",
      source: limit,
    };
  },
);
