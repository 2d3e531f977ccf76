import type { CivilDate } from "../kernel/index.ts";
import type { Basis, CatalogueClass } from "../policy/index.ts";
import type { Runner } from "../store/index.ts";

/** The catalogue as people look things up in it: by name or code on a day; one item over time. */

export interface ItemSearch {
  /** Part of a name, beginning of a code or of the mnemonic; null for every item. */
  readonly text: string | null;
  readonly list_type: string | null;
  readonly class: CatalogueClass | null;
  /** In force on it. */
  readonly day: CivilDate;
  readonly order: "item_code" | "name" | "class";
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

export interface FoundItem {
  readonly item_code: string;
  readonly name: string;
  readonly list_type: string;
  readonly charge_type: string;
  readonly unit: string;
  readonly specification: string;
  readonly maker: string;
  readonly class: CatalogueClass;
  readonly limited_use: boolean;
  readonly paid_alone: boolean;
  readonly negotiated: boolean;
}

const ORDERS = { item_code: "i.item_code", name: 'i.name collate "C"', class: "c.class" } as const;

const OF_DAY = `from catalogue.item i
  join catalogue.item_class c on c.item_code = i.item_code and c.valid_from <= $1::date
   and (c.valid_to is null or $1::date < c.valid_to)
 where i.valid_from <= $1::date and (i.valid_to is null or $1::date < i.valid_to)
   and ($2::text is null or position(lower($2) in lower(i.name)) > 0
        or starts_with(lower(i.item_code), lower($2)) or starts_with(lower(i.pinyin), lower($2)))
   and ($3::text is null or i.list_type = $3) and ($4::text is null or c.class = $4)`;

export async function searchItems(
  from: Runner,
  search: ItemSearch,
): Promise<{ readonly rows: readonly FoundItem[]; readonly total: number }> {
  const { order, descending, offset, limit } = search;
  const values = [search.day, search.text, search.list_type, search.class];
  const direction = descending ? "desc" : "asc";
  const { rows } = await from.query<FoundItem>(
    `select i.item_code, i.name, i.list_type, i.charge_type, i.unit, i.specification, i.maker,
            c.class, c.limited_use, c.paid_alone, c.negotiated ${OF_DAY}
      order by ${ORDERS[order]} ${direction}, i.item_code ${direction} offset $5 limit $6`,
    [...values, offset, limit],
  );
  const counted = await from.query<{ total: number }>(`select count(*) as total ${OF_DAY}`, values);
  return { rows, total: counted.rows[0]?.total ?? 0 };
}

interface Dated {
  readonly valid_from: CivilDate;
  readonly valid_to: CivilDate | null;
}

/** All that was ever said of an item, the latest first. */
export interface ItemTimeline {
  readonly items: readonly (Dated & Omit<FoundItem, ClassFact>)[];
  readonly classes: readonly (Dated & Pick<FoundItem, ClassFact>)[];
  readonly shares: readonly (Dated & {
    readonly insutype: string;
    readonly share_ppm: number;
    readonly basis: Basis;
    readonly document: string;
  })[];
  readonly ceilings: readonly (Dated & {
    readonly hospital_level: string;
    readonly ceiling_micro_yuan: number;
    readonly basis: Basis;
    readonly document: string;
  })[];
}

type ClassFact = "class" | "limited_use" | "paid_alone" | "negotiated";

export async function readItemTimeline(from: Runner, item_code: string): Promise<ItemTimeline> {
  const rowsOf = async <Row>(columns: string, table: string, order: string) => {
    const { rows } = await from.query(
      `select ${columns}, valid_from, valid_to from catalogue.${table}
        where item_code = $1 order by valid_from desc, ${order} limit 500`,
      [item_code],
    );
    return rows as Row[];
  };
  const item = "item_code, name, list_type, charge_type, unit, specification, maker";
  return {
    items: await rowsOf(item, "item", "item_code"),
    classes: await rowsOf("class, limited_use, paid_alone, negotiated", "item_class", "class"),
    shares: await rowsOf("insutype, share_ppm, basis, document", "first_share", "insutype"),
    ceilings: await rowsOf(
      "hospital_level, ceiling_micro_yuan, basis, document",
      "price_ceiling",
      "hospital_level",
    ),
  };
}

/** Tables that are published whole, each in the order of its key. */
export const OPEN_TABLES = {
  item: {
    key: ["item_code", "valid_from"],
    columns: ["name", "list_type", "charge_type", "unit", "specification", "maker", "valid_to"],
  },
  item_class: {
    key: ["item_code", "valid_from"],
    columns: ["class", "limited_use", "paid_alone", "basic_drug", "negotiated", "valid_to"],
  },
  first_share: {
    key: ["item_code", "insutype", "valid_from"],
    columns: ["share_ppm", "basis", "document", "valid_to"],
  },
  price_ceiling: {
    key: ["item_code", "hospital_level", "valid_from"],
    columns: ["ceiling_micro_yuan", "basis", "document", "valid_to"],
  },
} as const satisfies Readonly<
  Record<string, { readonly key: readonly string[]; readonly columns: readonly string[] }>
>;

export type OpenTable = keyof typeof OPEN_TABLES;
export type OpenRow = Readonly<Record<string, string | number | boolean | null>>;

/** Rows after the one given (null: from the first on), in the order of the key. */
export async function readOpenRows(
  from: Runner,
  table: OpenTable,
  after: OpenRow | null,
  limit: number,
): Promise<readonly OpenRow[]> {
  const { key, columns } = OPEN_TABLES[table];
  const places = key.map((name, index) => `$${index + 2}${name === "valid_from" ? "::date" : ""}`);
  const where = after === null ? "" : `where (${key.join(", ")}) > (${places.join(", ")})`;
  const { rows } = await from.query<OpenRow>(
    `select ${[...key, ...columns].join(", ")} from catalogue.${table} ${where}
      order by ${key.join(", ")} limit $1`,
    [limit, ...(after === null ? [] : key.map((name) => after[name]))],
  );
  return rows;
}

export async function countOpenRows(from: Runner, table: OpenTable): Promise<number> {
  const { rows } = await from.query<{ total: number }>(
    `select count(*) as total from catalogue.${table}`,
  );
  return rows[0]?.total ?? 0;
}
