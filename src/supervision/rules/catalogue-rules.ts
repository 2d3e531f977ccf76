import { multiplyPriceByQuantity } from "../../kernel/index.ts";
import { itemKind, lineRule, named, OWN_SOURCE, type Rule } from "./rule.ts";

/** What the catalogue and the institution's mapping say of a line. */

const NATIONAL = "结算明细信息异常 GZ10000201002000";
const ALL_KINDS = { drug: NATIONAL, service: NATIONAL, consumable: NATIONAL } as const;

export const NOT_IN_CATALOGUE_RULE: Rule = lineRule(
  { id: "ITEM-NOT-IN-CATALOGUE", title: "不在医保目录内", national: ALL_KINDS },
  (line) =>
    line.entry !== null
      ? null
      : {
          outcome: "clue",
          amount_fen: line.amount_fen,
          reason: `${named(line)}在 ${line.day} 不在医保目录内，费用全部自费`,
          mend: "请核对目录编码和日期，确需使用的先告知患者",
          source: OWN_SOURCE,
        },
);

export const UNMAPPED_RULE: Rule = lineRule(
  { id: "ITEM-UNMAPPED", title: "机构目录未对照", national: ALL_KINDS },
  (line) => {
    const { mapped_item, own_code, item_code, day } = line;
    if (line.entry === null || mapped_item === item_code) return null;
    const found = mapped_item === null ? "还没有对照" : `对照的是 ${mapped_item}`;
    return {
      outcome: "suspicion",
      amount_fen: line.amount_fen,
      reason: `机构目录编码 ${own_code} 在 ${day} ${found}，与${named(line)}不符`,
      mend: "请先用 3301 上传目录对照，否则费用上传会被拒绝",
      source: OWN_SOURCE,
    };
  },
);

const YUAN_MICRO_DIGITS = 6;

export const PRICE_RULE: Rule = lineRule(
  {
    id: "ITEM-PRICE",
    title: "单价超过限价",
    national: { service: "医疗服务项目超限定单价收费 GZ10000102002000" },
  },
  (line) => {
    const ceiling = line.entry?.ceiling_micro_yuan ?? null;
    if (ceiling === null || line.price_micro_yuan <= ceiling) return null;
    const { price_micro_yuan, quantity_ten_thousandths } = line;
    const over = price_micro_yuan - ceiling;
    return {
      // A service has a price; what a drug costs above its ceiling the person pays.
      outcome: itemKind(line) === "service" ? "violation" : "clue",
      amount_fen: multiplyPriceByQuantity(over, quantity_ten_thousandths, "half-up"),
      reason: `${named(line)}单价 ${yuan(price_micro_yuan)} 元，限价 ${yuan(ceiling)} 元`,
      mend: "请核对收费标准，超过限价的部分基金不付",
      source: OWN_SOURCE,
    };
  },
);

function yuan(price_micro_yuan: number): string {
  const digits = String(price_micro_yuan).padStart(YUAN_MICRO_DIGITS + 1, "0");
  const decimals = digits.slice(-YUAN_MICRO_DIGITS).replace(/0{1,4}$/, "");
  return `${digits.slice(0, -YUAN_MICRO_DIGITS)}.${decimals}`;
}
