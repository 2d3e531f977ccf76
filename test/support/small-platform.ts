import { createCatalogueCache } from "../../src/catalogue/index.ts";
import {
  createDispatcher,
  createHandlers,
  createHospitalClient,
  createKept,
  type Dispatcher,
  type Handler,
  type HandlerServices,
  type Handlers,
  type HospitalClient,
  type RawAnswer,
  transactionTable,
} from "../../src/gateway/index.ts";
import { YibaoError } from "../../src/kernel/index.ts";
import { loadRegion, type Region } from "../../src/policy/index.ts";
import { createInstitutionsCache, createMappings } from "../../src/providers/index.ts";
import {
  createSettlementService,
  type SettlementService,
  verifySettlements,
} from "../../src/settlement/index.ts";
import type { Store } from "../../src/store/index.ts";
import { createItemLimitsCache } from "../../src/supervision/index.ts";
import { COHERENCE_CHECKS, coherentState } from "./coherent-state.ts";
import { type FreshDatabase, freshDatabase } from "./database.ts";
import { loadSmallRegion } from "./small-region.ts";

/** The small region behind the national interface, without HTTP: clients call the dispatcher. */
export interface SmallPlatform {
  readonly store: Store;
  /** Set its value to settle by another policy from then on. */
  readonly region: { value: Region };
  readonly settlement: SettlementService;
  readonly dispatcher: Dispatcher;
  readonly institutions: HandlerServices["institutions"];
  readonly catalogue: HandlerServices["catalogue"];
  readonly mappings: HandlerServices["mappings"];
  readonly itemLimits: HandlerServices["itemLimits"];
  /** The platform's clock: set it to move time. */
  now: Date;
  /** A client of an institution; it sends as a hospital does. */
  hospital(institution_code: string): HospitalClient;
  /** The whole text of the answer to a body of any form. */
  send(body: string | object): Promise<string>;
  /** Texts of the messages and of their answers, the latest last. */
  readonly sent: string[];
  readonly answers: string[];
  /** Codes of what handlers refused, the latest last: the wire shows only their sentences. */
  readonly refusals: string[];
  /** Rows of every table of every room, by its name. */
  rowCounts(): Promise<Readonly<Record<string, number>>>;
  /** Throws when books, states and settlements do not agree. */
  coherent(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a platform on a database of its own, or on a migrated one that is given and, unless it
 * is `filled`, empty; `now` is 2023-06-15 10:00 in China.
 */
export async function openSmallPlatform(
  given?: Pick<FreshDatabase, "store" | "drop"> & { readonly filled: boolean },
): Promise<SmallPlatform> {
  const database = given ?? (await freshDatabase());
  const { store } = database;
  const region = { value: loadRegion("430400") };
  if (!given?.filled) await loadSmallRegion(store, region.value);
  const references = await openReferences(store);
  const { institutions } = references;
  const settlement = await settlementBy(region, store, institutions);
  const sent: string[] = [];
  const answers: string[] = [];
  const refusals: string[] = [];
  let serial = 0;
  const nextSerial = (): number => {
    serial += 1;
    return serial;
  };
  const services = { store, region, settlement, ...references };
  const dispatcher = createDispatcher({
    table: transactionTable(),
    handlers: watched(createHandlers(services), refusals),
    kept: createKept(services),
    clock: () => platform.now,
    region: region.value.code,
    nextSerial,
    onFault: (error) => {
      throw error;
    },
  });
  const answerTo = async (body: string): Promise<RawAnswer> => {
    const message = { path_infno: null, body: Buffer.from(body), headers: {} };
    sent.push(body);
    const answered = await dispatcher.answer(message);
    answers.push(answered.text);
    return answered;
  };
  const answer = async (body: string): Promise<string> => (await answerTo(body)).text;
  const platform: SmallPlatform = {
    store,
    region,
    settlement,
    dispatcher,
    ...references,
    sent,
    answers,
    refusals,
    now: new Date("2023-06-15T02:00:00Z"),
    hospital: (code) =>
      createHospitalClient({
        url: "http://platform",
        institution: { code, name: "演示机构" },
        region: "430400",
        operator: { id: "001", name: "收费员" },
        clock: () => platform.now,
        nextSerial,
        fetch: async (_url, init) => responseOf(await answerTo(String(init?.body))),
      }),
    send: (body) => answer(typeof body === "string" ? body : JSON.stringify(body)),
    rowCounts: () => rowCounts(store),
    coherent: () =>
      coherentState(store, [...COHERENCE_CHECKS, (from) => verifySettlements(from, region.value)]),
    async close() {
      await settlement.close();
      for (const reference of Object.values(references)) reference.close();
      await database.drop();
    },
  };
  return platform;
}

function settlementBy(
  region: { readonly value: Region },
  store: Store,
  institutions: HandlerServices["institutions"],
): Promise<SettlementService> {
  return createSettlementService({
    store,
    institutions,
    get region() {
      return region.value;
    },
  });
}

/** What a server keeps in memory of what is imported. */
async function openReferences(store: Store) {
  return {
    institutions: await createInstitutionsCache(store),
    catalogue: await createCatalogueCache(store),
    mappings: await createMappings(store),
    itemLimits: await createItemLimitsCache(store),
  };
}

function responseOf({ text, file }: RawAnswer): Response {
  if (file === undefined) return new Response(text);
  const headers = { "content-type": "application/octet-stream" };
  return new Response(Buffer.from(file.bytes), { headers });
}

/** The same handlers, noting the codes of their refusals. */
function watched(handlers: Handlers, refusals: string[]): Handlers {
  const entries = Object.entries(handlers) as [string, Handler][];
  const noting = entries.map(([infno, handler]): [string, Handler] => [
    infno,
    async (request) => {
      try {
        return await handler(request);
      } catch (error) {
        if (error instanceof YibaoError) refusals.push(error.code);
        throw error;
      }
    },
  ]);
  return Object.fromEntries(noting) as Handlers;
}

async function rowCounts(store: Store): Promise<Readonly<Record<string, number>>> {
  const { rows: tables } = await store.query<{ name: string }>(
    `select schemaname || '.' || tablename as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const counting = tables.map(({ name }) => `select '${name}' as name, count(*) from ${name}`);
  const { rows } = await store.query<{ name: string; count: number }>(counting.join(" union all "));
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
}
