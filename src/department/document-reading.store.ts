import type { CivilDate, Fen } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";
import type { AdjustmentKind } from "./adjustment.store.ts";
import type { Decision, DocumentKind } from "./document.store.ts";
import type { EvidenceKind } from "./evidence.ts";
import { LINE_COLUMNS } from "./line.store.ts";
import type { BudgetLine } from "./line.ts";

/** Documents as people look for them and look at them. */

/** Documents that hold only when another person has approved them. */
const DECIDED_KINDS: readonly DocumentKind[] = ["budget", "adjustment", "voucher"];

/** `waiting`: nobody has decided yet. `recorded`: of a kind that nobody decides about. */
export type DocumentState = "waiting" | Decision | "recorded";

export interface FoundDocument {
  readonly document_no: number;
  readonly kind: DocumentKind;
  readonly unit_code: string;
  readonly year: number;
  readonly date: CivilDate;
  readonly person: string;
  readonly reason: string;
  readonly recorded_at: Date;
  readonly state: DocumentState;
  readonly decided_by: string | null;
  /** What its lines get; of a transfer, what is moved. */
  readonly amount_fen: Fen;
  readonly lines: number;
  /** Of a budget. */
  readonly version: number | null;
  readonly adjustment: AdjustmentKind | null;
  /** 文号. */
  readonly authority: string | null;
  /** Payee of a voucher, other party of a commitment. */
  readonly counterparty: string | null;
}

export interface DocumentSearch {
  readonly unit_code: string | null;
  readonly year: number | null;
  readonly kind: DocumentKind | null;
  readonly state: DocumentState | null;
  readonly line_no: number | null;
  readonly document_no: number | null;
  /** Part of the reason, the authority or the other party. */
  readonly text: string | null;
  readonly offset: number;
  readonly limit: number;
}

const FOUND = `
  select d.document_no, d.kind, d.unit_code, d.year, d.document_date as date, d.person, d.reason,
         d.recorded_at, decision.person as decided_by, budget.version,
         adjustment.kind as adjustment, voucher.commitment_no,
         case when decision.decision is not null then decision.decision
              when d.kind = any ($1) then 'waiting' else 'recorded' end as state,
         coalesce(budget.authority, adjustment.authority, release.authority) as authority,
         coalesce(voucher.payee, commitment.counterparty) as counterparty,
         items.lines, items.amount_fen
    from department.document d
    left join department.decision using (document_no)
    left join department.budget using (document_no)
    left join department.adjustment using (document_no)
    left join department.release using (document_no)
    left join department.commitment using (document_no)
    left join department.voucher using (document_no)
   cross join lateral (
     select count(*) as lines, coalesce(sum(amount_fen) filter (where amount_fen > 0
              or adjustment.kind is distinct from 'transfer'), 0)::bigint as amount_fen
       from department.item where item.document_no = d.document_no) as items`;

/** The latest first. */
export async function searchDocuments(
  runner: Runner,
  search: DocumentSearch,
): Promise<{ readonly rows: readonly FoundDocument[]; readonly total: number }> {
  const { unit_code, year, kind, state, line_no, document_no, text, offset, limit } = search;
  const { rows } = await runner.query<FoundDocument & { total: number; commitment_no: number }>(
    `select found.*, count(*) over () as total from (${FOUND}) as found
      where ($2::text is null or unit_code = $2) and ($3::int is null or year = $3)
        and ($4::text is null or kind = $4) and ($5::text is null or state = $5)
        and ($6::bigint is null or exists (select from department.item
              where item.document_no = found.document_no and line_no = $6))
        and ($7::bigint is null or document_no = $7)
        and ($8::text is null or strpos(concat_ws(' ', reason, authority, counterparty), $8) > 0)
      order by document_no desc offset $9 limit $10`,
    [
      DECIDED_KINDS,
      ...[unit_code, year, kind, state, line_no, document_no, text],
      ...[offset, limit],
    ],
  );
  return {
    rows: rows.map(({ total: _, commitment_no: __, ...row }) => row),
    total: rows[0]?.total ?? 0,
  };
}

