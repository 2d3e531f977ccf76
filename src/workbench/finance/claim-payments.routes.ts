import { Type } from "typebox";
import { maskedName, type Proposal, propose } from "../../access/index.ts";
import { addFen, type CivilDate, YibaoError, ZERO_FEN } from "../../kernel/index.ts";
import { loadPersonFacts } from "../../people/index.ts";
import {
  assertPaymentDay,
  CLAIMS_PAID_MOST,
  type ClaimAccount,
  type ClaimAccountsFilter,
  findClaimAccounts,
  type PaidClaim,
  payClaims,
  readClaimAccounts,
} from "../../settlement/index.ts";
import { Day, dayOrNull, Fen, Text, TextOrNull } from "../agency/fields.ts";
import type { House } from "../house.ts";
import { listRoute } from "../list-route.ts";
import { type Context, route } from "../route.ts";
import type { Waiting } from "../waiting.ts";

/**
 * Paying people what the funds owe them for manual claims: the list of what is owed, and batches
 * that one puts up with the bank's reference and another approves.
 */
export const CLAIM_PAYMENT = "claim-payment";

const STANDINGS = ["due", "paid", "overpaid", "nothing"] as const;

const accounts = listRoute({
  path: "/api/v1/claims/accounts",
  title: "应付个人待遇",
  right: ["payments.make", "payments.check"],
  filters: {
    standing: Type.Optional(Type.Enum([...STANDINGS])),
    from: Type.Optional(Day),
    until: Type.Optional(Day),
  },
  row: {
    settlement_id: Text,
    person_no: Text,
    name: Text,
    institution: Text,
    begin: Text,
    settled_at: Text,
    total_fen: Fen,
    owed_fen: Fen,
    paid_fen: Fen,
    due_fen: Fen,
    standing: Type.Enum([...STANDINGS]),
    paid_on: TextOrNull,
    bank_reference: TextOrNull,
  },
  columns: [
    { key: "settlement_id", title: "结算ID", kind: "text" },
    { key: "person_no", title: "人员编号", kind: "text" },
    { key: "name", title: "收款人", kind: "text" },
    { key: "institution", title: "就医机构", kind: "text" },
    { key: "begin", title: "就诊日期", kind: "date" },
    { key: "settled_at", title: "结算时间", kind: "text" },
    { key: "total_fen", title: "医疗费用", kind: "amount" },
    { key: "owed_fen", title: "应付", kind: "amount" },
    { key: "paid_fen", title: "已拨付", kind: "amount" },
    { key: "due_fen", title: "待拨付", kind: "amount" },
    { key: "standing", title: "状态", kind: "text" },
    { key: "paid_on", title: "拨付日期", kind: "date" },
    { key: "bank_reference", title: "银行流水号", kind: "text" },
  ],
  rows: async ({ read, house }, { standing, from, until }, { offset, limit }) => {
    const filter: ClaimAccountsFilter = {
      ...{ region: house.region.value.code, standing: standing ?? null },
      ...{ from: dayOrNull(from, "from"), to: dayOrNull(until, "until"), offset, limit },
    };
    const { rows, total } = await read((runner) => readClaimAccounts(runner, filter));
    const numbers = [...new Set(rows.map(({ person_no }) => person_no))];
    const people = await loadPersonFacts(house.store.pool, numbers);
    return {
      total,
      rows: rows.map(({ dues, end, settlement_id, ...row }) => ({
        ...{ ...row, settlement_id: String(settlement_id) },
        name: maskedName(people.get(row.person_no)?.person.name ?? ""),
        due_fen: addFen(ZERO_FEN, ...dues.map(({ paid_fen }) => paid_fen)),
      })),
    };
  },
});

interface PaymentContent {
  readonly claims: readonly PaidClaim[];
  readonly visits: number;
  readonly payable_fen: number;
  readonly paid_on: CivilDate;
  readonly bank_reference: string;
}

const proposed = route({
  method: "POST",
  path: "/api/v1/claims/payments",
  title: "提请登记拨付",
  right: "payments.make",
  body: Type.Object({
    request_id: Type.String({ minLength: 8, maxLength: 64 }),
    settlement_ids: Type.Array(Type.String({ pattern: "^\\d{1,15}$" }), {
      minItems: 1,
      maxItems: CLAIMS_PAID_MOST,
      uniqueItems: true,
    }),
    paid_on: Day,
    bank_reference: Type.String({ minLength: 1, maxLength: 60 }),
    reason: Type.String({ minLength: 1, maxLength: 500 }),
  }),
  answer: Type.Object({ proposal_no: Type.Integer() }),
  handle: async (context, { body }) => {
    const { house, caller, now } = context;
    const paid_on = dayOrNull(body.paid_on, "paid_on") as CivilDate;
    const claims = await dueClaims(context, body.settlement_ids, paid_on);
    const amounts = claims.flatMap((claim) => claim.amounts.map(({ paid_fen }) => paid_fen));
    const content: PaymentContent = {
      ...{ claims, visits: claims.length, payable_fen: addFen(...amounts) },
      paid_on,
      bank_reference: body.bank_reference.trim(),
    };
    const { proposal_no } = await propose(
      house.store,
      {
        ...{ request_id: body.request_id, kind: CLAIM_PAYMENT, content },
        subject: `零星报销拨付 ${claims.length} 笔，银行流水 ${content.bank_reference}`,
        region: house.region.value.code,
        checked_by: "payments.check",
        reason: body.reason,
      },
      caller,
      now,
    );
    return { proposal_no };
  },
});

/** @throws YibaoError FINANCE-CLAIM-NOT-DUE | SETTLEMENT-PAYMENT-DAY */
async function dueClaims(
  { read, house, now }: Context,
  ids: readonly string[],
  paid_on: CivilDate,
): Promise<PaidClaim[]> {
  const found = await read((runner) =>
    findClaimAccounts(runner, house.region.value.code, ids.map(Number)),
  );
  const byId = new Map(found.map((one): [string, ClaimAccount] => [`${one.settlement_id}`, one]));
  return ids.map((settlement_id) => {
    const account = byId.get(settlement_id);
    if (account?.standing !== "due") {
      throw new YibaoError("FINANCE-CLAIM-NOT-DUE", { settlement_id }, "settlement_ids");
    }
    assertPaymentDay(account, paid_on, now);
    return {
      ...{ person_no: account.person_no, settlement_id: account.settlement_id },
      amounts: account.dues,
    };
  });
}

/** Enters the payment under the proposal's number, so that it is made once. */
export async function approvePayment(
  { store, region }: House,
  { proposal_no, content }: Pick<Proposal, "proposal_no" | "content">,
  now: Date,
): Promise<unknown> {
  const { claims, paid_on, bank_reference } = content as PaymentContent;
  const payment = { payment_no: proposal_no, paid_on, bank_reference, claims };
  const { repeated: _, ...paid } = await payClaims(store, region.value, payment, now);
  return paid;
}

export const paymentsWaiting: Waiting = {
  ...{ right: "payments.make", title: "待拨付的零星报销", title_en: "Claims to pay" },
  path: "/finance/claims?standing=due",
  count: async ({ read, house }) => {
    const days = { from: null, to: null, offset: 0, limit: 1 };
    const filter = { region: house.region.value.code, standing: "due", ...days } as const;
    return (await read((runner) => readClaimAccounts(runner, filter))).total;
  },
};

export const CLAIM_PAYMENT_ROUTES = [accounts, proposed];
