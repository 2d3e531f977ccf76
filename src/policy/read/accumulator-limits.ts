import {
  type CivilDate,
  contains,
  type Fen,
  multiplyFenByPpm,
  type Ppm,
} from "../../kernel/index.ts";
import {
  type EmploymentStatus,
  HOSPITAL_LEVELS,
  type HospitalLevel,
  type IdentityKind,
  type Provenance,
} from "../adjudication.ts";
import type { Benefit, Layer, Reference } from "../benefit.ts";
import { accumulatorName, cellOf, type LayerContext } from "../layers/context.ts";
import type { Cell } from "../parameter.ts";
import { identityOf } from "../plan.ts";
import type { Region } from "../region.ts";
import { rulesOn } from "../region-rules.ts";
import { rowTitle } from "../row-titles.ts";
import { accumulatorPatterns, coordinatesOf } from "./case-accumulators.ts";

/** Whose year is looked at: what of a person the tables of limits are keyed by. */
export interface AccumulatingPerson {
  readonly insutype: string;
  readonly employment_status: EmploymentStatus;
  readonly civil_servant_rank: string | null;
  readonly identities: readonly IdentityKind[];
  /** Certified diseases: each may have a limit of its own. */
  readonly diseases: readonly string[];
  readonly day: CivilDate;
}

/** What an accumulator counts towards. */
export type LimitRole = "deductible" | "cap" | "threshold";

/** An accumulator of the person's year, with what it counts towards where there is such a thing. */
export interface AccumulatorLimit {
  /** `outpatient.deductible.level3`. */
  readonly name: string;
  readonly title: string;
  readonly unit: "yuan" | "count";
  readonly role: LimitRole | null;
  readonly limit_fen: Fen | null;
  readonly source: Provenance | null;
  /** Whether it counts by a row (a level, a disease): shown only once something is counted. */
  readonly is_by_row: boolean;
}

/** Every accumulator that a benefit of the person's scheme reads or moves on the day, each once. */
export function accumulatorLimits(region: Region, person: AccumulatingPerson): AccumulatorLimit[] {
  const found = new Map<string, AccumulatorLimit>();
  for (const benefit of benefitsOf(region, person)) {
    for (const context of contextsOf(region, person)) {
      for (const one of limitsOf(context, benefit)) {
        const known = found.get(one.name);
        if (known === undefined || (known.limit_fen === null && one.limit_fen !== null)) {
          found.set(one.name, one);
        }
      }
    }
  }
  return [...found.values()];
}

/** Those open to the person: of a disease only where it is certified. */
function benefitsOf(region: Region, { insutype, diseases, day }: AccumulatingPerson): Benefit[] {
  return region.benefits.filter(
    (benefit) =>
      benefit.insutypes.includes(insutype) &&
      contains(benefit.period, day) &&
      (benefit.diseases === null || benefit.diseases.some((one) => diseases.includes(one))),
  );
}

function contextsOf(region: Region, person: AccumulatingPerson): LayerContext[] {
  const { day, diseases, identities } = person;
  const identity = identityOf(region, { identities, care_date: day });
  const { rounding } = rulesOn(region, day);
  return [null, ...diseases].flatMap((disease) =>
    HOSPITAL_LEVELS.map((hospital_level: HospitalLevel) => ({
      region,
      day,
      rounding,
      coordinates: coordinatesOf(
        {
          ...person,
          ...{ visit_type: "", hospital_level, disease, place: "local", lines: [], stay: null },
          ...{ account_use: "none", accounts: [] },
        },
        identity,
      ),
    })),
  );
}

function limitsOf(context: LayerContext, benefit: Benefit): AccumulatorLimit[] {
  const limited = benefit.layers.flatMap((layer) => layerLimits(context, layer));
  const known = new Set(limited.map(({ pattern }) => pattern));
  const plain = accumulatorPatterns(benefit)
    .filter((pattern) => !known.has(pattern))
    .map((pattern): PatternLimit => ({ pattern, role: null, cell: null }));
  return [...limited, ...plain].flatMap((one) => shown(context, one));
}

interface PatternLimit {
  readonly pattern: string;
  readonly role: LimitRole | null;
  readonly cell: Pick<Cell, "value" | "source"> | null;
}

function layerLimits(context: LayerContext, layer: Layer): PatternLimit[] {
  const limit = (pattern: string, role: LimitRole, reference: Reference | null) => ({
    pattern,
    role,
    cell: cellOrNone(context, reference),
  });
  switch (layer.kind) {
    case "deductible":
      return layer.within.map((one) => limit(one.accumulator, "deductible", one.limit));
    case "share":
      return [
        ...(layer.threshold === null
          ? []
          : [limit(layer.threshold.accumulator, "threshold", layer.threshold.amount)]),
        ...(layer.disease_limit === null
          ? []
          : [limit(layer.disease_limit.accumulator, "cap", layer.disease_limit.amount)]),
        ...layer.caps.map((cap) => limit(cap.accumulator, "cap", cap.limit)),
      ];
    case "bands":
      return [
        { pattern: layer.accumulated, role: "threshold", cell: bandsThreshold(context, layer) },
        limit(layer.paid, "cap", layer.cap),
      ];
    default:
      return [];
  }
}

/** A table that has no row for the case says nothing of it: the case does not arise. */
function cellOrNone(context: LayerContext, reference: Reference | null): Cell | null {
  try {
    return cellOf(context, reference);
  } catch {
    return null;
  }
}

function bandsThreshold(
  context: LayerContext,
  { threshold, threshold_factor }: Extract<Layer, { kind: "bands" }>,
): PatternLimit["cell"] {
  const cell = cellOrNone(context, threshold);
  if (cell === null) return null;
  const factor = cellOrNone(context, threshold_factor);
  if (factor === null) return cell;
  const value = multiplyFenByPpm(cell.value as Fen, factor.value as Ppm, context.rounding);
  return { value, source: cell.source };
}

function shown(context: LayerContext, { pattern, role, cell }: PatternLimit): AccumulatorLimit[] {
  const { region, coordinates } = context;
  const definition = region.accumulators.find((one) => one.pattern === pattern);
  if (pattern.includes("{disease}") && coordinates.disease === "none") return [];
  const rows = [...pattern.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => {
    const row = coordinates[name as keyof typeof coordinates];
    return row === undefined ? [] : [rowTitle(row, region.diseases)];
  });
  const title = definition?.title ?? pattern;
  return [
    {
      name: accumulatorName(context, pattern),
      title: rows.length === 0 ? title : `${title}（${rows.join("，")}）`,
      unit: definition?.unit ?? "yuan",
      role: cell === null ? null : role,
      limit_fen: cell === null ? null : (cell.value as Fen),
      source: cell?.source ?? null,
      is_by_row: rows.length > 0,
    },
  ];
}
