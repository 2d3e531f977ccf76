import type pg from "pg";
import { type CivilDate, type Fen, YibaoError, yuanFromFen } from "../kernel/index.ts";
import { type Act, assertAnother, assertInYear, assertPositive } from "./act.ts";
import { type Books, once } from "./books.store.ts";
import { changeCommitment, type HeldCommitment, lockCommitment } from "./commitment.store.ts";
import { postLines, writeDocument } from "./document.store.ts";
import { writeEvidence } from "./evidence.store.ts";
import { coveredBy, type Evidence, evidenceHash } from "./evidence.ts";
import { changeLine } from "./line.store.ts";
import { paymentLegs, returnLegs } from "./postings.ts";
import { type Voucher, voucherByNo } from "./voucher.store.ts";

/** 冲销 of a whole voucher: it should not have been. */
export interface Reversal {
  readonly voucher_no: number;
  readonly date: CivilDate;
}

/** 退回: money of a voucher that came back. */
export interface Return {
  readonly voucher_no: number;
  readonly amount_fen: Fen;
  readonly date: CivilDate;
  readonly evidence: readonly Evidence[];
}

/**
 * Takes back a paid voucher by a contra entry, by another person than its maker. Its amount is
 * reserved again as it was before.
 * @throws YibaoError DEPARTMENT-DOCUMENT-UNKNOWN | -NOT-PAID | -SAME-PERSON | -DATE-OUTSIDE |
 * -YEAR-CLOSED
 */
export async function reversePayment(
  books: Books,
  act: Act,
  reversal: Reversal,
): Promise<{ readonly document_no: number }> {
  return once(books, "reversal", act, reversal, async (client) => {
    const { voucher_no, date } = reversal;
    const { voucher, commitment, corrected_fen } = await lockPaid(client, voucher_no);
    const { amount_fen, commitment_no } = voucher;
    if (corrected_fen !== 0) throw notPaid(voucher_no, "已有冲销或退回");
    assertAnother(voucher.person, act.person, `冲销支付凭证 ${voucher_no}`);
    assertInYear(date, voucher.year);
    const { line } = commitment.held;
    await changeCommitment(client, commitment_no, { paid_fen: -amount_fen });
    const changes = { committed_fen: amount_fen, paid_fen: -amount_fen };
    await changeLine(client, commitment.held, changes);
    const document_no = await writeCorrection(client, act, "reversal", voucher, amount_fen, date);
    const legs = paymentLegs(line, amount_fen).map(({ code, amount_fen: amount }) => {
      return { code, amount_fen: -amount as Fen };
    });
    const corrects_entry_no = await entryOf(client, voucher_no);
    const posting = { document_no, date, kind: "reversal" as const };
    await postLines(client, books, act, posting, [{ line, legs, corrects_entry_no }]);
    return { document_no };
  });
}

/**
 * Records money of a paid voucher that came back, with the slip that shows it. The line may spend
 * it again.
 * @throws YibaoError DEPARTMENT-DOCUMENT-UNKNOWN | -NOT-PAID | -RETURN-TOO-MUCH | -AMOUNT |
 * -EVIDENCE-… | -DATE-OUTSIDE | -YEAR-CLOSED
 */
export async function returnPayment(
  books: Books,
  act: Act,
  asked: Return,
): Promise<{ readonly document_no: number }> {
  return once(books, "return", act, asked, async (client) => {
    const { voucher_no, amount_fen, date } = asked;
    assertPositive("退回", amount_fen);
    const evidence = coveredBy(asked.evidence, amount_fen);
    const { voucher, commitment, corrected_fen } = await lockPaid(client, voucher_no);
    const left_fen = (voucher.amount_fen - corrected_fen) as Fen;
    if (amount_fen > left_fen) {
      const details = { voucher_no, left: yuanFromFen(left_fen), asked: yuanFromFen(amount_fen) };
      throw new YibaoError("DEPARTMENT-RETURN-TOO-MUCH", details);
    }
    assertInYear(date, voucher.year);
    const { line } = commitment.held;
    await changeLine(client, commitment.held, { paid_fen: -amount_fen });
    const document_no = await writeCorrection(client, act, "return", voucher, amount_fen, date);
    await writeEvidence(client, document_no, evidence);
    const evidence_hash = evidenceHash(evidence);
    const posting = { document_no, date, kind: "return" as const, evidence_hash };
    await postLines(client, books, act, posting, [{ line, legs: returnLegs(line, amount_fen) }]);
    return { document_no };
  });
}

interface PaidVoucher {
  readonly voucher: Voucher;
  readonly commitment: HeldCommitment;
  /** What was reversed or returned of it. */
  readonly corrected_fen: Fen;
}

async function lockPaid(client: pg.PoolClient, voucher_no: number): Promise<PaidVoucher> {
  const { commitment_no } = await voucherByNo(client, voucher_no);
  const commitment = await lockCommitment(client, commitment_no);
  const voucher = await voucherByNo(client, voucher_no);
  if (voucher.decision !== "approved") throw notPaid(voucher_no, "尚未支付");
  const { rows } = await client.query<{ reversed: boolean; corrected_fen: Fen }>(
    `select coalesce(bool_or(kind = 'reversal'), false) as reversed,
            coalesce(sum(amount_fen), 0)::bigint as corrected_fen
       from department.correction where voucher_no = $1`,
    [voucher_no],
  );
  const { reversed, corrected_fen } = rows[0] as { reversed: boolean; corrected_fen: Fen };
  if (reversed) throw notPaid(voucher_no, "已冲销");
  return { voucher, commitment, corrected_fen };
}

function notPaid(voucher_no: number, state: string): YibaoError {
  return new YibaoError("DEPARTMENT-NOT-PAID", { voucher_no, state });
}

async function writeCorrection(
  client: pg.PoolClient,
  act: Act,
  kind: "reversal" | "return",
  voucher: Voucher,
  amount_fen: Fen,
  date: CivilDate,
): Promise<number> {
  const { unit_code, year, document_no: voucher_no } = voucher;
  const items = voucher.items.map(({ line_no }) => ({ line_no, amount_fen: -amount_fen as Fen }));
  const document_no = await writeDocument(client, act, { kind, unit_code, year, date, items });
  await client.query(
    `insert into department.correction (document_no, voucher_no, kind, amount_fen)
     values ($1, $2, $3, $4)`,
    [document_no, voucher_no, kind, amount_fen],
  );
  return document_no;
}

async function entryOf(client: pg.PoolClient, document_no: number): Promise<number> {
  const { rows } = await client.query<{ entry_no: number }>(
    "select entry_no from department.entry where document_no = $1",
    [document_no],
  );
  return (rows[0] as { entry_no: number }).entry_no;
}
