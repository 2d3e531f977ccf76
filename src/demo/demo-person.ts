import type { RandomSource } from "../kernel/index.ts";
import {
  addDays,
  type CivilDate,
  certificateCheckCharacter,
  dateFromDayNumber,
  dayNumber,
  type Fen,
} from "../kernel/index.ts";
import type { EmploymentStatus, IdentityKind } from "../policy/index.ts";
import type { DemoDistrict } from "./demo-districts.ts";

/** A made-up person and what is known of them, as the import files will say it. */

export interface DemoPeriod {
  readonly valid_from: CivilDate;
  readonly valid_to: CivilDate | null;
}

export interface DemoEnrolment extends DemoPeriod {
  readonly insutype: string;
  readonly person_type: string;
  readonly employment_status: EmploymentStatus;
  readonly civil_servant_rank: string | null;
  /** 1 normal, 2 paused, 4 ended. */
  readonly state: "1" | "2" | "4";
  readonly insured_region: string;
  readonly employer_name: string;
}

export interface DemoIdentity extends DemoPeriod {
  readonly kind: IdentityKind;
}

export interface DemoCertificate extends DemoPeriod {
  readonly disease: string;
}

export interface DemoFiling extends DemoPeriod {
  readonly place: "filed-resident" | "referred" | "emergency";
  readonly region: string;
}

export interface DemoDeposit {
  readonly date: CivilDate;
  readonly amount_fen: Fen;
  readonly memo: string;
}

export interface DemoPerson {
  readonly person_no: string;
  readonly certificate_no: string;
  readonly name: string;
  readonly sex: "1" | "2";
  readonly nation: string;
  readonly born: CivilDate;
  /** Kept out of the made history: for those who want to play hospital. */
  readonly reserved: boolean;
  readonly enrolments: readonly DemoEnrolment[];
  readonly identities: readonly DemoIdentity[];
  readonly disease_certificates: readonly DemoCertificate[];
  readonly place_filings: readonly DemoFiling[];
  /** Relatives whose account may pay. */
  readonly relatives: readonly string[];
  readonly deposits: readonly DemoDeposit[];
}

/** Every fact begins here at the earliest. */
export const FIRST_DAY = "2022-01-01" as CivilDate;

/**
 * No authority ever gave out 999999: no province is 99 (GB/T 2260), and among the numbers of
 * foreigners, which begin with 9, no place is 99 and no country 999.
 */
export const UNASSIGNABLE_PREFIX = "999999";
const SURNAMES = [..."王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓韩冯曹彭曾肖田董"];
const GIVEN = [..."伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红鑫辉建国志文海云山春秋月"];
const MINORITIES = ["6", "12", "13", "15"];

export function personNo(number: number): string {
  return `D4304${String(number).padStart(9, "0")}`;
}

export interface Someone {
  readonly name: string;
  readonly sex: "1" | "2";
  readonly nation: string;
  readonly born: CivilDate;
  readonly certificate_no: string;
}

/** A person with an identity number that checks but that nobody can have. */
export function someone(random: RandomSource, born: CivilDate, taken: Set<string>): Someone {
  const given = Array.from({ length: random.between(1, 2) }, () => random.pick(GIVEN)).join("");
  const sex = random.percent(50) ? "1" : "2";
  const first = random.below(500) * 2 + (sex === "1" ? 1 : 0);
  // An odd serial is a man's; where it is taken the next one of the same sex is tried.
  for (let step = 0; step < 500; step += 1) {
    const serial = String((first + step * 2) % 1_000).padStart(3, "0");
    const number = `${UNASSIGNABLE_PREFIX}${born.replaceAll("-", "")}${serial}`;
    const certificate_no = number + certificateCheckCharacter(number);
    if (taken.has(certificate_no)) continue;
    taken.add(certificate_no);
    const nation = random.percent(96) ? "1" : random.pick(MINORITIES);
    return { name: `演${random.pick(SURNAMES)}${given}`, sex, nation, born, certificate_no };
  }
  throw new RangeError(`more than 500 people of one sex were born on ${born}`);
}

/** A birthday of someone who is `least` to `most` years old on the first day. */
export function bornAged(random: RandomSource, least: number, most: number): CivilDate {
  const oldest = dayNumber(`${2021 - most}-01-02` as CivilDate);
  const youngest = dayNumber(`${2022 - least}-01-01` as CivilDate);
  return dateFromDayNumber(random.between(oldest, youngest));
}

/** A day between two others, both included. */
export function dayBetween(random: RandomSource, least: CivilDate, most: CivilDate): CivilDate {
  return addDays(least, random.below(dayNumber(most) - dayNumber(least) + 1));
}

export function districtOf(random: RandomSource, districts: readonly DemoDistrict[]): string {
  return random.weighted(districts.map(({ weight, code }) => [weight, code] as const));
}
