import type pg from "pg";
import { type CivilDate, type Fen, YibaoError, yuanFromFen } from "../kernel/index.ts";
import { type Act, assertGiven, assertInYear, assertPositive } from "./act.ts";
import { type Books, once } from "./books.store.ts";
import { postLines, writeDocument } from "./document.store.ts";
import { changeLine, type LockedLine, lockLine } from "./line.store.ts";
import { commitmentLegs } from "./postings.ts";

/** 占用 by a contract, or by an application that was allowed. */
export interface Commitment {
  readonly line_no: number;
  readonly kind: "contract" | "application";
  readonly number: string;
  readonly counterparty: string;
  readonly amount_fen: Fen;
  readonly date: CivilDate;
}

/** A commitment locked together with its line. */
export interface HeldCommitment {
  readonly document_no: number;
  readonly kind: "contract" | "application" | "direct";
  readonly held: LockedLine;
  /** Neither freed, nor asked for by a voucher that waits, nor paid. */
  readonly open_fen: Fen;
}

/**
 * Reserves an amount of a line. A line is never over-committed, whoever asks at the same time.
 * @throws YibaoError DEPARTMENT-AMOUNT | -VALUE-MISSING | -DATE-OUTSIDE | -LINE-UNKNOWN |
 * -YEAR-CLOSED | -LINE-OVERDRAWN
 */
export async function commit(
  books: Books,
  act: Act,
  commitment: Commitment,
): Promise<{ readonly document_no: number }> {
  return once(books, "commitment", act, commitment, async (client) => {
    assertGiven("合同或申请编号", commitment.number);
    assertGiven("对方", commitment.counterparty);
    return { document_no: await reserve(client, books, act, commitment) };
  });
}

/** Inside a transaction; what a voucher without a commitment reserves is `direct`. */
export async function reserve(
  client: pg.PoolClient,
  books: Books,
  act: Act,
  asked: Omit<Commitment, "kind"> & { readonly kind: HeldCommitment["kind"] },
): Promise<number> {
  const { line_no, kind, number, counterparty, amount_fen, date } = asked;
  assertPositive("占用", amount_fen);
  const held = await lockLine(client, line_no);
  const { line } = held;
  assertInYear(date, line.year);
  await changeLine(client, held, { committed_fen: amount_fen });
  const { unit_code, year } = line;
  const items = [{ line_no, amount_fen }];
  const facts = { kind: "commitment" as const, unit_code, year, date, items };
  const document_no = await writeDocument(client, act, facts);
  await client.query(
    `insert into department.commitment (document_no, kind, number, counterparty)
     values ($1, $2, $3, $4)`,
    [document_no, kind, number, counterparty],
  );
  await client.query(
    "insert into department.commitment_state (document_no, amount_fen) values ($1, $2)",
    [document_no, amount_fen],
  );
  const legs = commitmentLegs(amount_fen);
  await postLines(client, books, act, { document_no, date, kind: "commitment" }, [{ line, legs }]);
  return document_no;
}

/**
 * Locks a commitment's line, then the commitment.
 * @throws YibaoError DEPARTMENT-DOCUMENT-UNKNOWN | -YEAR-CLOSED
 */
export async function lockCommitment(
  client: pg.PoolClient,
  document_no: number,
): Promise<HeldCommitment> {
  const found = await client.query<{ line_no: number; kind: HeldCommitment["kind"] }>(
    `select line_no, kind from department.commitment join department.item using (document_no)
      where document_no = $1`,
    [document_no],
  );
  const [commitment] = found.rows;
  if (commitment === undefined) {
    throw new YibaoError("DEPARTMENT-DOCUMENT-UNKNOWN", { kind: "占用", document_no });
  }
  const held = await lockLine(client, commitment.line_no);
  const { rows } = await client.query<{ open_fen: Fen }>(
    `select amount_fen - freed_fen - pending_fen - paid_fen as open_fen
       from department.commitment_state where document_no = $1 for update`,
    [document_no],
  );
  const { open_fen } = rows[0] as { open_fen: Fen };
  return { document_no, kind: commitment.kind, held, open_fen };
}

/** Moves amounts of a locked commitment; the table refuses what would overdraw it. */
export async function changeCommitment(
  client: pg.PoolClient,
  document_no: number,
  change: {
    readonly freed_fen?: number;
    readonly pending_fen?: number;
    readonly paid_fen?: number;
  },
): Promise<void> {
  await client.query(
    `update department.commitment_state set freed_fen = freed_fen + $2,
       pending_fen = pending_fen + $3, paid_fen = paid_fen + $4 where document_no = $1`,
    [document_no, change.freed_fen ?? 0, change.pending_fen ?? 0, change.paid_fen ?? 0],
  );
}

/** What of a commitment is freed; null for all that is open. */
export interface CommitmentRelease {
  readonly commitment_no: number;
  readonly amount_fen: Fen | null;
  readonly date: CivilDate;
}

/**
 * Frees a commitment, or a part of it.
 * @throws YibaoError DEPARTMENT-DOCUMENT-UNKNOWN | -COMMITMENT-OVERDRAWN | -AMOUNT |
 * -DATE-OUTSIDE | -YEAR-CLOSED
 */
export async function freeCommitment(
  books: Books,
  act: Act,
  release: CommitmentRelease,
): Promise<{ readonly document_no: number }> {
  return once(books, "commitment-release", act, release, async (client) => {
    const commitment = await lockCommitment(client, release.commitment_no);
    const amount_fen = release.amount_fen ?? commitment.open_fen;
    assertPositive("释放", amount_fen);
    assertOpen(commitment, amount_fen);
    return { document_no: await free(client, books, act, commitment, amount_fen, release.date) };
  });
}

/** @throws YibaoError DEPARTMENT-COMMITMENT-OVERDRAWN */
export function assertOpen({ document_no, open_fen }: HeldCommitment, amount_fen: Fen): void {
  if (amount_fen <= open_fen) return;
  const details = { document_no, open: yuanFromFen(open_fen), asked: yuanFromFen(amount_fen) };
  throw new YibaoError("DEPARTMENT-COMMITMENT-OVERDRAWN", details);
}

/** Inside a transaction, of a locked commitment. */
export async function free(
  client: pg.PoolClient,
  books: Books,
  act: Act,
  commitment: HeldCommitment,
  amount_fen: Fen,
  date: CivilDate,
): Promise<number> {
  const { line } = commitment.held;
  const { unit_code, year, line_no } = line;
  assertInYear(date, year);
  await changeCommitment(client, commitment.document_no, { freed_fen: amount_fen });
  await changeLine(client, commitment.held, { committed_fen: -amount_fen });
  const back = -amount_fen as Fen;
  const kind = "commitment-release" as const;
  const items = [{ line_no, amount_fen: back }];
  const document_no = await writeDocument(client, act, { kind, unit_code, year, date, items });
  await client.query(
    "insert into department.commitment_release (document_no, commitment_no) values ($1, $2)",
    [document_no, commitment.document_no],
  );
  const legs = commitmentLegs(back);
  await postLines(client, books, act, { document_no, date, kind }, [{ line, legs }]);
  return document_no;
}
