import type { Rule } from "../disclosure/index.ts";
import type { Reading } from "../disclosure-reading/index.ts";
import type { Defect } from "./defect.ts";

/** What another document is held against this one for; or why it is not. */
export interface AgainstFile {
  readonly against: Reading | null;
  readonly defects: readonly Defect[];
}

/**
 * Another unit's document, or one of a year that no rule compares, is not held against this one:
 * that is said, and nothing is blamed.
 */
export function againstFile(
  reading: Reading,
  other: Reading | null,
  rules: readonly Rule[],
): AgainstFile {
  if (other === null) return { against: null, defects: [] };
  const why = isOtherUnit(reading, other)
    ? "是另一个单位的"
    : isCompared(reading, other, rules)
      ? ""
      : "的年度和种类与本文件不衔接：可以对照上年的决算，或同年的预算";
  if (why === "") return { against: other, defects: [] };
  return { against: null, defects: [otherFile(other, why)] };
}

function isCompared(reading: Reading, other: Reading, rules: readonly Rule[]): boolean {
  return rules.some((rule) => {
    if (rule.form !== "relation" || rule.against === null) return false;
    const { kind, years_before } = rule.against;
    const isKind = rule.kinds.includes(reading.kind) && other.kind === kind;
    return isKind && other.year === reading.year - years_before;
  });
}

/** One may give the name in full and the other in short. */
function isOtherUnit({ unit_name: own }: Reading, { unit_name: other }: Reading): boolean {
  if (own === "" || other === "") return false;
  const [short, long] = own.length < other.length ? [own, other] : [other, own];
  let at = 0;
  for (const sign of long) if (sign === short[at]) at += 1;
  return at < short.length;
}

function otherFile({ unit_name, year, kind, document }: Reading, why: string): Defect {
  const words = kind === "final" ? "部门决算" : "部门预算";
  return {
    rule: "AGAINST-OTHER",
    place: { page: 0, line: 0, table: "", row: "", column: "", text: "" },
    printed: document.name,
    words: { which: `${unit_name}${year}年度${words}`, why },
  };
}
