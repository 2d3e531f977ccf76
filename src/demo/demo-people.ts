import {
  ageOn,
  type CivilDate,
  firstDayOfYear,
  type RandomSource,
  randomSource,
  yearOf,
} from "../kernel/index.ts";
import type { IdentityKind } from "../policy/index.ts";
import type { DemoDistrict } from "./demo-districts.ts";
import {
  accountDeposits,
  EMPLOYEE,
  employment,
  residence,
  untilRetirement,
  withPause,
} from "./demo-enrolments.ts";
import {
  bornAged,
  type DemoCertificate,
  type DemoEnrolment,
  type DemoFiling,
  type DemoIdentity,
  type DemoPerson,
  dayBetween,
  districtOf,
  FIRST_DAY,
  personNo,
  type Someone,
  someone,
} from "./demo-person.ts";
import { RESERVED_PEOPLE, type ReservedPerson } from "./demo-reserved.ts";

/** The made-up population: the reserved ones first, then everybody else. */

export interface PeopleOptions {
  readonly count: number;
  /** Years in which accounts are paid into, from 2022. */
  readonly deposit_years: readonly number[];
}

const LAST_CHANGE = "2026-06-30" as CivilDate;

export function demoPeople(
  seed: string,
  districts: readonly DemoDistrict[],
  { count, deposit_years }: PeopleOptions,
): readonly DemoPerson[] {
  const random = randomSource(seed, "people");
  const taken = new Set<string>();
  const people: DemoPerson[] = RESERVED_PEOPLE.map((plan, index) => {
    return reservedPerson(random, districts, taken, plan, index + 1, deposit_years);
  });
  const payers = people.filter(hasAccount).map(({ person_no }) => person_no);
  for (let number = people.length + 1; number <= count; number += 1) {
    const person = randomPerson(random, districts, taken, number, deposit_years);
    const relatives = random.percent(5) ? [random.pick(payers)] : [];
    people.push({ ...person, relatives });
    if (hasAccount(person)) payers.push(person.person_no);
  }
  return people;
}

function hasAccount({ enrolments }: DemoPerson): boolean {
  return enrolments.some(({ insutype }) => insutype === EMPLOYEE);
}

function reservedPerson(
  random: RandomSource,
  districts: readonly DemoDistrict[],
  taken: Set<string>,
  plan: ReservedPerson,
  number: number,
  years: readonly number[],
): DemoPerson {
  const born = bornAged(random, plan.age, plan.age);
  const region = districtOf(random, districts);
  const whole = { valid_from: FIRST_DAY, valid_to: null };
  const enrolment =
    plan.status === "resident"
      ? residence(region, plan.age)
      : employment(random, plan.status, region, plan.rank ?? null);
  const enrolments: DemoEnrolment[] =
    plan.state === undefined
      ? [enrolment]
      : [
          { ...enrolment, valid_to: plan.state.from },
          { ...enrolment, valid_from: plan.state.from, state: plan.state.code },
        ];
  return {
    person_no: personNo(number),
    ...someone(random, born, taken),
    reserved: true,
    enrolments,
    identities: (plan.identities ?? []).map((kind) => ({ kind, ...whole })),
    disease_certificates: (plan.diseases ?? []).map((disease) => ({ disease, ...whole })),
    place_filings: plan.filing === undefined ? [] : [{ ...plan.filing, ...whole }],
    relatives: plan.relative === undefined ? [] : [personNo(plan.relative)],
    deposits: plan.status === "resident" ? [] : accountDeposits(random, enrolments, years),
  };
}

function randomPerson(
  random: RandomSource,
  districts: readonly DemoDistrict[],
  taken: Set<string>,
  number: number,
  years: readonly number[],
): DemoPerson {
  const employee = random.percent(30);
  const born = birthday(random, employee);
  const person = someone(random, born, taken);
  const age = ageOn(born, FIRST_DAY);
  const region = districtOf(random, districts);
  const enrolments = withPause(
    random,
    employee ? career(random, region, person) : [residence(region, age)],
  );
  return {
    person_no: personNo(number),
    ...person,
    reserved: false,
    enrolments,
    identities: random.percent(employee ? 2 : 8) ? [identity(random, age)] : [],
    disease_certificates: certificates(random, age),
    place_filings: random.percent(1) ? [filing(random)] : [],
    relatives: [],
    deposits: employee ? accountDeposits(random, enrolments, years) : [],
  };
}

function birthday(random: RandomSource, employee: boolean): CivilDate {
  const [least, most] = random.weighted<readonly [number, number]>(
    employee
      ? [
          [72, [21, 56]],
          [28, [57, 88]],
        ]
      : [
          [5, [0, 5]],
          [17, [6, 17]],
          [6, [18, 22]],
          [44, [23, 59]],
          [28, [60, 95]],
        ],
  );
  return bornAged(random, least, most);
}

function career(random: RandomSource, region: string, person: Someone): readonly DemoEnrolment[] {
  const rank = random.percent(12)
    ? random.weighted([
        [70, "section"],
        [25, "county"],
        [5, "department"],
      ])
    : null;
  return untilRetirement(employment(random, "working", region, rank), person);
}

const KINDS: readonly (readonly [number, IdentityKind])[] = [
  [40, "low-income"],
  [18, "low-income-edge"],
  [12, "monitored"],
  [12, "illness-poverty"],
  [8, "extreme-poverty"],
  [8, "returned-to-poverty"],
];

function identity(random: RandomSource, age: number): DemoIdentity {
  const kind = age < 18 && random.percent(15) ? "orphan" : random.weighted(KINDS);
  const valid_from = random.percent(60)
    ? FIRST_DAY
    : dayBetween(random, "2022-02-01" as CivilDate, LAST_CHANGE);
  const ends = random.percent(25);
  return { kind, valid_from, valid_to: ends ? firstDayOfYear(yearOf(valid_from) + 1) : null };
}

const DISEASES: readonly (readonly [number, string])[] = [
  [40, "hypertension"],
  [22, "diabetes"],
  [8, "coronary-disease"],
  [7, "stroke-sequelae"],
  [5, "copd"],
  [4, "rheumatoid-arthritis"],
  [4, "cancer-therapy"],
  [3, "dialysis"],
  [3, "cirrhosis"],
  [2, "parkinson"],
  [1, "transplant"],
  [1, "haemophilia"],
];

/** One in ten of all has a certificate: mostly the older ones. */
function certificates(random: RandomSource, age: number): readonly DemoCertificate[] {
  if (!random.percent(age >= 60 ? 25 : age >= 40 ? 10 : 1)) return [];
  const count = random.percent(15) ? 2 : 1;
  const diseases = Array.from({ length: count }, () => random.weighted(DISEASES));
  return [...new Set(diseases)].map((disease) => ({
    disease,
    valid_from: random.percent(50)
      ? FIRST_DAY
      : dayBetween(random, "2022-02-01" as CivilDate, LAST_CHANGE),
    valid_to: null,
  }));
}

function filing(random: RandomSource): DemoFiling {
  const region = random.pick(["430100", "430200", "440100", "440300", "310000", "110000"]);
  const valid_from = dayBetween(random, FIRST_DAY, LAST_CHANGE);
  const place = random.weighted([
    [60, "filed-resident" as const],
    [30, "referred" as const],
    [10, "emergency" as const],
  ]);
  const valid_to = place === "filed-resident" ? null : firstDayOfYear(yearOf(valid_from) + 1);
  return { place, region, valid_from, valid_to };
}
