import {
  type CivilDate,
  contains,
  type Fen,
  firstDayOfYear,
  type Period,
  YibaoError,
  yearOf,
  ZERO_FEN,
} from "../kernel/index.ts";
import {
  type Accumulators,
  adjudicate,
  type BillFacts,
  benefitOf,
  type PayingAccount,
  type Region,
  type RegionRules,
  rulesOn,
  type Split,
  type StayRule,
} from "../policy/index.ts";
import type {
  Bill,
  DatedLine,
  EnrolmentFacts,
  PersonState,
  PersonTimeline,
  SettledBill,
  YearMove,
} from "./bill.ts";
import { movedAccounts, movedYears } from "./person-state.ts";
import { sumSplits } from "./sum-splits.ts";

/**
 * Settles one bill of one person: which day's rules, identity and year count, then the split.
 * Pure, and the only way a bill is ever split: offline cases, trials, settlements and replays
 * all come through here.
 *
 * A stay may cross a year, a change of identity or of policy. The region's rules say whether the
 * day of admission or of discharge decides, or each day's costs by their own day (the bill is then
 * adjudicated in parts, one after another, and added up).
 *
 * @throws YibaoError SETTLEMENT-NOT-ENROLLED, POLICY-NO-BENEFIT, POLICY-NO-VALUE
 */
export function settleBill(
  region: Region,
  person: PersonTimeline,
  bill: Bill,
  state: PersonState,
): SettledBill {
  const parts = adjudicatedParts(region, person, bill, state);
  const moves: YearMove[] = [];
  for (const { year, split } of parts) {
    for (const move of split.moves) moves.push({ year, ...move });
  }
  return {
    split: sumSplits(
      parts.map((part) => part.split),
      parts,
    ),
    moves,
    policy_version: region.version,
    benefits: [...new Set(parts.map(({ facts }) => benefitOf(region, facts).name))],
  };
}

/** A part of a bill with what was asked of the rules, and what they made of it. */
export interface AdjudicatedPart extends BillPart {
  readonly facts: BillFacts;
  readonly split: Split;
}

/**
 * The parts of a bill, adjudicated one after another; most bills are one part. Each part sees what
 * the parts before it moved.
 * @throws YibaoError SETTLEMENT-NOT-ENROLLED, POLICY-NO-BENEFIT, POLICY-NO-VALUE
 */
export function adjudicatedParts(
  region: Region,
  person: PersonTimeline,
  bill: Bill,
  state: PersonState,
): AdjudicatedPart[] {
  const rules = rulesOn(region, bill.end);
  const parts = partsOf(region, person, bill, rules);
  const admitted = String(yearOf(bill.begin));
  let years = state.years;
  let accounts = state.accounts;
  let deductible = bill.stay?.deductible_charged_fen ?? ZERO_FEN;
  return parts.map((part, index) => {
    const once = rules.stay_deductible === "once";
    const elsewhere = once && rules.stay_year === "split" && part.year !== admitted;
    const facts = factsOf(person, bill, part, accounts, {
      first: index === 0 || !once,
      deductible_charged_fen: once || index === 0 ? deductible : ZERO_FEN,
      admission_year: elsewhere ? (years[admitted] ?? NO_ACCUMULATORS) : null,
    });
    const split = adjudicate(region, facts, years[part.year] ?? NO_ACCUMULATORS);
    if (parts.length > 1) {
      const moves = split.moves.map((move) => ({ year: part.year, ...move }));
      years = movedYears(years, moves);
      accounts = movedAccounts(accounts, split.account_payments, 1);
      deductible = (deductible + split.deductible_fen) as Fen;
    }
    return {
      policy_day: part.policy_day,
      person_day: part.person_day,
      year: part.year,
      lines: part.lines,
      facts,
      split,
    };
  });
}

const NO_ACCUMULATORS: Accumulators = Object.freeze({});

/** The part of a bill that one day decides; `lines` are indexes into the bill's lines. */
export interface BillPart {
  readonly policy_day: CivilDate;
  readonly person_day: CivilDate;
  readonly year: string;
  readonly lines: readonly number[];
}

/** The parts that a bill is adjudicated in, in their order; most bills are one. */
export function partsOfBill(
  region: Region,
  person: PersonTimeline,
  bill: Bill,
): readonly BillPart[] {
  return partsOf(region, person, bill, rulesOn(region, bill.end));
}

