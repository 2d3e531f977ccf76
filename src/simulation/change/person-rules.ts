import { type CivilDate, contains, type Fen, type Period, yearOf } from "../../kernel/index.ts";
import type { BillCase, IdentityKind } from "../../policy/index.ts";
import type { Change, IdentityGift, PersonCondition, SchemeMerge } from "./change.ts";

/** What a change does to persons, apart from values of policy: for the replay of their bills. */
export interface PersonRules {
  readonly period: Period;
  readonly gifts: readonly IdentityGift[];
  readonly merges: readonly SchemeMerge[];
  /** True when no bill of anybody can be changed. */
  readonly empty: boolean;
}

/**
 * What a history knows of a person. It keeps the year of birth only, so a person is of an age from
 * 1 January of the year in which it is reached.
 */
export interface PersonAttributes {
  readonly birth_year: number;
  readonly sex: "male" | "female" | "unknown";
  readonly district: string;
  /** Disposable income of the year; null where it is not known. */
  readonly income_fen: Fen | null;
  /** Certified diseases, by the region's codes. */
  readonly diseases: readonly string[];
}

/** A bill's case under a change, and who pays for it. */
export interface ChangedCase {
  readonly bill_case: BillCase;
  /** Funds that pay in the place of others (fund to fund); null where each pays for itself. */
  readonly paid_from: Readonly<Record<string, string>> | null;
}

export function personRules(change: Change): PersonRules {
  const { period, gifts, merges } = change;
  return Object.freeze({ period, gifts, merges, empty: gifts.length + merges.length === 0 });
}

/** Cases already made, so that the same facts give the same object: cases are compared by it. */
const made = new WeakMap<PersonRules, WeakMap<BillCase, Map<string, ChangedCase>>>();

/**
 * The case of a bill whose rules are those of `day`. All conditions look at the person and the
 * case as they were; then identities are taken, then given, then the first fitting merge applies.
 * A case that nothing changes is returned itself; equal facts return the same object.
 */
export function changedCase(
  rules: PersonRules,
  person: PersonAttributes,
  bill_case: BillCase,
  day: CivilDate,
): ChangedCase {
  const applies = !rules.empty && contains(rules.period, day);
  const fits = applies ? fitting(rules, person, bill_case, yearOf(day)) : "";
  let cases = made.get(rules);
  if (!cases) {
    cases = new WeakMap();
    made.set(rules, cases);
  }
  let known = cases.get(bill_case);
  if (!known) {
    known = new Map();
    cases.set(bill_case, known);
  }
  let changed = known.get(fits);
  if (!changed) {
    changed = Object.freeze(caseAfter(rules, bill_case, fits));
    known.set(fits, changed);
  }
  return changed;
}

/** Which gifts and which merge fit, as a key: their numbers. */
function fitting(
  { gifts, merges }: PersonRules,
  person: PersonAttributes,
  bill_case: BillCase,
  year: number,
): string {
  let key = "";
  for (let index = 0; index < gifts.length; index += 1) {
    const { who } = gifts[index] as IdentityGift;
    if (holds(who, person, bill_case, year)) key += `${index},`;
  }
  const merge = merges.findIndex(
    (one) =>
      one.insutype === bill_case.insutype &&
      !one.keep.includes(bill_case.visit_type) &&
      holds(one.who, person, bill_case, year),
  );
  return merge < 0 ? key : `${key}|${merge}`;
}

function caseAfter(rules: PersonRules, bill_case: BillCase, fits: string): ChangedCase {
  const [given = "", merged] = fits.split("|");
  const gifts = given
    .split(",")
    .filter((text) => text !== "")
    .map((text) => rules.gifts[Number(text)] as IdentityGift);
  const identities = identitiesAfter(bill_case.identities, gifts);
  const own = identities === bill_case.identities ? bill_case : { ...bill_case, identities };
  if (merged === undefined) return { bill_case: own, paid_from: null };
  const merge = rules.merges[Number(merged)] as SchemeMerge;
  const { settled_as, employment_status, visit_types, paid_from } = merge;
  const visit_type = visit_types[own.visit_type] ?? own.visit_type;
  return {
    bill_case: { ...own, insutype: settled_as, employment_status, visit_type },
    paid_from: Object.keys(paid_from).length === 0 ? null : paid_from,
  };
}

function identitiesAfter(
  identities: BillCase["identities"],
  gifts: readonly IdentityGift[],
): BillCase["identities"] {
  const of = (kind: IdentityGift["kind"]) =>
    gifts.filter((gift) => gift.kind === kind).map(({ identity }) => identity as IdentityKind);
  const left = identities.filter((one) => !of("take").includes(one));
  const after = [...new Set([...left, ...of("give")])];
  const same = after.length === identities.length && after.every((one) => identities.includes(one));
  return same ? identities : after;
}

/**
 * Which rules may touch the person's bills, by what is known of the person alone: people of one
 * kind have their bills changed alike. Empty for a person whom no rule can touch.
 * @param year of the bills, for the age
 */
export function personKind(rules: PersonRules, person: PersonAttributes, year: number): string {
  const conditions = [...rules.gifts, ...rules.merges];
  return conditions
    .flatMap(({ who }, index) => (fitsPerson(who, person, year) ? [index] : []))
    .join(",");
}

function holds(
  who: PersonCondition,
  person: PersonAttributes,
  bill_case: BillCase,
  year: number,
): boolean {
  return fitsPerson(who, person, year) && fitsCase(who, bill_case);
}

function fitsPerson(who: PersonCondition, person: PersonAttributes, year: number): boolean {
  const age = year - person.birth_year;
  if (who.age_from !== null && age < who.age_from) return false;
  if (who.age_to !== null && age > who.age_to) return false;
  if (who.sex !== null && person.sex !== who.sex) return false;
  if (who.district !== null && !who.district.includes(person.district)) return false;
  if (who.income_below_fen !== null) {
    if (person.income_fen === null || person.income_fen >= who.income_below_fen) return false;
  }
  const { chronic_disease } = who;
  return chronic_disease === null || chronic_disease.some((one) => person.diseases.includes(one));
}

/** Scheme, status and identities are those of the bill: they may change within a history. */
function fitsCase(who: PersonCondition, bill_case: BillCase): boolean {
  if (who.insutype !== null && !who.insutype.includes(bill_case.insutype)) return false;
  const status = bill_case.employment_status;
  if (who.employment_status !== null && !who.employment_status.includes(status)) return false;
  const held: readonly string[] = bill_case.identities;
  if (who.identity !== null && !who.identity.some((one) => held.includes(one))) return false;
  return !who.identity_not?.some((one) => held.includes(one));
}
