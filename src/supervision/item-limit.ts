import { ageOn, type CivilDate, contains, daysBetween, type Period } from "../kernel/index.ts";
import type { HospitalLevel, Provenance } from "../policy/index.ts";

/**
 * What the catalogue's notes and drug labels restrict about an item, as dated facts: one row an
 * item and kind, each with its source. The kinds are closed; what they hold is data.
 */

/** How care is given, as far as limits tell it apart. */
export const CARES = ["outpatient", "emergency", "inpatient", "pharmacy"] as const;

export type Care = (typeof CARES)[number];

/** Dictionary gend: 1 male, 2 female. */
export type Sex = "1" | "2";

/** An age that is reached: in whole years, or for the newborn in days. */
export interface Age {
  readonly count: number;
  readonly unit: "years" | "days";
}

/** What a limit of each kind holds. */
export interface LimitValues {
  /** Only for persons of this sex. */
  readonly sex: Sex;
  /** Only from this age on. */
  readonly "age-from": Age;
  /** Only below this age. */
  readonly "age-under": Age;
  /** Only at this level of hospital or a higher one. */
  readonly level: HospitalLevel;
  /** Only in this care. */
  readonly care: Care;
  /** Most units a day, in 10^-4. */
  readonly "daily-quantity": number;
  /** Most units a visit, in 10^-4. */
  readonly "visit-quantity": number;
  /** Most days that one prescription may supply. */
  readonly days: number;
  /** Items of one group are not used side by side. */
  readonly "duplicate-group": string;
  /** Only with a diagnosis that begins with one of these codes. */
  readonly diagnosis: readonly string[];
}

export type LimitKind = keyof LimitValues;

export interface ItemLimit<Kind extends LimitKind = LimitKind> extends Provenance {
  readonly item_code: string;
  readonly kind: Kind;
  readonly period: Period;
  readonly value: LimitValues[Kind];
}

/** The limits of an item on a day, by kind. */
export type LimitsOnDay = { readonly [Kind in LimitKind]?: ItemLimit<Kind> };

/** Limits of all items, asked by code and day. */
export interface ItemLimits {
  limitsOn(item_code: string, day: CivilDate): LimitsOnDay;
}

/** The limits over rows of the table. */
export function buildItemLimits(rows: readonly ItemLimit[]): ItemLimits {
  const byItem = new Map<string, ItemLimit[]>();
  for (const row of rows) {
    const known = byItem.get(row.item_code);
    if (known === undefined) byItem.set(row.item_code, [row]);
    else known.push(row);
  }
  return {
    limitsOn(item_code, day) {
      const inForce = (byItem.get(item_code) ?? []).filter(({ period }) => contains(period, day));
      return Object.fromEntries(inForce.map((row) => [row.kind, row])) as LimitsOnDay;
    },
  };
}

/** Whether a person born on a day has reached the age on another. */
export function hasReached(age: Age, born: CivilDate, day: CivilDate): boolean {
  return (age.unit === "years" ? ageOn(born, day) : daysBetween(born, day)) >= age.count;
}

export function ageText({ count, unit }: Age): string {
  return `${count} ${unit === "years" ? "周岁" : "天"}`;
}

const LEVELS = ["primary", "level1", "level2", "level3", "level3-provincial"];

/** Whether a hospital is of a level or above. A pharmacy is of none. */
export function isAtLeast(level: HospitalLevel, least: HospitalLevel): boolean {
  return LEVELS.includes(level) && LEVELS.indexOf(level) >= LEVELS.indexOf(least);
}
