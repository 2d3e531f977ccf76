import type pg from "pg";
import { type CivilDate, type Fen, YibaoError } from "../kernel/index.ts";
import { type Act, assertGiven, assertInYear, assertPositive } from "./act.ts";
import { type Books, once } from "./books.store.ts";
import type { Deciding } from "./budget.store.ts";
import {
  assertOpen,
  changeCommitment,
  free,
  type HeldCommitment,
  lockCommitment,
  reserve,
} from "./commitment.store.ts";
import {
  documentByNo,
  type KeptDocument,
  postLines,
  writeDecision,
  writeDocument,
} from "./document.store.ts";
import { writeEvidence } from "./evidence.store.ts";
import { coveredBy, type Evidence, evidenceHash, type UsedEvidence } from "./evidence.ts";
import { changeLine } from "./line.store.ts";
import { paymentLegs } from "./postings.ts";

/** 支付凭证, as it is put forward. */
export interface VoucherRequest {
  /** The commitment it pays, or the line when nothing was reserved before. */
  readonly against: { readonly commitment_no: number } | { readonly line_no: number };
  readonly amount_fen: Fen;
  readonly payee: string;
  readonly purpose: string;
  readonly date: CivilDate;
  readonly evidence: readonly Evidence[];
}

/**
 * Puts forward a payment with its attachments: the amount is reserved, nothing is paid before
 * another person approves.
 * @throws YibaoError DEPARTMENT-EVIDENCE-… | -AMOUNT | -VALUE-MISSING | -DATE-OUTSIDE |
 * -LINE-OVERDRAWN | -COMMITMENT-OVERDRAWN | -DOCUMENT-UNKNOWN | -LINE-UNKNOWN | -YEAR-CLOSED
 */
export async function requestPayment(
  books: Books,
  act: Act,
  request: VoucherRequest,
): Promise<{ readonly document_no: number; readonly commitment_no: number }> {
  return once(books, "voucher", act, request, async (client) => {
    assertPositive("支付", request.amount_fen);
    assertGiven("收款人", request.payee);
    assertGiven("用途", request.purpose);
    const evidence = coveredBy(request.evidence, request.amount_fen);
    const commitment_no = await commitmentOf(client, books, act, request);
    const commitment = await lockCommitment(client, commitment_no);
    assertOpen(commitment, request.amount_fen);
    const document_no = await writeVoucher(client, act, request, commitment, evidence);
    return { document_no, commitment_no };
  });
}

async function commitmentOf(
  client: pg.PoolClient,
  books: Books,
  act: Act,
  { against, amount_fen, payee, date }: VoucherRequest,
): Promise<number> {
  if ("commitment_no" in against) return against.commitment_no;
  const { line_no } = against;
  const kind = "direct" as const;
  const facts = { line_no, kind, number: "", counterparty: payee, amount_fen, date };
  return reserve(client, books, act, facts);
}

async function writeVoucher(
  client: pg.PoolClient,
  act: Act,
  { amount_fen, payee, purpose, date }: VoucherRequest,
  { document_no: commitment_no, held }: HeldCommitment,
  evidence: readonly UsedEvidence[],
): Promise<number> {
  const { line_no, unit_code, year } = held.line;
  assertInYear(date, year);
  await changeCommitment(client, commitment_no, { pending_fen: amount_fen });
  const items = [{ line_no, amount_fen }];
  const facts = { kind: "voucher" as const, unit_code, year, date, items };
  const document_no = await writeDocument(client, act, facts);
  await client.query(
    `insert into department.voucher (document_no, commitment_no, amount_fen, payee, purpose)
     values ($1, $2, $3, $4, $5)`,
    [document_no, commitment_no, amount_fen, payee, purpose],
  );
  await writeEvidence(client, document_no, evidence);
  return document_no;
}

/** A voucher as it is kept. */
export interface Voucher extends KeptDocument {
  readonly commitment_no: number;
  readonly amount_fen: Fen;
}

/** @throws YibaoError DEPARTMENT-DOCUMENT-UNKNOWN */
export async function voucherByNo(client: pg.PoolClient, document_no: number): Promise<Voucher> {
  const document = await documentByNo(client, document_no, "voucher");
  const { rows } = await client.query<{ commitment_no: number; amount_fen: Fen }>(
    "select commitment_no, amount_fen from department.voucher where document_no = $1",
    [document_no],
  );
  return { ...document, ...(rows[0] as { commitment_no: number; amount_fen: Fen }) };
}

/**
 * Approves and so pays a voucher, or refuses it. What is paid was released before. A refused
 * voucher without a commitment of its own gives back what it reserved.
 * @throws YibaoError DEPARTMENT-DOCUMENT-UNKNOWN | -DECIDED | -SAME-PERSON | -NOT-RELEASED |
 * -DATE-OUTSIDE | -YEAR-CLOSED
 */
export async function decidePayment(
  books: Books,
  act: Act,
  deciding: Deciding,
): Promise<{ readonly document_no: number }> {
  return once(books, "voucher-decision", act, deciding, async (client) => {
    const { document_no, decision, date } = deciding;
    const { commitment_no } = await voucherByNo(client, document_no);
    const commitment = await lockCommitment(client, commitment_no);
    const voucher = await voucherByNo(client, document_no);
    const { amount_fen } = voucher;
    assertInYear(date, voucher.year);
    await writeDecision(client, act, voucher, { decision, date });
    if (decision === "approved") await pay(client, books, act, voucher, commitment, date);
    else {
      await changeCommitment(client, commitment_no, { pending_fen: -amount_fen });
      if (commitment.kind === "direct") {
        await free(client, books, act, commitment, amount_fen, date);
      }
    }
    return { document_no };
  });
}

async function pay(
  client: pg.PoolClient,
  books: Books,
  act: Act,
  { document_no, amount_fen }: Voucher,
  { document_no: commitment_no, held }: HeldCommitment,
  date: CivilDate,
): Promise<void> {
  await changeCommitment(client, commitment_no, { pending_fen: -amount_fen, paid_fen: amount_fen });
  await changeLine(client, held, { committed_fen: -amount_fen, paid_fen: amount_fen });
  const evidence_hash = evidenceHash(await evidenceOf(client, document_no));
  const posting = { document_no, date, kind: "voucher" as const, evidence_hash };
  const { line } = held;
  await postLines(client, books, act, posting, [{ line, legs: paymentLegs(line, amount_fen) }]);
}

async function evidenceOf(
  client: pg.PoolClient,
  document_no: number,
): Promise<readonly UsedEvidence[]> {
  const { rows } = await client.query<UsedEvidence>(
    `select kind, number, sha256, amount_fen, covers_fen from department.evidence
      where document_no = $1 order by place`,
    [document_no],
  );
  // The table refuses it too, but at the commit: here it has a sentence.
  if (rows.length === 0) throw new YibaoError("DEPARTMENT-EVIDENCE-MISSING");
  return rows;
}
