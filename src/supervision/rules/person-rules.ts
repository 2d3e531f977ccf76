import { ageText, hasReached } from "../item-limit.ts";
import { lineRule, named, type Rule } from "./rule.ts";

/** Items for one sex only, and items for an age only. */

const SEX_WORDS = { "1": "男性", "2": "女性" } as const;

export const SEX_RULE: Rule = lineRule(
  {
    id: "ITEM-SEX",
    title: "限性别使用",
    national: {
      drug: "药品区分性别使用 GZ10000301004000",
      service: "医疗服务项目区分性别使用 GZ10000302004000",
      consumable: "医用耗材与性别不符",
    },
  },
  (line, { patient }) => {
    const limit = line.limits.sex;
    if (limit === undefined || limit.value === patient.sex) return null;
    const only = SEX_WORDS[limit.value];
    if (patient.sex === null) {
      return {
        outcome: "not-evaluable",
        amount_fen: null,
        reason: `${named(line)}限${only}使用，而患者性别未说明`,
        mend: "请补录性别后再审",
        source: limit,
      };
    }
    return {
      outcome: "violation",
      amount_fen: line.amount_fen,
      reason: `${named(line)}限${only}使用，患者为${SEX_WORDS[patient.sex]}`,
      mend: "请核对患者身份，或改用其他项目",
      source: limit,
    };
  },
);

export const AGE_RULE: Rule = lineRule(
  {
    id: "ITEM-AGE",
    title: "限年龄使用",
    national: {
      drug: "药品限儿童使用 GZ10000101007000、药品儿童禁用 GZ10000301003000",
      service: "医疗服务项目限年龄",
      consumable: "耗材限儿童使用 GZ10000103002000",
    },
  },
  (line, { patient: { born } }) => {
    const { "age-from": from, "age-under": under } = line.limits;
    const verdict = {
      outcome: "violation",
      amount_fen: line.amount_fen,
      mend: "请核对患者年龄，或改用其他项目",
    } as const;
    if (from !== undefined && !hasReached(from.value, born, line.day)) {
      const reason = `${named(line)}限满 ${ageText(from.value)} 使用，患者生于 ${born}，尚未满`;
      return { ...verdict, reason, source: from };
    }
    if (under !== undefined && hasReached(under.value, born, line.day)) {
      const reason = `${named(line)}限未满 ${ageText(under.value)} 使用，患者生于 ${born}，已满`;
      return { ...verdict, reason, source: under };
    }
    return null;
  },
);
