import { isDeepStrictEqual } from "node:util";
import type { YearMove } from "../../../src/settlement/index.ts";
import type { AccountState, Call, History, WitnessRow } from "./history.ts";

/**
 * Whether a history has a serial explanation (promise R4): some order of the calls that does not
 * contradict real time, in which each answer is what the pure engine says of the state before it,
 * and which ends in the state found. The versions of the rows propose the order of the changes;
 * every part of that proposal is verified. For reads all places are tried.
 *
 * Rules of the region: later bills stay as they are when an earlier one is taken back (`leave`).
 * Returns what cannot be explained; empty means explained.
 */
export function checkHistory(history: History): readonly string[] {
  const problems: string[] = [];
  const changes = orderedChanges(history, problems);
  checkRealTime(changes, problems);
  const states = replayed(history, changes, problems);
  checkEnd(history, changes.length, states, problems);
  placeReads(history, changes, states, problems);
  return problems;
}

interface Change {
  readonly call: Call;
  readonly row: WitnessRow;
}

/** What has been settled up to a moment. */
interface ModelState extends AccountState {
  readonly inForce: ReadonlyMap<number, { moves: readonly YearMove[]; account_fen: number }>;
}

/** Every change answered is one row, every row one change answered, each with its own version. */
function orderedChanges({ calls, witness }: History, problems: string[]): readonly Change[] {
  const unclaimed = new Map(witness.map((row) => [row.settlement_id, row]));
  if (unclaimed.size < witness.length) problems.push("a settlement id is there twice");
  const changes: Change[] = [];
  for (const call of calls) {
    const { heard } = call;
    const id =
      heard.outcome === "settled"
        ? heard.settlement_id
        : heard.outcome === "cancelled"
          ? heard.reversal_id
          : null;
    if (id === null) continue;
    const row = unclaimed.get(id);
    const kind = heard.outcome === "settled" ? "settlement" : "reversal";
    if (row === undefined) problems.push(`${nameOf(call)} has no row of its own`);
    else if (row.kind !== kind) problems.push(`${nameOf(call)} is kept as a ${row.kind}`);
    else changes.push({ call, row });
    unclaimed.delete(id);
  }
  for (const id of unclaimed.keys()) problems.push(`row ${id} was written, and nobody was told`);
  changes.sort((a, b) => a.row.person_version - b.row.person_version);
  return changes;
}

/** A change that ended before another began must come before it. */
function checkRealTime(changes: readonly Change[], problems: string[]): void {
  let latest: Call | null = null;
  for (const { call } of changes) {
    if (latest !== null && call.completed < latest.invoked) {
      problems.push(
        `${nameOf(call)} ended before ${nameOf(latest)} began, and is ordered after it`,
      );
    }
    if (latest === null || call.invoked > latest.invoked) latest = call;
  }
}

/** The states between the changes, by the pure engine; each answer is held against it. */
function replayed(
  { before, settle }: History,
  changes: readonly Change[],
  problems: string[],
): readonly ModelState[] {
  const { balance_fen, years } = before;
  let state: ModelState = { balance_fen, years, inForce: new Map() };
  const states = [state];
  for (const { call, row } of changes) {
    state =
      call.asked.act === "cancel"
        ? cancelled(state, call.asked.settlement_id, row, call, problems)
        : settled(state, settle, call, row, problems);
    states.push(state);
  }
  return states;
}

function settled(
  state: ModelState,
  settle: History["settle"],
  call: Call,
  row: WitnessRow,
  problems: string[],
): ModelState {
  const { asked, heard } = call;
  if (asked.act !== "settle" || heard.outcome !== "settled") {
    problems.push(`${nameOf(call)} asked for something else than it heard`);
    return state;
  }
  const { split, moves } = settle(asked.bill, state);
  const account_fen = split.account_fen as number;
  const balance_fen = state.balance_fen - account_fen;
  if (!sameJson(heard.split, split)) {
    problems.push(`${nameOf(call)} heard a split that is not that of the state before it`);
  }
  if (heard.balance_fen !== balance_fen) {
    problems.push(`${nameOf(call)} heard a balance of ${heard.balance_fen}, not ${balance_fen}`);
  }
  return {
    balance_fen,
    years: moved(state.years, moves, 1),
    inForce: new Map(state.inForce).set(row.settlement_id, { moves, account_fen }),
  };
}

