import { ageBandOf, type GROUPS, SEXES } from "../../financing/index.ts";
import type { HistoryPeople } from "../history/history.ts";

/**
 * How people are grouped in the answers: scheme × age band × identity × income group. A cell is
 * one combination; the answers add cells up along whatever is asked.
 */

export const AGE_BANDS = [
  { key: "0-17", from: 0 },
  { key: "18-44", from: 18 },
  { key: "45-59", from: 45 },
  { key: "60-74", from: 60 },
  { key: "75+", from: 75 },
] as const;

/** Fifths of the insured by income, the poorest first; the last is for incomes not known. */
export const INCOME_GROUPS = ["1", "2", "3", "4", "5", "unknown"] as const;

export interface GroupKey {
  readonly insutype: string;
  readonly age_band: string;
  /** As held during the period: "low-income", "none", several joined by "+". */
  readonly identity: string;
  readonly income_group: string;
}

export interface PersonGroups {
  /** Cells by number. */
  readonly keys: readonly GroupKey[];
  /** The cell of each person. */
  readonly cell: Int32Array;
  /** Cells by what people cost, and the cell of each person. */
  readonly cost_keys: readonly CostKey[];
  readonly cost_cell: Uint8Array;
  /** People insured in each cost cell. */
  readonly cost_heads: Float64Array;
  /** The block of each person: random groups for the confidence of sums. */
  readonly block: Uint16Array;
  readonly income_fen: Float64Array;
}

/** Whose cost per head is told apart: group × sex × band of ages. */
export interface CostKey {
  /** Null for people of other schemes, of whom financing knows nothing. */
  readonly group: (typeof GROUPS)[number] | null;
  readonly sex: (typeof SEXES)[number];
  readonly from_age: number;
  readonly to_age: number;
}

/** Enough that the spread between them is well known, few enough to add up in no time. */
export const BLOCKS = 400;

/** @param year the year in which ages are counted */
export function groupPeople(people: HistoryPeople, year: number): PersonGroups {
  const { columns, words, count } = people;
  const income = incomeGroups(columns.income_fen);
  const numbers = new Map<string, number>();
  const keys: GroupKey[] = [];
  const cell = new Int32Array(count);
  const block = new Uint16Array(count);
  const income_fen = new Float64Array(count);
  for (let person = 0; person < count; person += 1) {
    const scheme = columns.insutype[person] as number;
    const band = ageBand(year - (columns.birth_year[person] as number));
    const identity = columns.identities[person] as number;
    const fifth = income[person] as number;
    const text = `${scheme}/${band}/${identity}/${fifth}`;
    let number = numbers.get(text);
    if (number === undefined) {
      number = keys.length;
      numbers.set(text, number);
      keys.push({
        insutype: words.insutype?.[scheme] as string,
        age_band: AGE_BANDS[band]?.key as string,
        identity: words.identities?.[identity] as string,
        income_group: INCOME_GROUPS[fifth] as string,
      });
    }
    cell[person] = number;
    block[person] = blockOf(person);
    income_fen[person] = columns.income_fen[person] as number;
  }
  return { keys, cell, ...costCells(people, year), block, income_fen };
}

/** People whose sex is not known count by turns as the one and the other. */
function costCells({ columns, words, count }: HistoryPeople, year: number) {
  const numbers = new Map<string, number>();
  const cost_keys: CostKey[] = [];
  const cost_cell = new Uint8Array(count);
  const heads: number[] = [];
  for (let person = 0; person < count; person += 1) {
    const scheme = words.insutype?.[columns.insutype[person] as number];
    const status = words.employment_status?.[columns.employment_status[person] as number];
    const group = costGroup(scheme, status);
    const known = SEXES.find((one) => one === words.sex?.[columns.sex[person] as number]);
    const sex = known ?? (SEXES[person % SEXES.length] as (typeof SEXES)[number]);
    const { from_age, to_age } = ageBandOf(year - (columns.birth_year[person] as number));
    const text = `${group}/${sex}/${from_age}`;
    let number = numbers.get(text);
    if (number === undefined) {
      number = cost_keys.length;
      numbers.set(text, number);
      cost_keys.push({ group, sex, from_age, to_age });
      heads.push(0);
    }
    cost_cell[person] = number;
    const insured = (columns.insured_months[person] as number) > 0 ? 1 : 0;
    heads[number] = (heads[number] as number) + insured;
  }
  return { cost_keys, cost_cell, cost_heads: Float64Array.from(heads) };
}

/** As financing groups people: by their scheme, and employees by whether they have retired. */
function costGroup(insutype: string | undefined, status: string | undefined): CostKey["group"] {
  if (insutype === "390") return "resident";
  if (insutype === "310") return status === "retired" ? "retired" : "working";
  return null;
}

function ageBand(age: number): number {
  let band = 0;
  while (band + 1 < AGE_BANDS.length && age >= (AGE_BANDS[band + 1]?.from as number)) band += 1;
  return band;
}

/** Fifths by rank of income; equal incomes fall into the same fifth. */
function incomeGroups(income_fen: Int32Array): Uint8Array {
  const known = income_fen.filter((income) => income >= 0).sort();
  const edges = [1, 2, 3, 4].map((fifth) => known[Math.floor((known.length * fifth) / 5)] ?? 0);
  const groups = new Uint8Array(income_fen.length);
  for (let person = 0; person < income_fen.length; person += 1) {
    const income = income_fen[person] as number;
    let group = 0;
    if (income < 0) group = INCOME_GROUPS.length - 1;
    else while (group < 4 && income >= (edges[group] as number)) group += 1;
    groups[person] = group;
  }
  return groups;
}

/** Scatters neighbours over the blocks; the same person is always in the same block. */
function blockOf(person: number): number {
  let hash = Math.imul(person + 1, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  hash ^= hash >>> 13;
  return (hash >>> 0) % BLOCKS;
}
