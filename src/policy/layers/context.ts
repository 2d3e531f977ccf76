import {
  type CivilDate,
  PPM_ONE,
  type Ppm,
  ppm,
  type Rounding,
  YibaoError,
} from "../../kernel/index.ts";
import type { Provenance, RateTerm } from "../adjudication.ts";
import type { Adjustment, Reference } from "../benefit.ts";
import { type Cell, type Coordinates, cellAt, versionOn } from "../parameter.ts";
import { plainCell, type Region } from "../region.ts";

/** A region on a day: all that choices depend on. */
export interface DayContext {
  readonly region: Region;
  readonly day: CivilDate;
}

/** What a layer is compiled for: a region, a day, and the coordinates of a case. */
export interface LayerContext extends DayContext {
  readonly coordinates: Coordinates;
  readonly rounding: Rounding;
}

/** The value of a choice on the day. */
export function choiceOf(context: DayContext, name: string): string {
  return String(plainCell(context.region, name, context.day).value);
}

/** The cell a reference leads to, or null where the pack says "not covered" on purpose. */
export function cellOf(context: LayerContext, reference: Reference | null): Cell | null {
  if (reference === null) return null;
  if (typeof reference !== "string") return cellOf(context, picked(context, reference));
  const override = context.region.overrides.cells.get(reference);
  if (override) return override;
  const parameter = context.region.parameters.get(reference);
  const version = parameter ? versionOn(parameter, context.day) : null;
  const cell = version ? cellAt(version, context.coordinates) : null;
  if (!cell) throw new YibaoError("POLICY-NO-VALUE", { name: reference, day: context.day });
  return cell.value === null ? null : cell;
}

/** The parameter that a pick leads to on the day, or null. */
export function picked(context: DayContext, pick: Exclude<Reference, string>): string | null {
  const value = choiceOf(context, pick.choose);
  return pick.options[value] ?? pick.options.other ?? null;
}

/** Whether the layer's `when` holds. */
export function applies(context: DayContext, when: Readonly<Record<string, string>>): boolean {
  return Object.entries(when).every(([name, value]) => choiceOf(context, name) === value);
}

/** Accumulator name with the case's coordinates and its month or quarter filled in. */
export function accumulatorName(context: LayerContext, pattern: string): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => {
    if (name === "month") return context.day.slice(0, 7);
    if (name === "quarter") {
      return `${context.day.slice(0, 4)}Q${Math.ceil(Number(context.day.slice(5, 7)) / 3)}`;
    }
    return context.coordinates[name as keyof Coordinates] ?? whole;
  });
}

export interface EffectiveRate {
  readonly rate_ppm: Ppm;
  readonly terms: readonly RateTerm[];
}

/**
 * A base ratio with its adjustments in the order written, as one exact rate: the payment is
 * rounded once. Points that would take the ratio out of 0–100 % stop there.
 */
export function effectiveRate(
  context: LayerContext,
  layer: { readonly layer: string; readonly title: string },
  base: Cell,
  adjust: readonly Adjustment[],
): EffectiveRate {
  let rate = base.value as Ppm;
  const terms = [baseTerm(layer.title, rate, base.source)];
  for (const { operation, value, title } of adjust) {
    const cell = cellOf(context, value);
    const neutral = operation === "times" ? PPM_ONE : 0;
    if (cell === null || cell.value === neutral) continue;
    const term = cell.value as Ppm;
    rate = adjusted(rate, operation, term, layer.layer);
    terms.push({ title, operation, rate_ppm: term, source: cell.source });
  }
  return { rate_ppm: rate, terms: Object.freeze(terms) };
}

/** The first term of a rate, and of most rates the only one. */
export function baseTerm(title: string, rate_ppm: Ppm, source: Provenance): RateTerm {
  return { title, operation: "base", rate_ppm, source };
}

/** A rate after one adjustment; shared with banded ratios. */
export function adjusted(
  rate: Ppm,
  operation: Adjustment["operation"],
  term: Ppm,
  layer: string,
): Ppm {
  if (operation === "times") {
    const product = (rate * term) / PPM_ONE;
    if (!Number.isInteger(product)) throw new YibaoError("POLICY-RATE-NOT-WHOLE", { layer });
    return ppm(product);
  }
  const sum = operation === "plus" ? rate + term : rate - term;
  return ppm(Math.min(PPM_ONE, Math.max(0, sum)));
}
