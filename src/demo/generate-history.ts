import {
  addDays,
  type CivilDate,
  daysBetween,
  type Fen,
  type RandomSource,
  randomSource,
} from "../kernel/index.ts";
import type { AccountUse, HospitalLevel } from "../policy/index.ts";
import type { DemoItem } from "./demo-catalogue.ts";
import type { DemoInstitution } from "./demo-institutions.ts";
import type { DemoEnrolment, DemoPeriod, DemoPerson } from "./demo-person.ts";
import type { DemoRegion } from "./generate-region.ts";

/** A year of made-up visits, in order of time. Pure: the same region gives the same history. */
export interface DemoVisit {
  readonly number: number;
  readonly kind: "pharmacy" | "outpatient" | "inpatient";
  readonly person_no: string;
  readonly insutype: string;
  readonly institution_code: string;
  readonly visit_type: string;
  readonly disease: string | null;
  readonly begin: CivilDate;
  readonly end: CivilDate;
  readonly account_use: AccountUse;
  readonly lines: readonly DemoLine[];
}

export interface DemoLine {
  readonly item_code: string;
  readonly own_code: string;
  readonly day: CivilDate;
  readonly quantity: number;
  readonly price_fen: Fen;
}

export const HISTORY_FROM = "2025-11-01" as CivilDate;
export const HISTORY_TO = "2026-10-31" as CivilDate;
const SETTLEMENTS = 30_000;

/** How many of a hundred visits are of a kind. */
const KINDS = [
  [72, "pharmacy"],
  [23, "outpatient"],
  [5, "inpatient"],
] as const;

interface Choices {
  readonly people: readonly DemoPerson[];
  readonly pharmacies: readonly DemoInstitution[];
  readonly hospitals: ReadonlyMap<HospitalLevel, readonly DemoInstitution[]>;
  readonly drugs: readonly DemoItem[];
  readonly items: readonly DemoItem[];
}

export function generateHistory(region: DemoRegion, settlements = SETTLEMENTS): DemoVisit[] {
  const random = randomSource(region.seed, "history");
  const choices = choicesOf(region);
  const days = daysBetween(HISTORY_FROM, HISTORY_TO) + 1;
  const inHospitalUntil = new Map<string, CivilDate>();
  const visits: DemoVisit[] = [];
  for (let number = 1; number <= settlements; number += 1) {
    const day = addDays(HISTORY_FROM, Math.floor(((number - 1) * days) / settlements));
    visits.push(oneVisit(random, choices, number, day, inHospitalUntil));
  }
  return visits;
}

function choicesOf({ people, institutions, items }: DemoRegion): Choices {
  const active = institutions.filter(({ agreements }) =>
    agreements.every(({ state }) => state === "active"),
  );
  const hospitals = new Map<HospitalLevel, DemoInstitution[]>();
  for (const institution of active) {
    const level = institution.level;
    if (level === "pharmacy") continue;
    hospitals.set(level, [...(hospitals.get(level) ?? []), institution]);
  }
  const common = items.filter(({ classes }) => classes.every((one) => !one.paid_alone));
  return {
    people: people.filter((person) => !person.reserved),
    pharmacies: active.filter(({ level }) => level === "pharmacy"),
    hospitals,
    drugs: common.filter(({ list_type }) => list_type.startsWith("1")),
    items: common,
  };
}

