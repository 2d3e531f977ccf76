import { multiplyPriceByQuantity } from "../../kernel/index.ts";
import type { AuditFacts, OrderLine } from "../audit-facts.ts";
import type { Verdict } from "../audit-finding.ts";
import type { ItemLimit } from "../item-limit.ts";
import { judgedLines, lineRule, named, quantityText, type Rule } from "./rule.ts";

/** How much of an item: a day, a visit, and for how many days. */

export const DAILY_QUANTITY_RULE: Rule = {
  id: "ITEM-DAILY-QUANTITY",
  title: "每日数量超限",
  national: {
    drug: "药品限最大开药天数/开药量",
    service: "医疗服务项目限定频次 GZ10000102014000",
    consumable: "医用耗材数量超标 GZ10000303003000",
  },
  judge: (facts) =>
    groupedLines(facts, (line) => `${line.item_code} ${line.day}`).flatMap((lines) => {
      const limit = lines[0]?.limits["daily-quantity"];
      if (limit === undefined) return [];
      // A line that supplies several days may hold as many days' quantity.
      const days = Math.max(1, ...lines.map(({ days_supplied }) => days_supplied ?? 1));
      const supplied = days === 1 ? "" : `，按 ${days} 天用量计`;
      return overMost(lines, limit, limit.value * days, `当日${supplied}`);
    }),
};

export const VISIT_QUANTITY_RULE: Rule = {
  id: "ITEM-VISIT-QUANTITY",
  title: "每次就诊数量超限",
  national: DAILY_QUANTITY_RULE.national,
  judge: (facts) =>
    groupedLines(facts, (line) => line.item_code).flatMap((lines) => {
      const limit = lines.at(-1)?.limits["visit-quantity"];
      return limit === undefined ? [] : overMost(lines, limit, limit.value, "本次就诊");
    }),
};

export const DAYS_RULE: Rule = lineRule(
  {
    id: "ITEM-DAYS",
    title: "开药天数超限",
    national: { drug: "药品限最大开药天数/开药量" },
  },
  (line, { current }) => {
    const limit = line.limits.days;
    // Within a stay drugs are given day by day.
    if (limit === undefined || current.care === "inpatient") return null;
    const most = `${named(line)}一次最多开 ${limit.value} 天`;
    if (line.days_supplied === null) {
      return {
        outcome: "not-evaluable",
        amount_fen: null,
        reason: `${most}，而周期天数未填写`,
        mend: "请填写周期天数 o_prdDays 后再审",
        source: limit,
      };
    }
    if (line.days_supplied <= limit.value) return null;
    return {
      outcome: "violation",
      amount_fen: line.amount_fen,
      reason: `${most}，本次开了 ${line.days_supplied} 天`,
      mend: `请减到 ${limit.value} 天以内`,
      source: limit,
    };
  },
);

/** Lines of the encounter, those that take back included; groups without a judged line are not. */
function groupedLines(
  facts: AuditFacts,
  keyOf: (line: OrderLine) => string,
): readonly OrderLine[][] {
  const groups = new Map<string, OrderLine[]>();
  for (const line of facts.current.lines) {
    const key = keyOf(line);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [line]);
    else known.push(line);
  }
  const judged = new Set(judgedLines(facts));
  return [...groups.values()].filter((lines) => lines.some((line) => judged.has(line)));
}

function overMost(
  lines: readonly OrderLine[],
  limit: ItemLimit<"daily-quantity" | "visit-quantity">,
  most: number,
  span: string,
): readonly Verdict[] {
  const quantity = lines.reduce((sum, line) => sum + line.quantity_ten_thousandths, 0);
  const offending = lines.filter((line) => line.judged && line.quantity_ten_thousandths > 0);
  const last = offending.at(-1);
  if (quantity <= most || last === undefined) return [];
  const counted = `${span}最多 ${quantityText(most)}，已达 ${quantityText(quantity)}`;
  return [
    {
      outcome: "violation",
      offending,
      involved: lines.filter((line) => !line.judged || line.quantity_ten_thousandths <= 0),
      amount_fen: multiplyPriceByQuantity(last.price_micro_yuan, quantity - most, "half-up"),
      reason: `${named(last)}${counted}`,
      mend: `请减少 ${quantityText(quantity - most)} 以上，或说明理由`,
      source: limit,
    },
  ];
}
