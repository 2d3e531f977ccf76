import type { Provenance } from "../../policy/index.ts";
import type { AuditFacts, OrderLine } from "../audit-facts.ts";
import type { RuleId, Verdict } from "../audit-finding.ts";

/** What every rule is made of, and what several share. */

export type ItemKind = "drug" | "service" | "consumable";

export interface Rule {
  readonly id: RuleId;
  readonly title: string;
  /**
   * The rules of the national rule base (国家医保基金智能监管规则库，2025 edition) that it carries
   * out, with their codes of the 1.0 framework where they have one.
   */
  readonly national: Readonly<Partial<Record<ItemKind, string>>>;
  judge(facts: AuditFacts): readonly Verdict[];
}

/** Our own reading of the catalogue and of the order, where no notice gives a value. */
export const OWN_SOURCE: Provenance = {
  document: "本平台按医保目录登记核对",
  clause: "",
  basis: "derived",
  confidence: "medium",
};

const SERVICE = "201";
const CONSUMABLE = "301";

/** Dictionary list_type; an item that is not in the catalogue counts as a drug. */
export function itemKind(line: OrderLine): ItemKind {
  if (line.entry?.list_type === SERVICE) return "service";
  return line.entry?.list_type === CONSUMABLE ? "consumable" : "drug";
}

/** Lines that are judged now; what takes back an earlier line (quantity below 0) is not. */
export function judgedLines({ current }: AuditFacts): readonly OrderLine[] {
  return current.lines.filter((line) => line.judged && line.quantity_ten_thousandths > 0);
}

/** A rule that looks at each line by itself. */
export function lineRule(
  rule: Omit<Rule, "judge">,
  judgeLine: (line: OrderLine, facts: AuditFacts) => Omit<Verdict, "offending"> | null,
): Rule {
  return {
    ...rule,
    judge: (facts) =>
      judgedLines(facts).flatMap((line) => {
        const verdict = judgeLine(line, facts);
        return verdict === null ? [] : [{ ...verdict, offending: [line] }];
      }),
  };
}

/** `“名称”（编码）` */
export function named({ item_name, item_code }: OrderLine): string {
  return `“${item_name}”（${item_code}）`;
}

/** 10^-4 units as a decimal text without needless zeros. */
export function quantityText(quantity_ten_thousandths: number): string {
  const digits = String(Math.abs(quantity_ten_thousandths)).padStart(5, "0");
  const decimals = digits.slice(-4).replace(/0+$/, "");
  const whole = `${quantity_ten_thousandths < 0 ? "-" : ""}${digits.slice(0, -4)}`;
  return decimals === "" ? whole : `${whole}.${decimals}`;
}
