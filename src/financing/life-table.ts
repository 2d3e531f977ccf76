import { PPM_ONE, type Ppm, YibaoError } from "../kernel/index.ts";
import { partOfHeads, shareOfHeads } from "./heads.ts";

/** Years of age that a life table has rows for: 0 to 105, the last of which nobody outlives. */
export const AGES = 106;

export const SEXES = ["male", "female"] as const;
export type Sex = (typeof SEXES)[number];

/** Chances of dying within a year, by age. */
export type Mortality = readonly Ppm[];

/**
 * Reads a list of whole parts per million.
 * @throws YibaoError FINANCING-LIST-BROKEN when it has another length or something else in it
 */
export function perMillionList(name: string, texts: readonly string[], wanted: number): Ppm[] {
  const broken = (reason: string) =>
    new YibaoError("FINANCING-LIST-BROKEN", { name, reason, wanted });
  if (texts.length !== wanted) throw broken(`有 ${texts.length} 个值`);
  return texts.map((text) => {
    const value = Number(text);
    if (!/^\d{1,7}$/.test(text) || value > PPM_ONE) throw broken(`“${text}”`);
    return value as Ppm;
  });
}

/** @throws YibaoError FINANCING-LIST-BROKEN */
export function mortalityOf(name: string, texts: readonly string[]): Mortality {
  const rates = perMillionList(name, texts, AGES);
  if (rates[AGES - 1] === PPM_ONE) return rates;
  const reason = `最后一岁为 ${rates[AGES - 1]}`;
  throw new YibaoError("FINANCING-LIST-BROKEN", { name, reason, wanted: AGES });
}

/** Expected years from birth in whole thousandths; who dies in a year lives half of it. */
export function lifeExpectancyThousandths(mortality: Mortality): number {
  const born = 10_000_000_000;
  let alive = born;
  let halfYears = 0;
  for (const rate_ppm of mortality) {
    const after = alive - shareOfHeads(alive, rate_ppm);
    halfYears += alive + after;
    alive = after;
  }
  return partOfHeads(halfYears, 500, born);
}
