import type { Region } from "../region.ts";
import type { ExceptedFinding, Finding } from "./finding.ts";
import { findingFrom } from "./findings.ts";

export interface Judged {
  readonly findings: readonly Finding[];
  readonly excepted: readonly ExceptedFinding[];
}

/**
 * Sets aside what the pack declares lawful. An exception of the pack itself that nothing calls for
 * any more is a finding: it would hide the next slip. One inherited from a parent may be idle.
 */
export function judged(region: Region, findings: readonly Finding[]): Judged {
  const { exceptions, where } = region.declared;
  const used = new Set<string>();
  const excepted: ExceptedFinding[] = [];
  const rest: Finding[] = [];
  for (const finding of findings) {
    const lawful = exceptions.filter(
      (one) => one.rule === finding.rule && finding.about.includes(one.about),
    );
    for (const one of lawful) used.add(one.where);
    const [first] = lawful;
    if (!first) {
      rest.push(finding);
      continue;
    }
    const { document, clause } = first.source;
    excepted.push({ ...finding, reason: first.reason, document, clause, declared_at: first.where });
  }
  const own = folderOf(where);
  for (const one of exceptions) {
    if (used.has(one.where) || folderOf(one.where) !== own) continue;
    rest.push(
      findingFrom({
        rule: "exception-idle",
        where: one.where,
        message: `“${one.about}”不再有“${one.rule}”的情形，这条例外已无必要，请删去`,
        about: [one.about],
      }),
    );
  }
  return { findings: rest, excepted };
}

/** "430400-hengyang/region.yaml:3" → "430400-hengyang"; a pack of one text is its own folder. */
function folderOf(where: string): string {
  const path = where.replace(/:\d+$/, "");
  return path.split("/")[0] ?? path;
}
