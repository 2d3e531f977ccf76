import {
  type Fen,
  firstDayOfYear,
  maximumFen,
  multiplyFenByRatio,
  YibaoError,
  ZERO_FEN,
} from "../kernel/index.ts";
import type { Region } from "../policy/index.ts";
import { CELLS, type Cohorts, cellOf } from "./cohorts.ts";
import { clampedBase, contributionRules } from "./contribution.ts";
import { HEAD } from "./heads.ts";
import { incomeOfYear, type YearIncome } from "./income.ts";
import { AGES, type Sex } from "./life-table.ts";
import { type AgedPeople, GROUPS, type Group, groupsOf } from "./people.ts";

/** Where a projection starts: a year that is known. */
export interface ProjectionStart {
  readonly year: number;
  readonly cohorts: Cohorts;
  /** Average monthly base after the clamps of working heads, by cell as in the cohorts. */
  readonly base_fen: readonly Fen[];
  readonly income: YearIncome;
  readonly spending: readonly SpendingCell[];
  /** Cumulative balance of each pool on 1 January; 0 where left out. */
  readonly opening_fen: Readonly<Record<string, Fen>>;
}

/** What a pool spent in the start year on people of a group, sex and span of ages. */
export interface SpendingCell {
  readonly pool: string;
  readonly group: Group;
  readonly sex: Sex;
  readonly from_age: number;
  /** Included. */
  readonly to_age: number;
  readonly amount_fen: Fen;
}

/** First ages of the bands that spending is usually told by; each ends before the next begins. */
export const AGE_BAND_STARTS = [0, 5, 15, 25, 35, 45, 50, 55, 60, 65, 70, 75, 80, 85] as const;

/** The ages of the band that an age belongs to, both included. */
export function ageBandOf(age: number): { readonly from_age: number; readonly to_age: number } {
  const index = AGE_BAND_STARTS.findLastIndex((start) => start <= age);
  const from_age = AGE_BAND_STARTS[Math.max(index, 0)] as number;
  const next = AGE_BAND_STARTS[Math.max(index, 0) + 1];
  return { from_age, to_age: next === undefined ? AGES - 1 : next - 1 };
}

/** How old somebody is taken to be in a year: the year less that of birth, within 0–105. */
export function ageInYear(birth_year: number, year: number): number {
  return Math.min(Math.max(year - birth_year, 0), AGES - 1);
}

/**
 * Makes a start of the people of a year, what was spent on them, and the balances before it.
 * @throws YibaoError FINANCING-COLUMN-LENGTH | POLICY-NO-VALUE
 */
export function projectionStart(
  region: Region,
  year: number,
  people: AgedPeople,
  spending: readonly SpendingCell[],
  opening_fen: Readonly<Record<string, Fen>>,
): ProjectionStart {
  const income = incomeOfYear(region, people, year);
  const { cohorts, base_fen } = countedPeople(region, year, people);
  return { year, cohorts, base_fen, income, spending, opening_fen };
}

function countedPeople(region: Region, year: number, people: AgedPeople) {
  const heads = GROUPS.map(() => new Array<number>(CELLS).fill(0));
  const bases = new Array<number>(CELLS).fill(0);
  const rules = contributionRules(region, firstDayOfYear(year));
  const groups = groupsOf(people);
  const sexes = people.sex.words.map((word) => ["male", "female"].indexOf(word));
  for (let person = 0; person < people.count; person += 1) {
    const group = groups[person] as number;
    if (group < 0 || (people.insured_months[person] as number) <= 0) continue;
    const known = sexes[people.sex.codes[person] as number] ?? -1;
    const sex = known < 0 ? person % 2 : known;
    const cell = cellOf(sex, ageInYear(people.birth_year[person] as number, year));
    const counts = heads[group] as number[];
    counts[cell] = (counts[cell] as number) + HEAD;
    if (group > 0) continue;
    const base = people.contribution_base_fen[person] as Fen;
    bases[cell] = (bases[cell] as number) + clampedBase(rules, maximumFen(base, ZERO_FEN));
  }
  const [working = [], retired = [], resident = []] = heads;
  const base_fen = bases.map((sum, cell) => {
    const count = working[cell] as number;
    return count === 0 ? ZERO_FEN : multiplyFenByRatio(sum as Fen, HEAD, count, "half-up");
  });
  return { cohorts: { working, retired, resident }, base_fen: filled(base_fen) };
}

/** An age nobody works at in the start year earns as the next younger one of the same sex does. */
function filled(base_fen: readonly Fen[]): readonly Fen[] {
  const all = [...base_fen];
  for (let sex = 0; sex < CELLS / AGES; sex += 1) {
    for (let age = 1; age < AGES; age += 1) {
      const cell = cellOf(sex, age);
      if (all[cell] === 0) all[cell] = all[cell - 1] as Fen;
    }
    for (let age = AGES - 2; age >= 0; age -= 1) {
      const cell = cellOf(sex, age);
      if (all[cell] === 0) all[cell] = all[cell + 1] as Fen;
    }
  }
  return all;
}

/** @throws YibaoError FINANCING-COLUMN-LENGTH */
export function checkStart({ cohorts, base_fen }: ProjectionStart): void {
  const columns = { ...cohorts, base_fen };
  for (const [column, { length }] of Object.entries(columns)) {
    if (length === CELLS) continue;
    throw new YibaoError("FINANCING-COLUMN-LENGTH", { column, length, wanted: CELLS });
  }
}
