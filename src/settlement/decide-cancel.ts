import { chinaTime, type Fen, fen, YibaoError, ZERO_FEN } from "../kernel/index.ts";
import type { JournalEntry } from "../ledger/index.ts";
import type { PersonRecord, StateMove } from "../people/index.ts";
import { rulesOn, type Split } from "../policy/index.ts";
import { owedInstitution } from "./agency-code.ts";
import type { Context, Decided, House, Message, VisitFile, Writes } from "./command.ts";
import { decideCancelAdmission } from "./decide-visit.ts";
import { timelineOf } from "./entitlement.ts";
import type { Years } from "./person-state.ts";
import { contraEntries, entriesOf, fundDifferences } from "./posting.ts";
import {
  type AccountCorrection,
  type Replayed,
  type ReplayedSettlement,
  replayAfterVoid,
} from "./replay.ts";
import type {
  CancelOutcome,
  CancelSettlementFacts,
  ChangedByVoid,
  ReverseFacts,
  ReverseOutcome,
  SettlementView,
} from "./request.ts";
import {
  type EffectiveSettlement,
  inForce,
  negatedMoves,
  rowOf,
  type SettlementRecord,
  type SettlementRequestFacts,
  type SettlementRow,
} from "./settlement-record.ts";
import { assertKind, givenNumber, moved, personIn, visitIn } from "./standing.ts";
import { dayOf, type Visit } from "./visit.ts";

/** Taking a settlement back: by its id, or by the message that made it. */

interface Asking {
  readonly message: Message;
  readonly now: Date;
}

/** By settlement id. Cancelling twice is an error that names the reversal. */
export function decideCancelSettlement(
  context: Context,
  house: House,
  asking: Asking,
  facts: CancelSettlementFacts,
): Decided<CancelOutcome> {
  const settlement_id = givenNumber(facts.settlement_id);
  if (context.file !== null) assertKind(context.file, facts.kind, "按此交易撤销结算");
  return cancel(context, house, asking, facts, settlement_id ?? 0);
}

/**
 * By the message whose outcome the institution could not learn. Safe to repeat: what is already
 * taken back stays so, and is answered as done.
 */
export function decideReverse(
  context: Context,
  house: House,
  asking: Asking,
  facts: ReverseFacts,
): Decided<ReverseOutcome> {
  const { original } = context;
  const { person_no, original_message_id: message_id, original_transaction } = facts;
  if (original === null) return forestall(context, asking, facts);
  const { transaction_code, operation, visit_id, settlement_id } = original;
  if (original.person_no !== person_no || transaction_code !== original_transaction) {
    const details = { message_id, transaction_code, person_no: original.person_no };
    throw new YibaoError("SETTLEMENT-MESSAGE-DIFFERS", details);
  }
  if (operation === "forestalled") return nothingDone("never-came", null, {});
  const reversible = settlement_id !== null && operation.startsWith("settle-");
  if (visit_id === null || !(reversible || operation === "admit")) {
    throw new YibaoError("SETTLEMENT-MESSAGE-NOT-REVERSIBLE", { transaction_code });
  }
  const { institution_code } = original;
  const reversed_receipt = { institution_code, message_id, transaction_code };
  const nothing = nothingDone("already-reversed", visit_id, { reversed_receipt });
  const key = { person_no, visit_id: String(visit_id) };
  if (operation === "admit") {
    if (context.file?.visit.state === "cancelled") return nothing;
    const decided = decideCancelAdmission(context, house, asking, key);
    const { visit } = decided.outcome;
    const writes = { ...decided.writes, reversed_receipt };
    return { ...decided, outcome: { did: "cancelled-admission", visit }, writes };
  }
  if (reversalOf(context.history, settlement_id as number) !== null) return nothing;
  const decided = cancel(context, house, asking, key, settlement_id as number);
  const { outcome } = decided;
  const writes = { ...decided.writes, reversed_receipt };
  return { ...decided, outcome: { did: "cancelled-settlement", outcome }, writes };
}

