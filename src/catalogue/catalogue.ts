import { type CivilDate, contains, type Period, type Ppm, ZERO_PPM } from "../kernel/index.ts";
import type { Basis, CatalogueClass, HospitalLevel } from "../policy/index.ts";

/** The nouns of the catalogue, and the whole of it in memory, asked by code and day. */

export interface Item {
  /** Insurance catalogue code (hilist_code). */
  readonly item_code: string;
  readonly period: Period;
  readonly name: string;
  /** Dictionary list_type: 101 drug, 201 service, 301 consumable. */
  readonly list_type: string;
  /** Dictionary med_chrgitm_type: 09 western drug, 01 bed. */
  readonly charge_type: string;
  readonly pinyin: string;
  readonly unit: string;
  readonly specification: string;
  readonly maker: string;
}

export interface ItemClass {
  readonly item_code: string;
  readonly period: Period;
  readonly class: CatalogueClass;
  /** The catalogue restricts its use; without the hospital's approval it is not paid. */
  readonly limited_use: boolean;
  /** Paid by a rule of its own (单行支付). */
  readonly paid_alone: boolean;
  readonly basic_drug: boolean;
  readonly negotiated: boolean;
}

export interface FirstShare {
  readonly item_code: string;
  /** Empty: every scheme without a row of its own. */
  readonly insutype: string;
  readonly period: Period;
  readonly share_ppm: Ppm;
  readonly basis: Basis;
  readonly document: string;
}

export interface PriceCeiling {
  readonly item_code: string;
  /** Empty: every level without a row of its own. */
  readonly hospital_level: HospitalLevel | "";
  readonly period: Period;
  /** Highest unit price that is in scope, in millionths of a yuan. */
  readonly ceiling_micro_yuan: number;
  readonly basis: Basis;
  readonly document: string;
}

/** A disease or an operation of the insurance edition. */
export interface Term {
  readonly code: string;
  readonly period: Period;
  readonly version: string;
  readonly name: string;
}

/** What the catalogue says of an item on a day, for a scheme at a level. */
export interface CatalogueEntry
  extends Omit<Item, "period" | "pinyin">,
    Omit<ItemClass, "period" | "item_code"> {
  /** Zero where no share is stated. */
  readonly first_share_ppm: Ppm;
  /** Whether a share is stated for the day: a class B item without one deserves a question. */
  readonly first_share_stated: boolean;
  /** Null: no ceiling. */
  readonly ceiling_micro_yuan: number | null;
}

export interface CatalogueRows {
  readonly items: readonly Item[];
  readonly classes: readonly ItemClass[];
  readonly shares: readonly FirstShare[];
  readonly ceilings: readonly PriceCeiling[];
  readonly diseases: readonly Term[];
  readonly operations: readonly Term[];
}

export interface Catalogue {
  /** Null when the item is not in the catalogue on the day, or has no class then. */
  entryOn(
    item_code: string,
    day: CivilDate,
    insutype: string,
    level: HospitalLevel,
  ): CatalogueEntry | null;
  diseaseOn(code: string, day: CivilDate): Term | null;
  operationOn(code: string, day: CivilDate): Term | null;
}

/** Everything known of one item, the latest first: what is asked most is found first. */
interface ItemHistory {
  readonly items: Item[];
  readonly classes: ItemClass[];
  readonly shares: FirstShare[];
  readonly ceilings: PriceCeiling[];
}

/** The catalogue over rows of the tables: a lookup is one map access and a scan of a few rows. */
export function buildCatalogue(rows: CatalogueRows): Catalogue {
  const histories = new Map<string, ItemHistory>();
  const historyOf = (code: string): ItemHistory => {
    const known = histories.get(code);
    if (known !== undefined) return known;
    const history: ItemHistory = { items: [], classes: [], shares: [], ceilings: [] };
    histories.set(code, history);
    return history;
  };
  for (const row of latestFirst(rows.items)) historyOf(row.item_code).items.push(row);
  for (const row of latestFirst(rows.classes)) historyOf(row.item_code).classes.push(row);
  for (const row of latestFirst(rows.shares)) historyOf(row.item_code).shares.push(row);
  for (const row of latestFirst(rows.ceilings)) historyOf(row.item_code).ceilings.push(row);
  const diseases = termsByCode(rows.diseases);
  const operations = termsByCode(rows.operations);
  return {
    entryOn(item_code, day, insutype, level) {
      const history = histories.get(item_code);
      return history === undefined ? null : entryOf(history, day, insutype, level);
    },
    diseaseOn: (code, day) => inForce(diseases.get(code) ?? [], day),
    operationOn: (code, day) => inForce(operations.get(code) ?? [], day),
  };
}

function entryOf(
  history: ItemHistory,
  day: CivilDate,
  insutype: string,
  level: HospitalLevel,
): CatalogueEntry | null {
  const item = inForce(history.items, day);
  const itemClass = inForce(history.classes, day);
  if (item === null || itemClass === null) return null;
  const share =
    inForce(history.shares, day, (row) => row.insutype === insutype) ??
    inForce(history.shares, day, (row) => row.insutype === "");
  const ceiling =
    inForce(history.ceilings, day, (row) => row.hospital_level === level) ??
    inForce(history.ceilings, day, (row) => row.hospital_level === "");
  return {
    item_code: item.item_code,
    name: item.name,
    list_type: item.list_type,
    charge_type: item.charge_type,
    unit: item.unit,
    specification: item.specification,
    maker: item.maker,
    class: itemClass.class,
    limited_use: itemClass.limited_use,
    paid_alone: itemClass.paid_alone,
    basic_drug: itemClass.basic_drug,
    negotiated: itemClass.negotiated,
    first_share_ppm: share?.share_ppm ?? ZERO_PPM,
    first_share_stated: share !== null,
    ceiling_micro_yuan: ceiling?.ceiling_micro_yuan ?? null,
  };
}

function inForce<Row extends { readonly period: Period }>(
  rows: readonly Row[],
  day: CivilDate,
  chosen: (row: Row) => boolean = () => true,
): Row | null {
  return rows.find((row) => contains(row.period, day) && chosen(row)) ?? null;
}

function termsByCode(terms: readonly Term[]): ReadonlyMap<string, readonly Term[]> {
  const byCode = new Map<string, Term[]>();
  for (const term of latestFirst(terms)) {
    const known = byCode.get(term.code);
    if (known === undefined) byCode.set(term.code, [term]);
    else known.push(term);
  }
  return byCode;
}

function latestFirst<Row extends { readonly period: Period }>(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => (a.period.from < b.period.from ? 1 : -1));
}
