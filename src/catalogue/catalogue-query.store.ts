import { type CivilDate, YibaoError } from "../kernel/index.ts";
import type { CatalogueClass } from "../policy/index.ts";
import type { Store } from "../store/index.ts";

/**
 * Paged readings of the catalogue for those who keep a copy of it (national transactions 1312,
 * 1318, 1319): by code, by day, or what changed since a time.
 */

/** Pages count from 1 and hold at most 1,000 rows. */
export interface Page {
  readonly page_num: number;
  readonly page_size: number;
}

export interface Paged<Row> {
  /** Rows on all pages together. */
  readonly total: number;
  readonly rows: readonly Row[];
}

/** What every reading can be narrowed by; absent narrows nothing. */
export interface DatedFilter {
  readonly item_code?: string;
  /** In force on this day. */
  readonly valid_on?: CivilDate;
  /** In force from exactly this day. */
  readonly valid_from?: CivilDate;
  /** `2023-06-01` or `2023-06-01 08:30:00`, China Standard Time. */
  readonly updated_since?: string;
}

export interface ItemFilter extends DatedFilter {
  /** Part of the name. */
  readonly name?: string;
  /** Beginning of the mnemonic. */
  readonly pinyin?: string;
  readonly list_type?: string;
  readonly charge_type?: string;
  readonly class?: CatalogueClass;
  readonly limited_use?: boolean;
}

interface Dated {
  readonly item_code: string;
  readonly valid_from: CivilDate;
  readonly valid_to: CivilDate | null;
  /** `2023-06-01 08:30:00`, China Standard Time. */
  readonly updated_at: string;
}

/** An item over a period in which neither it nor its class changes. */
export interface ItemRow extends Dated {
  readonly name: string;
  readonly list_type: string;
  readonly charge_type: string;
  readonly pinyin: string;
  readonly class: CatalogueClass;
  readonly limited_use: boolean;
}

export interface FirstShareRow extends Dated {
  readonly insutype: string;
  readonly share_ppm: number;
}

export interface PriceCeilingRow extends Dated {
  readonly hospital_level: string;
  readonly ceiling_micro_yuan: number;
}

const PAGE_SIZE_MAX = 1_000;

/** Items with their class (1312). @throws YibaoError CATALOGUE-PAGE */
export async function queryItems(
  store: Store,
  filter: ItemFilter,
  page: Page,
): Promise<Paged<ItemRow>> {
  const source = `select i.item_code, i.name, i.list_type, i.charge_type, i.pinyin, c.class,
      c.limited_use, greatest(i.valid_from, c.valid_from) as valid_from,
      least(i.valid_to, c.valid_to) as valid_to, greatest(i.updated_at, c.updated_at) as updated_at
    from catalogue.item i join catalogue.item_class c on c.item_code = i.item_code
      and (i.valid_to is null or c.valid_from < i.valid_to)
      and (c.valid_to is null or i.valid_from < c.valid_to)`;
  const own: [string, unknown][] = [
    ["position($ in name) > 0", filter.name],
    ["starts_with(lower(pinyin), lower($))", filter.pinyin],
    ["list_type = $", filter.list_type],
    ["charge_type = $", filter.charge_type],
    ["class = $", filter.class],
    ["limited_use = $", filter.limited_use],
  ];
  return queryPage(store, source, [...datedConditions(filter), ...own], page, "item_code");
}

/** First shares (1319); insutype '' is every scheme. @throws YibaoError CATALOGUE-PAGE */
export async function queryFirstShares(
  store: Store,
  filter: DatedFilter & { readonly insutype?: string },
  page: Page,
): Promise<Paged<FirstShareRow>> {
  const source = `select item_code, insutype, share_ppm, valid_from, valid_to, updated_at
    from catalogue.first_share`;
  const own: [string, unknown][] = [["insutype = $", filter.insutype]];
  const order = "item_code, insutype";
  return queryPage(store, source, [...datedConditions(filter), ...own], page, order);
}

/** Price ceilings (1318); level '' is every level. @throws YibaoError CATALOGUE-PAGE */
export async function queryPriceCeilings(
  store: Store,
  filter: DatedFilter & { readonly hospital_level?: string },
  page: Page,
): Promise<Paged<PriceCeilingRow>> {
  const source = `select item_code, hospital_level, ceiling_micro_yuan, valid_from, valid_to,
      updated_at
    from catalogue.price_ceiling`;
  const own: [string, unknown][] = [["hospital_level = $", filter.hospital_level]];
  const order = "item_code, hospital_level";
  return queryPage(store, source, [...datedConditions(filter), ...own], page, order);
}

/** Types of items by code; codes that are no item are left out. */
export async function listTypesOf(
  store: Store,
  item_codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await store.query<{ item_code: string; list_type: string }>(
    `select distinct on (item_code) item_code, list_type from catalogue.item
      where item_code = any($1) order by item_code, valid_from desc`,
    [item_codes],
  );
  return new Map(rows.map(({ item_code, list_type }) => [item_code, list_type]));
}

/** Codes of the items that are or were of a type. */
export async function itemsOfType(store: Store, list_type: string): Promise<readonly string[]> {
  const { rows } = await store.query<{ item_code: string }>(
    "select distinct item_code from catalogue.item where list_type = $1",
    [list_type],
  );
  return rows.map(({ item_code }) => item_code);
}

function datedConditions(filter: DatedFilter): [string, unknown][] {
  return [
    ["item_code = $", filter.item_code],
    ["valid_from <= $::date", filter.valid_on],
    ["(valid_to is null or $::date < valid_to)", filter.valid_on],
    ["valid_from = $::date", filter.valid_from],
    ["updated_at >= $::timestamptz", filter.updated_since],
  ];
}

/** Conditions hold one `$` each; those without a value are left out. */
export async function queryPage<Row>(
  store: Store,
  source: string,
  conditions: readonly (readonly [string, unknown])[],
  { page_num, page_size }: Page,
  order: string,
): Promise<Paged<Row>> {
  const counts = (value: number, most: number): boolean =>
    Number.isSafeInteger(value) && value >= 1 && value <= most;
  if (!counts(page_num, 1_000_000) || !counts(page_size, PAGE_SIZE_MAX)) {
    throw new YibaoError("CATALOGUE-PAGE", { page_num, page_size, size_max: PAGE_SIZE_MAX });
  }
  const given = conditions.filter(([, value]) => value !== undefined);
  const where = given.map(([text], index) => text.replace("$", () => `$${index + 3}`));
  const { rows } = await store.query<Paged<Row>>(
    `with matched as (
       select * from (${source}) s ${where.length > 0 ? `where ${where.join(" and ")}` : ""})
     select (select count(*) from matched) as total,
       (select coalesce(jsonb_agg(to_jsonb(p) || jsonb_build_object('updated_at', to_char(
            p.updated_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS'))), '[]')
          from (select * from matched order by ${order}, valid_from
            limit $1 offset ($2::bigint - 1) * $1) p) as rows`,
    [page_size, page_num, ...given.map(([, value]) => value)],
  );
  return rows[0] as Paged<Row>;
}
