import {
  type CsvImportOptions,
  type CsvImportResult,
  type CsvKind,
  type CsvSource,
  importCsvFile,
  type Store,
} from "../store/index.ts";
import { AGREEMENTS, INSTITUTIONS, type KnownItem, mappingKind } from "./institution.import.ts";
import { PRACTITIONERS } from "./practitioner.import.ts";

/** The kinds of files that the providers room imports, in an order in which references resolve. */
export const PROVIDERS_KINDS = {
  institutions: INSTITUTIONS,
  agreements: AGREEMENTS,
  "catalogue-mappings": mappingKind(() => true),
  practitioners: PRACTITIONERS,
} as const satisfies Readonly<Record<string, CsvKind>>;

export type ProvidersKind = keyof typeof PROVIDERS_KINDS;

export interface ProvidersImportOptions extends CsvImportOptions {
  /** For mappings: whether the catalogue has an item; default: every item is believed. */
  readonly isKnownItem?: KnownItem;
}

/** Imports a CSV file of a kind; what was refused and why is in the result. */
export async function importProviders(
  store: Store,
  kind: ProvidersKind,
  source: CsvSource,
  options: ProvidersImportOptions = {},
): Promise<CsvImportResult> {
  const { isKnownItem, ...rest } = options;
  const asked = kind === "catalogue-mappings" && isKnownItem !== undefined;
  return importCsvFile(
    store,
    asked ? mappingKind(isKnownItem) : PROVIDERS_KINDS[kind],
    source,
    rest,
  );
}