/**
 * A message that never came may still be on its way. Whoever was told that it is reversed must not
 * find it settled later: so it is noted as reversed, and refused when it comes.
 */
function forestall(context: Context, asking: Asking, facts: ReverseFacts): Decided<ReverseOutcome> {
  personIn(context, facts.person_no);
  const forestalled = {
    institution_code: asking.message.institution_code,
    message_id: facts.original_message_id,
    transaction_code: facts.original_transaction,
  };
  return nothingDone("never-came", null, { forestalled });
}

function nothingDone(
  why: "already-reversed" | "never-came",
  visit_id: number | null,
  writes: Writes,
): Decided<ReverseOutcome> {
  return { outcome: { did: "nothing", why }, visit_id, settlement_id: null, writes };
}

function cancel(
  context: Context,
  house: House,
  asking: Asking,
  key: { readonly person_no: string; readonly visit_id: string },
  settlement_id: number,
): Decided<CancelOutcome> {
  const record = personIn(context, key.person_no);
  const file = visitIn(context, key, asking.message.institution_code);
  const settlement = settlementToCancel(context, file, key, settlement_id);
  const state = moved("cancel-settlement", context, file);
  const replayed = replay(context, house, record, settlement);
  const reversal = reversalRow(context, asking, settlement, record);
  const adjustments = replayed.changed.map((one) =>
    adjustmentRow(context, asking, one, replayed, record),
  );
  const states = statesAfter(context, record, replayed);
  const outcome: CancelOutcome = {
    cancelled: { ...effectiveView(record, file, settlement), reversed_by: null },
    reversal_id: reversal.settlement_id,
    cancelled_at: chinaTime(asking.now),
    balance_fen: states[0].balance_fen,
    changed_by_void: adjustments.map(changedByVoid),
  };
  return {
    outcome,
    visit_id: file.visit.visit_id,
    settlement_id: reversal.settlement_id,
    writes: {
      ...freedBatches(file, settlement, state),
      settlements: [reversal, ...adjustments],
      entries: [
        ...contra(context, reversal),
        ...adjustments.flatMap((row, index) =>
          differenceEntries(context, house, row, replayed.changed[index] as ReplayedSettlement),
        ),
      ],
      states,
    },
  };
}

function settlementToCancel(
  context: Context,
  file: VisitFile,
  key: { readonly person_no: string },
  settlement_id: number,
): EffectiveSettlement {
  const { visit_id } = file.visit;
  const known = context.history.find(
    (row) => row.settlement_id === settlement_id && row.kind === "settlement",
  );
  if (known === undefined || known.visit_id !== visit_id) {
    const { person_no } = key;
    throw new YibaoError("SETTLEMENT-UNKNOWN", { person_no, visit_id, settlement_id });
  }
  const reversal = reversalOf(context.history, settlement_id);
  if (reversal !== null) {
    const reversal_id = reversal.settlement_id;
    throw new YibaoError("SETTLEMENT-CANCELLED-ALREADY", { settlement_id, reversal_id });
  }
  const settlements = inForce(context.history);
  const later = settlements.find(
    ({ record }) => record.visit_id === visit_id && record.person_version > known.person_version,
  );
  // A later settlement of the same stay was reckoned on this one's deductible.
  if (later !== undefined && file.visit.kind === "inpatient") {
    const later_id = later.record.settlement_id;
    throw new YibaoError("SETTLEMENT-CANCEL-ORDER", { settlement_id, later_id });
  }
  return settlements.find(
    ({ record }) => record.settlement_id === settlement_id,
  ) as EffectiveSettlement;
}

function reversalOf(
  history: readonly SettlementRecord[],
  settlement_id: number,
): SettlementRecord | null {
  const found = history.find(
    (row) => row.kind === "reversal" && row.corrects_settlement_id === settlement_id,
  );
  return found ?? null;
}