function partsOf(
  region: Region,
  person: PersonTimeline,
  bill: Bill,
  rules: RegionRules,
): BillPart[] {
  const all = bill.lines.map((_, index) => index);
  if (bill.stay === null) {
    const day = bill.begin;
    return [{ policy_day: day, person_day: day, year: String(yearOf(day)), lines: all }];
  }
  const cuts = [...new Set(cutDays(region, person, bill, rules))].sort();
  const starts = [bill.begin, ...cuts];
  const parts = starts.flatMap((start, index) => {
    const next = starts[index + 1] ?? null;
    const lines = all.filter((line) => {
      const { date } = bill.lines[line] as DatedLine;
      return (index === 0 || date >= start) && (next === null || date < next);
    });
    return lines.length === 0 && starts.length > 1 ? [] : [partFrom(start, bill, rules, lines)];
  });
  return parts.length > 0 ? parts : [partFrom(bill.begin, bill, rules, all)];
}

function partFrom(
  start: CivilDate,
  bill: Bill,
  rules: RegionRules,
  lines: readonly number[],
): BillPart {
  const day = (rule: StayRule) =>
    rule === "admission" ? bill.begin : rule === "discharge" ? bill.end : start;
  return {
    policy_day: day(rules.stay_policy),
    person_day: day(rules.stay_person),
    year: String(yearOf(day(rules.stay_year))),
    lines,
  };
}

/** Days within a stay on which something that is split by day changes. */
function cutDays(
  region: Region,
  person: PersonTimeline,
  bill: Bill,
  rules: RegionRules,
): CivilDate[] {
  const within = (day: CivilDate | null): day is CivilDate =>
    day !== null && day > bill.begin && day <= bill.end;
  const cuts: (CivilDate | null)[] = [];
  if (rules.stay_year === "split") {
    for (let year = yearOf(bill.begin) + 1; year <= yearOf(bill.end); year += 1) {
      cuts.push(firstDayOfYear(year));
    }
  }
  if (rules.stay_policy === "split") cuts.push(...region.changes);
  if (rules.stay_person === "split") {
    const periods: Period[] = [
      ...person.identities.map((identity) => identity.period),
      ...person.enrolments.map((enrolment) => enrolment.period),
    ];
    for (const { from, to } of periods) cuts.push(from, to);
  }
  return cuts.filter(within);
}

/** What a part of a stay must know of the parts and settlements before it. */
interface PartOfStay {
  readonly first: boolean;
  readonly deductible_charged_fen: Fen;
  readonly admission_year: Accumulators | null;
}

function factsOf(
  person: PersonTimeline,
  bill: Bill,
  part: BillPart,
  accounts: readonly PayingAccount[],
  stay: PartOfStay,
): BillFacts {
  const enrolment = enrolmentOn(person, bill.insutype, part.person_day);
  return {
    insutype: bill.insutype,
    visit_type: bill.visit_type,
    care_date: part.policy_day,
    hospital_level: bill.hospital_level,
    place: bill.place,
    disease: bill.disease,
    employment_status: enrolment.employment_status,
    civil_servant_rank: enrolment.civil_servant_rank,
    identities: person.identities
      .filter((identity) => contains(identity.period, part.person_day))
      .map((identity) => identity.kind),
    lines: part.lines.map((line) => bill.lines[line] as DatedLine),
    stay: bill.stay && {
      first_settlement: bill.stay.first_settlement && stay.first,
      deductible_charged_fen: stay.deductible_charged_fen,
      admission_year: stay.admission_year,
    },
    account_use: bill.account_use,
    accounts,
  };
}

/** @throws YibaoError SETTLEMENT-NOT-ENROLLED when no enrolment in the scheme covers the day */
export function enrolmentOn(
  person: PersonTimeline,
  insutype: string,
  day: CivilDate,
): EnrolmentFacts {
  const found = person.enrolments.find(
    (enrolment) => enrolment.insutype === insutype && contains(enrolment.period, day),
  );
  if (!found) {
    throw new YibaoError("SETTLEMENT-NOT-ENROLLED", {
      person_no: person.person_no,
      insutype,
      day,
    });
  }
  return found;
}
