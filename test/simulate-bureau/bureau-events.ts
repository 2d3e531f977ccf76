import { addDays, type CivilDate, type Fen, laterDay } from "../../src/kernel/index.ts";
import { IDENTITY_KINDS } from "../../src/policy/index.ts";
import { isBefore, type Moment, SLOTS } from "./calendar.ts";
import { type Chance, chanceOf } from "./random.ts";
import type { EnrolmentPlan, PersonPlan, World } from "./world.ts";
import { ceilingNear } from "./world-items.ts";

/** What the bureau does meanwhile: files that come late, money, agreements, prices, policy. */

export type BureauEvent = { readonly at: Moment } & (
  | { readonly kind: "person"; readonly person: PersonPlan }
  | { readonly kind: "identity"; readonly person_no: string; readonly row: IdentityRow }
  | { readonly kind: "enrolment"; readonly person_no: string; readonly row: EnrolmentPlan }
  | { readonly kind: "certificate"; readonly person_no: string; readonly row: CertificateRow }
  | { readonly kind: "agreement"; readonly row: AgreementRow }
  | { readonly kind: "ceiling"; readonly row: CeilingRow }
  | { readonly kind: "share"; readonly row: ShareRow }
  | { readonly kind: "policy"; readonly change: PolicyChange }
  | { readonly kind: "deposits"; readonly deposits: readonly DepositRow[] }
  | { readonly kind: "restart"; readonly under_load: boolean }
);

export interface IdentityRow {
  readonly kind: PersonPlan["identities"][number]["kind"];
  readonly from: CivilDate;
  readonly to: CivilDate | null;
}

export interface CertificateRow {
  readonly disease: string;
  readonly from: CivilDate;
  readonly to: CivilDate | null;
}

export interface AgreementRow {
  readonly institution_code: string;
  readonly from: CivilDate;
  readonly state: "active" | "suspended";
}

export interface CeilingRow {
  readonly item_code: string;
  readonly level: string;
  readonly from: CivilDate;
  readonly ceiling_micro_yuan: number;
}

export interface ShareRow {
  readonly item_code: string;
  readonly from: CivilDate;
  readonly share_ppm: number;
}

/** A new version of a parameter: what its `value` or `values` says, as YAML. */
export interface PolicyChange {
  readonly parameter: string;
  readonly from: CivilDate;
  readonly says: string;
}

export interface DepositRow {
  readonly person_no: string;
  readonly date: CivilDate;
  readonly amount_fen: Fen;
  readonly reference: string;
}

/** In the order in which they happen. */
export function makeBureauEvents(world: World): BureauEvent[] {
  const events = [
    ...lateFiles(world),
    ...deposits(world),
    ...agreements(world),
    ...prices(world),
    ...policies(world),
    ...restarts(world),
  ];
  return events.sort((a, b) => (isBefore(a.at, b.at) ? -1 : isBefore(b.at, a.at) ? 1 : 0));
}

function someMoment(world: World, chance: Chance): Moment {
  return { day: chance.below(world.days), slot: chance.below(SLOTS.length) };
}

function lateFiles(world: World): BureauEvent[] {
  return world.households.flatMap(({ people }) =>
    people.flatMap((person) => {
      const chance = chanceOf(world.seed, "late files", person.person_no);
      const registered: BureauEvent[] =
        person.registered_at === null ? [] : [{ at: person.registered_at, kind: "person", person }];
      const after = someMoment(world, chance);
      const at =
        person.registered_at !== null && isBefore(after, person.registered_at)
          ? person.registered_at
          : after;
      return [...registered, ...changeOf(world, person, at, chance)];
    }),
  );
}

/** One change of what is known of a person, told days after (or before) the day it counts from. */
function changeOf(world: World, person: PersonPlan, at: Moment, chance: Chance): BureauEvent[] {
  const { person_no } = person;
  const told = addDays(world.first_day, at.day);
  const from = addDays(told, chance.between(-12, 3));
  const to = chance.percent(30) ? addDays(from, chance.between(3, 60)) : null;
  const kind = chance.weighted([
    [55, "nothing"],
    [12, "identity"],
    [8, "identity ends"],
    [8, "certificate"],
    [8, "pause"],
    [6, "retires"],
  ] as const);
  if (kind === "identity") {
    const held = person.identities.map((one) => one.kind);
    const row = {
      kind: chance.pick(IDENTITY_KINDS.filter((one) => !held.includes(one))),
      from,
      to,
    };
    return [{ at, kind: "identity", person_no, row }];
  }
  if (kind === "identity ends") return endOfIdentity(person, at, told);
  if (kind === "certificate") {
    const held = person.certificates.map((one) => one.disease);
    const diseases = ["hypertension", "diabetes", "copd"].filter((one) => !held.includes(one));
    const row = { disease: chance.pick(diseases), from, to };
    return [{ at, kind: "certificate", person_no, row }];
  }
  const latest = person.enrolments.at(-1) as EnrolmentPlan;
  const begins = laterDay(from, addDays(latest.from, 1));
  if (kind === "pause" && latest.state === "1") {
    const row: EnrolmentPlan = { ...latest, state: "2", from: begins, to: null };
    return [{ at, kind: "enrolment", person_no, row }];
  }
  if (kind === "retires" && latest.status === "working") {
    const row: EnrolmentPlan = { ...latest, status: "retired", person_type: "12", from: begins };
    return [{ at, kind: "enrolment", person_no, row: { ...row, to: null } }];
  }
  return [];
}

