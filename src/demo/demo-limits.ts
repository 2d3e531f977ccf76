import type { DemoItem } from "./demo-catalogue.ts";

/** Made-up limits of a few made-up items, so that every rule of an audit has something to find. */

export interface DemoLimit {
  readonly item_code: string;
  /** As the import file of the supervision room names it. */
  readonly kind: string;
  readonly value: string;
}

/** What the first items of each kind are limited to; the order is that of the catalogue. */
const DRUG_LIMITS: readonly (readonly [kind: string, value: string])[] = [
  ["sex", "2"],
  ["sex", "1"],
  ["age-from", "18"],
  ["age-under", "14"],
  ["level", "level2"],
  ["care", "inpatient"],
  ["daily-quantity", "3"],
  ["visit-quantity", "10"],
  ["days", "30"],
  ["duplicate-group", "演示同类药"],
  ["duplicate-group", "演示同类药"],
  ["diagnosis", "I10;I11"],
];

const SERVICE_LIMITS: readonly (readonly [kind: string, value: string])[] = [
  ["sex", "2"],
  ["age-under", "28d"],
  ["level", "level3"],
  ["daily-quantity", "1"],
];

export function demoItemLimits(items: readonly DemoItem[]): readonly DemoLimit[] {
  const limited = (list_type: string, limits: readonly (readonly [string, string])[]) =>
    items
      .filter((item) => item.list_type === list_type)
      .slice(0, limits.length)
      .map(({ item_code }, index) => {
        const [kind, value] = limits[index] as readonly [string, string];
        return { item_code, kind, value };
      });
  return [...limited("101", DRUG_LIMITS), ...limited("201", SERVICE_LIMITS)];
}
