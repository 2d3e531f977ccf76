import { createHash } from "node:crypto";
import type pg from "pg";
import { addFen, type Fen, YibaoError, yuanFromFen, ZERO_FEN } from "../kernel/index.ts";
import { loadAccounts, post } from "../ledger/index.ts";
import { loadPersonFacts, moveStates, type PersonRecord } from "../people/index.ts";
import type { Region } from "../policy/index.ts";
import { createIdAllocator, type Store } from "../store/index.ts";
import { findClaimAccounts } from "./claim-account.store.ts";
import {
  assertPaymentDay,
  type ClaimAccount,
  type ClaimPayment,
  type ClaimPaymentResult,
  type PaidClaim,
} from "./claim-payment.ts";
import { claimPaymentEntry, type FundAmount, type PostingHouse } from "./posting.ts";

/** The most claims of one payment. */
export const CLAIMS_PAID_MOST = 200;
const MOST_ATTEMPTS = 20;

/**
 * Enters that a batch was paid, all of it in one transaction or none: what is owed to the persons
 * and the deposit from which it was paid grow less. The people's states are moved with it, so that
 * nothing else happens to a claim meanwhile. The same payment again does nothing.
 * @throws YibaoError SETTLEMENT-PAYMENT-CHANGED | SETTLEMENT-PAYMENT-REFERENCE-USED |
 * SETTLEMENT-PAYMENT-DAY | SETTLEMENT-CONTENTION
 */
export async function payClaims(
  store: Store,
  region: Region,
  payment: ClaimPayment,
  now: Date,
): Promise<ClaimPaymentResult> {
  const { payment_no, claims } = payment;
  const paid_fen = addFen(...claims.map(({ amounts }) => sumOf(amounts)));
  const known = await store.query("select from settlement.claim_payment where payment_no = $1", [
    payment_no,
  ]);
  if (known.rows.length > 0) return { claims: claims.length, paid_fen, repeated: true };
  await assertOwnReference(store, payment);
  const accounts = await loadAccounts(store);
  const house: PostingHouse = { region: region.code, funds: region.funds, accounts };
  const nextEntryNo = createIdAllocator(store, "ledger.entry_no");
  const entry_nos: number[] = [];
  while (entry_nos.length < claims.length) entry_nos.push(await nextEntryNo());
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const records = await loadPersonFacts(store.pool, peopleOf(claims));
    try {
      await store.transaction(async (client) => {
        await moveAll(client, records);
        await assertDue(client, region.code, payment, now);
        await writePayment(client, house, payment, entry_nos);
      });
      return { claims: claims.length, paid_fen, repeated: false };
    } catch (error) {
      if (!(error instanceof StateMoved)) throw error;
    }
  }
  throw new YibaoError("SETTLEMENT-CONTENTION", { person_no: claims[0]?.person_no ?? "" });
}

/** Somebody else moved a person's state since it was read: tried again on what it then is. */
class StateMoved extends Error {}

/** As they are, by one version more. */
async function moveAll(
  client: pg.PoolClient,
  records: ReadonlyMap<string, PersonRecord>,
): Promise<void> {
  const moves = [...records].map(([person_no, { state }]) => ({ ...state, person_no }));
  if ((await moveStates(client, moves)).size !== moves.length) throw new StateMoved();
}

async function assertOwnReference(store: Store, payment: ClaimPayment): Promise<void> {
  const { bank_reference } = payment;
  const { rows } = await store.query<{ paid_on: string }>(
    "select paid_on from settlement.claim_payment where bank_reference = $1 limit 1",
    [bank_reference],
  );
  if (rows[0] === undefined) return;
  const details = { bank_reference, paid_on: rows[0].paid_on };
  throw new YibaoError("SETTLEMENT-PAYMENT-REFERENCE-USED", details, "bank_reference");
}

/** What is paid must still be what is owed, fund by fund, and owed on the day. */
async function assertDue(
  client: pg.PoolClient,
  region: string,
  { claims, paid_on }: ClaimPayment,
  now: Date,
): Promise<void> {
  const ids = claims.map(({ settlement_id }) => settlement_id);
  const accounts = await findClaimAccounts(client, region, ids);
  const byId = new Map(accounts.map((account) => [account.settlement_id, account]));
  for (const { person_no, settlement_id, amounts } of claims) {
    const account = byId.get(settlement_id);
    const dues = account?.person_no === person_no ? account.dues : [];
    if (textOf(dues) !== textOf(amounts) || sumOf(amounts) <= 0) {
      const details = {
        settlement_id,
        proposed: yuanFromFen(sumOf(amounts)),
        now: yuanFromFen(sumOf(dues)),
      };
      throw new YibaoError("SETTLEMENT-PAYMENT-CHANGED", details);
    }
    assertPaymentDay(account as ClaimAccount, paid_on, now);
  }
}

async function writePayment(
  client: pg.PoolClient,
  house: PostingHouse,
  payment: ClaimPayment,
  entry_nos: readonly number[],
): Promise<void> {
  const { claims, payment_no, paid_on, bank_reference } = payment;
  const rows = claims.flatMap(({ person_no, settlement_id, amounts }, index) =>
    amounts.map((amount) => ({
      ...{ person_no, settlement_id, ...amount, entry_no: entry_nos[index] as number },
    })),
  );
  await client.query(
    `insert into settlement.claim_payment (payment_no, paid_on, bank_reference, person_no,
            settlement_id, fund, amount_fen, entry_no)
     select $1, $2, $3, * from unnest($4::text[], $5::bigint[], $6::text[], $7::bigint[],
            $8::bigint[])`,
    [
      ...[payment_no, paid_on, bank_reference],
      rows.map(({ person_no }) => person_no),
      rows.map(({ settlement_id }) => settlement_id),
      rows.map(({ fund }) => fund),
      rows.map(({ paid_fen }) => paid_fen),
      rows.map(({ entry_no }) => entry_no),
    ],
  );
  await client.query(
    `update settlement.visit v set state = 'paid'
       from unnest($1::text[], $2::bigint[]) as k (person_no, settlement_id)
       join settlement.settlement s using (person_no, settlement_id)
      where v.person_no = s.person_no and v.visit_id = s.visit_id`,
    [claims.map(({ person_no }) => person_no), claims.map((one) => one.settlement_id)],
  );
  await post(
    client,
    claims.map(({ person_no, settlement_id, amounts }, index) => {
      const facts = {
        ...{ person_no, entry_date: paid_on, evidence_hash: evidenceOf(payment) },
        memo: `拨付零星报销 结算 ${settlement_id} 银行流水 ${bank_reference}`,
      };
      return claimPaymentEntry(house, facts, amounts, entry_nos[index] as number);
    }),
  );
}

function evidenceOf({ payment_no, paid_on, bank_reference, claims }: ClaimPayment): string {
  const content = JSON.stringify([payment_no, paid_on, bank_reference, claims]);
  return createHash("sm3").update(content).digest("hex");
}

function peopleOf(claims: readonly PaidClaim[]): string[] {
  return [...new Set(claims.map(({ person_no }) => person_no))];
}

function sumOf(amounts: readonly FundAmount[]): Fen {
  return addFen(ZERO_FEN, ...amounts.map(({ paid_fen }) => paid_fen));
}

function textOf(amounts: readonly FundAmount[]): string {
  return amounts
    .map(({ fund, paid_fen }) => `${fund} ${paid_fen}`)
    .sort()
    .join("\n");
}