/** What was until further notice gets an end: the same row again, with its last day. */
function endOfIdentity(person: PersonPlan, at: Moment, told: CivilDate): BureauEvent[] {
  const open = person.identities.find((one) => one.to === null);
  if (open === undefined) return [];
  const row = { ...open, to: laterDay(addDays(told, -5), addDays(open.from, 1)) };
  return [{ at, kind: "identity", person_no: person.person_no, row }];
}

/** On the first of the run what each has; then by the month, and now and then the same again. */
function deposits(world: World): BureauEvent[] {
  const people = world.households.flatMap((household) => household.people);
  const events: BureauEvent[] = [];
  for (let day = 0; day < world.days; day += 1) {
    const date = addDays(world.first_day, day);
    if (!date.endsWith("-01")) continue;
    const rows = people
      .filter((person) => person.monthly_fen > 0)
      .map(({ person_no, monthly_fen: amount_fen }) => ({
        person_no,
        date,
        amount_fen,
        reference: `monthly ${date} ${person_no}`,
      }));
    events.push({ at: { day, slot: 1 }, kind: "deposits", deposits: rows });
    // The bank's file comes a second time: the same references, the same money.
    events.push({ at: { day, slot: 3 }, kind: "deposits", deposits: rows });
  }
  return events;
}

function agreements(world: World): BureauEvent[] {
  const chance = chanceOf(world.seed, "agreements");
  const { code: institution_code } = chance.pick(world.institutions.slice(1));
  const at = someMoment(world, chance);
  // Known on the day it begins, or a little late.
  const from = addDays(world.first_day, at.day - chance.below(3));
  const until = addDays(from, chance.between(2, 12));
  const again = { day: Math.max(at.day, at.day + chance.between(1, 10)), slot: 2 };
  const event = (when: Moment, day: CivilDate, state: AgreementRow["state"]): BureauEvent => ({
    at: when,
    kind: "agreement",
    row: { institution_code, from: day, state },
  });
  return [event(at, from, "suspended"), event(again, until, "active")];
}

function prices(world: World): BureauEvent[] {
  return world.items.flatMap((item): BureauEvent[] => {
    const chance = chanceOf(world.seed, "prices", item.code);
    if (item.item_class === "C" || !chance.percent(35)) return [];
    const at = someMoment(world, chance);
    const from = addDays(world.first_day, at.day + chance.between(-6, 4));
    if (item.item_class === "B" && chance.percent(40)) {
      const share_ppm = chance.pick([80_000, 180_000, 250_000]);
      return [{ at, kind: "share", row: { item_code: item.code, from, share_ppm } }];
    }
    const ceiling_micro_yuan = ceilingNear(item.usual_price, chance.between(600, 1_300));
    const level = chance.pick(["", "level3", "level2"]);
    return [
      { at, kind: "ceiling", row: { item_code: item.code, level, from, ceiling_micro_yuan } },
    ];
  });
}

/** Parameters of the city, and what a new notice may say of them. */
const NOTICES: readonly (readonly [parameter: string, says: readonly string[]])[] = [
  ["employee_pool_cap", ["value: 20000", "value: 4000", "value: 160000"]],
  ["resident_pool_cap", ["value: 15000", "value: 3000"]],
  ["large_sum_ratio", ["value: 0.85", "value: 0.95"]],
  ["repeat_admission_factor", ["value: 0.4", "value: 0.75"]],
  ["chronic_ratio", ['values: { "310": 0.83, "390": 0.72 }']],
  [
    "resident_inpatient_ratio",
    [
      "values: { primary: 0.88, level1: 0.84, level2: 0.81, level3: 0.67, " +
        "level3-provincial: 0.61, pharmacy: null }",
    ],
  ],
  [
    "employee_inpatient_deductible",
    [
      "values: { primary: 150, level1: 350, level2: 650, level3: 1100, " +
        "level3-provincial: 1600, pharmacy: null }",
    ],
  ],
];

/** Two notices at least, and one more in two weeks, published between two messages of a day. */
function policies(world: World): BureauEvent[] {
  const chance = chanceOf(world.seed, "policies");
  const count = 2 + Math.floor(world.days / 15);
  const events: BureauEvent[] = [];
  const free = [...NOTICES];
  for (let index = 0; index < count && free.length > 0; index += 1) {
    const [[parameter, says]] = free.splice(chance.below(free.length), 1) as [
      (typeof free)[number],
    ];
    const at = { day: chance.below(world.days), slot: chance.between(1, SLOTS.length - 1) };
    const from = addDays(world.first_day, at.day + chance.between(-8, 3));
    const change = { parameter, from, says: chance.pick(says) };
    events.push({ at, kind: "policy", change });
  }
  return events;
}

function restarts(world: World): BureauEvent[] {
  const chance = chanceOf(world.seed, "restarts");
  const count = 1 + Math.floor(world.days / 8);
  return Array.from({ length: count }, () => ({
    at: someMoment(world, chance),
    kind: "restart" as const,
    under_load: chance.percent(50),
  }));
}
