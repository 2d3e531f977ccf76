import type pg from "pg";
import type { CivilDate, Fen } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";
import type { OpenStay, Receipt, VisitFile } from "./command.ts";
import { type ReadRow, recordFrom, type SettlementRecord } from "./settlement-record.ts";
import { linesFrom, type StoredRows } from "./stored-json.ts";
import type { Visit } from "./visit.ts";

/** The SQL that reads schema `settlement` for deciding: few statements for many commands. */

export type Queryable = Pick<pg.Pool, "query"> | Pick<pg.ClientBase, "query">;

/** What a message is known by. */
export interface MessageKey {
  readonly institution_code: string;
  readonly message_id: string;
  readonly transaction_code: string;
}

export interface VisitNumber {
  readonly person_no: string;
  readonly visit_id: number;
}

export function messageKey(key: MessageKey): string {
  return `${key.institution_code}\n${key.message_id}\n${key.transaction_code}`;
}

export function visitKey(key: VisitNumber): string {
  return `${key.person_no}\n${key.visit_id}`;
}

const RECEIPT_COLUMNS = `r.institution_code, r.message_id, r.transaction_code, r.operation,
  r.input_hash, r.person_no, r.visit_id, r.settlement_id, r.answer,
  r.received_at::text as received_at, r.reversed_by`;

/** Receipts of several messages, by `messageKey`. */
export async function loadReceipts(
  from: Queryable,
  keys: readonly MessageKey[],
): Promise<Map<string, Receipt>> {
  if (keys.length === 0) return new Map();
  const { rows } = await from.query<Receipt>({
    name: "settlement-load-receipts",
    text: `select ${RECEIPT_COLUMNS}
        from unnest($1::text[], $2::text[], $3::text[])
          as k (institution_code, message_id, transaction_code)
        join settlement.receipt r using (institution_code, message_id, transaction_code)`,
    values: [
      keys.map((key) => key.institution_code),
      keys.map((key) => key.message_id),
      keys.map((key) => key.transaction_code),
    ],
  });
  return new Map(rows.map((row) => [messageKey(row), row]));
}

/**
 * The receipt of a message that is to be reversed; when only another transaction bears its id,
 * that one's, so that the refusal can name it.
 */
export async function loadOriginal(from: Queryable, key: MessageKey): Promise<Receipt | null> {
  const { rows } = await from.query<Receipt>({
    name: "settlement-load-original",
    text: `select ${RECEIPT_COLUMNS} from settlement.receipt r
        where r.institution_code = $1 and r.message_id = $2
        order by r.transaction_code <> $3, r.transaction_code limit 1`,
    values: [key.institution_code, key.message_id, key.transaction_code],
  });
  return rows[0] ?? null;
}

const VISIT_COLUMNS = `v.person_no, v.visit_id, v.institution_code, v.own_number, v.kind,
  v.insutype, v.visit_type, v.state, v.begin_at::text as begin_at, v.end_at::text as end_at,
  v.emergency, v.disease, v.details, v.diagnoses`;

/** Uploads of a stay are numbered: the tenth comes after the ninth. */
const BATCHES = `(select json_agg(json_build_array(b.batch_no, b.disease, b.settlement_id, b.lines)
      order by length(b.batch_no), b.batch_no)
    from settlement.charge_batch b
    where b.person_no = v.person_no and b.visit_id = v.visit_id) as batches`;

/** What the state of a visit depends on; the facts of a bill are loaded only to take it back. */
const SETTLEMENTS = `(select json_agg(json_build_array(s.settlement_id, s.kind,
      s.corrects_settlement_id, s.interim, s.deductible_fen, s.person_version)
      order by s.person_version, s.settlement_id)
    from settlement.settlement s
    where s.person_no = v.person_no and s.visit_id = v.visit_id) as settlements`;

type BatchCells = readonly [string, string | null, number | null, StoredRows];
type SettlementCells = readonly [
  number,
  SettlementRecord["kind"],
  number | null,
  boolean,
  Fen,
  number,
];

interface VisitRow extends Visit {
  readonly batches: readonly BatchCells[] | null;
  readonly settlements: readonly SettlementCells[] | null;
}

