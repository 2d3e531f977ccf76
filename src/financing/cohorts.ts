import { PPM_ONE, type Ppm } from "../kernel/index.ts";
import { type Assumptions, FERTILE_FROM, FERTILE_GROUPS } from "./assumptions.ts";
import { growth, shareOfHeads } from "./heads.ts";
import { AGES, SEXES } from "./life-table.ts";
import { GROUPS, type Group } from "./people.ts";
import { retiringHeads } from "./retirement.ts";

/** Heads of each group by sex and age, in whole thousandths: males 0–105, then females 0–105. */
export type Cohorts = Readonly<Record<Group, readonly number[]>>;

/** Cells of a group. */
export const CELLS = AGES * SEXES.length;

/** The place of a sex (0 male, 1 female) and age among the cells. */
export function cellOf(sex: number, age: number): number {
  return sex * AGES + age;
}

/** What a year did. People at its end = people before + births − deaths + migration. */
export interface YearStep {
  readonly cohorts: Cohorts;
  readonly births: number;
  readonly deaths: number;
  readonly migration: number;
  readonly retired: number;
  readonly entered: number;
  readonly left: number;
}

/** All heads of a group, or of all. */
export function headsIn(cohorts: Cohorts, group: Group | null = null): number {
  const groups = group === null ? GROUPS : [group];
  let sum = 0;
  for (const one of groups) for (const heads of cohorts[one]) sum += heads;
  return sum;
}

/** The people of `year` from those of the year before; `since` counts years of improvement. */
export function nextYear(
  before: Cohorts,
  year: number,
  since: number,
  assumptions: Assumptions,
): YearStep {
  const aged = olderByAYear(before, since, assumptions);
  const deaths = headsIn(before) - headsIn(aged);
  const retired = retire(aged, year, assumptions);
  const entered = move(aged, "resident", "working", (age) => entryRate(age, assumptions));
  const left = move(aged, "working", "resident", () => assumptions.leave_share_ppm);
  const births = bear(aged, assumptions);
  const migration = migrate(aged, assumptions.net_migration_ppm);
  return { cohorts: aged, births, deaths, migration, retired, entered, left };
}

type Changing = Record<Group, number[]>;

function olderByAYear(before: Cohorts, since: number, assumptions: Assumptions): Changing {
  const kept = growth(-assumptions.mortality_improvement_ppm as Ppm, since);
  const survivors = (heads: readonly number[]): number[] => {
    const older = new Array<number>(CELLS).fill(0);
    SEXES.forEach((name, sex) => {
      const mortality = assumptions.mortality[name];
      for (let age = 0; age < AGES - 1; age += 1) {
        const alive = heads[cellOf(sex, age)] as number;
        const rate_ppm = shareOfHeads(mortality[age] as Ppm, kept) as Ppm;
        older[cellOf(sex, age + 1)] = alive - shareOfHeads(alive, rate_ppm);
      }
    });
    return older;
  };
  return {
    working: survivors(before.working),
    retired: survivors(before.retired),
    resident: survivors(before.resident),
  };
}

function retire(cohorts: Changing, year: number, { retirement }: Assumptions): number {
  let sum = 0;
  SEXES.forEach((name, sex) => {
    for (let age = 0; age < AGES; age += 1) {
      const cell = cellOf(sex, age);
      const working = cohorts.working[cell] as number;
      if (working === 0) continue;
      const retiring = retiringHeads(working, age, year, retirement[name]);
      cohorts.working[cell] = working - retiring;
      cohorts.retired[cell] = (cohorts.retired[cell] as number) + retiring;
      sum += retiring;
    }
  });
  return sum;
}

function entryRate(age: number, assumptions: Assumptions): Ppm {
  const inside = age >= assumptions.entry_from_age && age <= assumptions.entry_to_age;
  return inside ? assumptions.entry_share_ppm : (0 as Ppm);
}

function move(cohorts: Changing, from: Group, to: Group, rate: (age: number) => Ppm): number {
  let sum = 0;
  for (let cell = 0; cell < CELLS; cell += 1) {
    const heads = cohorts[from][cell] as number;
    const moving = shareOfHeads(heads, rate(cell % AGES));
    cohorts[from][cell] = heads - moving;
    cohorts[to][cell] = (cohorts[to][cell] as number) + moving;
    sum += moving;
  }
  return sum;
}

/** The newborn join the residents. */
function bear(cohorts: Changing, { fertility, male_birth_share_ppm }: Assumptions): number {
  let births = 0;
  for (let years = 0; years < FERTILE_GROUPS * 5; years += 1) {
    const cell = cellOf(1, FERTILE_FROM + years);
    const women = GROUPS.reduce((sum, group) => sum + (cohorts[group][cell] as number), 0);
    births += shareOfHeads(women, fertility[Math.floor(years / 5)] as Ppm);
  }
  const boys = shareOfHeads(births, male_birth_share_ppm);
  const add = (sex: number, born: number) => {
    cohorts.resident[cellOf(sex, 0)] = (cohorts.resident[cellOf(sex, 0)] as number) + born;
  };
  add(0, boys);
  add(1, births - boys);
  return births;
}

function migrate(cohorts: Changing, rate_ppm: Ppm): number {
  // Nobody leaves twice: a rate below −1 would make heads negative.
  const rate = Math.max(rate_ppm, -PPM_ONE) as Ppm;
  let sum = 0;
  for (const group of GROUPS) {
    cohorts[group].forEach((heads, cell) => {
      const moving = shareOfHeads(heads, rate);
      cohorts[group][cell] = heads + moving;
      sum += moving;
    });
  }
  return sum;
}
