import { type CivilDate, chinaTime, contains, YibaoError } from "../../kernel/index.ts";
import {
  type Enrolment,
  findByCertificate,
  loadPersonFacts,
  type PersonRecord,
} from "../../people/index.ts";
import type { Region } from "../../policy/index.ts";
import {
  enrolmentOn,
  findOrder,
  latestOrder,
  lockOrder,
  nextOrderNo,
  ORDER_TRANSACTION,
  type OrderFilter,
  placeOrder,
  readSettlement,
  type StandingOrder,
  withdrawOrder,
} from "../../settlement/index.ts";
import type { Runner, Store } from "../../store/index.ts";
import type { Handlers } from "../dispatch.ts";
import type { StoredAnswer } from "../receipt.ts";
import { quoted } from "../wire-value.ts";
import { personMembers } from "./person-node.ts";
import { dayOf, orderFacts } from "./purchase-order-facts.ts";
import { orderMembers, paidMembers, refundMembers } from "./purchase-order-node.ts";
import { changeOnce } from "./receipt.store.ts";
import { changing, storedAnswer } from "./requests.ts";
import { assertSamePerson } from "./same-person.ts";
import type { HandlerServices, RequestOf } from "./services.ts";

/**
 * 2161–2181: a purchase away from home in the province's older form. The pharmacy places an order;
 * the insured person confirms it on a device of theirs (`confirmPurchaseOrder`), which settles it;
 * the pharmacy asks, withdraws or refunds.
 */
type Codes = "2161" | "2163" | "2166" | "2167" | "2170" | "2171" | "2181";

export function purchaseOrderHandlers(services: HandlerServices): Pick<Handlers, Codes> {
  const { store, region } = services;
  return {
    "2161": async ({ received_at, input }) => {
      const today = chinaTime(received_at).slice(0, 10) as CivilDate;
      const record = await insured(store, input.ssn);
      const enrolment = currentEnrolment(region.value, record, today);
      const { psn_no, psn_name, gend, brdy } = personMembers(record.person, today);
      return {
        psn_no,
        psn_name,
        gend,
        brdy,
        ssn: record.person.certificate_no,
        psn_type: enrolment.person_type,
        insuplc_admdvs: enrolment.insured_region,
        outmed_fundmgt_optins_fulname: `${region.value.name}医疗保障经办机构`,
        acct_balc: record.state.balance_fen,
        insutype: enrolment.insutype,
      };
    },

    "2166": async (request) => place(services, request),

    "2167": async (request) => {
      const { mdtrt_regno, opter_name } = request.input;
      return changeOnce(store, request.receipt, async (transaction) => {
        await withdraw(transaction, request, mdtrt_regno, opter_name);
        return null;
      });
    },

    "2163": async (request) => {
      const order = await standing(store, request.institution_code, request.input.mdtrt_regno);
      return refund(services, request, order);
    },

    "2181": async (request) => reverse(services, request),

    "2170": async ({ input, institution_code }) => {
      const order = await found(store, institution_code, input.ssn, { states: ["placed"] });
      return orderMembers(order);
    },

    "2171": async ({ input, institution_code }) => {
      const order = await found(store, institution_code, input.ssn, {
        states: ["paid", "refunded"],
        order_no: input.mdtrt_regno ?? null,
        from: dayOf(input.start_date, "input.start_date（查询购药开始日期）"),
        to: dayOf(input.end_date, "input.end_date（查询购药结束日期）"),
      });
      const view = await readSettlement(store, keyOf(order));
      return paidMembers(order, view);
    },
  };
}

async function insured(store: Store, ssn: string): Promise<PersonRecord> {
  const person = await findByCertificate(store.pool, "01", ssn.toUpperCase());
  if (person === null) {
    const where = "input.ssn（社会保障号）";
    throw new YibaoError("GATEWAY-CERTIFICATE-UNKNOWN", { value: quoted(ssn) }, where);
  }
  const facts = await loadPersonFacts(store.pool, [person.person_no]);
  return facts.get(person.person_no) as PersonRecord;
}

const SCHEMES = ["310", "390"] as const;

/** The scheme in force on a day, the employees' before the residents'. */
function currentEnrolment(region: Region, record: PersonRecord, day: CivilDate): Enrolment {
  const held = SCHEMES.find((insutype) =>
    record.enrolments.some((row) => row.insutype === insutype && contains(row.period, day)),
  );
  return enrolmentOn(record, held ?? SCHEMES[0], day, region);
}

/** The purchase is tried first: what cannot be settled is refused before anybody confirms it. */
async function place(services: HandlerServices, request: RequestOf<"2166">): Promise<StoredAnswer> {
  const { store, settlement } = services;
  const { institution_code, msgid, received_at } = request;
  const facts = orderFacts(request.input);
  return changeOnce(store, request.receipt, async (transaction) => {
    const now = received_at;
    const view = await settlement.trialPharmacy(facts, {
      institution_code,
      message_id: msgid,
      now,
    });
    const { psn_name, ssn } = request.input;
    assertSamePerson({ psn_name, certno: ssn }, view.person, "input");
    const placed_at = chinaTime(now);
    const order_no = await nextOrderNo(transaction, placed_at.slice(0, 10) as CivilDate);
    const { person_no } = facts;
    const sent = request.input as unknown as Readonly<Record<string, unknown>>;
    await placeOrder(transaction, {
      person_no,
      order_no,
      institution_code,
      placed_at,
      facts,
      sent,
    });
    return { mdtrt_regno: order_no, prmmsg: "订单已生成，待参保人确认支付", push_flag: "1" };
  });
}

