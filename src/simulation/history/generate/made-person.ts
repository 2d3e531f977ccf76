import type { RandomSource } from "../../../kernel/index.ts";
import { type EmploymentStatus, IDENTITY_KINDS, type IdentityKind } from "../../../policy/index.ts";
import type { PersonRow } from "../person-table.ts";
import { ASSUMPTIONS, type ByAge } from "./assumptions.ts";
import type { YearCalendar } from "./calendar.ts";
import { ageBand, atAge, drawn, happens } from "./draw.ts";

/** A made-up person with what decides how they are treated. */
export interface MadePerson {
  readonly row: PersonRow;
  readonly scheme: "310" | "390";
  readonly band: number;
  /** Insured from and to, as days, both counted in. */
  readonly from_day: number;
  readonly to_day: number;
  readonly identities: readonly DatedIdentity[];
  readonly chronic: readonly string[];
  readonly special: readonly string[];
  readonly two_disease: readonly string[];
  readonly filed_resident: boolean;
  /** How much more or less often than others of the age they go, in thousandths. */
  readonly activity: number;
  readonly takes_special_drugs: boolean;
}

interface DatedIdentity {
  readonly kind: IdentityKind;
  readonly from_day: number;
}

const {
  employee_share,
  retired_share,
  ages,
  male_ppm,
  incomes_fen,
  contribution_bases_fen,
  civil_servants,
  chronic_certificates,
  special_certificates,
  two_disease_certificates,
} = ASSUMPTIONS;

export function madePerson(
  random: RandomSource,
  calendar: YearCalendar,
  region_code: string,
  number: number,
): MadePerson {
  const status = statusOf(random);
  const scheme = status === "resident" ? "390" : "310";
  const [least, most] = random.weighted(ages.value[status]);
  const age = random.between(least, most);
  const band = ageBand(age);
  const insured = insuredDays(random, calendar);
  const identities = identitiesOf(random, calendar, scheme, band);
  const chronic = certified(random, chronic_certificates.value, band);
  const special = certified(random, special_certificates.value, band);
  const two_disease =
    scheme === "390"
      ? certified(random, two_disease_certificates.value, band).filter((d) => !chronic.includes(d))
      : [];
  return {
    row: {
      pseudonym: pseudonymOf(number),
      insutype: scheme,
      sex: happens(random, atAge(male_ppm.value, band)) ? "male" : "female",
      birth_year: calendar.year - age,
      employment_status: status,
      civil_servant_rank: rankOf(random, status),
      identities: IDENTITY_KINDS.filter((kind) => identities.some((one) => one.kind === kind)),
      district: random.weighted(districtsOf(region_code)),
      income_fen: incomeOf(random, status, identities.length > 0),
      contribution_base_fen:
        status === "working" ? drawn(random, contribution_bases_fen.value) : -1,
      insured_months: insured.months,
      diseases: [...new Set([...chronic, ...special, ...two_disease])].sort(),
    },
    scheme,
    band,
    from_day: insured.from_day,
    to_day: insured.to_day,
    identities,
    chronic,
    special,
    two_disease,
    filed_resident: happens(random, ASSUMPTIONS.filed_resident_ppm.value),
    activity: random.weighted(ASSUMPTIONS.activity.value),
    takes_special_drugs:
      special.includes("cancer-therapy") &&
      happens(random, ASSUMPTIONS.special_drugs.value.people_ppm),
  };
}

/** Nobody can take it for a person's number. */
function pseudonymOf(number: number): string {
  return `虚构-${String(number + 1).padStart(8, "0")}`;
}

/** A region that nothing is assumed of has one district: itself. */
export function districtsOf(region_code: string): readonly (readonly [number, string])[] {
  return ASSUMPTIONS.districts.value[region_code] ?? [[1, region_code]];
}

function statusOf(random: RandomSource): EmploymentStatus {
  if (!happens(random, employee_share.value)) return "resident";
  return happens(random, retired_share.value) ? "retired" : "working";
}

function rankOf(random: RandomSource, status: EmploymentStatus): string | null {
  if (status === "resident" || !happens(random, civil_servants.value.share_ppm)) return null;
  return random.weighted(civil_servants.value.ranks);
}

function incomeOf(random: RandomSource, status: EmploymentStatus, poor: boolean): number {
  return drawn(random, incomes_fen.value[poor ? "poor" : status]);
}

/** Most are insured all year; the others join or leave at the turn of a month. */
function insuredDays(random: RandomSource, calendar: YearCalendar) {
  const { first_day, last_day } = calendar;
  if (!happens(random, ASSUMPTIONS.part_year_ppm.value)) {
    return { months: 12, from_day: first_day, to_day: last_day };
  }
  const months = random.between(1, 11);
  return random.percent(70)
    ? { months, from_day: calendar.monthStart(12 - months), to_day: last_day }
    : { months, from_day: first_day, to_day: calendar.monthStart(months) - 1 };
}

/** Before every stay: 1970. */
const LONG_AGO = 0;

function identitiesOf(
  random: RandomSource,
  calendar: YearCalendar,
  scheme: "310" | "390",
  band: number,
): DatedIdentity[] {
  const held: DatedIdentity[] = [];
  for (const { kind, by_age } of ASSUMPTIONS.identities.value[scheme]) {
    if (!happens(random, atAge(by_age, band))) continue;
    const late = happens(random, ASSUMPTIONS.identity_within_year_ppm.value);
    const from_day = late ? calendar.monthStart(random.between(1, 11)) : LONG_AGO;
    held.push({ kind, from_day });
  }
  return held;
}

function certified(
  random: RandomSource,
  table: Readonly<Record<string, ByAge>>,
  band: number,
): string[] {
  const held: string[] = [];
  for (const disease in table) {
    if (happens(random, atAge(table[disease] as ByAge, band))) held.push(disease);
  }
  return held;
}
