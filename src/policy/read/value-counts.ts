import type { CivilDate } from "../../kernel/index.ts";
import type { Basis } from "../adjudication.ts";
import type { Region } from "../region.ts";
import { distinctSlots } from "./page-tables.ts";
import { type BenefitPicture, pictureOn } from "./policy-picture.ts";
import { groupedRows, layoutOf } from "./table-rows.ts";
import { isUnverified } from "./value-words.ts";

/**
 * How many values a benefit has, and how many of them are unverified: counted as they stand on its
 * page, where rows with the same value are one, and a value that two layers read is one.
 */

/** How many values of a benefit are known in which way. */
export function valuesByBasis(one: BenefitPicture): ReadonlyMap<Basis, number> {
  const counts = new Map<Basis, number>();
  for (const slot of distinctSlots(one)) {
    for (const { cell } of groupedRows(slot, layoutOf([slot], one.benefit.insutypes))) {
      if (cell === null) continue;
      counts.set(cell.source.basis, (counts.get(cell.source.basis) ?? 0) + 1);
    }
  }
  return counts;
}

/** How many values of a benefit nobody has checked with the text. */
export function unverifiedCount(one: BenefitPicture): number {
  let count = 0;
  for (const [basis, values] of valuesByBasis(one)) if (isUnverified({ basis })) count += values;
  return count;
}

/** The same for each benefit in force on a day, by name. */
export function unverifiedCounts(region: Region, date: CivilDate): ReadonlyMap<string, number> {
  const { benefits } = pictureOn(region, date);
  return new Map([...benefits].map(([name, one]) => [name, unverifiedCount(one)]));
}
