import { lineRule, named, OWN_SOURCE, type Rule } from "./rule.ts";

/** Items that are paid for under conditions: a diagnosis, or what the catalogue's note says. */

const NATIONAL = {
  drug: "药品限适应症 GZ10000101008000",
  service: "医疗服务项目限适应症 GZ10000102007000",
  consumable: "医用耗材限疾病使用",
} as const;

export const DIAGNOSIS_RULE: Rule = lineRule(
  { id: "ITEM-DIAGNOSIS", title: "限诊断使用", national: NATIONAL },
  (line, { current: { diagnoses } }) => {
    const limit = line.limits.diagnosis;
    if (limit === undefined) return null;
    const limited = `${named(line)}限诊断 ${limit.value.join("、")} 使用`;
    if (diagnoses.length === 0) {
      return {
        outcome: "not-evaluable",
        amount_fen: null,
        reason: `${limited}，而本次就诊没有诊断`,
        mend: "请填写诊断后再审",
        source: limit,
      };
    }
    if (diagnoses.some((code) => limit.value.some((prefix) => code.startsWith(prefix)))) {
      return null;
    }
    return {
      outcome: "suspicion",
      amount_fen: line.amount_fen,
      reason: `${limited}，本次诊断为 ${diagnoses.slice(0, 5).join("、")}`,
      mend: "请核对诊断是否填全，不符合的改为自费并告知患者",
      source: limit,
    };
  },
);

/** A hint only: what the note asks for is checked by the rules above, or by the hospital. */
export const LIMITED_USE_RULE: Rule = lineRule(
  { id: "ITEM-LIMITED-USE", title: "限制使用提示", national: NATIONAL },
  (line) => {
    if (line.entry?.limited_use !== true || line.limits.diagnosis !== undefined) return null;
    return {
      outcome: "clue",
      amount_fen: line.amount_fen,
      reason: `${named(line)}在目录中是限制使用项目，未经医院审批的基金不付`,
      mend: "请核对限定支付范围，符合的上传费用时医院审批标志填 1",
      source: OWN_SOURCE,
    };
  },
);
