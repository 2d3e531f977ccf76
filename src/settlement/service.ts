import { type Catalogue, createCatalogueCache } from "../catalogue/index.ts";
import { chinaTime, YibaoError } from "../kernel/index.ts";
import { type AccountBook, createAccountCache } from "../ledger/index.ts";
import type { Region } from "../policy/index.ts";
import {
  createInstitutionsCache,
  createMappings,
  type Institutions,
  type Mappings,
} from "../providers/index.ts";
import { createIdAllocator, type ReferenceCache, type Store } from "../store/index.ts";
import type { Command, Context, Decision, House, Receipt, Writes } from "./command.ts";
import { loadReceipts, type MessageKey, messageKey } from "./load.store.ts";
import { loadContexts } from "./load-context.ts";
import { createOperations, type Operations } from "./operations.ts";
import { createPersonWriter, WRITER_OPTIONS, type WriterOptions } from "./person-writer.ts";
import { settleBill } from "./settle-bill.ts";
import { type WriteUnit, writeUnits } from "./write.store.ts";

/** The settlement service: every act on a visit, decided purely and written by one writer. */

export interface SettlementServiceOptions {
  readonly store: Store;
  /** Read at each decision: a getter may answer with what has been published meanwhile. */
  readonly region: Region;
  /** Reference data in memory; what is not given is loaded and closed with the service. */
  readonly institutions?: ReferenceCache<Institutions>;
  readonly mappings?: Mappings;
  readonly catalogue?: ReferenceCache<Catalogue>;
  readonly accounts?: ReferenceCache<AccountBook>;
  readonly settleBill?: House["settleBill"];
  readonly writer?: Partial<WriterOptions>;
}

export interface SettlementService extends Operations {
  /** What was answered to a message before, or null. */
  findReceipt(key: MessageKey): Promise<Receipt | null>;
  /** Sees mappings as they are now, before the notice of a change arrives. */
  reloadMappings(): Promise<void>;
  /** Requests accepted and not yet answered. */
  readonly waiting: number;
  /** Answers what has been accepted, then stops. */
  close(): Promise<void>;
}

/** Opens the service on a migrated database. */
export async function createSettlementService(
  options: SettlementServiceOptions,
): Promise<SettlementService> {
  const { store } = options;
  const owned: { close(): void }[] = [];
  const own = async <Cache extends { close(): void }>(
    given: Cache | undefined,
    open: (store: Store) => Promise<Cache>,
  ): Promise<Cache> => {
    if (given !== undefined) return given;
    const cache = await open(store);
    owned.push(cache);
    return cache;
  };
  const institutions = await own(options.institutions, createInstitutionsCache);
  const mappings = await own(options.mappings, createMappings);
  const catalogue = await own(options.catalogue, createCatalogueCache);
  const accounts = await own(options.accounts, createAccountCache);
  const house: House = {
    settleBill: options.settleBill ?? settleBill,
    // Read at each use: policy and reference data may have been loaded again. A batch is decided
    // without a pause, so all of it is decided by the same.
    get region() {
      return options.region;
    },
    get institutions() {
      return institutions.value;
    },
    get catalogue() {
      return catalogue.value;
    },
    get accounts() {
      return accounts.value;
    },
  };
  const writer = commandWriter(store, house, options.writer ?? {});
  return {
    ...createOperations((command) => writer.submit(command.person_no, command), mappings),
    async findReceipt(key) {
      return (await loadReceipts(store.pool, [key])).get(messageKey(key)) ?? null;
    },
    reloadMappings: () => mappings.reload(),
    get waiting() {
      return writer.waiting;
    },
    async close() {
      await writer.close();
      for (const cache of owned) cache.close();
    },
  };
}

function commandWriter(store: Store, house: House, writer: Partial<WriterOptions>) {
  const allocators = {
    visit: createIdAllocator(store, "settlement.visit_no"),
    settlement: createIdAllocator(store, "settlement.settlement_no"),
    entry: createIdAllocator(store, "ledger.entry_no"),
  };
  return createPersonWriter<Command, Context, Decision>(
    {
      load: (commands) => loadContexts(store, allocators, commands),
      decide: (command, context) => decide(command, context, house),
      isOutdated: async ({ message }, { receipt }) =>
        message !== null &&
        receipt === null &&
        (await loadReceipts(store.pool, [message])).size > 0,
      claims: claimsOf,
      write: (decisions) => writeUnits(store, decisions.map(unitOf)),
    },
    { ...WRITER_OPTIONS, ...writer },
  );
}

/**
 * The stored answer of a message answered before, or what the command decides.
 * @throws YibaoError SETTLEMENT-MESSAGE-REUSED | SETTLEMENT-MESSAGE-REVERSED, or the refusal
 */
export function decide(command: Command, context: Context, house: House): Decision {
  const { message, person_no, now } = command;
  if (context.receipt !== null && message !== null) return repeated(command, context.receipt);
  const { outcome, visit_id, settlement_id, writes } = command.decide(context, house);
  const answer = command.toAnswer(outcome);
  const base = { outcome, answer, repeated: false, person_no, visit_id };
  if (command.operation === "trial" || message === null || writes === null) {
    return { ...base, receipt: null, writes: null };
  }
  const receipt: Receipt = {
    ...message,
    operation: command.operation,
    person_no,
    visit_id,
    settlement_id,
    answer,
    received_at: chinaTime(now),
    reversed_by: null,
  };
  return { ...base, receipt, writes: withOwnState(writes, context) };
}

function repeated({ message, person_no }: Command, receipt: Receipt): Decision {
  const { message_id, transaction_code, input_hash, reversed_by } = receipt;
  const same =
    input_hash === message?.input_hash &&
    transaction_code === message.transaction_code &&
    person_no === receipt.person_no;
  if (reversed_by !== null) {
    throw new YibaoError("SETTLEMENT-MESSAGE-REVERSED", { message_id, reversed_by });
  }
  if (!same) {
    throw new YibaoError("SETTLEMENT-MESSAGE-REUSED", { message_id, transaction_code });
  }
  const { answer, visit_id } = receipt;
  const base = { outcome: null, answer, repeated: true, person_no, visit_id };
  return { ...base, receipt: null, writes: null };
}

/** Every change of a person's visits moves the version, whether or not it moves money. */
function withOwnState(writes: Writes, { record }: Context): Writes {
  if (record === null) throw new Error("a command without a person wrote");
  const { person_no } = record.person;
  const states = writes.states ?? [];
  if (states.some((state) => state.person_no === person_no)) return writes;
  return { ...writes, states: [{ person_no, ...record.state }, ...states] };
}

/** Two decisions that want the same state, or the same message, cannot share a commit. */
function claimsOf({ receipt, writes }: Decision): string[] {
  if (receipt === null || writes === null) return [];
  const states = (writes.states ?? []).map((state) => `person ${state.person_no}`);
  const messages = [receipt, ...(writes.forestalled ? [writes.forestalled] : [])];
  return [...messages.map((one) => `message ${messageKey(one)}`), ...states];
}

function unitOf({ person_no, visit_id, receipt, writes }: Decision): WriteUnit {
  if (receipt === null || writes === null) throw new Error("a decision without writes was written");
  return { person_no, visit_id, receipt, writes };
}
