import { addDays, addFen } from "../../kernel/index.ts";
import type { AuditFacts, OrderLine } from "../audit-facts.ts";
import type { Verdict } from "../finding.ts";
import { judgedLines, named, OWN_SOURCE, type Rule } from "./rule.ts";

/** The same again: on one day, within the days already supplied, or of one group side by side. */

const NATIONAL = { drug: "重复开药 GZ10000301006000" } as const;

export const SAME_DAY_RULE: Rule = {
  id: "DUPLICATE-SAME-DAY",
  title: "同日重复开单",
  national: NATIONAL,
  judge: (facts) => {
    const groups = new Map<string, OrderLine[]>();
    for (const line of facts.current.lines) {
      const key = `${line.item_code} ${line.day}`;
      groups.set(key, [...(groups.get(key) ?? []), line]);
    }
    return [...groups.values()].flatMap((lines) => {
      const left = withoutTakenBack(lines);
      const repeated = left.filter((line, index) => line.judged && index > 0);
      const [first] = left;
      if (first === undefined || repeated.length === 0) return [];
      return [
        {
          outcome: "clue",
          offending: repeated,
          involved: left.filter((line) => !repeated.includes(line)),
          amount_fen: addFen(...repeated.map(({ amount_fen }) => amount_fen)),
          reason: `${named(first)}在 ${first.day} 开了 ${left.length} 次`,
          mend: "请核对是否重复，重复的请撤回",
          source: OWN_SOURCE,
        },
      ] as const;
    });
  },
};

export const SUPPLY_RULE: Rule = {
  id: "DUPLICATE-SUPPLY",
  title: "用药未尽重复开药",
  national: NATIONAL,
  judge: (facts) =>
    judgedLines(facts).flatMap((line) => {
      const earlier = earlierLines(facts, line).filter(({ item_code }) => {
        return item_code === line.item_code;
      });
      const covering = earlier.filter((other) => isWithinSupply(other, line));
      const [last] = covering.toSorted((a, b) => (suppliedUntil(a) < suppliedUntil(b) ? 1 : -1));
      if (last === undefined) return [];
      const verdict: Verdict = {
        outcome: "suspicion",
        offending: [line],
        involved: covering,
        amount_fen: line.amount_fen,
        reason:
          `${named(line)}已于 ${last.day} 在就诊 ${last.visit_id} 开过，` +
          `可用到 ${addDays(suppliedUntil(last), -1)}`,
        mend: "请待用完后再开，或写明提前开药的理由",
        source: OWN_SOURCE,
      };
      return [verdict];
    }),
};

export const GROUP_RULE: Rule = {
  id: "DUPLICATE-GROUP",
  title: "同组药品并用",
  national: NATIONAL,
  judge: (facts) =>
    judgedLines(facts).flatMap((line, index, judged) => {
      const limit = line.limits["duplicate-group"];
      if (limit === undefined) return [];
      const before = [...earlierLines(facts, line), ...judged.slice(0, index)];
      const others = before.filter(
        (other) =>
          other.item_code !== line.item_code &&
          other.limits["duplicate-group"]?.value === limit.value &&
          isWithinSupply(other, line),
      );
      const [other] = others;
      if (other === undefined) return [];
      const verdict: Verdict = {
        outcome: "clue",
        offending: [line],
        involved: others,
        amount_fen: line.amount_fen,
        reason: `${named(line)}与${named(other)}同属“${limit.value}”，用药日期重叠`,
        mend: "请核对是否需要并用，不需要的请停用其一",
        source: limit,
      };
      return [verdict];
    }),
};

/** What was ordered before and is not judged now: in this encounter, or in another one. */
function earlierLines({ current, others }: AuditFacts, line: OrderLine): readonly OrderLine[] {
  const ofCurrent = current.lines.filter((one) => !one.judged && one.day < line.day);
  return [...ofCurrent, ...others.flatMap(({ lines }) => withoutTakenBack(lines))];
}

function isWithinSupply(earlier: OrderLine, line: OrderLine): boolean {
  return earlier.day <= line.day && line.day < suppliedUntil(earlier);
}

/** The first day that is not supplied; a line that does not say supplies its own day. */
function suppliedUntil(line: OrderLine): OrderLine["day"] {
  return addDays(line.day, Math.max(1, line.days_supplied ?? 1));
}

/** Without lines that were taken back, and without those that take back: item by item. */
function withoutTakenBack(lines: readonly OrderLine[]): readonly OrderLine[] {
  const left = lines.filter(({ quantity_ten_thousandths }) => quantity_ten_thousandths > 0);
  for (const back of lines.filter((line) => line.quantity_ten_thousandths < 0)) {
    const index = left.findIndex(
      (line) =>
        line.item_code === back.item_code &&
        line.quantity_ten_thousandths === -back.quantity_ten_thousandths,
    );
    if (index >= 0) left.splice(index, 1);
  }
  return left;
}
