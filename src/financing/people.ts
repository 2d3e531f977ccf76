import { YibaoError } from "../kernel/index.ts";
import { EMPLOYMENT_STATUSES } from "../policy/index.ts";
import { PARTICIPATIONS, type Participation } from "./contribution.ts";

/**
 * Many insured people, column by column: what contributions and ageing ask of them. The columns
 * are those of a history's people table, so that they can be handed over as they lie.
 */
export interface InsuredPeople {
  readonly count: number;
  /** `310` employees, `390` residents; people of any other scheme are left out and counted. */
  readonly insutype: WordColumn;
  /** `working`, `retired`, `resident`. */
  readonly employment_status: WordColumn;
  /** Sets of identities: `low-income+monitored`, or `none`. */
  readonly identities: WordColumn;
  /** A month's base before the clamps; a negative one is not known and counts at the floor. */
  readonly contribution_base_fen: Numbers;
  /** 0–12, from January on. A resident pays for the whole year, or with 0 not at all. */
  readonly insured_months: Numbers;
  /** How employees take part; all by their employer when left out. */
  readonly participation?: WordColumn;
}

/** What ageing asks beside. */
export interface AgedPeople extends InsuredPeople {
  /** `male`, `female`; another word counts by turns as the one and the other. */
  readonly sex: WordColumn;
  readonly birth_year: Numbers;
}

/** Codes into a list of words. */
export interface WordColumn {
  readonly codes: Numbers;
  readonly words: readonly string[];
}

export type Numbers = {
  readonly length: number;
  readonly [index: number]: number;
};

/** To whom money comes in alike: employees at work, retired employees, residents. */
export const GROUPS = EMPLOYMENT_STATUSES;
export type Group = (typeof GROUPS)[number];

/** Of each person the place of the group in GROUPS, or −1 of another scheme. */
export function groupsOf(people: InsuredPeople): Int8Array {
  const isResident = people.insutype.words.map((word) => word === "390");
  const isEmployee = people.insutype.words.map((word) => word === "310");
  const isRetired = people.employment_status.words.map((word) => word === "retired");
  const groups = new Int8Array(people.count).fill(-1);
  const { codes: schemes } = people.insutype;
  const { codes: statuses } = people.employment_status;
  for (let person = 0; person < people.count; person += 1) {
    const scheme = schemes[person] as number;
    if (isResident[scheme]) groups[person] = 2;
    else if (isEmployee[scheme]) groups[person] = isRetired[statuses[person] as number] ? 1 : 0;
  }
  return groups;
}

/** Of each person the way of taking part. */
export function participationOf(people: InsuredPeople): (person: number) => Participation {
  const column = people.participation;
  if (column === undefined) return () => "employer";
  const ways = column.words.map((word) => PARTICIPATIONS.find((one) => one === word) ?? "employer");
  return (person) => ways[column.codes[person] as number] ?? "employer";
}

/** @throws YibaoError FINANCING-COLUMN-LENGTH */
export function checkColumns(people: InsuredPeople | AgedPeople): void {
  const columns: Record<string, number | undefined> = {
    insutype: people.insutype.codes.length,
    employment_status: people.employment_status.codes.length,
    identities: people.identities.codes.length,
    contribution_base_fen: people.contribution_base_fen.length,
    insured_months: people.insured_months.length,
    participation: people.participation?.codes.length,
  };
  if ("birth_year" in people) {
    columns.birth_year = people.birth_year.length;
    columns.sex = people.sex.codes.length;
  }
  for (const [column, length] of Object.entries(columns)) {
    if (length === undefined || length === people.count) continue;
    throw new YibaoError("FINANCING-COLUMN-LENGTH", { column, length, wanted: people.count });
  }
}
