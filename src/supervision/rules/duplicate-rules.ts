import { addDays, addFen } from "../../kernel/index.ts";
import type { AuditFacts, OrderLine } from "../audit-facts.ts";
import type { Verdict } from "../audit-finding.ts";
import { judgedLines, named, OWN_SOURCE, type Rule } from "./rule.ts";

/** The same again: on one day, within the days already supplied, or of one group side by side. */

const NATIONAL = { drug: "重复开药 GZ10000301006000" } as const;

export const SAME_DAY_RULE: Rule = {
  id: "DUPLICATE-SAME-DAY",
  title: "同日重复开单",
  national: NATIONAL,
  judge: (facts) => {
    const groups = groupedBy(facts.current.lines, (line) => `${line.item_code} ${line.day}`);
    return [...groups.values()].flatMap((lines) => {
      const left = withoutTakenBack(lines);
      const repeated = left.filter((line, index) => line.judged && index > 0);
      const [first] = left;
      if (first === undefined || repeated.length === 0) return [];
      return [
        {
          outcome: "clue",
          offending: repeated,
          involved: [first],
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
  judge: (facts) => {
    const earlier = groupedBy(earlierLines(facts), ({ line }) => line.item_code);
    return judgedLines(facts).flatMap((line) => {
      const covering = (earlier.get(line.item_code) ?? []).filter((one) => {
        return covers(one, line) && !isSameDayAndVisit(one.line, line);
      });
      const [first] = covering;
      if (first === undefined) return [];
      const last = covering.reduce((a, b) => (a.until < b.until ? b : a), first);
      const verdict: Verdict = {
        outcome: "suspicion",
        offending: [line],
        involved: covering.slice(0, INVOLVED_MAX).map((one) => one.line),
        amount_fen: line.amount_fen,
        reason:
          `${named(line)}已于 ${last.line.day} 在就诊 ${last.line.visit_id} 开过，` +
          `可用到 ${addDays(last.until, -1)}`,
        mend: "请待用完后再开，或写明提前开药的理由",
        source: OWN_SOURCE,
      };
      return [verdict];
    });
  },
};

export const GROUP_RULE: Rule = {
  id: "DUPLICATE-GROUP",
  title: "同组药品并用",
  national: NATIONAL,
  judge: (facts) => {
    const groupOf = ({ line }: Supply): string => line.limits["duplicate-group"]?.value ?? "";
    const earlier = groupedBy(earlierLines(facts), groupOf);
    return judgedLines(facts).flatMap((line) => {
      const limit = line.limits["duplicate-group"];
      if (limit === undefined) return [];
      const known = earlier.get(limit.value) ?? [];
      const others = known.filter((one) => {
        return one.line.item_code !== line.item_code && covers(one, line);
      });
      if (known.length === 0) earlier.set(limit.value, known);
      known.push(supplyOf(line));
      const [other] = others;
      if (other === undefined) return [];
      const verdict: Verdict = {
        outcome: "clue",
        offending: [line],
        involved: others.slice(0, INVOLVED_MAX).map((one) => one.line),
        amount_fen: line.amount_fen,
        reason: `${named(line)}与${named(other.line)}同属“${limit.value}”，用药日期重叠`,
        mend: "请核对是否需要并用，不需要的请停用其一",
        source: limit,
      };
      return [verdict];
    });
  },
};

/** As many as a reader looks at; a message may tell of thousands. */
const INVOLVED_MAX = 20;

/** A line, and the first day that it does not supply. */
interface Supply {
  readonly line: OrderLine;
  readonly until: OrderLine["day"];
}

/** What was ordered before and is not judged now: in this encounter, or in another one. */
function earlierLines({ current, others }: AuditFacts): readonly Supply[] {
  const ofCurrent = current.lines.filter(({ judged }) => !judged);
  const ofOthers = others.flatMap(({ lines }) => lines);
  return [...withoutTakenBack(ofCurrent), ...withoutTakenBack(ofOthers)].map(supplyOf);
}

/** A line that does not say for how long supplies its own day. */
function supplyOf(line: OrderLine): Supply {
  return { line, until: addDays(line.day, Math.max(1, line.days_supplied ?? 1)) };
}

function covers({ line: earlier, until }: Supply, line: OrderLine): boolean {
  return earlier.day <= line.day && line.day < until;
}

/** Which is another rule's: the same item twice. */
function isSameDayAndVisit(earlier: OrderLine, line: OrderLine): boolean {
  return earlier.day === line.day && earlier.visit_id === line.visit_id;
}

function groupedBy<Value>(
  values: readonly Value[],
  keyOf: (value: Value) => string,
): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [value]);
    else known.push(value);
  }
  return groups;
}

/** Without lines that were taken back, and without those that take back: item by item. */
function withoutTakenBack(lines: readonly OrderLine[]): readonly OrderLine[] {
  const keyOf = ({ visit_id, item_code, quantity_ten_thousandths: quantity }: OrderLine) =>
    `${visit_id} ${item_code} ${Math.abs(quantity)}`;
  const back = new Map<string, number>();
  for (const line of lines.filter((one) => one.quantity_ten_thousandths < 0)) {
    back.set(keyOf(line), (back.get(keyOf(line)) ?? 0) + 1);
  }
  return lines.filter((line) => {
    if (line.quantity_ten_thousandths <= 0) return false;
    const left = back.get(keyOf(line)) ?? 0;
    if (left > 0) back.set(keyOf(line), left - 1);
    return left === 0;
  });
}