const ORDER_NO = "input.mdtrt_regno（就诊登记号）";

async function standing(
  runner: Runner,
  institution_code: string,
  order_no: string,
): Promise<StandingOrder> {
  const order = await findOrder(runner, institution_code, order_no);
  if (order === null) {
    throw new YibaoError("GATEWAY-ORDER-UNKNOWN", { order_no: quoted(order_no) }, ORDER_NO);
  }
  return order;
}

async function found(
  store: Store,
  institution_code: string,
  ssn: string,
  filter: Partial<OrderFilter> & Pick<OrderFilter, "states">,
): Promise<StandingOrder> {
  const { person_no } = (await insured(store, ssn)).person;
  const any = { institution_code, person_no, order_no: null, from: null, to: null };
  const order = await latestOrder(store, { ...any, ...filter });
  if (order === null) {
    const details = { order_no: filter.order_no ?? `证件号码 ${ssn}` };
    throw new YibaoError("GATEWAY-ORDER-UNKNOWN", details, "input.ssn（社会保障号码）");
  }
  return order;
}

const STATE_NAMES = {
  placed: "待确认",
  paid: "已支付",
  refunded: "已退费",
  withdrawn: "已取消",
} as const;

function wrongState(order: StandingOrder, mend: string): YibaoError {
  const { order_no, state } = order;
  const details = { order_no, state: STATE_NAMES[state], mend };
  return new YibaoError("GATEWAY-ORDER-STATE", details, ORDER_NO);
}

async function withdraw(
  transaction: Runner,
  request: RequestOf<"2167"> | RequestOf<"2181">,
  order_no: string,
  operator: string,
): Promise<void> {
  await lockOrder(transaction, order_no);
  const order = await standing(transaction, request.institution_code, order_no);
  if (order.state === "withdrawn") return;
  if (order.state !== "placed") throw wrongState(order, "已支付的订单用 2163 退费");
  await withdrawOrder(transaction, order, chinaTime(request.received_at), operator);
}

async function refund(
  { settlement }: HandlerServices,
  request: RequestOf<"2163">,
  order: StandingOrder,
): Promise<StoredAnswer> {
  if (order.settlement_id === null) throw wrongState(order, "没有支付的订单用 2167 取消");
  const { person_no, visit_id, settlement_id } = keyOf(order);
  return storedAnswer(
    settlement.cancelSettlement(
      { kind: "pharmacy", person_no, visit_id, settlement_id },
      changing(request, ({ cancelled }) => refundMembers(cancelled)),
    ),
  );
}

function keyOf({ person_no, visit_id, settlement_id }: StandingOrder) {
  return { person_no, visit_id: String(visit_id), settlement_id: String(settlement_id) };
}

/** 2181 by what is to be undone: the order, its settlement, or its refund, which stays. */
async function reverse(
  { store, settlement }: HandlerServices,
  request: RequestOf<"2181">,
): Promise<StoredAnswer> {
  const { institution_code, input, receipt } = request;
  const { mdtrt_regno, opter_name, status } = input;
  const order = await standing(store, institution_code, mdtrt_regno);
  if (status === "1106" || (status === "1107" && order.state === "placed")) {
    return changeOnce(store, receipt, async (transaction) => {
      await withdraw(transaction, request, mdtrt_regno, opter_name);
      return null;
    });
  }
  if (status === "1107") {
    const undone = order.settlement_id === null ? null : await undo(settlement, request, order);
    return undone ?? changeOnce(store, receipt, async () => null);
  }
  if (status === "1203") throw wrongState(order, "用 2166 重新下单，退费不能冲正");
  const details = { value: quoted(status), allowed: "1106 订单、1107 结算、1203 退费" };
  const where = "input.status（冲正业务类型）";
  throw new YibaoError("GATEWAY-REVERSAL-KIND", details, where);
}

/** Null when the settlement was taken back before: that is what a reversal is for. */
async function undo(
  settlement: HandlerServices["settlement"],
  request: RequestOf<"2181">,
  order: StandingOrder,
): Promise<StoredAnswer | null> {
  const { person_no, visit_id, settlement_id } = keyOf(order);
  const facts = { kind: "pharmacy", person_no, visit_id, settlement_id } as const;
  try {
    const answered = settlement.cancelSettlement(
      facts,
      changing(request, () => null),
    );
    return await storedAnswer(answered);
  } catch (error) {
    if (!(error instanceof YibaoError) || error.code !== "SETTLEMENT-CANCELLED-ALREADY")
      throw error;
    return null;
  }
}

/**
 * The insured person confirms an order: it is settled now, paid from the own account first. Again
 * is answered alike. @throws YibaoError GATEWAY-ORDER-UNKNOWN | GATEWAY-ORDER-STATE, and whatever
 * settling refuses
 */
export async function confirmPurchaseOrder(
  { store, settlement }: Pick<HandlerServices, "store" | "settlement">,
  asked: { readonly institution_code: string; readonly order_no: string; readonly now: Date },
): Promise<StandingOrder> {
  const { institution_code, order_no, now } = asked;
  return store.transaction(async (transaction) => {
    await lockOrder(transaction, order_no);
    const order = await standing(transaction, institution_code, order_no);
    if (order.state === "paid") return order;
    if (order.state !== "placed") throw wrongState(order, "由药店用 2166 重新下单");
    const message = {
      institution_code,
      message_id: order_no,
      transaction_code: ORDER_TRANSACTION,
      input_hash: order_no,
    };
    await settlement.settlePharmacy(order.facts, { message, now, toAnswer: () => order_no });
    return standing(transaction, institution_code, order_no);
  });
}
