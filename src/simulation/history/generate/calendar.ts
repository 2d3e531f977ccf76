import {
  type CivilDate,
  dateFromDayNumber,
  dayNumber,
  firstDayOfYear,
  type RandomSource,
} from "../../../kernel/index.ts";
import { ASSUMPTIONS } from "./assumptions.ts";

/** The days of one year: by number, by text, and drawn as the seasons and the growth have it. */
export interface YearCalendar {
  readonly year: number;
  readonly first_day: number;
  readonly last_day: number;
  date(day: number): CivilDate;
  /** 0 for January. */
  month(day: number): number;
  /** First day of a month, 0 for January; of 12, the day after the year. */
  monthStart(month: number): number;
  drawDay(random: RandomSource, season: Season): number;
}

export type Season = "outpatient" | "stay";

const MONTHS = 12;

export function yearCalendar(year: number): YearCalendar {
  const first_day = dayNumber(firstDayOfYear(year));
  const starts = Array.from({ length: MONTHS + 1 }, (_, month) =>
    month === MONTHS ? dayNumber(firstDayOfYear(year + 1)) : monthStart(year, month),
  );
  const last_day = (starts[MONTHS] as number) - 1;
  const dates = Array.from({ length: last_day - first_day + 1 }, (_, at) =>
    dateFromDayNumber(first_day + at),
  );
  const months = dates.map((date) => Number(date.slice(5, 7)) - 1);
  const weights = { outpatient: weightsOf("outpatient"), stay: weightsOf("stay") };
  return {
    year,
    first_day,
    last_day,
    date: (day) => dates[day - first_day] as CivilDate,
    month: (day) => months[day - first_day] as number,
    monthStart: (month) => starts[month] as number,
    drawDay(random, season) {
      const month = random.weighted(weights[season]);
      return random.between(starts[month] as number, (starts[month + 1] as number) - 1);
    },
  };
}

function monthStart(year: number, month: number): number {
  const text = `${firstDayOfYear(year).slice(0, 5)}${String(month + 1).padStart(2, "0")}-01`;
  return dayNumber(text as CivilDate);
}

/** Weights of the season, each raised by the growth since January. */
function weightsOf(season: Season): readonly (readonly [number, number])[] {
  const { visits } = ASSUMPTIONS.growth_per_month_ppm.value;
  return ASSUMPTIONS.month_weights.value[season].map((weight, month) => [
    Math.floor((weight * (1_000_000 + visits * month)) / 1_000),
    month,
  ]);
}
