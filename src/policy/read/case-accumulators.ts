import type { CivilDate } from "../../kernel/index.ts";
import { benefitOf } from "../adjudicate.ts";
import type { BillFacts } from "../adjudication.ts";
import type { Benefit, Layer } from "../benefit.ts";
import { accumulatorName, type LayerContext } from "../layers/context.ts";
import type { AccumulatorDefinition } from "../pack.ts";
import type { Coordinates } from "../parameter.ts";
import { identityOf } from "../plan.ts";
import type { Region } from "../region.ts";

/** An accumulator that a case reads or moves, and the words it may be called by. */
export interface CaseAccumulator {
  /** With the case's coordinates filled in: `inpatient.admissions.level3`. */
  readonly name: string;
  readonly pattern: string;
  readonly title: string;
  readonly unit: AccumulatorDefinition["unit"];
}

/**
 * The accumulators behind one case, in the order its layers name them.
 * @throws YibaoError POLICY-NO-BENEFIT when nothing decides the case
 */
export function caseAccumulators(region: Region, facts: BillFacts): CaseAccumulator[] {
  const coordinates = coordinatesOf(facts, identityOf(region, facts));
  return accumulatorPatterns(benefitOf(region, facts)).map((pattern) => {
    const known = region.accumulators.find((one) => one.pattern === pattern);
    return {
      name: filledAccumulator(pattern, coordinates, facts.care_date),
      pattern,
      title: known?.title ?? pattern,
      unit: known?.unit ?? "yuan",
    };
  });
}

/** The accumulators that a benefit's layers read or move, as the pack writes them. */
export function accumulatorPatterns(benefit: Benefit): string[] {
  return [...new Set(benefit.layers.flatMap(patternsOf))];
}

function patternsOf(layer: Layer): string[] {
  switch (layer.kind) {
    case "deductible":
      return [
        ...(layer.repeat === null ? [] : [layer.repeat.counter]),
        ...layer.within.map(({ accumulator }) => accumulator),
      ];
    case "share":
      return [
        ...(layer.threshold === null ? [] : [layer.threshold.accumulator]),
        ...(layer.disease_limit === null ? [] : [layer.disease_limit.accumulator]),
        ...layer.caps.map(({ accumulator }) => accumulator),
      ];
    case "bands":
      return [layer.accumulated, layer.paid];
    default:
      return [];
  }
}

/** A case as the rows of tables see it. */
export function coordinatesOf(facts: Omit<BillFacts, "care_date">, identity: string): Coordinates {
  return {
    hospital_level: facts.hospital_level,
    employment_status: facts.employment_status,
    place: facts.place,
    identity,
    insutype: facts.insutype,
    civil_servant_rank: facts.civil_servant_rank ?? "none",
    disease: facts.disease ?? "none",
  };
}

/** The name of an accumulator for a case on a day. */
export function filledAccumulator(
  pattern: string,
  coordinates: Coordinates,
  day: CivilDate,
): string {
  return accumulatorName({ coordinates, day } as LayerContext, pattern);
}