/** By the rule of the region: later bills stay as they are, or are settled anew. */
function replay(
  context: Context,
  house: House,
  record: PersonRecord,
  voided: EffectiveSettlement,
): Replayed {
  const { region } = house;
  const { person_no } = record.person;
  const { settlement_id, person_version } = voided.record;
  const others = inForce(context.history).filter(
    (one) => one.record.settlement_id !== settlement_id,
  );
  const isLater = (one: EffectiveSettlement) => one.record.person_version > person_version;
  const follows = rulesOn(region, voided.record.care_date).void_rule === "replay";
  const timeline = timelineOf(record);
  const balances = new Map<string, Fen>([[person_no, record.state.balance_fen]]);
  for (const [relative, { balance_fen }] of context.relatives) balances.set(relative, balance_fen);
  return replayAfterVoid({
    voided,
    later: follows ? others.filter(isLater) : [],
    earlier: others.filter((one) => !isLater(one)),
    corrections: correctionsIn(context.history),
    years: record.state.accumulators as Years,
    balances,
    settle: (bill, state) => house.settleBill(region, timeline, bill, state),
  });
}

function correctionsIn(history: readonly SettlementRecord[]): AccountCorrection[] {
  const versions = new Map(history.map((row) => [row.settlement_id, row.person_version]));
  return history.flatMap(({ corrects_settlement_id, person_version: version, movements }) => {
    if (corrects_settlement_id === null) return [];
    const corrects_version = versions.get(corrects_settlement_id) ?? 0;
    return movements.map(({ account_id, paid_fen }) => {
      return { account_id, version, corrects_version, paid_fen };
    });
  });
}

function reversalRow(
  context: Context,
  { message, now }: Asking,
  { record, ...settlement }: EffectiveSettlement,
  person: PersonRecord,
): SettlementRow {
  const negated = (amount: Fen): Fen => fen(0 - amount);
  const back = settlement.movements.find((movement) => movement.relation === "own");
  return rowOf({
    ...record,
    settlement_id: context.ids.settlement(),
    person_version: person.state.version + 1,
    kind: "reversal",
    corrects_settlement_id: record.settlement_id,
    settled_at: chinaTime(now),
    total_fen: negated(settlement.total_fen),
    fund_fen: negated(settlement.fund_fen),
    account_fen: negated(settlement.account_fen),
    cash_fen: negated(settlement.cash_fen),
    deductible_fen: negated(settlement.deductible_fen),
    balance_fen: fen(person.state.balance_fen + (back?.paid_fen ?? 0)),
    request: null,
    bill: null,
    split: null,
    moves: negatedMoves(settlement.moves),
    movements: settlement.movements.map((movement) => ({
      ...movement,
      paid_fen: negated(movement.paid_fen),
    })),
    message_id: message.message_id,
  });
}

/** The difference to what was in force; its split is the one that counts from now on. */
function adjustmentRow(
  context: Context,
  { message, now }: Asking,
  { settlement, settled, moves, movements }: ReplayedSettlement,
  replayed: Replayed,
  person: PersonRecord,
): SettlementRow {
  const { split } = settled;
  const difference = (now_fen: Fen, was_fen: Fen): Fen => fen(now_fen - was_fen);
  return rowOf({
    ...settlement.record,
    settlement_id: context.ids.settlement(),
    person_version: person.state.version + 1,
    kind: "adjustment",
    corrects_settlement_id: settlement.record.settlement_id,
    settled_at: chinaTime(now),
    total_fen: difference(split.total_fen, settlement.total_fen),
    fund_fen: difference(split.fund_sum_fen, settlement.fund_fen),
    account_fen: difference(split.account_fen, settlement.account_fen),
    cash_fen: difference(split.cash_fen, settlement.cash_fen),
    deductible_fen: difference(split.deductible_fen, settlement.deductible_fen),
    balance_fen: replayed.balances.get(person.person.person_no) ?? ZERO_FEN,
    request: null,
    bill: null,
    split,
    moves,
    movements,
    benefits: settled.benefits,
    policy_version: settled.policy_version,
    message_id: message.message_id,
  });
}

