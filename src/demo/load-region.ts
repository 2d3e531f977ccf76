import { importCatalogue } from "../catalogue/index.ts";
import { importPeople } from "../people/index.ts";
import { importProviders } from "../providers/index.ts";
import type { CsvImportResult, Store } from "../store/index.ts";
import { demoFiles } from "./demo-files.ts";
import type { DemoRegion } from "./generate-region.ts";

export interface LoadRegionOptions {
  /** Told after each file, with how many of how many are done. */
  readonly onProgress?: (kind: string, done: number, total: number) => void;
}

/**
 * Imports a made-up region through the rooms' own importers. Again it changes nothing. Account
 * deposits are left out: they are money, and go through the ledger.
 */
export async function loadDemoRegion(
  store: Store,
  region: DemoRegion,
  { onProgress }: LoadRegionOptions = {},
): Promise<readonly CsvImportResult[]> {
  const files = demoFiles(region);
  const options = { onlyIfClean: true, source: `demo ${region.seed}` };
  const imports = [
    ...files.catalogue.map(({ kind, text }) => {
      return () => importCatalogue(store, kind, text, options);
    }),
    ...files.providers.map(({ kind, text }) => {
      return () => importProviders(store, kind, text, options);
    }),
    ...files.people.map(({ kind, text }) => {
      return () => importPeople(store, kind, text, options);
    }),
  ];
  const results: CsvImportResult[] = [];
  for (const run of imports) {
    const result = await run();
    const [first] = result.refused;
    // The generator made the file: a refused row is our fault, not the user's.
    if (first !== undefined) throw new Error(`demo ${result.kind}: ${first.message}`);
    results.push(result);
    onProgress?.(result.kind, results.length, imports.length);
  }
  return results;
}
