import fc from "fast-check";
import {
  addDays,
  type CivilDate,
  dateFromDayNumber,
  dayNumber,
  type Fen,
  type Ppm,
} from "../../src/kernel/index.ts";
import {
  type HospitalLevel,
  IDENTITY_KINDS,
  type PayingAccount,
  type Place,
} from "../../src/policy/index.ts";
import type { DatedLine, PersonTimeline } from "../../src/settlement/index.ts";

/**
 * A person and what happens to them over two years, made up by fast-check: enrolment, identities,
 * accounts, visits of every kind, stays with interim settlements. And a region's choices.
 */
export interface Life {
  readonly person: PersonTimeline;
  readonly accounts: readonly PayingAccount[];
  /** In the order of their days; a stay is settled in one part or in several. */
  readonly visits: readonly Visit[];
  readonly options: Readonly<Record<string, unknown>>;
}

export interface Visit {
  readonly visit_type: string;
  readonly inpatient: boolean;
  readonly hospital_level: HospitalLevel;
  readonly place: Place;
  readonly disease: string | null;
  readonly account_use: "none" | "own" | "family";
  readonly begin: CivilDate;
  readonly settlements: readonly { readonly end: CivilDate; readonly lines: DatedLine[] }[];
}

type Insutype = "310" | "390";

const FIRST_DAY = dayNumber("2023-01-01" as CivilDate);
const LEVELS = ["primary", "level1", "level2", "level3", "level3-provincial"] as const;
const PLACES = ["local", "filed-resident", "referred", "emergency", "unreferred"] as const;
const DISEASES = ["hypertension", "diabetes", "copd", "dialysis", "cancer-therapy"];

interface Kind {
  readonly visit_type: string;
  readonly inpatient?: boolean;
  readonly diseases?: readonly string[];
}

const STAY: Kind = { visit_type: "2101", inpatient: true };
const COMMON: readonly Kind[] = [
  STAY,
  STAY,
  { visit_type: "11" },
  { visit_type: "13" },
  { visit_type: "14", diseases: DISEASES },
  { visit_type: "18" },
  { visit_type: "41" },
];
const KINDS: Readonly<Record<Insutype, readonly Kind[]>> = {
  "310": COMMON,
  "390": [...COMMON, { visit_type: "9901", diseases: ["hypertension", "diabetes"] }],
};

/** Rounding lives in the small amounts, caps and bands in the large. */
export const amounts = fc.oneof(
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 9_999 }) },
  { weight: 4, arbitrary: fc.integer({ min: 10_000, max: 1_000_000 }) },
  { weight: 3, arbitrary: fc.integer({ min: 1_000_000, max: 30_000_000 }) },
) as fc.Arbitrary<number> as fc.Arbitrary<Fen>;

const shares: fc.Arbitrary<Ppm> = fc.oneof(
  fc.constantFrom(0, 100_000, 150_000, 200_000, 1_000_000),
  fc.integer({ min: 0, max: 1_000_000 }),
) as fc.Arbitrary<number> as fc.Arbitrary<Ppm>;

/** A line on the n-th day of the visit; the excess over the price ceiling is part of the amount. */
const lines = fc.record({
  amount_fen: amounts,
  class: fc.constantFrom("A", "A", "B", "B", "C"),
  first_share_ppm: shares,
  excess: fc.option(fc.integer({ min: 0, max: 1_000 }), { freq: 4 }),
  paid_alone: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  day: fc.nat(40),
});

function visitsOf(insutype: Insutype): fc.Arbitrary<Visit> {
  const made = fc.record({
    kind: fc.constantFrom(...KINDS[insutype]),
    hospital_level: fc.constantFrom<HospitalLevel>(...LEVELS),
    place: fc.oneof(
      { weight: 3, arbitrary: fc.constant("local" as Place) },
      { weight: 1, arbitrary: fc.constantFrom<Place>(...PLACES) },
    ),
    disease: fc.nat(9),
    account_use: fc.constantFrom("none" as const, "own" as const, "family" as const),
    day: fc.integer({ min: 0, max: 729 }),
    nights: fc.nat(40),
    parts: fc.constantFrom(1, 1, 2, 3),
    lines: fc.array(lines, { minLength: 1, maxLength: 5 }),
  });
  return made.map(({ kind, day, nights, parts, disease, lines: drawn, ...more }) => {
    const inpatient = kind.inpatient === true;
    const begin = dateFromDayNumber(FIRST_DAY + day);
    const length = inpatient ? nights : 0;
    const dated = drawn.map((line) => datedLine(line, begin, length));
    return {
      ...more,
      visit_type: kind.visit_type,
      inpatient,
      hospital_level: kind.visit_type === "41" ? ("pharmacy" as const) : more.hospital_level,
      disease: kind.diseases ? (kind.diseases[disease % kind.diseases.length] as string) : null,
      begin,
      settlements: settlementsOf(dated, begin, length, inpatient ? parts : 1),
    };
  });
}

type DrawnLine = typeof lines extends fc.Arbitrary<infer Line> ? Line : never;

