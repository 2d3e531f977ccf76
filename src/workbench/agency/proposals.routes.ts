import { type Static, Type } from "typebox";
import { decide, findProposal, listProposals, type Proposal } from "../../access/index.ts";
import { YibaoError } from "../../kernel/index.ts";
import { approveApplication } from "../../reconciliation/index.ts";
import { approvePayment, CLAIM_PAYMENT } from "../finance/claim-payments.routes.ts";
import type { House } from "../house.ts";
import { listRoute } from "../list-route.ts";
import { type Context, route } from "../route.ts";
import type { Waiting } from "../waiting.ts";
import { approveClaim } from "./claim.ts";
import { approveWithdrawal, CLAIM_WITHDRAWAL } from "./claim-withdrawal.routes.ts";
import { MANUAL_CLAIM } from "./claims.routes.ts";
import { CLEARING_APPROVAL } from "./clearing.routes.ts";
import { Text, TextOrNull } from "./fields.ts";

/** What one of the agency or of finance put up and another decides (经办、复核分离). */

/** Kinds, and what is done when one is approved. */
const ACTS: Readonly<Record<string, (context: Context, proposal: Proposal) => Promise<unknown>>> = {
  [CLEARING_APPROVAL]: ({ house, caller, now }, { content }) =>
    approved(house, content as ClearingContent, { now, operator: caller.name }),
  [CLAIM_PAYMENT]: ({ house, now }, proposal) => approvePayment(house, proposal, now),
  [CLAIM_WITHDRAWAL]: ({ house, now }, proposal) => approveWithdrawal(house, proposal, now),
  [MANUAL_CLAIM]: ({ house, now }, proposal) => approveClaim(house, proposal, now),
};

interface ClearingContent {
  readonly institution_code: string;
  readonly application_id: string;
}

/** Approving what is approved already has nothing left to do: the decision alone was lost. */
async function approved(
  { store }: House,
  { institution_code, application_id }: ClearingContent,
  act: { readonly now: Date; readonly operator: string },
): Promise<unknown> {
  try {
    const key = { institution_code, application_id };
    await store.transaction((transaction) => approveApplication(transaction, key, act));
  } catch (error) {
    const code = error instanceof YibaoError ? error.code : null;
    if (code !== "RECONCILIATION-APPLICATION-APPROVED") throw error;
  }
  return { application_id };
}

const RIGHTS = [
  ...(["claims.make", "claims.check", "clearing.make", "clearing.check"] as const),
  ...(["payments.make", "payments.check"] as const),
] as const;
const STATES = ["open", "approved", "refused"] as const;

const PROPOSAL = {
  proposal_no: Type.Integer(),
  kind: Text,
  subject: Text,
  person_no: TextOrNull,
  reason: Text,
  maker: Text,
  made_at: Text,
  state: Type.Enum([...STATES]),
  decider: TextOrNull,
  decided_at: TextOrNull,
  decision_reason: TextOrNull,
};
const Row = Type.Object(PROPOSAL);

const proposals = listRoute({
  path: "/api/v1/agency/proposals",
  title: "复核事项",
  right: [...RIGHTS],
  filters: {
    state: Type.Optional(Type.Enum([...STATES])),
    mine: Type.Optional(Type.Boolean({ description: "只看我提请的" })),
    decidable: Type.Optional(Type.Boolean({ description: "只看等我复核的" })),
  },
  row: PROPOSAL,
  columns: [
    { key: "proposal_no", title: "编号", kind: "count" },
    { key: "kind", title: "事项", kind: "text" },
    { key: "subject", title: "内容", kind: "text" },
    { key: "maker", title: "提请人", kind: "text" },
    { key: "made_at", title: "提请时间", kind: "time" },
    { key: "state", title: "状态", kind: "text" },
    { key: "decider", title: "复核人", kind: "text" },
    { key: "decided_at", title: "复核时间", kind: "time" },
  ],
  rows: async ({ house, caller }, { state, mine, decidable }, { offset, limit }) => {
    const search = { state: state ?? null, mine: mine ?? false, decidable: decidable ?? false };
    const found = await listProposals(house.store, caller, { ...search, offset, limit });
    return { rows: found.rows.map(rowOf), total: found.total };
  },
});

function rowOf(one: Proposal): Static<typeof Row> {
  return {
    ...{ proposal_no: one.proposal_no, kind: one.kind, subject: one.subject },
    ...{ person_no: one.person_no, reason: one.reason, maker: one.maker, state: one.state },
    made_at: one.made_at.toISOString(),
    ...{ decider: one.decider, decision_reason: one.decision_reason },
    decided_at: one.decided_at?.toISOString() ?? null,
  };
}

const Params = Type.Object({ proposal_no: Type.Integer({ minimum: 1 }) });

const proposal = route({
  method: "GET",
  path: "/api/v1/agency/proposals/:proposal_no",
  title: "复核事项详情",
  right: [...RIGHTS],
  params: Params,
  answer: Type.Object({
    ...PROPOSAL,
    content: Type.Unknown(),
    result: Type.Unknown(),
    /** Whether the caller made it: then another decides. */
    is_mine: Type.Boolean(),
    may_decide: Type.Boolean(),
  }),
  handle: async ({ house, caller }, { params }) => {
    const found = await findProposal(house.store, caller, params.proposal_no);
    const is_mine = found.maker_no === caller.account_no;
    return {
      ...{ ...rowOf(found), content: found.content, result: found.result ?? null, is_mine },
      may_decide: found.state === "open" && !is_mine && caller.rights.has(found.checked_by),
    };
  },
});

const decided = route({
  method: "POST",
  path: "/api/v1/agency/proposals/:proposal_no/decision",
  title: "复核",
  right: ["claims.check", "clearing.check", "payments.check"],
  params: Params,
  body: Type.Object({
    decision: Type.Enum(["approved", "refused"]),
    reason: Type.String({ minLength: 1, maxLength: 500 }),
  }),
  answer: Row,
  handle: async (context, { params, body }) => {
    const { house, caller, now } = context;
    const asked = { ...params, decision: body.decision, reason: body.reason };
    const done = await decide(house.store, asked, caller, now, async (one) => {
      const act = ACTS[one.kind];
      if (act === undefined) throw new YibaoError("ACCESS-PROPOSAL-UNKNOWN", params);
      return act(context, one);
    });
    return rowOf(done);
  },
});

function waitingFor(
  right: "claims.check" | "clearing.check" | "payments.check",
  kind: string,
  title: string,
  title_en: string,
): Waiting {
  return {
    ...{ right, title, title_en },
    path: "/agency/proposals?decidable=true",
    count: async ({ house, caller }) => {
      const search = { kind, decidable: true, offset: 0, limit: 1 };
      return (await listProposals(house.store, caller, search)).total;
    },
  };
}

export const PROPOSAL_WAITING = [
  waitingFor("clearing.check", CLEARING_APPROVAL, "待审批的清算申请", "Clearing to approve"),
  waitingFor("claims.check", MANUAL_CLAIM, "待复核的零星报销", "Manual claims to check"),
  waitingFor("payments.check", CLAIM_PAYMENT, "待复核的拨付", "Payments to check"),
  waitingFor("claims.check", CLAIM_WITHDRAWAL, "待复核的报销撤销", "Claims to take back"),
];

export const PROPOSAL_ROUTES = [proposals, proposal, decided];
