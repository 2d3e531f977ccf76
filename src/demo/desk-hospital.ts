import { type Catalogue, createCatalogueCache } from "../catalogue/index.ts";
import {
  createDispatcher,
  createHandlers,
  createHospitalClient,
  createKept,
  type HospitalClient,
  transactionTable,
} from "../gateway/index.ts";
import type { Region } from "../policy/index.ts";
import type { PackJudge } from "../policy-library/index.ts";
import { createInstitutionsCache, createMappings, type Institutions } from "../providers/index.ts";
import type { SettlementService } from "../settlement/index.ts";
import type { Store } from "../store/index.ts";
import { createItemLimitsCache } from "../supervision/index.ts";
import { DEMO_REGION } from "./demo-districts.ts";
import type { DemoInstitution } from "./demo-institutions.ts";

/**
 * Institutions that send their messages before the platform listens: through the client of the
 * national interface and the dispatcher, without HTTP. One message at a time.
 */
export interface DeskHospitals {
  /**
   * A client of the institution, whose messages are sent and received at the moment and numbered
   * from 1: the same play sends the same ones again, and gets the answers kept.
   */
  at(institution: DemoInstitution, moment: Date): HospitalClient;
  /** What the messages are judged by, as it was when the hospitals were opened. */
  readonly catalogue: Catalogue;
  readonly institutions: Institutions;
  close(): void;
}

export interface DeskPlatform {
  readonly store: Store;
  readonly region: Region;
  readonly settlement: SettlementService;
  /** Proves a draft of the policy; without one no draft is verified. */
  readonly judge?: PackJudge;
}

export async function openDeskHospitals(platform: DeskPlatform): Promise<DeskHospitals> {
  const { store, region, settlement } = platform;
  const references = {
    institutions: await createInstitutionsCache(store),
    catalogue: await createCatalogueCache(store),
    mappings: await createMappings(store),
    itemLimits: await createItemLimitsCache(store),
  };
  const services = { store, region: { value: region }, settlement, ...references };
  let now = new Date(0);
  const dispatcher = createDispatcher({
    table: transactionTable(),
    handlers: createHandlers(services),
    kept: createKept(services),
    ...{ clock: () => now, region: region.code, nextSerial: counter() },
    onFault: (error) => store.log(`演示报文内部故障：${String(error)}`),
  });
  const answerAt = (moment: Date): typeof fetch => {
    return async (_address, init) => {
      now = moment;
      const body = Buffer.from(String(init?.body));
      const { status, text } = await dispatcher.answer({ path_infno: null, body, headers: {} });
      return new Response(text, { status });
    };
  };
  return {
    at: ({ institution_code, name }, moment) =>
      createHospitalClient({
        url: "http://demo",
        institution: { code: institution_code, name },
        region: DEMO_REGION,
        operator: { id: "demo01", name: "演示操作员" },
        clock: () => moment,
        nextSerial: counter(),
        fetch: answerAt(moment),
        retries: 0,
      }),
    catalogue: references.catalogue.value,
    institutions: references.institutions.value,
    close: () => {
      for (const reference of Object.values(references)) reference.close();
    },
  };
}

function counter(): () => number {
  let last = 0;
  return () => {
    last += 1;
    return last;
  };
}
