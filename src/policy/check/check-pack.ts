import { type CivilDate, YibaoError } from "../../kernel/index.ts";
import { loadRegionToCheck, type Region } from "../region.ts";
import { checkAgainst } from "./against.ts";
import { checkCoverage } from "./coverage.ts";
import { judged } from "./exceptions.ts";
import type { CheckProgress, CheckReport, CheckSteps, Finding } from "./finding.ts";
import { Findings, findingFrom } from "./findings.ts";
import { checkLayerValues } from "./layer-values.ts";
import { checkOrders } from "./order-rules.ts";
import { checkPapers } from "./paper-rules.ts";
import { checkPlanProperties } from "./plan-properties.ts";
import { distinctPlans } from "./plans.ts";
import type { Severity } from "./rules.ts";
import { universeOf } from "./universe.ts";
import { checkValueRules } from "./value-rules.ts";

export interface CheckOptions {
  /** Seed of the random bills; the same seed tries the same ones. */
  readonly seed: string;
  /** Random years under each plan, beside the boundaries. */
  readonly sequences: number;
  /** Bills are tried under at most so many plans; a region has about a thousand. */
  readonly plans_max: number;
  /** An earlier version that answers of earlier days must agree with. */
  readonly against: { readonly region: Region; readonly from: CivilDate | null } | null;
  /** A change against the earlier version that begins no later is told; null: not asked. */
  readonly today: CivilDate | null;
}

export const CHECK_OPTIONS: CheckOptions = Object.freeze({
  seed: "1",
  sequences: 4,
  plans_max: 20_000,
  against: null,
  today: null,
});

/**
 * Checks a pack by code ("430400") or folder, and tells all that it finds; a pack that cannot be
 * loaded has one finding. `progress` is told how far it is.
 * @throws YibaoError REGION-UNKNOWN | PACK-FOLDER-* where there is no pack to check
 */
export function checkPack(
  codeOrFolder: string,
  options: CheckOptions = CHECK_OPTIONS,
  progress: (progress: CheckProgress) => void = () => undefined,
): CheckReport {
  let region: Region;
  try {
    region = loadRegionToCheck(codeOrFolder);
  } catch (error) {
    if (!(error instanceof YibaoError) || isNoPack(error)) throw error;
    return unloadable(codeOrFolder, error);
  }
  return checkRegion(region, options, progress);
}

/** There is nothing that could be checked: the caller's word is wrong, not a pack. */
function isNoPack({ code, where }: YibaoError): boolean {
  return where === undefined && (code === "REGION-UNKNOWN" || code.startsWith("PACK-FOLDER-"));
}

/** The one finding of a pack that cannot be loaded. */
export function unloadable(name: string, error: YibaoError): CheckReport {
  const finding = findingFrom({
    rule: "pack-not-loadable",
    where: error.where ?? name,
    // The place stands beside it already.
    message: `${error.reason}。${error.mend}`,
  });
  return {
    region: name,
    name: "",
    version: null,
    findings: [finding],
    excepted: [],
    counts: counted([finding]),
    tried: { cases: 0, values: 0, plans: 0, plans_tried: 0, bills: 0 },
    against: null,
  };
}

/** Checks a region that is loaded already, at one go. */
export function checkRegion(
  region: Region,
  options: CheckOptions = CHECK_OPTIONS,
  progress: (progress: CheckProgress) => void = () => undefined,
): CheckReport {
  const steps = checkSteps(region, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    progress(step.value);
  }
}

/** The check as steps between which others may be served. */
export function* checkSteps(region: Region, options: CheckOptions): CheckSteps<CheckReport> {
  const findings = new Findings();
  const universe = universeOf(region);
  checkPapers(region, findings);
  const cases = yield* checkCoverage(region, universe, findings);
  const values = yield* checkLayerValues(region, universe, findings);
  const plans = yield* distinctPlans(region, universe);
  // What has no value on a day cannot be put in order, nor compared: the hole is told above.
  const whole = !findings.hasRule("value-gap-in-time") && !findings.hasRule("value-missing");
  if (whole) checkOrders(region, universe, findings);
  checkValueRules(region, plans, findings);
  const tried = plans.slice(0, options.plans_max);
  const bills = yield* checkPlanProperties(region, tried, options, findings);
  const { against, today } = options;
  const compared =
    against !== null && whole
      ? yield* checkAgainst(region, against.region, { from: against.from, today }, findings)
      : null;
  const { findings: rest, excepted } = judged(region, findings.list());
  const sorted = bySeverity(rest);
  return {
    region: region.code,
    name: region.name,
    version: region.version,
    findings: sorted,
    excepted,
    counts: counted(sorted),
    tried: { cases, values, plans: plans.length, plans_tried: tried.length, bills },
    against: compared,
  };
}

const SEVERITIES: readonly Severity[] = ["error", "warning", "hint"];

function bySeverity(findings: readonly Finding[]): Finding[] {
  return SEVERITIES.flatMap((severity) => findings.filter((one) => one.severity === severity));
}

function counted(findings: readonly Finding[]): Record<Severity, number> {
  const counts = { error: 0, warning: 0, hint: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}