/** How many documents wait for a decision by somebody else than `person`. */
export async function countWaiting(runner: Runner, person: string): Promise<number> {
  const { rows } = await runner.query<{ waiting: number }>(
    `select count(*) as waiting from department.document d
      where kind = any ($1) and person <> $2
        and not exists (select from department.decision one where one.document_no = d.document_no)`,
    [DECIDED_KINDS, person],
  );
  return rows[0]?.waiting ?? 0;
}

/** A document with everything that belongs to it. */
export interface DocumentFile extends FoundDocument {
  readonly commitment_no: number | null;
  /** What a voucher is for. */
  readonly purpose: string | null;
  readonly items: readonly { readonly line: BudgetLine; readonly amount_fen: Fen }[];
  readonly evidence: readonly {
    readonly kind: EvidenceKind;
    readonly number: string;
    readonly sha256: string;
    readonly amount_fen: Fen;
    readonly covers_fen: Fen;
  }[];
  readonly decision: {
    readonly person: string;
    readonly decision: Decision;
    readonly date: CivilDate;
    readonly reason: string;
    readonly recorded_at: Date;
  } | null;
  readonly entries: readonly { readonly entry_no: number; readonly line_no: number }[];
}

/** Null when there is none, or none that the runner may see. */
export async function readDocument(
  runner: Runner,
  document_no: number,
): Promise<DocumentFile | null> {
  const found = await runner.query<FoundDocument & { commitment_no: number | null }>(
    `select * from (${FOUND}) as found where document_no = $2`,
    [DECIDED_KINDS, document_no],
  );
  const [document] = found.rows;
  if (document === undefined) return null;
  const items = await runner.query<BudgetLine & { amount_fen: Fen }>(
    `select ${LINE_COLUMNS}, item.amount_fen
       from department.item join department.line line using (line_no)
      where item.document_no = $1 order by line_no`,
    [document_no],
  );
  const rows = async <Row extends object>(sql: string): Promise<readonly Row[]> =>
    (await runner.query<Row>(sql, [document_no])).rows;
  const [voucher] = await rows<{ purpose: string }>(
    "select purpose from department.voucher where document_no = $1",
  );
  const [decision] = await rows<NonNullable<DocumentFile["decision"]>>(
    `select person, decision, document_date as date, reason, recorded_at
       from department.decision where document_no = $1`,
  );
  return {
    ...document,
    purpose: voucher?.purpose ?? null,
    items: items.rows.map(({ amount_fen, ...line }) => ({ line, amount_fen })),
    evidence: await rows(
      `select kind, number, sha256, amount_fen, covers_fen from department.evidence
        where document_no = $1 order by place`,
    ),
    decision: decision ?? null,
    entries: await rows(
      "select entry_no, line_no from department.entry where document_no = $1 order by entry_no",
    ),
  };
}

/** The document that made an entry of the department's book. */
export async function documentOfEntry(runner: Runner, entry_no: number): Promise<number | null> {
  const { rows } = await runner.query<{ document_no: number }>(
    "select document_no from department.entry where entry_no = $1",
    [entry_no],
  );
  return rows[0]?.document_no ?? null;
}

/** A commitment and what is left of it. */
export interface OpenCommitment {
  readonly document_no: number;
  readonly line_no: number;
  readonly kind: "contract" | "application" | "direct";
  readonly number: string;
  readonly counterparty: string;
  readonly date: CivilDate;
  readonly amount_fen: Fen;
  readonly freed_fen: Fen;
  readonly pending_fen: Fen;
  readonly paid_fen: Fen;
  readonly open_fen: Fen;
}

/** The commitments of a unit's year, the latest first. */
export async function readCommitments(
  runner: Runner,
  { unit_code, year }: { readonly unit_code: string; readonly year: number },
): Promise<readonly OpenCommitment[]> {
  const { rows } = await runner.query<OpenCommitment>(
    `select d.document_no, item.line_no, c.kind, c.number, c.counterparty, d.document_date as date,
            state.amount_fen, freed_fen, pending_fen, paid_fen,
            state.amount_fen - freed_fen - pending_fen - paid_fen as open_fen
       from department.document d
       join department.commitment c using (document_no)
       join department.commitment_state state using (document_no)
       join department.item item using (document_no)
      where d.unit_code = $1 and d.year = $2 order by d.document_no desc`,
    [unit_code, year],
  );
  return rows;
}
