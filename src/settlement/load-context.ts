import { type JournalEntry, readEntries } from "../ledger/index.ts";
import { loadPersonFacts, type PersonRecord, type PersonStateRow } from "../people/index.ts";
import type { Store } from "../store/index.ts";
import type { Command, Context, IdSource, Receipt, VisitFile } from "./command.ts";
import { relativesOn } from "./entitlement.ts";
import {
  loadHistory,
  loadOpenStays,
  loadOriginal,
  loadReceipts,
  loadVisitFiles,
  messageKey,
  type VisitNumber,
  visitKey,
} from "./load.store.ts";
import type { SettlementRecord } from "./settlement-record.ts";

/** Reserves identifiers, one a call. */
export interface IdAllocators {
  readonly visit: () => Promise<number>;
  readonly settlement: () => Promise<number>;
  readonly entry: () => Promise<number>;
}

/**
 * Loads what a batch of commands needs, in a handful of statements. People come first: whatever
 * changes after their version was read makes the write lose and the command be decided again, so
 * the statements need no common snapshot. Receipts are read beside them: one that another process
 * writes meanwhile is found out at the write, or before a refusal is told.
 */
export async function loadContexts(
  store: Store,
  allocators: IdAllocators,
  commands: readonly Command[],
): Promise<Context[]> {
  const [records, receipts, originals] = await Promise.all([
    loadPersonFacts(store.pool, [...new Set(commands.map((command) => command.person_no))]),
    loadReceipts(
      store.pool,
      commands.flatMap(({ message }) => message ?? []),
    ),
    Promise.all(
      commands.map(({ needs }) => needs.original && loadOriginal(store.pool, needs.original)),
    ),
  ]);
  const receiptOf = ({ message }: Command): Receipt | null =>
    message === null ? null : (receipts.get(messageKey(message)) ?? null);
  const visits = commands.map((command, index) =>
    visitOf(command, receiptOf(command), originals[index] ?? null),
  );
  const [files, openStays, relatives] = await Promise.all([
    loadVisitFiles(
      store.pool,
      visits.flatMap((visit) => visit ?? []),
    ),
    loadOpenStays(
      store.pool,
      commands.filter(({ needs }) => needs.open_stay).map(({ person_no }) => person_no),
    ),
    loadRelatives(store, commands, records),
  ]);
  return Promise.all(
    commands.map(async (command, index) => {
      const { needs, person_no } = command;
      const visit = visits[index] ?? null;
      const original = originals[index] ?? null;
      const base = {
        receipt: receiptOf(command),
        original,
        record: records.get(person_no) ?? null,
        relatives: relativesOf(records.get(person_no) ?? null, relatives),
        file: visit === null ? null : (files.get(visitKey(visit)) ?? null),
        open_stay: openStays.get(person_no) ?? null,
      };
      const cancels = needs.cancels === "by-original" ? original?.settlement_id : needs.cancels;
      const undone = await loadUndone(store, person_no, cancels ?? null, base);
      const ids = await reserve(allocators, command, undone);
      return { ...base, ...undone, ids };
    }),
  );
}

/** The visit that a command is about, unless its message has been answered already. */
function visitOf(
  { person_no, needs }: Command,
  receipt: Receipt | null,
  original: Receipt | null,
): VisitNumber | null {
  if (receipt !== null) return null;
  const visit_id = needs.original === null ? needs.visit_id : (original?.visit_id ?? null);
  return visit_id === null ? null : { person_no, visit_id };
}

async function loadRelatives(
  store: Store,
  commands: readonly Command[],
  records: ReadonlyMap<string, PersonRecord>,
): Promise<ReadonlyMap<string, PersonRecord>> {
  const names = new Set<string>();
  for (const { person_no, needs } of commands) {
    const record = records.get(person_no);
    if (!needs.relatives || record === undefined) continue;
    for (const relative of relativesOn(record)) names.add(relative);
  }
  return names.size === 0 ? new Map() : loadPersonFacts(store.pool, [...names]);
}

function relativesOf(
  record: PersonRecord | null,
  relatives: ReadonlyMap<string, PersonRecord>,
): Map<string, PersonStateRow> {
  const states = new Map<string, PersonStateRow>();
  if (record === null) return states;
  for (const relative of relativesOn(record)) {
    const state = relatives.get(relative)?.state;
    if (state !== undefined) states.set(relative, state);
  }
  return states;
}

interface Undone {
  readonly history: readonly SettlementRecord[];
  readonly entries: readonly JournalEntry[];
  readonly relatives: ReadonlyMap<string, PersonStateRow>;
}

/** For a cancellation: the person's rows, the entries to take back, every account concerned. */
async function loadUndone(
  store: Store,
  person_no: string,
  settlement_id: number | null,
  base: {
    readonly receipt: Receipt | null;
    readonly file: VisitFile | null;
    readonly relatives: ReadonlyMap<string, PersonStateRow>;
  },
): Promise<Undone> {
  if (settlement_id === null || base.receipt !== null || base.file === null) {
    return { history: [], entries: [], relatives: base.relatives };
  }
  const history = await loadHistory(store.pool, person_no, settlement_id);
  const payers = new Set([person_no]);
  for (const { movements } of history) {
    for (const { account_id } of movements) payers.add(account_id);
  }
  const rows = history.filter(
    (row) => row.settlement_id === settlement_id || row.corrects_settlement_id === settlement_id,
  );
  const entries: JournalEntry[] = [];
  for (const payer of payers) {
    for (const row of rows) {
      const found = await readEntries(store.pool, {
        person_no: payer,
        settlement_id: row.settlement_id,
      });
      entries.push(...found);
    }
  }
  payers.delete(person_no);
  const states = new Map(base.relatives);
  for (const [payer, { state }] of await loadPersonFacts(store.pool, [...payers])) {
    states.set(payer, state);
  }
  return { history, entries, relatives: states };
}

/** As many identifiers as the command can use: those not used are lost, which harms nothing. */
async function reserve(
  allocators: IdAllocators,
  { needs }: Command,
  { history, relatives }: Undone,
): Promise<IdSource> {
  const settlements = needs.makes.settlements + history.length;
  return {
    visit: await stock(allocators.visit, needs.makes.visits),
    settlement: await stock(allocators.settlement, settlements),
    entry: await stock(allocators.entry, settlements * (1 + relatives.size)),
  };
}

async function stock(allocate: () => Promise<number>, count: number): Promise<() => number> {
  const numbers: number[] = [];
  while (numbers.length < count) numbers.push(await allocate());
  return () => {
    const next = numbers.shift();
    if (next === undefined) throw new Error("a decision used more identifiers than were reserved");
    return next;
  };
}