function datedLine(line: DrawnLine, begin: CivilDate, nights: number): DatedLine {
  const over = line.excess === null ? 0 : Math.floor((line.amount_fen * line.excess) / 1_000);
  return {
    date: addDays(begin, line.day % (nights + 1)),
    amount_fen: line.amount_fen,
    class: line.class as DatedLine["class"],
    first_share_ppm: line.first_share_ppm,
    over_limit_fen: (line.class === "C" ? 0 : over) as Fen,
    paid_alone: line.paid_alone && line.class !== "C",
  };
}

/** A stay cut into settlements by day; a part without costs is not settled. */
function settlementsOf(
  dated: readonly DatedLine[],
  begin: CivilDate,
  nights: number,
  parts: number,
): Visit["settlements"] {
  return Array.from({ length: parts }, (_, part) => {
    const after = part === 0 ? -1 : Math.floor((nights * part) / parts);
    const until = Math.floor((nights * (part + 1)) / parts);
    const within = dated.filter(({ date }) => {
      const day = dayNumber(date) - dayNumber(begin);
      return day > after && day <= until;
    });
    return { end: addDays(begin, until), lines: within };
  }).filter(({ lines: within }) => within.length > 0);
}

const identities = fc.record({
  kind: fc.constantFrom(...IDENTITY_KINDS),
  from: fc.integer({ min: -400, max: 700 }),
  length: fc.option(fc.integer({ min: 1, max: 500 })),
});

function periodOf(from: number, length: number | null) {
  const begin = dateFromDayNumber(FIRST_DAY + from);
  return { from: begin, to: length === null ? null : addDays(begin, length) };
}

const persons = fc
  .record({
    insutype: fc.constantFrom<Insutype>("310", "390"),
    retired: fc.option(fc.integer({ min: -100, max: 800 })),
    rank: fc.constantFrom(null, null, "section", "county", "department"),
    identities: fc.array(identities, { maxLength: 2 }),
  })
  .map(({ insutype, retired, rank, identities: held }) => {
    const row = (status: string, from: CivilDate, to: CivilDate | null) => ({
      insutype,
      period: { from, to },
      employment_status: status as "working",
      civil_servant_rank: insutype === "310" ? rank : null,
    });
    const start = "2000-01-01" as CivilDate;
    const change = retired === null ? null : dateFromDayNumber(FIRST_DAY + retired);
    const employee = change
      ? [row("working", start, change), row("retired", change, null)]
      : [row("working", start, null)];
    return {
      person_no: "P1",
      enrolments: insutype === "310" ? employee : [row("resident", start, null)],
      identities: held.map(({ kind, from, length }) => ({ kind, period: periodOf(from, length) })),
    };
  });

const accountLists = fc
  .tuple(fc.nat(500_000), fc.array(fc.nat(200_000), { maxLength: 2 }))
  .map(([own, family]): PayingAccount[] => [
    { account_id: "own", relation: "own", balance_fen: own as Fen },
    ...family.map((balance, index) => ({
      account_id: `family-${index}`,
      relation: "mutual" as const,
      balance_fen: balance as Fen,
    })),
  ]);

const STAY_RULES = fc.constantFrom(undefined, "admission", "discharge", "split");
const YES_NO = fc.constantFrom(undefined, "yes", "no");
const small = (yuan: string) => fc.constantFrom(undefined, undefined, yuan);

/** Choices of a region, most left as they are; caps are lowered now and then, so that they bite. */
export const options = fc
  .record({
    rounding: fc.constantFrom(undefined, undefined, "half-even", "down", "up"),
    cross_region_reading: fc.constantFrom(undefined, "points", "multiplier"),
    stay_year: STAY_RULES,
    stay_person: STAY_RULES,
    stay_policy: STAY_RULES,
    stay_deductible: fc.constantFrom(undefined, "each-part"),
    critical_illness_bands_from: fc.constantFrom(undefined, "zero"),
    critical_illness_tiers: fc.constantFrom(undefined, "three"),
    critical_illness_increase: fc.constantFrom(undefined, "over-prior-base"),
    critical_illness_counts_cross_region_share: YES_NO,
    critical_illness_counts_first_self_pay: YES_NO,
    critical_illness_deductible: small("500"),
    outpatient_deductible: fc.constantFrom(undefined, "per-visit"),
    outpatient_retiree_bonus: YES_NO,
    pool_cap_measure: fc.constantFrom(undefined, undefined, "in-scope-cost"),
    chronic_limit_kind: fc.constantFrom(undefined, "2", "3", "4"),
    chronic_limit_order: fc.constantFrom(undefined, "pro-rata"),
    resident_deductible_row: fc.constantFrom(undefined, "provincial"),
    employee_pool_cap: small("3000"),
    resident_pool_cap: small("3000"),
    large_sum_cap: small("5000"),
    assistance_cap: small("800"),
  })
  .map((drawn) => Object.fromEntries(Object.entries(drawn).filter(([, value]) => value)));

/** A whole life: about five bills. */
export const lives: fc.Arbitrary<Life> = persons.chain((person) => {
  const insutype = person.enrolments[0]?.insutype as Insutype;
  return fc.record({
    person: fc.constant(person as PersonTimeline),
    accounts: accountLists,
    visits: fc
      .array(visitsOf(insutype), { minLength: 1, maxLength: 6 })
      .map((visits) => [...visits].sort((a, b) => (a.begin < b.begin ? -1 : 1))),
    options,
  });
});
