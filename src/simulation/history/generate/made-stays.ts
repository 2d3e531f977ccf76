import { type Fen, multiplyFenByRatio, type RandomSource } from "../../../kernel/index.ts";
import type { HospitalLevel, Place, RegionRules } from "../../../policy/index.ts";
import { ASSUMPTIONS } from "./assumptions.ts";
import type { YearCalendar } from "./calendar.ts";
import { atAge, drawn, happens, times } from "./draw.ts";
import { type MadeBill, madeCost, madeLines } from "./made-bill.ts";
import type { MadePerson } from "./made-person.ts";
import { caseOf } from "./made-visits.ts";

/** Inpatient stays of one person's year: one after another, some settled in between. */

const INPATIENT = "2101";
const NOTHING = 0 as Fen;

export function madeStays(
  random: RandomSource,
  calendar: YearCalendar,
  rules: (day: number) => RegionRules,
  person: MadePerson,
): MadeBill[] {
  const more = person.special.length > 0 ? ASSUMPTIONS.special_admissions.value : 0;
  const mean = atAge(ASSUMPTIONS.admissions.value[person.scheme], person.band) + more;
  const count = times(random, mean, person.activity);
  if (count === 0) return [];
  const days = Array.from({ length: count }, () => calendar.drawDay(random, "stay"));
  days.sort((a, b) => a - b);
  const bills: MadeBill[] = [];
  let number = 1;
  let free_day = earliestAdmission(calendar, rules, person);
  for (const last of days) {
    if (last < free_day || last > person.to_day) continue;
    bills.push(...madeStay(random, calendar, rules, person, { free_day, last, number }));
    free_day = last + 1;
    number += 1;
  }
  return bills;
}

/** A stay may have begun last year, where the day of discharge decides all that a year decides. */
function earliestAdmission(
  calendar: YearCalendar,
  rules: (day: number) => RegionRules,
  { from_day }: MadePerson,
): number {
  const { stay_year, stay_policy } = rules(calendar.first_day);
  const within = from_day > calendar.first_day || stay_year !== "discharge";
  if (within || stay_policy !== "discharge") return from_day;
  return from_day - ASSUMPTIONS.interim.value.after_days;
}

interface StayDays {
  /** First day on which the person is in no other stay. */
  readonly free_day: number;
  readonly last: number;
  readonly number: number;
}

function madeStay(
  random: RandomSource,
  calendar: YearCalendar,
  rules: (day: number) => RegionRules,
  person: MadePerson,
  { free_day, last, number: stay }: StayDays,
): MadeBill[] {
  const { place, level } = whereOf(random, person);
  const shape_ppm = drawn(random, ASSUMPTIONS.visit_shape.value);
  const length = Math.max(1, Math.floor((ASSUMPTIONS.stay_days.value[level] * shape_ppm) / 1e6));
  const begin = Math.max(last - length, free_day);
  const median_fen = ASSUMPTIONS.stay_cost_fen.value[level];
  const shape = ASSUMPTIONS.stay_shape.value;
  const cost_fen = madeCost(random, median_fen, shape, calendar.month(last));
  const ends = settlingDays(random, begin, last);
  let open = cost_fen;
  return ends.map((end, index): MadeBill => {
    const settled = ends.length - index;
    const part = settled === 1 ? open : multiplyFenByRatio(open, 1, settled, "down");
    open = (open - part) as Fen;
    const { stay_policy, stay_person } = rules(end);
    const person_day = stay_person === "discharge" ? end : begin;
    return {
      case: caseOf(person, { visit_type: INPATIENT, level, place, disease: null, day: person_day }),
      care_day: stay_policy === "admission" ? begin : end,
      begin_day: begin,
      end_day: end,
      lines: madeLines(random, "stay", part, NOTHING),
      stay,
      first_of_stay: index === 0,
    };
  });
}

function whereOf(
  random: RandomSource,
  person: MadePerson,
): { readonly place: Place; readonly level: HospitalLevel } {
  const near = ASSUMPTIONS.stay_levels.value[person.scheme];
  if (person.filed_resident) return { place: "filed-resident", level: random.weighted(near) };
  const place = random.weighted(ASSUMPTIONS.stay_places.value);
  const levels = place === "local" ? near : ASSUMPTIONS.away_levels.value;
  return { place, level: random.weighted(levels) };
}

/** Days of interim settlements, and of discharge. */
function settlingDays(random: RandomSource, begin: number, last: number): number[] {
  const { after_days, stays_ppm } = ASSUMPTIONS.interim.value;
  const days: number[] = [];
  if (last - begin > after_days && happens(random, stays_ppm)) {
    for (let day = begin + after_days; day < last; day += after_days) days.push(day);
  }
  return [...days, last];
}
