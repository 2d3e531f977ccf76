import { type Catalogue, createCatalogueCache } from "../catalogue/index.ts";
import { createKeyBookCache, type KeyBook, startFileCleaning } from "../gateway/index.ts";
import { createAccountCache, ensureAccounts, sealJournal, startSealing } from "../ledger/index.ts";
import type { Region } from "../policy/index.ts";
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
import { createCurrentRegion } from "./current-region.ts";

/** Everything a running platform holds, opened in order and closed in the other. */
export interface Platform {
  readonly store: Store;
  /** What the policy library has published: another value when a version is published. */
  readonly region: ReferenceCache<Region>;
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
  /** Code, or folder of a pack: what the library begins with where it is empty. */
  readonly regionCode: string;
  /** When the shipped packs are recorded as published; the machine's when not given. */
  readonly clock?: () => Date;
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
  const accounts = await createAccountCache(store);
  const region = await openRegion(store, options, accounts);
  const institutions = await createInstitutionsCache(store);
  const catalogue = await createCatalogueCache(store);
  const mappings = await createMappings(store);
  const itemLimits = await createItemLimitsCache(store);
  const keys = await createKeyBookCache(store);
  const settlement = await createSettlementService({
    store,
    institutions,
    catalogue,
    accounts,
    get region() {
      return region.value;
    },
  });
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
      region.close();
      accounts.close();
      institutions.close();
      catalogue.close();
      mappings.close();
      itemLimits.close();
      keys.close();
      await store.close();
    },
  };
}

/** The published region; the pools of its funds have their accounts before it pays from them. */
function openRegion(
  store: Store,
  { regionCode, log, clock = () => new Date() }: PlatformOptions,
  accounts: { reload(): Promise<void> },
): Promise<ReferenceCache<Region>> {
  return createCurrentRegion(store, {
    regionCode,
    clock,
    log,
    prepare: async (region) => {
      const pools = [...new Set([...region.funds.values()].map((fund) => fund.pool))];
      const made = await ensureAccounts(store, { region: region.code, pools });
      if (made > 0) await accounts.reload();
    },
  });
}