/** Visits with their lines and the outline of their settlements, by `visitKey`. */
export async function loadVisitFiles(
  from: Queryable,
  keys: readonly VisitNumber[],
): Promise<Map<string, VisitFile>> {
  if (keys.length === 0) return new Map();
  const { rows } = await from.query<VisitRow>({
    name: "settlement-load-visits",
    text: `select ${VISIT_COLUMNS}, ${BATCHES}, ${SETTLEMENTS}
        from unnest($1::text[], $2::bigint[]) as k (person_no, visit_id)
        join settlement.visit v using (person_no, visit_id)`,
    values: [keys.map((key) => key.person_no), keys.map((key) => key.visit_id)],
  });
  return new Map(rows.map((row) => [visitKey(row), visitFile(row)]));
}

/** One visit with its lines, as whoever runs it may see it; null when there is none. */
export async function loadVisitFileIn(from: Runner, key: VisitNumber): Promise<VisitFile | null> {
  const { rows } = await from.query<VisitRow>(
    `select ${VISIT_COLUMNS}, ${BATCHES}, ${SETTLEMENTS} from settlement.visit v
      where v.person_no = $1 and v.visit_id = $2`,
    [key.person_no, key.visit_id],
  );
  return rows[0] === undefined ? null : visitFile(rows[0]);
}

function visitFile({ batches, settlements, ...visit }: VisitRow): VisitFile {
  const { person_no, visit_id } = visit;
  return {
    visit,
    batches: (batches ?? []).map(([batch_no, disease, settlement_id, lines]) => ({
      person_no,
      visit_id,
      batch_no,
      disease,
      lines: linesFrom(lines),
      settlement_id,
    })),
    settlements: (settlements ?? []).map((cells) => outline(visit, cells)),
  };
}

/** Enough of a row to know what is in force and what a stay was charged. */
function outline(visit: Visit, cells: SettlementCells): SettlementRecord {
  const [settlement_id, kind, corrects_settlement_id, interim, deductible_fen] = cells;
  const person_version = cells[5];
  const none = 0 as Fen;
  return {
    person_no: visit.person_no,
    settlement_id,
    person_version,
    visit_id: visit.visit_id,
    kind,
    corrects_settlement_id,
    institution_code: visit.institution_code,
    region: "",
    settled_at: "",
    care_date: "" as CivilDate,
    insutype: visit.insutype,
    visit_type: "",
    clearing_type: "",
    total_fen: none,
    fund_fen: none,
    account_fen: none,
    cash_fen: none,
    deductible_fen,
    balance_fen: none,
    interim,
    request: null,
    bill: null,
    split: null,
    moves: [],
    movements: [],
    benefits: [],
    policy_version: "",
    message_id: "",
  };
}

/** Stays of several people that are still open. */
export async function loadOpenStays(
  from: Queryable,
  person_nos: readonly string[],
): Promise<Map<string, OpenStay>> {
  if (person_nos.length === 0) return new Map();
  const { rows } = await from.query<OpenStay & { person_no: string }>({
    name: "settlement-load-open-stays",
    text: `select person_no, visit_id, institution_code from settlement.visit
        where person_no = any($1::text[]) and kind = 'inpatient' and state = 'admitted'`,
    values: [person_nos],
  });
  return new Map(
    rows.map(({ person_no, visit_id, institution_code }) => [
      person_no,
      { visit_id, institution_code },
    ]),
  );
}

/** Columns of a settlement as a record; the facts of the bill only where `full` holds. */
export function recordColumns(full: string): string {
  return `s.person_no, s.settlement_id, s.person_version, s.visit_id, s.kind,
    s.corrects_settlement_id, s.institution_code, s.region, s.settled_at::text as settled_at,
    s.care_date, s.insutype, s.visit_type, s.clearing_type, s.total_fen, s.fund_fen,
    s.account_fen, s.cash_fen, s.deductible_fen, s.balance_fen, s.interim,
    case when ${full} then s.request end as request, case when ${full} then s.bill end as bill,
    case when ${full} then s.split end as split, s.moves, s.movements, s.benefits,
    s.policy_version, s.message_id`;
}

/** Every row of a person, with bill and split from a settlement on (and of what was later). */
export async function loadHistory(
  from: Queryable,
  person_no: string,
  from_settlement_id: number,
): Promise<SettlementRecord[]> {
  const { rows } = await from.query<ReadRow>({
    name: "settlement-load-history",
    text: `with start as (
          select person_version from settlement.settlement
           where person_no = $1 and settlement_id = $2)
        select ${recordColumns("s.person_version >= (select person_version from start)")}
          from settlement.settlement s where s.person_no = $1
         order by s.person_version, s.settlement_id`,
    values: [person_no, from_settlement_id],
  });
  return rows.map(recordFrom);
}
