import {
  type CivilDate,
  civilDate,
  type Fen,
  isCivilDate,
  type Ppm,
  YibaoError,
} from "../kernel/index.ts";
import { type Cell, isCell, type Region, type Table, versionOn } from "../policy/index.ts";

/**
 * Values of a region's packs on a day. Tables of financing have at most one dimension; `row` is
 * the key in it, and falls back to `other`.
 */

/** @throws YibaoError POLICY-NO-VALUE */
export function cellOn(
  region: Region,
  name: string,
  day: CivilDate,
  row: string | null = null,
): Cell {
  const found = cellAllowingNone(region, name, day, row);
  if (found.value === null) throw new YibaoError("POLICY-NO-VALUE", { name, day });
  return found;
}

/** The same where null is an answer: no cap. @throws YibaoError POLICY-NO-VALUE */
export function cellAllowingNone(
  region: Region,
  name: string,
  day: CivilDate,
  row: string | null,
): Cell {
  const parameter = region.parameters.get(name);
  const version = parameter ? versionOn(parameter, day) : null;
  const found = version === null ? null : cellIn(version.table, row);
  if (found === null) throw new YibaoError("POLICY-NO-VALUE", { name, day });
  return found;
}

function cellIn(table: Table, row: string | null): Cell | null {
  if (isCell(table)) return table;
  const below = table[row ?? "other"] ?? table.other;
  return below === undefined ? null : cellIn(below, row);
}

export function amountOn(
  region: Region,
  name: string,
  day: CivilDate,
  row: string | null = null,
): Fen {
  return cellOn(region, name, day, row).value as Fen;
}

export function rateOn(
  region: Region,
  name: string,
  day: CivilDate,
  row: string | null = null,
): Ppm {
  return cellOn(region, name, day, row).value as Ppm;
}

export function countOn(region: Region, name: string, day: CivilDate): number {
  return cellOn(region, name, day).value as number;
}

/**
 * A word that the program acts on: one that it does not understand is refused.
 * @throws YibaoError FINANCING-WORD-UNKNOWN
 */
export function choiceOn<Word extends string>(
  region: Region,
  name: string,
  day: CivilDate,
  understood: readonly Word[],
): Word {
  const word = String(cellOn(region, name, day).value);
  const found = understood.find((one) => one === word);
  if (found !== undefined) return found;
  throw new YibaoError("FINANCING-WORD-UNKNOWN", { name, word, known: understood.join("、") });
}

/** The day on which the version in force on `day` began. @throws YibaoError POLICY-NO-VALUE */
export function inForceSince(region: Region, name: string, day: CivilDate): CivilDate {
  const parameter = region.parameters.get(name);
  const version = parameter ? versionOn(parameter, day) : null;
  if (version === null) throw new YibaoError("POLICY-NO-VALUE", { name, day });
  return version.period.from;
}

/** The first day of a month written `2023-06`. @throws YibaoError FINANCING-NOT-A-MONTH */
export function firstDayOfMonth(month: string): CivilDate {
  const day = `${month}-01`;
  if (!isCivilDate(day)) throw new YibaoError("FINANCING-NOT-A-MONTH", { value: month });
  return civilDate(day);
}

/** The first days of the twelve months of a year. */
export function monthsOf(year: number): readonly CivilDate[] {
  return Array.from({ length: 12 }, (_, index) =>
    firstDayOfMonth(`${String(year).padStart(4, "0")}-${String(index + 1).padStart(2, "0")}`),
  );
}
