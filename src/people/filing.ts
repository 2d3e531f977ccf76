import {
  addDays,
  type CivilDate,
  contains,
  daysBetween,
  overlaps,
  type Period,
  YibaoError,
} from "../kernel/index.ts";

/**
 * What an institution files for a person: dated facts that a later settlement asks for. Nothing
 * here knows a table or a clock; the day of filing comes in.
 */

export type FilingKind = "transfer" | "chronic-disease" | "designation" | "injury" | "residence";

/** What settling asks of a filing, by its kind. */
export type FilingTerms =
  | {
      readonly kind: "transfer";
      /** Insurance region to which the person is referred, six digits. */
      readonly region: string;
      /** The hospital named; it is covered wherever it lies. */
      readonly institution_code: string;
    }
  | { readonly kind: "chronic-disease"; readonly disease: string }
  | {
      readonly kind: "designation";
      /** Dictionary biz_appy_type: what the institution is chosen for. */
      readonly purpose: string;
      readonly institution_code: string;
      /** Place in the person's order (fix_srt_no). */
      readonly rank: string;
    }
  | {
      readonly kind: "injury";
      /** Whether it was decided that the fund pays; until then it does not. */
      readonly payable: boolean;
    }
  | {
      /** Filed with the agency: the person lives in another region for long. */
      readonly kind: "residence";
      /** Insurance region, six digits; a prefix ends in zeros. */
      readonly region: string;
    };

/** A filing to be made. */
export interface NewFiling {
  readonly person_no: string;
  readonly period: Period;
  /** Who files. */
  readonly institution_code: string;
  /** `2023-06-15 10:00:00`, China Standard Time. */
  readonly filed_at: string;
  readonly terms: FilingTerms;
  /** What else was sent, under its national names, for the queries. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** A filing as it is kept. */
export interface Filing extends NewFiling {
  readonly filing_no: number;
  /** First day on which a withdrawal ends it; null while it stands. */
  readonly ends_on: CivilDate | null;
}

/** Null when it was withdrawn before it held on any day. */
export function heldPeriod({ period, ends_on }: Filing): Period | null {
  const { from, to } = period;
  if (ends_on === null || (to !== null && to <= ends_on)) return period;
  return ends_on <= from ? null : { from, to: ends_on };
}

/** What of a kind may be filed only once for a day. */
export function subjectOf(terms: FilingTerms): string {
  switch (terms.kind) {
    case "transfer":
      return terms.institution_code;
    case "chronic-disease":
      return terms.disease;
    case "designation":
      return `${terms.purpose} ${terms.institution_code}`;
    case "injury":
      return "";
    case "residence":
      return terms.region;
  }
}

const KIND_NAMES: Readonly<Record<FilingKind, string>> = {
  transfer: "转院备案",
  "chronic-disease": "慢特病备案",
  designation: "定点备案",
  injury: "意外伤害备案",
  residence: "异地长期居住备案",
};

export interface FilingLimits {
  readonly today: CivilDate;
  /** How many days before today a filing may begin. */
  readonly backdating_days: number;
}

/**
 * Refuses a filing that cannot stand beside those already there.
 * @throws YibaoError PEOPLE-FILING-PERIOD-BACKWARDS | PEOPLE-FILING-TOO-LATE |
 * PEOPLE-FILING-OVERLAPS | PEOPLE-FILING-RANK-TAKEN
 */
export function assertFilable(
  filing: NewFiling,
  known: readonly Filing[],
  { today, backdating_days }: FilingLimits,
): void {
  const { from, to } = filing.period;
  if (to !== null && to <= from) {
    const details = { from, to: addDays(to, -1) };
    throw new YibaoError("PEOPLE-FILING-PERIOD-BACKWARDS", details);
  }
  if (daysBetween(from, today) > backdating_days) {
    throw new YibaoError("PEOPLE-FILING-TOO-LATE", { from, today, days: backdating_days });
  }
  for (const other of known) {
    const held = heldPeriod(other);
    if (held === null || !overlaps(held, filing.period)) continue;
    assertBeside(filing, other, held);
  }
}

function assertBeside({ terms }: NewFiling, other: Filing, { from, to }: Period): void {
  if (terms.kind !== other.terms.kind) return;
  const { filing_no } = other;
  const decides = terms.kind === "injury" && other.terms.kind === "injury";
  // An injury is filed before it is decided who pays; the decision is a filing of its own.
  if (decides && !other.terms.payable && terms.payable) return;
  if (subjectOf(terms) === subjectOf(other.terms)) {
    const until = to === null ? "长期" : addDays(to, -1);
    const details = { kind: KIND_NAMES[terms.kind], filing_no, from, until };
    throw new YibaoError("PEOPLE-FILING-OVERLAPS", details);
  }
  if (terms.kind !== "designation" || other.terms.kind !== "designation") return;
  if (terms.purpose !== other.terms.purpose || terms.rank !== other.terms.rank) return;
  const { rank } = terms;
  const { institution_code } = other.terms;
  throw new YibaoError("PEOPLE-FILING-RANK-TAKEN", { rank, institution_code, filing_no });
}

/** A withdrawal as it is asked for. */
export interface AskedWithdrawal {
  readonly person_no: string;
  /** As sent. */
  readonly filing_no: string;
  readonly kind: FilingKind;
  readonly institution_code: string;
  /** The agency withdraws what anybody filed. */
  readonly by_agency?: boolean;
  readonly today: CivilDate;
}

/**
 * The day from which a withdrawn filing holds no more. On the day it was filed it is a slip, and
 * never held; later it ends on the day of the withdrawal, and what was treated before stays
 * covered. What has been settled keeps the facts that decided it either way.
 * @throws YibaoError PEOPLE-FILING-UNKNOWN | PEOPLE-FILING-OTHER-INSTITUTION |
 * PEOPLE-FILING-WITHDRAWN | PEOPLE-FILING-ENDED
 */
export function endOfWithdrawal(filing: Filing | null, asked: AskedWithdrawal): CivilDate {
  const { person_no, filing_no, kind, today } = asked;
  if (filing === null || filing.terms.kind !== kind) {
    const details = { person_no, filing_no, kind: KIND_NAMES[kind] };
    throw new YibaoError("PEOPLE-FILING-UNKNOWN", details);
  }
  if (!asked.by_agency && filing.institution_code !== asked.institution_code) {
    const { institution_code } = filing;
    throw new YibaoError("PEOPLE-FILING-OTHER-INSTITUTION", { filing_no, institution_code });
  }
  if (filing.ends_on !== null) throw new YibaoError("PEOPLE-FILING-WITHDRAWN", { filing_no });
  const { from, to } = filing.period;
  if (to !== null && to <= today) {
    throw new YibaoError("PEOPLE-FILING-ENDED", { filing_no, until: addDays(to, -1) });
  }
  const slip = filing.filed_at.slice(0, 10) === today || today <= from;
  return slip ? from : today;
}

/** The latest filing of an injury that covers the day, or null. */
export function injuryFilingOn<Row extends { readonly period: Period }>(
  filings: readonly Row[],
  day: CivilDate,
): Row | null {
  return filings.findLast(({ period }) => contains(period, day)) ?? null;
}
