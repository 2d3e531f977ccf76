import { contains, type Rounding, YibaoError } from "../../kernel/index.ts";
import type { Benefit, Layer } from "../benefit.ts";
import { type BoundLayer, bindLayer } from "../layers/bound-layer.ts";
import type { LayerContext } from "../layers/context.ts";
import type { Dimension } from "../parameter.ts";
import { type CompiledPlan, planFor } from "../plan.ts";
import { plainCell, type Region } from "../region.ts";
import type { CheckSteps } from "./finding.ts";
import { activeLayers, combinations, dimensionsRead, rowsFor } from "./layer-reads.ts";
import { benefitSituation } from "./layer-values.ts";
import { atCoordinates, coordinatesOf, factsOf, type Situation } from "./situation.ts";
import { isStay, type Stretch, type Universe } from "./universe.ts";

/** Plans that differ in any value: one of each, with the first case that leads to it. */
export interface DistinctPlan {
  readonly benefit: Benefit;
  readonly situation: Situation;
  readonly compiled: CompiledPlan;
  /** Whether bills under it are settlements of a stay. */
  readonly stay: boolean;
}

/**
 * The distinct plans of a region. Two cases whose layers are bound to the same amounts, rates and
 * limits, in the same order, with accumulators that play the same parts, give the same answers.
 */
export function* distinctPlans(region: Region, universe: Universe): CheckSteps<DistinctPlan[]> {
  const found = new Map<string, DistinctPlan>();
  const { benefits } = region;
  for (const [index, benefit] of benefits.entries()) {
    for (const stretch of universe.stretches) {
      if (!contains(benefit.period, stretch.from)) continue;
      for (const insutype of benefit.insutypes) {
        try {
          plansOf(region, benefit, insutype, stretch, found);
        } catch (error) {
          // A gap or overlap, and told as such: there is no plan to try.
          if (!(error instanceof YibaoError)) throw error;
        }
      }
      yield { phase: "方案", done: index, total: benefits.length };
    }
  }
  return [...found.values()];
}

/** A layer, what it reads, and what it computes with for each combination of that met so far. */
interface KeyedLayer {
  readonly layer: Layer;
  readonly reads: readonly Dimension[];
  readonly known: Map<string, string | null>;
}

/** Null where the layer cannot be bound for the case. */
function keyAt({ layer, reads, known }: KeyedLayer, context: LayerContext): string | null {
  const at = reads.map((dimension) => context.coordinates[dimension]).join("·");
  const before = known.get(at);
  if (before !== undefined) return before;
  let key: string | null = null;
  try {
    key = keyOf(bindLayer(layer, context));
  } catch (error) {
    if (!(error instanceof YibaoError)) throw error;
  }
  known.set(at, key);
  return key;
}

function plansOf(
  region: Region,
  benefit: Benefit,
  insutype: string,
  { from }: Stretch,
  found: Map<string, DistinctPlan>,
): void {
  const plain = benefitSituation(benefit, insutype, from);
  const rows = rowsFor(region, benefit, plain);
  const rounding = String(plainCell(region, "rounding", from).value) as Rounding;
  const layers = activeLayers(region, from, benefit).map((layer): KeyedLayer => {
    const reads = new Set([...dimensionsRead(region, from, layer), ...namedIn(layer)]);
    return { layer, reads: [...reads], known: new Map() };
  });
  const stays = [...new Set(benefit.visit_types.map((one) => isStay(region, one)))];
  const visits = stays.map((stay) => ({
    stay,
    visit_type: benefit.visit_types.find((one) => isStay(region, one) === stay) as string,
  }));
  // What later layers read varies fastest: neighbours then bend at the same costs earlier on.
  const all = new Set<Dimension>(layers.toReversed().flatMap(({ reads }) => reads));
  for (const rest of combinations(all, rows)) {
    const situation = atCoordinates(plain, rest);
    const coordinates = coordinatesOf(situation);
    const keys = layers.map((one) => keyAt(one, { region, day: from, coordinates, rounding }));
    // A value is missing for the case, and told as such: there is no plan to try.
    if (keys.includes(null)) continue;
    const key = canonical(keys.join("|"));
    for (const { stay, visit_type } of visits) {
      const name = `${benefit.name} ${stay} ${key}`;
      if (found.has(name)) continue;
      const here = { ...situation, visit_type };
      const compiled = planFor(region, factsOf(here, [], null));
      found.set(name, { benefit, situation: here, compiled, stay });
    }
  }
}

/** Dimensions in the braces of accumulator names: they decide which accumulators are one. */
function namedIn(layer: object): Dimension[] {
  const names = [...JSON.stringify(layer).matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  return names.filter((name) => name !== "month" && name !== "quarter") as Dimension[];
}

/** What a bound layer computes with; where it stands and what it is called is left out. */
function keyOf(bound: BoundLayer | null): string {
  if (bound === null) return "-";
  return JSON.stringify(bound, (name, value) => {
    if (LEFT_OUT.has(name)) return undefined;
    if (name === "layer") return { considers: (value as { considers?: string }).considers };
    if (name === "accumulator" || name === "accumulated" || name === "paid" || name === "counter") {
      return `<${value}>`;
    }
    return value;
  });
}

/** What the layers for drugs paid alone compute with. */
export function aloneKey({ compiled }: DistinctPlan): string {
  const alone = compiled.layers.filter((one) => "pot" in one && one.pot.alone);
  return canonical(alone.map(keyOf).join("|"));
}

const LEFT_OUT = new Set(["source", "cap_source", "terms", "title", "where", "english"]);

/** Accumulators by the order in which they first occur: their names decide nothing. */
function canonical(key: string): string {
  const numbers = new Map<string, number>();
  return key.replace(/<([^>]*)>/g, (whole) => {
    const known = numbers.get(whole) ?? numbers.size;
    numbers.set(whole, known);
    return `<${known}>`;
  });
}
