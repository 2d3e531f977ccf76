import {
  addDays,
  type CivilDate,
  dateFromDayNumber,
  dayNumber,
  firstDayOfYear,
  YibaoError,
  yearOf,
} from "../../kernel/index.ts";
import { compilePlan, identityOf } from "../plan.ts";
import type { Region } from "../region.ts";
import { rulesOn } from "../region-rules.ts";
import type { BillCase } from "./bulk-bills.ts";
import type { Numbering, PlanText } from "./plan-writer.ts";
import { writePlan } from "./write-plan.ts";

/** Every plan that the cases can meet on the days, each once, and which one a bill meets. */
export interface PlanTable {
  readonly accumulators: readonly string[];
  readonly plans: readonly PlanText[];
  /** First day of the table, as a day number. */
  readonly first_day: number;
  /** For each day from the first: the stretch of days it belongs to. */
  readonly stretch_at: Int32Array;
  readonly stretches: number;
  /** For case × stretches + stretch: index of the plan, or −1 where the pack decides nothing. */
  readonly plan_at: Int32Array;
  /** Whether a part of a stay looks for repeated admissions in the year of its admission. */
  readonly looks_at_admission: boolean;
}

/** Days from `from` up to and without `to`. */
export interface Days {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** Compiles every case on the first day of every stretch in which nothing changes. */
export function planTable(
  region: Region,
  cases: readonly BillCase[],
  days: Days,
  funds: readonly string[],
): PlanTable {
  const starts = startsOfStretches(region, days);
  const accumulators = new Map<string, number>();
  const numbering: Numbering = {
    fundOf: (fund) => funds.indexOf(fund),
    slotOf: (name) => {
      const slot = accumulators.get(name) ?? accumulators.size;
      accumulators.set(name, slot);
      return slot;
    },
  };
  const plans: PlanText[] = [];
  const known = new Map<string, number>();
  const plan_at = new Int32Array(cases.length * starts.length).fill(-1);
  const looking = starts.map((day) => partsLookAtAdmission(region, day));
  starts.forEach((day, stretch) => {
    const looksAtAdmission = looking[stretch] as boolean;
    cases.forEach((one, index) => {
      const written = planOf(region, one, day, numbering, looksAtAdmission);
      if (written === null) return;
      const key = [written.text, written.values.join(), written.slots.join()].join("|");
      const plan = known.get(key) ?? plans.push(written) - 1;
      known.set(key, plan);
      plan_at[index * starts.length + stretch] = plan;
    });
  });
  return {
    accumulators: [...accumulators.keys()],
    plans,
    first_day: dayNumber(days.from),
    stretch_at: stretchOfDays(starts, days),
    stretches: starts.length,
    plan_at,
    looks_at_admission: looking.includes(true),
  };
}

/** Null where the pack decides nothing: an error only once a bill really is such a case. */
function planOf(
  region: Region,
  one: BillCase,
  day: CivilDate,
  numbering: Numbering,
  looksAtAdmission: boolean,
): PlanText | null {
  try {
    const facts = { ...one, care_date: day };
    const plan = compilePlan(region, facts, identityOf(region, facts));
    return writePlan(plan, numbering, looksAtAdmission);
  } catch (error) {
    if (error instanceof YibaoError) return null;
    throw error;
  }
}

/** What `adjudicate` says of a case that the table has no plan for. @throws YibaoError POLICY-* */
export function refuseCase(region: Region, one: BillCase, day: number): never {
  const facts = { ...one, care_date: dateFromDayNumber(day) };
  compilePlan(region, facts, identityOf(region, facts));
  throw new RangeError(`no plan was made for a bill of ${facts.care_date}`);
}

/** See `settleBill`: the year that counted the admission is asked only where stays are split. */
function partsLookAtAdmission(region: Region, day: CivilDate): boolean {
  try {
    const { stay_year, stay_deductible } = rulesOn(region, day);
    return stay_year === "split" && stay_deductible === "once";
  } catch (error) {
    // Before the first rules of a pack no case has a plan either.
    if (error instanceof YibaoError) return false;
    throw error;
  }
}

/** Days from which another plan may hold: of change, and of each month where a limit counts so. */
function startsOfStretches(region: Region, { from, to }: Days): CivilDate[] {
  const within = (day: CivilDate) => day > from && day < to;
  const layers = JSON.stringify(region.benefits.map((benefit) => benefit.layers));
  const months = /\{(month|quarter)\}/.test(layers) ? firstDaysOfMonths(from, to) : [];
  return [...new Set([from, ...[...region.changes, ...months].filter(within)])].sort();
}

function firstDaysOfMonths(from: CivilDate, to: CivilDate): CivilDate[] {
  const days: CivilDate[] = [];
  for (let day = firstDayOfYear(yearOf(from)); day < to; ) {
    days.push(day);
    day = `${addDays(day, 31).slice(0, 7)}-01` as CivilDate;
  }
  return days;
}

function stretchOfDays(starts: readonly CivilDate[], { from, to }: Days): Int32Array {
  const first = dayNumber(from);
  const stretches = new Int32Array(Math.max(0, dayNumber(to) - first));
  starts.forEach((start, stretch) => {
    stretches.fill(stretch, dayNumber(start) - first);
  });
  return stretches;
}