function oneVisit(
  random: RandomSource,
  choices: Choices,
  number: number,
  day: CivilDate,
  inHospitalUntil: Map<string, CivilDate>,
): DemoVisit {
  const { person, enrolment } = insuredPerson(random, choices, day, inHospitalUntil);
  const base = { number, person_no: person.person_no, insutype: enrolment.insutype, begin: day };
  const hasAccount = enrolment.insutype === "310";
  switch (random.weighted(KINDS)) {
    case "pharmacy":
      return {
        ...base,
        kind: "pharmacy",
        institution_code: random.pick(choices.pharmacies).institution_code,
        visit_type: "41",
        disease: null,
        end: day,
        account_use: hasAccount ? "own" : "none",
        lines: linesOf(random, choices.drugs, random.between(1, 3), day, 1),
      };
    case "outpatient": {
      const { visit_type, disease } = outpatientType(random, person, enrolment, day);
      const level = outpatientLevel(random, enrolment.insutype, visit_type);
      return {
        ...base,
        kind: "outpatient",
        institution_code: hospitalOf(random, choices, level),
        visit_type,
        disease,
        end: day,
        account_use: hasAccount && random.percent(60) ? "own" : "none",
        lines: linesOf(random, choices.items, random.between(2, 5), day, 1),
      };
    }
    case "inpatient": {
      const stay = random.between(3, 14);
      const end = addDays(day, stay);
      inHospitalUntil.set(person.person_no, end);
      return {
        ...base,
        kind: "inpatient",
        institution_code: hospitalOf(random, choices, inpatientLevel(random)),
        visit_type: "2101",
        disease: null,
        end,
        account_use: "none",
        lines: linesOf(random, choices.items, random.between(8, 20), day, stay),
      };
    }
  }
}

interface Insured {
  readonly person: DemoPerson;
  readonly enrolment: DemoEnrolment;
}

function insuredPerson(
  random: RandomSource,
  choices: Choices,
  day: CivilDate,
  inHospitalUntil: ReadonlyMap<string, CivilDate>,
): Insured {
  // Far more people qualify than not, so a few draws find one; the bound only ends a bad seed.
  for (let draw = 0; draw < 1_000; draw += 1) {
    const person = random.pick(choices.people);
    const until = inHospitalUntil.get(person.person_no);
    if (until !== undefined && day <= until) continue;
    // The whole stay must be insured: the longest is two weeks.
    const enrolment = person.enrolments.find(
      (one) => one.state === "1" && holds(one, day) && holds(one, addDays(day, 15)),
    );
    if (enrolment?.insured_region.startsWith("4304")) return { person, enrolment };
  }
  throw new RangeError("the demo region has too few insured people");
}

function holds({ valid_from, valid_to }: DemoPeriod, day: CivilDate): boolean {
  return valid_from <= day && (valid_to === null || day < valid_to);
}

function outpatientType(
  random: RandomSource,
  person: DemoPerson,
  enrolment: DemoEnrolment,
  day: CivilDate,
): { visit_type: string; disease: string | null } {
  const held = person.disease_certificates.filter((one) => holds(one, day));
  if (held.length === 0 || random.percent(30)) return { visit_type: "11", disease: null };
  const { disease } = random.pick(held);
  const two = ["hypertension", "diabetes"].includes(disease) && enrolment.insutype === "390";
  return { visit_type: two && random.percent(50) ? "9901" : "14", disease };
}

function outpatientLevel(random: RandomSource, insutype: string, type: string): HospitalLevel {
  const weights: readonly (readonly [number, HospitalLevel])[] =
    insutype === "390" || type === "9901"
      ? [
          [60, "primary"],
          [20, "level1"],
          [15, "level2"],
        ]
      : [
          [25, "primary"],
          [15, "level1"],
          [30, "level2"],
          [25, "level3"],
          [5, "level3-provincial"],
        ];
  return random.weighted(weights);
}

function inpatientLevel(random: RandomSource): HospitalLevel {
  return random.weighted([
    [15, "primary"],
    [15, "level1"],
    [35, "level2"],
    [28, "level3"],
    [7, "level3-provincial"],
  ] as const);
}

function hospitalOf(random: RandomSource, choices: Choices, level: HospitalLevel): string {
  const atLevel = choices.hospitals.get(level) ?? [];
  const from = atLevel.length > 0 ? atLevel : (choices.hospitals.get("level2") ?? []);
  return random.pick(from).institution_code;
}

function linesOf(
  random: RandomSource,
  items: readonly DemoItem[],
  count: number,
  day: CivilDate,
  days: number,
): DemoLine[] {
  return Array.from({ length: count }, () => {
    const item = random.pick(items);
    return {
      item_code: item.item_code,
      own_code: item.own_code,
      day: addDays(day, random.below(days)),
      quantity: random.between(1, item.price_fen > 50_000 ? 1 : 4),
      price_fen: item.price_fen as Fen,
    };
  });
}
