import type { Finding } from "./finding.ts";
import type { Judged } from "./findings.ts";

/** So many rows that break one rule between two tables are told as one list. */
const LIST_LEAST = 6;
const ROWS_SHOWN = 8;

/**
 * Two tables that disagree row after row are one matter: whichever is wrong, it is looked into
 * once. What breaks other rules besides is a defect of its own.
 */
export function gatherFindings(
  findings: readonly Finding[],
  judged: readonly Judged[],
): readonly Finding[] {
  const across = rulesAcross(judged);
  const lists = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { rule, outcome, where, merged } = finding;
    const isAlone = merged.length === 0 && across.has(rule);
    if (!isAlone || where.table === "" || (outcome !== "error" && outcome !== "warn")) continue;
    const key = [rule, outcome, where.table].join("\n");
    lists.set(key, [...(lists.get(key) ?? []), finding]);
  }
  const gathered = new Map<Finding, Finding | null>();
  for (const list of lists.values()) {
    if (new Set(list.map(({ where }) => where.row)).size < LIST_LEAST) continue;
    for (const one of list) gathered.set(one, null);
    const [first] = list as [Finding];
    gathered.set(first, listed(first, list));
  }
  return findings.flatMap((one) => {
    const instead = gathered.get(one);
    return instead === undefined ? [one] : instead === null ? [] : [instead];
  });
}

/** Rules of which all that is broken lies between two tables. */
function rulesAcross(judged: readonly Judged[]): ReadonlySet<string> {
  const across = new Set<string>();
  const others = new Set<string>();
  for (const { constraint, verdict } of judged) {
    if (verdict !== "fail" && verdict !== "slip") continue;
    const { figures, rule } = constraint;
    const topics = new Set(figures.map(({ topic }) => topic));
    const isTables = figures.every(({ source }) => source === "table");
    (isTables && topics.size > 1 ? across : others).add(rule.id);
  }
  for (const id of others) across.delete(id);
  return across;
}

function listed(first: Finding, list: readonly Finding[]): Finding {
  const rows = [...new Set(list.map(({ where }) => where.row))];
  const shown = rows.slice(0, ROWS_SHOWN).join("、");
  const more = rows.length > ROWS_SHOWN ? "等" : "";
  return {
    ...first,
    message: `${first.message}；同样的不符共 ${list.length} 处：${shown}${more}`,
    suggestion: `请逐行核对《${first.where.table}》与另一张表`,
  };
}
