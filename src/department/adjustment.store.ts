import type pg from "pg";
import { type CivilDate, type Fen, YibaoError, yuanFromFen } from "../kernel/index.ts";
import { type Act, assertGiven, assertInYear } from "./act.ts";
import { type Books, lockYear, once } from "./books.store.ts";
import { assertYearOpen, type Deciding } from "./budget.store.ts";
import {
  type KeptDocument,
  type LinePosting,
  lockedDocument,
  postLines,
  writeDecision,
} from "./document.store.ts";
import { changeLine, lockLines } from "./line.store.ts";
import { FUNDS, lineName } from "./line.ts";
import { ADJUSTED, budgetLegs } from "./postings.ts";
import { type Proposal, writeProposal } from "./proposal.store.ts";

/** 调剂 moves between lines of a fund, 追加 adds, 追减 takes away. */
export const ADJUSTMENT_KINDS = {
  transfer: "调剂",
  addition: "追加",
  reduction: "追减",
} as const;
export type AdjustmentKind = keyof typeof ADJUSTMENT_KINDS;

/** The amounts are signed: what the line gets, or gives. */
export interface AdjustmentProposal extends Proposal {
  readonly kind: AdjustmentKind;
  /** Number of the document that allows it. */
  readonly authority: string;
}

/**
 * Puts forward an adjustment; another person approves it.
 * @throws YibaoError DEPARTMENT-VALUE-MISSING | -BUDGET-EMPTY | -ADJUSTMENT-SIGN |
 * -TRANSFER-UNEVEN | -ITEM-TWICE | -YEAR-CLOSED | -DATE-OUTSIDE and as `ensureLines`
 */
export async function proposeAdjustment(
  books: Books,
  act: Act,
  proposal: AdjustmentProposal,
): Promise<{ readonly document_no: number }> {
  return once(books, "adjustment", act, proposal, async (client) => {
    const { unit_code, year, kind, date, authority } = proposal;
    assertGiven("文号", authority);
    assertInYear(date, year);
    assertAdjustment(proposal);
    await lockYear(client, unit_code, year);
    await assertYearOpen(client, unit_code, year);
    const document_no = await writeProposal(client, books, act, "adjustment", proposal);
    await client.query(
      "insert into department.adjustment (document_no, kind, authority) values ($1, $2, $3)",
      [document_no, kind, authority],
    );
    return { document_no };
  });
}

/** Signs by kind; money moved within a fund stays in it. */
function assertAdjustment({ kind, items }: AdjustmentProposal): void {
  if (items.length === 0) throw new YibaoError("DEPARTMENT-BUDGET-EMPTY");
  for (const item of items) {
    const { amount_fen } = item;
    const whole = Number.isSafeInteger(amount_fen) && amount_fen !== 0;
    const right = kind === "transfer" || amount_fen > 0 === (kind === "addition");
    if (whole && right) continue;
    throw new YibaoError("DEPARTMENT-ADJUSTMENT-SIGN", {
      kind: ADJUSTMENT_KINDS[kind],
      line: lineName(item),
      amount: Number.isSafeInteger(amount_fen) ? yuanFromFen(amount_fen) : String(amount_fen),
    });
  }
  if (kind !== "transfer") return;
  for (const fund of new Set(items.map((item) => item.fund))) {
    const sum = items.reduce((all, item) => all + (item.fund === fund ? item.amount_fen : 0), 0);
    if (sum === 0) continue;
    const details = { fund: FUNDS[fund], difference: yuanFromFen(sum as Fen) };
    throw new YibaoError("DEPARTMENT-TRANSFER-UNEVEN", details);
  }
}

/**
 * Approves or refuses an adjustment. What a line gives must be free: neither committed nor paid,
 * and its release taken back before.
 * @throws YibaoError DEPARTMENT-DOCUMENT-UNKNOWN | -DECIDED | -SAME-PERSON | -LINE-OVERDRAWN |
 * -RELEASE-TOO-MUCH | -YEAR-CLOSED | -DATE-OUTSIDE
 */
export async function decideAdjustment(
  books: Books,
  act: Act,
  deciding: Deciding,
): Promise<{ readonly document_no: number }> {
  return once(books, "adjustment-decision", act, deciding, async (client) => {
    const { document_no, decision, date } = deciding;
    const document = await lockedDocument(client, document_no, "adjustment");
    await writeDecision(client, act, document, { decision, date });
    if (decision === "approved") await applyAdjustment(client, books, act, document, date);
    return { document_no };
  });
}

async function applyAdjustment(
  client: pg.PoolClient,
  books: Books,
  act: Act,
  { document_no, year, items }: KeptDocument,
  date: CivilDate,
): Promise<void> {
  assertInYear(date, year);
  const locked = await lockLines(
    client,
    items.map(({ line_no }) => line_no),
  );
  const postings: LinePosting[] = [];
  for (const { line_no, amount_fen } of items) {
    const held = locked.get(line_no);
    if (held === undefined) continue;
    await changeLine(client, held, { adjusted_fen: amount_fen });
    postings.push({ line: held.line, legs: budgetLegs(ADJUSTED, amount_fen) });
  }
  await postLines(client, books, act, { document_no, date, kind: "adjustment" }, postings);
}
