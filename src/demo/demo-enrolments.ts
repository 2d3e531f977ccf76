import type { RandomSource } from "../kernel/index.ts";
import { addDays, type CivilDate, fen, multiplyFenByRatio, yearOf } from "../kernel/index.ts";
import type { EmploymentStatus } from "../policy/index.ts";
import {
  type DemoDeposit,
  type DemoEnrolment,
  dayBetween,
  FIRST_DAY,
  type Someone,
} from "./demo-person.ts";

/** Enrolments and account deposits of made-up people. */

export const EMPLOYEE = "310";
export const RESIDENT = "390";

const EMPLOYERS: readonly string[] = (
  "演示机械厂 演示纺织公司 演示电子公司 演示建筑公司 演示物流公司 演示商贸公司 演示学校 演示医院 " +
  "演示供水公司 演示矿业公司"
).split(" ");
const OFFICES: readonly string[] = "演示市教育局 演示市水利局 演示县税务局 演示县档案馆".split(" ");

/** Everyone has enrolled by then, and nothing changes later by itself. */
const LAST_CHANGE = "2026-06-30" as CivilDate;
const WORKING = "11";
const RETIRED = "12";
const QUARTER_DAYS = 92;
const RETIRED_MONTH_FEN = fen(70_00);

export function employment(
  random: RandomSource,
  status: EmploymentStatus,
  region: string,
  rank: string | null,
): DemoEnrolment {
  return {
    insutype: EMPLOYEE,
    valid_from: FIRST_DAY,
    valid_to: null,
    person_type: status === "retired" ? RETIRED : WORKING,
    employment_status: status,
    civil_servant_rank: rank,
    state: "1",
    insured_region: region,
    employer_name: random.pick(rank === null ? EMPLOYERS : OFFICES),
  };
}

export function residence(region: string, age: number): DemoEnrolment {
  return {
    insutype: RESIDENT,
    valid_from: FIRST_DAY,
    valid_to: null,
    person_type: residentType(age),
    employment_status: "resident",
    civil_servant_rank: null,
    state: "1",
    insured_region: region,
    employer_name: "",
  };
}

/** Dictionary psn_type by age on the first day. */
function residentType(age: number): string {
  if (age < 6) return "1402";
  if (age < 18) return "1403";
  if (age < 23) return "1404";
  return age < 60 ? "15" : "16";
}

/** Who reaches the age (60 men, 55 women) retires on the first day of the next month. */
export function untilRetirement(
  enrolment: DemoEnrolment,
  { born, sex }: Someone,
): readonly DemoEnrolment[] {
  const year = yearOf(born) + (sex === "1" ? 60 : 55);
  const month = Number(born.slice(5, 7));
  const next = month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, "0")}`;
  const day = `${next}-01` as CivilDate;
  if (enrolment.employment_status !== "working" || day > LAST_CHANGE) return [enrolment];
  const retired = { ...enrolment, employment_status: "retired", person_type: RETIRED } as const;
  if (day <= FIRST_DAY) return [retired];
  return [
    { ...enrolment, valid_to: day },
    { ...retired, valid_from: day },
  ];
}

/** A few are paused from a day on; half of them come back after a quarter of a year. */
export function withPause(
  random: RandomSource,
  enrolments: readonly DemoEnrolment[],
): readonly DemoEnrolment[] {
  const [only] = enrolments;
  if (only === undefined || enrolments.length > 1 || !random.percent(1)) return enrolments;
  const day = dayBetween(random, "2023-01-01" as CivilDate, "2026-01-31" as CivilDate);
  const paused = { ...only, state: "2", valid_from: day } as const;
  const until = { ...only, valid_to: day };
  if (random.percent(50)) return [until, paused];
  const back = addDays(day, QUARTER_DAYS);
  return [until, { ...paused, valid_to: back }, { ...only, valid_from: back }];
}

/**
 * Money into the personal account: an opening balance, and once a year what came in over it
 * (working: 2 % of a base between 4,000 and 11,000 yuan a month; retired: 70 yuan a month).
 */
export function accountDeposits(
  random: RandomSource,
  enrolments: readonly DemoEnrolment[],
  years: readonly number[],
): readonly DemoDeposit[] {
  const working_fen = fen(random.between(80_00, 220_00));
  return years.map((year, index) => {
    const date = `${year}-01-01` as CivilDate;
    if (index === 0) {
      const opening_fen = fen(random.between(200_00, 3_000_00));
      return { date, amount_fen: opening_fen, memo: "演示：期初余额" };
    }
    const current = enrolments.findLast(({ valid_from }) => valid_from <= date);
    const retired = current?.employment_status === "retired";
    const month_fen = retired ? RETIRED_MONTH_FEN : working_fen;
    const amount_fen = multiplyFenByRatio(month_fen, 12, 1, "half-up");
    return { date, amount_fen, memo: `演示：${year}年度划入` };
  });
}
