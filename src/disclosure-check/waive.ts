import type { CheckRule, Finding } from "../disclosure/index.ts";
import type { WaivedFinding } from "./report.ts";
import { findingOf } from "./rule-words.ts";
import type { Waiver } from "./waiver-file.ts";

export interface Waived {
  readonly left: readonly Finding[];
  readonly waived: readonly WaivedFinding[];
}

/** Sets apart what is waived. Waivers that have expired, or fit nothing, are told. */
export function waive(
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  today: string | undefined,
  rules: ReadonlyMap<string, CheckRule>,
): Waived {
  const valid = waivers.filter((one) => !isOver(one, today));
  const used = new Set<Waiver>();
  const left: Finding[] = [];
  const waived: WaivedFinding[] = [];
  for (const finding of findings) {
    const waiver = valid.find((one) => covers(one, finding));
    if (waiver === undefined) {
      left.push(finding);
      continue;
    }
    used.add(waiver);
    const { author, reason, date } = waiver;
    waived.push({ finding, waiver: { author, reason, date } });
  }
  const told = waivers
    .filter((one) => !used.has(one))
    .map((one) => {
      const rule = isOver(one, today) ? "WAIVER-EXPIRED" : "WAIVER-UNUSED";
      const { author, source, until, reason } = one;
      const words = { rule: one.rule, author, source, until: until ?? "", reason };
      return findingOf({ rule, place: NOWHERE, printed: "", words }, rules);
    });
  return { left: [...left, ...told], waived };
}

const NOWHERE = { page: 0, line: 0, table: "", row: "", column: "", text: "" };

function isOver({ until }: Waiver, today: string | undefined): boolean {
  return until !== null && today !== undefined && until < today;
}

/**
 * Whether a finding of one version of a document is that of another: the same rule, the same place
 * and the same thing printed. Pages and lines move between versions.
 */
export function isSameFinding(
  earlier: Pick<Finding, "rule" | "where" | "printed">,
  finding: Finding,
): boolean {
  const { rule, printed } = earlier;
  const where = { ...earlier.where, page: null, line: null };
  return finding.printed === printed && covers({ rule, where }, finding);
}

/** The rule of the finding or one merged under it, and each word of the place that is given. */
function covers({ rule, where }: Pick<Waiver, "rule" | "where">, finding: Finding): boolean {
  const place = finding.where;
  return (
    (finding.rule === rule || finding.merged.includes(rule)) &&
    (where.page === null || where.page === place.page) &&
    (where.line === null || where.line === place.line) &&
    (where.table === "" || place.table.includes(where.table)) &&
    (where.row === "" || place.row === where.row) &&
    (where.column === "" || place.column === where.column) &&
    (where.text === "" || place.text.includes(where.text) || finding.printed.includes(where.text))
  );
}
