import type pg from "pg";
import { type CivilDate, type Fen, YibaoError } from "../kernel/index.ts";
import { type JournalEntry, poolAccounts, post } from "../ledger/index.ts";
import type { Runner } from "../store/index.ts";
import { type Act, assertAnother } from "./act.ts";
import { type Books, lockYear } from "./books.store.ts";
import { type BudgetLine, poolOf } from "./line.ts";
import type { Leg } from "./postings.ts";

export type DocumentKind =
  | "budget"
  | "adjustment"
  | "release"
  | "commitment"
  | "commitment-release"
  | "voucher"
  | "reversal"
  | "return"
  | "closing";

const KIND_NAMES: Readonly<Record<DocumentKind, string>> = {
  budget: "年初预算",
  adjustment: "预算调整",
  release: "指标下达",
  commitment: "占用",
  "commitment-release": "占用释放",
  voucher: "支付凭证",
  reversal: "冲销",
  return: "退回",
  closing: "年终结账",
};

/** One amount of a document on a line, signed. */
export interface LineAmount {
  readonly line_no: number;
  readonly amount_fen: Fen;
}

export interface DocumentFacts {
  readonly kind: DocumentKind;
  readonly unit_code: string;
  readonly year: number;
  readonly date: CivilDate;
  readonly items: readonly LineAmount[];
}

/** A document as it is kept. */
export interface KeptDocument extends DocumentFacts {
  readonly document_no: number;
  readonly person: string;
  readonly decision: Decision | null;
}

export type Decision = "approved" | "refused";

/** Writes a document with its amounts; its own table is the caller's. Returns its number. */
export async function writeDocument(
  client: pg.PoolClient,
  act: Act,
  { kind, unit_code, year, date, items }: DocumentFacts,
): Promise<number> {
  const { rows } = await client.query<{ document_no: number }>(
    `insert into department.document (document_no, kind, unit_code, year, document_date, person,
       reason, recorded_at, request_id)
     values (nextval('department.document_no'), $1, $2, $3, $4, $5, $6, $7, $8)
     returning document_no`,
    [kind, unit_code, year, date, act.person, act.reason, act.at, act.request_id],
  );
  const { document_no } = rows[0] as { document_no: number };
  await client.query(
    `insert into department.item (document_no, line_no, amount_fen)
     select $1, * from unnest($2::bigint[], $3::bigint[])`,
    [document_no, items.map(({ line_no }) => line_no), items.map(({ amount_fen }) => amount_fen)],
  );
  return document_no;
}

/** @throws YibaoError DEPARTMENT-DOCUMENT-UNKNOWN */
export async function documentByNo(
  client: pg.PoolClient,
  document_no: number,
  kind: DocumentKind,
): Promise<KeptDocument> {
  const { rows } = await client.query<Omit<KeptDocument, "items">>(
    `select document.document_no, document.kind, unit_code, year, document.document_date as date,
            document.person, decision.decision
       from department.document left join department.decision using (document_no)
      where document_no = $1 and kind = $2`,
    [document_no, kind],
  );
  const [document] = rows;
  if (document === undefined) {
    const details = { kind: KIND_NAMES[kind], document_no };
    throw new YibaoError("DEPARTMENT-DOCUMENT-UNKNOWN", details);
  }
  const items = await client.query<LineAmount>(
    "select line_no, amount_fen from department.item where document_no = $1 order by line_no",
    [document_no],
  );
  return { ...document, items: items.rows };
}

/**
 * A document about its unit's year as a whole, with that year held until the transaction ends: it
 * is read again behind the lock, as another may just have decided about it.
 * @throws YibaoError DEPARTMENT-DOCUMENT-UNKNOWN
 */
export async function lockedDocument(
  client: pg.PoolClient,
  document_no: number,
  kind: DocumentKind,
): Promise<KeptDocument> {
  const { unit_code, year } = await documentByNo(client, document_no, kind);
  await lockYear(client, unit_code, year);
  return documentByNo(client, document_no, kind);
}

