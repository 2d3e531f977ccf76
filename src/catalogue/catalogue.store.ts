import type pg from "pg";
import type { CivilDate, Period } from "../kernel/index.ts";
import { createReferenceCache, type ReferenceCache, type Store } from "../store/index.ts";
import {
  buildCatalogue,
  type Catalogue,
  type CatalogueRows,
  type FirstShare,
  type Item,
  type ItemClass,
  type PriceCeiling,
  type Term,
} from "./catalogue.ts";
import { CATALOGUE_CHANNEL } from "./catalogue-column.ts";

/** The SQL that loads schema `catalogue` into memory. */

/** The catalogue in memory, loaded again after every import of its tables by anybody. */
export async function createCatalogueCache(store: Store): Promise<ReferenceCache<Catalogue>> {
  return createReferenceCache(store, CATALOGUE_CHANNEL, async () => {
    return buildCatalogue(await loadCatalogue(store));
  });
}

/** All tables in one snapshot, so that an import is seen whole or not at all. */
async function loadCatalogue(store: Store): Promise<CatalogueRows> {
  const client = await store.pool.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    const rows: CatalogueRows = {
      items: await load<Item>(
        client,
        "item",
        "item_code, name, list_type, charge_type, pinyin, unit, specification, maker",
      ),
      classes: await load<ItemClass>(
        client,
        "item_class",
        "item_code, class, limited_use, paid_alone, basic_drug, negotiated",
      ),
      shares: await load<FirstShare>(
        client,
        "first_share",
        "item_code, insutype, share_ppm, basis, document",
      ),
      ceilings: await load<PriceCeiling>(
        client,
        "price_ceiling",
        "item_code, hospital_level, ceiling_micro_yuan, basis, document",
      ),
      diseases: await load<Term>(client, "disease", "code, version, name"),
      operations: await load<Term>(client, "operation", "code, version, name"),
    };
    await client.query("commit");
    client.release();
    return rows;
  } catch (error) {
    client.release(error as Error);
    throw error;
  }
}

async function load<Row extends { readonly period: Period }>(
  client: pg.PoolClient,
  table: string,
  columns: string,
): Promise<Row[]> {
  const { rows } = await client.query<{ valid_from: CivilDate; valid_to: CivilDate | null }>(
    `select ${columns}, valid_from, valid_to from catalogue.${table}`,
  );
  return rows.map(({ valid_from, valid_to, ...columnsRead }) => {
    return { ...columnsRead, period: { from: valid_from, to: valid_to } } as unknown as Row;
  });
}