function changedByVoid(row: SettlementRow): ChangedByVoid {
  return {
    settlement_id: row.corrects_settlement_id as number,
    adjustment_id: row.settlement_id,
    fund_difference_fen: row.fund_fen,
    account_difference_fen: row.account_fen,
    cash_difference_fen: row.cash_fen,
  };
}

function contra(context: Context, reversal: SettlementRow): JournalEntry[] {
  return contraEntries(
    context.entries,
    {
      entry_date: dayOf(reversal.settled_at),
      kind: "void",
      memo: `撤销结算 ${reversal.corrects_settlement_id}`,
      settlement_id: reversal.settlement_id,
      evidence_hash: reversal.content_hash,
    },
    context.ids.entry,
  );
}

function differenceEntries(
  context: Context,
  house: House,
  row: SettlementRow,
  { settlement, settled, movements }: ReplayedSettlement,
): JournalEntry[] {
  return entriesOf(
    { region: house.region.code, funds: house.region.funds, accounts: house.accounts },
    {
      person_no: row.person_no,
      settlement_id: row.settlement_id,
      institution_code: owedInstitution(row),
      entry_date: dayOf(row.settled_at),
      kind: "adjustment",
      evidence_hash: row.content_hash,
      memo: `重算结算 ${row.corrects_settlement_id} 的差额`,
    },
    fundDifferences(settlement.split?.payments ?? [], settled.split.payments),
    movements,
    context.ids.entry,
  );
}

/** Lines become unsettled again; a purchase and a manual claim go with their lines. */
function freedBatches(
  file: VisitFile,
  { record }: EffectiveSettlement,
  state: Visit["state"],
): Writes {
  const batches = file.batches.filter((batch) => batch.settlement_id === record.settlement_id);
  const numbers = batches.map((batch) => batch.batch_no);
  const visit = { ...file.visit, state };
  if (file.visit.kind === "pharmacy" || file.visit.kind === "claim") {
    return { visit, removed_batches: numbers };
  }
  return { settled_batches: numbers.map((batch_no) => ({ batch_no, settlement_id: null })) };
}

/** The person's own state first. */
function statesAfter(
  context: Context,
  record: PersonRecord,
  replayed: Replayed,
): [StateMove, ...StateMove[]] {
  const { person_no } = record.person;
  const own: StateMove = {
    person_no,
    version: record.state.version,
    balance_fen: replayed.balances.get(person_no) ?? record.state.balance_fen,
    accumulators: replayed.years,
  };
  const relatives = [...context.relatives].flatMap(([relative, state]): StateMove[] => {
    const balance_fen = replayed.balances.get(relative) ?? state.balance_fen;
    return balance_fen === state.balance_fen
      ? []
      : [{ ...state, person_no: relative, balance_fen }];
  });
  return [own, ...relatives];
}

/** A settlement as it is in force, for answers. */
export function effectiveView(
  record: Pick<PersonRecord, "person">,
  file: VisitFile,
  settlement: EffectiveSettlement,
): SettlementView {
  const { visit } = file;
  const kept = settlement.record;
  const request = kept.request as SettlementRequestFacts;
  const batches = file.batches.filter((batch) => batch.settlement_id === kept.settlement_id);
  return {
    settlement_id: kept.settlement_id,
    kind: "settlement",
    corrects_settlement_id: null,
    reversed_by: null,
    person: record.person,
    enrolment: request.enrolment,
    visit,
    institution: request.institution,
    region: kept.region,
    settled_at: kept.settled_at,
    care_date: kept.care_date,
    insutype: kept.insutype,
    visit_type: kept.visit_type,
    clearing_type: kept.clearing_type,
    interim: kept.interim,
    account_use: request.account_use,
    split: settlement.split as Split,
    movements: settlement.movements,
    balance_fen: settlement.balance_fen,
    lines: batches.flatMap((batch) => batch.lines),
    benefits: kept.benefits,
    policy_version: kept.policy_version,
    message_id: kept.message_id,
    details: request.details,
  };
}
