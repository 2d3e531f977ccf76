import { type Catalogue, createCatalogueCache } from "../catalogue/index.ts";
import { createKeyBookCache, type KeyBook, startFileCleaning } from "../gateway/index.ts";
import { ensureAccounts, sealJournal, startSealing } from "../ledger/index.ts";
import { loadRegion, type Region } from "../policy/index.ts";
import {
  createInstitutionsCache,
  createMappings,
  type Institutions,
  type Mappings,
} from "../providers/index.ts";
import {
  createSettlementService,
  followSettlements,
  INSTITUTION_EVENTS,
  type SettlementService,
} from "../settlement/index.ts";
import { migrate, openStore, type ReferenceCache, type Store } from "../store/index.ts";
import { createItemLimitsCache, type ItemLimits } from "../supervision/index.ts";

/** Everything a running platform holds, opened in order and closed in the other. */
export interface Platform {
  readonly store: Store;
  readonly region: Region;
  readonly settlement: SettlementService;
  readonly institutions: ReferenceCache<Institutions>;
  readonly catalogue: ReferenceCache<Catalogue>;
  readonly mappings: Mappings;
  readonly itemLimits: ReferenceCache<ItemLimits>;
  readonly keys: ReferenceCache<KeyBook>;
  close(): Promise<void>;
}

export interface PlatformOptions {
  readonly databaseUrl?: string;
  readonly dataDir?: string;
  readonly regionCode: string;
  /** Use a server that another yibao runs on the same folder, if there is one. */
  readonly join?: boolean;
  readonly log: (line: string) => void;
}

const SEAL_INTERVAL_MILLISECONDS = 5_000;
const FILE_CLEANING_INTERVAL_MILLISECONDS = 600_000;

export async function openPlatform(options: PlatformOptions): Promise<Platform> {
  const { databaseUrl, dataDir, join, log } = options;
  const store = await openStore({
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(dataDir === undefined ? {} : { dataDir }),
    ...(join === undefined ? {} : { join }),
    log,
  });
  try {
    return await openRooms(store, options);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function openRooms(store: Store, options: PlatformOptions): Promise<Platform> {
  const { log } = options;
  await migrate(store);
  const region = loadRegion(options.regionCode);
  const pools = [...new Set([...region.funds.values()].map((fund) => fund.pool))];
  await ensureAccounts(store, { region: region.code, pools });
  const institutions = await createInstitutionsCache(store);
  const catalogue = await createCatalogueCache(store);
  const mappings = await createMappings(store);
  const itemLimits = await createItemLimitsCache(store);
  const keys = await createKeyBookCache(store);
  const settlement = await createSettlementService({ store, region, institutions, catalogue });
  const sealing = startSealing(store, SEAL_INTERVAL_MILLISECONDS);
  const following = followSettlements(store, INSTITUTION_EVENTS);
  const cleaning = startFileCleaning(store, FILE_CLEANING_INTERVAL_MILLISECONDS);
  return {
    store,
    region,
    settlement,
    institutions,
    catalogue,
    mappings,
    itemLimits,
    keys,
    async close() {
      await cleaning.stop();
      await settlement.close();
      await sealing.stop();
      await following.stop();
      // What was written since the last round is sealed too; without a database, at the next start.
      await sealJournal(store).catch((error: Error) => log(`账本未能封存：${error.message}`));
      institutions.close();
      catalogue.close();
      mappings.close();
      itemLimits.close();
      keys.close();
      await store.close();
    },
  };
}