/** What kind of document has a number. @throws YibaoError DEPARTMENT-DOCUMENT-UNKNOWN */
export async function kindOfDocument(runner: Runner, document_no: number): Promise<DocumentKind> {
  const { rows } = await runner.query<{ kind: DocumentKind }>(
    "select kind from department.document where document_no = $1",
    [document_no],
  );
  const [document] = rows;
  if (document !== undefined) return document.kind;
  throw new YibaoError("DEPARTMENT-DOCUMENT-UNKNOWN", { kind: "单据", document_no });
}

export interface Deciding {
  readonly decision: Decision;
  readonly date: CivilDate;
  /** What there is only one of, where that is so. */
  readonly budget_of?: string;
}

/**
 * Another person's decision about a document that waits for it.
 * @throws YibaoError DEPARTMENT-DECIDED | DEPARTMENT-SAME-PERSON
 */
export async function writeDecision(
  client: pg.PoolClient,
  act: Act,
  document: KeptDocument,
  { decision, date, budget_of }: Deciding,
): Promise<void> {
  const { document_no, kind, person } = document;
  if (document.decision !== null) {
    const decided = document.decision === "approved" ? "已批准" : "已退回";
    throw new YibaoError("DEPARTMENT-DECIDED", { kind: KIND_NAMES[kind], document_no, decided });
  }
  assertAnother(person, act.person, `${KIND_NAMES[kind]} ${document_no}`);
  await client.query(
    `insert into department.decision (document_no, maker, person, decision, budget_of,
       document_date, reason, recorded_at, request_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      document_no,
      person,
      act.person,
      decision,
      budget_of ?? null,
      date,
      act.reason,
      act.at,
      act.request_id,
    ],
  );
}

/** What a document does to the journal, line by line. */
export interface LinePosting {
  readonly line: BudgetLine;
  readonly legs: readonly Leg[];
  readonly corrects_entry_no?: number;
}

export interface Posting {
  readonly document_no: number;
  readonly date: CivilDate;
  readonly kind: DocumentKind;
  readonly evidence_hash?: string;
}

/** Posts to the ledger's second book: one entry a line, in the caller's transaction. */
export async function postLines(
  client: pg.PoolClient,
  books: Books,
  act: Act,
  { document_no, date, kind, evidence_hash }: Posting,
  postings: readonly LinePosting[],
): Promise<void> {
  const [first] = postings;
  if (first === undefined) return;
  const { region } = first.line;
  const pools = postings.map(({ line }) => poolOf(line));
  const accounts = await poolAccounts(client, { book: "department", region, pools });
  const entries: JournalEntry[] = [];
  for (const { line, legs, corrects_entry_no } of postings) {
    const codes = accounts.get(poolOf(line)) ?? new Map<string, number>();
    entries.push({
      person_no: entryPerson(line.unit_code),
      entry_no: await books.nextEntryNo(),
      region,
      book: "department",
      entry_date: date,
      kind,
      settlement_id: null,
      institution_code: null,
      postings: legs.map(({ code, amount_fen }) => ({
        account_no: codes.get(code) ?? 0,
        amount_fen,
      })),
      evidence_hash: evidence_hash ?? null,
      memo: `${KIND_NAMES[kind]} ${document_no}：${act.reason}`,
      corrects_entry_no: corrects_entry_no ?? null,
    });
  }
  await post(client, entries);
  await client.query(
    `insert into department.entry (document_no, entry_no, line_no)
     select $1, * from unnest($2::bigint[], $3::bigint[])`,
    [
      document_no,
      entries.map(({ entry_no }) => entry_no),
      postings.map(({ line }) => line.line_no),
    ],
  );
}

/** The ledger keys entries by person; a unit's own are under the unit. */
export function entryPerson(unit_code: string): string {
  return `UNIT-${unit_code}`;
}
