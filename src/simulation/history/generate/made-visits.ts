import type { Fen, RandomSource } from "../../../kernel/index.ts";
import { type HospitalLevel, IDENTITY_KINDS, type Place } from "../../../policy/index.ts";
import { ASSUMPTIONS } from "./assumptions.ts";
import type { YearCalendar } from "./calendar.ts";
import { atAge, happens, times } from "./draw.ts";
import { type CostKind, type MadeBill, madeCost, madeLines, scaled } from "./made-bill.ts";
import type { MadePerson } from "./made-person.ts";

/** The year's bills of one person outside a stay. */

const NOTHING = 0 as Fen;

export function madeVisits(
  random: RandomSource,
  calendar: YearCalendar,
  person: MadePerson,
): MadeBill[] {
  const bills: MadeBill[] = [];
  const add = (bill: MadeBill | null): void => {
    if (bill !== null) bills.push(bill);
  };
  const { scheme, band, activity } = person;
  const visits = atAge(ASSUMPTIONS.outpatient_visits.value[scheme], band);
  for (let left = times(random, visits, activity); left > 0; left -= 1) {
    add(outpatientBill(random, calendar, person));
  }
  const purchases = atAge(ASSUMPTIONS.pharmacy_visits.value[scheme], band);
  for (let left = times(random, purchases, activity); left > 0; left -= 1) {
    add(pharmacyBill(random, calendar, person));
  }
  for (const disease of person.chronic) {
    const count = times(random, ASSUMPTIONS.chronic_visits.value, 1_000);
    for (let left = count; left > 0; left -= 1) {
      add(diseaseBill(random, calendar, person, disease, CHRONIC));
    }
  }
  for (const disease of person.two_disease) {
    const count = times(random, ASSUMPTIONS.two_disease_visits.value, 1_000);
    for (let left = count; left > 0; left -= 1) {
      add(diseaseBill(random, calendar, person, disease, TWO_DISEASE));
    }
  }
  for (const disease of person.special) {
    const count = times(random, ASSUMPTIONS.special_visits.value[disease] ?? 0, 1_000);
    for (let left = count; left > 0; left -= 1) add(specialBill(random, calendar, person, disease));
  }
  return bills;
}

/** General outpatient 11, emergency 13, certified diseases 14, the two diseases 9901. */
function outpatientBill(random: RandomSource, calendar: YearCalendar, person: MadePerson) {
  const level = random.weighted(ASSUMPTIONS.outpatient_levels.value[person.scheme]);
  const emergency = happens(random, ASSUMPTIONS.emergency_ppm.value);
  const median = ASSUMPTIONS.outpatient_cost_fen.value[level];
  const factor = ASSUMPTIONS.emergency_factor_ppm.value;
  const median_fen = emergency ? scaled(median as Fen, factor) : median;
  const visit_type = emergency ? "13" : "11";
  const what = { visit_type, level, disease: null, median_fen, kind: "visit" as const };
  return visitBill(random, calendar, person, what);
}

function pharmacyBill(random: RandomSource, calendar: YearCalendar, person: MadePerson) {
  const median_fen = ASSUMPTIONS.outpatient_cost_fen.value.pharmacy;
  const what = { visit_type: "11", level: "pharmacy" as const, disease: null, median_fen };
  return visitBill(random, calendar, person, { ...what, kind: "visit" });
}

const CHRONIC = {
  visit_type: "14",
  levels: ASSUMPTIONS.chronic_levels.value,
  median_fen: ASSUMPTIONS.chronic_cost_fen.value,
};
const TWO_DISEASE = {
  visit_type: "9901",
  levels: ASSUMPTIONS.two_disease_levels.value,
  median_fen: ASSUMPTIONS.two_disease_cost_fen.value,
};

function diseaseBill(
  random: RandomSource,
  calendar: YearCalendar,
  person: MadePerson,
  disease: string,
  { visit_type, levels, median_fen }: typeof CHRONIC,
) {
  const level = random.weighted(levels);
  const what = { visit_type, level, disease, median_fen, kind: "chronic" as const };
  return visitBill(random, calendar, person, what);
}

function specialBill(
  random: RandomSource,
  calendar: YearCalendar,
  person: MadePerson,
  disease: string,
) {
  const level = random.weighted(ASSUMPTIONS.special_levels.value);
  const median_fen = ASSUMPTIONS.special_cost_fen.value[disease] ?? 0;
  const [least, most] = ASSUMPTIONS.special_drugs.value.cost_fen;
  const takes = disease === "cancer-therapy" && person.takes_special_drugs;
  const paid_alone_fen = takes ? (random.between(least, most) as Fen) : NOTHING;
  const what = { visit_type: "14", level, disease, median_fen, kind: "chronic" as const };
  return visitBill(random, calendar, person, { ...what, paid_alone_fen });
}

interface VisitFacts {
  readonly visit_type: string;
  readonly level: HospitalLevel;
  readonly disease: string | null;
  readonly median_fen: number;
  readonly kind: CostKind;
  readonly paid_alone_fen?: Fen;
}

/** Null for a day on which the person was not insured. */
function visitBill(
  random: RandomSource,
  calendar: YearCalendar,
  person: MadePerson,
  { visit_type, level, disease, median_fen, kind, paid_alone_fen = NOTHING }: VisitFacts,
): MadeBill | null {
  const day = calendar.drawDay(random, "outpatient");
  if (day < person.from_day || day > person.to_day) return null;
  const shape = ASSUMPTIONS.visit_shape.value;
  const cost_fen = madeCost(random, median_fen, shape, calendar.month(day));
  const place = person.filed_resident ? "filed-resident" : "local";
  return {
    case: caseOf(person, { visit_type, level, place, disease, day }),
    care_day: day,
    begin_day: day,
    end_day: day,
    lines: madeLines(random, kind, cost_fen, paid_alone_fen),
    stay: 0,
    first_of_stay: true,
  };
}

export interface CaseFacts {
  readonly visit_type: string;
  readonly level: HospitalLevel;
  readonly place: Place;
  readonly disease: string | null;
  /** The day whose identities count. */
  readonly day: number;
}

export function caseOf(
  { row, scheme, identities }: MadePerson,
  { visit_type, level, place, disease, day }: CaseFacts,
): MadeBill["case"] {
  return {
    insutype: scheme,
    visit_type,
    hospital_level: level,
    place,
    disease,
    employment_status: row.employment_status,
    civil_servant_rank: row.civil_servant_rank,
    identities:
      identities.length === 0
        ? []
        : IDENTITY_KINDS.filter((kind) =>
            identities.some((one) => one.kind === kind && one.from_day <= day),
          ),
  };
}
