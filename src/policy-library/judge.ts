import { type CivilDate, YibaoError } from "../kernel/index.ts";
import type { Region } from "../policy/index.ts";
import type { Runner } from "../store/index.ts";
import type { Proposal } from "./proposal.ts";
import { regionOfPacks } from "./region-at.ts";

/** How a region is proved sound; the caller brings it. Sentences in Chinese, the worst first. */
export interface PackJudge {
  /** @param against what is published now, with which answers must agree before the day */
  check(region: Region, against: Against | null): Promise<CheckReport>;
}

export interface Against {
  readonly region: Region;
  readonly from: CivilDate;
}

export interface CheckReport {
  readonly checker_version: string;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** What is answered otherwise before the day: nothing, if the region is sound. */
  readonly changed_before: readonly string[];
}

/** Every region that a version would change, checked: one report for all of them. */
export async function checkProposals(
  runner: Runner,
  proposals: readonly Proposal[],
  judge: PackJudge,
): Promise<CheckReport> {
  const reports: CheckReport[] = [];
  for (const { region_code, after } of proposals) {
    const { region } = await regionOfPacks(runner, after);
    const report = await judge.check(region, null);
    const placed = (sentence: string) =>
      proposals.length === 1 ? sentence : `${region_code}：${sentence}`;
    reports.push({
      checker_version: report.checker_version,
      errors: report.errors.map(placed),
      warnings: report.warnings.map(placed),
      changed_before: [],
    });
  }
  return {
    checker_version: reports[0]?.checker_version ?? "",
    errors: reports.flatMap((one) => one.errors),
    warnings: reports.flatMap((one) => one.warnings),
    changed_before: [],
  };
}

/**
 * Refuses what may not be published from a day on: a region with errors, another answer before
 * the day, a fund that is gone. Returns the regions as they would be.
 * @throws YibaoError LIBRARY-NOT-SOUND | LIBRARY-EARLIER-ANSWER | LIBRARY-FUND-GONE | PACK-*
 */
export async function assertPublishable(
  runner: Runner,
  proposals: readonly Proposal[],
  day: CivilDate,
  judge: PackJudge,
): Promise<Region[]> {
  const regions: Region[] = [];
  for (const { region_code, before, after } of proposals) {
    const { region: later } = await regionOfPacks(runner, after);
    const earlier = before === null ? null : (await regionOfPacks(runner, before)).region;
    if (earlier !== null) assertFundsKept(earlier, later);
    const against = earlier === null ? null : { region: earlier, from: day };
    const { errors, changed_before } = await judge.check(later, against);
    const [worst] = errors;
    if (worst !== undefined) {
      const details = { region: region_code, errors: errors.length, first: worst };
      throw new YibaoError("LIBRARY-NOT-SOUND", details);
    }
    const [first] = changed_before;
    if (first !== undefined) {
      throw new YibaoError("LIBRARY-EARLIER-ANSWER", { region: region_code, day, first });
    }
    regions.push(later);
  }
  return regions;
}

/** Settlements and entries name funds: what they meant must go on meaning it. */
export function assertFundsKept(earlier: Region, later: Region): void {
  for (const [code, { pool, expense_account, national_field }] of earlier.funds) {
    const kept = later.funds.get(code);
    const same =
      kept?.pool === pool &&
      kept.expense_account === expense_account &&
      kept.national_field === national_field;
    if (!same) {
      throw new YibaoError("LIBRARY-FUND-GONE", { fund: code, pool, account: expense_account });
    }
  }
}