function cancelled(
  state: ModelState,
  settlement_id: number,
  row: WitnessRow,
  call: Call,
  problems: string[],
): ModelState {
  const undone = state.inForce.get(settlement_id);
  if (undone === undefined || row.corrects_settlement_id !== settlement_id) {
    problems.push(`${nameOf(call)} took back what was not in force`);
    return state;
  }
  const balance_fen = state.balance_fen + undone.account_fen;
  if (call.heard.outcome !== "cancelled" || call.heard.balance_fen !== balance_fen) {
    problems.push(`${nameOf(call)} did not hear the balance ${balance_fen}`);
  }
  const inForce = new Map(state.inForce);
  inForce.delete(settlement_id);
  return { balance_fen, years: moved(state.years, undone.moves, -1), inForce };
}

function checkEnd(
  { before, after, witness }: History,
  changes: number,
  states: readonly ModelState[],
  problems: string[],
): void {
  const versions = witness.map((row) => row.person_version).sort((a, b) => a - b);
  const expected = Array.from({ length: changes }, (_, index) => before.version + index + 1);
  if (!isDeepStrictEqual(versions, expected) || after.version !== before.version + changes) {
    problems.push(
      `${changes} changes were told, the versions are ${versions} up to ${after.version}`,
    );
  }
  const { balance_fen, years } = states.at(-1) as ModelState;
  if (after.balance_fen !== balance_fen) {
    problems.push(`the balance ends at ${after.balance_fen}, not ${balance_fen}`);
  }
  if (!sameJson(after.years, years)) problems.push("the accumulators end otherwise");
}

/**
 * Finds each read a place between the changes: where its answer is right, no earlier than changes
 * and reads that had ended when it began, no later than changes that began when it had ended. The
 * earliest such place leaves the most room for the reads after it.
 */
function placeReads(
  history: History,
  changes: readonly Change[],
  states: readonly ModelState[],
  problems: string[],
): void {
  const reads = history.calls
    .filter(({ heard }) => ["tried", "state", "refused"].includes(heard.outcome))
    .toSorted((a, b) => a.invoked - b.invoked);
  const placed: { readonly completed: number; readonly place: number }[] = [];
  for (const read of reads) {
    let least = 0;
    let most = changes.length;
    for (const [index, { call }] of changes.entries()) {
      if (call.completed < read.invoked) least = Math.max(least, index + 1);
      if (call.invoked > read.completed) most = Math.min(most, index);
    }
    for (const { completed, place } of placed) {
      if (completed < read.invoked) least = Math.max(least, place);
    }
    let place = least;
    while (place <= most && !explains(states[place] as ModelState, read, history)) place += 1;
    if (place <= most) placed.push({ completed: read.completed, place });
    else problems.push(`${nameOf(read)} heard what was true at no moment between ${least}–${most}`);
  }
}

function explains(state: ModelState, { asked, heard }: Call, { settle }: History): boolean {
  if (asked.act === "query" && heard.outcome === "state") {
    return (
      heard.state.balance_fen === state.balance_fen && sameJson(heard.state.years, state.years)
    );
  }
  if (asked.act === "trial" && heard.outcome === "tried") {
    const { split } = settle(asked.bill, state);
    const balance_fen = state.balance_fen - (split.account_fen as number);
    return heard.balance_fen === balance_fen && sameJson(heard.split, split);
  }
  if (asked.act === "cancel" && heard.outcome === "refused") {
    const gone = !state.inForce.has(asked.settlement_id);
    return gone && heard.code === "SETTLEMENT-CANCELLED-ALREADY";
  }
  return false;
}

/** The years after moves (sign 1), or after those were taken back; what comes to nothing goes. */
function moved(
  years: AccountState["years"],
  moves: readonly YearMove[],
  sign: 1 | -1,
): AccountState["years"] {
  const sums = new Map<string, number>();
  for (const [year, accumulators] of Object.entries(years)) {
    for (const [name, amount] of Object.entries(accumulators)) sums.set(`${year} ${name}`, amount);
  }
  for (const { year, accumulator, amount } of moves) {
    const key = `${year} ${accumulator}`;
    sums.set(key, (sums.get(key) ?? 0) + sign * amount);
  }
  const result: Record<string, Record<string, number>> = {};
  for (const [key, amount] of sums) {
    if (amount === 0) continue;
    const [year, name] = [key.slice(0, 4), key.slice(5)];
    result[year] ??= {};
    result[year][name] = amount;
  }
  return result;
}

/** Equal as they lie on the wire, whatever the order of members. */
function sameJson(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b)));
}

function nameOf({ asked, heard, invoked, completed }: Call): string {
  const about =
    heard.outcome === "settled"
      ? ` ${heard.settlement_id}`
      : asked.act === "cancel"
        ? ` ${asked.settlement_id}`
        : "";
  return `${asked.act}${about} (${invoked}–${completed})`;
}
