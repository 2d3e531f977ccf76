import {
  type CsvImportOptions,
  type CsvImportResult,
  type CsvKind,
  type CsvSource,
  importCsvFile,
  type Store,
} from "../store/index.ts";
import { ITEM_CLASSES, ITEMS } from "./item.import.ts";
import { FIRST_SHARES, PRICE_CEILINGS } from "./item-value.import.ts";
import { LIST_KINDS } from "./list.import.ts";
import type { ListName } from "./list-columns.ts";
import { DISEASES, OPERATIONS } from "./term.import.ts";

/** The kinds of files that the catalogue imports, in an order in which references resolve. */
export const CATALOGUE_KINDS = {
  items: ITEMS,
  "item-classes": ITEM_CLASSES,
  "first-shares": FIRST_SHARES,
  "price-ceilings": PRICE_CEILINGS,
  diseases: DISEASES,
  operations: OPERATIONS,
} as const satisfies Readonly<Record<string, CsvKind>>;

/** What is registered, and the lists of it that institutions download. */
export type CatalogueKind = keyof typeof CATALOGUE_KINDS | ListName;

/** Imports a CSV file of a kind; what was refused and why is in the result. */
export async function importCatalogue(
  store: Store,
  kind: CatalogueKind,
  source: CsvSource,
  options?: CsvImportOptions,
): Promise<CsvImportResult> {
  return importCsvFile(store, { ...CATALOGUE_KINDS, ...LIST_KINDS }[kind], source, options);
}
